//! Damaged and hostile workbooks: each is refused with a sentence, or read; none makes the program panic or hang.

use crate::support::{book, failure, fill, import, over, site};
use std::io::Cursor;
use std::io::{Read, Write};
use std::sync::mpsc;
use std::time::Duration;
use trangxa_test_support::{SiteFolder, raw_book, sheet_data};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A run that takes longer than this does not end.
const WATCHDOG: Duration = Duration::from_secs(120);

#[test]
fn addresses_that_no_sheet_has_are_refused_with_a_sentence() {
    let data = sheet_data("Tháng 11/2023\nLĩnh vực;Tiếp nhận;Trễ hạn\nHộ tịch;5;0");
    for (xml, address) in [
        (format!(r#"<dimension ref="C9:A1"/>{data}"#), "C9:A1"),
        (format!(r#"<dimension ref="A1:ZZZZZZ99999999999"/>{data}"#), "A1:ZZZZZZ"),
        (format!(r#"{data}<mergeCells><mergeCell ref="C3:A1"/></mergeCells>"#), "C3:A1"),
        (format!(r#"{data}<mergeCells><mergeCell ref="A1:A99999999999"/></mergeCells>"#), "A1:A9"),
        (data.replace(r#"r="C3""#, r#"r="CCCCCCCCCC3""#), "CCCCCCCCCC3"),
        (data.replace(r#"<row r="3">"#, r#"<row r="4294967297">"#), "4294967297"),
        (data.replace(r#"<row r="3">"#, r#"<row r="0">"#), "0"),
        (data.replace("<v>5</v>", r#"<f t="shared" si="0" ref="B9:A1">A1</f><v>5</v>"#), "B9:A1"),
    ] {
        let site = site();
        let report = import(&site, "a.xlsx", raw_book(&xml));
        let failure = failure(&report);
        assert!(failure.contains("xl/worksheets/sheet1.xml") && failure.contains(address), "{failure}");
        assert!(!site.path("data/tthc.json").exists());
    }
}

#[test]
fn a_sheet_is_checked_wherever_it_lies_in_the_archive() {
    let site = site();
    let bytes = raw_book(&sheet_data("Lĩnh vực;Tiếp nhận\nHộ tịch;5").replace(r#"r="B2""#, r#"r="BBBBBBBBBB2""#));
    let mut moved = parts(&bytes);
    for (name, content) in &mut moved {
        *name = name.replace("worksheets/sheet1.xml", "x/other.bin");
        *content = String::from_utf8_lossy(content).replace("worksheets/sheet1.xml", "x/other.bin").into_bytes();
    }
    let report = import(&site, "a.xlsx", packed(&moved));
    assert!(failure(&report).contains("xl/x/other.bin names the cell \"BBBBBBBBBB2\""), "{}", report.text());
}

#[test]
fn merged_regions_cost_no_more_than_the_cells_in_use() {
    let data = sheet_data("Tháng 11/2023\nLĩnh vực;Tiếp nhận;Trễ hạn\nHộ tịch;5;0\nTổng;5;0");
    let with = |regions: &str| raw_book(&format!("{data}<mergeCells>{regions}</mergeCells>"));
    let site = site();
    let report = import(&site, "a.xlsx", with(r#"<mergeCell ref="D5:XFD1048576"/>"#));
    assert!(report.is_complete(), "{}", report.text());
    let report = import(&site, "b.xlsx", with(&r#"<mergeCell ref="A1:XFD1048576"/>"#.repeat(100_000)));
    assert!(failure(&report).contains("too many merged cells"), "{}", report.text());
}

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// The parts of a workbook.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().to_string(), content)
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Changes a part of a workbook where it hurts: in its numbers, addresses, tags and texts.
fn mutate(random: &mut Random, content: &mut Vec<u8>) {
    const PIECES: [&str; 22] = [
        "99999999999999999999",
        "-1",
        "1e308",
        "A0",
        "ZZZ9999999",
        "B2:A1",
        "A1:XFD1048576",
        "<",
        ">",
        "&",
        "\"",
        "t=\"s\"",
        "t=\"d\"",
        "s=\"4294967295\"",
        "<v>",
        "</row>",
        "</c>",
        "&#0;",
        "\u{feff}",
        "<f t=\"shared\" si=\"18446744073709551615\">",
        "<mergeCell ref=\"A1:B2\"/>",
        "0",
    ];
    for _ in 0..=random.below(3) {
        if content.is_empty() {
            return;
        }
        let at = random.below(content.len());
        let end = (at + 1 + random.below(30)).min(content.len());
        match random.below(6) {
            0 => content[at] ^= 1 << random.below(8),
            1 => drop(content.drain(at..end)),
            2 => {
                let doubled: Vec<u8> = content[at..end].to_vec();
                content.splice(at..at, doubled);
            }
            3 => {
                let piece = PIECES[random.below(PIECES.len())];
                content.splice(at..end, piece.bytes());
            }
            4 => {
                // A number becomes another one.
                let digits = content[at..].iter().position(u8::is_ascii_digit).map(|digit| at + digit);
                if let Some(digit) = digits {
                    let piece = PIECES[random.below(8)];
                    content.splice(digit..=digit, piece.bytes());
                }
            }
            _ => content.truncate(at),
        }
    }
}

/// Workbooks with what real ones have: shared and inline texts, merged headers, dates, percentages, formulas, several sheets.
fn samples() -> Vec<Vec<(String, Vec<u8>)>> {
    let written = book(|book| {
        let sheet = book.add_worksheet();
        fill(sheet, 0, "Tháng 11 năm 2023\nSTT;Lĩnh vực;Tiếp nhận;;Đã giải quyết;;;Đang giải quyết");
        over(sheet, (1, 1), (2, 3), "Tiếp nhận");
        fill(sheet, 2, ";;Trực tuyến;Trực tiếp;Trước hạn;Đúng hạn;Quá hạn;Trong hạn\n(1);(2);(3);(4);(5);(6);(7);(8)");
        fill(
            sheet,
            4,
            "I;Tư pháp;40;10;30;8;2;10\n1;Hộ tịch;30;6;20;6;2;8\n2;Chứng thực;10;4;10;2;0;2\n;Tổng cộng;40;10;30;8;2;10",
        );
        sheet.write_formula(7, 2, rust_xlsxwriter::Formula::new("=SUM(C6:C7)").set_result("40")).unwrap();
        let percent = rust_xlsxwriter::Format::new().set_num_format("0.0%");
        sheet.write_with_format(7, 8, 0.95, &percent).unwrap();
        let date = rust_xlsxwriter::Format::new().set_num_format("mm/yyyy");
        let other = book.add_worksheet();
        fill(other, 0, "Tháng;Đơn vị;Tiếp nhận mới;Trễ hạn");
        fill(other, 1, ";UBND xã Quang Thành;1.264;2\n;UBND xã Hiệp An;900;1");
        other.write_with_format(1, 0, 45_231.0, &date).unwrap();
    });
    let raw = raw_book(&sheet_data(
        "Lĩnh vực;Tiếp nhận mới;Trễ hạn\nHé tÞch;40;=1+1\n§Êt ®ai;20;1\nTæng céng;60;=SUM(C2:C3)",
    ));
    vec![parts(&written), parts(&raw)]
}

#[test]
fn mutated_workbooks_are_read_or_refused() {
    let rounds = if std::env::var_os("TRANGXA_LONG_TESTS").is_some() { 50_000 } else { 5_000 };
    let (sender, receiver) = mpsc::channel();
    let worker = std::thread::spawn(move || {
        let samples = samples();
        let mut random = Random(14);
        let site: SiteFolder = site();
        for round in 0..rounds {
            let mut parts = samples[random.below(samples.len())].clone();
            // Mostly the sheets, whose addresses and numbers count.
            let sheets: Vec<usize> = (0..parts.len()).filter(|at| parts[*at].0.contains("worksheets/")).collect();
            let part = if random.below(4) > 0 { sheets[random.below(sheets.len())] } else { random.below(parts.len()) };
            mutate(&mut random, &mut parts[part].1);
            let mut bytes = packed(&parts);
            if random.below(10) == 0 {
                mutate(&mut random, &mut bytes);
            }
            if sender.send(round).is_err() {
                return;
            }
            let report = import(&site, "tthc-2023-11.xlsx", bytes);
            assert!(!report.text().is_empty());
            let _ = std::fs::remove_file(site.path("data/tthc.json"));
        }
    });
    let mut last = None;
    loop {
        match receiver.recv_timeout(WATCHDOG) {
            Ok(round) => last = Some(round),
            Err(mpsc::RecvTimeoutError::Timeout) => panic!("workbook {last:?} does not end"),
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
    }
    assert!(worker.join().is_ok(), "workbook {last:?} makes the program panic");
    assert_eq!(last, Some(rounds - 1));
}
