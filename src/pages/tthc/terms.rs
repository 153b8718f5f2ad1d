//! The section "Cách tính": the definition of every number.

use trangxa_markup::{Markup, draw};

/// The id that numbers link to, the term, and two sentences: what it is, and how it is computed or why it matters.
const TERMS: [(&str, &str, &str); 9] = [
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
        "Là số của nguồn khi nguồn công bố cả kỳ, nếu không thì cộng số hồ sơ của các kỳ ngắn hơn, không lấy trung bình các tỉ lệ; hồ sơ chuyển qua lấy ở đầu kỳ, hồ sơ còn lại lấy ở cuối kỳ. Dấu — là số chưa được công bố, không thay bằng 0 hay 100%.",
    ),
];

/// Draws the terms and their definitions.
pub(crate) fn terms(out: &mut Markup) {
    draw!(out, "<section aria-labelledby='cach-tinh'><h2 id='cach-tinh'>Cách tính</h2><dl class='terms'>");
    for (id, term, meaning) in TERMS {
        draw!(out, "<dt id='{}'>{}</dt><dd>{}</dd>", id, term, meaning);
    }
    draw!(out, "</dl></section>");
}
