//! PDFs made by hand, as word processors write them: an embedded-less composite font whose codes are UTF-16 units, with the table that says so.

use std::fmt::Write as _;

/// A text and where it begins on its page, in points from the lower left corner.
#[derive(Clone, Debug)]
pub struct PdfWord {
    /// From the left edge.
    pub x: f64,
    /// From the lower edge.
    pub y: f64,
    /// What it says.
    pub text: String,
}

/// A PDF with these words on its pages.
#[must_use]
pub fn pdf_of_pages(pages: &[Vec<PdfWord>]) -> Vec<u8> {
    let contents = pages.iter().map(|words| {
        let mut content = String::from("BT /F1 10 Tf\n");
        for PdfWord { x, y, text } in words {
            let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
            writeln!(content, "1 0 0 1 {x} {y} Tm <{codes}> Tj").unwrap();
        }
        content + "ET"
    });
    pdf_of_contents(&contents.collect::<Vec<_>>())
}

/// A PDF whose pages have these contents; their font is `/F1`.
#[must_use]
pub fn pdf_of_contents(contents: &[String]) -> Vec<u8> {
    let ranges: String = (0..256).map(|high| format!("<{high:02X}00> <{high:02X}FF> <{high:02X}00>\n")).collect();
    let blocks: String = ranges
        .lines()
        .collect::<Vec<_>>()
        .chunks(100)
        .map(|lines| format!("{} beginbfrange\n{}\nendbfrange\n", lines.len(), lines.join("\n")))
        .collect();
    let map = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n\
         1 begincodespacerange <0000> <FFFF> endcodespacerange\n{blocks}endcmap CMapName currentdict /CMap defineresource pop end end"
    );
    let kids: String = (0..contents.len()).map(|i| format!("{} 0 R ", 7 + 2 * i)).collect();
    let stream = |text: &str| format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len());
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", contents.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Invented /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Invented /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 500 >>".to_owned(),
        "<< /Type /FontDescriptor /FontName /Invented /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>".to_owned(),
        stream(&map),
    ];
    for (i, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            8 + 2 * i
        ));
        objects.push(stream(content));
    }
    pdf_of_objects(&objects)
}

/// A PDF of these objects, the first of which is its catalog.
#[must_use]
pub fn pdf_of_objects(objects: &[String]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).bytes());
    }
    let start = pdf.len();
    pdf.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        pdf.extend(format!("{place:010} 00000 n \n").bytes());
    }
    pdf.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    pdf
}
