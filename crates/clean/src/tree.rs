//! What goes into the cleaner and what comes out: a cursor over a parser's tree, and pieces of a clean text.

use crate::name::Name;

/// A cursor over the tree that a parser made. It begins on the document.
///
/// The cleaner uses nothing else of the tree, so an implementation can avoid what hostile content may forge: a form field named
/// `firstChild`, say, hides the form's own `firstChild`.
pub trait Tree {
    /// Goes to the first child that is an element or text; returns `false`, and stays, if there is none.
    fn down(&mut self) -> bool;
    /// Goes to the next sibling that is an element or text; returns `false`, and stays, if there is none.
    fn next(&mut self) -> bool;
    /// Goes to the parent.
    fn up(&mut self);
    /// What the cursor stands on.
    fn kind(&self) -> NodeKind;
    /// The value of an attribute of the element that the cursor stands on.
    fn attribute(&self, name: &str) -> Option<String>;
    /// The names of the attributes of the element that the cursor stands on.
    fn attribute_names(&self) -> Vec<String>;
}

/// What a [`Tree`] stands on.
#[derive(Debug)]
pub enum NodeKind {
    /// Text.
    Text(String),
    /// An HTML element, by its name in small letters.
    Element(String),
    /// An element of another namespace, such as SVG, or any other node.
    Foreign,
}

/// A piece of a clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text, not escaped.
    Text(String),
    /// An element with its content. It is in a box because pieces are moved all the time.
    Element(Box<Element>),
    /// A place between two paragraphs. Used only while the text is put together.
    #[doc(hidden)]
    Boundary,
}

/// An element of a clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// One of [`ELEMENTS`](crate::allowed::ELEMENTS), or the `div` around a table.
    pub name: Name,
    /// Names and values, not escaped.
    pub attributes: Vec<(&'static str, String)>,
    /// The content.
    pub children: Vec<Piece>,
}

impl Element {
    pub(crate) fn new(name: Name) -> Box<Self> {
        Self::holding(name, Vec::new())
    }

    pub(crate) fn holding(name: Name, children: Vec<Piece>) -> Box<Self> {
        Box::new(Self { name, attributes: Vec::new(), children })
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn set(&mut self, name: &'static str, value: String) {
        self.attributes.push((name, value));
    }
}
