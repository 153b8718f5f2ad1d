//! Moving house: where the old site's addresses lead.

use crate::desk::{Desk, said, site};
use serde_json::{Value, json};

fn with_redirects(redirects: Value) -> Desk {
    let desk = Desk::new();
    let mut site = site();
    site["redirects"] = redirects;
    desk.put_json("site/data/site.json", &site);
    desk
}

#[test]
fn an_old_address_becomes_a_page_that_leads_on() {
    let desk = with_redirects(json!([
        {"from": "/tin-tuc/hop-dan-12.html", "to": "/bai/a/"},
        {"from": "/vi/about", "to": "/gioi-thieu/"},
        {"from": "/cong-dan", "to": "https://dichvucong.gov.vn/?a=1&b=2"},
    ]));
    let report = desk.build_at(Some("/thu/")).unwrap();
    assert_eq!(said(&report), [""; 0]);
    let page = desk.out("tin-tuc/hop-dan-12.html");
    for part in [
        "<meta http-equiv=\"refresh\" content=\"0; url=/thu/bai/a/\">",
        "<link rel=\"canonical\" href=\"https://xa.example/bai/a/\">",
        "<a href=\"/thu/bai/a/\">https://xa.example/bai/a/</a>",
        "noindex",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(desk.out("vi/about/index.html").contains("url=/thu/gioi-thieu/"));
    assert!(desk.out("cong-dan/index.html").contains("url=https://dichvucong.gov.vn/?a=1&amp;b=2\""));
    assert_eq!(
        desk.out("_redirects"),
        "/thu/tin-tuc/hop-dan-12.html /thu/bai/a/ 301\n/thu/vi/about /thu/gioi-thieu/ 301\n\
         /thu/cong-dan https://dichvucong.gov.vn/?a=1&b=2 301\n"
    );
    assert!(desk.out("nginx.conf").contains("location = \"/thu/vi/about\" { return 301 \"/thu/gioi-thieu/\"; }"));
    let apache = desk.out(".htaccess");
    assert!(apache.contains("RedirectMatch 301 \"^/thu/tin-tuc/hop-dan-12\\.html$\" \"/thu/bai/a/\""), "{apache}");
    assert!(!desk.out("sitemap.xml").contains("tin-tuc"), "search engines are not sent to the old ones");
    assert!(!desk.out("data/site.json").contains("redirects"), "no page carries all old addresses");
}

#[test]
fn a_query_is_left_to_servers_that_can_look_at_it() {
    let desk = with_redirects(json!([{"from": "/index.php?nv=news&id=5", "to": "/bai/a/"}]));
    let report = desk.build().unwrap();
    assert!(said(&report)[0].starts_with("data/site.json, redirects[0]: /index.php?nv=news&id=5 has a query"));
    let nginx = desk.out("nginx.conf");
    assert!(nginx.contains("if ($request_uri = \"/index.php?nv=news&id=5\") { return 301 \"/bai/a/\"; }"), "{nginx}");
    let apache = desk.out(".htaccess");
    assert!(apache.contains("RewriteCond %{QUERY_STRING} \"^nv=news&id=5$\""), "{apache}");
    assert!(!desk.path("out/_redirects").exists() && !desk.path("out/index.php").exists());
}

#[test]
fn what_the_site_has_is_never_replaced() {
    let desk = with_redirects(json!([
        {"from": "/bai/a/", "to": "/tin/"},
        {"from": "/cu.html", "to": "/tin/"},
        {"from": "/c%75.html", "to": "/so-do/"},
        {"from": "/feed.xml", "to": "/tin/"},
        {"from": "/data/site.json", "to": "/tin/"},
        {"from": "/index.html/x", "to": "/tin/"},
        {"from": "/rieng.html", "to": "/tin/"},
    ]));
    desk.put("site/rieng.html", "của xã");
    let report = desk.build().unwrap();
    let taken = "the site itself has something there; not redirected";
    assert_eq!(
        said(&report),
        [
            format!("data/site.json, redirects[0]: /bai/a/: {taken}"),
            "data/site.json, redirects[2]: /c%75.html: stands in an earlier one too; not redirected".to_owned(),
            format!("data/site.json, redirects[3]: /feed.xml: {taken}"),
            format!("data/site.json, redirects[4]: /data/site.json: {taken}"),
            format!("data/site.json, redirects[5]: /index.html/x: {taken}"),
            format!("data/site.json, redirects[6]: /rieng.html: {taken}"),
        ]
    );
    assert!(desk.out("bai/a/index.html").contains("<p>Nội dung</p>") && desk.out("rieng.html") == "của xã");
    assert!(desk.out("cu.html").contains("url=/tin/"));
}

#[test]
fn no_old_address_leads_out_of_the_folder_round_in_a_circle_or_into_a_configuration() {
    let desk = with_redirects(json!([
        {"from": "/%2Ftmp/x.html", "to": "/tin/"},
        {"from": "/%2e%2e/x.html", "to": "/tin/"},
        {"from": "/n%0Ainclude%20x%3B.html", "to": "/tin/"},
        {"from": "/q%22%3Breturn%20403.html", "to": "/tin/"},
        {"from": "/cu", "to": "/cu/"},
        {"from": "/x.html", "to": "/y.html"},
        {"from": "/y.html", "to": "/x.html"},
        {"from": "/tin%20cu.html", "to": "/tin/"},
    ]));
    let report = desk.build().unwrap();
    assert_eq!(report.findings.len(), 7, "{:#?}", said(&report));
    let rules = desk.out("nginx.conf") + &desk.out(".htaccess") + &desk.out("_redirects");
    assert!(!rules.contains("include x") && !rules.contains("return 403"), "{rules}");
    assert!(!desk.path("out/cu").exists() && !desk.path("out/x.html").exists());
    assert!(desk.out("tin cu.html").contains("url=/tin/"), "a space is an old address like any other");
    assert_eq!(std::fs::read_dir(desk.path("")).unwrap().count(), 3);
}

#[test]
fn where_the_unit_went_and_who_published_first_stand_on_the_pages() {
    let desk = Desk::new();
    let mut site = site();
    site["archive"] =
        json!({"since": "2025-07-01", "successor": {"name": "Xã Nam An Phụ", "url": "https://moi.example/"}});
    desk.put_json("site/data/site.json", &site);
    let mut old = crate::desk::article("a", "A", "2024-01-01");
    old["_trangxa"] = json!({"origin_unit": "Xã Lê Ninh"});
    desk.put_json("site/data/feed.json", &crate::desk::feed(json!([old])));
    desk.build().unwrap();
    for page in
        ["index.html", "tin/index.html", "bai/a/index.html", "gioi-thieu/index.html", "so-do/index.html", "404.html"]
    {
        let page = desk.out(page);
        assert!(page.contains("<a href=\"https://moi.example/\" rel=\"noopener\">Xã Nam An Phụ"), "{page}");
    }
    let page = desk.out("bai/a/index.html");
    assert!(page.contains("Đăng lần đầu bởi ") && page.contains("Xã Lê Ninh"), "{page}");
}
