//! The first of the README's two commands: the demo site, with a counter that counts.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile};

use crate::running::{Running, program};
use crate::sites;

const PHONE: &str =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";

/// The program `xtask`: the one that `TRANGXA_XTASK` names, which `cargo xtask test` sets, else that of this test's build.
fn xtask() -> PathBuf {
    std::env::var_os("TRANGXA_XTASK").map_or_else(|| program("xtask"), PathBuf::from)
}

#[tokio::test]
async fn the_demo_page_counts() {
    // Its counts and its site lie in a folder of their own.
    let state = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let folder = state.path().to_owned();
    let (site, counter, _served) = tokio::task::spawn_blocking(move || {
        let mut serve = Command::new(xtask());
        serve.args(["serve", "--port", "0", "--state"]).arg(folder).current_dir(sites::repository());
        let mut served = Running::start(&mut serve);
        let site = format!("http://{}", served.read_between("http://", "\n"));
        let counter = format!("http://{}", served.read_between("counting visits at http://", "/. "));
        (site, counter, served)
    })
    .await
    .unwrap();
    let browser = Browser::open(Profile::default()).await;
    // The user agent of a headless browser says so, and the counter does not count those.
    browser.cdp("Emulation.setUserAgentOverride", json!({ "userAgent": PHONE })).await;
    browser.goto(&format!("{site}tthc/")).await;
    let ask = async |address: &str| -> Value {
        let js =
            format!("const answer = await fetch({:?}); return await answer.json()", format!("{counter}/{address}"));
        browser.eval_async(&js).await
    };
    let total = |visits: &Value| visits["total"].as_u64().unwrap();
    browser.wait("to be counted", "document.querySelector('.counters b').textContent > 0").await;
    let visits = ask("v1/visits?site=127.0.0.1").await;
    // It goes on from the site's own file.
    assert!(total(&visits) > 12_000, "{visits}");
    let shown = browser.texts(".counters b").await;
    assert_eq!(shown.last().unwrap().replace('.', ""), total(&visits).to_string(), "{shown:?}, not {visits}");
    let pages = ask("v1/pages?site=127.0.0.1").await.to_string();
    assert!(pages.contains("\"/tthc/\""), "{pages}");
    // The home page follows without being loaded anew: one more page of the same visit.
    browser.eval("window.__same = true; document.querySelector('header a').click()").await;
    browser.wait("the home page", "window.__same && location.pathname === '/'").await;
    assert_eq!(total(&ask("v1/visits?site=127.0.0.1").await), total(&visits), "two pages are one visit");
    browser.finish(&[]).await;
}
