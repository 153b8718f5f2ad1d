//! Names of procedures and fields in a form in which they can be compared.

use trangxa_list_imports::names::is_unknown;
use trangxa_sheets::fold;

pub(crate) use trangxa_list_imports::names::{is_nothing, short};

/// The words of a procedure's name. Some lists write "Thủ tục" before each.
pub(crate) fn of_procedure(name: &str) -> String {
    without(name, "thu tuc ")
}

/// The words of the name of a field of administration, without "lĩnh vực" before it.
pub(crate) fn of_field(name: &str) -> String {
    without(name, "linh vuc ")
}

fn without(name: &str, beginning: &str) -> String {
    let words = fold::words(name);
    words.strip_prefix(beginning).map(str::to_owned).unwrap_or(words)
}

/// Whether a text says nothing about a time, a fee or a number: there "Không" is a value.
pub(crate) fn is_blank(text: &str) -> bool {
    let words = fold::words(text);
    words.is_empty() || words == "x" || is_unknown(&words)
}

/// The entries of a text such as "Công dân Việt Nam; Doanh nghiệp". Where no semicolon parts them, commas do, outside of brackets and
/// before capital letters: "Cán bộ, công chức, viên chức" is one.
pub(crate) fn entries(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    let by_comma = !text.contains(';');
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let next = || text.get(at + 1..).and_then(|rest| rest.trim_start().chars().next());
        let parts_here = c == ';' || c == ',' && by_comma && depth == 0 && next().is_some_and(char::is_uppercase);
        if parts_here {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    let tidy = parts.iter().map(|part| fold::tidy(part.trim_matches([' ', '-', '+', '.'])));
    tidy.filter(|part| !is_nothing(part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_told_apart() {
        assert_eq!(entries("Công dân Việt Nam; - Doanh nghiệp;"), ["Công dân Việt Nam", "Doanh nghiệp"]);
        assert_eq!(
            entries("Công dân, Cán bộ, công chức, viên chức, Tổ chức (không gồm doanh nghiệp, HTX)"),
            ["Công dân", "Cán bộ, công chức, viên chức", "Tổ chức (không gồm doanh nghiệp, HTX)"]
        );
        assert!(entries("Không có thông tin").is_empty());
    }

    #[test]
    fn names_are_compared_without_what_lists_put_before_them() {
        assert_eq!(of_procedure("Thủ tục ĐĂNG KÝ khai sinh"), of_procedure("Đăng ký khai sinh"));
        assert_eq!(of_field("Lĩnh vực: Hộ tịch"), "ho tich");
    }
}
