//! The figures of one period.

use crate::data::Store;
use crate::markup::Markup;
use leptos::prelude::*;
use trangxa_model::Timestamp;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::{self, Count, Period, words};

/// The figures of one period: every rate beside its two numbers and its period. With `linked`, each term leads to its
/// definition on the same page.
pub fn figures(out: &mut Markup, period: &Period, linked: bool) {
    let counts = &period.counts;
    let (completion, late) = (period.completion_rate(), period.late_rate());
    out.element("h3", &[], &format!("{} đã giải quyết", period.span().title()));
    out.open("p", &[("class", "rate")]).element("strong", &[], &completion.text());
    out.element("small", &[], &words::basis(completion)).close("p");
    let is_bad = |count: Count| counts[count].is_some_and(|value| value > 0);
    let late_rate = words::basis(late);
    let mut rows = vec![
        ("Số hồ sơ xử lý", "da-giai-quyet", integer_or_dash(period.completed()), None, false),
        (Count::InTime.label(), "truoc-dung-han", integer_or_dash(counts.in_time()), None, false),
        (Count::Late.label(), "tre-han", integer_or_dash(counts[Count::Late]), None, is_bad(Count::Late)),
        ("Tỉ lệ trễ hạn", "ti-le-tre-han", late.text(), Some(late_rate.as_str()), is_bad(Count::Late)),
    ];
    if let overdue @ Some(_) = counts[Count::PendingLate] {
        let is_bad = is_bad(Count::PendingLate);
        rows.push((Count::PendingLate.label(), "dang-giai-quyet", integer_or_dash(overdue), None, is_bad));
    }
    out.open("dl", &[("class", "figures")]);
    for (term, id, value, basis, is_bad) in rows {
        out.open("div", if is_bad { &[("class", "bad")] } else { &[] }).open("dt", &[]);
        if linked {
            out.element("a", &[("href", &format!("#{id}"))], term);
        } else {
            out.text(term);
        }
        out.close("dt").open("dd", &[]).text(&value);
        if let Some(basis) = basis {
            out.element("small", &[], basis);
        }
        out.close("dd").close("div");
    }
    out.close("dl");
}

/// What must be known to read a period's figures: what the numbers hide, and `said` beyond what the period itself tells.
pub fn remarks(out: &mut Markup, period: &Period, said: &[String], now: Timestamp) {
    let own = words::period(period, now);
    if own.is_empty() && said.is_empty() {
        return;
    }
    out.open("ul", &[("class", "remarks")]);
    for sentence in own.iter().chain(said) {
        out.element("li", &[], sentence);
    }
    out.close("ul");
}

/// When the figures were counted, how long ago that is, and whether that is too long. Follows the reader's clock; what a
/// page cannot know before the program runs has its place kept.
pub fn updated(out: &mut Markup, store: &Store, at: Timestamp) {
    out.open("p", &[("class", "updated")]).text("Cập nhật lúc ").time(at).close("p");
    let age = store.clock().get().and_then(|now| words::age(at, now)).map(|age| format!("Cập nhật {age}"));
    out.element("p", &[("class", "updated age")], &age.unwrap_or_default());
    let is_stale = tthc::is_stale(at, store.now());
    out.optional("p", "stale", is_stale.then_some("Số liệu đã cũ: hơn 45 ngày chưa cập nhật."));
}
