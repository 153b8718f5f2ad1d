//! Texts of the widget on other sites, of its picture, and of the cards that the portal and the widget share.

use crate::figures::{rate_and_basis, rate_basis};
use crate::{Language, alerts, dates, periods, say};
use trangxa_model::Timestamp;
use trangxa_model::alerts::Level;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::{Count, Period, Shown};

/// The headline of the card with the figures.
#[must_use]
pub fn tthc_title(language: Language) -> &'static str {
    language.pick("Kết quả giải quyết TTHC", "Administrative procedures: results")
}

/// The headline of the newest articles.
#[must_use]
pub fn news_title(language: Language) -> &'static str {
    language.pick("Tin mới", "Latest news")
}

/// The headline of the visitor counters.
#[must_use]
pub fn counters_title(language: Language) -> &'static str {
    language.pick("Lượt truy cập", "Visits")
}

/// The link from the card to the dashboard, and what a screen reader hears after it.
#[must_use]
pub fn tthc_more(language: Language) -> [&'static str; 2] {
    [
        language.pick("Chi tiết", "Details"),
        language.pick(" kết quả giải quyết TTHC", " of the results of administrative procedures"),
    ]
}

/// The link from the newest articles to the list of all, and what a screen reader hears after it.
#[must_use]
pub fn news_more(language: Language) -> [&'static str; 2] {
    [language.pick("Xem tất cả", "See all"), language.pick(" tin", " news")]
}

/// The card without figures.
#[must_use]
pub fn no_figures(language: Language) -> &'static str {
    language.pick("Chưa có số liệu.", "No figures yet.")
}

/// The list of the newest articles without any article.
#[must_use]
pub fn no_news(language: Language) -> &'static str {
    language.pick("Chưa có tin nào.", "No news yet.")
}

/// On the card: the number of completed dossiers.
#[must_use]
pub fn processed(language: Language) -> &'static str {
    language.pick("Số hồ sơ xử lý", "Applications processed")
}

/// On the card: the late rate.
#[must_use]
pub fn late_rate(language: Language) -> &'static str {
    language.pick("Tỉ lệ trễ hạn", "Late rate")
}

/// The headline of the completion rate on the card; in Vietnamese the period comes first.
#[must_use]
pub fn completed_in(period: &str, language: Language) -> String {
    say!(language, "{period} đã giải quyết", "Completed in {period}")
}

/// The part of [`completed_in`] that links to the definition of the rate.
pub const COMPLETED: &str = "đã giải quyết";

/// Before the date of the figures.
#[must_use]
pub fn updated(language: Language) -> &'static str {
    language.pick("Cập nhật lúc ", "Updated ")
}

/// How long ago the figures were updated; `age` is from [`dates::age`].
#[must_use]
pub fn updated_ago(age: &str, language: Language) -> String {
    say!(language, "Cập nhật {age}", "Updated {age}")
}

/// The title of the widget for a screen reader, of the picture and of the oEmbed document; the commune's name follows.
#[must_use]
pub fn title_of(name: &str) -> String {
    format!("{} – {name}", tthc_title(Language::Vietnamese))
}

/// The level of an alert.
#[must_use]
pub fn alert_level(level: Level, language: Language) -> &'static str {
    let english = match level {
        Level::Urgent => "Urgent",
        Level::Warning => "Warning",
        Level::Information => "Notice",
    };
    language.pick(alerts::level(level), english)
}

/// When an alert holds: `08:00 07/09/2024 – 17:00 08/09/2024`, in English `7 September 2024, 08:00 – 8 September 2024, 17:00`.
#[must_use]
pub fn alert_times(from: Timestamp, until: Timestamp, language: Language) -> String {
    let one = |at: Timestamp| dates::date_time(at, language);
    if language.is_english() { format!("{} – {}", one(from), one(until)) } else { alerts::times(from, until) }
}

/// The link from an alert to the commune's site, which shows it in full, with the number of others that run. It names the commune, so that
/// nobody takes the alert for one of the page around the frame.
#[must_use]
pub fn alert_link(name: &str, others: usize, language: Language) -> String {
    let others = match others {
        0 => String::new(),
        1 => say!(language, " và {} thông báo khác", " and {} more notice", 1),
        _ => say!(language, " và {} thông báo khác", " and {} more notices", others),
    };
    say!(language, "Xem thông báo của {}{}", "See the notice of {}{}", name, others)
}

/// Closes an alert that came while the frame was open.
#[must_use]
pub fn close(language: Language) -> &'static str {
    language.pick(alerts::CLOSE, "Close")
}

/// In the picture: the line with the period.
#[must_use]
pub fn badge_period(period: &Period) -> String {
    format!("Giải quyết TTHC {}", periods::in_sentence(period.span(), Language::Vietnamese))
}

/// In the picture: the number of completed dossiers, before the late ones.
#[must_use]
pub fn badge_processed(period: &Period) -> String {
    format!("Số hồ sơ xử lý {} · ", integer_or_dash(period.completed()))
}

/// In the picture: the day of the figures.
#[must_use]
pub fn badge_updated(at: Timestamp) -> String {
    format!("Cập nhật {}", at.date())
}

/// A period's figures in one sentence, with the period, the date of the figures, and both numbers of every rate. For example
/// `Tháng 11/2023 đã giải quyết 99,9% (2.786/2.787 hồ sơ); số hồ sơ xử lý 2.786; trễ hạn 1 (<0,1%, 1/2.786 hồ sơ); cập nhật 30/11/2023`.
#[must_use]
pub fn sentence(period: &Period, updated_at: Timestamp) -> String {
    let (completion, late) = (period.completion_rate(), period.late_rate());
    let completed = integer_or_dash(period.completed());
    let [rate, basis] = rate_and_basis(completion, Language::Vietnamese);
    let rate = if basis.is_empty() { format!(": {rate}") } else { format!(" {rate} ({basis})") };
    let mut out = format!(
        "{} đã giải quyết{rate}; số hồ sơ xử lý {completed}; trễ hạn {}",
        periods::title(period.span(), Language::Vietnamese),
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
