//! A segment: words, and where in a space of positions each stands.
//!
//! Bytes: the version and a free byte (by which two files with one name can be told apart), then numbers (see `bits`): the size of
//! the space (32 bits); then for each key: a bit that says that there is one, the number of bytes that it shares with the key before
//! it, the number of further bytes, these (5 bits for a letter; 26 and 4 bits for a digit; 27 and 8 bits for another byte), a bit
//! that says whether the key occurs without marks elsewhere, and the number of its forms less one; then for each form: the
//! difference of its marks from the form before it, less one, the number of its positions less one, and the gaps between these.

use crate::bits::{Bits, COUNT, FORMS, Gaps, HAS_MORE, IS_ELSEWHERE, LETTER, LETTERS, MARKS, SHARED};
use crate::fold::MAX_LETTERS;
use crate::query::Query;
use crate::rank::merge;

/// The version of all files of an index. A reader of another version takes no file.
pub(crate) const VERSION: u8 = 2;

/// The longest key has so many bytes.
const MAX_BYTES: usize = 4 * MAX_LETTERS;

/// Adds what a segment knows to `lists`, one for each word of the query: its positions in ascending order, moved by `base`; of
/// each position the double, plus one if the marks are those that were typed. In `here` it sets the bit of each word that was typed
/// without marks and that no later segment has in that form. `None` if the bytes are no segment, or damaged; what was read until
/// then is added.
pub(crate) fn find(
    bytes: &[u8],
    query: &Query,
    is_relaxed: bool,
    base: u32,
    lists: &mut [Vec<u32>],
    here: &mut u16,
) -> Option<()> {
    if bytes.first() != Some(&VERSION) {
        return None;
    }
    let mut bits = Bits::new(bytes.get(2..)?);
    let space = bits.take(32);
    let mut key = Vec::new();
    let mut positions = Vec::new();
    while bits.bit(HAS_MORE) == 1 {
        key.truncate(bits.number(SHARED, 0)? as usize);
        for _ in 0..bits.number(LETTERS, 0)? {
            if key.len() > MAX_BYTES {
                return None;
            }
            key.push(match bits.symbol(LETTER) as u8 {
                letter @ 0..26 => b'a' + letter,
                26 => b'0' + bits.take(4) as u8,
                _ => bits.take(8) as u8,
            });
        }
        let is_elsewhere = bits.bit(IS_ELSEWHERE) == 1;
        for (number, term) in query.terms.iter().enumerate() {
            if term.marks == 0 && key == term.key.as_bytes() {
                *here |= u16::from(!is_elsewhere) << number;
            }
        }
        let forms = bits.number(FORMS, 0)?;
        let mut marks = 0_u32;
        for form in 0..=forms {
            marks = marks.checked_add(bits.number(MARKS, 0)?)?.checked_add(u32::from(form != 0))?;
            let count = bits.number(COUNT, 0)?.checked_add(1)?;
            let mut gaps = Gaps::new(space, count);
            let mut next = 0_u32;
            positions.clear();
            for _ in 0..count {
                let position = next.checked_add(bits.gap(&mut gaps)?)?;
                next = position.checked_add(1)?;
                positions.push(position.checked_add(base)?.checked_mul(2)?);
            }
            for (number, list) in lists.iter_mut().enumerate() {
                if let Some(is_exact) = query.matches(number, &key, marks, is_relaxed) {
                    for position in &mut positions {
                        *position = *position & !1 | u32::from(is_exact);
                    }
                    merge(list, &positions);
                }
            }
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{VERSION, find};
    use crate::bits::{Bits, COUNT};
    use crate::query::Query;
    use proptest::prelude::*;

    proptest! {
        /// No bytes make it panic or go on for long, and what it reads is in order.
        #[test]
        fn any_bytes(bytes: Vec<u8>, base: u32, query in "[a-c ]{0,5}") {
            let query = Query::parse(&query, true);
            let mut lists = vec![Vec::new(); query.terms.len()];
            let mut here = 0;
            let mut all = vec![VERSION, 0];
            all.extend(&bytes);
            let _ = find(&all, &query, true, base, &mut lists, &mut here);
            for list in lists {
                prop_assert!(list.is_sorted());
                prop_assert!(list.len() < 200 * (all.len() + 8));
            }
            let mut bits = Bits::new(&bytes);
            let numbers = std::iter::from_fn(|| bits.number(COUNT, 0)).count();
            prop_assert!(numbers < 200 * (all.len() + 8));
        }
    }
}
