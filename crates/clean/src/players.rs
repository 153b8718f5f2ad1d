//! Replaces players and frames of other sites by links: the link names the site, and nothing of the site is loaded.

use crate::url;

/// The words that the cleaner adds to a text, in the language of the page.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    /// The accessible name of the frame around a table: "Bảng".
    pub table: &'static str,
    /// The text of a link to a film in a file: "Xem video".
    pub watch: &'static str,
    /// The text of a link to a recording in a file: "Nghe bản ghi âm".
    pub listen: &'static str,
    /// The text of a link to a film on a site, before the site's name: "Xem video trên".
    pub watch_on: &'static str,
    /// The text of a link to any other frame, before the site's host: "Nội dung nhúng từ".
    pub embedded_from: &'static str,
}

/// Video sites that readers know by name: the end of the host, and the name.
const VIDEO_SITES: [(&str, &str); 11] = [
    ("youtube.com", "YouTube"),
    ("youtube-nocookie.com", "YouTube"),
    ("youtu.be", "YouTube"),
    ("vimeo.com", "Vimeo"),
    ("facebook.com", "Facebook"),
    ("tiktok.com", "TikTok"),
    ("dailymotion.com", "Dailymotion"),
    ("vtv.vn", "VTV"),
    ("vtvgo.vn", "VTV"),
    ("vov.vn", "VOV"),
    ("zalo.me", "Zalo"),
];

/// The link that replaces a frame or player at `address`: its address and its text. `None` if the address has no host, or the
/// host of `base`.
pub(crate) fn frame(base: &str, address: &str, wording: &Wording) -> Option<(String, String)> {
    let address = url::resolve(base, address)?;
    let host = url::host(&address)?;
    if url::host(base) == Some(host) {
        return None;
    }
    let Some(name) = site(host) else {
        let text = format!("{} {host}", wording.embedded_from);
        return Some((address, text));
    };
    Some((page_of(&address), format!("{} {name}", wording.watch_on)))
}

/// Like [`frame`], for old plug-in players: only for the sites in [`VIDEO_SITES`].
pub(crate) fn plugin(base: &str, address: &str, wording: &Wording) -> Option<(String, String)> {
    let resolved = url::resolve(base, address)?;
    site(url::host(&resolved)?).and_then(|_| frame(base, address, wording))
}

/// The link that replaces a film or recording in a file: its address and its text.
pub(crate) fn media(base: &str, address: &str, is_video: bool, wording: &Wording) -> Option<(String, String)> {
    let text = if is_video { wording.watch } else { wording.listen };
    Some((url::resolve(base, address)?, text.to_owned()))
}

/// The name of the video site on a host.
fn site(host: &str) -> Option<&'static str> {
    let host = host.split(':').next().unwrap_or(host);
    let is_at = |end: &str| host.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    VIDEO_SITES.iter().find(|(end, _)| is_at(end)).map(|(_, name)| *name)
}

/// The page on which people watch a film, from the address of the player that pages embed.
fn page_of(player: &str) -> String {
    for mark in ["youtube.com/embed/", "youtube-nocookie.com/embed/", "youtube.com/v/"] {
        if let Some(id) = id_after(player, mark) {
            return format!("https://www.youtube.com/watch?v={id}");
        }
    }
    if let Some(id) = id_after(player, "player.vimeo.com/video/") {
        return format!("https://vimeo.com/{id}");
    }
    player.to_owned()
}

fn id_after<'a>(address: &'a str, mark: &str) -> Option<&'a str> {
    let id = address.split_once(mark)?.1;
    let id = &id[..id.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(id.len())];
    // The player of a playlist names no film.
    (!id.is_empty() && id != "videoseries").then_some(id)
}

/// The wording that tests use.
#[cfg(test)]
pub(crate) const VIETNAMESE: Wording = Wording {
    table: "Bảng",
    watch: "Xem video",
    listen: "Nghe bản ghi âm",
    watch_on: "Xem video trên",
    embedded_from: "Nội dung nhúng từ",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_become_links_to_the_page_that_people_open() {
        let link = |address| frame("/data/feed.json", address, &VIETNAMESE).map(|(url, text)| format!("{text}: {url}"));
        for (address, expected) in [
            (
                "https://www.youtube.com/embed/aB_1-c?rel=0",
                "Xem video trên YouTube: https://www.youtube.com/watch?v=aB_1-c",
            ),
            ("//www.youtube-nocookie.com/embed/x", "Xem video trên YouTube: https://www.youtube.com/watch?v=x"),
            ("https://player.vimeo.com/video/12?h=1", "Xem video trên Vimeo: https://vimeo.com/12"),
            ("https://notyoutube.com/embed/x", "Nội dung nhúng từ notyoutube.com: https://notyoutube.com/embed/x"),
            (
                "https://docs.google.com/forms/d/x",
                "Nội dung nhúng từ docs.google.com: https://docs.google.com/forms/d/x",
            ),
        ] {
            assert_eq!(link(address).as_deref(), Some(expected));
        }
        for address in ["/", "javascript:alert(1)", "data:text/html,x", "", "about:blank"] {
            assert_eq!(link(address), None, "{address}");
        }
        assert_eq!(frame("https://xa.example/feed.json", "/khung", &VIETNAMESE), None, "a page of the feed's own host");
        assert_eq!(plugin("/", "https://evil.example/x.swf", &VIETNAMESE), None);
        assert!(plugin("/", "https://www.youtube.com/v/abc", &VIETNAMESE).is_some());
    }
}
