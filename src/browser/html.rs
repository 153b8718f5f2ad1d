//! HTML from a feed, rebuilt from the elements an article may hold.
//!
//! The text is parsed once, into a document that runs nothing; the model's cleaner walks it, and what it keeps is created
//! afresh here. Nothing is serialised and parsed again, which is where mutation XSS lives.

use trangxa_browser::document;
use trangxa_model::html::{self, Html, NodeKind, Piece, Tree};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, DomParser, Element, HtmlElement, HtmlFormElement, Node, SupportedType, TreeWalker};

/// `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT` (DOM Standard, §6.3).
const ELEMENTS_AND_TEXT: u32 = 0x1 | 0x4;

/// Whether an element was served with text. Leptos' placeholder, a comment, is none.
pub fn has_text(target: &HtmlElement) -> bool {
    target.child_element_count() > 0 || target.text_content().is_some_and(|text| !text.is_empty())
}

/// Fills an element with the text of an article, in place of what it held.
pub fn fill(target: &HtmlElement, content: &Html) {
    target.set_text_content(None);
    let base = match content {
        Html::Raw { base, .. } => base.as_str(),
        Html::Clean(_) => "/",
    };
    // A failure leaves the text out; there is no safe way to show half of it.
    let _ = build(target, content.as_str(), base);
}

fn build(target: &HtmlElement, markup: &str, base: &str) -> Result<(), JsValue> {
    let inert = DomParser::new()?.parse_from_string(&html::document(markup), SupportedType::TextHtml)?;
    let document = document();
    // Made by our own document: in the other one an element may have taken the name of any of its methods.
    let walker = document.create_tree_walker_with_what_to_show(&inert, ELEMENTS_AND_TEXT)?;
    create(&document, &html::clean(&mut Parsed(walker), base), target)
}

fn create(document: &Document, pieces: &[Piece], to: &Node) -> Result<(), JsValue> {
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                to.append_child(&document.create_text_node(text))?;
            }
            Piece::Element(element) => {
                let made = document.create_element(element.name)?;
                for (name, value) in &element.attributes {
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
struct Parsed(TreeWalker);

impl Parsed {
    /// The element that is here, unless it is a form: its fields may have taken the names of its members.
    fn element(&self) -> Option<Element> {
        let node = self.0.current_node();
        if node.is_instance_of::<HtmlFormElement>() { None } else { node.dyn_into().ok() }
    }
}

impl Tree for Parsed {
    fn down(&mut self) -> bool {
        self.0.first_child().is_ok_and(|child| child.is_some())
    }

    fn next(&mut self) -> bool {
        self.0.next_sibling().is_ok_and(|sibling| sibling.is_some())
    }

    fn up(&mut self) {
        // There is one, or the cursor would not be here.
        let _ = self.0.parent_node();
    }

    fn kind(&self) -> NodeKind {
        let node = self.0.current_node();
        if node.is_instance_of::<HtmlFormElement>() {
            return NodeKind::Element("form".to_owned());
        }
        if let Some(element) = node.dyn_ref::<Element>() {
            // `svg` and `math` bring a namespace where names mean something else.
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
}
