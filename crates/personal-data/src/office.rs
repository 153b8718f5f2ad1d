//! The office whose own numbers are no personal data.

/// The office that publishes the document: its own telephones are no personal data.
#[derive(Clone, Debug, Default)]
pub struct Office {
    phones: Vec<String>,
}

impl Office {
    /// An office with the telephone numbers that stand in a text, as people write them: `0220.3822.123 - 0912 345 678`.
    #[must_use]
    pub fn with_phones(text: &str) -> Self {
        let parts = text.split(['/', ',', ';']).flat_map(|part| part.split(" - "));
        let digits = parts.map(|part| part.chars().filter(char::is_ascii_digit).collect::<String>());
        Self { phones: digits.filter(|digits| digits.len() >= 8).collect() }
    }

    /// Whether a number of these digits is the office's.
    pub(crate) fn has(&self, digits: &str) -> bool {
        self.phones.iter().any(|phone| phone == digits)
    }
}
