//! Texts of the page "Nhúng", where a webmaster makes the snippet for another site.

/// The choice of the parts.
pub const CONTENT: &str = "Nội dung";
/// The choice of the background.
pub const THEME: &str = "Màu nền";
/// The backgrounds: that of the reader's device, light, dark.
pub const THEMES: [&str; 3] = ["Theo máy người xem", "Sáng", "Tối"];
/// The choice of the size of letters.
pub const DENSITY: &str = "Cỡ chữ";
/// The sizes: normal, compact.
pub const DENSITIES: [&str; 2] = ["Thường", "Gọn"];
/// The choice of the language.
pub const LANGUAGE: &str = "Ngôn ngữ";
/// The languages.
pub const LANGUAGES: [&str; 2] = ["Tiếng Việt", "English"];
/// The choice of the width, which is used for the preview and the plain frame.
pub const WIDTH: &str = "Bề rộng (xem trước, khung đơn)";
/// The width that follows the place on the page.
pub const WIDTH_OF_PLACE: &str = "Theo chỗ đặt";
/// The number of headlines; a field follows.
pub const HEADLINES: &str = "Số tin ";
/// The height; a field follows.
pub const HEIGHT: &str = "Chiều cao ";
/// The colour of the border; a field follows.
pub const ACCENT: &str = "Màu viền ";

/// The headline of the preview.
pub const PREVIEW: &str = "Xem trước";

/// The snippet with the loader: its name, and which pages it is for.
pub const FULL: [&str; 2] =
    ["Mã đầy đủ", "Tự chỉnh chiều cao, tải sau khi trang đã hiện. Cho trang dán được thẻ script."];
/// The snippet with a frame.
pub const FRAME: [&str; 2] = ["Khung đơn", "Cho trang không dán được thẻ script."];
/// The snippet with a picture.
pub const PICTURE: [&str; 2] = ["Ảnh", "Cho thư điện tử, diễn đàn; số liệu là của lần dựng trang gần nhất."];

/// The button that copies a snippet. A screen reader also hears the snippet's name.
pub const COPY: &str = "Sao chép";
/// Said after a snippet was copied.
pub const COPIED: &str = "Đã sao chép mã.";
/// Said if the browser refused to copy.
pub const NOT_COPIED: &str = "Trình duyệt không cho sao chép; xin chọn mã rồi sao chép.";

/// The note on content security policies, in pieces: policies and addresses stand between them.
pub const CSP_NOTE: &str = "Trang có chính sách bảo mật nội dung (CSP) cần ";
/// Before the policy for pictures.
pub const CSP_PICTURE: &str = " (ảnh: ";
/// Before the address for a CMS that knows oEmbed.
pub const OEMBED_NOTE: &str = "). CMS biết oEmbed chỉ cần dán địa chỉ ";
/// After that address, and before the attributes that pin the loader.
pub const INTEGRITY_NOTE: &str =
    ". Tệp của mã đầy đủ không bao giờ đổi; nơi máy chủ của xã gửi CORS, có thể khoá tệp bằng ";
