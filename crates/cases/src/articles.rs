//! What stands in articles: markup, pictures, and fields that another program wrote.

use crate::{Case, CaseResult, CaseSite, Outcome, require};
use serde_json::json;

/// The cases of this module.
pub const CASES: &[Case] = &[
    Case { name: "html-escaped-twice", expected: Outcome::Right, run: escaped_twice },
    Case { name: "html-in-content-text", expected: Outcome::Right, run: markup_in_text },
    Case { name: "html-unclosed-quote", expected: Outcome::Right, run: unclosed_quote },
    Case { name: "shortcodes", expected: Outcome::Right, run: shortcodes },
    Case { name: "brackets-of-people", expected: Outcome::Right, run: brackets_of_people },
    Case { name: "picture-file-url", expected: Outcome::Right, run: picture_file_url },
    Case { name: "picture-other-folder", expected: Outcome::Right, run: picture_other_folder },
    Case { name: "picture-letter-case", expected: Outcome::Right, run: picture_letter_case },
    Case { name: "field-misspelt", expected: Outcome::Right, run: field_misspelt },
    Case { name: "field-vietnamese", expected: Outcome::Right, run: field_vietnamese },
    Case { name: "field-of-an-extension", expected: Outcome::Right, run: field_of_an_extension },
    Case { name: "xml-forbidden-characters", expected: Outcome::Right, run: xml_forbidden },
];

fn escaped_twice(site: &CaseSite) -> CaseResult {
    site.write_article(&json!({"content_html": "&lt;p&gt;Bà con &amp;amp; cán bộ&lt;/p&gt;"}));
    site.told("markup-shown", &["article \"tin-1\" (\"Lịch tiêm phòng\")", "the page shows \"<p>\""])
}

fn markup_in_text(site: &CaseSite) -> CaseResult {
    site.write_article(&json!({"content_html": null, "content_text": "<strong>Mời</strong> bà con&nbsp;dự họp"}));
    site.told("markup-shown", &["the page shows \"<strong>\""])
}

fn unclosed_quote(site: &CaseSite) -> CaseResult {
    site.write_article(&json!({"content_html": "<p>Đầu bài</p><a href=\"/tin/>Cuối bài là lịch tiêm</a>"}));
    require(site.check()?.is_anything_lost(), "nothing lost")?;
    site.told("lost", &["article \"tin-1\"", "Cuối bài"])
}

fn shortcodes(site: &CaseSite) -> CaseResult {
    site.write_article(
        &json!({"content_html": "<p>[caption id=\"a\" width=\"300\"]Ảnh[/caption]</p><p>[gallery]</p>"}),
    );
    site.told("shortcode-shown", &["[caption id="])
}

fn brackets_of_people(site: &CaseSite) -> CaseResult {
    site.write_article(&json!({"content_html": "<p>[1] [...] [Video] [Ảnh: Thu] 3 &lt; 5 A&amp;B &lt;họ tên&gt;</p>"}));
    let checked = site.check()?;
    let is_false = |code: &str| matches!(code, "shortcode-shown" | "markup-shown");
    require(!checked.findings.iter().any(|it| is_false(it.kind.code())), &checked.findings)?;
    Ok(Outcome::Right)
}

fn picture_file_url(site: &CaseSite) -> CaseResult {
    site.write_article(&json!({"content_html": "<p>Họp</p><img src=\"file:///C:/Users/x/anh.jpg\" alt=\"Ảnh\">"}));
    site.told("address-unreachable", &["\"file:///C:/Users/x/anh.jpg\" is a file on one computer"])
}

fn picture_other_folder(site: &CaseSite) -> CaseResult {
    site.write("media/anh.jpg", "x");
    site.write_article(&json!({"content_html": "<p>Họp</p><img src=\"media/anh.jpg\" alt=\"Ảnh\">"}));
    site.told("file-missing", &["there is media/anh.jpg: write ../media/anh.jpg"])
}

fn picture_letter_case(site: &CaseSite) -> CaseResult {
    site.write("media/Anh.JPG", "x");
    site.write_article(&json!({"image": "../media/anh.jpg"}));
    site.told("file-missing", &["there is media/Anh.JPG: write ../media/Anh.JPG"])
}

fn field_misspelt(site: &CaseSite) -> CaseResult {
    site.write_article(&json!({"date_published": null, "date_publish": "2023-11-20"}));
    site.told("field-unknown", &["items[0].date_publish (\"Lịch tiêm phòng\")", "did you mean \"date_published\"?"])
}

fn field_vietnamese(site: &CaseSite) -> CaseResult {
    site.write_article(&json!({"content_html": null, "nội dung": "<p>x</p>"}));
    site.told("field-unknown", &["did you mean \"content_html\"?"])
}

fn field_of_an_extension(site: &CaseSite) -> CaseResult {
    site.write_article(&json!({"_title": 1, "_khac": {"tieu_de": 1}, "views": 5}));
    let checked = site.check()?;
    require(!checked.findings.iter().any(|it| it.kind.code() == "field-unknown"), &checked.findings)?;
    Ok(Outcome::Right)
}

fn xml_forbidden(site: &CaseSite) -> CaseResult {
    site.write_article(&json!({"title": "A\u{1}\u{fffe}\u{ffff}B", "tags": ["\u{2}C"], "attachments": [
        {"url": "https://a.example/x", "mime_type": "a\u{1}/b", "size_in_bytes": 1}]}));
    let feed = site.page("feed.xml")?;
    let is_allowed = |c: char| c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}');
    require(feed.chars().all(is_allowed) && feed.contains("<title>AB</title>") && feed.contains("type=\"a/b\""), feed)?;
    Ok(Outcome::Right)
}
