//! Files and texts that somebody made to break the reader.

use proptest::prelude::*;
use trangxa_personal_data::{Document, Kind, Office, PdfProblem, examine};
use trangxa_test_support::{PdfWord, pdf_of_contents, pdf_of_objects, pdf_of_pages};

fn list() -> Vec<u8> {
    let word = |x: f64, y: f64, text: &str| PdfWord { x, y, text: text.to_owned() };
    let row = |y: f64, name: &str, number: &str| {
        vec![word(40.0, y, name), word(200.0, y, "12/03/1956"), word(320.0, y, number)]
    };
    pdf_of_pages(&[[
        row(700.0, "Họ và tên", "CCCD"),
        row(680.0, "Lê Thị Tám", "030150001234"),
        row(660.0, "Ngô Văn Tư", "030060001235"),
    ]
    .concat()])
}

#[test]
fn what_cannot_be_read_is_told_by_its_reason() {
    for (bytes, problem) in [
        (b"".to_vec(), PdfProblem::Damaged),
        (b"%PDF-1.7\n".to_vec(), PdfProblem::Damaged),
        (b"PK\x03\x04 not a pdf".to_vec(), PdfProblem::Damaged),
        (pdf_of_contents(&["0 0 100 100 re f".to_owned()]), PdfProblem::NoText),
        (vec![b' '; 60_000_001], PdfProblem::TooLarge),
    ] {
        assert_eq!(Document::of_pdf(bytes).err(), Some(problem));
    }
}

#[test]
fn pages_that_are_pictures_are_counted() {
    let text = "BT /F1 10 Tf 50 700 Td <00410042> Tj ET".to_owned();
    let document = Document::of_pdf(pdf_of_contents(&[text, "0 0 100 100 re f".to_owned(), String::new()])).unwrap();
    assert_eq!(document.unseen_pages(), 2);
}

#[test]
fn text_behind_a_picture_is_read() {
    let hidden: String = "CCCD 030150001234".encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    let document =
        Document::of_pdf(pdf_of_contents(&[format!("BT 3 Tr /F1 10 Tf 50 700 Td <{hidden}> Tj ET")])).unwrap();
    let found = examine(&document, &Office::default());
    assert_eq!(found.iter().map(|it| (it.kind, it.count)).collect::<Vec<_>>(), [(Kind::CitizenNumber, 1)]);
}

/// Each form draws the next one ten times: a viewer would draw 10 to the power of 12 rectangles.
#[test]
fn forms_that_multiply_end() {
    let form = |content: &str, next: usize| {
        format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {next} 0 R >> >> /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        )
    };
    let draw = "/X Do ".repeat(10);
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{draw}\nendstream", draw.len()),
    ];
    objects.extend((6..16).map(|next| form(&draw, next)));
    objects.push(form("0 0 9 9 re f", 1));
    assert_eq!(Document::of_pdf(pdf_of_objects(&objects)).err(), Some(PdfProblem::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damaged_files_break_nothing(places in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20), cut in any::<prop::sample::Index>(), is_cut in any::<bool>()) {
        let mut bytes = list();
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(document) = Document::of_pdf(bytes) {
            let _ = examine(&document, &Office::default());
        }
    }

    #[test]
    fn no_text_breaks_the_search(text in "([0-9]{1,13}|[ .,/*:;()-]|CCCD|STK|BHYT|sinh ngày|Nguyễn Văn A|\\PC){0,60}") {
        let office = Office::with_phones(&text);
        let _ = examine(&Document::of_html(&text), &office);
        let _ = examine(&Document::of_text(&text), &office);
        let rows: Vec<Vec<String>> = text.split(';').map(|row| row.split(',').map(str::to_owned).collect()).collect();
        let _ = examine(&Document::of_rows(None, rows), &office);
    }

    #[test]
    fn no_report_holds_a_whole_number(number in "0(01|30|79)[0-3][0-4][0-9]{7}") {
        let text = format!("<table><tr><th>Họ tên<th>CCCD<th>STK<tr><td>Lê Thị Tám, CCCD {number}<td>{number}<td>{number}</table><p>CCCD {number}</p>");
        let shown = format!("{:?}", examine(&Document::of_html(&text), &Office::default()));
        prop_assert!(shown.contains(&number[..4]) && !shown.contains(&number[..7]) && !shown.contains(&number[6..]), "{shown}");
    }
}

#[test]
fn long_texts_take_time_in_proportion() {
    // Each of these would take minutes if something looked at the rest of the text, or at the whole text, again and again.
    let many = 20_000;
    for text in [
        "030156001234 ",
        "1/2/1956 ",
        "Nguyễn Văn An ",
        "0 ",
        "CCCD ",
        "STK 0123456789 ",
        "GD ",
        "thường trú: x ",
        "1.",
        "12 tháng 3 năm 1956 ",
        "sinh ngày ",
    ] {
        let _ = examine(&Document::of_html(&text.repeat(many)), &Office::default());
        let row: Vec<String> = vec![text.to_owned(); 5];
        let _ = examine(&Document::of_rows(None, vec![row; many / 5]), &Office::default());
    }
    let head: Vec<String> = ["Họ tên", "CCCD"].map(str::to_owned).to_vec();
    let _ = examine(&Document::of_rows(None, vec![head; many]), &Office::default());
}
