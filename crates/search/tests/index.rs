//! Writes indexes and searches them: as a scan over all entries would.
#![allow(clippy::unwrap_used, reason = "a test fails where it stands")]
#![cfg(feature = "write")]

use proptest::prelude::*;
use std::collections::BTreeMap;
use trangxa_search::{
    Detail, Entry, File, Filter, GroupName, Index, Limits, Outcome, Query, Rank, Search, Word, passage, rank_of, words,
    write, write_with,
};

fn entry(headline: &str, summary: &str, text: &str) -> Entry {
    Entry {
        address: format!("/{headline}/"),
        headline: headline.to_owned(),
        summary: summary.to_owned(),
        text: text.to_owned(),
        date: Some("2025-06-27".to_owned()),
        group: 0,
    }
}

fn groups() -> Vec<GroupName> {
    ["news", "guides"].map(|id| GroupName { id: id.to_owned(), name: id.to_uppercase() }).to_vec()
}

/// A host with the files of an index, and a browser's part of it.
struct Site {
    files: BTreeMap<String, Vec<u8>>,
    index: Index,
    fetched: Vec<String>,
}

impl Site {
    fn new(entries: &[Entry]) -> Self {
        Self::of(write(entries, &groups()))
    }

    fn of(files: Vec<File>) -> Self {
        let files: BTreeMap<String, Vec<u8>> = files.into_iter().map(|file| (file.name, file.bytes)).collect();
        let index = Index::read(&serde_json::from_slice(&files["index.json"]).unwrap()).unwrap();
        Self { files, index, fetched: Vec::new() }
    }

    /// Fetches what is needed until the outcome is final; checks that what was certain stays.
    fn run(&mut self, search: &Search, n: usize) -> Outcome {
        let mut before = search.results(&self.index, n);
        for _ in 0..10 {
            let needed = before.needed.clone();
            if needed.is_empty() {
                return before;
            }
            for name in needed {
                self.index.give(&name, self.files.get(&name).map(Vec::as_slice));
                assert!(!self.fetched.contains(&name), "{name} is needed twice");
                self.fetched.push(name);
                let outcome = search.results(&self.index, n);
                assert!(outcome.entries.starts_with(&before.entries), "{before:?} {outcome:?}");
                before = outcome;
            }
        }
        panic!("{search:?} is not final");
    }

    fn search(&mut self, query: &str, n: usize) -> Outcome {
        self.run(&Search::new(Query::parse(query, false), Filter::default()), n)
    }

    fn found(&mut self, query: &str) -> Vec<u32> {
        let outcome = self.search(query, 1000);
        assert!(!outcome.is_missing);
        assert_eq!(outcome.total, Some(outcome.entries.len() as u32));
        outcome.entries.iter().map(|hit| hit.entry).collect()
    }
}

/// What a scan over all entries finds; of each entry the rank, the number of pairs of words where none has all words, and its number.
fn scan(text: &str, is_typing: bool, filter: Filter, entries: &[Entry]) -> Vec<(Option<Rank>, u32, u32)> {
    let strict = Query::parse(text, is_typing);
    let all = |query: &Query| {
        let rank = |entry: &Entry| rank_of(query, &entry.headline, &entry.summary, &entry.text);
        let all: Vec<_> = (0..).zip(entries).filter_map(|(number, it)| Some((Some(rank(it)?), 0, number))).collect();
        all
    };
    let relaxed = strict.relaxed();
    let mut found = all(&strict);
    if let Some(query) = relaxed.as_ref().filter(|_| found.is_empty()) {
        found = all(query);
    }
    let is_joined = text.split('"').skip(1).step_by(2).any(|quoted| words(quoted).len() > 1);
    if found.is_empty() && !is_joined {
        let words = words(text);
        for (number, entry) in (0..).zip(entries) {
            let mut pairs = 0;
            for pair in words.windows(2) {
                let typed = |word: &Word| &text[word.start..word.end];
                let is_last = pair[1].end == text.len();
                let pair = format!("\"{} {}", typed(&pair[0]), typed(&pair[1]));
                let query = Query::parse(&pair, is_typing && is_last);
                let query = query.relaxed().filter(|_| relaxed.is_some()).unwrap_or(query);
                let has = |field: &str| rank_of(&query, field, "", "").is_some();
                pairs += if has(&entry.headline) { 2 } else { 0 };
                pairs += u32::from(has(&entry.summary) || has(&entry.text));
            }
            found.push((None, pairs, number));
        }
        let best = found.iter().map(|(_, pairs, _)| *pairs).max().unwrap_or_default();
        found.retain(|(_, pairs, _)| *pairs * 2 > best);
    }
    found.retain(|(_, _, number)| {
        let entry = &entries[*number as usize];
        let year = entry.date.as_ref().map_or(0, |date| date[..4].parse().unwrap());
        filter.group.is_none_or(|group| group == entry.group) && filter.year.is_none_or(|wanted| wanted == year)
    });
    found.sort_by_key(|(rank, pairs, number)| (std::cmp::Reverse((*rank, *pairs)), *number));
    found
}

/// What a search found, to be compared with what a scan finds.
fn outcome_as_scan(outcome: &Outcome) -> Vec<(Option<Rank>, u32)> {
    outcome.entries.iter().map(|hit| (Some(hit.rank).filter(|rank| !rank.is_partial()), hit.entry)).collect()
}

fn ranks_and_numbers(found: &[(Option<Rank>, u32, u32)]) -> Vec<(Option<Rank>, u32)> {
    found.iter().map(|(rank, _, number)| (*rank, *number)).collect()
}

#[test]
fn small_site() {
    let entries = [
        entry("Cấp giấy phép xây dựng", "Trình tự", "Hồ sơ gồm đơn"),
        entry("Trình tự", "Giấy phép xây dựng", "Cấp"),
        entry("Họp", "", "Ủy ban cấp phép và giấy tờ xây dựng"),
        entry("Khong dau: cap giay phep", "", "12/KH-UBND ngày 01/7/2025 có 1.264 hộ"),
    ];
    let mut site = Site::new(&entries);
    assert_eq!(site.found("giấy phép"), [0, 1, 2]);
    assert_eq!(site.found("giay phep"), [3, 0, 1, 2]);
    assert_eq!(site.found("\"giấy phép\""), [0, 1]);
    assert_eq!(site.found("12/KH-UBND"), [3]);
    assert_eq!(site.found("KH 12"), [3]);
    assert_eq!(site.found("1/7/2025"), [3]);
    assert_eq!(site.found("1264"), [3]);
    assert_eq!(site.found("phepp"), Vec::<u32>::new());
    assert_eq!(site.search("phepp", 10).correction, Some("phép".to_owned()));
    assert_eq!(site.search("Giấi phép", 10).correction, Some("giấy phép".to_owned()));
    assert_eq!(site.search("\"gấiy phép\" đonw", 10).correction, Some("\"giấy phép\" đơn".to_owned()));
    assert_eq!(site.search("1265", 10).correction, None);
    assert_eq!(site.search("hồ khong", 10).correction, None);
    assert!(site.search("", 10).needed.is_empty());
    let (name, place) = site.index.block_of(3).unwrap();
    let block = serde_json::from_slice(&site.files[&name]).unwrap();
    let detail = Detail::read(&block, place).unwrap();
    assert_eq!((detail.headline.as_str(), detail.date.as_deref()), ("Khong dau: cap giay phep", Some("2025-06-27")));
    assert_eq!(detail.address, entries[3].address);
    assert_eq!(block[3][0], "/Khong dau: cap giay phep/");
    assert_eq!(site.index.block_of(4), None);
    assert_eq!(site.index.groups()[0].count, 4);
    assert_eq!(site.index.newest().len(), 4);
}

/// Words in quotes and words beside them, with and without the typed marks, in headlines and in texts.
#[test]
fn quotes_beside_words() {
    let entries = [
        entry("hoa mai đa", "", ""),
        entry("hoà mai đa", "hoa mai", ""),
        entry("hoa đa mai", "", "hoa mai"),
        entry("đa", "hoa", "mai hoa mai"),
    ];
    for head in [0, 30, 1000] {
        for n in [1, 2, 3, 4, 10] {
            for query in [
                "da \"mai hoa\"",
                "\"hoa mai\" da",
                "\"hoa mai\" đa",
                "da \"hoa mai\"",
                "hoa \"mai đa\"",
                "\"hoa mai da\"",
            ] {
                let mut site = Site::of(write_with(&entries, &groups(), Limits { head, shard: 10, shards: 400 }));
                agree(&mut site, &entries, query, false, n, Filter::default());
            }
        }
    }
}

/// Who asks in a whole sentence finds what has most of it.
#[test]
fn most_of_the_words() {
    let entries = [
        entry("Họp", "", "Bà con cho con đi học ở đâu cũng được"),
        entry("Đăng ký khai sinh", "Cấp giấy khai sinh", "Nơi làm: Ủy ban"),
        entry("Khai giảng", "", "con sinh, khai giấy"),
        entry("Giấy khai sinh", "", ""),
    ];
    let mut site = Site::new(&entries);
    assert_eq!(site.found("làm giấy khai sinh cho con ở đâu"), [1, 3]);
    let outcome = site.search("làm giay khai sinh cho con ở đâu", 10);
    assert!(outcome.entries.iter().all(|hit| hit.rank.is_partial() && !hit.rank.is_in_text()));
    assert!(!outcome.entries[0].rank.is_headline());
    // Words with other marks, single syllables, and what does not have what stands in quotes.
    for query in ["làm giầy khải sinh", "học giảng", "\"khai sinh\" học"] {
        assert_eq!(site.found(query), Vec::<u32>::new(), "{query}");
    }
    // Nothing is said to lack words where that is not known.
    let mut site = Site::new(&entries);
    let search = Search::new(Query::parse("giấy khai sinh ở đâu", false), Filter::default());
    for name in search.results(&site.index, 10).needed {
        site.index.give(&name, None);
    }
    assert_eq!(search.results(&site.index, 10).entries, []);
}

/// The beginning of a word that more files have than a keystroke is worth.
#[test]
fn short_beginnings() {
    let text = ["ta", "tan", "tao", "tham", "than", "the", "thi", "tho", "thu", "toi", "tri", "tu"].join(" ");
    let entries = [entry("tin", "", ""), entry("a", "", &text), entry("b", "", "t"), entry("c", "", "xa toan")];
    let mut site = Site::of(write_with(&entries, &groups(), Limits { head: 1000, shard: 1, shards: 400 }));
    let mut found = |query: &str| {
        site.fetched.clear();
        let outcome = site.run(&Search::new(Query::parse(query, true), Filter::default()), 10);
        let entries: Vec<u32> = outcome.entries.iter().map(|hit| hit.entry).collect();
        (entries, outcome.total, site.fetched.len())
    };
    let (entries, total, fetched) = found("t");
    assert_eq!((entries, total), (vec![2, 0], None));
    assert!(fetched <= 2, "{fetched}");
    assert_eq!(found("tha").1, Some(1));
    // Nothing has the beginning itself, so more files are looked into, but not all.
    assert_eq!((found("th").0, found("th").1), (vec![1], Some(1)));
    assert_eq!((found("xa t").0, found("xa t").1), (vec![], None));
}

/// What comes first lies in an older headline, or in a text, and another entry in the newest headlines.
#[test]
fn later_files_have_better_entries() {
    let entries = [
        entry("mai hoa, xom đá", "", ""),
        entry("hoa mai", "", ""),
        entry("xom", "", "da"),
        entry("hoà một mai", "", ""),
        entry("hoà mai", "", "hoa xom"),
    ];
    for head in (0..80).step_by(3) {
        for n in 1..6 {
            for query in ["hoa mai", "xom da", "hoà mai", "hoa", "mot mai", "hoa xom"] {
                for shards in [1, 400] {
                    let mut site = Site::of(write_with(&entries, &groups(), Limits { head, shard: 10, shards }));
                    agree(&mut site, &entries, query, false, n, Filter::default());
                }
            }
        }
    }
}

#[test]
fn hits_in_headlines_need_no_other_file() {
    let entries: Vec<Entry> = (0..100).map(|n| entry(&format!("Tin số {n}: giấy phép"), "", "giấy phép")).collect();
    let mut site = Site::new(&entries);
    assert_eq!(site.search("giấy phép", 10).entries.len(), 10);
    assert_eq!(site.search("tin số", 100).entries.len(), 100);
    // No text has these words without marks.
    assert_eq!(site.search("giay phep", 10).entries.len(), 10);
    assert_eq!(site.fetched, Vec::<String>::new());
    let search = Search::new(Query::parse("giấy phép", false), Filter::default());
    assert!(!search.results(&site.index, 101).needed.is_empty());
}

#[test]
fn filters() {
    let mut entries: Vec<Entry> = (0..40).map(|_| entry("giấy", "", "phép")).collect();
    for (number, entry) in entries.iter_mut().enumerate() {
        entry.group = (number % 2) as u16;
        entry.date = (number >= 4).then(|| format!("{}-01-01", 2025 - number / 10));
    }
    let mut site = Site::new(&entries);
    assert_eq!(site.index.years(), [(0, 4), (2025, 6), (2024, 10), (2023, 10), (2022, 10)]);
    for group in [None, Some(0), Some(1), Some(2)] {
        for year in [None, Some(0), Some(2024), Some(2022), Some(1999)] {
            let filter = Filter { group, year };
            for query in ["giay", "phep", "giấy phép"] {
                site.fetched.clear();
                let search = Search::new(Query::parse(query, false), filter);
                let outcome = site.run(&search, 1000);
                let scanned = scan(query, false, filter, &entries);
                assert_eq!(outcome_as_scan(&outcome), ranks_and_numbers(&scanned));
                assert_eq!(outcome.correction, None);
                let counts = search.counts(&site.index).unwrap();
                let of = |filter| scan(query, false, filter, &entries).len() as u32;
                assert_eq!(counts.groups, [0, 1].map(|group| of(Filter { group: Some(group), ..filter })));
                let years = counts.years.into_iter();
                assert!(years.clone().all(|(year, count)| count == of(Filter { year: Some(year), ..filter })));
                assert_eq!(years.map(|(_, count)| count).sum::<u32>(), of(Filter { year: None, ..filter }));
            }
        }
    }
}

#[test]
fn same_input_same_files() {
    let entries: Vec<Entry> =
        (0..300).map(|n| entry(&format!("Tin {n}"), "tóm tắt", &format!("nội dung {}", n % 7))).collect();
    assert_eq!(write(&entries, &groups()), write(&entries, &groups()));
    let names: Vec<String> = write(&entries, &groups()).into_iter().map(|file| file.name).collect();
    let unique: std::collections::BTreeSet<&String> = names.iter().collect();
    assert_eq!(names.len(), unique.len());
    assert_eq!(names[0], "index.json");
}

/// Most addresses say the headline again, and need not.
#[test]
fn addresses_are_whole() {
    for (address, headline, written) in [
        ("/bai/khai-giang-nam-hoc/", "Khai giảng: năm học", "/bai/*/"),
        ("/bai/khai-giang-2/", "Khai giảng", "/bai/*-2/"),
        ("/bai/khai-khai/", "Khai", "/bai/*-khai/"),
        ("/bai/*/", "Khai", "/bai/*/"),
        ("/bai/khac/", "Khai", "/bai/khac/"),
        ("/bai/khac/", "…", "/bai/khac/"),
        ("", "", ""),
    ] {
        let entries = [Entry { address: address.to_owned(), ..entry(headline, "", "") }];
        let site = Site::new(&entries);
        let (name, place) = site.index.block_of(0).unwrap();
        let block = serde_json::from_slice(&site.files[&name]).unwrap();
        let shown = Detail::read(&block, place).unwrap().address;
        if address.contains('*') {
            assert_eq!(shown, address.replace('*', "khai"), "no page is called that");
        } else {
            assert_eq!((block[0][0].as_str(), shown.as_str()), (Some(written), address));
        }
    }
}

#[test]
fn summaries_are_cut() {
    let summary = "đường ".repeat(100);
    let files = write(&[entry("a", &summary, "")], &groups());
    let block = files.iter().find(|file| file.name.ends_with(".json") && file.name != "index.json").unwrap();
    let detail = Detail::read(&serde_json::from_slice(&block.bytes).unwrap(), 0).unwrap();
    assert!(detail.summary.chars().count() <= 300);
    assert!(detail.summary.ends_with("đường…"), "{}", detail.summary);
}

#[test]
fn missing_files() {
    let entries = [entry("phép", "", ""), entry("giấy", "", "phép"), entry("Họp", "", "giấy phép")];
    let site = Site::new(&entries);
    let search = Search::new(Query::parse("giấy", false), Filter::default());
    for damage in [
        |_: &[u8]| None,
        |bytes: &[u8]| bytes.get(..bytes.len() - 1).map(<[u8]>::to_vec),
        |_: &[u8]| Some(b"<!doctype html><title>404</title>".to_vec()),
        |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            bytes[2] ^= 1;
            Some(bytes)
        },
        |_: &[u8]| Some(Vec::new()),
    ] {
        let mut index = site.index.clone();
        let needed = search.results(&index, 10).needed;
        assert_eq!(needed.len(), 1);
        for name in &needed {
            index.give(name, damage(&site.files[name]).as_deref());
        }
        let outcome = search.results(&index, 10);
        assert!(outcome.is_missing && outcome.needed.is_empty(), "{outcome:?}");
        assert_eq!(outcome.entries.iter().map(|hit| hit.entry).collect::<Vec<_>>(), [1]);
        index.retry();
        assert_eq!(search.results(&index, 10).needed, needed);
        for name in &needed {
            index.give(name, site.files.get(name).map(Vec::as_slice));
        }
        assert_eq!(search.results(&index, 10).total, Some(2));
    }
}

#[test]
fn empty_site() {
    let mut site = Site::new(&[]);
    assert_eq!(site.found("giấy"), Vec::<u32>::new());
    assert!(site.index.is_empty());
}

#[test]
fn passages() {
    let text = format!("{} Ủy ban cấp giấy phép xây dựng cho dân. {}", "Tin cũ ".repeat(50), "Hết tin ".repeat(50));
    let query = Query::parse("giay phep", false);
    let part = passage(&query, &text, 100);
    assert!(part.text.chars().count() <= 100 && part.text.chars().count() > 85, "{part:?}");
    assert!(part.text.contains("Ủy ban cấp giấy phép xây dựng"));
    assert_eq!(part.marks.iter().map(|mark| &part.text[mark.clone()]).collect::<Vec<_>>(), ["giấy phép"]);
    assert!(part.is_cut_before && part.is_cut_after);
    let whole = passage(&query, "Phép và giấy", usize::MAX);
    assert_eq!(whole.text, "Phép và giấy");
    assert_eq!(whole.marks, [0..5, 10..16]);
    assert!(!whole.is_cut_before && !whole.is_cut_after);
    let pairs = format!("Giấy có phép. {} Giấy phép.", "một hai ".repeat(50));
    assert!(passage(&query, &pairs, 60).text.ends_with("Giấy phép."));
    let typed = passage(&Query::parse("đươ", true), "con đường", usize::MAX);
    assert_eq!(typed.marks.len(), 1);
    let none = passage(&Query::parse("xyz", false), &text, 20);
    assert!(none.text.starts_with("Tin cũ") && none.marks.is_empty() && none.is_cut_after);
    let end = passage(&Query::parse("xyz", false), "", 20);
    assert_eq!(end.text, "");
    let last = passage(&Query::parse("dân", false), &format!("{} của dân.", "một hai ".repeat(50)), 60);
    assert!(last.text.ends_with("của dân.") && last.text.chars().count() > 50 && !last.is_cut_after, "{last:?}");
}

/// Few words, so that they meet.
fn text(most: usize) -> impl Strategy<Value = String> {
    let words =
        ["hoa", "hoà", "hoá", "hoan", "đa", "da", "đá", "dan", "dân", "đương", "đường", "12", "1.264", "kỹ", "ki", "x"];
    proptest::collection::vec(prop::sample::select(words.to_vec()), 0..most).prop_map(|words| words.join(" "))
}

fn queries() -> impl Strategy<Value = String> {
    let words = [
        "hoa",
        "hòa",
        "hoá",
        "ho",
        "đa",
        "da",
        "d",
        "đ",
        "dan",
        "đươ",
        "đường",
        "12",
        "1264",
        "kĩ",
        "k",
        "x",
        "zz",
        "\"",
        "\"",
    ];
    proptest::collection::vec(prop::sample::select(words.to_vec()), 0..5).prop_map(|words| words.join(" "))
}

fn archive(most: usize) -> impl Strategy<Value = Vec<Entry>> {
    let one = (text(5), text(6), text(12), 0..2_u16, 2023..2026_u32);
    proptest::collection::vec(one, 0..most).prop_map(|all| {
        all.into_iter()
            .map(|(headline, summary, text, group, year)| Entry {
                date: Some(format!("{year}-01-01")),
                group,
                ..entry(&headline, &summary, &text)
            })
            .collect()
    })
}

/// So many bytes that all texts are one file.
const ONE_FILE: usize = 100_000;

fn agree(site: &mut Site, entries: &[Entry], query: &str, typing: bool, n: usize, filter: Filter) {
    let expected = ranks_and_numbers(&scan(query, typing, filter, entries));
    site.fetched.clear();
    let search = Search::new(Query::parse(query, typing), filter);
    let outcome = site.run(&search, n);
    let found = outcome_as_scan(&outcome);
    assert_eq!(found, expected[..n.min(expected.len())]);
    assert!(outcome.total.is_none_or(|total| total == expected.len() as u32));
    assert!(outcome.total.is_some() || found.len() == n);
    if let Some(counts) = search.counts(&site.index) {
        let of = |filter: Filter| scan(query, typing, filter, entries).len() as u32;
        let groups: Vec<u32> = (0..2).map(|group| of(Filter { group: Some(group), ..filter })).collect();
        assert_eq!(counts.groups, groups);
        for year in 2023..2026 {
            let count = counts.years.iter().find(|(known, _)| *known == year).map_or(0, |(_, count)| *count);
            assert_eq!(count, of(Filter { year: Some(year), ..filter }), "{year}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn index_agrees_with_scan(
        entries in archive(30),
        query in queries(),
        typing: bool,
        n in 1..20_usize,
        group in prop::option::of(0..2_u16),
        year in prop::option::of(2023..2026_u16),
        head in 0..300_usize,
        shard in prop::sample::select(vec![0, 5, 20, 60, ONE_FILE]),
        // Of few or of many texts: older headlines are among these, or have files of their own.
        shards in prop::sample::select(vec![1, 400]),
    ) {
        let mut site = Site::of(write_with(&entries, &groups(), Limits { head, shard, shards }));
        let filter = Filter { group, year };
        if !typing || shard == ONE_FILE {
            agree(&mut site, &entries, &query, typing, n, filter);
            return Ok(());
        }
        // The beginning of a word is looked up in few files if something is found there.
        let all = ranks_and_numbers(&scan(&query, typing, filter, &entries));
        let outcome = site.run(&Search::new(Query::parse(&query, typing), filter), n);
        prop_assert!(outcome.entries.len() <= n);
        prop_assert!(outcome.total.is_none_or(|total| total == all.len() as u32));
        for (rank, entry) in outcome_as_scan(&outcome) {
            prop_assert!(all.iter().any(|(best, number)| *number == entry && *best >= rank));
        }
        let is_found_elsewhere = filter != Filter::default();
        prop_assert!(all.is_empty() || is_found_elsewhere || !outcome.entries.is_empty());
    }

    #[test]
    fn damaged_index_is_read_without_panic(entries in archive(10), place: prop::sample::Index, byte: u8, query in queries()) {
        let files = write_with(&entries, &groups(), Limits { head: 50, shard: 20, shards: 400 });
        let mut index = files[0].bytes.clone();
        let place = place.index(index.len());
        index[place] = byte;
        if let Some(mut index) = serde_json::from_slice(&index).ok().and_then(|value| Index::read(&value)) {
            let search = Search::new(Query::parse(&query, true), Filter::default());
            for _ in 0..10 {
                for name in search.results(&index, 10).needed {
                    index.give(&name, files.iter().find(|file| file.name == name).map(|file| file.bytes.as_slice()));
                }
            }
            assert!(search.results(&index, 10).needed.is_empty());
        }
    }

    #[test]
    fn passages_are_parts(text in "\\PC{0,200}", query in "\\PC{0,10}", most in 0..100_usize) {
        let query = Query::parse(&query, true);
        let part = passage(&query, &text, most);
        prop_assert!(text.contains(&part.text));
        prop_assert!(part.text.chars().count() <= most);
        for mark in part.marks {
            prop_assert!(!part.text[mark].is_empty());
        }
    }
}
