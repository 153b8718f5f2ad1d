//! Whole files as clerks write them, and what becomes of each.

use crate::{ArticleFile, EmbeddedPicture, Place, Problem, ProblemKind, Site, picture, read, to_markdown, word_text};
use proptest::prelude::*;
use serde_json::{Value, json};
use trangxa_clean::Wording;
use trangxa_clean::text::text_of;
use trangxa_model::Timestamp;
use trangxa_test_support::docx::{Docx, PNG, drawing, p, r, style, styled};

fn markdown(bytes: &[u8]) -> ArticleFile {
    read("bai/2026-11-28-hop-dan.md", bytes, &Site::UNKNOWN)
}

fn item(bytes: &[u8]) -> Value {
    let file = markdown(bytes);
    assert_eq!(file.problems, []);
    file.item.unwrap()
}

const TEXT: &str = "---\ntiêu đề: Mời họp dân\nngày: 28/11/2026 08:00\n---\n\nMời bà con thôn Đông.\n";

#[test]
fn a_file_of_notepad_is_read_in_every_encoding() {
    let expected = json!({
        "id": "2026-11-28-hop-dan", "title": "Mời họp dân", "date_published": "2026-11-28T08:00:00+07:00",
        "content_html": "<p>Mời bà con thôn Đông.</p>\n",
    });
    let windows = TEXT.replace('\n', "\r\n");
    let wide: Vec<u8> = windows.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(TEXT).collect();
    for bytes in [
        TEXT.as_bytes().to_vec(),
        windows.as_bytes().to_vec(),
        TEXT.replace('\n', "\r").into_bytes(),
        [b"\xef\xbb\xbf", windows.as_bytes()].concat(),
        [b"\xff\xfe", &wide[..]].concat(),
        wide,
        decomposed.into_bytes(),
    ] {
        assert_eq!(item(&bytes), expected);
    }
}

#[test]
fn other_encodings_are_read_and_told() {
    let (title, kind) = (
        |file: &ArticleFile| file.item.as_ref().unwrap()["title"].clone(),
        |file: &ArticleFile| file.problems[0].kind.clone(),
    );
    // "Hội đồng" in Windows-1258 and "Hộ tịch" in TCVN3.
    let vietnamese = markdown(b"---\ntitle: H\xf4\xf2i \xf0\xf4\xccng\n---\nx");
    assert_eq!((title(&vietnamese), kind(&vietnamese)), (json!("Hội đồng"), ProblemKind::ReadAs("Windows-1258")));
    let old = markdown("---\ntitle: Hé tÞch\n---\nThñ tôc hµnh chÝnh".as_bytes());
    assert_eq!((title(&old), kind(&old)), (json!("Hộ tịch"), ProblemKind::OldFont("TCVN3")));
    assert_eq!(old.item.unwrap()["content_html"], "<p>Thủ tục hành chính</p>\n");
}

#[test]
fn a_file_with_nothing_to_show_is_rejected() {
    for (bytes, kind) in [
        (&b""[..], ProblemKind::Empty),
        (b"\n\n", ProblemKind::Empty),
        (b"---\nngay: 28/11/2026\n---\n", ProblemKind::Empty),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ProblemKind::NoText),
        (b"%PDF-1.7\n", ProblemKind::NoText),
        (b"PK\x03\x04\x14", ProblemKind::NoText),
    ] {
        let file = markdown(bytes);
        assert_eq!((file.item, file.problems), (None, vec![Problem { place: Place::Whole, kind }]));
    }
    assert_eq!(markdown(b"title: A").item.unwrap()["title"], "A", "a title alone can be shown");
}

#[test]
fn the_files_that_an_article_names_are_known() {
    let meant = |path: &str| ["bai/don.docx", "media/a.jpg"].contains(&path).then(|| path.to_owned());
    let site = Site { meant_file: &meant, ..Site::UNKNOWN };
    let text = "---\ntitle: A\nđính kèm: don.docx\n---\n![](../media/a.jpg) [xem](don.docx) [khác](x.pdf)";
    assert_eq!(read("bai/2026-11-28-x.md", text.as_bytes(), &site).names, ["bai/don.docx", "media/a.jpg"]);
}

#[test]
fn a_document_becomes_an_item() {
    let body = styled("Title", "Mời họp dân") + &p("Mời bà con.") + &format!("<w:p>{}</w:p>", drawing("rA", "Họp"));
    let docx =
        Docx::new(&body).xml("styles", "styles", &style("Title", "Title", "")).part("rA", "image", "media/1.png", PNG);
    let file = read("bai/2026-11-28 Họp dân.docx", &docx.bytes(), &Site::UNKNOWN);
    let [EmbeddedPicture { name, part, bytes }] = file.pictures.as_slice() else { panic!("{:?}", file.pictures) };
    assert_eq!((picture(&docx.bytes(), part).as_ref(), file.problems.as_slice()), (Some(bytes), [].as_slice()));
    assert_eq!(
        file.item.unwrap(),
        json!({
            "id": "2026-11-28 Họp dân", "title": "Mời họp dân", "date_published": "2026-11-28",
            "image": format!("../media/word/{name}"),
            "content_html": format!("<p>Mời bà con.</p>\n<p><img src=\"../media/word/{name}\" alt=\"Họp\"></p>\n"),
        })
    );
}

#[test]
fn the_whole_text_of_a_document_can_be_had() {
    let body = styled("Title", "Danh sách") + &p("tác giả: Thu Xuân") + &p("Bà con xem.");
    let docx = Docx::new(&body).xml("styles", "styles", &style("Title", "Title", "")).bytes();
    let text = text_of(&word_text(&docx).unwrap());
    assert_eq!(text, "Danh sách tác giả: Thu Xuân Bà con xem.");
    assert_eq!(word_text(b"x"), Err(ProblemKind::NoWord));
}

/// The item of a document, and that of the Markdown file that was made of it.
fn both(docx: &Docx) -> (Value, Value) {
    let path = "bai/2026-11-28 Họp dân.docx";
    let direct = read(path, &docx.bytes(), &Site::UNKNOWN).item.unwrap();
    let made = to_markdown(path, &docx.bytes()).unwrap();
    let text = made.text("../media/word/", Timestamp::parse("2026-11-28").unwrap());
    let again = read("bai/2026-11-28 Họp dân.md", text.as_bytes(), &Site::UNKNOWN);
    assert_eq!(again.problems, [], "{text}");
    (direct, again.item.unwrap())
}

#[test]
fn a_document_as_markdown_is_the_same_article() {
    let numbering = "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
        <w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"-\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>\
        <w:abstractNum w:abstractNumId=\"2\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"-\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"2\"><w:abstractNumId w:val=\"2\"/></w:num>";
    let item = |level: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}</w:p>",
            r("", text)
        )
    };
    let bullet = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr>{}</w:p>",
            r("", text)
        )
    };
    let tc = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
    let framed = "<w:tblPr><w:tblBorders><w:top w:val=\"single\"/></w:tblBorders></w:tblPr>";
    let head = "<w:trPr><w:tblHeader/></w:trPr>";
    let body = [
        styled("Title", "“Xanh” và “Sạch”"),
        format!(
            "<w:p>{}{}{}{}</w:p>",
            r("<w:b/>", "Điều 1."),
            r("", "Phạm vi "),
            r("<w:i/>", "nghiêng"),
            r("<w:b/><w:i/>", "cả hai")
        ),
        p("# không phải tiêu đề"),
        p("1. không phải danh sách"),
        p("- gạch đầu dòng"),
        p("• chấm đầu dòng"),
        p("*sao* _gạch_ [ngoặc] `mã` ~~xoá~~ &lt;b&gt; &amp;amp; \\ | 2*3"),
        format!("<w:p>{}<w:r><w:br/></w:r>{}</w:p>", r("", "dòng một"), r("", "dòng hai")),
        format!("<w:p>{}{}</w:p>", r("", "m"), r("<w:vertAlign w:val=\"superscript\"/>", "2")),
        item(0, "Một"),
        item(1, "con"),
        item(0, "Hai"),
        p("xen giữa"),
        item(0, "Ba"),
        item(1, "con"),
        bullet("riêng"),
        item(0, "Bốn"),
        format!("<w:p>{}<w:r><w:br/></w:r>{}</w:p>", r("", "Nơi nhận:"), r("", "- Các thôn; 3. Lưu")),
        format!(
            "<w:tbl>{framed}<w:tr>{head}{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            tc("", "Thôn"),
            tc("", "Hộ"),
            tc("", "a | b"),
            tc("", "5")
        ),
        format!(
            "<w:tbl>{framed}<w:tr>{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            tc("<w:gridSpan w:val=\"2\"/>", "Gộp"),
            tc("", "1"),
            tc("", "2")
        ),
        format!("<w:p>{}<w:hyperlink r:id=\"rL\">{}</w:hyperlink></w:p>", r("", "xem "), r("", "đây")),
        format!("<w:p>{}</w:p>", drawing("rA", "Họp [thôn]")),
    ]
    .concat();
    let docx = Docx::new(&body)
        .xml("styles", "styles", &style("Title", "Title", ""))
        .xml("numbering", "numbering", numbering)
        .address("rL", "hyperlink", "https://a.example/x_(y)?a=1")
        .part("rA", "image", "media/1.png", PNG);
    let (direct, again) = both(&docx);
    assert_eq!(cleaned(&again), cleaned(&direct));
    assert_eq!((&again["title"], &again["image"]), (&direct["title"], &json!("../media/word/anh-1.png")));
}

/// The text of an item as its page would have it.
fn cleaned(item: &Value) -> String {
    let wording =
        Wording { table: "", watch: "", listen: "", watch_on: "", document: "", enlarge: "", embedded_from: "" };
    let html = item["content_html"].as_str().unwrap();
    let clean =
        trangxa_clean::write(&trangxa_clean::html5ever::clean(html, "/bai/x", &wording)).replace("<br> ", "<br>");
    // The pictures of a document have other names beside its Markdown.
    match clean.split_once("/media/word/") {
        Some((before, after)) => format!("{before}{}", after.split_once(".png").unwrap().1),
        None => clean,
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(
        text in "(---|\n|\r|title:|ngày:|tiêu đề:|- |\\* |# |##|\\||---\\||\\[|\\]\\(|!\\[|\\)|<|>|script|&lt;|`|```|\\*\\*|\\[\\^1\\]|: | |\t|ệ|a|1\\.|28/11/2026|\u{feff}|\u{a0}){0,60}"
    ) {
        let file = markdown(text.as_bytes());
        prop_assert!(file.item.is_some() || file.problems.iter().any(|it| it.kind.effect() == crate::Effect::Rejected));
    }

    #[test]
    fn words_of_a_text_are_on_the_page(words in proptest::collection::vec("[a-zđệ]{1,8}", 1..8), mark in "(# |- |> |1\\. |\\*\\*|    |\t|)") {
        let text = format!("---\ntitle: A\n---\n{mark}{}", words.join(" "));
        let html = markdown(text.as_bytes()).item.unwrap()["content_html"].as_str().unwrap().to_owned();
        for word in &words {
            prop_assert!(text_of(&html).contains(word.as_str()), "{}: {}", text, html);
        }
    }

    #[test]
    fn no_bytes_make_the_readers_panic(bytes in any::<Vec<u8>>()) {
        let _ = (markdown(&bytes), read("bai/x.docx", &bytes, &Site::UNKNOWN));
    }

    #[test]
    fn no_damage_makes_the_reader_of_documents_panic(cuts in proptest::collection::vec((any::<u16>(), any::<u8>()), 1..6)) {
        let body = styled("Title", "A") + &p("x") + &format!("<w:p>{}</w:p>", drawing("rA", ""));
        let mut bytes = Docx::new(&body).part("rA", "image", "media/1.png", PNG).bytes();
        for (at, byte) in cuts {
            let at = usize::from(at) % bytes.len();
            bytes[at] = byte;
        }
        let _ = read("bai/x.docx", &bytes, &Site::UNKNOWN);
    }

    #[test]
    fn no_elements_make_the_reader_of_documents_panic(
        elements in proptest::collection::vec(
            "<w:(p|r|t|tbl|tr|tc|pPr|rPr|numPr|ins|del|hyperlink|fldChar|instrText|drawing|pict|txbxContent|sdt|sdtContent|vMerge|gridSpan|br|sym|footnoteReference)( w:val=\"(1|restart|99999999|HYPERLINK x|title)\")?( w:fldCharType=\"(begin|separate|end)\")?( w:id=\"1\")?>",
            0..40
        )
    ) {
        let mut body = String::new();
        for start in &elements {
            body.push_str(start);
        }
        for start in elements.iter().rev() {
            let name = start[1..].split([' ', '>']).next().unwrap_or_default();
            body.push_str(&format!("x</{name}>"));
        }
        let _ = read("bai/x.docx", &Docx::new(&body).bytes(), &Site::UNKNOWN);
    }
}
