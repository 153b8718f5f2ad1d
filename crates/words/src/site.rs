//! Texts on every page: the menu, the headlines of pages, and names that screen readers say.

/// The name of the menu, and the button that unfolds it on a phone.
pub const MENU: &str = "Danh mục";
/// The menu's entry for the home page.
pub const HOME: &str = "Trang chủ";
/// The menu's entry for the list of all news, and the headline of that list.
pub const ALL_NEWS: &str = "Tất cả tin";
/// The menu's entry for the dashboard.
pub const TTHC: &str = "Giải quyết TTHC";
/// The menu's entry for the site map, and the headline of that page.
pub const SITE_MAP: &str = "Sơ đồ trang";

/// The headline of the dashboard.
pub const TTHC_HEADLINE: &str = "Kết quả giải quyết thủ tục hành chính";
/// The headline of the page "Nhúng".
pub const EMBED_HEADLINE: &str = "Nhúng lên trang khác";
/// The headline of an article whose title is not known yet.
pub const ARTICLE_HEADLINE: &str = "Bài viết";

/// The headline for an unknown address.
pub const NOT_FOUND: &str = "Không tìm thấy trang";

/// The number of a page of a list in the browser's title: `trang 2`.
#[must_use]
pub fn page_number(page: u32) -> String {
    format!("trang {page}")
}

/// The name of the notice that the unit was merged.
pub const ARCHIVE_NOTICE: &str = "Thông báo sáp nhập";

/// The name of the column with the figures.
pub const FIGURES: &str = "Số liệu";

/// The section with the archive, on the site map.
pub const OLDER: &str = "Tin cũ";

/// The sitemap for search engines, in the list of feeds.
pub const SITEMAP_FOR_SEARCH: &str = "Sơ đồ cho máy tìm kiếm";
