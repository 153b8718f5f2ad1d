//! The shape of a page's nodes, by which `boot.js` sees whether anybody changed the page before the program starts.

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The shape of the nodes that a browser makes of `markup` inside the app's element, as a number in base 36. `shape` in `src/boot.js`
/// computes the same: for each node its name, then its children, then 1, each multiplied into 32 bits. The children of an
/// element with the class `prose` are left out, because the program does not walk the text of an article.
pub(crate) fn shape(markup: &str) -> String {
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
    use super::{base_36, shape};

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
    fn numbers_are_written_as_javascript_does() {
        assert_eq!([0, 35, 36, u32::MAX].map(base_36), ["0", "z", "10", "1z141z3"]);
    }
}
