//! Telephone numbers and mail addresses that can be tapped.

use trangxa_markup::{Markup, draw};

/// Draws telephone numbers, each as a link. What is not a whole number stays text.
pub fn phones(out: &mut Markup, all: &str) {
    for (i, part) in all.split(" - ").enumerate() {
        if i > 0 {
            draw!(out, " - ");
        }
        for part in part.split_inclusive([',', ';', '/']) {
            let number = part.trim_matches([' ', '.', ',', ';', '/']);
            let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            let is_whole = match digits.as_bytes().first() {
                Some(b'0') => matches!(digits.len(), 10 | 11),
                Some(b'+') => matches!(digits.len(), 11..=14),
                Some(b'1') => matches!(digits.len(), 3 | 4 | 8 | 10),
                _ => false,
            };
            let (before, behind) = part.split_once(number).unwrap_or_default();
            if is_whole {
                draw!(out, "{}<a href='tel:{}'>{}</a>{}", before, digits, number, behind);
            } else {
                draw!(out, "{}", part);
            }
        }
    }
}

/// Whether a mail program would accept the address. Old pages contain addresses whose beginning was made unreadable.
#[must_use]
pub fn is_mail_address(email: &str) -> bool {
    let Some((local, host)) = email.split_once('@') else { return false };
    let dots = |part: &str| part.starts_with('.') || part.ends_with('.') || part.contains("..");
    !local.is_empty() && host.contains('.') && !dots(local) && !dots(host) && !email.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::{is_mail_address, phones};
    use trangxa_markup::Markup;

    #[test]
    fn only_valid_addresses_become_links() {
        assert!(is_mail_address("ubnd@quangthanh.example"));
        for broken in [".....nhanquangtrung@gmail.com", "a@b", "a", "@b.vn", "a b@c.vn", "a@.vn"] {
            assert!(!is_mail_address(broken), "{broken}");
        }
    }

    #[test]
    fn each_whole_number_is_a_link() {
        let drawn = |text: &str| {
            let mut out = Markup::default();
            phones(&mut out, text);
            out.finish()
        };
        for number in ["0905 123 456", "(0236) 3 891 234", "0236.3891234", "1900 1234", "1022", "113"] {
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(drawn(number), format!("<a href='tel:{digits}'>{number}</a>"));
        }
        assert_eq!(drawn("+84 905 123 456"), "<a href='tel:+84905123456'>+84 905 123 456</a>");
        let two = "<a href='tel:02363891234'>0236.3891234</a>BETWEEN<a href='tel:0905123456'>0905 123 456</a>";
        for between in [" - ", ", ", "; ", " / ", "/"] {
            assert_eq!(drawn(&format!("0236.3891234{between}0905 123 456")), two.replace("BETWEEN", between));
        }
        for broken in ["098108571.", "", "xem trang Liên hệ", "0905 123 456 0905 123 456", " - ", "<b>"] {
            assert!(!drawn(broken).contains("<a"), "{broken}");
        }
    }
}
