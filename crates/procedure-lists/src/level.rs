//! The levels of administration (cấp thực hiện) that carry out a procedure.

use trangxa_sheets::fold;

/// Whether a commune carries out a procedure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Level {
    /// Nothing says so, and nothing denies it.
    #[default]
    Unsaid,
    /// Communes, among others perhaps.
    Commune,
    /// Only other levels.
    Other,
}

/// Words for a commune.
const COMMUNE: [&str; 4] = ["xa", "phuong", "thi tran", "dac khu"];
/// Words for the other levels.
const OTHERS: [&str; 8] = ["tinh", "thanh pho", "huyen", "quan", "trung uong", "bo", "so", "khac"];

impl Level {
    /// What a text such as "Cấp Tỉnh; Cấp Xã" says.
    pub(crate) fn of(text: &str) -> Self {
        if has_word(text, &COMMUNE) {
            Self::Commune
        } else if fold::words(text).is_empty() {
            Self::Unsaid
        } else {
            Self::Other
        }
    }

    /// Whether the name of a column is that of a level alone, "Xã", and then which.
    pub(crate) fn of_column(name: &str) -> Option<Self> {
        let words = fold::words(name);
        let words = words.strip_prefix("cap ").unwrap_or(&words);
        let is_of = |known: &[&str]| words.split(' ').count() <= 4 && has_word(words, known);
        if is_of(&COMMUNE) { Some(Self::Commune) } else { is_of(&OTHERS).then_some(Self::Other) }
    }

    /// The level that a title names, "DANH MỤC THỦ TỤC CẤP XÃ", as [`fold::words`].
    pub(crate) fn named_in(words: &str) -> Option<Self> {
        let padded = format!("{words} ");
        let names = |known: &[&str]| known.iter().any(|word| padded.contains(&format!("cap {word} ")));
        if names(&COMMUNE) { Some(Self::Commune) } else { names(&OTHERS).then_some(Self::Other) }
    }

    /// What two sources say together: where one of them names communes, they carry it out.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Commune, _) | (_, Self::Commune) => Self::Commune,
            (Self::Other, _) | (_, Self::Other) => Self::Other,
            (Self::Unsaid, Self::Unsaid) => Self::Unsaid,
        }
    }
}

fn has_word(text: &str, known: &[&str]) -> bool {
    let padded = format!(" {} ", fold::words(text));
    known.iter().any(|word| padded.contains(&format!(" {word} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_told_by_its_words() {
        for text in ["Cấp Xã", "CẤP TỈNH; CẤP XÃ", "UBND xã, phường", "Cấp xã/phường/thị trấn", "Đặc khu"]
        {
            assert_eq!(Level::of(text), Level::Commune, "{text}");
        }
        for text in ["Cấp Tỉnh", "Cấp Huyện", "Cấp Bộ; Cơ quan khác"] {
            assert_eq!(Level::of(text), Level::Other, "{text}");
        }
        assert_eq!(Level::of(" "), Level::Unsaid);
        assert_eq!([Level::of_column("Xã"), Level::of_column("Cấp tỉnh")], [Some(Level::Commune), Some(Level::Other)]);
        assert_eq!(Level::of_column("Ghi chú"), None);
        assert_eq!(Level::Other.and(Level::Commune), Level::Commune);
        assert_eq!(Level::Unsaid.and(Level::Other), Level::Other);
    }
}
