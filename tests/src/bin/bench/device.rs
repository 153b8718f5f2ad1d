//! The reader's device: a cheap phone on slow 4G.

use std::time::Duration;

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile};

/// Of the viewport, in CSS pixels.
pub(crate) const WIDTH: u32 = 360;
/// Of the viewport, in CSS pixels.
pub(crate) const HEIGHT: u32 = 800;
/// How many times slower than this machine.
const CPU: u32 = 4;
/// Of a round trip.
pub(crate) const LATENCY: Duration = Duration::from_millis(150);
/// In bytes a second: 1 638 kbit/s.
pub(crate) const DOWN: u32 = 1_638_000 / 8;
/// In bytes a second: 750 kbit/s.
pub(crate) const UP: u32 = 750_000 / 8;

/// A browser that is as slow as on that phone, without a past; its network is this machine's own.
pub(crate) async fn slow() -> Browser {
    slow_with(false).await
}

/// The same, with or without service workers.
pub(crate) async fn slow_with(workers: bool) -> Browser {
    let browser = Browser::open(Profile { width: WIDTH, height: HEIGHT, workers, ..Profile::default() }).await;
    browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": CPU })).await;
    browser
}

/// A browser that feels like that phone, with nothing cached.
pub(crate) async fn open() -> Browser {
    let browser = slow().await;
    browser.cdp("Network.enable", json!({})).await;
    browser.cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await;
    let network = json!({
        "offline": false, "latency": LATENCY.as_millis(), "downloadThroughput": DOWN, "uploadThroughput": UP,
    });
    browser.cdp("Network.emulateNetworkConditions", network).await;
    browser
}

/// Runs a script in every page before its own.
pub(crate) async fn inject(browser: &Browser, source: &str) {
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
}

/// Waits, inside the page, for the app to have taken over and settled for `quiet` ms: asking from outside would itself
/// be work for the page.
pub(crate) async fn settle(browser: &Browser, live: bool, quiet: u32) -> Value {
    let ready = if live { "document.documentElement.hasAttribute('data-live')" } else { "true" };
    let script = format!(
        "const pause = ms => new Promise(done => setTimeout(done, ms));
         while (!({ready})) await pause(50);
         await pause({quiet});"
    );
    browser.eval_async(&script).await
}

/// A number that a script returned.
pub(crate) fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("a number was expected, not {value}"))
}
