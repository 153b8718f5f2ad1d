//! Exact bytes: of the parts, and of a first visit.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use brotli::CompressorWriter;
use trangxa_e2e::{Browser, Profile};
use trangxa_host::{Host, Options, Request};

use crate::device;
use crate::site::{Page, Sites, root};
use crate::table::{Table, Verdict, bytes, real};

/// What travels: brotli 11 of texts, scripts and wasm; pictures are compressed already.
struct Size {
    raw: usize,
    brotli: usize,
}

impl Size {
    fn of(content: &[u8]) -> Self {
        Self { raw: content.len(), brotli: brotli(content) }
    }

    fn of_file(path: &Path) -> Self {
        Self::of(&content(path))
    }
}

fn content(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Bytes after brotli at quality 11, as a host that compresses beforehand sends them.
pub(crate) fn brotli(content: &[u8]) -> usize {
    let mut writer = CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    writer.write_all(content).expect("memory takes everything");
    writer.into_inner().len()
}

/// The same of a file.
pub(crate) fn brotli_file(path: &Path) -> usize {
    brotli(&content(path))
}

/// Prints the tables; the budgets are those of the tests.
pub(crate) async fn measure(sites: &Sites) -> Vec<Verdict> {
    let verdicts = parts(sites);
    visits(sites).await;
    verdicts
}

fn parts(sites: &Sites) -> Vec<Verdict> {
    let mut table = Table::new("Sizes", &["", "raw", "brotli 11"]);
    let mut add = |name: &str, size: &Size| {
        table.row([name.to_owned(), bytes(real(size.raw)), bytes(real(size.brotli))]);
        real(size.brotli)
    };
    let largest = sites.articles.last().expect("the demo has articles");
    let css = add("CSS, inline in an article", &Size::of(style(&sites.file(largest)).as_bytes()));
    let mut html = vec![
        add("demo's largest article: HTML with CSS", &Size::of_file(&sites.file(largest))),
        add("demo's median article: HTML with CSS", &Size::of_file(&sites.file(sites.median_article()))),
    ];
    add("demo's home: HTML with CSS", &Size::of_file(&sites.file("")));
    add("demo's TTHC page: HTML with CSS", &Size::of_file(&sites.file("tthc/")));
    html.push(add("Quang Thành's longest article: HTML with CSS", &longest(&sites.quang_thanh)));
    let program = [("wasm", "_bg.wasm"), ("glue", ".js"), ("boot", "boot.js")];
    let app = program.map(|(name, end)| add(name, &Size::of_file(&program_file(end)))).iter().sum();
    table.row(["wasm + glue + boot".to_owned(), String::new(), bytes(app)]);
    table.print();
    vec![
        Verdict::at_most("CSS of an article", css, 3_600.0, bytes),
        Verdict::at_most("an article's HTML with CSS, at most", html.into_iter().fold(0.0, f64::max), 14_000.0, bytes),
        Verdict::at_most("wasm + glue + boot, goal", app, 150_000.0, bytes),
        Verdict::at_most("wasm + glue + boot, limit", app, 200_000.0, bytes),
    ]
}

fn style(page: &Path) -> String {
    let html = fs::read_to_string(page).expect("a page");
    let (_, rest) = html.split_once("<style>").expect("the stylesheet is inline");
    rest.split_once("</style>").expect("the stylesheet ends").0.to_owned()
}

fn longest(site: &Path) -> Size {
    let pages = fs::read_dir(site.join("bai")).expect("the site has articles");
    let sizes = pages.map(|entry| Size::of_file(&entry.expect("a folder entry").path().join("index.html")));
    sizes.max_by_key(|size| size.brotli).expect("the site has an article")
}

/// The one file of the program whose name ends so: `boot.js` is no glue.
pub(crate) fn program_file(end: &str) -> PathBuf {
    let files =
        fs::read_dir(root().join("dist")).expect("the app is built").map(|entry| entry.expect("an entry").path());
    let fits = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(end) && (end == "boot.js") == name.starts_with("boot")
    };
    files.into_iter().find(fits).unwrap_or_else(|| panic!("dist has no …{end}"))
}

/// What a reader with an empty cache downloads, from the host's own list of requests.
async fn visits(sites: &Sites) {
    let host = Host::start(Options { compress: true, ..Options::new(sites.demo()) }).await.expect("a host");
    let mut table =
        Table::new("First visit, brotli 11", &["", "requests", "HTML", "pictures", "program", "data", "other", "sum"]);
    for Page { name, path } in sites.pages() {
        let profile = Profile { width: device::WIDTH, height: device::HEIGHT, ..Profile::default() };
        let requests = first_visit(&host, &path, profile).await;
        table.row(visit(name, &sites.demo(), &requests));
    }
    table.print();
}

/// What a browser with an empty cache asks for, from the address until the page is live and renewed.
pub(crate) async fn first_visit(host: &Host, path: &str, profile: Profile) -> Vec<Request> {
    let browser = Browser::open(profile).await;
    host.forget_requests();
    browser.goto(&format!("{}{path}", host.url())).await;
    browser.wait("the app", "document.documentElement.hasAttribute('data-live')").await;
    // Revalidation belongs to the visit.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let requests = host.requests();
    browser.close();
    requests
}

fn visit(name: &str, root: &Path, requests: &[Request]) -> Vec<String> {
    let mut sums = [0; 5];
    for request in requests {
        let (kind, size) = sent(root, request);
        sums[kind] += size;
    }
    let mut row = vec![name.to_owned(), requests.len().to_string()];
    row.extend(sums.iter().map(|&sum| bytes(real(sum))));
    row.push(bytes(real(sums.iter().sum())));
    row
}

/// The column and the bytes of an answer; what has no body costs none.
pub(crate) fn sent(root: &Path, request: &Request) -> (usize, usize) {
    let path = request.path.split('?').next().unwrap_or_default().trim_start_matches('/');
    let mut file = root.join(path);
    if file.is_dir() {
        file.push("index.html");
    }
    let extension = file.extension().unwrap_or_default().to_string_lossy().into_owned();
    let kind = match extension.as_str() {
        "html" => 0,
        "png" | "jpg" | "jpeg" | "webp" | "avif" | "svg" => 1,
        "js" | "wasm" => 2,
        "json" => 3,
        _ => 4,
    };
    let content = fs::read(&file).unwrap_or_default();
    let packed = matches!(extension.as_str(), "html" | "svg" | "js" | "wasm" | "json" | "webmanifest");
    let size = if packed { brotli(&content) } else { content.len() };
    (kind, if request.bytes == 0 { 0 } else { size })
}
