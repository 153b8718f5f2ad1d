//! The badge: the figures as an image for e-mail, forums and README files. It is an SVG whose text stays text.

use crate::xml::XmlWriter;
use std::fmt::Write as _;
use trangxa_clean::text::collapse;
use trangxa_model::Tthc;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::Count;
use trangxa_words::figures::{period_remarks, rate_and_basis};
use trangxa_words::widget::sentence;
use trangxa_words::{Language, contradictions, counts, widget};

/// The badge's width in CSS px.
pub const WIDTH: u32 = 320;
/// The height of a badge with a one-line name and no contradiction, in CSS px.
pub const HEIGHT: u32 = 144;

const MARGIN: u32 = 12;
const INNER: u32 = WIDTH - 2 * MARGIN;
/// The most lines that a name may take.
const NAME_LINES: usize = 2;
const NAME_SIZE: u32 = 14;
/// A rate has at most seven characters, so it fits at this size.
const RATE_SIZE: u32 = 28;
/// The size of the words in place of an unknown rate.
const WORDS_SIZE: u32 = 16;
/// The smallest font size, in px: below it letters cannot be distinguished. A text that is still too wide keeps this size and
/// is clipped.
const SMALLEST: u32 = 5;

/// The colours for a dark background. The light ones are attributes, which every sanitizer and content security policy lets
/// through; a media query needs a style element, and that works inside an `<img>` too.
const STYLE: &str =
    "@media(prefers-color-scheme:dark){rect{fill:#1c2126;stroke:#4a535c}g{fill:#eceff1}.b{fill:#ffa39a}}";

/// The badge with the latest figures of the unit `name`; `None` where there are no figures.
#[must_use]
pub fn badge(name: &str, tthc: &Tthc) -> Option<String> {
    let latest = tthc.latest()?;
    let (rows, box_height) = rows(name, tthc)?;
    let mut description = sentence(latest, tthc.updated_at);
    for sentence in period_remarks(latest, true, Language::Vietnamese)
        .into_iter()
        .chain(contradictions::of_period(latest, Language::Vietnamese))
    {
        let _ = write!(description, ". {}", sentence.trim_end_matches('.'));
    }
    let (width, height) = (WIDTH.to_string(), box_height.to_string());
    let mut xml = XmlWriter::new();
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("width", &*width),
        ("height", &height),
        ("viewBox", &format!("0 0 {width} {height}")),
        ("xml:lang", "vi"),
        ("role", "img"),
        ("aria-labelledby", "trangxa-t trangxa-d"),
    ];
    xml.element("svg", &attributes, |xml| {
        xml.line_break();
        xml.text_element("title", &[("id", "trangxa-t")], &widget::title_of(&collapse(name)));
        xml.line_break();
        xml.text_element("desc", &[("id", "trangxa-d")], &format!("{}.", collapse(&description)));
        xml.line_break();
        xml.text_element("style", &[], STYLE);
        xml.line_break();
        draw(xml, rows, box_height);
        xml.line_break();
    });
    xml.line_break();
    Some(xml.finish())
}

/// Draws the box and the lines of text in it.
fn draw(xml: &mut XmlWriter, rows: Vec<Row>, height: u32) {
    let (box_width, box_height) = ((WIDTH - 1).to_string(), (height - 1).to_string());
    let outline = [
        ("x", ".5"),
        ("y", ".5"),
        ("width", &*box_width),
        ("height", &box_height),
        ("rx", "6"),
        ("fill", "#fff"),
        ("stroke", "#c5cbd1"),
    ];
    xml.empty_element("rect", &outline);
    xml.line_break();
    let font =
        [("font-family", "system-ui,'Segoe UI',Roboto,Arial,sans-serif"), ("font-size", "12"), ("fill", "#1d2327")];
    xml.element("g", &font, |xml| {
        xml.line_break();
        for row in rows {
            row.draw(xml);
            xml.line_break();
        }
    });
}

/// A line of text with the position of its base line, in CSS px.
struct Row {
    x: u32,
    y: u32,
    size: u32,
    bold: bool,
    text: String,
    /// Text that follows in the colour for bad news; may be empty.
    bad: String,
}

impl Row {
    /// A line with the font size `size`, or a smaller one where it would not fit.
    fn new(x: u32, y: u32, size: u32, text: String) -> Self {
        Self { x, y, size: fitting(&text, size, WIDTH - MARGIN - x), bold: false, text, bad: String::new() }
    }

    fn draw(&self, xml: &mut XmlWriter) {
        let (x, y, size) = (self.x.to_string(), self.y.to_string(), self.size.to_string());
        let mut attributes = vec![("x", &*x), ("y", &y)];
        if self.size != 12 {
            attributes.push(("font-size", &size));
        }
        if self.bold {
            attributes.push(("font-weight", "700"));
        }
        xml.element("text", &attributes, |xml| {
            xml.text(&self.text);
            if !self.bad.is_empty() {
                xml.text_element("tspan", &[("class", "b"), ("fill", "#a3121d")], &self.bad);
            }
        });
    }

    fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    fn bad(self, bad: String) -> Self {
        let all = format!("{}{bad}", self.text);
        Self { size: fitting(&all, self.size, WIDTH - MARGIN - self.x), bad, ..self }
    }
}

/// The badge's lines and the height they need, in CSS px.
fn rows(name: &str, tthc: &Tthc) -> Option<(Vec<Row>, u32)> {
    let latest = tthc.latest()?;
    let counts = &latest.counts;
    let mut rows = Vec::new();
    let mut y = 24;
    for text in name_lines(&collapse(name)) {
        rows.push(Row::new(MARGIN, y, NAME_SIZE, text).bold());
        y += 19;
    }
    rows.push(Row::new(MARGIN, y, 12, widget::badge_period(latest)));

    let [rate, basis] = rate_and_basis(latest.completion_rate(), Language::Vietnamese);
    let size = if basis.is_empty() { WORDS_SIZE } else { RATE_SIZE };
    let basis_x = MARGIN + width(&rate, size, true) + 8;
    let basis = wrapped(&basis, 12, WIDTH - MARGIN - basis_x);
    // A single line shares the rate's base line; several lines start at the top of the rate.
    let mut line = if basis.len() > 1 { y + 18 } else { y + 31 };
    rows.push(Row::new(MARGIN, y + 31, size, rate).bold());
    for text in basis {
        rows.push(Row::new(basis_x, line, 12, text));
        line += 16;
    }
    y = (y + 51).max(line + 4);

    let mut count = |y: u32, before: String, count: Count| {
        let text = format!("{} {}", counts::name(count), integer_or_dash(counts[count]));
        let is_bad = counts[count].is_some_and(|value| value > 0);
        let (text, bad) = if is_bad { (before, text) } else { (before + &text, String::new()) };
        rows.push(Row::new(MARGIN, y, 12, text).bad(bad));
    };
    count(y, widget::badge_processed(latest), Count::Late);
    if counts[Count::PendingLate].is_some() {
        y += 18;
        count(y, String::new(), Count::PendingLate);
    }
    for text in
        contradictions::of_period(latest, Language::Vietnamese).flat_map(|sentence| wrapped(&sentence, 12, INNER))
    {
        y += 17;
        rows.push(Row::new(MARGIN, y, 12, text));
    }
    y += 18;
    rows.push(Row::new(MARGIN, y, 12, widget::badge_updated(tthc.updated_at)));
    Some((rows, y + 14))
}

/// A name in at most [`NAME_LINES`] lines; a longer name is cut and ends in an ellipsis.
fn name_lines(name: &str) -> Vec<String> {
    // Bold letters are about a tenth wider.
    let mut lines = wrapped(name, NAME_SIZE, INNER * 10 / 11);
    if lines.len() > NAME_LINES {
        let rest = lines.split_off(NAME_LINES - 1).join(" ");
        lines.push(rest + "…");
    }
    for line in &mut lines {
        if width(line, NAME_SIZE, true) > INNER {
            // The narrowest letter is wider than a pixel at this size, so more letters than pixels never fit.
            let mut cut: String = line.trim_end_matches('…').chars().take(INNER as usize).collect();
            while width(&cut, NAME_SIZE, true) + width("…", NAME_SIZE, true) > INNER {
                cut.pop();
            }
            *line = format!("{}…", cut.trim_end_matches([' ', ',', '-', '–']));
        }
    }
    lines
}

/// Text broken at spaces and after slashes into lines of at most `max` px. A wider word gets a line of its own.
fn wrapped(text: &str, size: u32, max: u32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in text.split_inclusive([' ', '/']) {
        match lines.last_mut() {
            Some(line) if width((line.clone() + piece).trim_end(), size, false) <= max => line.push_str(piece),
            _ => lines.push(piece.to_owned()),
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// The largest font size, at most `size` px, at which the text is at most `max` px wide. A number may become small, but it
/// never loses a digit.
fn fitting(text: &str, size: u32, max: u32) -> u32 {
    (SMALLEST..=size).rev().find(|size| width(text, *size, false) <= max).unwrap_or(SMALLEST)
}

/// An upper bound of the width of text, in px. The reader's fonts are unknown, so it uses the widths of DejaVu Sans, the widest
/// font that operating systems come with, rounded up.
fn width(text: &str, size: u32, bold: bool) -> u32 {
    let thousandths: u32 = text.chars().map(advance).sum();
    (thousandths * size * if bold { 11 } else { 10 }).div_ceil(10_000)
}

/// The width of a character, in thousandths of the font's size.
fn advance(c: char) -> u32 {
    match c {
        '\u{300}'..='\u{36f}' => 0,
        'i' | 'j' | 'l' | 'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' | '\'' | '|' | 'I' | 'Ì' | 'Í' | 'Ỉ' | 'Ĩ' | 'Ị' => {
            300
        }
        ' ' | '.' | ',' | ':' | ';' | '/' | '·' | '!' => 340,
        'f' | 'r' | 't' | '(' | ')' | '-' | '"' => 420,
        'm' | 'M' | 'W' | 'w' | '%' | '@' | '—' | '…' => 1000,
        '<' | '>' | '+' | '=' | '&' => 840,
        'A'..='Z' | 'À'..='Ý' | 'Đ' | 'Ơ' | 'Ư' => 790,
        // In this block of Vietnamese letters, capitals have even code points.
        '\u{1ea0}'..='\u{1ef9}' if (c as u32).is_multiple_of(2) => 790,
        c if (c as u32) < 0x250 || ('\u{1ea0}'..='\u{1ef9}').contains(&c) => 650,
        _ => 1050,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_data::tthc;
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;
    use serde_json::json;

    /// The badge's texts as an XML parser reads them. Fails where the badge is not XML or has elements or attributes other than
    /// those of drawn text.
    fn texts(svg: &str) -> Vec<String> {
        let mut reader = Reader::from_str(svg);
        let (mut found, mut open) = (Vec::new(), Vec::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => {
                    open.push(tag.name().as_ref().to_owned());
                    let known = ["svg", "title", "desc", "style", "g", "text", "tspan"];
                    assert!(known.contains(&open.last().unwrap().as_str()), "{open:?}");
                    for attribute in tag.attributes() {
                        let attribute = attribute.unwrap();
                        let name = attribute.key.as_ref().to_owned();
                        assert!(!name.starts_with("on") && !name.contains("href") && name != "style", "{name}");
                    }
                    if open.last().unwrap() == "text" || open.last().unwrap() == "desc" {
                        found.push(String::new());
                    }
                }
                Event::End(_) => drop(open.pop()),
                Event::Text(text) if matches!(open.last().map(String::as_str), Some("text" | "tspan" | "desc")) => {
                    found.last_mut().unwrap().push_str(&text);
                }
                Event::GeneralRef(name)
                    if matches!(open.last().map(String::as_str), Some("text" | "tspan" | "desc")) =>
                {
                    let c = match &*name {
                        "lt" => '<',
                        "gt" => '>',
                        "amp" => '&',
                        "quot" => '"',
                        other => panic!("&{other}; is HTML's"),
                    };
                    found.last_mut().unwrap().push(c);
                }
                Event::Eof => return found,
                _ => {}
            }
        }
    }

    #[test]
    fn every_rate_has_its_numbers_its_period_and_its_date() {
        let figures =
            tthc(json!([{"from": "2023-11", "to": "2023-11", "in_time": 2786, "late": 1, "pending_in_time": 10,
            "pending_late": 3, "waiting": 0}]));
        let svg = badge("Xã Quang Thành", &figures).unwrap();
        assert_eq!(
            texts(&svg),
            [
                "Tháng 11/2023 đã giải quyết 99,5% (2.787/2.800 hồ sơ); số hồ sơ xử lý 2.787; trễ hạn 1 (<0,1%, 1/2.787 hồ sơ); \
                 đang giải quyết, quá hạn 3; cập nhật 30/11/2023.",
                "Xã Quang Thành",
                "Giải quyết TTHC tháng 11/2023",
                "99,5%",
                "2.787/2.800 hồ sơ",
                "Số hồ sơ xử lý 2.787 · Trễ hạn 1",
                "Đang giải quyết, quá hạn 3",
                "Cập nhật 30/11/2023",
            ]
        );
        assert!(svg.contains("<title id=\"trangxa-t\">Kết quả giải quyết TTHC – Xã Quang Thành</title>"));
        assert!(svg.contains("role=\"img\" aria-labelledby=\"trangxa-t trangxa-d\""));
        assert!(svg.len() < 2000, "{} bytes", svg.len());
        assert!(!svg.contains("url(") && svg.matches("http").count() == 1, "the image loads nothing else: {svg}");
    }

    #[test]
    fn unknown_claimed_and_contradicted_figures_are_marked() {
        let of = |period| badge("Xã", &tthc(json!([period]))).unwrap();
        let joined = |svg: &str| texts(svg).join("|");
        let unknown = joined(&of(json!({"from": "2023-11", "to": "2023-11"})));
        assert!(unknown.contains("|không tính được|Số hồ sơ xử lý — · Trễ hạn —|Cập nhật"), "{unknown}");
        assert!(unknown.contains("Kỳ này chưa có số nào."), "{unknown}");
        let claimed = joined(&of(json!({"from": "2023-01", "to": "2023-11", "in_time": 2787, "late": 0,
            "stated": {"completion_rate": 100}})));
        assert!(
            claimed.contains("|Giải quyết TTHC tháng 01 đến tháng 11/2023|100%|theo số liệu công bố|"),
            "{claimed}"
        );
        assert!(claimed.contains("trễ hạn 0 (0%, 0/2.787 hồ sơ)"), "{claimed}");
        let contradicted =
            joined(&of(json!({"from": "2023-11", "to": "2023-11", "in_time": 90, "late": 10, "pending_in_time": 5,
            "pending_late": 0, "waiting": 0, "stated": {"completion_rate": 100, "completed": 99}})));
        assert!(
            contradicted.contains("|95,2%|100/105 hồ sơ; nguồn công|bố 100%, không khớp với số|hồ sơ|"),
            "{contradicted}"
        );
        assert!(contradicted.contains("|Nguồn công bố đã giải quyết 99 hồ sơ, nhưng"), "{contradicted}");
    }

    #[test]
    fn a_long_or_hostile_name_stays_in_its_box() {
        let figures = tthc(json!([{"from": "2023-11", "to": "2023-11", "in_time": 5, "late": 0}]));
        let long =
            "Ủy ban nhân dân xã Nguyễn Huệ Thượng Hạ Trung, thành phố Hải Phòng, Cộng hòa xã hội chủ nghĩa Việt Nam";
        let svg = badge(long, &figures).unwrap();
        let names: Vec<String> = texts(&svg).into_iter().skip(1).take(2).collect();
        assert!(names[0].starts_with("Ủy ban nhân dân") && names[1].ends_with('…'), "{names:?}");
        let evil = "</title></svg><script>alert(1)</script>\u{0}\u{b}\u{ffff}]]>&nbsp;\" onload=\"x";
        let svg = badge(evil, &figures).unwrap();
        assert!(!svg.contains("<script") && texts(&svg)[1].starts_with("</title>"), "{svg}");
    }

    fn number() -> impl Strategy<Value = Option<u64>> {
        prop_oneof![1 => Just(None), 3 => (0u64..100_000).prop_map(Some), 1 => any::<u64>().prop_map(Some)]
    }

    proptest! {
        #[test]
        fn any_name_and_figures_give_xml_that_stays_in_its_box(name in any::<String>(), counts in proptest::collection::vec(number(), 7)) {
            let mut period = json!({"from": "2022-12", "to": "2023-02", "stated": {"completion_rate": 99.999, "completed": 5}});
            for (key, value) in ["early", "on_time", "in_time", "late", "pending_in_time", "pending_late", "waiting"].iter().zip(counts) {
                period[*key] = json!(value);
            }
            let figures = tthc(json!([period]));
            let _ = texts(&badge(&name, &figures).unwrap());
            let (rows, height) = rows(&name, &figures).unwrap();
            for row in rows {
                let text = format!("{}{}", row.text, row.bad);
                let is_inside = row.x + width(&text, row.size, row.bold) <= WIDTH - MARGIN && row.y + 8 <= height;
                prop_assert!(is_inside, "{} at {},{} in {}", text, row.x, row.y, row.size);
            }
        }
    }
}
