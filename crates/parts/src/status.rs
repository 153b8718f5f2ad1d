//! Whether what is shown is current, in words.

use trangxa_model::{Language, Timestamp, say};

/// That the last attempt to renew something failed, at this time.
pub fn not_renewed(at: Timestamp, language: Language) -> String {
    say!(
        language,
        "Chưa cập nhật được lúc {}. Trang vẫn hiện bản đã có và sẽ tự thử lại.",
        "Could not be updated at {}. The last version stays, and updating is tried again.",
        at.clock()
    )
}

/// What a button does that stops a page from changing, or lets it go on (WCAG 2.2.2).
pub fn pause_label(paused: bool, language: Language) -> &'static str {
    if paused {
        language.pick("Tiếp tục tự cập nhật", "Resume updating")
    } else {
        language.pick("Tạm dừng tự cập nhật", "Pause updating")
    }
}
