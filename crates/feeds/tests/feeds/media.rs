//! Copies of pictures and files.

use crate::support::{Site, jpeg};
use serde_json::{Value, json};
use std::fs;
use trangxa_feeds::MediaLimits;
use trangxa_host::Fault;
use trangxa_model::fingerprint::fingerprint;
use trangxa_test_support::{Reply, ScriptedServer, WebServer, feed_of};

fn hex(url: &str) -> String {
    fingerprint(url.as_bytes())
}

/// The names of the copies, hidden ones too.
fn copies(site: &Site) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(site.path("media/nhap"))
        .map(|entries| entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect())
        .unwrap_or_default();
    names.sort();
    names
}

fn one(url: &str) -> String {
    feed_of(&json!([{"id": "1", "title": "A", "image": url}]))
}

#[test]
fn pictures_and_files_are_copied_and_the_feed_names_the_copies() {
    let html = "<p><IMG alt=x src='anh/b.png'> <img src=\"data:image/gif;base64,R0\" data-src=\"anh/%E1%BA%A3nh%20%C4%91%E1%BA%B9p.jpg?a=1&amp;b=2\">\
        <a href=tep/don.pdf>Đơn</a> <a href=\"/trang\">Trang</a></p>";
    let feed = feed_of(&json!([{
        "id": "1", "title": "A", "image": "anh/b.png", "content_html": html,
        "attachments": [{"url": "tep/ke-hoach.docx", "mime_type": "application/msword"}, {"url": "tai?id=5", "mime_type": "application/pdf"}],
    }]));
    let png = b"\x89PNG\r\n\x1a\n...".as_slice();
    let web = WebServer::new(&[
        ("tin/feed.json", feed.as_bytes()),
        ("tin/anh/b.png", png),
        ("tin/anh/ảnh đẹp.jpg", &jpeg("x")),
        ("tin/tep/don.pdf", b"%PDF-1.4 x"),
        ("tin/tep/ke-hoach.docx", b"PK\x03\x04 docx"),
        ("tin/tai", b"%PDF-1.7"),
    ]);
    let site = Site::new().with_media();
    let report = site.import(&[&web.url("tin/feed.json")]);
    assert_eq!(report.remarks, [] as [&str; 0]);
    assert_eq!((report.media.copied, report.media.already, report.media.failed, report.media.skipped), (5, 0, 0, 0));
    let copy = |path: &str, name: &str| format!("../media/nhap/{}-{name}", hex(&web.url(path)));
    let item = site.item("1");
    assert_eq!(item["image"], copy("tin/anh/b.png", "b.png"));
    let lazy = "tin/anh/%E1%BA%A3nh%20%C4%91%E1%BA%B9p.jpg?a=1&b=2";
    assert_eq!(
        item["content_html"],
        format!(
            "<p><IMG alt=x src='{}'> <img src=\"{}\" data-src=\"{}\"><a href=\"{}\">Đơn</a> <a href=\"{}\">Trang</a></p>",
            copy("tin/anh/b.png", "b.png"),
            copy(lazy, "anh-dep.jpg"),
            web.url(lazy).replace('&', "&amp;"),
            copy("tin/tep/don.pdf", "don.pdf"),
            web.url("trang"),
        )
    );
    assert_eq!(
        item["attachments"],
        json!([
            {"url": copy("tin/tep/ke-hoach.docx", "ke-hoach.docx"), "mime_type": "application/msword", "size_in_bytes": 9},
            {"url": copy("tin/tai?id=5", "tai.pdf"), "mime_type": "application/pdf", "size_in_bytes": 8},
        ])
    );
    let file = item["image"].as_str().unwrap().trim_start_matches("../");
    assert_eq!(fs::read(site.path(file)).unwrap(), png);
}

#[test]
fn a_second_import_downloads_no_file_and_changes_nothing() {
    let server = ScriptedServer::new(|request, _| match request.path.as_str() {
        "/feed.json" => Reply::ok(one("a.jpg")),
        _ => Reply::ok(jpeg("x")),
    });
    let mut site = Site::new().with_media();
    site.import(&[&server.url("feed.json")]);
    let before = site.files();
    let report = site.import(&[&server.url("feed.json")]);
    assert_eq!((report.media.copied, report.media.already, report.unchanged), (0, 1, 1));
    // Existing copies are used even if nothing may be copied.
    site.options.media = None;
    assert_eq!(site.import(&[&server.url("feed.json")]).unchanged, 1);
    assert_eq!(site.files(), before);
    let paths: Vec<String> = server.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/feed.json", "/a.jpg", "/feed.json", "/feed.json"]);
}

#[test]
fn an_answer_that_is_not_the_file_leaves_the_address_unchanged() {
    let names = ["thieu.jpg", "trang.jpg", "gia.jpg", "hinh.svg", "gia.pdf", "don.doc"];
    let list: Vec<Value> =
        names.iter().map(|name| json!({"id": name, "title": "A", "attachments": [{"url": name}]})).collect();
    let web = WebServer::new(&[
        ("feed.json", feed_of(&json!(list)).as_bytes()),
        ("trang.jpg", b""),
        ("gia.jpg", b"\n<!DOCTYPE html><title>Loi</title>"),
        ("hinh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("gia.pdf", b"khong phai pdf"),
        ("don.doc", b"<html><script>x</script>"),
    ]);
    web.host.faults().set("trang.jpg", Fault::Html);
    let site = Site::new().with_media();
    let url = web.url("feed.json");
    let report = site.import(&[&url]);
    assert_eq!((report.media.copied, report.media.failed), (0, 5));
    assert_eq!(
        report.remarks[0],
        format!(
            "{url}, items[0] (\"A\"), attachments: {}: the site has nothing at this address (status 404); check the address; the address was not changed",
            web.url("thieu.jpg")
        )
    );
    for name in names {
        assert_eq!(site.item(name)["attachments"][0]["url"], web.url(name));
    }
    assert_eq!(copies(&site), [] as [&str; 0]);
    // None of these failures is temporary, so that the feed need not be sent again.
    assert_eq!(site.import(&[&url]).not_modified_sources, 1);
}

#[test]
fn a_temporary_failure_is_retried_even_if_the_feed_did_not_change() {
    let web = WebServer::new(&[("feed.json", one("a.jpg").as_bytes()), ("a.jpg", &jpeg("x"))]);
    web.host.faults().set("a.jpg", Fault::Status(500));
    let site = Site::new().with_media();
    let url = web.url("feed.json");
    assert_eq!(site.import(&[&url]).media.failed, 1);
    web.host.faults().clear_all();
    let report = site.import(&[&url]);
    assert_eq!((report.media.copied, report.updated), (1, 1));
    assert!(site.item("1")["image"].as_str().unwrap().starts_with("../media/nhap/"));
}

#[test]
fn limits_hold_and_a_killed_import_stops_at_the_same_file_when_repeated() {
    let list: Vec<Value> =
        (0..6).map(|i| json!({"id": i.to_string(), "title": "A", "image": format!("{i}.jpg")})).collect();
    let feed = feed_of(&json!(list));
    let files: Vec<(String, Vec<u8>)> =
        (0..6).map(|i| (format!("{i}.jpg"), jpeg(&"x".repeat(if i == 1 { 500 } else { 96 })))).collect();
    let mut all: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    all.push(("feed.json", feed.as_bytes()));
    let web = WebServer::new(&all);
    let url = web.url("feed.json");
    for (limits, copied, words) in [
        (MediaLimits { max_file_bytes: 100, ..MediaLimits::default() }, 5, "the limit for one file"),
        (
            MediaLimits { max_file_bytes: 600, max_total_bytes: 750, ..MediaLimits::default() },
            3,
            "max_total_bytes of 750",
        ),
        (MediaLimits { max_files: 2, ..MediaLimits::default() }, 2, "max_files of 2"),
    ] {
        let mut site = Site::new();
        site.options.media = Some(limits);
        let report = site.import(&[&url]);
        assert_eq!((report.media.copied, report.media.skipped), (copied, 6 - copied), "{words}");
        assert_eq!(report.remarks.len(), 1);
        assert!(report.remarks[0].contains(words), "{:?}", report.remarks);
        let (whole, feed) = (copies(&site), site.feed());
        // An import that is killed after the first file leaves no feed.
        fs::remove_file(site.path("data/feed.json")).unwrap();
        for name in &whole[1..] {
            fs::remove_file(site.path("media/nhap").join(name)).unwrap();
        }
        site.import(&[&url]);
        assert_eq!((copies(&site), site.feed()), (whole, feed));
    }
}

/// A server with one picture whose download can be resumed; its first answer breaks off.
fn resumable(tag: &'static str, change: bool) -> ScriptedServer {
    ScriptedServer::new(move |request, _| {
        if request.path == "/feed.json" {
            return Reply::ok(one("a.jpg"));
        }
        let whole = jpeg(&"0123456789".repeat(100));
        match request.headers.get("range").and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')) {
            Some(from) if !change && request.headers.get("if-range").is_some_and(|known| known == tag) => {
                let from: usize = from.parse().unwrap();
                let rest = whole[from..].to_vec();
                let range = format!("bytes {from}-{}/{}", whole.len() - 1, whole.len());
                Reply { status: 206, body: rest, ..Reply::default() }.header("content-range", range).header("etag", tag)
            }
            Some(_) => Reply::ok(jpeg("khác")).header("etag", "\"2\""),
            None => Reply { cut: Some(300), ..Reply::ok(whole) }.header("etag", tag),
        }
    })
}

#[test]
fn an_interrupted_download_is_resumed() {
    let server = resumable("\"1\"", false);
    let site = Site::new().with_media();
    let report = site.import(&[&server.url("feed.json")]);
    assert_eq!(report.media.failed, 1);
    assert!(report.remarks[0].contains("the connection broke off"), "{:?}", report.remarks);
    let hex = hex(&server.url("a.jpg"));
    assert_eq!(copies(&site), [format!(".{hex}.etag"), format!(".{hex}.part")]);
    assert_eq!(site.item("1")["image"], server.url("a.jpg"));

    assert_eq!(site.import(&[&server.url("feed.json")]).media.copied, 1);
    assert_eq!(copies(&site), [format!("{hex}-a.jpg")]);
    assert_eq!(fs::read(site.path(&format!("media/nhap/{hex}-a.jpg"))).unwrap(), jpeg(&"0123456789".repeat(100)));
    assert_eq!(server.requests().last().unwrap().headers["range"], "bytes=300-");
}

#[test]
fn a_file_that_changed_since_is_downloaded_from_its_beginning() {
    let server = resumable("\"1\"", true);
    let site = Site::new().with_media();
    site.import(&[&server.url("feed.json")]);
    site.import(&[&server.url("feed.json")]);
    let name = &copies(&site)[0];
    assert_eq!(fs::read(site.path("media/nhap").join(name)).unwrap(), jpeg("khác"));
}

#[test]
fn without_a_strong_entity_tag_no_partial_file_is_kept() {
    let server = resumable("W/\"1\"", false);
    let site = Site::new().with_media();
    assert_eq!(site.import(&[&server.url("feed.json")]).media.failed, 1);
    assert_eq!(copies(&site), [] as [&str; 0]);
}

#[test]
fn only_files_inside_the_source_s_folder_are_copied() {
    let site = Site::new().with_media();
    let picture = jpeg("x");
    site.write("nguon/anh/a b.jpg", &picture);
    site.write("bi-mat.jpg", jpeg("bí mật"));
    #[cfg(unix)]
    std::os::unix::fs::symlink(site.path("bi-mat.jpg"), site.path("nguon/anh/lien-ket.jpg")).unwrap();
    let html = "<img src=\"anh/a%20b.jpg\"><img src=../bi-mat.jpg><img src=anh/lien-ket.jpg><img src=/etc/x.jpg>";
    let feed = feed_of(&json!([{"id": "1", "title": "A", "content_html": html, "image": "anh/a b.jpg"}]));
    let file = site.write("nguon/feed.json", feed).display().to_string();
    let report = site.import(&[&file]);
    assert_eq!(report.media.copied, 1);
    let image = site.item("1")["image"].as_str().unwrap().to_owned();
    assert!(image.starts_with("../media/nhap/") && image.ends_with("-a-b.jpg"), "{image}");
    assert_eq!(site.item("1")["content_html"], html.replace("anh/a%20b.jpg", &image));
    assert_eq!(copies(&site).len(), 1);
    assert_eq!(site.import(&[&file]).unchanged, 1);
}

#[test]
fn addresses_of_copies_are_relative_to_the_feed_s_folder() {
    let web = WebServer::new(&[("feed.json", one("a.jpg").as_bytes()), ("a.jpg", &jpeg("x"))]);
    for (articles, prefix) in [("feed.json", "media/nhap/"), ("a/b/feed.json", "../../media/nhap/")] {
        let site = Site::new().with_media();
        site.write("data/site.json", json!({"version": 1, "data": {"articles": articles}}).to_string());
        site.import(&[&web.url("feed.json")]);
        assert!(site.json(articles)["items"][0]["image"].as_str().unwrap().starts_with(prefix), "{articles}");
    }
}

#[test]
fn lost_copies_are_downloaded_again_even_if_the_feed_did_not_change() {
    let web = WebServer::new(&[("feed.json", one("a.jpg").as_bytes()), ("a.jpg", &jpeg("x"))]);
    let site = Site::new().with_media();
    let url = web.url("feed.json");
    site.import(&[&url]);
    let before = copies(&site);
    fs::remove_dir_all(site.path("media")).unwrap();
    let report = site.import(&[&url]);
    assert_eq!((report.media.copied, report.unchanged), (1, 1));
    assert_eq!(copies(&site), before);
    assert_eq!(site.import(&[&url]).not_modified_sources, 1);
}

#[test]
fn enclosures_of_a_local_rss_are_copied() {
    let site = Site::new().with_media();
    site.write("nguon/tep/don xin.pdf", "%PDF-1.4");
    let rss = "<rss version='2.0'><channel><item><guid>1</guid><title>A</title><link>bai/1</link>\
        <enclosure url='tep/don%20xin.pdf' type='application/pdf' length='3'/></item></channel></rss>";
    let file = site.write("nguon/rss.xml", rss).display().to_string();
    assert_eq!(site.import(&[&file]).media.copied, 1);
    let item = site.item("1");
    assert_eq!(item["url"], "bai/1");
    assert_eq!(item["attachments"][0]["size_in_bytes"], 8);
    assert!(item["attachments"][0]["url"].as_str().unwrap().ends_with("-don-xin.pdf"), "{item}");
}

#[test]
fn after_a_temporary_failure_every_source_that_names_the_file_is_read_again() {
    let web = WebServer::new(&[
        ("1.json", one("a.jpg").as_bytes()),
        ("2.json", one("a.jpg").as_bytes()),
        ("a.jpg", &jpeg("x")),
    ]);
    web.host.faults().set("a.jpg", Fault::Status(500));
    let site = Site::new().with_media();
    site.import(&[&web.url("1.json"), &web.url("2.json")]);
    web.host.faults().clear_all();
    let report = site.import(&[&web.url("2.json")]);
    assert_eq!((report.media.copied, report.not_modified_sources), (1, 0));
}

#[test]
fn a_file_without_content_length_is_read_up_to_the_limit() {
    let server = ScriptedServer::new(|request, _| {
        if request.path == "/feed.json" {
            return Reply::ok(one("a.jpg"));
        }
        let body = jpeg(&"x".repeat(300));
        let chunk = [format!("{:x}\r\n", body.len()).as_bytes(), &body, b"\r\n0\r\n\r\n"].concat();
        Reply::ok(chunk).header("transfer-encoding", "chunked")
    });
    let mut site = Site::new();
    for (max_file_bytes, copied) in [(303, 0), (304, 1)] {
        site.options.media = Some(MediaLimits { max_file_bytes, ..MediaLimits::default() });
        let report = site.import(&[&server.url("feed.json")]);
        assert_eq!((report.media.copied, report.media.skipped), (copied, 1 - copied));
        assert_eq!(copies(&site).len(), copied, "no partial file is left");
    }
}

#[test]
fn an_answer_with_the_media_type_of_a_web_page_is_not_copied() {
    let feed = feed_of(&json!([{"id": "1", "title": "A", "attachments": [{"url": "don.doc"}]}]));
    let web = WebServer::new(&[("feed.json", feed.as_bytes()), ("don.doc", "Không tìm thấy".as_bytes())]);
    web.host.faults().set("don.doc", Fault::ContentType("text/html"));
    let report = Site::new().with_media().import(&[&web.url("feed.json")]);
    assert!(report.remarks[0].contains("the site sent a web page instead of the file"), "{:?}", report.remarks);
}

#[test]
fn a_server_that_refuses_a_range_is_asked_for_the_whole_file() {
    let server = ScriptedServer::new(|request, before| match request.path.as_str() {
        "/feed.json" => Reply::ok(one("a.jpg")),
        _ if request.headers.contains_key("range") => Reply::status(416),
        _ if before < 3 => Reply { cut: Some(50), ..Reply::ok(jpeg(&"x".repeat(100))) }.header("etag", "\"1\""),
        _ => Reply::ok(jpeg(&"x".repeat(100))).header("etag", "\"1\""),
    });
    let site = Site::new().with_media();
    site.import(&[&server.url("feed.json")]);
    assert_eq!(site.import(&[&server.url("feed.json")]).media.copied, 1);
    assert_eq!(fs::read(site.path("media/nhap").join(&copies(&site)[0])).unwrap(), jpeg(&"x".repeat(100)));
}

#[test]
fn a_feed_cannot_have_the_services_of_this_computer_published() {
    let metrics = ScriptedServer::new(|_, _| Reply::ok("trangxa_hits 5"));
    let inner = metrics.url("metrics");
    let next = feed_of(&json!([{"id": "2", "title": "B"}]));
    let other = ScriptedServer::new(move |_, _| Reply::ok(next.clone()));
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "next_url": other.url("2.json"),
        "items": [{
            "id": "1", "title": "A", "image": "/a.jpg",
            "attachments": [{"url": inner, "mime_type": "text/plain"}, {"url": "/redirect.txt", "mime_type": "text/plain"}],
        }],
    });
    let source = ScriptedServer::new(move |request, _| match request.path.as_str() {
        "/feed.json" => Reply::ok(feed.to_string()).header("etag", "\"1\""),
        "/a.jpg" => Reply::ok(jpeg("x")),
        _ => Reply::status(302).header("location", inner.clone()),
    });
    let mut site = Site::new().with_media();
    let report = site.import(&[&source.url("feed.json")]);
    assert_eq!((report.media.copied, report.media.failed), (1, 2), "the source's own host is read: {report:?}");
    assert_eq!((report.losses.len(), metrics.connections(), other.connections()), (3, 0, 0));
    for loss in &report.losses {
        assert!(loss.contains("inside a private network") && loss.contains("--allow-private"), "{loss}");
    }
    assert_eq!(site.ids(), ["1"]);
    // Another import may be allowed to, although the document did not change.
    site.may_reach_private = true;
    let report = site.import(&[&source.url("feed.json")]);
    assert_eq!((report.media.copied, report.losses, site.ids().len()), (2, vec![], 2));
}

#[test]
fn a_source_in_a_file_permits_no_private_address() {
    let server = ScriptedServer::new(|_, _| Reply::ok(jpeg("x")));
    let site = Site::new().with_media();
    let file = site.write("nguon.json", one(&server.url("a.jpg"))).display().to_string();
    let report = site.import(&[&file]);
    assert_eq!((report.losses.len(), server.connections()), (1, 0));
}
