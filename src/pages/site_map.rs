//! The site map for readers.

use crate::components::Erase as _;
use crate::components::menu;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_words::site;

pub(crate) fn site_map(store: &Store) -> AnyView {
    let headline = store.headline(&Route::SiteMap);
    let list = |entries: Vec<(String, String)>| {
        let link = |(name, href): (String, String)| view! { <li><a href=href>{name}</a></li> }.erase();
        let links: Vec<_> = entries.into_iter().map(link).collect();
        view! { <ul class="tree">{links}</ul> }.erase()
    };
    let hrefs = |entries: Vec<(String, Route)>| {
        let href = |(name, route): (String, Route)| (name, store.href(&route));
        entries.into_iter().map(href).collect::<Vec<_>>()
    };
    let (pages, categories) = (hrefs(menu::pages(store)), hrefs(menu::categories(store)));
    let feeds = [("RSS", "feed.xml"), ("JSON Feed", "feed.json"), (site::SITEMAP_FOR_SEARCH, "sitemap.xml")];
    let feeds = feeds.map(|(name, file)| (name.to_owned(), format!("{}{file}", store.base())));
    // Only the publisher writes the feeds and the sitemap.
    let feeds = store.is_built().then(|| view! { <h2>"Nhận tin tự động"</h2>{list(feeds.into())} }.erase());
    view! {
        <div class="page">
            <div class="column prose">
                <h1>{headline}</h1>
                <h2>"Các trang"</h2>
                {list(pages)}
                <h2>"Chuyên mục"</h2>
                {list(categories)}
                {feeds}
            </div>
        </div>
    }
    .erase()
}
