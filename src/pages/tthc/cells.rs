//! Numbers in tables.

use crate::markup::Markup;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::Shown;

/// The start of a `div` in which a table wider than the screen is scrolled, also by keyboard; `id` is its headline's.
pub fn scroll<'a>(out: &'a mut Markup, id: &str) -> &'a mut Markup {
    out.open("div", &[("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-labelledby", id)])
}

/// A number, or the dash of what was not published.
pub fn number(out: &mut Markup, value: Option<u64>) {
    out.element("td", &[], &integer_or_dash(value));
}

/// A rate never stands without its two numbers, or the word that they were not published.
pub fn rate(out: &mut Markup, shown: Shown) {
    let beside = match shown {
        Shown::Stated(_) => Some("theo số liệu công bố".to_owned()),
        _ => shown.fraction(),
    };
    out.open("td", &[]).text(&shown.text());
    if let Some(beside) = beside {
        out.element("small", &[], &beside);
    }
    out.close("td");
}
