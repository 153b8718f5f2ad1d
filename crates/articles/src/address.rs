//! Addresses of pictures and files as clerks write them, and the addresses that a page can use.

use crate::file_name::{FileKind, FileName};
use crate::site::Site;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::cell::RefCell;
use trangxa_model::route::Route;
use trangxa_model::{Slug, url};

/// What an address of a file cannot contain as it is.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The addresses in an article's file.
pub(crate) struct Addresses<'a> {
    /// The folder of the file, relative to the site's root, with `/` at its end; empty for the root.
    folder: &'a str,
    site: &'a Site<'a>,
    /// The files of the site that the article names.
    named: RefCell<Vec<String>>,
}

impl<'a> Addresses<'a> {
    /// The addresses of the file at a path.
    pub(crate) fn of(path: &'a str, site: &'a Site<'a>) -> Self {
        Self { folder: path.rfind('/').map_or("", |at| &path[..=at]), site, named: RefCell::default() }
    }

    /// The paths of the files of the site that were named, each once.
    pub(crate) fn into_named(self) -> Vec<String> {
        let mut named = self.named.into_inner();
        named.sort();
        named.dedup();
        named
    }

    /// The address that a page can use for one that a person wrote, relative to the article's file: a path as Windows writes it, with blanks, or with
    /// other capital letters than the file's name has, and a host or mail address without its scheme.
    pub(crate) fn resolve(&self, written: &str) -> String {
        let written = written.trim();
        if written.is_empty() || written.starts_with('#') || written.starts_with("//") || written.starts_with("\\\\") {
            return written.to_owned();
        }
        if has_scheme(written) {
            return written.to_owned();
        }
        if written.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
            return format!("https://{written}");
        }
        let path = written.replace('\\', "/");
        if let Some(address) = self.file(&path) {
            return address;
        }
        if is_mail(&path) {
            return format!("mailto:{path}");
        }
        // Nothing lies there, or it is not known. The check of the site tells.
        let (path, tail) = url::cut(&path, &['?', '#']);
        let is_encoded = percent_decode_str(path).decode_utf8().is_ok_and(|decoded| decoded != path);
        if is_encoded {
            format!("{}{tail}", path.replace(' ', "%20"))
        } else {
            format!("{}{tail}", utf8_percent_encode(path, ENCODED))
        }
    }

    /// Whether a file lies at an address that a person wrote.
    pub(crate) fn is_file(&self, written: &str) -> bool {
        self.find(&written.trim().replace('\\', "/")).is_some()
    }

    /// The address of the file of the site that a path means.
    fn file(&self, path: &str) -> Option<String> {
        let (file, tail) = self.find(path)?;
        let up = "../".repeat(self.folder.matches('/').count());
        // An article has a page in place of its file.
        if FileKind::of(&file) == Some(FileKind::Markdown)
            && let Some(slug) = Slug::make(&FileName::of(&file).id)
        {
            return Some(format!("{up}{}{tail}", Route::Article(slug).path()));
        }
        let address = match file.strip_prefix(self.folder) {
            Some(rest) => utf8_percent_encode(rest, ENCODED).to_string(),
            None => format!("{up}{}", utf8_percent_encode(&file, ENCODED)),
        };
        self.named.borrow_mut().push(file);
        Some(format!("{address}{tail}"))
    }

    /// The file of the site that a path means, and what follows its name in the address.
    fn find<'p>(&self, path: &'p str) -> Option<(String, &'p str)> {
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().ok().map(|it| it.into_owned());
        let (before, tail) = url::cut(path, &['?', '#']);
        // A name may have a sign that means something in addresses: `Giảm 50%.pdf`, `QĐ #3.pdf`.
        let spellings = [(Some(path.to_owned()), ""), (Some(before.to_owned()), tail), (decoded(before), tail)];
        let found = |folder: &str| {
            spellings.iter().find_map(|(path, tail)| {
                let path = inner_path(folder, path.as_deref()?)?;
                Some(((self.site.meant_file)(&path)?, *tail))
            })
        };
        let from_root = path.starts_with('/');
        // People also write paths from the site's root.
        let in_folder = if from_root { None } else { found(self.folder) };
        in_folder.or_else(|| found(""))
    }
}

/// The path from the site's root of a path in a folder; `None` if it leads out of the site or names no file.
fn inner_path(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    (!path.is_empty()).then_some(path)
}

/// Whether an address begins with a scheme, or with the letter of a drive.
fn has_scheme(address: &str) -> bool {
    let (scheme, rest) = url::cut(address, &[':']);
    !rest.is_empty()
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// Whether a text is a mail address.
fn is_mail(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+'))
    };
    is_part(name) && is_part(host) && host.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A site with these files; a path means one of them in any spelling of its ASCII letters.
    fn resolved(path: &str, written: &str) -> String {
        let files = [
            "bai/anh/1.JPG",
            "bai/ảnh 1.jpg",
            "media/Đơn xin.pdf",
            "bai/Giảm 50%.pdf",
            "bai/qd#3.pdf",
            "bai/don.pdf",
            "bai/2026/2026-01-02-Họp.md",
        ];
        let meant =
            |path: &str| files.iter().find(|file| file.eq_ignore_ascii_case(path)).map(|file| (*file).to_owned());
        let site = Site { categories: &[], meant_file: &meant };
        Addresses::of(path, &site).resolve(written)
    }

    #[test]
    fn a_file_is_found_however_it_is_written() {
        for (written, expected) in [
            ("anh/1.JPG", "anh/1.JPG"),
            ("anh\\1.jpg", "anh/1.JPG"),
            (" ./Anh/1.jpg ", "anh/1.JPG"),
            ("ảnh 1.jpg", "%E1%BA%A3nh%201.jpg"),
            ("%E1%BA%A3nh%201.jpg", "%E1%BA%A3nh%201.jpg"),
            ("ảnh%201.jpg", "%E1%BA%A3nh%201.jpg"),
            ("../media/Đơn xin.pdf", "../media/%C4%90%C6%A1n%20xin.pdf"),
            ("media/Đơn xin.pdf", "../media/%C4%90%C6%A1n%20xin.pdf"),
            ("/media/Đơn xin.pdf", "../media/%C4%90%C6%A1n%20xin.pdf"),
            ("bai\\don.pdf", "don.pdf"),
            ("don.pdf#page=3", "don.pdf#page=3"),
            ("Giảm 50%.pdf", "Gi%E1%BA%A3m%2050%25.pdf"),
            ("qd#3.pdf", "qd%233.pdf"),
        ] {
            assert_eq!(resolved("bai/x.md", written), expected, "{written}");
        }
        assert_eq!(resolved("bai/2026/x.md", "../don.pdf"), "../../bai/don.pdf");
        assert_eq!(resolved("bai/x.md", "2026/2026-01-02-Họp.md#b"), "../bai/2026-01-02-hop/#b");
    }

    #[test]
    fn other_addresses_stay_or_get_their_scheme() {
        for (written, expected) in [
            ("https://a.example/b c", "https://a.example/b c"),
            ("www.xa.gov.vn/x", "https://www.xa.gov.vn/x"),
            ("ubnd@xa.gov.vn", "mailto:ubnd@xa.gov.vn"),
            ("mailto:ubnd@xa.gov.vn", "mailto:ubnd@xa.gov.vn"),
            ("tel:0236123", "tel:0236123"),
            ("#muc", "#muc"),
            ("C:\\anh.jpg", "C:\\anh.jpg"),
            ("\\\\may-chu\\anh.jpg", "\\\\may-chu\\anh.jpg"),
            ("../../../etc/passwd", "../../../etc/passwd"),
            ("không có.jpg", "kh%C3%B4ng%20c%C3%B3.jpg"),
            ("kh%C3%B4ng c%C3%B3.jpg", "kh%C3%B4ng%20c%C3%B3.jpg"),
            ("../bai/hop-dan/?a=1", "../bai/hop-dan/?a=1"),
            ("", ""),
        ] {
            assert_eq!(resolved("bai/x.md", written), expected, "{written}");
        }
    }
}
