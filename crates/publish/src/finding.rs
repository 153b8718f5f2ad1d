//! Findings: what an operator should know about a site. Each says what is wrong and where, and its kind says what happens to it and
//! what to do.

use std::fmt;

/// The severity of a finding, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A document cannot be read. Nothing is published until it is corrected.
    Error,
    /// Content of the folder is not on the site.
    Loss,
    /// Content is on the site, but not as intended.
    Fault,
    /// Nothing is wrong, but the site could be better.
    Advice,
}

/// The kind of a finding. A report groups findings by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum FindingKind {
    /// A document that cannot be read.
    Unreadable,
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
    /// A field of an article that could not be used.
    FieldLeftOut,
    /// A name of a field that is not read and resembles one that is.
    FieldUnknown,
    /// A file that is not read and has nearly the name of a document.
    DocumentMisnamed,
    /// A picture or attachment whose file is missing.
    FileMissing,
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
}

impl FindingKind {
    /// The severity of findings of this kind.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Unreadable => Severity::Error,
            Self::ItemRejected
            | Self::TextLost
            | Self::FieldRepeated
            | Self::DocumentLeftOut
            | Self::DocumentMissing
            | Self::FiguresLeftOut => Severity::Loss,
            Self::FieldLeftOut
            | Self::FieldUnknown
            | Self::DocumentMisnamed
            | Self::NumberLeftOut
            | Self::FileMissing
            | Self::FileLeftOut
            | Self::OutputKept
            | Self::AddressUnreachable
            | Self::MarkupShown
            | Self::ShortcodeShown
            | Self::LinkBroken
            | Self::CounterSilent
            | Self::FiguresDisagree
            | Self::RedirectUnused => Severity::Fault,
            Self::Stale
            | Self::NotLookedAt
            | Self::CategoryUnnamed
            | Self::PartMissing
            | Self::AuthorMissing
            | Self::TextMissing
            | Self::AltMissing => Severity::Advice,
        }
    }

    /// The kind's name in the JSON report. The names are part of the format and do not change.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::ItemRejected => "item-rejected",
            Self::TextLost => "lost",
            Self::FieldRepeated => "field-repeated",
            Self::DocumentLeftOut | Self::DocumentMissing => "document-left-out",
            Self::FiguresLeftOut => "figures-left-out",
            Self::NumberLeftOut => "number-left-out",
            Self::FieldLeftOut => "field-left-out",
            Self::FieldUnknown => "field-unknown",
            Self::DocumentMisnamed => "document-misnamed",
            Self::FileMissing => "file-missing",
            Self::FileLeftOut => "file-left-out",
            Self::OutputKept => "output-kept",
            Self::AddressUnreachable => "address-unreachable",
            Self::MarkupShown => "markup-shown",
            Self::ShortcodeShown => "shortcode-shown",
            Self::LinkBroken => "link-broken",
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
        }
    }

    /// The kind's heading in a report: what happens to the content, and what to do.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Unreadable => "a document cannot be read: nothing is published until it is corrected",
            Self::ItemRejected => "rejected, not on the site: give each item an id of its own, and a title or text",
            Self::FieldRepeated => "an object has a field twice, and only the last is read: delete one, or join them",
            Self::TextLost => "text of the document is missing from its page: correct its markup there",
            Self::DocumentLeftOut | Self::DocumentMissing => "left out: the site is published without it",
            Self::FiguresLeftOut => "a period or field of the figures cannot be used: the page does not show it",
            Self::NumberLeftOut => "a number or name that cannot be used: the page shows it as not published",
            Self::FieldLeftOut => "a field of an article cannot be used: the article is shown without it",
            Self::FieldUnknown => {
                "a field has a name that is not read, so its content is not on the page: correct the name"
            }
            Self::DocumentMisnamed => {
                "a file is not read, but has nearly the name of a document: rename it, or move it away (Windows hides endings)"
            }
            Self::FileMissing => "a file is missing: copy it into the site folder, or remove the reference",
            Self::FileLeftOut => {
                "something in the folder is no file, or has a name that not every system can hold: it is not on the site"
            }
            Self::OutputKept => "files of other programs are kept next to the output folder: look through them",
            Self::AddressUnreachable => {
                "a picture or link that no reader can open: copy the file into the site folder and name it as ../media/…"
            }
            Self::MarkupShown => {
                "the page shows markup as text: put it into content_html, and escape it no more than once"
            }
            Self::ShortcodeShown => "the page shows a shortcode of another program as text: replace or delete it there",
            Self::LinkBroken => "a link leads nowhere: the reader gets \"Không tìm thấy trang\"",
            Self::CounterSilent => {
                "the visitor counter does not answer as expected: the page shows \"—\" for its numbers"
            }
            Self::FiguresDisagree => "figures contradict one another: the page says so; correct the source",
            Self::RedirectUnused => {
                "an old address is not redirected on every host: its readers get \"Không tìm thấy trang\"; change or remove the entry"
            }
            Self::Stale => "not updated for a long time: the page says so next to figures",
            Self::NotLookedAt => {
                "on another host, which a check of a folder does not ask: run the check with the site's address"
            }
            Self::CategoryUnnamed => {
                "a category has no name in site.json: the first tag is shown instead, and the menu lacks it"
            }
            Self::PartMissing => "missing, although readers and regulations expect it of a public page",
            Self::AuthorMissing => "an article has neither author nor source",
            Self::TextMissing => "an article has no text: the page shows the summary and links to the source",
            Self::AltMissing => "a picture has no alt text: readers who cannot see it get no description",
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
    /// The place in the document, such as `items[3].date_published` or `article "tin-1"`; empty for the whole document.
    pub place: String,
    /// What is wrong at that place.
    pub message: String,
}

impl Finding {
    /// A finding at a place of a document.
    pub fn new(kind: FindingKind, file: &str, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { kind, file: file.to_owned(), place: place.into(), message: message.into() }
    }

    /// Whether content of the folder is not on the site because of it.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        self.kind.severity() <= Severity::Loss
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if !self.place.is_empty() {
            write!(f, ", {}", self.place)?;
        }
        write!(f, ": {}", self.message)
    }
}
