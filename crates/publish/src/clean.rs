//! The text of an article as the publisher writes it: clean, and with the sizes of its pictures.

use trangxa_clean::{Element, Html, Name, Piece, html5ever};
use trangxa_words::article::CLEANER_WORDING;

/// The text of an article, rebuilt from the allowed elements. Relative addresses are resolved.
///
/// `size` returns the width and height of the picture at a resolved address, in pixels. With them in the text, the page does not
/// move when the picture loads.
pub fn clean(content: &Html, size: &dyn Fn(&str) -> Option<(usize, usize)>) -> String {
    // HTML that the model made from plain text as well: the addresses in it become links, as they do in the browser.
    let mut pieces = html5ever::clean(content.as_str(), content.base(), &CLEANER_WORDING);
    give_sizes(&mut pieces, size);
    trangxa_clean::write(&pieces)
}

/// Calls `visit` with every picture of a cleaned text.
fn pictures(pieces: &mut [Piece], visit: &mut dyn FnMut(&mut Element)) {
    for piece in pieces {
        if let Piece::Element(element) = piece {
            if element.name == Name::Img {
                visit(element);
            }
            pictures(&mut element.children, visit);
        }
    }
}

/// Adds the known sizes to pictures without a width.
fn give_sizes(pieces: &mut [Piece], size: &dyn Fn(&str) -> Option<(usize, usize)>) {
    pictures(pieces, &mut |picture| {
        let known = picture.attribute("width").is_some();
        if let Some((width, height)) = picture.attribute("src").filter(|_| !known).and_then(size) {
            // The cleaner writes the sizes of a feed at the same place.
            let at = picture.attributes.iter().position(|(name, _)| *name == "loading").unwrap_or(0);
            let sizes = [("width", width.to_string()), ("height", height.to_string())];
            picture.attributes.splice(at..at, sizes);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(html: &str) -> String {
        let content = Html::Raw { html: html.to_owned(), base: "/xa/data/feed.json".to_owned() };
        clean(&content, &|src| (src == "/xa/media/a.jpg").then_some((640, 360)))
    }

    #[track_caller]
    fn is(html: &str, expected: &str) {
        assert_eq!(cleaned(html), expected, "from {html}");
        assert_eq!(cleaned(expected), expected, "a clean text stays as it is");
    }

    #[test]
    fn addresses_in_a_plain_text_become_links() {
        let content = Html::Clean(trangxa_clean::text::paragraphs("Xem https://xa.example/a?b=1&c=2.\n\n<b>"));
        let link = "<a href=\"https://xa.example/a?b=1&amp;c=2\" rel=\"noopener\">https://xa.example/a?b=1&amp;c=2</a>";
        assert_eq!(clean(&content, &|_| None), format!("<p>Xem {link}.</p><p>&lt;b&gt;</p>"));
    }

    #[test]
    fn pictures_are_sized_lazy_and_resolved() {
        is(
            "<img src=\"../media/a.jpg\"><img src=\"data:x\">",
            "<p><img src=\"/xa/media/a.jpg\" alt=\"\" width=\"640\" height=\"360\" loading=\"lazy\" decoding=\"async\"></p>",
        );
        assert!(
            cleaned("<img src=\"https://x.example/b.jpg\" width=5 height=4px>").contains("width=\"5\" height=\"4\"")
        );
        assert!(!cleaned("<img src=\"https://x.example/b.jpg\" width=100% height=4>").contains("height"));
        assert_eq!(cleaned("<img src=\"https://x.example/b.gif\" width=1 height=1>"), "", "it only counts readers");
        assert!(
            cleaned("<img data-src=../media/a.jpg src=data:x>").contains("src=\"/xa/media/a.jpg\""),
            "a lazy loader"
        );
        assert!(cleaned("<img src=http://x.example/b.jpg>").contains("src=\"https://x.example/b.jpg\""));
    }
}
