//! The links between the pages of a list.

use super::erase::Erase as _;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::feed::Listing;
use trangxa_words::lists;

/// Links to the first, the last and the nearest pages of a list. Nothing for a list of one page.
#[component]
pub(crate) fn Pagination(route: Route, listing: Listing) -> impl IntoView {
    let store = Store::of_page();
    let link = |page: u32, text: String, label: String, gap: bool| {
        let href = route.at_page(page).map(|route| store.href(&route));
        let current = (page == listing.page).then_some("page");
        view! { <li>{gap.then_some("… ")}<a href=href aria-label=label aria-current=current>{text}</a></li> }.erase()
    };
    let mut links = Vec::new();
    if listing.page > 1 {
        links.push(link(listing.page - 1, "‹".into(), lists::PREVIOUS_PAGE.into(), false));
    }
    let mut before = 0;
    for page in shown(listing) {
        links.push(link(page, page.to_string(), lists::page(page), page > before + 1));
        before = page;
    }
    if listing.page < listing.pages {
        links.push(link(listing.page + 1, "›".into(), lists::NEXT_PAGE.into(), false));
    }
    (listing.pages > 1)
        .then(|| view! { <nav class="pagination" aria-label=lists::PAGES><ul>{links}</ul></nav> }.erase())
}

/// The pages that are linked by number.
fn shown(listing: Listing) -> impl Iterator<Item = u32> {
    let near = listing.page.saturating_sub(1)..=listing.page + 1;
    (1..=listing.pages).filter(move |page| *page == 1 || *page == listing.pages || near.contains(page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_the_last_and_the_nearest_pages_are_linked() {
        let pages = |page, pages| shown(Listing { page, pages, total: 0, open: false }).collect::<Vec<_>>();
        assert_eq!(pages(1, 2), [1, 2]);
        assert_eq!(pages(5, 9), [1, 4, 5, 6, 9]);
        assert_eq!(pages(9, 9), [1, 8, 9]);
    }
}
