//! Texts of the dashboard: headings, columns of tables, notes, and the definitions in "Cách tính".

/// Before the name of the source of the figures.
pub const SOURCE: &str = "Nguồn: ";
/// The period that an address names cannot be read.
pub const UNREADABLE_PERIOD: &str = "Không đọc được kỳ trong địa chỉ; đây là kỳ mới nhất.";
/// The headline of the figures of the period, for screen readers.
pub const IN_PERIOD: &str = "Kết quả trong kỳ";

/// The choice of the kind of period.
pub const VIEW_BY: &str = "Xem theo";
/// The button that shows the period before.
pub const PERIOD_BEFORE: &str = "‹ Trước";
/// The button that shows the next period.
pub const PERIOD_AFTER: &str = "Sau ›";

/// The headline of the picture of what came in and what became of it.
pub const FLOW: &str = "Hồ sơ trong kỳ và kết quả đến cuối kỳ";
/// The dossiers that came in.
pub const INCOMING: &str = "Phải giải quyết";
/// What became of them.
pub const OUTGOING: &str = "Kết quả và hồ sơ còn lại";
/// After a sum that lacks some counts.
pub const PUBLISHED_ONLY: &str = " (các số đã có)";
/// The columns of the table below the picture.
pub const FLOW_COLUMNS: [&str; 3] = ["Loại", "Hồ sơ", "Tỉ lệ"];

/// The headline of the table by field of administration; the period follows.
pub const BY_FIELD: &str = "Theo lĩnh vực, ";
/// The columns of that table. What a resident looks for comes first, because a phone shows three or four of them.
pub const FIELD_COLUMNS: [&str; 8] = [
    "Lĩnh vực",
    "Đã giải quyết",
    "Trễ hạn",
    "Tỉ lệ trễ hạn",
    "Đang giải quyết, quá hạn",
    "Trước & đúng hạn",
    "Tiếp nhận",
    "Tỉ lệ giải quyết",
];

/// The headline of the chart of completed dossiers.
pub const OVER_TIME: &str = "Hồ sơ đã giải quyết theo thời gian";
/// The legend of the numbers above the columns.
pub const LATE_ABOVE_COLUMN: &str = "Số trên cột: hồ sơ trễ hạn";
/// The legend of a column without figures.
pub const NO_FIGURES: &str = "Chưa có số liệu";
/// The link from the chart to the table with its numbers.
pub const CHART_TABLE: &str = "Bảng số liệu của biểu đồ";
/// The label of the line between two units that were merged.
pub const MERGER: &str = "Sáp nhập";
/// The headline of the line of overdue dossiers.
pub const OVERDUE_AT_END: &str = "Đang giải quyết, quá hạn (cuối kỳ)";

/// The headline of the table of all periods.
pub const ALL_PERIODS: &str = "Các kỳ đã công bố";
/// The headline of the older periods in it.
pub const OLDER_PERIODS: &str = "Các kỳ trước";
/// The columns of that table, in the same order of importance.
pub const PERIOD_COLUMNS: [&str; 10] = [
    "Kỳ",
    "Đã giải quyết",
    "Trễ hạn",
    "Tỉ lệ trễ hạn",
    "Đang giải quyết, quá hạn",
    "Tỉ lệ giải quyết",
    "Tiếp nhận",
    "Trước hạn",
    "Đúng hạn",
    "Trước & đúng hạn",
];

/// What unfolds the older periods: `Xem 12 kỳ trước`.
#[must_use]
pub fn show_older(count: usize) -> String {
    format!("Xem {count} kỳ trước")
}

/// The headline of the definitions.
pub const DEFINITIONS: &str = "Cách tính";

/// The id that numbers link to, the term, and two sentences: what it is, and how it is computed or why it matters.
pub const TERMS: [(&str, &str, &str); 9] = [
    (
        "phai-giai-quyet",
        "Phải giải quyết",
        "Là hồ sơ kỳ trước chuyển qua cộng hồ sơ tiếp nhận trong kỳ. Số này phải bằng tổng của hồ sơ đã giải quyết, đang giải quyết, chờ bổ sung, rút và không tiếp nhận.",
    ),
    (
        "da-giai-quyet",
        "Đã giải quyết (số hồ sơ xử lý)",
        "Là hồ sơ đã có kết quả trong kỳ. Bằng số trước & đúng hạn cộng số trễ hạn.",
    ),
    (
        "truoc-dung-han",
        "Trước & đúng hạn",
        "Là hồ sơ có kết quả trước ngày hẹn hoặc đúng ngày hẹn. Bằng số trước hạn cộng số đúng hạn, hoặc lấy số chung khi nguồn không tách.",
    ),
    (
        "tre-han",
        "Trễ hạn",
        "Là hồ sơ đã có kết quả nhưng sau ngày hẹn. Hồ sơ quá hạn mà chưa xong không nằm trong số này.",
    ),
    (
        "ti-le-tre-han",
        "Tỉ lệ trễ hạn",
        "Là số hồ sơ trễ hạn chia cho số hồ sơ đã giải quyết trong kỳ. Hồ sơ quá hạn chưa giải quyết không làm tỉ lệ này tăng, nên luôn được nêu riêng.",
    ),
    (
        "dang-giai-quyet",
        "Đang giải quyết: trong hạn, quá hạn",
        "Là hồ sơ chưa có kết quả vào cuối kỳ. Quá hạn nghĩa là đã qua ngày hẹn.",
    ),
    (
        "cho-bo-sung",
        "Chờ bổ sung, rút, không tiếp nhận",
        "Chờ bổ sung là hồ sơ đang đợi giấy tờ của người nộp; rút và không tiếp nhận là hồ sơ dừng lại. Chỉ hồ sơ chờ bổ sung được tính là còn phải giải quyết.",
    ),
    (
        "ti-le-giai-quyet",
        "Tỉ lệ giải quyết",
        "Là số hồ sơ đã giải quyết chia cho tổng của hồ sơ đã giải quyết, đang giải quyết và chờ bổ sung. Chỉ ghi 100% khi không còn hồ sơ nào, và chỉ ghi 0% khi chưa xong hồ sơ nào.",
    ),
    (
        "cong-cac-ky",
        "Quý, từ đầu năm, năm",
        "Là số của nguồn khi nguồn công bố cả kỳ, nếu không thì cộng số hồ sơ của các kỳ ngắn hơn, không lấy trung bình các tỉ lệ; hồ sơ chuyển qua lấy ở đầu kỳ, hồ sơ còn lại lấy ở cuối kỳ. Dấu — là số chưa có, không thay bằng 0 hay 100%.",
    ),
];
