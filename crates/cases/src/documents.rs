//! Documents that a clerk wrote by hand, copied from somewhere, or saved with another program.

use crate::{Case, CaseResult, CaseSite, Outcome, require};
use serde_json::json;
use trangxa_test_support::feed_of;

/// The cases of this module.
pub const CASES: &[Case] = &[
    Case { name: "encoding-utf8-mark", expected: Outcome::Right, run: utf8_mark },
    Case { name: "encoding-utf16-le", expected: Outcome::Refused, run: utf16_le },
    Case { name: "encoding-utf16-be-no-mark", expected: Outcome::Refused, run: utf16_be_no_mark },
    Case { name: "encoding-windows-1258", expected: Outcome::Refused, run: windows_1258 },
    Case { name: "json-no-break-space", expected: Outcome::Refused, run: no_break_space },
    Case { name: "json-raw-newline", expected: Outcome::Refused, run: raw_newline },
    Case { name: "json-raw-tab", expected: Outcome::Refused, run: raw_tab },
    Case { name: "json-missing-comma", expected: Outcome::Refused, run: missing_comma },
    Case { name: "json-trailing-comma", expected: Outcome::Refused, run: trailing_comma },
    Case { name: "json-curly-quotes", expected: Outcome::Refused, run: curly_quotes },
    Case { name: "json-windows-path", expected: Outcome::Refused, run: windows_path },
    Case { name: "json-quote-in-text", expected: Outcome::Refused, run: quote_in_text },
    Case { name: "json-cut-off", expected: Outcome::Refused, run: cut_off },
    Case { name: "json-lone-surrogate", expected: Outcome::Right, run: lone_surrogate },
    Case { name: "json-repeated-field", expected: Outcome::Right, run: repeated_field },
    Case { name: "document-misnamed", expected: Outcome::Refused, run: misnamed },
    Case { name: "successor-javascript", expected: Outcome::Refused, run: successor_javascript },
    Case { name: "base-url-script", expected: Outcome::Refused, run: base_url_script },
    Case { name: "redirect-javascript", expected: Outcome::Refused, run: redirect_javascript },
    Case { name: "site-field-vietnamese", expected: Outcome::Right, run: field_vietnamese },
];

const FEED: &str = "data/feed.json";
const SITE: &str = "data/site.json";

/// A feed as people write it: a member a line.
const BY_HAND: &str = "{\n \"version\": \"https://jsonfeed.org/version/1.1\",\n \"items\": [\n  {\n   \"id\": \"a\",\n   \
                       \"title\": \"Đường làng\",\n   \"content_html\": \"<p>Sạch đẹp</p>\"\n  }\n ]\n}\n";

/// The feed with a part replaced, which must be refused with these words.
fn refused_by_hand(site: &CaseSite, part: &str, replaced: &str, words: &[&str]) -> CaseResult {
    require(BY_HAND.contains(part), part)?;
    site.write(FEED, BY_HAND.replacen(part, replaced, 1));
    site.refused(FEED, words)
}

fn utf8_mark(site: &CaseSite) -> CaseResult {
    site.write(FEED, format!("\u{feff}{BY_HAND}"));
    let page = site.page("bai/a/index.html")?;
    require(page.contains("Đường làng") && page.contains("<p>Sạch đẹp</p>"), page)?;
    Ok(Outcome::Right)
}

fn utf16_le(site: &CaseSite) -> CaseResult {
    let bytes: Vec<u8> = format!("\u{feff}{BY_HAND}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    site.write(FEED, bytes);
    site.refused(FEED, &["UTF-16", "save it as UTF-8"])
}

fn utf16_be_no_mark(site: &CaseSite) -> CaseResult {
    let bytes: Vec<u8> = BY_HAND.encode_utf16().flat_map(u16::to_be_bytes).collect();
    site.write(FEED, bytes);
    site.refused(FEED, &["UTF-16", "save it as UTF-8"])
}

fn windows_1258(site: &CaseSite) -> CaseResult {
    let (before, after) = BY_HAND.split_once('Đ').ok_or("no Đ")?;
    let ascii = |text: &str| text.chars().filter(char::is_ascii).collect::<String>();
    site.write(FEED, [ascii(before).as_bytes(), b"\xd0", ascii(after).as_bytes()].concat());
    site.refused(FEED, &["line 6, column 14", "the byte 0xD0", "save it as UTF-8"])
}

fn no_break_space(site: &CaseSite) -> CaseResult {
    refused_by_hand(site, "1.1\",\n", "1.1\",\u{a0}\n", &["line 2, column 48", "no-break space"])
}

fn raw_newline(site: &CaseSite) -> CaseResult {
    refused_by_hand(
        site,
        "Sạch đẹp",
        "Sạch\nđẹp",
        &["line 7, column 28", "a line break stands inside a text; write \\n"],
    )
}

fn raw_tab(site: &CaseSite) -> CaseResult {
    refused_by_hand(site, "Sạch đẹp", "Sạch\tđẹp", &["line 7, column 28", "a tab stands inside a text"])
}

fn missing_comma(site: &CaseSite) -> CaseResult {
    let mut page = CaseSite::site_json();
    page["pages"] = json!([{"id": "gioi-thieu", "title": "Giới thiệu", "content_html": "<a href='../bai/a/'>x</a>"}]);
    page["categories"] = json!([{"id": "tin", "name": "Tin"}]);
    site.write(SITE, page.to_string());
    let outcome = refused_by_hand(site, "làng\",", "làng\"", &["line 6, column 25", "a comma is missing here"])?;
    let checked = site.check()?;
    let follows = |code: &str| ["link-broken", "category-unnamed", "file-missing", "redirect-unused"].contains(&code);
    require(!checked.findings.iter().any(|it| follows(it.kind.code())), &checked.findings)?;
    Ok(outcome)
}

fn trailing_comma(site: &CaseSite) -> CaseResult {
    refused_by_hand(site, "</p>\"\n", "</p>\",\n", &["line 7, column 37", "a comma stands before the closing \"}\""])
}

fn curly_quotes(site: &CaseSite) -> CaseResult {
    refused_by_hand(site, "\"title\"", "“title”", &["line 6, column 4", "curly quotation mark “"])
}

fn windows_path(site: &CaseSite) -> CaseResult {
    refused_by_hand(site, "\"id\"", "\"image\": \"C:\\anh.jpg\", \"id\"", &["line 5, column 16", "a single backslash"])
}

fn quote_in_text(site: &CaseSite) -> CaseResult {
    refused_by_hand(site, "<p>", "<p class=\"a\">", &["line 7, column 30", "a quotation mark inside a text"])
}

fn cut_off(site: &CaseSite) -> CaseResult {
    refused_by_hand(site, " ]\n}\n", "", &["the file ends here, but the \"[\" of line 3, column 11 is not closed"])
}

fn lone_surrogate(site: &CaseSite) -> CaseResult {
    let other = CaseSite::article().to_string();
    let bad = r#"{"id": "b", "title": "Cười \ud83d", "content_text": "Vui \ude00 vẻ"}"#;
    site.write(FEED, feed_of(&json!([])).replace("[]", &format!("[{other},{bad}]")));
    let page = site.page("bai/tin-1/index.html")?;
    require(page.contains("Lịch tiêm phòng"), page)?;
    let page = site.page("bai/b/index.html")?;
    require(page.contains("Cười \u{fffd}") && page.contains("Vui \u{fffd} vẻ"), page)?;
    Ok(Outcome::Right)
}

fn repeated_field(site: &CaseSite) -> CaseResult {
    site.write(FEED, BY_HAND.replacen("\"items\"", "\"items\": [{\"id\": \"b\", \"title\": \"Mất\"}],\n \"items\"", 1));
    require(site.check()?.is_anything_lost(), "nothing lost")?;
    site.told("field-repeated", &["line 4, column 2", "\"items\" stands in this object a second time"])
}

fn misnamed(site: &CaseSite) -> CaseResult {
    site.rename(FEED, "data/feed.json.txt");
    site.refused(FEED, &["there is data/feed.json.txt: rename it to data/feed.json"])
}

fn successor_javascript(site: &CaseSite) -> CaseResult {
    let mut merged = CaseSite::site_json();
    merged["archive"] = json!({"since": "2025-07-01", "successor": {"name": "Xã Mới", "url": "javascript:alert(1)"}});
    site.write(SITE, merged.to_string());
    site.refused(SITE, &["archive.successor.url: expected an address"])
}

fn base_url_script(site: &CaseSite) -> CaseResult {
    let mut hostile = CaseSite::site_json();
    hostile["base_url"] = json!("https://xa-thu.example/<script>alert(1)</script>/");
    site.write(SITE, hostile.to_string());
    site.refused(SITE, &["base_url: expected an absolute address"])
}

fn redirect_javascript(site: &CaseSite) -> CaseResult {
    let mut hostile = CaseSite::site_json();
    hostile["redirects"] = json!([{"from": "/cu", "to": "/tin/"}, {"from": "/cu-2", "to": "javascript:alert(1)"}]);
    site.write(SITE, hostile.to_string());
    site.refused(SITE, &["redirects[1]: to: expected a path"])
}

fn field_vietnamese(site: &CaseSite) -> CaseResult {
    let mut named = CaseSite::site_json();
    named["ten_ngan"] = json!("Xã Thử");
    site.write(SITE, named.to_string());
    site.told("field-unknown", &["data/site.json, ten_ngan", "did you mean \"short_name\"?"])
}
