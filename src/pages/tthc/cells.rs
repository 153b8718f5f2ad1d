//! Numbers in tables.

use crate::markup::Markup;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::Shown;

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
