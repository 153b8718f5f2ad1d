//! The TTHC figures, period by period.

use super::with_document;
use crate::components::{Date, TthcFigures};
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::{Counts, Period, Shown};
use trangxa_model::{Tthc, url};

pub fn tthc(store: &Store) -> impl IntoView {
    let headline = store.headline(&Route::Tthc);
    let Some(live) = store.tthc().cloned() else { return super::not_found::not_found().into_any() };
    let (title, base) = (headline.clone(), live.url().to_owned());
    let content = with_document(live, headline, move |tthc| content(&title, &base, &tthc).into_any());
    view! { <div class="page"><div class="column wide">{content}</div></div> }.into_any()
}

fn content(title: &str, base: &str, tthc: &Tthc) -> impl IntoView + use<> {
    let title = title.to_owned();
    let unit = tthc.unit.clone();
    let Some(latest) = tthc.latest() else {
        return view! { <h1>{title}</h1><p>"Chưa có số liệu."</p> }.into_any();
    };
    let mut periods: Vec<&Period> = tthc.periods.iter().collect();
    periods.sort_by_key(|period| std::cmp::Reverse((period.to, period.from)));
    let periods: Vec<_> = periods.into_iter().map(|period| row(capital(&period.label()), &period.counts, period.completion_rate(), period.late_rate())).collect();
    let fields = (!latest.fields.is_empty()).then(|| {
        let rows: Vec<_> = latest
            .fields
            .iter()
            .map(|field| {
                let (completion, late) = field.counts.rates();
                row(field.name.clone(), &field.counts, completion, late)
            })
            .collect();
        view! {
            <section aria-labelledby="linh-vuc">
                <h2 id="linh-vuc">{format!("Theo lĩnh vực, {}", latest.label())}</h2>
                {table("Lĩnh vực", rows)}
            </section>
        }
    });
    let source = tthc.source.clone().map(|source| {
        let name = source.name;
        let name = match source.url.and_then(|address| url::resolve(base, &address)) {
            Some(href) => view! { <a href=href rel="noopener">{name}</a> }.into_any(),
            None => name.into_any(),
        };
        view! { <p>"Nguồn số liệu: "{name}</p> }
    });
    let at = tthc.updated_at;
    let latest = latest.clone();
    view! {
        <h1>{title}</h1>
        <p class="byline"><span>{unit}</span><span>"Cập nhật lúc "<Date at=at seconds=true/></span></p>
        <div class="card tthc"><TthcFigures period=latest updated_at=at heading=2/></div>
        {fields}
        <section aria-labelledby="cac-ky">
            <h2 id="cac-ky">"Các kỳ đã công bố"</h2>
            {table("Kỳ", periods)}
        </section>
        <section aria-labelledby="cach-tinh">
            <h2 id="cach-tinh">"Cách tính"</h2>
            <p>"Tỉ lệ trễ hạn là số hồ sơ trả kết quả sau ngày hẹn, chia cho tất cả hồ sơ đã giải quyết trong kỳ. Hồ sơ quá hạn mà chưa giải quyết xong không nằm trong tỉ lệ này, nên được nêu riêng."</p>
            <p>"Tỉ lệ giải quyết là số hồ sơ đã giải quyết, chia cho tổng của hồ sơ đã giải quyết, đang giải quyết và chờ bổ sung. Dấu — là số chưa được công bố; không thay bằng 0 hay 100%."</p>
            {source}
        </section>
    }
    .into_any()
}

fn table(first: &'static str, rows: Vec<AnyView>) -> impl IntoView {
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=format!("Bảng số liệu: {first}")>
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
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
