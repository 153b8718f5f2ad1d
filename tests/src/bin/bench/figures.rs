//! What the dashboard costs when a source publishes much: ten years of months with forty fields each.

use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};
use trangxa_e2e::Browser;
use trangxa_host::{Host, Options};
use trangxa_model::document::{JsonDocument, parse};
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::{Tthc, YearMonth};

use crate::device::{self, number};
use crate::site::Sites;
use crate::sizes::{brotli, brotli_file, program_file};
use crate::table::{self, Table, Verdict, bytes, median, ms, ms_fine, real};

/// How many months there are figures of.
const PERIODS: i32 = 120;
/// From new figures in the page to what they change, in ms.
const DRAWN_MS: f64 = 50.0;
/// From a tap to what it changes, in ms.
const TAP_MS: f64 = 100.0;
/// What the dashboard adds to the HTML of its page, compared with a page without content of its own.
const ADDED: f64 = 8_000.0;

/// The names of forty fields.
const FIELDS: [&str; 40] = [
    "Hộ tịch",
    "Chứng thực",
    "Đất đai",
    "Bảo trợ xã hội",
    "Người có công",
    "Xây dựng",
    "Nuôi con nuôi",
    "Quy hoạch và kiến trúc",
    "Nhà ở và công sở",
    "Hạ tầng kỹ thuật",
    "Đường bộ",
    "Đường thuỷ nội địa",
    "Lâm nghiệp",
    "Kiểm lâm",
    "Thuỷ lợi",
    "Thuỷ sản",
    "Chăn nuôi và thú y",
    "Trồng trọt và bảo vệ thực vật",
    "Phát triển nông thôn",
    "Phòng, chống thiên tai",
    "Môi trường",
    "Tài nguyên nước",
    "Địa chất và khoáng sản",
    "Giáo dục mầm non",
    "Giáo dục tiểu học",
    "Giáo dục trung học",
    "Văn hoá cơ sở",
    "Thư viện",
    "Thể dục, thể thao",
    "Gia đình và trẻ em",
    "Lao động và việc làm",
    "Giáo dục nghề nghiệp",
    "Phòng, chống tệ nạn xã hội",
    "An toàn thực phẩm",
    "Lưu thông hàng hoá trong nước",
    "Thành lập và hoạt động của hộ kinh doanh",
    "Hợp tác xã và tổ hợp tác",
    "Tín ngưỡng, tôn giáo",
    "Thi đua, khen thưởng",
    "Tiếp công dân và giải quyết khiếu nại",
];

/// The counts, in the order in which the importer writes them.
const COUNTS: [&str; 11] = [
    "received",
    "carried_over",
    "early",
    "on_time",
    "in_time",
    "late",
    "pending_in_time",
    "pending_late",
    "waiting",
    "withdrawn",
    "rejected",
];

/// A file of figures that contradict themselves nowhere: what came in is where it is now, the fields make the whole, and a
/// month begins with what the one before left. Another `version` has other numbers in every place.
fn file(version: u64) -> String {
    // Knuth's generator (MMIX): the same figures in every run.
    let mut state = version;
    let mut chance = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut open = [0_u64; FIELDS.len()];
    let mut out = format!(
        r#"{{"version": 1, "unit": "Xã Quang Thành", "updated_at": "2025-06-30T17:05:1{version}+07:00",
"source": {{"name": "Bộ phận Một cửa", "url": "https://quangthanh.example/"}}, "periods": ["#
    );
    let first = YearMonth::new(2015, 7).expect("a month");
    for month in 0..PERIODS {
        let (mut whole, mut fields) = ([0_u64; COUNTS.len()], String::new());
        for (field, open) in FIELDS.iter().zip(&mut open) {
            let [early, on_time, late] = [100, 40, 3].map(&mut chance);
            let [pending_in_time, pending_late, waiting, withdrawn, rejected] = [12, 2, 4, 2, 3].map(&mut chance);
            let finished = early + on_time + late + withdrawn + rejected;
            let left = pending_in_time + pending_late + waiting;
            // At least as many as were left: the rest came in.
            let early = early + open.saturating_sub(finished + left);
            let received = early + on_time + late + withdrawn + rejected + left - *open;
            let in_time = early + on_time;
            let counts = [
                received,
                *open,
                early,
                on_time,
                in_time,
                late,
                pending_in_time,
                pending_late,
                waiting,
                withdrawn,
                rejected,
            ];
            *open = left;
            whole.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            let comma = if fields.is_empty() { "" } else { "," };
            write!(fields, "{comma}\n    {{\"name\": {}{}}}", json!(field), members(&counts)).expect("memory");
        }
        let month = first.plus(month).expect("a month").iso();
        let comma = if out.ends_with('[') { "" } else { "," };
        write!(out, "{comma}\n  {{\"from\": \"{month}\", \"to\": \"{month}\"{}, ", members(&whole)).expect("memory");
        write!(out, "\"fields\": [{fields}\n  ]}}").expect("memory");
    }
    out + "\n]}\n"
}

fn members(counts: &[u64]) -> String {
    COUNTS.iter().zip(counts).map(|(key, count)| format!(", \"{key}\": {count}")).collect()
}

/// Prints the tables.
pub(crate) async fn measure(sites: &Sites, runs: usize) -> Vec<Verdict> {
    let served = file(1);
    let folder = sites.with_figures(&served);
    let read = Tthc::read("data/tthc.json", served.as_bytes()).expect("figures");
    assert_eq!(read.remarks, [], "all of it can be read");
    println!("\nFigures: {PERIODS} months with {} fields, {}", FIELDS.len(), bytes(real(served.len())));
    native(&served, runs);
    let mut verdicts = drawn(folder.path(), runs).await;
    verdicts.extend(taps(folder.path(), runs).await);
    verdicts.push(weights(sites, folder.path()));
    verdicts
}

/// Each step of reading by itself, on this machine.
fn native(text: &str, runs: usize) {
    let content = text.as_bytes();
    let timed = |work: &dyn Fn()| {
        median((0..runs).map(|_| {
            let started = Instant::now();
            work();
            started.elapsed().as_secs_f64() * 1000.0
        }))
    };
    let steps: [(&str, &dyn Fn()); 4] = [
        ("bytes to figures", &|| drop(Tthc::read("f", content).expect("figures"))),
        ("of that: bytes to JSON values", &|| drop(parse("f", content).expect("JSON"))),
        ("for comparison: serde_json alone", &|| drop(serde_json::from_slice::<Value>(content).expect("JSON"))),
        ("the file's fingerprint", &|| drop(fingerprint(content))),
    ];
    let mut table = Table::new(&format!("Reading them, natively: medians of {runs}"), &["", "time", "speed"]);
    for (name, work) in steps {
        let time = timed(work);
        table.row([name.to_owned(), ms_fine(time), format!("{:.0} MB/s", real(content.len()) / 1000.0 / time)]);
    }
    table.print();
}

/// Runs before any script of the page. Holds back the figures until they are given, and notes when their bytes are in the
/// page, when
/// the first part of the dashboard begins to be drawn, when the last one is, and when the frame that shows them is painted.
const WATCH: &str = r"
    const seen = window.__seen = {};
    window.__begin = () => { Object.assign(seen, { begin: 0, first: 0, last: 0, frame: 0, painted: 0 }); };
    const create = document.createElement;
    // Each part is drawn by way of a template.
    document.createElement = function (name, ...more) {
        if (seen.begin && !seen.first && name === 'template') seen.first = performance.now();
        return create.call(this, name, ...more);
    };
    const real = window.fetch;
    let asked = new Promise(give => { window.__give = give; });
    window.fetch = (request, options) => {
        if (!(request.url ?? String(request)).includes('data/tthc.json')) return real(request, options);
        return asked.then(text => {
            const answer = new Response(text);
            answer.arrayBuffer = async () => {
                const buffer = await Response.prototype.arrayBuffer.call(answer);
                // Not in the turn in which it was copied.
                await new Promise(done => setTimeout(done, 100));
                __begin();
                seen.begin = performance.now();
                return buffer;
            };
            return answer;
        });
    };
    window.__next = () => { asked = new Promise(give => { window.__give = give; }); };
    window.__watch = () => {
        __begin();
        new MutationObserver(() => {
            if (!seen.begin || seen.frame) return;
            const is_first = !seen.last;
            seen.last = performance.now();
            if (!is_first) return;
            requestAnimationFrame(() => {
                seen.frame = performance.now();
                setTimeout(() => { seen.painted = performance.now(); });
            });
        }).observe(document.querySelector('.dashboard'),
            { subtree: true, childList: true, characterData: true, attributes: true });
    };
    window.__shown = async () => {
        const until = Date.now() + 15000;
        while (!seen.painted) {
            if (Date.now() > until) throw new Error(`nothing changed: ${JSON.stringify(seen)}`);
            await new Promise(done => setTimeout(done, 50));
        }
        return ['first', 'last', 'frame', 'painted'].map(name => seen[name] - seen.begin);
    };
";

/// Milliseconds from the beginning until a part begins to be drawn, until all are, the frame that shows them, and its end.
type Times = [f64; 4];

fn times(value: &Value) -> Times {
    [0, 1, 2, 3].map(|i| number(&value[i]))
}

/// The dashboard in the phone's browser. What travels is not measured here, so the network is as fast as it can be.
async fn open(host: &Host) -> Browser {
    let browser = device::slow().await;
    device::inject(&browser, WATCH).await;
    load(&browser, host).await;
    browser
}

async fn load(browser: &Browser, host: &Host) {
    browser.goto(&format!("{}tthc/", host.url())).await;
    device::settle(browser, true, 1_000).await;
}

/// Gives the page new figures, and the times that it then noted. The page requests what it carries half a minute after its start at the
/// earliest, and at once when the network is back.
async fn give(browser: &Browser, text: &str, before: &str) -> Times {
    let script =
        format!("{before}; dispatchEvent(new Event('online')); __give({}); return await __shown();", json!(text));
    times(&browser.eval_async(&script).await)
}

async fn drawn(folder: &Path, runs: usize) -> Vec<Verdict> {
    let host = Host::start(Options::new(folder)).await.expect("a host");
    let browser = open(&host).await;
    let (other, third) = (file(2), file(3));
    let (mut first, mut later) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        load(&browser, &host).await;
        first.push(give(&browser, &other, "__watch()").await);
        later.push(give(&browser, &third, "__next(); __begin()").await);
    }
    let parser = format!(
        "const text = {}; const begin = performance.now(); JSON.parse(text); return performance.now() - begin;",
        json!(other)
    );
    let mut alone = Vec::new();
    for _ in 0..runs {
        alone.push(number(&browser.eval_async(&parser).await));
    }
    browser.close();
    let title = format!("New figures, phone, from the bytes in the page: medians of {runs}; all of it changes");
    let columns = ["", "read", "drawn", "DOM changed", "ratio", "next frame", "painted", "target"];
    let mut table = Table::new(&title, &columns);
    let alone = median(alone);
    for (name, seen) in [("the first after a load", &first), ("a later one", &later)] {
        let [begun, done, frame, painted] = middle(seen);
        let cells = [ms(begun), ms(done - begun), ms(done), table::times(done / alone), ms(frame), ms(painted)];
        table.row([name.to_owned()].into_iter().chain(cells).chain([format!("≤ {}", ms(DRAWN_MS))]));
    }
    table.row(["JSON.parse of the text alone", "", "", &ms(alone), &table::times(1.0)].map(str::to_owned));
    table.print();
    vec![
        Verdict::at_most("new figures after a load, to the next frame", middle(&first)[2], DRAWN_MS, ms),
        Verdict::at_most("new figures later, to the next frame", middle(&later)[2], DRAWN_MS, ms),
    ]
}

/// What a reader does, and the script that does it `run` by `run`, each differently from the one before.
const DEEDS: [(&str, &str); 3] = [
    ("sort by a column", "document.querySelectorAll('.sortable .sort')[1 + run % 7].click()"),
    (
        "as what a period is chosen",
        "document.querySelector(`.picker input[value='${run % 2 ? 'Tháng' : 'Năm'}']`).click()",
    ),
    (
        "another period",
        "const list = document.querySelector('.picker select');
         list.selectedIndex = (list.selectedIndex + 7) % list.options.length;
         list.dispatchEvent(new Event('input', { bubbles: true }))",
    ),
];

async fn taps(folder: &Path, runs: usize) -> Vec<Verdict> {
    let host = Host::start(Options::new(folder)).await.expect("a host");
    let browser = open(&host).await;
    give(&browser, &file(2), "__watch()").await;
    let title = format!("What a reader does on them, phone: medians of {runs}");
    let mut table = Table::new(&title, &["", "DOM changed", "next frame", "painted", "target"]);
    let mut verdicts = Vec::new();
    for (name, deed) in DEEDS {
        let mut seen = Vec::new();
        for run in 0..=runs {
            let script = format!(
                "await new Promise(done => setTimeout(done, 300));
                 const run = {run}; __begin(); __seen.begin = performance.now(); {deed}; return await __shown();"
            );
            let times = times(&browser.eval_async(&script).await);
            // The first also compiles.
            if run > 0 {
                seen.push(times);
            }
        }
        let [_, done, frame, painted] = middle(&seen);
        let cells = [done, frame, painted].map(ms);
        table.row([name.to_owned()].into_iter().chain(cells).chain([format!("≤ {}", ms(TAP_MS))]));
        verdicts.push(Verdict::at_most(format!("dashboard: {name}, to the next frame"), frame, TAP_MS, ms));
    }
    browser.close();
    table.print();
    verdicts
}

fn middle(seen: &[Times]) -> Times {
    [0, 1, 2, 3].map(|i| median(seen.iter().map(|times| times[i])))
}

/// What travels, exactly.
fn weights(sites: &Sites, folder: &Path) -> Verdict {
    let page = |folder: &Path, path: &str| real(brotli_file(&folder.join(path).join("index.html")));
    let (bare, demo) = (page(&sites.demo(), "so-do"), page(&sites.demo(), "tthc"));
    let (bare_large, large) = (page(folder, "so-do"), page(folder, "tthc"));
    let mut table = Table::new("Bytes, brotli 11", &["", "all", "added by the dashboard", "target"]);
    let mut row = |name: &str, all: f64, added: Option<f64>, target: &str| {
        table.row([name.to_owned(), bytes(all), added.map(bytes).unwrap_or_default(), target.to_owned()]);
    };
    row("wasm", real(brotli_file(&program_file("_bg.wasm"))), None, "");
    row("demo's /so-do/, nothing of its own: HTML with CSS", bare, None, "");
    row("demo's /tthc/: HTML with CSS", demo, Some(demo - bare), &format!("≤ {}", bytes(ADDED)));
    row("/tthc/ with these figures: HTML with CSS", large, Some(large - bare_large), "");
    row("these figures: data/tthc.json", real(brotli(file(1).as_bytes())), None, "");
    table.print();
    Verdict::at_most("what the demo's dashboard adds to its HTML", demo - bare, ADDED, bytes)
}
