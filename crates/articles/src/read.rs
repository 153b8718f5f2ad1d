//! Reads a file that a clerk wrote as an item of a JSON Feed.

use crate::address::Addresses;
use crate::docx::{self, Document, EmbeddedPicture, PictureNames, WordBlock};
use crate::file_name::{FileKind, FileName};
use crate::header::Header;
use crate::item::{Content, item};
use crate::keys::Key;
use crate::markdown::render;
use crate::problem::{Place, Problem, ProblemKind, Problems};
use crate::site::Site;
use crate::write::markdown_file;
use serde_json::Value;
use trangxa_encodings::{Decoded, OldFont, decode, is_unicode};
use trangxa_model::Timestamp;
use unicode_normalization::UnicodeNormalization as _;

/// The folder of a built site in which the pictures of Word documents lie, relative to its root.
pub const PICTURES: &str = "media/word/";
/// The largest Markdown file, in bytes.
const MAX_MARKDOWN: u64 = 8 << 20;

/// What an article's file holds.
#[derive(Clone, Debug, Default)]
pub struct ArticleFile {
    /// The article as an item of a JSON Feed, whose addresses are relative to the file; `None` if it was rejected.
    pub item: Option<Value>,
    /// What could not be taken as it stands.
    pub problems: Vec<Problem>,
    /// The pictures of a Word document. The item refers to each by its name in [`PICTURES`].
    pub pictures: Vec<EmbeddedPicture>,
    /// The paths of the files of the site that the article names, ordered.
    pub names: Vec<String>,
}

/// A Word document as a Markdown file.
#[derive(Clone, Debug)]
pub struct Markdown {
    /// The title.
    pub title: String,
    /// When it was published, as RFC 3339 or `2026-11-28`; `None` if the document does not say so.
    pub date: Option<String>,
    /// What could not be taken as it stands.
    pub problems: Vec<Problem>,
    /// Its pictures.
    pub pictures: Vec<EmbeddedPicture>,
    fields: Vec<(&'static str, String)>,
    document: std::sync::Arc<Text>,
}

/// The text of a document, which is written when the folder of its pictures is known.
struct Text(Document);

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Text").finish_non_exhaustive()
    }
}

/// Reads the file at a path of the site, such as `bai/2026-11-28-hop-dan.md`.
#[must_use]
pub fn read(path: &str, bytes: &[u8], site: &Site<'_>) -> ArticleFile {
    let mut problems = Problems::default();
    let addresses = Addresses::of(path, site);
    let read = match FileKind::of(path) {
        Some(FileKind::Word) => read_word(path, bytes, &addresses, site, &mut problems),
        _ => read_markdown(path, bytes, &addresses, site, &mut problems).map(|item| (item, Vec::new())),
    };
    let (item, pictures) = match read {
        Ok((item, pictures)) => (item, pictures),
        Err(problem) => {
            problems.add(Place::Whole, problem);
            (None, Vec::new())
        }
    };
    ArticleFile { item, problems: problems.into_vec(), pictures, names: addresses.into_named() }
}

/// A picture of a Word document, by the part that [`EmbeddedPicture::part`] names; `None` if the document lacks it.
#[must_use]
pub fn picture(document: &[u8], part: &str) -> Option<Vec<u8>> {
    docx::picture(document, part)
}

/// The whole text of a Word document as HTML that was not cleaned, to look for something in it. Fails with what keeps it from being read.
pub fn word_text(bytes: &[u8]) -> Result<String, ProblemKind> {
    Ok(docx::read_whole(bytes, PictureNames::OfContent, &mut Problems::default())?.html(""))
}

/// The words of a Word document with its tables. Fails with what keeps it from being read.
pub fn word_blocks(bytes: &[u8]) -> Result<Vec<WordBlock>, ProblemKind> {
    Ok(docx::read_whole(bytes, PictureNames::OfContent, &mut Problems::default())?.outline())
}

/// Reads a Word document to be written as Markdown. Fails with what keeps it from being read.
pub fn to_markdown(path: &str, bytes: &[u8]) -> Result<Markdown, Problem> {
    let mut problems = Problems::default();
    let document = docx::read(bytes, PictureNames::Counted, &mut problems)
        .map_err(|kind| Problem { place: Place::Whole, kind })?;
    let name = FileName::of(path);
    let addresses = Addresses::of(path, &Site::UNKNOWN);
    let content = content(&document, "");
    let read = item(&name, &document.header, content, &addresses, &Site::UNKNOWN, &mut problems);
    let Some(read) = read else { return Err(Problem { place: Place::Whole, kind: ProblemKind::Empty }) };
    let text = |member: &str| read[member].as_str().map(str::to_owned);
    let fields = [
        ("chuyên mục", Key::Category),
        ("tác giả", Key::Author),
        ("tóm tắt", Key::Summary),
        ("nguồn", Key::Source),
        ("căn cứ công khai", Key::PersonalDataOk),
    ];
    let fields = fields.into_iter().filter_map(|(name, key)| Some((name, document.header.text(key)?))).collect();
    let mut problems = problems.into_vec();
    // The caller adds a date when it writes the file.
    problems.retain(|problem| problem.kind != ProblemKind::NoDate);
    Ok(Markdown {
        title: text("title").unwrap_or_default(),
        date: text("date_published"),
        problems,
        pictures: document.pictures.clone(),
        fields,
        document: std::sync::Arc::new(Text(document)),
    })
}

impl Markdown {
    /// The whole file. `folder` is the path of the folder with the pictures, relative to the file and with `/` at its end; `date` stands in the file.
    #[must_use]
    pub fn text(&self, folder: &str, date: Timestamp) -> String {
        markdown_file(&self.title, date, &self.fields, &self.document.0.markdown(folder))
    }
}

/// Reads a Markdown file.
fn read_markdown(
    path: &str,
    bytes: &[u8],
    addresses: &Addresses<'_>,
    site: &Site<'_>,
    problems: &mut Problems,
) -> Result<Option<Value>, ProblemKind> {
    if bytes.len() as u64 > MAX_MARKDOWN {
        return Err(ProblemKind::TooLarge(MAX_MARKDOWN >> 20));
    }
    let text = text_of(bytes, problems)?;
    let lines: Vec<&str> = lines(&text).collect();
    let (header, taken) = Header::read(&lines, problems);
    let title = header.text(Key::Title);
    let body = lines.get(taken..).unwrap_or_default();
    let rendered = render(body, taken + 1, title.as_deref(), addresses, problems);
    if let Some(title) = rendered.title.as_ref().filter(|_| rendered.is_title_guessed) {
        problems.add(Place::Whole, ProblemKind::TitleFromText(title.clone()));
    }
    let content = Content {
        title: rendered.title,
        name_as_title: false,
        category: None,
        html: rendered.html,
        picture: rendered.picture,
    };
    Ok(item(&FileName::of(path), &header, content, addresses, site, problems))
}

/// Reads a Word document.
fn read_word(
    path: &str,
    bytes: &[u8],
    addresses: &Addresses<'_>,
    site: &Site<'_>,
    problems: &mut Problems,
) -> Result<(Option<Value>, Vec<EmbeddedPicture>), ProblemKind> {
    let document = docx::read(bytes, PictureNames::OfContent, problems)?;
    let up = "../".repeat(path.matches('/').count());
    let content = content(&document, &format!("{up}{PICTURES}"));
    let item = item(&FileName::of(path), &document.header, content, addresses, site, problems);
    Ok((item, document.pictures))
}

/// What a document has besides its fields. `folder` is that of its pictures.
fn content(document: &Document, folder: &str) -> Content {
    Content {
        title: document.title.clone().or_else(|| document.property_title.clone()),
        name_as_title: true,
        category: document.category.clone(),
        html: document.html(folder),
        picture: document.first_picture(folder),
    }
}

/// The text of a file in whatever encoding it was saved, with composed letters.
fn text_of(bytes: &[u8], problems: &mut Problems) -> Result<String, ProblemKind> {
    let is_office =
        [&b"PK\x03\x04"[..], b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf"].iter().any(|start| bytes.starts_with(start));
    if is_office {
        return Err(ProblemKind::NoText);
    }
    let text = match decode(bytes) {
        Decoded::Binary => return Err(ProblemKind::NoText),
        Decoded::Text { text, damaged } => {
            if let Some(encoding) = damaged {
                problems.add(Place::Whole, ProblemKind::LostLetters(encoding));
            }
            converted(text, problems)
        }
        // Windows-1258 has other letters at the codes of an old font: what reads as no old font is that.
        Decoded::Either { western, .. } if matches!(old_font(&western), Ok(Some(_))) => converted(western, problems),
        Decoded::Either { vietnamese, .. } => {
            problems.add(Place::Whole, ProblemKind::ReadAs("Windows-1258"));
            vietnamese
        }
    };
    Ok(text.nfc().collect())
}

/// The old font in whose letters a text is, if it is certain; the beginning of a text of which it is not.
fn old_font(text: &str) -> Result<Option<OldFont>, String> {
    let lines: Vec<(usize, &str)> = lines(text).map(|line| (0, line)).collect();
    OldFont::of(&lines).map_err(|uncertain| uncertain.0)
}

/// A text without letters of an old font.
fn converted(text: String, problems: &mut Problems) -> String {
    if is_unicode(&text) {
        return text;
    }
    match old_font(&text) {
        Ok(None) => text,
        Err(beginning) => {
            problems.add(Place::Whole, ProblemKind::UncertainFont(beginning));
            text
        }
        Ok(Some(font)) => {
            let name = match font {
                OldFont::Tcvn3 => "TCVN3",
                OldFont::Vni => "VNI",
                OldFont::MisreadUtf8 => "UTF-8",
            };
            problems.add(Place::Whole, ProblemKind::OldFont(name));
            lines(&text).map(|line| font.convert(line, false)).collect::<Vec<_>>().join("\n")
        }
    }
}

/// The lines of a text; those of old Macintosh files end in a carriage return alone.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let is_old = text.contains('\r') && !text.contains('\n');
    let end = if is_old { '\r' } else { '\n' };
    text.split(end).map(|line| line.strip_suffix('\r').unwrap_or(line))
}
