//! Finds documents by words and numbers as people write them.

use super::{Force, Names, OfficialDocument, OfficialDocuments};
use crate::time::Day;
use crate::{Slug, Timestamp};
use trangxa_clean::letters::{base_letter, is_combining};

impl OfficialDocuments {
    /// Whether it has all documents of its years, as a register has that the publisher did not cut.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.years.iter().map(|year| year.count).sum::<u64>() == self.documents.len() as u64
    }

    /// The document with an id.
    #[must_use]
    pub fn find(&self, id: &Slug) -> Option<&OfficialDocument> {
        self.documents.iter().find(|document| document.id == *id)
    }
}

/// The words of a text, in small letters without marks: "12/KH-UBND" is `12`, `kh`, `ubnd`. Zeros before a number are left out.
#[must_use]
pub fn words_of(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in text.chars().filter(|c| !is_combining(*c)).map(base_letter) {
        match (letter, words.last_mut()) {
            (Some(letter), Some(word)) if letter != '0' || !word.is_empty() => word.push(letter),
            // A zero before a number.
            (Some(_), _) => {}
            (None, _) => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What a search looks at in a document, made once: searching happens at each letter that is typed.
pub struct Searchable {
    /// The words of the number, each with a blank before it, and one at the end.
    number: String,
    /// The words of all that lists show of it, likewise.
    all: String,
    kind: Option<Slug>,
    field: Option<Slug>,
    issuer: Option<Slug>,
}

impl Searchable {
    /// What a search looks at in a document.
    #[must_use]
    pub fn of(document: &OfficialDocument) -> Self {
        let words = |texts: &[Option<&str>]| {
            let words = texts.iter().flatten().flat_map(|text| words_of(text));
            words.fold(String::from(" "), |all, word| all + &word + " ")
        };
        let number = document.number.as_deref();
        let issued = document.issued.map(Timestamp::date);
        let rest = [&document.kind, &document.about, &document.issuer, &document.field].map(|text| text.as_deref());
        let [kind, about, issuer, field] = rest;
        let slug = |text: Option<&str>| text.and_then(Slug::make);
        Self {
            number: words(&[number]),
            all: words(&[number, kind, about, issuer, field, issued.as_deref()]),
            kind: slug(kind),
            field: slug(field),
            issuer: slug(issuer),
        }
    }

    /// Whether it has all words that a reader typed: `Some(true)` in its number, `Some(false)` in what else lists show of it. A number must be
    /// there as a whole ("12" is not "120"), any other word as a beginning. Their order makes no difference: people write `12/KH-UBND`,
    /// `12 KH-UBND` and `KH 12`.
    fn has(&self, words: &[String]) -> Option<bool> {
        let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
        let sought: Vec<String> =
            words.iter().map(|word| format!(" {word}{}", if is_number(word) { " " } else { "" })).collect();
        let is_in = |text: &str| sought.iter().all(|word| text.contains(word.as_str()));
        if is_in(&self.number) { Some(true) } else { is_in(&self.all).then_some(false) }
    }
}

/// What a reader wants to see of a register. A member that is `None` or empty leaves all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Words that a document must have, as [`words_of`] makes them.
    pub words: Vec<String>,
    /// The type of document.
    pub kind: Option<Slug>,
    /// The field.
    pub field: Option<Slug>,
    /// Who issued it.
    pub issuer: Option<Slug>,
    /// The year of issue.
    pub year: Option<u16>,
    /// The state of force.
    pub force: Option<Force>,
    /// The day on which it has the state; `None` for today.
    pub day: Option<Day>,
}

impl Choice {
    /// Whether it leaves all documents.
    #[must_use]
    pub fn leaves_all(&self) -> bool {
        Self { day: None, ..self.clone() } == Self::default()
    }

    /// Whether a document is among what the reader wants: `Some(true)` if its number has the words, which should stand first. `searchable` is
    /// made of it.
    #[must_use]
    pub fn finds(&self, document: &OfficialDocument, searchable: &Searchable, today: Day) -> Option<bool> {
        let is_same = |wanted: &Option<Slug>, known: &Option<Slug>| wanted.is_none() || wanted == known;
        let day = self.day.unwrap_or(today);
        let is_left = is_same(&self.kind, &searchable.kind)
            && is_same(&self.field, &searchable.field)
            && is_same(&self.issuer, &searchable.issuer)
            && self.year.is_none_or(|year| year == document.year())
            && self.force.is_none_or(|force| document.timeline.as_ref().is_some_and(|it| it.on(day) == force));
        if is_left { searchable.has(&self.words) } else { None }
    }
}

impl OfficialDocuments {
    /// Finds the names by which readers choose, each as its first document writes it. Names that differ only in marks, capital letters or
    /// signs are one.
    pub(super) fn find_names(&mut self) {
        let all = |of: fn(&OfficialDocument) -> Option<&str>| {
            let mut known: Vec<(Slug, &str)> = Vec::new();
            for name in self.documents.iter().filter_map(of) {
                if let Some(slug) = Slug::make(name).filter(|slug| known.iter().all(|(known, _)| known != slug)) {
                    known.push((slug, name));
                }
            }
            known.into_iter().map(|(_, name)| name.to_owned()).collect()
        };
        let (kinds, fields) = (all(|it| it.kind.as_deref()), all(|it| it.field.as_deref()));
        self.names = Names { kinds, fields, issuers: all(|it| it.issuer.as_deref()) };
    }
}
