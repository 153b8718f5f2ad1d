//! What a CMS emits, given to `trangxa import`.

use crate::{Case, CaseResult, CaseSite, Outcome, require};

/// The cases of this module.
pub const CASES: &[Case] = &[Case { name: "rss-plain", expected: Outcome::Right, run: rss_plain }];

fn rss_plain(site: &CaseSite) -> CaseResult {
    let rss = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Tin</title><item><title>Họp dân</title>\
               <link>https://cu.example/hop</link><pubDate>Mon, 20 Nov 2023 08:00:00 +0700</pubDate>\
               <description>&lt;p&gt;Mời bà con&lt;/p&gt;</description></item></channel></rss>";
    let report = site.import("tin.xml", rss)?;
    require(report.added == 1 && report.remarks.is_empty(), &report)?;
    let items = site.items();
    let item = items.iter().find(|item| item["title"] == "Họp dân").ok_or("the article is not in the feed")?;
    let published = item["date_published"].as_str().and_then(trangxa_model::Timestamp::parse);
    require(published == trangxa_model::Timestamp::parse("2023-11-20T08:00:00+07:00"), item)?;
    require(items.len() == 2, &items)?;
    Ok(Outcome::Right)
}
