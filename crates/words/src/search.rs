//! Texts of the search.

use trangxa_model::number::integer;

/// The headline of the page, the name of the box, and its button.
pub const HEADLINE: &str = "Tìm kiếm";
/// The button of the box.
pub const FIND: &str = "Tìm";
/// What the box is for.
pub const BOX: &str = "Tìm tin, thủ tục, văn bản";
/// What unfolds the choices that narrow the results.
pub const NARROW: &str = "Lọc theo mục, theo năm";
/// The list of categories and kinds.
pub const GROUP: &str = "Trong mục";
/// The list of years.
pub const YEAR: &str = "Năm";
/// The choice of what has no date.
pub const UNDATED: &str = "Không ghi ngày";
/// No choice.
pub const ALL: &str = "Tất cả";
/// What the results are called for screen readers.
pub const RESULTS: &str = "Kết quả tìm kiếm";
/// Before the first letter.
pub const HINT: &str = "Gõ một vài chữ, có dấu hoặc không dấu. Đặt trong ngoặc kép để tìm đúng cả cụm từ.";
/// A browser that does not run the program.
pub const NO_SCRIPT: &str = "Trình duyệt này không chạy được phần tìm kiếm. Mời bà con xem tin theo năm và tháng:";
/// What stands on the page of the search until the program is there, before a link to the archive.
pub const STARTING: &str = "Đang mở phần tìm kiếm. Nếu chờ lâu không thấy, mời bà con xem tin theo năm và tháng trong";
/// While the first results are on their way.
pub const SEARCHING: &str = "Đang tìm…";
/// The index could not be had.
pub const UNAVAILABLE: &str = "Chưa tải được danh mục tìm kiếm. Xin kiểm tra mạng rồi thử lại.";
/// A file of the index could not be had.
pub const INCOMPLETE: &str = "Một phần danh mục tìm kiếm chưa tải được nên kết quả có thể còn thiếu.";
/// No entry has all words of the query: those with most of them follow.
pub const PARTIAL: &str = "Không trang nào có đủ các chữ đã gõ. Sau đây là những trang có gần đủ:";
/// Nothing was found yet, and the last word is too short to be looked up everywhere.
pub const TYPE_ON: &str = "Chưa tìm thấy. Xin gõ thêm chữ.";
/// A query with more words than are used.
pub const CUT: &str = "Câu tìm quá dài: chỉ những chữ đầu được dùng.";
/// The button for more results.
pub const MORE: &str = "Xem thêm kết quả";
/// The link from the box to the page with all results.
pub const ALL_RESULTS: &str = "Xem tất cả kết quả";
/// The articles.
pub const ARTICLES: &str = "Tin bài";
/// The kinds of entries that are no articles.
pub const PROCEDURES: &str = "Thủ tục hành chính";
/// See [`PROCEDURES`].
pub const DOCUMENTS: &str = "Văn bản";
/// See [`PROCEDURES`].
pub const PEOPLE: &str = "Tổ chức bộ máy";
/// See [`PROCEDURES`].
pub const PAGES: &str = "Trang";
/// The button that reads on in a feed.
pub const READ_ON: &str = "Tìm tiếp trong tin cũ hơn";

/// How many results there are where something of the index could not be had.
#[must_use]
pub fn count_at_least(known: u64) -> String {
    if known == 0 { "Chưa tìm thấy, vì chưa tìm được hết.".to_owned() } else { count(known, false) }
}

/// How many results there are: `12 kết quả`; `Ít nhất 10 kết quả` where not all of the index was read.
#[must_use]
pub fn count(count: u64, is_all: bool) -> String {
    match (count, is_all) {
        (0, true) => "Không tìm thấy kết quả nào.".to_owned(),
        (0, false) => SEARCHING.to_owned(),
        (count, true) => format!("{} kết quả", integer(count)),
        (count, false) => format!("Ít nhất {} kết quả", integer(count)),
    }
}

/// How far a feed was read, on a site without an index: `Đã tìm trong 120 tin mới nhất.`
#[must_use]
pub fn looked_through(articles: u64, is_all: bool) -> String {
    if is_all {
        format!("Đã tìm trong toàn bộ {} tin.", integer(articles))
    } else {
        format!("Đã tìm trong {} tin mới nhất.", integer(articles))
    }
}

/// A choice that narrows the results, with how many it has where that is known: `Thông báo (3)`.
#[must_use]
pub fn choice(name: &str, count: Option<u32>) -> String {
    count.map_or_else(|| name.to_owned(), |count| format!("{name} ({})", integer(u64::from(count))))
}

/// The title of the page, from what is sought and the title without it.
#[must_use]
pub fn title(text: &str, title: &str) -> String {
    if text.trim().is_empty() { title.to_owned() } else { format!("“{text}” – {title}") }
}

/// What was probably meant, before the corrected words: `Có phải ý bạn là`.
pub const MEANT: &str = "Có phải ý bạn là";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_says_whether_it_is_all() {
        assert_eq!(count(0, true), "Không tìm thấy kết quả nào.");
        assert_eq!(count(1_234, true), "1.234 kết quả");
        assert_eq!(count(10, false), "Ít nhất 10 kết quả");
        assert_eq!(count_at_least(2), "Ít nhất 2 kết quả");
        assert!(!count_at_least(0).contains("Không"));
        assert_eq!(looked_through(30, false), "Đã tìm trong 30 tin mới nhất.");
        assert_eq!(looked_through(30, true), "Đã tìm trong toàn bộ 30 tin.");
    }

    #[test]
    fn choices_and_titles_say_what_is_known() {
        assert_eq!(choice("Thông báo", None), "Thông báo");
        assert_eq!(choice("Thông báo", Some(1_234)), "Thông báo (1.234)");
        assert_eq!(title(" ", "Tìm kiếm"), "Tìm kiếm");
        assert_eq!(title("khai sinh", "Tìm kiếm"), "“khai sinh” – Tìm kiếm");
    }
}
