//! The latest figures in one sentence, for places without a card: the description of the badge, the title of the oEmbed
//! document, and the text that the loader replaces.

use trangxa_model::Timestamp;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::{Count, Period, Shown};
use trangxa_words::figures::rate_basis;
use trangxa_words::{Language, periods};

/// A period's figures in one sentence, with the period, the date of the figures, and both numbers of every rate. For example
/// `Tháng 11/2023 đã giải quyết 99,9% (2.786/2.787 hồ sơ); số hồ sơ xử lý 2.786; trễ hạn 1 (<0,1%, 1/2.786 hồ sơ); cập nhật 30/11/2023`.
#[must_use]
pub fn sentence(period: &Period, updated_at: Timestamp) -> String {
    let (completion, late) = (period.completion_rate(), period.late_rate());
    let completed = integer_or_dash(period.completed());
    let mut out = format!(
        "{} đã giải quyết {} ({}); số hồ sơ xử lý {completed}; trễ hạn {}",
        periods::title(period.span(), Language::Vietnamese),
        completion.text(),
        rate_basis(completion, Language::Vietnamese),
        integer_or_dash(period.counts[Count::Late])
    );
    if late != Shown::Unknown {
        out += &format!(" ({}, {})", late.text(), rate_basis(late, Language::Vietnamese));
    }
    if let overdue @ Some(_) = period.counts[Count::PendingLate] {
        out += &format!("; đang giải quyết, quá hạn {}", integer_or_dash(overdue));
    }
    out + &format!("; cập nhật {}", updated_at.date())
}
