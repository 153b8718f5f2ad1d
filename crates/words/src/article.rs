//! Texts on article pages.

use trangxa_clean::Wording;

/// The texts that the cleaner puts into articles: the name of a table's frame, and the links that replace players. The name of the
/// site or its host follows the last two.
pub const CLEANER_WORDING: Wording = Wording {
    table: "Bảng",
    watch: "Xem video",
    listen: "Nghe bản ghi âm",
    watch_on: "Xem video trên",
    embedded_from: "Nội dung nhúng từ",
};
