//! The files for partner sites, and who may show the frames.

use crate::fixture::{Fixture, article, feed, messages, site};
use crate::plain::plain_with;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use trangxa_publish::files::Folder;
use trangxa_publish::{FindingKind, check};

const PORTAL: &str = "frame-ancestors 'none'";

/// A site with figures, and with `extra` in its site.json.
fn fixture(extra: Value) -> Fixture {
    let fixture = Fixture::new();
    let mut site = site();
    site["data"] = json!({"tthc": "data/tthc.json"});
    for (key, value) in extra.as_object().unwrap() {
        site[key] = value.clone();
    }
    fixture.put_json("site/data/site.json", &site);
    figures(&fixture, 2786, 1);
    fixture
}

fn figures(fixture: &Fixture, in_time: u64, late: u64) {
    let period = json!({"from": "2023-11", "to": "2023-11", "in_time": in_time, "late": late, "pending_in_time": 10, "pending_late": 3, "waiting": 0});
    fixture.put_json(
        "site/data/tthc.json",
        &json!({"version": 1, "updated_at": "2023-11-10T07:04:41+07:00", "periods": [period]}),
    );
}

fn partners(partners: Value) -> Value {
    json!({"embed": {"partners": partners}})
}

/// The headers of an answer, by lowercase names. Values of the same name are joined, as browsers do.
fn headers(host: SocketAddr, path: &str) -> BTreeMap<String, String> {
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "HEAD {path} HTTP/1.1\r\nHost: xa.example\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in answer.lines().skip(1).filter_map(|line| line.split_once(": ")) {
        let known = found.entry(name.to_ascii_lowercase()).or_default();
        *known = if known.is_empty() { value.to_owned() } else { format!("{known}, {value}") };
    }
    found.insert("status".to_owned(), answer[9..12].to_owned());
    found
}

/// The headers with which a host that reads `_headers` answers to paths below the site's root.
fn answers<const N: usize>(fixture: &Fixture, base: &str, paths: [&str; N]) -> [BTreeMap<String, String>; N] {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let options =
        trangxa_host::Options { base_path: base.to_owned(), ..trangxa_host::Options::new(fixture.path("out")) };
    let host = runtime.block_on(trangxa_host::Host::start(options)).unwrap();
    paths.map(|path| headers(host.addr(), &format!("{base}{path}")))
}

#[test]
fn only_partners_may_show_the_frames_and_no_site_the_other_pages() {
    let named = partners(json!(["https://Cong.Example", "https://*.thanhhoa.gov.vn"]));
    for (extra, expected) in [
        (json!({}), "frame-ancestors *"),
        (partners(json!("*")), "frame-ancestors *"),
        (named, "frame-ancestors 'self' https://cong.example https://*.thanhhoa.gov.vn"),
        (partners(json!([])), "frame-ancestors 'self'"),
    ] {
        for base in ["/", "/quangthanh/"] {
            let fixture = fixture(extra.clone());
            fixture.build_at(Some(base)).unwrap();
            for path in ["embed/tthc/index.html", "embed/trang-xa-embed-0a1b_bg.wasm"] {
                fixture.put(&format!("out/{path}"), "x");
            }
            let [frame, program, home, figures, loader, badge, data, lost] = answers(
                &fixture,
                base,
                [
                    "embed/tthc/",
                    "embed/trang-xa-embed-0a1b_bg.wasm",
                    "",
                    "tthc/",
                    "embed.v2.js",
                    "badge/tthc.svg",
                    "data/tthc.json",
                    "embedded",
                ],
            );
            let policy = &frame["content-security-policy"];
            assert!(
                policy.ends_with(expected) && !policy.contains(','),
                "there is one policy, and it ends in {expected}: {policy}"
            );
            assert!(policy.starts_with("default-src 'none'; script-src"), "{policy}");
            assert_eq!(frame["referrer-policy"], "no-referrer");
            assert_eq!(
                (frame["cache-control"].as_str(), frame["x-content-type-options"].as_str()),
                ("no-cache", "nosniff")
            );
            assert_eq!(program["cache-control"], "public, max-age=31536000, immutable");
            assert_eq!(program["content-security-policy"], *policy);
            for other in [&home, &figures, &loader, &badge, &data, &lost] {
                let policy = &other["content-security-policy"];
                assert!(policy.ends_with(PORTAL) && policy.contains("frame-src 'self';"), "{policy}");
                assert!(!other.contains_key("x-frame-options"));
            }
            for (answer, kind) in [(&loader, "javascript"), (&badge, "image/svg+xml"), (&data, "application/json")] {
                assert_eq!((answer["status"].as_str(), answer["access-control-allow-origin"].as_str()), ("200", "*"));
                assert!(answer["content-type"].contains(kind), "{answer:?}");
            }
            assert_eq!(
                (loader["cache-control"].as_str(), badge["cache-control"].as_str()),
                ("public, max-age=86400", "no-cache")
            );
            assert_eq!(frame["access-control-allow-origin"], "*");
            assert!(
                !home.contains_key("access-control-allow-origin") && !lost.contains_key("access-control-allow-origin")
            );
        }
    }
}

#[test]
fn apache_and_nginx_get_the_same_policy() {
    let fixture = fixture(partners(json!(["https://cong.example:8443"])));
    fixture.build_at(Some("/quang.thanh/")).unwrap();
    let frame = "connect-src 'self' https:; base-uri 'none'; form-action 'none'; frame-ancestors 'self' https://cong.example:8443\"";
    let apache = fixture.out(".htaccess");
    assert!(apache.contains("SetEnvIf Request_URI \"^/quang\\.thanh/embed/\" trangxa_frame\n"), "{apache}");
    assert!(
        apache.contains(
            "\"^/quang\\.thanh/((embed|data|badge|oembed)/|(embed\\.v2\\.js|embed\\.v1\\.js)$)\" trangxa_shared\n"
        ),
        "{apache}"
    );
    let policies: Vec<&str> = apache.lines().filter(|line| line.contains("Content-Security-Policy")).collect();
    assert_eq!(policies.len(), 2, "{apache}");
    assert!(policies[0].ends_with(&format!("{PORTAL}\" env=!trangxa_frame")), "{apache}");
    assert!(policies[1].ends_with(&format!("{frame} env=trangxa_frame")), "{apache}");
    assert_eq!(apache.matches("Access-Control-Allow-Origin \"*\" env=trangxa_shared\n").count(), 1);

    let nginx = fixture.out("nginx.conf");
    let blocks: BTreeMap<&str, &str> =
        nginx.split("\nlocation ").skip(1).filter_map(|block| block.split_once(" {\n")).collect();
    let of_frame = blocks["^~ /quang.thanh/embed/"];
    // The program's block is nested, and inherits no headers, so it repeats them.
    for part in of_frame.split("location ~ /trang-xa-embed-[0-9a-f]+_bg\\.wasm$") {
        assert!(
            part.contains(frame) && part.contains("no-referrer") && part.contains("Access-Control-Allow-Origin \"*\""),
            "{part}"
        );
        assert!(!part.contains(PORTAL) && part.contains("nosniff"), "{part}");
    }
    for location in [
        "= /quang.thanh/embed.v2.js",
        "= /quang.thanh/embed.v1.js",
        "^~ /quang.thanh/data/",
        "^~ /quang.thanh/badge/",
        "^~ /quang.thanh/oembed/",
    ] {
        let block = blocks[location];
        assert!(block.contains(PORTAL) && block.contains("Access-Control-Allow-Origin \"*\" always;"), "{block}");
    }
    for location in ["/quang.thanh/", "~ ^/quang\\.thanh/(media|icons)/"] {
        assert!(blocks[location].contains(PORTAL) && !blocks[location].contains("Access-Control"), "{nginx}");
    }
}

#[test]
fn in_plain_mode_no_site_may_show_any_page() {
    let fixture = fixture(partners(json!("*")));
    plain_with(&fixture, true, Some("/xa/"), None);
    for file in ["_headers", ".htaccess", "nginx.conf", "Caddyfile", "lighttpd.conf", "web.config"] {
        let text = fixture.out(file);
        assert!(
            text.contains(PORTAL) && !text.contains("frame-ancestors *") && !text.contains("embed"),
            "{file}: {text}"
        );
    }
    assert!(!fixture.path("out/embed.v2.js").exists() && !fixture.path("out/embed.v1.js").exists());
}

#[test]
fn an_invalid_partner_stops_the_build_and_is_named() {
    let good = fixture(json!({}));
    good.build().unwrap();
    let before = good.everything();
    for bad in [
        "https://a.vn/",
        "https://a.vn; script-src *",
        "https://a.vn\" always; } location /x {",
        "https://a.vn\n  Set-Cookie: a=b",
        "'none'",
    ] {
        let mut site = site();
        site["embed"] = json!({"partners": ["https://cong.example", bad]});
        good.put_json("site/data/site.json", &site);
        let error = good.build().unwrap_err().to_string();
        assert!(error.starts_with("data/site.json, embed.partners[1]: expected an origin such as"), "{error}");
        assert_eq!(good.everything(), before, "{bad}");
        let found =
            check(&Folder::new(&good.path("site")), trangxa_model::Timestamp::from_unix(1_700_000_000)).unwrap();
        let is_it = |finding: &trangxa_publish::Finding| {
            finding.kind == FindingKind::Unreadable && finding.place.code() == "embed.partners[1]"
        };
        assert!(found.findings.iter().any(is_it) && found.is_anything_lost(), "{bad}");
    }
    let mut site = site();
    site["pages"] = json!([{"id": "nhung", "title": "Nhúng"}]);
    good.put_json("site/data/site.json", &site);
    let error = good.build().unwrap_err().to_string();
    assert_eq!(
        error,
        "data/site.json, pages[0].id: \"nhung\" is an address that the site itself uses; choose another id"
    );
}

#[test]
fn partners_are_named_in_the_configuration_of_hosts_only() {
    let fixture = fixture(partners(json!(["https://noi-bo.example"])));
    fixture.build().unwrap();
    let holders: Vec<_> = fixture
        .everything()
        .into_iter()
        .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("noi-bo"))
        .collect();
    let names: Vec<_> = holders.iter().map(|(path, _)| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, [".htaccess", "Caddyfile", "_headers", "lighttpd.conf", "nginx.conf", "web.config"]);
}

#[test]
fn the_badge_and_the_oembed_document_have_the_figures_of_the_page() {
    let fixture = fixture(json!({"short_name": "Xã <Thử> & \"Nghiệm\""}));
    let report = fixture.build().unwrap();
    assert_eq!(messages(&report), [""; 0]);
    let (page, badge, answer) =
        (fixture.out("tthc/index.html"), fixture.out("badge/tthc.svg"), fixture.out_json("oembed/tthc.json"));
    let title = answer["title"].as_str().unwrap();
    for number in ["99,5%", "2.787/2.800 hồ sơ", "10/11/2023"] {
        assert!(page.contains(number) && badge.contains(number) && title.contains(number), "{number}");
    }
    let link = "<link rel=\"alternate\" type=\"application/json+oembed\" \
                title=\"Kết quả giải quyết TTHC – Xã &lt;Thử&gt; &amp; &quot;Nghiệm&quot;\" href=\"https://xa.example/oembed/tthc.json\">";
    assert!(page.contains(link), "{page}");
    assert!(!fixture.out("index.html").contains("oembed"), "only the dashboard has an oEmbed document");
    assert!(
        answer["html"]
            .as_str()
            .unwrap()
            .starts_with("<iframe src=\"https://xa.example/embed/tthc/\" title=\"Kết quả giải quyết TTHC – Xã &lt;Thử")
    );
    // The files change with the figures only.
    assert_eq!(fixture.build().unwrap().changes.written, 0);
    figures(&fixture, 2787, 0);
    fixture.build().unwrap();
    assert!(
        fixture.out("badge/tthc.svg").contains("Trễ hạn 0")
            && fixture.out("oembed/tthc.json").contains("trễ hạn 0 (0%")
    );
}

#[test]
fn without_figures_the_loader_is_the_only_file_for_partners() {
    let fixture = Fixture::new();
    fixture.build().unwrap();
    assert_eq!(fixture.out("embed.v2.js"), trangxa_embed::LOADER);
    assert_eq!(fixture.out("embed.v1.js"), trangxa_embed::LOADER_V1);
    assert!(!fixture.path("out/badge").exists() && !fixture.path("out/oembed").exists());
    // Neither figures without a period count, nor those that only readers' browsers can fetch.
    for (named, text) in [
        ("data/tthc.json", "{\"version\": 1, \"updated_at\": \"2023-11-10\", \"periods\": []}"),
        ("https://so-lieu.example/tthc.json", ""),
    ] {
        let mut site = site();
        site["data"] = json!({ "tthc": named });
        fixture.put_json("site/data/site.json", &site);
        fixture.put("site/data/tthc.json", text);
        fixture.build().unwrap();
        assert!(!fixture.path("out/badge").exists() && !fixture.path("out/oembed").exists(), "{named}");
        assert!(!fixture.out("tthc/index.html").contains("oembed"), "{named}");
    }
    // The files are removed together with the figures.
    let fixture = self::fixture(json!({}));
    fixture.build().unwrap();
    fs::remove_file(fixture.path("site/data/tthc.json")).unwrap();
    fixture.put_json("site/data/site.json", &site());
    fixture.build().unwrap();
    assert!(!fixture.path("out/badge/tthc.svg").exists() && !fixture.path("out/oembed/tthc.json").exists());
}

#[test]
fn links_to_the_files_for_partners_are_not_broken() {
    let fixture = fixture(json!({}));
    let mut with_links = article("a", "A", "2024-01-01");
    with_links["content_html"] = json!(
        "<p><a href=\"/badge/tthc.svg\">a</a> <a href=\"/oembed/tthc.json\">b</a> <a href=\"/embed.v2.js\">c</a></p>"
    );
    fixture.put_json("site/data/feed.json", &feed(json!([with_links])));
    let broken = |fixture: &Fixture| {
        let found = check(&Folder::new(&fixture.path("site")), trangxa_model::Timestamp::from_unix(1_700_000_000))
            .unwrap()
            .findings;
        found.into_iter().filter(|finding| finding.kind == FindingKind::LinkBroken).count()
    };
    assert_eq!(broken(&fixture), 0);
    fixture.put_json("site/data/site.json", &site());
    assert_eq!(broken(&fixture), 2, "without figures two of the files do not exist");
}
