//! Destinations of links and pictures with blanks or backslashes, which `CommonMark` does not read: `![](ảnh 1.jpg)`, `[Đơn](tep\don.pdf)`.

/// A line with such destinations in angle brackets; `None` if it has none.
pub(super) fn mended(line: &str) -> Option<String> {
    if !line.contains("](") && !line.contains("] (") {
        return None;
    }
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    let mut is_changed = false;
    // Whether a bracket is open, and whether a picture's `!` stands before it.
    let mut open: Vec<bool> = Vec::new();
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let escaped = after.chars().next().map_or(0, char::len_utf8);
                out.push(c);
                out.push_str(&after[..escaped]);
                rest = &after[escaped..];
                before = '\\';
                continue;
            }
            '`' => {
                let code = code_span(rest);
                out.push_str(code);
                rest = &rest[code.len()..];
                before = '`';
                continue;
            }
            '[' => open.push(before == '!'),
            ']' => {
                let is_picture = open.pop();
                // `![…] (…)` is a picture for sure; `[…] (…)` may be a remark in brackets.
                let inner = after
                    .strip_prefix('(')
                    .or_else(|| after.strip_prefix(" (").filter(|_| is_picture == Some(true)))
                    .filter(|_| is_picture.is_some());
                if let Some((inner, destination)) = inner.and_then(|inner| Some((inner, destination(inner)?))) {
                    let new = destination.written();
                    let old = &after[..after.len() - inner.len() + destination.length];
                    is_changed |= new != old;
                    out.push(']');
                    out.push_str(&new);
                    rest = &after[old.len()..];
                    before = ')';
                    continue;
                }
            }
            _ => {}
        }
        out.push(c);
        before = c;
        rest = after;
    }
    is_changed.then_some(out)
}

/// The code at the start of a text that begins with a backtick, or its backticks if nothing closes them.
fn code_span(text: &str) -> &str {
    let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
    let mark = &text[..ticks];
    let mut from = ticks;
    while let Some(at) = text[from..].find(mark).map(|at| from + at) {
        let run = text[at..].bytes().take_while(|byte| *byte == b'`').count();
        if run == ticks {
            return &text[..at + run];
        }
        from = at + run;
    }
    mark
}

/// What stands between the round brackets behind a link's text.
struct Destination<'a> {
    /// What stands there, as it is.
    inner: &'a str,
    address: &'a str,
    /// The title, without its quotes.
    title: Option<&'a str>,
    /// How many bytes it takes with the closing bracket.
    length: usize,
}

/// Reads a destination; `text` begins behind the opening bracket.
fn destination(text: &str) -> Option<Destination<'_>> {
    let end = if text.trim_start().starts_with('<') {
        let close = text.find('>')?;
        close + text[close..].find(')')?
    } else {
        closing(text)?
    };
    let inner = &text[..end];
    let (address, title) = titled(inner.trim());
    Some(Destination { inner, address, title, length: end + 1 })
}

/// The place of the bracket that closes one before the text; brackets in it come in pairs, as in `anh (1).jpg`.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// An address and the title in quotes behind it.
fn titled(inner: &str) -> (&str, Option<&str>) {
    let parts = || {
        let before = inner.strip_suffix(['"', '\'', '”', '“'])?;
        let at = [" \"", " '", " “", " ”"].iter().filter_map(|mark| before.rfind(mark)).max()?;
        let title = before[at..].trim_start().trim_start_matches(['"', '\'', '“', '”']);
        Some((inner[..at].trim_end(), title)).filter(|(address, _)| !address.is_empty())
    };
    parts().map_or((inner, None), |(address, title)| (address, Some(title)))
}

impl Destination<'_> {
    /// The brackets and what stands in them, as `CommonMark` reads it.
    fn written(&self) -> String {
        let address = self.address.strip_prefix('<').and_then(|it| it.strip_suffix('>')).unwrap_or(self.address);
        let is_path = !address.contains("://") && !address.starts_with("\\\\");
        let has_blank = self.address == address && address.contains(char::is_whitespace);
        let has_separator = is_path && address.contains('\\') && !address.contains("\\)");
        let has_other_quotes = self.title.is_some() && !self.inner.trim_end().ends_with(['"', '\'']);
        if !has_blank && !has_separator && !has_other_quotes {
            return format!("({})", self.inner);
        }
        let path = if has_separator { address.replace('\\', "/") } else { address.to_owned() };
        let path = path.replace('<', "%3C").replace('>', "%3E");
        match self.title {
            Some(title) => format!("(<{path}> \"{}\")", title.replace('"', "\\\"")),
            None => format!("(<{path}>)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn destinations_that_commonmark_does_not_read_get_brackets() {
        for (line, expected) in [
            ("![](ảnh 1.jpg)", "![](<ảnh 1.jpg>)"),
            ("![Họp dân](anh (1).jpg) x", "![Họp dân](<anh (1).jpg>) x"),
            ("![a](anh\\1.jpg)", "![a](<anh/1.jpg>)"),
            ("[Đơn](tep\\don xin.pdf)", "[Đơn](<tep/don xin.pdf>)"),
            ("![a](ảnh 1.jpg \"Chú thích\")", "![a](<ảnh 1.jpg> \"Chú thích\")"),
            ("![a](1.jpg “Chú thích”)", "![a](<1.jpg> \"Chú thích\")"),
            ("![a] (1.jpg)", "![a](1.jpg)"),
            ("[![a](b c.jpg)](d e.pdf)", "[![a](<b c.jpg>)](<d e.pdf>)"),
            ("\\[x] [a](b c)", "\\[x] [a](<b c>)"),
        ] {
            assert_eq!(mended(line).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn other_lines_stay() {
        for line in [
            "[a](b.pdf)",
            "[a](<b c.pdf>)",
            "[a](b.pdf \"Chú thích\")",
            "[a](https://a.example/x_(y))",
            "[a](https://a.example/\\x)",
            "`![](a b.jpg)` và ``[a](b ` c)``",
            "[Video] (2 phút)",
            "[a](b c",
            "a](b c)",
            "\\[a](b c)",
            "không có gì",
        ] {
            assert_eq!(mended(line), None, "{line}");
        }
    }

    proptest! {
        #[test]
        fn no_line_makes_it_panic(line in "(!|\\[|\\]|\\(|\\)|\\]\\(|\\] \\(|<|>|\"| \"|“|”|\\\\|`|``| |a|ệ|.jpg){0,30}") {
            let _ = mended(&line);
        }
    }
}
