//! Replaces players and frames of other sites by links: the link names the site, and nothing of the site is loaded.

use crate::documents::document;
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
    /// The text of a link to a document whose name is not known: "Xem tài liệu".
    pub document: &'static str,
    /// What names the link of a picture in a gallery that has no description: "Xem ảnh lớn".
    pub enlarge: &'static str,
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

/// The link that replaces a frame or player.
pub(crate) struct Link {
    /// Its address.
    pub href: String,
    /// Its text.
    pub text: String,
    /// Whether it leads to a film.
    pub is_film: bool,
}

/// The link that replaces a frame at `address`. A document is named by its file, otherwise by `title`; a film by its site and `title`, and a
/// page of another site by its host too. `None` if the address cannot be used, or names what was made for Flash or Java.
pub(crate) fn frame(base: &str, address: &str, title: Option<String>, wording: &Wording) -> Option<Link> {
    let address = resolved(base, address)?;
    let host = url::host(&address);
    if let Some(name) = host.and_then(site) {
        let mut text = format!("{} {name}", wording.watch_on);
        // Most sites write the name of their player there.
        if let Some(title) = title.filter(|title| !is_name_of_player(title, name)) {
            text.push_str(": ");
            text.push_str(&title);
        }
        return Some(Link { href: page_of(&address), text, is_film: true });
    }
    let path = url::cut(&address, &['?', '#']).0.to_ascii_lowercase();
    if [".swf", ".jar", ".class"].iter().any(|ending| path.ends_with(ending)) {
        return None;
    }
    if let Some((document, name)) = document(&address) {
        let text = name.or(title).unwrap_or_else(|| wording.document.to_owned());
        return Some(Link { href: document, text, is_film: false });
    }
    let text = match (host.filter(|host| url::host(base) != Some(host)), title) {
        (Some(host), Some(title)) => format!("{title} ({host})"),
        (Some(host), None) => format!("{} {host}", wording.embedded_from),
        (None, title) => title.unwrap_or_else(|| wording.document.to_owned()),
    };
    Some(Link { href: address, text, is_film: false })
}

/// The link that replaces a film or recording in a file.
pub(crate) fn media(base: &str, address: &str, is_video: bool, wording: &Wording) -> Option<Link> {
    let text = if is_video { wording.watch } else { wording.listen };
    Some(Link { href: resolved(base, address)?, text: text.to_owned(), is_film: is_video })
}

/// The resolved address. A blank one would name the feed itself.
fn resolved(base: &str, address: &str) -> Option<String> {
    if address.trim().is_empty() { None } else { url::resolve(base, address) }
}

/// The name of the video site on a host.
fn site(host: &str) -> Option<&'static str> {
    VIDEO_SITES.iter().find(|(end, _)| is_at(host, end)).map(|(_, name)| *name)
}

/// Whether a host is that of a site or below it.
pub(crate) fn is_at(host: &str, site: &str) -> bool {
    let host = host.split(':').next().unwrap_or(host);
    host.strip_suffix(site).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// Whether a title is that of a site's player, such as "YouTube video player" or "vimeo-player".
fn is_name_of_player(title: &str, site: &str) -> bool {
    let title = title.to_ascii_lowercase();
    title.contains("player") || title.contains(&site.to_ascii_lowercase())
}

/// The page on which people watch a film, from the address of the player that pages embed.
fn page_of(player: &str) -> String {
    const YOUTUBE: &str = "https://www.youtube.com/watch?v=";
    let pages = [
        ("youtube.com/embed/", YOUTUBE),
        ("youtube-nocookie.com/embed/", YOUTUBE),
        ("youtube.com/v/", YOUTUBE),
        ("player.vimeo.com/video/", "https://vimeo.com/"),
    ];
    let page = pages.iter().find_map(|(mark, page)| Some(format!("{page}{}", id_after(player, mark)?)));
    page.unwrap_or_else(|| player.to_owned())
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
    document: "Xem tài liệu",
    enlarge: "Xem ảnh lớn",
    embedded_from: "Nội dung nhúng từ",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(title: &str, address: &str, expected: &str) {
        let title = Some(title.to_owned()).filter(|title| !title.is_empty());
        let link = frame("/data/feed.json", address, title, &VIETNAMESE).map(|it| format!("{}: {}", it.text, it.href));
        assert_eq!(link.as_deref().unwrap_or_default(), expected, "{address}");
    }

    #[test]
    fn players_become_links_to_the_page_that_people_open() {
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
            ("javascript:alert(1)", ""),
            ("data:text/html,x", ""),
            (" ", ""),
            ("about:blank", ""),
        ] {
            becomes("", address, expected);
        }
        becomes("YouTube video player", "https://youtu.be/x", "Xem video trên YouTube: https://youtu.be/x");
        becomes("Hội làng", "https://youtu.be/x", "Xem video trên YouTube: Hội làng: https://youtu.be/x");
        becomes("vimeo-player", "https://vimeo.com/1", "Xem video trên Vimeo: https://vimeo.com/1");
        becomes("Bản đồ", "https://maps.example/m", "Bản đồ (maps.example): https://maps.example/m");
    }

    #[test]
    fn viewers_become_links_to_the_document_with_its_name() {
        let file = "https://xa.example/vb/Quy%20ch%E1%BA%BF.pdf";
        let shown = format!("Quy chế.pdf: {}", "https://xa.example/vb/Quy chế.pdf");
        for viewer in [
            "https://docs.google.com/viewer?url=https%3A%2F%2Fxa.example%2Fvb%2FQuy%20ch%E1%BA%BF.pdf&embedded=true",
            "https://docs.google.com/gview?embedded=true&url=https://xa.example/vb/Quy%20ch%E1%BA%BF.pdf",
            "//view.officeapps.live.com/op/embed.aspx?src=https%3A%2F%2Fxa.example%2Fvb%2FQuy ch%E1%BA%BF.pdf",
            "https://xa.example/pdfjs/web/viewer.html?file=%2Fvb%2FQuy%20ch%E1%BA%BF.pdf#page=2",
            "https://xa.example/ViewerJS/#../vb/Quy%20ch%E1%BA%BF.pdf",
        ] {
            becomes("", viewer, &shown);
        }
        becomes("", file, &format!("Quy chế.pdf: {file}"));
        becomes("", "../media/a.PDF?v=2", "a.PDF: /media/a.PDF?v=2");
        becomes(
            "Quyết định",
            "https://docs.google.com/gview?url=https%3A%2F%2Fxa.example%2Ftai%3Fid%3D5",
            "Quyết định: https://xa.example/tai?id=5",
        );
        becomes(
            "",
            "https://drive.google.com/file/d/1aB/preview",
            "Xem tài liệu: https://drive.google.com/file/d/1aB/view",
        );
        becomes("", "lich.html", "Xem tài liệu: /data/lich.html");
        becomes("Lịch tiếp dân", "/lich/", "Lịch tiếp dân: /lich/");
    }

    #[test]
    fn what_was_made_for_flash_or_java_has_no_link() {
        let link = |address| frame("/", address, None, &VIETNAMESE);
        assert!(link("https://evil.example/x.SWF?a").is_none() && link("/x.jar").is_none());
        assert!(link("https://www.youtube.com/v/abc.swf").is_some() && link("/x.pdf").is_some());
    }
}
