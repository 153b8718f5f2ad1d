//! What stands in a sentence: in a paragraph, or in a cell that holds more than one number.

use crate::date::{self, Date};
use crate::digits::{Number, number_at, runs};
use crate::identity::{is_citizen_number, is_insurance_card, is_mobile};
use crate::kind::{Kind, masked};
use crate::names::{names_body, names_office, persons, remembers};
use crate::office::Office;
use crate::plain::Plain;
use std::ops::Range;

/// Whoever was born before is history.
const FIRST_YEAR: u16 = 1920;
/// How far before a number the word may stand that says what it is, in characters.
const LABEL_WITHIN: usize = 60;
/// How far before a date the name may stand whose birth it is.
const NAME_WITHIN: usize = 160;
/// How far around an account its holder may stand.
const HOLDER_WITHIN: usize = 110;
/// How much of the texts before and behind is looked at for the holder.
const NEIGHBOUR: usize = 300;

/// What the word before a number says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Identity,
    Passport,
    Account,
    Phone,
    Insurance,
    /// A code that belongs to no person.
    Code,
}

const LABELS: &[(&str, Label)] = &[
    ("cccd", Label::Identity),
    ("cmnd", Label::Identity),
    ("cmtnd", Label::Identity),
    ("cmt", Label::Identity),
    ("chung minh", Label::Identity),
    ("can cuoc", Label::Identity),
    ("dinh danh", Label::Identity),
    ("ho chieu", Label::Passport),
    ("passport", Label::Passport),
    ("tai khoan", Label::Account),
    ("stk", Label::Account),
    ("so tk", Label::Account),
    ("tk:", Label::Account),
    ("dien thoai", Label::Phone),
    ("sdt", Label::Phone),
    ("dtdd", Label::Phone),
    ("di dong", Label::Phone),
    ("dt", Label::Phone),
    ("lien he", Label::Phone),
    ("hotline", Label::Phone),
    ("zalo", Label::Phone),
    ("goi", Label::Phone),
    ("bhyt", Label::Insurance),
    ("bhxh", Label::Insurance),
    ("bao hiem y te", Label::Insurance),
    ("bao hiem xa hoi", Label::Insurance),
    ("khach hang", Label::Code),
    ("ma vach", Label::Code),
    ("serial", Label::Code),
    ("seri", Label::Code),
    ("so khung", Label::Code),
    ("so may", Label::Code),
    ("van don", Label::Code),
    ("hop dong", Label::Code),
    ("imei", Label::Code),
    ("ho so", Label::Code),
    ("giao dich", Label::Code),
    ("ma tram", Label::Code),
    ("cong to", Label::Code),
    ("dong ho", Label::Code),
    ("bien lai", Label::Code),
    ("hoa don", Label::Code),
    ("truy xuat", Label::Code),
    ("bao danh", Label::Code),
    ("sbd", Label::Code),
    ("ma san pham", Label::Code),
    ("ma don", Label::Code),
];

/// Words before an address.
const ADDRESS_WORDS: &[&str] = &["thuong tru", "tru tai", "tam tru", "dia chi", "noi o", "cho o", "cu tru", "ho khau"];

/// What is known around a text.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    /// The text before and the text behind it.
    pub before: Option<&'a Plain>,
    pub behind: Option<&'a Plain>,
    /// Whether it is said of a person whose name stands elsewhere, as in the row of a table.
    pub is_of_person: bool,
    /// The kinds that are not looked for, because they were already.
    pub known: &'a [Kind],
    pub office: &'a Office,
}

/// Calls `add` with each piece of personal data in a text: its kind and how it may be shown.
pub(crate) fn examine(plain: &Plain, around: Around<'_>, add: &mut dyn FnMut(Kind, String)) {
    let runs = runs(plain);
    if runs.iter().map(Range::len).sum::<usize>() < 6 {
        return;
    }
    let mut text = Text { plain, around, runs, names: None, used: Vec::new(), is_strong: false };
    let mut add = |kind, shown| {
        if !around.known.contains(&kind) {
            add(kind, shown);
        }
    };
    text.identities(&mut add);
    text.insurance_cards(&mut add);
    text.accounts(&mut add);
    text.births(&mut add);
    if text.is_strong {
        text.phones(&mut add);
        text.addresses(&mut add);
    }
}

struct Text<'a> {
    plain: &'a Plain,
    around: Around<'a>,
    runs: Vec<Range<usize>>,
    /// The names of persons, once they are looked for.
    names: Option<Vec<Range<usize>>>,
    /// Numbers that are something already, in order.
    used: Vec<Range<usize>>,
    /// Whether a number or date tells who a person is.
    is_strong: bool,
}

type Add<'a> = dyn FnMut(Kind, String) + 'a;

impl Text<'_> {
    /// The last word before a place that says what a number is, and how far before it ends.
    fn label(&self, at: usize) -> Option<(Label, usize)> {
        let before = self.plain.lower_before(at, LABEL_WITHIN);
        let last = |(word, label): &(&str, Label)| {
            let from = before.rmatch_indices(word).map(|(from, _)| from).find(|from| {
                let is_part = |at: Option<usize>| {
                    at.and_then(|at| before.as_bytes().get(at)).is_some_and(u8::is_ascii_alphabetic)
                };
                !is_part(from.checked_sub(1)) && !is_part(Some(from + word.len()))
            })?;
            Some((*label, before.len() - from - word.len()))
        };
        LABELS.iter().filter_map(last).min_by_key(|(_, distance)| *distance)
    }

    fn is_free(&self, range: &Range<usize>) -> bool {
        let next = self.used.partition_point(|used| used.end <= range.start);
        self.used.get(next).is_none_or(|used| range.end <= used.start)
    }

    /// Says that a number is something. The numbers of a text do not overlap.
    fn use_up(&mut self, range: Range<usize>) {
        let next = self.used.partition_point(|used| used.start < range.start);
        self.used.insert(next, range);
    }

    fn number(&self, first: usize, count: usize) -> Option<Number> {
        let number = number_at(self.plain, &self.runs, first, count)?;
        (self.is_free(&number.range) && !self.is_money(number.range.end)).then_some(number)
    }

    /// Whether the number that ends at a place is an amount of money: `790.385.000 đồng`.
    fn is_money(&self, at: usize) -> bool {
        let behind = self.plain.lower_in(at, at + 8).trim_start();
        let word = behind.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        matches!(word, "dong" | "d" | "vnd" | "trieu" | "ty")
    }

    fn identities(&mut self, add: &mut Add<'_>) {
        for first in 0..self.runs.len() {
            if let Some(number) = self.number(first, 12) {
                let label = self.label(number.range.start).map(|(label, _)| label);
                let is_citizen =
                    is_citizen_number(&number.digits) && !matches!(label, Some(Label::Account | Label::Code));
                if is_citizen || matches!(label, Some(Label::Identity)) {
                    add(Kind::CitizenNumber, masked(&number.digits));
                    self.is_strong = true;
                    self.use_up(number.range);
                }
            } else if let Some(number) = self.number(first, 9) {
                if matches!(self.label(number.range.start), Some((Label::Identity | Label::Passport, _))) {
                    add(Kind::OldIdentityNumber, masked(&number.digits));
                    self.is_strong = true;
                    self.use_up(number.range);
                }
            } else if let Some(range) = self.passport(first) {
                add(Kind::Passport, masked(&self.plain.text[range.clone()]));
                self.is_strong = true;
                self.use_up(range);
            }
        }
    }

    /// A letter and seven digits behind the word for passports.
    fn passport(&self, first: usize) -> Option<Range<usize>> {
        let run = self.runs.get(first).filter(|run| matches!(run.len(), 7 | 8))?;
        let from = run.start.checked_sub(1)?;
        let is_number = self.plain.at(from).is_ascii_uppercase()
            && !self.plain.before(from).is_ascii_alphanumeric()
            && !self.plain.at(run.end).is_ascii_alphanumeric()
            && self.plain.at(run.end) != b'*';
        let is_said = matches!(self.label(from), Some((Label::Passport | Label::Identity, _)));
        (is_number && is_said).then_some(from..run.end)
    }

    fn insurance_cards(&mut self, add: &mut Add<'_>) {
        for first in 0..self.runs.len() {
            let run = self.runs[first].clone();
            if let Some(range) = self.card(first) {
                add(Kind::Insurance, masked(&self.plain.text[range.clone()].replace([' ', '.', '-'], "")));
                self.is_strong = true;
                self.use_up(range);
            } else if let Some(number) = self.number(first, 10)
                && let Some((Label::Insurance, distance)) = self.label(run.start)
                && distance <= 40
            {
                add(Kind::Insurance, masked(&number.digits));
                self.is_strong = true;
                self.use_up(number.range);
            }
        }
    }

    /// A health insurance card whose digits begin with a run: `GD4303012345678`, `GD 4 30 3012345678`.
    fn card(&self, first: usize) -> Option<Range<usize>> {
        let begin = self.runs[first].start;
        let before = self.plain.text.get(..begin)?;
        let letters = before.strip_suffix(' ').unwrap_or(before);
        let from = letters.len().checked_sub(2)?;
        let group = letters.get(from..).filter(|group| group.bytes().all(|byte| byte.is_ascii_uppercase()))?;
        if self.plain.before(from).is_ascii_alphanumeric() {
            return None;
        }
        let mut card = group.to_owned();
        let mut end = begin;
        for run in &self.runs[first..] {
            if end != begin && !matches!(self.plain.text.get(end..run.start), Some(" " | "." | "-")) {
                break;
            }
            card.push_str(self.plain.text.get(run.clone())?);
            end = run.end;
            if card.len() >= 15 {
                break;
            }
        }
        let next = self.plain.at(end);
        (is_insurance_card(&card) && !next.is_ascii_alphanumeric() && next != b'*').then_some(from..end)
    }

    fn accounts(&mut self, add: &mut Add<'_>) {
        for first in 0..self.runs.len() {
            let at = self.runs[first].start;
            let Some((Label::Account, _)) = self.label(at) else { continue };
            let Some(number) = (8..=19).rev().find_map(|count| self.number(first, count)) else { continue };
            if self.is_private(&number.range) {
                add(Kind::BankAccount, masked(&number.digits));
                self.is_strong = true;
            }
            self.use_up(number.range);
        }
    }

    /// Whether an account belongs to a person. Where nobody is named it may belong to a body, as most accounts in notices do.
    fn is_private(&mut self, number: &Range<usize>) -> bool {
        let plain = self.plain;
        let holder = |text: &Plain| {
            let words = [
                "chu tai khoan",
                "chu tk",
                "ten tai khoan",
                "ten tk",
                "nguoi thu huong",
                "don vi thu huong",
                "nguoi nhan",
            ];
            let at = words.iter().filter_map(|word| Some(text.lower.rfind(word)? + word.len())).max()?;
            let shown = text.part(at, at + 80);
            Some(!names_body(&shown.lower) && !persons(&shown).is_empty())
        };
        let (from, to) = (number.start.saturating_sub(HOLDER_WITHIN), number.end + HOLDER_WITHIN);
        let around = plain.part(from, to);
        let (before, behind) =
            (self.around.before.map(|it| it.last(NEIGHBOUR)), self.around.behind.map(|it| it.part(0, NEIGHBOUR)));
        if let Some(is_person) =
            [Some(&around), behind.as_ref(), before.as_ref()].into_iter().flatten().find_map(holder)
        {
            return is_person;
        }
        if names_body(&around.lower) || before.is_some_and(|before| names_body(&before.lower)) {
            return false;
        }
        let is_of_person = self.around.is_of_person;
        let names = self.names();
        let next = names.partition_point(|name| name.end < from);
        is_of_person || names.get(next).is_some_and(|name| name.start <= to)
    }

    fn names(&mut self) -> &[Range<usize>] {
        self.names.get_or_insert_with(|| persons(self.plain))
    }

    fn births(&mut self, add: &mut Add<'_>) {
        let dates = date::dates(self.plain, &self.runs);
        if dates.is_empty() || remembers(&self.plain.lower) {
            return;
        }
        for date in dates.into_iter().filter(|date| date.year >= FIRST_YEAR) {
            if self.is_birth(&date) {
                add(Kind::BirthDate, format!("**/**/{}", date.year));
                self.is_strong = true;
            }
        }
    }

    fn is_birth(&mut self, date: &Date) -> bool {
        let (plain, is_strong, is_of_person) = (self.plain, self.is_strong, self.around.is_of_person);
        let before = plain.lower_before(date.range.start, 40).trim_end_matches([' ', ':', ',', '\n', '(', '-', '.']);
        let before = before.strip_suffix("ngay").unwrap_or(before).trim_end_matches([' ', ':', ',', '\n']);
        let is_said = before.ends_with("sinh") || before.ends_with("ngay sinh");
        let from = date.range.start.saturating_sub(NAME_WITHIN);
        let names = self.names();
        let next = names.partition_point(|name| name.end <= date.range.start);
        let named = next.checked_sub(1).and_then(|last| names.get(last)).filter(|name| name.end >= from).cloned();
        // "Trần Thị Lan - 12/03/1956 - 030156001234"
        let follows = |name: &Range<usize>| {
            plain
                .lower
                .get(name.end..date.range.start)
                .is_some_and(|between| between.trim_matches([' ', ',', '-', '(', ';', '\n']).is_empty())
        };
        match named {
            Some(name) if is_said || is_strong && follows(&name) => {
                let title = plain.lower_before(name.start, 12);
                !(title.contains("dong chi") || title.contains("d/c"))
            }
            Some(_) => false,
            None => is_said && is_of_person,
        }
    }

    fn phones(&self, add: &mut Add<'_>) {
        for first in 0..self.runs.len() {
            let Some(number) = self.number(first, 10).filter(|number| is_mobile(&number.digits)) else { continue };
            let is_of_office =
                self.around.office.has(&number.digits) || names_office(self.plain.lower_before(number.range.start, 40));
            if !is_of_office {
                add(Kind::Phone, masked(&number.digits));
            }
        }
    }

    fn addresses(&self, add: &mut Add<'_>) {
        let lower = &self.plain.lower;
        let of_word =
            |word: &&str| lower.match_indices(*word).map(|(from, word)| (from, from + word.len())).collect::<Vec<_>>();
        let mut words: Vec<(usize, usize)> = ADDRESS_WORDS.iter().flat_map(of_word).collect();
        words.sort_unstable();
        let mut last = None;
        for (from, to) in words {
            // "nơi thường trú: địa chỉ …" is one.
            if last.is_some_and(|last| from < last + 15) {
                continue;
            }
            let behind = self.plain.lower_in(to, to + 60).trim_start_matches([' ', ':', '\n']);
            if behind.starts_with(|c: char| c.is_ascii_alphanumeric()) && !names_body(self.plain.lower_before(from, 60))
            {
                add(Kind::Address, String::new());
                last = Some(to);
            }
        }
    }
}
