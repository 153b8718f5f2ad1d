//! Dates as communes' feeds have them: read, or named and left out.

use crate::support::Site;
use serde_json::json;
use trangxa_test_support::{DATES, feed_of};

/// A feed with one item for each date.
fn rss(dates: &[&str]) -> String {
    let item = |(number, date): (usize, &&str)| {
        format!(
            "<item><title>Ngày {number}</title><link>https://xa.example/ngay/{number}</link><guid>ngay-{number}</guid>\
             <pubDate>{date}</pubDate><description>Bài {number}</description></item>"
        )
    };
    let items: String = dates.iter().enumerate().map(item).collect();
    format!("<rss version='2.0'><channel><title>Tin tức</title>{items}</channel></rss>")
}

#[test]
fn every_form_of_a_date_is_read_in_every_format() {
    let site = Site::new();
    // A form that only imports read.
    let of_asp = ("/Date(1687410000000+0700)/", "2023-06-22T12:00:00+07:00");
    let dates: Vec<(&str, &str)> = DATES.into_iter().chain([of_asp]).collect();
    let texts: Vec<&str> = dates.iter().map(|(text, _)| *text).collect();
    let items: Vec<_> = dates
        .iter()
        .enumerate()
        .map(|(i, (text, _))| json!({"id": format!("json-{i}"), "title": "A", "date_published": text, "date_modified": text}))
        .collect();
    let records: Vec<_> = dates
        .iter()
        .enumerate()
        .map(|(i, (text, _))| json!({"TinTucID": format!("dn-{i}"), "TieuDe": "A", "NgayDang": text}))
        .collect();
    let entries: String = dates
        .iter()
        .enumerate()
        .map(|(i, (text, _))| format!("<entry><id>atom-{i}</id><title>A</title><published>{text}</published></entry>"))
        .collect();
    let files = [
        site.write("a.xml", rss(&texts)),
        site.write("b.json", feed_of(&json!(items))),
        site.write("c.json", json!(records).to_string()),
        site.write("d.xml", format!("<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>")),
    ];
    let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    let report = site.import(&files.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!((report.added, report.losses), (4 * dates.len(), vec![]));
    for (i, (text, expected)) in dates.iter().enumerate() {
        for id in ["ngay", "json", "dn", "atom"] {
            assert_eq!(site.item(&format!("{id}-{i}"))["date_published"], *expected, "{id}: {text}");
        }
        assert_eq!(site.item(&format!("json-{i}"))["date_modified"], *expected, "{text}");
    }
}

#[test]
fn a_date_that_may_be_another_day_is_named_and_its_article_kept_without_it() {
    let site = Site::new();
    let dates = ["12/25/2026 08:00", "22/06/2023 08:00 EST", "tháng 6 năm 2023", "31/02/2023"];
    let file = site.write("a.xml", rss(&dates)).display().to_string();
    let report = site.import(&[&file]);
    assert_eq!(report.added, 4);
    for (i, date) in dates.iter().enumerate() {
        assert_eq!(site.item(&format!("ngay-{i}")).get("date_published"), None, "{date}");
        let place = format!("item {} (\"Ngày {i}\"), date_published: the date \"{date}\"", i + 1);
        assert!(report.losses[i].contains(&place), "{:?}", report.losses);
    }
    let numbers = site.write("b.json", feed_of(&json!([{"id": "so", "title": "A", "date_published": 1_687_410_000}])));
    let report = site.import(&[&numbers.display().to_string()]);
    assert!(report.losses[0].contains("items[0].date_published") && report.losses[0].contains("1687410000"));
}

#[test]
fn the_day_of_a_feed_that_writes_the_month_first_is_not_guessed() {
    let site = Site::new();
    let file =
        site.write("a.xml", rss(&["11/28/2026 8:00:00 AM", "11/05/2026 8:00:00 AM", "5 Nov 2026", "11/11/2026"]));
    let report = site.import(&[&file.display().to_string()]);
    let date = |number: usize| site.item(&format!("ngay-{number}")).get("date_published").cloned();
    assert_eq!((date(0), date(1)), (None, None), "the second may be 5 November or 11 May");
    assert_eq!(date(2), Some(json!("2026-11-05T00:00:00+07:00")));
    assert_eq!(date(3), Some(json!("2026-11-11T00:00:00+07:00")), "it is the same day in either order");
    assert_eq!(report.losses.len(), 2, "{:?}", report.losses);
}
