//! How answers are read, and why some cannot be taken.

use serde_json::json;
use trangxa_clean::{html5ever, write};
use trangxa_messages::new;
use trangxa_model::document::JsonDocument as _;
use trangxa_model::printable::is_printable;
use trangxa_model::site::Editor;
use trangxa_model::{Site, Slug};
use trangxa_words::article::CLEANER_WORDING;
use unicode_normalization::UnicodeNormalization as _;

/// Digits that may stand beside telephone numbers: an extension.
const BESIDE: usize = 5;

/// Why an answer cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It has characters that cannot be read, or none.
    #[error("{}", new::NoText)]
    NoText,
    /// A name without a letter or digit.
    #[error("{}", new::NoName)]
    NoName,
    /// No telephone number, or one that lacks digits.
    #[error("{}", new::BadPhone { text: _0 })]
    Phone(String),
    /// No mail address.
    #[error("{}", new::BadEmail { text: _0 })]
    Email(String),
    /// No address of a site.
    #[error("{}", new::BadHost { text: _0 })]
    Host(String),
}

/// A text on one line, with its letters composed as pages have them.
///
/// # Errors
/// [`Refusal::NoText`] if nothing is left, or a character could not be read.
pub fn text(answer: &str) -> Result<String, Refusal> {
    let line = answer.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>();
    let is_readable = line.chars().all(|c| is_printable(c) && c != char::REPLACEMENT_CHARACTER);
    if line.is_empty() || !is_readable { Err(Refusal::NoText) } else { Ok(line) }
}

/// The name of a unit.
///
/// # Errors
/// [`Refusal::NoName`] if no folder could be named by it.
pub fn name(answer: &str) -> Result<String, Refusal> {
    let name = text(answer)?;
    if Slug::make(&name).is_some() { Ok(name) } else { Err(Refusal::NoName) }
}

/// One or more telephone numbers, as a person writes them. Readers can call each.
///
/// # Errors
/// [`Refusal::Phone`] if readers could not call them.
pub fn phone(answer: &str) -> Result<String, Refusal> {
    let phone = text(answer)?;
    let html = linked(&format!("Điện thoại: {phone}"));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let links = html.split("<a href=\"tel:").skip(1).filter_map(|link| link.split_once('>'));
    let linked: usize = links.filter_map(|(_, text)| text.split_once('<')).map(|(text, _)| digits(text)).sum();
    if linked > 0 && digits(&phone) <= linked + BESIDE { Ok(phone) } else { Err(Refusal::Phone(phone)) }
}

/// A mail address.
///
/// # Errors
/// [`Refusal::Email`] for anything else.
pub fn email(answer: &str) -> Result<String, Refusal> {
    let email = text(answer)?;
    let is_whole = linked(&email).contains(&format!("<a href=\"mailto:{email}\""));
    if is_whole { Ok(email) } else { Err(Refusal::Email(email)) }
}

/// The address of the site on its host, as `base_url` in site.json has it: `https://xa-an-binh.example/` from `xa-an-binh.example`.
///
/// # Errors
/// [`Refusal::Host`] if a site cannot have it.
pub fn host(answer: &str) -> Result<String, Refusal> {
    let text = text(answer)?;
    let (scheme, rest) = text.split_once("://").unwrap_or(("https", &text));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let slash = if path.ends_with('/') { "" } else { "/" };
    let address = format!("{}://{}{path}{slash}", scheme.to_ascii_lowercase(), host.to_lowercase());
    let site = json!({"version": 1, "name": "?", "base_url": address});
    let is_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    let is_host = host.contains('.') || host.split(':').next() == Some("localhost");
    if is_host && !is_file && Site::from_json("", site).is_ok() { Ok(address) } else { Err(Refusal::Host(text)) }
}

/// The person responsible for the content, from "Nguyễn Văn An, Chủ tịch Ủy ban nhân dân xã".
///
/// # Errors
/// [`Refusal::NoText`].
pub fn editor(answer: &str) -> Result<Editor, Refusal> {
    let text = text(answer)?;
    let (name, position) = match text.split_once(',') {
        Some((name, position)) => (name.trim(), Some(position.trim()).filter(|it| !it.is_empty())),
        None => (text.as_str(), None),
    };
    if name.is_empty() {
        return Err(Refusal::NoText);
    }
    let title = "Người chịu trách nhiệm nội dung".to_owned();
    Ok(Editor { title, position: position.map(str::to_owned), name: name.to_owned() })
}

/// A text as a page shows it, with links at telephone numbers and mail addresses.
fn linked(text: &str) -> String {
    write(&html5ever::clean(&trangxa_clean::text::paragraphs(text), "/", &CLEANER_WORDING))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_line_of_composed_letters() {
        assert_eq!(text("  Xa\u{303}  An\tBi\u{300}nh ").unwrap(), "Xã An Bình");
        for unreadable in ["", "  ", "X\u{fffd} An", "a\u{1b}[2J", "\u{202e}a"] {
            assert_eq!(text(unreadable), Err(Refusal::NoText), "{unreadable:?}");
        }
        assert_eq!(name("…"), Err(Refusal::NoName));
    }

    #[test]
    fn a_phone_can_be_called() {
        for good in [
            "0236 3 891 234",
            "(0236) 3891234",
            "0905 123 456, 0236.3891234",
            "02363891234 - máy lẻ 12",
            "1900 1234",
            "+84 236 3 891 234",
        ] {
            assert_eq!(phone(good).as_deref(), Ok(good));
        }
        for bad in ["0236 3 891 23", "123", "số của xã", "0905 123 456, 0236 3 891 23", "0905 123 4567"] {
            assert_eq!(phone(bad), Err(Refusal::Phone(bad.to_owned())));
        }
    }

    #[test]
    fn a_mail_address_is_one() {
        assert_eq!(email(" xa@an-binh.example ").as_deref(), Ok("xa@an-binh.example"));
        for bad in ["xa", "xa@", "@an-binh.example", "xa@anbinh", "xa an@binh.example", "a@b.example, c@d.example"] {
            assert_eq!(email(bad), Err(Refusal::Email(bad.to_owned())));
        }
    }

    #[test]
    fn a_host_becomes_the_address_of_a_site() {
        for (answer, address) in [
            ("xa-an-binh.example", "https://xa-an-binh.example/"),
            ("HTTPS://Xa-An-Binh.example", "https://xa-an-binh.example/"),
            ("http://xa.example/AnBinh", "http://xa.example/AnBinh/"),
            ("localhost:8080", "https://localhost:8080/"),
            ("xã-an-bình.example/", "https://xã-an-bình.example/"),
        ] {
            assert_eq!(host(answer).as_deref(), Ok(address));
        }
        for bad in [
            "xa an binh",
            "anbinh",
            "https://",
            "ftp://xa.example/",
            "xa.example/?a=1",
            "xa.example/index.html",
            "a@b.example",
        ] {
            assert_eq!(host(bad), Err(Refusal::Host(bad.to_owned())), "{bad}");
        }
    }

    #[test]
    fn the_office_of_a_person_stands_behind_a_comma() {
        let person = editor("Nguyễn Văn An, Chủ tịch Ủy ban nhân dân xã").unwrap();
        assert_eq!(
            (person.name.as_str(), person.position.as_deref()),
            ("Nguyễn Văn An", Some("Chủ tịch Ủy ban nhân dân xã"))
        );
        assert_eq!(editor("Nguyễn Văn An,").unwrap().position, None);
        assert!(editor(", Chủ tịch").is_err());
    }
}
