//! Markup as text, for what is drawn by the hundred: the rows of tables, the columns of charts.
//!
//! A view of each would be a type of its own, and the code that builds, joins and updates it weighs about 1 kB in the wasm:
//! the dashboard as views took 49 kB of brotli. [`draw!`] keeps text from becoming markup: what is markup is a literal in the
//! source, and every value put into it is escaped.

use std::fmt::{self, Display, Write};

/// Markup that is being written.
#[derive(Default)]
pub struct Markup(String);

impl Markup {
    /// For [`draw!`] alone: what it is given has been escaped.
    pub fn put(&mut self, escaped: fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.0.write_fmt(escaped);
    }

    /// Adds markup that was drawn before.
    pub fn put_drawn(&mut self, drawn: &Self) {
        self.0.push_str(&drawn.0);
    }

    /// The markup.
    pub fn finish(self) -> String {
        self.0
    }
}

/// A value as text between tags or in a quoted attribute.
pub struct Escaped<T>(pub T);

impl<T: Display> Display for Escaped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{}", self.0)
    }
}

struct Escaping<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        // No slice that could panic: what it says would weigh 3 kB in the widget's frame.
        while let Some((before, from)) = rest.find(['&', '<', '>', '"', '\'']).and_then(|at| rest.split_at_checked(at))
        {
            self.0.write_str(before)?;
            self.0.write_str(match from.as_bytes().first() {
                Some(b'&') => "&amp;",
                Some(b'<') => "&lt;",
                Some(b'>') => "&gt;",
                Some(b'"') => "&quot;",
                _ => "&#39;",
            })?;
            rest = from.get(1..).unwrap_or_default();
        }
        self.0.write_str(rest)
    }
}

/// `draw!(out, "<td class='{}'>{}</td>", class, text)`: adds to a [`Markup`], every value escaped.
///
/// `concat!` forbids what would go around that: a name inside the braces.
#[macro_export]
macro_rules! draw {
    ($out:expr, $markup:literal $(, $value:expr)* $(,)?) => {
        $out.put(format_args!(concat!($markup) $(, $crate::Escaped(&$value))*))
    };
}

/// `draw_in!(language, out, "<p>Từ {}</p>", "<p>From {}</p>", date)`: [`draw!`] with the wording in this language. What stands
/// after the two is for both.
#[macro_export]
macro_rules! draw_in {
    ($language:expr, $out:expr, $vietnamese:literal, $english:literal $(, $value:expr)* $(,)?) => {
        if $language.is_english() {
            $crate::draw!($out, $english $(, $value)*)
        } else {
            $crate::draw!($out, $vietnamese $(, $value)*)
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::Markup;

    #[test]
    fn no_value_becomes_markup() {
        let mut out = Markup::default();
        let evil = "\"'><script>&amp;";
        draw!(out, "<td class='{}'>{}</td>", evil, evil);
        draw!(out, "<b>{}</b>", 5);
        let safe = "&quot;&#39;&gt;&lt;script&gt;&amp;amp;";
        assert_eq!(out.finish(), format!("<td class='{safe}'>{safe}</td><b>5</b>"));
    }
}
