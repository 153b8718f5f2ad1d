//! HTML from a feed, rebuilt from the elements an article may hold.
//!
//! The text is parsed once, into a document that runs nothing; then every allowed element is created afresh here, and
//! everything else is left behind. Nothing is serialised and parsed again, which is where mutation XSS lives.

use super::document;
use trangxa_model::html::{self, Html};
use trangxa_model::url;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, DomParser, Element, HtmlElement, Node, SupportedType};

/// Elements deeper than this are left out with all they hold.
const MAX_DEPTH: u32 = 64;
/// Nodes beyond this many are left out.
const MAX_NODES: u32 = 20_000;

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
    let inert = DomParser::new()?.parse_from_string(&html::without_reported_names(markup), SupportedType::TextHtml)?;
    let Some(body) = inert.query_selector("body")? else { return Ok(()) };
    Builder { document: document(), base, nodes: 0 }.children(&body, target, 0)
}

struct Builder<'a> {
    document: Document,
    base: &'a str,
    nodes: u32,
}

impl Builder<'_> {
    fn children(&mut self, from: &Node, to: &Node, depth: u32) -> Result<(), JsValue> {
        let mut next = from.first_child();
        while let Some(node) = next {
            self.nodes += 1;
            if self.nodes > MAX_NODES {
                return Ok(());
            }
            match node.node_type() {
                Node::TEXT_NODE => {
                    let text = self.document.create_text_node(&node.node_value().unwrap_or_default());
                    to.append_child(&text)?;
                }
                Node::ELEMENT_NODE => self.element(node.unchecked_ref(), to, depth)?,
                _ => {}
            }
            next = node.next_sibling();
        }
        Ok(())
    }

    fn element(&mut self, from: &Element, to: &Node, depth: u32) -> Result<(), JsValue> {
        let name = from.local_name();
        // Only HTML's own elements: `svg` and `math` bring a namespace where names mean something else.
        let is_html = from.namespace_uri().is_some_and(|uri| uri == "http://www.w3.org/1999/xhtml");
        if depth >= MAX_DEPTH || !is_html || html::REMOVED_WHOLE.contains(&name.as_str()) {
            return Ok(());
        }
        let name = html::renamed(&name);
        if !html::ELEMENTS.contains(&name) {
            return self.children(from, to, depth + 1);
        }
        let made = self.document.create_element(name)?;
        for attribute in html::attributes(name) {
            if let Some(value) = from.get_attribute(attribute) {
                made.set_attribute(attribute, &value)?;
            }
        }
        if let Some(attribute) = html::url_attribute(name) {
            let address = from.get_attribute(attribute).and_then(|value| url::resolve(self.base, &value));
            match address {
                Some(address) => made.set_attribute(attribute, &address)?,
                // A picture without an address is nothing; a link without one is its text.
                None if name == "img" => return Ok(()),
                None => return self.children(from, to, depth + 1),
            }
        }
        for (attribute, value) in html::added(name) {
            made.set_attribute(attribute, value)?;
        }
        self.children(from, &made, depth + 1)?;
        if name == "table" {
            let frame = self.document.create_element("div")?;
            for (attribute, value) in html::TABLE_FRAME {
                frame.set_attribute(attribute, value)?;
            }
            frame.append_child(&made)?;
            to.append_child(&frame)?;
        } else {
            to.append_child(&made)?;
        }
        Ok(())
    }
}
