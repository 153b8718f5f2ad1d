//! What a clean text may cost in time and memory.

/// How deep elements may be nested. A deeper element is removed and its content stays.
pub const MAX_DEPTH: usize = 64;
/// How deep inline elements, such as `b`, may be nested. A deeper one is removed and its content stays.
pub const MAX_INLINE_DEPTH: usize = 32;
/// How many elements a clean text may have. Further ones are removed and their content stays.
pub const MAX_ELEMENTS: usize = 20_000;
/// How many nodes of the parser's tree are read. The rest of the text is dropped.
pub const MAX_NODES: usize = 200_000;
/// How long the value of an attribute may be, in bytes. A link or picture with a longer address is removed, and a link's content
/// stays; a longer text is cut.
pub const MAX_ATTRIBUTE: usize = 8_192;
/// How many bytes of attributes a clean text may have that the source has not: where an address was resolved, and where a link is
/// repeated in each of the paragraphs that it was around. Beyond, links and pictures are removed, and the content of links stays.
pub const MAX_ADDED: usize = 1_000_000;

/// What is left of the limits for one text.
pub(crate) struct Budget {
    elements: usize,
    added: usize,
}

impl Budget {
    pub(crate) fn new() -> Self {
        Self { elements: MAX_ELEMENTS, added: MAX_ADDED }
    }

    /// Whether one more element may be made.
    pub(crate) fn has_elements(&self) -> bool {
        self.elements > 0
    }

    /// Counts an element.
    pub(crate) fn use_element(&mut self) {
        self.elements = self.elements.saturating_sub(1);
    }

    /// Counts several elements. Returns whether they may be made.
    pub(crate) fn use_elements(&mut self, count: usize) -> bool {
        let is_left = count <= self.elements;
        if is_left {
            self.elements -= count;
        }
        is_left
    }

    /// Counts bytes of attributes that the source has not. Returns whether they may be added.
    pub(crate) fn add(&mut self, bytes: usize) -> bool {
        let is_left = bytes <= self.added;
        if is_left {
            self.added -= bytes;
        }
        is_left
    }
}
