//! Findings: what an operator should know about a site. Each says what is wrong and where, and its kind says what happens to it and
//! what to do.

use std::fmt::{self, Display};
use trangxa_messages::{articles, findings, model, review};
use trangxa_model::document::place_in_words;
use trangxa_model::site::Page;
use trangxa_model::{Article, DocumentError};

/// The severity of a finding, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A document cannot be read. Nothing is published until it is corrected.
    Error,
    /// Content that may harm people, or break a law, where it is published. The JSON report counts it among the faults, because its names of
    /// severities do not change.
    Risk,
    /// Content of the folder is not on the site.
    Loss,
    /// Content is on the site, but not as intended.
    Fault,
    /// Nothing is wrong, but the site could be better.
    Advice,
}

impl Severity {
    /// The severity's name in the JSON report. The names are part of the format and do not change.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Loss => "loss",
            Self::Fault | Self::Risk => "fault",
            Self::Advice => "advice",
        }
    }
}

/// The kind of a finding. A report groups findings by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum FindingKind {
    /// A document that cannot be read.
    Unreadable,
    /// Personal data of citizens in a text or file.
    PersonalData,
    /// An item of a feed that cannot become an article.
    ItemRejected,
    /// A text of a document that is missing from its page.
    TextLost,
    /// A member that an object of a document has twice.
    FieldRepeated,
    /// A document, or the rest of a feed, that is not on the site.
    DocumentLeftOut,
    /// A document that site.json names and that does not exist.
    DocumentMissing,
    /// A period or field of the figures that could not be used.
    FiguresLeftOut,
    /// A number of the figures, or the name of their unit or source, that could not be used.
    NumberLeftOut,
    /// An entry of the office's, the alerts' or the procedures' document that could not be used.
    EntryLeftOut,
    /// A value of such an entry that could not be used.
    EntryFieldLeftOut,
    /// A procedure whose place looks like the id of a unit and is none.
    PlaceUnknown,
    /// An entry of the calendar or a post that names a desk which does not exist.
    DeskUnknown,
    /// A procedure that does not say what people need to know.
    ProcedureIncomplete,
    /// An official document that contradicts itself or others.
    DocumentContradicts,
    /// An official document that does not say what people need to know.
    DocumentIncomplete,
    /// Something of a unit or an alert that most likely is not meant.
    EntryDoubtful,
    /// A part in `home` of site.json that shows nothing.
    HomePartEmpty,
    /// A field of an article that could not be used.
    FieldLeftOut,
    /// A name of a field that is not read and resembles one that is.
    FieldUnknown,
    /// A file that is not read and has nearly the name of a document.
    DocumentMisnamed,
    /// A picture or attachment whose file is missing.
    FileMissing,
    /// A picture that browsers do not show.
    PictureUnusable,
    /// A picture whose file is damaged or not complete.
    PictureBroken,
    /// A picture with too many pixels.
    PictureHuge,
    /// A picture that is published as it is, because it cannot be made smaller.
    PictureUnreduced,
    /// A picture that is published as it is, and says where it was taken.
    PicturePlace,
    /// A recording that browsers do not play.
    RecordingUnusable,
    /// Something in the site folder that is no file, or has a name that not every system can hold.
    FileLeftOut,
    /// Files that other programs wrote into an output folder, and that a build moved out of the way.
    OutputKept,
    /// A picture or link that no reader can open.
    AddressUnreachable,
    /// Markup that a page shows as text.
    MarkupShown,
    /// A shortcode that a page shows as text.
    ShortcodeShown,
    /// A link to a page or file of the site that does not exist.
    LinkBroken,
    /// The index of the search does not have what the site has.
    SearchOutdated,
    /// The visitor counter does not answer as expected.
    CounterSilent,
    /// Figures that contradict one another.
    FiguresDisagree,
    /// An old address that some or all hosts do not redirect.
    RedirectUnused,
    /// Data that has not been updated for a long time.
    Stale,
    /// A document on another host that was not checked.
    NotLookedAt,
    /// A category that has articles but no name in site.json.
    CategoryUnnamed,
    /// Something that the page of a public body is expected to have.
    PartMissing,
    /// An article without an author and without a source.
    AuthorMissing,
    /// An article without a text.
    TextMissing,
    /// A picture without alternative text.
    AltMissing,
    /// A file in which personal data could not be looked for.
    PersonalDataUnseen,
    /// Personal data of citizens in a text or file that says why it may have it.
    PersonalDataAllowed,
    /// A part of a Word document that is not on its page.
    PartLost,
    /// Something in the file of an article that is on its page, though otherwise than it may be meant.
    ReadOtherwise,
    /// An article without a date.
    DateMissing,
    /// Something in a Word document that no page has: remarks, the top of pages.
    PassedOver,
}

impl FindingKind {
    /// The severity of findings of this kind.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Unreadable => Severity::Error,
            Self::PersonalData => Severity::Risk,
            Self::ItemRejected
            | Self::TextLost
            | Self::FieldRepeated
            | Self::DocumentLeftOut
            | Self::DocumentMissing
            | Self::FiguresLeftOut
            | Self::EntryLeftOut
            | Self::PartLost => Severity::Loss,
            Self::FieldLeftOut
            | Self::EntryFieldLeftOut
            | Self::PlaceUnknown
            | Self::DeskUnknown
            | Self::DocumentContradicts
            | Self::FieldUnknown
            | Self::DocumentMisnamed
            | Self::NumberLeftOut
            | Self::FileMissing
            | Self::PictureUnusable
            | Self::PictureBroken
            | Self::PictureHuge
            | Self::PictureUnreduced
            | Self::PicturePlace
            | Self::RecordingUnusable
            | Self::FileLeftOut
            | Self::OutputKept
            | Self::AddressUnreachable
            | Self::MarkupShown
            | Self::ShortcodeShown
            | Self::LinkBroken
            | Self::SearchOutdated
            | Self::CounterSilent
            | Self::FiguresDisagree
            | Self::RedirectUnused
            | Self::ReadOtherwise => Severity::Fault,
            Self::Stale
            | Self::ProcedureIncomplete
            | Self::DocumentIncomplete
            | Self::EntryDoubtful
            | Self::HomePartEmpty
            | Self::NotLookedAt
            | Self::CategoryUnnamed
            | Self::PartMissing
            | Self::AuthorMissing
            | Self::TextMissing
            | Self::AltMissing
            | Self::PersonalDataUnseen
            | Self::PersonalDataAllowed
            | Self::DateMissing
            | Self::PassedOver => Severity::Advice,
        }
    }

    /// The kind's name in the JSON report. The names are part of the format and do not change.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::PersonalData => "personal-data",
            Self::ItemRejected => "item-rejected",
            Self::TextLost => "lost",
            Self::FieldRepeated => "field-repeated",
            Self::DocumentLeftOut | Self::DocumentMissing => "document-left-out",
            Self::FiguresLeftOut => "figures-left-out",
            Self::NumberLeftOut => "number-left-out",
            Self::EntryLeftOut => "entry-left-out",
            Self::EntryFieldLeftOut => "entry-field-left-out",
            Self::PlaceUnknown => "place-unknown",
            Self::DeskUnknown => "desk-unknown",
            Self::ProcedureIncomplete => "procedure-incomplete",
            Self::DocumentContradicts => "document-contradicts",
            Self::DocumentIncomplete => "document-incomplete",
            Self::EntryDoubtful => "entry-doubtful",
            Self::HomePartEmpty => "home-part-empty",
            Self::FieldLeftOut => "field-left-out",
            Self::FieldUnknown => "field-unknown",
            Self::DocumentMisnamed => "document-misnamed",
            Self::FileMissing => "file-missing",
            Self::PictureUnusable => "picture-unusable",
            Self::PictureBroken => "picture-broken",
            Self::PictureHuge => "picture-huge",
            Self::PictureUnreduced => "picture-unreduced",
            Self::PicturePlace => "picture-place",
            Self::RecordingUnusable => "recording-unusable",
            Self::FileLeftOut => "file-left-out",
            Self::OutputKept => "output-kept",
            Self::AddressUnreachable => "address-unreachable",
            Self::MarkupShown => "markup-shown",
            Self::ShortcodeShown => "shortcode-shown",
            Self::LinkBroken => "link-broken",
            Self::SearchOutdated => "search-outdated",
            Self::CounterSilent => "counter-silent",
            Self::FiguresDisagree => "figures-disagree",
            Self::RedirectUnused => "redirect-unused",
            Self::Stale => "stale",
            Self::NotLookedAt => "not-looked-at",
            Self::CategoryUnnamed => "category-unnamed",
            Self::PartMissing => "part-missing",
            Self::AuthorMissing => "author-missing",
            Self::TextMissing => "text-missing",
            Self::AltMissing => "alt-missing",
            Self::PersonalDataUnseen => "personal-data-not-looked-at",
            Self::PersonalDataAllowed => "personal-data-allowed",
            Self::PartLost => "part-lost",
            Self::ReadOtherwise => "read-otherwise",
            Self::DateMissing => "date-missing",
            Self::PassedOver => "passed-over",
        }
    }

    /// The kind's heading in a report: what happens to the content, and what to do.
    #[must_use]
    pub fn heading(self) -> &'static dyn Display {
        match self {
            Self::Unreadable => &findings::Unreadable,
            Self::PersonalData => &findings::PersonalData,
            Self::ItemRejected => &findings::ItemRejected,
            Self::FieldRepeated => &findings::FieldRepeated,
            Self::TextLost => &findings::TextLost,
            Self::DocumentLeftOut | Self::DocumentMissing => &findings::DocumentLeftOut,
            Self::FiguresLeftOut => &findings::FiguresLeftOut,
            Self::NumberLeftOut => &findings::NumberLeftOut,
            Self::EntryLeftOut => &findings::EntryLeftOut,
            Self::EntryFieldLeftOut => &findings::EntryFieldLeftOut,
            Self::PlaceUnknown => &findings::PlaceUnknown,
            Self::DeskUnknown => &findings::DeskUnknown,
            Self::ProcedureIncomplete => &findings::ProcedureIncomplete,
            Self::DocumentContradicts => &findings::DocumentContradicts,
            Self::DocumentIncomplete => &findings::DocumentIncomplete,
            Self::EntryDoubtful => &findings::EntryDoubtful,
            Self::HomePartEmpty => &findings::HomePartEmpty,
            Self::FieldLeftOut => &findings::FieldLeftOut,
            Self::FieldUnknown => &findings::FieldUnknown,
            Self::DocumentMisnamed => &findings::DocumentMisnamed,
            Self::FileMissing => &findings::FileMissing,
            Self::PictureUnusable => &findings::PictureUnusable,
            Self::PictureBroken => &findings::PictureBroken,
            Self::PictureHuge => &findings::PictureHuge,
            Self::PictureUnreduced => &findings::PictureUnreduced,
            Self::PicturePlace => &findings::PicturePlace,
            Self::RecordingUnusable => &findings::RecordingUnusable,
            Self::FileLeftOut => &findings::FileLeftOut,
            Self::OutputKept => &findings::OutputKept,
            Self::AddressUnreachable => &findings::AddressUnreachable,
            Self::MarkupShown => &findings::MarkupShown,
            Self::ShortcodeShown => &findings::ShortcodeShown,
            Self::LinkBroken => &findings::LinkBroken,
            Self::SearchOutdated => &findings::SearchOutdated,
            Self::CounterSilent => &findings::CounterSilent,
            Self::FiguresDisagree => &findings::FiguresDisagree,
            Self::RedirectUnused => &findings::RedirectUnused,
            Self::Stale => &findings::Stale,
            Self::NotLookedAt => &findings::NotLookedAt,
            Self::CategoryUnnamed => &findings::CategoryUnnamed,
            Self::PartMissing => &findings::PartMissing,
            Self::AuthorMissing => &findings::AuthorMissing,
            Self::TextMissing => &findings::TextMissing,
            Self::AltMissing => &findings::AltMissing,
            Self::PersonalDataUnseen => &findings::PersonalDataUnseen,
            Self::PersonalDataAllowed => &findings::PersonalDataAllowed,
            Self::PartLost => &findings::PartLost,
            Self::ReadOtherwise => &findings::ReadOtherwise,
            Self::DateMissing => &findings::DateMissing,
            Self::PassedOver => &findings::PassedOver,
        }
    }
}

/// The place of a finding in its document.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Place {
    /// A value, by its path from the root of the document, such as `items[3].date_published`; the root itself by an empty path.
    Value {
        /// The path.
        path: String,
        /// The title of the article that the value belongs to.
        title: Option<String>,
    },
    /// An article.
    Article {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
    },
    /// A paragraph of the Word document of an article.
    Near {
        /// Its first words.
        words: String,
        /// The title of the article.
        title: String,
    },
    /// A standing page.
    Page {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
    },
}

impl Place {
    /// An article.
    pub(crate) fn article(article: &Article) -> Self {
        Self::Article { id: article.id.clone(), title: article.title.clone() }
    }

    /// A standing page.
    pub(crate) fn page(page: &Page) -> Self {
        Self::Page { id: page.id.to_string(), title: page.title.clone() }
    }

    /// Whether it is the whole document.
    pub(crate) fn is_whole(&self) -> bool {
        matches!(self, Self::Value { path, .. } if path.is_empty())
    }

    /// The place as the JSON report has it, in every language the same.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Value { path, title: None } => path.clone(),
            Self::Value { path, title: Some(title) } => format!("{path} (\"{title}\")"),
            Self::Article { id, title } => format!("article \"{id}\" (\"{title}\")"),
            Self::Near { words, title } => format!("near \"{words}\" (\"{title}\")"),
            Self::Page { id, title } => format!("page \"{id}\" (\"{title}\")"),
        }
    }
}

impl From<String> for Place {
    fn from(path: String) -> Self {
        Self::Value { path, title: None }
    }
}

impl From<&str> for Place {
    fn from(path: &str) -> Self {
        path.to_owned().into()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value { path, title: None } => f.write_str(&place_in_words(path)),
            Self::Value { .. } => f.write_str(&self.code()),
            Self::Article { id, title } => review::PlaceArticle { id, title }.fmt(f),
            Self::Near { words, title } => articles::NearIn { words, title }.fmt(f),
            Self::Page { id, title } => review::PlacePage { id, title }.fmt(f),
        }
    }
}

/// A finding at a place of a document.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// The kind.
    pub kind: FindingKind,
    /// The document: a path in the site folder, or a URL.
    pub file: String,
    /// The place in the document.
    pub place: Place,
    /// The line of that place, from 1; `None` where it is not known, and in a document of one line.
    pub line: Option<usize>,
    /// What is wrong at that place.
    pub message: String,
}

impl Finding {
    /// A finding at a place of a document.
    pub fn new(kind: FindingKind, file: &str, place: impl Into<Place>, message: impl Display) -> Self {
        Self { kind, file: file.to_owned(), place: place.into(), line: None, message: message.to_string() }
    }

    /// A document that cannot be read.
    pub(crate) fn unreadable(error: &DocumentError) -> Self {
        let place = error.place.clone();
        Self { line: error.line, ..Self::new(FindingKind::Unreadable, &error.file, place, &error.problem) }
    }

    /// The document, the line and the place, for a person.
    #[must_use]
    pub fn whole_place(&self) -> String {
        let line = self.line.map(|line| model::Line { line }.to_string());
        let place = Some(self.place.to_string()).filter(|place| !place.is_empty());
        [Some(self.file.clone()), line, place].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Whether content of the folder is not on the site because of it.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        matches!(self.kind.severity(), Severity::Error | Severity::Loss)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.whole_place(), self.message)
    }
}
