//! Sharing an article.

use super::erase::Erase as _;
use super::handlers::on_click;
use super::live_text::live_text;
use crate::browser::{page, share};
use leptos::prelude::*;
use leptos::task::spawn_local;
use trangxa_words::article;

/// A button that opens the system's share sheet, where there is one; links to Zalo and Facebook, which work without the program; and
/// buttons that copy the address and print the page. The buttons are shown once the program runs.
#[component]
pub(crate) fn Share(title: String, address: String) -> impl IntoView {
    let encoded = encode(&address);
    let facebook = format!("https://www.facebook.com/sharer/sharer.php?u={encoded}");
    let zalo = format!("https://sp.zalo.me/plugins/share?url={encoded}");
    // The publisher's values, so that hydration finds the same markup; an effect sets the browser's own.
    let can_share = RwSignal::new(false);
    let copied = RwSignal::new("");
    Effect::new(move |_| can_share.set(share::is_supported()));
    let shared = address.clone();
    let share = on_click(move |_| {
        let (title, address) = (title.clone(), shared.clone());
        spawn_local(async move { share::share(&title, &address).await });
    });
    let copy = on_click(move |_| {
        let address = address.clone();
        spawn_local(async move {
            let done = share::copy(&address).await;
            copied.set(if done { article::LINK_COPIED } else { article::NOT_COPIED });
        });
    });
    view! {
        <section class="share noprint" aria-label=article::SHARE_THIS>
            <button class="button live" type="button" hidden=move || !can_share.get() on:click=share>"Chia sẻ"</button>
            <a class="button" href=zalo target="_blank" rel="noopener">"Zalo"</a>
            <a class="button" href=facebook target="_blank" rel="noopener">"Facebook"</a>
            <button class="button live" type="button" on:click=copy>"Sao chép liên kết"</button>
            <button class="button live" type="button" on:click=on_click(|_| page::print())>"In bài"</button>
            {live_text("", Box::new(move || copied.get().to_owned()))}
        </section>
    }
    .erase()
}

/// Percent-encodes an address for the query of another one.
fn encode(address: &str) -> String {
    let mut out = String::with_capacity(address.len() + 16);
    for byte in address.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn an_address_fits_into_a_query() {
        assert_eq!(
            encode("https://xa.example/bai/a-1/?b=ệ"),
            "https%3A%2F%2Fxa.example%2Fbai%2Fa-1%2F%3Fb%3D%E1%BB%87"
        );
    }
}
