//! Reads what the sections of a detail say.

use super::amounts::{Said, fee, number_alone, papers, time};
use super::label::Label;
use super::sections::Section;
use super::table::NamedTable;
use crate::code;
use crate::decision::{Decision, DecisionDoubt, day};
use crate::found::{Detail, Found};
use crate::level::Level;
use crate::names;
use serde_json::{Map, Value, json};
use std::fmt::Display;
use trangxa_articles::WordBlock;
use trangxa_list_imports::files::{line_of, lines_of};
use trangxa_messages::procedure_lists as say;
use trangxa_sheets::fold;

/// What was read of one detail.
#[derive(Debug, Default)]
pub(crate) struct DetailRead {
    pub found: Found,
    /// What was left out, with the reason.
    pub doubts: Vec<String>,
    pub notes: Vec<String>,
    /// Why nothing of it was used.
    pub refusal: Option<String>,
}

/// Reads a detail.
pub(crate) fn read(sections: &[Section]) -> DetailRead {
    let mut reader = Reader { sections, read: DetailRead::default() };
    reader.itself();
    reader.steps();
    reader.ways();
    reader.papers();
    reader.result();
    reader.laws();
    let mut unused: Vec<&str> = sections
        .iter()
        .filter(|section| section.label == Label::Other && !names::is_nothing(&line_of(&section.blocks)))
        .map(|section| section.heading.as_str())
        .collect();
    unused.dedup();
    let unused: Vec<String> = unused.into_iter().map(names::short).collect();
    if !unused.is_empty() {
        reader.read.notes.push(say::SectionsUnused { names: unused.join(", ") }.to_string());
    }
    reader.read
}

struct Reader<'a> {
    sections: &'a [Section],
    read: DetailRead,
}

impl<'a> Reader<'a> {
    fn of(&self, label: Label) -> impl Iterator<Item = &'a Section> + use<'a> {
        self.sections.iter().filter(move |section| section.label == label)
    }

    fn blocks(&self, label: Label) -> Vec<&'a WordBlock> {
        self.of(label).flat_map(|section| &section.blocks).collect()
    }

    /// The heading and the text of the first section with text; `None` if nothing is said.
    fn text(&self, label: Label) -> Option<(&'a str, String)> {
        let texts = self.of(label).map(|section| (section.heading.as_str(), line_of(&section.blocks)));
        let mut texts = texts.filter(|(_, text)| !names::is_nothing(text));
        texts.next()
    }

    fn heading(&self, label: Label) -> &'a str {
        self.of(label).next().map_or("", |section| section.heading.as_str())
    }

    /// Tells something about an entry below a heading.
    fn doubt(&mut self, label: Label, entry: &str, problem: impl Display) {
        let (heading, entry) = (self.heading(label), names::short(entry));
        let place = if entry.is_empty() {
            say::InSection { heading }.to_string()
        } else {
            say::InSectionAt { heading, entry }.to_string()
        };
        self.read.doubts.push(say::PlaceProblem { place, problem }.to_string());
    }

    /// Code, name, field, level, decision, and for whom it is.
    fn itself(&mut self) {
        if let Some((heading, text)) = self.text(Label::Code) {
            self.read.found.code = code::base(&text);
            if self.read.found.code.is_none() {
                self.read.refusal = Some(say::DetailCodeUnreadable { heading, text: names::short(&text) }.to_string());
            }
        }
        self.read.found.name = self.text(Label::Name).map(|(_, text)| text);
        self.read.found.field = self.text(Label::Field).map(|(_, text)| text);
        self.read.found.level = self.text(Label::Level).map_or(Level::Unsaid, |(_, text)| Level::of(&text));
        let lines = self.of(Label::ForWhom).flat_map(|section| lines_of(&section.blocks));
        self.read.found.for_whom = lines.flat_map(|line| names::entries(&line)).collect();
        let mut decision = Decision::default();
        if let Some((_, text)) = self.text(Label::Decision) {
            let (read, doubt) = Decision::read(&text);
            decision = read;
            match doubt {
                Some(DecisionDoubt::Number) => self.doubt(Label::Decision, &text, say::NoDecisionNumber),
                Some(DecisionDoubt::Date) => self.doubt(Label::Decision, &text, say::NoDecisionDate),
                None => {}
            }
        }
        if let Some((_, text)) = self.text(Label::DecisionDate) {
            match day(&text) {
                Some(date) if decision.number.is_some() => decision.date = decision.date.or(Some(date)),
                Some(_) => {}
                None => self.doubt(Label::DecisionDate, &text, say::NoDecisionDate),
            }
        }
        self.read.found.decision = decision.number.is_some().then_some(decision);
    }

    fn add(&mut self, detail: Detail, entries: Vec<Value>) {
        if !entries.is_empty() {
            self.read.found.details.push((detail, Value::Array(entries)));
        }
    }

    /// The steps. "Bước 1: …" begins a step, and the lines below belong to it.
    fn steps(&mut self) {
        let lines = self.lines(Label::Steps);
        let is_step = |line: &String| step_number(line).is_some();
        let mut steps: Vec<String> = Vec::new();
        if lines.first().is_some_and(is_step) {
            for line in lines {
                match steps.last_mut().filter(|_| !is_step(&line)) {
                    Some(step) => *step = format!("{step} {line}"),
                    None => steps.push(line),
                }
            }
            // The page numbers the steps itself.
            let is_numbered =
                steps.iter().enumerate().all(|(at, step)| step_number(step).is_some_and(|it| it.0 == at + 1));
            if is_numbered {
                steps = steps.iter().filter_map(|step| step_number(step)).map(|(_, rest)| rest.to_owned()).collect();
            }
        } else {
            steps = lines;
        }
        self.add(Detail::Steps, steps.into_iter().filter(|step| !step.is_empty()).map(Value::from).collect());
    }

    /// The lines below a heading, each without the mark of a list before it. A table among them is told.
    fn lines(&mut self, label: Label) -> Vec<String> {
        let blocks = self.blocks(label);
        if blocks.iter().any(|block| matches!(block, WordBlock::Table(_))) {
            self.doubt(label, "", say::TableUnknown);
        }
        let lines = blocks.into_iter().flat_map(|block| lines_of(std::slice::from_ref(block)));
        lines.map(|line| without_mark(&line)).filter(|line| !names::is_nothing(line)).collect()
    }

    /// The ways of filing, each with its time and fee.
    fn ways(&mut self) {
        const NAMES: [&[&str]; 4] = [
            &["hinh thuc nop", "hinh thuc", "hinh thuc nop ho so", "cach thuc", "cach thuc thuc hien"],
            &["thoi han giai quyet", "thoi han", "thoi gian giai quyet", "thoi gian"],
            &["phi le phi", "phi", "le phi", "phi va le phi", "le phi phi"],
            &["mo ta", "ghi chu"],
        ];
        let mut ways = Vec::new();
        let mut has_table = false;
        for block in self.blocks(Label::Ways) {
            let WordBlock::Table(rows) = block else { continue };
            let Some(table) = NamedTable::of(rows, NAMES) else {
                self.doubt(Label::Ways, "", say::TableUnknown);
                continue;
            };
            has_table = true;
            let mut known: Option<&str> = None;
            for [name, its_time, its_fee, note] in table.rows() {
                if [&name, &its_time, &its_fee, &note].iter().all(|text| names::is_blank(text)) {
                    continue;
                }
                // A way with several times stands once, before the first of them.
                let way = if name.is_empty() { known } else { way_of(&name) };
                known = way;
                let Some(way) = way else {
                    self.doubt(Label::Ways, &name, say::WayUnknown);
                    continue;
                };
                let mut members = Map::from_iter([("way".to_owned(), json!(way))]);
                match time(&its_time) {
                    Said::Value(text) => drop(members.insert("time".to_owned(), json!(text))),
                    Said::Doubtful => self.doubt(Label::Ways, way, say::TimeUnreadable { text: &its_time }),
                    Said::Nothing => {}
                }
                match fee(&its_fee) {
                    Said::Value(text) => drop(members.insert("fee".to_owned(), json!(text))),
                    Said::Doubtful => self.doubt(Label::Ways, way, say::FeeUnreadable { text: its_fee }),
                    Said::Nothing => {}
                }
                if !names::is_nothing(&note) && fold::words(&note) != fold::words(&its_time) {
                    members.insert("note".to_owned(), json!(note));
                }
                ways.push(Value::Object(members));
            }
        }
        if !has_table && !lines_below(self.of(Label::Ways)).is_empty() {
            self.doubt(Label::Ways, "", say::WaysWithoutTable);
        }
        self.add(Detail::Ways, ways);
    }

    /// The papers. Each table is about one case, which the line above it names.
    fn papers(&mut self) {
        const NAMES: [&[&str]; 5] = [
            &["ten giay to", "giay to", "ten ho so", "loai giay to", "thanh phan ho so", "ten thanh phan ho so"],
            &["mau don to khai", "mau don", "to khai", "bieu mau", "ten mau don to khai"],
            &["so luong", "so luong ho so", "so ban"],
            &["ban chinh", "so ban chinh"],
            &["ban sao", "so ban sao"],
        ];
        let mut entries = Vec::new();
        let mut forms: Vec<String> = Vec::new();
        let mut case = None;
        let mut has_table = false;
        for block in self.blocks(Label::Papers) {
            let rows = match block {
                WordBlock::Line(line) => {
                    case = case_of(line);
                    continue;
                }
                WordBlock::Table(rows) => rows,
            };
            let Some(table) = NamedTable::of(rows, NAMES) else {
                self.doubt(Label::Papers, "", say::TableUnknown);
                continue;
            };
            has_table = true;
            for [name, form, counts, original, copies] in table.rows() {
                let is_alone = [&form, &counts, &original, &copies].iter().all(|text| text.is_empty());
                if name.is_empty() || is_alone && (name.ends_with(':') || fold::words(&name).starts_with("truong hop"))
                {
                    case = if name.is_empty() { case } else { case_of(&name) };
                    continue;
                }
                let name = without_mark(&name);
                let mut members = Map::from_iter([("name".to_owned(), json!(name))]);
                let said = match (papers(&counts), number_alone(&original), number_alone(&copies)) {
                    (said, Said::Nothing, Said::Nothing) => said,
                    (Said::Nothing, original, copies) => both(original, copies),
                    _ => Said::Doubtful,
                };
                match said {
                    Said::Value((original, copies)) => {
                        let counts = [("original", original), ("copies", copies)];
                        let said = counts.into_iter().filter(|(_, count)| *count > 0);
                        members.extend(said.map(|(key, count)| (key.to_owned(), json!(count))));
                    }
                    Said::Doubtful => {
                        let text = [counts, original, copies].join(" ").trim().to_owned();
                        self.doubt(Label::Papers, &name, say::CountUnreadable { text });
                    }
                    Said::Nothing => {}
                }
                if let Some(case) = &case {
                    members.insert("note".to_owned(), json!(case));
                }
                if !names::is_nothing(&form) {
                    forms.push(names::short(&form));
                }
                entries.push(Value::Object(members));
            }
            case = None;
        }
        if !has_table && !lines_below(self.of(Label::Papers)).is_empty() {
            self.doubt(Label::Papers, "", say::PapersWithoutTable);
        }
        forms.dedup();
        if !forms.is_empty() {
            self.read.notes.push(say::FormsUnused { count: forms.len(), names: forms.join(", ") }.to_string());
        }
        self.add(Detail::Papers, entries);
    }

    fn result(&mut self) {
        let lines = self.lines(Label::Result);
        let lines: Vec<&str> = lines.iter().map(|line| line.trim_end_matches([';', '.', ' '])).collect();
        if !lines.is_empty() {
            self.read.found.details.push((Detail::Result, Value::from(lines.join("; "))));
        }
    }

    fn laws(&mut self) {
        const NAMES: [&[&str]; 2] = [
            &["trich yeu", "trich yeu noi dung", "ten van ban", "trich yeu van ban"],
            &["so ky hieu", "so hieu", "ky hieu", "so hieu van ban", "so ky hieu van ban"],
        ];
        let mut laws = Vec::new();
        for block in self.blocks(Label::LegalBasis) {
            let rows = match block {
                WordBlock::Line(line) => {
                    let line = without_mark(&fold::tidy(line));
                    if !names::is_nothing(&line) {
                        laws.push(json!({"title": line.trim_end_matches([';', '.'])}));
                    }
                    continue;
                }
                WordBlock::Table(rows) => rows,
            };
            let Some(table) = NamedTable::of(rows, NAMES) else {
                self.doubt(Label::LegalBasis, "", say::TableUnknown);
                continue;
            };
            for [title, number] in table.rows() {
                let (has_title, has_number) = (!names::is_nothing(&title), !names::is_nothing(&number));
                let is_named = fold::words(&title).contains(&fold::words(&number));
                let title = match (has_title, has_number) {
                    (true, true) if !is_named => say::Law { title, number }.to_string(),
                    (true, _) => title,
                    (false, true) => number,
                    (false, false) => continue,
                };
                laws.push(json!({ "title": title }));
            }
        }
        self.add(Detail::LegalBasis, laws);
    }
}

fn lines_below<'a>(sections: impl Iterator<Item = &'a Section>) -> Vec<String> {
    let lines = sections.flat_map(|section| lines_of(&section.blocks));
    lines.filter(|line| !names::is_nothing(line)).collect()
}

fn both(original: Said<u64>, copies: Said<u64>) -> Said<(u64, u64)> {
    let count = |said| match said {
        Said::Value(count) => Some(count),
        Said::Nothing => Some(0),
        Said::Doubtful => None,
    };
    match (count(original), count(copies)) {
        (Some(original), Some(copies)) => Said::Value((original, copies)),
        _ => Said::Doubtful,
    }
}

/// The number of a step and what happens in it: "Bước 2. Nhận kết quả".
fn step_number(line: &str) -> Option<(usize, &str)> {
    let (end, _) = line.char_indices().nth("bước".chars().count())?;
    let (word, rest) = line.split_at(end);
    let rest = rest.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest[..digits].parse().ok().filter(|_| fold::words(word) == "buoc")?;
    Some((number, rest[digits..].trim_start_matches([':', '.', '-', '–', ')', ' '])))
}

/// A line without the mark of a list before it.
fn without_mark(line: &str) -> String {
    line.trim_start_matches(['-', '+', '*', '•', '–', '\u{f0b7}', ' ']).trim().to_owned()
}

/// The name of a way of filing as the site writes it; `None` if it is none of the three.
fn way_of(name: &str) -> Option<&'static str> {
    let words = fold::words(name);
    let ways = [
        ("Trực tiếp", words.contains("truc tiep")),
        ("Trực tuyến", words.contains("truc tuyen") || words.contains("qua mang")),
        ("Bưu chính", words.contains("buu chinh") || words.contains("buu dien")),
    ];
    let mut named = ways.into_iter().filter(|(_, is_named)| *is_named).map(|(way, _)| way);
    // "Trực tiếp hoặc bưu chính" is no way, but two.
    named.next().filter(|_| named.next().is_none())
}

/// The case that a line above a table names; `None` if it only says that the papers follow.
fn case_of(line: &str) -> Option<String> {
    let line = without_mark(&fold::tidy(line));
    let line = line.trim_end_matches([':', '.', ' ']);
    let words = fold::words(line);
    let says_nothing = words.is_empty()
        || [
            "bao gom",
            "gom",
            "ho so gom",
            "ho so bao gom",
            "thanh phan ho so",
            "thanh phan ho so bao gom",
            "giay to phai nop",
        ]
        .contains(&&*words);
    (!says_nothing).then(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_steps_and_cases_are_told_by_their_words() {
        assert_eq!([way_of("Trực tuyến"), way_of("Dịch vụ bưu chính")], [Some("Trực tuyến"), Some("Bưu chính")]);
        assert_eq!([way_of("Qua người quen"), way_of("Trực tiếp hoặc bưu chính")], [None, None]);
        assert_eq!(step_number("Bước 2: Nhận kết quả"), Some((2, "Nhận kết quả")));
        assert_eq!([step_number("Bước vào"), step_number("2. Nhận"), step_number("B")], [None; 3]);
        assert_eq!(case_of("* Trường hợp ủy quyền:").as_deref(), Some("Trường hợp ủy quyền"));
        assert_eq!(case_of("Bao gồm:"), None);
    }
}
