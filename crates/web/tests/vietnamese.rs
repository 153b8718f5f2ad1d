//! What the client says to a clerk in Vietnamese.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

use trangxa_messages::{Language, set_language};
use trangxa_test_support::{Reply, ScriptedServer};
use trangxa_web::Client;

/// The answer about an address, without the address, which stands before it.
fn said(client: &mut Client, url: &str) -> String {
    let error = client.get(url, None).unwrap_err().to_string();
    error.strip_prefix(&format!("{url}: ")).expect("the address stands first").to_owned()
}

#[test]
fn a_clerk_is_told_in_vietnamese_what_is_wrong_and_what_to_do() {
    set_language(Language::Vietnamese);
    let mut client = Client::with_wait(|_| {}).allow_private();
    let server = ScriptedServer::new(|request, _| match request.path.as_str() {
        "/busy" => Reply::status(503).header("retry-after", "7200"),
        "/large" => Reply::ok(vec![b' '; 8_000_001]),
        "/circle" => Reply::status(302).header("location", "/circle"),
        path => Reply::status(path[1..].parse().unwrap()),
    });
    for (path, expected) in [
        ("404", "trang web không có gì ở địa chỉ này (mã 404); kiểm tra lại địa chỉ"),
        ("401", "trang web không cho phép chương trình đọc địa chỉ này (mã 401); hỏi đơn vị vận hành trang đó"),
        ("500", "trang web trả lời với mã 500; thử lại sau, hoặc hỏi đơn vị vận hành trang đó"),
        ("large", "câu trả lời dài hơn giới hạn 8000000 byte nên không được đọc"),
        (
            "circle",
            "trang web chuyển hướng quá 5 lần; mở địa chỉ này trong trình duyệt rồi dùng địa chỉ mà trình duyệt dừng lại",
        ),
    ] {
        assert_eq!(said(&mut client, &server.url(path)), expected);
    }
    let busy = said(&mut client, &server.url("busy"));
    let (before, time) = busy.split_once(", tức là sau ").expect("the time is told");
    assert_eq!(before, "trang web đang quá tải (mã 503) và chỉ nhận yêu cầu mới sau 2 giờ nữa");
    assert!(time.starts_with(|c: char| c.is_ascii_digit()), "{busy}");
    assert_eq!(
        said(&mut client, "ftp://xa.example/"),
        "đây không phải là địa chỉ web; cần có địa chỉ như https://xa.example/rss/"
    );
    assert_eq!(
        said(&mut client, "http://khong-co.invalid/"),
        "không có trang web nào tên như vậy; kiểm tra lại cách viết, và kết nối mạng của máy tính này"
    );
    let refused = said(&mut client, "http://127.0.0.1:1/");
    assert!(
        refused.starts_with("trang web không nhận kết nối (")
            && refused.ends_with("; có thể trang đang ngừng hoạt động, thử lại sau"),
        "{refused}"
    );
    let private = said(&mut Client::with_wait(|_| {}), "http://127.0.0.1:1/");
    assert!(private.starts_with("địa chỉ dẫn đến 127.0.0.1, nằm trong mạng nội bộ"), "{private}");
}
