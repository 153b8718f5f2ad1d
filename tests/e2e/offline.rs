//! The worker: what it keeps for readers without a network, and that nobody is ever stuck with it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use trangxa_e2e::{Browser, Profile, axe_source};
use trangxa_host::{Fault, Host, Options};

use crate::sites::{self, ARTICLE, SUB};

/// What the browser says of each request without a network, and of the page that stands in for one.
pub(crate) const FAILED: [&str; 4] = ["net::ERR_", "503", "Failed to fetch", "resulted in a network error"];

/// Functions for scripts of pages: what the worker has kept.
const KEPT: &str = "
    const scope = new URL(window.trangxaBase ?? '/', location).href;
    const cache = await caches.open(`trangxa ${scope} pages`);
    const kept = (await cache.keys()).map(it => it.url.slice(scope.length));
    const builds = (await caches.keys()).filter(it => it.startsWith(`trangxa ${scope} `) && !it.endsWith(' pages'));
";

pub(crate) fn profile() -> Profile {
    Profile { workers: true, ..Profile::phone() }
}

pub(crate) async fn kept(browser: &Browser) -> Vec<String> {
    let kept = browser.eval_async(&format!("{KEPT} return kept")).await;
    serde_json::from_value(kept).expect("a list of paths")
}

/// Waits until something is so of what the worker has kept.
pub(crate) async fn until_kept(browser: &Browser, what: &str, condition: &str) {
    for _ in 0..1_200 {
        if browser.eval_async(&format!("{KEPT} return Boolean({condition})")).await == json!(true) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let state = "const known = await navigator.serviceWorker.getRegistration();
        return [builds, known?.installing?.state, known?.waiting?.state, known?.active?.state, kept]";
    panic!("waited a minute in vain for {what}: {}", browser.eval_async(&format!("{KEPT} {state}")).await);
}

/// Opens a page, and waits until its worker has kept it.
pub(crate) async fn open(browser: &Browser, url: &str, path: &str) {
    sites::open_live(browser, &format!("{url}{path}")).await;
    until_kept(browser, path, &format!("navigator.serviceWorker.controller && kept.includes({})", json!(path))).await;
}

/// The demo, and a browser whose worker has kept this page of it.
pub(crate) async fn visited(path: &str) -> (Host, Browser) {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(profile()).await;
    open(&browser, &host.url(), path).await;
    (host, browser)
}

/// What a page says at its top of being kept.
pub(crate) async fn said(browser: &Browser) -> Option<String> {
    let said = browser.eval("return document.querySelector('body > .kept')?.innerText ?? null").await;
    said.as_str().map(sites::collapsed)
}

pub(crate) fn without_network(host: &Host) {
    host.faults().set("*", Fault::NoNetwork);
}

/// A phone comes with nothing, reads, loses its network, and reads on.
#[tokio::test]
async fn what_was_read_is_there_without_a_network_and_says_since_when() {
    let (host, browser) = visited(ARTICLE).await;
    assert_eq!(said(&browser).await, None);
    let text = sites::main_text(&browser).await;
    without_network(&host);
    browser.goto(&format!("{}{ARTICLE}", host.url())).await;
    sites::live(&browser).await;
    let said = said(&browser).await.expect("a page that was kept");
    assert!(said.starts_with("Mạng yếu hoặc chưa có mạng. Đây là bản lưu lúc"), "{said}");
    assert!(said.ends_with("(0 phút trước). Tải lại"), "{said}");
    assert_eq!(sites::main_text(&browser).await, text);
    // With its query, too, and by the link at its top.
    browser.goto(&format!("{}{ARTICLE}?x=1", host.url())).await;
    host.faults().clear_all();
    browser.click("body > .kept a").await;
    sites::live(&browser).await;
    assert_eq!(self::said(&browser).await, None);
    browser.finish(&FAILED).await;
}

#[tokio::test]
async fn an_address_that_is_not_kept_gets_the_pages_that_are() {
    for (site, base) in [(sites::demo(), "/"), (sites::demo_below(), SUB)] {
        let host = sites::serve(site, base).await;
        let browser = Browser::open(profile()).await;
        open(&browser, &host.url(), ARTICLE).await;
        without_network(&host);
        browser.goto(&format!("{}van-ban/", host.url())).await;
        assert_eq!(browser.text("h1").await, "Chưa có mạng");
        let article = sites::document(&sites::document_of(ARTICLE));
        assert_eq!(browser.texts("main .tree li").await, [article["title"].as_str().expect("a headline")]);
        assert_eq!(browser.axe(&axe_source()).await, []);
        browser.click("main .tree a").await;
        assert!(said(&browser).await.is_some());
        browser.finish(&FAILED).await;
    }
}

#[tokio::test]
async fn a_first_visit_fetches_little_for_it_and_a_later_one_the_list() {
    let (host, browser) = visited("").await;
    let bytes = |it: &trangxa_host::Request| it.bytes;
    let requests = host.requests();
    // The browser may look for a new worker at once.
    for file in ["/sw.js", "/ngoai-tuyen.html"] {
        let all: Vec<_> = requests.iter().filter(|it| it.path == file).collect();
        assert!((1..=2).contains(&all.len()) && all.iter().all(|it| bytes(it) < 40_000), "{requests:?}");
    }
    assert!(requests.iter().all(|it| it.path != "/data/offline.json"));
    // Its page, once more, is all else.
    let again = requests.iter().filter(|it| it.path == "/").count();
    assert!(again <= 2, "{requests:?}");

    sites::open_live(&browser, &format!("{}tin/", host.url())).await;
    let list = sites::document("data/offline.json");
    let listed: Vec<&String> = list.as_object().expect("a list").keys().collect();
    assert!(listed.len() > 25 && listed.iter().filter(|path| path.starts_with("bai/")).count() == 20, "{listed:?}");
    until_kept(&browser, "the list", "kept.includes('data/offline.json')").await;
    let kept = kept(&browser).await;
    assert!(listed.iter().all(|path| kept.contains(path)), "{kept:?}");
    // What has not changed is not fetched again, whenever the list is read anew.
    host.forget_requests();
    browser.eval_in_worker("await (await caches.open(pagesCache)).delete(scope + listFile); await followOnce()").await;
    // The program may ask for figures meanwhile.
    let is_worker_s = |path: &String| path.ends_with('/') || path == "/data/offline.json";
    let paths: Vec<String> = host.requests().into_iter().map(|it| it.path).filter(is_worker_s).collect();
    assert_eq!(paths, ["/data/offline.json"]);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_page_that_the_program_showed_was_read() {
    let (host, browser) = visited("").await;
    sites::follow(&browser, ".lead a").await;
    let path = browser.url().await.replace(&host.url(), "");
    assert!(path.starts_with("bai/"), "{path}");
    until_kept(&browser, &path, &format!("kept.includes({})", json!(path))).await;
    // Without a network the program leads to what is kept, and does not show less.
    browser.goto(&host.url()).await;
    sites::live(&browser).await;
    without_network(&host);
    browser.eval("window.same = true").await;
    browser.click(".lead a").await;
    browser.wait("the page that was kept", "document.querySelector('body > .kept')").await;
    assert!(browser.url().await.ends_with(&path));
    assert!(browser.exists("main .prose p").await);
    browser.finish(&FAILED).await;
}

#[tokio::test]
async fn the_oldest_pages_go_first() {
    let (host, browser) = visited("").await;
    let list = sites::document("data/offline.json");
    let pages: Vec<String> = sites::files(&sites::demo().join("van-ban"))
        .iter()
        .filter_map(|file| {
            file.strip_prefix(sites::demo()).ok()?.to_str()?.strip_suffix("index.html").map(str::to_owned)
        })
        .filter(|path| list.get(path).is_none())
        .take(33)
        .collect();
    assert_eq!(pages.len(), 33);
    browser.eval_in_worker("await followOnce()").await;
    for path in &pages {
        browser.goto(&format!("{}{path}", host.url())).await;
        until_kept(&browser, path, &format!("kept.includes({})", json!(path))).await;
    }
    until_kept(&browser, "the last 30", "kept.filter(it => it.startsWith('van-ban/')).length === 30").await;
    let kept = kept(&browser).await;
    assert!(pages[..3].iter().all(|path| !kept.contains(path)) && pages[3..].iter().all(|path| kept.contains(path)));
    assert!(list.as_object().expect("a list").keys().all(|path| kept.contains(path)), "the list stays");
    let used = browser.eval_async("return (await navigator.storage.estimate()).usage").await;
    assert!(used.as_f64().is_some_and(|used| used < 5e6), "{used}");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_host_that_is_slow_or_down_does_not_keep_a_page_from_its_reader() {
    let (host, browser) = visited(ARTICLE).await;
    let slow = [("lien-he/", Fault::Delay(Duration::from_secs(6))), (ARTICLE, Fault::Status(502)), ("", Fault::Never)];
    for (path, fault) in slow {
        open(&browser, &host.url(), path).await;
        host.faults().set(path, fault.clone());
        browser.goto(&format!("{}{path}", host.url())).await;
        assert!(said(&browser).await.is_some(), "{fault:?}");
    }
    // A page that its unit took down is not shown any more, with or without a network.
    host.faults().set(ARTICLE, Fault::Status(404));
    browser.goto(&format!("{}{ARTICLE}", host.url())).await;
    assert_eq!(said(&browser).await, None);
    without_network(&host);
    browser.goto(&format!("{}{ARTICLE}", host.url())).await;
    assert_eq!(browser.text("h1").await, "Chưa có mạng");
    browser.finish(&["502", "404", FAILED[0], FAILED[1]]).await;
}

#[tokio::test]
async fn a_host_that_answers_with_another_page_does_not_spoil_what_is_kept() {
    let (host, browser) = visited(ARTICLE).await;
    let text = browser.text("main .prose").await;
    for fault in [Fault::HomePage, Fault::CutOff] {
        host.faults().set(ARTICLE, fault);
        browser.eval_in_worker(&format!("await keep('{ARTICLE}', await get('{ARTICLE}')).catch(() => {{}})")).await;
    }
    host.faults().set("data/offline.json", Fault::CutOff);
    browser.eval_in_worker("await followOnce().catch(() => {})").await;
    without_network(&host);
    browser.goto(&format!("{}{ARTICLE}", host.url())).await;
    assert!(said(&browser).await.is_some());
    assert_eq!(browser.text("main .prose").await, text);
    browser.finish(&FAILED).await;
}

/// Phones with a wrong clock exist. The host says what time it is.
#[tokio::test]
async fn a_clock_that_is_wrong_by_a_year_makes_no_page_younger() {
    let (host, browser) = visited(ARTICLE).await;
    without_network(&host);
    let year = "const now = Date.now.bind(Date);";
    browser.eval_in_worker(&format!("{year} Date.now = () => now() + 2 * 3600e3; globalThis.later = now")).await;
    browser.goto(&format!("{}{ARTICLE}", host.url())).await;
    let time = |said: &str| {
        said.split_once(" lúc ").expect("a time").1.split(['(', '.']).next().unwrap_or_default().trim().to_owned()
    };
    let first = said(&browser).await.expect("a kept page");
    assert!(first.contains("(2 giờ trước)"), "{first}");
    for shift in ["-365 * 864e5", "+ 400 * 864e5"] {
        browser.eval_in_worker(&format!("Date.now = () => later() {shift}")).await;
        browser.goto(&format!("{}{ARTICLE}", host.url())).await;
        let shifted = said(&browser).await.expect("a kept page");
        assert!(!shifted.contains('('), "{shifted}");
        assert_eq!(time(&shifted), time(&first));
    }
    browser.finish(&FAILED).await;
}

#[tokio::test]
async fn frames_and_counts_do_not_pass_the_worker() {
    let (_host, browser) = visited("nhung/").await;
    browser.refresh().await;
    browser.eval("document.querySelector('trangxa-widget').scrollIntoView()").await;
    let frame = "document.querySelector('trangxa-widget')?.shadowRoot?.querySelector('iframe')";
    browser.wait("the frame", frame).await;
    browser.wait_in(frame, "the frame's program", "return document.readyState === 'complete'").await;
    let all = browser
        .eval_async("const all = []; for (const name of await caches.keys()) for (const it of await (await caches.open(name)).keys()) all.push(it.url); return all")
        .await;
    let all: Vec<String> = serde_json::from_value(all).expect("addresses");
    assert!(all.len() > 5 && all.iter().all(|it| !it.contains("/embed/") && !it.contains("visits")), "{all:?}");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_search_finds_headlines_without_a_network() {
    let (host, browser) = visited("").await;
    sites::open_live(&browser, &format!("{}tim-kiem/?q=lua+chiem", host.url())).await;
    browser.wait("a result", "document.querySelector('main .results a')").await;
    until_kept(
        &browser,
        "the index and the page",
        "kept.includes('data/search/index.json') && kept.includes('tim-kiem/')",
    )
    .await;
    without_network(&host);
    sites::open_live(&browser, &format!("{}tim-kiem/?q=lua+chiem", host.url())).await;
    browser.wait("a result", "document.querySelector('main .results a')").await;
    browser.finish(&FAILED).await;
}

/// Who needs a procedure in a village without a network has not searched before.
#[tokio::test]
async fn who_never_searched_finds_what_is_kept_and_has_the_reading_aids() {
    let (host, browser) = visited("").await;
    sites::open_live(&browser, &format!("{}tin/", host.url())).await;
    until_kept(&browser, "the list", "kept.includes('data/offline.json')").await;
    without_network(&host);
    // From the page for an address that is not kept, which has no program.
    browser.goto(&format!("{}van-ban/", host.url())).await;
    assert_eq!(browser.text("h1").await, "Chưa có mạng");
    assert!(browser.eval("return document.querySelector('.brand img').naturalWidth > 0").await == json!(true));
    browser.click(".header .find input").await;
    browser.type_text("khai sinh").await;
    browser.click(".header .find button").await;
    browser.wait("a result", "document.querySelector('main .results a')?.innerText === 'Đăng ký khai sinh'").await;
    assert!(said(&browser).await.is_some());
    browser.click(".header .aids").await;
    browser.wait("the panel", "document.querySelector('dialog[open]')").await;
    browser.finish(&FAILED).await;
}

#[tokio::test]
async fn a_reader_who_saves_data_keeps_what_was_read_and_no_more() {
    let (host, browser) = visited("").await;
    let saving = "Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true });";
    browser.eval_in_worker(saving).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    until_kept(&browser, "the article", &format!("kept.includes('{ARTICLE}')")).await;
    browser.eval_in_worker("await followList()").await;
    assert_eq!(kept(&browser).await, ["", ARTICLE]);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_worker_of_somebody_else_stays() {
    let site = sites::copy_of(sites::demo());
    fs::write(site.path().join("push.js"), "onpush = () => {};").expect("a file");
    let host = sites::serve(site.path(), "/").await;
    let browser = Browser::open(profile()).await;
    browser.goto(&format!("{}so-do/", host.url())).await;
    browser.eval_async("await navigator.serviceWorker.register('/push.js')").await;
    sites::open_live(&browser, &host.url()).await;
    for wanted in [true, false] {
        browser.eval_async(&format!("await trangxaOffline({wanted})")).await;
        let script = "return (await navigator.serviceWorker.getRegistration()).active.scriptURL";
        assert!(browser.eval_async(script).await.as_str().is_some_and(|it| it.ends_with("/push.js")), "{wanted}");
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_button_for_the_home_screen_is_there_where_the_browser_offers_it() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    sites::open_live(&browser, &host.url()).await;
    let shown = "document.querySelector('[name=install]')?.checkVisibility()";
    browser.eval("document.querySelector(\"a[href$='/so-do/']\").click()").await;
    browser.wait("the site map", "document.querySelector('.tree')").await;
    assert_eq!(browser.eval(&format!("return {shown}")).await, json!(false));
    let offer = "const offer = new Event('beforeinstallprompt'); offer.prompt = () => { window.asked = true; }; dispatchEvent(offer)";
    browser.eval(offer).await;
    browser.wait("the button", shown).await;
    browser.click("[name=install]").await;
    assert_eq!(browser.eval("return window.asked").await, json!(true));
    browser.eval("dispatchEvent(new Event('appinstalled'))").await;
    assert_eq!(browser.eval(&format!("return {shown}")).await, json!(false));
    browser.finish(&[]).await;
}

/// A phone keeps a site that was built only where site.json does not say no, and one that was not built only where it says yes.
#[tokio::test]
async fn plain_mode_has_a_worker_only_where_it_is_asked_for() {
    for is_wanted in [false, true] {
        let name = format!("offline-plain-{is_wanted}");
        let site = sites::demo_site_with(|site| {
            if is_wanted {
                site["offline"] = json!(true);
            }
        });
        let out = sites::published_folder(&name);
        let options = trangxa_publish::PlainOptions {
            app: sites::app(),
            site: Some(site.path().to_owned()),
            out: out.clone(),
            base_path: Some("/".to_owned()),
            compress: false,
            counter: None,
            wait: Duration::ZERO,
        };
        trangxa_publish::build_plain(&options).expect("a site in plain mode");
        let host = sites::serve(&out, "/").await;
        let browser = Browser::open(profile()).await;
        sites::open_live(&browser, &host.url()).await;
        if is_wanted {
            until_kept(&browser, "the page", "navigator.serviceWorker.controller && kept.includes('')").await;
            sites::open_live(&browser, &host.url()).await;
            until_kept(&browser, "the feed", "kept.includes('data/feed.json') && kept.includes('data/site.json')")
                .await;
            without_network(&host);
            sites::open_live(&browser, &host.url()).await;
            assert!(said(&browser).await.is_some());
            assert!(browser.exists("main .cards a, main .lead a").await);
        } else {
            sites::settled(&browser).await;
            let count = "return (await navigator.serviceWorker.getRegistrations()).length";
            assert_eq!(browser.eval_async(count).await, 0);
        }
        browser.finish(&FAILED).await;
    }
}

/// A site in several builds: a first one; the next one, with and without the files of the first; and the third after that.
struct Builds {
    first: PathBuf,
    next: PathBuf,
    next_alone: PathBuf,
    third: PathBuf,
}

impl Builds {
    /// Each with a program of its own. They are published once per test process.
    fn below(base: &'static str) -> &'static Self {
        static AT_ROOT: OnceLock<Builds> = OnceLock::new();
        static IN_FOLDER: OnceLock<Builds> = OnceLock::new();
        let (builds, name) = if base == "/" { (&AT_ROOT, "root") } else { (&IN_FOLDER, "folder") };
        builds.get_or_init(|| {
            let publish = |out: &str, number: u8| publish_build(&format!("offline-{name}-{out}"), number, base);
            for out in ["first", "next", "next-alone", "third"] {
                let _ = fs::remove_dir_all(sites::published_folder(&format!("offline-{name}-{out}")));
            }
            let first = publish("first", 1);
            publish("next", 1);
            Self { first, next: publish("next", 2), next_alone: publish("next-alone", 2), third: publish("third", 4) }
        })
    }
}

/// Publishes a build of this number onto what the folder has.
fn publish_build(out: &str, number: u8, base: &str) -> PathBuf {
    let app = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
    for file in sites::files(&sites::app()) {
        let target = app.path().join(file.strip_prefix(sites::app()).expect("a file of the app"));
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        let mut bytes = fs::read(&file).expect("a file of the app");
        match target.extension().and_then(|it| it.to_str()) {
            // A section that no browser reads: its length, that of its name, and a name.
            Some("wasm") if !target.to_string_lossy().contains("/embed/") => bytes.extend([0, 2, 1, b'0' + number]),
            Some("js") if target.ends_with("boot.js") => bytes.extend(format!("globalThis.build = {number};").bytes()),
            _ => {}
        }
        fs::write(&target, bytes).expect("a file of the app");
    }
    let site = sites::demo_site_with(|site| site["short_name"] = json!(format!("Xã {number}")));
    let (out, findings) = sites::published_onto(app.path(), out, site.path(), base);
    assert!(findings.is_empty(), "{findings:?}");
    out
}

/// An address that stays, at which one folder after the other is served.
struct Address(TempDir);

impl Address {
    fn new() -> Self {
        Self(tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder"))
    }

    /// Serves a folder from now on.
    fn put(&self, site: &Path) {
        let _ = fs::remove_file(self.root());
        symlink(site, self.root()).expect("a link");
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("root")
    }

    async fn serve(&self, site: &Path, base: &str) -> Host {
        self.put(site);
        let options = Options { base_path: base.to_owned(), ..Options::new(self.root()) };
        Host::start(options).await.expect("a host on a free port")
    }
}

/// The build of the program that runs on the page.
async fn build_of(browser: &Browser) -> Value {
    browser.eval("return window.build ?? null").await
}

async fn assert_not_blank(browser: &Browser, what: &str) {
    let text = browser.eval("return document.body.innerText").await;
    assert!(text.as_str().is_some_and(|text| text.len() > 100), "{what}: a blank page: {text}");
}

/// What happens between two builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    None,
    OldFilesDeleted,
    MissingIsHomePage,
    WorkerMissing,
    WorkerIsHtml,
    SubFolder,
    QuotaFull,
    StorageBlocked,
    TwoTabs,
    WorkerKilledWhileInstalling,
}

const TROUBLES: [Trouble; 10] = [
    Trouble::None,
    Trouble::OldFilesDeleted,
    Trouble::MissingIsHomePage,
    Trouble::WorkerMissing,
    Trouble::WorkerIsHtml,
    Trouble::SubFolder,
    Trouble::QuotaFull,
    Trouble::StorageBlocked,
    Trouble::TwoTabs,
    Trouble::WorkerKilledWhileInstalling,
];

/// The table in docs/decisions/offline.md. A reader has a tab of one build open; another build is put onto the host, and the reader goes on.
#[tokio::test]
async fn whatever_happens_every_reader_is_on_the_new_build_at_the_second_page() {
    for trouble in TROUBLES {
        upgrade(trouble, 2).await;
    }
}

/// See there. The builds between leave nothing.
#[tokio::test]
async fn whatever_happens_a_reader_who_was_away_for_two_builds_is_on_the_newest() {
    for trouble in TROUBLES {
        upgrade(trouble, 4).await;
    }
}

async fn upgrade(trouble: Trouble, newest: u32) {
    let what = format!("{trouble:?}, from build 1 to {newest}");
    println!("{what}");
    let base = if trouble == Trouble::SubFolder { SUB } else { "/" };
    let builds = Builds::below(base);
    let new = match (newest, trouble) {
        (4, _) => &builds.third,
        (_, Trouble::OldFilesDeleted | Trouble::MissingIsHomePage) => &builds.next_alone,
        _ => &builds.next,
    };
    let address = Address::new();
    let host = address.serve(&builds.first, base).await;
    let url = host.url();
    let browser = Browser::open(profile()).await;
    if trouble == Trouble::StorageBlocked {
        let blocked =
            "Object.defineProperty(window, 'caches', { get() { throw new DOMException('', 'SecurityError'); } });
            ServiceWorkerContainer.prototype.register = async () => { throw new DOMException('', 'SecurityError'); };";
        browser.run_first(blocked).await;
        sites::open_live(&browser, &url).await;
    } else {
        open(&browser, &url, "").await;
    }
    assert_eq!(build_of(&browser).await, 1, "{what}");
    let old_files = sites::program(&builds.first);
    let first_tab = browser.tab();

    address.put(new);
    match trouble {
        Trouble::MissingIsHomePage => {
            for file in &old_files {
                host.faults().set(file, Fault::HomePage);
            }
        }
        Trouble::WorkerMissing => host.faults().set("sw.js", Fault::Status(404)),
        Trouble::WorkerIsHtml => host.faults().set("sw.js", Fault::Html),
        Trouble::QuotaFull => {
            let full = json!({ "origin": url, "quotaSize": 1 });
            browser.cdp("Storage.overrideQuotaForOrigin", full).await;
        }
        Trouble::WorkerKilledWhileInstalling => host.faults().set("ngoai-tuyen.html", Fault::Never),
        _ => {}
    }

    if trouble == Trouble::TwoTabs {
        browser.new_tab().await;
        browser.goto(&url).await;
        sites::live(&browser).await;
        assert_eq!(build_of(&browser).await, newest, "{what}");
        browser.switch_to(&first_tab);
    }
    // The reader goes on in the page of the old build: a part of its program may be gone from the host.
    browser.eval("document.querySelector(\"a[href$='/tthc/']\").click()").await;
    let arrived =
        "location.pathname.endsWith('/tthc/') && document.querySelector('main h1')?.innerText.includes('thủ tục')";
    browser.wait(&format!("{what}: the dashboard"), arrived).await;
    assert_not_blank(&browser, &what).await;
    browser.goto(&format!("{url}{ARTICLE}")).await;
    assert_not_blank(&browser, &what).await;
    if trouble == Trouble::WorkerKilledWhileInstalling {
        let update = "navigator.serviceWorker.getRegistration().then(it => it.update()).catch(() => {})";
        browser.eval(update).await;
        sites::until("the install", || sites::count_requests(&host, "ngoai-tuyen.html") > 1).await;
        browser.stop_workers().await;
        host.faults().clear("ngoai-tuyen.html");
    }
    // The second page.
    browser.goto(&url).await;
    sites::live(&browser).await;
    assert_eq!(build_of(&browser).await, newest, "{what}");
    assert_eq!(said(&browser).await, None, "{what}");
    if [Trouble::StorageBlocked, Trouble::QuotaFull].contains(&trouble) {
        return browser.finish(&["SecurityError", "net::ERR_", "404"]).await;
    }
    if ![Trouble::WorkerMissing, Trouble::WorkerIsHtml, Trouble::TwoTabs].contains(&trouble) {
        // The browser looks for a new worker by itself when the old one has had nothing to do for a while, and begins with it once the old one
        // has been stopped. That takes Chromium up to a minute.
        let update = "const known = await navigator.serviceWorker.getRegistration(); await known.update();
            while (known.installing) await new Promise(done => setTimeout(done, 50));";
        browser.eval_async(update).await;
        browser.stop_workers().await;
        browser.goto("about:blank").await;
        sites::open_live(&browser, &url).await;
        until_kept(&browser, &format!("{what}: the files of one build"), "builds.length === 1").await;
        let boot = browser.eval("return document.querySelector('script[data-wasm]').src").await;
        let boot = boot.as_str().and_then(|it| it.rsplit('/').next()).expect("a name").to_owned();
        until_kept(&browser, &format!("{what}: its boot.js"), &format!("builds[0].includes('{boot}')")).await;
    }
    // And without a network it has a page, which says that it is a kept one.
    until_kept(&browser, "the home page", "kept.includes('')").await;
    without_network(&host);
    browser.goto(&url).await;
    assert_not_blank(&browser, &what).await;
    assert!(said(&browser).await.is_some(), "{what}");
    assert!(
        browser.text("title").await.contains(&format!("{newest}")) || browser.exists("main .cards, main .lead").await
    );
    let allowed = [&FAILED[..], &["404", "Failed to update a ServiceWorker"]].concat();
    browser.finish(&allowed).await;
}

/// The switch that takes it off every phone, and what else may come to an address where a worker was.
#[tokio::test]
async fn one_deploy_takes_the_worker_off_every_phone() {
    let (builds, address) = (Builds::below("/"), Address::new());
    let host = address.serve(&builds.first, "/").await;
    let off = {
        let site = sites::demo_site_with(|site| site["offline"] = json!(false));
        sites::published("offline-off", site.path(), "/")
    };
    for file in ["sw.js", "data/offline.json", "ngoai-tuyen.html"] {
        assert!(!off.join(file).exists(), "{file}");
    }
    let cms = tempfile::tempdir().expect("a temporary folder");
    fs::write(cms.path().join("index.html"), "<!doctype html><html lang=vi><title>CMS</title><h1>Trang mới</h1>")
        .expect("a page");
    for (next, is_ours) in [(off.as_path(), true), (cms.path(), false)] {
        let browser = Browser::open(profile()).await;
        open(&browser, &host.url(), "").await;
        address.put(next);
        browser.goto(&host.url()).await;
        if is_ours {
            sites::live(&browser).await;
        } else {
            assert_eq!(browser.text("h1").await, "Trang mới");
        }
        let gone = "return (await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length";
        for _ in 0..300 {
            if browser.eval_async(gone).await == json!(0) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(browser.eval_async(gone).await, 0, "the worker of {}", next.display());
        address.put(&builds.first);
        browser.finish(&["404"]).await;
    }
}

#[tokio::test]
async fn a_site_that_moves_into_a_folder_is_read_there() {
    let address = Address::new();
    let host = address.serve(&Builds::below("/").first, "/").await;
    let browser = Browser::open(profile()).await;
    open(&browser, &host.url(), "").await;
    let moved = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
    symlink(sites::demo_below(), moved.path().join("quangthanh")).expect("a link");
    address.put(moved.path());
    for path in ["", ARTICLE] {
        sites::open_live(&browser, &format!("{}quangthanh/{path}", host.url())).await;
        assert_eq!(said(&browser).await, None);
        until_kept(
            &browser,
            path,
            &format!(
                "navigator.serviceWorker.controller?.scriptURL.endsWith('/quangthanh/sw.js') && kept.includes('{path}')"
            ),
        )
        .await;
    }
    without_network(&host);
    browser.goto(&format!("{}quangthanh/{ARTICLE}", host.url())).await;
    assert!(said(&browser).await.is_some());
    browser.finish(&FAILED).await;
}
