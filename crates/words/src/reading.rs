//! Texts of the panel "Cách đọc", in which readers choose how they want to read.

/// The headline of the panel, and the button that opens it.
pub const HEADLINE: &str = "Cách đọc";
/// Said where the panel could not be had.
pub const UNAVAILABLE: &str = "Chưa mở được phần Cách đọc. Xin kiểm tra mạng rồi bấm lại.";
/// The choice of what the page has by itself.
const NORMAL: &str = "Bình thường";

/// A group of choices.
#[derive(Debug)]
pub struct Group {
    /// What it is called in the markup.
    pub name: &'static str,
    /// Its legend.
    pub legend: &'static str,
    /// Whether one of the choices holds at a time. Otherwise any of them may.
    pub is_one: bool,
    /// Each choice: the name by which it is kept and by which the style sheet knows it (`style/reading.css`), empty for what the page has by
    /// itself; and its label.
    pub choices: &'static [(&'static str, &'static str)],
}

/// All choices, in their order in the panel.
pub const GROUPS: [Group; 4] = [
    Group {
        name: "size",
        legend: "Cỡ chữ",
        is_one: true,
        choices: &[
            ("", "100 %"),
            ("size-115", "115 %"),
            ("size-130", "130 %"),
            ("size-150", "150 %"),
            ("size-200", "200 %"),
        ],
    },
    Group {
        name: "theme",
        legend: "Nền",
        is_one: true,
        choices: &[("", "Theo thiết bị"), ("light", "Sáng"), ("dark", "Tối")],
    },
    Group {
        name: "contrast", legend: "Độ tương phản", is_one: true, choices: &[("", NORMAL), ("contrast", "Cao")]
    },
    Group {
        name: "more",
        legend: "Dễ đọc hơn",
        is_one: false,
        choices: &[
            ("spacing", "Giãn chữ, giãn dòng"),
            ("face", "Kiểu chữ dễ đọc"),
            ("links", "Gạch chân liên kết"),
            ("still", "Bớt chuyển động"),
        ],
    },
];

/// The button that puts everything back.
pub const RESET: &str = "Đặt lại";
/// The button that closes the panel.
pub const CLOSE: &str = "Đóng";
/// What is kept, and where.
pub const KEPT: &str = "Lựa chọn chỉ được giữ trong trình duyệt này.";
/// The browser keeps nothing.
pub const NOT_KEPT: &str = "Trình duyệt này không cho lưu: lựa chọn chỉ có tác dụng đến khi tải lại hoặc đóng trang.";
/// After everything was put back.
pub const IS_RESET: &str = "Đã đặt lại như ban đầu.";

/// What the reader has just chosen, for screen readers.
#[must_use]
pub fn chosen(group: &str, choice: &str) -> String {
    [group, ": ", choice].concat()
}

/// What the reader has just turned on or off, for screen readers.
#[must_use]
pub fn turned(choice: &str, is_on: bool) -> String {
    [choice, if is_on { ": bật" } else { ": tắt" }].concat()
}

#[cfg(test)]
mod tests {
    use super::GROUPS;
    use std::collections::HashSet;

    /// The line in every page believes only lists of these characters, of this length.
    #[test]
    fn every_combination_of_names_is_believed() {
        let longest = |names: &[(&str, &str)]| names.iter().map(|(name, _)| name.len() + 1).max().unwrap_or_default();
        let all: usize = GROUPS
            .iter()
            .map(|group| {
                if group.is_one {
                    longest(group.choices)
                } else {
                    group.choices.iter().map(|(name, _)| name.len() + 1).sum()
                }
            })
            .sum();
        assert!(all <= 80, "{all}");
        let names: Vec<&str> = GROUPS
            .iter()
            .flat_map(|group| group.choices)
            .map(|(name, _)| *name)
            .filter(|name| !name.is_empty())
            .collect();
        assert!(
            names
                .iter()
                .all(|name| name.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-'))
        );
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
    }

    #[test]
    fn the_style_sheet_knows_every_choice() {
        let css = include_str!("../../../style/reading.css");
        for (name, label) in GROUPS.iter().flat_map(|group| group.choices).filter(|(name, _)| !name.is_empty()) {
            assert!(css.contains(&format!("[data-reading~={name}]")), "{label}");
        }
    }
}
