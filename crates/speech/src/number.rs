//! Numbers in words.

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// The longest number that is said as one, in digits; a longer one is a code.
const LONGEST: usize = 15;

/// Adds a word to a text.
pub(crate) fn add(out: &mut String, word: &str) {
    if !out.is_empty() && !word.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

fn digit(digit: u8) -> &'static str {
    DIGITS[usize::from(digit % 10)]
}

/// Each digit of a text for itself, in groups: what stands between them is a comma.
pub(crate) fn digits(text: &str) -> String {
    let mut out = String::new();
    let mut is_between = false;
    for byte in text.bytes() {
        if byte.is_ascii_digit() {
            if is_between && !out.is_empty() {
                out.push(',');
            }
            is_between = false;
            add(&mut out, digit(byte - b'0'));
        } else {
            is_between = true;
        }
    }
    out
}

/// A number without separators. One that begins with a zero, or is too long, is a code, of which each digit is said.
pub(crate) fn whole(text: &str) -> String {
    let bytes = text.as_bytes();
    if bytes.len() > LONGEST || bytes.len() > 2 && bytes.first() == Some(&b'0') {
        return digits(text);
    }
    let number = bytes.iter().fold(0_u64, |number, byte| number * 10 + u64::from(byte.wrapping_sub(b'0') % 10));
    cardinal(number)
}

/// A number in words.
pub(crate) fn cardinal(number: u64) -> String {
    if number < 10 {
        return digit(number as u8).to_owned();
    }
    let mut out = String::new();
    let mut power = 1_000_000_000_000;
    for name in ["nghìn tỷ", "tỷ", "triệu", "nghìn", ""] {
        let group = (number / power % 1_000) as u16;
        if group > 0 {
            // A zero in front of the tens is said only after something greater.
            let is_inner = !out.is_empty();
            below_thousand(&mut out, group, is_inner);
            // "một nghìn tỷ" is followed by "hai tỷ", but both are one word for the ear where the second is missing.
            add(&mut out, name);
        }
        power /= 1_000;
    }
    out
}

fn below_thousand(out: &mut String, number: u16, is_inner: bool) {
    let (hundreds, tens, ones) = ((number / 100) as u8, (number / 10 % 10) as u8, (number % 10) as u8);
    if hundreds > 0 || is_inner {
        add(out, digit(hundreds));
        add(out, "trăm");
    }
    match tens {
        0 if ones > 0 && (hundreds > 0 || is_inner) => add(out, "linh"),
        0 => {}
        1 => add(out, "mười"),
        _ => {
            add(out, digit(tens));
            add(out, "mươi");
        }
    }
    match (tens, ones) {
        (_, 0) => {}
        (2..=9, 1) => add(out, "mốt"),
        (2..=9, 4) => add(out, "tư"),
        (1..=9, 5) => add(out, "lăm"),
        _ => add(out, digit(ones)),
    }
}

/// A number with dots between thousands and a comma before decimals, as Vietnamese writes it: `1.264`, `3,5`. `None` if it is no number.
pub(crate) fn decimal(text: &str) -> Option<String> {
    let (before, after) = text.split_once(',').map_or((text, None), |(before, after)| (before, Some(after)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut out = match before.split_once('.') {
        None if is_digits(before) => whole(before),
        Some((first, rest))
            if is_digits(first) && first.len() <= 3 && rest.split('.').all(|it| is_digits(it) && it.len() == 3) =>
        {
            let digits: String = before.split('.').collect();
            whole(&digits)
        }
        // The number of a section, or a decimal as machines write it.
        Some(_) if after.is_none() && before.split('.').all(is_digits) => {
            let mut out = String::new();
            for (i, part) in before.split('.').enumerate() {
                if i > 0 {
                    add(&mut out, "chấm");
                }
                add(&mut out, &whole(part));
            }
            return Some(out);
        }
        _ => return None,
    };
    if let Some(after) = after {
        if !is_digits(after) {
            return None;
        }
        add(&mut out, "phẩy");
        // 2,5 and 98,75 are said as numbers, 0,05 and 3,142 digit by digit.
        let is_short = after.len() <= 2 && !after.starts_with('0');
        add(&mut out, &if is_short { whole(after) } else { digits(after) });
    }
    Some(out)
}

/// The value of a number in Roman digits that is written as it should be; at most 39, which is more than congresses and quarters need.
pub(crate) fn roman(text: &str) -> Option<u64> {
    let rest = text.trim_start_matches('X');
    let tens = text.len() - rest.len();
    let names = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let ones = names.iter().position(|name| *name == rest)?;
    (tens <= 3 && !text.is_empty()).then_some((tens * 10 + ones) as u64)
}

#[cfg(test)]
mod tests {
    use super::{cardinal, roman};

    #[test]
    fn numbers_are_said_as_people_say_them() {
        for (number, words) in [
            (0, "không"),
            (10, "mười"),
            (15, "mười lăm"),
            (21, "hai mươi mốt"),
            (44, "bốn mươi tư"),
            (105, "một trăm linh năm"),
            (110, "một trăm mười"),
            (1_000, "một nghìn"),
            (1_005, "một nghìn không trăm linh năm"),
            (2_025, "hai nghìn không trăm hai mươi lăm"),
            (1_000_001, "một triệu không trăm linh một"),
            (30_000_000_000, "ba mươi tỷ"),
            (1_000_000_000_000, "một nghìn tỷ"),
        ] {
            assert_eq!(cardinal(number), words);
        }
    }

    #[test]
    fn only_numbers_that_are_written_well_are_roman() {
        for (text, number) in [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XXXIX", 39)] {
            assert_eq!(roman(text), Some(number), "{text}");
        }
        for text in ["", "IIII", "VX", "XXXXI", "LI", "xi", "IXI"] {
            assert_eq!(roman(text), None, "{text}");
        }
    }
}
