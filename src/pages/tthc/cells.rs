//! The cells, bars and swatches of the dashboard's tables.

use trangxa_markup::{Markup, draw};
use trangxa_model::chart::stack;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::Shown;
use trangxa_words::Language;
use trangxa_words::figures::rate_basis;
use trangxa_words::numbers::fraction;

/// Opens a table and its head. A table wider than the screen scrolls within its own element, also by keyboard. `id` is that of
/// the table's headline, which names it.
pub(crate) fn open_table(out: &mut Markup, id: &str, class: &str) {
    draw!(out, "<div class='scroll' tabindex='0' role='group' aria-labelledby='{}'>", id);
    draw!(out, "<table class='figures {}'><thead><tr>", class);
}

/// Closes the table's head and opens its body.
pub(crate) fn end_head(out: &mut Markup) {
    draw!(out, "</tr></thead><tbody>");
}

/// Closes the table.
pub(crate) fn close_table(out: &mut Markup) {
    draw!(out, "</tbody></table></div>");
}

/// Draws a cell with a number, or with a dash where it was not published.
pub(crate) fn number(out: &mut Markup, value: Option<u64>) {
    draw!(out, "<td>{}</td>", integer_or_dash(value));
}

/// Draws a cell with a rate and the two numbers it was computed from, or the remark that the source published only the rate.
pub(crate) fn rate(out: &mut Markup, shown: Shown) {
    let basis = match shown {
        Shown::Stated(_) => Some(rate_basis(shown, Language::Vietnamese)),
        _ => shown.derived().and_then(|rate| fraction(rate, Language::Vietnamese)),
    };
    draw!(out, "<td>{}", shown.text());
    if let Some(basis) = basis {
        draw!(out, "<small>{}</small>", basis);
    }
    draw!(out, "</td>");
}

/// Draws a bar of values, one after the other, on a scale from 0 to `top`. Each segment has the class that fills it.
pub(crate) fn bar(out: &mut Markup, classes: &[&str], values: &[u64], top: u64) {
    draw!(out, "<svg class='bar' aria-hidden='true'>");
    for (class, segment) in classes.iter().zip(stack(values, top)) {
        draw!(out, "<rect class='{}' x='{}' width='{}' height='100%'/>", class, segment.start, segment.length);
    }
    draw!(out, "</svg>");
}

/// Draws a small square with the fill of a class, for a legend.
pub(crate) fn swatch(out: &mut Markup, class: &str) {
    draw!(out, "<svg class='swatch' aria-hidden='true'><rect class='{}' width='100%' height='100%'/></svg>", class);
}

/// The id and the path of each fill pattern. The patterns differ without their colours.
const PATTERNS: [(&str, &str); 5] = [
    ("soc-thua", "M1 0v8M5 0v8"),
    ("cheo-do", "M-1 3L3 -1M-1 7L7 -1M1 9L9 1M5 9L9 5"),
    ("cham-vang", "M2 2h0M6 6h0"),
    ("ngang-xam", "M0 1h8M0 5h8"),
    ("cheo-xam", "M-1 5L3 9M-1 1L7 9M1 -1L9 7M5 -1L9 3"),
];

/// Draws the definitions of the patterns, which the style sheet refers to.
pub(crate) fn patterns(out: &mut Markup) {
    draw!(out, "<svg aria-hidden='true' width='0' height='0'>");
    for (id, path) in PATTERNS {
        draw!(out, "<pattern id='{}' width='8' height='8' patternUnits='userSpaceOnUse'>", id);
        draw!(out, "<rect width='8' height='8'/><path d='{}'/></pattern>", path);
    }
    draw!(out, "</svg>");
}
