//! The section "Cách tính": the definition of every number.

use trangxa_markup::{Markup, draw};
use trangxa_words::dashboard::{DEFINITIONS, TERMS};

/// Draws the terms and their definitions.
pub(crate) fn terms(out: &mut Markup) {
    draw!(out, "<section aria-labelledby='cach-tinh'><h2 id='cach-tinh'>{}</h2><dl class='terms'>", DEFINITIONS);
    for (id, term, meaning) in TERMS {
        draw!(out, "<dt id='{}'>{}</dt><dd>{}</dd>", id, term, meaning);
    }
    draw!(out, "</dl></section>");
}
