//! `embed` in site.json: whose pages may show the widget.

use crate::document::DocumentError;
use crate::read::{At, Expected};
use serde_json::Value;
use trangxa_messages::model;

/// The largest total length of the origins in bytes. Hosts cut or drop long headers (Cloudflare at 2 000 characters), and without the
/// header any page may show the widget.
const MAX_BYTES: usize = 1_000;

/// Who may show the widget.
// Not a field of `Site`: only the publisher needs it, and code that reads `Site` is part of the wasm.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Embed {
    /// The sites whose pages may hold the widget.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub partners: Partners,
}

/// The sites whose pages may hold the widget.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Partners {
    /// Any page: the figures are public.
    #[default]
    Everyone,
    /// Pages of these origins, `https://host[:port]` in small letters, and the site itself. Each fits into a header as it is.
    Only(Vec<String>),
}

impl Embed {
    /// Reads `embed` from site.json. `file` is its address, which errors name.
    pub fn of(file: &str, site: &Value) -> Result<Self, DocumentError> {
        let read = |at: &At<'_>| Ok(Self { partners: at.optional("partners", partners)?.unwrap_or_default() });
        Ok(At::document(file, site).optional("embed", read)?.unwrap_or_default())
    }
}

fn partners(at: &At<'_>) -> Result<Partners, DocumentError> {
    if at.text().is_ok_and(|text| text == "*") {
        return Ok(Partners::Everyone);
    }
    let items = at.items().map_err(|_| at.expected(Expected::Partners))?;
    let mut origins: Vec<String> = Vec::new();
    for item in &items {
        let text = item.exact_text()?;
        let origin = origin(&text).ok_or_else(|| item.expected(Expected::Origin))?;
        if !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    let bytes: usize = origins.iter().map(String::len).sum();
    if bytes > MAX_BYTES {
        return Err(at.fail(|| model::TooManyOrigins { limit: MAX_BYTES, found: bytes }));
    }
    Ok(Partners::Only(origins))
}

/// An origin for a content security policy, in small letters; `None` if it is not one. Every character is checked, because it becomes
/// part of headers and of server configuration.
fn origin(text: &str) -> Option<String> {
    let text = text.to_ascii_lowercase();
    let (scheme, rest) = text.split_once("://")?;
    let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
    let is_local = matches!(host, "localhost" | "127.0.0.1");
    if !(scheme == "https" || scheme == "http" && is_local) {
        return None;
    }
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let is_host = host.len() <= 253 && host.strip_prefix("*.").unwrap_or(host).split('.').all(is_label);
    let is_port = |port: &str| {
        !port.starts_with('0') && port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok()
    };
    (is_host && port.is_none_or(is_port)).then_some(text)
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Partners {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Partners".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let label = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
        let origin = format!(
            "^([Hh][Tt][Tt][Pp][Ss]://(\\*\\.)?{label}(\\.{label})*|[Hh][Tt][Tt][Pp]://(localhost|127\\.0\\.0\\.1))(:[1-9][0-9]{{0,4}})?$"
        );
        schemars::json_schema!({
            "description": "\"*\": any page. Otherwise origins such as https://cong.thanhhoa.gov.vn or https://*.thanhhoa.gov.vn, \
                without a path; an empty list allows nobody but the site itself.",
            "anyOf": [{ "const": "*" }, { "type": "array", "items": { "type": "string", "pattern": origin } }]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn read(partners: Value) -> Result<Partners, String> {
        let embed = Embed::of("data/site.json", &json!({"embed": {"partners": partners}}));
        embed.map(|embed| embed.partners).map_err(|error| error.to_string())
    }

    #[test]
    fn everyone_is_allowed_by_default_and_no_one_by_an_empty_list() {
        for site in [json!({}), json!({"embed": null}), json!({"embed": {}}), json!({"embed": {"partners": "*"}})] {
            assert_eq!(Embed::of("f", &site).unwrap().partners, Partners::Everyone, "{site}");
        }
        assert_eq!(read(json!([])).unwrap(), Partners::Only(vec![]));
    }

    #[test]
    fn origins_are_taken_in_small_letters_and_once() {
        let named = json!([
            "https://Cong.ThanhHoa.gov.vn",
            "HTTPS://cong.thanhhoa.gov.vn",
            "https://*.thanhhoa.gov.vn",
            "https://a.example:8443",
            "http://localhost:8080",
            "http://127.0.0.1",
            "https://xn--x-kka.vn",
            "https://noi-bo"
        ]);
        let expected = [
            "https://cong.thanhhoa.gov.vn",
            "https://*.thanhhoa.gov.vn",
            "https://a.example:8443",
            "http://localhost:8080",
            "http://127.0.0.1",
            "https://xn--x-kka.vn",
            "https://noi-bo",
        ];
        assert_eq!(read(named).unwrap(), Partners::Only(expected.map(str::to_owned).to_vec()));
    }

    #[test]
    fn what_is_no_origin_is_refused_with_its_place() {
        for bad in [
            "",
            "*",
            "https:",
            "https://",
            "//a.vn",
            "a.vn",
            "https://a.vn/",
            "https://a.vn/tin",
            "https://a.vn?x",
            "https://a.vn#x",
            "http://a.vn",
            "ftp://a.vn",
            "data:",
            "'self'",
            "'none'",
            "null",
            "https://a.vn https://b.vn",
            "https://a.vn,https://b.vn",
            "https://a.vn; script-src *",
            "https://a.vn\r\nSet-Cookie: a=b",
            "https://a.vn\n",
            " https://a.vn",
            "https://a.vn\t",
            "https://a.vn\"",
            "https://a.vn'",
            "https://a.vn\\",
            "https://a.vn$uri",
            "https://a.vn{",
            "https://*",
            "https://*.*.vn",
            "https://a.*.vn",
            "https://*a.vn",
            "https://u:p@a.vn",
            "https://u@a.vn",
            "https://a.vn:",
            "https://a.vn:0",
            "https://a.vn:65536",
            "https://a.vn:*",
            "https://a.vn:+80",
            "https://a.vn:80:80",
            "https://a..vn",
            "https://.a.vn",
            "https://a.vn.",
            "https://-a.vn",
            "https://xã.vn",
            "https://a\u{2028}.vn",
            "https://[::1]",
            "http://localhost.vn",
            "http://127.0.0.1.vn",
            "http://*.localhost",
        ] {
            let error = read(json!(["https://ok.vn", bad])).unwrap_err();
            assert!(
                error.starts_with("data/site.json, embed.partners[1]: expected an origin such as https://"),
                "{bad}: {error}"
            );
        }
        for (bad, expected) in [
            (
                json!("https://a.vn"),
                "embed.partners: expected \"*\" or a list of origins such as https://cong.thanhhoa.gov.vn, found \"https://a.vn\"",
            ),
            (
                json!({}),
                "embed.partners: expected \"*\" or a list of origins such as https://cong.thanhhoa.gov.vn, found an object",
            ),
            (json!([5]), "embed.partners[0]: expected text, found 5"),
        ] {
            assert_eq!(read(bad).unwrap_err(), format!("data/site.json, {expected}"));
        }
        assert_eq!(
            Embed::of("f", &json!({"embed": true})).unwrap_err().to_string(),
            "f, embed: expected an object, found true"
        );
    }

    #[test]
    fn more_than_a_header_holds_is_refused() {
        let named = |count: usize| (0..count).map(|i| format!("https://xa-{i:03}.thanhhoa.gov.vn")).collect::<Vec<_>>();
        assert!(read(json!(named(30))).is_ok());
        let error = read(json!(named(60))).unwrap_err();
        assert!(error.starts_with("data/site.json, embed.partners: expected at most 1000 letters"), "{error}");
    }

    proptest! {
        #[test]
        fn nothing_that_is_taken_means_something_in_a_header(text in "\\PC{0,12}|https://[-a-zA-Z0-9.*:;,'\"$ \\\\/\r\n]{0,20}") {
            if let Some(origin) = origin(&text) {
                prop_assert!(origin.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || b":/.-*".contains(&it)));
            }
        }
    }
}
