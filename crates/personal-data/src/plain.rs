//! A text in plain ASCII: letters without their marks, one kind of dash, one kind of blank.

use trangxa_clean::letters::{base_letter, is_combining};

/// A text of which every character is one byte, so that places in it can be compared, cut and counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plain {
    /// The text with its capital letters.
    pub text: String,
    /// The same in small letters, at the same places.
    pub lower: String,
}

impl Plain {
    pub(crate) fn of(text: &str) -> Self {
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_ascii() && !c.is_ascii_control() {
                plain.push(c);
            } else if let Some(c) = replaced(c) {
                plain.push(c);
            }
        }
        Self { lower: plain.to_ascii_lowercase(), text: plain }
    }

    /// The byte at a place; a blank outside of the text.
    pub(crate) fn at(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(b' ')
    }

    /// The byte before a place; a blank at the beginning.
    pub(crate) fn before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(b' ', |at| self.at(at))
    }

    /// The small letters in a range, cut to the text.
    pub(crate) fn lower_in(&self, from: usize, to: usize) -> &str {
        self.lower.get(from..to.min(self.lower.len())).unwrap_or_default()
    }

    /// The small letters of at most `most` characters before a place.
    pub(crate) fn lower_before(&self, at: usize, most: usize) -> &str {
        self.lower_in(at.saturating_sub(most), at)
    }

    /// A part of the text.
    pub(crate) fn part(&self, from: usize, to: usize) -> Self {
        let text = self.text.get(from..to.min(self.text.len())).unwrap_or_default();
        Self { text: text.to_owned(), lower: self.lower_in(from, to).to_owned() }
    }

    /// The last characters of the text.
    pub(crate) fn last(&self, most: usize) -> Self {
        self.part(self.text.len().saturating_sub(most), self.text.len())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// The plain character for one that is not ASCII; `None` for one that shows nothing.
fn replaced(c: char) -> Option<char> {
    if is_combining(c) || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}') {
        return None;
    }
    if let Some(letter) = base_letter(c) {
        return Some(if c.is_uppercase() { letter.to_ascii_uppercase() } else { letter });
    }
    Some(match c {
        '\n' | '\r' | '\u{2028}' => '\n',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '“' | '”' | '«' | '»' => '"',
        '‘' | '’' | '´' => '\'',
        // With these people hide digits.
        '…' | '•' | '×' | '●' | '■' | '█' | '∗' | '＊' => '*',
        '０'..='９' => char::from(b'0' + u8::try_from(u32::from(c) - u32::from('０')).unwrap_or(0)),
        c if c.is_whitespace() || c.is_control() => ' ',
        _ => '?',
    })
}

#[cfg(test)]
mod tests {
    use super::Plain;

    #[test]
    fn letters_lose_their_marks_and_keep_their_case() {
        for text in ["Đặng Thị Ước\u{a0}– “ỷ”", "Đặng Thi\u{323} Ước\u{ad} — «y\u{309}»"] {
            assert_eq!(Plain::of(text).text, "Dang Thi Uoc - \"y\"");
            assert_eq!(Plain::of(text).lower, "dang thi uoc - \"y\"");
        }
        assert_eq!(Plain::of("０３０ 1•••2\t😀\r\n").text, "030 1***2 ?\n\n");
    }
}
