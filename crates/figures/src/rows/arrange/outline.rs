//! How deep each row stands: by its number (`I`, `1`, `1.2`) and by its text ("Trong đó: …").

use super::{TableRow, compare, sum};
use crate::rows::labels::{Label, Ordinal};

/// The most rows after "Trong đó" that are tried as parts.
const MAX_PARTS: usize = 50;

/// A row in the outline of a table.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// The row's index in the list of rows.
    pub at: usize,
    pub depth: usize,
    /// Whether the row is a part of the field above it: "Trong đó: Khai sinh".
    pub is_part: bool,
    /// Whether it is not certain that the row is no part of a field above it.
    pub is_doubtful: bool,
}

/// The rows that are no totals, in order.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    pub nodes: Vec<Node>,
}

impl Outline {
    pub(super) fn is_flat(&self) -> bool {
        self.nodes.iter().filter(|node| !node.is_part).all(|node| node.depth == 0)
    }

    /// The nodes directly below a node, as indexes in `nodes`.
    pub(super) fn children(&self, parent: usize) -> Vec<usize> {
        let below = parent + 1
            ..(parent + 1..self.nodes.len())
                .find(|other| self.nodes[*other].depth <= self.nodes[parent].depth)
                .unwrap_or(self.nodes.len());
        let depth = below.clone().map(|at| self.nodes[at].depth).min();
        below.filter(|at| Some(self.nodes[*at].depth) == depth).collect()
    }

    /// The nodes that stand under no other, as indexes in `nodes`.
    pub(super) fn top(&self) -> Vec<usize> {
        let mut top = Vec::new();
        let mut depth = usize::MAX;
        for (at, node) in self.nodes.iter().enumerate() {
            if node.depth <= depth {
                depth = node.depth;
                top.push(at);
            }
        }
        top
    }
}

/// Reads the outline from numbers and texts.
pub(super) fn of(rows: &[TableRow], named: &[usize], totals: &[usize]) -> Outline {
    let numbers = || named.iter().map(|at| rows[*at].ordinal);
    let has_sections =
        numbers().any(|ordinal| ordinal == Ordinal::Section) && numbers().any(|ordinal| ordinal != Ordinal::Section);
    let is_numbered = numbers().any(|ordinal| matches!(ordinal, Ordinal::Number { .. } | Ordinal::Section));
    let shallowest = numbers()
        .filter_map(|ordinal| if let Ordinal::Number { depth, .. } = ordinal { Some(depth) } else { None })
        .min()
        .unwrap_or(1);
    let base = usize::from(has_sections);
    let all_dashed = named.iter().all(|at| rows[*at].label == Label::Dashed);
    let mut nodes: Vec<Node> = Vec::new();
    // The depth of the last row that is a field or group, and whether parts of it have begun.
    let (mut last, mut is_in_parts) = (None, false);
    for at in named.iter().copied() {
        let row = &rows[at];
        let below = |last: Option<usize>| last.map_or(base, |depth| depth + 1);
        let (depth, is_part) = match (row.ordinal, row.label) {
            (_, Label::PartOfAbove) => {
                is_in_parts = true;
                (below(last), last.is_some())
            }
            (_, Label::Dashed) if !all_dashed && last.is_some() => (below(last), true),
            (Ordinal::Below, _) if last.is_some() => (below(last), true),
            (Ordinal::Section, _) => {
                is_in_parts = false;
                (0, false)
            }
            (Ordinal::Number { depth, .. }, _) => {
                is_in_parts = false;
                (base + depth - shallowest, false)
            }
            // In a table whose rows have numbers, a row without one goes on with the parts.
            (Ordinal::Missing, _) if is_in_parts && is_numbered => (below(last), last.is_some()),
            _ => (base, false),
        };
        if !is_part {
            last = Some(depth);
        }
        nodes.push(Node { at, depth, is_part, is_doubtful: false });
    }
    let mut outline = Outline { nodes };
    if !is_numbered {
        extend_parts(rows, &mut outline, totals);
    }
    outline
}

/// Without numbers of rows, nothing says where "Trong đó: Khai sinh, Khai tử" ends but the sums: of the parts, or of all fields.
fn extend_parts(rows: &[TableRow], outline: &mut Outline, totals: &[usize]) {
    let starts: Vec<usize> = (1..outline.nodes.len())
        .filter(|at| {
            let node = &outline.nodes[*at];
            rows[node.at].label == Label::PartOfAbove && node.is_part && !outline.nodes[at - 1].is_part
        })
        .collect();
    for start in starts {
        let parent = outline.nodes[start - 1].at;
        let end = (start + 1..outline.nodes.len())
            .find(|at| outline.nodes[*at].is_part)
            .map_or(outline.nodes.len(), |next| next - 1)
            .clamp(start + 1, start + MAX_PARTS);
        let run: Vec<usize> = outline.nodes[start..end.min(outline.nodes.len())].iter().map(|node| node.at).collect();
        let parent_counts = &rows[parent].counts;
        let is_whole = |count: &usize| compare(&sum(rows, &run[..*count]), parent_counts).is_equal();
        let is_total = |count: &usize| {
            let others = outline
                .nodes
                .iter()
                .enumerate()
                .filter(|(at, node)| !node.is_part && (*at < start || *at >= start + *count));
            let others: Vec<usize> = others.map(|(_, node)| node.at).collect();
            totals.iter().any(|total| compare(&sum(rows, &others), &rows[*total].counts).is_equal())
        };
        let fits = (1..=run.len()).find(is_total).or_else(|| (1..=run.len()).find(is_whole));
        let depth = outline.nodes[start].depth;
        match fits {
            Some(count) => outline.nodes[start..start + count].iter_mut().for_each(|node| {
                node.depth = depth;
                node.is_part = true;
            }),
            None => outline.nodes[start + 1..end].iter_mut().for_each(|node| node.is_doubtful = true),
        }
    }
}
