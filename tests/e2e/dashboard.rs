//! The dashboard `/tthc/`: every number of any period, drawn true, shared by address, changed in place.

use std::fs;
use std::path::Path;

use serde_json::json;
use trangxa_e2e::{Browser, Profile};
use trangxa_host::Host;

use crate::sites;

/// The dashboard of the demo site, live.
async fn live(profile: Profile, query: &str) -> (Host, Browser) {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(profile).await;
    sites::open_live(&browser, &format!("{}tthc/{query}", host.url())).await;
    (host, browser)
}

/// The sizes and themes that the pages are looked at in; the pictures are kept for who wants to look.
#[tokio::test]
async fn the_dashboard_fits_four_sizes_and_two_themes() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screenshots");
    fs::create_dir_all(&folder).expect("a folder");
    for dark in [false, true] {
        let (_host, browser) = live(Profile { dark, ..Profile::default() }, "").await;
        sites::settled(&browser).await;
        for (width, height) in [(320, 640), (360, 740), (768, 1024), (1280, 900)] {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            browser.cdp("Emulation.setDeviceMetricsOverride", size).await;
            let theme = if dark { "dark" } else { "light" };
            browser.screenshot(&folder.join(format!("tthc-{width}-{theme}.png")), true).await;
            let overflow = browser.eval("return document.documentElement.scrollWidth - innerWidth").await;
            assert!(overflow.as_i64() <= Some(0), "{width} {theme}: scrolls sideways by {overflow} px");
        }
        browser.finish(&[]).await;
    }
}
