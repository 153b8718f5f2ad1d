//! Sentences that a screen reader speaks when something on the page changes.

use crate::numbers::integer_or_dash;
use crate::{Language, figures, periods, say};
use trangxa_model::tthc::{Count, Counts, Period, Span, Tthc};

/// Says that figures changed while the reader looks at them: one sentence for all changes. `None` if no number that was there
/// before is different now.
#[must_use]
pub fn figures_changed(before: &Tthc, now: &Tthc, language: Language) -> Option<String> {
    // What a page carried of a period may be a part.
    let differs = |old: &Counts, new: &Counts| Count::ALL.into_iter().any(|it| old[it].is_some() && old[it] != new[it]);
    let is_other = |period: &&Period| {
        before.periods.iter().any(|it| it.span() == period.span() && differs(&it.counts, &period.counts))
            || before.latest().is_some_and(|latest| latest.to < period.to)
    };
    let latest = now.latest()?;
    if is_other(&latest) {
        let summary = summary(latest, language);
        return Some(say!(language, "Số liệu TTHC vừa cập nhật: {summary}.", "Figures updated: {summary}."));
    }
    let other = now.periods.iter().rev().find(is_other)?;
    let summary = summary(other, language);
    Some(say!(language, "Số liệu TTHC vừa được sửa: {summary}.", "Figures corrected: {summary}."))
}

/// Says which period the reader chose, and its main figures.
#[must_use]
pub fn period_chosen(tthc: &Tthc, span: Span) -> String {
    tthc.compose(span).map_or_else(
        || figures::none_for(span),
        |it| format!("Đang xem {}.", summary(&it.period, Language::Vietnamese)),
    )
}

/// The main figures of a period: `tháng 06/2025, đã giải quyết 328 hồ sơ, trễ hạn 2`.
fn summary(period: &Period, language: Language) -> String {
    let number = |value| integer_or_dash(value, language);
    let (completed, late) = (number(period.completed()), number(period.counts[Count::Late]));
    say!(
        language,
        "{}, đã giải quyết {completed} hồ sơ, trễ hạn {late}",
        "{}, applications processed: {completed}, late: {late}",
        periods::in_sentence(period.span(), language)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{month, tthc};
    use trangxa_model::tthc::Count::{InTime, Late};
    use trangxa_model::tthc::Counts;

    const VI: Language = Language::Vietnamese;

    fn counts(pairs: &[(Count, u64)]) -> Counts {
        Counts::of(pairs)
    }

    #[test]
    fn a_change_is_announced_once_for_all() {
        let of = |october: u64, november: u64| {
            tthc([
                month(2023, 10, counts(&[(InTime, october), (Late, 1)])),
                month(2023, 11, counts(&[(InTime, november), (Late, 0)])),
            ])
        };
        let said = |before: &Tthc, now: &Tthc| figures_changed(before, now, VI);
        assert_eq!(said(&of(5, 6), &of(5, 6)), None);
        let latest = "Số liệu TTHC vừa cập nhật: tháng 11/2023, đã giải quyết 2.787 hồ sơ, trễ hạn 0.";
        assert_eq!(said(&of(5, 6), &of(7, 2787)).as_deref(), Some(latest));
        let older = "Số liệu TTHC vừa được sửa: tháng 10/2023, đã giải quyết 8 hồ sơ, trễ hạn 1.";
        assert_eq!(said(&of(5, 6), &of(7, 6)).as_deref(), Some(older));
        // The page carried a part only: the rest is no news; a new month is.
        let part = tthc([of(5, 6).periods.remove(1)]);
        assert_eq!(said(&part, &of(5, 6)), None);
        assert!(said(&tthc([of(5, 6).periods.remove(0)]), &of(5, 6)).is_some());
        let less = tthc([month(2023, 10, counts(&[(InTime, 5)])), month(2023, 11, counts(&[(InTime, 6), (Late, 0)]))]);
        assert_eq!(said(&less, &of(5, 6)), None, "a count that the page did not carry");
        assert_eq!(said(&less, &of(7, 6)).as_deref(), Some(older), "one that it carried");
        assert!(said(&of(5, 6), &less).is_some(), "a number that was withdrawn");
        assert_eq!(
            period_chosen(&of(5, 6), Span::parse("2023-Q4").unwrap()),
            "Đang xem quý IV/2023, đã giải quyết 12 hồ sơ, trễ hạn 1."
        );
        assert_eq!(period_chosen(&of(5, 6), Span::parse("2022").unwrap()), "Chưa có số liệu năm 2022.");
    }

    #[cfg(feature = "english")]
    #[test]
    fn changes_are_announced_in_english() {
        use crate::Language::English;
        let figures = tthc(
            [(7, 98, 2), (8, 100, 0), (10, 99, 1)]
                .map(|(m, in_time, late)| month(2023, m, counts(&[(InTime, in_time), (Late, late)]))),
        );
        let now = tthc([month(2023, 10, counts(&[(InTime, 2786), (Late, 1)]))]);
        assert_eq!(
            figures_changed(&figures, &now, English).as_deref(),
            Some("Figures updated: October 2023, applications processed: 2,787, late: 1.")
        );
    }
}
