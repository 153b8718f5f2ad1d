//! XML as a tree of elements.
//!
//! Feeds of communes are rarely valid XML. What has one meaning is read: a bare `&`, attributes without quotes, HTML's entities,
//! prefixes that are not declared. What may have several, such as an end tag of another element, is an error.

use super::super::encoding::is_xml_char;
use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use std::rc::Rc;
use trangxa_clean::text;
use trangxa_messages::feeds;
use trangxa_model::url;

/// How deep elements may be nested. Deeper ones are no feed, and would use up the stack.
const MAX_DEPTH: usize = 256;

/// The namespaces of elements that are no part of the formats themselves.
pub(super) const ATOM: &str = "http://www.w3.org/2005/Atom";
pub(super) const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
pub(super) const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
pub(super) const MEDIA: &str = "http://search.yahoo.com/mrss/";
pub(super) const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// The prefixes that these namespaces usually have. Some feeds do not declare them.
const PREFIXES: [(&str, &str); 6] =
    [("atom", ATOM), ("content", CONTENT), ("dc", DUBLIN_CORE), ("media", MEDIA), ("xhtml", XHTML), ("html", XHTML)];

/// The namespaces of Atom 1.0 and 0.3.
const ATOMS: [&str; 2] = [ATOM, "http://purl.org/atom/ns#"];

pub(super) struct Element {
    /// The name without prefix, in small letters.
    pub name: String,
    namespace: Rc<str>,
    /// Names as written, in small letters.
    attributes: Vec<(String, String)>,
    nodes: Vec<Node>,
    /// What relative addresses in the element are relative to.
    pub base: Option<Rc<str>>,
}

enum Node {
    Text(String),
    Element(Element),
}

impl Element {
    /// Parses a document. `base` is its address, if it has one. The error is a sentence.
    pub(super) fn parse(text: &str, base: Option<&str>) -> Result<Self, String> {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        let mut builder = Builder { open: Vec::new(), root: None, namespace: Rc::from(""), base: base.map(Rc::from) };
        loop {
            let (namespace, event) =
                reader.read_resolved_event().map_err(|error| feeds::Broken { problem: error }.to_string())?;
            match event {
                Event::Start(tag) => builder.start(&namespace, &tag)?,
                Event::Empty(tag) => {
                    builder.start(&namespace, &tag)?;
                    builder.end();
                }
                Event::End(_) => builder.end(),
                Event::Text(text) => builder.text(&text.xml10_content()),
                Event::CData(text) => builder.text(&text.xml10_content()),
                Event::GeneralRef(name) => builder.text(&text::decode_entities(&format!("&{};", &*name))),
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        match (builder.open.pop(), builder.root) {
            (None, Some(root)) => Ok(root),
            (None, None) => Err(feeds::NoElement.to_string()),
            (Some(open), _) => Err(feeds::NoEnd { name: open.name }.to_string()),
        }
    }

    /// An attribute's value, by its name in small letters.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| if let Node::Element(element) = node { Some(element) } else { None })
    }

    /// The children of that name that belong to the format of this element: in its namespace or in none, and Atom's of any
    /// version.
    pub(super) fn own<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |child| {
            let is_own = child.namespace.is_empty() || child.namespace == self.namespace;
            child.name == name && (is_own || self.is_atom() && child.is_atom())
        })
    }

    /// The children of that name in another namespace.
    pub(super) fn foreign<'a>(&'a self, namespace: &'a str, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |child| child.name == name && *child.namespace == *namespace)
    }

    pub(super) fn is_atom(&self) -> bool {
        ATOMS.contains(&&*self.namespace)
    }

    pub(super) fn has_elements(&self) -> bool {
        self.elements().next().is_some()
    }

    /// The text of the element and of those in it.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.add_text(&mut out);
        out
    }

    fn add_text(&self, out: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.add_text(out),
            }
        }
    }

    /// The content as HTML: text that was escaped is HTML already; elements are written as such.
    pub(super) fn html(&self) -> String {
        if !self.has_elements() {
            return self.text();
        }
        let mut out = String::new();
        self.write_nodes(&mut out);
        out
    }

    /// The content as HTML without the `<div>` in which Atom wraps XHTML.
    pub(super) fn xhtml(&self) -> String {
        let is_blank = |node: &Node| matches!(node, Node::Text(text) if text.trim().is_empty());
        match self.nodes.iter().filter(|node| !is_blank(node)).collect::<Vec<_>>().as_slice() {
            [Node::Element(div)] if div.name == "div" => {
                let mut out = String::new();
                div.write_nodes(&mut out);
                out
            }
            _ => self.html(),
        }
    }

    fn write_nodes(&self, out: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(text) => out.push_str(&text::escape(text)),
                Node::Element(element) => element.write(out),
            }
        }
    }

    fn write(&self, out: &mut String) {
        const VOID: [&str; 6] = ["br", "col", "hr", "img", "source", "wbr"];
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in self.attributes.iter().filter(|(name, _)| !name.contains(':') && name != "xmlns") {
            out.push_str(&format!(" {name}=\"{}\"", text::escape(value)));
        }
        out.push('>');
        if !VOID.contains(&self.name.as_str()) {
            self.write_nodes(out);
            out.push_str(&format!("</{}>", self.name));
        }
    }
}

/// The tree while it is read.
struct Builder {
    /// The elements that have not ended, from the root on.
    open: Vec<Element>,
    root: Option<Element>,
    /// The namespace that was used last; most elements share it.
    namespace: Rc<str>,
    /// The document's address.
    base: Option<Rc<str>>,
}

impl Builder {
    fn start(&mut self, namespace: &ResolveResult<'_>, tag: &BytesStart<'_>) -> Result<(), String> {
        if self.open.len() >= MAX_DEPTH {
            return Err(feeds::TooDeep { limit: MAX_DEPTH }.to_string());
        }
        let namespace = match namespace {
            ResolveResult::Bound(namespace) => namespace.0.trim(),
            ResolveResult::Unbound => "",
            ResolveResult::Unknown(prefix) => {
                let usual = PREFIXES.iter().find(|(known, _)| known.eq_ignore_ascii_case(prefix));
                usual.map_or(prefix.as_str(), |(_, known)| known)
            }
        };
        if *self.namespace != *namespace {
            self.namespace = Rc::from(namespace);
        }
        let attributes: Vec<(String, String)> = tag
            .html_attributes()
            .with_checks(false)
            .flatten()
            .map(|it| (it.key.as_ref().to_ascii_lowercase(), clean(&text::decode_entities(&it.value))))
            .collect();
        let mut base = self.open.last().map_or_else(|| self.base.clone(), |parent| parent.base.clone());
        if let Some((_, own)) = attributes.iter().find(|(name, _)| name == "xml:base") {
            // A relative base says nothing where the document has no address.
            let resolved = match &base {
                Some(base) => url::resolve(base, own),
                None => Some(own.clone()).filter(|own| url::host(own).is_some()),
            };
            base = resolved.map(Rc::from).or(base);
        }
        let name = tag.local_name().as_ref().to_ascii_lowercase();
        self.open.push(Element { name, namespace: Rc::clone(&self.namespace), attributes, nodes: Vec::new(), base });
        Ok(())
    }

    fn end(&mut self) {
        let Some(element) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.nodes.push(Node::Element(element)),
            // What follows the root is no part of the document.
            None => {
                self.root.get_or_insert(element);
            }
        }
    }

    fn text(&mut self, text: &str) {
        let Some(element) = self.open.last_mut() else { return };
        match element.nodes.last_mut() {
            Some(Node::Text(known)) => known.push_str(&clean(text)),
            _ => element.nodes.push(Node::Text(clean(text))),
        }
    }
}

/// Text without the characters that XML forbids.
fn clean(text: &str) -> String {
    text.chars().filter(|c| is_xml_char(*c)).collect()
}
