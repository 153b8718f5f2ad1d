//! HTML as text, escaped while it is written.

use crate::Action;
use std::fmt::{self, Display, Write};

/// HTML that is being written. Every value in it has been escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// Markup that consists of one text, escaped.
    pub fn text(text: impl Display) -> Self {
        let mut out = Self::default();
        out.put(format_args!("{}", Escaped(text)));
        out
    }

    /// Appends what [`draw!`](crate::draw!) has escaped. Not to be called by anything else.
    #[doc(hidden)]
    pub fn put(&mut self, escaped: fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.0.write_fmt(escaped);
    }

    /// Appends other markup.
    pub fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// Appends the attributes `data-do` and `value` that make an element request this action.
    pub fn put_action(&mut self, action: &impl Action) {
        let (name, value) = action.parts();
        crate::draw!(self, " data-do='{}' value='{}'", name, value);
    }

    /// The markup so far.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup as a string.
    #[must_use]
    pub fn finish(self) -> String {
        self.0
    }
}

/// A value as text between tags, or within a quoted attribute: `&`, `<`, `>` and both quotes are escaped.
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
        // Slicing by index can panic, and the panic's message would add 3 kB to the widget's wasm.
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

/// Appends to a [`Markup`]: `draw!(out, "<td class='{}'>{}</td>", class, text)`. The markup is a literal, and every value
/// is escaped.
///
/// The values are positional: `concat!` keeps the literal from capturing a variable (`{name}`), which would not be escaped.
#[macro_export]
macro_rules! draw {
    ($out:expr, $markup:literal $(, $value:expr)* $(,)?) => {
        $out.put(format_args!(concat!($markup) $(, $crate::Escaped(&$value))*))
    };
}

/// [`draw!`] in one of two languages: `draw_in!(language, out, "<p>Từ {}</p>", "<p>From {}</p>", date)`. The values are the
/// same for both; `language` is anything with a method `is_english() -> bool`.
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
    use crate::{Action, Markup};

    const EVIL: &str = "\"'><script>&amp;";
    const SAFE: &str = "&quot;&#39;&gt;&lt;script&gt;&amp;amp;";

    #[test]
    fn no_value_becomes_markup() {
        let mut out = Markup::default();
        draw!(out, "<td class='{}'>{}</td>", EVIL, EVIL);
        draw!(out, "<b>{}</b>", 5);
        assert_eq!(out.finish(), format!("<td class='{SAFE}'>{SAFE}</td><b>5</b>"));
        assert_eq!(Markup::text(EVIL).as_str(), SAFE);
    }

    struct Rename(String);

    impl Action for Rename {
        fn parts(&self) -> (&'static str, String) {
            ("rename", self.0.clone())
        }

        fn from_parts(name: &str, value: &str) -> Option<Self> {
            (name == "rename").then(|| Self(value.to_owned()))
        }
    }

    #[test]
    fn an_action_is_written_as_two_escaped_attributes() {
        let mut out = Markup::default();
        draw!(out, "<button");
        out.put_action(&Rename(EVIL.to_owned()));
        draw!(out, "></button>");
        assert_eq!(out.finish(), format!("<button data-do='rename' value='{SAFE}'></button>"));
    }
}
