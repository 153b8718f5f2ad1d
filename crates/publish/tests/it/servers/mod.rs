//! nginx, Apache, Caddy and lighttpd serve what the publisher writes, configured by the lines of docs/operators.md.

mod http;
mod programs;

use crate::fixture::{Fixture, article, feed, site};
use http::{Answer, get};
use programs::{Place, Server};
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use trangxa_publish::{PlainOptions, build_plain};
use trangxa_test_support::pictures::png;

/// The place of a site at `base`: its root and the folder in it. The root is readable for all, because Apache gives up the rights
/// of root.
fn place<'a>(fixture: &'a Fixture, base: &str) -> Place<'a> {
    fs::set_permissions(fixture.path(""), fs::Permissions::from_mode(0o755)).unwrap();
    Place::new(fixture, base)
}

const BASES: [&str; 2] = ["/", "/quang.thanh/"];
const YEAR: u64 = 300 * 24 * 3600;
const DAY: u64 = 24 * 3600;

/// Old addresses: what site.json says, and the addresses with which readers come, each with the target to which they are sent.
const REDIRECTS: [(&str, &str, &[&str]); 18] = [
    ("/tin-tuc/hop-dan-12.html", "/bai/a/", &["/tin-tuc/hop-dan-12.html", "/tin-tuc/hop-dan-12.html?utm=1"]),
    ("/giới-thiệu", "/media/quy%20che.pdf", &["/gi%E1%BB%9Bi-thi%E1%BB%87u", "/gi%e1%bb%9bi-thi%e1%bb%87u"]),
    ("/vi/gi%E1%BB%9Bi%20thi%E1%BB%87u", "/media/giấy%20mời.pdf", &["/vi/gi%E1%BB%9Bi%20thi%E1%BB%87u"]),
    ("/a%2520b", "/media/50%2525.pdf", &["/a%2520b"]),
    ("/a%25b", "/media/50%25.pdf?x=%20%2B%26#a%20b", &["/a%25b", "/a%25b?x=1"]),
    ("/x", "/media/a%2Fb%3Fc%23d%24e%5Cf%22g%27h.pdf", &["/x"]),
    ("/bai", "/tin/#a(b)[c]+d,e=f&g@h~i!j%20", &["/bai"]),
    ("/a(b)[c]+d,e=f&g@h~i!j.htm", "/so-do/", &["/a(b)[c]+d,e=f&g@h~i!j.htm", "/a%28b%29%5Bc%5D%2Bd,e=f&g@h~i!j.htm"]),
    (
        "/%23%3F%7C%5E%2A%25",
        "https://dichvucong.gov.vn/?a=1&b=%20(2)[3]+4#x%20y",
        &["/%23%3F%7C%5E%2A%25", "/%23%3F%7C%5E*%25"],
    ),
    ("/p.q/r@s", "https://xã-mới.vn/tin/bài?q=họp#bài", &["/p.q/r@s", "/p.q/r%40s"]),
    ("/tin.aspx", "/bai/a/", &["/tin.aspx"]),
    ("/index.php?nv=news&id=5", "/media/quy%20che%2F1%25.pdf?x=%2", &["/index.php?nv=news&id=5"]),
    ("/index.php?nv=news&id=6&x=(a)[b]+c.d%20", "/bai/a/#%20", &["/index.php?nv=news&id=6&x=(a)[b]+c.d%20"]),
    ("/index.php?%71=%28%C3%A0%29[]", "/so-do/", &["/index.php?%71=%28%C3%A0%29[]"]),
    ("/index.php?q=họp", "/so-do/", &["/index.php?q=h%E1%BB%8Dp"]),
    ("/giới%20thiệu(1).php?id=1", "/so-do/", &["/gi%E1%BB%9Bi%20thi%E1%BB%87u(1).php?id=1"]),
    ("/hai", "/bai/a/", &["/hai", "/hai?id=2"]),
    ("/hai?id=1", "/so-do/", &["/hai?id=1"]),
];

fn redirects() -> Value {
    REDIRECTS.iter().map(|(from, to, _)| json!({"from": from, "to": to})).collect()
}

/// A site with figures, partners, old addresses, files whose names need encoding, and programs long enough to be compressed.
fn whole_site(partners: &Value) -> Fixture {
    let fixture = Fixture::new();
    let mut site = site();
    site["data"] = json!({"tthc": "data/tthc.json"});
    site["embed"] = json!({ "partners": partners });
    site["redirects"] = redirects();
    fixture.put_json("site/data/site.json", &site);
    let period = json!({"from": "2023-11", "to": "2023-11", "in_time": 2786, "late": 1});
    fixture.put_json(
        "site/data/tthc.json",
        &json!({"version": 1, "updated_at": "2023-11-10T07:04:41+07:00", "periods": [period]}),
    );
    let mut long = article("a", "Tin A", "2024-01-01");
    let picture = "<p><img src='../media/chup.png' alt='Họp dân'></p>";
    long["content_html"] = json!(format!("{}{picture}", "<p>Kính mời bà con đến họp.</p>".repeat(100)));
    fixture.put_bytes("site/media/chup.png", &png(30, 20));
    fixture.put_json("site/data/feed.json", &feed(json!([long])));
    for name in ["anh.png", "quy che.pdf", "giấy mời.pdf", "50%.pdf", "50%25.pdf", "a+b.pdf", ".an.pdf"] {
        fixture.put(&format!("site/media/{name}"), name);
    }
    fixture.put("site/.well-known/security.txt", "Contact: mailto:xa@xa.example\n");
    fixture.put("site/.well-known/.an", "x");
    let program = "\0asm".to_owned() + &"trang xã ".repeat(500);
    fixture.put("app/trang-xa-0_bg.wasm", &format!("{program}{}", trang_xa::BUILD));
    fixture.put("app/embed/trang-xa-embed-0_bg.wasm", &program);
    fixture
}

/// The path of the picture of the article, in its only size.
fn sized_picture(place: &Place<'_>) -> String {
    let mut entries = fs::read_dir(place.site.join("media/sized")).unwrap();
    format!("media/sized/{}", entries.next().unwrap().unwrap().file_name().into_string().unwrap())
}

/// The program of the frames in a built site.
fn frame_program(place: &Place<'_>) -> String {
    let mut names =
        fs::read_dir(place.site.join("embed")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.find(|name| name.ends_with(".wasm")).unwrap()
}

/// The content security policy that the publisher wrote for the pages of a site, and that for its frames.
fn policies(place: &Place<'_>) -> [String; 2] {
    let headers = fs::read_to_string(place.site.join("_headers")).unwrap();
    let mut policies = headers.lines().filter_map(|line| line.strip_prefix("  Content-Security-Policy: "));
    [(); 2].map(|()| policies.next().unwrap_or_default().to_owned())
}

/// The file of the built site.
fn file(place: &Place<'_>, path: &str) -> Vec<u8> {
    fs::read(place.site.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Whether an answer was compressed, and says that it depends on what the browser accepts.
fn is_compressed(answer: &Answer) -> bool {
    answer.header("content-encoding") == "gzip" && answer.header("vary").eq_ignore_ascii_case("accept-encoding")
}

/// Each server has the same site at each base path, and a test of it. Apache without modules sends no headers.
fn on_every_server(partners: &Value, test: impl Fn(Server, &Place<'_>, &dyn Fn(&str) -> Answer)) {
    for base in BASES {
        let fixture = whole_site(partners);
        let place = place(&fixture, base);
        place.build();
        place.put(".well-known/acme-challenge/x", "mã của chứng chỉ");
        place.put(".git/HEAD", "ref");
        // These are there while a site is built.
        place.put(".trangxa-unfinished", "");
        place.put(".trangxa-part", "");
        place.put(".well-known/.git/HEAD", "ref");
        for server in Server::ALL {
            let running = server.start(&place);
            test(server, &place, &|path| get(running.at, &format!("{base}{path}")));
        }
    }
}

#[test]
fn pages_programs_and_missing_files_are_answered_with_their_types_and_policies() {
    on_every_server(&json!(["https://cong.example:8443"]), |server, place, get| {
        let [page_policy, frame_policy] = policies(place);
        assert!(
            page_policy.ends_with("frame-ancestors 'none'")
                && frame_policy.ends_with("'self' https://cong.example:8443")
        );
        let has_headers = server != Server::BareApache;
        let ask = |path: &str, file_path: &str, status: u16, kind: &str| {
            let answer = get(path);
            assert_eq!(answer.status, status, "{server:?} {path}: {answer:?}");
            assert_eq!(answer.body, file(place, file_path), "{server:?} {path}");
            let sent = answer.header("content-type");
            assert!(kind.is_empty() || sent.split(';').next() == Some(kind), "{server:?} {path}: {sent}");
            let is_frame = path.starts_with("embed/");
            let policy = if is_frame { &frame_policy } else { &page_policy };
            let referrer = if is_frame { "no-referrer" } else { "strict-origin-when-cross-origin" };
            for (name, value) in [
                ("content-security-policy", policy.as_str()),
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", referrer),
            ] {
                assert_eq!(answer.header(name), if has_headers { value } else { "" }, "{server:?} {path}");
            }
            answer
        };
        let page = ask("", "index.html", 200, "text/html");
        ask("bai/a/", "bai/a/index.html", 200, "text/html");
        ask("feed.xml", "feed.xml", 200, "");
        ask("manifest.webmanifest", "manifest.webmanifest", 200, "application/manifest+json");
        ask("data/site.json", "data/site.json", 200, "application/json");
        let policy_of = |path: &str| ask(path, path, 200, "").kept_for();
        let [glue, wasm] = names_of_the_program(place);
        let glue = ask(&glue, &glue, 200, "text/javascript");
        let wasm = ask(&wasm, &wasm, 200, "application/wasm");
        let frame = format!("embed/{}", frame_program(place));
        let frame = ask(&frame, &frame, 200, "application/wasm");
        ask("embed/tthc/", "embed/tthc/index.html", 200, "text/html");
        for (path, name) in [
            ("media/quy%20che.pdf", "quy che.pdf"),
            ("media/gi%E1%BA%A5y%20m%E1%BB%9Di.pdf", "giấy mời.pdf"),
            ("media/50%25.pdf", "50%.pdf"),
            ("media/50%2525.pdf", "50%25.pdf"),
            ("media/a+b.pdf", "a+b.pdf"),
        ] {
            ask(path, &format!("media/{name}"), 200, "application/pdf");
        }
        let lost = ask("khong-co/", "404.html", 404, "text/html");
        let lost_media = ask("media/khong-co.png", "404.html", 404, "text/html");
        let lost_program = ask("khong-co.php?id=1", "404.html", 404, "text/html");
        assert_eq!(get("bai/a").status / 100, 3, "{server:?}: a folder's address ends in a slash");
        if has_headers {
            assert_eq!(page.header("cache-control"), "no-cache", "{server:?}");
            assert!([glue, wasm, frame].iter().all(|it| it.kept_for() > YEAR), "{server:?}");
            assert!(policy_of(&sized_picture(place)) > YEAR, "{server:?}: a picture in one of several sizes");
            assert_eq!([policy_of("media/anh.png"), policy_of("icons/icon.svg")], [DAY; 2], "{server:?}");
            assert!(
                [lost, lost_media, lost_program].iter().all(|it| it.kept_for() == 0),
                "{server:?}: a missing file may come"
            );
        }
    });
}

#[test]
fn texts_and_programs_are_compressed_and_caches_are_told() {
    on_every_server(&json!("*"), |server, place, get| {
        if server == Server::BareApache {
            return;
        }
        let [glue, wasm] = names_of_the_program(place);
        let frame = format!("embed/{}", frame_program(place));
        assert!(!glue.is_empty());
        for path in ["", "bai/a/", "feed.xml", "feed.json", "data/bai/a.json", "embed.v2.js", &wasm, &frame] {
            let answer = get(path);
            assert!(is_compressed(&answer), "{server:?} {path}: {answer:?}");
        }
        assert_eq!(get("media/a+b.pdf").header("content-encoding"), "", "{server:?}");
    });
}

#[test]
fn certificates_are_renewed_and_what_is_hidden_stays_so() {
    on_every_server(&json!("*"), |server, _, get| {
        let challenge = get(".well-known/acme-challenge/x");
        assert_eq!((challenge.status, challenge.body.as_slice()), (200, "mã của chứng chỉ".as_bytes()), "{server:?}");
        let contact = get(".well-known/security.txt");
        assert_eq!(contact.status, 200, "{server:?}");
        assert!(contact.header("content-type").starts_with("text/plain"), "{server:?}: {contact:?}");
        let files = ["nginx.conf", ".htaccess", "_headers", "_redirects", "Caddyfile", "lighttpd.conf", "web.config"];
        let hidden = [
            ".trangxa",
            ".trangxa-record",
            ".trangxa-unfinished",
            ".trangxa-part",
            ".git/HEAD",
            ".git/",
            ".well-known/.an",
            ".well-known/.git/HEAD",
            "media/.an.pdf",
            "%2Egit/HEAD",
        ];
        for path in files.into_iter().chain(hidden) {
            let answer = get(path);
            assert!(matches!(answer.status, 403 | 404), "{server:?} {path}: {answer:?}");
        }
        for path in [".well-known/acme-challenge/y", ".well-known/"] {
            assert!(matches!(get(path).status, 403 | 404), "{server:?} {path}");
        }
    });
}

#[test]
fn other_sites_may_read_the_loader_and_the_data_and_nothing_else() {
    on_every_server(&json!("*"), |server, _, get| {
        if server == Server::BareApache {
            return;
        }
        for path in ["embed.v2.js", "embed.v1.js"] {
            let loader = get(path);
            assert_eq!(loader.status, 200, "{server:?}");
            assert!(loader.header("content-type").contains("javascript"), "{server:?}: {loader:?}");
            assert_eq!(loader.kept_for(), DAY, "{server:?}");
        }
        for path in
            ["embed.v2.js", "embed.v1.js", "data/tthc.json", "badge/tthc.svg", "oembed/tthc.json", "embed/tthc/"]
        {
            let answer = get(path);
            assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, "*"), "{server:?} {path}");
        }
        assert_eq!(
            get("badge/tthc.svg").header("cache-control"),
            "no-cache",
            "{server:?}: the badge changes with the figures"
        );
        for path in ["", "tthc/", "feed.json", "media/anh.png", "khong-co/"] {
            assert_eq!(get(path).header("access-control-allow-origin"), "", "{server:?} {path}");
        }
    });
}

#[test]
fn readers_are_sent_to_the_target_as_it_is_written() {
    on_every_server(&json!("*"), |server, place, get| {
        let base = place.base();
        for (from, to, addresses) in REDIRECTS {
            let expected = match to.strip_prefix('/') {
                Some(path) => format!("{base}{}", sent(path)),
                None => sent(&to.replace("xã-mới.vn", "xn--x-mi-goa8417b.vn")),
            };
            for address in addresses {
                let is_apache = matches!(server, Server::Apache | Server::BareApache);
                let query = address.split_once('?').map(|(_, query)| query);
                // Without mod_rewrite Apache cannot choose by queries. It appends the reader's query to the target, also behind a
                // fragment; where that would be wrong, the page at the address forwards readers.
                let would_cut = query.is_some() && to.contains('#') && !to.contains('?');
                if server == Server::BareApache && from.contains('?') || is_apache && would_cut && !from.contains('?') {
                    continue;
                }
                let appended = query.filter(|_| is_apache).map(|query| format!("{expected}?{query}"));
                let answer = get(&address[1..]);
                assert_eq!(answer.status, 301, "{server:?} {address}: {answer:?}");
                let is_exact = answer.target() == expected || Some(answer.target()) == appended.as_deref();
                assert!(is_exact, "{server:?} {address}: {} instead of {expected}", answer.target());
                if let Some(path) =
                    expected.strip_prefix(base).filter(|path| path.starts_with("media/") && !path.contains("%2F"))
                {
                    // Browsers keep the fragment to themselves.
                    let path = path.split('#').next().unwrap();
                    assert_eq!(get(path).status, 200, "{server:?} {path}");
                }
            }
        }
        // What lies below an old address is not redirected, nor is another query.
        for (path, status) in
            [("bai/a/", 200), ("bai/", 200), ("index.php?nv=news", 404), ("index.php?nv=news&id=55", 404)]
        {
            assert_eq!(get(path).status, status, "{server:?} {path}");
        }
    });
}

/// An address as the value of a header: percent-encoded where it is not ASCII.
fn sent(address: &str) -> String {
    percent_encoding::utf8_percent_encode(address, percent_encoding::CONTROLS).to_string()
}

fn names_of_the_program(place: &Place<'_>) -> [String; 2] {
    let mut names: Vec<String> = fs::read_dir(&place.site)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("trang-xa-"))
        .collect();
    names.sort();
    names.try_into().unwrap()
}

#[test]
fn servers_accept_what_a_build_writes() {
    for base in BASES {
        for partners in [json!("*"), json!([]), json!(["https://cong.example:8443", "https://*.haiphong.gov.vn"])] {
            for redirects in [json!([]), redirects()] {
                let fixture = Fixture::new();
                let mut site = site();
                site["embed"] = json!({ "partners": partners });
                site["redirects"] = redirects.clone();
                fixture.put_json("site/data/site.json", &site);
                let place = place(&fixture, base);
                let report = place.build();
                let unused = report.findings.iter().filter(|finding| finding.to_string().contains("not redirected"));
                assert_eq!(unused.count(), 0, "{:#?}", report.findings);
                Server::ALL.into_iter().for_each(|server| server.accept(&place));
            }
        }
    }
}

#[test]
fn servers_answer_what_plain_mode_writes() {
    for base in BASES {
        let fixture = Fixture::new();
        let place = place(&fixture, base);
        let (app, site) = (fixture.path("app"), Some(fixture.path("site")));
        let options = PlainOptions {
            app,
            site,
            out: place.site.clone(),
            base_path: Some(base.to_owned()),
            compress: false,
            counter: None,
            wait: std::time::Duration::ZERO,
        };
        build_plain(&options).unwrap();
        for server in Server::ALL {
            server.accept(&place);
            let running = server.start(&place);
            for (path, status) in
                [("", 200), ("data/feed.json", 200), ("bai/a/", 404), ("_headers", 404), (".trangxa", 404)]
            {
                let answer = get(running.at, &format!("{base}{path}"));
                let is_refused = path.starts_with(['.', '_']) && answer.status == 403;
                assert!(answer.status == status || is_refused, "{server:?} {path}: {answer:?}");
            }
        }
    }
}

/// The tests above would pass if the servers did not read the files.
#[test]
fn servers_refuse_a_mistake() {
    let fixture = Fixture::new();
    let place = place(&fixture, "/");
    place.build();
    for server in Server::ALL {
        let path = place.site.join(server.file());
        let good = fs::read_to_string(&path).unwrap();
        server.accept(&place);
        fs::write(&path, format!("{good}khong_co_lenh_nay on\n")).unwrap();
        let refused = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| server.accept(&place)));
        assert!(refused.is_err(), "{server:?}: {} is not read", server.file());
        fs::write(&path, &good).unwrap();
    }
}
