//! Names of persons, offices and organisations in a plain text.

use crate::plain::Plain;
use std::ops::Range;

/// Family names without marks, of the Kinh and of the other peoples of Việt Nam, sorted. The name of a person begins with one.
const FAMILIES: &[&str] = &[
    "a", "an", "au", "ba", "bach", "ban", "banh", "be", "bo", "bui", "cam", "can", "cao", "cat", "chau", "cha",
    "chang", "chieu", "chu", "chung", "cong", "cu", "cung", "cut", "dam", "dang", "danh", "dao", "dau", "diep", "dieu",
    "dinh", "do", "doan", "doi", "dong", "du", "duong", "duyen", "gian", "giang", "giap", "h'", "ha", "han", "hang",
    "hau", "ho", "hoa", "hoang", "hong", "hua", "huynh", "kha", "khau", "khieu", "khong", "khuat", "khuc", "kieu",
    "kim", "kpa", "ksor", "la", "lac", "lai", "lam", "lang", "lau", "le", "leng", "leo", "leu", "lo", "loc", "loi",
    "long", "lu", "lui", "luc", "luong", "luu", "luyen", "ly", "ma", "mac", "mai", "man", "mau", "me", "moc", "mong",
    "mua", "muong", "ngan", "nghiem", "ngo", "nguy", "nguyen", "nhan", "nhu", "ninh", "noc", "nong", "o", "ong",
    "pham", "phan", "phang", "phi", "pho", "phu", "phung", "phuong", "pinang", "quach", "quan", "quang", "rcom", "ro",
    "sa", "sai", "sam", "son", "sung", "ta", "tan", "tang", "tao", "tay", "thach", "thai", "tham", "than", "thanh",
    "thao", "thi", "thieu", "tieu", "to", "ton", "tong", "tra", "trac", "tran", "trang", "trieu", "trinh", "truong",
    "tu", "tuong", "ung", "uong", "van", "vang", "vi", "vien", "vo", "vu", "vuong", "xa", "y",
];

/// Words that only names of bodies have.
const BODIES: &[&str] = &[
    "uy ban",
    "ubnd",
    "hdnd",
    "mttq",
    "mat tran",
    "kho bac",
    "kbnn",
    "quy ",
    "cong ty",
    "cty",
    "tnhh",
    "doanh nghiep",
    "hop tac xa",
    "htx",
    "truong mam non",
    "truong tieu hoc",
    "truong thcs",
    "truong thpt",
    "truong trung hoc",
    "truong cao dang",
    "truong dai hoc",
    "chi cuc",
    "cuc thue",
    "trung tam",
    "ban van dong",
    "ban quan ly",
    "ban chi dao",
    "ban chi huy",
    "hoi nong dan",
    "hoi phu nu",
    "hoi lien hiep",
    "hoi cuu chien binh",
    "hoi chu thap do",
    "hoi khuyen hoc",
    "hoi nguoi cao tuoi",
    "doan thanh nien",
    "benh vien",
    "tram y te",
    "bao hiem xa hoi",
    "van phong",
    "so tai chinh",
    "so y te",
    "toa an",
    "vien kiem sat",
    "nha thuoc",
    "cua hang",
    "dai ly",
    "co so",
    "xi nghiep",
    "chi nhanh",
    "phong giao dich",
    "cong an",
    "dang uy",
    "chi bo",
    "hop danh",
    "ngan sach",
    "cong doan",
    "nha van hoa",
    "bo phan mot cua",
];

/// Words for offices that persons hold: their names and numbers stand there because of the office.
const OFFICES: &[&str] = &[
    "chu tich",
    "bi thu",
    "truong thon",
    "truong xom",
    "truong ban",
    "truong khu",
    "truong ap",
    "pho ban",
    "pho thon",
    "to truong",
    "to pho",
    "truong cong an",
    "pho cong an",
    "cong chuc",
    "can bo",
    "chi huy",
    "tram truong",
    "tram pho",
    "hieu truong",
    "hieu pho",
    "giam doc",
    "dong chi",
    "d/c",
    "truong phong",
    "pho phong",
    "chuyen vien",
    "van phong",
    "chanh ",
    "uy vien",
    "thuong truc",
    "thu ky",
    "phu trach",
    "truc ban",
    "dai bieu",
    "cong an vien",
    "thu quy",
    "doi truong",
    "phong vien",
    "bien tap",
];

/// Words that are said of the dead and of history.
const REMEMBERED: &[&str] = &[
    "liet si",
    "hy sinh",
    "hi sinh",
    "tu tran",
    "ta the",
    "an tang",
    "le vieng",
    "tin buon",
    "huong tho",
    "huong duong",
    "mat ngay",
    "qua doi",
    "anh hung",
    "danh nhan",
    "chu tich ho chi minh",
    "bac ho",
    "nha cach mang",
    "tu tuong ho chi minh",
    "ngay gio",
    "chien si cach mang",
    "dang cong san",
    "cach mang thang",
];

/// Words before the name of a place, which may be a name of a person, too.
const PLACES: &[&str] = &[
    "thon", "xom", "to", "khu", "ap", "ban", "xa", "phuong", "huyen", "tinh", "buon", "khom", "lang", "duong", "pho",
    "truong",
];

/// Whether one of some words stands in small letters.
fn has_word(lower: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let is_part = |at: usize| lower.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric);
        lower
            .match_indices(word)
            .any(|(at, _)| !is_part(at.wrapping_sub(1)) && (word.ends_with(' ') || !is_part(at + word.len())))
    })
}

/// Whether a text names a body.
pub(crate) fn names_body(lower: &str) -> bool {
    has_word(lower, BODIES)
}

/// Whether a text names an office.
pub(crate) fn names_office(lower: &str) -> bool {
    has_word(lower, OFFICES)
}

/// Whether a text speaks of the dead, or of history.
pub(crate) fn remembers(lower: &str) -> bool {
    has_word(lower, REMEMBERED)
}

/// The names of persons in a text: a family name and one to five more words, all with capital letters.
pub(crate) fn persons(plain: &Plain) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let words: Vec<Range<usize>> = words(&plain.text);
    let mut at = 0;
    while at < words.len() {
        let count = name_from(plain, &words[at..]);
        if count >= 2 {
            found.push(words[at].start..words[at + count - 1].end);
            at += count;
        } else {
            at += 1;
        }
    }
    found
}

/// How many of the first words are a name; 0 or 1 for none.
fn name_from(plain: &Plain, words: &[Range<usize>]) -> usize {
    let is_family = words.first().is_some_and(|word| is_family(plain.lower_in(word.start, word.end)));
    if !is_family {
        return 0;
    }
    let mut count = 0;
    for (i, word) in words.iter().enumerate().take(6) {
        let is_next = i == 0
            || plain
                .text
                .get(words[i - 1].end..word.start)
                .is_some_and(|between| between.trim_matches([' ', '\n']).is_empty());
        if !is_next || !plain.at(word.start).is_ascii_uppercase() {
            break;
        }
        count += 1;
    }
    count
}

fn is_family(word: &str) -> bool {
    FAMILIES.contains(&word) || word.starts_with("h'")
}

/// The words of a text: runs of letters and apostrophes.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        if !(byte.is_ascii_alphabetic() || byte == b'\'' && found.last().is_some_and(|word| word.end == at)) {
            continue;
        }
        match found.last_mut() {
            Some(word) if word.end == at => word.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// Whether a cell is the name of a person and little else.
pub(crate) fn is_person(plain: &Plain) -> bool {
    let letters = |text: &str| text.bytes().filter(u8::is_ascii_alphabetic).count();
    let named: usize = persons(plain).iter().filter_map(|name| plain.text.get(name.clone())).map(letters).sum();
    let first = plain.lower.split(|c: char| !c.is_ascii_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default();
    let is_place = PLACES.contains(&first) && !is_family(first);
    !is_place && named > 0 && named * 10 >= letters(&plain.text) * 6 && !names_body(&plain.lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let plain = Plain::of(text);
        persons(&plain).into_iter().map(|name| plain.text[name].to_owned()).collect()
    }

    #[test]
    fn names_are_found_in_sentences() {
        assert_eq!(
            found("Hôm nay ông Nguyễn Văn An và bà TRẦN THỊ LAN, ở thôn Đông"),
            ["Nguyen Van An", "TRAN THI LAN"]
        );
        assert_eq!(found("H'Lan Niê, Giàng A Páo; Lò Văn Inh."), ["H'Lan Nie", "Giang A Pao", "Lo Van Inh"]);
        assert_eq!(found("Đỗ vào lớp một; Hà nói"), [""; 0], "a family name alone is a word");
        assert_eq!(found("nguyễn văn an"), [""; 0]);
    }

    #[test]
    fn a_cell_with_a_name_is_a_person() {
        for text in ["Nguyễn Văn An", "1. Trần Thị Hồng Nhung", "Ông Lê Đức (con)", "LƯU THẾ TOÀN"] {
            assert!(is_person(&Plain::of(text)), "{text}");
        }
        for text in ["Công ty TNHH Nguyễn Văn An", "Trường Tiểu học Lê Lợi", "Thôn Đông Hà", "Tổng cộng", "", "1956"]
        {
            assert!(!is_person(&Plain::of(text)), "{text}");
        }
    }

    #[test]
    fn words_count_only_as_words() {
        assert!(names_office("ong a, truong thon") && !names_office("cong truong thonx"));
        assert!(names_body("ubnd xa") && !names_body("an binh"));
        assert!(remembers("liet si nguyen van a") && !remembers("ho so"));
    }
}
