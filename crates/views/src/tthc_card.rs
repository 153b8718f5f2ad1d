//! The content of the card "Kết quả giải quyết TTHC".

use crate::figures::{figures, remarks, updated};
use crate::reader_time::ReaderTime;
use crate::sparkline::sparkline;
use trangxa_markup::{Markup, draw};
use trangxa_model::tthc::CARD_POINTS;
use trangxa_model::{Tthc, YearMonth};
use trangxa_words::{Language, contradictions};

/// Draws the figures of the latest period, their trend and their remarks, or the text `without` where there are no figures.
/// `merged` is the first month of the unit that another one was merged into: the trend's line is broken there.
pub fn tthc_card(
    out: &mut Markup,
    tthc: Option<&Tthc>,
    without: &str,
    merged: Option<YearMonth>,
    time: ReaderTime,
    language: Language,
) {
    let Some((tthc, latest)) = tthc.and_then(|tthc| Some((tthc, tthc.latest()?))) else {
        draw!(out, "<p>{}</p>", without);
        return;
    };
    figures(out, latest, false, language);
    if let Some(series) = tthc.series(CARD_POINTS, None, merged)
        && let Some(trend) = series.trend()
    {
        sparkline(out, &series, &trend, language);
    }
    let contradictions: Vec<String> = contradictions::of_period(latest, language).collect();
    remarks(out, latest, true, &contradictions, language);
    updated(out, time, tthc.updated_at, Some(latest), language);
}

#[cfg(test)]
mod tests {
    use super::tthc_card;
    use crate::{ReaderTime, counters};
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use trangxa_markup::Markup;
    use trangxa_model::document::JsonDocument as _;
    use trangxa_model::visits::VisitsKind;
    use trangxa_model::{Timestamp, Tthc, Visits};
    use trangxa_words::Language;

    /// Splits markup into its tags and the texts between them.
    fn tags_and_texts(markup: &str) -> (Vec<&str>, Vec<&str>) {
        markup.split('<').skip(1).map(|it| it.split_once('>').unwrap()).unzip()
    }

    fn in_both_languages(draw: impl Fn(&mut Markup, Language)) -> [String; 2] {
        [Language::Vietnamese, Language::English].map(|language| {
            let mut out = Markup::default();
            draw(&mut out, language);
            out.finish()
        })
    }

    /// Checks that both have the same elements, with text in the same places, and that the English text is English.
    fn assert_same_shape([vietnamese, english]: &[String; 2]) {
        let ((tags, texts), (english_tags, english_texts)) = (tags_and_texts(vietnamese), tags_and_texts(english));
        assert_eq!(tags, english_tags);
        for (text, english) in texts.into_iter().zip(english_texts) {
            assert_eq!(text.trim().is_empty(), english.trim().is_empty(), "{text} / {english}");
            assert!(english.chars().all(|it| it.is_ascii() || "–—’“”".contains(it)), "{english}");
        }
    }

    fn read_at(text: &str) -> ReaderTime {
        let now = Timestamp::parse(text).unwrap();
        ReaderTime { clock: Some(now), now }
    }

    #[test]
    fn the_card_reads_in_english() {
        let json = json!({"version": 1, "updated_at": "2025-07-01T07:04:41+07:00", "periods": [
            {"from": "2025-06", "to": "2025-06", "in_time": 2786, "late": 1, "pending_in_time": 0, "pending_late": 0, "waiting": 0}
        ]});
        let tthc = Tthc::from_json("f", json).unwrap();
        let drawn = in_both_languages(|out, language| {
            tthc_card(out, Some(&tthc), "", None, read_at("2025-07-02T08:00:00+07:00"), language)
        });
        assert_same_shape(&drawn);
        let texts: Vec<&str> = tags_and_texts(&drawn[1]).1.into_iter().filter(|it| !it.trim().is_empty()).collect();
        assert_eq!(
            texts,
            [
                "Completed in June 2025",
                "100%",
                "2,787/2,787 applications",
                "Applications processed",
                "2,787",
                "On time or early",
                "2,786",
                "Late",
                "1",
                "Late rate",
                "&lt;0.1%",
                "1/2,787 applications",
                "Pending, overdue",
                "0",
                "Updated ",
                "1 July 2025, 07:04:41",
                "Updated 1 day ago",
            ]
        );
    }

    fn count() -> impl Strategy<Value = Option<u32>> {
        prop_oneof![1 => Just(None), 1 => Just(Some(0)), 4 => (0u32..5000).prop_map(Some)]
    }

    proptest! {
        #[test]
        fn the_card_is_the_same_in_both_languages(
            months in proptest::collection::vec(proptest::collection::vec(count(), 10), 1..5),
            stated in proptest::option::of(0u32..=100),
            now in prop_oneof![Just("2025-06-30T23:00:00"), Just("2025-09-30T23:00:00"), Just("2026-09-30T23:00:00")],
        ) {
            let names = ["received", "carried_over", "early", "on_time", "in_time", "late", "pending_in_time", "pending_late",
                "waiting", "withdrawn"];
            let periods: Vec<Value> = months.iter().enumerate().map(|(i, values)| {
                let month = format!("2025-{:02}", i + 1);
                let mut period = json!({"from": if i == 3 { "2025-01" } else { &month }, "to": month,
                    "stated": {"late_rate": stated, "completion_rate": stated, "completed": stated}});
                for (name, value) in names.iter().zip(values) {
                    period[name] = json!(value);
                }
                period
            }).collect();
            let json = json!({"version": 1, "updated_at": "2025-06-01T07:04:41+07:00", "periods": periods});
            let tthc = Tthc::from_json("f", json).unwrap();
            assert_same_shape(&in_both_languages(|out, language| tthc_card(out, Some(&tthc), language.pick("–", "-"), None, read_at(now), language)));
        }

        #[test]
        fn the_counters_are_the_same_in_both_languages(
            kind in prop_oneof![Just(VisitsKind::File), Just(VisitsKind::Counter), Just(VisitsKind::GoatCounter)],
            window_s in proptest::option::of(0u32..1000),
            unit in proptest::option::of(prop_oneof![Just("visits"), Just("views")]),
            since in proptest::option::of(Just("2019-03-01")),
            is_stale in any::<bool>(),
            total in proptest::option::of(any::<u32>()),
        ) {
            let json = json!({"version": 1, "window_s": window_s, "unit": unit, "since": since, "total": total,
                "generated_at": "2025-06-01T07:04:41+07:00"});
            let visits = Visits::from_json("f", json).unwrap();
            let now = read_at("2025-07-01T07:04:41+07:00");
            assert_same_shape(&in_both_languages(|out, language| counters(out, Some(&visits), kind, is_stale, now, language)));
        }
    }
}
