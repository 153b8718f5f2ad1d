//! Texts of the pages of official documents (văn bản).

use trangxa_model::Timestamp;
use trangxa_model::number::integer;
use trangxa_model::official::{Force, RelationKind};

/// The headline of the list, and the menu entry.
pub const HEADLINE: &str = "Văn bản";
/// The field with a number or words.
pub const FILTER: &str = "Tìm theo số, ký hiệu hoặc trích yếu";
/// The choices besides that field.
pub const MORE: &str = "Lọc theo loại, năm, tình trạng hiệu lực…";
/// The choice of a type.
pub const KIND: &str = "Loại văn bản";
/// The choice of a field.
pub const FIELD: &str = "Lĩnh vực";
/// The choice of who issued it.
pub const ISSUER: &str = "Cơ quan ban hành";
/// The choice of a year.
pub const YEAR: &str = "Năm ban hành";
/// The choice of a state of force.
pub const FORCE: &str = "Tình trạng hiệu lực";
/// The day on which a document has the state.
pub const ON_DAY: &str = "Tính đến ngày";
/// A choice that leaves all.
pub const ALL: &str = "Tất cả";
/// The drafts on which people may comment.
pub const DRAFTS: &str = "Đang lấy ý kiến";
/// The newest documents.
pub const NEWEST: &str = "Mới ban hành";
/// The links to the years.
pub const BY_YEAR: &str = "Theo năm ban hành";
/// The link to the documents without a day of issue.
pub const WITHOUT_DAY: &str = "Không rõ ngày";
/// A register without any document.
pub const NONE: &str = "Chưa có văn bản nào được công bố.";
/// A choice that leaves nothing.
pub const NONE_LEFT: &str = "Không có văn bản nào khớp. Hãy thử ít chữ hơn, hoặc bỏ bớt điều kiện lọc.";
/// What is said while the years are fetched that a choice looks through.
pub const LOOKING: &str = "Đang tìm trong các năm trước…";
/// What is said where some of the years could not be fetched.
pub const YEARS_MISSING: &str = "Chưa tải được danh sách của một số năm, nên có thể còn thiếu văn bản.";
/// A document that is no longer published.
pub const WITHDRAWN: &str = "Văn bản này không còn trong danh mục.";
/// The day of issue.
pub const ISSUED: &str = "Ngày ban hành";
/// The first day on which it is in force.
pub const EFFECTIVE: &str = "Ngày có hiệu lực";
/// The first day on which it is no longer in force.
pub const EXPIRES: &str = "Ngày hết hiệu lực";
/// The number.
pub const NUMBER: &str = "Số, ký hiệu";
/// Who signed it.
pub const SIGNER: &str = "Người ký";
/// The files.
pub const FILES: &str = "Toàn văn";
/// Where there is no file.
pub const NO_FILES: &str = "Chưa đăng toàn văn. Xin hỏi cơ quan ban hành.";
/// A file that is a picture of paper.
pub const SCAN: &str = "bản chụp, không tìm chữ được và máy không đọc được";
/// The relations to other documents.
pub const RELATIONS: &str = "Liên quan đến văn bản khác";
/// Below the state of a document whose relations end it on a day that is not known, or whose first day is not.
pub const FORCE_UNKNOWN: &str = "Chưa đủ thông tin để xác định";
/// The name of a draft.
pub const DRAFT: &str = "Dự thảo";
/// A draft whose last day has passed.
pub const DRAFT_CLOSED: &str = "Đã hết hạn góp ý";
/// Where to send comments on a draft.
pub const SEND_TO: &str = "Gửi góp ý đến";
/// The question of the field with a day, on the page of a document.
pub const ASK_DAY: &str = "Xem hiệu lực vào một ngày khác";

/// The name of a state of force.
#[must_use]
pub const fn force(force: Force) -> &'static str {
    match force {
        Force::NotYet => "Chưa có hiệu lực",
        Force::InForce => "Còn hiệu lực",
        Force::PartlyExpired => "Hết hiệu lực một phần",
        Force::Expired => "Hết hiệu lực toàn bộ",
        Force::Suspended => "Ngưng hiệu lực",
        Force::Unsuitable => "Không còn phù hợp",
    }
}

/// What a document does to others, or they to it.
#[must_use]
pub const fn relation(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::ReplacedBy => "Bị thay thế bởi",
        RelationKind::RepealedBy => "Bị bãi bỏ bởi",
        RelationKind::AmendedBy => "Được sửa đổi, bổ sung bởi",
        RelationKind::Replaces => "Thay thế",
        RelationKind::Repeals => "Bãi bỏ",
        RelationKind::Amends => "Sửa đổi, bổ sung",
    }
}

/// How many documents are listed: `60 văn bản`.
#[must_use]
pub fn count(count: u64) -> String {
    format!("{} văn bản", integer(count))
}

/// How many documents a choice found, of which the newest are shown: `Tìm thấy 124 văn bản, đang hiện 50 văn bản mới nhất`.
#[must_use]
pub fn found(found: usize, shown: usize) -> String {
    let all = format!("Tìm thấy {}", count(found as u64));
    if shown < found { format!("{all}, đang hiện {} văn bản mới nhất", integer(shown as u64)) } else { all }
}

/// A document as people cite it: `Kế hoạch 12/KH-UBND ngày 03/02/2025`.
#[must_use]
pub fn with_day(name: &str, issued: Timestamp) -> String {
    format!("{name} ngày {}", issued.date())
}

/// The headline of a year's documents: `Văn bản năm 2025`.
#[must_use]
pub fn of_year(year: u16) -> String {
    if year == 0 { format!("{HEADLINE} không rõ ngày ban hành") } else { format!("{HEADLINE} năm {year}") }
}

/// Since when a state holds: `từ ngày 01/07/2025`.
#[must_use]
pub fn since(day: Timestamp) -> String {
    format!("từ ngày {}", day.date())
}

/// The next change of state: `Từ ngày 01/07/2025: hết hiệu lực toàn bộ`.
#[must_use]
pub fn next(day: Timestamp, state: Force) -> String {
    format!("Từ ngày {}: {}", day.date(), lower_first(force(state)))
}

/// What the source says of a state, where dates and relations say something else: `Nơi công bố ghi “Còn hiệu lực”, trái với ngày tháng và
/// các văn bản liên quan.`
#[must_use]
pub fn claim_differs(claimed: Force) -> String {
    format!("Nơi công bố ghi “{}”, trái với ngày tháng và các văn bản liên quan ở trang này.", force(claimed))
}

/// What the source says of a state that does not follow from dates and relations: `Nơi công bố ghi: Còn hiệu lực`.
#[must_use]
pub fn claim(claimed: Force) -> String {
    format!("Nơi công bố ghi: {}", force(claimed))
}

/// How long a draft is open: `Còn 12 ngày để góp ý, đến hết ngày 20/07/2025`.
#[must_use]
pub fn days_left(days: i64, until: Timestamp) -> String {
    let left = if days == 1 {
        "Hôm nay là ngày cuối để góp ý".to_owned()
    } else {
        format!("Còn {} ngày để góp ý", integer(days.unsigned_abs()))
    };
    format!("{left}, đến hết ngày {}", until.date())
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_name_days_and_numbers() {
        let day = Timestamp::parse("2025-07-01").unwrap_or(Timestamp::from_unix(0));
        assert_eq!(next(day, Force::Expired), "Từ ngày 01/07/2025: hết hiệu lực toàn bộ");
        assert_eq!(days_left(1, day), "Hôm nay là ngày cuối để góp ý, đến hết ngày 01/07/2025");
        assert_eq!(days_left(12, day), "Còn 12 ngày để góp ý, đến hết ngày 01/07/2025");
        assert_eq!(found(1_240, 50), "Tìm thấy 1.240 văn bản, đang hiện 50 văn bản mới nhất");
        assert_eq!(found(3, 3), "Tìm thấy 3 văn bản");
        assert_eq!(of_year(2025), "Văn bản năm 2025");
    }
}
