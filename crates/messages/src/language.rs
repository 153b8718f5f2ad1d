//! The language in which a program speaks.

use std::sync::atomic::{AtomicBool, Ordering};

/// A language of the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// The language of clerks and residents.
    Vietnamese,
    /// The language of logs and tests.
    English,
}

impl Language {
    /// The language for the locale of a person, such as `en-US` or `vi_VN.UTF-8`. It is English for the English ones, and Vietnamese for all others.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let name = locale.split(['-', '_', '.', '@']).next().unwrap_or_default();
        if name.eq_ignore_ascii_case("en") { Self::English } else { Self::Vietnamese }
    }

    /// The language with this code, `vi` or `en`.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "vi" => Some(Self::Vietnamese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The code of the language: `vi` or `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }
}

/// Whether the process speaks Vietnamese.
static IS_VIETNAMESE: AtomicBool = AtomicBool::new(false);

/// The language of this process: English until [`set_language`] is called.
#[must_use]
pub fn language() -> Language {
    if IS_VIETNAMESE.load(Ordering::Relaxed) { Language::Vietnamese } else { Language::English }
}

/// Sets the language of this process. A program does so once, before it says anything.
pub fn set_language(language: Language) {
    IS_VIETNAMESE.store(language == Language::Vietnamese, Ordering::Relaxed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_english_locales_are_english() {
        for locale in ["en", "en-US", "en_GB.UTF-8", "EN"] {
            assert_eq!(Language::of_locale(locale), Language::English, "{locale}");
        }
        for locale in ["vi-VN", "vi_VN.UTF-8", "C", "C.UTF-8", "POSIX", "", "fr-FR", "eng", "enm"] {
            assert_eq!(Language::of_locale(locale), Language::Vietnamese, "{locale}");
        }
    }

    #[test]
    fn a_code_names_its_language() {
        for language in [Language::Vietnamese, Language::English] {
            assert_eq!(Language::parse(language.code()), Some(language));
        }
        assert_eq!(Language::parse("fr"), None);
    }
}
