//! Texts of the page with the people of the unit.

/// The headline, and the menu entry.
pub const HEADLINE: &str = "Tổ chức bộ máy";
/// A post that nobody holds.
pub const VACANT: &str = "đang khuyết";
/// What one goes to a post for.
pub const TASKS: &str = "Phụ trách";
/// Where they sit.
pub const DESK: &str = "Nơi làm việc";
/// The telephone of the post.
pub const PHONE: &str = "Điện thoại";
/// The person's own telephone.
pub const PRIVATE_PHONE: &str = "Số riêng";
/// The mail address.
pub const EMAIL: &str = "Thư điện tử";
/// The posts that belong to no body.
pub const OTHERS: &str = "Các chức danh khác";
/// A document without any entry.
pub const NONE: &str = "Chưa công bố chức danh nào.";
/// A document that is no longer published.
pub const WITHDRAWN: &str = "Danh sách này không còn được công bố.";
