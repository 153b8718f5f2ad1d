//! The widget on a partner's page: what it weighs, when its figures are there, and what it costs the page around it, compared
//! with the same page without it and with what others offer.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use trangxa_e2e::Browser;

use crate::device::{self, number};
use crate::partner::{Comparisons, Kind, Partner};
use crate::site::Sites;
use crate::sizes::brotli;
use crate::table::{Table, Verdict, bytes, median, ms, real, times};

/// What the observers write down, in ms from the start of the page's navigation. Frames tell the page, which is of another
/// origin. Figures count as there once they have a place and the frame has painted; a frame that is kept hidden does not
/// paint.
const OBSERVE: &str = r"
    const seen = window.__bench = { fcp: 0, lcp: 0, what: '', cls: 0, shifts: [], figures: 0, live: 0 };
    const watch = (type, note) =>
        new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true });
    watch('paint', entry => { if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime; });
    if (parent === window) {
        watch('largest-contentful-paint', entry => {
            seen.lcp = entry.startTime;
            seen.what = entry.element?.tagName ?? '';
        });
        watch('layout-shift', entry => {
            if (entry.hadRecentInput) return;
            seen.cls += entry.value;
            const moved = entry.sources.map(it => it.node?.localName ?? it.node?.nodeName).join(' ');
            seen.shifts.push(`${entry.value.toFixed(3)} at ${Math.round(entry.startTime)} ms (${moved})`);
        });
        addEventListener('message', ({ data }) => {
            if (data?.bench) seen[data.bench] ||= data.at - performance.timeOrigin;
        });
    }
    if (location.pathname.startsWith('/embed/')) {
        const tell = (bench, at) => top.postMessage({ bench, at: performance.timeOrigin + at }, '*');
        const look = () => {
            if (!document.querySelector('main .rate strong')?.getClientRects().length) requestAnimationFrame(look);
            else setTimeout(painted, 0, 0);
        };
        const painted = least => {
            least ||= performance.now();
            if (seen.fcp) tell('figures', Math.max(least, seen.fcp));
            else setTimeout(painted, 10, least);
        };
        requestAnimationFrame(look);
        new MutationObserver((_, observer) => {
            observer.disconnect();
            tell('live', performance.now());
        }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-live'] });
    }
";

/// How long to go on watching once all is there, in ms.
const AFTER: u32 = 700;

/// A page that is loaded again and again.
struct Page {
    name: String,
    place: Place,
    kind: Kind,
    url: String,
    /// The expression that is true once all that will come is there.
    ready: &'static str,
    loads: Vec<Load>,
    /// The layout shift once a reader has scrolled to what was below the fold.
    scrolled: Option<Load>,
}

/// Where the figures are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Not on a partner's page: the frame's own address is opened.
    Alone,
    /// In view at once.
    Above,
    /// Below the fold, where they need not come at all.
    Below,
}

/// One load, in ms from the start of the navigation; 0: did not happen.
struct Load {
    lcp: f64,
    what: String,
    /// Without unit: share of the viewport times share of the distance.
    cls: f64,
    /// How much, when, and what moved.
    shifts: Vec<String>,
    fcp: f64,
    figures: f64,
    live: f64,
}

impl Load {
    fn read(seen: &Value) -> Self {
        let shifts = seen["shifts"].as_array().expect("a list");
        Self {
            lcp: number(&seen["lcp"]),
            what: seen["what"].as_str().unwrap_or_default().to_owned(),
            cls: number(&seen["cls"]),
            shifts: shifts.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            fcp: number(&seen["fcp"]),
            figures: number(&seen["figures"]),
            live: number(&seen["live"]),
        }
    }
}

impl Page {
    fn middle(&self, of: fn(&Load) -> f64) -> f64 {
        median(self.loads.iter().map(of))
    }

    fn shift(&self) -> f64 {
        self.loads.iter().chain(&self.scrolled).map(|load| load.cls).fold(0.0, f64::max)
    }
}

/// Prints the tables.
pub(crate) async fn measure(sites: &Sites, runs: usize) -> Vec<Verdict> {
    let partner = Partner::start(sites).await;
    if partner.comparisons.is_none() {
        println!("giscus and iframe-resizer are left out: npm did not bring them; see xtask/src/setup.rs");
    }
    let browser = device::open().await;
    device::inject(&browser, OBSERVE).await;
    let mut verdicts = weigh(&partner, &browser).await;
    let mut pages = pages(&partner);
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for run in 0..=runs {
        // What disturbs the machine for a while disturbs all alike, and no page always follows the same other one.
        for place in dice.order(pages.len()) {
            let load = load(&browser, &pages[place]).await;
            let page = &mut pages[place];
            // The first warms the hosts.
            if run > 0 {
                page.loads.push(load);
            }
            if run == runs && page.place == Place::Below {
                page.scrolled = Some(scroll(&browser).await);
            }
        }
    }
    // Not `finish`: the console is the tests' business.
    browser.close();
    println!("\nPartner's page at CPU 4×, 150 ms, 1638 kbit/s, 360 × 800, nothing cached: medians of {runs}, shuffled");
    arrivals(&pages);
    for place in [Place::Below, Place::Above] {
        verdicts.extend(paints(&pages, place));
    }
    println!("{NOTE}");
    verdicts
}

const NOTE: &str = "
  giscus and iframe-resizer frame the very page that the widget frames, from the same host, lazily; giscus' own server and
  discussions are not measured. Their scripts come from the partner's host, ours from the commune's. Frame and page share
  a process here (one name, two ports): in the wild a frame of another site has its own. A second host's name look-up and
  TLS are not simulated.";

/// What one widget takes, from the commune's own list of requests.
async fn weigh(partner: &Partner, browser: &Browser) -> Vec<Verdict> {
    let page = page(partner, Kind::Widget, 1, Place::Above);
    partner.commune.forget_requests();
    load(browser, &page).await;
    let requests = partner.commune.requests();
    let mut table = Table::new("One widget", &["", "requests", "raw", "gzip 9", "brotli 11", "as this host sent it"]);
    let mut weights = Vec::new();
    for (name, fits) in PARTS {
        let these: Vec<_> = requests.iter().filter(|request| fits(&request.path)).collect();
        let files: Vec<_> = these.iter().map(|request| file(partner, &request.path)).collect();
        let weight = Weight {
            requests: these.len(),
            raw: files.iter().map(Vec::len).sum(),
            gzip: files.iter().map(|file| gzip(file)).sum(),
            brotli: files.iter().map(|file| brotli(file)).sum(),
            sent: these.iter().map(|request| request.bytes).sum(),
        };
        table.row(weight.row(name));
        weights.push(weight);
    }
    let sum = weights[..3].iter().fold(Weight::default(), |sum, weight| sum.and(weight));
    table.row(sum.row("HTML + wasm + data"));
    table.print();
    let known = |path: &str| PARTS.iter().any(|(_, fits)| fits(path));
    for request in requests.iter().filter(|request| !known(&request.path)) {
        println!("  and also: {} {}", request.method, request.path);
    }
    if let Some(comparisons) = &partner.comparisons {
        scripts(partner, comparisons);
    }
    vec![
        Verdict::at_most("widget: HTML, brotli", real(weights[0].brotli), 8_000.0, bytes),
        Verdict::at_most("widget: HTML + wasm + data, brotli", real(sum.brotli), 70_000.0, bytes),
        Verdict::at_most("widget: requests", real(sum.requests), 3.0, |it| format!("{it:.0}")),
        Verdict::at_most("widget: loader, gzip", real(weights[3].gzip), 2_048.0, bytes),
    ]
}

/// Whether an address is of a kind.
type Fits = fn(&str) -> bool;

/// Of the commune's addresses.
const PARTS: [(&str, Fits); 4] = [
    ("HTML", |path| path.starts_with("/embed/tthc/")),
    ("wasm", |path| path.ends_with(".wasm")),
    ("data", |path| path.starts_with("/data/")),
    ("loader", |path| path.starts_with("/embed.v2.js")),
];

#[derive(Default)]
struct Weight {
    requests: usize,
    raw: usize,
    gzip: usize,
    brotli: usize,
    sent: usize,
}

impl Weight {
    fn and(&self, other: &Self) -> Self {
        Self {
            requests: self.requests + other.requests,
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
            sent: self.sent + other.sent,
        }
    }

    fn row(&self, name: &str) -> Vec<String> {
        let mut row = vec![name.to_owned(), self.requests.to_string()];
        row.extend([self.raw, self.gzip, self.brotli, self.sent].map(|size| bytes(real(size))));
        row
    }
}

/// What a page must load of each before it has a frame that fits.
fn scripts(partner: &Partner, comparisons: &Comparisons) {
    let mut table = Table::new("Scripts on the partner's page, and in the frame", &["", "raw", "gzip 9", "brotli 11"]);
    let mut add = |name: &str, script: &[u8]| {
        table.row([name.to_owned(), bytes(real(script.len())), bytes(real(gzip(script))), bytes(real(brotli(script)))]);
    };
    add("trangxa-widget: embed.v2.js", &file(partner, "/embed.v2.js"));
    add("giscus: element with lit, one file", &comparisons.giscus);
    add("iframe-resizer: parent", &comparisons.parent);
    add("iframe-resizer: child, in the frame", &comparisons.child);
    table.print();
}

fn file(partner: &Partner, address: &str) -> Vec<u8> {
    let path = address.split('?').next().unwrap_or_default().trim_start_matches('/');
    let mut file = partner.commune_folder().join(path);
    if file.is_dir() {
        file.push("index.html");
    }
    fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn gzip(content: &[u8]) -> usize {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(content).expect("memory takes everything");
    writer.finish().expect("memory takes everything").len()
}

fn pages(partner: &Partner) -> Vec<Page> {
    let root = partner.commune.url();
    let alone = |name: &str, path: &str, ready| Page {
        name: name.to_owned(),
        place: Place::Alone,
        kind: Kind::None,
        url: format!("{root}embed/{path}/"),
        ready,
        loads: Vec::new(),
        scrolled: None,
    };
    let mut pages = vec![
        alone(PLAIN, "plain", "__bench.figures"),
        alone("frame by itself", "tthc", "__bench.figures && __bench.live"),
    ];
    for place in [Place::Below, Place::Above] {
        pages.push(page(partner, Kind::None, 0, place));
        // The same once more, and the same at either place: how far apart medians of one and the same page lie.
        pages.push(Page { name: "none, again".to_owned(), ..page(partner, Kind::None, 0, place) });
        pages.push(page(partner, Kind::Frame, 1, place));
        let comparisons: &[Kind] = if partner.comparisons.is_some() { &[Kind::Giscus, Kind::Resizer] } else { &[] };
        for &kind in [Kind::Widget].iter().chain(comparisons) {
            pages.extend([1, 10].map(|count| page(partner, kind, count, place)));
        }
    }
    pages
}

const PLAIN: &str = "frame without its scripts, by itself";

fn page(partner: &Partner, kind: Kind, count: usize, place: Place) -> Page {
    let above = place == Place::Above;
    let what = match kind {
        Kind::None => "none",
        Kind::Frame => "<iframe> alone",
        Kind::Widget => "<trangxa-widget>",
        Kind::Giscus => "<giscus-widget>",
        Kind::Resizer => "iframe-resizer",
    };
    let folder = format!("{kind:?}-{count}-{}", if above { "above" } else { "below" }).to_lowercase();
    Page {
        name: if count == 0 { what.to_owned() } else { format!("{count} × {what}") },
        place,
        kind,
        url: partner.page(&folder, kind, count, above),
        ready: if above && count > 0 { "__bench.figures && __bench.live" } else { "true" },
        loads: Vec::new(),
        scrolled: None,
    }
}

async fn load(browser: &Browser, page: &Page) -> Load {
    browser.goto(&page.url).await;
    let script = format!(
        "const pause = ms => new Promise(done => setTimeout(done, ms));
         while (!({})) await pause(50);
         await pause({AFTER});
         return __bench;",
        page.ready
    );
    Load::read(&browser.eval_async(&script).await)
}

/// Goes to the widget, waits for it, and gives what was seen since the page's start.
async fn scroll(browser: &Browser) -> Load {
    let script = format!(
        "const pause = ms => new Promise(done => setTimeout(done, ms));
         const goal = document.querySelector('trangxa-widget, giscus-widget, iframe');
         goal?.scrollIntoView({{ block: 'center' }});
         while (goal && !__bench.live) await pause(50);
         await pause({AFTER});
         return __bench;"
    );
    Load::read(&browser.eval_async(&script).await)
}

/// When there is something to read, and when it is live.
fn arrivals(pages: &[Page]) {
    let title = "Time to figures, in view at once";
    let mut table = Table::new(title, &["", "page's first paint", "figures", "spread", "ratio", "live", "spread"]);
    let plain = pages.iter().find(|page| page.name == PLAIN).map_or(0.0, |page| page.middle(|load| load.figures));
    for page in pages.iter().filter(|page| page.place != Place::Below && page.middle(|load| load.figures) > 0.0) {
        let (figures, live) = (page.middle(|load| load.figures), page.middle(|load| load.live));
        let (live, live_spread) =
            if live > 0.0 { (ms(live), spread(page, |load| load.live)) } else { Default::default() };
        table.row([
            page.name.clone(),
            ms(page.middle(|load| load.fcp)),
            ms(figures),
            spread(page, |load| load.figures),
            times(figures / plain),
            live,
            live_spread,
        ]);
    }
    table.print();
    println!("  <trangxa-widget> shows its link and the last known figures from the page's first paint on");
}

/// What the page itself feels, over all loads of the page without a widget.
fn paints(pages: &[Page], place: Place) -> Vec<Verdict> {
    let here = if place == Place::Above { "in view at once" } else { "below the fold" };
    let title = format!("The partner's page, widgets {here}");
    let mut table = Table::new(&title, &["", "LCP", "spread", "ratio", "shift, worst", "also once scrolled to"]);
    let mut verdicts = Vec::new();
    let these: Vec<&Page> = pages.iter().filter(|page| page.place == place).collect();
    let bare = pages.iter().filter(|page| page.place != Place::Alone && page.kind == Kind::None);
    let bare = median(bare.flat_map(|page| page.loads.iter().map(|load| load.lcp)));
    let noise = these.iter().filter(|page| page.kind == Kind::None).map(|page| page.middle(|load| load.lcp) / bare);
    let noise = noise.map(ratio_of).collect::<Vec<_>>().join(" and ");
    for page in &these {
        let ratio = page.middle(|load| load.lcp) / bare;
        table.row([
            page.name.clone(),
            ms(page.middle(|load| load.lcp)),
            spread(page, |load| load.lcp),
            ratio_of(ratio),
            share(page.shift()),
            page.scrolled.as_ref().map_or_else(String::new, |load| share(load.cls)),
        ]);
        if page.kind == Kind::Widget {
            let name = format!("{} {here}", page.name);
            let paint = Verdict::at_most(format!("{name}: LCP over none"), ratio, 1.03, ratio_of);
            verdicts.push(Verdict { measured: format!("{} (none: {noise})", paint.measured), ..paint });
            verdicts.push(Verdict::at_most(format!("{name}: layout shift"), page.shift(), 0.0, share));
        }
    }
    table.print();
    for page in &these {
        if let Some(load) = page.loads.iter().find(|load| load.what != "IMG") {
            println!("  {}: the largest was not the picture but {} at {}", page.name, load.what, ms(load.lcp));
        }
        if let Some(load) =
            page.loads.iter().chain(&page.scrolled).find(|load| page.kind == Kind::Widget && load.cls > 0.0)
        {
            println!("  {}: shifts of a load, {}", page.name, load.shifts.join(", "));
        }
    }
    verdicts
}

/// The middle half of a page's loads.
fn spread(page: &Page, of: fn(&Load) -> f64) -> String {
    let mut values: Vec<f64> = page.loads.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    let quarter = values.len() / 4;
    format!("{:.0}–{:.0}", values[quarter], values[values.len() - 1 - quarter])
}

/// How many times as much: three hundredths must show.
fn ratio_of(ratio: f64) -> String {
    format!("{ratio:.3}×")
}

fn share(shift: f64) -> String {
    format!("{shift:.3}")
}

/// Marsaglia's xorshift: the same order in every run of the bench.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).expect("less than sides")
    }

    /// 0 to `count`, each once.
    fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for last in (1..count).rev() {
            order.swap(last, self.roll(last + 1));
        }
        order
    }
}
