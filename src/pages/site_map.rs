//! The site map for readers.

use crate::components::Erase as _;
use crate::components::menu;
use crate::components::text_island::text_island;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_markup::{Markup, draw};
use trangxa_words::{archive, offline, site};

pub(crate) fn site_map(store: &Store) -> AnyView {
    let headline = store.headline(&Route::SiteMap);
    let store = store.clone();
    let lists = text_island(
        "",
        Box::new(move |out| {
            lists(&store, out);
            None
        }),
    );
    view! {
        <div class="page">
            <div class="column prose">
                <h1>{headline}</h1>
                {lists}
            </div>
        </div>
    }
    .erase()
}

fn lists(store: &Store, out: &mut Markup) {
    for (title, entries) in [("Các trang", menu::pages(store)), ("Chuyên mục", menu::categories(store))] {
        draw!(out, "<h2>{}</h2><ul class='tree'>", title);
        for (name, route) in entries {
            link(out, &name, &store.href(&route));
        }
        draw!(out, "</ul>");
    }
    // `boot.js` shows it where the browser can do that.
    draw!(
        out,
        "<p class='install'><button type='button' class='button' name='install'>{}</button></p>",
        offline::INSTALL
    );
    // Only the publisher writes the archive, the feeds and the sitemap.
    if store.is_built() {
        draw!(out, "<h2>{}</h2><ul class='tree'>", site::OLDER);
        link(out, archive::HEADLINE, &store.href(&Route::NewsArchive { year: None, month: None }));
        draw!(out, "</ul>");
        draw!(out, "<h2>Nhận tin tự động</h2><ul class='tree'>");
        for (name, file) in [("RSS", "feed.xml"), ("JSON Feed", "feed.json"), (site::SITEMAP_FOR_SEARCH, "sitemap.xml")]
        {
            link(out, name, &format!("{}{file}", store.base()));
        }
        draw!(out, "</ul>");
    }
}

fn link(out: &mut Markup, name: &str, href: &str) {
    draw!(out, "<li><a href='{}'>{}</a></li>", href, name);
}
