//! The recordings of an article.

use super::part_island::part_island;
use crate::browser::listening;
use crate::data::Store;
use crate::parts::Part;
use leptos::prelude::*;
use trangxa_markup::Markup;
use trangxa_model::Article;
use trangxa_model::feed::Attachment;
use trangxa_part::in_part;

/// A player for each recording. It plays without the program, which adds speeds and keeps the position.
pub(crate) fn recordings(article: &Article) -> Option<AnyView> {
    if !article.attachments.iter().any(Attachment::is_recording) {
        return None;
    }
    let (files, spoken) = (article.attachments.clone(), article.audio.clone());
    Effect::new(move |_| listening::attend());
    let draw = Box::new(move |out: &mut Markup| {
        draw_recordings(out, &files, spoken.as_deref());
        None
    });
    Some(part_island("", &Store::of_page(), Part::Articles, draw))
}

in_part! { "articles", "00000000000000000000000000000013",
    /// Draws the players. The part that shows the text of an article which the browser has fetched has them, too.
    fn draw_recordings(out: &mut Markup, files: &[Attachment], spoken: Option<&str>) {
        trangxa_views::recordings(out, files, spoken);
    }
}
