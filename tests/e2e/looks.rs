//! What can be measured of how pages look: at every width, with larger letters, in both themes, on paper, and in the widget.

use std::path::Path;

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile};

use crate::sites::{self, ARTICLE, PAGES};

/// One page of every type of the real commune's site, which has little on it.
const REAL_PAGES: [&str; 5] = ["", "tin/", "bai/thi-uy-kinh-mon-so-ket-giua-nhiem-ky/", "tthc/", "so-do/"];

/// The folders of both sites with their pages.
fn both_sites() -> [(&'static Path, &'static [&'static str]); 2] {
    [(sites::demo(), &PAGES), (sites::quang_thanh(), &REAL_PAGES)]
}

/// The widths of small and usual phones, a tablet, a laptop and a large screen, in CSS px.
const WIDTHS: [u32; 5] = [320, 360, 768, 1280, 1920];

/// Shows the page with letters of this size, in percent of the usual one, as a reader's browser may set it.
async fn set_letters(browser: &Browser, percent: u32) {
    browser.eval(&format!("document.documentElement.style.fontSize = '{percent}%'")).await;
}

#[tokio::test]
async fn nothing_scrolls_sideways_at_any_width_with_letters_of_any_size() {
    let mut found = Vec::new();
    for (site, pages) in both_sites() {
        let host = sites::serve(site, "/").await;
        let browser = Browser::open(Profile::default()).await;
        for page in pages {
            sites::open_live(&browser, &format!("{}{page}", host.url())).await;
            for percent in [100, 150, 200] {
                set_letters(&browser, percent).await;
                for width in WIDTHS {
                    browser.resize(width, 800).await;
                    browser.eval("document.querySelector('.menu details').open = true").await;
                    let wide = "const wide = document.documentElement.scrollWidth - innerWidth; \
                        const out = it => it.getBoundingClientRect().right > innerWidth + 1 && !it.closest('.scroll, .hidden, pre'); \
                        return wide > 0 ? [wide, [...document.querySelectorAll('#app *')].filter(out).slice(0, 3).map(it => it.outerHTML.slice(0, 80))] : null";
                    let wide = browser.eval(wide).await;
                    if wide != Value::Null {
                        found.push(format!("{page} at {width} px and {percent} %: {wide}"));
                    }
                }
            }
        }
        browser.finish(&[]).await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test]
async fn the_rules_of_the_shell_are_as_wide_as_the_strip_between_them() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &host.url()).await;
    for width in WIDTHS {
        browser.resize(width, 800).await;
        let widths = "return ['.header', '.archive', '.footer'].map(it => document.querySelector(it)) \
            .map(it => [it.getBoundingClientRect().left, it.getBoundingClientRect().width])";
        // Without the scroll bar.
        let wide = json!([0, browser.eval("return document.documentElement.clientWidth").await]);
        assert_eq!(browser.eval(widths).await, json!([wide, wide, wide]), "{width}");
        // What stands in them begins at one line.
        let lines = "return new Set(['.archive p', 'main .lead', '.footer p'].map(it => { \
                const place = document.querySelector(it), range = document.createRange(); \
                range.selectNode(document.createTreeWalker(place, NodeFilter.SHOW_TEXT).nextNode()); \
                return Math.round(range.getBoundingClientRect().left) \
            })).size";
        assert_eq!(browser.eval(lines).await, 1, "{width}");
    }
    browser.finish(&[]).await;
}

/// What takes room and shows nothing: an empty paragraph or list, a section of its headline and link alone, a headline without
/// anything behind it.
const EMPTY: &str = "const shown = it => it.checkVisibility() && !it.closest('[role=status], .live'); \
    const blank = it => !it.innerText.trim() && !it.querySelector('img, svg, input, select'); \
    const rest = it => { \
        const copy = it.cloneNode(true); \
        copy.querySelectorAll('h1, h2, h3, .more').forEach(part => part.remove()); \
        return copy; \
    }; \
    return [ \
        ...[...document.querySelectorAll('#app :is(p, ul, ol, dl, nav, .footer > div)')].filter(it => shown(it) && !it.matches('.age, [role]') && blank(it)), \
        ...[...document.querySelectorAll('main :is(section, article)')].filter(it => shown(it) && !rest(it).textContent.trim()), \
        ...[...document.querySelectorAll('main h2')].filter(it => shown(it) && !it.nextElementSibling && it.parentElement.children.length === 1), \
        ...[...document.querySelectorAll('main h2')].filter(it => shown(it) && it.nextElementSibling && !it.nextElementSibling.matches('div') && !it.nextElementSibling.checkVisibility()), \
    ].map(it => it.outerHTML.slice(0, 120))";

#[tokio::test]
async fn nothing_is_shown_that_has_nothing_to_show() {
    // A site with neither news nor categories nor figures, as on its first day.
    let site = sites::demo_site_with(|json| {
        json["categories"] = json!([]);
        json["data"] = json!({ "articles": "data/feed.json" });
    });
    sites::change_json(&site.path().join("data/feed.json"), |feed| feed["items"] = json!([]));
    let (bare, _) = sites::published_with_findings("looks-bare", site.path(), "/");
    let bare_pages: &[&str] = &["", "tin/", "so-do/", "nhung/"];
    for (site, pages) in both_sites().into_iter().chain([(bare.as_path(), bare_pages)]) {
        let host = sites::serve(site, "/").await;
        let browser = Browser::open(Profile::default()).await;
        for page in pages {
            sites::open_live(&browser, &format!("{}{page}", host.url())).await;
            assert_eq!(browser.eval(EMPTY).await, json!([]), "{}{page}", site.display());
        }
        browser.finish(&[]).await;
    }
}

/// The contrast of the ring around each element that can have the focus to the ground around it, where it is below 3 (WCAG 1.4.11).
/// Colours are painted over each other on a canvas, which reads every notation and mixes what is half transparent.
const DIM_RINGS: &str = "const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true }); \
    const light = () => { \
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(it => it / 255) \
            .map(it => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4); \
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; \
    }; \
    const paint = colour => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }; \
    const opacity = it => it ? getComputedStyle(it).opacity * opacity(it.parentElement) : 1; \
    const ring = it => { \
        it.focus(); \
        /* The ring of an invisible radio button is around its label. */ \
        const ringed = opacity(it) === 0 ? it.nextElementSibling : it, style = getComputedStyle(ringed); \
        if (style.outlineStyle !== 'solid' || parseFloat(style.outlineWidth) < 2) return 0; \
        const around = []; \
        for (let up = ringed.parentElement; up; up = up.parentElement) around.unshift(getComputedStyle(up).backgroundColor); \
        paint('#fff'); \
        around.forEach(paint); \
        const ground = light(); \
        canvas.globalAlpha = opacity(ringed); \
        paint(style.outlineColor); \
        canvas.globalAlpha = 1; \
        const line = light(); \
        return (Math.max(line, ground) + 0.05) / (Math.min(line, ground) + 0.05); \
    }; \
    const all = [...document.querySelectorAll('a[href], button, summary, input, select, [tabindex=\"0\"]')] \
        .filter(it => it.checkVisibility({ visibilityProperty: true }) && !it.disabled); \
    const rings = all.map(it => [ring(it), it]); \
    return [all.length, rings.filter(([contrast]) => contrast < 3).map(([contrast, it]) => `${contrast}: ${it.outerHTML.slice(0, 80)}`)]";

#[tokio::test]
async fn the_focus_ring_stands_out_from_every_ground() {
    let host = sites::serve(sites::demo(), "/").await;
    let frame = "embed/tthc/?show=tthc,news,counters";
    let frames = ["light", "dark"].map(|theme| format!("{frame}&theme={theme}"));
    for dark in [false, true] {
        let browser = Browser::open(Profile { dark, width: 800, ..Profile::default() }).await;
        let pages = PAGES.map(str::to_owned).into_iter().chain(frames.clone()).chain([frame.to_owned()]);
        for page in pages {
            sites::open_live(&browser, &format!("{}{page}", host.url())).await;
            // After a key, a browser shows the ring of whatever gets the focus.
            browser.press("Tab").await;
            let rings = browser.eval(DIM_RINGS).await;
            assert!(rings[0].as_u64() > Some(5), "{page}: {rings}");
            assert_eq!(rings[1], json!([]), "{page}, dark: {dark}");
        }
        browser.finish(&[]).await;
    }
}

/// The links and controls that a thumb does not hit within 22 px of their middle, in each direction (WCAG 2.5.5). Links within the
/// sentences of a text are exempt there.
const SMALL_TARGETS: &str = "const exempt = it => it.matches('.skip') || it.closest('.prose') && !it.closest('.tree'); \
    const hits = (it, x, y) => { \
        const hit = document.elementFromPoint(x, y); \
        return it.contains(hit) || it.labels && [...it.labels].some(label => label.contains(hit)); \
    }; \
    const small = it => { \
        it.scrollIntoView({ block: 'center', inline: 'center' }); \
        const boxes = [...it.getClientRects()], box = boxes.reduce((one, other) => one.width > other.width ? one : other); \
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]; \
        const missed = [[0, -21.5], [0, 21.5], [-21.5, 0], [21.5, 0]].filter(([dx, dy]) => !hits(it, x + dx, y + dy)); \
        return missed.length && `${it.outerHTML.slice(0, 70)} ${it.innerText}: ${box.width} × ${box.height}, missed at ${missed.join(' and ')}`; \
    }; \
    return [...document.querySelectorAll('a[href], button, summary, select, input')] \
        .filter(it => it.checkVisibility({ visibilityProperty: true }) && !exempt(it)).map(small).filter(Boolean)";

#[tokio::test]
async fn a_thumb_hits_every_link_and_control() {
    for (site, pages) in both_sites() {
        let host = sites::serve(site, "/").await;
        let browser = Browser::open(Profile::phone()).await;
        for page in pages {
            sites::open_live(&browser, &format!("{}{page}", host.url())).await;
            for (width, is_open) in [(360, true), (360, false), (1280, false)] {
                browser.resize(width, 740).await;
                browser.eval(&format!("document.querySelector('.menu details').open = {is_open}")).await;
                assert_eq!(browser.eval(SMALL_TARGETS).await, json!([]), "{page} at {width}");
            }
        }
        for density in ["normal", "compact"] {
            for width in [280, 640] {
                browser.resize(width, 740).await;
                let frame = format!("{}embed/tthc/?show=tthc,news,counters&density={density}", host.url());
                sites::open_live(&browser, &frame).await;
                assert_eq!(browser.eval(SMALL_TARGETS).await, json!([]), "the frame, {density} at {width}");
            }
        }
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn a_phone_shows_what_matters_of_a_table_and_that_there_is_more() {
    let host = sites::serve(sites::demo(), "/").await;
    for dark in [false, true] {
        let browser = Browser::open(Profile { dark, width: 360, ..Profile::default() }).await;
        sites::open_live(&browser, &format!("{}tthc/", host.url())).await;
        let tables = "return [...document.querySelectorAll('.dashboard .scroll')].filter(it => it.checkVisibility()).map(it => { \
                const heads = [...it.querySelectorAll('thead th')], inner = it.getBoundingClientRect(); \
                const seen = heads.filter(head => head.getBoundingClientRect().left < inner.right - 20); \
                return [it.scrollWidth > it.clientWidth, getComputedStyle(it).backgroundImage.split('linear-gradient').length - 1, \
                    seen.map(head => head.innerText.replace('↕', '').replace(/\\s+/g, ' ').trim()).slice(0, 3)] \
            })";
        assert_eq!(
            browser.eval(tables).await,
            json!([
                [false, 4, ["Loại", "Hồ sơ", "Tỉ lệ"]],
                [true, 4, ["Lĩnh vực", "Đã giải quyết", "Trễ hạn"]],
                [true, 4, ["Kỳ", "Đã giải quyết", "Trễ hạn"]],
            ])
        );
        // No word of a head and no number is broken, and short heads stand in one line.
        let broken = "const words = it => [...document.querySelectorAll(it)].filter(it => it.checkVisibility()).flatMap(it => { \
                const walk = document.createTreeWalker(it, NodeFilter.SHOW_TEXT), texts = []; \
                while (walk.nextNode()) texts.push(walk.currentNode); \
                return texts.flatMap(text => [...text.data.matchAll(/\\S+/g)].map(word => { \
                    const range = document.createRange(); \
                    range.setStart(text, word.index); \
                    range.setEnd(text, word.index + word[0].length); \
                    return [word[0], range.getClientRects().length]; \
                })); \
            }); \
            const lines = it => { \
                const range = document.createRange(); \
                range.selectNodeContents(it); \
                return new Set([...range.getClientRects()].map(it => Math.round(it.bottom))).size; \
            }; \
            return [words('.figures :is(th, td)').filter(it => it[1] > 1), \
                [...document.querySelectorAll('.parts thead th')].filter(it => lines(it) > 1).map(it => it.innerText)]";
        assert_eq!(browser.eval(broken).await, json!([[], []]));
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn the_steps_between_periods_and_pages_stay_in_one_row() {
    // Enough articles for a list with a gap on both sides of its current page.
    let site = sites::demo_site_with(|_| {});
    sites::change_json(&site.path().join("data/feed.json"), |feed| {
        let item = |i: usize| json!({"id": i.to_string(), "title": format!("Tin {i}"), "content_text": "Tin", "date_published": "2025-06-01T08:00:00+07:00"});
        feed["items"] = (0..260).map(item).collect();
    });
    let (out, _) = sites::published_with_findings("looks-long", site.path(), "/");
    let host = sites::serve(&out, "/").await;
    let browser = Browser::open(Profile::default()).await;
    let tops = |css: &str| {
        format!(
            "return new Set([...document.querySelectorAll('{css}')].filter(it => it.checkVisibility() && it.offsetWidth) \
             .map(it => Math.round(it.getBoundingClientRect().top))).size"
        )
    };
    sites::open_live(&browser, &format!("{}tthc/?ky=2025-03", host.url())).await;
    for (width, percent) in [(320, 100), (360, 100), (320, 150), (320, 200), (1280, 100), (1280, 200)] {
        browser.resize(width, 800).await;
        set_letters(&browser, percent).await;
        let steps = browser.eval(&tops(".picker [name=before], .picker [name=after]")).await;
        assert_eq!(steps, 1, "{width} px, {percent} %");
    }
    for page in ["tin/trang/7/", "tin/trang/13/", "tin/trang/2/", "tin/"] {
        sites::open_live(&browser, &format!("{}{page}", host.url())).await;
        for width in [320, 360, 768] {
            browser.resize(width, 800).await;
            assert_eq!(browser.eval(&tops(".pagination a")).await, 1, "{page} at {width}");
        }
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn cards_keep_their_distance_to_what_is_next() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    // A year of which months are missing has a card, and nothing beside it.
    for page in ["", ARTICLE, "tthc/", "tthc/?ky=2025", "tin/"] {
        sites::open_live(&browser, &format!("{}{page}", host.url())).await;
        for width in WIDTHS {
            browser.resize(width, 800).await;
            let close = "const boxes = [...document.querySelectorAll('main :is(section, article, h2:not(.hidden), .neighbours, .picker), .footer')] \
                    .filter(it => it.checkVisibility()).map(it => [it.getBoundingClientRect(), it]); \
                return [...document.querySelectorAll('.card')].filter(it => it.checkVisibility()).flatMap(card => { \
                    const own = card.getBoundingClientRect(); \
                    return boxes.filter(([box, it]) => !card.contains(it) && !it.contains(card) && box.height \
                            && box.left < own.right + 16 && box.right > own.left - 16 && box.top < own.bottom + 16 && box.bottom > own.top - 16) \
                        .map(([, it]) => it.outerHTML.slice(0, 80)) \
                })";
            assert_eq!(browser.eval(close).await, json!([]), "{page} at {width}");
        }
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_pause_button_stands_by_the_figures_and_the_notice_under_the_header() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    for page in PAGES {
        sites::open_renewed(&browser, &format!("{}{page}", host.url())).await;
        let buttons = "return [...document.querySelectorAll('[name=pause]')].map(it => !!it.closest('.tools') || !!it.parentElement.querySelector('.counters'))";
        let buttons = browser.eval(buttons).await;
        assert!(
            buttons.as_array().is_some_and(|it| !it.is_empty() && it.iter().all(|it| it == true)),
            "{page}: {buttons}"
        );
        let end = "return document.querySelector('.footer').getBoundingClientRect().bottom - document.getElementById('app').getBoundingClientRect().bottom";
        assert_eq!(browser.eval(end).await, 0, "{page}: nothing stands below the footer");
        let status = "const box = document.querySelector('.status').getBoundingClientRect(); return [box.height, box.top - document.querySelector('.desk').getBoundingClientRect().bottom]";
        assert_eq!(browser.eval(status).await, json!([0, 0]), "{page}");
    }
    host.forget_requests();
    sites::open_renewed(&browser, &host.url()).await;
    for document in ["data/tthc.json", "data/feed.json", "data/visits.json"] {
        sites::until_answered(&host, document, 1).await;
    }
    sites::settled(&browser).await;
    for width in [320, 1280] {
        browser.resize(width, 800).await;
        browser.eval("scrollTo(0, 0); dispatchEvent(new Event('offline'))").await;
        let notice = "document.querySelector('.status p')";
        browser.wait("the notice", &format!("{notice}.innerText.startsWith('Thiết bị mất mạng')")).await;
        let place = format!(
            "return {notice}.getBoundingClientRect().top - document.querySelector('.desk').getBoundingClientRect().bottom"
        );
        assert_eq!(browser.eval(&place).await, 0, "{width}");
        // It stays in view.
        let top = format!("scrollTo(0, 2000); return {notice}.getBoundingClientRect().top");
        assert_eq!(browser.eval(&top).await, 0, "{width}");
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn sharing_by_the_system_comes_first_where_there_is_such_a_thing() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { width: 360, ..Profile::default() }).await;
    browser.run_first("navigator.share = () => Promise.resolve()").await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    browser.wait("the button", "document.querySelector('.share button').checkVisibility()").await;
    let shown = "return [...document.querySelectorAll('.share .button')].filter(it => it.checkVisibility()) \
        .sort((a, b) => a.offsetTop - b.offsetTop || a.offsetLeft - b.offsetLeft).map(it => it.innerText)";
    assert_eq!(browser.eval(shown).await, json!(["Chia sẻ", "Zalo", "Facebook", "Sao chép liên kết", "In bài"]));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn forced_colours_keep_the_ring_and_what_cannot_be_pressed() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { width: 360, ..Profile::default() }).await;
    browser
        .cdp("Emulation.setEmulatedMedia", json!({ "features": [{ "name": "forced-colors", "value": "active" }] }))
        .await;
    sites::open_live(&browser, &format!("{}tthc/", host.url())).await;
    browser.press("Tab").await;
    let seen = "const after = document.querySelector('[name=after]'), before = document.querySelector('[name=before]'); \
        before.focus(); \
        const ring = getComputedStyle(before), scroll = getComputedStyle(document.querySelector('.scroll')); \
        return [after.ariaDisabled, getComputedStyle(after).color !== ring.color, ring.outlineStyle, ring.outlineColor !== ring.backgroundColor, scroll.backgroundImage]";
    assert_eq!(browser.eval(seen).await, json!(["true", true, "solid", true, "none"]));
    browser.finish(&[]).await;
}
