//! Writes Markdown files that the reader of this crate reads back the same.

use trangxa_model::Timestamp;

/// An article as a Markdown file: its title, its date, more fields as names and values, and its text as Markdown.
#[must_use]
pub fn markdown_file(title: &str, date: Timestamp, fields: &[(&str, String)], text: &str) -> String {
    let mut out = String::from("---\n");
    out.push_str(&field("tiêu đề", title));
    out.push_str(&field("ngày", &date.date_and_known_time()));
    for (name, value) in fields {
        out.push_str(&field(name, value));
    }
    out.push_str("---\n\n");
    out.push_str(text.trim_end());
    out.push('\n');
    out
}

/// A text as Markdown that shows it as it is, also in the middle of a line.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A value before the text, as the reader of such lines reads it back.
fn field(name: &str, value: &str) -> String {
    let value = trangxa_clean::text::collapse(value);
    let read = crate::header::unquoted(&value);
    if read == value { format!("{name}: {value}\n") } else { format!("{name}: \"{}\"\n", value.replace('"', "\\\"")) }
}
