//! First loads on a slow phone, compared with the same page without the program.

use serde_json::Value;
use trangxa_e2e::Browser;
use trangxa_host::{Host, Options};

use crate::device::{self, number};
use crate::site::{PLAIN, Page, Sites};
use crate::table::{Table, Verdict, median, ms, times};

/// What the page's observers write down. A paragraph has no timing entry of its own, so every frame looks for the last
/// one, known by its place, and notes the time once that frame is painted.
const OBSERVE: &str = r"
    const seen = window.__bench = { fcp: 0, lcp: 0, what: '', cls: 0, tasks: [], last: 0 };
    const watch = (type, note) =>
        new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true });
    watch('paint', entry => { if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime; });
    watch('largest-contentful-paint', entry => {
        seen.lcp = entry.startTime;
        seen.what = entry.element?.tagName ?? '';
    });
    watch('layout-shift', entry => { if (!entry.hadRecentInput) seen.cls += entry.value; });
    watch('longtask', entry => seen.tasks.push([entry.startTime, entry.duration]));
    const look = () => {
        const place = Number(window.name);
        const found = place > 0 && document.querySelectorAll('main p, main td')[place - 1];
        if (found && found.getClientRects().length > 0) setTimeout(() => { seen.last = performance.now(); });
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
";

/// The place of the last paragraph or cell that shows, counted from 1.
const PLACE: &str = r"
    const all = Array.from(document.querySelectorAll('main p, main td'));
    return all.findLastIndex(it => it.getClientRects().length > 0) + 1;
";

/// How long to go on watching once the app has started, in ms: its first revalidation shows by then.
const AFTER_START: u32 = 1500;
/// The same for a page without program.
const AFTER_LOAD: u32 = 500;

/// One load, in ms from the start of the navigation.
struct Load {
    fcp: f64,
    lcp: f64,
    /// The element of the largest paint.
    what: String,
    /// Without unit: share of the viewport times share of the distance.
    cls: f64,
    last: f64,
    /// Start and duration of every task over 50 ms.
    tasks: Vec<(f64, f64)>,
}

/// One of a load's numbers.
type Measure = fn(&Load) -> f64;

impl Load {
    /// How much of the tasks after the first paint goes beyond 50 ms.
    fn blocking(&self) -> f64 {
        self.tasks.iter().filter(|(start, _)| *start >= self.fcp).fold(0.0, |sum, (_, duration)| sum + duration - 50.0)
    }

    /// The longest task that began before the largest paint; 0: none over 50 ms.
    fn longest_before_lcp(&self) -> f64 {
        self.tasks.iter().filter(|(start, _)| *start < self.lcp).map(|(_, duration)| *duration).fold(0.0, f64::max)
    }
}

/// Prints a table for each page.
pub(crate) async fn measure(sites: &Sites, runs: usize) -> Vec<Verdict> {
    let host = Host::start(Options { compress: true, ..Options::new(sites.demo()) }).await.expect("a host");
    let browser = device::open().await;
    device::inject(&browser, OBSERVE).await;
    println!("\nLoads at CPU 4×, 150 ms, 1638 kbit/s, 360 × 800, nothing cached: medians of {runs}");
    let mut verdicts = Vec::new();
    for page in sites.pages() {
        let [ours, plain] = pairs(&browser, &host, &page, runs).await;
        print(&page, &ours, &plain);
        verdicts.extend(judge(page.name, &ours, &plain));
    }
    // Not `finish`: the console is the tests' business.
    browser.close();
    verdicts
}

/// Ours and plain in turn, so that what disturbs the machine disturbs both.
async fn pairs(browser: &Browser, host: &Host, page: &Page, runs: usize) -> [Vec<Load>; 2] {
    let (ours, plain) = (format!("{}{}", host.url(), page.path), format!("{}{PLAIN}{}", host.url(), page.path));
    // Not counted: the host compresses on the first request, and the last paragraph is not known yet.
    load(browser, &ours, true, 0).await;
    load(browser, &plain, false, 0).await;
    let place = browser.eval(PLACE).await.as_u64().expect("a place");
    assert!(place > 0, "{plain} has no paragraph");
    let mut loads = [Vec::new(), Vec::new()];
    for _ in 0..runs {
        loads[0].push(load(browser, &ours, true, place).await);
        loads[1].push(load(browser, &plain, false, place).await);
    }
    loads
}

/// Loads a page; `place` travels in the window's name, the one thing that outlives a navigation.
async fn load(browser: &Browser, url: &str, live: bool, place: u64) -> Load {
    browser.eval(&format!("window.name = '{place}'")).await;
    browser.goto(url).await;
    device::settle(browser, live, if live { AFTER_START } else { AFTER_LOAD }).await;
    let seen = browser.eval("return window.__bench").await;
    if place > 0 {
        assert!(number(&seen["last"]) > 0.0, "{url}: the last paragraph did not show");
    }
    let task = |pair: &Value| (number(&pair[0]), number(&pair[1]));
    Load {
        fcp: number(&seen["fcp"]),
        lcp: number(&seen["lcp"]),
        what: seen["what"].as_str().unwrap_or_default().to_owned(),
        cls: number(&seen["cls"]),
        last: number(&seen["last"]),
        tasks: seen["tasks"].as_array().expect("a list").iter().map(task).collect(),
    }
}

fn print(page: &Page, ours: &[Load], plain: &[Load]) {
    let title = format!("{} /{} (largest: {})", page.name, page.path, ours[0].what.to_lowercase());
    let mut table = Table::new(&title, &["", "ours", "plain", "ratio"]);
    let rows: [(&str, Measure); 5] = [
        ("first contentful paint", |load| load.fcp),
        ("largest contentful paint", |load| load.lcp),
        ("last paragraph", |load| load.last),
        ("blocking time after first paint", Load::blocking),
        ("longest task before LCP (0: ≤ 50)", Load::longest_before_lcp),
    ];
    for (name, of) in rows {
        let (ours, plain) = (middle(ours, of), middle(plain, of));
        let ratio = if plain > 0.0 { times(ours / plain) } else { String::new() };
        table.row([name.to_owned(), ms(ours), ms(plain), ratio]);
    }
    let cls = |loads| format!("{:.3}", worst(loads, |load| load.cls));
    table.row(["layout shift, worst run".to_owned(), cls(ours), cls(plain), String::new()]);
    table.print();
    println!("  tasks over 50 ms, first run, ours: {}; plain: {}", tasks(&ours[0]), tasks(&plain[0]));
}

/// Which tasks were long: what to look at when a target is missed.
fn tasks(load: &Load) -> String {
    let list: Vec<String> = load.tasks.iter().map(|(start, duration)| format!("{duration:.0} at {start:.0}")).collect();
    if list.is_empty() { "none".to_owned() } else { list.join(", ") }
}

fn judge(name: &str, ours: &[Load], plain: &[Load]) -> Vec<Verdict> {
    let ratio = |of: Measure| middle(ours, of) / middle(plain, of);
    vec![
        Verdict::at_most(format!("{name}: LCP over plain"), ratio(|load| load.lcp), 1.1, times),
        Verdict::at_most(format!("{name}: last paragraph over plain"), ratio(|load| load.last), 1.1, times),
        Verdict::at_most(format!("{name}: layout shift"), worst(ours, |load| load.cls), 0.0, |it| format!("{it:.3}")),
        task_verdict(name, middle(ours, Load::longest_before_lcp), middle(plain, Load::longest_before_lcp)),
    ]
}

/// Parsing and laying out any page takes a task on a slow machine: the plain page says how long at the least.
fn task_verdict(name: &str, ours: f64, plain: f64) -> Verdict {
    let verdict = Verdict::at_most(format!("{name}: longest task before LCP"), ours, 50.0, ms);
    Verdict { measured: format!("{} (plain {})", verdict.measured, ms(plain)), ..verdict }
}

fn middle(loads: &[Load], of: Measure) -> f64 {
    median(loads.iter().map(of))
}

fn worst(loads: &[Load], of: Measure) -> f64 {
    loads.iter().map(of).fold(0.0, f64::max)
}
