//! The preview of the widget.

use super::options::WidgetOptions;
use crate::data::Store;
use crate::route::Route;
use trangxa_markup::{Markup, draw};
use trangxa_words::embed_page::PREVIEW;

/// Draws the widget's element as partners' pages have it. Until the loader has run, the element shows its link.
pub(crate) fn preview(store: &Store, options: &WidgetOptions, out: &mut Markup) {
    let (show, title) = (options.show(), options.title(store));
    let width = options.width.map(|width| width.to_string()).unwrap_or_default();
    draw!(out, "<h2>{}</h2><div class='w{}'><trangxa-widget", PREVIEW, width);
    for (name, value) in options.snippet_options(store, &show, &title, "").attributes() {
        draw!(out, " {}='{}'", name, value);
    }
    draw!(out, "><a href='{}'>{}</a></trangxa-widget></div>", store.href(&Route::Tthc), title);
}
