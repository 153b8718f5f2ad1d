//! From a tap on an article to its last paragraph, without a load.

use serde_json::{Value, json};
use trangxa_e2e::Browser;
use trangxa_host::{Host, Options};

use crate::device::{self, number};
use crate::site::Sites;
use crate::table::{Table, Verdict, median, ms};

/// The text of the last paragraph of the article that is open.
const LAST: &str = r"[...document.querySelectorAll('main article :is(p, td)')]
    .findLast(it => it.getClientRects().length > 0)?.textContent";

/// Above this a reader notices the wait (RAIL, <https://web.dev/articles/rail>), in ms.
const NOTICEABLE: f64 = 100.0;

/// An article on the home page.
struct Goal {
    path: String,
    /// Its document's address.
    data: String,
    /// Of its last paragraph.
    text: Value,
}

/// Prints the table. The issue sets no target for taps but "without a load"; a prefetched one should feel immediate.
pub(crate) async fn measure(sites: &Sites, runs: usize) -> Vec<Verdict> {
    let host = Host::start(Options { compress: true, ..Options::new(sites.demo()) }).await.expect("a host");
    let browser = device::open().await;
    let goal = goal(&browser, &host, sites).await;
    let (mut cold, mut prefetched) = (Vec::new(), Vec::new());
    for run in 0..=runs {
        let times = [tap(&browser, &host, &goal, false).await, tap(&browser, &host, &goal, true).await];
        // The first warms the host.
        if run > 0 {
            cold.push(times[0]);
            prefetched.push(times[1]);
        }
    }
    browser.close();
    let title = format!("Taps on /{} from the home page, same device: medians of {runs}", goal.path);
    let mut table = Table::new(&title, &["", "to last paragraph", "fastest", "slowest"]);
    for (name, times) in [("nothing prefetched", &cold), ("prefetched by hover", &prefetched)] {
        let fastest = times.iter().copied().fold(f64::INFINITY, f64::min);
        let slowest = times.iter().copied().fold(0.0, f64::max);
        table.row([name.to_owned(), ms(median(times.clone())), ms(fastest), ms(slowest)]);
    }
    table.print();
    vec![Verdict::at_most("tap, prefetched, to last paragraph", median(prefetched), NOTICEABLE, ms)]
}

/// The heaviest article that the home page links to.
async fn goal(browser: &Browser, host: &Host, sites: &Sites) -> Goal {
    browser.goto(&host.url()).await;
    let links = browser.eval("return [...document.querySelectorAll('main a[href]')].map(it => it.pathname)").await;
    let linked = |path: &&String| links.as_array().expect("a list").iter().any(|it| it == &json!(format!("/{path}")));
    let path = sites.articles.iter().rfind(linked).expect("the home page links to articles").clone();
    browser.goto(&format!("{}{path}", host.url())).await;
    let text = browser.eval(&format!("return {LAST}")).await;
    assert!(text.is_string(), "/{path} has no paragraph");
    let data = format!("{}data/{}.json", host.url(), path.trim_end_matches('/'));
    Goal { path, data, text }
}

/// The time of one tap, in ms, on a home page freshly loaded.
async fn tap(browser: &Browser, host: &Host, goal: &Goal, prefetch: bool) -> f64 {
    browser.goto(&host.url()).await;
    device::settle(browser, true, 1500).await;
    let link = format!("document.querySelector('main a[href$={}]')", json!(goal.path));
    if prefetch {
        let script = format!(
            "{link}.dispatchEvent(new PointerEvent('pointerover', {{ bubbles: true }}));
             while (!performance.getEntriesByName({}).length) await new Promise(done => setTimeout(done, 50));
             await new Promise(done => setTimeout(done, 300));",
            json!(goal.data)
        );
        browser.eval_async(&script).await;
    }
    // A load would end this script, and with it the bench.
    let script = format!(
        "const begin = performance.now();
         {link}.click();
         while (location.pathname !== {path} || {LAST} !== {text}) {{
             if (performance.now() > begin + 15000) throw new Error(`still at ${{location}}, which ends: ${{{LAST}}}`);
             await new Promise(requestAnimationFrame);
         }}
         return performance.now() - begin;",
        path = json!(format!("/{}", goal.path)),
        text = goal.text,
    );
    number(&browser.eval_async(&script).await)
}
