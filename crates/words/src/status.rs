//! Texts about loading and updating: what is shown while a page loads, that it could not be updated, and the button that pauses
//! updating.

use crate::{Language, say};
use trangxa_model::Timestamp;

/// Says that the last attempt to update failed, and when.
#[must_use]
pub fn not_renewed(at: Timestamp, language: Language) -> String {
    say!(
        language,
        "Chưa cập nhật được lúc {}. Trang vẫn hiện bản đã có và sẽ tự thử lại.",
        "Could not be updated at {}. The last version stays, and updating is tried again.",
        at.clock()
    )
}

/// The label of the button that stops the page from updating itself, or lets it continue (WCAG 2.2.2).
#[must_use]
pub fn pause_label(is_paused: bool, language: Language) -> &'static str {
    if is_paused {
        language.pick("Tiếp tục tự cập nhật", "Resume updating")
    } else {
        language.pick("Tạm dừng tự cập nhật", "Pause updating")
    }
}

/// Says that the reader's device has been offline since a time.
#[must_use]
pub fn offline_since(at: Timestamp) -> String {
    format!("Thiết bị mất mạng từ lúc {}. Trang vẫn hiện bản đã có.", at.clock())
}

/// Says that updating works again.
#[must_use]
pub fn renewed_at(at: Timestamp) -> String {
    format!("Đã cập nhật lại được lúc {}.", at.clock())
}

/// While an article or a list is loading.
pub const LOADING: &str = "Đang tải…";
/// An article or a list that could not be loaded.
pub const LOADING_FAILED: &str = "Chưa tải được nội dung. Trang sẽ tự thử lại.";
/// An article that a list of the site had, and that is no longer there.
pub const WITHDRAWN: &str = "Bài này đã được gỡ khỏi trang. Nếu bài vừa đăng, xin thử lại sau ít phút.";
/// An article of which the feed has only a summary.
pub const SUMMARY_ONLY: &str = "Ở đây chỉ có phần tóm tắt của bài.";
/// An article whose text could not be loaded, unlike its summary.
pub const SUMMARY_FOR_NOW: &str = "Mới tải được phần tóm tắt của bài. Trang sẽ tự thử lại.";
/// While the figures are loading.
pub const FIGURES_LOADING: &str = "Đang tải số liệu…";
/// Figures that could not be loaded.
pub const FIGURES_FAILED: &str = "Chưa tải được số liệu. Trang sẽ tự thử lại.";
/// A site that could not be loaded at all.
pub const SITE_FAILED: &str = "Chưa tải được trang. Xin thử lại sau.";
