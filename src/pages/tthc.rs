//! The TTHC figures, period by period.

use super::with_document;
use crate::components::{Date, TthcFigures};
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::{Counts, Field, Period, Shown};
use trangxa_model::{Tthc, url};

/// How many periods the page shows at once.
const RECENT: usize = 12;

pub fn tthc(store: &Store) -> impl IntoView {
    let headline = store.headline(&Route::Tthc);
    let live = store.tthc().cloned();
    let (title, base) = (headline.clone(), live.as_ref().map(|live| live.url().to_owned()).unwrap_or_default());
    let content = with_document(live, headline, move |tthc| content(&title, &base, &tthc));
    view! { <div class="page"><div class="column wide">{content}</div></div> }
}

fn content(title: &str, base: &str, tthc: &Tthc) -> impl IntoView + use<> {
    let title = title.to_owned();
    let unit = tthc.unit.clone();
    let mut periods: Vec<&Period> = tthc.periods.iter().collect();
    periods.sort_by_key(|period| std::cmp::Reverse((period.to, period.from)));
    let rows = |periods: &[&Period]| {
        let row = |period: &&Period| {
            row(capital(&period.label()), &period.counts, period.completion_rate(), period.late_rate())
        };
        periods.iter().map(row).collect()
    };
    // Two years of rows are the most of this page; a closed part is not laid out before the rest is read.
    let (recent, older) = periods.split_at(periods.len().min(RECENT));
    let all = table("cac-ky", "Các kỳ đã công bố".to_owned(), "Kỳ", rows(recent));
    let older = (!older.is_empty()).then(|| {
        let count = older.len();
        let table = table("ky-truoc", "Các kỳ trước".to_owned(), "Kỳ", rows(older));
        view! { <details class="older"><summary>{format!("Xem {count} kỳ trước")}</summary>{table}</details> }
    });
    let fields = tthc.latest().filter(|latest| !latest.fields.is_empty()).map(|latest| {
        let row = |field: &Field| {
            let (completion, late) = field.counts.rates();
            row(field.name.clone(), &field.counts, completion, late)
        };
        table(
            "linh-vuc",
            format!("Theo lĩnh vực, {}", latest.label()),
            "Lĩnh vực",
            latest.fields.iter().map(row).collect(),
        )
    });
    let at = tthc.updated_at;
    let figures = tthc.latest().cloned().map(|latest| view! { <TthcFigures period=latest updated_at=at/> });
    let empty = figures.is_none().then_some("Chưa có số liệu.");
    let source = tthc.source.clone().map(|source| {
        // Without an address the name stands alone.
        let href = source.url.and_then(|address| url::resolve(base, &address));
        view! { <p>"Nguồn số liệu: "<a href=href rel="noopener">{source.name}</a></p> }
    });
    view! {
        <h1>{title}</h1>
        <p class="byline"><span>{unit}</span><span>"Cập nhật lúc "<Date at=at seconds=true/></span></p>
        <h2 class="hidden">"Kỳ gần nhất"</h2>
        <div class="card tthc">{figures}{empty}</div>
        {fields}
        {all}
        {older}
        <section aria-labelledby="cach-tinh">
            <h2 id="cach-tinh">"Cách tính"</h2>
            <p>"Tỉ lệ trễ hạn là số hồ sơ trả kết quả sau ngày hẹn, chia cho tất cả hồ sơ đã giải quyết trong kỳ. Hồ sơ quá hạn mà chưa giải quyết xong không nằm trong tỉ lệ này, nên được nêu riêng."</p>
            <p>"Tỉ lệ giải quyết là số hồ sơ đã giải quyết, chia cho tổng của hồ sơ đã giải quyết, đang giải quyết và chờ bổ sung. Dấu — là số chưa được công bố; không thay bằng 0 hay 100%."</p>
            {source}
        </section>
    }
}

fn table(id: &'static str, title: String, first: &'static str, rows: Vec<AnyView>) -> impl IntoView {
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby=id>
                <table class="figures">
                    <thead>
                        <tr>
                            <th scope="col">{first}</th>
                            <th scope="col">"Tiếp nhận"</th>
                            <th scope="col">"Đã giải quyết"</th>
                            <th scope="col">"Trước & đúng hạn"</th>
                            <th scope="col">"Trễ hạn"</th>
                            <th scope="col">"Tỉ lệ trễ hạn"</th>
                            <th scope="col">"Đang giải quyết, quá hạn"</th>
                            <th scope="col">"Tỉ lệ giải quyết"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(name: String, counts: &Counts, completion: Shown, late: Shown) -> AnyView {
    let number = |value| view! { <td>{integer_or_dash(value)}</td> };
    view! {
        <tr>
            <th scope="row">{name}</th>
            {number(counts.received)}
            {number(counts.completed())}
            {number(counts.in_time())}
            {number(counts.late)}
            {rate(late)}
            {number(counts.pending_late)}
            {rate(completion)}
        </tr>
    }
    .into_any()
}

/// A rate never stands without its two numbers, or the word that they were not published.
fn rate(shown: Shown) -> impl IntoView {
    let beside = match shown {
        Shown::Stated(_) => Some("theo số liệu công bố".to_owned()),
        _ => shown.fraction(),
    };
    let beside = beside.map(|text| view! { <small>{text}</small> });
    view! { <td>{shown.text()}{beside}</td> }
}

fn capital(text: &str) -> String {
    // Labels begin with an ASCII letter: tháng, quý, năm.
    let (first, rest) = text.split_at_checked(1).unwrap_or_default();
    first.to_ascii_uppercase() + rest
}
