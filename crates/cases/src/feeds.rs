//! What a CMS emits, given to `trangxa import`.

use crate::{Case, CaseResult, CaseSite, Outcome, require};
use serde_json::{Value, json};
use trangxa_model::Timestamp;
use trangxa_test_support::{DATES, feed_of};

/// The cases of this module.
pub const CASES: &[Case] = &[
    Case { name: "rss-plain", expected: Outcome::Right, run: rss_plain },
    Case { name: "rss-dates", expected: Outcome::Right, run: rss_dates },
    Case { name: "rss-dates-unreadable", expected: Outcome::Right, run: rss_dates_unreadable },
    Case { name: "rss-dates-month-first", expected: Outcome::Right, run: rss_dates_month_first },
    Case { name: "feed-dates", expected: Outcome::Right, run: feed_dates },
    Case { name: "rss-one-link", expected: Outcome::Right, run: rss_one_link },
    Case { name: "rss-same-guid", expected: Outcome::Right, run: rss_same_guid },
    Case { name: "rss-empty-guid", expected: Outcome::Right, run: rss_empty_guid },
    Case { name: "rss-same-guid-later", expected: Outcome::Right, run: rss_same_guid_later },
    Case { name: "rss-userland", expected: Outcome::Right, run: rss_userland },
    Case { name: "rss-0.90", expected: Outcome::Right, run: rss_0_90 },
    Case { name: "atom-0.3", expected: Outcome::Right, run: atom_0_3 },
    Case { name: "rss-nothing-readable", expected: Outcome::Refused, run: rss_nothing_readable },
    Case { name: "rss-utf8-as-utf16", expected: Outcome::Right, run: |site| rss_utf8(site, "utf-16") },
    Case { name: "rss-utf8-as-windows-1258", expected: Outcome::Right, run: |site| rss_utf8(site, "windows-1258") },
    Case { name: "rss-windows-1258", expected: Outcome::Right, run: rss_windows_1258 },
    Case { name: "rss-utf16", expected: Outcome::Right, run: rss_utf16 },
    Case { name: "json-utf16", expected: Outcome::Right, run: json_utf16 },
    Case { name: "rss-mojibake", expected: Outcome::Right, run: rss_mojibake },
    Case { name: "rss-tcvn3", expected: Outcome::Right, run: rss_tcvn3 },
];

/// An RSS document of these items.
fn rss(items: &str) -> String {
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Tin</title>{items}</channel></rss>")
}

/// An item with these members in RSS.
fn item(title: &str, link: &str, guid: &str, date: &str) -> String {
    format!(
        "<item><title>{title}</title><link>{link}</link>{guid}<pubDate>{date}</pubDate>\
         <description>Nội dung {title}</description></item>"
    )
}

/// The imported article of that title.
fn article(site: &CaseSite, title: &str) -> Result<Value, String> {
    let found: Vec<Value> = site.items().into_iter().filter(|item| item["title"] == title).collect();
    require(found.len() == 1, format!("{} articles \"{title}\"", found.len()))?;
    Ok(found[0].clone())
}

/// The article's date, as an instant.
fn published(site: &CaseSite, title: &str) -> Result<Option<Timestamp>, String> {
    Ok(article(site, title)?["date_published"].as_str().and_then(Timestamp::parse))
}

/// Imports a document from which these articles have to come, and nothing to be lost, and nothing to change the second time.
fn imports(site: &CaseSite, bytes: impl AsRef<[u8]>, titles: &[&str]) -> CaseResult {
    let report = site.import("tin.xml", &bytes)?;
    require(report.added == titles.len() && report.losses.is_empty(), &report)?;
    for title in titles {
        article(site, title)?;
    }
    let report = site.import("tin.xml", &bytes)?;
    require((report.added, report.updated, report.unchanged) == (0, 0, titles.len()), &report)?;
    Ok(Outcome::Right)
}

fn rss_plain(site: &CaseSite) -> CaseResult {
    let date = "Mon, 20 Nov 2023 08:00:00 +0700";
    imports(site, rss(&item("Họp dân", "https://cu.example/hop", "", date)), &["Họp dân"])?;
    require(published(site, "Họp dân")? == Timestamp::parse("2023-11-20T08:00:00+07:00"), site.items())?;
    require(site.items().len() == 2, site.items())?;
    Ok(Outcome::Right)
}

fn rss_dates(site: &CaseSite) -> CaseResult {
    let title = |number: usize| format!("Ngày {number}");
    let link = |number: usize| format!("https://cu.example/{number}");
    let items: String = (0..DATES.len()).map(|i| item(&title(i), &link(i), "", DATES[i].0)).collect();
    let report = site.import("tin.xml", rss(&items))?;
    require(report.added == DATES.len() && report.losses.is_empty(), &report)?;
    for (i, (text, expected)) in DATES.iter().enumerate() {
        let found = article(site, &title(i))?;
        require(found["date_published"] == *expected, format!("{text}: {found}"))?;
    }
    Ok(Outcome::Right)
}

fn rss_dates_unreadable(site: &CaseSite) -> CaseResult {
    for (i, text) in ["12/25/2026 08:00", "31/02/2023", "hôm qua", "22/06/2023 08:00 XYZ"].into_iter().enumerate() {
        let title = format!("Ngày {i}");
        let report = site.import("tin.xml", rss(&item(&title, &format!("https://cu.example/{i}"), "", text)))?;
        require(report.added == 1 && report.losses.len() == 1 && report.losses[0].contains(text), &report)?;
        require(article(site, &title)?.get("date_published").is_none(), site.items())?;
    }
    Ok(Outcome::Right)
}

fn rss_dates_month_first(site: &CaseSite) -> CaseResult {
    let items = [
        item("Một", "https://cu.example/1", "", "11/28/2026 8:00:00 AM"),
        item("Hai", "https://cu.example/2", "", "11/05/2026 8:00:00 AM"),
    ];
    let report = site.import("tin.xml", rss(&items.concat()))?;
    require(report.added == 2 && report.losses.len() == 2, &report)?;
    require(published(site, "Hai")?.is_none(), site.items())?;
    Ok(Outcome::Right)
}

/// The site's own feed has the forms that a CMS prints: check has no finding about them, and the page shows the day.
fn feed_dates(site: &CaseSite) -> CaseResult {
    let article = |id: &str, date: &str| json!({"id": id, "title": id, "content_text": "A", "date_published": date});
    let items: Vec<Value> =
        DATES.iter().enumerate().map(|(i, (text, _))| article(&format!("ngay-{i}"), text)).collect();
    site.write("data/feed.json", feed_of(&json!(items)));
    let checked = site.check()?;
    require(!checked.findings.iter().any(|it| it.to_string().contains("date")), &checked.findings)?;
    site.build()?;
    for (i, (text, shown)) in DATES.iter().enumerate() {
        let page = site.built(&format!("bai/ngay-{i}/index.html"))?;
        require(page.contains(&format!("datetime=\"{shown}\"")), format!("{text}: {page}"))?;
    }
    site.write("data/feed.json", feed_of(&json!([article("ngay-1", "12/25/2026 08:00")])));
    site.told("field-left-out", &["12/25/2026 08:00"])
}

const TITLES: [&str; 3] = ["Thông báo nghỉ lễ", "Lịch tiêm chủng", "Tuyển quân năm 2024"];

/// Three items with these links and guids.
fn three(link: fn(usize) -> String, guid: &str) -> [String; 3] {
    [0, 1, 2].map(|i| item(TITLES[i], &link(i), guid, &format!("Thu, 2{i} Jun 2023 08:00:00 +0700")))
}

fn own_link(number: usize) -> String {
    format!("https://cu.example/tin/{number}.html")
}

fn rss_one_link(site: &CaseSite) -> CaseResult {
    imports(site, rss(&three(|_| "https://cu.example/thong-bao".to_owned(), "").concat()), &TITLES)
}

fn rss_same_guid(site: &CaseSite) -> CaseResult {
    imports(site, rss(&three(own_link, "<guid isPermaLink=\"false\">N/A</guid>").concat()), &TITLES)
}

fn rss_empty_guid(site: &CaseSite) -> CaseResult {
    imports(site, rss(&three(own_link, "<guid> \n</guid>").concat()), &TITLES)
}

/// An article that had the id alone stays the same article, and the others come beside it.
fn rss_same_guid_later(site: &CaseSite) -> CaseResult {
    let items = three(own_link, "<guid isPermaLink=\"false\">N/A</guid>");
    for (i, item) in items.iter().enumerate() {
        let report = site.import("tin.xml", rss(item))?;
        require((report.added, report.updated) == (1, 0), format!("item {i}: {report:?}"))?;
    }
    let report = site.import("tin.xml", rss(&items.concat()))?;
    require((report.added, report.updated, report.unchanged) == (0, 0, 3), &report)?;
    Ok(Outcome::Right)
}

fn rss_userland(site: &CaseSite) -> CaseResult {
    let xml = rss(&item("Họp dân", "https://cu.example/hop", "", "20/11/2023"));
    imports(site, xml.replace("<rss ", "<rss xmlns=\"http://backend.userland.com/rss2\" "), &["Họp dân"])
}

fn rss_0_90(site: &CaseSite) -> CaseResult {
    let xml = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://my.netscape.com/rdf/simple/0.9/\">\
               <channel><title>Tin</title></channel><item><title>Họp dân</title><link>https://cu.example/hop</link></item></rdf:RDF>";
    imports(site, xml, &["Họp dân"])
}

fn atom_0_3(site: &CaseSite) -> CaseResult {
    let xml = "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><title>Tin</title><entry><title>Họp dân</title><id>tag:1</id>\
               <link rel=\"alternate\" href=\"https://cu.example/hop\"/><issued>2023-11-20T08:00:00+07:00</issued>\
               <content type=\"text/html\" mode=\"escaped\">&lt;p&gt;Mời bà con&lt;/p&gt;</content></entry></feed>";
    imports(site, xml, &["Họp dân"])?;
    require(article(site, "Họp dân")?["content_html"] == "<p>Mời bà con</p>", site.items())?;
    require(published(site, "Họp dân")? == Timestamp::parse("2023-11-20T08:00:00+07:00"), site.items())?;
    Ok(Outcome::Right)
}

fn rss_nothing_readable(site: &CaseSite) -> CaseResult {
    let before = site.items();
    let error = site.import("tin.xml", rss("<item><guid>1</guid></item><item><guid>2</guid></item>"));
    let error = error.err().ok_or("an import that succeeds")?;
    require(error.contains("tin.xml") && error.contains("item 1") && error.contains("item 2"), &error)?;
    require(site.items() == before, site.items())?;
    Ok(Outcome::Refused)
}

fn rss_utf8(site: &CaseSite, declared: &str) -> CaseResult {
    let xml = rss(&item("Đường làng", "https://cu.example/1", "", "20/11/2023"));
    imports(site, xml.replace("?>", &format!(" encoding=\"{declared}\"?>")), &["Đường làng"])
}

fn rss_windows_1258(site: &CaseSite) -> CaseResult {
    let start = "<?xml version=\"1.0\" encoding=\"windows-1258\"?><rss><channel><item><title>";
    let xml = [start.as_bytes(), b"H\xf4\xf2i \xf0\xf4\xccng", b"</title></item></channel></rss>"].concat();
    imports(site, xml, &["Hội đồng"])
}

fn rss_utf16(site: &CaseSite) -> CaseResult {
    let xml = rss(&item("Đường làng", "https://cu.example/1", "", "20/11/2023"));
    imports(site, xml.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>(), &["Đường làng"])
}

fn json_utf16(site: &CaseSite) -> CaseResult {
    let feed = feed_of(&json!([{"id": "1", "title": "Đường làng"}]));
    let bytes: Vec<u8> = format!("\u{feff}{feed}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    imports(site, bytes, &["Đường làng"])
}

fn rss_mojibake(site: &CaseSite) -> CaseResult {
    let damaged = item("Há»™i Ä‘á»“ng", "https://cu.example/1", "", "20/11/2023").replace("Nội dung", "Text");
    imports(site, rss(&damaged), &["Hội đồng"])?;
    require(article(site, "Hội đồng")?["summary"] == "Text Hội đồng", site.items())?;
    // Beside right letters the text does not go back.
    let report = site.import("tin.xml", rss(&(item("Hội Há»™i", "https://cu.example/2", "", "") + &damaged)))?;
    require(report.added == 0 && report.losses.len() == 1 && report.losses[0].contains("item 1 (\"Hội "), &report)?;
    Ok(Outcome::Right)
}

fn rss_tcvn3(site: &CaseSite) -> CaseResult {
    let items = item("Hé tÞch", "https://cu.example/1", "", "") + &item("Họp dân", "https://cu.example/2", "", "");
    let report = site.import("tin.xml", rss(&items))?;
    require(report.added == 1 && report.losses.len() == 1 && report.losses[0].contains("Unicode"), &report)?;
    require(!site.items().iter().any(|item| item.to_string().contains("tÞch")), site.items())?;
    Ok(Outcome::Right)
}
