//! The names of the elements of a clean text.

macro_rules! names {
    ($($name:ident $text:literal,)*) => {
        /// The name of an element of a clean text; h1, h5 and h6 are only in one that is being put together. The cleaner compares names
        /// all the time, and comparing numbers costs less of the wasm than comparing texts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Name {
            $(#[doc = concat!("`", $text, "`")] $name,)*
        }

        impl Name {
            /// The name in small letters, as HTML has it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

names! {
    A "a",
    Abbr "abbr",
    B "b",
    Blockquote "blockquote",
    Br "br",
    Caption "caption",
    Cite "cite",
    Code "code",
    Dd "dd",
    Del "del",
    Div "div",
    Dl "dl",
    Dt "dt",
    Em "em",
    Figcaption "figcaption",
    Figure "figure",
    H1 "h1",
    H2 "h2",
    H3 "h3",
    H4 "h4",
    H5 "h5",
    H6 "h6",
    Hr "hr",
    I "i",
    Img "img",
    Ins "ins",
    Li "li",
    Ol "ol",
    P "p",
    Pre "pre",
    S "s",
    Strong "strong",
    Sub "sub",
    Sup "sup",
    Table "table",
    Tbody "tbody",
    Td "td",
    Th "th",
    Thead "thead",
    Tr "tr",
    Ul "ul",
}
