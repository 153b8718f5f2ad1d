//! What a visit costs, in bytes as brotli 11 packs them.

use std::fs;
use std::path::Path;

use scraper::{Html, Selector};

use crate::sites;

/// The stylesheet.
const CSS: usize = 8_000;
/// An article's page with its stylesheet: one round trip.
const ARTICLE: usize = 14_000;
/// What the dashboard adds to its page: the figures, their explanations and the data, as the publisher renders them.
const DASHBOARD: usize = 8_000;
/// The program: wasm, glue and boot. A portal that trusts its feed took 150 kB. The cleaner and plain mode add 24 kB, the
/// live dashboard 20, counters from every source and the list of most read articles 5. The rest is room for an update of
/// the compiler.
const PROGRAM: usize = 200_000;

/// A frame's page with its figures, its style and the scripts in it.
const FRAME: usize = 8_000;
/// A frame in all: page, program and figures.
const WIDGET: usize = 70_000;

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
fn the_stylesheet_fits() {
    let page = Html::parse_document(&fs::read_to_string(sites::real_demo().join("index.html")).expect("a page"));
    let style: String = page.select(&Selector::parse("style").expect("a selector")).flat_map(|it| it.text()).collect();
    let size = packed(style.as_bytes());
    println!("stylesheet: {size} of {CSS} bytes");
    assert!((1_000..=CSS).contains(&size), "the stylesheet has {size} bytes");
}

#[test]
fn every_article_fits_into_one_round_trip() {
    let mut sizes: Vec<(usize, String)> = sites::files(&sites::real_demo().join("bai"))
        .into_iter()
        .chain(sites::files(&sites::quang_thanh().join("bai")))
        .map(|page| (packed_file(&page), page.display().to_string()))
        .collect();
    sizes.sort();
    assert_eq!(sizes.len(), 31);
    let (median, (largest, page)) = (sizes[sizes.len() / 2].0, &sizes[sizes.len() - 1]);
    println!("article pages: {median} bytes, at most {largest} of {ARTICLE} ({page})");
    let over: Vec<_> = sizes.iter().filter(|(size, _)| *size > ARTICLE).collect();
    assert!(over.is_empty(), "over {ARTICLE} bytes: {over:#?}");
    for (name, path) in [("home", "index.html"), ("all news", "tin/index.html"), ("TTHC", "tthc/index.html")] {
        println!("{name}: {} bytes", packed_file(&sites::real_demo().join(path)));
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

#[test]
fn the_widget_fits() {
    let embed = sites::real_demo().join("embed");
    let program = sites::files(&embed).into_iter().find(|file| file.extension().is_some_and(|it| it == "wasm"));
    let program = packed_file(&program.expect("the widget's program"));
    for (part, data) in [("tthc", "data/tthc.json"), ("news", "data/feed.json"), ("counters", "data/visits.json")] {
        let page = packed_file(&embed.join(part).join("index.html"));
        let data = packed_file(&sites::real_demo().join(data));
        let total = page + program + data;
        println!("{part}: {page} of {FRAME}, {program} and {data}: {total} of {WIDGET} bytes");
        assert!((2_000..=FRAME).contains(&page), "the frame's page has {page} bytes");
        // The size of a feed is up to its editor.
        assert!(part == "news" || total <= WIDGET, "the frame has {total} bytes");
    }
}

#[test]
fn the_program_fits() {
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
    println!("the program: {total} of {PROGRAM} bytes");
    assert!((50_000..=PROGRAM).contains(&total), "the program has {total} bytes");
}
