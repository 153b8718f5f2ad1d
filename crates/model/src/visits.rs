//! `visits.json`: visitor counters; where they come from, and how a view is told to what counts.

use crate::Timestamp;
use crate::document::{Document, DocumentError, Problem, parse};
use crate::read::At;
use crate::url;
use serde_json::Value;

/// Visitor counters. An unknown number is `None` and shows as "—", never as 0.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Visits {
    /// Version of this document's format: 1.
    pub version: u32,
    /// When the numbers were counted.
    pub generated_at: Option<Timestamp>,
    /// How long a visitor counts as present after the last page, in seconds.
    pub window_s: Option<u64>,
    /// What is counted: "visits".
    pub unit: Option<String>,
    /// Visitors seen within the window.
    pub online: Option<u64>,
    /// Visits since midnight in Vietnam.
    pub today: Option<u64>,
    /// Visits since the count began.
    pub total: Option<u64>,
    /// The day the count began.
    pub since: Option<Timestamp>,
}

/// A file's counts older than this are shown with their time, in seconds: whatever writes it does so every few minutes.
const OLD_AFTER_S: i64 = 15 * 60;
/// A live counter's: who was online then is so no more.
const WINDOW_S: i64 = 5 * 60;

impl Visits {
    /// When they were counted, if that is so long ago that it must be said of a source of this kind.
    pub fn counted_long_ago(&self, kind: Kind, now: Timestamp) -> Option<Timestamp> {
        let after = if kind == Kind::File { OLD_AFTER_S } else { WINDOW_S };
        self.generated_at.filter(|at| now.unix() - at.unix() > after)
    }
}

/// What kind of thing counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something else, which writes a document; nobody is told of a view.
    File,
    /// A live counter: `docs/counter.md`.
    Counter,
    /// A GoatCounter site.
    GoatCounter,
}

/// Where the counters come from: `data.visits` in site.json.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What counts.
    pub kind: Kind,
    /// A file's path in the site or its address; otherwise the root of what counts, ending in `/`.
    pub address: String,
}

impl Source {
    /// A document at a path of the site, or at an address.
    pub fn file(address: impl Into<String>) -> Self {
        Self { kind: Kind::File, address: address.into() }
    }

    /// A live counter, by its root or any address below it; `None` for what is no http address.
    pub fn counter(address: &str) -> Option<Self> {
        Self::below(Kind::Counter, address)
    }

    /// What the address of a live service means: people copy the one of a script or of an answer.
    fn below(kind: Kind, address: &str) -> Option<Self> {
        let address = url::resolve("/", address).filter(|it| it.starts_with("http"))?;
        let (scheme, rest) = address.split_once("://")?;
        let mut root = format!("{scheme}://");
        for (i, part) in rest.split(['?', '#']).next()?.split('/').enumerate() {
            let is_below = match kind {
                Kind::GoatCounter => matches!(part, "count" | "counter"),
                _ => part == "v1",
            };
            if is_below && i > 0 {
                break;
            }
            if !part.is_empty() {
                root += part;
                root.push('/');
            }
        }
        Some(Self { kind, address: root })
    }

    /// Reads it from site.json: an address or a path, or an object that says what it is.
    pub(crate) fn read(at: &At<'_>) -> Result<Self, DocumentError> {
        let Ok(text) = at.text() else {
            let kind = match at.required("kind", At::text)?.as_str() {
                "file" => return Ok(Self::file(at.required("url", crate::site::place)?)),
                "counter" => Kind::Counter,
                "goatcounter" => Kind::GoatCounter,
                other => {
                    let expected = "expected \"file\", \"counter\" or \"goatcounter\"";
                    return Err(at.fail(format!("kind: {expected}, found \"{other}\"")));
                }
            };
            let address = at.required("url", At::text)?;
            return Self::below(kind, &address)
                .ok_or_else(|| at.fail(format!("url: expected an https address, found \"{address}\"")));
        };
        let address = crate::site::place(at)?;
        let is_file = text.split(['?', '#']).next().is_some_and(|path| path.ends_with(".json"));
        let counter = if is_file { None } else { Self::counter(&address) };
        Ok(counter.unwrap_or(Self::file(address)))
    }

    /// The address that answers with the counts; of a file, where it lies. `site` is the site's id, fit for a query.
    pub fn document(&self, site: &str) -> String {
        let root = &self.address;
        match self.kind {
            Kind::File => root.clone(),
            Kind::Counter => format!("{root}v1/visits?site={site}"),
            Kind::GoatCounter => format!("{root}counter/TOTAL.json"),
        }
    }

    /// The address that answers with today's count where [`Source::document`] has only the total. GoatCounter's days begin
    /// at midnight UTC, 07:00 in Vietnam: before that it can say nothing of today.
    pub fn today(&self, now: Timestamp) -> Option<String> {
        let (day, time) = (now.rfc3339(), now.clock());
        let is_known = self.kind == Kind::GoatCounter && time.as_str() >= "07";
        is_known.then(|| format!("{}?start={}", self.document(""), &day[..10]))
    }

    /// The address that answers with the pages that are read most; only a live counter knows them.
    pub fn popular(&self, site: &str) -> Option<String> {
        (self.kind == Kind::Counter).then(|| format!("{}v1/pages?site={site}&limit=20", self.address))
    }

    /// Where to post that a page was looked at, and what; `None` where nobody is told.
    pub fn hit(&self, view: &View<'_>) -> Option<(String, String)> {
        let View { site, base, path, title, escape } = view;
        let root = &self.address;
        match self.kind {
            Kind::File => None,
            // Neither a host nor a path as browsers give them holds a quotation mark.
            Kind::Counter => Some((format!("{root}v1/hit"), format!("{{\"site\":\"{site}\",\"path\":\"/{path}\"}}"))),
            Kind::GoatCounter => {
                let path = escape(&format!("{base}{path}"));
                Some((format!("{root}count?p={path}&t={}", escape(title)), String::new()))
            }
        }
    }
}

/// A page that was looked at.
pub struct View<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The site's root on its host.
    pub base: &'a str,
    /// The page's path below it, as `bai/x/`.
    pub path: &'a str,
    /// The page's title.
    pub title: &'a str,
    /// Makes a text fit for a query.
    pub escape: fn(&str) -> String,
}

/// The name by which a counter knows a site: its host, and the folder it lies in, if any.
pub fn site_id(host: &str, base: &str) -> String {
    format!("{host}{}", base.trim_end_matches('/'))
}

/// GoatCounter's answers for all time and for today, asked at `now`, as a document of ours. Online is not known there, nor when
/// the count began.
pub fn of_goatcounter(file: &str, total: &[u8], today: Option<&[u8]>, now: Timestamp) -> Result<String, DocumentError> {
    let count = |bytes: &[u8]| {
        let json = parse(file, bytes)?;
        let count = json.get("count").and_then(Value::as_str).and_then(grouped);
        let expected = || Problem::Shape("expected a number in words, such as \"12 943\"".to_owned());
        count.ok_or_else(|| DocumentError::new(file, "count", expected()))
    };
    let total = count(total)?;
    let today = match today {
        Some(bytes) => count(bytes)?.to_string(),
        None => "null".to_owned(),
    };
    let at = now.rfc3339();
    Ok(format!("{{\"version\":1,\"generated_at\":\"{at}\",\"unit\":\"views\",\"today\":{today},\"total\":{total}}}"))
}

/// A whole number with its digits in groups: GoatCounter lets a site choose what stands between them.
fn grouped(text: &str) -> Option<u64> {
    let is_between = |c: char| matches!(c, '\u{202f}' | '\u{a0}' | '\u{2009}' | ' ' | ',' | '.' | '\'' | '’' | '_');
    let digits: String = text.chars().filter(|c| !is_between(*c)).collect();
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

#[cfg(feature = "schema")]
mod schema {
    use super::Source;
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    impl JsonSchema for Source {
        fn schema_name() -> Cow<'static, str> {
            "VisitsSource".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "description": "Where the visitor counters come from.",
                "oneOf": [
                    {
                        "type": "string",
                        "description": "A path in the site, or an address that ends in .json: a file. Any other address: the root of a live counter."
                    },
                    {
                        "type": "object",
                        "properties": {
                            "kind": { "enum": ["file", "counter", "goatcounter"] },
                            "url": {
                                "type": "string",
                                "description": "The file's path or address; the root of the live counter or of the GoatCounter site."
                            }
                        },
                        "required": ["kind", "url"]
                    }
                ]
            })
        }
    }
}

impl Document for Visits {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let at = At::document(file, &json);
        at.require_version_1()?;
        Ok(Self {
            version: 1,
            generated_at: at.optional("generated_at", At::timestamp)?,
            window_s: at.optional("window_s", At::count)?,
            unit: at.optional("unit", At::text)?,
            online: at.optional("online", At::count)?,
            today: at.optional("today", At::count)?,
            total: at.optional("total", At::count)?,
            since: at.optional("since", At::timestamp)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn visits(json: Value) -> Result<Visits, String> {
        Visits::from_json("data/visits.json", json).map_err(|error| error.to_string())
    }

    #[test]
    fn unknown_is_not_zero() {
        let v =
            visits(json!({"version": 1, "online": null, "today": 0, "total": 12943, "since": "2019-01-01"})).unwrap();
        assert_eq!((v.online, v.today, v.total), (None, Some(0), Some(12943)));
        assert_eq!(v.since.unwrap().date(), "01/01/2019");
        assert_eq!(visits(json!({"version": 1})).unwrap().total, None);
    }

    #[test]
    fn numbers_are_whole_and_not_negative() {
        for (value, found) in [
            (json!(-1), "-1"),
            (json!(1.5), "a number with a fraction"),
            (json!("12,943"), "\"12,943\""),
            (json!([]), "a list"),
        ] {
            let error = visits(json!({"version": 1, "total": value})).unwrap_err();
            assert_eq!(error, format!("data/visits.json, total: expected a whole number of at least 0, found {found}"));
        }
    }

    fn source(json: Value) -> Result<Source, String> {
        Source::read(&At::document("data/site.json", &json)).map_err(|error| error.to_string())
    }

    #[test]
    fn a_source_is_told_by_its_address_or_says_what_it_is() {
        let known = |kind, address: &str| Ok(Source { kind, address: address.to_owned() });
        for file in ["data/visits.json", "data/dem", "https://xa.example/visits.json", "https://xa.example/a.json?x=1"]
        {
            assert_eq!(source(json!(file)), known(Kind::File, file));
            assert_eq!(source(json!({"kind": "file", "url": file})), known(Kind::File, file));
        }
        assert_eq!(source(json!({"kind": "file", "url": "https://a.b/dem"})), known(Kind::File, "https://a.b/dem"));
        for address in [
            "https://dem.example",
            "https://dem.example/",
            "https://dem.example/?site=xa.example",
            "https://dem.example/v1",
            "https://dem.example/v1/visits?site=xa.example",
            " https://dem.example/v1/hit#a ",
        ] {
            assert_eq!(Source::counter(address), known(Kind::Counter, "https://dem.example/").ok(), "{address}");
            let named = json!({"kind": "counter", "url": address});
            assert_eq!(source(named), known(Kind::Counter, "https://dem.example/"), "{address}");
        }
        assert_eq!(source(json!("https://xa.example/dem/v1/")), known(Kind::Counter, "https://xa.example/dem/"));
        assert_eq!(source(json!("http://127.0.0.1:8081/")), known(Kind::Counter, "http://127.0.0.1:8081/"));
        for address in [
            "https://x.goatcounter.com",
            "https://x.goatcounter.com/count",
            "https://x.goatcounter.com/counter/TOTAL.json",
        ] {
            let named = json!({"kind": "goatcounter", "url": address});
            assert_eq!(source(named), known(Kind::GoatCounter, "https://x.goatcounter.com/"), "{address}");
        }
    }

    #[test]
    fn what_is_no_source_is_told_with_its_place() {
        for (json, problem) in [
            (
                json!("../visits.json"),
                ": expected a path in the site such as data/feed.json, or an https address, found \"../visits.json\"",
            ),
            (json!(5), ": expected an object, found 5"),
            (json!({"url": "https://a.b/"}), ", kind: is missing; expected text"),
            (json!({"kind": "counter"}), ", url: is missing; expected text"),
            (
                json!({"kind": "matomo", "url": "https://a.b/"}),
                ": kind: expected \"file\", \"counter\" or \"goatcounter\", found \"matomo\"",
            ),
            (
                json!({"kind": "goatcounter", "url": "x.goatcounter.com"}),
                ": url: expected an https address, found \"x.goatcounter.com\"",
            ),
            (
                json!({"kind": "counter", "url": "javascript:x"}),
                ": url: expected an https address, found \"javascript:x\"",
            ),
        ] {
            assert_eq!(source(json).unwrap_err(), format!("data/site.json{problem}"));
        }
    }

    const GOAT: fn() -> Source =
        || Source { kind: Kind::GoatCounter, address: "https://x.goatcounter.com/".to_owned() };

    #[test]
    fn a_view_is_told_as_each_counter_understands_it() {
        let escape = |text: &str| text.replace('/', "%2F").replace(' ', "%20");
        let id = site_id("tinh.example", "/quangthanh/");
        assert_eq!((id.as_str(), site_id("xa.example", "/").as_str()), ("tinh.example/quangthanh", "xa.example"));
        let view = View { site: &id, base: "/quangthanh/", path: "bai/x/", title: "Bài x", escape };
        let posted = |url: &str, body: &str| Some((url.to_owned(), body.to_owned()));
        let counter = Source::counter("https://dem.example").unwrap();
        let body = "{\"site\":\"tinh.example/quangthanh\",\"path\":\"/bai/x/\"}";
        assert_eq!(counter.hit(&view), posted("https://dem.example/v1/hit", body));
        let url = "https://x.goatcounter.com/count?p=%2Fquangthanh%2Fbai%2Fx%2F&t=Bài%20x";
        assert_eq!(GOAT().hit(&view), posted(url, ""));
        assert_eq!(Source::file("data/visits.json").hit(&view), None);
    }

    #[test]
    fn each_source_is_asked_where_it_answers() {
        let now = |text| Timestamp::parse(text).unwrap();
        let counter = Source::counter("https://dem.example").unwrap();
        assert_eq!(counter.document("xa.example"), "https://dem.example/v1/visits?site=xa.example");
        assert_eq!(counter.popular("a.b%2Fc").unwrap(), "https://dem.example/v1/pages?site=a.b%2Fc&limit=20");
        assert_eq!((counter.today(now("2026-11-26T09:00")), GOAT().popular("a")), (None, None));
        assert_eq!(GOAT().document("xa.example"), "https://x.goatcounter.com/counter/TOTAL.json");
        let today = "https://x.goatcounter.com/counter/TOTAL.json?start=2026-11-26";
        assert_eq!(GOAT().today(now("2026-11-26T07:00")).as_deref(), Some(today));
        assert_eq!(GOAT().today(now("2026-11-26T23:59")).as_deref(), Some(today));
        // Its day has not begun, and yesterday's is not today's.
        assert_eq!(GOAT().today(now("2026-11-26T06:59")), None);
        assert_eq!(Source::file("data/visits.json").document("x"), "data/visits.json");
    }

    #[test]
    fn goatcounters_numbers_are_read_however_they_are_grouped() {
        let now = Timestamp::parse("2026-11-26T09:00").unwrap();
        let answer = |count: &str| json!({"count": count, "count_unique": count}).to_string().into_bytes();
        for text in ["12943", "12 943", "12\u{202f}943", "12\u{a0}943", "12,943", "12.943", "12'943", "12’943"] {
            let text = of_goatcounter("g", &answer(text), Some(&answer("0")), now).unwrap();
            let read = Visits::read("g", text.as_bytes()).unwrap();
            assert_eq!((read.online, read.today, read.total), (None, Some(0), Some(12943)), "{text}");
            assert_eq!((read.generated_at, read.since), (Some(now), None));
        }
        let read = of_goatcounter("g", &answer("5"), None, now).unwrap();
        assert_eq!(Visits::read("g", read.as_bytes()).unwrap().today, None);
        for (total, today) in
            [("", "1"), ("-", "1"), ("1.9k", "1"), ("-5", "1"), ("99999999999999999999", "1"), ("5", "x")]
        {
            let error = of_goatcounter("g", &answer(total), Some(&answer(today)), now).unwrap_err();
            assert_eq!(error.to_string(), "g, count: expected a number in words, such as \"12 943\"");
        }
        for other in ["{\"error\": \"Need to enable\"}", "[]", "5", "{\"count\": 5}"] {
            assert!(of_goatcounter("g", other.as_bytes(), None, now).is_err(), "{other}");
        }
        assert_eq!(of_goatcounter("g", b"<html>", None, now).unwrap_err().problem, Problem::HtmlPage);
    }

    #[test]
    fn a_live_counters_numbers_are_old_sooner_than_a_files() {
        let at = Timestamp::parse("2026-11-26T07:04").unwrap();
        let counted = Visits { generated_at: Some(at), ..visits(json!({"version": 1})).unwrap() };
        let after = |kind, seconds| counted.counted_long_ago(kind, Timestamp::from_unix(at.unix() + seconds));
        assert_eq!((after(Kind::Counter, 300), after(Kind::Counter, 301)), (None, Some(at)));
        assert_eq!((after(Kind::File, 900), after(Kind::File, 901)), (None, Some(at)));
    }
}
