//! The first of the README's two commands: the demo site, with a counter that counts.

use std::io::{BufRead, BufReader, Lines};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;
use trangxa_e2e::{Browser, Profile};

const PHONE: &str =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";

/// The program `xtask`: the one that `TRANGXA_XTASK` names, which `cargo xtask test` sets, else that of this test's build.
fn xtask() -> PathBuf {
    let own = || Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("debug").join("xtask");
    let xtask = std::env::var_os("TRANGXA_XTASK").map_or_else(own, PathBuf::from);
    assert!(xtask.is_file(), "{} is not built; run `cargo xtask test`", xtask.display());
    xtask
}

/// A running `cargo xtask serve`, which ends when this is dropped. Its counts and its site lie in a folder of its own.
struct Served {
    process: Child,
    output: Lines<BufReader<ChildStdout>>,
    _state: TempDir,
}

impl Served {
    fn start() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let state = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let mut process = Command::new(xtask())
            .args(["serve", "--port", "0", "--state"])
            .arg(state.path())
            .current_dir(root)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap()).lines();
        Self { process, output, _state: state }
    }

    /// The text between these two in the next line of its output that holds the first.
    fn read_between(&mut self, before: &str, after: &str) -> String {
        for line in self.output.by_ref() {
            let line = line.unwrap();
            if let Some((_, rest)) = line.split_once(before) {
                return rest.split_once(after).map_or(rest, |(text, _)| text).to_owned();
            }
        }
        panic!("it ended without a line that holds {before:?}")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It takes the counter along.
        let _ = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status();
        let _ = self.process.wait();
    }
}

#[tokio::test]
async fn the_demo_page_counts() {
    let (site, counter, _served) = tokio::task::spawn_blocking(|| {
        let mut served = Served::start();
        let site = format!("http://{}", served.read_between("http://", "\n").trim());
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
