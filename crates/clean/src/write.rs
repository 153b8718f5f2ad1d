//! Writes a clean text as HTML.

use crate::name::Name;
use crate::text::escape;
use crate::tree::Piece;

/// A clean text as HTML. Every `<` in it begins a tag and every attribute value stands in double quotes.
#[must_use]
pub fn write(pieces: &[Piece]) -> String {
    let mut out = String::new();
    write_into(pieces, &mut out);
    out
}

fn write_into(pieces: &[Piece], out: &mut String) {
    for piece in pieces {
        match piece {
            // Between tags, quotes need no escape.
            Piece::Text(text) => out.push_str(&escape(text).replace("&quot;", "\"")),
            Piece::Boundary => {}
            Piece::Element(element) => {
                out.push('<');
                out.push_str(element.name.as_str());
                for (name, value) in &element.attributes {
                    out.push(' ');
                    out.push_str(name);
                    out.push_str("=\"");
                    out.push_str(&escape(value));
                    out.push('"');
                }
                out.push('>');
                // Parsers drop a line break at the beginning of a `pre`.
                if element.name == Name::Pre
                    && matches!(element.children.first(), Some(Piece::Text(text)) if text.starts_with('\n'))
                {
                    out.push('\n');
                }
                if !matches!(element.name, Name::Br | Name::Hr | Name::Img) {
                    write_into(&element.children, out);
                    out.push_str("</");
                    out.push_str(element.name.as_str());
                    out.push('>');
                }
            }
        }
    }
}
