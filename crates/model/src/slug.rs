//! Slugs: parts of addresses, made from Vietnamese text.

use crate::row::{Row, expect};
use serde_json::Value;
use std::fmt;
use trangxa_clean::letters::{base_letter, is_combining};

/// A segment of an address: letters `a`-`z` and digits, with single hyphens between them. Never empty.
///
/// Segments become names of files, and Windows cannot hold files named like its devices: `con`, `nul.json`. Such a text becomes
/// another slug, on every system the same: `con` becomes `con-x`. All others stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// The longest slug, in bytes (which are letters). A longer headline is cut at a word, so that links stay readable.
const MAX_LEN: usize = 96;
/// What a slug ends in whose text is the name of a device.
const DEVICE_SUFFIX: &str = "-x";

impl Slug {
    /// Makes a slug from a text. Marks are removed, whether composed or not, `đ` becomes `d`, and any other characters become a hyphen.
    /// `None` if no letter or digit is left.
    #[must_use]
    pub fn make(text: &str) -> Option<Self> {
        let mut out = String::new();
        for c in text.chars() {
            if is_combining(c) {
                continue;
            }
            match base_letter(c) {
                Some(letter) => out.push(letter),
                None if out.is_empty() || out.ends_with('-') => {}
                None => out.push('-'),
            }
            if out.len() > MAX_LEN {
                break;
            }
        }
        if out.len() > MAX_LEN {
            let cut = out.get(..=MAX_LEN).and_then(|it| it.rfind('-')).unwrap_or(MAX_LEN);
            out.truncate(cut);
        }
        out.truncate(out.trim_end_matches('-').len());
        (!out.is_empty()).then(|| Self::of(out))
    }

    /// The slug of a text that consists of a slug's characters.
    fn of(mut text: String) -> Self {
        if Self::is_device(&text) {
            text.push_str(DEVICE_SUFFIX);
        }
        Self(text)
    }

    /// Whether Windows takes a name in small letters, without its endings, for that of a device:
    /// <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>.
    #[must_use]
    pub fn is_device(name: &str) -> bool {
        matches!(
            name.as_bytes(),
            b"con" | b"prn" | b"aux" | b"nul" | [b'c', b'o', b'm', b'1'..=b'9'] | [b'l', b'p', b't', b'1'..=b'9']
        )
    }

    /// The slug that a segment of an address is; `None` if it is not one.
    #[must_use]
    pub fn parse(segment: &str) -> Option<Self> {
        let clean = segment.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            && !segment.starts_with('-')
            && !segment.ends_with('-')
            && !segment.as_bytes().windows(2).any(|it| it == b"--")
            && !segment.is_empty();
        clean.then(|| Self::of(segment.to_owned()))
    }

    /// The slug as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// This slug with `-suffix` appended, which makes the slugs of two articles with the same title different.
    #[must_use]
    pub fn with_suffix(&self, suffix: &Self) -> Self {
        // Any suffix keeps a device's name from being one.
        let text = self.0.strip_suffix(DEVICE_SUFFIX).filter(|text| Self::is_device(text)).unwrap_or(&self.0);
        Self(format!("{text}-{}", suffix.0))
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Row for Slug {
    fn to_row(&self) -> Value {
        self.as_str().into()
    }

    fn from_row(json: Value, is_other: &mut bool) -> Self {
        expect(Self::parse(&String::from_row(json, is_other)), Self(String::new()), is_other)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Slug {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Slug".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn make(text: &str) -> Option<String> {
        Slug::make(text).map(|slug| slug.to_string())
    }

    #[test]
    fn every_vietnamese_letter_has_its_base() {
        for (marked, base) in [
            ("aàảãáạăằẳẵắặâầẩẫấậ", 'a'),
            ("đ", 'd'),
            ("eèẻẽéẹêềểễếệ", 'e'),
            ("iìỉĩíị", 'i'),
            ("oòỏõóọôồổỗốộơờởỡớợ", 'o'),
            ("uùủũúụưừửữứự", 'u'),
            ("yỳỷỹýỵ", 'y'),
        ] {
            for letter in marked.chars() {
                assert_eq!(base_letter(letter), Some(base), "{letter}");
                assert_eq!(make(&letter.to_uppercase().to_string()), Some(base.to_string()), "{letter} as a capital");
            }
        }
    }

    #[test]
    fn composed_and_decomposed_text_give_one_slug() {
        let composed = "Đường về xã Quang Thành";
        let decomposed = "Đu\u{31b}o\u{31b}\u{300}ng ve\u{302}\u{300} xa\u{303} Quang Tha\u{300}nh";
        assert_eq!(make(composed).as_deref(), Some("duong-ve-xa-quang-thanh"));
        assert_eq!(make(decomposed), make(composed));
    }

    #[test]
    fn what_is_no_letter_is_one_hyphen() {
        assert_eq!(make("  Chính trị - Kinh tế!  ").as_deref(), Some("chinh-tri-kinh-te"));
        assert_eq!(make("QĐ 766/QĐ-TTg").as_deref(), Some("qd-766-qd-ttg"));
        assert_eq!(make("— …"), None);
        assert_eq!(make(""), None);
    }

    #[test]
    fn long_headlines_are_cut_at_a_word() {
        let slug = make(&"nghị quyết ".repeat(30)).unwrap();
        assert!(slug.len() <= MAX_LEN && slug.ends_with("nghi") | slug.ends_with("quyet"), "{slug}");
        assert_eq!(make(&"a".repeat(500)).unwrap().len(), MAX_LEN);
    }

    #[test]
    fn no_slug_is_the_name_of_a_device() {
        let devices = ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9"];
        for device in devices {
            let expected = format!("{device}-x");
            assert_eq!(make(device).as_deref(), Some(expected.as_str()));
            assert_eq!(make(&format!(" {}! ", device.to_uppercase())).as_deref(), Some(expected.as_str()));
            let slug = Slug::parse(device).unwrap();
            assert_eq!(slug.as_str(), expected, "the address of an earlier release leads to the same page");
            assert_eq!(Slug::parse(slug.as_str()), Some(slug.clone()));
            let second = slug.with_suffix(&Slug::parse("12").unwrap());
            assert_eq!(second.as_str(), format!("{device}-12"), "the second article of a headline keeps its address");
        }
        for good in ["con-x", "con-1", "cong-an", "com", "com0", "com10", "lpt", "lpt0", "nulla", "auxiliary", "prn2"] {
            assert_eq!(make(good).as_deref(), Some(good));
            assert_eq!(Slug::parse(good).unwrap().as_str(), good);
        }
        assert_eq!(Slug::parse("com0").unwrap().with_suffix(&Slug::parse("a").unwrap()).as_str(), "com0-a");
    }

    proptest! {
        #[test]
        fn a_slug_is_a_slug(text in any::<String>()) {
            if let Some(slug) = Slug::make(&text) {
                prop_assert_eq!(Slug::parse(slug.as_str()), Some(slug.clone()));
                prop_assert_eq!(Slug::make(slug.as_str()), Some(slug));
            }
        }
    }
}
