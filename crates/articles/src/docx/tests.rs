//! Word documents as clerks have them, and what is taken of each.

use super::*;
use crate::problem::Problem;
use trangxa_test_support::docx::{Docx, PNG, drawing, p, r, style, styled};

fn document(docx: &Docx) -> (Document, Vec<Problem>) {
    let mut problems = Problems::default();
    let document = read(&docx.bytes(), PictureNames::OfContent, &mut problems).unwrap();
    (document, problems.into_vec())
}

/// The HTML of a body in one line, and the problems.
fn html(docx: &Docx) -> (String, Vec<Problem>) {
    let (document, problems) = document(docx);
    (document.html("anh/").replace('\n', ""), problems)
}

fn of(body: &str) -> String {
    let (html, problems) = html(&Docx::new(body));
    assert_eq!(problems, [], "{body}");
    html
}

fn near(words: &str, kind: ProblemKind) -> Problem {
    Problem { place: Place::Near(words.to_owned()), kind }
}

fn whole(kind: ProblemKind) -> Problem {
    Problem { place: Place::Whole, kind }
}

#[test]
fn letters_keep_what_a_page_shows() {
    for (runs, expected) in [
        (r("", "Một") + &r("", " hai"), "Một hai"),
        (r("<w:b/>", "đậm ") + &r("<w:b w:val=\"0\"/>", "thường"), "<strong>đậm </strong>thường"),
        (r("<w:b/>", "đ") + &r("<w:b/>", "ậm"), "<strong>đậm</strong>"),
        (r("<w:i/><w:b/>", "cả hai"), "<strong><em>cả hai</em></strong>"),
        (r("<w:strike/>", "bỏ") + &r("<w:u w:val=\"single\"/><w:color w:val=\"FF0000\"/>", " gạch"), "<s>bỏ</s> gạch"),
        (
            r("", "m")
                + &r("<w:vertAlign w:val=\"superscript\"/>", "2")
                + &r("<w:vertAlign w:val=\"subscript\"/>", "0"),
            "m<sup>2</sup><sub>0</sub>",
        ),
        (
            "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:br w:type=\"page\"/></w:r>".to_owned(),
            "a<br>b c",
        ),
        ("<w:r><w:t>Covid</w:t><w:noBreakHyphen/><w:t>19</w:t><w:softHyphen/></w:r>".to_owned(), "Covid\u{2011}19"),
        (r("", "3 &lt; 5 &amp; 7"), "3 &lt; 5 &amp; 7"),
        ("<w:ins><w:r><w:t>x</w:t></w:r></w:ins>".replace("w:ins", "w:smartTag"), "x"),
        (r("<w:rFonts w:ascii=\"Wingdings\"/>", "\u{f0fc}") + &r("", " xong"), "✓ xong"),
        ("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/></w:r>".to_owned() + &r("", " chưa"), "☐ chưa"),
    ] {
        assert_eq!(of(&format!("<w:p>{runs}</w:p>")), format!("<p>{expected}</p>"), "{runs}");
    }
}

#[test]
fn headings_are_known_by_name_id_and_level() {
    let styles = [
        style("u1", "heading 1", ""),
        style("u2", "Heading 2", ""),
        style("Con", "Mục con", "<w:basedOn w:val=\"u2\"/>"),
        style("Rieng", "Tên riêng", "<w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>"),
        style("Tiu", "Title", ""),
        style("Nguoi", "Author", "<w:basedOn w:val=\"Tiu\"/>"),
    ]
    .concat();
    let body = [
        styled("Tiu", "Mời họp dân"),
        styled("Nguoi", "Thu Xuân"),
        styled("u1", "Một"),
        styled("u2", "Hai"),
        styled("Con", "Ba"),
        styled("Rieng", "Bốn"),
        p("x"),
    ]
    .concat();
    let body = format!("{body}<w:p><w:pPr><w:outlineLvl w:val=\"3\"/></w:pPr>{}</w:p>", r("<w:b/>", "Năm"));
    let (document, problems) = document(&Docx::new(&body).xml("styles", "styles", &styles));
    assert_eq!((document.title.as_deref(), problems), (Some("Mời họp dân"), vec![]));
    assert_eq!(
        document.html("").replace('\n', ""),
        "<p>Thu Xuân</p><h1>Một</h1><h2>Hai</h2><h2>Ba</h2><h3>Bốn</h3><p>x</p><h4>Năm</h4>"
    );
}

fn numbered(list: u8, level: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
        r("", text)
    )
}

fn numbering() -> String {
    let level = |at: u8, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let list = |id: u8, levels: &str| {
        format!(
            "<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum><w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>"
        )
    };
    [
        list(1, &[level(0, "bullet", "-"), level(1, "bullet", "+")].concat()),
        list(2, &[level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "bullet", "")].concat()),
        list(3, &level(0, "decimal", "Điều %1.")),
        list(4, &level(0, "bullet", " ")),
    ]
    .concat()
}

#[test]
fn lists_are_nested_and_their_labels_kept() {
    for (body, expected) in [
        (
            numbered(1, 0, "Một") + &numbered(1, 1, "Hai") + &numbered(1, 0, "Ba"),
            "<ul><li>Một<ul><li>Hai</li></ul></li><li>Ba</li></ul>",
        ),
        (numbered(2, 0, "Một") + &numbered(2, 0, "Hai"), "<ol><li>Một</li><li>Hai</li></ol>"),
        (
            numbered(2, 0, "Một") + &p("xen") + &numbered(2, 0, "Hai"),
            "<ol><li>Một</li></ol><p>xen</p><ol start=\"2\"><li>Hai</li></ol>",
        ),
        (
            numbered(2, 0, "Một") + &numbered(2, 1, "A") + &numbered(2, 1, "B"),
            "<ol><li>Một</li></ol><p>a) A</p><p>b) B</p>",
        ),
        (numbered(2, 0, "Một") + &numbered(2, 2, "chấm"), "<ol><li>Một<ul><li>chấm</li></ul></li></ol>"),
        (numbered(3, 0, "Phạm vi") + &numbered(3, 0, "Đối tượng"), "<p>Điều 1. Phạm vi</p><p>Điều 2. Đối tượng</p>"),
        (numbered(1, 0, "Một") + &numbered(2, 0, "Hai"), "<ul><li>Một</li></ul><ol><li>Hai</li></ol>"),
        (numbered(1, 1, "Sâu") + &numbered(1, 0, "Nông"), "<ul><li>Sâu</li><li>Nông</li></ul>"),
        (numbered(4, 0, "Đoạn nữa của một mục"), "<p>Đoạn nữa của một mục</p>"),
        (numbered(9, 0, "Danh sách lạ"), "<p>Danh sách lạ</p>"),
    ] {
        let (html, problems) = html(&Docx::new(&body).xml("numbering", "numbering", &numbering()));
        assert_eq!((html.as_str(), problems), (expected, vec![]), "{body}");
    }
}

fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", if text.is_empty() { "<w:p/>".to_owned() } else { p(text) })
}

const FRAMED: &str = "<w:tblPr><w:tblBorders><w:top w:val=\"single\"/></w:tblBorders></w:tblPr>";

#[test]
fn tables_keep_their_merged_cells() {
    let body = format!(
        "<w:tbl>{FRAMED}<w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        tc("<w:vMerge w:val=\"restart\"/>", "STT"),
        tc("<w:gridSpan w:val=\"2\"/>", "Số hộ"),
        tc("<w:vMerge/>", ""),
        tc("", "nghèo"),
        tc("", "cận nghèo"),
        tc("", "1"),
        tc("", "12"),
        tc("", "30"),
    );
    assert_eq!(
        of(&body),
        "<table><tbody><tr><td rowspan=\"2\">STT</td><td colspan=\"2\">Số hộ</td></tr><tr><td>nghèo</td><td>cận nghèo</td></tr>\
         <tr><td>1</td><td>12</td><td>30</td></tr></tbody></table>"
    );
}

#[test]
fn the_head_of_a_table_is_marked_or_bold() {
    let bold = |text: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", r("<w:b/>", text));
    let head = "<thead><tr><th>Thôn</th><th>Hộ</th></tr></thead><tbody><tr><td>Đông</td><td>5</td></tr></tbody>";
    let rows = format!("<w:tr>{}{}</w:tr>", tc("", "Đông"), tc("", "5"));
    for first in [
        format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr>", tc("", "Thôn"), tc("", "Hộ")),
        format!("<w:tr>{}{}</w:tr>", bold("Thôn"), bold("Hộ")),
    ] {
        assert_eq!(of(&format!("<w:tbl>{FRAMED}{first}{rows}</w:tbl>")), format!("<table>{head}</table>"));
    }
}

#[test]
fn a_table_whose_style_has_lines_or_whose_columns_are_named_is_one() {
    let rows = format!("<w:tr>{}{}</w:tr><w:tr>{}{}</w:tr>", tc("", "Thôn"), tc("", "Hộ"), tc("", "Đông"), tc("", "5"));
    let with_style = |style: &str| {
        let body = format!("<w:tbl><w:tblPr><w:tblStyle w:val=\"B\"/></w:tblPr>{rows}</w:tbl>");
        let style = format!("<w:style w:type=\"table\" w:styleId=\"B\"><w:name w:val=\"B\"/>{style}</w:style>");
        html(&Docx::new(&body).xml("styles", "styles", &style)).0
    };
    let line = |name: &str| format!("<w:{name}><w:bottom w:val=\"single\"/></w:{name}>");
    let first = format!("<w:tblStylePr w:type=\"firstRow\"><w:tcPr>{}</w:tcPr></w:tblStylePr>", line("tcBorders"));
    for style in [format!("<w:tblPr>{}</w:tblPr>", line("tblBorders")), first] {
        assert!(with_style(&style).starts_with("<table>"), "{style}");
    }
    assert_eq!(with_style(""), "<p>Thôn</p><p>Hộ</p><p>Đông</p><p>5</p>");
    let named = rows.replacen("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1);
    assert!(of(&format!("<w:tbl><w:tblPr/>{named}</w:tbl>")).starts_with("<table>"));
}

#[test]
fn a_letterhead_is_no_table_and_no_title() {
    let cell = |lines: [&str; 2]| {
        let line = |text: &str| format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}</w:p>", r("<w:b/>", text));
        format!("<w:tc>{}{}</w:tc>", line(lines[0]), line(lines[1]))
    };
    let body = format!(
        "<w:tbl><w:tblPr/><w:tr>{}{}</w:tr></w:tbl>{}{}{}{}",
        cell(["UBND XÃ AN BÌNH", "Số: 12/TB-UBND"]),
        cell(["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]),
        centred("ỦY BAN NHÂN DÂN"),
        centred("THÔNG BÁO"),
        centred("Về việc nghỉ lễ"),
        p("Kính gửi bà con"),
    );
    let (document, _) = document(&Docx::new(&body));
    assert_eq!(document.title.as_deref(), Some("THÔNG BÁO Về việc nghỉ lễ"));
    let html = document.html("").replace('\n', "");
    assert!(
        html.starts_with("<p><strong>UBND XÃ AN BÌNH</strong></p><p><strong>Số: 12/TB-UBND</strong></p>"),
        "{html}"
    );
    assert!(html.ends_with("<p><strong>ỦY BAN NHÂN DÂN</strong></p><p>Kính gửi bà con</p>"), "{html}");
}

/// A bold paragraph in the middle.
fn centred(text: &str) -> String {
    format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}</w:p>", r("<w:b/>", text))
}

#[test]
fn titles_are_found_where_clerks_put_them() {
    let styles = style("Title", "Title", "") + &style("H1", "heading 1", "") + &style("H2", "heading 2", "");
    let core = |title: &str| {
        format!(
            "<cp:coreProperties xmlns:cp='x' xmlns:dc='y'><dc:title>{title}</dc:title><cp:category>Thông báo</cp:category></cp:coreProperties>"
        )
    };
    for (body, property, title, property_title, rest) in [
        (styled("Title", "Mời") + &styled("Title", "họp dân") + &p("x"), "", Some("Mời họp dân"), None, "<p>x</p>"),
        (
            centred("THÔNG BÁO") + &p("x") + &styled("H1", "Mục một"),
            "",
            Some("THÔNG BÁO"),
            None,
            "<p>x</p><h1>Mục một</h1>",
        ),
        (
            p("x") + &styled("H1", "Mục một") + &centred("CHỦ TỊCH"),
            "",
            Some("Mục một"),
            None,
            "<p>x</p><p><strong>CHỦ TỊCH</strong></p>",
        ),
        (styled("H1", "Mời họp") + &p("x"), "", Some("Mời họp"), None, "<p>x</p>"),
        (p("x") + &styled("H2", "Mục một"), "", Some("Mục một"), None, "<p>x</p><h2>Mục một</h2>"),
        (p("x"), "Kế hoạch năm 2027", None, Some("Kế hoạch năm 2027"), "<p>x</p>"),
        (p("x"), "Microsoft Word - thong bao", None, None, "<p>x</p>"),
        (p("x"), "thong bao so 5.docx", None, None, "<p>x</p>"),
        (p("x"), "UBND XÃ AN BÌNH", None, None, "<p>x</p>"),
    ] {
        let docx =
            Docx::new(&body).xml("styles", "styles", &styles).file("docProps/core.xml", core(property).as_bytes());
        let (document, problems) = document(&docx);
        assert_eq!(problems, []);
        assert_eq!((document.title.as_deref(), document.property_title.as_deref()), (title, property_title), "{body}");
        assert_eq!(document.html("").replace('\n', ""), rest, "{body}");
        assert_eq!(document.category.as_deref(), Some("Thông báo"));
    }
}

#[test]
fn the_first_lines_may_be_fields() {
    use crate::keys::Key;
    let body = p("Tiêu đề: Thông báo: nghỉ lễ")
        + &p("Ngày: 28/11/2026")
        + &p("Chuyên mục: Thông báo")
        + &p("Kính gửi: Bà con");
    let (document, problems) = document(&Docx::new(&body));
    assert_eq!(problems, []);
    assert_eq!(document.header.text(Key::Title).as_deref(), Some("Thông báo: nghỉ lễ"));
    assert_eq!(document.header.text(Key::Category).as_deref(), Some("Thông báo"));
    assert_eq!(document.html(""), "<p>Kính gửi: Bà con</p>\n");
    // One line alone may be part of the text.
    assert_eq!(of(&(p("Ngày: 28/11/2026") + &p("x"))), "<p>Ngày: 28/11/2026</p><p>x</p>");
}

#[test]
fn links_lead_out_of_the_document_only() {
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://b.example/\" </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>bê</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let page = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let body = format!(
        "<w:p><w:hyperlink r:id=\"rA\">{}{}</w:hyperlink>{}<w:hyperlink w:anchor=\"muc\">{}</w:hyperlink> {field}{page}</w:p>",
        r("<w:b/>", "a"),
        r("", "b"),
        r("", " và "),
        r("", "mục"),
    );
    let (html, problems) = html(&Docx::new(&body).address("rA", "hyperlink", "https://a.example/?x=1&amp;y=2"));
    assert_eq!(problems, []);
    assert_eq!(
        html,
        "<p><a href=\"https://a.example/?x=1&amp;y=2\"><strong>a</strong>b</a> và mục<a href=\"https://b.example/\">bê</a>3</p>"
    );
}

#[test]
fn pictures_become_files_named_by_their_content() {
    let jpeg = [&b"\xff\xd8\xff\xe0"[..], b"x"].concat();
    let body = format!(
        "<w:p>{}</w:p><w:p><w:r><w:t>và </w:t></w:r>{}{}</w:p>",
        drawing("rA", "Bà con dự họp"),
        drawing("rB", "Hình. Description automatically generated"),
        drawing("rA", ""),
    );
    let docx =
        Docx::new(&body).part("rA", "image", "media/image1.png", PNG).part("rB", "image", "media/image2.jpeg", &jpeg);
    let (document, problems) = document(&docx);
    assert_eq!(problems, []);
    let names: Vec<&str> = document.pictures.iter().map(|picture| picture.name.as_str()).collect();
    let [png, jpg] = names.as_slice() else { panic!("{names:?}") };
    assert!(png.ends_with(".png") && jpg.ends_with(".jpg"), "{names:?}");
    assert_eq!(
        document.html("../anh/").replace('\n', ""),
        format!(
            "<p><img src=\"../anh/{png}\" alt=\"Bà con dự họp\"></p>\
             <p>và <img src=\"../anh/{jpg}\" alt=\"\"><img src=\"../anh/{png}\" alt=\"\"></p>"
        )
    );
    assert_eq!(picture(&docx.bytes(), "word/media/image1.png").as_deref(), Some(PNG));
    assert_eq!(document.first_picture("a/"), Some(format!("a/{png}")));
}

#[test]
fn a_caption_belongs_to_the_picture_above() {
    let body = format!("<w:p>{}</w:p>{}", drawing("rA", "Họp"), styled("Chuthich", "Bà con dự họp"));
    let docx = Docx::new(&body).part("rA", "image", "media/1.png", PNG).xml(
        "styles",
        "styles",
        &style("Chuthich", "caption", ""),
    );
    let html = html(&docx).0;
    assert!(
        html.starts_with("<figure><img") && html.ends_with("<figcaption>Bà con dự họp</figcaption></figure>"),
        "{html}"
    );
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let body = format!(
        "<w:p>{}<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins>{}</w:ins></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>{}",
        r("", "Nghỉ "),
        r("", "hai ngày"),
        r("", "Đoạn đầu "),
        p("và đoạn sau"),
    );
    let (html, problems) = html(&Docx::new(&body));
    assert_eq!(html, "<p>Nghỉ hai ngày</p><p>Đoạn đầu và đoạn sau</p>");
    assert_eq!(problems, [whole(ProblemKind::TrackedChanges)]);
}

#[test]
fn notes_stand_below_the_text() {
    let body = format!("<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>", r("", "Một"));
    let notes = format!(
        "<w:footnote w:id=\"0\" w:type=\"separator\">{}</w:footnote><w:footnote w:id=\"2\">{}</w:footnote>",
        p("-"),
        p("Chú thích")
    );
    let (html, problems) = html(&Docx::new(&body).xml("footnotes", "footnotes", &notes));
    assert_eq!((html.as_str(), problems), ("<p>Một<sup>[1]</sup></p><hr><ol><li><p>Chú thích</p></li></ol>", vec![]));
}

#[test]
fn letters_of_old_fonts_are_converted() {
    let old = |text: &str| r("<w:rFonts w:ascii=\".VnTime\" w:hAnsi=\".VnTime\"/>", text);
    let body = format!("<w:p>{}{}{}</w:p>", old("Hé"), old(" tÞch "), r("", "§ 5 Straße"));
    let (mixed, problems) = html(&Docx::new(&body));
    assert_eq!(mixed, "<p>Hộ tịch § 5 Straße</p>");
    assert_eq!(problems, [whole(ProblemKind::OldFont("TCVN3"))]);
    // Word cuts a line anywhere, also between a letter and its mark.
    let vni = |text: &str| r("<w:rFonts w:ascii=\"VNI-Times\"/>", text);
    let styled = format!("<w:p>{}{}</w:p>", vni("Ho"), vni("ä tòch"));
    assert_eq!(html(&Docx::new(&styled)).0, "<p>Hộ tịch</p>");
}

#[test]
fn text_boxes_stand_after_their_paragraph_once() {
    let text = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{}</wps:txbx></wps:wsp>\
         </a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r></w:p>{}",
        r("", "Một"),
        text("trong khung"),
        text("trong khung"),
        p("Hai"),
    );
    assert_eq!(of(&body), "<p>Một</p><p>trong khung</p><p>Hai</p>");
}

#[test]
fn what_cannot_be_taken_is_told_by_name_and_place() {
    let graphic = |content: &str| {
        format!(
            "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData>{content}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )
    };
    let left = |part| near("Trước", ProblemKind::LeftOut(part));
    for (element, rest, problem) in [
        (graphic("<c:chart r:id=\"x\"/>"), "", left(Part::Chart)),
        (graphic("<dgm:relIds r:dm=\"x\"/>"), "", left(Part::Diagram)),
        ("<w:p><w:r><w:object><v:shape><v:imagedata r:id=\"rE\"/></v:shape><o:OLEObject ProgID=\"Excel.Sheet.12\"/></w:object></w:r></w:p>".to_owned(), "", left(Part::Object)),
        (format!("<w:p>{}</w:p>", drawing("rE", "")), "", left(Part::Picture("EMF".to_owned()))),
        (format!("<w:p>{}</w:p>", drawing("rL", "")), "", left(Part::LinkedPicture("file:///C:/a.jpg".to_owned()))),
        (format!("<w:p>{}</w:p>", drawing("rM", "")), "", left(Part::LinkedPicture("word/media/gone.png".to_owned()))),
        (format!("<w:p>{}</w:p>", r("<w:vanish/>", "ẩn")), "", near("ẩn", ProblemKind::LeftOut(Part::HiddenText))),
        (format!("<w:p>{}</w:p>", r("<w:rFonts w:ascii=\"Webdings\"/>", "x")), "", near("x", ProblemKind::LeftOut(Part::Symbol))),
        ("<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>".to_owned(), "<p>a+b</p>", near("Trước", ProblemKind::Equation)),
        ("<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>".to_owned(), "", left(Part::Contents)),
        (format!("<w:p>{}<w:r><w:commentReference w:id=\"1\"/></w:r></w:p>", r("", "x")), "<p>x</p>", whole(ProblemKind::LeftOut(Part::Comments(1)))),
    ] {
        let docx = Docx::new(&(p("Trước") + &element + &p("Sau")))
            .part("rE", "image", "media/image1.emf", b"\x01\0\0\0")
            .address("rL", "image", "file:///C:/a.jpg")
            .relation("rM", "image", "media/gone.png");
        let (html, problems) = html(&docx);
        assert_eq!(html, format!("<p>Trước</p>{rest}<p>Sau</p>"), "{element}");
        assert_eq!(problems, [problem], "{element}");
    }
    let header = Docx::new(&p("x")).xml("header", "hdr", &p("Phòng Văn hoá xã")).xml("footer", "ftr", &p("Trang 1/3"));
    assert_eq!(html(&header).1, [whole(ProblemKind::LeftOut(Part::Margin("Phòng Văn hoá xã".to_owned())))]);
    let cut = drawing("rA", "").replace("</pic:blipFill>", "<a:srcRect l=\"1000\"/></pic:blipFill>");
    let cropped = Docx::new(&format!("<w:p>{}{cut}</w:p>", r("", "Ảnh"))).part("rA", "image", "media/1.png", PNG);
    assert_eq!(html(&cropped).1, [near("Ảnh", ProblemKind::Cropped)]);
}

#[test]
fn a_file_that_is_no_document_says_what_it_is() {
    let refused = |bytes: &[u8]| read(bytes, PictureNames::OfContent, &mut Problems::default()).err();
    let protected: Vec<u8> = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        .iter()
        .copied()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (bytes, kind) in [
        (protected.as_slice(), ProblemKind::Protected),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word.Document.8", ProblemKind::OldWord),
        (b"{\\rtf1 x}", ProblemKind::NoWord),
        (b"", ProblemKind::NoWord),
    ] {
        assert_eq!(refused(bytes), Some(kind));
    }
    let whole = Docx::new(&p("x")).bytes();
    assert!(matches!(refused(&whole[..whole.len() / 2]), Some(ProblemKind::Damaged(_))));
    assert!(matches!(refused(&Docx::new("<w:p>").bytes()), Some(ProblemKind::Damaged(_))));
    let sheet = Docx::new("").file("xl/workbook.xml", b"<x/>");
    assert_eq!(refused(&sheet.without("word/document.xml")), Some(ProblemKind::NoWord));
}

#[test]
fn bombs_are_bounded() {
    let refused = |docx: &Docx| read(&docx.bytes(), PictureNames::OfContent, &mut Problems::default()).err();
    let long = Docx::new(&p(&" ".repeat(30 << 20)));
    assert!(matches!(refused(&long), Some(ProblemKind::TooLarge(_))));
    let deep = Docx::new(&format!("{}{}", "<w:sdt><w:sdtContent>".repeat(500), "</w:sdtContent></w:sdt>".repeat(500)));
    assert!(matches!(refused(&deep), Some(ProblemKind::Damaged(_))));
    // Pictures that unpack to more than any are left out, and the text stays.
    let mut body = p("x");
    for i in 0..2 {
        body.push_str(&format!("<w:p>{}</w:p>", drawing(&format!("r{i}"), "")));
    }
    let mut bombs = Docx::new(&body);
    for i in 0..2 {
        let picture = [PNG, &vec![0; 33 << 20]].concat();
        bombs = bombs.part(&format!("r{i}"), "image", &format!("media/{i}.png"), &picture);
    }
    let (document, problems) = document(&bombs);
    assert_eq!((document.pictures.len(), document.html("").as_str()), (0, "<p>x</p>\n"));
    assert_eq!(problems.len(), 2, "{problems:?}");
    let table =
        |inner: &str| format!("<w:tbl>{FRAMED}<w:tr><w:tc>{inner}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("y"));
    let nested = (0..20).fold(p("sâu"), |inner, _| table(&inner));
    let (html, problems) = html(&Docx::new(&nested));
    assert!(html.contains("sâu"), "{html}");
    assert_eq!(problems.first().map(|it| &it.kind), Some(&ProblemKind::TooDeep));
}

#[test]
fn an_outline_has_lines_and_tables_with_their_merged_cells() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = [
        row(&[cell("<w:gridSpan w:val=\"2\"/>", "Hộ tịch"), cell("", "x")]),
        row(&[cell("<w:vMerge w:val=\"restart\"/>", "1"), cell("", "a"), cell("", "b")]),
        row(&[cell("<w:vMerge/>", ""), cell("", "c"), cell("", "d")]),
    ];
    let broken = "<w:p><w:r><w:t>Một</w:t><w:br/><w:t>Hai</w:t></w:r></w:p>";
    let body = format!("{broken}<w:tbl>{}</w:tbl>", table.concat());
    let (document, _) = document(&Docx::new(&body));
    let line = |text: &str| WordBlock::Line(text.to_owned());
    let row = |texts: [&str; 3]| -> Vec<Vec<WordBlock>> {
        texts.iter().map(|text| if text.is_empty() { vec![] } else { vec![line(text)] }).collect()
    };
    let rows = vec![row(["Hộ tịch", "", "x"]), row(["1", "a", "b"]), row(["1", "c", "d"])];
    assert_eq!(document.outline(), [line("Một"), line("Hai"), WordBlock::Table(rows)]);
}
