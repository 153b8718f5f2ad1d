//! Numbers in tables.

use crate::markup::{Markup, draw};
use trangxa_model::chart::stack;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::Shown;

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
