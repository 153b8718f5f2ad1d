//! Changing the content of an element in place.

use crate::Markup;
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement, HtmlOptionElement, HtmlTemplateElement, Node};

#[wasm_bindgen]
extern "C" {
    /// A node whose names and texts stay the browser's strings. Hundreds of them are compared when figures change, and most of the time went
    /// into making them Rust's.
    type RawNode;

    #[wasm_bindgen(method, getter, js_name = nodeName)]
    fn name(this: &RawNode) -> JsValue;

    #[wasm_bindgen(method, getter, js_name = nodeValue)]
    fn text(this: &RawNode) -> JsValue;

    #[wasm_bindgen(method, setter, js_name = nodeValue)]
    fn set_text(this: &RawNode, text: &JsValue);

    /// Null where an element does not have it.
    #[wasm_bindgen(method, js_name = getAttribute)]
    fn attribute(this: &RawNode, name: &JsValue) -> JsValue;

    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_attribute(this: &RawNode, name: &JsValue, value: &JsValue);

    #[wasm_bindgen(method, js_name = removeAttribute)]
    fn remove_attribute(this: &RawNode, name: &JsValue);
}

fn raw(node: &Node) -> &RawNode {
    node.unchecked_ref()
}

/// The attribute that marks a number that has just changed, for the style sheet to show.
const MARK: &str = "data-changed";
/// How long a number stays marked, in milliseconds.
const MARKED_MS: u32 = 2_500;
/// A table body with more rows than this is replaced as a whole, which is faster than comparing every cell.
const MAX_ROWS: usize = 24;

/// Whether numbers that change are marked for a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changes {
    /// Mark them: new data arrived, and the reader should see what it changed.
    Marked,
    /// Do not mark them: the reader caused the change, or only time has passed.
    Unmarked,
}

/// Gives an element the content that `markup` describes.
///
/// The browser parses the markup, and the result is compared with what is on the page. Where both have the same elements,
/// only texts and attributes are changed, so that the focus stays where it is; a subtree of another shape is replaced.
pub fn morph(element: &Element, markup: &Markup, changes: Changes) {
    let Some(document) = element.owner_document() else { return };
    let Ok(template) = document.create_element("template") else { return };
    template.set_inner_html(markup.as_str());
    sync_children(element, &template.unchecked_into::<HtmlTemplateElement>().content(), changes);
}

fn sync_children(old: &Node, new: &Node, changes: Changes) {
    let (old_children, new_children) = (children(old), children(new));
    let has_same_name = |(old, new): (&Node, &Node)| raw(old).name() == raw(new).name();
    let is_long = new_children.len() > MAX_ROWS && new.node_name() == "TBODY";
    if is_long || old_children.len() != new_children.len() || !old_children.iter().zip(&new_children).all(has_same_name)
    {
        old.set_text_content(None);
        for child in &new_children {
            let _ = old.append_child(child);
        }
        // While options move into a list one by one, the browser selects among those that are there already.
        for option in new_children.iter().filter_map(as_element) {
            sync_state(option, option);
        }
        return;
    }
    for (old, new) in old_children.iter().zip(&new_children) {
        match (as_element(old), as_element(new)) {
            (Some(old), Some(new)) => {
                sync_state(old, new);
                if !old.is_equal_node(Some(new)) {
                    sync_attributes(old, new);
                    sync_children(old, new, changes);
                }
            }
            _ => sync_text(old, new, changes),
        }
    }
}

/// Checks the node's type rather than its class: `instanceof` would need one more import from JavaScript.
fn as_element(node: &Node) -> Option<&Element> {
    (node.node_type() == Node::ELEMENT_NODE).then(|| node.unchecked_ref())
}

fn children(node: &Node) -> Vec<Node> {
    std::iter::successors(node.first_child(), Node::next_sibling).collect()
}

fn sync_text(old: &Node, new: &Node, changes: Changes) {
    let text = raw(new).text();
    if raw(old).text() == text {
        return;
    }
    raw(old).set_text(&text);
    if changes == Changes::Marked
        && let Some(number) = old.parent_element().and_then(|it| it.closest("dd, td, strong").ok().flatten())
    {
        let _ = number.set_attribute(MARK, "");
        let unmark = move || {
            let _ = number.remove_attribute(MARK);
        };
        Timeout::new(MARKED_MS, unmark).forget();
    }
}

fn sync_attributes(old: &Element, new: &Element) {
    let (raw_old, raw_new) = (raw(old), raw(new));
    for name in new.get_attribute_names().iter() {
        let value = raw_new.attribute(&name);
        if raw_old.attribute(&name) != value {
            raw_old.set_attribute(&name, &value);
        }
    }
    for name in old.get_attribute_names().iter() {
        // Two attributes are not in the markup: the mark of a change, and `open` on what the reader has unfolded.
        if raw_new.attribute(&name).is_null() && name != *MARK && name != *"open" {
            raw_old.remove_attribute(&name);
        }
    }
}

/// Sets the state of a form control, which the attributes describe only until the reader changes it.
fn sync_state(old: &Element, new: &Element) {
    if let Some(option) = old.dyn_ref::<HtmlOptionElement>() {
        option.set_selected(new.has_attribute("selected"));
    } else if let Some(input) = old.dyn_ref::<HtmlInputElement>() {
        input.set_checked(new.has_attribute("checked"));
    }
}
