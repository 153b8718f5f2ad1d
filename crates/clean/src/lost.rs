//! Compares a text with what the cleaner made of it: which words of the source does a reader not see?

use crate::arrange::BULLETS;
use crate::lexer::{Lexer, Token};
use crate::text::{collapse, decode_entities, excerpt, text_of};

/// The length of the answer of [`lost`], in characters.
const SHOWN: usize = 80;
/// How many bytes behind the last find are searched before the whole text is.
const NEAR: usize = 4_096;
/// How many bytes are searched for words that are not where they are expected. Words beyond count as found.
const MAX_SEARCHED: usize = 1_000_000_000;

/// The beginning of the first words of `source` that are missing from `cleaned`, or `None` if nothing is.
///
/// `source` is HTML as a feed has it, and `cleaned` what [`write()`](crate::write()) made of it. What the cleaner drops on purpose
/// does not count: scripts, style sheets, form fields, and what a player or frame shows where it does not work. What a mistake of
/// the source hides from every browser does count, such as the rest of a text behind a quotation mark that is never closed.
#[must_use]
pub fn lost(source: &str, cleaned: &str) -> Option<String> {
    let there = Letters::of(&text_of(cleaned));
    let (mut at, mut searched) = (0, 0);
    shown_parts(source).into_iter().find_map(|part| {
        let letters = Letters::of(&part).0;
        let rest = there.0.get(at..).unwrap_or_default();
        if rest.starts_with(&letters) {
            at += letters.len();
            return None;
        }
        if let Some(found) = near(rest).find(&letters) {
            at += found + letters.len();
            return None;
        }
        // Parsers move text out of tables, so it may be anywhere.
        searched += there.0.len();
        (searched <= MAX_SEARCHED && !there.0.contains(&letters)).then(|| excerpt(&collapse(&part), SHOWN))
    })
}

/// The letters and digits of a text, without what is between them.
struct Letters(String);

impl Letters {
    fn of(text: &str) -> Self {
        Self(text.chars().filter(|c| c.is_alphanumeric()).collect())
    }
}

fn near(text: &str) -> &str {
    // A character has at most four bytes, so one of these places is its end.
    (0..4).find_map(|more| text.get(..NEAR + more)).unwrap_or(text)
}

/// Elements whose content the cleaner drops on purpose: programs, fields, and what is shown where a player does not work.
const DROPPED: [&str; 18] = [
    "applet", "audio", "button", "canvas", "datalist", "iframe", "noembed", "noframes", "noscript", "object", "script",
    "select", "style", "template", "textarea", "title", "video", "xmp",
];

/// The texts of some markup that a reader should see, each as long as no tag and no character reference interrupts it.
fn shown_parts(html: &str) -> Vec<String> {
    let mut parts = Vec::new();
    // The dropped element that is open, how often it is open, and the number of parts before it.
    let mut dropped: Option<(&str, usize, usize)> = None;
    for token in Lexer::new(html) {
        match token {
            Token::Text(text) => add_text(text, &mut parts),
            Token::RawText(text) if dropped.is_some() => add_hidden(text, &mut parts),
            // Only a comment that the text ends in hides something.
            Token::Comment(comment) if !["-->", "--!>"].iter().any(|end| comment.ends_with(end)) => {
                add_hidden(comment.trim_start_matches("<!--"), &mut parts)
            }
            Token::Tag(tag) if !tag.is_complete() => add_hidden(tag.parts().1, &mut parts),
            Token::Tag(tag) => match &mut dropped {
                Some((name, open, before)) if tag.is(name) => {
                    if !tag.is_end() {
                        *open += 1;
                    } else if *open > 1 {
                        *open -= 1;
                    } else {
                        // An element that is never closed hides the rest of the text, so only the closed ones drop theirs.
                        parts.truncate(*before);
                        dropped = None;
                    }
                }
                None if !tag.is_end() => {
                    let name = DROPPED.iter().find(|name| tag.is(name));
                    dropped = name.map(|name| (*name, 1, parts.len()));
                }
                Some(_) | None => {}
            },
            Token::RawText(_) | Token::Comment(_) | Token::BogusComment(_) => {}
        }
    }
    parts
}

/// Adds what a mistake hides: the text behind the first `>`, read as markup. Without a `>` it is only a tag that was cut off.
fn add_hidden(hidden: &str, parts: &mut Vec<String>) {
    if let Some((_, rest)) = hidden.split_once('>') {
        for token in Lexer::new(rest) {
            if let Token::Text(text) = token {
                add_text(text, parts);
            }
        }
    }
}

/// Adds the parts of a text between the character references that [`decode_entities`] does not know.
fn add_text(text: &str, parts: &mut Vec<String>) {
    let decoded = decode_entities(text);
    let after_reference =
        |part: &str| part.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#').to_owned();
    let split =
        decoded.split('&').enumerate().map(|(i, part)| if i == 0 { part.to_owned() } else { after_reference(part) });
    // Word writes some bullets as letters, which lists do without.
    let is_bullet = |part: &str| part.trim().strip_prefix(BULLETS).is_some_and(str::is_empty);
    parts.extend(split.filter(|part| part.contains(char::is_alphanumeric) && !is_bullet(part)));
}

#[cfg(all(test, feature = "html5ever"))]
mod tests {
    use super::lost;
    use crate::players::VIETNAMESE;

    fn cleaned(html: &str) -> String {
        crate::write(&crate::html5ever::clean(html, "/data/feed.json", &VIETNAMESE))
    }

    #[track_caller]
    fn loses(html: &str, expected: Option<&str>) {
        assert_eq!(lost(html, &cleaned(html)).as_deref(), expected, "from {html}");
    }

    #[test]
    fn an_article_that_is_whole_loses_nothing() {
        for html in [
            "<h1>Th&ocirc;ng b&aacute;o</h1><p>B&agrave; con <b>S</b>áng 2&nbsp;kg &rarr; 3 &amp; 4 &lt;b&gt; &eacute</p>",
            "<table>chữ lạc<tr><td>Một<td>Hai</table><p>Ba",
            "<p>Phim<iframe src='https://www.youtube.com/embed/x'>Trình duyệt cũ</iframe>hay</p>",
            "<p style='mso-list:l0'><span>o<span>&nbsp; </span></span>Việc một</p>",
            "<script>if (a < b) { c }</script><style>p > a { color: red }</style><p>Chữ<select><option>Một</select></p>",
            "<p>a<x-y>b</x-y>c</p><!-- ghi chú --><p>xem <a href=\"x",
            "",
        ] {
            loses(html, None);
        }
    }

    #[test]
    fn what_a_reader_does_not_see_is_named() {
        let long = format!("<p>{}</p><p>Cuối cùng</p>", "<br>".repeat(crate::MAX_NODES));
        loses(&long, Some("Cuối cùng"));
        loses("<p>Một <a href=\"x>hai</a> ba</p><p>bốn", Some("hai"));
        loses("<p>Một</p><!-- quên <p>đóng</p>", Some("đóng"));
        loses("<p>Một</p><style>p{}<p>quên đóng</p>", Some("quên đóng"));
        loses("<p>Một</p><select><option>quên đóng</option><div>phần sau</div>", Some("quên đóng"));
        assert_eq!(lost("<p>Một hai</p><p>Ba</p>", "<p>Một</p><p>Ba</p>").as_deref(), Some("Một hai"));
    }

    #[test]
    fn a_long_text_costs_no_square() {
        let html: String = (0..30_000).map(|i| format!("<table>lạc {i}<tr><td>ô {i}</table>")).collect();
        assert_eq!(lost(&html, &format!("<p>{}</p>", crate::text::text_of(&html))), None);
    }
}
