//! The formats that CMSs of communes emit.

use crate::support::{Site, fixture, fixture_path};
use serde_json::json;
use trangxa_test_support::{Reply, ScriptedServer, WebServer};

#[test]
fn an_atom_entry_keeps_its_dates_authors_and_files() {
    let web = WebServer::new(&[("tin/tin.atom", &fixture("tin.atom"))]);
    let site = Site::new();
    let report = site.import(&[&web.url("tin/tin.atom")]);
    assert_eq!((report.added, report.remarks), (2, vec![]));
    let base = web.host.url();
    assert_eq!(
        site.item("tag:laclong.example,2023:bai-7"),
        json!({
            "id": "tag:laclong.example,2023:bai-7",
            "url": format!("{base}bai/7"),
            "title": "Khánh thành đường \"Sáng - Xanh - Sạch - Đẹp\"",
            "summary": "Tuyến đường dài 1,2 km vừa hoàn thành.",
            "content_html": format!("<p>Tuyến đường <a href=\"{base}tin/ban-do?x=1&amp;y=2\">dài 1,2 km</a>.</p>"),
            "image": format!("{base}anh/7-nho.jpg"),
            "date_published": "2023-11-29T14:30:00+07:00",
            "date_modified": "2023-11-30T08:00:00+07:00",
            "authors": [{"name": "Ban Biên tập"}],
            "tags": ["Xây dựng nông thôn mới"],
            "attachments": [{
                "url": format!("{base}tep/quyet-dinh.pdf"), "mime_type": "application/pdf", "title": "Quyết định",
                "size_in_bytes": 5120
            }],
        })
    );
    let xhtml = site.item("tag:laclong.example,2023:bai-6");
    assert_eq!(xhtml["content_html"], "<p>Thứ Năm hằng tuần.</p>");
    assert_eq!(xhtml["date_published"], "2023-11-20T08:00:00+07:00");
}

#[test]
fn the_id_of_an_rdf_item_is_its_link() {
    let site = Site::new();
    site.import_fixture("tin.rdf");
    assert_eq!(
        site.items(),
        [json!({
            "id": "https://hiepan.example/bai/1",
            "url": "https://hiepan.example/bai/1",
            "title": "Đại hội thể dục thể thao xã lần thứ VI",
            "summary": "Khai mạc sáng nay tại sân vận động xã.",
            "content_html": "<p>Khai mạc sáng nay.</p>",
            "date_published": "2022-03-26T08:00:00+07:00",
            "authors": [{"name": "Văn Đức"}],
        })]
    );
    assert_eq!(site.feed()["title"], "Xã Hiệp An");
}

#[test]
fn an_rss_item_keeps_enclosures_and_a_body_without_content_encoded() {
    let rss = br#"<rss version="2.0"><channel><title>T</title><item><title>A &lt; B</title><link>https://x.example/1</link>
        <description>&lt;p&gt;To&#224;n v&#259;n &lt;img src="a.jpg"&gt;&lt;/p&gt;</description><author>vp@x.example (Thu Xu&#226;n)</author>
        <enclosure url="https://x.example/a.mp3" length="0" type="audio/mpeg"/><enclosure url="https://x.example/b.png" type="image/png" length="5"/>
        <pubDate>22/06/2023 12:00</pubDate></item></channel></rss>"#;
    let server = ScriptedServer::new(|_, _| Reply::ok(*rss));
    let site = Site::new();
    site.import(&[&server.url("rss/tin")]);
    assert_eq!(
        site.items(),
        [json!({
            "id": "https://x.example/1", "url": "https://x.example/1", "title": "A < B",
            "content_html": format!("<p>Toàn văn <img src=\"{}\"></p>", server.url("rss/a.jpg")),
            "image": "https://x.example/b.png",
            "date_published": "2023-06-22T12:00:00+07:00",
            "authors": [{"name": "Thu Xuân"}],
            "attachments": [{"url": "https://x.example/a.mp3", "mime_type": "audio/mpeg"}],
        })]
    );
}

#[test]
fn the_content_decides_the_format_and_not_the_name() {
    let site = Site::new();
    let spaced = [b"\xef\xbb\xbf \n\t".as_slice(), &fixture("tin.rdf")].concat();
    let atom_as_json = site.write("nguon/tin.json", spaced);
    let json_as_xml = site.write("nguon/tin.xml", [b"\xef\xbb\xbf\n".as_slice(), &fixture("danang.json")].concat());
    let report = site.import(&[&atom_as_json.display().to_string(), &json_as_xml.display().to_string()]);
    assert_eq!((report.added, report.failed_sources), (4, vec![]));
}

#[test]
fn windows_1252_and_utf_16_are_read() {
    let site = Site::new();
    let rss = |encoding: &str, title: &[u8]| {
        [
            format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?><rss version=\"2.0\"><channel><title>T</title><item><guid>1</guid><title>").as_bytes(),
            title,
            b"</title></item></channel></rss>",
        ]
        .concat()
    };
    let file = site.write("a.xml", rss("windows-1252", b"Th\xe0nh ph\xf4")).display().to_string();
    site.import(&[&file]);
    assert_eq!(site.items()[0]["title"], "Thành phô");

    let text = String::from_utf8(rss("utf-16", "Đường làng".as_bytes())).unwrap();
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let file = site.write("b.xml", utf16).display().to_string();
    site.import(&[&file]);
    assert_eq!(site.items()[0]["title"], "Đường làng");
}

#[test]
fn a_json_feed_is_read_item_by_item_with_its_own_members() {
    let site = Site::new();
    let report = site.import(&[&fixture_path("chuoi-1.json")]);
    assert!(report.remarks[0].ends_with("chuoi-1.json, items[1]: has no id; rejected"), "{:?}", report.remarks);
    // The second document has another name than the first one says.
    assert!(
        report.remarks[1]
            .ends_with("next_url: there is no \"trang-2.json\" in the source's folder; it was not followed")
    );
    assert_eq!(
        site.items(),
        [json!({
            "id": "3", "title": "Ba & bốn", "content_html": "<p><img src='anh/3.jpg'> Nội dung</p>",
            "image": "anh/3.jpg", "date_published": "2023-09-03T08:00:00+07:00", "_rieng": {"a": 1},
        })]
    );
}

#[test]
fn a_picture_that_a_script_would_load_is_kept() {
    let site = Site::new();
    let rss = "<rss version='2.0'><channel><item><guid>1</guid><title>A</title><description><![CDATA[<p>x</p>\
        <img class=lazy data-src='https://x.example/a.jpg'>]]></description></item></channel></rss>";
    let file = site.write("a.xml", rss).display().to_string();
    site.import(&[&file]);
    assert_eq!(site.item("1")["content_html"], "<p>x</p><img class=lazy src='https://x.example/a.jpg'>");
}

#[test]
fn plain_text_of_an_atom_entry_stays_plain_and_content_that_cannot_be_shown_is_reported() {
    let site = Site::new();
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>\
        <entry><id>1</id><title>A</title><content>3 &lt; 5</content></entry>\
        <entry><id>2</id><title>B</title><content>&lt;p&gt;Quên kiểu&lt;/p&gt;</content></entry>\
        <entry><id>3</id><title>C</title><content type='image/png'>iVBORw0KGgo=</content></entry></feed>";
    let file = site.write("a.xml", atom).display().to_string();
    let report = site.import(&[&file]);
    assert_eq!(site.item("1")["content_text"], "3 < 5");
    assert_eq!(site.item("2")["content_html"], "<p>Quên kiểu</p>");
    assert_eq!(site.item("3"), json!({"id": "3", "title": "C"}));
    assert_eq!(
        report.remarks,
        [format!("{file}, item 3, content: an article cannot show image/png; the item was imported without it")]
    );
}
