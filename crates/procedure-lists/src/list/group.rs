//! Rows that stand over the procedures of a field or of a level: "I. LĨNH VỰC HỘ TỊCH", "B. Thủ tục hành chính cấp xã".

use crate::level::Level;
use trangxa_sheets::fold;

/// What a row says of the procedures below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// They belong to this field of administration.
    Field(String),
    /// They are carried out by this level.
    Level(Level),
}

impl Group {
    /// Reads the only text of a row.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let words = fold::words(text);
        if !words.contains("linh vuc")
            && let Some(level) = Level::named_in(&words)
        {
            return Some(Self::Level(level));
        }
        let text = after_number(text);
        // "Lĩnh vực Hộ tịch (12 thủ tục)"
        let text = text.split_once('(').map_or(text, |(before, _)| before).trim();
        let name = match text.char_indices().nth("lĩnh vực".chars().count()) {
            Some((end, _)) if fold::words(&text[..end]) == "linh vuc" => &text[end..],
            _ => text,
        };
        let name = name.trim_matches(|c: char| !c.is_alphanumeric());
        (name.chars().filter(|c| c.is_alphabetic()).count() > 1).then(|| Self::Field(as_name(name)))
    }
}

/// Whether a text numbers a group and not a procedure: I, II, A, B.
pub(crate) fn is_group_number(text: &str) -> bool {
    let text = text.trim_matches(['.', ')', '/', '-', ' ']);
    let is_roman = text.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    !text.is_empty() && (is_roman || text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// Whether a text numbers a row.
pub(crate) fn is_number(text: &str) -> bool {
    is_group_number(text) || !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// A text without the number before it: "I. Lĩnh vực hộ tịch".
fn after_number(text: &str) -> &str {
    match text.split_once(['.', ')', '/', '-', ':']) {
        Some((number, rest)) if is_number(number.trim()) => after_number(rest.trim()),
        _ => text,
    }
}

/// The name of a field that may be in capital letters.
fn as_name(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut letters = name.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_fields_or_levels() {
        let field = |name: &str| Some(Group::Field(name.to_owned()));
        assert_eq!(Group::of("I. LĨNH VỰC HỘ TỊCH"), field("Hộ tịch"));
        assert_eq!(Group::of("1.2. Lĩnh vực: Chứng thực (12 thủ tục)"), field("Chứng thực"));
        assert_eq!(Group::of("Đất đai"), field("Đất đai"));
        assert_eq!(Group::of("B. THỦ TỤC HÀNH CHÍNH CẤP XÃ"), Some(Group::Level(Level::Commune)));
        assert_eq!(Group::of("A. Danh mục TTHC cấp tỉnh"), Some(Group::Level(Level::Other)));
        assert_eq!(Group::of("Cấp phép xây dựng"), field("Cấp phép xây dựng"), "this is no level");
        assert_eq!(Group::of("12"), None);
        assert!(is_group_number("IV.") && is_group_number("A") && !is_group_number("12") && is_number("1.2"));
    }
}
