//! What an operator should know about a site: where, what, what becomes of it, and what to do.

use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A document cannot be read: nothing is published until it is mended.
    Error,
    /// Something that is in the folder is not on the site.
    Loss,
    /// It is on the site, but not as it was meant.
    Fault,
    /// Nothing is wrong; the site would be better with it.
    Advice,
}

/// What a finding is about. Findings of a kind are reported together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A document that is not what it should be.
    Unreadable,
    /// An item of a feed that is no article.
    ItemRejected,
    /// A document, or the rest of a feed, that the site does without.
    DocumentLeftOut,
    /// A period or field of figures that could not be used.
    FiguresLeftOut,
    /// A number, or the name of the unit or source, that could not be used.
    NumberLeftOut,
    /// A field of an article that could not be used.
    FieldLeftOut,
    /// A picture or attachment that is named but not there.
    FileMissing,
    /// A link to a page of the site that does not exist.
    LinkBroken,
    /// What counts the visits does not answer as it should.
    CounterSilent,
    /// Figures that contradict one another.
    FiguresDisagree,
    /// An old address that cannot be redirected.
    RedirectUnused,
    /// Data that has not been renewed for long.
    Stale,
    /// A document elsewhere on the web that was not looked at.
    NotLookedAt,
    /// A category that has articles but no name in site.json.
    CategoryUnnamed,
    /// A part that a public page is expected to have.
    PartMissing,
    /// An article that does not say who wrote it or where it was taken from.
    AuthorMissing,
    /// An article of which only a headline and summary are here.
    TextMissing,
    /// A picture without words for those who cannot see it.
    AltMissing,
}

impl Kind {
    /// How bad it is.
    pub fn severity(self) -> Severity {
        match self {
            Self::Unreadable => Severity::Error,
            Self::ItemRejected | Self::DocumentLeftOut | Self::FiguresLeftOut => Severity::Loss,
            Self::FieldLeftOut
            | Self::NumberLeftOut
            | Self::FileMissing
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

    /// Its name for machines.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::ItemRejected => "item-rejected",
            Self::DocumentLeftOut => "document-left-out",
            Self::FiguresLeftOut => "figures-left-out",
            Self::NumberLeftOut => "number-left-out",
            Self::FieldLeftOut => "field-left-out",
            Self::FileMissing => "file-missing",
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

    /// Its heading in a report: what happens, and what to do.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Unreadable => "cannot be read: mend it, or nothing new is published",
            Self::ItemRejected => "rejected, not on the site: give each an id of its own, and a title or text",
            Self::DocumentLeftOut => "left out: the site is made without it",
            Self::FiguresLeftOut => "figures that cannot be used: a period or field is not on the page",
            Self::NumberLeftOut => "a number or name that cannot be used: the page shows it as not published",
            Self::FieldLeftOut => "a field that cannot be used: the article is shown without it",
            Self::FileMissing => "a file is missing: copy it into the folder, or take its name out",
            Self::LinkBroken => "a link leads nowhere: the reader gets \"Không tìm thấy trang\"",
            Self::CounterSilent => "the counter does not answer as it should: the page shows \"—\" for its numbers",
            Self::FiguresDisagree => "figures contradict one another: the page says so; mend the source",
            Self::RedirectUnused => "an old address that is not redirected everywhere",
            Self::Stale => "not renewed for long: the page says so where it shows figures",
            Self::NotLookedAt => "elsewhere on the web, and not looked at from a folder: check the site's address",
            Self::CategoryUnnamed => {
                "a category without a name in site.json: its first tag stands in, and the menu lacks it"
            }
            Self::PartMissing => "a part that people and rules expect of a public page",
            Self::AuthorMissing => "no author and no source",
            Self::TextMissing => "no text, only a summary: the page sends the reader to the source",
            Self::AltMissing => "a picture without alt text, for those who cannot see it",
        }
    }
}

/// One thing that an operator should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub kind: Kind,
    /// The document: a path in the site folder, or an address.
    pub file: String,
    /// Where in it: `items[3].date_published`, or the article's title; empty for the whole document.
    pub place: String,
    /// What is there.
    pub message: String,
}

impl Finding {
    /// A finding at a place of a document.
    pub fn new(kind: Kind, file: &str, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { kind, file: file.to_owned(), place: place.into(), message: message.into() }
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
