//! Reads the articles that a clerk writes as files: Markdown with a few lines of `name: value` before the text, and Word documents.
//!
//! [`read()`] turns a file into an item of a JSON Feed, so that everything behind it (dates, the cleaner, slugs, the list of what was rejected)
//! is the same as for the articles of a feed. What it cannot take it tells, with the line or the words near it, and reads on: one slip never loses
//! the rest of the article.
//!
//! From the bottom up, the modules are: names of files (`file_name`), what a file can have that cannot be taken (`problem`), addresses of pictures
//! and files (`address`), the lines before the text (`keys`, `header`, `item`), Markdown (`write`, `markdown`) and Word documents (`docx`).

mod address;
mod docx;
mod file_name;
mod header;
mod item;
mod keys;
mod markdown;
mod problem;
mod read;
mod site;
#[cfg(test)]
mod tests;
mod write;

pub use docx::{EmbeddedPicture, WordBlock};
pub use file_name::FileKind;
pub use problem::{Effect, Part, Place, Problem, ProblemKind};
pub use read::{ArticleFile, Markdown, PICTURES, picture, read, to_markdown, word_blocks, word_text};
pub use site::Site;
pub use write::{escaped, markdown_file};
