//! Tests of the harness: what it must report, what it must not, and what it keeps apart.

use std::fs;

use serde_json::json;
use tempfile::TempDir;
use tokio::time::{Duration, Instant};
use trangxa_e2e::{Browser, Level, Profile, axe_source};
use trangxa_host::{Fault, Host, Options};

const STRICT: &str = "/*\n  Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; \
                      img-src 'self'; connect-src 'self'; base-uri 'none'\n";

/// A site of pages with the script `app.js` under a strict policy.
struct Site {
    host: Host,
    folder: TempDir,
}

impl Site {
    async fn with(pages: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let host = Host::start(Options::new(folder.path())).await.unwrap();
        let site = Self { host, folder };
        site.write("_headers", STRICT);
        site.write("app.js", "document.documentElement.dataset.live = 'yes';");
        site.write("icon.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
        site.write("data.json", r#"{"figures":[1,2,3,4,5,6,7,8]}"#);
        for (name, body) in pages {
            let page = format!(
                "<!doctype html><html lang=vi><head><meta charset=utf-8><title>Trang thử</title>\
                 <meta name=viewport content='width=device-width'><link rel=icon href=/icon.svg>\
                 <script src=/app.js defer></script></head><body>{body}</body></html>"
            );
            site.write(name, &page);
        }
        site
    }

    fn write(&self, name: &str, content: &str) {
        fs::write(self.folder.path().join(name), content).unwrap();
    }

    fn page(&self, name: &str) -> String {
        format!("{}{name}", self.host.url())
    }
}

const GOOD: &str = "<main><h1>Xã Quảng Thành</h1><p>Tin tức</p></main>";

async fn opened(profile: Profile, body: &str) -> (Site, Browser) {
    let site = Site::with(&[("index.html", body)]).await;
    let browser = Browser::open(profile).await;
    browser.goto(&site.host.url()).await;
    (site, browser)
}

#[tokio::test]
async fn a_clean_page_passes() {
    let (site, browser) = opened(Profile::default(), GOOD).await;
    assert_eq!(browser.url().await, site.host.url());
    assert_eq!(browser.text("h1").await, "Xã Quảng Thành");
    assert_eq!(browser.texts("h1, p").await, ["Xã Quảng Thành", "Tin tức"]);
    assert!(browser.exists("main").await && !browser.exists("h2").await);
    assert_eq!(browser.eval("return document.documentElement.dataset.live").await, "yes");
    assert_eq!(browser.eval("console.log('xin chào'); return [innerWidth, innerHeight]").await, json!([1280, 900]));
    assert_eq!(browser.eval_async("return await Promise.resolve({ a: 1 })").await, json!({ "a": 1 }));
    assert_eq!(browser.eval("return navigator.language").await, "vi");
    assert_eq!(browser.problems().await, Vec::<String>::new());
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_console_error_is_a_problem_even_after_leaving_the_page() {
    let (site, browser) = opened(Profile::default(), GOOD).await;
    site.write("app.js", "console.warn('hơi lạ'); console.error('hỏng rồi'); missing();");
    browser.goto(&site.page("?again")).await;
    site.write("app.js", "");
    browser.goto(&site.page("?healthy")).await;
    let entries = browser.console();
    assert_eq!(entries.len(), 3, "{entries:?}");
    assert_eq!(entries[0].level, Level::Warning);
    assert_eq!((entries[1].level, entries[1].source.as_str()), (Level::Error, "console-api"));
    let problems = browser.problems().await;
    assert!(problems.iter().any(|it| it.contains("hơi lạ")), "{problems:?}");
    assert!(problems.iter().any(|it| it.contains("hỏng rồi")), "{problems:?}");
    assert!(problems.iter().any(|it| it.contains("missing is not defined")), "{problems:?}");
    browser.finish(&["hơi lạ", "hỏng rồi", "missing is not defined"]).await;
}

#[tokio::test]
#[should_panic(expected = "the browser complains")]
async fn finish_fails_on_a_problem_that_is_not_allowed() {
    let (_site, browser) = opened(Profile::default(), GOOD).await;
    browser.eval("console.error('một'); console.error('hai')").await;
    browser.finish(&["một"]).await;
}

#[tokio::test]
async fn uncaught_errors_and_rejections_are_problems() {
    let (_site, browser) = opened(Profile::default(), GOOD).await;
    browser
        .eval(
            "setTimeout(() => { throw new Error('ném') }); setTimeout(() => { Promise.reject(new Error('từ chối')) })",
        )
        .await;
    browser.wait("both errors", "__test.errors.length === 2").await;
    let problems = browser.problems().await;
    for text in ["error: Uncaught Error: ném", "error: unhandled rejection: Error: từ chối"] {
        assert!(problems.iter().any(|it| it.contains(text)), "{text} in {problems:?}");
    }
    browser.close();
}

#[tokio::test]
async fn a_violation_of_the_content_security_policy_is_a_problem() {
    let body = "<main><h1>Xã</h1><p style='color: red'>Tin</p></main><script>document.title = 'inline'</script>";
    let (_site, browser) = opened(Profile::default(), body).await;
    assert_eq!(browser.eval("return document.title").await, "Trang thử");
    let problems = browser.problems().await;
    for directive in ["style-src-attr", "script-src-elem"] {
        let text = format!("CSP: {directive} blocked inline");
        assert!(problems.iter().any(|it| it.contains(&text)), "{text} in {problems:?}");
    }
    assert!(problems.iter().any(|it| it.starts_with("console Error security")), "{problems:?}");
    browser.close();
}

#[tokio::test]
async fn a_missing_file_is_a_problem() {
    let (_site, browser) = opened(Profile::default(), "<main><h1>Xã</h1><img src=/none.webp alt=''></main>").await;
    let problems = browser.problems().await;
    assert!(problems.iter().any(|it| it.contains("/none.webp") && it.contains("404")), "{problems:?}");
    browser.finish(&["/none.webp"]).await;
}

#[tokio::test]
async fn without_javascript_pages_still_answer_questions() {
    let profile = Profile { javascript: false, ..Profile::default() };
    let body = "<main><h1>Xã</h1><noscript><p>Không có</p></noscript><a href=/hai.html>Hai</a></main>";
    let site = Site::with(&[("index.html", body), ("hai.html", GOOD)]).await;
    let browser = Browser::open(profile).await;
    browser.goto(&site.host.url()).await;
    assert_eq!(browser.eval("return document.documentElement.dataset.live").await, json!(null));
    assert_eq!(browser.text("noscript p").await, "Không có");
    assert_eq!(browser.eval_async("return await 7").await, 7);
    browser.click("a").await;
    browser.wait("the second page", "location.pathname === '/hai.html' && document.querySelector('h1')").await;
    assert_eq!(browser.text("h1").await, "Xã Quảng Thành");
    browser.back().await;
    assert_eq!(browser.text("h1").await, "Xã");
    assert_eq!(browser.eval("return document.documentElement.dataset.live").await, json!(null));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn axe_finds_what_was_planted_and_nothing_on_a_good_page() {
    let site = Site::with(&[("good.html", GOOD), ("bad.html", "<main><h1>Xã</h1><img src=/icon.svg></main>")]).await;
    let browser = Browser::open(Profile::default()).await;
    let axe = axe_source();
    browser.goto(&site.page("good.html")).await;
    let clean = browser.axe(&axe).await;
    assert!(clean.is_empty(), "{clean:?}");
    browser.goto(&site.page("bad.html")).await;
    let found = browser.axe(&axe).await;
    assert_eq!(found.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["image-alt"]);
    assert_eq!((found[0].impact.as_str(), found[0].nodes.len()), ("critical", 1));
    assert!(found[0].nodes[0].starts_with("img: Fix any of the following"), "{}", found[0]);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_small_phone_is_320_pixels_wide_on_every_page() {
    let profile = Profile { width: 320, height: 640, ..Profile::default() };
    let (site, browser) = opened(profile, "<main><h1>Xã</h1></main><div id=long></div>").await;
    for query in ["", "?more"] {
        browser.goto(&site.page(query)).await;
        let tall = "document.getElementById('long').style.height = '3000px'; \
                    return [innerWidth, innerHeight, matchMedia('(max-width: 320px)').matches]";
        assert_eq!(browser.eval(tall).await, json!([320, 640, true]));
    }
    let shot = site.folder.path().join("shot.png");
    browser.screenshot(&shot, false).await;
    assert_eq!(png_size(&shot), (320, 640));
    browser.screenshot(&shot, true).await;
    let (width, height) = png_size(&shot);
    assert!((300..=320).contains(&width) && height > 3000, "{width} x {height}");
    assert_eq!(browser.eval("return innerHeight").await, 640, "the picture leaves the viewport as it was");
    browser.finish(&[]).await;
}

/// Width and height of a PNG: bytes 16 to 24, in its header chunk.
fn png_size(path: &std::path::Path) -> (u32, u32) {
    let bytes = fs::read(path).unwrap();
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[tokio::test]
async fn dark_and_reduced_motion_are_seen_by_pages() {
    let asks =
        "return ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)'].map(it => matchMedia(it).matches)";
    let profile = Profile { dark: true, reduced_motion: true, ..Profile::default() };
    let (site, browser) = opened(profile, GOOD).await;
    assert_eq!(browser.eval(asks).await, json!([true, true]));
    browser.goto(&site.page("?more")).await;
    assert_eq!(browser.eval(asks).await, json!([true, true]));
    browser.finish(&[]).await;

    let (_site, browser) = opened(Profile::default(), GOOD).await;
    assert_eq!(browser.eval(asks).await, json!([false, false]));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn clicks_keys_and_history_are_a_users() {
    let body = "<main><h1>Xã</h1><a href=/hai.html>Hai</a><label>Tìm <input></label><button>Gửi</button></main>";
    let site = Site::with(&[("index.html", body), ("hai.html", GOOD)]).await;
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&site.host.url()).await;
    browser.fill("input", "cũ").await;
    browser.fill("input", "thủ tục ").await;
    browser.type_text("đất").await;
    assert_eq!(browser.eval("return document.querySelector('input').value").await, "thủ tục đất");
    let focused = "return document.activeElement.tagName";
    browser.press("Tab").await;
    assert_eq!(browser.eval(focused).await, "BUTTON");
    browser.press("Shift+Tab").await;
    assert_eq!(browser.eval(focused).await, "INPUT");
    browser.press("Control+a").await;
    browser.press("Delete").await;
    assert_eq!(browser.eval("return document.querySelector('input').value").await, "");

    browser.click("a").await;
    browser.wait("the second page", "location.pathname === '/hai.html'").await;
    browser.back().await;
    browser.wait("the first page", "document.querySelector('input')").await;
    browser.forward().await;
    browser.refresh().await;
    assert_eq!(browser.url().await, site.page("hai.html"));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn two_browsers_share_no_storage_and_the_harness_leaves_none() {
    let (site, first) = opened(Profile::default(), GOOD).await;
    let storage = "return [localStorage.length, sessionStorage.length, document.cookie]";
    assert_eq!(first.eval(storage).await, json!([0, 0, ""]));
    first.eval("localStorage.setItem('a', '1')").await;
    let second = Browser::open(Profile::default()).await;
    second.goto(&site.host.url()).await;
    assert_eq!(second.eval(storage).await, json!([0, 0, ""]));
    first.finish(&[]).await;
    second.finish(&[]).await;
}

#[tokio::test]
async fn a_host_that_never_answers_leaves_a_fetch_pending() {
    let (site, browser) = opened(Profile::default(), GOOD).await;
    site.host.faults().set("data.json", Fault::Never);
    site.host.forget_requests();
    browser
        .eval("window.state = 'pending'; fetch('data.json').then(() => state = 'done', () => state = 'failed')")
        .await;
    let start = Instant::now();
    while site.host.requests().is_empty() {
        assert!(start.elapsed() < Duration::from_secs(10), "no request came");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    // Another request is sent and answered meanwhile.
    assert_eq!(browser.eval_async("return (await fetch('icon.svg')).status").await, 200);
    assert_eq!(browser.eval("return state").await, "pending");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_host_that_hangs_up_makes_a_fetch_fail() {
    let (site, browser) = opened(Profile::default(), GOOD).await;
    let read = "return await fetch('data.json', { cache: 'no-cache' }).then(it => it.json()).then(it => it.figures.length, it => it.name)";
    assert_eq!(browser.eval_async(read).await, 8);
    site.host.faults().set("data.json", Fault::CutOff);
    assert_eq!(browser.eval_async(read).await, "TypeError");
    site.host.faults().set("*.json", Fault::Html);
    assert_eq!(browser.eval_async(read).await, "SyntaxError");
    site.host.faults().set("*.json", Fault::Body(r#"{"figures":[1]}"#.to_owned()));
    assert_eq!(browser.eval_async(read).await, 1);
    site.host.faults().clear_all();
    assert_eq!(browser.eval_async(read).await, 8);
    browser.finish(&["ERR_CONTENT_LENGTH_MISMATCH"]).await;
}

/// A crash costs the test that it happens to, and no other.
#[tokio::test]
async fn a_browser_that_dies_is_replaced() {
    let (site, browser) = opened(Profile::default(), GOOD).await;
    browser.crash().await;
    drop(browser);
    for _ in 0..3 {
        let browser = Browser::open(Profile::default()).await;
        browser.goto(&site.host.url()).await;
        assert_eq!(browser.text("h1").await, "Xã Quảng Thành");
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn nothing_of_a_test_is_left_for_the_next() {
    let site = Site::with(&[("index.html", GOOD)]).await;
    site.write("_headers", "/*\n  Cache-Control: max-age=3600\n  Set-Cookie: a=1\n");
    for round in 1..=3 {
        let profile =
            Profile { dark: round == 1, time_zone: (round == 1).then_some("Asia/Tokyo"), ..Profile::default() };
        let browser = Browser::open(profile).await;
        if round == 1 {
            browser.grant(&["geolocation"]).await;
        }
        site.host.forget_requests();
        browser.goto(&site.host.url()).await;
        // Not from an earlier browser's cache.
        let asked: Vec<String> = site.host.requests().into_iter().map(|it| it.path).collect();
        assert!(asked.contains(&"/".to_owned()) && asked.contains(&"/app.js".to_owned()), "{asked:?}");
        let kept = "const permission = await navigator.permissions.query({ name: 'geolocation' }); \
                    const databases = await indexedDB.databases(), caches_ = await caches.keys(); \
                    const kept = [localStorage.length, databases.length, caches_.length, permission.state === 'granted', \
                                  matchMedia('(prefers-color-scheme: dark)').matches, \
                                  Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Tokyo', document.cookie]; \
                    localStorage.a = 1; indexedDB.open('a'); await caches.open('a'); document.cookie = 'b=2'; \
                    return kept";
        let first = round == 1;
        assert_eq!(browser.eval_async(kept).await, json!([0, 0, 0, first, first, first, "a=1"]), "{round}");
        browser.eval("console.log('vòng')").await;
        assert_eq!(browser.console().len(), 1);
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn tabs_of_a_browser_share_their_storage_and_hear_each_other() {
    let (site, browser) = opened(Profile::default(), GOOD).await;
    browser
        .eval(
            "localStorage.a = '1'; window.heard = []; new BroadcastChannel('b').onmessage = it => heard.push(it.data)",
        )
        .await;
    let first = browser.tab();
    browser.new_tab().await;
    browser.goto(&site.host.url()).await;
    assert_eq!(browser.eval("new BroadcastChannel('b').postMessage('xin chào'); return localStorage.a").await, "1");
    browser.close_tab().await;
    browser.switch_to(&first);
    browser.wait("the message", "heard[0] === 'xin chào'").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_process_of_a_page_is_found() {
    let (site, browser) = opened(Profile::default(), GOOD).await;
    let first = browser.tab();
    browser.new_tab().await;
    browser.goto(&site.host.url()).await;
    let second = browser.tab();
    let mut processes = Vec::new();
    for tab in [first, second] {
        browser.switch_to(&tab);
        // What a page holds lies in its process.
        browser.eval("window.held = new Uint8Array(64 << 20).fill(1)").await;
        let process = browser.renderer().await;
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
        let held = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap();
        let kibibytes: u32 = held.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(kibibytes > 64 << 10, "{kibibytes} KiB");
        processes.push(process);
        browser.eval("delete window.held").await;
    }
    assert_ne!(processes[0], processes[1]);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn complaints_of_frames_and_dialogs_are_problems() {
    let site =
        Site::with(&[("index.html", "<main><h1>Xã</h1><iframe src=khung.html></iframe></main>"), ("khung.html", GOOD)])
            .await;
    site.write("_headers", "");
    let other = Site::with(&[("khung.html", GOOD)]).await;
    other.write("_headers", "");
    let frame = format!("http://localhost:{}/khung.html", other.host.addr().port());
    site.write(
        "index.html",
        &format!("<!doctype html><title>x</title><link rel=icon href=icon.svg><iframe src={frame}></iframe>"),
    );
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&site.host.url()).await;
    let found =
        browser.eval_in("document.querySelector('iframe')", "console.error('hỏng trong khung'); return origin").await;
    assert_eq!(found, format!("http://localhost:{}", other.host.addr().port()));
    browser.eval("alert('đợi')").await;
    let problems = browser.problems().await;
    assert!(problems.iter().any(|it| it.contains("hỏng trong khung")), "{problems:?}");
    assert!(problems.iter().any(|it| it.contains("opened a dialog") && it.contains("đợi")), "{problems:?}");
    browser.close();
}
