//! Numbers in tables.

use trangxa_model::chart::stack;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::Shown;
use trangxa_parts::{Markup, draw};

/// The start of a table; one wider than the screen is scrolled in its place, also by keyboard. `id` is its headline's.
pub fn open_table(out: &mut Markup, id: &str, class: &str) {
    draw!(out, "<div class='scroll' tabindex='0' role='group' aria-labelledby='{}'>", id);
    draw!(out, "<table class='figures {}'><thead><tr>", class);
}

/// The end of its head.
pub fn end_head(out: &mut Markup) {
    draw!(out, "</tr></thead><tbody>");
}

/// Its end.
pub fn close_table(out: &mut Markup) {
    draw!(out, "</tbody></table></div>");
}

/// A number, or the dash of what was not published.
pub fn number(out: &mut Markup, value: Option<u64>) {
    draw!(out, "<td>{}</td>", integer_or_dash(value));
}

/// A rate never stands without its two numbers, or the word that they were not published.
pub fn rate(out: &mut Markup, shown: Shown) {
    let beside = match shown {
        Shown::Stated(_) => Some("theo số liệu công bố".to_owned()),
        _ => shown.fraction(),
    };
    draw!(out, "<td>{}", shown.text());
    if let Some(beside) = beside {
        draw!(out, "<small>{}</small>", beside);
    }
    draw!(out, "</td>");
}

/// A bar of values one after the other, each with what it is filled with, as long as it is on a scale up to `top`.
pub fn bar(out: &mut Markup, classes: &[&str], values: &[u64], top: u64) {
    draw!(out, "<svg class='bar' aria-hidden='true'>");
    for (class, segment) in classes.iter().zip(stack(values, top)) {
        draw!(out, "<rect class='{}' x='{}' width='{}' height='100%'/>", class, segment.start, segment.length);
    }
    draw!(out, "</svg>");
}

/// The sign in a legend for what something is filled with.
pub fn swatch(out: &mut Markup, class: &str) {
    draw!(out, "<svg class='swatch' aria-hidden='true'><rect class='{}' width='100%' height='100%'/></svg>", class);
}

/// The patterns that parts are filled with: each can be told from the others without its colour.
const PATTERNS: [(&str, &str); 5] = [
    ("soc-thua", "M1 0v8M5 0v8"),
    ("cheo-do", "M-1 3L3 -1M-1 7L7 -1M1 9L9 1M5 9L9 5"),
    ("cham-vang", "M2 2h0M6 6h0"),
    ("ngang-xam", "M0 1h8M0 5h8"),
    ("cheo-xam", "M-1 5L3 9M-1 1L7 9M1 -1L9 7M5 -1L9 3"),
];

/// Draws the patterns, for the style to fill with.
pub fn patterns(out: &mut Markup) {
    draw!(out, "<svg aria-hidden='true' width='0' height='0'>");
    for (id, path) in PATTERNS {
        draw!(out, "<pattern id='{}' width='8' height='8' patternUnits='userSpaceOnUse'>", id);
        draw!(out, "<rect width='8' height='8'/><path d='{}'/></pattern>", path);
    }
    draw!(out, "</svg>");
}
