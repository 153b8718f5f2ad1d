//! The same article and home page as others make them, in one run: the leanest plain HTML that one can write, Astro,
//! Next.js as a static export, and ours.

mod content;
mod sites;

use std::fs;
use std::time::Duration;

use serde_json::json;
use trangxa_e2e::Browser;

use crate::device::{self, number};
use crate::observe::{Load, OBSERVE};
use crate::site::Sites;
use crate::table::{Table, Verdict, bytes, median, megabytes, ms, real, times};
use content::{Article, Content};
use sites::{NEXT, OURS, PLAIN, Peer};

/// Added to [`OBSERVE`]. From the moment at which a finger leaves the screen, every frame looks for the last paragraph of the
/// article that was tapped, in this document or in the next, and notes the time once that frame is painted. `LAST` is its text.
const TAP: &str = r"
    seen.tap = 0;
    const look = () => {
        const all = Array.from(document.querySelectorAll('article p, article td'));
        const found = all.findLast(it => it.textContent === LAST && it.getClientRects().length > 0);
        if (!found) return requestAnimationFrame(look);
        setTimeout(() => {
            seen.tap = performance.timeOrigin + performance.now() - Number(window.name);
            window.name = '';
        });
    };
    addEventListener('pointerup', event => {
        window.name = String(performance.timeOrigin + event.timeStamp);
        look();
    }, { capture: true });
    if (window.name) requestAnimationFrame(look);
";

/// Where the first headline is, in CSS pixels.
const HEADLINE: &str = r#"
    const place = document.querySelector('main :is(h2, h3) a[href^="/bai/"]').getClientRects()[0];
    return [place.x + place.width / 4, place.y + place.height / 2];
"#;

/// A page is at rest when nothing has gone over its link for that long: so long a reader of the home page reads
/// before a tap.
const REST: Duration = Duration::from_secs(3);
/// How long a finger stays on the screen.
const TOUCH: Duration = Duration::from_millis(60);
/// How long a tap may take until the article is there.
const ARRIVED: Duration = Duration::from_secs(10);

/// One first visit.
struct Visit {
    load: Load,
    /// Of the bodies, compressed, until the page was at rest.
    bytes: f64,
    requests: f64,
    /// The same without pictures and icons. The pictures of an article are the same for all peers.
    bytes_without_pictures: f64,
    requests_without_pictures: f64,
    /// What the renderer has of memory that no other process shares, in MB, at rest.
    memory: f64,
    /// From the finger's leaving the screen to the article's last paragraph, in ms; 0 on an article.
    tap: f64,
}

/// One of a visit's numbers.
type Measure = fn(&Visit) -> f64;

/// The name of a quantity, the quantity, and how it is written.
type Row = (&'static str, Measure, fn(f64) -> String);

const LCP: Measure = |visit| visit.load.lcp;
const BLOCKING: Measure = |visit| visit.load.blocking();
const MEMORY: Measure = |visit| visit.memory;
const TAPPED: Measure = |visit| visit.tap;
const ROWS: [Row; 8] = [
    ("first contentful paint", |visit| visit.load.fcp, ms),
    ("largest contentful paint", LCP, ms),
    ("blocking time, all", BLOCKING, ms),
    ("first visit: bytes", |visit| visit.bytes, bytes),
    ("first visit: requests", |visit| visit.requests, whole),
    ("first visit without pictures: bytes", |visit| visit.bytes_without_pictures, bytes),
    ("first visit without pictures: requests", |visit| visit.requests_without_pictures, whole),
    ("private memory of the renderer", MEMORY, megabytes),
];

/// A page and, for each peer, its visits in the order of the rounds.
struct Page {
    name: &'static str,
    path: String,
    visits: Vec<Vec<Visit>>,
}

/// Prints a table for each page.
pub(crate) async fn measure(sites: &Sites, runs: usize) -> Vec<Verdict> {
    let content = Content::read(&sites.demo());
    let (peers, _folder) = sites::start(sites, &content).await;
    let last = content.articles[0].last_paragraph();
    let script = format!("{OBSERVE}const LAST = {};{TAP}", json!(last));
    // The one of middling length.
    let mut by_length: Vec<&Article> = content.articles.iter().collect();
    by_length.sort_by_key(|article| article.html.len());
    let article = format!("bai/{}/", by_length[by_length.len() / 2].slug);
    let page = |name, path| Page { name, path, visits: peers.iter().map(|_| Vec::new()).collect() };
    let mut pages = [page("article", article), page("home", String::new())];
    for run in 0..=runs {
        for page in &mut pages {
            // Each begins a round in turn.
            for place in (0..peers.len()).map(|place| (place + run) % peers.len()) {
                let visit = visit(&peers[place], &page.path, &script).await;
                // The first warms the hosts, which compress then.
                if run > 0 {
                    page.visits[place].push(visit);
                }
            }
        }
    }
    println!(
        "\nPeers at CPU 4× (CDP), 360 × 800, slow 4G by packets: a relay of the bench's own before each host, {} ms, 1638 and \
         750 kbit/s, slow start;\nHTTP/1.1 without TLS, brotli 11, nothing cached, a new browser context for each visit, {} s at \
         rest; medians of {runs} rounds, ratios within rounds",
        device::LATENCY.as_millis(),
        REST.as_secs()
    );
    let mut verdicts = Vec::new();
    for page in &pages {
        print(page, &peers);
        verdicts.extend(judge(page, &peers));
    }
    verdicts
}

/// Opens a page as a reader whom nobody has told of it, and taps on the first headline if it is the home page.
async fn visit(peer: &Peer, path: &str, script: &str) -> Visit {
    let browser = device::slow().await;
    browser.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 1 })).await;
    device::inject(&browser, script).await;
    peer.host.forget_requests();
    browser.goto(&format!("{}{path}", peer.link.url())).await;
    peer.link.quiet(REST).await;
    let load = Load::read(&browser.eval("return __bench").await);
    let requests = peer.host.requests();
    if let Some(missing) = requests.iter().find(|request| request.status >= 400) {
        println!("  {}: {} answered {}", peer.name, missing.path, missing.status);
    }
    let memory = private_memory(browser.renderer().await);
    let tap = if path.is_empty() { tap(&browser, peer.name).await } else { 0.0 };
    // Not `finish`: the console is the tests' business.
    browser.close();
    let is_picture = |path: &str| path.starts_with("/media/") || path.ends_with(".svg");
    let others: Vec<_> = requests.iter().filter(|request| !is_picture(&request.path)).collect();
    Visit {
        load,
        bytes: requests.iter().map(|request| real(request.bytes)).sum(),
        requests: real(requests.len()),
        bytes_without_pictures: others.iter().map(|request| real(request.bytes)).sum(),
        requests_without_pictures: real(others.len()),
        memory,
        tap,
    }
}

/// In MB: what the process has written and shares with no other one. Pages of files that it only reads are left out: whether
/// they are its own depends on which other renderers run, and the system takes them back when it likes.
fn private_memory(process: u32) -> f64 {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).expect("the renderer's memory");
    let line = rollup.lines().find_map(|line| line.strip_prefix("Private_Dirty:")).expect("a line");
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse().expect("kibibytes");
    kibibytes * 1024.0 / 1e6
}

/// Touches the first headline with a finger; the time until the article's last paragraph is painted, in ms.
async fn tap(browser: &Browser, name: &str) -> f64 {
    let place = browser.eval(HEADLINE).await;
    assert!(number(&place[1]) < f64::from(device::HEIGHT), "{name}: the first headline is not in view");
    let points = json!([{ "x": place[0], "y": place[1] }]);
    browser.cdp("Input.dispatchTouchEvent", json!({ "type": "touchStart", "touchPoints": points })).await;
    tokio::time::sleep(TOUCH).await;
    browser.cdp("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] })).await;
    let begin = tokio::time::Instant::now();
    loop {
        // Asking is work for the page, and must not come before the article.
        tokio::time::sleep(Duration::from_secs(2)).await;
        let time = number(&browser.eval("return window.__bench?.tap ?? 0").await);
        if time > 0.0 {
            return time;
        }
        assert!(begin.elapsed() < ARRIVED, "{name}: the article has not come {} s after a tap", ARRIVED.as_secs());
    }
}

impl Page {
    fn middle(&self, peer: usize, of: Measure) -> f64 {
        median(self.visits[peer].iter().map(of))
    }

    /// How many times as much as the other one had in the same round.
    fn ratio(&self, peer: usize, other: usize, of: Measure) -> f64 {
        median(self.visits[peer].iter().zip(&self.visits[other]).map(|(visit, other)| of(visit) / of(other)))
    }
}

fn place(peers: &[Peer], name: &str) -> Option<usize> {
    peers.iter().position(|peer| peer.name == name)
}

fn print(page: &Page, peers: &[Peer]) {
    let title = format!("{} /{} (largest, ours: {})", page.name, page.path, largest(page, peers));
    let mut heading = vec![""];
    heading.extend(peers.iter().map(|peer| peer.name));
    let plain = place(peers, PLAIN);
    let compared: Vec<usize> = (0..peers.len()).filter(|&peer| Some(peer) != plain).collect();
    let over = compared.iter().map(|&peer| format!("{} / plain", peers[peer].name)).collect::<Vec<_>>();
    heading.extend(over.iter().map(String::as_str));
    let mut table = Table::new(&title, &heading);
    let tap: Row = ("tap to last paragraph", TAPPED, ms);
    for (name, of, unit) in ROWS.into_iter().chain(page.path.is_empty().then_some(tap)) {
        let mut row = vec![name.to_owned()];
        row.extend((0..peers.len()).map(|peer| unit(page.middle(peer, of))));
        let ratio = |peer: &usize| plain.map(|plain| page.ratio(*peer, plain, of)).filter(|ratio| ratio.is_finite());
        row.extend(compared.iter().map(|peer| ratio(peer).map(times).unwrap_or_default()));
        table.row(row);
    }
    table.print();
    for (peer, visits) in peers.iter().zip(&page.visits) {
        println!("  tasks over 50 ms, first round, {}: {}", peer.name, visits[0].load.tasks());
    }
}

fn largest(page: &Page, peers: &[Peer]) -> String {
    place(peers, OURS).map(|ours| page.visits[ours][0].load.what.to_lowercase()).unwrap_or_default()
}

fn judge(page: &Page, peers: &[Peer]) -> Vec<Verdict> {
    let (Some(ours), Some(plain)) = (place(peers, OURS), place(peers, PLAIN)) else { return Vec::new() };
    let name = |what: &str| format!("peers, {}: {what}", page.name);
    let mut verdicts = vec![
        Verdict::at_most(name("LCP over plain"), page.ratio(ours, plain, LCP), 1.08, times),
        Verdict::at_most(name("blocking time, all"), page.middle(ours, BLOCKING), 50.0, ms),
        Verdict::at_most(name("private memory over plain"), page.ratio(ours, plain, MEMORY), 1.45, times),
    ];
    if page.path.is_empty() {
        match place(peers, NEXT) {
            Some(next) => verdicts.push(Verdict::at_most(
                name("tap to last paragraph, over Next's"),
                page.ratio(ours, next, TAPPED),
                0.8,
                times,
            )),
            None => println!("  the tap is not compared: there is no Next export"),
        }
    } else {
        let mut judge = |of: &str, measure, limit, unit| {
            let name = name(&format!("first visit without pictures: {of}"));
            verdicts.push(Verdict::at_most(name, page.middle(ours, measure), limit, unit));
        };
        judge("bytes", |it| it.bytes_without_pictures, 150_000.0, bytes as fn(f64) -> String);
        judge("requests", |it| it.requests_without_pictures, 5.0, whole);
    }
    verdicts
}

/// A count.
fn whole(value: f64) -> String {
    format!("{value:.0}")
}
