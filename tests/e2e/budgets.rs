//! What a visit costs, in bytes as brotli 11 packs them.

use std::fs;
use std::path::{Path, PathBuf};

use scraper::{Html, Selector};

use crate::sites;

/// The whole style sheet.
const CSS: usize = 8_400;
/// What an article's page has of it, where the article has a table; 0.6 kB are the rules of the reading aids, which hold before the first
/// paint only if every page has them.
const ARTICLE_CSS: usize = 4_350;
/// An article's page with its style: one round trip, whatever its text.
const ARTICLE: usize = 14_000;
/// The same of the median article, whose text is 2 kB; 1.3 kB are the office's bar and a running alert with its text, which every page has,
/// and 0.7 kB the reading aids.
const MEDIAN_ARTICLE: usize = 10_900;
/// The median of all articles' pages before they are packed.
const MEDIAN_ARTICLE_RAW: usize = 39_300;
/// The home page with its style.
const HOME: usize = 14_000;
/// The page of a procedure with its style.
const PROCEDURE: usize = 12_000;
/// What the dashboard adds to its page: the figures, their explanations and the data, as the publisher renders them.
const DASHBOARD: usize = 8_000;
/// The part of the program that every visit loads: wasm, glue and boot. Never above 155 kB.
const PROGRAM: usize = 135_400;
/// An article's page with what it loads of the program, in four requests; a site with a counter adds one of some 100 bytes.
const FIRST_VISIT: usize = 147_200;
/// The part with the dashboard.
const DASHBOARD_PART: usize = 23_000;
/// What every visit fetches when the browser is idle: the card of figures, the office's bar and its hours, alerts.
const CURRENT: usize = 30_500;
/// The part with the cleaner, which takes the sizes of pictures in a text and lays out galleries, and with what else an article has beside
/// its text.
const ARTICLES_PART: usize = 19_400;
/// The part with the pages of official documents and people: reading a register, its relations and states of force, the search.
const REGISTERS_PART: usize = 34_000;
/// The part with the calendar: reading it, sentences of repetition, occurrences, lunar dates.
const CALENDAR_PART: usize = 23_200;
/// The part with the search: folding, reading the index, ranking, passages, and what happens in a box.
const SEARCH_PART: usize = 23_900;
/// The part with the panel of the reading aids.
const READING_PART: usize = 4_300;
/// Speeds and positions of recordings, and reading aloud, with all that only they need: nine tenths are the rules by which numbers, dates and
/// abbreviations are said (docs/decisions/listening.md). They are fetched when a reader presses the button.
const LISTENING: usize = 18_200;
/// Any other part.
const OTHER_PART: usize = 16_200;

/// A frame's page with its figures, its style and the scripts in it. It is 7.9 kB, and up to 40 bytes more or less by what the hashes in
/// its policy and names happen to be on the day of the build.
const FRAME: usize = 8_000;
/// A frame in all: page, program and figures.
const WIDGET: usize = 66_200;
/// What a frame of a site with alerts has more: their style and titles in the page, the code that reads and draws them, and their document.
const FRAME_ALERTS: usize = 6_000;

fn packed(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters).expect("memory takes everything");
    out.len()
}

fn packed_file(file: &Path) -> usize {
    packed(&fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

#[test]
fn the_style_sheet_fits() {
    let is_whole = |name: &str| name.starts_with("style-") && name.ends_with(".css");
    let named = |file: &PathBuf| file.file_name().and_then(|it| it.to_str()).is_some_and(is_whole);
    let whole = sites::files(sites::real_demo()).into_iter().find(named).expect("the whole style sheet");
    let size = packed_file(&whole);
    println!("whole style sheet: {size} of {CSS} bytes");
    assert!((1_000..=CSS).contains(&size), "the style sheet has {size} bytes");
    let page = fs::read_to_string(sites::real_demo().join("bai/muc-thu-phi-chung-thuc/index.html")).expect("a page");
    let style: String = Html::parse_document(&page)
        .select(&Selector::parse("style").expect("a selector"))
        .flat_map(|it| it.text().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let size = packed(style.as_bytes());
    println!("an article's style: {size} of {ARTICLE_CSS} bytes, {} raw", style.len());
    assert!((1_000..=ARTICLE_CSS).contains(&size), "an article's style has {size} bytes");
}

/// The pages of articles with their bytes, the smallest first.
fn article_pages() -> Vec<(usize, String)> {
    let pages = [sites::real_demo(), sites::quang_thanh()].map(|site| sites::files(&site.join("bai")));
    let mut sizes: Vec<_> =
        pages.into_iter().flatten().map(|page| (packed_file(&page), page.display().to_string())).collect();
    sizes.sort();
    sizes
}

#[test]
fn every_article_fits_into_one_round_trip() {
    let sizes = article_pages();
    assert_eq!(sizes.len(), 31);
    let ((median, median_page), (largest, page)) = (&sizes[sizes.len() / 2], &sizes[sizes.len() - 1]);
    // Packed pages of nearly the same size change places by some bytes of their hashes, so the raw ones have a median of their own.
    let mut raw: Vec<_> = sizes.iter().map(|(_, page)| fs::read(page).expect("a page").len()).collect();
    raw.sort_unstable();
    let raw = raw[raw.len() / 2];
    println!("article pages: {median} bytes ({raw} raw), at most {largest} of {ARTICLE} ({page})");
    assert!(*median <= MEDIAN_ARTICLE, "the median article has {median} bytes: {median_page}");
    assert!(raw <= MEDIAN_ARTICLE_RAW, "the median article has {raw} bytes before it is packed");
    let over: Vec<_> = sizes.iter().filter(|(size, _)| *size > ARTICLE).collect();
    assert!(over.is_empty(), "over {ARTICLE} bytes: {over:#?}");
    for (name, path) in [("all news", "tin/index.html"), ("TTHC", "tthc/index.html")] {
        println!("{name}: {} bytes", packed_file(&sites::real_demo().join(path)));
    }
}

#[test]
fn the_home_page_and_the_pages_of_procedures_fit() {
    let site = sites::real_demo();
    let procedures = sites::files(&site.join("thu-tuc"));
    assert_eq!(procedures.len(), 1 + 24, "the list, and a page for each procedure");
    let pages = procedures.into_iter().map(|page| (page, PROCEDURE)).chain([(site.join("index.html"), HOME)]);
    for (page, most) in pages {
        let size = packed_file(&page);
        println!("{}: {size} of {most} bytes", page.display());
        assert!((3_000..=most).contains(&size), "{} has {size} bytes", page.display());
    }
}

#[test]
fn the_dashboard_adds_little_to_its_page() {
    let page = |path: &str| packed_file(&sites::real_demo().join(path).join("index.html"));
    // The list of all pages has little of its own: head, menu, aside and footer are on every page.
    let (dashboard, bare) = (page("tthc"), page("so-do"));
    let added = dashboard.saturating_sub(bare);
    println!("the dashboard: {dashboard} bytes, {added} of {DASHBOARD} more than {bare}");
    assert!((1_000..=DASHBOARD).contains(&added), "the dashboard adds {added} bytes");
}

/// A frame's page, its program and the data that it fetches.
fn frame(site: &Path, part: &str, data: &[&str]) -> [usize; 3] {
    let embed = site.join("embed");
    let program = sites::files(&embed).into_iter().find(|file| file.extension().is_some_and(|it| it == "wasm"));
    let program = packed_file(&program.expect("the widget's program"));
    let data = data.iter().map(|path| packed_file(&site.join(path))).sum();
    [packed_file(&embed.join(part).join("index.html")), program, data]
}

#[test]
fn the_widget_fits() {
    for (part, data) in [("tthc", "data/tthc.json"), ("news", "data/feed.json"), ("counters", "data/visits.json")] {
        let [page, program, data] = frame(sites::real_demo_without_alerts(), part, &[data]);
        let total = page + program + data;
        println!("{part}: {page} of {FRAME}, {program} and {data}: {total} of {WIDGET} bytes");
        assert!((2_000..=FRAME).contains(&page), "the frame's page has {page} bytes");
        // The size of a feed is up to its editor.
        assert!(part == "news" || total <= WIDGET, "the frame has {total} bytes");
    }
}

#[test]
fn alerts_add_little_to_a_frame() {
    let figures = "data/tthc.json";
    let without = frame(sites::real_demo_without_alerts(), "tthc", &[figures]);
    let with = frame(sites::real_demo(), "tthc", &[figures, "data/alerts.json"]);
    let [page, program, data] = std::array::from_fn(|i| with[i].saturating_sub(without[i]));
    let added = page + program + data;
    println!("alerts in a frame: page {page}, program {program}, data {data}: {added} of {FRAME_ALERTS} bytes more");
    assert!((1_000..=FRAME_ALERTS).contains(&added), "alerts add {added} bytes");
}

/// The bytes of what every page loads of the program.
fn program() -> usize {
    let mut total = 0;
    for file in sites::files(sites::real_demo()) {
        let name = file.file_name().and_then(|it| it.to_str()).unwrap_or_default();
        let is_portals =
            ["trang-xa-", "boot-"].iter().any(|start| name.starts_with(start)) && !name.contains("-embed-");
        if is_portals && (name.ends_with(".wasm") || name.ends_with(".js")) {
            let size = packed_file(&file);
            println!("{name}: {size} bytes");
            total += size;
        }
    }
    total
}

#[test]
fn the_program_fits() {
    let total = program();
    println!("the program: {total} of {PROGRAM} bytes");
    assert!((50_000..=PROGRAM).contains(&total), "the program has {total} bytes");
}

/// What `ahead::an_article_asks_for_nothing_that_its_page_has_brought` counts: the page, `boot.js`, the glue and the main part.
#[test]
fn a_first_visit_to_an_article_fits() {
    let total = article_pages().pop().expect("an article").0 + program();
    println!("a first visit to the largest article: {total} of {FIRST_VISIT} bytes, without its picture");
    assert!((60_000..=FIRST_VISIT).contains(&total), "a first visit has {total} bytes");
}

#[test]
fn each_part_fits() {
    let parts: Vec<_> = sites::files(sites::real_demo())
        .into_iter()
        .filter_map(|file| {
            let name = file.file_name()?.to_str()?.strip_prefix("part-")?.rsplit_once('-')?.0.to_owned();
            file.extension().is_some_and(|it| it == "wasm").then(|| (name, packed_file(&file)))
        })
        .collect();
    for (name, size) in &parts {
        let most = match name.as_str() {
            "dashboard" => DASHBOARD_PART,
            "articles" => ARTICLES_PART,
            "registers" => REGISTERS_PART,
            "calendar" => CALENDAR_PART,
            "search" => SEARCH_PART,
            "reading" => READING_PART,
            _ => OTHER_PART,
        };
        println!("{name}: {size} of {most} bytes");
        // What several parts share may be small.
        let least = if name.contains('-') { 300 } else { 1_000 };
        assert!((least..=most).contains(size), "the part {name} has {size} bytes");
    }
    assert!(parts.len() >= 5, "{parts:?}");
    let of_listening =
        parts.iter().filter(|(name, _)| name.split('-').all(|part| ["recordings", "speech"].contains(&part)));
    let listening: usize = of_listening.map(|(_, size)| size).sum();
    println!("listening: {listening} of {LISTENING} bytes");
    assert!((2_000..=LISTENING).contains(&listening), "listening has {listening} bytes");
    let of_current = parts.iter().filter(|(name, _)| name.split('-').any(|part| part == "current"));
    let current: usize = of_current.map(|(_, size)| size).sum();
    println!("what is fetched when idle: {current} of {CURRENT} bytes");
    assert!((5_000..=CURRENT).contains(&current), "what is fetched when idle has {current} bytes");
}
