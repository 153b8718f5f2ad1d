//! The shape of a page's nodes, by which `boot.js` sees whether anybody changed the page before the program starts.

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::borrow::Cow;

/// The shape of the nodes that a browser makes of `markup` inside the app's element, as a number in base 36. `shape` in `src/boot.js`
/// computes the same: for each node its name, then its children, then 1, each multiplied into 32 bits. The children of an
/// element with the class `prose` are left out, because the program does not walk the text of an article.
pub(crate) fn shape(markup: &str) -> String {
    shape_of(&without_prose(markup))
}

/// The shape of the nodes of `markup`, all of which is parsed.
fn shape_of(markup: &str) -> String {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let parsed = parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false);
    let document = parsed.one(markup).document;
    let mut hash = 0_u32;
    // The parser puts a fragment into an element of its own.
    for container in document.children.borrow().iter() {
        add_children(container, &mut hash);
    }
    base_36(hash)
}

/// The markup without what is in elements with the class `prose`, which is most of a page, and need not be parsed. What is in them was
/// cleaned, so every `<` there begins a tag, and every element that is not empty has its end.
fn without_prose(markup: &str) -> Cow<'_, str> {
    let (mut short, mut rest) = (String::new(), markup);
    while let Some((before, inside)) = split_after(rest, PROSE) {
        // Without an end, the parser decides.
        let Some(length) = length_of_content(inside) else { break };
        short.push_str(before);
        rest = &inside[length..];
    }
    if short.is_empty() { Cow::Borrowed(markup) } else { Cow::Owned(short + rest) }
}

/// The beginning of the element that `RichText` draws.
const PROSE: &str = "<div class=\"prose\">";

/// A text as far as the end of `part`, and what follows.
fn split_after<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    text.split_at_checked(text.find(part)? + part.len())
}

/// The length of the content of a `div`, given what follows its first tag; `None` if it has no end.
fn length_of_content(text: &str) -> Option<usize> {
    let mut depth = 1;
    for (at, _) in text.match_indices('<') {
        let tag = &text.as_bytes()[at + 1..];
        if tag.starts_with(b"/div>") {
            depth -= 1;
        } else if tag.starts_with(b"div") && matches!(tag.get(3), Some(b' ' | b'>')) {
            depth += 1;
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn add_children(node: &Handle, hash: &mut u32) {
    let mut add = |code: u32| *hash = hash.wrapping_mul(31).wrapping_add(code);
    let mut open: Vec<(Handle, usize)> = vec![(node.clone(), 0)];
    while let Some((parent, place)) = open.last_mut() {
        let Some(child) = parent.children.borrow().get(*place).cloned() else {
            open.pop();
            // The outermost element is not one of the app's nodes.
            if !open.is_empty() {
                add(1);
            }
            continue;
        };
        *place += 1;
        name(&child).chars().map(u32::from).for_each(&mut add);
        if is_prose(&child) {
            add(1);
        } else {
            open.push((child, 0));
        }
    }
}

/// A node's name as `Node.nodeName` gives it (DOM Standard, §4.4).
fn name(node: &Handle) -> String {
    match &node.data {
        NodeData::Element { name, .. } if name.ns == ns!(html) => name.local.to_ascii_uppercase().to_string(),
        NodeData::Element { name, .. } => name.local.to_string(),
        NodeData::Comment { .. } => "#comment".to_owned(),
        _ => "#text".to_owned(),
    }
}

fn is_prose(node: &Handle) -> bool {
    let NodeData::Element { attrs, .. } = &node.data else { return false };
    attrs.borrow().iter().any(|attribute| &*attribute.name.local == "class" && &*attribute.value == "prose")
}

/// A number as JavaScript's `toString(36)` writes it.
fn base_36(mut number: u32) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit(number % 36, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{base_36, shape, shape_of, without_prose};
    use proptest::prelude::*;
    use trangxa_model::Html;

    #[test]
    fn texts_and_attributes_do_not_matter() {
        let page = shape("<p class=\"a\">Một</p><!----><p>Hai</p>");
        assert_eq!(page, shape("<p>One</p><!-- x --><p lang=\"en\">Two</p>"));
        assert_eq!(shape("<div class=\"prose\"></div>"), shape("<div class=\"prose\"><p>0236 123</p></div>"));
    }

    #[test]
    fn every_node_matters() {
        let pages = [
            "",
            "<p>Một</p>",
            "<p></p>",
            "<p>Một</p><!---->",
            "<p>Một<!----></p>",
            "<p><!---->Một</p>",
            "<p><font>Một</font></p>",
            "<p><b></b><i></i></p>",
            "<p><b><i></i></b></p>",
            "<p>Một</p><p>Hai</p>",
            "<svg><path/></svg>",
            "<div><p>\u{0}</p></div>",
        ];
        let mut shapes: Vec<String> = pages.iter().map(|page| shape(page)).collect();
        shapes.sort();
        shapes.dedup();
        assert_eq!(shapes.len(), pages.len(), "{shapes:?}");
    }

    #[test]
    fn the_text_of_an_article_is_not_parsed() {
        let page = "<div class=\"page\"><div class=\"prose\"><div><p>1 &lt;/div&gt;</p></div><div class=\"scroll\"></div></div><p></p></div>";
        assert_eq!(without_prose(page), "<div class=\"page\"><div class=\"prose\"></div><p></p></div>");
        let two = "<div class=\"prose\"><p></p></div><div class=\"prose\"><b></b></div>";
        assert_eq!(without_prose(two), "<div class=\"prose\"></div><div class=\"prose\"></div>");
        for whole in ["<div class=\"prose\"><divan></divan>", "<div class=\"column prose\"><p></p></div>", ""] {
            assert_eq!(without_prose(whole), whole, "nothing is left out");
        }
    }

    proptest! {
        /// Whatever an article contains, its page has the shape that a browser sees.
        #[test]
        fn the_shape_is_that_of_the_whole_page(
            pieces in proptest::collection::vec(prop_oneof![
                Just("<div>"), Just("</div>"), Just("<p>"), Just("<table><tr><td>"), Just("</table>"), Just("<pre>\n"), Just("</pre>"),
                Just("<img src=\"/a.jpg\" alt=\"</div><div>\">"), Just("<a href=\"/x\">"), Just("</a>"), Just("text </div"), Just("<!-- -->"),
                Just("<div class=\"prose\">"), Just("<DIV class=prose>"), Just("&lt;/div&gt;"), Just("<blockquote>"), Just("<ul><li>"), Just("<script>"),
            ], 0..12),
        ) {
            let content = Html::Raw { html: pieces.concat(), base: "/".to_owned() };
            let clean = crate::clean(&content, &|_| None);
            let page = format!("<article><h1>A</h1><div class=\"prose\">{clean}</div><footer><!----></footer></article>");
            prop_assert_eq!(shape(&page), shape_of(&page));
        }
    }

    #[test]
    fn numbers_are_written_as_javascript_does() {
        assert_eq!([0, 35, 36, u32::MAX].map(base_36), ["0", "z", "10", "1z141z3"]);
    }
}
