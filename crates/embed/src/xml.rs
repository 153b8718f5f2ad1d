//! Writes XML: the feed, the site map and the badge come out of this one writer.
//!
//! XML forbids some characters altogether, even as references, and a document with a single one of them cannot be read. The writer
//! drops these characters from every text and attribute. The names of elements and attributes are the program's own.

use trangxa_clean::text::escape;

/// An attribute: its name and its text.
pub type Attribute<'a> = (&'static str, &'a str);

/// A document that is being written. Every element that is begun is also ended.
#[derive(Debug, Default)]
pub struct XmlWriter {
    out: String,
}

impl XmlWriter {
    /// A document without an XML declaration.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A document that begins with an XML declaration.
    #[must_use]
    pub fn with_declaration() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned() }
    }

    /// Writes an element whose content is what `content` writes.
    pub fn element(&mut self, name: &'static str, attributes: &[Attribute<'_>], content: impl FnOnce(&mut Self)) {
        self.begin(name, attributes, ">");
        content(self);
        self.out.extend(["</", name, ">"]);
    }

    /// Writes an element that contains a text.
    pub fn text_element(&mut self, name: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.element(name, attributes, |xml| xml.text(text));
    }

    /// Writes an element without content.
    pub fn empty_element(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.begin(name, attributes, "/>");
    }

    /// Writes a text.
    pub fn text(&mut self, text: &str) {
        // A parser reads a carriage return that is not a reference as a line feed.
        self.out.push_str(&escape(&allowed(text)).replace('\r', "&#13;"));
    }

    /// Writes a line break between elements, for people who read the file.
    pub fn line_break(&mut self) {
        self.out.push('\n');
    }

    /// The part of the document that was written since the last call, for a document that is too long for the memory.
    #[must_use]
    pub fn take_part(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

    /// The document, or what is left of it after the parts that were taken.
    #[must_use]
    pub fn finish(self) -> String {
        self.out
    }

    fn begin(&mut self, name: &'static str, attributes: &[Attribute<'_>], end: &str) {
        self.out.extend(["<", name]);
        for (name, value) in attributes {
            // A parser reads white space in an attribute that is not a reference as a space.
            let value = escape(&allowed(value)).replace('\r', "&#13;").replace('\n', "&#10;").replace('\t', "&#9;");
            self.out.extend([" ", name, "=\"", &value, "\""]);
        }
        self.out.push_str(end);
    }
}

/// The text without the characters that XML forbids.
fn allowed(text: &str) -> String {
    text.chars().filter(|c| is_allowed(*c)).collect()
}

/// Whether XML 1.0 allows a character: the production `Char` of <https://www.w3.org/TR/xml/#charsets>.
fn is_allowed(c: char) -> bool {
    !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn elements_are_ended_and_markup_is_escaped() {
        let mut xml = XmlWriter::with_declaration();
        xml.element("a", &[("b", "\"<'&>\"\r\n\t")], |xml| {
            xml.text_element("c", &[], "]]>&amp;<d>\r");
            xml.empty_element("e", &[("f", "")]);
        });
        assert_eq!(
            xml.finish(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a b=\"&quot;&lt;'&amp;&gt;&quot;&#13;&#10;&#9;\"><c>]]&gt;&amp;amp;&lt;d&gt;&#13;</c>\
             <e f=\"\"/></a>"
        );
    }

    #[test]
    fn the_limits_are_those_of_the_specification() {
        let allowed =
            ['\t', '\n', '\r', ' ', '\u{7f}', '\u{85}', '\u{d7ff}', '\u{e000}', '\u{fffd}', '\u{10000}', char::MAX];
        assert!(allowed.into_iter().all(is_allowed));
        let forbidden = ['\0', '\u{8}', '\u{b}', '\u{c}', '\u{e}', '\u{1f}', '\u{fffe}', '\u{ffff}'];
        assert!(!forbidden.into_iter().any(is_allowed));
    }

    proptest! {
        /// A parser reads back what was written, without the forbidden characters.
        #[test]
        fn any_text_comes_back(text in "[\\PC\u{0}-\u{20}\u{fffe}\u{ffff}<>&\"'\\]]{0,24}") {
            let mut xml = XmlWriter::with_declaration();
            xml.text_element("a", &[("b", &text)], &text);
            let written = xml.finish();
            let document = roxmltree::Document::parse(&written).unwrap();
            let expected = allowed(&text);
            prop_assert_eq!(document.root_element().text().unwrap_or_default(), &expected);
            prop_assert_eq!(document.root_element().attribute("b"), Some(&*expected));
        }
    }
}
