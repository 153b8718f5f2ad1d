//! The text of an article, rebuilt in the page from the elements that an article may contain.
//!
//! The text is parsed once, into an inert document. The cleaner walks that document, and what it keeps is created as new
//! elements of the page. Nothing is serialised and parsed a second time, which is what mutation XSS needs.

use super::part;
use crate::parts::Part;
use trangxa_browser::document;
use trangxa_clean::{Html, NodeKind, Piece, Tree, clean};
use trangxa_part::in_part;
use trangxa_words::article::CLEANER_WORDING;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, DomParser, Element, HtmlElement, HtmlFormElement, Node, SupportedType, TreeWalker};

/// `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT` (DOM Standard, §6.3).
const ELEMENTS_AND_TEXT: u32 = 0x1 | 0x4;

/// Whether an element has content beyond the comment that Leptos uses as a placeholder.
pub(crate) fn has_text(target: &HtmlElement) -> bool {
    target.child_element_count() > 0 || target.text_content().is_some_and(|text| !text.is_empty())
}

/// Shows the text of an article in an element. Until the part that cleans it is here, and where it cannot be had, the reader sees the
/// text without its markup.
pub(crate) fn show(target: &HtmlElement, content: &Html) {
    if part::is_here(Part::Articles) {
        return fill(target, content);
    }
    if part::is_here(Part::Documents) {
        fill_plainly(target, content);
    }
    let (target, content) = (target.clone(), content.clone());
    spawn_local(async move {
        if part::fetch(Part::Articles).await {
            fill(&target, &content);
        }
    });
}

in_part! { "articles", "00000000000000000000000000000001",
    /// Replaces the content of an element by the text of an article, cleaned.
    fn fill(target: &HtmlElement, content: &Html) {
        target.set_text_content(None);
        // After a failure the text stays empty: half of it could not be shown safely.
        let _ = build(target, content.as_str(), content.base());
    }
}

in_part! { "documents", "00000000000000000000000000000002",
    /// Replaces the content of an element by the text of an article, without its markup.
    fn fill_plainly(target: &HtmlElement, content: &Html) {
        target.set_text_content(Some(&content.text()));
    }
}

fn build(target: &HtmlElement, markup: &str, base: &str) -> Result<(), JsValue> {
    let inert = DomParser::new()?.parse_from_string(&trangxa_clean::document(markup), SupportedType::TextHtml)?;
    let document = document();
    // The walker is created by the page's document: in the parsed one, an element may shadow any method by its name.
    let walker = document.create_tree_walker_with_what_to_show(&inert, ELEMENTS_AND_TEXT)?;
    create(&document, &clean(&mut InertTree(walker), base, &CLEANER_WORDING), target)
}

fn create(document: &Document, pieces: &[Piece], to: &Node) -> Result<(), JsValue> {
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                to.append_child(&document.create_text_node(text))?;
            }
            Piece::Element(element) => {
                let made = document.create_element(element.name.as_str())?;
                // A browser fetches a picture as soon as it has its address, so `loading`, which comes last, must be set before.
                for (name, value) in element.attributes.iter().rev() {
                    made.set_attribute(name, value)?;
                }
                create(document, &element.children, &made)?;
                to.append_child(&made)?;
            }
            Piece::Boundary => {}
        }
    }
    Ok(())
}

/// A cursor over the inert document.
struct InertTree(TreeWalker);

impl InertTree {
    /// The current element, unless it is a form: the fields of a form can shadow its methods by their names.
    fn element(&self) -> Option<Element> {
        let node = self.0.current_node();
        if node.is_instance_of::<HtmlFormElement>() { None } else { node.dyn_into().ok() }
    }
}

impl Tree for InertTree {
    fn down(&mut self) -> bool {
        self.0.first_child().is_ok_and(|child| child.is_some())
    }

    fn next(&mut self) -> bool {
        self.0.next_sibling().is_ok_and(|sibling| sibling.is_some())
    }

    fn up(&mut self) {
        // The cursor came from the parent, so there is one.
        let _ = self.0.parent_node();
    }

    fn kind(&self) -> NodeKind {
        let node = self.0.current_node();
        if node.is_instance_of::<HtmlFormElement>() {
            return NodeKind::Element("form".to_owned());
        }
        if let Some(element) = node.dyn_ref::<Element>() {
            // In the namespaces of `svg` and `math`, names mean other elements.
            return if node.is_instance_of::<HtmlElement>() {
                NodeKind::Element(element.local_name())
            } else {
                NodeKind::Foreign
            };
        }
        NodeKind::Text(node.node_value().unwrap_or_default())
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.element()?.get_attribute(name)
    }

    fn attribute_names(&self) -> Vec<String> {
        let names = self.element().map(|element| element.get_attribute_names()).unwrap_or_default();
        names.iter().filter_map(|name| name.as_string()).collect()
    }
}
