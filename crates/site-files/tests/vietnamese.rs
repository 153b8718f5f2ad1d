//! What a clerk is told in Vietnamese about the files of a site folder.

#![allow(clippy::unwrap_used, reason = "a test fails where it stands")]

use std::fs;
use trangxa_messages::{Language, set_language};
use trangxa_site_files::{FileError, SiteError, inner_path, read_document, read_json, replace};

#[test]
fn a_clerk_is_told_in_vietnamese_what_is_wrong_and_what_to_do() {
    set_language(Language::Vietnamese);
    let site = tempfile::tempdir().unwrap();
    let path = |name: &str| site.path().join(name);

    fs::create_dir(path("a.json")).unwrap();
    assert_eq!(
        read_document::<SiteError>(site.path(), "a.json").unwrap_err().to_string(),
        "a.json: cần có một tệp, nhưng ở đây là thư mục, đường ống, socket hoặc thiết bị; chuyển nó đi nơi khác rồi đặt tệp vào đây\n\
         Sửa tệp này hoặc chuyển tệp đi nơi khác, rồi nhập lại; chưa có gì bị thay đổi"
    );
    fs::write(path("b.json"), "{").unwrap();
    let broken = read_json::<SiteError>(site.path(), "b.json").unwrap_err().to_string();
    assert!(
        broken.ends_with("\nSửa tệp này hoặc chuyển tệp đi nơi khác, rồi nhập lại; chưa có gì bị thay đổi"),
        "{broken}"
    );
    assert_eq!(
        inner_path("../so-lieu.json", "data.tthc", "data/tthc.json").unwrap_err().to_string(),
        "data/site.json, data.tthc: cần có đường dẫn nằm trong thư mục website, ví dụ data/tthc.json, nhưng gặp \"../so-lieu.json\""
    );
    assert_eq!(
        SiteError::NoSite("Xã".into()).to_string(),
        "Xã: thư mục này không tồn tại; ghi đúng thư mục website, là thư mục có chứa data/site.json"
    );

    let missing = FileError::read(&path("c.json"))(fs::read(path("c.json")).unwrap_err()).to_string();
    assert_eq!(
        missing,
        format!(
            "không đọc được {}: không tìm thấy; kiểm tra lại tên, và xem tệp hoặc thư mục có bị chuyển đi, đổi tên hay xóa không \
             (mã lỗi 2 của hệ điều hành)",
            path("c.json").display()
        )
    );
    fs::create_dir(path("a.json/d")).unwrap();
    let blocked = replace(&path("a.json"), b"new").unwrap_err().to_string();
    assert!(blocked.starts_with(&format!("không ghi được {}: ", path("a.json").display())), "{blocked}");
    assert!(!blocked.contains("irectory"), "{blocked}");
}
