//! The first of the README's two commands: the demo site, with a counter that counts.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Lines};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use trangxa_e2e::{Browser, Profile};

const PHONE: &str =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";

/// `cargo xtask serve`, which ends with this.
struct Served {
    process: Child,
    said: Lines<BufReader<ChildStdout>>,
}

impl Served {
    fn start() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
        let mut process = Command::new(cargo)
            .args(["run", "--quiet", "--package", "xtask", "--", "serve", "--port", "0"])
            .current_dir(root)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .unwrap();
        let said = BufReader::new(process.stdout.take().unwrap()).lines();
        Self { process, said }
    }

    /// What stands between these in the next line that holds the first.
    fn say(&mut self, before: &str, after: &str) -> String {
        for line in self.said.by_ref() {
            let line = line.unwrap();
            if let Some((_, rest)) = line.split_once(before) {
                return rest.split_once(after).map_or(rest, |(text, _)| text).to_owned();
            }
        }
        panic!("it ended without saying {before:?}")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // As Ctrl-C does, to cargo, xtask and the counter.
        let _ = Command::new("kill").args(["-INT", "--", &format!("-{}", self.process.id())]).status();
        let _ = self.process.wait();
    }
}

#[tokio::test]
async fn the_demo_page_counts() {
    let (site, counter, _served) = tokio::task::spawn_blocking(|| {
        let mut served = Served::start();
        let site = format!("http://{}", served.say("http://", "\n").trim());
        let counter = format!("http://{}", served.say("counting visits at http://", "/. "));
        (site, counter, served)
    })
    .await
    .unwrap();
    let browser = Browser::open(Profile::default()).await;
    // A headless browser says that it is one, and is no reader.
    browser.cdp("Emulation.setUserAgentOverride", json!({ "userAgent": PHONE })).await;
    browser.goto(&format!("{}tthc/", site)).await;
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
    assert_eq!(shown.last().unwrap().replace('.', ""), total(&visits).to_string(), "{shown:?} beside {visits}");
    let pages = ask("v1/pages?site=127.0.0.1").await.to_string();
    assert!(pages.contains("\"/tthc/\""), "{pages}");
    // The home page follows without being loaded anew: one more page of the same visit.
    browser.eval("window.__same = true; document.querySelector('header a').click()").await;
    browser.wait("the home page", "window.__same && location.pathname === '/'").await;
    assert_eq!(total(&ask("v1/visits?site=127.0.0.1").await), total(&visits), "two pages are one visit");
    browser.finish(&[]).await;
}
