//! The lines of `name: value` before an article's text (front matter), as clerks write them.
//!
//! It looks like YAML, but a YAML parser refuses the whole header for a colon in a title (`title: Thông báo: nghỉ lễ`), a tab, a value that begins with
//! `@` or `[`, or a quote that is not closed. Here each line stands for itself, so that a slip costs one field.

use crate::keys::{Key, key, nearest};
use crate::problem::{ProblemKind, Problems};

/// How many lines a header may have.
const MOST_LINES: usize = 200;
/// How long a name before a colon may be, in characters.
const MOST_NAME: usize = 40;

/// The fields before a text.
#[derive(Debug, Default)]
pub(crate) struct Header {
    fields: Vec<Field>,
}

/// A field before a text.
#[derive(Debug)]
pub(crate) struct Field {
    pub key: Key,
    /// The line that it begins in, from 1.
    pub line: usize,
    /// What stands behind the colon and in lines that continue it.
    pub value: String,
    /// What stands in the lines of a list below it.
    pub items: Vec<Item>,
}

/// A line of a list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Item {
    pub value: String,
    /// The title that a line `title: …` gives it.
    pub title: Option<String>,
}

impl Header {
    /// The field of a key; the last one if there are several.
    pub(crate) fn get(&self, key: Key) -> Option<&Field> {
        self.fields.iter().rev().find(|field| field.key == key && !field.is_blank())
    }

    /// All fields of a key: a clerk writes a line of its own for each time that a text was changed.
    pub(crate) fn all(&self, key: Key) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.key == key && !field.is_blank())
    }

    /// The text of a field. Lines of a list are joined.
    pub(crate) fn text(&self, key: Key) -> Option<String> {
        Some(self.get(key)?.texts().join(", "))
    }

    /// Reads the header of a text, and returns it with the number of lines that it takes.
    pub(crate) fn read(lines: &[&str], problems: &mut Problems) -> (Self, usize) {
        let Some(first) = lines.iter().position(|line| !is_blank(line)) else { return (Self::default(), 0) };
        if !is_fence(lines[first]) {
            return Self::unmarked(lines, first, problems);
        }
        let start = first + 1;
        let Some(content) = lines.iter().skip(start).position(|line| !is_blank(line)).map(|at| start + at) else {
            return (Self::default(), 0);
        };
        let is_header = is_fence(lines[content]) || is_comment(lines[content]) || named(lines[content]).is_some();
        if !is_header {
            // The line is a rule above the text.
            return (Self::default(), 0);
        }
        let (end, is_closed) = end(lines, start);
        if !is_closed {
            problems.at_line(first + 1, ProblemKind::HeaderNotClosed);
        }
        let mut header = Self::default();
        header.add_all(&lines[start..end], start, problems);
        (header, if is_closed { end + 1 } else { end })
    }

    /// Reads a header without `---` before it: lines up to the first blank one, or to a `---`, all of which begin with names of fields, and one of
    /// which is the title.
    fn unmarked(lines: &[&str], first: usize, problems: &mut Problems) -> (Self, usize) {
        let is_end = |line: &&str| is_blank(line) || is_fence(line);
        let end = lines.iter().skip(first).position(is_end).map_or(lines.len(), |at| first + at);
        let block = &lines[first..end];
        let mut has_title = false;
        for (i, line) in block.iter().enumerate() {
            match named(line).map(|(name, _)| key(name)) {
                Some(Some(found)) => has_title |= found == Key::Title,
                _ if i > 0 && (is_indented(line) || item(line).is_some()) => {}
                _ => return (Self::default(), 0),
            }
        }
        if !has_title || block.len() > MOST_LINES {
            return (Self::default(), 0);
        }
        let mut header = Self::default();
        header.add_all(block, first, problems);
        let closes = lines.get(end).is_some_and(|line| is_fence(line));
        (header, if closes { end + 1 } else { end })
    }

    fn add_all(&mut self, lines: &[&str], before: usize, problems: &mut Problems) {
        // Whether the lines that follow belong to a field that is not known.
        let mut is_skipped = false;
        for (i, line) in lines.iter().enumerate() {
            let number = before + i + 1;
            if is_blank(line) || is_comment(line) {
                continue;
            }
            let last = if is_skipped { None } else { self.fields.last_mut() };
            if let Some(value) = item(line) {
                match last {
                    Some(field) => field.items.push(Item::of(field.key, value)),
                    None if is_skipped => {}
                    None => problems.at_line(number, ProblemKind::NoField(shown(line))),
                }
                continue;
            }
            let pair = named(line);
            if is_indented(line) {
                match (last, pair) {
                    (Some(field), Some((name, value)))
                        if !field.items.is_empty() || matches!(field.key, Key::Attachments | Key::Modified) =>
                    {
                        field.add_part(name, value);
                    }
                    (Some(field), _) => field.add_line(line.trim()),
                    (None, _) if is_skipped => {}
                    (None, Some((name, value))) => is_skipped = !self.add(name, value, number, problems),
                    (None, None) => problems.at_line(number, ProblemKind::NoField(shown(line))),
                }
                continue;
            }
            match (pair, last) {
                // A person presses Enter inside of a summary.
                (None, Some(field)) if field.key == Key::Summary => field.add_line(line.trim()),
                (Some((name, _)), Some(field))
                    if field.key == Key::Summary && key(name).is_none() && is_prose(name) =>
                {
                    field.add_line(line.trim());
                }
                (Some((name, value)), _) => is_skipped = !self.add(name, value, number, problems),
                (None, _) => problems.at_line(number, ProblemKind::NoField(shown(line))),
            }
        }
        for field in &mut self.fields {
            field.value = unquoted(&field.value);
        }
    }

    /// Adds a field, and returns whether its name is known.
    fn add(&mut self, name: &str, value: &str, line: usize, problems: &mut Problems) -> bool {
        let Some(key) = key(name) else {
            problems.at_line(line, ProblemKind::UnknownKey { key: name.to_owned(), nearest: nearest(name) });
            return false;
        };
        if key != Key::Modified && self.all(key).next().is_some() {
            problems.at_line(line, ProblemKind::RepeatedKey(name.to_owned()));
        }
        // `|` and `>` of YAML say that the value stands in the lines below.
        let value = if matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+") { "" } else { value };
        self.fields.push(Field { key, line, value: value.to_owned(), items: Vec::new() });
        true
    }
}

impl Field {
    /// The values of a field: that behind the colon, then those of the list below.
    pub(crate) fn texts(&self) -> Vec<String> {
        let own = Some(self.value.trim()).filter(|value| !value.is_empty()).map(str::to_owned);
        own.into_iter().chain(self.items.iter().map(|item| item.value.clone()).filter(|it| !it.is_empty())).collect()
    }

    fn is_blank(&self) -> bool {
        // What was changed, without a date, is told where it is read.
        let is_blank = |item: &Item| item.value.is_empty() && (self.key != Key::Modified || item.title.is_none());
        self.value.trim().is_empty() && self.items.iter().all(is_blank)
    }

    /// Adds a line that continues the value.
    fn add_line(&mut self, line: &str) {
        let target = self.items.last_mut().map_or(&mut self.value, |item| &mut item.value);
        if !target.is_empty() {
            target.push(' ');
        }
        target.push_str(line);
    }

    /// Adds a line `url: …` or `title: …` below an item; of a change `at: …` or `what: …`.
    fn add_part(&mut self, name: &str, value: &str) {
        let value = unquoted(value);
        if self.items.is_empty() {
            self.items.push(Item::default());
        }
        let part = Part::named(self.key, name);
        let (Some(item), Some(part)) = (self.items.last_mut(), part) else { return };
        item.set(part, value);
    }
}

impl Item {
    /// An item from what stands behind its hyphen: a value, or the first `name: value` of several.
    fn of(key: Key, text: &str) -> Self {
        let part = named(text).and_then(|(name, value)| Some((Part::named(key, name)?, value)));
        let (part, value) = part.unwrap_or((Part::Value, text));
        let mut item = Self::default();
        item.set(part, unquoted(value));
        item
    }

    fn set(&mut self, part: Part, value: String) {
        match part {
            Part::Value => self.value = value,
            Part::Title => self.title = Some(value),
        }
    }
}

/// What a line of an item gives.
enum Part {
    /// The address of a file, or the date of a change.
    Value,
    /// The title of a file, or what was changed.
    Title,
}

impl Part {
    /// The part that a name means in a list of this key.
    fn named(list: Key, name: &str) -> Option<Self> {
        let folded = crate::keys::folded(name);
        match (list, folded.as_str()) {
            (Key::Modified, "at" | "luc") => Some(Self::Value),
            (Key::Modified, "what" | "noidung" | "lydo") => Some(Self::Title),
            (Key::Modified, _) => (key(name) == Some(Key::Date)).then_some(Self::Value),
            (_, "ten" | "name") => Some(Self::Title),
            (_, "url" | "file" | "href" | "path" | "tep" | "duongdan" | "link") => Some(Self::Value),
            _ => (key(name) == Some(Key::Title)).then_some(Self::Title),
        }
    }
}

/// Where a header that begins at `start` ends, and whether a line of hyphens stands there.
fn end(lines: &[&str], start: usize) -> (usize, bool) {
    let mut is_after_blank = false;
    for (at, line) in lines.iter().enumerate().skip(start).take(MOST_LINES) {
        if is_fence(line) || line.trim() == "..." {
            return (at, true);
        }
        if is_blank(line) {
            is_after_blank = true;
            continue;
        }
        let is_known = named(line).is_some_and(|(name, _)| key(name).is_some());
        let is_more = is_indented(line) || item(line).is_some();
        let is_line = named(line).is_some() || is_more || is_comment(line);
        // Behind a blank line only what looks like a field belongs to the header. `# …` is the first heading there.
        let may_be = if is_after_blank { is_more || named(line).is_some() } else { true };
        let is_sure = is_known || !is_after_blank && is_line;
        if !may_be || !is_sure && !closes_soon(lines, at) {
            return (at, false);
        }
        is_after_blank = false;
    }
    (lines.len().min(start + MOST_LINES), false)
}

/// Whether the lines from `at` on are followed by a line of hyphens, and no blank line or heading stands between.
fn closes_soon(lines: &[&str], at: usize) -> bool {
    let rest = lines.iter().skip(at).take(MOST_LINES);
    rest.take_while(|line| !is_blank(line)).any(|line| is_fence(line))
}

/// Whether a line is one of three or more hyphens; Word and phones make dashes of them.
fn is_fence(line: &str) -> bool {
    let line = line.trim().trim_start_matches('\u{feff}');
    let is_dashes = line.chars().all(|c| matches!(c, '-' | '–' | '—'));
    is_dashes && (line.chars().count() > 2 || line.contains('—'))
}

fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
}

fn is_comment(line: &str) -> bool {
    line.starts_with('#')
}

fn is_indented(line: &str) -> bool {
    line.starts_with([' ', '\t', '\u{a0}'])
}

/// Whether a name before a colon rather is the beginning of a sentence: it has more words than any field.
fn is_prose(name: &str) -> bool {
    name.split_whitespace().count() > 3
}

/// The name and the value of a line `name: value`.
fn named(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once([':', '：'])?;
    let is_bold = name.trim_start().starts_with('*');
    let name = name.trim().trim_start_matches('\u{feff}').trim_matches(['"', '\'', '“', '”', '*']).trim();
    let is_name = name.starts_with(char::is_alphabetic)
        && name.chars().count() <= MOST_NAME
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '\u{300}'..='\u{36f}'));
    let value = if is_bold { value.trim_start_matches('*') } else { value };
    // `https://…` is an address.
    (is_name && !value.starts_with("//")).then(|| (name, value.trim()))
}

/// What stands behind the bullet of a line of a list.
fn item(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix(['-', '*', '+', '•', '–'])?;
    rest.starts_with(char::is_whitespace).then(|| rest.trim())
}

/// A value without the quotes around it, whatever program typed them.
pub(crate) fn unquoted(value: &str) -> String {
    const OPENING: [char; 8] = ['"', '\'', '“', '‘', '„', '«', '＂', '”'];
    const CLOSING: [char; 8] = ['"', '\'', '”', '’', '“', '»', '＂', '„'];
    let value = value.trim();
    let inner = value.strip_prefix(OPENING).and_then(|rest| rest.strip_suffix(CLOSING));
    let Some(inner) = inner else { return value.to_owned() };
    if value.starts_with('"') && inner.contains("\\\"") {
        let plain = inner.replace("\\\"", "\u{0}");
        if !plain.contains('"') {
            return plain.replace('\u{0}', "\"").trim().to_owned();
        }
    }
    // `"Xanh" và "Sạch"` has quotes of its own.
    let is_whole = match value.chars().next() {
        Some('"') => !inner.contains('"'),
        Some('\'' | '‘') => !inner.contains(['\'', '‘', '’']),
        _ => !inner.contains(['"', '“', '”', '«', '»', '＂', '„']),
    };
    if is_whole { inner.trim().to_owned() } else { value.to_owned() }
}

/// The beginning of a line, for a message.
fn shown(line: &str) -> String {
    trangxa_clean::text::excerpt(line, 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problem;

    fn read(text: &str) -> (Header, String, Vec<Problem>) {
        let lines: Vec<&str> = text.lines().collect();
        let mut problems = Problems::default();
        let (header, taken) = Header::read(&lines, &mut problems);
        (header, lines[taken..].join("\n"), problems.into_vec())
    }

    fn field(text: &str, key: Key) -> Option<String> {
        read(text).0.text(key)
    }

    #[test]
    fn values_are_read_as_clerks_write_them() {
        for (line, key, value) in [
            ("title: Họp dân", Key::Title, "Họp dân"),
            ("title: Thông báo: nghỉ lễ", Key::Title, "Thông báo: nghỉ lễ"),
            ("Tiêu đề : Họp dân  ", Key::Title, "Họp dân"),
            ("TIEU DE:Họp dân", Key::Title, "Họp dân"),
            ("title：Họp dân", Key::Title, "Họp dân"),
            ("title:\tHọp dân", Key::Title, "Họp dân"),
            ("title: \"Họp dân\"", Key::Title, "Họp dân"),
            ("title: “Họp dân”", Key::Title, "Họp dân"),
            ("title: 'Họp dân'", Key::Title, "Họp dân"),
            ("title: «Họp dân»", Key::Title, "Họp dân"),
            ("title: \"Xã \\\"xanh\\\"\"", Key::Title, "Xã \"xanh\""),
            ("title: \"Xanh\" và \"Sạch\"", Key::Title, "\"Xanh\" và \"Sạch\""),
            ("title: Tổ chức \"Ngày hội\"", Key::Title, "Tổ chức \"Ngày hội\""),
            ("title: [Khẩn] Bão số 5", Key::Title, "[Khẩn] Bão số 5"),
            ("title: @UBND * & # 1", Key::Title, "@UBND * & # 1"),
            ("**Tiêu đề:** Họp dân", Key::Title, "Họp dân"),
            ("\"title\": \"Họp dân\"", Key::Title, "Họp dân"),
            ("ngày: 28/11/2026 08:30", Key::Date, "28/11/2026 08:30"),
            ("nguồn: https://a.example/x", Key::Source, "https://a.example/x"),
            ("tóm tắt: >\n  Dòng một\n  dòng hai", Key::Summary, "Dòng một dòng hai"),
            ("tóm tắt: Dòng một\ndòng hai", Key::Summary, "Dòng một dòng hai"),
            ("tóm tắt: Dòng một\n\n\tdòng hai", Key::Summary, "Dòng một dòng hai"),
            ("tác giả:\n- Thu Xuân\n- Văn Nam", Key::Author, "Thu Xuân, Văn Nam"),
            ("tác giả:\n  • Thu Xuân\n  • Văn Nam", Key::Author, "Thu Xuân, Văn Nam"),
        ] {
            let (header, body, problems) = read(&format!("---\n{line}\n---\nThân bài"));
            assert_eq!(header.text(key).as_deref(), Some(value), "{line}");
            assert_eq!((body.as_str(), problems), ("Thân bài", vec![]), "{line}");
        }
    }

    #[test]
    fn the_lines_around_a_header_vary() {
        for text in [
            "---\ntitle: A\n---\nThân bài",
            "\u{feff}---\ntitle: A\n---\nThân bài",
            "\n\n---\n\ntitle: A\n\n---\nThân bài",
            "--- \ntitle: A\n----------\nThân bài",
            "—\ntitle: A\n—\nThân bài",
            "---\ntitle: A\n...\nThân bài",
            "---\n# ghi chú\ntitle: A\n---\nThân bài",
            "title: A\n---\nThân bài",
            "Tiêu đề: A\nNgày: 28/11/2026\n---\nThân bài",
        ] {
            let (header, body, problems) = read(text);
            assert_eq!(header.text(Key::Title).as_deref(), Some("A"), "{text}");
            assert_eq!((body.trim(), problems), ("Thân bài", vec![]), "{text}");
        }
        assert_eq!(field("title: A\n\nThân bài", Key::Title).as_deref(), Some("A"));
    }

    #[test]
    fn a_header_that_is_not_closed_ends_where_the_text_begins() {
        for (text, body) in [
            ("---\ntitle: A\ndate: 28/11/2026\n\nThân bài: một\nhai", "Thân bài: một\nhai"),
            ("---\ntitle: A\n\n# Họp dân\n\nThân bài", "# Họp dân\n\nThân bài"),
            ("---\ntitle: A\nThân bài", "Thân bài"),
            ("---\ntitle: A\n\nThân bài\n\n---\n\nhết", "Thân bài\n\n---\n\nhết"),
        ] {
            let (header, rest, problems) = read(text);
            assert_eq!(header.text(Key::Title).as_deref(), Some("A"), "{text}");
            assert_eq!(rest, body, "{text}");
            assert_eq!(
                problems,
                [Problem { place: crate::Place::Line(1), kind: ProblemKind::HeaderNotClosed }],
                "{text}"
            );
        }
    }

    #[test]
    fn a_text_without_a_header_is_left_alone() {
        for text in [
            "Thân bài",
            "# Họp dân\n\nThân bài",
            "---\n\nThân bài có gạch ở trên",
            "Kính gửi: Bà con\nĐịa điểm: nhà văn hoá",
            "Ngày: 28/11/2026\nĐịa điểm: nhà văn hoá\n\nx",
            "https://a.example/x",
            "",
            "\n",
            "---",
            "---\n---\nx",
        ] {
            let (header, body, problems) = read(text);
            assert!(header.fields.is_empty() && problems.is_empty(), "{text}: {header:?} {problems:?}");
            assert!(text.ends_with(&body), "{text}");
        }
    }

    #[test]
    fn what_is_no_field_is_told_with_its_line() {
        let (header, body, problems) =
            read("---\ntitle: A\ntilte: B\nmàu: xanh\n  đậm\nnghỉ lễ hai ngày\ntitle: C\n---\nx");
        assert_eq!((header.text(Key::Title).as_deref(), body.as_str()), (Some("C"), "x"));
        let found: Vec<(String, ProblemKind)> =
            problems.into_iter().map(|it| (it.place.to_string(), it.kind)).collect();
        let unknown = |key: &str, nearest| ProblemKind::UnknownKey { key: key.to_owned(), nearest };
        assert_eq!(
            found,
            [
                ("line 3".to_owned(), unknown("tilte", Some("title"))),
                ("line 4".to_owned(), unknown("màu", None)),
                ("line 6".to_owned(), ProblemKind::NoField("nghỉ lễ hai ngày".to_owned())),
                ("line 7".to_owned(), ProblemKind::RepeatedKey("title".to_owned())),
            ]
        );
    }

    #[test]
    fn lists_have_titles() {
        let (header, ..) = read(
            "---\nattachments:\n  - url: don.pdf\n    title: \"Đơn xin\"\n  - mau 2.pdf\n- tiêu đề: Mẫu\n  tệp: mau.pdf\n---\n",
        );
        let items = &header.get(Key::Attachments).unwrap().items;
        let found: Vec<(&str, Option<&str>)> =
            items.iter().map(|item| (item.value.as_str(), item.title.as_deref())).collect();
        assert_eq!(found, [("don.pdf", Some("Đơn xin")), ("mau 2.pdf", None), ("mau.pdf", Some("Mẫu"))]);
    }
}
