//! The formats of a source's documents.

mod danang;
mod json_feed;
mod xml;

pub(crate) use json_feed::is_json_feed;
pub use xml::PARSER_THREAD;

use crate::error::SourceError;
use crate::item::ParsedFeed;
use trangxa_model::document;

/// Reads a document of any format. Its content decides the format, because names and media types are often wrong. `file` is
/// its name for remarks, `base` its address if it is from the web.
pub(crate) fn read(file: &str, base: Option<&str>, bytes: &[u8]) -> Result<ParsedFeed, SourceError> {
    // Of these formats only XML may be UTF-16. feed-rs recognises it by the byte order mark, which has to stay.
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return xml::read(file, base, bytes);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match bytes.first() {
        None => Err(SourceError::Empty(file.to_owned())),
        Some(b'<') if is_web_page(bytes) => Err(SourceError::HtmlPage(file.to_owned())),
        Some(b'<') => xml::read(file, base, bytes),
        Some(b'{' | b'[') => {
            let json = document::parse(file, bytes)?;
            if json_feed::is_json_feed(&json) {
                return json_feed::read(file, base, &json);
            }
            match danang::records(&json) {
                Some(records) => Ok(danang::read(file, base, records)),
                None => Err(SourceError::UnknownJson(file.to_owned())),
            }
        }
        Some(_) => Err(SourceError::Unknown(file.to_owned())),
    }
}

/// Whether the first element, after declarations and comments, is one of a web page.
fn is_web_page(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
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
