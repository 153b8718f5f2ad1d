//! Puts a line of a Word document together from the runs into which Word cuts it.

use super::blocks::{Format, Inline};
use super::fonts::Font;

/// The font of a part of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LineFont(pub Font);

/// A line while it is read.
#[derive(Debug, Default)]
pub(super) struct Line {
    parts: Vec<RawPart>,
}

/// A part of a line in the letters of its font.
#[derive(Debug)]
struct RawPart {
    content: RawContent,
    link: Option<String>,
}

#[derive(Debug)]
enum RawContent {
    Text { text: String, format: Format, font: LineFont },
    Other(Inline),
}

/// A line that is complete.
pub(super) struct Finished {
    pub parts: Vec<Inline>,
    /// The encoding of an old font whose letters were converted.
    pub converted: Option<&'static str>,
    /// Whether a sign is lost.
    pub has_lost: bool,
}

impl Line {
    /// A line that begins with parts of another one.
    pub(super) fn of(parts: Vec<Inline>) -> Self {
        let raw = |part| RawPart { content: RawContent::Other(part), link: None };
        Self { parts: parts.into_iter().map(raw).collect() }
    }

    /// Adds a text, which continues the one before it if that looks the same.
    pub(super) fn add_text(&mut self, text: &str, format: Format, font: LineFont, link: Option<&str>) {
        if text.is_empty() {
            return;
        }
        if let Some(RawPart {
            content: RawContent::Text { text: known, format: known_format, font: known_font },
            link: known_link,
        }) = self.parts.last_mut()
            && *known_format == format
            && *known_font == font
            && known_link.as_deref() == link
        {
            known.push_str(text);
            return;
        }
        let content = RawContent::Text { text: text.to_owned(), format, font };
        self.parts.push(RawPart { content, link: link.map(str::to_owned) });
    }

    pub(super) fn add(&mut self, part: Inline, link: Option<&str>) {
        self.parts.push(RawPart { content: RawContent::Other(part), link: link.map(str::to_owned) });
    }

    /// Puts a label before the line, in the format of its first letters.
    pub(super) fn add_label(&mut self, label: &str) {
        if label.is_empty() {
            return;
        }
        let format = self.parts.iter().find_map(|part| match &part.content {
            RawContent::Text { format, text, .. } if !text.trim().is_empty() => Some(*format),
            _ => None,
        });
        let content = RawContent::Text {
            text: format!("{label} "),
            format: format.unwrap_or_default(),
            font: LineFont::default(),
        };
        self.parts.insert(0, RawPart { content, link: None });
    }

    /// Whether all its letters are bold.
    pub(super) fn is_bold(&self) -> bool {
        let mut letters = self.parts.iter().filter_map(|part| match &part.content {
            RawContent::Text { text, format, .. } if !text.trim().is_empty() => Some(format.is_bold),
            _ => None,
        });
        letters.next() == Some(true) && letters.all(|is_bold| is_bold)
    }

    /// Whether it has neither words nor pictures.
    pub(super) fn is_blank(&self) -> bool {
        self.parts.iter().all(|part| match &part.content {
            RawContent::Text { text, .. } => text.trim().is_empty(),
            RawContent::Other(part) => super::blocks::is_blank(std::slice::from_ref(part)),
        })
    }

    /// Converts the letters of fonts, joins what looks the same, and removes blanks at both ends unless the line goes on.
    pub(super) fn finish(self, goes_on: bool) -> Finished {
        let mut finished = Finished { parts: Vec::new(), converted: None, has_lost: false };
        for RawPart { content, link } in self.parts {
            let part = match content {
                RawContent::Other(part) => part,
                RawContent::Text { text, format, font } => {
                    let (converted, is_lost) = font.0.convert(&text);
                    if converted != text {
                        finished.converted = font.0.encoding().or(finished.converted);
                    }
                    finished.has_lost |= is_lost;
                    Inline::Text { text: converted, format }
                }
            };
            match link {
                None => push(&mut finished.parts, part),
                Some(address) => match finished.parts.last_mut() {
                    Some(Inline::Link { address: known, text }) if *known == address => push(text, part),
                    _ => finished.parts.push(Inline::Link { address, text: vec![part] }),
                },
            }
        }
        if !goes_on {
            trim(&mut finished.parts);
        }
        finished
    }
}

/// Adds a part; a text continues the one before it if that looks the same. Letters that are only blanks take the look of the text before.
fn push(parts: &mut Vec<Inline>, part: Inline) {
    if let (Some(Inline::Text { text: known, format: known_format }), Inline::Text { text, format }) =
        (parts.last_mut(), &part)
        && (known_format == format || text.trim().is_empty())
    {
        known.push_str(text);
        return;
    }
    parts.push(part);
}

/// Removes blanks and breaks at both ends.
fn trim(parts: &mut Vec<Inline>) {
    loop {
        match parts.first_mut() {
            Some(Inline::Break) => drop(parts.remove(0)),
            Some(Inline::Text { text, .. }) => {
                let trimmed = text.trim_start();
                if trimmed.is_empty() {
                    parts.remove(0);
                    continue;
                }
                if trimmed.len() < text.len() {
                    *text = trimmed.to_owned();
                }
                break;
            }
            _ => break,
        }
    }
    loop {
        match parts.last_mut() {
            Some(Inline::Break) => drop(parts.pop()),
            Some(Inline::Text { text, .. }) => {
                let length = text.trim_end().len();
                if length == 0 {
                    parts.pop();
                    continue;
                }
                text.truncate(length);
                break;
            }
            _ => break,
        }
    }
}
