//! The worker: a second visit beside a browser without workers, a page without a network, and what fifty pages take of a phone's storage.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use trangxa_e2e::Browser;
use trangxa_host::{Fault, Host, Options};

use crate::device::{self, number};
use crate::link::Link;
use crate::site::Sites;
use crate::table::{Table, Verdict, bytes, median, ms, real, times};

/// How many pages are read.
const PAGES: usize = 50;

/// When the page was painted for the first time, in ms since it was asked for.
const PAINTED: &str = "
    const of = () => performance.getEntriesByType('paint').find(it => it.name === 'first-contentful-paint');
    while (!of()) await new Promise(done => setTimeout(done, 20));
    return of().startTime;";

/// Waits until the worker has kept a page.
const KEPT: &str = "
    while (!navigator.serviceWorker.controller || !await caches.match(location.pathname, { cacheName: `trangxa ${location.origin}/ pages` }))
        await new Promise(done => setTimeout(done, 50));";

/// What a browser needs for a visit.
#[derive(Default)]
struct Visits {
    painted: Vec<f64>,
    live: Vec<f64>,
    requests: Vec<f64>,
}

/// Prints the tables.
pub(crate) async fn measure(sites: &Sites, runs: usize) -> Vec<Verdict> {
    let demo = sites.demo();
    let (mut with, mut without, mut offline) = (Visits::default(), Visits::default(), Visits::default());
    for _ in 0..runs {
        for has_worker in [true, false] {
            let options = Options { compress: true, brotli_quality: 11, ..Options::new(&demo) };
            let host = Host::start(options).await.expect("a host");
            let link = Link::start(host.addr()).await.expect("a link");
            let browser = device::slow_with(has_worker).await;
            browser.goto(&link.url()).await;
            device::settle(&browser, true, 1_500).await;
            if has_worker {
                browser.eval_async(KEPT).await;
            }
            link.quiet(Duration::from_secs(2)).await;
            let visits = if has_worker { &mut with } else { &mut without };
            visit(&browser, &host, &link.url(), visits).await;
            if has_worker {
                browser.goto("about:blank").await;
                browser.stop_workers().await;
                host.faults().set("*", Fault::NoNetwork);
                visit(&browser, &host, &link.url(), &mut offline).await;
            }
            browser.close();
        }
    }
    let mut table =
        Table::new("The second visit, slow 4G, CPU 4x: medians", &["", "with the worker", "without", "ratio"]);
    let mut row = |name: &str, of: fn(&Visits) -> &Vec<f64>, unit: fn(f64) -> String| {
        let (one, other) = (median(of(&with).clone()), median(of(&without).clone()));
        table.row([name.to_owned(), unit(one), unit(other), times(one / other)]);
    };
    row("first paint", |it| &it.painted, ms);
    row("live", |it| &it.live, ms);
    row("requests, most of them answered with 304", |it| &it.requests, |count| format!("{count:.0}"));
    table.print();
    let cold = median(offline.painted);
    let storage = storage(&demo).await;
    vec![
        Verdict::at_most("without a network, from nothing to text, CPU 4x", cold, 1_000.0, ms),
        Verdict::at_most(format!("storage after {PAGES} pages"), storage, 5_000_000.0, bytes),
    ]
}

/// Opens a page as a reader who comes back does.
async fn visit(browser: &Browser, host: &Host, url: &str, visits: &mut Visits) {
    browser.goto("about:blank").await;
    host.forget_requests();
    browser.goto(url).await;
    visits.painted.push(number(&browser.eval_async(PAINTED).await));
    let live =
        "while (document.documentElement.dataset.live === undefined) await new Promise(done => setTimeout(done, 20));
        return performance.now()";
    visits.live.push(number(&browser.eval_async(live).await));
    visits.requests.push(real(host.requests().len()));
}

/// What the worker's caches take after pages of all kinds were read.
async fn storage(site: &Path) -> f64 {
    let host = Host::start(Options::new(site)).await.expect("a host");
    let browser = device::slow_with(true).await;
    let map = std::fs::read_to_string(site.join("sitemap.xml")).expect("the sitemap");
    let paths = map.split("<loc>").skip(1).filter_map(|rest| {
        let address = rest.split("</loc>").next()?;
        address.split_once("://")?.1.split_once('/').map(|(_, path)| path.to_owned())
    });
    let pages: Vec<String> = paths.filter(|path| path.is_empty() || path.ends_with('/')).take(PAGES).collect();
    assert_eq!(pages.len(), PAGES, "the demo has fewer pages");
    for path in pages {
        browser.goto(&format!("{}{path}", host.url())).await;
        device::settle(&browser, true, 100).await;
        browser.eval_async(KEPT).await;
    }
    let used: Value = browser.eval_async("return (await navigator.storage.estimate()).usage").await;
    browser.close();
    number(&used)
}
