//! The search: what it costs to write its index, and what a reader waits for and fetches, beside Pagefind over the same articles.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile};
use trangxa_host::{Host, Options, Request};
use trangxa_test_support::{ArchiveText, archive};

use crate::archive::{KNOWN, entries, queries, write_site};
use crate::device::{self, number};
use crate::link::Link;
use crate::pagefind::{self, Pagefind};
use crate::publish::{Build, build, memory};
use crate::site::publisher;
use crate::table::{Table, Verdict, bytes, median, megabytes, ms, ms_fine, real, seconds, times};

/// A site's articles, and what a reader may fetch for the first result there, the program's part included.
const SITES: [(usize, f64); 2] = [(1_000, 40_000.0), (10_000, 110_000.0)];

/// Every page is at rest when nothing has gone over its link for that long: the reader has read the page before a tap,
const REST: Duration = Duration::from_secs(3);
/// and the results after it.
const READ: Duration = Duration::from_secs(1);
/// How long a finger stays on the screen.
const TOUCH: Duration = Duration::from_millis(60);
/// From a letter to the next, of a quick writer on a phone, in ms.
const PACE: u32 = 200;

/// Runs before the scripts of ours and of Pagefind's page. Once the field is touched it types `text`, a letter each `pace` ms or, without a
/// pace, all at once, as a keyboard's suggestion does; then every frame looks for the first result, and the time is noted once that
/// frame is painted. What an earlier letter found is gone by then: both empty their lists at each letter.
const SCRIPT: &str = r"
    const seen = window.__bench = { text: '', pace: 0, tap: 0, typed: 0, first: 0, asked: null };
    const pause = ms => new Promise(done => setTimeout(done, ms));
    seen.type = async () => {
        const field = document.querySelector('.find input');
        const set = value => {
            field.value = value;
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        };
        seen.first = 0;
        for (let end = 1; seen.pace && end < seen.text.length; end++) {
            set(seen.text.slice(0, end));
            await pause(seen.pace);
        }
        seen.typed = performance.now();
        set(seen.text);
        for (;;) {
            await new Promise(requestAnimationFrame);
            const link = document.querySelector('.find .results li a');
            if (link?.textContent && link.getClientRects().length) break;
            if (document.querySelector('.find .none') || performance.now() > seen.typed + 15000) return false;
        }
        await pause(0);
        seen.first = performance.now();
        return true;
    };
    addEventListener('pointerup', event => { seen.tap ||= event.timeStamp; }, { capture: true });
    addEventListener('focusin', event => {
        // After the page's own listeners.
        if (event.target.matches('.find input')) seen.asked ??= pause(0).then(seen.type);
    }, { capture: true });
";

/// Whose search it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Engine {
    Ours,
    Pagefind,
}

/// A way to search that is measured, over a link of its own.
struct Way {
    /// The column's heading.
    name: &'static str,
    engine: Engine,
    /// The path of its page.
    page: &'static str,
    /// See [`PACE`]; 0: all at once.
    pace: u32,
}

const WAYS: [Way; 4] = [
    Way { name: "ours, at once", engine: Engine::Ours, page: "", pace: 0 },
    Way { name: "ours, by letters", engine: Engine::Ours, page: "", pace: PACE },
    Way { name: "Pagefind, at once", engine: Engine::Pagefind, page: "", pace: 0 },
    Way { name: "without worker", engine: Engine::Pagefind, page: "?thread", pace: 0 },
];

/// Where a way's files are.
struct Server {
    engine: Engine,
    host: Host,
    link: Link,
}

/// What a request is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The program.
    Part,
    /// What every search fetches first.
    Index,
    /// What a query needs of the index.
    File,
    /// An article, for the passage that has what was sought.
    Text,
    /// What has nothing to do with the search.
    Other,
}

impl Engine {
    fn kind(self, request: &Request) -> Kind {
        let path = path(request);
        match self {
            Self::Ours if path.starts_with("/part-") => Kind::Part,
            Self::Ours if path == "/data/search/index.json" => Kind::Index,
            Self::Ours if path.starts_with("/data/search/") => Kind::File,
            Self::Ours if path.starts_with("/data/bai/") => Kind::Text,
            Self::Pagefind if path.ends_with(".js") || path.contains("/wasm.") => Kind::Part,
            Self::Pagefind if path.ends_with(".pf_meta") || path.ends_with("entry.json") => Kind::Index,
            Self::Pagefind if path.ends_with(".pf_index") || path.ends_with(".pf_fragment") => Kind::File,
            _ => Kind::Other,
        }
    }
}

fn path(request: &Request) -> &str {
    request.path.split('?').next().unwrap_or_default()
}

/// What was fetched.
struct Fetched(Vec<(Kind, usize)>);

impl Fetched {
    fn of(engine: Engine, requests: &[Request]) -> Self {
        Self(requests.iter().map(|it| (engine.kind(it), it.bytes)).collect())
    }

    fn requests(&self, kinds: &[Kind]) -> f64 {
        real(self.of_kinds(kinds).count())
    }

    fn bytes(&self, kinds: &[Kind]) -> f64 {
        real(self.of_kinds(kinds).sum())
    }

    fn of_kinds(&self, kinds: &[Kind]) -> impl Iterator<Item = usize> {
        self.0.iter().filter(|(kind, _)| kinds.contains(kind)).map(|(_, bytes)| *bytes)
    }
}

const ALL: &[Kind] = &[Kind::Part, Kind::Index, Kind::File, Kind::Text, Kind::Other];
const AFTER_PART: &[Kind] = &[Kind::Index, Kind::File, Kind::Text, Kind::Other];
const AFTER_INDEX: &[Kind] = &[Kind::File, Kind::Text, Kind::Other];

/// One query: its times, in ms, and what it fetched.
struct Answer {
    /// From the finger's leaving the screen to the first result; of the second query, from the last letter.
    first: f64,
    /// From the last letter to the first result.
    typed: f64,
    /// What was here when the first result was: what it took,
    here: Fetched,
    /// what had begun to be fetched,
    by_first: Fetched,
    /// and all until there was nothing more to fetch for the five that are shown.
    in_all: Fetched,
}

/// A reader who opens the home page and searches twice. `None`: nothing was found.
struct Visit {
    /// Of the search, before the field was touched.
    before: Fetched,
    first: Option<Answer>,
    next: Option<Answer>,
    /// What has nothing to do with the search.
    others: Vec<String>,
}

/// Prints the tables.
pub(crate) async fn measure(runs: usize) -> Vec<Verdict> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut verdicts = Vec::new();
    let columns = [
        "articles",
        "time",
        "peak memory",
        "index",
        "of the text",
        "whole build",
        "its memory",
        "Pagefind",
        "memory",
        "index",
    ];
    let mut indexes = Table::new("Index, release build, this machine", &columns);
    let mut sites = Vec::new();
    for (articles, budget) in SITES {
        let texts = archive(articles);
        let written = Written::of(&texts);
        let place = folder.path().join(articles.to_string());
        let (site, out) = (place.join("site"), place.join("out"));
        write_site(&site, &texts);
        let build = build(&publisher(), &site, &out, articles, 1);
        let pagefind = pagefind::build(&out, &place.join("pagefind"));
        indexes.row(written.row(articles, &build, pagefind.as_ref()));
        verdicts.extend(written.judge(articles));
        sites.push((texts, budget, out, pagefind));
    }
    indexes.print();
    println!("  the whole build and Pagefind write files and read pages; the time of ours is that of the index alone");
    for (texts, budget, out, pagefind) in sites {
        verdicts.extend(site(&texts, budget, &out, pagefind, runs).await);
    }
    verdicts
}

/// An index, written from texts that are in memory.
struct Written {
    /// In seconds.
    time: f64,
    /// Largest resident set, texts included, in MB.
    memory: f64,
    bytes: usize,
    text: usize,
}

impl Written {
    fn of(texts: &[ArchiveText]) -> Self {
        let (entries, groups) = entries(texts);
        let text = entries.iter().map(|it| it.headline.len() + it.summary.len() + it.text.len()).sum();
        // What the bench took before does not count; where the system does not forget it, it does.
        let _ = fs::write("/proc/self/clear_refs", "5");
        let started = Instant::now();
        let files = trangxa_search::write(&entries, &groups);
        let time = started.elapsed().as_secs_f64();
        let memory = memory(process::id(), "VmHWM:");
        Self { time, memory, bytes: files.iter().map(|file| file.bytes.len()).sum(), text }
    }

    fn share(&self) -> f64 {
        100.0 * real(self.bytes) / real(self.text)
    }

    fn row(&self, articles: usize, build: &Build, pagefind: Option<&Pagefind>) -> Vec<String> {
        let mut row = vec![articles.to_string(), seconds(self.time), megabytes(self.memory)];
        row.extend([bytes(real(self.bytes)), percent(self.share()), seconds(build.time), megabytes(build.memory)]);
        if let Some(Pagefind { time, memory, bytes: size, .. }) = pagefind {
            let size = bytes(real(usize::try_from(*size).expect("a folder fits")));
            row.extend([seconds(*time), megabytes(*memory), size]);
        }
        row
    }

    fn judge(&self, articles: usize) -> Vec<Verdict> {
        let name = |what: &str| format!("search, {articles}: {what}");
        let mut verdicts = vec![Verdict::at_most(name("index on disk, of the text"), self.share(), 40.0, percent)];
        if articles == SITES[1].0 {
            verdicts.push(Verdict::at_most(name("index written"), self.time, 5.0, seconds));
            verdicts.push(Verdict::at_most(name("index written, memory"), self.memory, 300.0, megabytes));
        }
        verdicts
    }
}

/// What a reader of one site waits for and fetches.
async fn site(texts: &[ArchiveText], budget: f64, out: &Path, pagefind: Option<Pagefind>, runs: usize) -> Vec<Verdict> {
    let mut servers = vec![serve(Engine::Ours, out.to_owned()).await];
    if let Some(pagefind) = pagefind {
        servers.push(serve(Engine::Pagefind, pagefind.folder).await);
    }
    let ways: Vec<&Way> = WAYS.iter().filter(|way| servers.iter().any(|it| it.engine == way.engine)).collect();
    let of = |way: &Way| servers.iter().find(|it| it.engine == way.engine).expect("it was chosen by that");
    let queries = queries(texts, 2 * (runs + 1));
    warm(&servers[0].host, out).await;
    let mut visits: Vec<Vec<Visit>> = ways.iter().map(|_| Vec::new()).collect();
    for (run, pair) in queries.chunks(2).enumerate() {
        // Each begins a round in turn.
        for place in (0..ways.len()).map(|place| (place + run) % ways.len()) {
            let visit = visit(of(ways[place]), ways[place], pair).await;
            // The first warms the hosts, which compress then, and the browser's caches of code.
            if run > 0 {
                visits[place].push(visit);
            }
        }
    }
    let articles = texts.len();
    println!(
        "\n{articles} articles at CPU 4× (CDP), 360 × 800, slow 4G by packets: {} ms, 1638 and 750 kbit/s, slow start; HTTP/1.1 without \
         TLS, brotli 11,\na new browser context for each visit, the page {} s at rest, a tap into its field, and {runs} pairs of queries of two \
         syllables:\n{}",
        device::LATENCY.as_millis(),
        REST.as_secs(),
        queries[2..].join(", ")
    );
    print(articles, &ways, &visits);
    let quick = quick(&servers[0].host, &queries[2..]).await;
    println!(
        "  the index there already, no network: the first result {} after the last letter (median)",
        ms_fine(quick)
    );
    let right = answers(articles, &servers).await;
    let name = |what: &str| format!("search, {articles}: {what}");
    let mut verdicts = vec![Verdict::at_least(name("right answers of 4"), right, 4.0, whole)];
    verdicts.extend(judge(articles, budget, &ways, &visits));
    verdicts.push(Verdict::at_most(name("first result, index there, CPU 4×"), quick, 100.0, ms));
    verdicts
}

async fn serve(engine: Engine, root: PathBuf) -> Server {
    // As files that were compressed beforehand.
    let options = Options { compress: true, brotli_quality: 11, ..Options::new(root) };
    let host = Host::start(options).await.expect("a host");
    let link = Link::start(host.addr()).await.expect("a link");
    Server { engine, host, link }
}

/// Has the host compress the index, which on other hosts was done beforehand. Pagefind's is compressed already.
async fn warm(host: &Host, out: &Path) {
    let files = fs::read_dir(out.join("data/search/f")).expect("the index").map(|entry| entry.expect("an entry"));
    let names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    let names: Vec<&String> = names.iter().filter(|name| name.ends_with(".json")).collect();
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&host.url()).await;
    for some in names.chunks(20) {
        let fetch =
            format!("for (const name of {}) await (await fetch(`/data/search/f/${{name}}`)).blob()", json!(some));
        browser.eval_async(&fetch).await;
    }
    browser.close();
}

async fn visit(server: &Server, way: &Way, queries: &[String]) -> Visit {
    let browser = device::slow().await;
    browser.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 1 })).await;
    device::inject(&browser, SCRIPT).await;
    server.host.forget_requests();
    browser.goto(&format!("{}{}", server.link.url(), way.page)).await;
    server.link.quiet(REST).await;
    // Parts that are not the search's alone may be here already.
    let of_search = |it: &Request| match server.engine.kind(it) {
        Kind::Part => server.engine == Engine::Pagefind || it.path.starts_with("/part-search"),
        kind => kind != Kind::Other,
    };
    let before: Vec<Request> = server.host.requests().into_iter().filter(of_search).collect();
    prepare(&browser, server, &queries[0], way.pace).await;
    touch(&browser).await;
    let (first, mut others) = answer(&browser, server, "return await __bench.asked", "tap").await;
    prepare(&browser, server, &queries[1], way.pace).await;
    let (next, more) = answer(&browser, server, "return await __bench.type()", "typed").await;
    // Not `finish`: the console is the tests' business.
    browser.close();
    others.extend(more);
    Visit { before: Fetched::of(server.engine, &before), first, next, others }
}

async fn prepare(browser: &Browser, server: &Server, text: &str, pace: u32) {
    let script = format!("performance.clearResourceTimings(); __bench.text = {}; __bench.pace = {pace}", json!(text));
    browser.eval(&script).await;
    server.host.forget_requests();
}

/// Touches the search's field with a finger.
async fn touch(browser: &Browser) {
    let place = "const place = document.querySelector('.find input').getBoundingClientRect();
                 return [place.x + place.width / 2, place.y + place.height / 2]";
    let place = browser.eval(place).await;
    assert!(number(&place[1]) < f64::from(device::HEIGHT), "the field is not in view");
    let points = json!([{ "x": place[0], "y": place[1] }]);
    browser.cdp("Input.dispatchTouchEvent", json!({ "type": "touchStart", "touchPoints": points })).await;
    tokio::time::sleep(TOUCH).await;
    browser.cdp("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] })).await;
    let begin = Instant::now();
    while browser.eval("return !__bench.asked").await == json!(true) {
        assert!(begin.elapsed() < Duration::from_secs(5), "the field was not touched");
    }
}

/// From what until the first result, and what was fetched by then.
const TIMES: &str = "
    const { first, tap, typed } = __bench;
    const all = performance.getEntriesByType('resource');
    const paths = those => those.map(it => new URL(it.name).pathname);
    return {
        tap: first - tap, typed: first - typed,
        begun: paths(all.filter(it => it.startTime <= first)), here: paths(all.filter(it => it.responseEnd <= first)),
    };";

/// Waits, inside the page, for the script to say whether there is a result. `since` is what its time counts from. Also returns what was
/// fetched besides.
async fn answer(browser: &Browser, server: &Server, script: &str, since: &str) -> (Option<Answer>, Vec<String>) {
    let is_found = browser.eval_async(script).await == json!(true);
    // A worker's requests stand in the host's list alone, the page's own in that of the page, with exact times.
    let reached = server.host.requests();
    server.link.quiet(READ).await;
    let all = server.host.requests();
    let times = browser.eval(TIMES).await;
    // Neither where nothing was found.
    let of = |name: &str, is_it: &dyn Fn(&Request) -> bool| {
        let paths: Vec<&str> = times[name].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        let is_among = |it: &&Request| {
            paths.contains(&path(it)) || reached.iter().any(|known| known.path == it.path && is_it(known))
        };
        Fetched::of(server.engine, &all.iter().filter(is_among).cloned().collect::<Vec<_>>())
    };
    let is_worker = server.engine == Engine::Pagefind;
    let (here, by_first) = (of("here", &|it| is_worker && it.status > 0), of("begun", &|_| true));
    let others = all.iter().filter(|it| server.engine.kind(it) == Kind::Other).map(|it| it.path.clone()).collect();
    let answer = Answer {
        first: number(&times[since]),
        typed: number(&times["typed"]),
        here,
        by_first,
        in_all: Fetched::of(server.engine, &all),
    };
    (is_found.then_some(answer), others)
}

/// A number of a query.
type Measure = fn(&Answer) -> f64;

/// The name of a quantity, the quantity, and how it is written.
type Row = (&'static str, Measure, fn(f64) -> String);

const TYPED: Row = ("from the last letter", |it| it.typed, ms);
const REQUESTS: Row = ("requests by then", |it| it.by_first.requests(ALL), whole);
const BYTES: Row = ("bytes by then", |it| it.by_first.bytes(ALL), bytes);
const ALL_REQUESTS: Row = ("requests in all, five results", |it| it.in_all.requests(ALL), whole);
const ALL_BYTES: Row = ("bytes in all, five results", |it| it.in_all.bytes(ALL), bytes);
/// Of the first query.
const FIRST: [Row; 12] = [
    ("from the tap", |it| it.first, ms),
    TYPED,
    REQUESTS,
    ("after the part", |it| it.by_first.requests(AFTER_PART), whole),
    ("after part and index", |it| it.by_first.requests(AFTER_INDEX), whole),
    ("of those, answered", |it| it.here.requests(AFTER_INDEX), whole),
    BYTES,
    ("of those, answered", |it| it.here.bytes(ALL), bytes),
    ("the part", |it| it.by_first.bytes(&[Kind::Part]), bytes),
    ("the index", |it| it.by_first.bytes(&[Kind::Index]), bytes),
    ALL_REQUESTS,
    ALL_BYTES,
];
/// Of the next one.
const NEXT: [Row; 5] = [TYPED, REQUESTS, BYTES, ALL_REQUESTS, ALL_BYTES];

fn print(articles: usize, ways: &[&Way], visits: &[Vec<Visit>]) {
    let mut heading = vec![""];
    heading.extend(ways.iter().map(|way| way.name));
    let compared = ways.iter().position(|way| way.engine == Engine::Pagefind);
    if compared.is_some() {
        heading.push("ours / Pagefind");
    }
    let title = format!("First result among {articles}: medians, and the worst");
    let mut table = Table::new(&title, &heading);
    let mut add = |name: &str, of: fn(&Visit) -> Option<&Answer>, measure: Measure, unit: fn(f64) -> String| {
        let values = |way: &Vec<Visit>| way.iter().filter_map(|it| of(it).map(measure)).collect::<Vec<f64>>();
        let mut row = vec![name.to_owned()];
        for way in visits {
            let values = values(way);
            let worst = values.iter().copied().fold(0.0, f64::max);
            let cell = format!("{} ({})", unit(median(values.clone())), unit(worst));
            row.push(if values.is_empty() { String::new() } else { cell });
        }
        if let Some(compared) = compared {
            let pairs = visits[0].iter().zip(&visits[compared]).filter_map(|(ours, theirs)| of(ours).zip(of(theirs)));
            let ratios: Vec<f64> = pairs.map(|(ours, theirs)| measure(ours) / measure(theirs)).collect();
            row.push(if ratios.iter().all(|it| it.is_finite()) && !ratios.is_empty() {
                times(median(ratios))
            } else {
                String::new()
            });
        }
        table.row(row);
    };
    for (name, measure, unit) in FIRST {
        add(name, |it| it.first.as_ref(), measure, unit);
    }
    for (name, measure, unit) in NEXT {
        add(&format!("next query: {name}"), |it| it.next.as_ref(), measure, unit);
    }
    let found = |way: &Vec<Visit>| {
        let count = way.iter().flat_map(|it| [&it.first, &it.next]).flatten().count();
        format!("{count} of {}", 2 * way.len())
    };
    table.row(["queries with results".to_owned()].into_iter().chain(visits.iter().map(found)));
    table.print();
    for (way, visits) in ways.iter().zip(visits) {
        let mut others: Vec<&str> = visits.iter().flat_map(|it| &it.others).map(String::as_str).collect();
        others.sort_unstable();
        others.dedup();
        if let Some(example) = others.first() {
            println!(
                "  {}: {} addresses among these have nothing to do with it, such as {example}",
                way.name,
                others.len()
            );
        }
    }
    println!("  CDP slows the page's thread, but not Pagefind's worker");
}

fn judge(articles: usize, budget: f64, ways: &[&Way], visits: &[Vec<Visit>]) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for (way, visits) in ways.iter().zip(visits).filter(|(way, _)| way.engine == Engine::Ours) {
        let how = if way.pace == 0 { "at once" } else { "by letters" };
        let name = |what: &str| format!("search, {articles}, {how}: {what}");
        let first = || visits.iter().filter_map(|it| it.first.as_ref());
        let next = || visits.iter().filter_map(|it| it.next.as_ref());
        let worst = |values: &mut dyn Iterator<Item = f64>| values.fold(0.0, f64::max);
        let before = worst(&mut visits.iter().map(|it| it.before.bytes(ALL)));
        verdicts.push(Verdict::at_most(name("before the field is touched"), before, 0.0, bytes));
        let part = worst(&mut first().map(|it| it.by_first.bytes(&[Kind::Part])));
        verdicts.push(Verdict::at_most(name("the program's part"), part, 12_000.0, bytes));
        let strict = worst(&mut first().map(|it| it.by_first.requests(AFTER_PART)));
        let after = worst(&mut first().map(|it| it.by_first.requests(AFTER_INDEX)));
        let here = worst(&mut first().map(|it| it.here.requests(AFTER_INDEX)));
        let verdict = Verdict::at_most(name("requests after part and index, worst"), after, 2.0, whole);
        let measured = format!("{} ({} answered; {} with the index)", verdict.measured, whole(here), whole(strict));
        verdicts.push(Verdict { measured, ..verdict });
        let size = worst(&mut first().map(|it| it.by_first.bytes(ALL)));
        verdicts.push(Verdict::at_most(name("bytes to the first result, worst"), size, budget, bytes));
        let size = worst(&mut next().map(|it| it.by_first.bytes(ALL)));
        verdicts.push(Verdict::at_most(name("bytes of the next query, worst"), size, 10_000.0, bytes));
        if way.pace == 0 && articles == SITES[0].0 {
            let time = median(first().map(|it| it.first));
            verdicts.push(Verdict::at_most(name("tap to first result, median"), time, 1000.0, ms));
        }
    }
    verdicts
}

/// The median time from a query to its first result once part and index are here, in ms. What travels is not measured, so the network is
/// as fast as it can be.
async fn quick(host: &Host, queries: &[String]) -> f64 {
    let browser = device::slow().await;
    device::inject(&browser, SCRIPT).await;
    let mut quick = Vec::new();
    for query in queries {
        browser.goto(&host.url()).await;
        device::settle(&browser, true, 500).await;
        let script = format!(
            "const here = () => window.trangxaParts?.search && performance.getEntriesByType('resource')
                 .some(it => it.name.endsWith('data/search/index.json') && it.responseEnd);
             __bench.asked = true;
             document.querySelector('.find input').focus();
             while (!here()) await new Promise(done => setTimeout(done, 50));
             await new Promise(done => setTimeout(done, 500));
             __bench.text = {};
             const is_found = await __bench.type();
             return is_found ? __bench.first - __bench.typed : 0;",
            json!(query)
        );
        let time = number(&browser.eval_async(&script).await);
        assert!(time > 0.0, "{query}: nothing was found");
        quick.push(time);
    }
    browser.close();
    median(quick)
}

/// Prints who finds what should be found, and nothing else; returns how many of ours are right.
async fn answers(articles: usize, servers: &[Server]) -> f64 {
    let heading = ["sought", "headline", "is found by ours", "by Pagefind", "right"];
    let mut table = Table::new(&format!("Marks, among {articles}"), &heading);
    let browser = Browser::open(Profile::default()).await;
    let mut right = 0;
    for (text, headline, is_right) in KNOWN {
        let mut row = vec![text.to_owned(), headline.to_owned()];
        for server in servers {
            let found = match server.engine {
                Engine::Ours => ours(&browser, &server.host, text).await,
                Engine::Pagefind => {
                    browser.goto(&server.host.url()).await;
                    browser.eval_async(&format!("return await headlines({})", json!(text))).await
                }
            };
            let found = found.as_array().expect("a list").iter().any(|it| it == headline);
            right += usize::from(server.engine == Engine::Ours && found == is_right);
            row.push(yes(found));
        }
        row.resize(heading.len() - 1, String::new());
        row.push(yes(is_right));
        table.row(row);
    }
    browser.close();
    table.print();
    real(right)
}

/// The headlines that the page of the search shows for a text.
async fn ours(browser: &Browser, host: &Host, text: &str) -> Value {
    let query: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    browser.goto(&format!("{}tim-kiem/?q={query}", host.url())).await;
    let is_done = "/kết quả/.test(document.querySelector('main .found [role=status]')?.innerText)";
    browser.wait("the end of the search", is_done).await;
    device::settle(browser, true, 500).await;
    browser.eval("return [...document.querySelectorAll('main .found .results li > a')].map(it => it.innerText)").await
}

fn yes(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}

/// A count.
fn whole(value: f64) -> String {
    format!("{value:.0}")
}

fn percent(value: f64) -> String {
    format!("{value:.1} %")
}
