//! The languages that figures are read in.

/// A language of readers.
///
/// Without the feature `english` there is no choice: the type is empty, what it is handed to weighs not a byte more, and no
/// English word is linked. The portal is built so; only the widget's frame speaks English.
///
/// Which sentence is said when is decided once for both: its two wordings stand side by side.
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
    /// Every language there is.
    pub const ALL: &[Self] = &[
        Self::Vietnamese,
        #[cfg(feature = "english")]
        Self::English,
    ];

    /// Whether it is English.
    pub const fn is_english(self) -> bool {
        !matches!(self, Self::Vietnamese)
    }

    /// The one of two wordings that is in this language.
    pub fn pick<T>(self, vietnamese: T, english: T) -> T {
        if self.is_english() { english } else { vietnamese }
    }

    /// What an English noun ends in after a number.
    pub(crate) fn plural(value: u64) -> &'static str {
        if value == 1 { "" } else { "s" }
    }
}

/// `say!(language, "{n} hồ sơ", "{n} applications")`: [`format!`] with the wording in this language. What stands after the two
/// is for both.
#[macro_export]
macro_rules! say {
    ($language:expr, $vietnamese:literal, $english:literal $(, $value:expr)* $(,)?) => {
        if $language.is_english() { format!($english $(, $value)*) } else { format!($vietnamese $(, $value)*) }
    };
}
