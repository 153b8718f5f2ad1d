//! The footer of every page.

use super::counters::Counters;
use super::erase::Erase as _;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;

/// The unit's name, the responsible editor, address, phone and e-mail, links to the site map and the feed, and the visitor
/// counters.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    let store = Store::of_page();
    let site = store.site();
    let editor = site.editor.clone().map(|editor| {
        let person = [editor.position, Some(editor.name)].into_iter().flatten().collect::<Vec<_>>().join(" ");
        view! { <p>{editor.title}": "<b>{person}</b></p> }.erase()
    });
    let contact = site.contact.clone();
    let address = contact.address.map(|address| view! { <p>"Địa chỉ: "{address}</p> }.erase());
    let phone = contact.phone.map(|phone| {
        let href = format!("tel:{}", phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>());
        view! { <p>"Điện thoại: "<a href=href>{phone}</a></p> }.erase()
    });
    let email = contact.email.map(|email| {
        // An invalid address is shown as text, without a link.
        let href = is_address(&email).then(|| format!("mailto:{email}"));
        view! { <p>"Email: "<a href=href>{email}</a></p> }.erase()
    });
    let counters = store.visits().cloned().map(|live| view! { <Counters live=live/> }.erase());
    let map = store.href(&Route::SiteMap);
    // Only the publisher writes the feed and the page "Nhúng".
    let feed = store.is_built().then(|| format!("{}feed.xml", store.base()));
    let embed = store.href(&Route::Embed);
    let built = feed.map(|feed| view! { <a href=feed rel="external">"RSS"</a><a href=embed>"Nhúng"</a> }.erase());
    view! {
        <footer class="footer">
            <div>
                <p class="name">{site.name.clone()}</p>
                {editor}
                {address}
                {phone}
                {email}
                <p class="noprint links"><a href=map>"Sơ đồ trang"</a>{built}</p>
            </div>
            <div class="noprint">{counters}</div>
        </footer>
    }
    .erase()
}

/// Whether a mail program would accept the address. Old pages contain addresses whose beginning was made unreadable.
fn is_address(email: &str) -> bool {
    let Some((local, host)) = email.split_once('@') else { return false };
    let dots = |part: &str| part.starts_with('.') || part.ends_with('.') || part.contains("..");
    !local.is_empty() && host.contains('.') && !dots(local) && !dots(host) && !email.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn only_valid_addresses_become_links() {
        assert!(is_address("ubnd@quangthanh.example"));
        for broken in [".....nhanquangtrung@gmail.com", "a@b", "a", "@b.vn", "a b@c.vn", "a@.vn"] {
            assert!(!is_address(broken), "{broken}");
        }
    }
}
