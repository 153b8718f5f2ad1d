//! The text of an article on the page, and where each of its sentences stands.

use trangxa_browser::document;
use trangxa_speech::utterances;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Node, Text};

/// The elements that begin a line. A sentence does not go beyond one.
const LINES: &str = " p li h1 h2 h3 h4 h5 h6 td th dt dd figcaption caption blockquote pre div figure br ";

/// A sentence, or a part of one, that is said at once.
pub(super) struct Sentence {
    /// What is said.
    pub says: String,
    /// Where it begins on the page: a text and the place in it, as ranges count.
    pub from: (Node, u32),
    /// Where it ends.
    pub to: (Node, u32),
}

/// What stands in one line of the article: its texts, each with where it begins in the line, in bytes.
#[derive(Default)]
struct Line {
    text: String,
    nodes: Vec<(usize, Node)>,
}

/// The sentences of the article that is shown: headline, summary and text, without what stands around them.
pub(super) fn sentences() -> Vec<Sentence> {
    let mut lines = vec![Line::default()];
    let roots = document().query_selector_all(".article > h1, .article > .standfirst, .article > .prose").ok();
    for root in roots.iter().flat_map(|list| (0..list.length()).filter_map(|i| list.get(i))) {
        collect(&root, &mut lines);
        lines.push(Line::default());
    }
    let of_line = |line: Line| {
        let said = utterances(&line.text);
        said.into_iter().filter_map(move |it| {
            Some(Sentence { says: it.says, from: line.place(it.from, true)?, to: line.place(it.to, false)? })
        })
    };
    lines.into_iter().flat_map(of_line).collect()
}

fn collect(node: &Node, lines: &mut Vec<Line>) {
    let mut next = node.first_child();
    while let Some(child) = next {
        if let Some(element) = child.dyn_ref::<Element>() {
            let is_line = LINES.contains(&[" ", &element.local_name(), " "].concat());
            if is_line {
                lines.push(Line::default());
            }
            collect(&child, lines);
            if is_line {
                lines.push(Line::default());
            }
        } else if child.is_instance_of::<Text>()
            && let (Some(line), Some(text)) = (lines.last_mut(), child.node_value())
        {
            line.nodes.push((line.text.len(), child.clone()));
            line.text.push_str(&text);
        }
        next = child.next_sibling();
    }
}

impl Line {
    /// The text that has a place of the line, and the place in it.
    fn place(&self, at: usize, begins: bool) -> Option<(Node, u32)> {
        let is_before = |start: usize| if begins { start <= at } else { start < at };
        let (start, node) = self.nodes.iter().rev().find(|(start, _)| is_before(*start))?;
        let before = self.text.get(*start..at)?;
        Some((node.clone(), before.encode_utf16().count() as u32))
    }
}
