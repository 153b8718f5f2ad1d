//! The formats of a source's documents.

mod danang;
mod encoding;
mod json_feed;
mod mojibake;
mod xml;

pub(crate) use json_feed::is_json_feed;

use crate::error::SourceError;
use crate::item::ParsedFeed;
use trangxa_model::document;

/// Reads a document of any format. Its content decides the format, because names and media types are often wrong. `file` is
/// its name for remarks, `base` its address if it is from the web, and `content_type` the header of that name.
pub(crate) fn read(
    file: &str,
    base: Option<&str>,
    content_type: Option<&str>,
    bytes: &[u8],
) -> Result<ParsedFeed, SourceError> {
    let whole = encoding::decode(file, content_type, bytes)?;
    // Control characters before a document are no part of it.
    let text = whole.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    let mut parsed = match text.as_bytes().first() {
        None => return Err(SourceError::Empty(file.to_owned())),
        Some(b'<') if is_web_page(text) => return Err(SourceError::HtmlPage(file.to_owned())),
        Some(b'<') => xml::read(file, base, without_warnings(text))?,
        Some(b'{' | b'[') => {
            // The whole text, so that the line of a mistake is that of the document.
            let json = document::parse(file, whole.as_bytes())?;
            if json_feed::is_json_feed(&json) {
                json_feed::read(file, base, &json)?
            } else {
                let records = danang::records(&json).ok_or_else(|| SourceError::UnknownJson(file.to_owned()))?;
                danang::read(file, base, records)
            }
        }
        Some(_) if without_warnings(text).len() < text.len() => xml::read(file, base, without_warnings(text))?,
        Some(_) => return Err(SourceError::Unknown(file.to_owned())),
    };
    mojibake::repair(file, &mut parsed);
    Ok(parsed)
}

/// The document without what a program on the server printed before it, such as warnings of PHP.
fn without_warnings(text: &str) -> &str {
    const START_BYTES: usize = 8192;
    text.find("<?xml ").filter(|at| *at < START_BYTES).map_or(text, |at| &text[at..])
}

/// Whether the first element, after declarations and comments, is one of a web page.
fn is_web_page(text: &str) -> bool {
    let start: String = text.chars().take(4096).collect::<String>().to_ascii_lowercase();
    let mut rest = start.as_str();
    loop {
        rest = rest.trim_start();
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ => break,
        };
        rest = rest.find(end).map_or("", |at| &rest[at + end.len()..]);
    }
    ["<!doctype html", "<html", "<head", "<body", "<title", "<script", "<meta", "<div", "<p>", "<h1", "<center"]
        .iter()
        .any(|page| rest.starts_with(page))
}
