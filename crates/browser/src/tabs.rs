//! Other tabs of the same site, so that what one of them asks for need not be asked for by each.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// What became of a request for a document.
pub struct News {
    /// The document's address.
    pub url: String,
    /// The fingerprint of the file that the host has; `None` where the request failed.
    pub fingerprint: Option<String>,
    /// The file, where it was new to the tab that asked.
    pub bytes: Option<Vec<u8>>,
    /// In how many milliseconds the tab that asked will ask again.
    pub wait_ms: u32,
}

/// A place in the round of tabs.
#[must_use = "a tab hears nothing any more when this is dropped"]
pub struct Tabs {
    channel: BroadcastChannel,
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl Tabs {
    /// Joins the tabs of the site whose root is `base`, and hears what they tell. `None` in a browser without such channels.
    pub fn join(base: &str, mut hear: impl FnMut(News) + 'static) -> Option<Self> {
        // Where the class is missing, calling its constructor would throw.
        if !js_sys::Reflect::has(&js_sys::global(), &JsValue::from_str("BroadcastChannel")).unwrap_or(false) {
            return None;
        }
        // Sites under other roots of the host are others' sites.
        let channel = BroadcastChannel::new(&format!("trangxa {base}")).ok()?;
        let call = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(news) = read(&event.data()) {
                hear(news);
            }
        });
        channel.set_onmessage(Some(call.as_ref().unchecked_ref()));
        Some(Self { channel, _hear: call })
    }

    /// Tells the other tabs.
    pub fn tell(&self, news: &News) {
        let bytes = news.bytes.as_ref().map_or(JsValue::NULL, |bytes| Uint8Array::from(bytes.as_slice()).into());
        let fingerprint = news.fingerprint.as_ref().map_or(JsValue::NULL, |it| JsValue::from_str(it));
        let message = Array::of4(&JsValue::from_str(&news.url), &fingerprint, &bytes, &news.wait_ms.into());
        // Nobody hears it only where the page is being left.
        let _ = self.channel.post_message(&message);
    }
}

/// A tab of another version may say something else: that is no news.
fn read(message: &JsValue) -> Option<News> {
    let [url, fingerprint, bytes, wait_ms] = [0, 1, 2, 3].map(|i| message.dyn_ref::<Array>().map(|it| it.get(i)));
    Some(News {
        url: url?.as_string()?,
        fingerprint: fingerprint?.as_string(),
        bytes: bytes?.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec),
        wait_ms: wait_ms?.as_f64()? as u32,
    })
}
