//! Players and frames from elsewhere, as links: what is behind them is named, and nothing of it is loaded.

use crate::url;

/// Sites whose players people know by name: the end of the host's name, the site's name.
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

/// The link that stands in for a frame or player at `address`: where it leads, and what it says. `None` for an address
/// on no host of its own, or on the feed's.
pub(super) fn frame(base: &str, address: &str) -> Option<(String, String)> {
    let address = url::resolve(base, address)?;
    let host = url::host(&address)?;
    if url::host(base) == Some(host) {
        return None;
    }
    Some(match site(host) {
        Some(name) => (page_of(&address), format!("Xem video trên {name}")),
        None => {
            let text = format!("Nội dung nhúng từ {host}");
            (address, text)
        }
    })
}

/// As [`frame`], for old plug-in players: only those of a site that is known for videos.
pub(super) fn plugin(base: &str, address: &str) -> Option<(String, String)> {
    let resolved = url::resolve(base, address)?;
    site(url::host(&resolved)?).and_then(|_| frame(base, address))
}

/// The link to a film or recording that lies in a file.
pub(super) fn media(base: &str, address: &str, is_video: bool) -> Option<(String, String)> {
    let what = if is_video { "Xem video" } else { "Nghe bản ghi âm" };
    Some((url::resolve(base, address)?, what.to_owned()))
}

fn site(host: &str) -> Option<&'static str> {
    let host = host.split(':').next().unwrap_or(host);
    let is_at = |end: &str| host.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    VIDEO_SITES.iter().find(|(end, _)| is_at(end)).map(|(_, name)| *name)
}

/// The page that people open, from the address of the player that pages embed.
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
    // A playlist's player has no film of its own.
    (!id.is_empty() && id != "videoseries").then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_are_named_and_lead_to_the_page_people_open() {
        let link = |address| frame("/data/feed.json", address).map(|(url, text)| format!("{text}: {url}"));
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
        assert_eq!(frame("https://xa.example/feed.json", "/khung"), None, "a page of the feed's own host");
        assert_eq!(plugin("/", "https://evil.example/x.swf"), None);
        assert!(plugin("/", "https://www.youtube.com/v/abc").is_some());
    }
}
