//! Plain mode, and feeds on other hosts.

use crate::fixture::{Fixture, article, feed, messages, site};
use serde_json::json;
use trangxa_model::visits;
use trangxa_publish::{PlainOptions, build_plain};

fn plain(fixture: &Fixture, with_site: bool, base_path: Option<&str>) {
    plain_with(fixture, with_site, base_path, None);
}

pub(crate) fn plain_with(
    fixture: &Fixture,
    with_site: bool,
    base_path: Option<&str>,
    counter: Option<visits::VisitsSource>,
) {
    build_plain(&PlainOptions {
        app: fixture.path("app"),
        site: with_site.then(|| fixture.path("site")),
        out: fixture.path("out"),
        base_path: base_path.map(str::to_owned),
        compress: false,
        counter,
        wait: std::time::Duration::ZERO,
    })
    .unwrap();
}

#[test]
fn the_app_alone_has_one_page_for_every_address() {
    let fixture = Fixture::new();
    plain(&fixture, false, Some("/xa/"));
    let page = fixture.out("404.html");
    assert_eq!(page, fixture.out("index.html"));
    assert!(page.contains("src=\"/xa/boot-") && page.contains("http-equiv=\"content-security-policy\""), "{page}");
    assert!(page.contains("<div id=\"app\"><p data-message>") && !page.contains("data-path"), "{page}");
    assert!(!fixture.path("out/data").exists(), "the CMS writes the data");
    assert!(fixture.out("_headers").starts_with("/xa/*\n") && fixture.program("out").len() == 2);
}

#[test]
fn a_new_build_keeps_the_data_of_the_cms() {
    let fixture = Fixture::new();
    plain(&fixture, false, None);
    fixture.put("out/data/feed.json", "của CMS");
    fixture.put("app/boot.js", "const parts = {};\nnewer();");
    let old: Vec<_> = boots(&fixture);
    plain(&fixture, false, None);
    assert_eq!(fixture.out("data/feed.json"), "của CMS");
    let boots = boots(&fixture);
    assert!(boots.len() == 2 && boots.contains(&old[0]), "pages that are open ask for the old one: {boots:?}");
}

fn boots(fixture: &Fixture) -> Vec<String> {
    let names =
        std::fs::read_dir(fixture.path("out")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("boot-")).collect()
}

#[test]
fn the_files_of_a_site_folder_are_copied_unchanged() {
    let fixture = Fixture::new();
    plain(&fixture, true, None);
    let site = |path: &str| std::fs::read_to_string(fixture.path("site").join(path)).unwrap();
    for file in ["data/site.json", "data/feed.json"] {
        assert_eq!(fixture.out(file), site(file));
    }
    assert!(fixture.out("index.html").contains("<title>Xã Thử</title>"));
    assert!(fixture.out("manifest.webmanifest").contains("Xã Thử"));
    assert!(!fixture.path("out/bai").exists());
}

#[test]
fn the_policy_allows_a_feed_on_another_host_and_the_pages_use_its_copy() {
    let fixture = Fixture::new();
    let mut site = site();
    site["data"] = json!({"articles": "http://cms.example:8080/feed.json"});
    fixture.put_json("site/data/site.json", &site);
    fixture.put_json("site/data/feed.json", &feed(json!([article("a", "Tin từ nơi khác", "2024-01-01")])));
    let report = fixture.build().unwrap();
    assert_eq!(messages(&report), [""; 0]);
    for page in ["index.html", "tin/index.html"] {
        let page = fixture.out(page);
        assert!(
            page.contains("<a href=\"/bai/a/\">Tin từ nơi khác"),
            "the page contains the text without the program: {page}"
        );
        assert!(page.contains("[[\"http://cms.example:8080/feed.json\","), "the snapshot names the feed's own address");
        assert!(page.contains("connect-src 'self' https: http://cms.example:8080;"));
    }
    assert!(fixture.path("out/data/feed.json").is_file());
    std::fs::remove_file(fixture.path("site/data/feed.json")).unwrap();
    let report = fixture.build().unwrap();
    assert!(
        messages(&report)[0]
            .contains("only the app reads http://cms.example:8080/feed.json; put a copy at data/feed.json")
    );
}
