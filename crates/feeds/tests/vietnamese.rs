//! What a clerk is told in Vietnamese about the feeds of a CMS.

#![allow(clippy::unwrap_used, reason = "a test fails where it stands")]

use std::fs;
use trangxa_feeds::{MediaLimits, Options, Report, import};
use trangxa_messages::{Language, set_language};

/// All that an import of a file says, a sentence a line. `F` stands for the file, and `S` for the site folder.
fn said(name: &str, content: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let (site, file) = (folder.path().join("site"), folder.path().join("nguon").join(name));
    fs::create_dir_all(site.join("data")).unwrap();
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, content).unwrap();
    let options = Options {
        sources: vec![file.display().to_string()],
        into: site.clone(),
        since: None,
        limit: None,
        media: Some(MediaLimits { max_file_bytes: 10, ..MediaLimits::default() }),
    };
    fs::write(file.with_file_name("lon.pdf"), "%PDF-1.7 and more").unwrap();
    fs::write(file.with_file_name("anh.jpg"), "<html>").unwrap();
    let text = match import(&options, &mut |_| {}) {
        Ok(Report { remarks, losses, .. }) => [remarks, losses].concat().join("\n"),
        Err(error) => error.to_string(),
    };
    text.replace(&file.display().to_string(), "F").replace(&site.display().to_string(), "S")
}

fn rss(items: &str) -> Vec<u8> {
    format!("<rss version='2.0'><channel><title>Tin</title>{items}</channel></rss>").into_bytes()
}

#[test]
fn a_clerk_is_told_in_vietnamese_what_is_wrong_with_a_feed() {
    set_language(Language::Vietnamese);
    let no_source = |reason: &str| format!("không đọc được nguồn nào:\nF: {reason}");
    let page = "đây là trang web, không phải nguồn tin; tìm trên trang đó liên kết có chữ RSS, hoặc hỏi đơn vị vận hành trang về địa chỉ của nguồn tin";
    let unknown =
        "đây không phải XML cũng không phải JSON; cần có RSS, Atom, RDF, JSON Feed hoặc JSON của xã, phường ở Đà Nẵng";
    let other_json = "đây là JSON, nhưng không phải JSON Feed (\"version\": \"https://jsonfeed.org/version/1.1\"), cũng không phải danh sách tin có TinTucID và TieuDe; kiểm tra lại địa chỉ";
    for (content, reason) in [
        ("<!doctype html><title>404</title>", page),
        ("", "tài liệu trống; có thể trang đó đã tắt nguồn tin: hỏi đơn vị vận hành trang"),
        ("Tin tức", unknown),
        ("{\"tin\": []}", other_json),
        (
            "<svg></svg>",
            "không đọc được như một nguồn tin: <svg> không phải là phần tử của nguồn tin; kiểm tra lại địa chỉ, hoặc đề nghị đơn vị vận hành trang sửa nguồn tin",
        ),
        (
            "<rss><channel>",
            "không đọc được như một nguồn tin: phần tử <channel> không có thẻ đóng; kiểm tra lại địa chỉ, hoặc đề nghị đơn vị vận hành trang sửa nguồn tin",
        ),
        (
            "<rss><channel><item/></channel></rss>",
            "nguồn có các mục nhưng không đọc được mục nào:\nF, mục 1: không có tiêu đề, tóm tắt và nội dung nên bị bỏ qua: ghi ít nhất một trong ba trên trang nguồn",
        ),
    ] {
        assert_eq!(said("tin.xml", content.as_bytes()), no_source(reason), "{content}");
    }
    assert_eq!(
        said("tin.xml", b"<?xml version='1.0' encoding='vietnamese-font'?>\xe0"),
        no_source(
            "chữ không phải UTF-8, cũng không đúng bảng mã mà tài liệu khai báo (\"vietnamese-font\"); lưu lại bằng UTF-8, hoặc đề nghị đơn vị vận hành trang sửa"
        )
    );
}

#[test]
fn a_clerk_is_told_in_vietnamese_what_became_of_items() {
    set_language(Language::Vietnamese);
    let item = |id: &str, title: &str, more: &str| {
        format!("<item><guid isPermaLink='false'>{id}</guid><title>{title}</title>{more}</item>")
    };
    let items = [
        item("1", "Họp thôn", "<pubDate>12/25/2026</pubDate>"),
        item("2", "Hé tÞch", ""),
        item("3", "Há»™i Ä‘á»“ng", ""),
        item("4", "Lịch tiêm", "<enclosure url='lon.pdf' type='application/pdf'/>"),
        item("5", "Ảnh", "<description>&lt;img src='anh.jpg'&gt;</description>"),
        item("6", "Nghỉ lễ", "<description>Một</description>"),
        item("6", "Nghỉ lễ", "<description>Hai</description>"),
    ];
    assert_eq!(
        said("tin.xml", &rss(&items.concat())),
        "F: chữ của 1 mục bị mã hóa hai lần (như \"Há»™i\" thay cho \"Hội\"); chương trình đã khôi phục\n\
         F, mục 4 (\"Lịch tiêm\"), attachments: lon.pdf: tệp có 17 byte, giới hạn cho một tệp là 10, nên không được chép: giảm dung lượng tệp\n\
         F, mục 5 (\"Ảnh\"), image: anh.jpg: trang nguồn gửi một trang web thay cho tệp; địa chỉ được giữ nguyên\n\
         F, mục 1 (\"Họp thôn\"), date_published: không đọc được ngày \"12/25/2026\"; bài được nhập nhưng không có ngày này: sửa trên trang nguồn, hoặc ghi thêm date_published cho bài trong feed.json của website\n\
         F, mục 2 (\"Hé tÞch\"), title: có vẻ là chữ của phông cũ (TCVN3 hoặc VNI) nên mục này bị bỏ qua: chuyển sang Unicode trên trang nguồn, ví dụ bằng UniKey\n\
         F, mục 7 (\"Nghỉ lễ\"): một mục ở trước có cùng id \"6\" nên mục này bị bỏ qua: đặt id khác cho mục này trên trang nguồn"
    );
    let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "next_url": "2.json", "items": [
        {"id": "1", "title": "Họp thôn", "date_published": "hôm qua"}, {"id": "2"}, "tin vắn"]}"#;
    assert_eq!(
        said("tin.json", feed.as_bytes()),
        "F, items[0].date_published (\"Họp thôn\"): không đọc được ngày \"hôm qua\"; bài được giữ nhưng không có ngày này: viết như 2023-11-30T07:04:41+07:00 hoặc 30/11/2023 07:04\n\
         F, items[1]: không có tiêu đề, tóm tắt và nội dung; bị loại: ghi ít nhất một trong ba\n\
         F, items[2]: không phải là đối tượng; bị loại: viết mục này trong dấu ngoặc nhọn, có id và title\n\
         F, next_url: không có \"2.json\" trong thư mục nguồn nên chương trình không đọc tiếp: chép tệp đó vào thư mục rồi nhập lại"
    );
    let records = r#"[{"TinTucID": 1, "TieuDe": "Họp dân", "NgayDang": "hôm kia"}, {"TinTucID": 2, "TieuDe": "Cũ", "isDelete": true}, {"TinTucID": 3}]"#;
    assert_eq!(
        said("tin.json", records.as_bytes()),
        "F, isDelete: 1 mục đã được đánh dấu xóa nên bị bỏ qua\n\
         F, [0] (\"Họp dân\"), NgayDang: không đọc được ngày \"hôm kia\"; bài được nhập nhưng không có ngày này: sửa trên trang nguồn, hoặc ghi thêm date_published cho bài trong feed.json của website\n\
         F, [2]: không có TieuDe, GioiThieu và NoiDung nên bị bỏ qua: ghi ít nhất một trong ba trên trang nguồn"
    );
}
