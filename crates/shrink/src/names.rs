//! Short names.

const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// All names of one letter, then all of two letters, and so on.
pub(crate) fn short_names() -> impl Iterator<Item = String> {
    (0_usize..).map(|number| {
        let mut name = Vec::new();
        let mut rest = number + 1;
        while rest > 0 {
            name.push(char::from(LETTERS[(rest - 1) % LETTERS.len()]));
            rest = (rest - 1) / LETTERS.len();
        }
        name.iter().rev().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::short_names;
    use std::collections::HashSet;

    #[test]
    fn names_are_short_and_different() {
        let names: Vec<String> = short_names().take(60).collect();
        assert_eq!([&names[0], &names[51], &names[52], &names[53]], ["a", "Z", "aa", "ab"]);
        assert_eq!(short_names().take(52 + 52 * 52).filter(|name| name.len() > 2).count(), 0);
        assert_eq!(short_names().take(5_000).collect::<HashSet<_>>().len(), 5_000);
    }
}
