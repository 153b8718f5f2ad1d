//! The XML of a Word document as a tree. Prefixes are those that Word uses, whatever the document calls its namespaces.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may be nested. What reads the tree calls itself for each level.
const MAX_DEPTH: usize = 160;
/// How many elements and texts a tree may have.
const MAX_NODES: usize = 1_500_000;
/// How many prefixes may be declared at a time.
const MAX_PREFIXES: usize = 200;
/// How many attributes of an element are read.
const MAX_ATTRIBUTES: usize = 60;

/// The ends of the namespaces that matter, and Word's prefix for each. The strict form of the format has other beginnings.
const PREFIXES: [(&str, &str); 22] = [
    ("/wordprocessingml/main", "w"),
    ("/wordprocessingml/2006/main", "w"),
    ("/drawingml/wordprocessingDrawing", "wp"),
    ("/drawingml/2006/wordprocessingDrawing", "wp"),
    ("/drawingml/main", "a"),
    ("/drawingml/2006/main", "a"),
    ("/drawingml/picture", "pic"),
    ("/drawingml/2006/picture", "pic"),
    ("/drawingml/chart", "c"),
    ("/drawingml/2006/chart", "c"),
    ("/drawing/2014/chartex", "cx"),
    ("/drawingml/diagram", "dgm"),
    ("/drawingml/2006/diagram", "dgm"),
    ("/word/2010/wordprocessingShape", "wps"),
    ("/word/2010/wordprocessingGroup", "wpg"),
    ("/word/2010/wordprocessingCanvas", "wpc"),
    ("/officeDocument/relationships", "r"),
    ("/officeDocument/2006/relationships", "r"),
    ("/officeDocument/math", "m"),
    ("/officeDocument/2006/math", "m"),
    ("/markup-compatibility/2006", "mc"),
    ("urn:schemas-microsoft-com:vml", "v"),
];

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name with Word's prefix: `w:p`.
    name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    nodes: Vec<Node>,
}

#[derive(Debug)]
enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// Parses a document. The error says what is wrong in the words of the parser.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut reader = Reader::from_str(text);
        let mut builder = Builder::default();
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(tag) => builder.start(&tag)?,
                Event::Empty(tag) => {
                    builder.start(&tag)?;
                    builder.end();
                }
                Event::End(_) => builder.end(),
                Event::Text(text) => builder.text(&text.xml10_content())?,
                Event::CData(text) => builder.text(&text.xml10_content())?,
                Event::GeneralRef(name) => {
                    builder.text(&trangxa_clean::text::decode_entities(&format!("&{};", &*name)))?
                }
                Event::Eof => break,
                // A document type could define entities that grow without end; no Word document has one.
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        match (builder.open.pop(), builder.root) {
            (None, Some(root)) => Ok(root),
            _ => Err("XML".to_owned()),
        }
    }

    /// The name with Word's prefix.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn is(&self, name: &str) -> bool {
        *self.name == *name
    }

    /// The value of an attribute, by its name with Word's prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| **known == *name).map(|(_, value)| &**value)
    }

    /// The attribute `w:val`.
    pub(super) fn value(&self) -> Option<&str> {
        self.attribute("w:val")
    }

    /// Whether an element that switches something on does so.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value(), Some("0" | "false" | "off" | "none"))
    }

    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| if let Node::Element(element) = node { Some(element) } else { None })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.is(name))
    }

    /// The element at the end of a path of children.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All elements inside of this one, in the order of the document.
    pub(super) fn descendants(&self) -> Descendants<'_> {
        Descendants { open: vec![self.nodes.iter()] }
    }

    /// The text inside of the element itself.
    pub(super) fn text(&self) -> String {
        let texts =
            self.nodes.iter().filter_map(|node| if let Node::Text(text) = node { Some(text.as_str()) } else { None });
        texts.collect()
    }
}

/// The elements inside of an element.
pub(super) struct Descendants<'a> {
    open: Vec<std::slice::Iter<'a, Node>>,
}

impl<'a> Iterator for Descendants<'a> {
    type Item = &'a Element;

    fn next(&mut self) -> Option<&'a Element> {
        loop {
            match self.open.last_mut()?.next() {
                Some(Node::Element(element)) => {
                    self.open.push(element.nodes.iter());
                    return Some(element);
                }
                Some(Node::Text(_)) => {}
                None => drop(self.open.pop()),
            }
        }
    }
}

/// The tree while it is read.
#[derive(Default)]
struct Builder {
    open: Vec<Element>,
    root: Option<Element>,
    count: usize,
    /// The prefixes that are declared, with the depth of their elements and Word's prefix.
    prefixes: Vec<(usize, Box<str>, &'static str)>,
}

impl Builder {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        self.count += 1;
        if self.open.len() >= MAX_DEPTH || self.count > MAX_NODES {
            return Err(format!("XML > {MAX_DEPTH}"));
        }
        let depth = self.open.len();
        let attributes: Vec<_> = tag
            .attributes()
            .with_checks(false)
            .take(MAX_ATTRIBUTES)
            .flatten()
            .map(|it| (it.key.as_ref().to_owned(), it.value))
            .collect();
        for (name, value) in &attributes {
            let prefix = name.strip_prefix("xmlns:").or_else(|| Some("").filter(|_| name == "xmlns"));
            let Some(prefix) = prefix else { continue };
            let usual = PREFIXES.iter().find(|(end, _)| value.trim().ends_with(end)).map_or("", |(_, prefix)| *prefix);
            if self.prefixes.len() >= MAX_PREFIXES {
                return Err(format!("xmlns > {MAX_PREFIXES}"));
            }
            self.prefixes.push((depth, prefix.into(), usual));
        }
        let name = self.usual(tag.name().as_ref(), true);
        let attributes = attributes
            .iter()
            .filter(|(name, _)| !name.starts_with("xmlns"))
            .map(|(name, value)| (self.usual(name, false), trangxa_clean::text::decode_entities(value).into()))
            .collect();
        self.open.push(Element { name, attributes, nodes: Vec::new() });
        Ok(())
    }

    /// A name with Word's prefix. A name without a prefix is in the default namespace if it is that of an element.
    fn usual(&self, name: &str, is_element: bool) -> Box<str> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if prefix.is_empty() && !is_element {
            return name.into();
        }
        let declared = self.prefixes.iter().rev().find(|(_, known, _)| **known == *prefix).map(|(.., usual)| *usual);
        match declared.filter(|usual| !usual.is_empty()).unwrap_or(prefix) {
            "" => local.into(),
            prefix => format!("{prefix}:{local}").into(),
        }
    }

    fn end(&mut self) {
        let Some(element) = self.open.pop() else { return };
        let depth = self.open.len();
        while self.prefixes.last().is_some_and(|(declared, ..)| *declared >= depth) {
            self.prefixes.pop();
        }
        match self.open.last_mut() {
            Some(parent) => parent.nodes.push(Node::Element(element)),
            None => drop(self.root.get_or_insert(element)),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        let Some(element) = self.open.last_mut() else { return Ok(()) };
        if let Some(Node::Text(known)) = element.nodes.last_mut() {
            known.push_str(text);
            return Ok(());
        }
        self.count += 1;
        if self.count > MAX_NODES {
            return Err(format!("XML > {MAX_NODES}"));
        }
        element.nodes.push(Node::Text(text.to_owned()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_prefixes_of_word() {
        let text = "<x:p xmlns:x='http://schemas.openxmlformats.org/wordprocessingml/2006/main' x:val='1' id='2'>\
            <p xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'>a &amp; <![CDATA[b]]>&#7855;</p><w:q/></x:p>";
        let root = Element::parse(text).unwrap();
        assert_eq!((root.name(), root.value(), root.attribute("id")), ("w:p", Some("1"), Some("2")));
        let names: Vec<&str> = root.descendants().map(Element::name).collect();
        assert_eq!(names, ["w:p", "w:q"]);
        assert_eq!(root.child("w:p").unwrap().text(), "a & bắ");
    }

    #[test]
    fn hostile_documents_end_early() {
        let deep = "<a>".repeat(1_000) + &"</a>".repeat(1_000);
        let many = "<a/>".repeat(MAX_NODES + 10);
        for text in ["", "x", "<a>", "<a></b>", &deep, &format!("<r>{many}</r>")] {
            assert!(Element::parse(text).is_err(), "{}", text.get(..20).unwrap_or(text));
        }
        let bomb = "<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'>]><a>&x;</a>";
        assert_eq!(Element::parse(bomb).unwrap().text(), "&x;");
    }
}
