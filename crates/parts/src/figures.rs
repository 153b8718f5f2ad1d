//! The figures of one period.

use crate::{Markup, Moment, draw};
use trangxa_model::Timestamp;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::{self, Count, Period, words};

/// The figures of one period: every rate beside its two numbers and its period. With `linked`, each term leads to its
/// definition on the same page.
pub fn figures(out: &mut Markup, period: &Period, linked: bool) {
    let counts = &period.counts;
    let (completion, late) = (period.completion_rate(), period.late_rate());
    let title = period.span().title();
    if linked {
        draw!(out, "<h3>{} <a href='#ti-le-giai-quyet'>đã giải quyết</a></h3>", title);
    } else {
        draw!(out, "<h3>{} đã giải quyết</h3>", title);
    }
    draw!(out, "<p class='rate'><strong>{}</strong><small>{}</small></p>", completion.text(), words::basis(completion));
    let is_bad = |count: Count| counts[count].is_some_and(|value| value > 0);
    draw!(out, "<dl class='figures'>");
    let mut row = |term: &str, id: &str, value: &str, basis: &str, is_bad: bool| {
        draw!(out, "<div class='{}'><dt>", if is_bad { "bad" } else { "" });
        if linked {
            draw!(out, "<a href='#{}'>{}</a>", id, term);
        } else {
            draw!(out, "{}", term);
        }
        draw!(out, "</dt><dd>{}", value);
        if !basis.is_empty() {
            draw!(out, "<small>{}</small>", basis);
        }
        draw!(out, "</dd></div>");
    };
    row("Số hồ sơ xử lý", "da-giai-quyet", &integer_or_dash(period.completed()), "", false);
    row(Count::InTime.label(), "truoc-dung-han", &integer_or_dash(counts.in_time()), "", false);
    row(Count::Late.label(), "tre-han", &integer_or_dash(counts[Count::Late]), "", is_bad(Count::Late));
    row("Tỉ lệ trễ hạn", "ti-le-tre-han", &late.text(), &words::basis(late), is_bad(Count::Late));
    if let overdue @ Some(_) = counts[Count::PendingLate] {
        let is_bad = is_bad(Count::PendingLate);
        row(Count::PendingLate.label(), "dang-giai-quyet", &integer_or_dash(overdue), "", is_bad);
    }
    draw!(out, "</dl>");
}

/// What must be known to read a period's figures: what the numbers hide, and `said` beyond what the period itself tells.
/// `is_whole`: none of its months is missing.
pub fn remarks(out: &mut Markup, period: &Period, is_whole: bool, said: &[String]) {
    draw!(out, "<ul class='remarks'>");
    for sentence in words::period(period, is_whole).iter().chain(said) {
        draw!(out, "<li>{}</li>", sentence);
    }
    draw!(out, "</ul>");
}

/// When the figures were counted, how long ago that is, and whether that is too long. Follows the reader's clock; what a
/// page cannot know before the program runs has its place kept, so that nothing moves. `newest` is the latest period of all,
/// where that is the one shown.
pub fn updated(out: &mut Markup, moment: Moment, at: Timestamp, newest: Option<&Period>) {
    let age = moment.clock.and_then(|now| words::age(at, now)).map(|age| format!("Cập nhật {age}"));
    let old = tthc::is_stale(at, moment.now).then_some("Số liệu đã cũ: hơn 45 ngày chưa cập nhật.");
    let year = newest.and_then(|period| words::past_year(period, moment.now));
    draw!(
        out,
        "<p class='updated'>Cập nhật lúc <time datetime='{}'>{}</time></p>",
        at.rfc3339(),
        at.date_time_seconds()
    );
    draw!(out, "<p class='updated age'>{}</p>", age.unwrap_or_default());
    draw!(
        out,
        "<p class='stale'>{}</p><p class='updated year'>{}</p>",
        old.unwrap_or_default(),
        year.unwrap_or_default()
    );
}
