//! The newest headlines.

use trangxa_markup::{Markup, draw, draw_in};
use trangxa_model::feed::Headline;
use trangxa_model::route::Route;
use trangxa_words::widget::no_news;
use trangxa_words::{Language, dates};

/// Draws the first `n` headlines as links that open in a new tab, each with its date. `base` is the site's root: a path on
/// its host, or a whole address. An article without a title is skipped. The headlines are Vietnamese in either language.
pub fn headlines(out: &mut Markup, all: &[Headline], n: usize, base: &str, language: Language) {
    let mut shown = 0;
    for headline in all {
        let Some(title) = headline.title.as_ref().filter(|_| shown < n) else { continue };
        if shown == 0 {
            draw_in!(language, out, "<ul class='headlines' lang='vi'>", "<ul class='headlines'>");
        }
        shown += 1;
        let href = Route::Article(headline.slug.clone()).href(base);
        draw_in!(language, out, "<li><a", "<li><a lang='vi'");
        draw!(out, " href='{}' target='_blank' rel='noopener'>{}</a>", href, title);
        if let Some(at) = headline.published {
            draw!(out, " <time datetime='{}'>{}</time>", at.rfc3339(), dates::date(at, language));
        }
        draw!(out, "</li>");
    }
    if shown == 0 {
        draw!(out, "<p>{}</p>", no_news(language));
    } else {
        draw!(out, "</ul>");
    }
}
