//! A build keeps the files of the one program before its own: pages that were opened before still ask for them.

use crate::fixture::{Fixture, article, feed};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use trangxa_publish::{Changes, PlainOptions, Report, build_plain};

/// A file whose name changes with its content, without what is compressed of it.
fn is_hashed(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches("_bg");
    let hash = stem.rsplit('-').next().unwrap_or_default();
    let is_packed = name.ends_with(".br") || name.ends_with(".gz");
    hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) && !is_packed
}

/// The files of programs in the output, with their bytes.
fn programs(fixture: &Fixture) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for folder in ["", "embed/"] {
        for entry in fs::read_dir(fixture.path("out").join(folder)).into_iter().flatten() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            if is_hashed(&name) && entry.file_type().unwrap().is_file() {
                found.insert(format!("{folder}{name}"), fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

/// Another program: another main part, another module, another sheet, other scripts, another program of the frames.
fn put_program(fixture: &Fixture, number: usize) {
    fixture.put("app/trang-xa-0_bg.wasm", &format!("\0asm {number} {}", trang_xa::BUILD));
    fixture.put("app/parts/lists.wasm", &format!("\0asm lists {number}"));
    fixture.put("app/style/base-0.css", &format!(".base{{margin:{number}px}}"));
    fixture.put("app/recover.js", &format!("recover({number});"));
    fixture.put("app/embed/trang-xa-embed-0_bg.wasm", &format!("\0asm {number}"));
}

/// Changes the news of the site, and nothing of its program.
fn put_news(fixture: &Fixture, title: &str) {
    fixture.put_json("site/data/feed.json", &feed(json!([article("a", title, "2024-01-01")])));
}

/// Publishes one program in a folder of its own, and returns its files.
fn alone(number: usize) -> BTreeMap<String, Vec<u8>> {
    let fixture = Fixture::new();
    put_program(&fixture, number);
    fixture.build().unwrap();
    programs(&fixture)
}

fn both(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    one.iter().chain(other).map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

fn build(fixture: &Fixture, number: usize) -> Changes {
    put_program(fixture, number);
    fixture.build().unwrap().changes
}

#[test]
fn the_program_before_stays_and_no_older_one() {
    let [first, second, third] = [1, 2, 3].map(alone);
    let fixture = Fixture::new();
    assert_eq!(build(&fixture, 1).removed, 0);
    assert_eq!(programs(&fixture), first);
    assert_eq!(build(&fixture, 2).removed, 0);
    assert_eq!(programs(&fixture), both(&first, &second));
    let gone = first.keys().filter(|path| !second.contains_key(*path) && !third.contains_key(*path)).count();
    assert!(gone > 6, "glue, wasm, boot.js, recover.js, sheet, module, the frames' program: {gone}");
    assert_eq!(build(&fixture, 3).removed, gone);
    assert_eq!(programs(&fixture), both(&second, &third));
    // Back to what was there before: the files of both are there, each once.
    assert_eq!(build(&fixture, 2).removed, 0);
    assert_eq!(programs(&fixture), both(&second, &third));
}

#[test]
fn a_build_with_the_same_program_does_not_make_it_older() {
    let [first, second, third] = [1, 2, 3].map(alone);
    let fixture = Fixture::new();
    build(&fixture, 1);
    build(&fixture, 2);
    // Nothing has changed: the folder is left alone.
    let again = build(&fixture, 2);
    assert_eq!(again, Changes { kept: again.kept, ..Changes::default() });
    // The news have changed.
    put_news(&fixture, "Tin mới");
    assert!(build(&fixture, 2).written > 0);
    put_news(&fixture, "Tin mới hơn");
    assert!(build(&fixture, 2).written > 0);
    assert_eq!(programs(&fixture), both(&first, &second));
    build(&fixture, 3);
    assert_eq!(programs(&fixture), both(&second, &third));
}

#[test]
fn a_folder_without_a_record_keeps_it_too_and_one_without_a_list_has_none() {
    let [first, second] = [1, 2].map(alone);
    let fixture = Fixture::new();
    build(&fixture, 1);
    fs::remove_file(fixture.path("out/.trangxa-record")).unwrap();
    build(&fixture, 2);
    fs::remove_file(fixture.path("out/.trangxa-record")).unwrap();
    build(&fixture, 2);
    assert_eq!(programs(&fixture), both(&first, &second));
    // An earlier release noted no programs.
    let list = fixture.out(".trangxa");
    let plain: String =
        list.lines().map(|line| format!("- {}\n", line.split_once(' ').map(|(_, rest)| rest).unwrap())).collect();
    fixture.put("out/.trangxa", &plain);
    put_news(&fixture, "Tin mới");
    build(&fixture, 2);
    assert_eq!(programs(&fixture), second);
    fs::remove_dir_all(fixture.path("out")).unwrap();
    build(&fixture, 1);
    assert_eq!(programs(&fixture), first);
}

#[test]
fn what_somebody_changed_or_took_away_is_not_kept() {
    let [first, second] = [1, 2].map(alone);
    let fixture = Fixture::new();
    build(&fixture, 1);
    let mut only_first = first.keys().filter(|path| !second.contains_key(*path));
    let (edited, deleted, taken) = (only_first.next().unwrap(), only_first.next().unwrap(), only_first.next().unwrap());
    fixture.put(&format!("out/{edited}"), "changed");
    fs::remove_file(fixture.path("out").join(deleted)).unwrap();
    fixture.put(&format!("site/{taken}"), "a file of the operator's");
    build(&fixture, 2);
    let mut expected = both(&first, &second);
    expected.remove(edited);
    expected.remove(deleted);
    expected.insert(taken.clone(), "a file of the operator's".into());
    assert_eq!(programs(&fixture), expected);
}

#[test]
fn a_file_of_the_site_in_the_place_of_a_kept_folder_or_file_is_no_error() {
    let fixture = Fixture::new();
    put_program(&fixture, 1);
    let first: BTreeSet<String> = alone(1).into_keys().collect();
    fixture.build().unwrap();
    put_program(&fixture, 2);
    let name = first.iter().find(|name| name.starts_with("part-lists-")).unwrap();
    fixture.put(&format!("site/{}/a.txt", name.to_uppercase()), "a folder of this name");
    fixture.put("site/embed", "a file of this name, where plain mode has no folder");
    let options = PlainOptions {
        app: fixture.path("app"),
        site: Some(fixture.path("site")),
        out: fixture.path("out"),
        base_path: None,
        compress: false,
        counter: None,
        wait: std::time::Duration::ZERO,
    };
    let Report { findings, .. } = build_plain(&options).unwrap();
    assert!(findings.is_empty(), "{findings:?}");
    let kept: BTreeSet<String> = programs(&fixture).into_keys().collect();
    let lost: Vec<&String> = first.difference(&kept).collect();
    assert!(lost.len() == 2 && lost.contains(&name), "{lost:?}");
}

#[test]
fn what_is_compressed_of_the_program_before_stays_with_it() {
    let fixture = Fixture::new();
    let packed = |fixture: &Fixture| -> Vec<String> {
        let names = fs::read_dir(fixture.path("out")).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> =
            names.filter(|name| name.starts_with("part-lists-") && name.ends_with(".br")).collect();
        names.sort();
        names
    };
    let publish = |number: usize, compress: bool| {
        fixture.put("app/parts/lists.wasm", &format!("\0asm {number} {}", "danh sách ".repeat(200)));
        if compress { fixture.build_compressed() } else { fixture.build() }.unwrap();
        packed(&fixture)
    };
    let first = publish(1, true);
    let second = publish(2, true);
    assert!(first.len() == 1 && second.len() == 2 && second.contains(&first[0]), "{first:?} {second:?}");
    let third = publish(3, true);
    assert!(third.len() == 2 && !third.contains(&first[0]), "{third:?}");
    assert!(publish(3, false).is_empty(), "a build without --compress removes them");
    assert_eq!(publish(3, true), third);
}

#[test]
fn hosts_are_told_of_the_program_before() {
    let fixture = Fixture::new();
    build(&fixture, 1);
    build(&fixture, 2);
    let named = |text: &str, name: &str| text.contains(name) || text.contains(&name.replace('.', "\\."));
    for file in ["_headers", ".htaccess", "nginx.conf", "Caddyfile", "lighttpd.conf", "web.config"] {
        let text = fixture.out(file);
        for path in programs(&fixture).keys() {
            // Some hosts have one rule for all programs of frames.
            let is_by_pattern = path.starts_with("embed/") && !matches!(file, "Caddyfile" | "web.config");
            assert!(is_by_pattern || named(&text, path), "{file} does not name {path}");
        }
    }
}

/// The files of the search, with their bytes, and the text of its index.
fn search(fixture: &Fixture) -> (BTreeMap<String, Vec<u8>>, Vec<u8>) {
    let files = fs::read_dir(fixture.path("out/data/search/f")).unwrap().map(Result::unwrap);
    let files = files.map(|it| (it.file_name().into_string().unwrap(), fs::read(it.path()).unwrap())).collect();
    (files, fs::read(fixture.path("out/data/search/index.json")).unwrap())
}

#[test]
fn the_files_of_the_search_before_stay_and_no_older_ones() {
    let alone = |title: &str| {
        let fixture = Fixture::new();
        put_news(&fixture, title);
        fixture.build().unwrap();
        search(&fixture)
    };
    let [first, second, third] = ["Họp dân", "Tiêm chủng", "Trồng cây"].map(alone);
    let fixture = Fixture::new();
    let build = |title: &str| {
        put_news(&fixture, title);
        fixture.build().unwrap();
        search(&fixture)
    };
    assert_eq!(build("Họp dân"), first);
    assert_eq!(build("Tiêm chủng"), (both(&first.0, &second.0), second.1.clone()));
    // A page that was opened before goes on searching, also after a build that changes nothing of the news.
    fixture.put("site/robots.txt", "User-agent: *");
    assert_eq!(build("Tiêm chủng"), (both(&first.0, &second.0), second.1));
    assert_eq!(build("Trồng cây"), (both(&second.0, &third.0), third.1));
}
