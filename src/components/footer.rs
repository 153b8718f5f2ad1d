//! The footer of every page.

use super::counters::Counters;
use super::erase::Erase as _;
use super::pause_button::PauseButton;
use super::text_island::text_island;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_markup::{Markup, draw};

/// The unit's name, the responsible editor, address, phone and e-mail, links to the site map and the feed, the visitor
/// counters, and the button that pauses their renewal.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    let store = Store::of_page();
    let counters = store.visits().cloned().map(|live| view! { <Counters live=live/> }.erase());
    let text = text_island(
        "",
        Box::new(move |out| {
            draw(&store, out);
            None
        }),
    );
    view! {
        <footer class="footer">
            {text}
            <div class="noprint">
                {counters}
                <PauseButton/>
            </div>
        </footer>
    }
    .erase()
}

fn draw(store: &Store, out: &mut Markup) {
    let site = store.site();
    draw!(out, "<p class='name'>{}</p>", site.name);
    if let Some(editor) = &site.editor {
        draw!(out, "<p>{}: <b>", editor.title);
        if let Some(position) = &editor.position {
            draw!(out, "{} ", position);
        }
        draw!(out, "{}</b></p>", editor.name);
    }
    let contact = &site.contact;
    if let Some(address) = &contact.address {
        draw!(out, "<p>Địa chỉ: {}</p>", address);
    }
    if let Some(phone) = &contact.phone {
        draw!(out, "<p>Điện thoại: ");
        phones(out, phone);
        draw!(out, "</p>");
    }
    if let Some(email) = &contact.email {
        draw!(out, "<p>Email: ");
        if is_address(email) {
            draw!(out, "<a href='mailto:{}'>{}</a></p>", email, email);
        } else {
            draw!(out, "{}</p>", email);
        }
    }
    draw!(out, "<p class='noprint links'><a href='{}'>Sơ đồ trang</a>", store.href(&Route::SiteMap));
    // Only the publisher writes the feed and the page "Nhúng".
    if store.is_built() {
        let embed = store.href(&Route::Embed);
        draw!(out, "<a href='{}feed.xml' rel='external'>RSS</a><a href='{}'>Nhúng</a>", store.base(), embed);
    }
    draw!(out, "</p>");
}

/// Draws telephone numbers, each as a link. What is not a whole number stays text.
fn phones(out: &mut Markup, all: &str) {
    for (i, part) in all.split(" - ").enumerate() {
        if i > 0 {
            draw!(out, " - ");
        }
        for part in part.split_inclusive([',', ';', '/']) {
            let number = part.trim_matches([' ', '.', ',', ';', '/']);
            let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            let is_whole = match digits.as_bytes().first() {
                Some(b'0') => matches!(digits.len(), 10 | 11),
                Some(b'+') => matches!(digits.len(), 11..=14),
                Some(b'1') => matches!(digits.len(), 3 | 4 | 8 | 10),
                _ => false,
            };
            let (before, behind) = part.split_once(number).unwrap_or_default();
            if is_whole {
                draw!(out, "{}<a href='tel:{}'>{}</a>{}", before, digits, number, behind);
            } else {
                draw!(out, "{}", part);
            }
        }
    }
}

/// Whether a mail program would accept the address. Old pages contain addresses whose beginning was made unreadable.
fn is_address(email: &str) -> bool {
    let Some((local, host)) = email.split_once('@') else { return false };
    let dots = |part: &str| part.starts_with('.') || part.ends_with('.') || part.contains("..");
    !local.is_empty() && host.contains('.') && !dots(local) && !dots(host) && !email.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::{is_address, phones};
    use trangxa_markup::Markup;

    #[test]
    fn only_valid_addresses_become_links() {
        assert!(is_address("ubnd@quangthanh.example"));
        for broken in [".....nhanquangtrung@gmail.com", "a@b", "a", "@b.vn", "a b@c.vn", "a@.vn"] {
            assert!(!is_address(broken), "{broken}");
        }
    }

    #[test]
    fn each_whole_number_is_a_link() {
        let drawn = |text: &str| {
            let mut out = Markup::default();
            phones(&mut out, text);
            out.finish()
        };
        for number in ["0905 123 456", "(0236) 3 891 234", "0236.3891234", "1900 1234", "1022", "113"] {
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(drawn(number), format!("<a href='tel:{digits}'>{number}</a>"));
        }
        assert_eq!(drawn("+84 905 123 456"), "<a href='tel:+84905123456'>+84 905 123 456</a>");
        let two = "<a href='tel:02363891234'>0236.3891234</a>BETWEEN<a href='tel:0905123456'>0905 123 456</a>";
        for between in [" - ", ", ", "; ", " / ", "/"] {
            assert_eq!(drawn(&format!("0236.3891234{between}0905 123 456")), two.replace("BETWEEN", between));
        }
        for broken in ["098108571.", "", "xem trang Liên hệ", "0905 123 456 0905 123 456", " - ", "<b>"] {
            assert!(!drawn(broken).contains("<a"), "{broken}");
        }
    }
}
