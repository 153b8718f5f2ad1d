//! Texts of alerts.

use trangxa_model::Timestamp;
use trangxa_model::alerts::Level;

/// The name of the strip.
pub const STRIP: &str = "Thông báo khẩn";
/// What people should do.
pub const WHAT_TO_DO: &str = "Cần làm";
/// Where it holds.
pub const AREA: &str = "Khu vực";
/// Who says so.
pub const SOURCE: &str = "Nguồn";
/// The telephone for questions.
pub const PHONE: &str = "Gọi";
/// Closes an alert that came while the page was open.
pub const CLOSE: &str = "Đóng";

/// The name of a level: `Khẩn`.
#[must_use]
pub const fn level(level: Level) -> &'static str {
    match level {
        Level::Urgent => "Khẩn",
        Level::Warning => "Cảnh báo",
        Level::Information => "Thông tin",
    }
}

/// When an alert holds: `08:00 07/09/2024 – 17:00 08/09/2024`. It always stands with an alert, so that a page that somebody kept is not
/// taken for news.
#[must_use]
pub fn times(from: Timestamp, until: Timestamp) -> String {
    let one = |at: Timestamp| format!("{} {}", at.clock(), at.date());
    format!("{} – {}", one(from), one(until))
}
