//! What building costs the clerk: time and memory at 20, 1 000, 10 000 and 100 000 articles, the first time and again; and that a
//! first visit costs the reader the same at each size. Hugo builds the largest but one from the same texts.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use trangxa_e2e::Profile;
use trangxa_host::{Host, Options};

use crate::hugo;
use crate::site::{copy, publisher, publishing, root};
use crate::sizes::{first_visit, sent};
use crate::table::{Table, Verdict, bytes, median, megabytes, real, seconds, times};

/// Articles of a generated site, and how often it is built: small ones are over too soon to be measured once.
const SITES: [(usize, usize); 4] = [(20, 5), (1_000, 3), (COMPARED, 1), (100_000, 1)];
/// Articles of the site that Hugo builds, too.
const COMPARED: usize = 10_000;
/// Articles in one document of the feed: well below the limits of 1 000 and 8 MB.
const PER_DOCUMENT: usize = 500;
/// How far the cost of one more article may grow before it is not flat: noise is a fifth.
const FLAT: f64 = 1.25;
/// Between two looks at the memory.
const POLL: Duration = Duration::from_millis(4);

/// One build of a site.
pub(crate) struct Build {
    articles: usize,
    /// In seconds.
    pub(crate) time: f64,
    /// Largest resident set, in MB.
    pub(crate) memory: f64,
    pub(crate) pages: usize,
    /// Of the whole folder.
    pub(crate) bytes: u64,
    /// In seconds: again with nothing changed, again with one article changed, `trangxa check`, `trangxa import` of the
    /// whole feed into an empty site, and the same import again.
    pub(crate) again: [f64; 5],
    /// What a first visit to the home page, the first list and an article transfers, in bytes.
    visits: [usize; 3],
}

/// Generates the sites, builds them and prints the tables.
pub(crate) async fn measure() -> Vec<Verdict> {
    let program = publisher();
    let mut builds = Vec::new();
    let mut others = Vec::new();
    for (articles, runs) in SITES {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (site, out) = (folder.path().join("site"), folder.path().join("out"));
        generate(&site, articles);
        let mut build = build(&program, &site, &out, articles, runs);
        build.visits = visits(&out).await;
        build.again = again(&program, &site, &out);
        if articles == COMPARED {
            others = hugo::build(&site, folder.path());
        }
        builds.push(build);
    }
    let columns = ["articles", "time", "peak memory", "pages", "MB written", "ms per article", "per further article"];
    let mut table = Table::new("Publishing, release build, all cores", &columns);
    let further = |i: usize| {
        let (less, more): (&Build, &Build) = (&builds[i - 1], &builds[i]);
        1000.0 * (more.time - less.time) / real(more.articles - less.articles)
    };
    for (i, build) in builds.iter().enumerate() {
        table.row([
            build.articles.to_string(),
            seconds(build.time),
            megabytes(build.memory),
            build.pages.to_string(),
            megabytes(real(usize::try_from(build.bytes).expect("a folder fits")) / 1e6),
            format!("{:.2} ms", 1000.0 * build.time / real(build.articles)),
            if i == 0 { String::new() } else { format!("{:.2} ms", further(i)) },
        ]);
    }
    table.print();
    let mut table = Table::new(
        "The same again",
        &["articles", "nothing changed", "one article changed", "check", "import", "import again"],
    );
    for build in &builds {
        table.row([build.articles.to_string()].into_iter().chain(build.again.map(seconds)));
    }
    table.print();
    hugo::print(&builds[2], &others);
    let mut table = Table::new("First visit, with pictures, brotli 11", &["articles", "home", "all news", "article"]);
    for build in &builds {
        table.row([build.articles.to_string()].into_iter().chain(build.visits.map(|size| bytes(real(size)))));
    }
    table.print();
    let spread = |i: usize| {
        let sizes = builds.iter().map(|build| real(build.visits[i]));
        let (least, largest) = sizes.fold((f64::MAX, 0.0_f64), |(least, largest), it| (least.min(it), largest.max(it)));
        largest / least
    };
    let [.., most, largest] = builds.as_slice() else { unreachable!("there are four sites") };
    vec![
        Verdict::at_most("10 000 articles, nothing changed", most.again[0], 1.0, seconds),
        Verdict::at_most("publish 100 000 articles", largest.time, 60.0, seconds),
        Verdict::at_most("publish 100 000 articles, memory", largest.memory, 1000.0, megabytes),
        Verdict::at_most("100 000 articles, nothing changed", largest.again[0], 8.0, seconds),
        Verdict::at_most("first visit, home, largest over smallest site", spread(0), 1.01, times),
        Verdict::at_most("first visit, all news, largest over smallest site", spread(1), 1.01, times),
        Verdict::at_most("first visit, article, largest over smallest site", spread(2), 1.01, times),
        Verdict::at_most("publish 10 000 articles", most.time, 60.0, seconds),
        Verdict::at_most("publish 10 000 articles, memory", most.memory, 1000.0, megabytes),
        Verdict::at_most("one more article at 10 000 over at 1 000", further(2) / further(1), FLAT, times),
    ]
}

pub(crate) fn build(program: &Path, site: &Path, out: &Path, articles: usize, runs: usize) -> Build {
    let mut memory: f64 = 0.0;
    let mut durations = Vec::new();
    for _ in 0..runs {
        // A second build of the same folder would find everything done.
        if out.exists() {
            fs::remove_dir_all(out).expect("the folder of the build before");
        }
        let started = Instant::now();
        let child = publishing(program, site, out).stdout(Stdio::null()).spawn().expect("trangxa runs");
        memory = memory.max(watch(child));
        durations.push(started.elapsed().as_secs_f64());
    }
    let (pages, size) = contents(out);
    // Every article, and at least the home page.
    assert!(pages > articles, "{articles} articles gave {pages} pages");
    Build { articles, time: median(durations), memory, pages, bytes: size, again: [0.0; 5], visits: [0; 3] }
}

/// Times of a build with nothing changed, of one with one article changed, of a check and of two imports.
fn again(program: &Path, site: &Path, out: &Path) -> [f64; 5] {
    let timed = |command: &mut Command| {
        let started = Instant::now();
        let status = command.stdout(Stdio::null()).status().expect("trangxa runs");
        assert!(status.success(), "trangxa failed ({status})");
        started.elapsed().as_secs_f64()
    };
    let unchanged = timed(&mut publishing(program, site, out));
    let file = site.join("data/feed.json");
    let mut feed: Value = serde_json::from_slice(&fs::read(&file).expect("the feed")).expect("JSON");
    feed["items"][3]["content_html"] = json!("<p>Đã sửa.</p>");
    fs::write(&file, feed.to_string()).expect("the feed is written");
    let changed = timed(&mut publishing(program, site, out));
    let checked = timed(Command::new(program).arg("check").arg(site));
    let empty = tempfile::tempdir().expect("a temporary folder");
    let import = || {
        let mut command = Command::new(program);
        command.arg("import").arg(site.join("data/feed.json")).arg("--into").arg(empty.path()).stderr(Stdio::null());
        command
    };
    [unchanged, changed, checked, timed(&mut import()), timed(&mut import())]
}

/// What first visits transfer, by the host's own list of requests.
async fn visits(out: &Path) -> [usize; 3] {
    let host = Host::start(Options { compress: true, ..Options::new(out) }).await.expect("a host");
    let mut sizes = [0; 3];
    for (size, path) in sizes.iter_mut().zip(["", "tin/", "bai/bench-3/"]) {
        let requests = first_visit(&host, path, Profile::default()).await;
        *size = requests.iter().map(|it| sent(out, it).1).sum();
    }
    sizes
}

/// Waits for the program's end; its largest resident set in MB, which the system keeps count of while it lives.
pub(crate) fn watch(mut child: Child) -> f64 {
    let mut peak: f64 = 0.0;
    loop {
        peak = peak.max(memory(child.id(), "VmHWM:"));
        if let Some(status) = child.try_wait().expect("the program can be waited for") {
            assert!(status.success(), "trangxa failed ({status})");
            return peak;
        }
        thread::sleep(POLL);
    }
}

/// What the system says of a program's memory, in MB; 0 of one that has ended.
pub(crate) fn memory(process: u32, field: &str) -> f64 {
    let text = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(field));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or(0.0) * 1024.0 / 1e6
}

/// HTML pages and bytes below a folder.
pub(crate) fn contents(folder: &Path) -> (usize, u64) {
    let (mut pages, mut bytes) = (0, 0);
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the built site") {
            let path = entry.expect("a folder entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            pages += usize::from(path.extension().is_some_and(|extension| extension == "html"));
            bytes += fs::metadata(&path).expect("a file of the built site").len();
        }
    }
    (pages, bytes)
}

/// A site of that many articles: the demo's, over and over, each with an id, a date and a headline of its own.
pub(crate) fn generate(site: &Path, articles: usize) {
    copy(&root().join("public"), site);
    let feed = fs::read(site.join("data/feed.json")).expect("the demo's feed");
    let feed: Value = serde_json::from_slice(&feed).expect("JSON");
    let models = feed["items"].as_array().expect("the demo has articles");
    let items: Vec<Value> = models.iter().cycle().take(articles).enumerate().map(|(i, it)| article(it, i)).collect();
    write_feed(site, &feed, &items);
}

/// Writes the items into a site's feed, and into as many documents as they need.
pub(crate) fn write_feed(site: &Path, feed: &Value, items: &[Value]) {
    let documents = items.len().div_ceil(PER_DOCUMENT);
    for (i, items) in items.chunks(PER_DOCUMENT).enumerate() {
        let mut document = feed.clone();
        document["items"] = items.into();
        if i + 1 < documents {
            document["next_url"] = json!(document_name(i + 1));
        }
        fs::write(site.join("data").join(document_name(i)), document.to_string()).expect("a feed is written");
    }
}

fn document_name(i: usize) -> String {
    if i == 0 { "feed.json".to_owned() } else { format!("feed-{}.json", i + 1) }
}

fn article(model: &Value, i: usize) -> Value {
    let mut article = model.clone();
    let title = model["title"].as_str().expect("an article has a title");
    article["id"] = json!(format!("bench-{i}"));
    article["title"] = json!(format!("{title} ({})", i + 1));
    article["date_published"] = json!(date(i));
    for old in ["url", "date_modified"] {
        article.as_object_mut().expect("an article is an object").remove(old);
    }
    article
}

/// Hour by hour into the past; every month has the 28 days that all months have.
pub(crate) fn date(i: usize) -> String {
    let (hour, days) = (23 - i % 24, i / 24);
    let (day, months) = (28 - days % 28, days / 28);
    let (month, year) = (12 - months % 12, 2024 - months / 12);
    format!("{year}-{month:02}-{day:02}T{hour:02}:00:00+07:00")
}
