//! Articles that lie as files in `bai/`.

use crate::fixture::{Fixture, article, feed, messages, site};
use serde_json::{Value, json};
use std::fs;
use trangxa_model::Timestamp;
use trangxa_publish::check;
use trangxa_publish::files::Folder;
use trangxa_test_support::docx::{Docx, PNG, drawing, p, style, styled};

const MARKDOWN: &str = "---\r\ntiêu đề: Thông báo: nghỉ lễ\r\nngày: 28/11/2026 08:30\r\nchuyên mục: thông báo\r\ntác giả: Thu Xuân\r\n\
    ảnh: anh\\1.JPG\r\nđính kèm: Đơn xin.pdf\r\n---\r\n\r\nMời bà con **thôn Đông**.\r\n\r\n| Thôn | Hộ |\r\n|---|---|\r\n| Đông | 5 |\r\n\r\n\
    ![Họp dân](anh/2 a.png)\r\n";

/// A site with nothing but files of articles.
fn with_files(files: &[(&str, &[u8])]) -> Fixture {
    let fixture = Fixture::new();
    fs::remove_file(fixture.path("site/data/feed.json")).unwrap();
    for (path, bytes) in files {
        fixture.put_bytes(&format!("site/{path}"), bytes);
    }
    fixture
}

fn document() -> Docx {
    let body = styled("Title", "Mời họp dân") + &p("Mời bà con.") + &format!("<w:p>{}</w:p>", drawing("rA", "Họp"));
    Docx::new(&body).xml("styles", "styles", &style("Title", "Title", "")).part("rA", "image", "media/1.png", PNG)
}

/// The ids of the articles in the order of the site's list.
fn ids(fixture: &Fixture) -> Vec<String> {
    let list = fixture.out_json("data/feed.json");
    list["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// The findings of a check, without advice on what site.json lacks.
fn checked(fixture: &Fixture) -> Vec<String> {
    let checked = check(&Folder::new(&fixture.path("site")), Timestamp::from_unix(1_795_000_000)).unwrap();
    let is_told = |text: &String| !text.starts_with("data/site.json");
    checked.findings.iter().map(|it| format!("{}: {it}", it.kind.code())).filter(is_told).collect()
}

#[test]
fn a_site_of_files_only_is_published() {
    let jpg = [&b"\xff\xd8\xff\xe0"[..], &[0; 64]].concat();
    let fixture = with_files(&[
        ("bai/2026-11-28-nghi-le.md", MARKDOWN.as_bytes()),
        ("bai/2026/2026-11-20 Họp dân.docx", &document().bytes()),
        ("bai/anh/1.jpg", &jpg),
        ("bai/anh/2 a.png", PNG),
        ("bai/Đơn xin.pdf", b"%PDF-1.7"),
    ]);
    let report = fixture.build().unwrap();
    assert_eq!(report.articles, 2);
    assert_eq!(ids(&fixture), ["2026-11-28-nghi-le", "2026-11-20 Họp dân"]);
    let page = fixture.out("bai/2026-11-28-nghi-le/index.html");
    for part in [
        "Thông báo: nghỉ lễ",
        "<strong>thôn Đông</strong>",
        "<th>Thôn</th>",
        "/bai/anh/2%20a.png",
        "Thu Xuân",
        "28/11/2026 08:30",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let item = fixture.out_json("data/bai/2026-11-28-nghi-le.json");
    assert_eq!(item["_trangxa"]["category"], "thong-bao");
    assert_eq!(item["attachments"][0]["url"], "/bai/%C4%90%C6%A1n%20xin.pdf");
}

#[test]
fn pictures_in_word_documents_become_files() {
    let fixture = with_files(&[("bai/2026-11-20 Họp dân.docx", &document().bytes())]);
    fixture.build().unwrap();
    let page = fixture.out("bai/2026-11-20-hop-dan/index.html");
    let at = page.find("/media/word/").unwrap();
    let picture = &page[at + 1..at + page[at..].find(['"', ' ']).unwrap()];
    assert!(fixture.path("out").join(picture).is_file(), "{picture}");
    assert!(!fixture.path("out/bai/2026-11-20 Họp dân.docx").exists(), "the document itself is no part of the site");
    let again = fixture.build().unwrap();
    assert_eq!((again.changes.written, again.changes.removed), (0, 0));
    fixture.put("site/bai/x.md", "title: A");
    let third = fixture.build().unwrap();
    assert!(fixture.path("out").join(picture).is_file() && third.articles == 2);
}

#[test]
fn files_and_feed_are_one_list_and_the_feed_comes_first() {
    let fixture = Fixture::new();
    fixture.put_json(
        "site/data/feed.json",
        &feed(json!([article("a", "Tin A", "2026-11-20"), article("b", "Tin B", "2026-11-10")])),
    );
    for (path, text) in [
        ("bai/a.md", "---\ntitle: Trùng mã với nguồn tin\nngày: 1/11/2026\n---\nx"),
        ("bai/2026-11-15-c.md", "title: C\n\nx"),
        ("bai/2026/2026-11-15-c.md", "title: C lần nữa\n\nx"),
        ("bai/d.md", "---\ntiêu đề: D\nngày: 28/11/2026\n---\nx"),
    ] {
        fixture.put(&format!("site/{path}"), text);
    }
    fixture.put_bytes("site/bai/d.docx", &Docx::new(&p("trùng tên")).bytes());
    let report = fixture.build().unwrap();
    assert_eq!(ids(&fixture), ["d", "a", "2026-11-15-c", "b"]);
    assert_eq!(fixture.out_json("data/feed.json")["items"][2]["title"], "C");
    let rejected: Vec<String> = messages(&report).into_iter().filter(|it| it.contains("rejected")).collect();
    assert_eq!(
        rejected,
        [
            "bai/2026/2026-11-15-c.md, article \"2026-11-15-c\" (\"C lần nữa\"): has the id \"2026-11-15-c\" of the article in bai/2026-11-15-c.md; rejected, the one there stays. Give this file another name",
            "bai/a.md, article \"a\" (\"Trùng mã với nguồn tin\"): has the id \"a\" of the article in data/feed.json; rejected, the one there stays. Give this file another name",
            "bai/d.docx, article \"d\" (\"D\"): has the id \"d\" of the article in bai/d.md; rejected, the one there stays. Give this file another name",
        ]
    );
    assert!(report.is_anything_lost());
}

#[test]
fn one_broken_file_never_loses_the_others() {
    let fixture = with_files(&[
        ("bai/2026-11-28-tot.md", b"title: T\xe1\xbb\x91t\n\nx"),
        ("bai/2026-11-27-hong.docx", b"PK\x03\x04 damaged"),
        ("bai/2026-11-26-cu.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("bai/2026-11-25-rong.md", b"---\n---\n"),
        ("bai/2026-11-24-anh.md", PNG),
        ("bai/~$2026-11-28.docx", b"x"),
    ]);
    let report = fixture.build().unwrap();
    assert_eq!(ids(&fixture), ["2026-11-28-tot"]);
    let files: Vec<&str> =
        report.findings.iter().filter(|it| it.kind.code() == "item-rejected").map(|it| it.file.as_str()).collect();
    assert_eq!(
        files,
        ["bai/2026-11-24-anh.md", "bai/2026-11-25-rong.md", "bai/2026-11-26-cu.docx", "bai/2026-11-27-hong.docx"]
    );
    for path in ["bai/2026-11-27-hong.docx", "bai/2026-11-24-anh.md", "bai/~$2026-11-28.docx"] {
        assert!(!fixture.path("out").join(path).exists(), "{path} is not published");
    }
}

#[test]
fn a_finding_names_the_file_the_line_and_the_title() {
    let fixture = with_files(&[
        (
            "bai/2026-11-28-x.md",
            "---\ntitle: Họp dân\nngya: 28/11/2026\nchuyên mục: Thông baó\ndate: 11/28/2026\n---\nXem [đơn](don.pdf) và ![ảnh](anh/mat.jpg)\n\n<script>x</script>".as_bytes(),
        ),
        ("bai/khong-ngay.md", "title: A\n\nx".as_bytes()),
    ]);
    let found = checked(&fixture);
    for expected in [
        "field-unknown: bai/2026-11-28-x.md, line 3, article \"2026-11-28-x\" (\"Họp dân\"): there is no field \"ngya\"; did you mean \"ngày\"?",
        "field-left-out: bai/2026-11-28-x.md, line 5, article \"2026-11-28-x\" (\"Họp dân\"): cannot read the date \"11/28/2026\"",
        "read-otherwise: bai/2026-11-28-x.md, line 9, article \"2026-11-28-x\" (\"Họp dân\"): the page does not show <script>",
        "file-missing: bai/2026-11-28-x.md, article \"2026-11-28-x\" (\"Họp dân\"): the file bai/anh/mat.jpg is missing",
        "link-broken: bai/2026-11-28-x.md, article \"2026-11-28-x\" (\"Họp dân\"): there is no /bai/don.pdf",
        "date-missing: bai/khong-ngay.md, article \"khong-ngay\" (\"A\"): has no date",
        "author-missing: bai/khong-ngay.md, article \"khong-ngay\" (\"A\")",
    ] {
        assert!(found.iter().any(|it| it.starts_with(expected)), "{expected}\n{found:#?}");
    }
}

#[test]
fn a_document_that_an_article_names_is_an_attachment() {
    let form = Docx::new(&p("Đơn xin xác nhận")).bytes();
    let fixture = with_files(&[
        ("bai/2026-11-28-x.md", "---\ntitle: A\nđính kèm: mau-don.docx\n---\nXem [mẫu](mau-2.docx).".as_bytes()),
        ("bai/mau-don.docx", &form),
        ("bai/mau-2.docx", &form),
    ]);
    fixture.put_json(
        "site/data/feed.json",
        &feed(json!([{"id": "f", "title": "F", "content_html": "<a href='../bai/mau-3.docx'>x</a>"}])),
    );
    fixture.put_bytes("site/bai/mau-3.docx", &form);
    let report = fixture.build().unwrap();
    assert_eq!(report.articles, 2);
    for path in ["bai/mau-don.docx", "bai/mau-2.docx", "bai/mau-3.docx"] {
        assert_eq!(fs::read(fixture.path("out").join(path)).unwrap(), form, "{path}");
    }
}

#[test]
fn files_that_are_not_read_are_told() {
    let fixture = with_files(&[
        ("bai/2026-11-28-x.md", b"title: A\n\n[x](tep/co-ten.docx)"),
        ("bai/thu-muc/bai.md", b"title: B"),
        ("bai/tep/co-ten.docx", &Docx::new(&p("x")).bytes()),
        ("bai/tep/khong-ten.docx", &Docx::new(&p("x")).bytes()),
        ("bai/tep/ghi-chu.txt", b"x"),
        ("bai/y.md.txt", b"title: Y"),
        ("bai/z.doc", b"x"),
        ("Bài/w.md", b"title: W"),
    ]);
    let found: Vec<String> = checked(&fixture).into_iter().filter(|it| it.starts_with("document-misnamed")).collect();
    let files: Vec<&str> =
        found.iter().map(|it| it.trim_start_matches("document-misnamed: ").split(": ").next().unwrap()).collect();
    assert_eq!(
        files,
        ["Bài/", "bai/tep/khong-ten.docx", "bai/thu-muc/bai.md", "bai/y.md.txt", "bai/z.doc"],
        "{found:#?}"
    );
}

#[test]
fn a_site_without_articles_is_published_and_says_how_to_begin() {
    let fixture = with_files(&[]);
    let report = fixture.build().unwrap();
    assert_eq!(report.articles, 0);
    assert!(!report.is_anything_lost());
    assert!(
        messages(&report).iter().any(|it| it.contains("has no articles; write the first one into a file")),
        "{:?}",
        messages(&report)
    );
    assert_eq!(fixture.out_json("data/feed.json")["items"], json!([]), "open pages renew this document");
    fixture.put("site/bai/2026-11-28-x.md", "title: A\n\nx");
    let report = fixture.build().unwrap();
    assert!(messages(&report).iter().all(|it| !it.contains("first")), "{:?}", messages(&report));
}

#[test]
fn a_feed_that_site_json_names_and_that_is_missing_is_told() {
    let fixture = with_files(&[("bai/2026-11-28-x.md", b"title: A\n\nx")]);
    let mut description = site();
    description["data"] = json!({"articles": "data/tin.json"});
    fixture.put_json("site/data/site.json", &description);
    let report = fixture.build().unwrap();
    let told = "data/site.json, data.articles: the file data/tin.json is missing; the site is published without it";
    assert!(messages(&report).iter().any(|it| it == told), "{:?}", messages(&report));
    assert_eq!(fixture.out_json("data/tin.json")["items"].as_array().map(Vec::len), Some(1));
    // A site must not lose all its articles because its feed was renamed or deleted.
    fixture.put("site/data/tin (1).json", "{}");
    let error = fixture.build().unwrap_err().to_string();
    assert_eq!(error, "data/tin.json: the feed is missing; there is data/tin (1).json: rename it to data/tin.json");
    fs::remove_file(fixture.path("site/data/tin (1).json")).unwrap();
    fs::remove_file(fixture.path("site/bai/2026-11-28-x.md")).unwrap();
    let error = fixture.build().unwrap_err().to_string();
    assert_eq!(error, "data/tin.json: the feed is missing; it contains the articles as a JSON Feed");
}

#[test]
fn a_change_of_a_file_changes_its_page_only() {
    let fixture = with_files(&[("bai/2026-11-28-x.md", b"title: A\n\nx"), ("bai/2026-11-27-y.md", b"title: B\n\ny")]);
    fixture.build().unwrap();
    let before = fs::metadata(fixture.path("out/bai/2026-11-27-y/index.html")).unwrap().modified().unwrap();
    assert_eq!(fixture.build().unwrap().changes.written, 0);
    fixture.put("site/bai/2026-11-28-x.md", "title: A\n\nkhác");
    fixture.build().unwrap();
    assert!(fixture.out("bai/2026-11-28-x/index.html").contains("khác"));
    let items: Value = fixture.out_json("feed.json");
    assert!(items["items"][0]["content_html"].as_str().unwrap().contains("khác"));
    let after = fs::metadata(fixture.path("out/bai/2026-11-27-y/index.html")).unwrap().modified().unwrap();
    assert_eq!(before, after);
    fs::remove_file(fixture.path("site/bai/2026-11-28-x.md")).unwrap();
    assert_eq!(fixture.build().unwrap().articles, 1);
}

#[test]
fn personal_data_in_a_file_is_told_unless_the_file_says_why() {
    let text = "title: Danh sách\nngày: 28/11/2026\n\nÔng Nguyễn Văn An, số CCCD 031085001234, được hỗ trợ.";
    let allowed = text.replace("\n\n", "\ncăn cứ công khai: Điều 9 Luật 91/2025/QH15\n\n");
    let document = Docx::new(&p("Ông Nguyễn Văn An, số CCCD 031085001234")).bytes();
    let fixture = with_files(&[
        ("bai/2026-11-28-mot.md", text.as_bytes()),
        ("bai/2026-11-28-hai.md", allowed.as_bytes()),
        ("bai/2026-11-28-ba.docx", &document),
    ]);
    let found: Vec<String> = checked(&fixture).into_iter().filter(|it| it.starts_with("personal-data")).collect();
    let kinds: Vec<&str> = found.iter().map(|it| it.split(',').next().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "personal-data: bai/2026-11-28-ba.docx",
            "personal-data: bai/2026-11-28-mot.md",
            "personal-data-allowed: bai/2026-11-28-hai.md"
        ],
        "{found:#?}"
    );
}
