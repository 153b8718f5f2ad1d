//! A channel between the tabs of one site, so that one tab fetches for all of them.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use trangxa_live::Announcement;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// A tab's end of the channel.
#[must_use = "a tab receives nothing any more when this is dropped"]
pub struct Tabs {
    channel: BroadcastChannel,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Tabs {
    /// Joins the tabs of the site whose root on this host is `base`, and calls `receive` with what they announce. `None` in a
    /// browser without broadcast channels.
    pub fn join(base: &str, mut receive: impl FnMut(Announcement) + 'static) -> Option<Self> {
        // In a browser without the class, calling its constructor would throw.
        if !js_sys::Reflect::has(&js_sys::global(), &JsValue::from_str("BroadcastChannel")).unwrap_or(false) {
            return None;
        }
        // Another root on the same host is another site.
        let channel = BroadcastChannel::new(&format!("trangxa {base}")).ok()?;
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(announcement) = read(&event.data()) {
                receive(announcement);
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(Self { channel, _on_message: on_message })
    }

    /// Sends an announcement to the other tabs, once this one has drawn what it announces: copying a large file takes time.
    pub fn announce(&self, announcement: &Announcement) {
        let Announcement { url, fingerprint, bytes, wait_ms } = announcement;
        let bytes = bytes.as_ref().map_or(JsValue::NULL, |bytes| Uint8Array::from(bytes.as_slice()).into());
        let fingerprint = fingerprint.as_ref().map_or(JsValue::NULL, |it| JsValue::from_str(it));
        let message = Array::of4(&JsValue::from_str(url), &fingerprint, &bytes, &(*wait_ms).into());
        let channel = self.channel.clone();
        let send = move || {
            // It fails only while the page is unloading.
            let _ = channel.post_message(&message);
        };
        Timeout::new(0, send).forget();
    }
}

/// The announcement in a message; `None` for a message of another version of the program.
fn read(message: &JsValue) -> Option<Announcement> {
    let [url, fingerprint, bytes, wait_ms] = [0, 1, 2, 3].map(|i| message.dyn_ref::<Array>().map(|it| it.get(i)));
    Some(Announcement {
        url: url?.as_string()?,
        fingerprint: fingerprint?.as_string(),
        bytes: bytes?.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec),
        wait_ms: wait_ms?.as_f64()? as u32,
    })
}
