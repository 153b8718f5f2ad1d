//! Makes links of the addresses that stand in a text as they are.

use crate::letters::is_letter;
use crate::limits::Budget;
use crate::name::Name;
#[cfg(not(target_family = "wasm"))]
use crate::telephone;
use crate::tree::Piece;
use crate::{allowed, url};
use std::ops::Range;

/// Makes links of the addresses in the texts of some pieces: `https://…`, `www.…`, addresses under `.gov.vn`, mail addresses, and
/// telephone numbers. Texts in links and in code stay as they are.
pub(crate) fn link_addresses(pieces: &mut Vec<Piece>, budget: &mut Budget) {
    for piece in std::mem::take(pieces) {
        match piece {
            Piece::Element(mut element) => {
                if !matches!(element.name, Name::A | Name::Code | Name::Pre) {
                    link_addresses(&mut element.children, budget);
                }
                pieces.push(Piece::Element(element));
            }
            Piece::Text(text) => match pieces.last_mut() {
                // Word processors cut words into several elements.
                Some(Piece::Text(before)) => before.push_str(&text),
                _ => pieces.push(Piece::Text(text)),
            },
            Piece::Boundary => pieces.push(piece),
        }
    }
    for piece in std::mem::take(pieces) {
        match piece {
            Piece::Text(text) => split(text, pieces, budget),
            piece => pieces.push(piece),
        }
    }
}

/// Adds a text with links for its addresses.
fn split(text: String, pieces: &mut Vec<Piece>, budget: &mut Budget) {
    let mut done = 0;
    let mut from = 0;
    let mut end = 0;
    while budget.has_elements() {
        // Behind an address the rest of its word follows.
        let is_rest = from < end;
        if !is_rest {
            let Some(word) = next_word(&text, from) else { break };
            (from, end) = (word.start, word.end);
        }
        let word = from..end;
        from = end;
        let address = address(&text[word.clone()], is_rest)
            .map(|(range, href)| (word.start + range.start..word.start + range.end, href))
            .or_else(|| number(&text, word, done));
        if let Some((range, href)) = address {
            if range.start > done {
                pieces.push(Piece::Text(text[done..range.start].to_owned()));
            }
            done = range.end;
            from = done;
            pieces.push(allowed::link(href, Piece::Text(text[range].to_owned())));
            budget.use_element();
        }
    }
    if done == 0 {
        pieces.push(Piece::Text(text));
    } else if done < text.len() {
        pieces.push(Piece::Text(text[done..].to_owned()));
    }
}

/// The telephone number that begins in a word, and where a link to it leads. Not in the browser: the search would add 1.3 kB to the wasm.
/// A text that the publisher has cleaned keeps its links there.
#[cfg(not(target_family = "wasm"))]
fn number(text: &str, word: Range<usize>, done: usize) -> Option<(Range<usize>, String)> {
    telephone::find(text, word, done)
}

#[cfg(target_family = "wasm")]
fn number(_: &str, _: Range<usize>, _: usize) -> Option<(Range<usize>, String)> {
    None
}

/// The first word at or behind `from`. A word ends at white space, quotation marks, and brackets that no address contains.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(|c| !ends_word(c))?;
    Some(start..start + text[start..].find(ends_word).unwrap_or(text.len() - start))
}

fn ends_word(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '"' | '<' | '>' | '[' | ']' | '{' | '}' | '|' | '`' | '«' | '»')
        // General and East Asian punctuation.
        || matches!(c, '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}')
}

/// The place of an address in a word, or in the rest of one behind an address, and where a link to it leads. Such a rest has no address with its
/// scheme, which would have been found first; to search each rest for one would take the square of the word's length.
fn address(word: &str, is_rest: bool) -> Option<(Range<usize>, String)> {
    let scheme = if is_rest { None } else { find(word, b"http://").or_else(|| find(word, b"https://")) };
    if scheme.is_none() && word.contains('@') {
        return mail(word);
    }
    let begin = scheme.or_else(|| find(word, b"www."));
    let start = begin.or_else(|| find(word, b".gov.vn").map(|end| end - name_before(word, end)))?;
    if word.get(..start)?.ends_with(is_letter) {
        return None;
    }
    let found = without_end(word.get(start..)?);
    let href = url::resolve("", &if scheme.is_some() { found.to_owned() } else { format!("http://{found}") })?;
    let host = url::cut(url::host(&href)?, &[':']).0;
    let is_found = is_host(host)
        && host.rsplit_once('.').is_some_and(|(labels, _)| labels != "www")
        && (begin.is_some() || host.ends_with(".gov.vn"));
    is_found.then(|| (start..start + found.len(), href))
}

/// Whether a host has at least two labels, and none is empty.
fn is_host(host: &str) -> bool {
    host.contains('.') && !host.split('.').any(str::is_empty)
}

/// The place of some bytes in a text, in any mix of cases. Searching for a string would add more to the wasm.
fn find(text: &str, wanted: &[u8]) -> Option<usize> {
    text.as_bytes().windows(wanted.len()).position(|it| it.eq_ignore_ascii_case(wanted))
}

/// An address without the punctuation of the sentence around it. A bracket belongs to it only if it is opened in it.
fn without_end(address: &str) -> &str {
    let count = |bracket| address.bytes().filter(|b| *b == bracket).count();
    let mut unopened = count(b')').saturating_sub(count(b'('));
    address.trim_end_matches(|c| {
        let is_unopened = c == ')' && unopened > 0;
        unopened -= usize::from(is_unopened);
        is_unopened || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~')
    })
}

/// The place of a mail address in a word, and where a link to it leads.
fn mail(word: &str) -> Option<(Range<usize>, String)> {
    let (before, after) = word.split_once('@')?;
    let start = before.len() - name_before(before, before.len());
    let host = after.split(|c| !is_of_name(c)).next()?.trim_end_matches(['.', '-']);
    let end = before.len() + 1 + host.len();
    // Old pages have addresses whose beginning was replaced by dots.
    let name = &before[start..];
    let is_name = !name.starts_with('.') && !name.ends_with('.') && !name.contains("..");
    let is_mail = is_host(host) && is_name && !name.is_empty() && !word.get(end..)?.starts_with('@');
    is_mail.then(|| (start..end, format!("mailto:{}", &word[start..end])))
}

/// The length of the name of a host or mailbox that ends at a place.
fn name_before(text: &str, end: usize) -> usize {
    text.get(..end).map_or(0, |text| text.bytes().rev().take_while(|byte| is_of_name(char::from(*byte))).count())
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+')
}
