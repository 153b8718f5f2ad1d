//! Whether the data shown is current, in words.

use trangxa_model::{Language, Timestamp, say};

/// The sentence that the last attempt to renew the data failed, at this time.
pub fn not_renewed(at: Timestamp, language: Language) -> String {
    say!(
        language,
        "Chưa cập nhật được lúc {}. Trang vẫn hiện bản đã có và sẽ tự thử lại.",
        "Could not be updated at {}. The last version stays, and updating is tried again.",
        at.clock()
    )
}

/// The label of the button that pauses and resumes renewal (WCAG 2.2.2): what pressing it does.
pub fn pause_label(paused: bool, language: Language) -> &'static str {
    if paused {
        language.pick("Tiếp tục tự cập nhật", "Resume updating")
    } else {
        language.pick("Tạm dừng tự cập nhật", "Pause updating")
    }
}
