//! What a clean text may cost in time and memory.

/// How deep elements may be nested. A deeper element is removed and its content stays.
pub const MAX_DEPTH: usize = 64;
/// How deep inline elements, such as `b`, may be nested. A deeper one is removed and its content stays.
pub const MAX_INLINE_DEPTH: usize = 32;
/// How many elements a clean text may have. Further ones are removed and their content stays.
pub const MAX_ELEMENTS: usize = 20_000;
/// How many nodes of the parser's tree are read. The rest of the text is dropped.
pub const MAX_NODES: usize = 200_000;
