//! The figures of one period.

use crate::reader_time::ReaderTime;
use trangxa_markup::{Markup, draw};
use trangxa_model::Timestamp;
use trangxa_model::tthc::{self, Count, Period};
use trangxa_words::figures::{past_year, period_remarks, rate_and_basis, stale};
use trangxa_words::numbers::integer_or_dash;
use trangxa_words::{Language, counts, dates, periods, widget};

/// Draws the figures of one period; every rate stands next to the two numbers it was computed from. With `linked`, each
/// term links to its definition (`pages/tthc/terms.rs`) on the same page, which exists only in Vietnamese.
pub fn figures(out: &mut Markup, period: &Period, linked: bool, language: Language) {
    let published = &period.counts;
    let (completion, late) = (period.completion_rate(), period.late_rate());
    let title = periods::title(period.span(), language);
    if linked {
        draw!(out, "<h3>{} <a href='#ti-le-giai-quyet'>{}</a></h3>", title, widget::COMPLETED);
    } else {
        draw!(out, "<h3>{}</h3>", widget::completed_in(&title, language));
    }
    let [text, basis] = rate_and_basis(completion, language);
    draw!(out, "<p class='rate'><strong>{}</strong><small>{}</small></p>", text, basis);
    let number = |value| integer_or_dash(value, language);
    let label = |count: Count| counts::label(count, language);
    let is_bad = |count: Count| published[count].is_some_and(|value| value > 0);
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
    let processed = widget::processed(language);
    row(processed, "da-giai-quyet", &number(period.completed()), "", false);
    row(label(Count::InTime), "truoc-dung-han", &number(published.in_time()), "", false);
    row(label(Count::Late), "tre-han", &number(published[Count::Late]), "", is_bad(Count::Late));
    let late_rate = widget::late_rate(language);
    let [text, basis] = rate_and_basis(late, language);
    row(late_rate, "ti-le-tre-han", &text, &basis, is_bad(Count::Late));
    if let overdue @ Some(_) = published[Count::PendingLate] {
        let is_bad = is_bad(Count::PendingLate);
        row(label(Count::PendingLate), "dang-giai-quyet", &number(overdue), "", is_bad);
    }
    draw!(out, "</dl>");
}

/// Draws the remarks that a reader needs to judge a period's figures: those that follow from the period, then `more`.
/// `is_whole` says that no month of the period is missing.
pub fn remarks(out: &mut Markup, period: &Period, is_whole: bool, more: &[String], language: Language) {
    draw!(out, "<ul class='remarks'>");
    for sentence in period_remarks(period, is_whole, language).iter().chain(more) {
        draw!(out, "<li>{}</li>", sentence);
    }
    draw!(out, "</ul>");
}

/// Draws when the figures were updated, how long ago that is, and a warning when it is too long ago (45 days) or when the
/// latest period lies in a past year. `newest` is the latest period of all, where that is the one shown.
///
/// Without the reader's clock the age is unknown. Its element is drawn all the same, empty, so that nothing moves when the
/// clock becomes known.
pub fn updated(out: &mut Markup, time: ReaderTime, at: Timestamp, newest: Option<&Period>, language: Language) {
    let age = time.clock.and_then(|now| dates::age(at, now, language));
    let age = age.map(|age| widget::updated_ago(&age, language));
    let old = tthc::is_stale(at, time.now).then(|| stale(language));
    let year = newest.and_then(|period| past_year(period, time.now, language));
    draw!(
        out,
        "<p class='updated'>{}<time datetime='{}'>{}</time></p>",
        widget::updated(language),
        at.rfc3339(),
        dates::date_time_seconds(at, language)
    );
    draw!(out, "<p class='updated age'>{}</p>", age.unwrap_or_default());
    draw!(
        out,
        "<p class='stale'>{}</p><p class='updated year'>{}</p>",
        old.unwrap_or_default(),
        year.unwrap_or_default()
    );
}

#[cfg(test)]
mod tests {
    use super::figures;
    use serde_json::json;
    use trangxa_markup::Markup;
    use trangxa_model::Tthc;
    use trangxa_model::document::JsonDocument as _;
    use trangxa_words::Language;

    #[test]
    fn an_unknown_rate_is_written_in_words() {
        let json = json!({"version": 1, "updated_at": "2025-07-01T07:04:41+07:00",
            "periods": [{"from": "2025-06", "to": "2025-06", "late": 1}]});
        let tthc = Tthc::from_json("f", json).unwrap();
        for (language, words) in
            [(Language::Vietnamese, "không tính được"), (Language::English, "cannot be calculated")]
        {
            let mut out = Markup::default();
            figures(&mut out, tthc.latest().unwrap(), false, language);
            let drawn = out.finish();
            let rates = [format!("<strong>{words}</strong><small></small>"), format!("<dd>{words}</dd>")];
            assert!(rates.iter().all(|rate| drawn.contains(rate)), "{drawn}");
        }
    }
}
