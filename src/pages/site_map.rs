//! The site map for people.

use crate::components::menu;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;

pub fn site_map(store: &Store) -> impl IntoView {
    let headline = store.headline(&Route::SiteMap);
    let link = |(name, route): (String, Route)| {
        let href = store.href(&route);
        view! { <li><a href=href>{name}</a></li> }.into_any()
    };
    let pages: Vec<_> = menu::pages(store).into_iter().map(link).collect();
    let categories: Vec<_> = menu::categories(store).into_iter().map(link).collect();
    let feeds = [("RSS", "feed.xml"), ("JSON Feed", "feed.json"), ("Sơ đồ cho máy tìm kiếm", "sitemap.xml")].map(|(name, file)| {
        let href = format!("{}{file}", store.base());
        view! { <li><a href=href rel="external">{name}</a></li> }.into_any()
    });
    view! {
        <div class="page">
            <div class="column prose">
                <h1>{headline}</h1>
                <h2>"Các trang"</h2>
                <ul class="tree">{pages}</ul>
                <h2>"Chuyên mục"</h2>
                <ul class="tree">{categories}</ul>
                <h2>"Nhận tin tự động"</h2>
                <ul class="tree">{feeds.into_iter().collect::<Vec<_>>()}</ul>
            </div>
        </div>
    }
}
