//! What a clerk reads of an article's file, in Vietnamese. The language belongs to the process, so that these tests have one of their own.

#![allow(clippy::unwrap_used, reason = "a test fails where it stands")]

use trangxa_articles::{Site, read};
use trangxa_messages::{Language, set_language};

#[test]
fn problems_are_told_in_vietnamese() {
    set_language(Language::Vietnamese);
    let text =
        "---\ntilte: Họp dân\nngày: 11/28/2026\nnghỉ lễ\n---\n\nMời ** bà con ** dự họp.\n\n<script>x</script>\n";
    let told = |path: &str, bytes: &[u8]| {
        let problems = read(path, bytes, &Site::UNKNOWN).problems;
        problems.iter().map(|problem| format!("{}: {problem}", problem.place)).collect::<Vec<_>>()
    };
    assert_eq!(
        told("bai/hop-dan.md", text.as_bytes()),
        [
            "dòng 2: không có trường \"tilte\"; có phải là \"title\" không?",
            "dòng 4: \"nghỉ lễ\" không có dạng \"tên: nội dung\"; dòng này không được dùng",
            "dòng 7: trang hiện nguyên \"Mời ** bà con ** dự họp.\"; ghi **chữ đậm** không có dấu cách ngay sau dấu sao đầu và ngay \
             trước dấu sao cuối",
            "dòng 9: trang không hiện <script>; loại thẻ HTML này bị bỏ",
            ": không có tiêu đề; phần đầu của nội dung được dùng thay: \"Mời ** bà con ** dự họp.\". Thêm dòng \"tiêu đề: …\", hoặc bắt đầu \
             nội dung bằng \"# …\"",
            "dòng 3: không đọc được ngày \"11/28/2026\"; ghi dạng 28/11/2026 hoặc 28/11/2026 08:30, ngày trước tháng sau",
            ": không có ngày nên bị xếp sau mọi bài khác; bắt đầu tên tệp bằng ngày (2026-11-28-…), hoặc thêm dòng \"ngày: 28/11/2026\"",
        ]
    );
    assert_eq!(
        told("bai/hop-dan.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        [
            ": ở định dạng Word trước năm 2007 (.doc); bị từ chối. Mở bằng Word, chọn Save As, kiểu tệp \"Word Document (.docx)\""
        ]
    );
}
