//! Times on the page are Vietnam's, wherever the reader's device is.

use trangxa_e2e::{Browser, Profile};
use trangxa_host::Fault;

use crate::sites::{self, ARTICLE};

/// 21:30 on 29 June in Los Angeles is 11:30 on 30 June in Vietnam, and 04:30 in London.
const NOW: &str = "2025-06-29T21:30:00-07:00";

/// The texts of a page that hold a time.
async fn times(browser: &Browser) -> Vec<String> {
    let mut texts = browser.texts("main time, .byline, .age, .counters > p").await;
    texts.retain(|text| text.contains(|c: char| c.is_ascii_digit()));
    texts
}

#[tokio::test]
async fn a_device_in_los_angeles_shows_the_times_of_vietnam() {
    let host = sites::serve(sites::demo(), "/").await;
    let mut visits = sites::document("data/visits.json");
    visits["generated_at"] = "2025-06-30T00:15:00+07:00".into();
    host.faults().set("data/visits.json", Fault::Body(visits.to_string()));
    let mut shown = Vec::new();
    for (zone, hour) in [(None, 4), (Some("America/Los_Angeles"), 21)] {
        let browser = Browser::open(Profile { time_zone: zone, ..Profile::default() }).await;
        browser.run_first(&format!("Date.now = () => Date.parse('{NOW}')")).await;
        let mut texts = Vec::new();
        for page in ["", "tin/", "tthc/", ARTICLE] {
            sites::open_renewed(&browser, &format!("{}{page}", host.url())).await;
            assert_eq!(browser.eval("return new Date(Date.now()).getHours()").await, hour, "the device's own time");
            // It is another day on the device than in Vietnam.
            let counted = "document.querySelector('.counters > p').innerText === 'Số lượt truy cập lúc 00:15'";
            browser.wait("the time of the counters", counted).await;
            texts.extend(times(&browser).await);
        }
        assert!(texts.len() > 20, "{texts:?}");
        assert!(texts.iter().any(|text| text.contains("30/06/2025")), "{texts:?}");
        shown.push(texts);
        browser.finish(&[]).await;
    }
    assert_eq!(shown[0], shown[1]);
}
