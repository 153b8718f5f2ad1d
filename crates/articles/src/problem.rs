//! What a file of an article has that cannot be taken as it stands, where it is, and what becomes of it.

use std::fmt;
use trangxa_messages::articles;

/// A place in an article's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    Whole,
    /// A line of a text file, from 1.
    Line(usize),
    /// The paragraph of a Word document that begins with these words.
    Near(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Line(line) => articles::Line { line: *line }.fmt(f),
            Self::Near(words) => articles::Near { words }.fmt(f),
        }
    }
}

/// A problem of an article's file. It displays as a sentence without the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub kind: ProblemKind,
}

/// What becomes of an article with a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It is not on the site.
    Rejected,
    /// A part of it is not on the page.
    PartLost,
    /// A field of it is not used.
    FieldLeftOut,
    /// A name before a colon is not known.
    FieldUnknown,
    /// A field stands there twice, and the last one is used.
    FieldRepeated,
    /// It is on the page, though not as it was written.
    ReadOtherwise,
    /// Nothing is wrong, but a person should know or could do better.
    Advice,
}

/// What is wrong in an article's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// It has neither a title nor anything to show.
    Empty,
    /// The system does not let it be opened.
    Unopened,
    /// A Markdown file whose bytes are no text.
    NoText,
    /// A Word document in the format before 2007, whatever its name says.
    OldWord,
    /// A Word document that opens only with a password.
    Protected,
    /// A file of another program under the name of a Word document.
    NoWord,
    /// A Word document that is damaged, with what the reader of archives or XML said.
    Damaged(String),
    /// A file, or what is packed in it, is larger than this many megabytes.
    TooLarge(u64),
    /// It was not saved as Unicode and was read in this encoding.
    ReadAs(&'static str),
    /// It is in the letters of old fonts of this name, which were converted.
    OldFont(&'static str),
    /// It may be in the letters of an old font, and it is not certain in which. Holds the beginning of such a text.
    UncertainFont(String),
    /// Some bytes are no letters of the encoding, and a sign stands for each.
    LostLetters(&'static str),
    /// The lines before the text begin with `---` and have no `---` behind them.
    HeaderNotClosed,
    /// A name before a colon that is not known.
    UnknownKey {
        /// The name as written.
        key: String,
        /// The known name that it resembles.
        nearest: Option<&'static str>,
    },
    /// A field that stands there a second time.
    RepeatedKey(String),
    /// A line before the text that is no `name: value`.
    NoField(String),
    /// A date that cannot be read.
    BadDate(String),
    /// A category that site.json does not have.
    UnknownCategory {
        /// Its name as written.
        name: String,
        /// The name of the category that it resembles.
        nearest: Option<String>,
    },
    /// Neither the file's name nor a field says a date.
    NoDate,
    /// There is no title; the beginning of the text took its place.
    TitleFromText(String),
    /// There is no title; the file's name took its place.
    TitleFromName(String),
    /// Marks of Markdown that the page shows.
    MarksShown(String),
    /// An element of HTML that no text may have.
    ElementRemoved(String),
    /// A part of a Word document that cannot be taken.
    LeftOut(Part),
    /// An equation, of which only the letters and numbers are taken.
    Equation,
    /// A picture that is cut in Word; the page shows all of it.
    Cropped,
    /// Changes are tracked in the document; it was read as if all were accepted.
    TrackedChanges,
    /// More is nested or listed than any article has, and the rest is plain text.
    TooDeep,
}

/// A part of a Word document that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A chart.
    Chart,
    /// A diagram (SmartArt).
    Diagram,
    /// A drawing made of shapes.
    Drawing,
    /// Something of another program (OLE), such as a sheet.
    Object,
    /// A picture in this format, which browsers cannot show.
    Picture(String),
    /// A picture that the document does not contain, with the address that it names.
    LinkedPicture(String),
    /// A sign of a symbol font that has no known letter.
    Symbol,
    /// Text that is hidden in Word.
    HiddenText,
    /// Remarks of readers; holds how many.
    Comments(usize),
    /// The text at the top or bottom of each page, with its beginning.
    Margin(String),
    /// A table of contents, whose page numbers mean nothing on a page of the web.
    Contents,
}

impl ProblemKind {
    /// What becomes of the article.
    #[must_use]
    pub fn effect(&self) -> Effect {
        match self {
            Self::Empty
            | Self::Unopened
            | Self::NoText
            | Self::OldWord
            | Self::Protected
            | Self::NoWord
            | Self::Damaged(_)
            | Self::TooLarge(_) => Effect::Rejected,
            Self::LeftOut(
                Part::Chart
                | Part::Diagram
                | Part::Drawing
                | Part::Object
                | Part::Picture(_)
                | Part::LinkedPicture(_)
                | Part::Symbol,
            ) => Effect::PartLost,
            Self::BadDate(_) | Self::NoField(_) => Effect::FieldLeftOut,
            Self::UnknownKey { .. } => Effect::FieldUnknown,
            Self::RepeatedKey(_) => Effect::FieldRepeated,
            Self::ReadAs(_)
            | Self::OldFont(_)
            | Self::UncertainFont(_)
            | Self::LostLetters(_)
            | Self::HeaderNotClosed
            | Self::UnknownCategory { .. }
            | Self::TitleFromText(_)
            | Self::TitleFromName(_)
            | Self::MarksShown(_)
            | Self::ElementRemoved(_)
            | Self::Equation
            | Self::Cropped
            | Self::TooDeep => Effect::ReadOtherwise,
            Self::NoDate
            | Self::TrackedChanges
            | Self::LeftOut(Part::HiddenText | Part::Comments(_) | Part::Margin(_) | Part::Contents) => Effect::Advice,
        }
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => articles::Empty.fmt(f),
            Self::Unopened => articles::Unopened.fmt(f),
            Self::NoText => articles::NoText.fmt(f),
            Self::OldWord => articles::OldWord.fmt(f),
            Self::Protected => articles::Protected.fmt(f),
            Self::NoWord => articles::NoWord.fmt(f),
            Self::Damaged(reason) => articles::Damaged { reason }.fmt(f),
            Self::TooLarge(limit) => articles::TooLarge { limit: *limit }.fmt(f),
            Self::ReadAs(encoding) => articles::ReadAs { encoding }.fmt(f),
            Self::OldFont(font) => articles::OldFont { font }.fmt(f),
            Self::UncertainFont(text) => articles::UncertainFont { text }.fmt(f),
            Self::LostLetters(encoding) => articles::LostLetters { encoding }.fmt(f),
            Self::HeaderNotClosed => articles::HeaderNotClosed.fmt(f),
            Self::UnknownKey { key, nearest: Some(nearest) } => articles::UnknownKeyNear { key, nearest }.fmt(f),
            Self::UnknownKey { key, nearest: None } => articles::UnknownKey { key }.fmt(f),
            Self::RepeatedKey(key) => articles::RepeatedKey { key }.fmt(f),
            Self::NoField(text) => articles::NoField { text }.fmt(f),
            Self::BadDate(value) => articles::BadDate { value }.fmt(f),
            Self::UnknownCategory { name, nearest: Some(nearest) } => {
                articles::UnknownCategoryNear { name, nearest }.fmt(f)
            }
            Self::UnknownCategory { name, nearest: None } => articles::UnknownCategory { name }.fmt(f),
            Self::NoDate => articles::NoDate.fmt(f),
            Self::TitleFromText(title) => articles::TitleFromText { title }.fmt(f),
            Self::TitleFromName(title) => articles::TitleFromName { title }.fmt(f),
            Self::MarksShown(text) => articles::MarksShown { text }.fmt(f),
            Self::ElementRemoved(element) => articles::ElementRemoved { element }.fmt(f),
            Self::LeftOut(part) => part.fmt(f),
            Self::Equation => articles::Equation.fmt(f),
            Self::Cropped => articles::Cropped.fmt(f),
            Self::TrackedChanges => articles::TrackedChanges.fmt(f),
            Self::TooDeep => articles::TooDeep.fmt(f),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chart => articles::LeftOutChart.fmt(f),
            Self::Diagram => articles::LeftOutDiagram.fmt(f),
            Self::Drawing => articles::LeftOutDrawing.fmt(f),
            Self::Object => articles::LeftOutObject.fmt(f),
            Self::Picture(format) => articles::LeftOutPicture { format }.fmt(f),
            Self::LinkedPicture(address) => articles::LeftOutLinkedPicture { address }.fmt(f),
            Self::Symbol => articles::LeftOutSymbol.fmt(f),
            Self::HiddenText => articles::LeftOutHidden.fmt(f),
            Self::Comments(count) => articles::LeftOutComments { count: *count }.fmt(f),
            Self::Margin(text) => articles::LeftOutMargin { text }.fmt(f),
            Self::Contents => articles::LeftOutContents.fmt(f),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

/// The problems of a file while it is read.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

/// How many problems of one file are told. A clerk who has corrected so many knows how to correct the rest.
const MOST: usize = 100;

impl Problems {
    /// Adds a problem, unless the same one at the same place is known.
    pub(crate) fn add(&mut self, place: Place, kind: ProblemKind) {
        let problem = Problem { place, kind };
        if self.0.len() < MOST && !self.0.contains(&problem) {
            self.0.push(problem);
        }
    }

    pub(crate) fn at_line(&mut self, line: usize, kind: ProblemKind) {
        self.add(Place::Line(line), kind);
    }

    pub(crate) fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}
