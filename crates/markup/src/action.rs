//! What a reader can do on drawn elements.

/// Something a reader can do on an element drawn as text.
///
/// Drawn elements carry no listeners of their own. [`Markup::put_action`](crate::Markup::put_action) writes the action
/// into the attributes `data-do` and `value`, one listener around the drawing hears the event, and `requested` reads the
/// action back. So each page has one enum of what can be done on its drawings.
pub trait Action: Sized {
    /// The action's name and its value, as they are written into the attributes. The value may be empty.
    fn parts(&self) -> (&'static str, String);

    /// The action with this name and value; `None` for any other. The inverse of [`parts`](Self::parts).
    fn from_parts(name: &str, value: &str) -> Option<Self>;
}

/// The action of the element that an event happened on, or of the nearest element around it that has one. `None` where
/// no element has an action of this type.
#[cfg(feature = "browser")]
#[must_use]
pub fn requested<A: Action>(event: &web_sys::Event) -> Option<A> {
    use wasm_bindgen::{JsCast, JsValue};

    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let element = target.closest("[data-do]").ok()??;
    let name = element.get_attribute("data-do")?;
    // The property, not the attribute: buttons, lists and fields have their current value in it.
    let value = js_sys::Reflect::get(&element, &JsValue::from_str("value")).ok()?;
    A::from_parts(&name, &value.as_string().unwrap_or_default())
}
