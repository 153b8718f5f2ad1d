//! The sites that the tests look at, each published once per test process, and what tests ask of a page.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::Instant;
use trangxa_e2e::Browser;
use trangxa_host::{Host, Options};
use trangxa_model::Timestamp;
use trangxa_publish::Finding;

/// The sub-folder that sites are also tried under.
pub const SUB: &str = "/quangthanh/";

/// An article of the demo site with a picture, a kicker, neighbours and related ones.
pub const ARTICLE: &str = "bai/lua-chiem-xuan-2025-duoc-mua/";

/// One page of every type on the demo site, below its base.
pub const PAGES: [&str; 11] = [
    "",
    "tin/",
    "tin/trang/2/",
    "chuyen-muc/thong-bao/",
    ARTICLE,
    // With attachments, a table and links to other articles.
    "bai/noi-tiep-nhan-ho-so-tu-ngay-1-7-2025/",
    "bai/canh-giac-lua-dao-muon-danh-sap-nhap/",
    "tthc/",
    "gioi-thieu/",
    "so-do/",
    "nhung/",
];

/// The repository.
pub fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The built app.
pub fn app() -> PathBuf {
    let dist = repository().join("dist");
    assert!(dist.join("index.html").is_file(), "{}: the app is not built; run `cargo xtask test`", dist.display());
    dist
}

/// The demo site under `/`.
pub fn demo() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| published("demo", &repository().join("public"), "/"))
}

/// The demo site under [`SUB`].
pub fn demo_below() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| published("demo-below", &repository().join("public"), SUB))
}

/// The page of a real commune as a site folder, with `page.txt`, the page as it stood. Its text is not ours to copy: it
/// lies beside the repository where we work and in CI; elsewhere a fixture with the same facts in our words stands in.
pub fn quang_thanh_site() -> PathBuf {
    let real = repository().join("../shared/data/quang-thanh");
    if real.is_dir() { real } else { fixture("quang-thanh") }
}

/// That site, published.
pub fn quang_thanh() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| published("quang-thanh", &quang_thanh_site(), "/"))
}

/// A folder of `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// Publishes a site about which there is nothing to say into a folder of the test's own name.
pub fn published(name: &str, site: &Path, base: &str) -> PathBuf {
    let (out, findings) = published_anyway(name, site, base);
    assert!(findings.is_empty(), "{}: {findings:#?}", site.display());
    out
}

/// Publishes a site, whatever there is to say about it.
pub fn published_anyway(name: &str, site: &Path, base: &str) -> (PathBuf, Vec<Finding>) {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // Earlier than any reader's clock, so that what tells age has to change when the program takes over.
    let now = Timestamp::parse("2025-07-01T08:00:00+07:00").expect("a date");
    let options = trangxa_publish::Options {
        app: app(),
        site: site.to_owned(),
        out: out.clone(),
        base_path: Some(base.to_owned()),
        now,
        compress: false,
        counter: None,
    };
    match trangxa_publish::build(&options) {
        Ok(report) => (out, report.findings),
        Err(error) => panic!("{} cannot be published: {error}", site.display()),
    }
}

/// Serves a built site.
pub async fn serve(root: &Path, base: &str) -> Host {
    let options = Options { base_path: base.to_owned(), ..Options::new(root) };
    Host::start(options).await.expect("a host on a free port")
}

/// A copy of a built site for a test to change.
pub fn copy_of(site: &Path) -> TempDir {
    let copy = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
    for file in files(site) {
        let target = copy.path().join(file.strip_prefix(site).expect("a file of the site"));
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::copy(&file, &target).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
    copy
}

/// A copy of a built site on which no page was prerendered: every address gets the shell.
pub fn shell_of(site: &Path) -> TempDir {
    let copy = copy_of(site);
    // The widget's frames are no pages of the app.
    let is_page = |file: &&PathBuf| file.ends_with("index.html") && !file.starts_with(copy.path().join("embed"));
    for page in files(copy.path()).iter().filter(is_page) {
        fs::remove_file(page).expect("a page to remove");
    }
    copy
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// A built document of the demo site.
pub fn document(path: &str) -> Value {
    let text = fs::read_to_string(demo().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The demo site's feed with one more article, newest of all, whose text is `html`.
pub fn feed_with(id: &str, title: &str, html: &str) -> String {
    let mut feed = document("data/feed.json");
    let article = json!({
        "id": id,
        "title": title,
        "date_published": "2025-06-30T08:00:00+07:00",
        "content_html": html,
        "tags": ["Thông báo"],
    });
    feed["items"].as_array_mut().expect("a list").insert(0, article);
    feed.to_string()
}

/// Opens a page and waits until the program has taken over.
pub async fn open_live(browser: &Browser, url: &str) {
    browser.goto(url).await;
    live(browser).await;
}

/// Waits until the program has taken over.
pub async fn live(browser: &Browser) {
    browser.wait("the program to take over", "document.documentElement.hasAttribute('data-live')").await;
}

/// What a reader sees of the page's content, white space collapsed.
pub async fn main_text(browser: &Browser) -> String {
    let text = browser.eval("return document.querySelector('main').innerText").await;
    collapsed(text.as_str().expect("a text"))
}

/// A text with its white space collapsed.
pub fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Waits until what the host has answered has also reached the program: a later answer comes after the earlier ones.
pub async fn settled(browser: &Browser) {
    let turn = "await (await fetch(document.querySelector('link[rel=manifest]').href)).text(); await new Promise(done => setTimeout(done))";
    browser.eval_async(turn).await;
}

/// Makes the program ask for everything now, as it does when the network comes back.
pub async fn renew(browser: &Browser) {
    browser.eval("window.dispatchEvent(new Event('online'))").await;
}

/// How often a file below the base was asked for since the requests were last forgotten.
pub fn asked(host: &Host, file: &str) -> usize {
    host.requests().iter().filter(|request| request.path.ends_with(file)).count()
}

/// Waits until the host has seen something.
///
/// # Panics
/// After 15 s.
pub async fn until(what: &str, condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(15), "waited 15 s in vain for {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Waits until the host has answered for a file, `times` times since the requests were last forgotten.
pub async fn until_answered(host: &Host, file: &str, times: usize) {
    let done = || host.requests().iter().filter(|it| it.path.ends_with(file) && it.status != 0).count() >= times;
    until(&format!("{times} answers for {file}"), done).await;
}

/// Follows the first link that matches, as a tap on it would, waits until its page is there, and gives its path.
pub async fn follow(browser: &Browser, css: &str) -> String {
    let target = browser.eval(&format!("return document.querySelector({}).pathname", json!(css))).await;
    browser.click(css).await;
    arrived(browser, target.as_str().expect("a path")).await;
    target.as_str().expect("a path").to_owned()
}

/// Waits until the page at `path` is there; where the program runs, until it has moved the focus, which comes last.
pub async fn arrived(browser: &Browser, path: &str) {
    let condition = format!(
        "location.pathname === {} && document.readyState === 'complete' && document.querySelector('main h1')?.innerText \
         && (!document.documentElement.hasAttribute('data-live') || document.activeElement.localName === 'h1')",
        json!(path)
    );
    browser.wait(&format!("the page {path}"), &condition).await;
}
