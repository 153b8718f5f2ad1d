//! Texts of the home page, of lists of articles and of "Đọc nhiều".

use trangxa_model::feed::Listing;
use trangxa_model::number::integer;

/// The section with the newest articles on the home page.
pub const NEWEST: &str = "Tin mới";
/// A list without any article.
pub const NO_NEWS_IN_LIST: &str = "Chưa có tin nào trong mục này.";

/// How many articles a list has: `1.234 bài`, or `Ít nhất 40 bài` if the feed was not read to its end.
#[must_use]
pub fn count(listing: Listing) -> String {
    let at_least = if listing.open { "Ít nhất " } else { "" };
    format!("{at_least}{} bài", integer(u64::from(listing.total)))
}

/// The name of the links to the pages of a list.
pub const PAGES: &str = "Các trang của danh sách";
/// The link to the page before.
pub const PREVIOUS_PAGE: &str = "Trang trước";
/// The link to the next page.
pub const NEXT_PAGE: &str = "Trang sau";

/// The link to a page of a list: `Trang 3`.
#[must_use]
pub fn page(page: u32) -> String {
    format!("Trang {page}")
}

/// The headline of the articles that were read most: `Đọc nhiều trong 7 ngày`.
#[must_use]
pub fn most_read(days: u64) -> String {
    format!("Đọc nhiều trong {days} ngày")
}

/// How often an article was read: `1.234 lượt xem`.
#[must_use]
pub fn views(views: u64) -> String {
    format!("{} lượt xem", integer(views))
}
