//! Texts on article pages: sharing, neighbours, and what the cleaner adds to a text.

use trangxa_clean::Wording;

/// The texts that the cleaner puts into articles: the name of a table's frame, and the links that replace players and documents. The
/// name of the site or its host follows `watch_on` and `embedded_from`.
pub const CLEANER_WORDING: Wording = Wording {
    table: "Bảng",
    watch: "Xem video",
    listen: "Nghe bản ghi âm",
    watch_on: "Xem video trên",
    document: "Xem tài liệu",
    enlarge: "Xem ảnh lớn",
    embedded_from: "Nội dung nhúng từ",
};

/// Before the date of an article's last update, and what was changed.
pub const LAST_UPDATED: &str = "Cập nhật lần cuối";
/// What unfolds to the updates before that.
pub const EARLIER_UPDATES: &str = "Các lần cập nhật trước";

/// The name of the links to the articles before and after.
pub const NEIGHBOURS: &str = "Bài trước và bài sau";
/// The link to the article before.
pub const PREVIOUS: &str = "Bài trước";
/// The link to the article after.
pub const NEXT: &str = "Bài sau";

/// The name of the buttons that share the article.
pub const SHARE_THIS: &str = "Chia sẻ bài này";
/// Said after the address was copied.
pub const LINK_COPIED: &str = "Đã sao chép liên kết.";
/// Said if the browser refused to copy.
pub const NOT_COPIED: &str = "Trình duyệt không cho sao chép.";
