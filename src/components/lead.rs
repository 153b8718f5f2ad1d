//! The lead story.

use super::date::Date;
use super::erase::Erase as _;
use super::excerpt::excerpt;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::Article;

/// The length of the lead story's excerpt, in characters.
const EXCERPT: usize = 180;
/// How wide the column of texts and lead stories is: 44 rem in `style/shell.css`, of 17 px, or the screen without 1 rem on each side.
pub(crate) const COLUMN: &str = "(min-width: 782px) 748px, calc(100vw - 34px)";

/// How wide the picture of a lead story is: on a wide screen, `style/lists.css` leaves 29 rem of it.
const SIZES: &str = "(min-width: 1224px) 493px, (min-width: 782px) 748px, calc(100vw - 34px)";

/// The newest article, large.
#[component]
pub(crate) fn Lead(article: Article) -> impl IntoView {
    let href = Store::of_page().href(&Route::Article(article.slug.clone()));
    let excerpt = excerpt(&article, EXCERPT).map(|text| view! { <p>{text}</p> }.erase());
    let date = article.published.map(|at| view! { <Date at=at/> }.erase());
    let srcset = article.srcset;
    let picture = article.image.map(|src| {
        view! { <img sizes=SIZES srcset=srcset src=src alt="" width="1200" height="675" fetchpriority="high" decoding="async"/> }
            .erase()
    });
    view! {
        <article class="lead">
            {picture}
            <h2><a href=href>{article.title}</a></h2>
            {date}
            {excerpt}
        </article>
    }
    .erase()
}
