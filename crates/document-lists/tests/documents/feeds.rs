//! The RSS of NukeViet's module of laws.

use crate::support::{documents, import, register, rss, site};
use serde_json::json;
use trangxa_document_lists::Outcome;

#[test]
fn items_become_documents_and_one_without_a_number_is_told() {
    let site = site();
    let report = import(&site, "rss.xml", rss());
    assert_eq!(report.outcome(), Outcome::Incomplete);
    assert!(report.text().contains("item 3"), "{}", report.text());
    assert_eq!(
        documents(&site),
        json!([
            {"id": "12-kh-ubnd-2025", "number": "12/KH-UBND", "abstract": "Kế hoạch thu ngân sách năm 2025", "issued": "2025-02-03"},
            {"id": "88-tb-ubnd-2025", "number": "88/TB-UBND", "abstract": "Thông báo nghỉ lễ", "issued": "2025-04-25"},
        ])
    );
}

#[test]
fn a_register_fills_in_what_the_feed_does_not_say() {
    let site = site();
    import(&site, "rss.xml", rss());
    let report = import(&site, "so.xlsx", register());
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(documents(&site).as_array().unwrap().len(), 5);
    assert_eq!(documents(&site)[0]["signer"], "Nguyễn Văn A");
    assert!(report.text().contains("3 documents are new, 1 changed, 0 unchanged"), "{}", report.text());
}

#[test]
fn the_feed_of_an_older_version_has_no_day_of_issue_and_joins_the_register() {
    let site = site();
    let old = "<rss version=\"2.0\"><channel><title>t</title><generator>NukeViet v4.0</generator><item>\
        <title>Kế hoạch số 12/KH-UBND</title><description>Kế hoạch thu ngân sách năm 2025</description>\
        <pubDate>Tue, 30 May 2023 16:05:23 +0700</pubDate></item></channel></rss>";
    import(&site, "cu.xml", old);
    assert_eq!(documents(&site)[0].get("issued"), None, "the day on which somebody entered it is not that of issue");
    let id = documents(&site)[0]["id"].clone();
    let report = import(&site, "so.xlsx", register());
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!((&documents(&site)[0]["issued"], &documents(&site)[0]["id"]), (&json!("2025-02-03"), &id));
}
