//! Finds the telephone numbers in a text, as Vietnamese pages write them.
//!
//! A number that may be something else stays text: whoever taps it calls a stranger. Numbers of dossiers, laws, accounts, persons and
//! taxes have other lengths, or letters, slashes and hyphens around them, or a word before them that says so.

use crate::letters::{base_letter, is_combining, is_letter};
use std::ops::Range;

/// What stands before a telephone number. A number of three or four digits needs one of the first six, or the seventh where no noun
/// follows: five people can be called, too.
const CALLED: [&str; 12] = [
    " thoai",
    " hotline",
    " day nong",
    " tong dai",
    " tel",
    " phone",
    " goi",
    " dt",
    " sdt",
    " di dong",
    " zalo",
    " lien he",
];
const GOI: usize = 6;

/// What stands before a number of something else: a code, taxes, an account, a person, a dossier (without its second word, which looks
/// like "số"), social insurance, a fax machine.
const OTHER: [&str; 11] = [" ma", " thue", " mst", " khoan", " stk", " tk", " cccd", " cmnd", " ho", " bhxh", " fax"];

/// What may stand between such a word and the number.
const BETWEEN: [&str; 5] = [NUMBER, " theo", " qua", " hoac", " va"];
/// "số"
const NUMBER: &str = " so";

/// How many characters before a number are looked at.
const BEFORE: usize = 40;

/// The first telephone number that begins in a word of a text, and where a link to it leads. `done` is where the link before it ended.
pub(crate) fn find(text: &str, mut word: Range<usize>, done: usize) -> Option<(Range<usize>, String)> {
    let is_inside = |at: usize| matches!(text.as_bytes().get(at), Some(b'0'..=b'9' | b'+'));
    word.find_map(|at| if is_inside(at) && !is_inside(at.wrapping_sub(1)) { number(text, at, done) } else { None })
}

/// The telephone number that begins at a place.
fn number(text: &str, start: usize, done: usize) -> Option<(Range<usize>, String)> {
    let (before, rest) = text.split_at_checked(start)?;
    let is_abroad = rest.starts_with('+');
    let is_opened = before.ends_with('(');
    // The digits as a number and how many they are, where they end, where the first group of them does. How many brackets are open now,
    // and were at the end.
    let (mut value, mut n, mut end, mut first) = (0_u64, 0, 0, 0);
    let (mut open, mut unclosed) = (i32::from(is_opened), 0);
    for (at, byte) in rest.bytes().enumerate().skip(usize::from(is_abroad)) {
        match byte {
            b'0'..=b'9' => {
                if n > 12 || at > end && is_whole(n, value) {
                    break;
                }
                (value, n, end, unclosed) = (value * 10 + u64::from(byte - b'0'), n + 1, at + 1, open);
                // Behind the country's code stands the number without its 0, or with it.
                if is_abroad && n == 2 && matches!(value, 0 | 84) {
                    (value, n) = (0, 1);
                }
            }
            // Spaces and dashes, those beyond ASCII byte by byte.
            b' ' | b'.' | b'-' | b'(' | b')' | 0xc2 | 0xa0 | 0xe2 | 0x80 | 0x93 if n > 0 && at < end + 6 => {
                open += i32::from(byte == b'(') - i32::from(byte == b')');
                if first == 0 {
                    first = at;
                }
            }
            _ => break,
        }
    }
    let is_domestic = n == 11 || n == 10 && value < 1_000_000_000;
    let is_service = matches!((n, value / 10_000), (8, 1800 | 1900) | (10, 180_000..=180_099 | 190_000..=190_099));
    let is_bracketed = is_opened && unclosed == 0;
    if !is_whole(n, value) && !is_service
        || is_abroad && !is_domestic
        || unclosed != i32::from(is_opened && !is_bracketed)
    {
        return None;
    }

    let behind = rest.as_bytes().get(end..)?;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'@' | b'_' | b'%' | b'#' | 0xc3..=0xe1);
    match behind {
        [b'/', b'0' | b'+' | b'(', ..] => {}
        [b'/' | b'.' | b',' | b':' | b'-', byte, ..] | [byte, ..] if is_part(*byte) => return None,
        _ => {}
    }

    let words = words(before);
    let mut said = words.as_str();
    while let Some(shorter) = BETWEEN.iter().find_map(|it| said.strip_suffix(it)) {
        said = shorter;
    }
    let called = CALLED.iter().position(|it| said.ends_with(it));
    // "0236.3891234 / 0905 123 456"
    let follows = done > 0 && before.get(done..)?.chars().all(|c| matches!(c, ' ' | '/' | ',' | ';' | '-' | '–' | '('));
    let last = before.chars().next_back().unwrap_or(' ');
    let begins = match last {
        '.' => called.is_some(),
        // Another number stands before it.
        ' ' => !before.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit()),
        c => !is_letter(c) && !matches!(c, '-' | '–' | '/' | '_' | '#' | '@' | '=' | '&' | '%' | ',' | '+'),
    };
    if !(begins || follows) || OTHER.iter().any(|it| said.ends_with(it)) {
        return None;
    }
    let is_number = if n < 5 {
        let is_free = !behind.iter().find(|byte| **byte != b' ').is_some_and(|byte| is_part(*byte));
        called.is_some_and(|it| it < GOI && !follows || it <= GOI && is_free)
            && !before.trim_end_matches(' ').ends_with('.')
    } else if is_service {
        // "Giai đoạn 1900-1975"
        called.is_some()
    } else if first > 0 && first < end && !is_abroad {
        is_bracketed || matches!(first, 3..=5)
    } else {
        is_abroad || follows || called.is_some() || !words.ends_with(NUMBER) && is_in_use(value)
    };
    let code = if is_abroad {
        "+84"
    } else if is_domestic {
        "0"
    } else {
        ""
    };
    is_number.then(|| (start - usize::from(is_bracketed)..start + end, format!("tel:{code}{value}")))
}

/// Whether `n` digits are a whole number: child protection, search and rescue, police, fire brigade, ambulance; public services; a
/// landline or a mobile, which begin with 0.
fn is_whole(n: u32, value: u64) -> bool {
    match n {
        3 => matches!(value, 111..=115),
        4 => value == 1022,
        10 => matches!(value / 100_000_000, 1 | 3..=9 | 18 | 19),
        11 => value / 1_000_000_000 == 2,
        _ => false,
    }
}

/// Whether the number, without its 0, is a landline's, or has a prefix of today's mobiles. The taxpayers of some provinces have numbers
/// that are as long.
fn is_in_use(value: u64) -> bool {
    value >= 1_000_000_000 || matches!(value / 10_000_000, 32..=39 | 52 | 55 | 56 | 58 | 59 | 70 | 76..=79 | 81..=99)
}

/// The last words of a text in letters `a`-`z`, a space before each; numbers and punctuation are left out.
fn words(text: &str) -> String {
    let from = text.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    let mut words = String::from(" ");
    for c in text.get(from..).unwrap_or_default().chars().filter(|c| !is_combining(*c)) {
        let letter = base_letter(c).filter(|c| !c.is_ascii_digit()).unwrap_or(' ');
        if letter != ' ' || !words.ends_with(' ') {
            words.push(letter);
        }
    }
    words.truncate(words.trim_end_matches(' ').len());
    words
}

#[cfg(test)]
mod tests {
    use crate::autolink::link_addresses;
    use crate::limits::Budget;
    use crate::tree::Piece;

    fn linked(text: &str) -> Vec<Piece> {
        let mut pieces = vec![Piece::Text(text.to_owned())];
        link_addresses(&mut pieces, &mut Budget::new());
        pieces
    }

    /// The links of a text: what they show, and where they lead.
    fn links(text: &str) -> Vec<(String, String)> {
        let link = |piece| match piece {
            Piece::Element(link) => {
                let [Piece::Text(shown)] = link.children.as_slice() else { panic!("{link:?}") };
                Some((shown.clone(), link.attribute("href").unwrap().to_owned()))
            }
            _ => None,
        };
        linked(text).into_iter().filter_map(link).collect()
    }

    fn calls(text: &str, numbers: &[(&str, &str)]) {
        let wanted: Vec<_> = numbers.iter().map(|(shown, href)| ((*shown).to_owned(), format!("tel:{href}"))).collect();
        assert_eq!(links(text), wanted, "{text}");
    }

    #[test]
    fn numbers_of_every_form_can_be_called() {
        for (number, href) in [
            ("0905123456", "0905123456"),
            ("0905 123 456", "0905123456"),
            ("0905.123.456", "0905123456"),
            ("0905-123-456", "0905123456"),
            ("0905\u{a0}12\u{a0}34\u{a0}56", "0905123456"),
            ("0123 456 789", "0123456789"),
            ("(0236) 3 891 234", "02363891234"),
            ("(0236) 3891234", "02363891234"),
            ("(0236)3.891.234", "02363891234"),
            ("(02) 363891234", "02363891234"),
            ("0236.3891234", "02363891234"),
            ("0236.3.891.234", "02363891234"),
            ("0236 - 3891234", "02363891234"),
            ("024 3825 3536", "02438253536"),
            ("02363891234", "02363891234"),
            ("(08) 3829 1234", "0838291234"),
            ("+84905123456", "+84905123456"),
            ("+84 905 123 456", "+84905123456"),
            ("+84 (0)236 3891 234", "+842363891234"),
            ("+84-236-3891234", "+842363891234"),
            ("(+84) 905 123 456", "+84905123456"),
        ] {
            calls(number, &[(number, href)]);
            let wanted = [(number, href)];
            calls(&format!("Ông A: {number}"), &wanted);
            calls(&format!("Liên hệ số {number}."), &wanted);
            calls(&format!("Bà B ({number}), thôn 3"), &wanted);
            calls(&format!("Trạm y tế xã, {number}; làm việc 24/7"), &wanted);
            calls(&format!("SĐT:{number} (giờ hành chính)"), &wanted);
            calls(&format!("ĐT.{number}"), &wanted);
        }
    }

    #[test]
    fn services_and_short_numbers_need_a_word_that_says_telephone() {
        for word in [
            "Tổng đài",
            "hotline:",
            "ĐƯỜNG DÂY NÓNG",
            "Đu\u{31b}o\u{31b}\u{300}ng da\u{302}y no\u{301}ng số",
            "Điện thoại",
        ] {
            for (number, href) in [("1900 1234", "19001234"), ("1900.123.456", "1900123456"), ("18001234", "18001234")]
            {
                calls(&format!("{word} {number} để được hướng dẫn"), &[(number, href)]);
            }
            for number in ["1022", "113", "114", "115", "111"] {
                calls(&format!("{word} {number} của tỉnh"), &[(number, number)]);
            }
        }
        calls("Gọi 113, 114 hoặc 115.", &[("113", "113"), ("115", "115")]);
        for text in [
            "Giai đoạn 1900-1975",
            "Năm 1900 1975",
            "Gọi 115 người nhập ngũ",
            "Kêu gọi 113 hộ hiến đất",
            "Có 113 hộ nghèo",
            "113",
            "Đường ĐT 113",
            "Quốc lộ 1022",
            "Bộ phận điện thoại. 114 người dự",
            "Điện thoại 1130",
            "Tổng đài 1900 1234 5",
        ] {
            calls(text, &[]);
        }
        calls("Điện thoại: 0236.3891234 (máy lẻ 115)", &[("0236.3891234", "02363891234")]);
        calls("Điện thoại: 0236.3891234, 115 lượt", &[("0236.3891234", "02363891234")]);
    }

    #[test]
    fn several_numbers_in_a_row_are_several_links() {
        let two = [("0905123456", "0905123456"), ("0236.3891234", "02363891234")];
        for between in [" - ", "/", " / ", "; ", ", ", " hoặc ", " "] {
            calls(&format!("Liên hệ: 0905123456{between}0236.3891234"), &two);
        }
        calls("0905 123 456 – 0912 345 678", &[("0905 123 456", "0905123456"), ("0912 345 678", "0912345678")]);
    }

    #[test]
    fn what_is_no_telephone_number_stays_text() {
        for text in [
            // Dossiers, laws, letters.
            "Mã hồ sơ 000.00.31.H55-230622-0012",
            "Hồ sơ H55-0905123456",
            "Số hồ sơ: 0905123456",
            "Hồ sơ số 0905 123 456",
            "Biên nhận số 0905123456",
            "Nghị định 61/2018/NĐ-CP, Quyết định 0905123456/QĐ-UBND",
            "Công văn 0905.123.456/UBND",
            // Persons, taxes, accounts.
            "CCCD 031085012345",
            "Căn cước 031 085 012 345",
            "CMND: 0905123456",
            "CMND 031234567",
            "Mã số thuế 0800123456",
            "MST: 0905123456",
            "Doanh nghiệp 0301234567",
            "Số tài khoản 0905123456 tại Agribank",
            "STK: 0905 123 456",
            "Thẻ 9704 0512 3456 7890",
            // Dates, money, amounts, places.
            "Ngày 05.06.2025 10 giờ",
            "05-06-2025 08:30",
            "1.234.567.890 đồng",
            "Kinh phí 0,905 tỷ",
            "0.123456789",
            "Toạ độ 0236389.1234",
            "Từ 0730 - 1130, 1330 - 1700",
            // Not numbers of today, or not whole.
            "Điện thoại: 098108571.",
            "0236 389 123",
            "0905 123 4567",
            "09051234567",
            "00905123456",
            "+1 202 555 0123",
            "+84 905 123",
            // Parts of something else.
            "zalo.me/0905123456",
            "id=0905123456",
            "A0905123456",
            "0905123456A",
            "0905123456_1",
            "0905123456,5 kg",
            "ảnh 0905123456.jpg",
            "Fax: 0236.3891234",
            "#0905123456",
            "10 0905 123 456",
            "",
            "0",
            "+",
            "(0",
        ] {
            calls(text, &[]);
        }
        assert_eq!(links("0905123456@xa.vn"), [("0905123456@xa.vn".to_owned(), "mailto:0905123456@xa.vn".to_owned())]);
    }

    #[test]
    fn a_mail_address_without_its_beginning_stays_text() {
        for text in [".....nhanquangtrung@gmail.com", "a..b@xa.vn", "a.@xa.vn", "@xa.vn"] {
            assert_eq!(links(text), [], "{text}");
        }
    }

    #[test]
    fn the_text_stays_the_same() {
        for text in ["Gọi 113, (0236) 3 891 234/0905123456 ", "ệ0ệ(+84) 905 123 456ệ", "+84 (0)236 3891 234"] {
            let piece = |piece| match piece {
                Piece::Text(text) => text,
                Piece::Element(link) => match link.children.into_iter().next() {
                    Some(Piece::Text(text)) => text,
                    _ => String::new(),
                },
                Piece::Boundary => String::new(),
            };
            assert_eq!(linked(text).into_iter().map(piece).collect::<String>(), text);
        }
    }
}
