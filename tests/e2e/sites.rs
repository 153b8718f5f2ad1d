//! The sites that the tests open, each published once per test process, and helpers for pages and hosts.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::Instant;
use trangxa_e2e::{Browser, Page};
use trangxa_host::{Host, Options};
use trangxa_model::Timestamp;
use trangxa_publish::Finding;

/// The sub-folder that sites are also tested in.
pub(crate) const SUB: &str = "/quangthanh/";

/// An article of the demo site with a picture, a kicker, neighbours and related ones.
pub(crate) const ARTICLE: &str = "bai/lua-chiem-xuan-2025-duoc-mua/";

/// One page of every type on the demo site, below its base.
pub(crate) const PAGES: [&str; 22] = [
    "",
    "tin/",
    "tin/trang/2/",
    "chuyen-muc/thong-bao/",
    ARTICLE,
    // With attachments, a table and links to other articles.
    "bai/noi-tiep-nhan-ho-so-tu-ngay-1-7-2025/",
    "bai/canh-giac-lua-dao-muon-danh-sap-nhap/",
    "tthc/",
    "thu-tuc/",
    "thu-tuc/dang-ky-khai-sinh/",
    "van-ban/",
    "van-ban/nam/2024/",
    // With relations to others, and amended.
    "van-ban/14-qd-ubnd-2023/",
    "lich/",
    "to-chuc/",
    "gioi-thieu/",
    // With the desks of the office.
    "lien-he/",
    "tim-kiem/",
    "luu-tru/2025/",
    "luu-tru/2025/6/",
    "so-do/",
    "nhung/",
];

/// The repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The built app: the folder that `TRANGXA_DIST` names, else `dist`. Its program may be the quick build for tests.
pub(crate) fn app() -> PathBuf {
    app_in("TRANGXA_DIST").unwrap_or_else(|| checked(repository().join("dist")))
}

/// The built app as residents get it, with its program made small: the folder that `TRANGXA_DIST_REAL` names, else that of
/// [`app`].
pub(crate) fn real_app() -> PathBuf {
    app_in("TRANGXA_DIST_REAL").unwrap_or_else(app)
}

/// The built app in the folder that a variable of the environment names.
fn app_in(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(|folder| checked(repository().join(folder)))
}

fn checked(app: PathBuf) -> PathBuf {
    assert!(app.join("index.html").is_file(), "{}: the app is not built; run `cargo xtask test`", app.display());
    app
}

/// The demo site under `/`.
pub(crate) fn demo() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| published("demo", &repository().join("public"), "/"))
}

/// The demo site under [`SUB`].
pub(crate) fn demo_below() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| published("demo-below", &repository().join("public"), SUB))
}

/// The page of a real commune as a site folder, with `page.txt`, the page as it stood. The facts and the form are the real
/// page's; the words are ours, because its text is not ours to copy.
pub(crate) fn quang_thanh_site() -> PathBuf {
    fixture("quang-thanh")
}

/// The demo site under `/` with the program that residents get.
pub(crate) fn real_demo() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| published_alone(&real_app(), "demo-real", &repository().join("public"), "/").0)
}

/// The demo site without alerts under `/` with the program that residents get.
pub(crate) fn real_demo_without_alerts() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let site = demo_site_with(|_| {});
        fs::remove_file(site.path().join("data/alerts.json")).expect("the demo's alerts");
        published_alone(&real_app(), "demo-real-without-alerts", site.path(), "/").0
    })
}

/// That site, published.
pub(crate) fn quang_thanh() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| published("quang-thanh", &quang_thanh_site(), "/"))
}

/// A folder of `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// Publishes a site without findings into a folder of this name, which no other test may use.
pub(crate) fn published(name: &str, site: &Path, base: &str) -> PathBuf {
    let (out, findings) = published_with_findings(name, site, base);
    assert!(findings.is_empty(), "{}: {findings:#?}", site.display());
    out
}

/// Publishes a site and gives the findings about it with the folder.
pub(crate) fn published_with_findings(name: &str, site: &Path, base: &str) -> (PathBuf, Vec<Finding>) {
    published_alone(&app(), name, site, base)
}

/// The folder of this name for a published site.
pub(crate) fn published_folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Publishes a site without a program of an earlier run of the tests, which a build keeps beside the present one.
fn published_alone(app: &Path, name: &str, site: &Path, base: &str) -> (PathBuf, Vec<Finding>) {
    let published = published_onto(app, name, site, base);
    let list = fs::read_to_string(published.0.join(".trangxa")).expect("the list of a build");
    if list.lines().all(|line| !line.starts_with("1 ")) {
        return published;
    }
    fs::remove_dir_all(&published.0).expect("a folder of the tests");
    published_onto(app, name, site, base)
}

/// Publishes a site onto an app and whatever the folder of this name has.
pub(crate) fn published_onto(app: &Path, name: &str, site: &Path, base: &str) -> (PathBuf, Vec<Finding>) {
    let out = published_folder(name);
    // Earlier than the clock of any browser, so that ages on the page change when the program takes over.
    let now = Timestamp::parse("2025-07-01T08:00:00+07:00").expect("a date");
    let options = trangxa_publish::Options {
        app: app.to_owned(),
        site: site.to_owned(),
        out: out.clone(),
        base_path: Some(base.to_owned()),
        now,
        compress: false,
        counter: None,
        wait: std::time::Duration::ZERO,
    };
    match trangxa_publish::build(&options) {
        Ok(report) => (out, report.findings),
        Err(error) => panic!("{} cannot be published: {error}", site.display()),
    }
}

/// Serves a built site.
pub(crate) async fn serve(root: &Path, base: &str) -> Host {
    let options = Options { base_path: base.to_owned(), ..Options::new(root) };
    Host::start(options).await.expect("a host on a free port")
}

/// A copy of a folder for a test to change.
pub(crate) fn copy_of(site: &Path) -> TempDir {
    let copy = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
    for file in files(site) {
        let target = copy.path().join(file.strip_prefix(site).expect("a file of the site"));
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::copy(&file, &target).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
    copy
}

/// A copy of a built site in a folder of this name, which no other test may use, with one text in place of another in all of
/// its files.
pub(crate) fn copy_with(site: &Path, name: &str, from: &str, to: &str) -> PathBuf {
    let copy = published_folder(name);
    if copy.exists() {
        fs::remove_dir_all(&copy).unwrap_or_else(|error| panic!("{}: {error}", copy.display()));
    }
    for file in files(site) {
        let target = copy.join(file.strip_prefix(site).expect("a file of the site"));
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        let content = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        // Pictures and programs are not text.
        let content =
            String::from_utf8(content).map_or_else(|it| it.into_bytes(), |it| it.replace(from, to).into_bytes());
        fs::write(&target, content).unwrap_or_else(|error| panic!("{}: {error}", target.display()));
    }
    copy
}

/// A copy of a built site without its prerendered pages: every address gets the shell.
pub(crate) fn shell_of(site: &Path) -> TempDir {
    let copy = copy_of(site);
    // The widget's frames are not pages of the app.
    let is_page = |file: &&PathBuf| file.ends_with("index.html") && !file.starts_with(copy.path().join("embed"));
    for page in files(copy.path()).iter().filter(is_page) {
        fs::remove_file(page).expect("a page to remove");
    }
    copy
}

/// A copy of the demo site's folder with a changed site.json, to be published.
pub(crate) fn demo_site_with(change: impl FnOnce(&mut Value)) -> TempDir {
    let site = copy_of(&repository().join("public"));
    change_json(&site.path().join("data/site.json"), change);
    site
}

/// Changes a document in a site's folder.
pub(crate) fn change_json(file: &Path, change: impl FnOnce(&mut Value)) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut json = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    change(&mut json);
    fs::write(file, json.to_string()).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}

/// Changes the figures of the last period in a document of figures.
pub(crate) fn change_last_period(tthc: &mut Value, change: impl FnOnce(&mut Value)) {
    change(tthc["periods"].as_array_mut().and_then(|periods| periods.last_mut()).expect("a period"));
}

/// Every file below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
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

/// The names of the files of a built site's program: boot, glue, wasm, and the parts that are fetched when needed.
pub(crate) fn program(site: &Path) -> Vec<String> {
    let names = fs::read_dir(site).expect("a built site").map(|entry| entry.expect("an entry").file_name());
    let names = names.map(|name| name.into_string().expect("UTF-8"));
    let is_program = |name: &String| ["boot-", "trang-xa-", "part-"].iter().any(|start| name.starts_with(start));
    let program: Vec<String> = names.filter(is_program).collect();
    let main = program.iter().filter(|name| !name.starts_with("part-")).count();
    assert_eq!(main, 3, "boot, glue and wasm: {program:?}");
    program
}

/// A built document of the demo site.
pub(crate) fn document(path: &str) -> Value {
    let text = fs::read_to_string(demo().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The demo site's feed with one more article, newest of all, whose text is `html`.
pub(crate) fn feed_with(id: &str, title: &str, html: &str) -> String {
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
pub(crate) async fn open_live(browser: &impl Page, url: &str) {
    browser.goto(url).await;
    live(browser).await;
}

/// Opens a page, and has the program ask for all its documents as soon as it has taken over. By itself it waits for half a minute: the page
/// has just brought them.
pub(crate) async fn open_renewed(browser: &impl Page, url: &str) {
    open_live(browser, url).await;
    renew(browser).await;
}

/// Makes the page visible or hidden, as when its tab comes to the front or goes behind another.
pub(crate) async fn set_visibility(browser: &Browser, state: &str) {
    browser.eval(&format!("__test.become('{state}')")).await;
}

/// Waits until the program has taken over, and keeps current what the page shows of figures, the office and alerts.
pub(crate) async fn live(browser: &impl Page) {
    let live = "(({ live }) => live === 'current' || live !== undefined && !document.querySelector('#noi-dung .card, .desk'))(document.documentElement.dataset)";
    browser.wait("the program to take over", live).await;
}

/// The visible text of the page's main part, with white space collapsed.
pub(crate) async fn main_text(browser: &impl Page) -> String {
    let text = browser.eval("return document.querySelector('main').innerText").await;
    collapsed(text.as_str().expect("a text"))
}

/// A text with its white space collapsed.
pub(crate) fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Waits until answers that the host has sent have reached the program: until one that is asked for now has come, and the
/// page's tasks of that moment are done.
pub(crate) async fn settled(browser: &impl Page) {
    let turn = "await (await fetch(document.querySelector('link[rel=manifest]')?.href ?? location.href)).text(); await new Promise(done => setTimeout(done))";
    browser.eval_async(turn).await;
}

/// Makes the program ask for all its documents now, as when the network comes back.
pub(crate) async fn renew(browser: &impl Page) {
    browser.eval("window.dispatchEvent(new Event('online'))").await;
}

/// Waits until the home page shows the next days of the calendar. The demo was built long before the browser's time, so they are fetched.
pub(crate) async fn with_next_days(browser: &impl Page) {
    let fetched = "!document.querySelector('.days') || performance.getEntriesByType('resource').some(it => \
                   it.name.endsWith('/data/calendar.json') && it.responseEnd)";
    browser.wait("the calendar", fetched).await;
    settled(browser).await;
}

/// The file with the document of an article, given the path of its page.
pub(crate) fn document_of(page: &str) -> String {
    format!("data/{}.json", page.trim_matches('/'))
}

/// How often a file was asked for since the requests were last forgotten; its address ends with `file`.
pub(crate) fn count_requests(host: &Host, file: &str) -> usize {
    host.requests().iter().filter(|request| request.path.ends_with(file)).count()
}

/// Waits until a condition outside the browser holds; `what` completes "waited for".
///
/// # Panics
/// After 15 s.
pub(crate) async fn until(what: &str, condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(15), "waited 15 s in vain for {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Waits until the host has answered for a file, `times` times since the requests were last forgotten.
pub(crate) async fn until_answered(host: &Host, file: &str, times: usize) {
    let done = || host.requests().iter().filter(|it| it.path.ends_with(file) && it.status != 0).count() >= times;
    until(&format!("{times} answers for {file}"), done).await;
}

/// Waits until the host has answered all that it was asked for.
pub(crate) async fn until_all_answered(host: &Host) {
    until("answers to all", || host.requests().iter().all(|request| request.status != 0)).await;
}

/// Clicks the first link that matches, waits until its page is there, and gives its path.
pub(crate) async fn follow(browser: &impl Page, css: &str) -> String {
    let target = browser.eval(&format!("return document.querySelector({}).pathname", json!(css))).await;
    browser.click(css).await;
    arrived(browser, target.as_str().expect("a path")).await;
    target.as_str().expect("a path").to_owned()
}

/// Waits until the page at `path` is there. The program moves the focus last, so where it has shown the page, that is waited for; it leaves
/// the page to the browser where its data comes late.
pub(crate) async fn arrived(browser: &impl Page, path: &str) {
    let condition = format!(
        "location.pathname === {} && document.readyState === 'complete' && document.querySelector('main h1')?.innerText \
         && document.querySelector('main').ariaBusy !== 'true' && (!window.__test?.moved() || document.activeElement.localName === 'h1')",
        json!(path)
    );
    browser.wait(&format!("the page {path}"), &condition).await;
}
