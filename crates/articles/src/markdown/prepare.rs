//! Mends lines of Markdown that `CommonMark` would show otherwise than a person means them: a heading without a blank behind its signs, a bullet from
//! Word, a table without its second line, a destination with blanks.

use super::destination;
use std::borrow::Cow;

/// How long a line may be that a line of hyphens below it makes a heading, in characters. A longer one is a paragraph above a rule.
const MOST_HEADING: usize = 80;
/// The bullets of word processors; `-`, `*` and `+` are those of Markdown.
const BULLETS: [char; 12] = ['•', '·', '▪', '■', '►', '◦', '●', '‣', '–', '❖', '➢', '✓'];

/// A text of Markdown that can be parsed, and the lines of the file that its own lines are.
pub(super) struct Prepared {
    pub text: String,
    /// Where each line begins, and which line of the file it is.
    starts: Vec<(usize, usize)>,
}

impl Prepared {
    /// Prepares the lines of a file from the line with the number `first` on.
    pub(super) fn of(lines: &[&str], first: usize) -> Self {
        let mut prepared = Self { text: String::new(), starts: Vec::with_capacity(lines.len()) };
        let mut fence: Option<&str> = None;
        for (i, line) in lines.iter().enumerate() {
            let number = first + i;
            let mark = code_fence(line);
            if let Some(open) = fence {
                prepared.add(line, number);
                let closes =
                    mark.is_some_and(|mark| mark.starts_with(open)) && line.trim_matches([' ', '`', '~']).is_empty();
                fence = if closes { None } else { Some(open) };
                continue;
            }
            if let Some(mark) = mark {
                fence = Some(mark);
                prepared.add(line, number);
                continue;
            }
            let before = i.checked_sub(1).map_or("", |before| lines[before]);
            let after = lines.get(i + 1).copied().unwrap_or_default();
            if stands_apart(before, line, after) {
                prepared.add("", number);
            }
            prepared.add(&mended(line), number);
            if is_row(line) && is_row(after) && !is_row(before) && !is_rule_of_table(after) && !is_rule_of_table(line) {
                prepared.add(&rule_of_table(line), number);
            }
        }
        prepared
    }

    /// The line of the file in which an offset of the text is.
    pub(super) fn line(&self, offset: usize) -> usize {
        let after = self.starts.partition_point(|(start, _)| *start <= offset);
        after.checked_sub(1).and_then(|at| self.starts.get(at)).map_or(1, |(_, line)| *line)
    }

    fn add(&mut self, line: &str, number: usize) {
        self.starts.push((self.text.len(), number));
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// The three signs that begin or end a block of code.
fn code_fence(line: &str) -> Option<&str> {
    let text = line.trim_start();
    let mark = text.get(..3)?;
    (matches!(mark, "```" | "~~~") && line.len() - text.len() < 4).then_some(mark)
}

/// Whether a line is to be parsed apart from the one before it.
fn stands_apart(before: &str, line: &str, after: &str) -> bool {
    if before.trim().is_empty() {
        return false;
    }
    // A table directly below a sentence.
    let begins_table = line.contains('|') && is_rule_of_table(after) && !before.contains('|');
    // A rule below a paragraph, which would become a heading.
    let text = line.trim();
    let is_rule = text.len() > 2 && text.bytes().all(|byte| byte == b'-');
    begins_table || is_rule && before.trim().chars().count() > MOST_HEADING
}

/// Whether a line is a row of a table that begins and ends with a bar.
fn is_row(line: &str) -> bool {
    let text = line.trim();
    text.len() > 2 && text.starts_with('|') && text.ends_with('|')
}

/// Whether a line divides the head of a table from its rows: `|---|:--:|`.
fn is_rule_of_table(line: &str) -> bool {
    let text = line.trim();
    text.contains('-')
        && text.contains('|')
        && text.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// The line that divides a table whose first row is given.
fn rule_of_table(row: &str) -> String {
    let mut cells = 0;
    let mut is_escaped = false;
    for c in row.trim().chars() {
        cells += usize::from(c == '|' && !is_escaped);
        is_escaped = c == '\\' && !is_escaped;
    }
    format!("|{}", "---|".repeat(cells.saturating_sub(1)))
}

/// A line as it is meant.
fn mended(line: &str) -> Cow<'_, str> {
    let mut line = Cow::Borrowed(line);
    if line.contains(['\u{feff}', '\u{200b}', '\u{a0}', '\u{3000}']) {
        line = Cow::Owned(with_plain_blanks(&line));
    }
    let text = line.trim_start();
    let indent = line.len() - text.len();
    if let Some(rest) = text.strip_prefix(BULLETS)
        && rest.starts_with(char::is_whitespace)
    {
        line = Cow::Owned(format!("{}- {}", &line[..indent], rest.trim_start()));
    } else if let Some(heading) = heading(text) {
        line = Cow::Owned(format!("{}{heading}", &line[..indent]));
    }
    match destination::mended(&line) {
        Some(mended) => Cow::Owned(mended),
        None => line,
    }
}

/// A line whose invisible signs are gone, and whose blanks at the start and behind a sign of Markdown are those of a keyboard.
fn with_plain_blanks(line: &str) -> String {
    let visible: String = line.chars().filter(|c| !matches!(c, '\u{feff}' | '\u{200b}')).collect();
    let is_wide = |c: char| matches!(c, '\u{a0}' | '\u{3000}');
    let is_sign = |c: char| {
        c.is_ascii_whitespace() || c.is_ascii_digit() || is_wide(c) || "#-*+>.)".contains(c) || BULLETS.contains(&c)
    };
    let end = visible.find(|c| !is_sign(c)).unwrap_or(visible.len());
    let start = visible[..end].replace(is_wide, " ");
    format!("{start}{}", &visible[end..])
}

/// A heading whose signs have no blank behind them, with one. `#chu` may be a tag, which has one sign.
fn heading(text: &str) -> Option<String> {
    let signs = text.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &text[signs..];
    (matches!(signs, 2..=6) && rest.starts_with(char::is_alphanumeric)).then(|| format!("{} {rest}", &text[..signs]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(text: &str) -> String {
        Prepared::of(&text.lines().collect::<Vec<_>>(), 1).text
    }

    #[test]
    fn lines_are_mended() {
        for (line, expected) in [
            ("##Mục một", "## Mục một"),
            ("###1. Mục", "### 1. Mục"),
            ("#xaanbinh", "#xaanbinh"),
            ("##", "##"),
            ("• Một", "- Một"),
            ("  •\tMột", "  - Một"),
            ("– Một", "- Một"),
            ("–5 độ", "–5 độ"),
            ("#\u{a0}Tiêu đề", "# Tiêu đề"),
            ("-\u{a0}Một\u{a0}hai", "- Một\u{a0}hai"),
            ("\u{200b}# Tiêu đề", "# Tiêu đề"),
            ("\u{a0}\u{a0}Thụt đầu dòng", "  Thụt đầu dòng"),
        ] {
            assert_eq!(prepared(line), format!("{expected}\n"), "{line}");
        }
    }

    #[test]
    fn code_stays_as_it_is() {
        let text = "```\n##Mục\n• Một\n![](a b.jpg)\n```\n• Hai";
        assert_eq!(prepared(text), "```\n##Mục\n• Một\n![](a b.jpg)\n```\n- Hai\n");
    }

    #[test]
    fn tables_and_rules_stand_apart_and_lines_keep_their_numbers() {
        let text = "Bảng:\n| a | b |\n|---|---|\n| 1 | 2 |";
        assert_eq!(prepared(text), "Bảng:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
        let bare = Prepared::of(&["| a | b \\| c |", "| 1 | 2 |", "| 3 | 4 |"], 7);
        assert_eq!(bare.text, "| a | b \\| c |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n");
        let of = |part: &str| bare.line(bare.text.find(part).unwrap());
        assert_eq!((of("| a"), of("| 1"), of("4 |")), (7, 8, 9));
        let long = "Câu dài ".repeat(20);
        assert_eq!(prepared(&format!("{long}\n---")), format!("{long}\n\n---\n"));
        assert_eq!(prepared("Tiêu đề\n---"), "Tiêu đề\n---\n");
    }
}
