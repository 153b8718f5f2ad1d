//! What the columns of a list can mean.

use std::fmt::Debug;

/// What a column of a list can mean.
pub trait Role: Copy + Debug + Eq + 'static {
    /// The names of the meanings in a mapping file, each with a usual name of the column. The empty name is that of [`IGNORED`](Self::IGNORED).
    const NAMES: &'static [(&'static str, Self, &'static str)];
    /// The meaning of a column that is known and has no place on the site.
    const IGNORED: Self;

    /// The meaning of a column with these names, the group first; `None` if they are not known.
    fn of(path: &[&str]) -> Option<Self>;

    /// Whether a header is one of such a list. `has` says whether a column has a meaning, `known` how many columns have one.
    fn is_list(has: &dyn Fn(Self) -> bool, known: usize) -> bool;

    /// What becomes of the column, for the report; `None` if that goes without saying.
    fn becomes(self) -> Option<String>;
}
