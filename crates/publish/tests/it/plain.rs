//! The app without pages, and feeds that lie elsewhere.

use crate::desk::{Desk, article, feed, said, site};
use serde_json::json;
use trangxa_model::visits;
use trangxa_publish::{PlainOptions, build_plain};

fn plain(desk: &Desk, with_site: bool, base_path: Option<&str>) {
    plain_with(desk, with_site, base_path, None);
}

pub fn plain_with(desk: &Desk, with_site: bool, base_path: Option<&str>, counter: Option<visits::VisitsSource>) {
    build_plain(&PlainOptions {
        app: desk.path("app"),
        site: with_site.then(|| desk.path("site")),
        out: desk.path("out"),
        base_path: base_path.map(str::to_owned),
        compress: false,
        counter,
    })
    .unwrap();
}

#[test]
fn the_app_alone_answers_every_address_with_its_shell() {
    let desk = Desk::new();
    plain(&desk, false, Some("/xa/"));
    let page = desk.out("404.html");
    assert_eq!(page, desk.out("index.html"));
    assert!(page.contains("src=\"/xa/boot-") && page.contains("http-equiv=\"content-security-policy\""), "{page}");
    assert!(page.contains("<div id=\"app\"><p data-message>") && !page.contains("data-path"), "{page}");
    assert!(!desk.path("out/data").exists(), "the data are the CMS's to write");
    assert!(desk.out("_headers").starts_with("/xa/*\n") && desk.program("out").len() == 2);
}

#[test]
fn a_new_app_leaves_the_cms_its_data() {
    let desk = Desk::new();
    plain(&desk, false, None);
    desk.put("out/data/feed.json", "của CMS");
    desk.put("app/boot.js", "// a newer one");
    let old: Vec<_> = boots(&desk);
    plain(&desk, false, None);
    assert_eq!(desk.out("data/feed.json"), "của CMS");
    assert_eq!(boots(&desk).len(), 1);
    assert_ne!(boots(&desk), old);
}

fn boots(desk: &Desk) -> Vec<String> {
    let names =
        std::fs::read_dir(desk.path("out")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("boot-")).collect()
}

#[test]
fn a_site_folder_comes_along_as_it_is() {
    let desk = Desk::new();
    plain(&desk, true, None);
    let site = |path: &str| std::fs::read_to_string(desk.path("site").join(path)).unwrap();
    for file in ["data/site.json", "data/feed.json"] {
        assert_eq!(desk.out(file), site(file));
    }
    assert!(desk.out("index.html").contains("<title>Xã Thử</title>"));
    assert!(desk.out("manifest.webmanifest").contains("Xã Thử"));
    assert!(!desk.path("out/bai").exists());
}

#[test]
fn a_feed_elsewhere_is_allowed_by_the_policy_and_its_copy_fills_the_pages() {
    let desk = Desk::new();
    let mut site = site();
    site["data"] = json!({"articles": "http://cms.example:8080/feed.json"});
    desk.put_json("site/data/site.json", &site);
    desk.put_json("site/data/feed.json", &feed(json!([article("a", "Tin từ nơi khác", "2024-01-01")])));
    let report = desk.build().unwrap();
    assert_eq!(said(&report), [""; 0]);
    for page in ["index.html", "tin/index.html"] {
        let page = desk.out(page);
        assert!(page.contains("<a href=\"/bai/a/\">Tin từ nơi khác"), "the text is there before the program: {page}");
        assert!(page.contains("[[\"http://cms.example:8080/feed.json\","), "the app knows it by its own address");
        assert!(page.contains("connect-src 'self' https: http://cms.example:8080;"));
    }
    assert!(desk.path("out/data/feed.json").is_file());
    std::fs::remove_file(desk.path("site/data/feed.json")).unwrap();
    let report = desk.build().unwrap();
    assert!(
        said(&report)[0].contains("http://cms.example:8080/feed.json is read by the app; put a copy at data/feed.json")
    );
}
