//! What the name of an article's file says: its kind, its id, its date, and words for a title.

use trangxa_model::Timestamp;
use unicode_normalization::UnicodeNormalization as _;

/// The kind of an article's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `.md`
    Markdown,
    /// `.docx`
    Word,
}

impl FileKind {
    /// The kind of the file at a path; `None` if it is no article. Word's lock files (`~$x.docx`) and hidden files are none.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path);
        if name.starts_with(['~', '.']) {
            return None;
        }
        let (stem, ending) = name.rsplit_once('.')?;
        match ending {
            _ if stem.is_empty() => None,
            _ if ending.eq_ignore_ascii_case("md") => Some(Self::Markdown),
            _ if ending.eq_ignore_ascii_case("docx") => Some(Self::Word),
            _ => None,
        }
    }
}

/// What the name of an article's file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileName {
    /// The article's id: the name without its ending.
    pub id: String,
    /// The date with which the name begins, as `2026-11-28`.
    pub date: Option<String>,
    /// The rest of the name as words.
    pub words: String,
}

impl FileName {
    /// Reads the name of the file at a path.
    pub(crate) fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        // macOS separates marks from letters in names; the id is the same on every system.
        let id: String = stem.trim().nfc().collect();
        let (date, rest) = match dated(&id) {
            Some((date, rest)) => (Some(date), rest),
            None => (None, id.as_str()),
        };
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '.'));
        // Where words are separated by blanks, a hyphen is one.
        let has_blanks = rest.contains(char::is_whitespace);
        let words = if has_blanks { rest.to_owned() } else { rest.replace(['-', '_'], " ") };
        let mut letters = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(first) = letters.chars().next() {
            let capital: String = first.to_uppercase().collect();
            letters.replace_range(..first.len_utf8(), &capital);
        }
        Self { words: letters, date, id }
    }
}

/// The date at the start of a name and what follows it: `2026-11-28`, `20261128`, `28-11-2026`, also with dots, underscores or blanks.
fn dated(name: &str) -> Option<(String, &str)> {
    let (first, rest) = number(name)?;
    let (year, month, day, rest) = if first.len() == 8 {
        (&first[..4], &first[4..6], &first[6..], rest)
    } else {
        let (second, rest) = number(separated(rest)?)?;
        let (third, rest) = number(separated(rest)?)?;
        if second.len() > 2 {
            return None;
        }
        match (first.len(), third.len()) {
            (4, 1..=2) => (first, second, third, rest),
            (1..=2, 4) => (third, second, first, rest),
            _ => return None,
        }
    };
    let ends_here = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    let date = format!("{year}-{month:0>2}-{day:0>2}");
    (ends_here && Timestamp::parse(&date).is_some()).then_some((date, rest))
}

/// The digits at the start of a text, and the rest.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    (end > 0).then(|| text.split_at(end))
}

fn separated(text: &str) -> Option<&str> {
    text.strip_prefix(['-', '_', '.', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_markdown_and_word_are_articles() {
        for (path, kind) in [
            ("bai/x.md", Some(FileKind::Markdown)),
            ("bai/X.MD", Some(FileKind::Markdown)),
            ("bai/2026-11-28 Họp dân.docx", Some(FileKind::Word)),
            ("bai/a.b.DocX", Some(FileKind::Word)),
            ("bai/~$x.docx", None),
            ("bai/.x.md", None),
            ("bai/.md", None),
            ("bai/x.md.txt", None),
            ("bai/x.doc", None),
            ("bai/md", None),
        ] {
            assert_eq!(FileKind::of(path), kind, "{path}");
        }
    }

    #[test]
    fn a_name_has_an_id_a_date_and_words() {
        for (path, id, date, words) in [
            ("bai/2026-11-28-hop-dan.md", "2026-11-28-hop-dan", Some("2026-11-28"), "Hop dan"),
            ("bai/2026-11-28.md", "2026-11-28", Some("2026-11-28"), ""),
            ("bai/20261128 Họp dân.docx", "20261128 Họp dân", Some("2026-11-28"), "Họp dân"),
            (
                "bai/28-11-2026 Họp dân - thôn Đông.docx",
                "28-11-2026 Họp dân - thôn Đông",
                Some("2026-11-28"),
                "Họp dân - thôn Đông",
            ),
            ("bai/5.1.2026_lich_truc.md", "5.1.2026_lich_truc", Some("2026-01-05"), "Lich truc"),
            ("bai/hop-dan.md", "hop-dan", None, "Hop dan"),
            ("bai/30-02-2026-x.md", "30-02-2026-x", None, "30 02 2026 x"),
            ("bai/2026-13-01-x.md", "2026-13-01-x", None, "2026 13 01 x"),
            ("bai/2026-11-281-x.md", "2026-11-281-x", None, "2026 11 281 x"),
            ("bai/123456789.md", "123456789", None, "123456789"),
            ("bai/ho\u{323}p.md", "họp", None, "Họp"),
            ("bai/đại hội.docx", "đại hội", None, "Đại hội"),
        ] {
            let name = FileName::of(path);
            assert_eq!((name.id.as_str(), name.date.as_deref(), name.words.as_str()), (id, date, words), "{path}");
        }
    }
}
