//! `visits.json`: the visitor counters, where they come from, and how a page view is reported to the service that counts.

use crate::Timestamp;
use crate::document::{DocumentError, JsonDocument, parse};
use crate::read::{At, Expected, is_document_address};
use crate::row::{Row, expect};
use crate::rows;
use crate::url::{self, is_inner_path};
use crate::web_address::is_web_address;
use serde_json::Value;
use trangxa_messages::model;

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

/// Counts in a file are shown with their time once they are older than this, in seconds. Such files are written every few minutes.
const OLD_AFTER_S: i64 = 15 * 60;
/// The same for a live counter: visitors who were online then are no longer.
const WINDOW_S: i64 = 5 * 60;

impl Visits {
    /// When the visits were counted, if that is so long ago that the page must say so for this kind of source; otherwise `None`.
    #[must_use]
    pub fn counted_long_ago(&self, kind: VisitsKind, now: Timestamp) -> Option<Timestamp> {
        self.generated_at.filter(|at| is_long_ago(*at, kind, now))
    }
}

/// Whether visits that such a source counted at `counted` are so old at `now` that the page must say so.
#[must_use]
pub fn is_long_ago(counted: Timestamp, kind: VisitsKind, now: Timestamp) -> bool {
    let after = if kind == VisitsKind::File { OLD_AFTER_S } else { WINDOW_S };
    now.unix() - counted.unix() > after
}

/// The kind of service that counts the visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitsKind {
    /// Another program, which writes a document. Page views are not reported.
    File,
    /// A live counter: `docs/counter.md`.
    Counter,
    /// A GoatCounter site.
    GoatCounter,
}

impl VisitsKind {
    /// Each kind with its name in site.json.
    const NAMES: [(Self, &'static str); 3] =
        [(Self::File, "file"), (Self::Counter, "counter"), (Self::GoatCounter, "goatcounter")];

    /// The name in site.json.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.into_iter().find(|(kind, _)| *kind == self).map_or("file", |(_, name)| name)
    }

    /// The kind with a name in site.json.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|(_, it)| *it == name).map(|(kind, _)| kind)
    }
}

/// As the number of its place in the list of kinds.
impl Row for VisitsKind {
    fn to_row(&self) -> Value {
        Self::NAMES.iter().position(|(kind, _)| kind == self).into()
    }

    fn from_row(json: Value, is_other: &mut bool) -> Self {
        let named = Self::NAMES.get(u64::from_row(json, is_other) as usize);
        expect(named.map(|(kind, _)| *kind), Self::File, is_other)
    }
}

rows! { VisitsSource { kind, address } }

/// Where the counters come from: `data.visits` in site.json.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitsSource {
    /// The kind of service.
    pub kind: VisitsKind,
    /// For a file its path in the site or its address; otherwise the root of the service, ending in `/`.
    pub address: String,
}

impl VisitsSource {
    /// A document at a path in the site or at an address.
    pub fn file(address: impl Into<String>) -> Self {
        Self { kind: VisitsKind::File, address: address.into() }
    }

    /// A live counter, from its root or any address below it; `None` unless that is an http address.
    #[must_use]
    pub fn counter(address: &str) -> Option<Self> {
        Self::below(VisitsKind::Counter, address)
    }

    /// A live service from any of its addresses: people copy the address of its script or of its data.
    fn below(kind: VisitsKind, address: &str) -> Option<Self> {
        let mut root = address.trim().to_owned();
        if !is_web_address(&root) {
            return None;
        }
        root.truncate(url::cut(&root, &['?', '#']).0.len());
        if !root.ends_with('/') {
            root.push('/');
        }
        let below = if kind == VisitsKind::Counter { ["/v1/", "/v1/"] } else { ["/count/", "/counter/"] };
        let host_at = url::host_at(&root)?;
        let end = below.iter().find_map(|below| root.get(host_at..)?.find(below));
        if let Some(end) = end {
            root.truncate(host_at + end + 1);
        }
        Some(Self { kind, address: root })
    }

    /// Reads `data.visits` of site.json: an address or a path, or an object with `kind` and `url`.
    pub(crate) fn read(at: &At<'_>) -> Result<Self, DocumentError> {
        let (named, text) = match at.exact_text() {
            Ok(text) => (None, text),
            Err(_) => (Some(at.required("kind", At::text)?), at.required("url", At::exact_text)?),
        };
        let is_json = url::cut(&text, &['?', '#']).0.ends_with(".json");
        let kind = match named.as_deref() {
            None if is_json || is_inner_path(&text) => VisitsKind::File,
            None => VisitsKind::Counter,
            Some(name) => VisitsKind::named(name).ok_or_else(|| at.fail(|| model::VisitsKind { found: name }))?,
        };
        let source = match kind {
            VisitsKind::File => is_document_address(&text).then(|| Self::file(&*text)),
            kind => Self::below(kind, &text),
        };
        source.ok_or_else(|| at.expected_instead(Expected::DocumentAddress, &text))
    }

    /// The addresses to request the counts from; empty for a file, which is at [`address`](Self::address). `site` is the site's id,
    /// encoded for a query.
    ///
    /// GoatCounter has two: all visits, and those of today. Its days begin at midnight UTC, which is 07:00 in Vietnam. Before that,
    /// it has no number for today, and the second address is left out.
    #[must_use]
    pub fn addresses(&self, site: &str, now: Timestamp) -> Vec<String> {
        let root = &self.address;
        let total = match self.kind {
            VisitsKind::File => return Vec::new(),
            VisitsKind::Counter => return vec![format!("{root}v1/visits?site={site}")],
            VisitsKind::GoatCounter => format!("{root}counter/TOTAL.json"),
        };
        let today = format!("{total}?start={}", now.rfc3339().get(..10).unwrap_or_default());
        if now.unix().rem_euclid(24 * 3600) < 17 * 3600 { vec![total, today] } else { vec![total] }
    }

    /// The address that returns the pages that are read most. Only a live counter has it.
    #[must_use]
    pub fn popular(&self, site: &str) -> Option<String> {
        (self.kind == VisitsKind::Counter).then(|| format!("{}v1/pages?site={site}&limit=20", self.address))
    }

    /// The address to post a page view to, and the body to post; `None` if views are not reported. `site` is the site's id and `path`
    /// the page's path below the site's root, such as `bai/x/`. `address` is the page's whole path and `title` its title, both
    /// encoded for a query.
    #[must_use]
    pub fn hit(&self, site: &str, path: &str, address: &str, title: &str) -> Option<(String, String)> {
        let root = &self.address;
        match self.kind {
            VisitsKind::File => None,
            // Neither a host nor a path as browsers give them holds a quotation mark.
            VisitsKind::Counter => {
                Some((format!("{root}v1/hit"), format!("{{\"site\":\"{site}\",\"path\":\"/{path}\"}}")))
            }
            VisitsKind::GoatCounter => Some((format!("{root}count?p={address}&t={title}"), String::new())),
        }
    }
}

/// The id of a site at a counter: its host, and the folder that it lies in, if any.
#[must_use]
pub fn site_id(host: &str, base: &str) -> String {
    format!("{host}{}", base.trim_end_matches('/'))
}

/// GoatCounter's answers, requested at `now`, as the text of a `visits.json`: all visits, and those of today if there is a second
/// answer. GoatCounter does not know who is online, nor when the count began.
pub fn of_goatcounter(file: &str, answers: &[Vec<u8>], now: Timestamp) -> Result<String, DocumentError> {
    let mut counts = [Some("null".to_owned()), Some("null".to_owned())];
    for (answer, count) in answers.iter().zip(&mut counts) {
        let json = parse(file, answer)?;
        *count = json.get("count").and_then(Value::as_str).and_then(digits);
    }
    let [Some(total), Some(today)] = counts else {
        return Err(DocumentError::shape(file, || "count", || model::GoatcounterNumber));
    };
    let at = now.rfc3339();
    Ok(format!("{{\"version\":1,\"generated_at\":\"{at}\",\"unit\":\"views\",\"today\":{today},\"total\":{total}}}"))
}

/// The digits of a whole number. GoatCounter lets each site choose the separator between groups of digits. `None` for other text.
fn digits(text: &str) -> Option<String> {
    let mut digits = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '\u{202f}' | '\u{a0}' | '\u{2009}' | ' ' | ',' | '.' | '\'' | '’' | '_' => {}
            _ => return None,
        }
    }
    (!digits.is_empty()).then_some(digits)
}

#[cfg(feature = "schema")]
mod schema {
    use super::VisitsSource;
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    impl JsonSchema for VisitsSource {
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

impl JsonDocument for Visits {
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
    use crate::document::Problem;
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

    fn source(json: Value) -> Result<VisitsSource, String> {
        VisitsSource::read(&At::document("data/site.json", &json)).map_err(|error| error.to_string())
    }

    #[test]
    fn the_kind_of_a_source_follows_from_its_address_or_is_named() {
        let known = |kind, address: &str| Ok(VisitsSource { kind, address: address.to_owned() });
        for file in ["data/visits.json", "data/dem", "https://xa.example/visits.json", "https://xa.example/a.json?x=1"]
        {
            assert_eq!(source(json!(file)), known(VisitsKind::File, file));
            assert_eq!(source(json!({"kind": "file", "url": file})), known(VisitsKind::File, file));
        }
        assert_eq!(
            source(json!({"kind": "file", "url": "https://a.b/dem"})),
            known(VisitsKind::File, "https://a.b/dem")
        );
        for address in [
            "https://dem.example",
            "https://dem.example/",
            "https://dem.example/?site=xa.example",
            "https://dem.example/v1",
            "https://dem.example/v1/visits?site=xa.example",
            " https://dem.example/v1/hit#a ",
        ] {
            assert_eq!(
                VisitsSource::counter(address),
                known(VisitsKind::Counter, "https://dem.example/").ok(),
                "{address}"
            );
            let named = json!({"kind": "counter", "url": address});
            assert_eq!(source(named), known(VisitsKind::Counter, "https://dem.example/"), "{address}");
        }
        assert_eq!(source(json!("https://xa.example/dem/v1/")), known(VisitsKind::Counter, "https://xa.example/dem/"));
        assert_eq!(source(json!("http://127.0.0.1:8081/")), known(VisitsKind::Counter, "http://127.0.0.1:8081/"));
        for address in [
            "https://x.goatcounter.com",
            "https://x.goatcounter.com/count",
            "https://x.goatcounter.com/counter/TOTAL.json",
        ] {
            let named = json!({"kind": "goatcounter", "url": address});
            assert_eq!(source(named), known(VisitsKind::GoatCounter, "https://x.goatcounter.com/"), "{address}");
        }
    }

    #[test]
    fn an_error_names_the_place_of_a_bad_source() {
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
                ": expected a path in the site such as data/feed.json, or an https address, found \"x.goatcounter.com\"",
            ),
            (
                json!({"kind": "counter", "url": "javascript:x"}),
                ": expected a path in the site such as data/feed.json, or an https address, found \"javascript:x\"",
            ),
        ] {
            assert_eq!(source(json).unwrap_err(), format!("data/site.json{problem}"));
        }
    }

    const GOAT: fn() -> VisitsSource =
        || VisitsSource { kind: VisitsKind::GoatCounter, address: "https://x.goatcounter.com/".to_owned() };

    #[test]
    fn a_view_is_reported_in_the_form_of_each_service() {
        let id = site_id("tinh.example", "/quangthanh/");
        assert_eq!((id.as_str(), site_id("xa.example", "/").as_str()), ("tinh.example/quangthanh", "xa.example"));
        let hit = |source: VisitsSource| source.hit(&id, "bai/x/", "%2Fquangthanh%2Fbai%2Fx%2F", "B%C3%A0i%20x");
        let posted = |url: &str, body: &str| Some((url.to_owned(), body.to_owned()));
        let body = "{\"site\":\"tinh.example/quangthanh\",\"path\":\"/bai/x/\"}";
        assert_eq!(
            hit(VisitsSource::counter("https://dem.example").unwrap()),
            posted("https://dem.example/v1/hit", body)
        );
        let url = "https://x.goatcounter.com/count?p=%2Fquangthanh%2Fbai%2Fx%2F&t=B%C3%A0i%20x";
        assert_eq!(hit(GOAT()), posted(url, ""));
        assert_eq!(hit(VisitsSource::file("data/visits.json")), None);
    }

    #[test]
    fn each_source_has_its_addresses() {
        let now = |text| Timestamp::parse(text).unwrap();
        let counter = VisitsSource::counter("https://dem.example").unwrap();
        let noon = now("2026-11-26T12:00");
        assert_eq!(counter.addresses("xa.example", noon), ["https://dem.example/v1/visits?site=xa.example"]);
        assert_eq!(counter.popular("a.b%2Fc").unwrap(), "https://dem.example/v1/pages?site=a.b%2Fc&limit=20");
        assert_eq!((GOAT().popular("a"), VisitsSource::file("data/visits.json").popular("a")), (None, None));
        let total = "https://x.goatcounter.com/counter/TOTAL.json";
        for time in ["2026-11-26T07:00", "2026-11-26T12:00", "2026-11-26T23:59"] {
            assert_eq!(GOAT().addresses("", now(time)), [total, &format!("{total}?start=2026-11-26")], "{time}");
        }
        // Its day has not begun; the number of yesterday is not that of today.
        for time in ["2026-11-26T00:00", "2026-11-26T06:59"] {
            assert_eq!(GOAT().addresses("", now(time)), [total], "{time}");
        }
        assert_eq!(VisitsSource::file("data/visits.json").addresses("x", noon), [""; 0]);
    }

    #[test]
    fn goatcounters_numbers_are_read_with_any_separator() {
        let now = Timestamp::parse("2026-11-26T09:00").unwrap();
        let answer = |count: &str| json!({"count": count, "count_unique": count}).to_string().into_bytes();
        let read = |answers: &[&str]| {
            let answers: Vec<_> = answers.iter().map(|count| answer(count)).collect();
            Visits::read("g", of_goatcounter("g", &answers, now)?.as_bytes())
        };
        for text in ["12943", "12 943", "12\u{202f}943", "12\u{a0}943", "12,943", "12.943", "12'943", "12’943"] {
            let read = read(&[text, "0"]).unwrap();
            assert_eq!((read.online, read.today, read.total), (None, Some(0), Some(12943)), "{text}");
            assert_eq!((read.generated_at, read.since), (Some(now), None));
        }
        assert_eq!(read(&["5"]).unwrap().today, None);
        for bad in ["", "-", "1.9k", "-5", "99999999999999999999", "x", "007"] {
            assert!(read(&[bad, "1"]).is_err() && read(&["1", bad]).is_err(), "{bad}");
        }
        for other in ["{\"error\": \"Need to enable\"}", "[]", "5", "{\"count\": 5}"] {
            let error = of_goatcounter("g", &[other.into()], now).unwrap_err();
            assert_eq!(
                error.to_string(),
                "g, count: expected a number such as \"12 943\"; allow visitor counts in the settings of GoatCounter",
                "{other}"
            );
        }
        assert_eq!(of_goatcounter("g", &[b"<html>".into()], now).unwrap_err().problem, Problem::HtmlPage);
    }

    #[test]
    fn numbers_of_a_live_counter_are_old_earlier_than_those_of_a_file() {
        let at = Timestamp::parse("2026-11-26T07:04").unwrap();
        let counted = Visits { generated_at: Some(at), ..visits(json!({"version": 1})).unwrap() };
        let after = |kind, seconds| counted.counted_long_ago(kind, Timestamp::from_unix(at.unix() + seconds));
        assert_eq!((after(VisitsKind::Counter, 300), after(VisitsKind::Counter, 301)), (None, Some(at)));
        assert_eq!((after(VisitsKind::File, 900), after(VisitsKind::File, 901)), (None, Some(at)));
    }
}
