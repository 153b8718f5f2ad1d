//! Texts of the pages of administrative procedures.

use trangxa_model::number::integer;

/// The headline of the list, the menu entry, and the tile section of the home page.
pub const HEADLINE: &str = "Thủ tục hành chính";
/// The short name on the bar below the header.
pub const ON_BAR: &str = "Thủ tục";
/// What a person brings.
pub const PAPERS: &str = "Cần mang theo";
/// Where nothing is known of that.
pub const NO_PAPERS: &str = "Chưa có danh sách giấy tờ. Xin hỏi Bộ phận Một cửa trước khi đến.";
/// The ways of filing, with their times and fees.
pub const WAYS: &str = "Nộp ở đâu, bao lâu, hết bao nhiêu";
/// How long it takes.
pub const TIME: &str = "Thời hạn";
/// What it costs.
pub const FEE: &str = "Lệ phí";
/// The steps.
pub const STEPS: &str = "Các bước";
/// Where the office receives dossiers.
pub const PLACE: &str = "Nơi nhận hồ sơ";
/// What a person gets.
pub const RESULT: &str = "Kết quả";
/// For whom it is.
pub const FOR_WHOM: &str = "Dành cho";
/// The laws.
pub const LEGAL_BASIS: &str = "Căn cứ pháp lý";
/// The decision that published it.
pub const DECISION: &str = "Quyết định công bố";
/// The link to the national portal.
pub const NATIONAL: &str = "Nộp trực tuyến trên Cổng Dịch vụ công quốc gia";
/// The link to a form.
pub const FORM: &str = "Tải mẫu";
/// The groups by what happens in a life.
pub const EVENTS: &str = "Theo việc trong đời sống";
/// What stands in the place of a value that is not known.
pub const UNKNOWN: &str = "chưa công bố";
/// The field with words that a name must have.
pub const FILTER: &str = "Tìm theo tên hoặc mã";
/// The choice of a field.
pub const FIELD: &str = "Lĩnh vực";
/// The choice of every field.
pub const ALL_FIELDS: &str = "Mọi lĩnh vực";
/// The field of procedures whose field is not known.
pub const OTHER: &str = "Lĩnh vực khác";
/// A list without any procedure.
pub const NONE: &str = "Chưa có thủ tục nào được công bố.";
/// A procedure that is no longer published.
pub const WITHDRAWN: &str = "Thủ tục này không còn trong danh mục.";
/// A filter that leaves nothing.
pub const NONE_LEFT: &str = "Không có thủ tục nào khớp. Hãy thử ít chữ hơn.";

/// How many procedures are listed: `24 thủ tục`.
#[must_use]
pub fn count(count: usize) -> String {
    format!("{} thủ tục", integer(count as u64))
}

/// How many papers of a kind: `1 bản chính, 2 bản sao`; empty where neither is known.
#[must_use]
pub fn copies(originals: u64, copies: u64) -> String {
    let of = |count: u64, what: &str| (count > 0).then(|| format!("{} {what}", integer(count)));
    let parts: Vec<String> = [of(originals, "bản chính"), of(copies, "bản sao")].into_iter().flatten().collect();
    parts.join(", ")
}

/// What the figures of a field prove of the promised time: `Lĩnh vực Hộ tịch trong tháng 6/2025: đúng hạn 138 trên 139 hồ sơ đã giải quyết.`
#[must_use]
pub fn in_time(field: &str, period: &str, in_time: u64, completed: u64) -> String {
    format!(
        "Lĩnh vực {field} trong {period}: đúng hạn {} trên {} hồ sơ đã giải quyết.",
        integer(in_time),
        integer(completed)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_papers_are_said_as_far_as_they_are_known() {
        assert_eq!(copies(1, 2), "1 bản chính, 2 bản sao");
        assert_eq!(copies(0, 1), "1 bản sao");
        assert_eq!(copies(0, 0), "");
    }
}
