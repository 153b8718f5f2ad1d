//! Which spellings are one word, and which words match.
#![allow(clippy::unwrap_used, reason = "a test fails where it stands")]

use proptest::prelude::*;
use trangxa_search::{Query, rank_of, words};

fn keys(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.key).collect()
}

fn is_found(query: &str, text: &str) -> bool {
    rank_of(&Query::parse(query, false), text, "", "").is_some()
}

fn is_exact(query: &str, text: &str) -> bool {
    rank_of(&Query::parse(query, false), text, "", "").is_some_and(|rank| rank.is_exact())
}

fn is_typed(query: &str, text: &str) -> bool {
    rank_of(&Query::parse(query, true), text, "", "").is_some()
}

/// Decomposes the letters of Vietnamese, as Unicode does.
fn nfd(text: &str) -> String {
    const TABLE: &[(&str, &str)] = &[
        ("aàáảãạ", "a"),
        ("ăằắẳẵặ", "a\u{306}"),
        ("âầấẩẫậ", "a\u{302}"),
        ("eèéẻẽẹ", "e"),
        ("êềếểễệ", "e\u{302}"),
        ("iìíỉĩị", "i"),
        ("oòóỏõọ", "o"),
        ("ôồốổỗộ", "o\u{302}"),
        ("ơờớởỡợ", "o\u{31b}"),
        ("uùúủũụ", "u"),
        ("ưừứửữự", "u\u{31b}"),
        ("yỳýỷỹỵ", "y"),
    ];
    let tones = ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"];
    let mut out = String::new();
    'letters: for c in text.chars() {
        for (letters, base) in TABLE {
            for (letter, tone) in letters.chars().zip(tones) {
                if letter == c || letter.to_uppercase().eq([c]) {
                    let mut marks = base.chars();
                    let first = marks.next().unwrap();
                    out.extend(if letter == c { vec![first] } else { first.to_uppercase().collect() });
                    // The dot below comes before marks above, in Unicode's order.
                    let quality: String = marks.collect();
                    if tone == "\u{323}" && quality != "\u{31b}" {
                        out.push_str(tone);
                        out.push_str(&quality);
                    } else {
                        out.push_str(&quality);
                        out.push_str(tone);
                    }
                    continue 'letters;
                }
            }
        }
        out.push(c);
    }
    out
}

#[test]
fn one_word() {
    for (left, right) in [
        ("hoà", "hòa"),
        ("thuý", "thúy"),
        ("THUỶ", "thủy"),
        ("kỹ", "kĩ"),
        ("lý", "lí"),
        ("quy", "qui"),
        ("Quỹ", "QUĨ"),
        ("y tế", "i tế"),
        ("mỹ", "mĩ"),
        ("quyền", "quiền"),
        ("ĐƯỜNG", "đường"),
        ("01/7/2025", "1/07/2025"),
        ("1.264", "1264"),
        ("1.000.000 đồng", "1000000 đồng"),
        ("12/KH-UBND", "12 kh ubnd"),
        ("00", "0"),
        ("Ð", "đ"),
        ("h\u{ad}ồ", "hồ"),
        ("xã\u{ad}", "xã"),
        ("ÆØ", "æø"),
    ] {
        let fold = |text: &str| words(text).into_iter().map(|word| (word.key, word.marks)).collect::<Vec<_>>();
        assert_eq!(fold(left), fold(right), "{left} {right}");
        assert_eq!(fold(&nfd(left)), fold(right), "{left} {right}");
    }
}

#[test]
fn different_words() {
    for (left, right) in [
        ("thuy", "thui"),
        ("tay", "tai"),
        ("hoy", "hoi"),
        ("hoà", "hoa"),
        ("đa", "da"),
        ("an", "ân"),
        ("ăn", "ân"),
        ("on", "ơn"),
        ("ôn", "ơn"),
        ("un", "ưn"),
        ("má", "mà"),
        ("1264", "126"),
        ("1.26", "126"),
        ("0.125", "0125"),
    ] {
        let fold = |text: &str| words(text).into_iter().map(|word| (word.key, word.marks)).collect::<Vec<_>>();
        assert_ne!(fold(left), fold(right), "{left} {right}");
    }
}

#[test]
fn divided() {
    for (text, expected) in [
        ("12/KH-UBND", vec!["12", "kh", "ubnd"]),
        ("30.6.2025", vec!["30", "6", "2025"]),
        ("12.2025", vec!["12", "2025"]),
        ("01/07/2025", vec!["1", "7", "2025"]),
        ("1.264 hộ", vec!["1264", "ho"]),
        ("1.264.5", vec!["1", "264", "5"]),
        ("năm 1.264.", vec!["nam", "1264"]),
        ("97,5%", vec!["97", "5"]),
        ("quý III/2023", vec!["qui", "iii", "2023"]),
        ("a@b.vn", vec!["a", "b", "vn"]),
        ("  … “”\"-/  ", vec![]),
        ("\u{301}\u{323}", vec![]),
        ("Москва 東京", vec!["Москва", "東京"]),
        ("000", vec!["0"]),
        ("3×4", vec!["3", "4"]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn ranges_are_those_of_the_text() {
    let text = "Xã Hoà, «kỹ\u{303}» 1.264";
    let parts: Vec<&str> = words(text).iter().map(|word| &text[word.start..word.end]).collect();
    assert_eq!(parts, ["Xã", "Hoà", "kỹ\u{303}", "1.264"]);
}

#[test]
fn long_words_are_cut() {
    let long = "đ".repeat(10_000);
    let words = words(&long);
    assert_eq!(words[0].key, "d".repeat(40));
    assert_eq!(words[0].end, long.len());
    assert!(is_found(&long, &"Đ".repeat(41)));
}

#[test]
fn marks() {
    for text in ["hoa", "hoá", "hoà", "HÒA"] {
        assert!(is_found("hoa", text), "{text}");
    }
    assert!(is_exact("hoa", "hoa"));
    assert!(!is_exact("hoa", "hoà"));
    assert!(is_exact("hòa", "Hoà"));
    assert!(!is_found("hòa", "hoa"));
    assert!(!is_found("hòa", "hoả"));
    assert!(!is_found("hoa", "hoan"));
    assert!(is_found("KH 12", "12/KH-UBND"));
    assert!(is_found("quý III/2023", "Quí III - 2023"));
    assert!(is_found("dat", "Đất"));
    assert!(!is_found("đât", "Đất"));
}

#[test]
fn while_typing() {
    assert!(is_typed("giấy ph", "Giấy phép"));
    assert!(is_typed("giay phe", "Giấy phép"));
    assert!(!is_typed("gia phép", "Giấy phép"));
    assert!(!is_typed("giấy ph ", "Giấy phép"));
    assert!(!is_typed("\"giấy ph\"", "Giấy phép"));
    assert!(is_typed("\"giấy ph", "Giấy phép"));
    assert!(is_typed("đườ", "đường"));
    assert!(!is_typed("đươ", "đường"));
    assert!(is_typed("đươ", "đương"));
    assert!(!is_typed("đuờ", "đường"));
    assert!(!is_typed("duờ", "đường"));
    assert!(is_typed("quy", "quyền"));
    assert!(is_typed("y", "yêu"));
    assert!(is_typed("thu", "thuỷ"));
    let relaxed = |query: &str, text: &str| {
        let query = Query::parse(query, true).relaxed();
        query.is_some_and(|query| rank_of(&query, text, "", "").is_some())
    };
    assert!(relaxed("đươ", "đường"));
    assert!(relaxed("tiê", "tiến"));
    assert!(!relaxed("tiê", "tien"));
    assert!(!relaxed("đườ", "đường"));
    assert!(!relaxed("duo", "đường"));
    let exact = |query: &str, text: &str| rank_of(&Query::parse(query, true), text, "", "").unwrap().is_exact();
    assert!(exact("hoa", "hoa"));
    assert!(!exact("hoa", "hoan"));
}

#[test]
fn quotes() {
    for query in ["\"cấp giấy\"", "“cấp giấy”", "\"cấp giấy", "“cấp giấy"] {
        assert!(is_found(query, "Cấp giấy phép"), "{query}");
        assert!(!is_found(query, "Giấy cấp phép"), "{query}");
        assert!(!is_found(query, "Cấp một giấy"), "{query}");
    }
    assert!(is_found("\"cấp giấy phép\"", "được cấp giấy phép"));
    assert!(!is_found("\"cấp giấy phép\"", "cấp giấy, giấy phép"));
    assert!(!is_found("\"cấp giấy phép\"", "cấp phép giấy"));
    assert!(is_found("\"cấp giấy\" \"phép\"", "phép cấp giấy"));
    assert!(is_found("\"cấp giấy\"phép", "phép cấp giấy"));
    assert!(is_found("\"\"cấp giấy", "giấy cấp"));
    // A phrase does not go on from one field into another.
    assert!(rank_of(&Query::parse("\"cấp giấy\"", false), "cấp", "giấy", "").is_none());
    assert!(rank_of(&Query::parse("cấp giấy", false), "cấp", "giấy", "").is_some());
    // Each word for itself may have the typed marks, but not the phrase.
    let rank = rank_of(&Query::parse("\"hoa mai\"", false), "hoà mai, hoa mái", "", "").unwrap();
    assert!(!rank.is_exact());
}

#[test]
fn order() {
    let query = Query::parse("giay phep", false);
    let rank = |headline: &str, summary: &str, text: &str| rank_of(&query, headline, summary, text).unwrap();
    let ranks = [
        rank("a giay phep", "", ""),
        rank("phep giay", "", "giay phep"),
        rank("", "giay phep", ""),
        rank("", "", "giay phep"),
        rank("giấy phép", "", ""),
        rank("phép giấy", "", ""),
        rank("phép", "giấy", "cả giấy phép"),
        rank("phép", "phép giấy", ""),
        rank("phép", "giấy", ""),
    ];
    assert!(ranks.is_sorted_by(|left, right| left > right), "{ranks:?}");
    // Words without marks are meant only where all words stand together.
    assert_eq!(rank("", "phep giay", ""), rank("phép", "phép giấy", ""));
    assert_eq!(rank("giay", "phep", ""), rank("phép", "giấy", ""));
    let half = |headline: &str| rank_of(&Query::parse("hoa giải", false), headline, "", "").unwrap();
    assert!(half("Hoà giải tranh chấp") > half("Giải quyết đơn của bà Hoa"));
    assert!(half("Hoa giải") > half("Hoà giải tranh chấp"));
}

#[test]
fn a_date_is_one() {
    for text in ["từ 1/7/2025", "01/07/2025", "ngày 1-7-2025"] {
        assert!(is_found("01/7/2025", text), "{text}");
    }
    assert!(!is_found("01/7/2025", "mục 1, điều 7, năm 2025"));
    // Numbers of documents are looked for in any order, and with words between.
    assert!(is_found("KH/12", "12/KH-UBND"));
}

#[test]
fn odd_queries() {
    for query in ["", "   ", "\"\"", "…?!-/", "\u{301}"] {
        assert!(Query::parse(query, true).is_empty(), "{query}");
        assert!(!is_found(query, "text"));
    }
    let many = "a ".repeat(5_000);
    let query = Query::parse(&many, true);
    assert!(query.is_cut());
    assert!(is_found(&many, &many));
    assert!(!Query::parse(&"a ".repeat(12), true).is_cut());
}

proptest! {
    #[test]
    fn spelling_makes_no_difference(text in "[aăâeêioôơuưyđdqghtkc àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ0-9./,-]{0,40}") {
        let fold = |text: &str| words(text).into_iter().map(|word| (word.key, word.marks)).collect::<Vec<_>>();
        let expected = fold(&text);
        prop_assert_eq!(&fold(&nfd(&text)), &expected);
        prop_assert_eq!(&fold(&text.to_uppercase()), &expected);
        prop_assert_eq!(&fold(&nfd(&text.to_uppercase())), &expected);
        // A folded word is its own key.
        for word in words(&text) {
            prop_assert_eq!(keys(&word.key), [word.key.clone()]);
        }
    }

    #[test]
    fn tone_may_stand_on_any_vowel(place in 0..3_usize, tone in 0..5_usize) {
        let tone = ["\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"][tone];
        let mut letters = ["o", "a", "i"].map(str::to_owned);
        letters[place].push_str(tone);
        let words = words(&letters.concat());
        prop_assert_eq!(words.len(), 1);
        prop_assert_eq!(words[0].marks, trangxa_search::words(&format!("oai{tone}"))[0].marks);
    }

    #[test]
    fn any_text(text in "\\PC*", query in "\\PC*", typing: bool) {
        for word in words(&text) {
            prop_assert!(text.get(word.start..word.end).is_some());
        }
        let query = Query::parse(&query, typing);
        let _ = rank_of(&query, &text, &text, &text);
        let own = Query::parse(&text, typing);
        prop_assert!(own.is_empty() || own.is_cut() || rank_of(&own, "", &text.replace(['"', '“', '”'], " "), "").is_some());
    }
}
