//! The dashboard `/tthc/`: every number of any period, drawn to scale, shared by address, changed in place.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile, axe_source};
use trangxa_host::{Fault, Host};
use trangxa_model::Tthc;
use trangxa_model::document::JsonDocument as _;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::{Balance, Count, Flow, Span};
use trangxa_words::{Language, counts as names, csv, periods};

use crate::sites;

const TTHC: &str = "data/tthc.json";

/// The dashboard of the demo site once the program runs and has renewed the figures for the first time.
async fn open_dashboard(profile: Profile, query: &str) -> (Host, Browser) {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(profile).await;
    sites::open_renewed(&browser, &format!("{}tthc/{query}", host.url())).await;
    sites::until_answered(&host, TTHC, 1).await;
    sites::settled(&browser).await;
    (host, browser)
}

/// The demo's figures, as the model reads them.
fn figures() -> Tthc {
    Tthc::from_json(TTHC, sites::document(TTHC)).expect("figures")
}

fn span(text: &str) -> Span {
    Span::parse(text).expect("a period")
}

/// The demo's figures with a changed last period, as a document and as the answer of the host.
fn changed(change: impl FnOnce(&mut Value)) -> (Value, Fault) {
    let mut document = sites::document(TTHC);
    sites::change_last_period(&mut document, change);
    let fault = Fault::Body(document.to_string());
    (document, fault)
}

/// The number next to a term on the card.
async fn figure(browser: &Browser, term: &str) -> String {
    let script = format!(
        "return [...document.querySelectorAll('.dashboard dl.figures div')] \
             .find(it => it.querySelector('dt').innerText === {}).querySelector('dd').firstChild.data",
        json!(term)
    );
    browser.eval(&script).await.as_str().expect("a number").to_owned()
}

async fn choose(browser: &Browser, kind: &str) {
    browser.click(&format!(".picker input[value='{kind}']")).await;
}

async fn until_period_shown(browser: &Browser, title: &str) {
    let title = json!(format!("{title} đã giải quyết"));
    let condition = format!("document.querySelector('.dashboard h3')?.innerText === {title}");
    browser.wait(&format!("the period {title}"), &condition).await;
}

/// The screenshots are for people to look at; see tests/README.md.
#[tokio::test]
async fn the_dashboard_fits_four_sizes_and_two_themes() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screenshots");
    fs::create_dir_all(&folder).expect("a folder");
    for dark in [false, true] {
        let (_host, browser) = open_dashboard(Profile { dark, ..Profile::default() }, "").await;
        for (width, height) in [(320, 640), (360, 740), (768, 1024), (1280, 900)] {
            browser.resize(width, height).await;
            let theme = if dark { "dark" } else { "light" };
            browser.screenshot(&folder.join(format!("tthc-{width}-{theme}.png")), true).await;
            let overflow = browser.eval("return document.documentElement.scrollWidth - innerWidth").await;
            assert!(overflow.as_i64() <= Some(0), "{width} {theme}: scrolls sideways by {overflow} px");
            // No two names below the columns overlap.
            let names = browser
                .eval(
                    "return [...document.querySelectorAll('.chart > svg:nth-of-type(2) > text')] \
                         .map(it => it.getBoundingClientRect()).filter((it, i, all) => i > 0 && it.left < all[i - 1].right + 4).length",
                )
                .await;
            assert_eq!(names, 0, "{width} {theme}");
        }
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn any_period_is_made_by_adding_counts_and_lies_in_the_address() {
    let (host, browser) = open_dashboard(Profile::default(), "").await;
    until_period_shown(&browser, "Tháng 06/2025").await;
    browser.eval("window.mark = true").await;
    let figures = figures();
    for (kind, title, address) in [
        ("Quý", "Quý II/2025", "2025-Q2"),
        ("Từ đầu năm", "Từ tháng 01 đến tháng 06/2025", "2025-01..2025-06"),
        ("Năm", "Năm 2025", "2025"),
    ] {
        choose(&browser, kind).await;
        until_period_shown(&browser, title).await;
        assert!(browser.url().await.ends_with(&format!("/tthc/?ky={address}")), "{}", browser.url().await);
        assert_eq!(browser.eval("return document.querySelector('.picker select').value").await, address);
        let composed = figures.compose(span(address)).expect("figures");
        let counts = composed.period.counts;
        for (term, value) in [
            ("Số hồ sơ xử lý", counts.completed()),
            ("Trước & đúng hạn", counts.in_time()),
            ("Trễ hạn", counts[Count::Late]),
        ] {
            assert_eq!(figure(&browser, term).await, integer_or_dash(value), "{address}: {term}");
        }
        let shown = browser.eval("return document.title").await;
        assert!(
            shown.as_str().is_some_and(|it| it.contains(&periods::in_sentence(span(address), Language::Vietnamese))),
            "{shown}"
        );
        let missing = "return document.querySelector('.dashboard .remarks').innerText.includes('Chưa có số liệu')";
        assert_eq!(browser.eval(missing).await, !composed.missing.is_empty(), "{address}");
    }
    assert_eq!(
        browser.eval("return document.querySelectorAll('.slot.shown').length").await,
        6,
        "of the year there are six months"
    );
    // Back through the choices, without a load in between.
    browser.back().await;
    until_period_shown(&browser, "Từ tháng 01 đến tháng 06/2025").await;
    browser.back().await;
    until_period_shown(&browser, "Quý II/2025").await;
    browser.click("[name=before]").await;
    until_period_shown(&browser, "Quý I/2025").await;
    assert_eq!(browser.eval("return mark").await, true);

    // The address alone opens the same period for another reader; parameters that others add to it do not matter.
    for (query, title, picked) in [
        ("?ky=2023-Q3", "Quý III/2023", ["Quý", "2023-Q3"]),
        ("?fbclid=abc&ky=2023-q3", "Quý III/2023", ["Quý", "2023-Q3"]),
        ("?ky=2024#linh-vuc", "Năm 2024", ["Năm", "2024"]),
    ] {
        sites::open_renewed(&browser, &format!("{}tthc/{query}", host.url())).await;
        until_period_shown(&browser, title).await;
        let picker = "return [document.querySelector('.picker input:checked').value, document.querySelector('.picker select').value]";
        assert_eq!(browser.eval(picker).await, json!(picked), "{query}");
    }
    // To another page and back: the latest period again, because the address names none.
    sites::follow(&browser, ".brand").await;
    sites::follow(&browser, ".card .more a").await;
    until_period_shown(&browser, "Tháng 06/2025").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn an_address_of_no_period_or_of_one_without_figures_says_so() {
    let (host, browser) = open_dashboard(Profile::default(), "?ky=2023-Q7").await;
    let note = "document.querySelector('.dashboard .note')?.innerText";
    browser.wait("the note", &format!("{note} === 'Không đọc được kỳ trong địa chỉ; đây là kỳ mới nhất.'")).await;
    until_period_shown(&browser, "Tháng 06/2025").await;
    sites::open_renewed(&browser, &format!("{}tthc/?ky=2019-Q1", host.url())).await;
    browser.wait("the other note", &format!("{note} === 'Chưa có số liệu quý I/2019.'")).await;
    assert!(!browser.exists(".dashboard .card").await);
    // The picker leads from there to a period with figures.
    choose(&browser, "Tháng").await;
    until_period_shown(&browser, "Tháng 07/2023").await;
    assert!(!browser.exists(".dashboard .note").await);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_keyboard_chooses_sorts_and_keeps_its_place() {
    let (_host, browser) = open_dashboard(Profile::default(), "").await;
    browser.eval("document.querySelector('.picker input:checked').focus()").await;
    browser.press("ArrowRight").await;
    until_period_shown(&browser, "Quý II/2025").await;
    let focus = "return [document.activeElement.value, document.activeElement.isConnected]";
    assert_eq!(browser.eval(focus).await, json!(["Quý", true]), "the focus stays on what was chosen");
    let focused = async || browser.eval("return document.activeElement.name").await;
    browser.press("Tab").await;
    assert_eq!(focused().await, "period");
    browser.press("ArrowDown").await;
    until_period_shown(&browser, "Quý I/2025").await;
    assert_eq!(focused().await, "period");
    browser.press("Tab").await;
    assert_eq!(focused().await, "before");
    browser.press("Enter").await;
    until_period_shown(&browser, "Quý IV/2024").await;
    assert_eq!(focused().await, "before");
    browser.press("Tab").await;
    assert_eq!(focused().await, "after");
    for period in ["Quý I/2025", "Quý II/2025"] {
        browser.press("Enter").await;
        until_period_shown(&browser, period).await;
    }

    // Names are sorted as in Vietnamese: đ after d, before e.
    let names = "return [...document.querySelectorAll('.sortable tbody th')].map(it => it.innerText)";
    browser.eval("document.querySelector('.sort').focus()").await;
    browser.press("Enter").await;
    browser.wait("the order", "document.querySelector('.sortable th').ariaSort === 'ascending'").await;
    assert_eq!(browser.eval("return document.activeElement.className").await, "sort");
    let sorted = ["Bảo trợ xã hội", "Chứng thực", "Đất đai", "Hộ tịch", "Người có công", "Xây dựng"];
    assert_eq!(browser.eval(names).await, json!(sorted));
    browser.press("Space").await;
    browser.wait("the other order", "document.querySelector('.sortable th').ariaSort === 'descending'").await;
    assert_eq!(browser.eval(names).await, json!(sorted.iter().rev().collect::<Vec<_>>()));

    browser.click(".sortable th:nth-child(2) .sort").await;
    browser.wait("the numbers", "document.querySelector('.sortable th:nth-child(2)').ariaSort === 'descending'").await;
    let numbers = browser
        .eval(
            "return [...document.querySelectorAll('.sortable tbody td:nth-child(2)')] \
                 .map(it => Number(it.innerText.replace('.', '')))",
        )
        .await;
    let numbers: Vec<u64> = numbers.as_array().expect("numbers").iter().filter_map(Value::as_u64).collect();
    assert!(numbers.len() == 6 && numbers.is_sorted_by(|a, b| a >= b), "{numbers:?}");
    let sorted = "return document.querySelectorAll('.sortable [aria-sort]:not([aria-sort=none])').length";
    assert_eq!(browser.eval(sorted).await, 1);
    let found = browser.axe(&axe_source()).await;
    assert!(found.is_empty(), "{found:#?}");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn what_is_chosen_has_a_role_and_a_name() {
    let (_host, browser) = open_dashboard(Profile::default(), "").await;
    let tree = browser.cdp("Accessibility.getFullAXTree", json!({})).await;
    let nodes: Vec<(String, String)> = tree["nodes"]
        .as_array()
        .expect("nodes")
        .iter()
        .filter(|it| it["ignored"] == false)
        .map(|it| [&it["role"]["value"], &it["name"]["value"]].map(|it| it.as_str().unwrap_or_default().to_owned()))
        .map(|[role, name]| (role, name))
        .collect();
    for (role, name) in [
        ("group", "Xem theo"),
        ("radio", "Quý"),
        ("combobox", "Kỳ"),
        ("button", "‹ Trước"),
        (
            "image",
            "358 hồ sơ phải giải quyết: 326 đã giải quyết, 23 đang giải quyết, 6 chờ bổ sung, 3 rút hoặc không tiếp nhận.",
        ),
        ("columnheader", "Tỉ lệ trễ hạn"),
        ("rowheader", "Hộ tịch"),
        ("link", "Tỉ lệ trễ hạn"),
        ("link", "Tải bảng CSV"),
    ] {
        let same_role: Vec<_> = nodes.iter().filter(|it| it.0 == role).map(|it| &it.1).collect();
        assert!(same_role.iter().any(|it| *it == name), "{role} {name:?} in {same_role:?}");
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn columns_are_as_high_as_their_numbers_and_stand_on_zero() {
    let (_host, browser) = open_dashboard(Profile::default(), "").await;
    // For each column its parts: their heights and their distances from the baseline, in pixels.
    let drawn = browser
        .eval(
            "const plot = document.querySelector('.chart > svg'); \
             const base = plot.querySelector('.base').getBoundingClientRect().top; \
             const height = base - plot.querySelector('.grid').getBoundingClientRect().top; \
             const rects = [...plot.querySelectorAll('rect:not(.slot)')].map(it => [it.getAttribute('class'), it.getBoundingClientRect()]); \
             return [height, [...plot.querySelectorAll('.slot')].map(slot => { \
                 const { left, right } = slot.getBoundingClientRect(); \
                 return [slot.textContent, rects.filter(([, it]) => it.left > left && it.right < right) \
                     .map(([name, it]) => [name, it.height, base - it.bottom])]; \
             })]",
        )
        .await;
    let (height, columns) = (drawn[0].as_f64().expect("a height"), drawn[1].as_array().expect("columns"));
    assert_eq!((height.round(), columns.len()), (168.0, 24));
    for (column, period) in columns.iter().zip(&figures().periods) {
        let counts = [Count::Early, Count::OnTime, Count::Late];
        let shown = counts.map(|it| (it.key(), period.counts[it].expect("a count"))).into_iter().filter(|it| it.1 > 0);
        let mut below = 0.0;
        let parts = column[1].as_array().expect("parts");
        assert_eq!(parts.len(), shown.clone().count(), "{column}");
        for (part, (name, value)) in parts.iter().zip(shown) {
            // The scale of the demo ends at 400.
            let expected = height * value as f64 / 400.0;
            assert_eq!(part[0], name, "{column}");
            for (drawn, expected) in [(&part[1], expected), (&part[2], below)] {
                assert!((drawn.as_f64().expect("pixels") - expected).abs() < 0.2, "{expected} in {column}");
            }
            below += expected;
        }
        assert!(
            column[0].as_str().is_some_and(|it| it.starts_with(&periods::title(period.span(), Language::Vietnamese))),
            "{column}"
        );
    }
    let scale = browser.texts(".chart > text").await;
    assert_eq!(scale, ["400", "200", "0", "Đang giải quyết, quá hạn (cuối kỳ)", "4", "0"]);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn bars_are_as_long_as_their_numbers_and_each_picture_has_its_table() {
    let (_host, browser) = open_dashboard(Profile { width: 360, ..Profile::default() }, "?ky=2024").await;
    until_period_shown(&browser, "Năm 2024").await;
    let counts = figures().compose(span("2024")).expect("figures").period.counts;
    let flow = Flow::of(&counts);
    assert_eq!(flow.balance, Balance::AddsUp);
    let bars = browser
        .eval(
            "return [...document.querySelectorAll('.flow .bar')].map(bar => { \
                 const { left, width } = bar.getBoundingClientRect(); \
                 return [...bar.children].map(it => { \
                     const box = it.getBoundingClientRect(); \
                     return [it.getAttribute('class'), box.width / width, (box.left - left) / width]; \
                 }); \
             })",
        )
        .await;
    for (bar, parts) in [(&bars[0], &flow.incoming), (&bars[1], &flow.outgoing)] {
        let mut before = 0.0;
        let drawn = bar.as_array().expect("parts");
        assert_eq!(drawn.len(), parts.len());
        for (drawn, part) in drawn.iter().zip(parts) {
            let expected = part.value as f64 / flow.scale() as f64;
            assert_eq!(drawn[0], part.count.expect("a count").key());
            // A part of 0 has no width, and its position means nothing.
            let place = (part.value > 0).then_some((&drawn[2], before));
            for (drawn, expected) in [(&drawn[1], expected)].into_iter().chain(place) {
                assert!((drawn.as_f64().expect("a share") - expected).abs() < 0.002, "{expected} in {bar}");
            }
            before += expected;
        }
        assert!((before - 1.0).abs() < 1e-9, "both bars are whole");
    }
    // The table has the same numbers, and its swatches have the fills of the bars.
    let rows = browser
        .eval(
            "return [...document.querySelectorAll('.parts tbody tr:not(.sum)')].map(it => [it.cells[0].innerText.trim(), \
                 it.cells[1].innerText, it.querySelector('.swatch rect').getAttribute('class')])",
        )
        .await;
    let parts = flow.incoming.iter().chain(&flow.outgoing);
    let expected: Vec<_> = parts
        .map(|part| {
            json!([names::segment(*part), integer_or_dash(Some(part.value)), part.count.expect("a count").key()])
        })
        .collect();
    assert_eq!(rows, json!(expected));
    // The accessible name of every picture is its finding, which is also visible text, and a table is in its section or
    // behind its link.
    let pictures = browser
        .eval(
            "return [...document.querySelectorAll('.dashboard [role=img]')].map(it => { \
                 const section = it.closest('section'); \
                 const table = section.querySelector('table') \
                     ?? document.querySelector(section.querySelector('a').hash).closest('section').querySelector('table'); \
                 return [it.ariaLabel === section.querySelector('.finding').innerText, table.rows.length > 3]; \
             })",
        )
        .await;
    assert_eq!(pictures, json!([[true, true], [true, true]]));
    // Neighbours in a bar have different fills, which differ by pattern and not by colour alone.
    let fills = browser.eval("return [...document.querySelectorAll('.flow .bar:last-of-type rect')].map(it => getComputedStyle(it).fill)").await;
    let fills = fills.as_array().expect("fills");
    assert!(
        fills
            .windows(2)
            .all(|it| it[0] != it[1] && it.iter().any(|it| it.as_str().is_some_and(|it| it.contains("url(")))),
        "{fills:?}"
    );
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_change_is_marked_where_it_is_and_announced_once() {
    let (host, browser) = open_dashboard(Profile::default(), "").await;
    let announced = "document.querySelector('.status .hidden').innerText";
    assert_eq!(browser.eval(&format!("return {announced}")).await, "", "the first figures are not announced");
    browser
        .eval(
            "window.dd = [...document.querySelectorAll('.dashboard dl.figures dd')]; \
             window.said = []; \
             const place = document.querySelector('.status .hidden'); \
             new MutationObserver(() => said.push(place.innerText)).observe(place, { characterData: true, childList: true, subtree: true })",
        )
        .await;
    let (_, fault) = changed(|last| last["late"] = json!(2));
    host.faults().set(TTHC, fault);
    sites::renew(&browser).await;
    browser.wait("the change", "dd[2].innerText === '2'").await;
    // Elements stay; only the numbers that changed are marked.
    let marked = "return dd.map(it => [it.isConnected, it.hasAttribute('data-changed'), it.firstChild.data])";
    assert_eq!(
        browser.eval(marked).await,
        json!([[true, true, "328"], [true, false, "326"], [true, true, "2"], [true, true, "0,6%"], [true, false, "0"]])
    );
    browser.wait("the announcement", &format!("{announced} !== ''")).await;
    let words = "Số liệu TTHC vừa cập nhật: tháng 06/2025, đã giải quyết 328 hồ sơ, trễ hạn 2.";
    assert_eq!(browser.eval("return said").await, json!([words]));
    browser.wait("the marks to go", "!document.querySelector('[data-changed]')").await;
    // The change contradicts itself, and a sentence says so: two more were completed than had come in.
    let remarks = browser.text(".dashboard .remarks").await;
    assert!(remarks.contains("phải giải quyết 358 hồ sơ, nhưng các kết quả cộng lại là 360"), "{remarks}");
    // A choice of the reader's is not announced as a change.
    choose(&browser, "Năm").await;
    until_period_shown(&browser, "Năm 2025").await;
    assert!(!browser.exists("[data-changed]").await);
    browser
        .wait("the period to be announced", &format!("{announced}.startsWith('Đang xem năm 2025, đã giải quyết ')"))
        .await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_figures_can_be_downloaded_as_they_are_shown() {
    let (host, browser) = open_dashboard(Profile::default(), "").await;
    let links =
        browser.eval("return [...document.querySelectorAll('.tools a')].map(it => [it.pathname, it.download])").await;
    assert_eq!(links, json!([["/data/tthc.csv", "tthc.csv"], ["/data/tthc.json", "tthc.json"]]));
    // Collects what the page gives the browser to save.
    let watch = "window.saved = []; const make = URL.createObjectURL; URL.createObjectURL = it => { saved.push(it); return make(it) }";
    browser.eval(watch).await;
    let (document, fault) = changed(|last| last["withdrawn"] = json!(77));
    host.faults().set(TTHC, fault);
    sites::renew(&browser).await;
    browser.wait("the change", "document.querySelector('.parts').innerText.includes('77')").await;
    browser.click(".tools a").await;
    let saved = browser
        .eval_async(
            "const it = saved[0]; \
             return [it.type, await new Response(it).text(), [...new Uint8Array(await it.slice(0, 3).arrayBuffer())]]",
        )
        .await;
    assert_eq!((&saved[0], &saved[2]), (&json!("text/csv;charset=utf-8"), &json!([0xef, 0xbb, 0xbf])));
    // `Response.text` removes the byte order mark.
    let shown = Tthc::from_json("f", document).expect("figures");
    assert_eq!(saved[1].as_str().expect("a text"), csv::write(&shown).trim_start_matches('\u{feff}'));
    let served = fs::read_to_string(sites::demo().join("data/tthc.csv")).expect("the table");
    assert_eq!(served, csv::write(&figures()));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn without_javascript_the_latest_period_can_be_read_in_full() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { javascript: false, width: 320, height: 640, ..Profile::default() }).await;
    browser.goto(&format!("{}tthc/", host.url())).await;
    let text = sites::main_text(&browser).await;
    for part in [
        "Tháng 06/2025 đã giải quyết",
        "326/355 hồ sơ",
        "358 hồ sơ phải giải quyết: 326 đã giải quyết",
        "24 tháng (07/2023–06/2025): giải quyết 6.344 hồ sơ",
        "Theo lĩnh vực, tháng 06/2025",
        "Tỉ lệ trễ hạn Là số hồ sơ trễ hạn chia cho số hồ sơ đã giải quyết trong kỳ.",
        "Nguồn: Bộ phận Tiếp nhận",
        "Tải bảng CSV",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(browser.eval("return document.querySelectorAll('.chart rect.early').length").await, 24);
    let drawn = browser.eval("return document.querySelector('.chart').getBoundingClientRect().width").await;
    assert!(drawn.as_f64() > Some(250.0), "{drawn}");
    // Every number that has a definition links to it.
    let links = "const links = [...document.querySelectorAll('.dashboard dt a')]; \
                 return [links.length, links.filter(it => !document.getElementById(it.hash.slice(1))).length]";
    assert_eq!(browser.eval(links).await, json!([5, 0]));
    let others = "const links = [...document.querySelectorAll('.dashboard :is(h3, .parts th) a')]; \
                  return [links.length, links.filter(it => !document.getElementById(it.hash.slice(1))).length]";
    assert_eq!(browser.eval(others).await, json!([11, 0]));
    browser.finish(&[]).await;
}

/// The card on the home page explains incomplete figures, each case in one sentence.
#[tokio::test]
async fn the_card_explains_incomplete_figures() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &host.url()).await;
    let with = |more: Value| {
        let mut period = json!({"from": "2025-06", "to": "2025-06", "in_time": 9, "late": 1, "pending_in_time": 0,
            "pending_late": 0, "waiting": 0});
        period.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        json!([period])
    };
    let states = [
        (json!([]), "Chưa có số liệu."),
        (with(json!({"waiting": null})), "Chưa có số chờ bổ sung, nên không tính được tỉ lệ giải quyết."),
        (
            with(json!({"in_time": 0, "late": 0})),
            "Kỳ này không có hồ sơ nào được giải quyết hay còn lại, nên không có tỉ lệ.",
        ),
        (with(json!({"from": "2025-01"})), "Số liệu cộng từ đầu năm 2025, không gồm các năm trước."),
        (with(json!({})), "Đây là số liệu của năm 2025; chưa có số liệu năm"),
        (with(json!({"stated": {"completion_rate": 90}})), "10/10 hồ sơ; nguồn công bố 90%, không khớp với số hồ sơ"),
        (
            with(json!({"stated": {"completed": 11}})),
            "Nguồn công bố đã giải quyết 11 hồ sơ, nhưng cộng các số thành phần được 10.",
        ),
        (with(json!({"late": "nhiều"})), "Chưa có số trễ hạn, nên không tính được các tỉ lệ."),
    ];
    for (periods, sentence) in states {
        let document =
            json!({"version": 1, "unit": "Xã", "updated_at": "2025-06-30T07:00:00+07:00", "periods": periods});
        host.faults().set(TTHC, Fault::Body(document.to_string()));
        // Asks again until the sentence is there: while a request is under way, no other is sent.
        let is_there = format!("document.querySelector('.card').innerText.includes({})", json!(sentence));
        browser.wait(sentence, &format!("dispatchEvent(new Event('online')), {is_there}")).await;
        let text = sites::collapsed(&browser.text(".card").await);
        assert!(!text.contains("NaN") && !text.contains("undefined"), "{text}");
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_card_shows_the_trend_as_a_line_and_in_words() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { javascript: false, ..Profile::default() }).await;
    let figures = figures();
    for page in ["", "chuyen-muc/thong-bao/", sites::ARTICLE] {
        browser.goto(&format!("{}{page}", host.url())).await;
        assert_eq!(
            browser.text(".card .trend").await,
            "Tỉ lệ giải quyết 12 tháng qua (07/2024–06/2025): 90–92,4%",
            "{page}"
        );
        // Twelve points from left to right, each as high as its rate on a scale from 0 to 100 %.
        let path = browser.eval("return document.querySelector('.spark path').getAttribute('d')").await;
        let points: Vec<Vec<f64>> = path
            .as_str()
            .expect("a path")
            .split(['M', 'L'])
            .filter(|it| !it.is_empty())
            .map(|it| it.trim_end_matches("h0").split(' ').map(|it| it.parse().expect("a number")).collect())
            .collect();
        let rates = figures.periods[12..].iter().map(|period| period.counts.completion_rate().parts().expect("a rate"));
        assert_eq!(points.len(), 12);
        for (point, (part, whole)) in points.iter().zip(rates) {
            let expected = 10_000.0 * (1.0 - part as f64 / whole as f64);
            assert!((point[1] - expected).abs() <= 1.0, "{expected} in {point:?}");
        }
    }
    browser.finish(&[]).await;
}

/// Figures of a unit that was merged in the middle of them: no line is drawn across the merger.
#[tokio::test]
async fn a_merger_breaks_the_lines() {
    let site = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let data = site.path().join("data");
    fs::create_dir_all(&data).expect("a folder");
    for file in ["site.json", "feed.json", "tthc.json", "visits.json"] {
        let text = fs::read_to_string(sites::repository().join("public/data").join(file)).expect("a document");
        fs::write(data.join(file), text.replace("\"since\": \"2025-07-01\"", "\"since\": \"2024-12-01\""))
            .expect("a document");
    }
    let (built, _) = sites::published_with_findings("merged", site.path(), "/");
    let host = sites::serve(&built, "/").await;
    let browser = Browser::open(Profile { width: 360, ..Profile::default() }).await;
    sites::open_live(&browser, &format!("{}tthc/?ky=2024", host.url())).await;
    until_period_shown(&browser, "Năm 2024").await;
    let lines = "return [document.querySelector('.overdue').getAttribute('d').split('M').length - 1, \
                 document.querySelectorAll('.merged').length, document.querySelector('.chart').textContent.includes('Sáp nhập')]";
    assert_eq!(browser.eval(lines).await, json!([2, 1, true]));
    let remarks = browser.text(".dashboard .remarks").await;
    assert!(remarks.contains("Từ tháng 12/2024 đơn vị đã sáp nhập"), "{remarks}");
    sites::open_live(&browser, &format!("{}tin/", host.url())).await;
    let spark = "return document.querySelector('.spark path').getAttribute('d').split('M').length - 1";
    assert_eq!(browser.eval(spark).await, 2);
    browser.finish(&["/media/bong-da-thieu-nien.png - Failed", "/media/lua-duoi-nui-an-phu.png - Failed"]).await;
}
