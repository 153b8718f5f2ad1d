//! Whether what is shown is current, in words.

use trangxa_model::Timestamp;

/// That the last attempt to renew something failed, at this time.
pub fn not_renewed(at: Timestamp) -> String {
    format!("Chưa cập nhật được lúc {}. Trang vẫn hiện bản đã có và sẽ tự thử lại.", at.clock())
}

/// What a button does that stops a page from changing, or lets it go on (WCAG 2.2.2).
pub fn pause_label(paused: bool) -> &'static str {
    if paused { "Tiếp tục tự cập nhật" } else { "Tạm dừng tự cập nhật" }
}
