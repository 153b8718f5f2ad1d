//! What a clerk is told in Vietnamese about a document with a mistake: each `NAME.json` here has one that clerks make, and `NAME.txt`
//! is the whole answer. Files that an editor would correct are made here.
//!
//! After an intended change, `SNAPSHOTS=overwrite cargo test -p trangxa-model --test vietnamese` writes the answers again.

#![allow(clippy::unwrap_used, reason = "a test fails where it stands")]

use snapbox::data::{Data, DataFormat};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_messages::{Language, model, set_language};
use trangxa_model::document::{JsonDocument, Lines, place_in_words, repeated_names};
use trangxa_model::printable::printable;
use trangxa_model::remarks::Remark;
use trangxa_model::site::Embed;
use trangxa_model::{Alerts, Calendar, DocumentError, Feed, Office, Procedures, Site, Tthc, Visits, document};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vietnamese")
}

/// The documents that are stored here, and those that are made of one of them, by their names.
fn documents() -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            found.insert(path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap());
        }
    }
    let text = "{\n  \"version\": 1,\n  \"name\": \"Xã An Bình\",\n  \"base_url\": \"https://anbinh.example/\"\n}\n";
    let utf_16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    for (name, bytes) in [
        ("site-byte-order-mark", marked(b"\xef\xbb\xbf", text.as_bytes())),
        ("site-two-byte-order-marks", marked(b"\xef\xbb\xbf\xef\xbb\xbf", text.as_bytes())),
        ("site-utf-16-of-notepad", marked(b"\xff\xfe", &utf_16(u16::to_le_bytes))),
        ("site-utf-16-without-a-mark", utf_16(u16::to_be_bytes)),
        ("site-windows-1258", text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect()),
        ("site-word-document", b"PK\x03\x04\x14\0\x06\0".to_vec()),
        ("site-too-large", vec![b' '; document::MAX_BYTES + 1]),
        ("site-too-deep", "[".repeat(document::MAX_DEPTH + 1).into_bytes()),
        ("site-control-character", text.replace("An", "An\u{b}").into_bytes()),
        ("site-name-twice", text.replace("  \"base_url\"", "  \"name\": \"Xã Bình An\",\n  \"base_url\"").into_bytes()),
        (
            "site-partner-with-path",
            text.replace("\n}", ",\n  \"embed\": {\n    \"partners\": [\"https://huyen.example/tin/\"]\n  }\n}")
                .into_bytes(),
        ),
    ] {
        assert!(found.insert(name.to_owned(), bytes).is_none(), "{name} is made and stored");
    }
    found
}

/// All that is said about a document; its name says what it is.
fn answer(name: &str, bytes: &[u8]) -> String {
    let kind = name.split('-').next().unwrap();
    let file = format!("data/{kind}.json");
    let said = match kind {
        "site" => site(&file, bytes),
        // Relative addresses are those of the published document.
        "feed" => Feed::read(&format!("/{file}"), bytes)
            .map(|feed| feed.remarks.iter().map(|it| (it.place(), it.to_string())).collect::<Vec<_>>()),
        "tthc" => Tthc::read(&file, bytes).map(|tthc| {
            let contradictions = tthc.disagreements(None).into_iter();
            let contradictions =
                contradictions.map(|(place, it)| (place.clone(), format!("{place}: {}", it.problem())));
            remarks(&tthc.remarks).into_iter().chain(contradictions).collect()
        }),
        "alerts" => Alerts::read(&file, bytes).map(|alerts| remarks(&alerts.remarks)),
        "calendar" => Calendar::read(&file, bytes).map(|calendar| remarks(&calendar.remarks)),
        "office" => Office::read(&file, bytes).map(|office| remarks(&office.remarks)),
        "procedures" => Procedures::read(&format!("/{file}"), bytes).map(|procedures| remarks(&procedures.remarks)),
        "visits" => Visits::read(&file, bytes).map(|_| Vec::new()),
        other => panic!("no document is called {other}"),
    };
    let lines = Lines::of(bytes);
    let mut out = String::new();
    match said {
        Err(error) => writeln!(out, "{}", error.to_string().trim_start_matches('/')).unwrap(),
        Ok(said) if said.is_empty() => out.push_str("(không có gì để báo)\n"),
        Ok(said) => {
            for (place, sentence) in said {
                let line = lines.line(&place).map(|line| format!("{}, ", model::Line { line })).unwrap_or_default();
                writeln!(out, "{file}, {line}{sentence}").unwrap();
            }
        }
    }
    // As the programs print it.
    printable(&out).into_owned()
}

/// The places and sentences of remarks.
fn remarks(remarks: &[Remark]) -> Vec<(String, String)> {
    remarks.iter().map(|it| (it.place.clone(), format!("{}: {}", it.place, it.problem))).collect()
}

fn site(file: &str, bytes: &[u8]) -> Result<Vec<(String, String)>, DocumentError> {
    Site::read(file, bytes)?;
    Embed::of(file, &document::parse(file, bytes)?).map_err(|error| error.with_line(bytes))?;
    Ok(repeated_names(bytes)
        .into_iter()
        .map(|(place, name)| (String::new(), format!("{}: {name}", place_in_words(&place))))
        .collect())
}

#[test]
fn the_mistakes_of_clerks_are_answered_in_vietnamese() {
    set_language(Language::Vietnamese);
    let documents = documents();
    for (name, bytes) in &documents {
        let expected = Data::read_from(&folder().join(format!("{name}.txt")), Some(DataFormat::Text)).raw();
        snapbox::assert_data_eq!(answer(name, bytes), expected);
    }
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(name == "main" || documents.contains_key(name), "{} belongs to no document", path.display());
    }
}
