//! NukeViet's RSS, with the mistake in its dates.

use crate::support::{Site, fixture};
use trangxa_test_support::WebServer;

fn imported(rss: &str) -> (Site, Vec<String>) {
    let site = Site::new();
    let file = site.write("nguon/rss.xml", rss).display().to_string();
    let report = site.import(&[&file]);
    (site, report.remarks)
}

fn nukeviet() -> String {
    String::from_utf8(fixture("nukeviet.xml")).unwrap()
}

#[test]
fn minutes_that_hold_the_month_are_set_to_zero() {
    let (site, remarks) = imported(&nukeviet());
    assert_eq!(site.items().len(), 30);
    assert_eq!(site.item("news_1230")["date_published"], "2023-11-28T07:00:00+07:00");
    assert_eq!(site.item("news_1201")["date_published"], "2023-05-30T16:00:00+07:00");
    assert_eq!(remarks.len(), 1, "one remark for the document");
    assert!(
        remarks[0].contains("rss.xml: in the dates of this NukeViet feed the minutes hold the month"),
        "{remarks:?}"
    );
}

#[test]
fn a_nukeviet_feed_is_recognised_by_its_ids() {
    let (site, remarks) = imported(&nukeviet().replace("<generator>NukeViet v4.5</generator>", ""));
    assert_eq!(site.item("news_1230")["date_published"], "2023-11-28T07:00:00+07:00");
    assert_eq!(remarks.len(), 1);
}

#[test]
fn a_nukeviet_feed_is_recognised_by_its_generator() {
    let (site, remarks) = imported(&nukeviet().replace(">news_", ">bai_"));
    assert_eq!(site.item("bai_1230")["date_published"], "2023-11-28T07:00:00+07:00");
    assert_eq!(remarks.len(), 1);
}

#[test]
fn an_unreadable_date_does_not_keep_the_others_from_being_repaired() {
    let (site, remarks) = imported(&nukeviet().replace("Tue, 30 May 2023 16:05:23 +0700", "hôm nọ"));
    assert_eq!(site.item("news_1230")["date_published"], "2023-11-28T07:00:00+07:00");
    assert_eq!((remarks.len(), site.item("news_1201").get("date_published")), (1, None));
}

#[test]
fn minutes_of_a_corrected_nukeviet_stay() {
    let (site, remarks) = imported(&nukeviet().replace("16:05:23", "16:06:23"));
    assert_eq!(site.item("news_1230")["date_published"], "2023-11-28T07:11:00+07:00");
    assert_eq!(remarks, [] as [&str; 0]);
}

#[test]
fn minutes_of_another_cms_stay_even_when_they_are_the_month() {
    let other = nukeviet().replace("NukeViet v4.5", "Joomla!").replace(">news_", ">bai_");
    let (site, remarks) = imported(&other);
    assert_eq!(site.item("bai_1230")["date_published"], "2023-11-28T07:11:00+07:00");
    assert_eq!(remarks, [] as [&str; 0]);
}

#[test]
fn its_description_becomes_a_picture_and_a_summary() {
    let web = WebServer::new(&[("rss/tin.xml", &fixture("nukeviet.xml"))]);
    let site = Site::new();
    site.import(&[&web.url("rss/tin.xml")]);
    let item = site.item("news_1229");
    assert_eq!(item["image"], web.url("uploads/tin-bai/2023_11/anh-1229.jpg"));
    assert_eq!(
        item["summary"],
        "Thông báo lịch tiêm vắc xin cho trẻ dưới 5 tuổi tại trạm y tế với sự tham gia của đông đảo cán bộ và nhân dân \
         trong xã."
    );
    assert_eq!(item.get("content_html"), None, "a summary is not a body");
    assert_eq!(item["url"], "https://quangthanh.example/tin-tuc/bai-1229.html");
}

#[test]
fn the_instant_rss_adds_the_full_text_and_a_later_summary_does_not_remove_it() {
    let web = WebServer::new(&[("rss.xml", &fixture("nukeviet.xml")), ("instant.xml", &fixture("instant.xml"))]);
    let site = Site::new();
    site.import(&[&web.url("rss.xml")]);
    let report = site.import(&[&web.url("instant.xml")]);
    assert_eq!((report.added, report.updated), (0, 1));
    site.import(&[&web.url("rss.xml")]);
    let item = site.item("news_1230");
    let html = item["content_html"].as_str().unwrap();
    assert!(html.contains(&format!("<img src=\"{}\">", web.url("uploads/tin-bai/2023_11/anh-1230.jpg"))), "{html}");
    assert!(html.contains(&format!("<a href='{}'>", web.url("uploads/bao-cao.pdf"))), "{html}");
    assert_eq!(item["tags"][0], "Chính trị - Kinh tế");
    assert_eq!(item["_trangxa"].get("category"), None, "no category is invented");
}
