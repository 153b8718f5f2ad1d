//! Markdown, as clerks write it, becomes HTML. The publisher cleans that like the HTML of any feed.
//!
//! `prepare` mends the lines that `CommonMark` would show otherwise than they are meant, `pulldown-cmark` parses them, and `render` makes HTML of what it found.

mod destination;
mod prepare;
mod render;

pub(crate) use render::render;
