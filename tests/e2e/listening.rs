//! Recordings, and articles that are read aloud. The engine that speaks is a stand-in, which behaves as the test says: no machine that runs tests has
//! the faults of all phones.

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile, axe_source};
use trangxa_host::{Fault, Host};
use trangxa_words::listening::UNAVAILABLE;

use crate::sites;

/// The article of the demo with a recording.
const WITH_RECORDING: &str = "bai/lich-ngung-cap-dien-thang-5-2025/";
/// Another article.
const OTHER: &str = "bai/muc-thu-phi-chung-thuc/";
const RECORDING: &str = "media/loa-truyen-thanh-2025-05-19.opus";

/// An engine that has the voices `VOICES`, and tells what the test has it tell: `told('start')`.
const ENGINE: &str = "
    window.Said = class extends EventTarget { constructor(text) { super(); this.text = text; } };
    window.SpeechSynthesisUtterance = Said;
    const voices = VOICES;
    window.engine = {
        voices, queue: [], calls: [], paused: false, onvoiceschanged: null,
        getVoices() { return this.voices; },
        // Nothing is said of an empty text.
        speak(it) { this.calls.push('speak'); if (it.text) { this.queue.push(it); this.after?.(it); } },
        cancel() { this.calls.push('cancel'); this.queue = []; },
        pause() { this.calls.push('pause'); this.cancel(); },
        resume() { this.calls.push('resume'); this.paused = false; },
    };
    Object.defineProperty(window, 'speechSynthesis', { value: engine });
    window.told = (type, more = {}) => {
        const [it] = engine.queue;
        if (type === 'end') engine.queue.shift();
        it.dispatchEvent(Object.assign(new Event(type), more));
    };
    // One sentence from its beginning to its end.
    window.sentence = () => { told('start'); told('boundary'); told('end'); };
    window.marked = () => [...(CSS.highlights.get('said') ?? [])].map(it => it.toString()).join();
";

const LOCAL: &str = "[{ lang: 'vi-VN', name: 'Tiếng Việt', localService: true }]";
const BUTTON: &str = ".aloud";
const IS_OFFERED: &str = "document.querySelector('.aloud').checkVisibility({ visibilityProperty: true })";
const QUEUE: &str = "return engine.queue.map(it => it.text)";

async fn open(host: &Host, page: &str, voices: &str, profile: Profile) -> Browser {
    let browser = Browser::open(profile).await;
    browser.run_first(&ENGINE.replace("VOICES", voices)).await;
    sites::open_live(&browser, &format!("{}{page}", host.url())).await;
    browser
}

/// Opens an article and has it read.
async fn open_reading(host: &Host, page: &str, profile: Profile) -> Browser {
    let browser = open(host, page, LOCAL, profile).await;
    press_button(&browser).await;
    browser
}

async fn press_button(browser: &Browser) {
    browser.wait("the button", IS_OFFERED).await;
    browser.click(BUTTON).await;
    browser.wait("the voice", "engine.queue.length > 0").await;
}

async fn queue(browser: &Browser) -> Vec<String> {
    serde_json::from_value(browser.eval(QUEUE).await).expect("texts")
}

#[tokio::test]
async fn without_a_vietnamese_voice_there_is_no_button() {
    let host = sites::serve(sites::demo(), "/").await;
    for voices in ["[]", "[{ lang: 'en-US', name: 'English' }, { lang: 'vai', name: 'Vai' }]"] {
        let browser = open(&host, OTHER, voices, Profile::phone()).await;
        browser.wait("the question", "engine.onvoiceschanged").await;
        assert_eq!(browser.eval(&format!("return {IS_OFFERED}")).await, false, "{voices}");
        browser.finish(&[]).await;
    }
    // A view within another program has no engine at all.
    let browser = Browser::open(Profile::phone()).await;
    browser.run_first("Object.defineProperty(window, 'speechSynthesis', { value: undefined })").await;
    sites::open_live(&browser, &format!("{}{OTHER}", host.url())).await;
    sites::settled(&browser).await;
    assert_eq!(browser.eval(&format!("return {IS_OFFERED}")).await, false);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn voices_that_come_late_are_seen_and_nothing_moves() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = open(&host, OTHER, "[]", Profile::phone()).await;
    browser.wait("the question", "engine.onvoiceschanged").await;
    let top = "return document.querySelector('.article h1').getBoundingClientRect().top";
    let before = browser.eval(top).await;
    browser.eval("engine.voices = [{ lang: 'vi_VN', name: 'Vietnamese Vietnam' }]; engine.onvoiceschanged()").await;
    browser.wait("the button", IS_OFFERED).await;
    assert_eq!(browser.eval(top).await, before);
    // Nothing was fetched for it.
    assert_eq!(browser.eval("return [!!trangxaParts.speech, !!trangxaParts.recordings]").await, json!([false, false]));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_voice_of_the_machine_comes_first_and_an_english_one_never() {
    let host = sites::serve(sites::demo(), "/").await;
    let voices = "[
        { lang: 'vi-VN', name: 'Microsoft HoaiMy Online', localService: false },
        { lang: 'vi_VN', name: 'Vietnamese Vietnam', localService: true },
        { lang: 'vi', name: 'Mobile', localService: true },
        { lang: 'vi-VN', name: 'English United States', localService: true },
    ]";
    let browser = open(&host, OTHER, voices, Profile::phone()).await;
    press_button(&browser).await;
    assert_eq!(
        browser.eval("return [engine.queue[0].voice.name, engine.queue[0].lang]").await,
        json!(["Vietnamese Vietnam", "vi_VN"])
    );
    // One that cannot speak is followed by the next one, from the same sentence on.
    let first = queue(&browser).await;
    for name in ["Mobile", "Microsoft HoaiMy Online"] {
        browser.eval("told('error', { error: 'synthesis-failed' })").await;
        assert_eq!(browser.eval("return engine.queue[0].voice.name").await, name);
    }
    assert_eq!(queue(&browser).await, first);
    browser.eval("sentence()").await;
    assert_eq!(browser.eval("return engine.queue.length").await, 2);
    browser.finish(&[]).await;
}

/// The voice is none: that is said in words, and the button goes, here and on other pages.
async fn is_withdrawn(browser: &Browser) {
    browser
        .wait("the message", "document.querySelector('.speech p')?.innerText.includes('cài giọng tiếng Việt')")
        .await;
    assert_eq!(browser.eval(&format!("return {IS_OFFERED}")).await, false);
    assert_eq!(browser.texts(".speech button").await, ["Đóng"]);
    browser.click(".speech button").await;
    assert!(!browser.exists(".speech").await);
    sites::follow(browser, ".neighbours a").await;
    sites::settled(browser).await;
    assert_eq!(browser.eval(&format!("return {IS_OFFERED}")).await, false);
}

#[tokio::test]
async fn a_voice_that_is_only_a_name_is_told_in_words() {
    let host = sites::serve(sites::demo(), "/").await;
    // It tells nothing.
    let browser = open_reading(&host, OTHER, Profile::phone()).await;
    is_withdrawn(&browser).await;
    browser.finish(&[]).await;
    // It ends every sentence at once.
    let browser = open(&host, OTHER, LOCAL, Profile::phone()).await;
    browser
        .eval("engine.after = () => queueMicrotask(() => { if (engine.queue.length) { told('start'); told('end'); } })")
        .await;
    browser.wait("the button", IS_OFFERED).await;
    browser.click(BUTTON).await;
    is_withdrawn(&browser).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_article_is_said_in_short_sentences_one_ahead_and_marked() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = open_reading(&host, WITH_RECORDING, Profile::default()).await;
    let first = queue(&browser).await;
    assert_eq!(first.len(), 2);
    assert_eq!(
        first[0],
        "Lịch ngừng cung cấp điện để sửa chữa lưới, tuần từ mười chín đến ngày hai mươi lăm tháng năm năm hai nghìn không trăm hai mươi lăm"
    );
    let title = browser.text(".article h1").await;
    browser.eval("told('start')").await;
    assert_eq!(browser.eval("return marked()").await, title);
    let mut said = String::new();
    for _ in 0..200 {
        let queue = queue(&browser).await;
        let Some(now) = queue.first() else { break };
        assert!(queue.len() <= 2 && now.chars().count() <= 180, "{queue:?}");
        said.push_str(now);
        said.push('\n');
        browser.eval("sentence()").await;
    }
    for words in ["sáu giờ – mười giờ ba mươi phút", "Toàn bộ thôn Tân Thành", "một chín không không, sáu bảy sáu chín"]
    {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(!said.contains("Chia sẻ") && !said.contains("Bản ghi âm"), "{said}");
    // At the end nothing is left.
    browser.wait("the end", "!document.querySelector('.speech')").await;
    assert_eq!(browser.eval("return marked()").await, "");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_pause_cancels_and_goes_on_with_the_sentence() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = open_reading(&host, OTHER, Profile::phone()).await;
    browser.eval("sentence(); told('start'); told('boundary')").await;
    let (before, marked) = (queue(&browser).await, browser.eval("return marked()").await);
    browser.click(".speech [value=pause]").await;
    assert_eq!(
        browser.eval("return [engine.queue.length, document.querySelector('.speech p').innerText]").await,
        json!([0, "Đã tạm dừng."])
    );
    assert_eq!(browser.eval("return marked()").await, marked, "the place stays marked");
    browser.click(".speech [value=pause]").await;
    assert_eq!(queue(&browser).await, before);
    assert_eq!(browser.eval("return engine.calls.includes('pause')").await, false);
    // Another page speaks: this one waits, and is not ended.
    browser.eval("told('error', { error: 'interrupted' })").await;
    assert_eq!(browser.text(".speech [value=pause]").await, "Đọc tiếp");
    // An engine that somebody left in its pause would say nothing.
    browser.eval("engine.paused = true").await;
    browser.click(".speech [value=pause]").await;
    assert_eq!(browser.eval("return engine.paused").await, false);
    assert_eq!(queue(&browser).await, before);
    browser.click(".speech [value=stop]").await;
    assert!(!browser.exists(".speech").await);
    assert_eq!(browser.eval("return document.activeElement.className").await, "button live aloud");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_voice_that_falls_silent_begins_the_sentence_again() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    browser.run_first(&ENGINE.replace("VOICES", LOCAL)).await;
    // The time after which a voice that was heard is taken for silent.
    browser.run_first("const wait = setTimeout; window.setTimeout = (call, ms, ...more) => wait(call, ms === 25000 ? 300 : ms, ...more)").await;
    sites::open_live(&browser, &format!("{}{OTHER}", host.url())).await;
    press_button(&browser).await;
    browser.eval("sentence(); told('start'); told('boundary'); engine.calls = []").await;
    let before = queue(&browser).await;
    browser.wait("the sentence again", "engine.calls.filter(it => it === 'speak').length === 2").await;
    assert_eq!(queue(&browser).await, before);
    browser.eval("sentence()").await;
    assert_eq!(queue(&browser).await[0], before[1]);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn leaving_the_page_ends_the_reading() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = open_reading(&host, OTHER, Profile::phone()).await;
    browser.eval("told('start'); told('boundary')").await;
    sites::follow(&browser, ".neighbours a").await;
    browser.wait("the end", "!document.querySelector('.speech')").await;
    assert_eq!(browser.eval("return [engine.queue.length, marked()]").await, json!([0, ""]));
    press_button(&browser).await;
    browser.eval("dispatchEvent(new Event('pagehide'))").await;
    assert_eq!(
        browser.eval("return [engine.queue.length, !!document.querySelector('.speech')]").await,
        json!([0, false])
    );
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_page_follows_the_voice_unless_the_reader_scrolled() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = open_reading(&host, OTHER, Profile { width: 360, height: 640, ..Profile::default() }).await;
    let in_view = "const [it] = CSS.highlights.get('said'); const box = it.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight - document.querySelector('.speech').offsetHeight";
    for _ in 0..12 {
        browser.eval("sentence(); told('start')").await;
        assert_eq!(browser.eval(in_view).await, true);
    }
    assert!(browser.eval("return scrollY").await.as_f64() > Some(100.0));
    browser.eval("scrollTo(0, 0)").await;
    browser.eval("sentence(); told('start'); sentence(); told('start')").await;
    assert_eq!(browser.eval("return scrollY").await, 0);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_bar_is_accessible_and_fits() {
    let host = sites::serve(sites::demo(), "/").await;
    for (width, dark) in [(320, false), (360, true), (1280, false)] {
        let browser = open_reading(&host, WITH_RECORDING, Profile { width, dark, ..Profile::default() }).await;
        browser.eval("told('start')").await;
        assert_eq!(browser.axe(&axe_source()).await, [], "{width}");
        let fits = "return [document.documentElement.scrollWidth <= innerWidth, document.activeElement.value, [...document.querySelectorAll('.speech button, .aloud')].every(it => it.offsetHeight >= 43)]";
        assert_eq!(browser.eval(fits).await, json!([true, "pause", true]), "{width}");
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn the_bar_leaves_room_for_the_text_in_the_largest_letters() {
    let host = sites::serve(sites::demo(), "/").await;
    for (width, height) in [(320, 640), (640, 360)] {
        let browser = open_reading(&host, OTHER, Profile { width, height, ..Profile::default() }).await;
        for names in ["", "size-150", "size-200", "size-200 contrast spacing face links still"] {
            browser.eval(&format!("document.documentElement.dataset.reading = '{names}'")).await;
            let bar = "const it = document.querySelector('.speech'); \
                       return [it.offsetHeight <= innerHeight / 4, it.scrollWidth <= it.clientWidth, it.scrollHeight <= it.clientHeight, [...it.querySelectorAll('button')].every(it => it.offsetHeight >= 43)]";
            assert_eq!(browser.eval(bar).await, json!([true, true, true, true]), "{names} at {width}");
        }
        // A sentence may be higher than the window: then one sees where it begins.
        let begins = "const [it] = CSS.highlights.get('said'), box = it.getBoundingClientRect(), bar = document.querySelector('.speech').getBoundingClientRect(); \
                      return box.top >= -1 && box.top < bar.top && (box.bottom <= bar.top + 1 || box.top <= 1)";
        for sentence in 0..8 {
            browser.eval("sentence(); told('start')").await;
            assert_eq!(browser.eval(begins).await, true, "{sentence} at {width}");
        }
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn a_part_that_cannot_be_had_is_told_in_words_and_can_be_had_later() {
    let host = sites::serve(sites::demo(), "/").await;
    host.faults().set("part-speech*", Fault::Status(404));
    let browser = open(&host, OTHER, LOCAL, Profile::phone()).await;
    let says = "document.querySelector('.status [role=status]').innerText";
    let says_so = format!("{says} === {}", json!(UNAVAILABLE));
    browser.wait("the button", IS_OFFERED).await;
    browser.click(BUTTON).await;
    browser.wait("the message", &says_so).await;
    assert!(!browser.exists(".speech").await);
    assert_eq!(browser.axe(&axe_source()).await, []);
    // It is about this page and this press only.
    sites::follow(&browser, ".neighbours a").await;
    browser.wait("the next article", &format!("{says} === '' && {IS_OFFERED}")).await;
    browser.click(BUTTON).await;
    browser.wait("the message again", &says_so).await;
    host.faults().clear_all();
    press_button(&browser).await;
    assert_eq!(browser.eval(&format!("return {says}")).await, "");
    browser.finish(&["part-"]).await;
}

/// The player with what it has, as an object.
const PLAYER: &str = "
    const it = document.querySelector('.recording audio');
    return { src: it.getAttribute('src'), controls: it.controls, preload: it.preload, state: it.networkState === 1 || it.networkState === 0 };
";

#[tokio::test]
async fn a_recording_is_in_the_page_and_is_fetched_when_it_is_played() {
    let host = sites::serve(sites::demo(), "/").await;
    let plain = Browser::open(Profile { javascript: false, ..Profile::phone() }).await;
    plain.goto(&format!("{}{WITH_RECORDING}", host.url())).await;
    let player = json!({ "src": format!("/{RECORDING}"), "controls": true, "preload": "none", "state": true });
    assert_eq!(plain.eval(PLAYER).await, player);
    let caption = "Bản tin loa truyền thanh sáng 19/5/2025 29 giây · OPUS · 25 kB";
    assert_eq!(plain.text(".recording figcaption").await.replace('\n', " "), caption);
    assert!(
        !plain
            .eval("return document.querySelector('.recording select').checkVisibility()")
            .await
            .as_bool()
            .unwrap_or(true)
    );
    assert!(!plain.eval(&format!("return {IS_OFFERED}")).await.as_bool().unwrap_or(true));
    plain.finish(&[]).await;

    let browser = Browser::open(Profile::phone()).await;
    sites::open_live(&browser, &format!("{}{WITH_RECORDING}", host.url())).await;
    browser.wait("the part", "trangxaParts.recordings").await;
    assert!(!host.requests().iter().any(|it| it.path.contains(RECORDING)), "nothing is fetched before it is played");
    assert!(!browser.exists(".attachments").await, "a recording is no file to download");
    for (dark, width) in [(false, 320), (true, 1280)] {
        browser.resize(width, 800).await;
        browser.cdp("Emulation.setEmulatedMedia", json!({ "features": [{ "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } }] })).await;
        assert_eq!(browser.axe(&axe_source()).await, []);
        assert_eq!(browser.eval("return document.documentElement.scrollWidth <= innerWidth").await, true);
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn speed_and_position_are_kept_while_the_reader_moves_in_the_site() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    sites::open_live(&browser, &format!("{}{WITH_RECORDING}", host.url())).await;
    browser.wait("the part", "trangxaParts.recordings").await;
    let choose = "const it = document.querySelector('.recording select'); it.value = '1.5'; it.dispatchEvent(new Event('change'))";
    browser.eval(choose).await;
    let speeds = "return [...document.querySelectorAll('.recording option')].map(it => it.value)";
    assert_eq!(browser.eval(speeds).await, json!(["0.75", "1", "1.25", "1.5"]));
    // Browsers play nothing before a reader has touched the page.
    browser.click(".recording figcaption").await;
    browser.eval("const it = document.querySelector('audio'); it.muted = true; it.play()").await;
    browser.wait("the sound", "document.querySelector('audio').currentTime > 0").await;
    assert_eq!(browser.eval("return document.querySelector('audio').playbackRate").await, 1.5);
    browser.eval("const it = document.querySelector('audio'); it.pause(); it.currentTime = 12").await;
    browser.wait("the place", "!document.querySelector('audio').seeking").await;
    sites::follow(&browser, ".neighbours a").await;
    sites::settled(&browser).await;
    browser.back().await;
    sites::arrived(&browser, &format!("/{WITH_RECORDING}")).await;
    browser
        .wait("the note", "document.querySelector('.recording [role=status]')?.innerText === 'Nghe tiếp từ 12 giây.'")
        .await;
    assert_eq!(browser.eval("return document.querySelector('audio').playbackRate").await, 1.5);
    browser.eval("const it = document.querySelector('audio'); it.muted = true; it.play()").await;
    browser.wait("the sound", "document.querySelector('audio').currentTime > 12").await;
    assert!(browser.eval("return document.querySelector('audio').currentTime").await.as_f64() < Some(20.0));
    assert_eq!(browser.eval("return localStorage.length").await, 0);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_host_answers_parts_of_a_recording() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    sites::open_live(&browser, &format!("{}{WITH_RECORDING}", host.url())).await;
    let part = format!(
        "const answer = await fetch('/{RECORDING}', {{ headers: {{ range: 'bytes=100-199' }} }});
         return [answer.status, answer.headers.get('content-range').split('/')[0], answer.headers.get('content-type'), (await answer.arrayBuffer()).byteLength]"
    );
    assert_eq!(browser.eval_async(&part).await, json!([206, "bytes 100-199", "audio/ogg", 100]));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn only_a_site_with_recordings_allows_them() {
    let policy = "const meta = document.querySelector('meta[http-equiv]').content; return meta.includes(\"media-src 'self' https:\")";
    let mut feed: Value = serde_json::from_slice(
        &std::fs::read(sites::repository().join("public").join("data/feed.json")).expect("a feed"),
    )
    .expect("JSON");
    for item in feed["items"].as_array_mut().expect("items") {
        if item["_trangxa"]["audio"].is_string() {
            item["_trangxa"]["audio"] = Value::Null;
            item["attachments"] = json!([]);
        }
    }
    let site = sites::copy_of(&sites::repository().join("public"));
    std::fs::write(site.path().join("data/feed.json"), feed.to_string()).expect("a file");
    let silent = sites::published("listening-silent", site.path(), "/");
    for (folder, allowed) in [(sites::demo().to_owned(), true), (silent, false)] {
        let host = sites::serve(&folder, "/").await;
        let browser = Browser::open(Profile::phone()).await;
        browser.goto(&host.url()).await;
        assert_eq!(browser.eval(policy).await, allowed);
        let header = "return (await fetch('/')).headers.get('content-security-policy').includes('media-src')";
        assert_eq!(browser.eval_async(header).await, allowed);
        browser.finish(&[]).await;
    }
}
