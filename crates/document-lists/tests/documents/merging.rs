//! What becomes of the documents that a site has already.

use crate::support::{DOCUMENT, documents, import, register, rss, site, site_with};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::SystemTime;
use trangxa_document_lists::{ImportError, Outcome, import_documents};
use trangxa_test_support::SiteFolder;

fn row(number: &str, about: &str, signer: &str) -> String {
    format!("Số ký hiệu;Trích yếu;Ngày ban hành;Người ký\n{number};{about};01/07/2025;{signer}\n")
}

/// Changes the first document of the site as a clerk does.
fn edit(site: &SiteFolder, member: &str, value: Value) {
    let mut json = site.json(DOCUMENT);
    json["documents"][0][member] = value;
    site.write(DOCUMENT, json.to_string());
}

/// The files of the site with the time of each, without those that are imported.
fn written(site: &SiteFolder) -> Vec<(PathBuf, (Vec<u8>, SystemTime))> {
    let files = site.files().into_iter();
    files.filter(|(path, _)| !path.starts_with(site.path("xuat"))).collect()
}

#[test]
fn a_second_import_changes_no_byte() {
    let site = site();
    let both = |site: &SiteFolder| {
        [import(site, "so.xlsx", register()), import(site, "rss.xml", rss())].map(|report| report.changed)
    };
    assert_eq!(both(&site), [true, true]);
    let files = written(&site);
    assert_eq!(both(&site), [false, false]);
    assert!(written(&site) == files, "a file was written again");
    let text = import(&site, "so.xlsx", register()).text();
    assert!(text.contains("0 documents are new, 0 changed, 4 unchanged"), "{text}");
}

#[test]
fn what_a_clerk_wrote_stays_and_is_told_once() {
    let site = site();
    import(&site, "so.csv", row("1/TB-UBND", "Lịch trực", "A"));
    edit(&site, "signer", json!("Ông A"));
    edit(&site, "note", json!("Xem thêm ở bảng tin"));
    edit(&site, "abstract", json!("Lịch trực lễ 2/9"));
    let report = import(&site, "so.csv", row("1/TB-UBND", "Lịch trực", "A"));
    assert_eq!((report.outcome(), report.changed), (Outcome::Complete, false), "{}", report.text());
    assert_eq!(documents(&site)[0]["signer"], "Ông A");
    // The register was corrected, too: nobody knows who is right.
    let report = import(&site, "so.csv", row("1/TB-UBND", "Lịch trực", "B"));
    assert_eq!((report.outcome(), report.changed), (Outcome::Incomplete, false), "{}", report.text());
    let report = import(&site, "so.csv", row("1/TB-UBND", "Lịch trực", "B"));
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(documents(&site)[0]["signer"], "Ông A");
    assert_eq!(
        (&documents(&site)[0]["note"], documents(&site).as_array().unwrap().len()),
        (&json!("Xem thêm ở bảng tin"), 1)
    );
}

#[test]
fn what_the_register_corrects_is_replaced_and_the_address_stays() {
    let site = site();
    import(&site, "so.csv", row("1/TB-UBND", "Lịch trực", "A"));
    let report = import(&site, "so.csv", row("1/TB-UBND", "Lịch trực lễ", "B"));
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    let document = &documents(&site)[0];
    assert_eq!((&document["abstract"], &document["signer"]), (&json!("Lịch trực lễ"), &json!("B")));
    assert_eq!(document["id"], "1-tb-ubnd-2025");
}

#[test]
fn other_forms_of_what_a_clerk_wrote_say_the_same() {
    let site = site_with(
        &json!([{"number": "1/tb-ubnd", "abstract": "LỊCH  trực", "issued": "01/07/2025", "force": "Hết hiệu lực",
        "replaces": "5/TB-UBND", "files": "../media/12-kh-ubnd.pdf", "khac": true}]),
    );
    let before = site.files()[&site.path(DOCUMENT)].clone();
    let table = "Số ký hiệu;Trích yếu;Ngày ban hành;Tình trạng;Thay thế;Tệp\n1/TB-UBND;LỊCH trực;1/7/2025;Hết hiệu lực toàn bộ;5/TB-UBND;12-kh-ubnd.pdf\n";
    let report = import(&site, "so.csv", table);
    assert_eq!((report.outcome(), report.changed), (Outcome::Complete, false), "{}", report.text());
    assert!(site.files()[&site.path(DOCUMENT)] == before, "the file was written again");
}

#[test]
fn the_title_of_a_file_stays_when_another_file_comes() {
    let site = site();
    site.write("media/phu-luc.pdf", "%PDF-1.4");
    let table = |files: &str| format!("Số ký hiệu;Trích yếu;Ngày ban hành;Tệp\n1/TB-UBND;Lịch;1/7/2025;\"{files}\"\n");
    import(&site, "so.csv", table("12-kh-ubnd.pdf"));
    edit(&site, "files", json!([{"url": "../media/12-kh-ubnd.pdf", "title": "Bản ký"}]));
    let report = import(&site, "so.csv", table("phu-luc.pdf; 12-kh-ubnd.pdf"));
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(
        documents(&site)[0]["files"],
        json!([{"url": "../media/phu-luc.pdf"}, {"url": "../media/12-kh-ubnd.pdf", "title": "Bản ký"}])
    );
}

#[test]
fn a_document_that_the_site_does_not_show_whole_is_not_touched() {
    let site = site_with(&json!([{"number": "1/TB-UBND", "issued": "hôm nọ"}]));
    let file = site.write("xuat/so.csv", row("2/TB-UBND", "Lịch", "A"));
    let error = import_documents(&crate::support::options(&site, &[file])).unwrap_err();
    assert!(matches!(error, ImportError::Mistakes(_)), "{error}");
    assert!(error.to_string().contains("documents[0].issued"), "{error}");
}
