//! What is said for one word, in its place between others.

use crate::abbreviations::{anywhere, dotted, in_number, sure_unit, unit};
use crate::letters::{has, is_small};
use crate::number::{add, cardinal, decimal, digits, roman, whole};
use crate::word::Word;

/// The words before a day and a month, such as `2/9`.
const BEFORE_DAY: &str =
    "ngày mùng mồng sáng trưa chiều tối đêm dịp lễ khánh từ đến trước sau hết và nghỉ tết hôm lịch";
/// The words before a number in Roman digits.
const BEFORE_ROMAN: &str = "quý khóa khoá chương phần kỳ mục thứ kỷ lục vùng hạng cấp loại nhóm bậc đợt hội tập lần";
/// The words before a number of which each digit is said.
const BEFORE_CODE: &str = "gọi đài nóng thoại hotline zalo máy lẻ CCCD CMND";
/// The words before a span of years.
const BEFORE_YEARS: &str = "năm khóa khoá đoạn kỳ học";

/// What is said for some words from the first on.
pub(crate) struct Said {
    /// How many words it is said for.
    pub words: usize,
    /// What is said.
    pub text: String,
    /// Whether the full stop after it belongs to an abbreviation.
    pub has_own_stop: bool,
}

/// What is said for the word at `i`, and perhaps for those after it.
pub(crate) fn say(words: &[Word<'_>], i: usize) -> Said {
    let word = &words[i];
    let before = i.checked_sub(1).map_or("", |i| words[i].core);
    if let Some((count, text)) = telephone(words, i, before) {
        return Said { words: count, text, has_own_stop: false };
    }
    let next_small = words.get(i + 1).is_none_or(|next| next.core.starts_with(is_small));
    if word.trail.starts_with('.')
        && !next_small
        && let Some(text) = dotted(word.core)
    {
        return Said { words: 1, text: text.to_owned(), has_own_stop: true };
    }
    let mut text = one(word.core, before).unwrap_or_else(|| word.core.to_owned());
    if word.lead.ends_with(['-', '−']) && word.core.contains('°') {
        text.insert_str(0, "âm ");
    }
    Said { words: 1, text, has_own_stop: false }
}

/// A telephone number, which may be written in groups: the number of words, and what is said.
fn telephone(words: &[Word<'_>], i: usize, before: &str) -> Option<(usize, String)> {
    let is_group = |word: &Word<'_>| {
        word.core.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-')) && !word.core.is_empty()
    };
    let first = words.get(i).filter(|word| is_group(word))?;
    let is_abroad = first.lead.ends_with('+');
    let is_short = has(BEFORE_CODE, before) && (3..=4).contains(&first.core.len());
    if !(first.core.starts_with('0') || is_abroad || is_short || has("1800 1900", first.core.get(..4)?)) {
        return None;
    }
    let (mut count, mut length, mut all) = (0, 0, String::new());
    for word in &words[i..] {
        let digits = word.core.bytes().filter(u8::is_ascii_digit).count();
        let is_inner = count == 0 || word.lead.is_empty();
        if !is_group(word) || !is_inner || length + digits > 12 {
            break;
        }
        add(&mut all, word.core);
        length += digits;
        count += 1;
        if !word.trail.is_empty() || is_short {
            break;
        }
    }
    let is_whole = is_short || (8..=12).contains(&length) && (first.core.len() > 2 || is_abroad || count > 1);
    // A day of two digits begins with a zero, too.
    let is_date = date(first.core, before).is_some();
    let text = digits(&all);
    (is_whole && !is_date).then(|| (count, if is_abroad { format!("cộng {text}") } else { text }))
}

/// What is said for a word. `None` where it is said as it is written.
fn one(core: &str, before: &str) -> Option<String> {
    let known = || anywhere(core).or_else(|| sure_unit(core)).map(str::to_owned);
    let measured = || unit(core).filter(|_| core == "%" || before.ends_with(|c: char| c.is_ascii_digit()));
    known()
        .or_else(|| measured().map(str::to_owned))
        .or_else(|| date(core, before))
        .or_else(|| numeral(core, before))
        .or_else(|| time(core))
        .or_else(|| measure(core))
        .or_else(|| span(core, before))
        .or_else(|| prefixed(core))
        .or_else(|| compound(core))
}

/// A number, or one in Roman digits.
fn numeral(core: &str, before: &str) -> Option<String> {
    let ordinal = |number| match number {
        1 if has("thứ", before) => "nhất".to_owned(),
        4 if has("thứ tháng", before) => "tư".to_owned(),
        _ => cardinal(number),
    };
    if has(BEFORE_ROMAN, before)
        && let Some(number) = roman(core)
    {
        return Some(ordinal(number));
    }
    if has("thứ tháng", before) && matches!(core, "1" | "4" | "04") && !(before.len() > 5 && core == "1") {
        return Some(ordinal(u64::from(core.as_bytes()[core.len() - 1] - b'0')));
    }
    // "01" is said as "không một" only in codes.
    let short = core.strip_prefix('0').filter(|rest| rest.len() == 1).unwrap_or(core);
    decimal(short)
}

fn number_of(text: &str, longest: usize) -> Option<u64> {
    let is_number = !text.is_empty() && text.len() <= longest && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.bytes().fold(0, |number, byte| number * 10 + u64::from(byte - b'0')))
}

fn day_of(text: &str) -> Option<String> {
    let day = number_of(text, 2).filter(|day| (1..=31).contains(day))?;
    let number = cardinal(day);
    Some(if day <= 10 { format!("mồng {number}") } else { number })
}

fn month_of(text: &str) -> Option<String> {
    let month = number_of(text, 2).filter(|month| (1..=12).contains(month))?;
    Some(if month == 4 { "tháng tư".to_owned() } else { format!("tháng {}", cardinal(month)) })
}

fn year_of(text: &str) -> Option<String> {
    let year = number_of(text, 4).filter(|year| (1_000..3_000).contains(year))?;
    Some(cardinal(year))
}

/// A date, a day and month, a month and year, or a quarter and year: `01/7/2025`, `2/9`, `7/2025`, `III/2023`.
fn date(core: &str, before: &str) -> Option<String> {
    let separator = core.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
    let mut parts = core.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    let unless_said = |word: &str, text: String| if has(word, before) { text } else { format!("{word} {text}") };
    if let Some(third) = third {
        let (day, month, year) = (day_of(first)?, month_of(second)?, year_of(third)?);
        return Some(unless_said("ngày", format!("{day} {month} năm {year}")));
    }
    if separator != '/' {
        return None;
    }
    if let Some(year) = year_of(second) {
        if let Some(number) = roman(first).filter(|_| has(BEFORE_ROMAN, before)) {
            return Some(format!("{} năm {year}", cardinal(number)));
        }
        let number = number_of(first, 2).filter(|number| (1..=12).contains(number))?;
        if has("quý", before) {
            return Some(format!("{} năm {year}", cardinal(number)));
        }
        let month = month_of(first)?;
        let month = if has("tháng", before) { month.trim_start_matches("tháng ").to_owned() } else { month };
        return Some(format!("{month} năm {year}"));
    }
    let (a, b) = (number_of(first, 9)?, number_of(second, 9)?);
    if let (Some(day), Some(month)) = (day_of(first), month_of(second))
        && (a > b || has(BEFORE_DAY, before))
    {
        return Some(unless_said("ngày", format!("{day} {month}")));
    }
    // So many of so many.
    Some(format!("{} trên {}", cardinal(a), cardinal(b)))
}

/// A time of day: `8h30`, `07g00`, `7:30`, `8h`.
fn time(core: &str) -> Option<String> {
    let core = core.trim_end_matches('\'');
    let separator = core.chars().find(|c| !c.is_ascii_digit())?;
    let (hour, minute) = core.split_once(separator)?;
    let hour = number_of(hour, 2).filter(|hour| *hour <= 24 && matches!(separator, 'h' | 'H' | 'g' | ':'))?;
    let mut out = format!("{} giờ", cardinal(hour));
    if minute.is_empty() && matches!(separator, 'h' | 'H') || minute == "00" {
        return Some(out);
    }
    let minute = number_of(minute, 2).filter(|it| *it < 60 && minute.len() == 2)?;
    add(&mut out, &cardinal(minute));
    add(&mut out, "phút");
    Some(out)
}

/// A number with its unit: `12%`, `500m2`, `20.000đ/kg`.
fn measure(core: &str) -> Option<String> {
    let at = core.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))?;
    let (number, rest) = core.split_at(at);
    let mut out = decimal(number)?;
    for (i, name) in rest.split('/').enumerate() {
        if i > 0 {
            add(&mut out, "trên");
        }
        let name = unit(name).or((i > 0 && !name.is_empty()).then_some(name))?;
        add(&mut out, name);
    }
    Some(out)
}

/// From one number, time or date to another: `7h30-11h30`, `2020-2025`.
fn span(core: &str, before: &str) -> Option<String> {
    let (from, to) = core.split_once(['-', '–'])?;
    let of_years = |text: &str| year_of(text).filter(|_| has(BEFORE_YEARS, before));
    let end = |text: &str, before| {
        of_years(text)
            .or_else(|| numeral(text, before))
            .or_else(|| date(text, before))
            .or_else(|| time(text))
            .or_else(|| measure(text))
    };
    // The first of two has the unit or month of the second: "từ 5-7%".
    let (from, to) = (end(from, before)?, end(to, before)?);
    Some(format!("{from} đến {to}"))
}

/// An abbreviation that is joined to a name by a full stop: `TP.HCM`.
fn prefixed(core: &str) -> Option<String> {
    let (short, name) = core.split_once('.')?;
    let short = dotted(short)?;
    let name = one(name, "").unwrap_or_else(|| name.to_owned());
    Some(format!("{short} {name}"))
}

/// The number of a document, a unit by another one, or a word with digits in it: `61/2018/NĐ-CP`, `km/h`, `COVID-19`.
fn compound(core: &str) -> Option<String> {
    let (mut out, mut is_changed, mut rest) = (String::new(), false, core);
    let mut after = ' ';
    let has_stroke = core.contains(['/', '-', '–']);
    let is_number = core.contains('/') && core.contains(|c: char| c.is_ascii_digit());
    loop {
        let end = rest.find(['/', '-', '–']).unwrap_or(rest.len());
        let (part, tail) = rest.split_at(end);
        let by = unit(part).filter(|_| after == '/' || tail.starts_with('/') && !is_number);
        let known = if has_stroke { in_number(part) } else { None };
        let mut said = String::new();
        match by.filter(|_| !is_number).or(known) {
            Some(known) => said.push_str(known),
            None => is_changed |= runs(part, &mut said),
        }
        is_changed |= by.or(known).is_some();
        match after {
            '/' if by.is_some() && !is_number => add(&mut out, "trên"),
            '/' => out.push(','),
            _ => {}
        }
        add(&mut out, &said);
        let mut tail = tail.chars();
        let Some(next) = tail.next() else { break };
        after = next;
        rest = tail.as_str();
    }
    is_changed.then_some(out)
}

/// Says the numbers in a text, with what stands between them. Returns whether there were any.
fn runs(text: &str, out: &mut String) -> bool {
    let mut rest = text;
    let mut is_changed = false;
    while !rest.is_empty() {
        let is_digit = rest.starts_with(|c: char| c.is_ascii_digit());
        let end = rest.find(|c: char| c.is_ascii_digit() != is_digit).unwrap_or(rest.len());
        let (run, tail) = rest.split_at(end);
        add(out, &if is_digit { whole(run) } else { run.to_owned() });
        is_changed |= is_digit;
        rest = tail;
    }
    is_changed
}
