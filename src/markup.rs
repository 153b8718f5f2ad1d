//! Markup as text, for what is drawn by the hundred: the rows of tables, the columns of charts.
//!
//! A view of each would be a type of its own, and the code that builds, joins and updates it weighs about 1 kB in the wasm:
//! the dashboard as views took 49 kB of brotli. Names of elements and attributes are fixed at compile time and every value is
//! escaped, so no text can become markup.

use trangxa_model::Timestamp;
use trangxa_model::html::escape;

/// Markup that is well formed as long as what is opened is closed.
#[derive(Default)]
pub struct Markup(String);

impl Markup {
    /// An element's start. Void elements do not occur here; an empty element of a drawing is closed like any other.
    pub fn open(&mut self, name: &'static str, attributes: &[(&'static str, &str)]) -> &mut Self {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            self.0.push(' ');
            self.0.push_str(attribute);
            self.0.push_str("=\"");
            self.0.push_str(&escape(value));
            self.0.push('"');
        }
        self.0.push('>');
        self
    }

    /// An element's end.
    pub fn close(&mut self, name: &'static str) -> &mut Self {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
        self
    }

    /// Text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.0.push_str(&escape(text));
        self
    }

    /// A whole element that holds only text.
    pub fn element(&mut self, name: &'static str, attributes: &[(&'static str, &str)], text: &str) -> &mut Self {
        self.open(name, attributes).text(text).close(name)
    }

    /// A whole element that holds only text, where there is one.
    pub fn optional(&mut self, name: &'static str, class: &str, text: Option<&str>) -> &mut Self {
        if let Some(text) = text {
            self.element(name, &[("class", class)], text);
        }
        self
    }

    /// An instant to the second, as people and machines read it.
    pub fn time(&mut self, at: Timestamp) -> &mut Self {
        self.element("time", &[("datetime", &at.rfc3339())], &at.date_time_seconds())
    }

    /// The markup.
    pub fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn no_text_becomes_markup() {
        let mut markup = Markup::default();
        let evil = "\"><script>alert(1)</script>&amp;";
        markup.open("td", &[("class", evil)]).text(evil).close("td").element("b", &[], "x");
        let safe = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;";
        assert_eq!(markup.finish(), format!("<td class=\"{safe}\">{safe}</td><b>x</b>"));
    }
}
