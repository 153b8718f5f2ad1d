//! Changing what is on the page in place.
//!
//! What is drawn as text is parsed by the browser and held against what is there. Where both have the same elements, only
//! texts and attributes are changed, so that the focus stays where it is; a part of another shape is replaced, and so are
//! the rows of a long table.

use super::document;
use gloo_timers::callback::Timeout;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlOptionElement, HtmlTemplateElement, Node};

/// Marks a number that has just changed, for the style to show.
const MARK: &str = "data-changed";
/// How long, in milliseconds.
const MARKED_MS: u32 = 2_500;
/// Rows of a table that are changed one by one; more are replaced, which is faster than looking at each number.
const MAX_ROWS: usize = 24;

thread_local! {
    /// Whether numbers that change are marked now.
    static IS_MARKING: Cell<bool> = const { Cell::new(false) };
}

/// From now on numbers that change are marked: what changes is news, not the reader's own doing.
pub fn begin_marking() {
    IS_MARKING.set(true);
}

/// Ends it.
pub fn end_marking() {
    IS_MARKING.set(false);
}

/// Gives an element the content that `markup` describes.
pub fn draw(element: &Element, markup: &str) {
    let Ok(template) = document().create_element("template") else { return };
    template.set_inner_html(markup);
    sync_children(element, &template.unchecked_into::<HtmlTemplateElement>().content());
}

fn sync_children(old: &Node, new: &Node) {
    let (was, is) = (children(old), children(new));
    let is_same = |(old, new): (&Node, &Node)| old.node_name() == new.node_name();
    let is_long = is.len() > MAX_ROWS && new.node_name() == "TBODY";
    if is_long || was.len() != is.len() || !was.iter().zip(&is).all(is_same) {
        old.set_text_content(None);
        for child in &is {
            let _ = old.append_child(child);
        }
        // Taken out one by one, the options that were left chose another one among themselves.
        for option in is.iter().filter_map(element) {
            sync_state(option, option);
        }
        return;
    }
    for (old, new) in was.iter().zip(&is) {
        match (element(old), element(new)) {
            (Some(old), Some(new)) => {
                sync_state(old, new);
                if !old.is_equal_node(Some(new)) {
                    sync_attributes(old, new);
                    sync_children(old, new);
                }
            }
            _ => sync_text(old, new),
        }
    }
}

/// Asked by its type, which costs fewer bytes than by its class.
fn element(node: &Node) -> Option<&Element> {
    (node.node_type() == Node::ELEMENT_NODE).then(|| node.unchecked_ref())
}

fn children(node: &Node) -> Vec<Node> {
    std::iter::successors(node.first_child(), Node::next_sibling).collect()
}

fn sync_text(old: &Node, new: &Node) {
    let text = new.node_value();
    if old.node_value() == text {
        return;
    }
    old.set_node_value(text.as_deref());
    if IS_MARKING.get()
        && let Some(number) = old.parent_element().and_then(|it| it.closest("dd, td, strong").ok().flatten())
    {
        let _ = number.set_attribute(MARK, "");
        Timeout::new(MARKED_MS, move || {
            let _ = number.remove_attribute(MARK);
        })
        .forget();
    }
}

fn sync_attributes(old: &Element, new: &Element) {
    let names = |element: &Element| -> Vec<String> {
        element.get_attribute_names().iter().filter_map(|name| name.as_string()).collect()
    };
    for name in names(new) {
        let value = new.get_attribute(&name).unwrap_or_default();
        if old.get_attribute(&name).as_ref() != Some(&value) {
            let _ = old.set_attribute(&name, &value);
        }
    }
    for name in names(old) {
        // What was marked, and what the reader has unfolded.
        if !new.has_attribute(&name) && name != MARK && name != "open" {
            let _ = old.remove_attribute(&name);
        }
    }
}

/// What a reader has chosen stands in no attribute.
fn sync_state(old: &Element, new: &Element) {
    if let Some(option) = old.dyn_ref::<HtmlOptionElement>() {
        option.set_selected(new.has_attribute("selected"));
    } else if let Some(input) = old.dyn_ref::<HtmlInputElement>() {
        input.set_checked(new.has_attribute("checked"));
    }
}
