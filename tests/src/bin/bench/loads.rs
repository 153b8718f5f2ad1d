//! First loads on a slow phone, compared with the same page without the program.

use trangxa_e2e::Browser;
use trangxa_host::{Host, Options};

use crate::device::{self, number};
use crate::observe::{Load, OBSERVE};
use crate::site::{PLAIN, Page, Sites};
use crate::table::{Table, Verdict, median, ms, times};

/// Added to [`OBSERVE`]. A paragraph has no timing entry of its own, so every frame looks for the last one, known by its
/// place, and notes the time once that frame is painted.
const LAST: &str = r"
    seen.last = 0;
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

/// One load, and when its last paragraph was painted, in ms from the start of the navigation.
struct Visit {
    load: Load,
    last: f64,
}

/// One of a load's numbers.
type Measure = fn(&Visit) -> f64;

/// Prints a table for each page.
pub(crate) async fn measure(sites: &Sites, runs: usize) -> Vec<Verdict> {
    let host = Host::start(Options { compress: true, ..Options::new(sites.demo()) }).await.expect("a host");
    let browser = device::open().await;
    device::inject(&browser, &format!("{OBSERVE}{LAST}")).await;
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
async fn pairs(browser: &Browser, host: &Host, page: &Page, runs: usize) -> [Vec<Visit>; 2] {
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
async fn load(browser: &Browser, url: &str, live: bool, place: u64) -> Visit {
    browser.eval(&format!("window.name = '{place}'")).await;
    browser.goto(url).await;
    device::settle(browser, live, if live { AFTER_START } else { AFTER_LOAD }).await;
    let seen = browser.eval("return window.__bench").await;
    let last = number(&seen["last"]);
    assert!(place == 0 || last > 0.0, "{url}: the last paragraph did not show");
    Visit { load: Load::read(&seen), last }
}

const LONGEST: Measure = |visit| visit.load.longest_before_lcp();

fn print(page: &Page, ours: &[Visit], plain: &[Visit]) {
    let title = format!("{} /{} (largest: {})", page.name, page.path, ours[0].load.what.to_lowercase());
    let mut table = Table::new(&title, &["", "ours", "plain", "ratio"]);
    let rows: [(&str, Measure); 5] = [
        ("first contentful paint", |visit| visit.load.fcp),
        ("largest contentful paint", |visit| visit.load.lcp),
        ("last paragraph", |visit| visit.last),
        ("blocking time after first paint", |visit| visit.load.blocking_after_paint()),
        ("longest task before LCP (0: ≤ 50)", LONGEST),
    ];
    for (name, of) in rows {
        let (ours, plain) = (middle(ours, of), middle(plain, of));
        let ratio = if plain > 0.0 { times(ours / plain) } else { String::new() };
        table.row([name.to_owned(), ms(ours), ms(plain), ratio]);
    }
    let cls = |loads| format!("{:.3}", worst(loads, |visit| visit.load.cls));
    table.row(["layout shift, worst run".to_owned(), cls(ours), cls(plain), String::new()]);
    table.print();
    println!("  tasks over 50 ms, first run, ours: {}; plain: {}", ours[0].load.tasks(), plain[0].load.tasks());
}

fn judge(name: &str, ours: &[Visit], plain: &[Visit]) -> Vec<Verdict> {
    let ratio = |of: Measure| middle(ours, of) / middle(plain, of);
    vec![
        Verdict::at_most(format!("{name}: LCP over plain"), ratio(|visit| visit.load.lcp), 1.1, times),
        Verdict::at_most(format!("{name}: last paragraph over plain"), ratio(|visit| visit.last), 1.1, times),
        Verdict::at_most(format!("{name}: layout shift"), worst(ours, |visit| visit.load.cls), 0.0, |it| {
            format!("{it:.3}")
        }),
        task_verdict(name, middle(ours, LONGEST), middle(plain, LONGEST)),
    ]
}

/// Parsing and laying out any page takes a task on a slow machine: the plain page says how long at the least.
fn task_verdict(name: &str, ours: f64, plain: f64) -> Verdict {
    let verdict = Verdict::at_most(format!("{name}: longest task before LCP"), ours, 50.0, ms);
    Verdict { measured: format!("{} (plain {})", verdict.measured, ms(plain)), ..verdict }
}

fn middle(visits: &[Visit], of: Measure) -> f64 {
    median(visits.iter().map(of))
}

fn worst(visits: &[Visit], of: Measure) -> f64 {
    visits.iter().map(of).fold(0.0, f64::max)
}
