//! The text of an article as the publisher writes it: clean, and with the sizes of its pictures.

use trangxa_clean::allowed::GALLERY;
use trangxa_clean::{Element, Html, Name, Piece, html5ever};
use trangxa_pictures::Size;
use trangxa_words::article::CLEANER_WORDING;

/// The width of the column of texts and lead stories on a wide screen, in CSS pixels: 44 rem in `style/shell.css`, of 17 px.
const COLUMN: u32 = 748;
/// What is beside the column on a phone: 1 rem on each side.
const BESIDE: u32 = 34;

/// How wide a picture of a gallery is (`style/media.css`): a third of the column without two gaps of .5 rem, and on a phone half of it without one.
const IN_GALLERY: &str = "(min-width: 48rem) 244px, calc(50vw - 21px)";

/// What a page shows of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing: no browser can show it.
    LeftOut,
    /// The picture.
    At {
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
        /// Its addresses in several sizes, as the value of `srcset`.
        srcset: Option<String>,
    },
}

/// The text of an article, rebuilt from the allowed elements. Relative addresses are resolved.
///
/// `picture` says what is shown of the picture at a resolved address; `None` where that is not known. With its size in the text, the page
/// does not move when the picture loads.
pub fn clean(content: &Html, picture: &dyn Fn(&str) -> Option<Shown>) -> String {
    // HTML that the model made from plain text as well: the addresses in it become links, as they do in the browser.
    let mut pieces = html5ever::clean(content.as_str(), content.base(), &CLEANER_WORDING);
    let is_whole = show_pictures(&mut pieces, picture, false);
    let text = trangxa_clean::write(&pieces);
    // What was around a picture that is left out has to be joined.
    if is_whole { text } else { clean(&Html::Clean(text), picture) }
}

/// Gives pictures what is known of them, and removes those that are left out. `in_gallery` says that the pieces stand in a gallery. Returns whether
/// there are none that are left out.
fn show_pictures(pieces: &mut Vec<Piece>, picture: &dyn Fn(&str) -> Option<Shown>, in_gallery: bool) -> bool {
    let mut is_whole = true;
    pieces.retain_mut(|piece| {
        let Piece::Element(element) = piece else { return true };
        if element.name == Name::Img {
            let is_shown = show(element, picture, in_gallery);
            is_whole &= is_shown;
            return is_shown;
        }
        let was_empty = element.children.is_empty();
        let is_gallery = element.attribute(GALLERY.0) == Some(GALLERY.1) && element.name == Name::Div;
        // The cleaner's own link to a picture's file leads nowhere else.
        let has_name = element.name == Name::A && !(in_gallery && leads_to_its_picture(element));
        let name = has_name.then(|| name_of_picture(&element.children)).flatten();
        is_whole &= show_pictures(&mut element.children, picture, in_gallery || is_gallery);
        if was_empty || !element.children.is_empty() {
            return true;
        }
        // It held nothing but a picture. A link still leads somewhere.
        element.children.extend(name.map(Piece::Text));
        !element.children.is_empty() || !matches!(element.name, Name::A | Name::Figure | Name::P)
    });
    is_whole
}

/// Whether a link leads to the file of the picture in it.
fn leads_to_its_picture(link: &Element) -> bool {
    let Some(Piece::Element(picture)) = link.children.first() else { return false };
    picture.attribute("src") == link.attribute("href")
}

/// A text in place of the first of some pieces, a picture: its alternative text, or the name of its file.
fn name_of_picture(pieces: &[Piece]) -> Option<String> {
    let Piece::Element(picture) = pieces.first()? else { return None };
    // A gallery gives pictures without one a text that says what a tap does.
    let alt = picture.attribute("alt").filter(|alt| !alt.is_empty() && *alt != CLEANER_WORDING.enlarge);
    alt.or_else(|| picture.attribute("src")?.rsplit('/').next()).map(str::to_owned)
}

/// Gives a picture what is known of it. Returns whether it is shown.
fn show(element: &mut Element, picture: &dyn Fn(&str) -> Option<Shown>, in_gallery: bool) -> bool {
    match element.attribute("src").and_then(picture) {
        Some(Shown::LeftOut) => return false,
        Some(Shown::At { width, height, srcset }) => {
            let Size { width: shown, height } = Size { width, height }.at_width(shown_width(element, width));
            element.attributes.retain(|(name, _)| !["width", "height", "srcset", "sizes"].contains(name));
            let mut known = vec![("width", shown.to_string()), ("height", height.to_string())];
            if let Some(srcset) = srcset {
                let column = shown.min(COLUMN);
                let sizes = if in_gallery {
                    IN_GALLERY.to_owned()
                } else {
                    format!("(min-width: {}px) {column}px, calc(100vw - {BESIDE}px)", column + BESIDE)
                };
                known.extend([("srcset", srcset), ("sizes", sizes)]);
            }
            // The cleaner of the browser writes them in the same order.
            let at = element.attributes.iter().position(|(name, _)| *name == "loading").unwrap_or(0);
            element.attributes.splice(at..at, known);
        }
        None => {}
    }
    true
}

/// The width that a feed gives to a picture, with a height, if it is less than the picture's own.
fn shown_width(element: &Element, width: u32) -> u32 {
    let side = |name| element.attribute(name).and_then(|side| side.parse::<u32>().ok()).filter(|side| *side > 0);
    side("width").zip(side("height")).map_or(width, |(wanted, _)| wanted.min(width))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(html: &str) -> String {
        let content = Html::Raw { html: html.to_owned(), base: "/xa/data/feed.json".to_owned() };
        clean(&content, &|src| match src {
            "/xa/media/a.jpg" => Some(Shown::At { width: 640, height: 360, srcset: None }),
            "/xa/media/b.jpg" => Some(Shown::At {
                width: 1600,
                height: 1200,
                srcset: Some("/xa/b-480.webp 480w, /xa/b-1600.webp 1600w".to_owned()),
            }),
            "/xa/media/c.heic" => Some(Shown::LeftOut),
            _ => None,
        })
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
        is(
            "<p><img src=../media/b.jpg width=400 height=400 srcset='/xa/media/x.jpg 9w'>",
            "<p><img src=\"/xa/media/b.jpg\" alt=\"\" width=\"400\" height=\"300\" \
             srcset=\"/xa/b-480.webp 480w, /xa/b-1600.webp 1600w\" sizes=\"(min-width: 434px) 400px, calc(100vw - 34px)\" \
             loading=\"lazy\" decoding=\"async\"></p>",
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
        assert!(!cleaned("<img src=https://x.example/b.jpg srcset='/xa/b-2.jpg 2x'>").contains("srcset"));
    }

    #[test]
    fn a_picture_of_a_gallery_is_loaded_as_wide_as_its_cell() {
        let cell = "<figure><a href=\"/xa/media/b.jpg\" rel=\"noopener\"><img src=\"/xa/media/b.jpg\" alt=\"Xem ảnh lớn\" width=\"1600\" height=\"1200\" \
            srcset=\"/xa/b-480.webp 480w, /xa/b-1600.webp 1600w\" sizes=\"(min-width: 48rem) 244px, calc(50vw - 21px)\" \
            loading=\"lazy\" decoding=\"async\"></a></figure>";
        is(&"<img src=../media/b.jpg>".repeat(4), &format!("<div class=\"gallery\">{}</div>", cell.repeat(4)));
    }

    #[test]
    fn a_gallery_closes_up_where_a_picture_is_left_out() {
        let whole = cleaned(&"<img src=../media/a.jpg>".repeat(4));
        let broken = "<img src=../media/c.heic>";
        assert_eq!(cleaned(&format!("{broken}{}{broken}", "<img src=../media/a.jpg>".repeat(4))), whole);
        // Of three pictures no gallery is left.
        let three = cleaned(&format!("{}{broken}", "<img src=../media/a.jpg>".repeat(3)));
        assert!(!three.contains("gallery") && !three.contains("heic"), "{three}");
        assert_eq!((three.matches("<img").count(), cleaned(&three)), (3, three.clone()));
        // What the editor links stays a link.
        let linked = format!("<a href=/don.pdf>{broken}</a>{}", "<img src=../media/a.jpg>".repeat(4));
        assert!(cleaned(&linked).contains("<a href=\"/don.pdf\" rel=\"noopener\">c"), "{}", cleaned(&linked));
    }

    #[test]
    fn a_picture_that_no_browser_shows_leaves_nothing_behind() {
        is("<p>Trước</p><p><img src='../media/c.heic'></p><p>Sau</p>", "<p>Trước</p><p>Sau</p>");
        is(
            "<p><a href='../media/c.heic'><img src='../media/c.heic'></a></p>",
            "<p><a href=\"/xa/media/c.heic\" rel=\"noopener\">c.heic</a></p>",
        );
        is("<figure><img src='../media/c.heic'></figure><p>Sau <img src='../media/c.heic'></p>", "<p>Sau</p>");
        is(
            "<figure><img src='../media/c.heic'><figcaption>Họp dân</figcaption></figure>",
            "<figure><figcaption>Họp dân</figcaption></figure>",
        );
    }
}
