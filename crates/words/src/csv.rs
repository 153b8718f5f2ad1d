//! The table of figures that readers download, for spreadsheets (RFC 4180), with its Vietnamese headings.

use crate::counts;
use trangxa_model::rate::Percent;
use trangxa_model::tthc::{Count, Counts, Period, Stated, Tthc};

/// The columns before the counts.
pub const KEYS: [&str; 3] = ["Từ tháng", "Đến tháng", "Lĩnh vực"];
/// The columns behind the counts: what the source states, of whole periods only.
pub const STATED: [&str; 3] = ["Đã giải quyết", "Tỉ lệ giải quyết (%)", "Tỉ lệ trễ hạn (%)"];

/// The first character of the file: spreadsheets then read it as UTF-8.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// The file: a line for each period, and below it a line for each of its fields, with the counts as they were published. A count
/// that was not published is empty. `trangxa import-tthc` reads the file back.
///
/// Commas separate the cells. Only the stated rates have decimals, and they are quoted, so that a spreadsheet reads the same numbers
/// whatever its language.
pub fn write(tthc: &Tthc) -> String {
    let mut out = String::from(BYTE_ORDER_MARK);
    for label in KEYS.into_iter().chain(Count::ALL.map(counts::name)) {
        cell(&mut out, label);
    }
    for label in STATED {
        cell(&mut out, label);
    }
    end(&mut out);
    for period in &tthc.periods {
        row(&mut out, period, "", &period.counts, period.stated);
        for field in period.fields.iter() {
            row(&mut out, period, &field.name, &field.counts, None);
        }
    }
    out
}

fn row(out: &mut String, period: &Period, name: &str, counts: &Counts, stated: Option<Stated>) {
    cell(out, &period.from.iso());
    cell(out, &period.to.iso());
    cell(out, &harmless(name));
    for count in Count::ALL {
        number(out, counts[count]);
    }
    number(out, stated.and_then(|stated| stated.completed));
    for rate in [stated.and_then(|stated| stated.completion_rate), stated.and_then(|stated| stated.late_rate)] {
        cell(out, rate.map(Percent::text).unwrap_or_default().trim_end_matches('%'));
    }
    end(out);
}

/// Writes a cell and the comma behind it.
pub(crate) fn cell(out: &mut String, text: &str) {
    let is_quoted = text.contains([',', '"', '\n', '\r']);
    if is_quoted {
        out.push('"');
    }
    for c in text.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    if is_quoted {
        out.push('"');
    }
    out.push(',');
}

fn number(out: &mut String, value: Option<u64>) {
    cell(out, &value.map(|value| value.to_string()).unwrap_or_default());
}

/// Ends a line: replaces the last comma.
pub(crate) fn end(out: &mut String) {
    out.pop();
    out.push_str("\r\n");
}

/// A name with a `'` in front if a spreadsheet would take it for a formula (OWASP, "CSV Injection").
pub(crate) fn harmless(name: &str) -> String {
    if name.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) { format!("'{name}") } else { name.to_owned() }
}

/// A telephone number. Digits alone get blanks between them, because a spreadsheet would take them for a number and drop the 0 in front.
pub(crate) fn telephone(number: &str) -> String {
    let is_digits = number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits {
        return number.to_owned();
    }
    let mut out = String::new();
    for (place, digit) in number.chars().enumerate() {
        if [4, 7].contains(&place) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::read;
    use serde_json::json;

    #[test]
    fn a_line_a_period_and_a_line_a_field() {
        let figures = read(json!([{"from": "2023-01", "to": "2023-11", "in_time": 2787, "late": 0,
            "stated": {"completed": 2787, "completion_rate": 99.5, "late_rate": 0},
            "fields": [{"name": "Hộ tịch, \"mới\"", "late": 3}, {"name": "=1+1"}]}]));
        let csv = write(&figures);
        assert_eq!(
            csv.split("\r\n").collect::<Vec<_>>(),
            [
                "\u{feff}Từ tháng,Đến tháng,Lĩnh vực,Tiếp nhận,Kỳ trước chuyển qua,Trước hạn,Đúng hạn,Trước & đúng hạn,\
                 Trễ hạn,\"Đang giải quyết, trong hạn\",\"Đang giải quyết, quá hạn\",Chờ bổ sung,Rút,Không tiếp nhận,\
                 Đã giải quyết,Tỉ lệ giải quyết (%),Tỉ lệ trễ hạn (%)",
                "2023-01,2023-11,,,,,,2787,0,,,,,,2787,\"99,5\",0",
                "2023-01,2023-11,\"Hộ tịch, \"\"mới\"\"\",,,,,,3,,,,,,,,",
                "2023-01,2023-11,'=1+1,,,,,,,,,,,,,,",
                "",
            ]
        );
    }
}
