//! Texts about whether the page is current: that it could not be updated, and the button that pauses updating.

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
