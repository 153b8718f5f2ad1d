//! The panel "Cách đọc", and what its choices do: `style/reading.css`, `src/browser/reading/`, `src/reading.js`.

use std::{fs, iter};

use scraper::{Html, Selector};
use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile, axe_source};
use trangxa_host::Fault;
use trangxa_words::reading::{self as words, GROUPS};

use crate::sites::{self, ARTICLE, PAGES};

/// By what the browser keeps the choices.
const KEY: &str = "trangxa-reading";
/// The names of everything at its greatest, without a theme.
const GREATEST: &str = "size-200 contrast spacing face links still";
/// What a page of each type is, and what stands in for an address without a page.
const ELSEWHERE: &str = "khong-co/";
/// An article with a recording, whose player has controls that others do not have.
const WITH_RECORDING: &str = "bai/lich-ngung-cap-dien-thang-5-2025/";

/// Has the browser keep these choices before it opens its first page.
async fn choose_before(browser: &Browser, names: &str) {
    let keep = format!("try {{ localStorage[{}] ??= {} }} catch {{}}", json!(KEY), json!(names));
    browser.run_first(&keep).await;
}

/// A phone's scrollbars take no room. Those of a wide screen do, and what reaches beyond an edge by less would not be found.
async fn hide_scrollbars(browser: &Browser) {
    browser.cdp("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await;
}

async fn open_panel(browser: &Browser) {
    browser.click(".aids").await;
    browser.wait("the panel", "document.querySelector('dialog.reading')?.open").await;
}

/// What the root of the page says, and what the browser keeps.
async fn chosen(browser: &Browser) -> Value {
    browser.eval("return [document.documentElement.dataset.reading, { ...localStorage }]").await
}

/// The size of the letters of the page, in pixels.
async fn size(browser: &Browser) -> f64 {
    let size = browser.eval("return parseFloat(getComputedStyle(document.querySelector('main h1')).fontSize)").await;
    size.as_f64().expect("a number")
}

#[tokio::test]
async fn the_panel_is_opened_and_used_by_keyboard() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    assert_eq!(chosen(&browser).await, json!(["", {}]));
    // The skip link, the unit's name, the button.
    for _ in 0..3 {
        browser.press("Tab").await;
    }
    let button = "document.activeElement.matches('.aids') && document.activeElement.ariaHasPopup === 'dialog'";
    assert_eq!(browser.eval(&format!("return {button}")).await, true);
    browser.press("Enter").await;
    browser.wait("the panel", "document.querySelector('dialog.reading')?.open").await;
    let focus = "const it = document.activeElement; return [it.name, it.value, it.closest('fieldset')?.querySelector('legend').innerText]";
    assert_eq!(browser.eval(focus).await, json!(["size", "", "Cỡ chữ"]));
    let name = "const it = document.querySelector('dialog.reading'); return [it.matches(':modal'), document.getElementById(it.getAttribute('aria-labelledby')).innerText]";
    assert_eq!(browser.eval(name).await, json!([true, words::HEADLINE]));

    // Each choice acts at once, is kept, and is said.
    let before = size(&browser).await;
    browser.press("ArrowRight").await;
    let said = "return document.querySelector('dialog .said[role=status]').innerText";
    assert_eq!(chosen(&browser).await, json!(["size-115", { KEY: "size-115" }]));
    assert_eq!(browser.eval(said).await, "Cỡ chữ: 115 %");
    let ratio = size(&browser).await / before;
    assert!((1.1..1.2).contains(&ratio), "{ratio}");
    // Three groups of radio buttons, four boxes, two buttons: all can be reached, and the focus does not leave the panel.
    let mut stops = Vec::new();
    for _ in 0..9 {
        browser.press("Tab").await;
        let stop =
            "const it = document.activeElement; return it.closest('dialog') ? it.name + '=' + it.value : it.localName";
        stops.push(browser.eval(stop).await);
    }
    let wanted = ["theme=", "contrast=", "more=spacing", "more=face", "more=links", "more=still", "reset=", "close="];
    assert_eq!(stops[..8], wanted.map(|it| json!(it)));
    assert!(["body", "size=size-115"].iter().any(|it| stops[8] == *it), "{stops:?}");
    browser.eval("document.querySelector('[value=spacing]').focus()").await;
    browser.press("Space").await;
    assert_eq!(browser.eval(said).await, words::turned("Giãn chữ, giãn dòng", true));
    assert_eq!(chosen(&browser).await, json!(["size-115 spacing", { KEY: "size-115 spacing" }]));

    browser.press("Escape").await;
    browser.wait("the page", &format!("!document.querySelector('dialog[open]') && {button}")).await;
    // Opened again, it shows what holds. What is put back is no longer kept.
    browser.press("Enter").await;
    browser.wait("the panel", "document.querySelector('dialog.reading')?.open").await;
    let checked = "return [...document.querySelectorAll('dialog :checked')].map(it => it.value)";
    assert_eq!(browser.eval(checked).await, json!(["size-115", "", "", "spacing"]));
    browser.eval("document.querySelector('[name=reset]').focus()").await;
    browser.press("Enter").await;
    assert_eq!(browser.eval(said).await, words::IS_RESET);
    assert_eq!(chosen(&browser).await, json!(["", {}]));
    assert_eq!(browser.eval(checked).await, json!(["", "", ""]));
    assert!((size(&browser).await - before).abs() < 0.01);
    browser.press("Tab").await;
    browser.press("Enter").await;
    browser.wait("the page", &format!("!document.querySelector('dialog[open]') && {button}")).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn nothing_is_kept_unless_something_was_chosen() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    sites::open_live(&browser, &host.url()).await;
    open_panel(&browser).await;
    browser.click("[name=close]").await;
    sites::follow(&browser, ".brand").await;
    let kept = "return [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, \
                document.documentElement.dataset.reading]";
    assert_eq!(browser.eval_async(kept).await, json!([0, 0, "", 0, ""]));
    // Beside the panel, a tap closes it.
    open_panel(&browser).await;
    browser.eval("document.querySelector('dialog').click()").await;
    browser.wait("the page", "!document.querySelector('dialog[open]')").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn choices_hold_on_every_page_in_every_tab_and_after_a_reload() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    let first = browser.tab();
    sites::open_live(&browser, &host.url()).await;
    let second = browser.new_tab().await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    open_panel(&browser).await;
    browser.switch_to(&first);
    open_panel(&browser).await;
    browser.click("[value=size-150]").await;
    browser.click("[value=dark]").await;
    browser.press("Escape").await;
    browser.switch_to(&second);
    let holds = "document.documentElement.dataset.reading === 'size-150 dark'";
    browser.wait("the other tab", holds).await;
    // The panel that is open there shows it, too.
    let checked = "return [...document.querySelectorAll('dialog :checked')].map(it => it.value)";
    assert_eq!(browser.eval(checked).await, json!(["size-150", "dark", ""]));
    browser.press("Escape").await;
    sites::follow(&browser, ".menu a[href='/tthc/']").await;
    assert_eq!(browser.eval(&format!("return {holds}")).await, true, "within the program");
    browser.refresh().await;
    assert_eq!(browser.eval(&format!("return {holds}")).await, true, "after a reload");
    sites::live(&browser).await;
    // Back on a page closes a panel that covers it.
    sites::follow(&browser, ".brand").await;
    open_panel(&browser).await;
    browser.back().await;
    sites::arrived(&browser, "/tthc/").await;
    assert!(!browser.exists("dialog[open]").await);
    let focused = "await __test.drawn(2); return document.activeElement.localName";
    assert_eq!(browser.eval_async(focused).await, "h1", "the button takes no focus from the page");
    for page in [ELSEWHERE, "luu-tru/2025/", "tim-kiem/"] {
        browser.goto(&format!("{}{page}", host.url())).await;
        assert_eq!(browser.eval(&format!("return {holds}")).await, true, "{page}");
    }
    browser.finish(&["/khong-co/ - Failed"]).await;
}

/// The line stands in the head of every page, behind the policy that names it and before everything that is painted; frames do not have it.
#[test]
fn every_page_has_the_line_before_its_style_and_no_frame_has_it() {
    let select = |css: &str| Selector::parse(css).expect("a selector");
    let mut pages = 0;
    for root in [sites::demo(), sites::demo_below(), sites::quang_thanh()] {
        for file in sites::files(root).into_iter().filter(|it| it.extension().is_some_and(|it| it == "html")) {
            let text = fs::read_to_string(&file).expect("a page");
            if file.starts_with(root.join("embed")) {
                assert!(!text.contains("reading"), "{}", file.display());
                continue;
            }
            let page = Html::parse_document(&text);
            let lines: Vec<String> =
                page.select(&select("head > script:not([src], [type])")).map(|it| it.text().collect()).collect();
            assert_eq!(lines.len(), 1, "{}", file.display());
            assert!(lines[0].contains(KEY) && lines[0].len() <= 300, "{}", file.display());
            let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what} in {}", file.display()));
            let line = at(&lines[0]);
            assert!(at("content-security-policy") < line && line < at("<style") && line < at("<body"));
            pages += 1;
        }
    }
    assert!(pages > 100, "{pages}");
}

#[tokio::test]
async fn the_first_paint_knows_what_was_chosen() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    choose_before(&browser, "size-130 dark").await;
    // What the root says when the first element of the body comes, and at each frame that is drawn.
    let watch = "window.seen = new Set(); \
        const look = () => document.body && seen.add(document.documentElement.dataset.reading + getComputedStyle(document.documentElement).backgroundColor); \
        new MutationObserver(look).observe(document, { childList: true, subtree: true }); \
        const draw = () => { look(); requestAnimationFrame(draw) }; draw();";
    browser.run_first(watch).await;
    for page in ["", ARTICLE, "tthc/", ELSEWHERE] {
        sites::open_live(&browser, &format!("{}{page}", host.url())).await;
        assert_eq!(browser.eval("return [...seen]").await, json!(["size-130 darkrgb(21, 27, 25)"]), "{page}");
    }
    browser.finish(&["/khong-co/ - Failed"]).await;
}

#[tokio::test]
async fn what_the_browser_keeps_is_believed_only_if_it_may_be_a_choice() {
    let host = sites::serve(sites::demo(), "/").await;
    for (kept, believed) in [
        ("\"><img src=x onerror=alert(1)>", ""),
        ("SIZE-150", ""),
        ("size-150 unknown", "size-150 unknown"),
        (&"a".repeat(81), ""),
    ] {
        let browser = Browser::open(Profile::default()).await;
        choose_before(&browser, kept).await;
        sites::open_live(&browser, &host.url()).await;
        assert_eq!(browser.eval("return document.documentElement.dataset.reading").await, believed);
        // The next choice forgets what nobody knows.
        open_panel(&browser).await;
        browser.click("[value=links]").await;
        let names = if believed.is_empty() { "links" } else { "size-150 links" };
        assert_eq!(chosen(&browser).await, json!([names, { KEY: names }]));
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn where_the_browser_keeps_nothing_choices_hold_for_the_page() {
    let host = sites::serve(sites::demo(), "/").await;
    let refused = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } })";
    let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }";
    for trouble in [refused, full] {
        let browser = Browser::open(Profile::default()).await;
        browser.run_first(trouble).await;
        sites::open_live(&browser, &host.url()).await;
        open_panel(&browser).await;
        let note = "return document.querySelector('dialog .kept').innerText";
        assert_eq!(browser.eval(note).await, if trouble == refused { words::NOT_KEPT } else { words::KEPT });
        browser.click("[value=size-200]").await;
        assert_eq!(browser.eval(note).await, words::NOT_KEPT);
        browser.press("Escape").await;
        sites::follow(&browser, ".menu a[href='/tthc/']").await;
        assert_eq!(browser.eval("return document.documentElement.dataset.reading").await, "size-200");
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn a_press_before_the_program_is_there_opens_the_panel_when_it_is() {
    let host = sites::serve(sites::demo(), "/").await;
    let saves = "Object.defineProperty(Navigator.prototype, 'connection', { value: { saveData: true } })";
    // The program does not come before the test lets it.
    let held = "const fetched = fetch; window.fetch = async (...it) => { if (String(it[0]).includes('trang-xa-')) await new Promise(go => { window.go = go }); return fetched(...it) }";
    for before in [held, saves] {
        let browser = Browser::open(Profile::phone()).await;
        browser.run_first(before).await;
        browser.goto(&format!("{}gioi-thieu/", host.url())).await;
        browser.wait("the button", "document.querySelector('.aids').checkVisibility()").await;
        browser.wait("boot.js", "window.trangxaPart && (window.go || navigator.connection?.saveData)").await;
        assert_eq!(browser.eval("return document.documentElement.dataset.live ?? null").await, Value::Null);
        browser.click(".aids").await;
        browser.eval("window.go?.()").await;
        browser.wait("the panel", "document.querySelector('dialog.reading')?.open").await;
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn a_panel_that_cannot_be_had_is_said_and_can_be_had_later() {
    let host = sites::serve(sites::demo(), "/").await;
    host.faults().set("part-reading*", Fault::Status(404));
    let browser = Browser::open(Profile::phone()).await;
    hide_scrollbars(&browser).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    let says = "document.querySelector('.status [role=status]').innerText";
    let says_so = format!("{says} === {}", json!(words::UNAVAILABLE));
    browser.click(".aids").await;
    browser.wait("the page says so", &says_so).await;
    // In lines, and not in a column of words beside the button.
    let lines = "const it = document.querySelector('.status p'); return [it.offsetWidth, it.offsetHeight < 100]";
    assert_eq!(browser.eval(lines).await, json!([360, true]));
    assert_eq!(browser.text(".aids").await, words::HEADLINE);
    // It is about this page and this press only.
    sites::follow(&browser, ".brand").await;
    browser.wait("the next page", &format!("{says} === ''")).await;
    browser.click(".aids").await;
    browser.wait("the page says so again", &says_so).await;
    host.faults().clear_all();
    open_panel(&browser).await;
    assert_eq!(browser.eval(&format!("return {says}")).await, "");
    browser.finish(&["part-"]).await;
}

#[tokio::test]
async fn without_script_there_is_no_button() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { javascript: false, ..Profile::default() }).await;
    browser.goto(&host.url()).await;
    assert_eq!(browser.eval("return document.querySelector('.aids').checkVisibility()").await, false);
    browser.finish(&[]).await;
}

/// The panel itself, at every size, in both themes, on a phone and on a wide screen.
async fn the_panel_is_accessible(dark: bool) {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { dark, ..Profile::default() }).await;
    let axe = axe_source();
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    open_panel(&browser).await;
    let sizes = GROUPS.iter().find(|group| group.name == "size").expect("sizes").choices;
    let mut found = Vec::new();
    for more in ["", "contrast spacing face links"] {
        for (size, label) in sizes {
            browser.eval(&format!("document.documentElement.dataset.reading = '{size} {more}'")).await;
            for width in [320, 1280] {
                browser.resize(width, 700).await;
                let place = format!("{label} {more} at {width}");
                found.extend(browser.axe(&axe).await.into_iter().map(|it| format!("{place}: {it}")));
                let wide = "const it = document.querySelector('dialog'), box = it.getBoundingClientRect(); \
                            return it.scrollWidth > it.clientWidth || box.left < 0 || box.right > innerWidth || box.bottom > innerHeight + 1 || box.top < 0";
                if browser.eval(wide).await == true {
                    found.push(format!("{place}: the panel does not fit"));
                }
                let small = "return [...document.querySelectorAll('dialog :is(label, button)')].map(it => it.getBoundingClientRect()).filter(it => it.width < 43 || it.height < 43).length";
                if browser.eval(small).await != 0 {
                    found.push(format!("{place}: small targets"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_panel_is_accessible_with_light_colours() {
    the_panel_is_accessible(false).await;
}

#[tokio::test]
async fn the_panel_is_accessible_with_dark_colours() {
    the_panel_is_accessible(true).await;
}

/// The texts of the page whose contrast to what is painted behind them is below 7. Colours are painted over each other on a canvas, which
/// reads every notation and mixes what is half transparent.
const FAINT_TEXTS: &str = "const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true }); \
    const light = () => { \
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(it => it / 255) \
            .map(it => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4); \
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; \
    }; \
    const paint = (colour, alpha = 1) => { canvas.globalAlpha = alpha; canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }; \
    const opacity = it => it ? getComputedStyle(it).opacity * opacity(it.parentElement) : 1; \
    const system = document.createElement('i'); system.style = ''; system.setAttribute('hidden', ''); \
    const contrast = (it, style, own) => { \
        const grounds = own ? [own.backgroundColor] : []; \
        for (let up = it; up; up = up.parentElement) grounds.unshift(getComputedStyle(up).backgroundColor); \
        paint('#888'); grounds.forEach(ground => paint(ground)); \
        const ground = light(); \
        paint(it instanceof SVGElement ? style.fill : style.color, opacity(it)); \
        const text = light(); \
        return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05); \
    }; \
    const shown = it => it.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !it.closest('.hidden, :disabled, trangxa-widget'); \
    const all = []; \
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); \
    while (texts.nextNode()) { \
        const it = texts.currentNode.parentElement; \
        if (texts.currentNode.data.trim() && shown(it) && !it.matches('script, style, noscript, option, title, desc')) all.push([contrast(it, getComputedStyle(it)), it, '']); \
    } \
    for (const it of document.querySelectorAll('#app *, dialog *')) for (const part of ['::before', '::after', '::placeholder']) { \
        const style = getComputedStyle(it, part); \
        if (part === '::placeholder' ? !it.placeholder : !/[^\"\\s]/.test(style.content) || style.content === 'none' || style.content === 'normal') continue; \
        if (shown(it)) all.push([contrast(it, style, style), it, part]); \
    } \
    for (const it of document.querySelectorAll('select, input:not([type=color], [type=radio], [type=checkbox])')) if (shown(it)) all.push([contrast(it, getComputedStyle(it)), it, '']); \
    return [all.length, all.filter(([contrast]) => !(contrast >= 7)).map(([contrast, it, part]) => `${contrast.toFixed(2)} ${it.outerHTML.slice(0, 90)} ${part} ${getComputedStyle(it).color}`)]";

async fn high_contrast_is_high(dark: bool) {
    let host = sites::serve(sites::demo(), "/").await;
    let other = if dark { "light" } else { "dark" };
    let mut found = Vec::new();
    // The theme of the device, and the other one by choice.
    for names in ["contrast".to_owned(), format!("contrast {other}")] {
        let browser = Browser::open(Profile { dark, ..Profile::default() }).await;
        choose_before(&browser, &names).await;
        for page in PAGES.into_iter().chain([ELSEWHERE]) {
            sites::open_live(&browser, &format!("{}{page}", host.url())).await;
            sites::with_next_days(&browser).await;
            let texts = browser.eval(FAINT_TEXTS).await;
            assert!(texts[0].as_u64() > Some(30), "{page}: {texts}");
            let faint = texts[1].as_array().expect("a list");
            found.extend(faint.iter().map(|it| format!("{page}, {names} on a dark device: {dark}: {it}")));
        }
        open_panel(&browser).await;
        let texts = browser.eval(FAINT_TEXTS).await;
        found.extend(texts[1].as_array().expect("a list").iter().map(|it| format!("the panel, {names}: {it}")));
        browser.finish(&["/khong-co/ - Failed"]).await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test]
async fn high_contrast_is_seven_to_one_on_a_light_device() {
    high_contrast_is_high(false).await;
}

#[tokio::test]
async fn high_contrast_is_seven_to_one_on_a_dark_device() {
    high_contrast_is_high(true).await;
}

/// What reaches beyond the edges of the page. What scrolls or is drawn within an element is that element's concern.
const BEYOND: &str = "const width = document.documentElement.clientWidth, wide = document.scrollingElement.scrollWidth - width; \
    const beyond = [...document.querySelectorAll('body *')].flatMap(it => { \
        const box = it.getBoundingClientRect(); \
        if (box.width < 1 || box.left >= -1 && box.right <= width + 1 || it.closest('.hidden, .skip') || it.parentElement.closest('.scroll, svg')) return []; \
        if (!it.checkVisibility({ visibilityProperty: true })) return []; \
        return [`from ${box.left.toFixed()} to ${box.right.toFixed()} of ${width} px: ${it.outerHTML.slice(0, 80)}`]; \
    }); \
    if (wide > 0) beyond.unshift(`scrolls sideways by ${wide} px`); \
    return beyond.slice(0, 6)";

/// What is wrong with the layout of the page: texts lie on each other or on a picture or control, or are cut off.
const TANGLED: &str = "const found = []; \
    const shown = it => it.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !it.closest('.hidden, .skip, trangxa-widget, dialog'); \
    const clip = (it, box) => { \
        let { left, right, top, bottom } = box, cut = 0; \
        for (let up = it; up && up !== document.documentElement; up = up.parentElement) { \
            const style = getComputedStyle(up), x = style.overflowX !== 'visible', y = style.overflowY !== 'visible'; \
            if (up instanceof SVGElement || !x && !y || up === document.body) continue; \
            const own = up.getBoundingClientRect(), hides = /hidden|clip/.test(style.overflowX + style.overflowY); \
            if (hides) cut = Math.max(cut, own.left - left, right - own.right, own.top - top, bottom - own.bottom); \
            if (x) { left = Math.max(left, own.left); right = Math.min(right, own.right); } \
            if (y) { top = Math.max(top, own.top); bottom = Math.min(bottom, own.bottom); } \
        } \
        return { left, right, top, bottom, cut }; \
    }; \
    const boxes = []; \
    const add = (it, node, box, name) => { \
        if (box.width < 2 || box.height < 2) return; \
        const clipped = clip(it, box); \
        if (clipped.cut > 3) found.push(`cut off by ${clipped.cut.toFixed()} px: ${name} in ${it.outerHTML.slice(0, 60)}`); \
        if (clipped.right - clipped.left > 2 && clipped.bottom - clipped.top > 2) boxes.push({ ...clipped, it, node, name }); \
    }; \
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); \
    while (texts.nextNode()) { \
        const node = texts.currentNode, it = node.parentElement; \
        if (!node.data.trim() || it.matches('script, style, noscript, option, title, desc') || !shown(it)) continue; \
        const range = document.createRange(); range.selectNodeContents(node); \
        /* The box of a line is higher than its letters: a tenth at either end is empty. */ \
        for (const box of range.getClientRects()) add(it, node, new DOMRect(box.left, box.top + box.height * .12, box.width, box.height * .76), node.data.trim().slice(0, 30)); \
    } \
    for (const it of document.querySelectorAll('#app :is(img, input:not([type=radio], [type=checkbox]), select, textarea)')) if (shown(it)) add(it, it, it.getBoundingClientRect(), it.outerHTML.slice(0, 50)); \
    boxes.sort((one, other) => one.top - other.top); \
    boxes.forEach((one, i) => { \
        for (let j = i + 1; j < boxes.length && boxes[j].top < one.bottom - 2; j++) { \
            const other = boxes[j]; \
            if (one.node === other.node || one.it.closest('.film') && one.it.closest('.film') === other.it.closest('.film')) continue; \
            const x = Math.min(one.right, other.right) - Math.max(one.left, other.left), y = Math.min(one.bottom, other.bottom) - other.top; \
            if (x > 2 && y > 2) found.push(`overlap by ${x.toFixed()} × ${y.toFixed()}: ${one.name} | ${other.name} in ${other.it.parentElement.outerHTML.slice(0, 60)}`); \
        } \
    }); \
    return found.slice(0, 6)";

async fn nothing_is_tangled(width: u32, names: &str) {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { width, ..Profile::default() }).await;
    hide_scrollbars(&browser).await;
    choose_before(&browser, names).await;
    let mut found = Vec::new();
    for page in PAGES.into_iter().chain([WITH_RECORDING, ELSEWHERE]) {
        sites::open_live(&browser, &format!("{}{page}", host.url())).await;
        sites::with_next_days(&browser).await;
        // Everything that can be unfolded is unfolded.
        browser.eval("document.querySelectorAll('#app details').forEach(it => it.open = true); scrollTo(0, 0)").await;
        browser.eval_async("await document.fonts.ready; await __test.drawn(2)").await;
        let tangled = browser.eval(TANGLED).await;
        found.extend(tangled.as_array().expect("a list").iter().map(|it| format!("{page:?}: {it}")));
        // All together, and each alone.
        for names in iter::once(names).chain(names.split(' ')) {
            browser.eval(&format!("document.documentElement.dataset.reading = '{names}'")).await;
            let beyond = browser.eval(BEYOND).await;
            found.extend(beyond.as_array().expect("a list").iter().map(|it| format!("{page:?}, {names}: {it}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    browser.finish(&["/khong-co/ - Failed"]).await;
}

#[tokio::test]
async fn nothing_overlaps_on_a_narrow_phone_with_everything_at_its_greatest() {
    nothing_is_tangled(320, GREATEST).await;
}

#[tokio::test]
async fn nothing_overlaps_on_a_wide_screen_with_everything_at_its_greatest() {
    nothing_is_tangled(1280, GREATEST).await;
}

#[tokio::test]
async fn nothing_overlaps_on_a_wide_screen_with_larger_letters() {
    nothing_is_tangled(1280, "size-130 spacing").await;
}

#[tokio::test]
async fn letters_and_lines_are_spaced_as_wcag_asks() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    choose_before(&browser, "spacing links face still").await;
    // WCAG 1.4.12: lines 1.5, paragraphs 2, letters 0.12, words 0.16 times the size of the letters.
    let tight = "return [...document.querySelectorAll('#app :is(p, li, h1, h2, h3, a, td, th, dt, dd, span, summary, small, button)')].filter(it => it.innerText?.trim() && !it.closest('svg, .hidden, trangxa-widget')).map(it => { \
            const style = getComputedStyle(it), size = parseFloat(style.fontSize), near = (a, b) => parseFloat(a) >= b * size - 0.02; \
            return near(style.lineHeight, 1.5) && near(style.letterSpacing, 0.12) && near(style.wordSpacing, 0.16) ? '' : it.outerHTML.slice(0, 60); \
        }).filter(Boolean)";
    let plain = "return [...document.querySelectorAll('#app a[href]')].filter(it => !getComputedStyle(it).textDecorationLine.includes('underline')).map(it => it.outerHTML.slice(0, 60))";
    let faces = "return [...new Set([...document.querySelectorAll('#app :not(svg *, pre, code, [type=radio], [type=checkbox])')].map(it => getComputedStyle(it).fontFamily.split(',')[0]))].filter(it => !/Verdana/.test(it))";
    let moving = "return [...document.querySelectorAll('*')].filter(it => ['', '::before', '::after'].some(part => { const style = getComputedStyle(it, part); return style.animationName !== 'none' || style.transitionDuration !== '0s'; })).length";
    for page in PAGES {
        sites::open_live(&browser, &format!("{}{page}", host.url())).await;
        assert_eq!(browser.eval(tight).await, json!([]), "{page}");
        assert_eq!(browser.eval(plain).await, json!([]), "{page}");
        assert_eq!(browser.eval(faces).await, json!([]), "{page}");
        browser.eval("document.querySelector('main').ariaBusy = 'true'; document.querySelector('main h1').dataset.changed = ''").await;
        assert_eq!(browser.eval(moving).await, 0, "{page}");
    }
    let apart = "const [one] = document.querySelectorAll('.prose p'); const style = getComputedStyle(one); return parseFloat(style.marginBottom) / parseFloat(style.fontSize)";
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    assert!(browser.eval(apart).await.as_f64() >= Some(1.99));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn paper_and_the_device_have_their_say() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    choose_before(&browser, "size-150 dark contrast").await;
    sites::open_live(&browser, &format!("{}tthc/", host.url())).await;
    let colours = "const root = getComputedStyle(document.documentElement); return [root.backgroundColor, root.color, root.colorScheme]";
    let ground = browser.eval(colours).await;
    assert_eq!(ground[2], "dark");
    browser.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let paper = browser.eval(colours).await;
    assert_eq!((&paper[0], &paper[1]), (&json!("rgb(255, 255, 255)"), &json!("rgb(0, 0, 0)")));
    browser.finish(&[]).await;

    // Where nothing is chosen the device decides; what is chosen overrides it.
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &host.url()).await;
    let device = async |features: Value| {
        browser.cdp("Emulation.setEmulatedMedia", json!({ "media": "screen", "features": features })).await;
        browser.eval(colours).await
    };
    let (light, dark) = (json!("rgb(250, 247, 240)"), json!("rgb(21, 27, 25)"));
    let scheme = |name: &str| json!({ "name": "prefers-color-scheme", "value": name });
    assert_eq!(device(json!([scheme("light")])).await[0], light);
    assert_eq!(device(json!([scheme("dark")])).await[0], dark);
    let more = json!({ "name": "prefers-contrast", "value": "more" });
    assert_eq!(device(json!([scheme("light"), more])).await[1], "rgb(0, 0, 0)");
    let on_dark = device(json!([scheme("dark"), more])).await;
    assert_eq!(on_dark[1], "rgb(255, 255, 255)");
    browser.eval("document.documentElement.dataset.reading = 'light'").await;
    assert_eq!(device(json!([scheme("dark")])).await[0], light);
    browser.eval("document.documentElement.dataset.reading = 'dark'").await;
    assert_eq!(device(json!([scheme("light")])).await[0], dark);
    browser.finish(&[]).await;
}

/// On the page "Nhúng" the widget stands beside everything that was chosen, and looks as it does elsewhere.
#[tokio::test]
async fn the_widget_does_not_know_of_it() {
    let host = sites::serve(sites::demo(), "/").await;
    let mut looks = Vec::new();
    for names in ["", "size-200 dark contrast spacing face links"] {
        let browser = Browser::open(Profile::default()).await;
        choose_before(&browser, names).await;
        let frame = format!("{}embed/tthc/?show=tthc,news", host.url());
        sites::open_live(&browser, &frame).await;
        let style = "const root = document.documentElement; return [root.dataset.reading ?? null, ...[root, document.querySelector('.rate strong'), document.querySelector('a')].map(it => { const style = getComputedStyle(it); return [style.color, style.fontSize, style.fontFamily, style.letterSpacing, style.lineHeight, style.textDecorationLine]; })]";
        looks.push(browser.eval(style).await);
        browser.finish(&[]).await;
    }
    assert_eq!(looks[0][0], Value::Null);
    assert_eq!(looks[0], looks[1]);
}
