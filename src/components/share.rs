//! Passing an article on.

use leptos::prelude::*;

/// Links that work anywhere, and buttons for what needs the program: the system's share sheet, copying, printing.
#[component]
pub fn Share(title: String, address: String) -> impl IntoView {
    let encoded = encode(&address);
    let facebook = format!("https://www.facebook.com/sharer/sharer.php?u={encoded}");
    let zalo = format!("https://sp.zalo.me/plugins/share?url={encoded}");
    view! {
        <section class="share noprint" aria-label="Chia sẻ bài này">
            <a class="button" href=zalo target="_blank" rel="noopener">"Zalo"</a>
            <a class="button" href=facebook target="_blank" rel="noopener">"Facebook"</a>
            <Buttons title=title address=address/>
        </section>
    }
}

/// Shown once the program runs; see `.live` in the style.
#[component]
fn Buttons(title: String, address: String) -> impl IntoView {
    // Empty until then on both sides, so that the markup agrees.
    let can_share = RwSignal::new(false);
    let copied = RwSignal::new("");
    #[cfg(feature = "hydrate")]
    let (share, copy, print) = {
        use crate::browser::{page, share};
        use wasm_bindgen_futures::spawn_local;
        Effect::new(move |_| can_share.set(share::is_supported()));
        let shared = address.clone();
        let share = move |_| {
            let (title, address) = (title.clone(), shared.clone());
            spawn_local(async move { share::share(&title, &address).await });
        };
        let copy = move |_| {
            let address = address.clone();
            spawn_local(async move {
                let done = share::copy(&address).await;
                copied.set(if done { "Đã sao chép liên kết." } else { "Trình duyệt không cho sao chép." });
            });
        };
        (share, copy, move |_| page::print())
    };
    #[cfg(not(feature = "hydrate"))]
    let (share, copy, print) = {
        let _ = (title, address);
        (|_| (), |_| (), |_| ())
    };
    view! {
        <button class="button live" type="button" on:click=copy>"Sao chép liên kết"</button>
        <button class="button live" type="button" on:click=print>"In bài"</button>
        <button class="button live" type="button" hidden=move || !can_share.get() on:click=share>"Chia sẻ"</button>
        <span role="status">{move || copied.get()}</span>
    }
}

/// An address as a part of another's query.
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
