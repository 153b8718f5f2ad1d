//! Texts of what a phone keeps for when there is no network.

/// Before the time of a page that is kept: `Bản lưu lúc 08:15 30/11/2026 (2 giờ trước)`.
pub const KEPT: &str = "Mạng yếu hoặc chưa có mạng. Đây là bản lưu lúc";
/// What comes behind a number of minutes, hours and days.
pub const UNITS: [&str; 3] = ["phút trước", "giờ trước", "ngày trước"];
/// The link that asks the network again.
pub const AGAIN: &str = "Tải lại";
/// The headline of the page for an address that is not kept.
pub const HEADLINE: &str = "Chưa có mạng";
/// That this page is not kept, and what to do.
pub const NOT_KEPT: &str = "Máy của bà con chưa lưu trang này. Khi có mạng, mời bà con bấm “Tải lại”.";
/// The headline of the pages that are kept.
pub const PAGES: &str = "Các trang đã lưu trong máy";
/// The button that puts the site on the home screen of a phone.
pub const INSTALL: &str = "Thêm vào màn hình chính";
/// The name of the icon that leads to the contact page.
pub const CONTACT: &str = "Liên hệ";
