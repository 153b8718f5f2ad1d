//! `web.config`, which no IIS reads here: it is held against what Microsoft's schema of IIS 7.5 to 10 (`IIS_schema.xml`) says about
//! the sections that it uses.

use crate::fixture::{Fixture, article, feed, site};
use roxmltree::{Document, Node};
use serde_json::{Value, json};
use std::collections::HashSet;

/// The type of an attribute in the schema.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    NotEmpty,
    Bool,
    /// `days.hours:minutes:seconds`
    TimeSpan,
    Range(i32, i32),
    OneOf(&'static [&'static str]),
}

/// An element that the schema knows.
struct Known {
    /// The names of its ancestors below `configuration`, and its own.
    path: &'static str,
    /// Its attributes; those that it must have come first.
    attributes: &'static [(&'static str, Kind)],
    /// How many attributes it must have.
    required: usize,
    /// How many of these make the key by which a list knows its entries.
    key: usize,
}

const fn known(path: &'static str, attributes: &'static [(&'static str, Kind)], required: usize, key: usize) -> Known {
    Known { path, attributes, required, key }
}

const MODES: Kind = Kind::OneOf(&["File", "ExecuteURL", "Redirect"]);
const STATUS: (&str, Kind) = ("statusCode", Kind::Range(400, 999));
const SUB_STATUS: (&str, Kind) = ("subStatusCode", Kind::Range(-1, 999));

const SCHEMA: [Known; 25] = [
    known("location", &[("path", Kind::NotEmpty), ("allowOverride", Kind::Bool)], 1, 1),
    known("system.webServer", &[], 0, 0),
    known("system.webServer/security", &[], 0, 0),
    known(
        "system.webServer/security/requestFiltering",
        &[("allowDoubleEscaping", Kind::Bool), ("allowHighBitCharacters", Kind::Bool)],
        0,
        0,
    ),
    known("system.webServer/security/requestFiltering/hiddenSegments", &[("applyToWebDAV", Kind::Bool)], 0, 0),
    known("system.webServer/security/requestFiltering/hiddenSegments/add", &[("segment", Kind::NotEmpty)], 1, 1),
    known("system.webServer/security/requestFiltering/hiddenSegments/remove", &[("segment", Kind::NotEmpty)], 1, 1),
    known("system.webServer/defaultDocument", &[("enabled", Kind::Bool)], 0, 0),
    known("system.webServer/defaultDocument/files", &[], 0, 0),
    known("system.webServer/defaultDocument/files/clear", &[], 0, 0),
    known("system.webServer/defaultDocument/files/add", &[("value", Kind::Text)], 1, 1),
    known("system.webServer/staticContent", &[("enableDocFooter", Kind::Bool)], 0, 0),
    known(
        "system.webServer/staticContent/clientCache",
        &[
            ("cacheControlMode", Kind::OneOf(&["NoControl", "DisableCache", "UseMaxAge", "UseExpires"])),
            ("cacheControlMaxAge", Kind::TimeSpan),
            ("httpExpires", Kind::Text),
            ("cacheControlCustom", Kind::Text),
        ],
        0,
        0,
    ),
    known("system.webServer/staticContent/remove", &[("fileExtension", Kind::NotEmpty)], 1, 1),
    known(
        "system.webServer/staticContent/mimeMap",
        &[("fileExtension", Kind::NotEmpty), ("mimeType", Kind::NotEmpty)],
        2,
        1,
    ),
    known(
        "system.webServer/httpErrors",
        &[
            ("errorMode", Kind::OneOf(&["DetailedLocalOnly", "Custom", "Detailed"])),
            ("existingResponse", Kind::OneOf(&["Auto", "Replace", "PassThrough"])),
            ("defaultResponseMode", MODES),
        ],
        0,
        0,
    ),
    known("system.webServer/httpErrors/remove", &[STATUS, SUB_STATUS], 1, 2),
    known(
        "system.webServer/httpErrors/error",
        &[
            STATUS,
            ("path", Kind::NotEmpty),
            SUB_STATUS,
            ("prefixLanguageFilePath", Kind::Text),
            ("responseMode", MODES),
        ],
        2,
        0,
    ),
    known("system.webServer/urlCompression", &[("doStaticCompression", Kind::Bool)], 0, 0),
    known("system.webServer/httpProtocol", &[("allowKeepAlive", Kind::Bool)], 0, 0),
    known("system.webServer/httpProtocol/customHeaders", &[], 0, 0),
    known("system.webServer/httpProtocol/customHeaders/remove", &[("name", Kind::Text)], 1, 1),
    known("system.webServer/httpProtocol/customHeaders/add", &[("name", Kind::Text), ("value", Kind::Text)], 2, 1),
    known(
        "system.webServer/httpRedirect",
        &[
            ("enabled", Kind::Bool),
            ("destination", Kind::Text),
            ("exactDestination", Kind::Bool),
            ("childOnly", Kind::Bool),
            // IIS 10 alone knows `PermRedirect`.
            ("httpResponseStatus", Kind::OneOf(&["Permanent", "Found", "Temporary"])),
        ],
        0,
        0,
    ),
    // A location has settings of its own.
    known("location/system.webServer", &[], 0, 0),
];

impl Kind {
    fn allows(self, text: &str) -> bool {
        match self {
            Self::Text => true,
            Self::NotEmpty => !text.is_empty(),
            Self::Bool => matches!(text, "true" | "false"),
            Self::TimeSpan => {
                let parts: Vec<&str> = text.split(['.', ':']).collect();
                parts.len() == 4 && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
            }
            Self::Range(from, to) => text.parse().is_ok_and(|number: i32| (from..=to).contains(&number)),
            Self::OneOf(known) => known.contains(&text),
        }
    }
}

/// Holds an element and everything in it against the schema. `path` are the names of its ancestors, each with a `/`.
fn hold(element: Node<'_, '_>, path: &str) {
    let mut once = HashSet::new();
    let mut removed = HashSet::new();
    for child in element.children().filter(Node::is_element) {
        let name = child.tag_name().name();
        let path = format!("{path}{name}");
        // What may stand in a location is what may stand outside of it.
        let section = path.strip_prefix("location/").filter(|rest| *rest != "system.webServer").unwrap_or(&path);
        let known = SCHEMA.iter().find(|known| known.path == section).unwrap_or_else(|| panic!("{path} is unknown"));
        let attributes: Vec<(&str, &str)> = child.attributes().map(|it| (it.name(), it.value())).collect();
        for (name, value) in &attributes {
            let kind = known.attributes.iter().find(|known| known.0 == *name);
            let (_, kind) = kind.unwrap_or_else(|| panic!("{path} has an unknown attribute {name}"));
            assert!(kind.allows(value), "{path}: {name}=\"{value}\"");
        }
        for (name, _) in &known.attributes[..known.required] {
            assert!(attributes.iter().any(|it| it.0 == *name), "{path} lacks {name}");
        }
        // IIS compares keys without regard to case.
        let key: Vec<String> = attributes.iter().take(known.key).map(|it| it.1.to_ascii_lowercase()).collect();
        if name == "remove" {
            removed.insert(key);
        } else {
            assert!(once.insert((name, key.clone())), "{path} stands there twice: {key:?}");
            let is_entry = matches!(name, "add" | "mimeMap") && !path.ends_with("files/add");
            assert!(!is_entry || removed.contains(&key), "{path} may be inherited, and is not removed before: {key:?}");
        }
        hold(child, &format!("{path}/"));
    }
}

/// The text of web.config, after the schema has allowed it.
#[track_caller]
fn checked(fixture: &Fixture) -> String {
    let text = fixture.out("web.config");
    let document = Document::parse(&text).unwrap();
    assert_eq!(document.root_element().tag_name().name(), "configuration");
    hold(document.root_element(), "");
    for path in document.descendants().filter_map(|it| it.attribute("path").filter(|_| it.has_tag_name("location"))) {
        let is_refused = path.contains(['\\', '"', '<', '>', '|', ':', '*', '?', '%']);
        assert!(!is_refused && !path.starts_with([' ', '.', '/']), "IIS refuses this place: {path}");
    }
    assert!(text.len() < 250_000, "IIS reads no more than 250 kB");
    text
}

fn with_redirects(redirects: Value) -> Fixture {
    let fixture = Fixture::new();
    let mut site = site();
    site["redirects"] = redirects;
    site["data"] = json!({"tthc": "data/tthc.json"});
    fixture.put_json("site/data/site.json", &site);
    fixture
}

/// Where web.config redirects: the place and the target.
fn redirected(text: &str) -> Vec<(String, String)> {
    let document = Document::parse(text).unwrap();
    let redirects = document.descendants().filter(|it| it.has_tag_name("httpRedirect"));
    let place = |it: Node<'_, '_>| it.ancestors().find_map(|it| it.attribute("path")).unwrap().to_owned();
    redirects.map(|it| (place(it), it.attribute("destination").unwrap().to_owned())).collect()
}

#[test]
fn the_schema_knows_everything_in_it() {
    let redirects = json!([{"from": "/vi/gi%E1%BB%9Bi%20thi%E1%BB%87u/", "to": "/giới-thiệu/"}, {"from": "/a.html", "to": "/media/quy%20che%2F1%25.pdf?x=1&y=2#z"}]);
    for fixture in [Fixture::new(), with_redirects(redirects)] {
        for base in ["/", "/quang.thanh/"] {
            fixture.build_at(Some(base)).unwrap();
            let text = checked(&fixture);
            for part in
                ["fileExtension=\".webmanifest\" mimeType=\"application/manifest+json\"", "frame-ancestors 'none'"]
            {
                assert!(text.contains(part), "{part} in {text}");
            }
        }
    }
}

/// Every hidden file of the folder, of which a build makes some and each release may make more. IIS compares whole names.
#[test]
fn iis_answers_no_hidden_file_of_a_build() {
    let fixture = Fixture::new();
    fixture.build().unwrap();
    let text = checked(&fixture);
    let entries = std::fs::read_dir(fixture.path("out")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let during_a_build = [".trangxa-unfinished", ".trangxa-part"].map(str::to_owned);
    let hidden: Vec<String> = names.filter(|name| name.starts_with('.')).chain(during_a_build).collect();
    assert!(hidden.len() > 4, "the list, the record, .htaccess: {hidden:?}");
    for name in hidden {
        assert!(text.contains(&format!("<add segment=\"{name}\"")), "{name} in {text}");
    }
}

#[test]
fn plain_mode_has_one_too() {
    let fixture = Fixture::new();
    crate::plain::plain_with(&fixture, true, Some("/xa/"), None);
    assert!(!checked(&fixture).contains("embed"));
}

#[test]
fn iis_redirects_where_a_place_can_be_named_and_never_what_lies_below() {
    let fixture = with_redirects(json!([
        {"from": "/bai", "to": "/tin/"},
        {"from": "/cu.html", "to": "/media/quy%20che.pdf"},
        {"from": "/tin/Default.aspx", "to": "https://xa.example/?a=1&b=2"},
        {"from": "/giới-thiệu", "to": "/bài/"},
        {"from": "/a%2Ab", "to": "/tin/"},
        {"from": "/100%25", "to": "/tin/"},
        {"from": "/.cu/x.html", "to": "/tin/"},
    ]));
    fixture.build_at(Some("/thu/")).unwrap();
    let expected = [
        ("bai/index.html", "/thu/tin/"),
        ("cu.html", "/thu/media/quy%20che.pdf"),
        ("tin/Default.aspx", "https://xa.example/?a=1&b=2"),
        ("giới-thiệu/index.html", "/thu/b%C3%A0i/"),
    ];
    assert_eq!(redirected(&checked(&fixture)), expected.map(|(place, target)| (place.to_owned(), target.to_owned())));
    assert!(fixture.out("100%/index.html").contains("url=/thu/tin/"), "the page forwards");
}

#[test]
fn very_many_redirects_do_not_make_it_too_long_for_iis() {
    let redirects: Vec<Value> =
        (0..5000).map(|i| json!({"from": format!("/tin-tuc/ban-tin-so-{i}.html"), "to": "/bai/a/"})).collect();
    let fixture = with_redirects(redirects.into());
    fixture.build().unwrap();
    let redirected = redirected(&checked(&fixture));
    assert!((500..5000).contains(&redirected.len()), "{}", redirected.len());
    assert_eq!(redirected[0].0, "tin-tuc/ban-tin-so-0.html");
    assert!(fixture.out("tin-tuc/ban-tin-so-4999.html").contains("url=/bai/a/"));
}

/// IIS answers 404.11 for them unless it is told otherwise: cases/iis.
#[test]
fn no_file_name_that_the_build_makes_has_a_plus_or_a_percent_sign() {
    let fixture = with_redirects(json!([]));
    let hostile = "C++ 100% a%2Bb c+d%20e";
    let mut items: Vec<Value> = (0..30).map(|i| article(&format!("{hostile} {i}"), hostile, "2024-01-01")).collect();
    items.push(article("1", hostile, "2024-01-01"));
    items.push(article("https://cu.example/C++%20100%25", hostile, "2024-01-02"));
    items[0]["tags"] = json!([hostile]);
    fixture.put_json("site/data/feed.json", &feed(json!(items)));
    let period =
        json!({"from": "2023-11", "to": "2023-11", "in_time": 1, "late": 1, "fields": [{"name": hostile, "late": 1}]});
    fixture.put_json("site/data/tthc.json", &json!({"version": 1, "updated_at": "2023-11-10", "periods": [period]}));
    fixture.build_compressed().unwrap();
    let out = fixture.path("out");
    let names: Vec<String> = fixture
        .everything()
        .into_keys()
        .filter_map(|path| Some(path.strip_prefix(&out).ok()?.to_str()?.to_owned()))
        .collect();
    assert!(names.len() > 60 && names.iter().any(|name| name.starts_with("bai/c-100")), "{names:?}");
    assert!(!names.iter().any(|name| name.contains(['+', '%'])), "{names:?}");
}
