//! Names of offices: "Xã Đồng Lạc", "UBND xã Đồng Lạc" and "Ủy ban nhân dân xã Đồng Lạc" are one.

use trangxa_sheets::fold;
use unicode_normalization::UnicodeNormalization;

/// What may stand before the name of a commune and means the same office.
const TITLES: &[&[&str]] = &[
    &["trang", "thong", "tin", "dien", "tu"],
    &["cong", "thong", "tin", "dien", "tu"],
    &["trung", "tam", "phuc", "vu", "hanh", "chinh", "cong"],
    &["bo", "phan", "tiep", "nhan", "va", "tra", "ket", "qua"],
    &["bo", "phan", "mot", "cua"],
    &["uy", "ban", "nhan", "dan"],
    &["ubnd"],
    &["hdnd"],
    &["cua"],
    &["tm"],
    &["ten", "don", "vi"],
    &["don", "vi", "bao", "cao"],
    &["don", "vi"],
    &["ten", "co", "quan"],
    &["co", "quan"],
];
/// Kinds of communes.
const COMMUNES: &[&[&str]] = &[&["xa"], &["phuong"], &["thi", "tran"], &["dac", "khu"]];
/// Beginnings of the names of other offices, with their marks, because "Số" and "Sở" differ in them only.
const OTHER_OFFICES: &[&str] = &[
    "ubnd ",
    "ủy ban nhân dân ",
    "sở ",
    "huyện ",
    "thị xã ",
    "thành phố ",
    "tỉnh ",
    "chi nhánh ",
    "văn phòng ",
    "trung tâm phục vụ ",
    "chi cục ",
];

/// A name of an office in forms that compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OfficeName {
    /// Small letters with their marks, whatever the order in which these were typed.
    marked: Vec<String>,
    /// The same without marks.
    plain: Vec<String>,
}

impl OfficeName {
    pub(crate) fn of(text: &str) -> Self {
        let tidy = fold::tidy(text);
        let words = tidy.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut name = Self { marked: Vec::new(), plain: Vec::new() };
        for word in words {
            name.marked.push(with_marks_in_order(word));
            name.plain.push(fold::words(word));
        }
        // "1. UBND xã Đồng Lạc", "I. Xã Đồng Lạc"
        if name.plain.len() > 1 && (name.plain[0].bytes().all(|b| b.is_ascii_digit()) || is_section_number(text)) {
            name.drop_first(1);
        }
        while let Some(title) = TITLES.iter().find(|title| name.begins_with(title) && name.plain.len() > title.len()) {
            name.drop_first(title.len());
        }
        name
    }

    fn begins_with(&self, words: &[&str]) -> bool {
        self.plain.len() >= words.len() && self.plain.iter().zip(words).all(|(have, want)| have == want)
    }

    fn drop_first(&mut self, count: usize) {
        self.marked.drain(..count);
        self.plain.drain(..count);
    }

    /// The words of the kind of commune that the name begins with.
    fn kind(&self) -> Option<&'static [&'static str]> {
        COMMUNES.iter().find(|kind| self.begins_with(kind) && self.plain.len() > kind.len()).copied()
    }

    /// Whether the name is one of a commune: "Xã Đồng Lạc", and not "Xã hội hóa giáo dục".
    pub(crate) fn is_commune(&self) -> bool {
        // "Phường 5" is a name, and "Xã Đồng Lạc, ngày 05 tháng 12" is none.
        let has_digits = self.plain.iter().any(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
        let is_name = self.plain.len() <= 7 && (!has_digits || self.plain.len() == 2);
        self.kind().is_some() && is_name && !self.begins_with(&["xa", "hoi"])
    }

    /// How well two names agree; `None` if they are those of two offices.
    fn agreement(&self, other: &Self) -> Option<Agreement> {
        if self.plain.is_empty() {
            return None;
        }
        if self.marked == other.marked {
            return Some(Agreement::Same);
        }
        if self.plain == other.plain {
            return Some(Agreement::WithoutMarks);
        }
        let bare = |name: &Self| {
            name.kind().map(|kind| (name.marked[kind.len()..].to_vec(), name.plain[kind.len()..].to_vec()))
        };
        // "Đồng Lạc" in a column of communes.
        match (bare(self), bare(other)) {
            (Some((marked, _)), None) if marked == other.marked => Some(Agreement::WithoutKind),
            (None, Some((marked, _))) if marked == self.marked => Some(Agreement::WithoutKind),
            _ => None,
        }
    }

    /// The words of the name with their marks: those of one office are the same.
    pub(crate) fn key(&self) -> &[String] {
        &self.marked
    }

    /// Whether a text names this office somewhere.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let padded = |words: &[String]| format!(" {} ", words.join(" "));
        padded(&Self::of(text).plain).contains(&padded(&self.plain))
    }
}

/// How two names agree, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Agreement {
    Same,
    WithoutKind,
    WithoutMarks,
}

/// Whether a text looks like the name of an office.
pub(crate) fn is_office(text: &str) -> bool {
    let name = OfficeName::of(text);
    let small = fold::tidy(text).to_lowercase();
    let small = small.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ' | '-'));
    name.is_commune() || OTHER_OFFICES.iter().any(|begin| small.starts_with(begin))
}

/// The names among `found` that are ours: those that agree best, if they are one name. `wanted` is in order of preference.
pub(crate) fn ours<'a>(wanted: &[String], found: &'a [String]) -> Option<&'a str> {
    wanted.iter().find_map(|wanted| {
        let wanted = OfficeName::of(wanted);
        let agreeing: Vec<(Agreement, &String)> =
            found.iter().filter_map(|name| Some((wanted.agreement(&OfficeName::of(name))?, name))).collect();
        let best = agreeing.iter().map(|(agreement, _)| *agreement).min()?;
        let mut best = agreeing.into_iter().filter(|(agreement, _)| *agreement == best).map(|(_, name)| name);
        let first = best.next()?;
        // Without marks, two communes may have one name; then neither is chosen.
        best.all(|other| OfficeName::of(other).marked == OfficeName::of(first).marked).then_some(first.as_str())
    })
}

/// The communes that a text names, wherever they stand in it: "BÁO CÁO CỦA UBND XÃ BÌNH MINH THÁNG 11". Each is a text from
/// the word for the kind of commune to the end.
fn communes_in(text: &str) -> Vec<String> {
    // Words that follow "xã" where no name does, and words before it that make it a level of administration.
    const NO_NAMES: &str = " hoi phuong thi tran nam thang quy ngay tuan tu den theo va voi co duoc trong da la cac thuc giai tren \
        tai ve cho so khong moi cu minh nay khi bao ket tong tinh xa dac do hien chua dang tiep ";
    const LEVELS: &str = " cap cac moi tung nhieu muoi 3 ";
    let tidy = fold::tidy(text);
    let words: Vec<&str> = tidy.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let plain: Vec<String> = words.iter().map(|word| fold::words(word)).collect();
    let is_all_capitals = !tidy.chars().any(char::is_lowercase);
    let mut found = Vec::new();
    for at in 0..words.len() {
        let Some(kind) = COMMUNES.iter().find(|kind| {
            plain[at..].len() > kind.len() && plain[at..].iter().zip(**kind).all(|(have, want)| have == want)
        }) else {
            continue;
        };
        let name = at + kind.len();
        let is_capital = words[name].chars().next().is_some_and(char::is_uppercase);
        let is_name = (is_capital || is_all_capitals)
            && words[name].chars().all(char::is_alphabetic)
            && !NO_NAMES.contains(&format!(" {} ", plain[name]));
        let is_level = at > 0 && LEVELS.contains(&format!(" {} ", plain[at - 1]));
        // "Thị xã" and "thị trấn" share their first word.
        let is_town = at > 0 && plain[at - 1] == "thi" && plain[at] == "xa";
        if is_name && !is_level && !is_town {
            found.push(words[at..].join(" "));
        }
    }
    found
}

/// The names among `units` that are those of communes; only of the first one, if the clerk gave it.
pub(crate) fn communes(units: &[String], is_given: bool) -> Vec<OfficeName> {
    let wanted = &units[..if is_given { 1 } else { units.len() }];
    wanted.iter().map(|name| OfficeName::of(name)).filter(OfficeName::is_commune).collect()
}

/// Whether a text names communes, and none of ours.
pub(crate) fn is_of_another_commune(text: &str, ours: &[OfficeName]) -> bool {
    !communes_in(text).is_empty() && !ours.iter().any(|ours| ours.is_in(text))
}

/// Whether two names are those of one office, with all their marks.
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    OfficeName::of(a).marked == OfficeName::of(b).marked
}

/// Whether a text begins with a number of a section: `I.`, `IV)`.
fn is_section_number(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let number = first.trim_end_matches(['.', ')']);
    number.len() < first.len() && !number.is_empty() && number.bytes().all(|byte| b"IVXABCD".contains(&byte))
}

/// A word with the mark of its tone at the end: "Hòa" and "Hoà" are one.
fn with_marks_in_order(word: &str) -> String {
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let small: Vec<char> = word.to_lowercase().nfd().collect();
    let letters: String = small.iter().copied().filter(|c| !is_tone(c)).nfc().collect();
    letters.chars().chain(small.iter().copied().filter(|c| is_tone(c))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen<'a>(wanted: &str, found: &[&'a str]) -> Option<&'a str> {
        let names: Vec<String> = found.iter().map(|name| (*name).to_owned()).collect();
        let ours = ours(&[wanted.to_owned()], &names)?.to_owned();
        found.iter().copied().find(|name| *name == ours)
    }

    #[test]
    fn one_office_has_many_names() {
        for name in [
            "UBND xã Hòa Bình",
            "Ủy ban nhân dân xã Hoà Bình",
            "ỦY BAN NHÂN DÂN XÃ HÒA BÌNH",
            "Uỷ ban nhân dân xã Hòa Bình",
            "1. Xã Hòa Bình",
            "II. UBND xã Hòa Bình",
            "Hòa Bình",
            "xa hoa binh",
            "Trung tâm Phục vụ hành chính công xã Hòa Bình",
            "Xã Ho\u{300}a Bi\u{300}nh",
        ] {
            assert_eq!(chosen("Trang thông tin điện tử xã Hòa Bình", &["Xã An Phú", name]), Some(name));
        }
        for name in ["Phường Hòa Bình", "Xã Hòa Bình Đông", "Xã Bình Hòa", "Xã"] {
            assert_eq!(chosen("Xã Hòa Bình", &["Xã An Phú", name]), None, "{name}");
        }
    }

    #[test]
    fn of_two_communes_that_differ_in_marks_only_the_exact_one_is_ours() {
        assert_eq!(chosen("Xã Đông Lạc", &["Xã Đồng Lạc", "Xã Đông Lạc"]), Some("Xã Đông Lạc"));
        assert_eq!(chosen("Xã Dong Lac", &["Xã Đồng Lạc", "Xã Đông Lạc"]), None);
    }

    #[test]
    fn communes_are_found_inside_of_titles() {
        for text in [
            "Đơn vị: UBND xã Bình Minh",
            "TÌNH HÌNH GIẢI QUYẾT TTHC CỦA UBND XÃ BÌNH MINH THÁNG 11/2023",
            "BÁO CÁO KẾT QUẢ PHƯỜNG BÌNH MINH",
            "TM. ỦY BAN NHÂN DÂN XÃ BÌNH MINH",
        ] {
            assert_eq!(communes_in(text).len(), 1, "{text}");
        }
        for text in [
            "KẾT QUẢ GIẢI QUYẾT TTHC CẤP XÃ THÁNG 11",
            "Lao động, thương binh và xã hội",
            "TRÊN ĐỊA BÀN XÃ, PHƯỜNG",
            "UBND xã",
            "Thị xã Bình Minh",
            "UBND XÃ THÁNG 11 NĂM 2023",
        ] {
            assert_eq!(communes_in(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn fields_are_no_offices() {
        for name in ["Xã hội hóa giáo dục", "Số hồ sơ", "Phòng, chống tệ nạn xã hội", "Hộ tịch", "Công an"]
        {
            assert!(!is_office(name), "{name}");
        }
        for name in ["UBND huyện Yên Thành", "Sở Tư pháp", "Phường 5", "I. UBND xã Bình Minh", "Thị trấn Cầu"]
        {
            assert!(is_office(name), "{name}");
        }
    }
}
