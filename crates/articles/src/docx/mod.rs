//! Word documents (DOCX, ECMA-376), as Word, LibreOffice, Google Docs and WPS write them.
//!
//! From the bottom up: `xml` is a tree of elements, `package` the archive with its limits, `blocks` what is taken, `styles`, `numbering` and `fonts` say what
//! the names in the document mean, `lines` puts a line together, `pictures` takes pictures, `body` and `tables` read the text, `title` finds the title,
//! `html` and `markdown` write what was taken, and `outline` gives its words with the tables.

mod blocks;
mod body;
mod fonts;
mod html;
mod lines;
mod markdown;
mod numbering;
mod outline;
mod package;
mod pictures;
mod styles;
mod tables;
#[cfg(test)]
mod tests;
mod title;
mod xml;

pub use outline::WordBlock;
pub use pictures::EmbeddedPicture;
pub(crate) use pictures::PictureNames;

use crate::header::Header;
use crate::problem::{Part, Place, ProblemKind, Problems};
use blocks::{Block, Inline, Picture};
use body::Body;
use html::Html;
use markdown::Writer;
use numbering::Lists;
use package::Package;
use styles::Styles;
use trangxa_clean::text::{collapse, excerpt};
use xml::Element;

/// What was taken of a document.
pub(crate) struct Document {
    /// The fields that stand in its first lines.
    pub header: Header,
    /// The title that the text has.
    pub title: Option<String>,
    /// The title in the document's properties, if it may be one.
    pub property_title: Option<String>,
    /// The category in the document's properties.
    pub category: Option<String>,
    pub pictures: Vec<EmbeddedPicture>,
    blocks: Vec<Block>,
    notes: Vec<Vec<Block>>,
}

/// Reads a document, and takes the fields in its first lines and its title out of the text.
pub(crate) fn read(bytes: &[u8], names: PictureNames, problems: &mut Problems) -> Result<Document, ProblemKind> {
    let mut document = read_whole(bytes, names, problems)?;
    document.header = title::take_header(&mut document.blocks, problems);
    document.title = title::take_title(&mut document.blocks);
    Ok(document)
}

/// Reads a document with all of its text.
pub(crate) fn read_whole(bytes: &[u8], names: PictureNames, problems: &mut Problems) -> Result<Document, ProblemKind> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let root = package.xml(&main)?.ok_or(ProblemKind::NoWord)?;
    let relations = package.relations(&main)?;
    // A document without styles or lists is still a document.
    let part = |package: &mut Package<'_>, kind: &str| {
        relations.of_kind(kind).first().and_then(|path| package.xml(path).ok().flatten())
    };
    let styles = Styles::of(part(&mut package, "styles").as_ref());
    let lists = Lists::of(part(&mut package, "numbering").as_ref());
    let margins = margins(&mut package, &relations);
    let (property_title, category) = properties(&mut package);
    let text = root.child("w:body").ok_or(ProblemKind::NoWord)?;

    let mut body = Body::new(&mut package, relations, &styles, lists, names, problems);
    let blocks = body.blocks(text);
    let notes = body.note_texts()?;
    let (comments, has_changes) = (body.comments, body.has_changes);
    let pictures = body.pictures.into_vec();
    if has_changes {
        problems.add(Place::Whole, ProblemKind::TrackedChanges);
    }
    if comments > 0 {
        problems.add(Place::Whole, ProblemKind::LeftOut(Part::Comments(comments)));
    }
    for text in margins {
        problems.add(Place::Whole, ProblemKind::LeftOut(Part::Margin(text)));
    }
    Ok(Document { header: Header::default(), title: None, property_title, category, pictures, blocks, notes })
}

/// A picture of a document, by the name of its part; `None` if there is none.
pub(crate) fn picture(bytes: &[u8], part: &str) -> Option<Vec<u8>> {
    Package::open(bytes).ok()?.picture(part)
}

impl Document {
    /// The HTML of the text. `folder` is the address of the folder with the pictures, with `/` at its end.
    pub(crate) fn html(&self, folder: &str) -> String {
        Html { folder }.document(&self.blocks, &self.notes)
    }

    /// The Markdown of the text. `folder` is the path of the folder with the pictures, with `/` at its end.
    pub(crate) fn markdown(&self, folder: &str) -> String {
        Writer { html: Html { folder } }.document(&self.blocks, &self.notes)
    }

    /// The words of the text with its tables, without notes.
    pub(crate) fn outline(&self) -> Vec<WordBlock> {
        outline::of(&self.blocks)
    }

    /// The first picture of the text.
    pub(crate) fn first_picture(&self, folder: &str) -> Option<String> {
        fn of_line(line: &[Inline]) -> Option<&Picture> {
            line.iter().find_map(|part| match part {
                Inline::Picture { picture, .. } => Some(picture),
                Inline::Link { text, .. } => of_line(text),
                _ => None,
            })
        }
        fn of_blocks(blocks: &[Block]) -> Option<&Picture> {
            blocks.iter().find_map(|block| match block {
                Block::Table(table) => table.rows.iter().flatten().find_map(|cell| of_blocks(&cell.blocks)),
                block => of_line(block.line()?),
            })
        }
        of_blocks(&self.blocks).map(|picture| Html { folder }.address(picture))
    }
}

/// The texts at the top and bottom of the pages, as far as they have words and no numbers only.
fn margins(package: &mut Package<'_>, relations: &package::Relations) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for kind in ["header", "footer"] {
        for part in relations.of_kind(kind).into_iter().take(12) {
            let Ok(Some(root)) = package.xml(&part) else { continue };
            let text: Vec<String> = root.descendants().filter(|it| it.is("w:t")).map(Element::text).collect();
            let text = collapse(&text.concat());
            let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
            let is_page = |word: &str| matches!(word.to_lowercase().as_str(), "trang" | "page" | "of" | "trên");
            let has_words = text.split_whitespace().filter(is_word).any(|word| !is_page(word));
            let text = excerpt(&text, 60);
            if has_words && !found.contains(&text) {
                found.push(text);
            }
        }
    }
    found
}

/// The title and the category in the properties of a document.
fn properties(package: &mut Package<'_>) -> (Option<String>, Option<String>) {
    let path = package.relations("").ok().and_then(|it| it.of_kind("core-properties").into_iter().next());
    let root = path.and_then(|path| package.xml(&path).ok().flatten());
    let of = |name: &str| {
        let local = |element: &&Element| element.name().rsplit(':').next() == Some(name);
        let text = collapse(&root.as_ref()?.children().find(local)?.text());
        (!text.is_empty()).then_some(text)
    };
    (of("title").filter(|title| title::is_sensible(title)), of("category"))
}
