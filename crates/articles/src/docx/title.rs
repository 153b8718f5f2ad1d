//! The title of a Word document, and fields in its first lines.

use super::blocks::{Block, Looks};
use crate::header::Header;
use crate::keys::{folded, key};
use crate::problem::Problems;
use trangxa_clean::text::collapse;

/// How many lines together form a title.
const MOST_LINES: usize = 4;
/// How long a title may be, in characters.
const MOST_TITLE: usize = 300;
/// What the lines of a letterhead begin with, without marks: the name of the state, of the office, the number of the letter.
const LETTERHEADS: [&str; 8] =
    ["conghoaxahoi", "doclaptudo", "uybannhandan", "ubnd", "hoidongnhandan", "hdnd", "dangcongsan", "so"];

/// Takes lines `name: value` from the beginning of a document: below a line in the style "Title", or first of all. They are fields if the title
/// is among them or if they are two or more.
pub(super) fn take_header(blocks: &mut Vec<Block>, problems: &mut Problems) -> Header {
    let start = blocks.iter().take_while(|block| looks(block).is_title).count();
    let line = |block: &Block| match block {
        Block::Paragraph { .. } => {
            let words = block.words();
            let (name, _) = words.split_once([':', '：'])?;
            key(name).map(|_| words)
        }
        _ => None,
    };
    let lines: Vec<String> = blocks.iter().skip(start).map_while(line).collect();
    let has_title = lines.iter().any(|line| key(line.split([':', '：']).next().unwrap_or_default()) == key("title"));
    if lines.is_empty() || lines.len() < 2 && !has_title {
        return Header::default();
    }
    blocks.drain(start..start + lines.len());
    let framed: Vec<&str> = std::iter::once("---").chain(lines.iter().map(String::as_str)).chain(["---"]).collect();
    Header::read(&framed, problems).0
}

/// Takes the title from the text: lines in the style "Title", the first bold lines in the middle above all headings, or the first heading. A heading
/// that is not the first of all stays in the text, unless it is of the highest level.
pub(super) fn take_title(blocks: &mut Vec<Block>) -> Option<String> {
    if let Some(start) = blocks.iter().position(|block| looks(block).is_title) {
        let count = blocks[start..].iter().take_while(|block| looks(block).is_title).count();
        let lines: Vec<String> = blocks.drain(start..start + count).map(|block| block.words()).collect();
        return joined(&lines);
    }
    let is_heading = |block: &Block| matches!(block, Block::Heading { .. });
    let is_line = |block: &Block| {
        let looks = looks(block);
        looks.is_bold && looks.is_centred && !is_letterhead(&block.words())
    };
    // In a letter of an office, the title stands in the middle above the first heading.
    let above = blocks.iter().position(is_heading).unwrap_or(blocks.len());
    if let Some(start) = blocks[..above].iter().position(is_line) {
        let count = blocks[start..above].iter().take_while(|block| is_line(block)).take(MOST_LINES).count();
        let lines: Vec<String> = blocks[start..start + count].iter().map(Block::words).collect();
        if let Some(title) = joined(&lines) {
            blocks.drain(start..start + count);
            return Some(title);
        }
    }
    let highest = blocks.iter().position(|block| matches!(block, Block::Heading { level: 1, .. }));
    let at = highest.or_else(|| blocks.iter().position(is_heading))?;
    let title = joined(&[blocks[at].words()])?;
    if at == 0 || highest.is_some() {
        blocks.remove(at);
    }
    Some(title)
}

/// Whether a title in the properties of a document may be its own: not the name of a file, and not what a program wrote there.
pub(super) fn is_sensible(title: &str) -> bool {
    let small = title.to_lowercase();
    let is_of_program = ["microsoft word", "powerpoint", "document", "untitled", "tài liệu", "normal", "slide"]
        .iter()
        .any(|start| small.starts_with(start));
    let is_file = [".doc", ".docx", ".dot", ".rtf"].iter().any(|end| small.ends_with(end));
    !is_of_program && !is_file && title.split_whitespace().count() > 2 && !is_letterhead(title)
}

fn looks(block: &Block) -> Looks {
    match block {
        Block::Paragraph { looks, .. } => *looks,
        _ => Looks::default(),
    }
}

fn is_letterhead(line: &str) -> bool {
    let letters = folded(line);
    // `Số: 12/TB-UBND`, but not `Sở`.
    let is_number = line.trim_start().to_lowercase().starts_with("số");
    LETTERHEADS.iter().any(|start| letters.starts_with(start) && (*start != "so" || is_number)) || letters.is_empty()
}

/// Lines as one title; `None` if it would be blank or longer than any.
fn joined(lines: &[String]) -> Option<String> {
    let title = collapse(&lines.join(" "));
    (!title.is_empty() && title.chars().count() <= MOST_TITLE).then_some(title)
}
