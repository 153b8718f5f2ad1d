//! A site that replaces an earlier one: redirects of old addresses, mergers of communes.

use crate::fixture::{Fixture, messages, site};
use serde_json::{Value, json};

fn with_redirects(redirects: Value) -> Fixture {
    let fixture = Fixture::new();
    let mut site = site();
    site["redirects"] = redirects;
    fixture.put_json("site/data/site.json", &site);
    fixture
}

#[test]
fn an_old_address_gets_a_page_that_forwards_readers() {
    let fixture = with_redirects(json!([
        {"from": "/tin-tuc/hop-dan-12.html", "to": "/bai/a/"},
        {"from": "/vi/about", "to": "/gioi-thieu/"},
        {"from": "/cong-dan", "to": "https://dichvucong.gov.vn/?a=1&b=2"},
    ]));
    let report = fixture.build_at(Some("/thu/")).unwrap();
    assert_eq!(messages(&report), [""; 0]);
    let page = fixture.out("tin-tuc/hop-dan-12.html");
    for part in [
        "<meta http-equiv=\"refresh\" content=\"0; url=/thu/bai/a/\">",
        "<link rel=\"canonical\" href=\"https://xa.example/bai/a/\">",
        "<a href=\"/thu/bai/a/\">https://xa.example/bai/a/</a>",
        "noindex",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(fixture.out("vi/about/index.html").contains("url=/thu/gioi-thieu/"));
    assert!(fixture.out("cong-dan/index.html").contains("url=https://dichvucong.gov.vn/?a=1&amp;b=2\""));
    let all = fixture.out("_redirects");
    let of_site: String = all
        .lines()
        .filter(|line| !line.starts_with("/thu/.trangxa"))
        .fold(String::new(), |all, line| all + line + "\n");
    assert_eq!(
        of_site,
        "/thu/tin-tuc/hop-dan-12.html /thu/bai/a/ 301\n/thu/vi/about /thu/gioi-thieu/ 301\n\
         /thu/cong-dan https://dichvucong.gov.vn/?a=1&b=2 301\n"
    );
    assert!(!fixture.out("sitemap.xml").contains("tin-tuc"), "the sitemap has no old addresses");
    assert!(
        !fixture.out("data/site.json").contains("redirects"),
        "site.json, which every page contains, has no old addresses"
    );
}

#[test]
fn an_address_with_a_query_has_no_page_and_is_reported() {
    let fixture = with_redirects(json!([{"from": "/index.php?nv=news&id=5", "to": "/bai/a/"}]));
    let report = fixture.build().unwrap();
    assert!(messages(&report)[0].starts_with("data/site.json, redirects[0]: /index.php?nv=news&id=5 has a query"));
    assert!(!fixture.out("web.config").contains("index.php"));
    assert!(!fixture.out("_redirects").contains("index.php") && !fixture.path("out/index.php").exists());
}

#[test]
fn a_redirect_never_replaces_a_page_or_file_of_the_site() {
    let fixture = with_redirects(json!([
        {"from": "/bai/a/", "to": "/tin/"},
        {"from": "/cu.html", "to": "/tin/"},
        {"from": "/c%75.html", "to": "/so-do/"},
        {"from": "/feed.xml", "to": "/tin/"},
        {"from": "/data/site.json", "to": "/tin/"},
        {"from": "/index.html/x", "to": "/tin/"},
        {"from": "/rieng.html", "to": "/tin/"},
    ]));
    fixture.put("site/rieng.html", "của xã");
    let report = fixture.build().unwrap();
    let taken = "the site has a page or file at this address; not redirected";
    assert_eq!(
        messages(&report),
        [
            format!("data/site.json, redirects[0]: /bai/a/: {taken}"),
            "data/site.json, redirects[2]: /c%75.html: an earlier entry redirects the same address; not redirected"
                .to_owned(),
            format!("data/site.json, redirects[3]: /feed.xml: {taken}"),
            format!("data/site.json, redirects[4]: /data/site.json: {taken}"),
            format!("data/site.json, redirects[5]: /index.html/x: {taken}"),
            format!("data/site.json, redirects[6]: /rieng.html: {taken}"),
        ]
    );
    assert!(fixture.out("bai/a/index.html").contains("<p>Nội dung</p>") && fixture.out("rieng.html") == "của xã");
    assert!(fixture.out("cu.html").contains("url=/tin/"));
}

#[test]
fn redirects_out_of_the_folder_in_a_loop_or_with_configuration_in_them_are_refused() {
    let fixture = with_redirects(json!([
        {"from": "/%2Ftmp/x.html", "to": "/tin/"},
        {"from": "/n%0Ainclude%20x%3B.html", "to": "/tin/"},
        {"from": "/q%22%3Breturn%20403.html", "to": "/tin/"},
        {"from": "/cu", "to": "/cu/"},
        {"from": "/x.html", "to": "/y.html"},
        {"from": "/y.html", "to": "/x.html"},
        {"from": "/tin%20cu.html", "to": "/tin/"},
    ]));
    let report = fixture.build().unwrap();
    assert_eq!(report.findings.len(), 6, "{:#?}", messages(&report));
    let rules = fixture.out("nginx.conf") + &fixture.out(".htaccess") + &fixture.out("_redirects");
    assert!(!rules.contains("include x") && !rules.contains("return 403"), "{rules}");
    assert!(!fixture.path("out/cu").exists() && !fixture.path("out/x.html").exists());
    assert!(fixture.out("tin cu.html").contains("url=/tin/"), "an address with a space is allowed");
    assert_eq!(std::fs::read_dir(fixture.path("")).unwrap().count(), 3);
}

#[test]
fn a_redirect_with_encoded_dots_is_refused_with_its_place() {
    for redirect in [json!({"from": "/%2e%2e/x.html", "to": "/tin/"}), json!({"from": "/x.html", "to": "/tin/.%2E/"})] {
        let error = with_redirects(json!([redirect])).build().unwrap_err().to_string();
        assert!(error.starts_with("data/site.json, redirects[0]: "), "{error}");
    }
}

#[test]
fn no_page_links_to_an_address_that_is_none() {
    for url in ["javascript:alert(1)", "xa-moi.example", "https://xa.example/<script>", "//evil.example/"] {
        let fixture = Fixture::new();
        let mut site = site();
        site["archive"] = json!({"since": "2025-07-01", "successor": {"name": "Xã Mới", "url": url}});
        fixture.put_json("site/data/site.json", &site);
        let before = fixture.everything();
        let error = fixture.build().unwrap_err().to_string();
        assert!(error.starts_with("data/site.json, archive.successor.url: expected an address"), "{error}");
        assert_eq!(fixture.everything(), before, "the output folder stays as it was");
    }
}

#[test]
fn pages_name_the_successor_and_the_unit_that_published_first() {
    let fixture = Fixture::new();
    let mut site = site();
    site["archive"] =
        json!({"since": "2025-07-01", "successor": {"name": "Xã Nam An Phụ", "url": "https://moi.example/"}});
    fixture.put_json("site/data/site.json", &site);
    let mut old = crate::fixture::article("a", "A", "2024-01-01");
    old["_trangxa"] = json!({"origin_unit": "Xã Lê Ninh"});
    fixture.put_json("site/data/feed.json", &crate::fixture::feed(json!([old])));
    fixture.build().unwrap();
    for page in
        ["index.html", "tin/index.html", "bai/a/index.html", "gioi-thieu/index.html", "so-do/index.html", "404.html"]
    {
        let page = fixture.out(page);
        assert!(page.contains("<a href='https://moi.example/' rel='noopener'>Xã Nam An Phụ"), "{page}");
    }
    let page = fixture.out("bai/a/index.html");
    assert!(page.contains("Đăng lần đầu bởi ") && page.contains("Xã Lê Ninh"), "{page}");
}
