//! Makes HTML of a text of Markdown.

use super::prepare::Prepared;
use crate::address::Addresses;
use crate::keys::folded;
use crate::problem::{ProblemKind, Problems};
use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeWithOffset, html,
};
use trangxa_clean::lexer::{Lexer, Token};
use trangxa_clean::text::{collapse, escape, excerpt};

/// How often indented text in indented text is read as text. A clerk indents once.
const MOST_INDENTED: usize = 4;
/// A paragraph whose longest line is shorter than this, in characters, was not wrapped by a program.
const LEAST_WRAPPED: usize = 60;
/// How long a first line may be that is taken for the title, in characters.
const MOST_TITLE: usize = 120;
/// Elements that no page shows. Frames and players become links.
const REMOVED: [&str; 9] = ["script", "svg", "math", "canvas", "button", "select", "textarea", "input", "form"];

/// A text as HTML.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    /// The text of its first heading, or of a first line that stands alone, if that is the article's title.
    pub title: Option<String>,
    /// Whether the title is no heading.
    pub is_title_guessed: bool,
    pub html: String,
    /// The address of the first picture.
    pub picture: Option<String>,
}

/// Renders the lines of a file from the line with the number `first` on. `title` is the one that stands before the text.
pub(crate) fn render(
    lines: &[&str],
    first: usize,
    title: Option<&str>,
    addresses: &Addresses<'_>,
    problems: &mut Problems,
) -> Rendered {
    let prepared = Prepared::of(lines, first);
    let mut reader = Reader { addresses, problems, picture: None, notes: Vec::new() };
    let mut events = reader.events(&prepared.text, &|offset| prepared.line(offset), 0);
    let heading = take_title(&mut events, title);
    let first = if title.is_none() && heading.is_none() { take_first_line(&mut events) } else { None };
    reader.add_notes(&mut events);
    let is_title_guessed = first.is_some();
    let mut rendered =
        Rendered { title: heading.or(first), is_title_guessed, html: String::new(), picture: reader.picture };
    html::push_html(&mut rendered.html, with_captions(events).into_iter());
    rendered
}

struct Reader<'a, 'p> {
    addresses: &'a Addresses<'a>,
    problems: &'p mut Problems,
    picture: Option<String>,
    /// The footnotes in the order in which they are referred to.
    notes: Vec<Note>,
}

/// A footnote.
struct Note {
    label: String,
    /// Its text, once it was found.
    events: Option<Vec<Event<'static>>>,
    is_referred_to: bool,
}

impl Reader<'_, '_> {
    /// The events of a text. `line` tells the line of the file in which an offset is.
    fn events(&mut self, text: &str, line: &dyn Fn(usize) -> usize, depth: usize) -> Vec<Event<'static>> {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        let parser = Parser::new_ext(text, options).into_offset_iter();
        let mut out: Vec<Event<'static>> = Vec::new();
        // Where each open footnote began in `out`, and its label.
        let mut open_notes: Vec<(usize, String)> = Vec::new();
        // Whether the lines of each open block were wrapped by a program.
        let mut wrapped: Vec<bool> = Vec::new();
        // The text of an open block of indented lines, with the place of each part in the source.
        let mut indented: Option<(String, Vec<(usize, usize)>)> = None;
        let mut in_code = false;
        for (event, range) in TextMergeWithOffset::new(parser) {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) if depth < MOST_INDENTED => {
                    indented = Some((String::new(), Vec::new()));
                }
                Event::End(TagEnd::CodeBlock) if indented.is_some() => {
                    let (inner, places) = indented.take().unwrap_or_default();
                    let place = |offset: usize| {
                        let at = places.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
                        line(places.get(at).map_or(0, |(_, source)| *source))
                    };
                    out.extend(self.events(&inner, &place, depth + 1));
                }
                Event::Text(part) if indented.is_some() => {
                    if let Some((inner, places)) = &mut indented {
                        // The text of several lines comes as one event; its offset is that of the first.
                        let mut source = range.start;
                        for piece in part.split_inclusive('\n') {
                            places.push((inner.len(), source));
                            inner.push_str(piece);
                            let rest = text.get(source..).unwrap_or_default();
                            source += rest.find('\n').map_or(rest.len(), |at| at + 1);
                        }
                    }
                }
                Event::Start(Tag::FootnoteDefinition(label)) => open_notes.push((out.len(), label.to_string())),
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some((start, label)) = open_notes.pop() {
                        let events = out.split_off(start.min(out.len()));
                        let note = self.note(&label);
                        self.notes[note].events = Some(events);
                    }
                }
                Event::FootnoteReference(label) => {
                    let note = self.note(&label);
                    self.notes[note].is_referred_to = true;
                    out.push(Event::InlineHtml(CowStr::from(format!("<sup>[{}]</sup>", note + 1))));
                }
                Event::SoftBreak if wrapped.last() == Some(&false) => out.push(Event::HardBreak),
                Event::Start(tag) => {
                    if matches!(tag, Tag::Paragraph | Tag::Item) {
                        wrapped.push(is_wrapped(&text[range.clone()]));
                    }
                    in_code |= matches!(tag, Tag::CodeBlock(_));
                    out.push(Event::Start(self.resolved(tag)).into_static());
                }
                Event::End(tag) => {
                    if matches!(tag, TagEnd::Paragraph | TagEnd::Item) {
                        wrapped.pop();
                    }
                    in_code &= tag != TagEnd::CodeBlock;
                    out.push(Event::End(tag));
                }
                event => {
                    match &event {
                        Event::Text(words) if !in_code => self.check_marks(words, line(range.start)),
                        Event::Html(markup) | Event::InlineHtml(markup) => self.check_markup(markup, line(range.start)),
                        _ => {}
                    }
                    out.push(event.into_static());
                }
            }
        }
        out
    }

    /// The index of a footnote.
    fn note(&mut self, label: &str) -> usize {
        let known = self.notes.iter().position(|note| note.label == label);
        known.unwrap_or_else(|| {
            self.notes.push(Note { label: label.to_owned(), events: None, is_referred_to: false });
            self.notes.len() - 1
        })
    }

    /// A tag with the address that a page can use.
    fn resolved<'t>(&mut self, tag: Tag<'t>) -> Tag<'t> {
        match tag {
            Tag::Link { link_type, dest_url, title, id } => {
                let is_mail = link_type == pulldown_cmark::LinkType::Email;
                let dest_url = if is_mail { dest_url } else { self.addresses.resolve(&dest_url).into() };
                Tag::Link { link_type, dest_url, title, id }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                let address = self.addresses.resolve(&dest_url);
                if self.picture.is_none() && !address.is_empty() {
                    self.picture = Some(address.clone());
                }
                Tag::Image { link_type, dest_url: address.into(), title, id }
            }
            tag => tag,
        }
    }

    /// Tells stars that were meant to make letters bold.
    fn check_marks(&mut self, words: &str, line: usize) {
        if words.contains("**") && !words.contains("***") && words.matches("**").count() > 1 {
            self.problems.at_line(line, ProblemKind::MarksShown(excerpt(words, 40)));
        }
    }

    /// Tells elements that the page will not have.
    fn check_markup(&mut self, markup: &str, line: usize) {
        for token in Lexer::new(markup) {
            let Token::Tag(tag) = token else { continue };
            if let Some(name) = REMOVED.iter().find(|name| tag.is(name) && !tag.is_end()) {
                self.problems.at_line(line, ProblemKind::ElementRemoved((*name).to_owned()));
            }
        }
    }

    /// Adds the footnotes below the text.
    fn add_notes(&mut self, events: &mut Vec<Event<'static>>) {
        let notes = std::mem::take(&mut self.notes);
        if notes.iter().all(|note| note.events.is_none()) {
            return;
        }
        events.push(Event::Rule);
        events.push(Event::Start(Tag::List(Some(1))));
        for note in notes {
            events.push(Event::Start(Tag::Item));
            events.extend(note.events.unwrap_or_default());
            events.push(Event::End(TagEnd::Item));
        }
        events.push(Event::End(TagEnd::List(true)));
    }
}

/// Whether the lines of a block were wrapped by a program, so that their ends mean nothing: each is so long that the first word of the next would
/// not have fitted. A person who presses Enter after a short line means it.
fn is_wrapped(block: &str) -> bool {
    let lines: Vec<&str> = block.lines().map(|line| line.trim_start_matches(['>', ' ', '\t']).trim_end()).collect();
    let lines: Vec<&str> = lines.into_iter().take_while(|line| !line.is_empty()).collect();
    let width = |text: &str| text.chars().count();
    let longest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    let is_full = |pair: &[&str]| {
        let next = pair[1].split_whitespace().next().unwrap_or_default();
        width(pair[0]) + 1 + width(next) > longest
    };
    longest >= LEAST_WRAPPED && lines.windows(2).all(is_full)
}

/// The title of an article, which is removed from its text: the first heading, unless the file has a title before the text; then only a heading at the
/// start that says the same is removed.
fn take_title(events: &mut Vec<Event<'static>>, given: Option<&str>) -> Option<String> {
    let first_of = |level: Option<HeadingLevel>| {
        events.iter().position(|event| {
            matches!(event, Event::Start(Tag::Heading { level: found, .. }) if level.is_none_or(|level| level == *found))
        })
    };
    let start = match given {
        Some(_) => Some(0).filter(|_| matches!(events.first(), Some(Event::Start(Tag::Heading { .. }))))?,
        None => first_of(Some(HeadingLevel::H1)).or_else(|| first_of(None))?,
    };
    let length = events.get(start..)?.iter().position(|event| matches!(event, Event::End(TagEnd::Heading(_))))?;
    let title = plain(&events[start..start + length]);
    let is_taken = match given {
        Some(given) => folded(given) == folded(&title),
        None => start == 0 || matches!(&events[start], Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })),
    };
    if is_taken {
        events.drain(start..=start + length);
    }
    Some(title).filter(|title| given.is_none() && !title.is_empty())
}

/// Takes the first line if it is short, stands alone above the text and is no sentence. Many authors write a title in this way.
fn take_first_line(events: &mut Vec<Event<'static>>) -> Option<String> {
    let end = events.iter().position(|event| matches!(event, Event::End(TagEnd::Paragraph)))?;
    let line = events.get(..end)?;
    let is_line = matches!(line.first(), Some(Event::Start(Tag::Paragraph)))
        && !line
            .iter()
            .any(|event| matches!(event, Event::Start(Tag::Image { .. }) | Event::HardBreak | Event::SoftBreak));
    let title = plain(line);
    let is_title = is_line
        && end + 1 < events.len()
        && (1..=MOST_TITLE).contains(&title.chars().count())
        && !title.ends_with(['.', ':', ';', ',', '…']);
    if is_title {
        events.drain(..=end);
    }
    is_title.then_some(title)
}

/// The words of some events.
fn plain(events: &[Event<'_>]) -> String {
    let mut out = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    collapse(&out)
}

/// Events with a caption below each picture that stands alone and has a title.
fn with_captions(events: Vec<Event<'static>>) -> Vec<Event<'static>> {
    let mut out: Vec<Event<'static>> = Vec::with_capacity(events.len());
    for event in events {
        let is_end = matches!(event, Event::End(TagEnd::Paragraph));
        out.push(event);
        let Some(start) = out.len().checked_sub(2).filter(|_| is_end).and_then(|last| picture_start(&out[..=last]))
        else {
            continue;
        };
        let Some(Event::Start(Tag::Image { title, .. })) = out.get(start) else { continue };
        let caption = format!("<figcaption>{}</figcaption></figure>\n", escape(title));
        if title.is_empty() {
            continue;
        }
        out[start - 1] = Event::Html("<figure>".into());
        let end = out.len() - 1;
        out[end] = Event::Html(caption.into());
    }
    out
}

/// Where the picture begins that some events end with, if it is all that its paragraph has.
fn picture_start(events: &[Event<'_>]) -> Option<usize> {
    if !matches!(events.last(), Some(Event::End(TagEnd::Image))) {
        return None;
    }
    let start = events.iter().rposition(|event| matches!(event, Event::Start(Tag::Image { .. })))?;
    let before = start.checked_sub(1)?;
    matches!(events.get(before), Some(Event::Start(Tag::Paragraph))).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problem;
    use crate::site::Site;

    fn rendered(text: &str, title: Option<&str>) -> (Rendered, Vec<Problem>) {
        let mut problems = Problems::default();
        let lines: Vec<&str> = text.lines().collect();
        let rendered = render(&lines, 1, title, &Addresses::of("bai/x.md", &Site::UNKNOWN), &mut problems);
        (rendered, problems.into_vec())
    }

    fn html(text: &str) -> String {
        rendered(text, Some("khác")).0.html.trim().replace('\n', "")
    }

    #[test]
    fn markdown_becomes_html() {
        for (text, expected) in [
            ("Một\n\nHai", "<p>Một</p><p>Hai</p>"),
            ("**đậm** và *nghiêng* và ~~bỏ~~", "<p><strong>đậm</strong> và <em>nghiêng</em> và <del>bỏ</del></p>"),
            ("- Một\n- Hai\n  1. Ba", "<ul><li>Một</li><li>Hai<ol><li>Ba</li></ol></li></ul>"),
            ("• Một\n• Hai", "<ul><li>Một</li><li>Hai</li></ul>"),
            ("> Trích", "<blockquote><p>Trích</p></blockquote>"),
            ("[Đơn](don xin.pdf)", "<p><a href=\"don%20xin.pdf\">Đơn</a></p>"),
            ("<ubnd@xa.gov.vn>", "<p><a href=\"mailto:ubnd@xa.gov.vn\">ubnd@xa.gov.vn</a></p>"),
            ("![Họp](anh\\1.jpg)", "<p><img src=\"anh/1.jpg\" alt=\"Họp\" /></p>"),
            (
                "![Họp](1.jpg \"Bà con dự họp\")",
                "<figure><img src=\"1.jpg\" alt=\"Họp\" title=\"Bà con dự họp\" /><figcaption>Bà con dự họp</figcaption></figure>",
            ),
            (
                "Bảng:\n| a | b |\n|---|---|\n| 1 | 2 |",
                "<p>Bảng:</p><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
            ),
            (
                "| a | b |\n| 1 | 2 |",
                "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
            ),
            (
                "Một[^1]\n\n[^1]: Chú *thích*",
                "<p>Một<sup>[1]</sup></p><hr /><ol><li><p>Chú <em>thích</em></p></li></ol>",
            ),
            ("Kính gửi: Bà con\nThôn Đông", "<p>Kính gửi: Bà con<br />Thôn Đông</p>"),
            ("```\n<b> **x**\n```", "<pre><code>&lt;b&gt; **x**</code></pre>"),
            ("    Thụt đầu dòng **đậm**", "<p>Thụt đầu dòng <strong>đậm</strong></p>"),
            ("\tThụt một\n\n\tThụt hai", "<p>Thụt một</p><p>Thụt hai</p>"),
            ("Gửi <họ tên>, 3 < 5 & 7", "<p>Gửi &lt;họ tên&gt;, 3 &lt; 5 &amp; 7</p>"),
        ] {
            assert_eq!(html(text), expected, "{text}");
        }
    }

    #[test]
    fn lines_that_a_program_wrapped_are_joined() {
        let text = "Ủy ban nhân dân xã An Bình trân trọng kính mời bà con thôn Đông đến\ndự buổi họp dân tháng 11 tại nhà văn hoá thôn vào lúc tám giờ sáng\nngày 29.";
        assert!(!rendered(text, None).0.html.contains("<br"), "{}", html(text));
        let text = "Thời gian: 8 giờ ngày 29 tháng 11 năm 2026 tại nhà văn hoá thôn Đông\nĐịa điểm: nhà văn hoá\nThành phần: bà con trong thôn";
        assert_eq!(html(text).matches("<br").count(), 2);
    }

    #[test]
    fn the_title_is_the_first_heading() {
        for (text, given, title, rest) in [
            ("# Họp *dân*\n\nx", None, Some("Họp dân"), "<p>x</p>"),
            ("x\n\n# Họp dân", None, Some("Họp dân"), "<p>x</p>"),
            ("## Mục một\n\n# Họp dân\n\nx", None, Some("Họp dân"), "<h2>Mục một</h2><p>x</p>"),
            ("## Họp dân\n\nx", None, Some("Họp dân"), "<p>x</p>"),
            ("x\n\n## Mục một", None, Some("Mục một"), "<p>x</p><h2>Mục một</h2>"),
            ("x", None, None, "<p>x</p>"),
            ("Mời họp dân\n\nx", None, Some("Mời họp dân"), "<p>x</p>"),
            ("Mời họp dân.\n\nx", None, None, "<p>Mời họp dân.</p><p>x</p>"),
            ("Mời họp dân\nthôn Đông\n\nx", None, None, "<p>Mời họp dân<br />thôn Đông</p><p>x</p>"),
            ("Mời họp dân\n\nx", Some("Họp"), None, "<p>Mời họp dân</p><p>x</p>"),
            ("# Họp dân\n\nx", Some("HỌP DÂN"), None, "<p>x</p>"),
            ("# Mời họp\n\nx", Some("Họp dân"), None, "<h1>Mời họp</h1><p>x</p>"),
            ("Họp dân\n===\n\nx", None, Some("Họp dân"), "<p>x</p>"),
        ] {
            let (rendered, _) = rendered(text, given);
            assert_eq!(rendered.title.as_deref(), title, "{text}");
            assert_eq!(rendered.html.replace('\n', ""), rest, "{text}");
        }
    }

    #[test]
    fn what_the_page_will_not_show_is_told_with_its_line() {
        for (text, line, kind) in [
            ("x\n\n<script>alert(1)</script>", 3, ProblemKind::ElementRemoved("script".to_owned())),
            ("x <button>bấm</button>", 1, ProblemKind::ElementRemoved("button".to_owned())),
            ("a\n\n** đậm ** x", 3, ProblemKind::MarksShown("** đậm ** x".to_owned())),
            ("    a\n\n    ** đậm ** x", 3, ProblemKind::MarksShown("** đậm ** x".to_owned())),
        ] {
            let problem = Problem { place: crate::Place::Line(line), kind };
            assert_eq!(rendered(text, None).1, [problem], "{text}");
        }
        for text in ["`** a **`", "```\n** a **\n```", "Họ tên: ______", "*****", "a ** b", "<div>x</div>"] {
            assert_eq!(rendered(text, None).1, [], "{text}");
        }
    }
}
