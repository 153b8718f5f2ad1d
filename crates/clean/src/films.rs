//! Marks links to films that stand alone. Only the publisher does, so no program of a page links it.

use crate::allowed::FILM;
use crate::name::Name;
use crate::players::is_at;
use crate::tree::{Element, Piece};
use crate::url;

/// The pages of films: the end of the host, and what the path of a film has.
const FILM_PAGES: [(&str, &[&str]); 7] = [
    ("youtube.com", &["/watch?", "/shorts/", "/live/", "/embed/"]),
    ("youtu.be", &["/"]),
    ("vimeo.com", &["/"]),
    ("facebook.com", &["/videos/", "/watch/", "/reel/", "/share/v/"]),
    ("fb.watch", &["/"]),
    ("tiktok.com", &["/video/"]),
    ("dailymotion.com", &["/video/"]),
];

/// Marks the links that stand alone in their paragraphs and lead to the page of a film: many editors paste an address and expect a player. In
/// a text that a browser cleans they stay the links that they are.
pub(crate) fn mark(pieces: &mut [Piece]) {
    let mut elements: Vec<&mut Element> = pieces.iter_mut().filter_map(element).collect();
    while let Some(it) = elements.pop() {
        if it.name == Name::P
            && let [Piece::Element(link)] = &mut *it.children
            && link.name == Name::A
            && link.attribute("href").is_some_and(is_page_of_film)
            && link.attribute(FILM.0).is_none()
            && link.children.iter().all(|piece| matches!(piece, Piece::Text(_)))
        {
            // The cleaner writes it there, too.
            link.attributes.insert(1, (FILM.0, FILM.1.to_owned()));
        } else {
            elements.extend(it.children.iter_mut().filter_map(element));
        }
    }
}

fn element(piece: &mut Piece) -> Option<&mut Element> {
    if let Piece::Element(element) = piece { Some(element) } else { None }
}

/// Whether an address is that of a film on a video site, and not of a channel or of the site itself.
fn is_page_of_film(address: &str) -> bool {
    let Some(host) = url::host(address) else { return false };
    let path = address.split_once(host).map_or("", |(_, path)| path);
    let rest = |mark: &str| path.split_once(mark).map_or("", |(_, rest)| rest);
    let is_it = |mark: &&str| match *mark {
        // These sites have films directly below their roots; Vimeo's have numbers, and its channels names.
        "/" => rest("/").starts_with(|c: char| {
            if host.ends_with("vimeo.com") { c.is_ascii_digit() } else { c.is_ascii_alphanumeric() }
        }),
        mark => !rest(mark).is_empty(),
    };
    FILM_PAGES.iter().any(|(end, marks)| is_at(host, end) && marks.iter().any(is_it))
}

#[cfg(test)]
mod tests {
    use super::is_page_of_film;
    #[cfg(feature = "html5ever")]
    use crate::html5ever::tests::{cleaned, is};

    #[cfg(feature = "html5ever")]
    #[test]
    fn a_film_is_a_still_that_leads_to_its_site() {
        let film =
            |href: &str, inner: &str| format!("<p><a href=\"{href}\" class=\"film\" rel=\"noopener\">{inner}</a></p>");
        is(
            "<iframe src=https://www.youtube.com/embed/x title='Hội làng Xuân Quang'></iframe>",
            &film("https://www.youtube.com/watch?v=x", "Xem video trên YouTube: Hội làng Xuân Quang"),
        );
        is(
            "<video poster=../bia.jpg width=640 height=360 controls><source src=../hoi-lang.mp4></video>",
            &film(
                "/xa/hoi-lang.mp4",
                "<img src=\"/xa/bia.jpg\" alt=\"\" width=\"640\" height=\"360\" loading=\"lazy\" decoding=\"async\">Xem video",
            ),
        );
        is("<video poster=data:x src=/a.mp4></video>", &film("/a.mp4", "Xem video"));
        is("<embed src=https://player.vimeo.com/video/5>", &film("https://vimeo.com/5", "Xem video trên Vimeo"));
        is("<p> https://youtu.be/x </p>", &film("https://youtu.be/x", "https://youtu.be/x"));
        is("<p><a href=https://vimeo.com/5>Hội làng</a></p>", &film("https://vimeo.com/5", "Hội làng"));
        for html in [
            "<p>Xem https://youtu.be/x</p>",
            "<p><a href=https://www.facebook.com/xa class='film'>Trang của xã</a> và</p>",
            "<p><a href=/x class='film lon'>x</a></p>",
            "<audio src=/a.mp3></audio>",
            "<iframe src=https://maps.example/></iframe>",
        ] {
            let is_marked = html.contains("class='film'");
            assert_eq!(cleaned(html).contains("class=\"film\""), is_marked, "{html}");
        }
    }

    #[test]
    fn the_page_of_a_film_is_told_from_other_pages_of_its_site() {
        for address in [
            "https://www.youtube.com/watch?v=aB_1-c",
            "https://m.youtube.com/shorts/aB1",
            "https://youtu.be/aB_1-c?t=5",
            "https://vimeo.com/123",
            "https://www.facebook.com/xa/videos/12/",
            "https://fb.watch/aB1/",
            "https://www.tiktok.com/@xa/video/7",
        ] {
            assert!(is_page_of_film(address), "{address}");
        }
        for address in [
            "https://www.youtube.com/@xa",
            "https://www.youtube.com/channel/UC1",
            "https://www.youtube.com/shorts/",
            "https://youtu.be/",
            "https://vimeo.com/xa",
            "https://www.facebook.com/xaquangthanh",
            "https://www.facebook.com/xa/videos/",
            "https://notyoutube.com/watch?v=x",
            "https://xa.example/videos/1",
            "/video/1",
        ] {
            assert!(!is_page_of_film(address), "{address}");
        }
    }
}
