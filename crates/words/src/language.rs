//! The languages of the sentences, and how a sentence is written in both.

use trangxa_model::number::Marks;

/// A language of readers.
///
/// Without the feature `english` the type has one value and no size: code that takes a language costs no byte, and no English
/// text is linked. The portal is built that way; only the widget's frame speaks English.
///
/// Each sentence has its two wordings side by side, so the decision which sentence to say is made once for both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vietnamese,
    /// English.
    #[cfg(feature = "english")]
    English,
}

impl Language {
    /// All languages of this build.
    pub const ALL: &[Self] = &[
        Self::Vietnamese,
        #[cfg(feature = "english")]
        Self::English,
    ];

    /// Whether it is English.
    #[must_use]
    pub const fn is_english(self) -> bool {
        !matches!(self, Self::Vietnamese)
    }

    /// The wording in this language.
    pub fn pick<T>(self, vietnamese: T, english: T) -> T {
        if self.is_english() { english } else { vietnamese }
    }

    /// The marks that this language writes in numbers.
    #[must_use]
    pub fn marks(self) -> Marks {
        self.pick(Marks::VIETNAMESE, Marks { thousands: ',', decimal: '.' })
    }

    /// The ending of an English noun after a number.
    pub(crate) fn plural_ending(count: u64) -> &'static str {
        if count == 1 { "" } else { "s" }
    }
}

/// `say!(language, "{n} hồ sơ", "{n} applications")`: [`format!`] with the wording in this language. Values after the two
/// wordings are for both.
#[macro_export]
macro_rules! say {
    ($language:expr, $vietnamese:literal, $english:literal $(, $value:expr)* $(,)?) => {
        if $language.is_english() { format!($english $(, $value)*) } else { format!($vietnamese $(, $value)*) }
    };
}
