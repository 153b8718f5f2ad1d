//! Feeds are written by others: whatever they hold, nothing in them runs on our pages.

use std::fs;

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile};
use trangxa_host::Fault;

use crate::sites::{self, ARTICLE};

/// Attacks of every kind that the two cleaners must withstand, with texts between them that must be kept.
const HOSTILE: &str = r#"
    <p>Đoạn đầu.</p>
    <script>window.hit = 'script'</script><script src="/evil.js"></script>
    <img src="/khong-co.png" onerror="window.hit = 'onerror'" alt="ảnh">
    <svg onload="window.hit = 'svg'"><a xlink:href="javascript:window.hit=1"><text>x</text></a></svg>
    <math><mtext><table><mglyph><style><img src=x onerror="window.hit='mxss'"></style></mglyph></table></mtext></math>
    <p><a href="javascript:window.hit='link'">Bấm vào đây</a> <a href=" java&#10;script:window.hit='link2'">hoặc đây</a>
       <a href="data:text/html,<script>1</script>">hay đây</a> <a href="https://xa.example/" onclick="window.hit='click'" target="_blank">liên kết lành</a></p>
    <iframe src="/" srcdoc="<script>parent.hit='iframe'</script>"></iframe><object data="/"></object><embed src="/">
    <style>body { display: none }</style><link rel="stylesheet" href="https://evil.example/x.css">
    <meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/">
    <form action="https://evil.example/" id="app"><input name="title"><button>Gửi</button></form>
    <p id="snapshot" name="body" style="position: fixed; inset: 0" class="skip">Đoạn <b>giữa</b>.</p>
    <img name="querySelector" src="x:y"><a id="app" name="cookie" href="/tthc/">Xem TTHC</a>
    <noscript><p title="</noscript><img src=x onerror=window.hit='noscript'>"></p></noscript>
    <template><img src=x onerror="window.hit='template'"></template>
    <video autoplay onplay="window.hit=1"><source onerror="window.hit='video'"></video>
    <details open ontoggle="window.hit='toggle'"><summary>Tóm tắt</summary>Chi tiết</details>
    <p>Đoạn cuối.</p>
"#;

/// The elements, attributes and addresses in an article's text that are not allowed.
const STRANGE: &str = r"
    const allowed = ['a','abbr','b','blockquote','br','caption','cite','code','dd','del','dl','dt','em','figcaption','figure',
        'h2','h3','h4','hr','i','img','ins','li','ol','p','pre','s','strong','sub','sup','table','tbody','td','th','thead','tr','ul'];
    const attributes = ['href','src','alt','width','height','rel','loading','decoding','colspan','rowspan','scope','start','title'];
    const frame = it => it.localName === 'div' && it.className === 'scroll';
    const strange = [];
    for (const it of document.querySelectorAll('.prose *')) {
        if (frame(it)) continue;
        if (!allowed.includes(it.localName)) strange.push(it.outerHTML.slice(0, 90));
        for (const { name, value } of it.attributes) {
            if (!attributes.includes(name)) strange.push(`${it.localName} ${name}=${value}`);
            if (['href', 'src'].includes(name) && !/^(https?:|mailto:|tel:|\/(?!\/))/.test(value)) strange.push(`${it.localName} ${name}=${value}`);
        }
    }
    return strange;
";

/// The text can be read, and nothing in it is harmful.
async fn is_harmless(browser: &Browser, what: &str) {
    browser
        .wait(&format!("{what}: the text"), "document.querySelector('.prose')?.innerText.includes('Đoạn cuối.')")
        .await;
    let text = sites::collapsed(&browser.text(".prose").await);
    for kept in ["Đoạn đầu.", "Bấm vào đây", "hoặc đây", "liên kết lành", "Đoạn giữa.", "Xem TTHC"]
    {
        assert!(text.contains(kept), "{what}: {kept} in {text}");
    }
    for lost in ["window.hit", "display: none"] {
        assert!(!text.contains(lost), "{what}: {lost} in {text}");
    }
    assert_eq!(browser.eval(STRANGE).await, json!([]), "{what}");
    let links = "return Array.from(document.querySelectorAll('.prose a'), it => it.getAttribute('href'))";
    let links = browser.eval(links).await;
    assert!(
        links.as_array().is_some_and(|it| it.iter().filter_map(Value::as_str).all(|it| !it.contains("script"))),
        "{links}"
    );
    // Once pictures have failed to load, their handlers would have run. The other handlers get their events here.
    browser.wait("the pictures", "[...document.images].every(it => it.complete || it.loading === 'lazy')").await;
    let poke = "document.querySelectorAll('.prose *').forEach(it => ['pointerover', 'focus', 'toggle', 'error', 'load'] \
                .forEach(name => it.dispatchEvent(new Event(name)))); return window.hit ?? null";
    assert_eq!(browser.eval(poke).await, Value::Null, "{what}");
    assert_eq!(browser.eval("return document.querySelectorAll('#app, base, iframe').length").await, 1, "{what}");
}

#[tokio::test]
async fn hostile_html_that_arrives_live_does_nothing_and_its_text_is_kept() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    // In the document of an article that is open.
    sites::open_renewed(&browser, &format!("{}{ARTICLE}", host.url())).await;
    let file = sites::document_of(ARTICLE);
    sites::until_answered(&host, &file, 1).await;
    sites::settled(&browser).await;
    let mut item = sites::document(&file);
    item["content_html"] = json!(HOSTILE);
    item["title"] = json!("<img src=x onerror=\"window.hit='title'\">Tựa");
    item["authors"] = json!([{ "name": "<script>window.hit='author'</script>Người viết" }]);
    item["attachments"] =
        json!([{ "url": "javascript:window.hit='file'", "mime_type": "text/html", "title": "Tệp <b>lạ</b>" }]);
    item["image"] = json!("javascript:window.hit='image'");
    host.faults().set(&file, Fault::Body(item.to_string()));
    sites::renew(&browser).await;
    is_harmless(&browser, "an article's document").await;
    assert_eq!(browser.text("main h1").await, "<img src=x onerror=\"window.hit='title'\">Tựa");
    assert!(browser.text(".byline").await.contains("<script>window.hit='author'</script>Người viết"));
    assert!(!browser.exists("[href^='javascript'], [src^='javascript']").await);

    // In a feed, as an article without a file of its own, opened by a link and by its address.
    host.faults().clear_all();
    host.faults().set("data/feed.json", Fault::Body(sites::feed_with("tin-xau", "<i>Tin</i> xấu", HOSTILE)));
    sites::open_renewed(&browser, &host.url()).await;
    browser.wait("the lead", "document.querySelector('.lead h2').innerText.includes('xấu')").await;
    assert_eq!(browser.text(".lead h2").await, "<i>Tin</i> xấu");
    sites::follow(&browser, ".lead a").await;
    is_harmless(&browser, "a feed, by a link").await;
    sites::open_renewed(&browser, &format!("{}bai/tin-xau/", host.url())).await;
    is_harmless(&browser, "a feed, by its address").await;
    browser
        .finish(&[
            "/bai/tin-xau/ - Failed",
            "/data/bai/tin-xau.json - Failed",
            "/khong-co.png - Failed",
            "/data/x - Failed",
        ])
        .await;
}

#[tokio::test]
async fn hostile_html_that_was_built_in_does_nothing_either() {
    let site = tempfile::tempdir().expect("a folder");
    fs::create_dir(site.path().join("data")).expect("a folder");
    for name in ["site.json", "tthc.json", "visits.json"] {
        fs::copy(sites::fixture("quang-thanh/data").join(name), site.path().join("data").join(name)).expect("a copy");
    }
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "</script><script>window.hit='feed'</script>",
        "items": [{
            "id": "tin-xau",
            "title": "</title></script><script>window.hit='title'</script>Tin xấu",
            "summary": "<!--<script>",
            "content_html": HOSTILE,
            "date_published": "2023-06-22T12:00:00+07:00",
            "authors": [{ "name": "\"><script>window.hit='author'</script>" }],
        }],
    });
    fs::write(site.path().join("data/feed.json"), feed.to_string()).expect("a feed");
    let (out, _) = sites::published_with_findings("hostile", site.path(), "/");
    let host = sites::serve(&out, "/").await;
    for javascript in [false, true] {
        let browser = Browser::open(Profile { javascript, ..Profile::default() }).await;
        browser.goto(&format!("{}bai/tin-xau/", host.url())).await;
        if javascript {
            sites::live(&browser).await;
        }
        is_harmless(&browser, "a built page").await;
        assert_eq!(browser.text("main h1").await, "</title></script><script>window.hit='title'</script>Tin xấu");
        // Pictures are allowed; these do not exist.
        browser.finish(&["/khong-co.png - Failed", "/data/x - Failed"]).await;
    }
}
