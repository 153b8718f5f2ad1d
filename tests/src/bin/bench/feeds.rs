//! What feeds cost: reading them and cleaning their texts, natively and on the phone, and the worst texts.

use std::fs;
use std::time::Instant;

use serde_json::{Value, json};
use trangxa_e2e::corpus::{self, Case};
use trangxa_e2e::{Browser, Profile};
use trangxa_host::{Host, Options};
use trangxa_model::document::JsonDocument;
use trangxa_model::{Feed, Html};

use crate::device::number;
use crate::site::{Sites, root};
use crate::table::{Table, Verdict, median, ms, real, times};

/// A large feed, and a large text.
const BYTES: usize = 1_000_000;
/// The headline of the first article, which a run changes so that it shows.
const FIRST: &str = "Tin đầu tiên của mỗi lần";
/// How many times slower than this machine a phone is.
const CPU: u32 = 4;
/// The worst text must not block a phone longer than this, in ms.
const WORST_MS: f64 = 1_000.0;

/// The demo's articles, over and over, as one feed of that size; and their texts as one text.
fn large() -> (String, String) {
    let demo: Value = serde_json::from_slice(&fs::read(root().join("public/data/feed.json")).expect("the demo's feed"))
        .expect("JSON");
    let models = demo["items"].as_array().expect("the demo has articles");
    let (mut items, mut text, mut size) = (Vec::new(), String::new(), 0);
    for (i, model) in models.iter().cycle().enumerate() {
        let mut item = model.clone();
        item["id"] = json!(format!("bench-{i}"));
        if i == 0 {
            item["title"] = json!(FIRST);
        }
        size += item.to_string().len();
        if size > BYTES {
            break;
        }
        items.push(item);
    }
    for html in models.iter().cycle().filter_map(|model| model["content_html"].as_str()) {
        if text.len() + html.len() > BYTES {
            break;
        }
        text.push_str(html);
    }
    (json!({"version": "https://jsonfeed.org/version/1.1", "title": "Bench", "items": items}).to_string(), text)
}

/// Prints the tables.
pub(crate) async fn measure(sites: &Sites, runs: usize) -> Vec<Verdict> {
    let (feed, text) = large();
    let mut table = Table::new(
        &format!("Feeds of 1 MB: medians of {runs}; with each, the platform's own parser alone in the same run"),
        &["", "time", "speed", "parser alone", "ratio"],
    );
    let mut row = |name: &str, size: usize, (ours, parser): (f64, f64)| {
        let speed = format!("{:.1} MB/s", real(size) / 1000.0 / ours);
        table.row([name.to_owned(), ms(ours), speed, ms(parser), times(ours / parser)]);
    };
    row("read and convert, natively", feed.len(), native_feed(&feed, runs));
    row("clean, natively", text.len(), native_text(&text, runs));
    let phone = Phone::open(sites).await;
    row("read and convert, phone", feed.len(), phone.feed(&feed, runs).await);
    phone.browser.close();
    let phone = Phone::open(sites).await;
    row("clean, phone", text.len(), phone.text(&text, runs).await);
    table.print();
    let verdict = phone.worst().await;
    phone.browser.close();
    vec![verdict]
}

fn timed<T>(runs: usize, mut work: impl FnMut() -> T) -> f64 {
    median((0..runs).map(|_| {
        let started = Instant::now();
        std::hint::black_box(work());
        started.elapsed().as_secs_f64() * 1000.0
    }))
}

fn native_feed(feed: &str, runs: usize) -> (f64, f64) {
    let ours = timed(runs, || Feed::read("/data/feed.json", feed.as_bytes()).expect("a feed"));
    (ours, timed(runs, || serde_json::from_str::<Value>(feed).expect("JSON")))
}

fn native_text(text: &str, runs: usize) -> (f64, f64) {
    let content = Html::Raw { html: text.to_owned(), base: "/data/feed.json".to_owned() };
    let ours = timed(runs, || trangxa_publish::clean(&content, &|_| None));
    (ours, timed(runs, || scraper::Html::parse_document(text)))
}

/// A page of the demo on a slow processor, which gets its data without a network.
struct Phone {
    browser: Browser,
    _host: Host,
}

impl Phone {
    async fn open(sites: &Sites) -> Self {
        let host = Host::start(Options::new(sites.demo())).await.expect("a host");
        let browser = Browser::open(Profile { width: 360, height: 800, ..Profile::default() }).await;
        let article = sites.median_article();
        browser.goto(&format!("{}{article}", host.url())).await;
        browser.wait("the app", "document.documentElement.hasAttribute('data-live')").await;
        let prepare = "const real = window.fetch;
            window.fetch = (request, options) => {
                const file = Object.keys(window.served ?? {}).find(file => (request.url ?? String(request)).includes(file));
                return file ? Promise.resolve(new Response(window.served[file])) : real(request, options);
            };";
        browser.eval(prepare).await;
        // Laying out a megabyte would take longer than what is measured.
        browser.eval("document.querySelector('main').style.display = 'none'").await;
        browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": CPU })).await;
        Self { browser, _host: host }
    }

    /// Time until a text is on an article's page, in ms.
    async fn show(&self, html: &str, name: &str) -> f64 {
        let script = format!(
            "window.served = {{ '/data/bai/': JSON.stringify({{ id: 'x', title: {name}, content_html: {html} }}) }};
             const begin = performance.now();
             dispatchEvent(new Event('online'));
             while (document.querySelector('main h1')?.textContent !== {name}) {{
                 if (performance.now() > begin + 60000) throw new Error('never shown');
                 await new Promise(done => setTimeout(done));
             }}
             await new Promise(done => setTimeout(done));
             return performance.now() - begin;",
            name = json!(name),
            html = json!(html),
        );
        number(&self.browser.eval_async(&script).await)
    }

    async fn text(&self, text: &str, runs: usize) -> (f64, f64) {
        let mut ours = Vec::new();
        for run in 0..runs {
            ours.push(self.show(text, &format!("Lần {run}")).await);
        }
        let parser = format!(
            "const text = {}; const begin = performance.now(); new DOMParser().parseFromString(text, 'text/html');
             return performance.now() - begin;",
            json!(text)
        );
        (median(ours), self.repeat(&parser, runs).await)
    }

    async fn feed(&self, feed: &str, runs: usize) -> (f64, f64) {
        // On the home page, whose document is the feed.
        let mut ours = Vec::new();
        for run in 0..runs {
            let script = format!(
                "window.served = {{ '/data/feed.json': {} }};
                 const link = document.querySelector('.brand');
                 link.click();
                 while (!document.querySelector('.lead')) await new Promise(done => setTimeout(done, 10));
                 const begin = performance.now();
                 dispatchEvent(new Event('online'));
                 while (document.querySelector('.lead h2').textContent !== 'Lần {run}') {{
                     if (performance.now() > begin + 60000) throw new Error('never shown');
                     await new Promise(done => setTimeout(done));
                 }}
                 return performance.now() - begin;",
                json!(feed.replacen(FIRST, &format!("Lần {run}"), 1)),
            );
            ours.push(number(&self.browser.eval_async(&script).await));
        }
        let parser = format!(
            "const text = {}; const begin = performance.now(); JSON.parse(text); return performance.now() - begin;",
            json!(feed)
        );
        (median(ours), self.repeat(&parser, runs).await)
    }

    async fn repeat(&self, script: &str, runs: usize) -> f64 {
        let mut taken = Vec::new();
        for _ in 0..runs {
            taken.push(number(&self.browser.eval_async(script).await));
        }
        median(taken)
    }

    /// The texts that are made to cost most.
    async fn worst(&self) -> Verdict {
        let mut table = Table::new("The worst texts, on the phone", &["", "kB", "time"]);
        let mut worst: f64 = 0.0;
        for Case { name, html, .. } in corpus::cases().into_iter().filter(|case| case.name.starts_with("deep")) {
            let time = self.show(&html, &name).await;
            worst = worst.max(time);
            table.row([name, (html.len() / 1000).to_string(), ms(time)]);
        }
        table.print();
        Verdict::at_most("the worst text, phone", worst, WORST_MS, ms)
    }
}
