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
    assert_eq!((report.added, report.failed_sources), (5, vec![]));
}

#[test]
fn a_json_feed_is_read_item_by_item_with_its_own_members() {
    let site = Site::new();
    let report = site.import(&[&fixture_path("chuoi-1.json")]);
    assert!(
        report.losses[0]
            .contains("chuoi-1.json, items[1]: has no title, no summary and no content; rejected: give it one of them"),
        "{:?}",
        report.losses
    );
    // The second document has another name than the first one says.
    assert!(
        report.losses[1]
            .ends_with("next_url: there is no \"trang-2.json\" in the source's folder; it was not followed: copy it there, then import again")
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
        report.losses,
        [format!(
            "{file}, item 3 (\"C\"), content: an article cannot show image/png; the item was imported without it"
        )]
    );
}

/// Imports a document and returns what is in the feed then.
fn imported(xml: &str) -> (Site, trangxa_feeds::Report) {
    let site = Site::new();
    let file = site.write("a.xml", xml).display().to_string();
    let report = site.import(&[&file]);
    (site, report)
}

#[test]
fn atom_0_3_is_read() {
    let (site, report) = imported(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Xã A</title><author><name>Ban Biên tập</name></author>\
         <entry><title>Họp dân</title><link rel='alternate' type='text/html' href='https://xa.example/1'/><id>tag:1</id>\
         <issued>2009-06-22T08:00:00+07:00</issued><modified>2009-06-23T08:00:00+07:00</modified>\
         <content type='text/html' mode='escaped'>&lt;p&gt;Sáng nay&lt;/p&gt;</content></entry>\
         <entry><title>Hai</title><id>tag:2</id><created>2009-06-21T08:00:00Z</created>\
         <content type='application/xhtml+xml' mode='xml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Bà con<br/>đến</p></div></content></entry></feed>",
    );
    assert_eq!((report.added, report.losses), (2, vec![]));
    assert_eq!(
        site.item("tag:1"),
        json!({
            "id": "tag:1", "url": "https://xa.example/1", "title": "Họp dân", "content_html": "<p>Sáng nay</p>",
            "date_published": "2009-06-22T08:00:00+07:00", "date_modified": "2009-06-23T08:00:00+07:00",
            "authors": [{"name": "Ban Biên tập"}],
        })
    );
    assert_eq!(site.item("tag:2")["content_html"], "<p>Bà con<br>đến</p>");
    assert_eq!(site.feed()["title"], "Xã A");
}

#[test]
fn rss_of_every_version_is_read() {
    let item = "<item><title>Họp dân</title><link>https://xa.example/1</link><description>Tối nay</description></item>";
    for (start, end) in [
        (
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>T</title></channel>",
            "</rdf:RDF>",
        ),
        (
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://channel.netscape.com/rdf/simple/0.9/'><channel><title>T</title></channel>",
            "</rdf:RDF>",
        ),
        (
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>T</title></channel>",
            "</rdf:RDF>",
        ),
        ("<rss version='0.91'><channel><title>T</title>", "</channel></rss>"),
        ("<rss version='2.0' xmlns='http://backend.userland.com/rss2'><channel><title>T</title>", "</channel></rss>"),
        (
            "<rss version='2.0' xmlns='http://blogs.law.harvard.edu/tech/rss'><channel><title>T</title>",
            "</channel></rss>",
        ),
        ("<rss version='2.0' xmlns='urn:x'><channel xmlns='urn:y'><title>T</title>", "</channel></rss>"),
        (
            "<?xml version='1.0'?><!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'x.dtd'><RSS><Channel><Title>T</Title>",
            "</Channel></RSS>",
        ),
    ] {
        let (site, report) = imported(&format!("{start}{item}{end}"));
        assert_eq!((report.added, report.losses), (1, vec![]), "{start}");
        assert_eq!(
            site.items()[0],
            json!({"id": "https://xa.example/1", "url": "https://xa.example/1", "title": "Họp dân", "summary": "Tối nay"}),
            "{start}"
        );
        assert_eq!(site.feed()["title"], "T", "{start}");
    }
}

#[test]
fn prefixes_are_read_by_their_namespace_and_usual_ones_without_it() {
    let (site, report) = imported(
        "<r:rss xmlns:r='http://backend.userland.com/rss2' xmlns:n='http://purl.org/rss/1.0/modules/content/'><r:channel><r:item>\
         <r:title>Họp dân</r:title><r:guid isPermaLink='true'>https://xa.example/1</r:guid><n:encoded>&lt;p&gt;Tối nay&lt;/p&gt;</n:encoded>\
         <dc:date>22/06/2023</dc:date><dc:creator>Thu Xuân</dc:creator><x:title xmlns:x='urn:x'>Khác</x:title>\
         <media:thumbnail url='https://xa.example/a.jpg'/></r:item></r:channel></r:rss>",
    );
    assert_eq!(report.losses, [] as [&str; 0]);
    assert_eq!(
        site.item("https://xa.example/1"),
        json!({
            "id": "https://xa.example/1", "url": "https://xa.example/1", "title": "Họp dân", "content_html": "<p>Tối nay</p>",
            "image": "https://xa.example/a.jpg", "date_published": "2023-06-22T00:00:00+07:00", "authors": [{"name": "Thu Xuân"}],
        })
    );
}

#[test]
fn items_without_a_link_or_without_a_title_are_read() {
    let (site, report) = imported(
        "<rss version='2.0'><channel><item><title>Chỉ có tên</title></item><item><description>Chỉ có lời</description></item>\
         <item><link>https://xa.example/3</link><description>Không tên</description></item></channel></rss>",
    );
    assert_eq!((report.added, report.losses), (3, vec![]));
    assert_eq!(site.item("https://xa.example/3")["summary"], "Không tên");
}

#[test]
fn a_feed_whose_items_cannot_be_read_is_an_error_and_names_them() {
    let site = Site::new();
    let file = |text: &str| site.write("a.xml", text).display().to_string();
    let error = site.error(&[&file("<rss><channel><item><guid>1</guid></item><item/></channel></rss>")]);
    assert!(error.contains("a.xml: it has items, and none could be read:\n"), "{error}");
    assert!(error.contains("item 1: it has no title") && error.contains("item 2: it has no title"), "{error}");
    let error = site.error(&[&file("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url/></urlset>")]);
    assert!(error.contains("this cannot be read as a feed: <urlset> is no element of a feed"), "{error}");
    assert_eq!(site.import(&[&file("<rss><channel><title>T</title></channel></rss>")]).added, 0, "a feed may be empty");
}

#[test]
fn markup_that_was_not_escaped_stays_markup() {
    let (site, _) = imported(
        "<rss><channel><item><guid>1</guid><title>A <b>và</b> B</title><description><p>Một &lt; hai<br/><a href='x?a=1&amp;b=2'>tệp</a></p></description></item></channel></rss>",
    );
    assert_eq!(site.item("1")["title"], "A và B");
    assert_eq!(site.item("1")["content_html"], "<p>Một &lt; hai<br><a href=\"x?a=1&amp;b=2\">tệp</a></p>");
}
