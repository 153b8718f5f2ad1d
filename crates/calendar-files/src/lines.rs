//! Lines of iCalendar files (RFC 5545, 3.1 and 3.3.11).

/// The most octets of a line, without its end.
const LINE: usize = 75;

/// Adds a line that ends in CRLF, folded where it is longer than 75 octets, never inside a character.
pub(crate) fn write_line(out: &mut String, line: &str) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// A text as the value of a property. Control characters are left out, because no program takes them.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The text of a property's value.
pub(crate) fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c) => out.push(c),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

/// The values of a list of texts, such as CATEGORIES.
pub(crate) fn values(list: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut is_escaped = false;
    for c in list.chars() {
        if c == ',' && !is_escaped {
            values.push(String::new());
        } else if let Some(last) = values.last_mut() {
            last.push(c);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    values.iter().map(|value| unescaped(value)).collect()
}

/// A line: a property with its parameters and its value.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    /// Its name in capitals.
    pub(crate) name: String,
    /// The names of its parameters in capitals, with their values.
    pub(crate) parameters: Vec<(String, String)>,
    /// Its value, with its escapes.
    pub(crate) value: String,
    /// The line of the file on which it begins, from 1.
    pub(crate) line: usize,
}

impl Property {
    /// The value of a parameter.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value as text, without white space at its ends; `None` if it is blank.
    pub(crate) fn text(&self) -> Option<String> {
        let text = unescaped(&self.value);
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }
}

/// The properties of a file. Lines that are none are left out.
pub(crate) fn properties(text: &str) -> Vec<Property> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (number, line) in text.trim_start_matches('\u{feff}').split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ => lines.push((number + 1, line.to_owned())),
        }
    }
    lines.iter().filter_map(|(number, line)| property(*number, line)).collect()
}

fn property(line: usize, text: &str) -> Option<Property> {
    let end = text.find([';', ':'])?;
    let (name, mut rest) = text.split_at_checked(end)?;
    let mut parameters = Vec::new();
    while let Some(parameter) = rest.strip_prefix(';') {
        let (name, behind) = parameter.split_once('=')?;
        let end = end_of_parameter(behind)?;
        let (value, behind) = behind.split_at_checked(end)?;
        parameters.push((name.to_ascii_uppercase(), value.trim_matches('"').to_owned()));
        rest = behind;
    }
    let value = rest.strip_prefix(':')?.to_owned();
    Some(Property { name: name.to_ascii_uppercase(), parameters, value, line })
}

/// Where the value of a parameter ends: at a `;` or `:` that is not in quotation marks.
fn end_of_parameter(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    let mut ends = text.char_indices().filter(|(_, c)| {
        is_quoted ^= *c == '"';
        !is_quoted && matches!(c, ';' | ':')
    });
    ends.next().map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_property_has_parameters_and_a_value() {
        let text = "BEGIN:VEVENT\r\nAttendee;CN=\"A; B: C\";role=CHAIR:mailto:a@b\r\nSUMMARY:Họp\r\n  giao\\, ban\\nx\r\nnothing\r\n";
        let found = properties(text);
        assert_eq!(
            found.iter().map(|it| (it.name.as_str(), it.line)).collect::<Vec<_>>(),
            [("BEGIN", 1), ("ATTENDEE", 2), ("SUMMARY", 3)]
        );
        assert_eq!((found[1].parameter("CN"), found[1].parameter("ROLE")), (Some("A; B: C"), Some("CHAIR")));
        assert_eq!((found[1].value.as_str(), found[2].text().unwrap().as_str()), ("mailto:a@b", "Họp giao, ban\nx"));
        assert_eq!(values("Tiếp công dân,a\\,b,c\\\\,d"), ["Tiếp công dân", "a,b", "c\\", "d"]);
    }

    proptest! {
        #[test]
        fn a_text_is_read_as_it_was_written(text in "[a-zạộđ,;:\\\\\"\n ]{0,200}") {
            let mut out = String::new();
            write_line(&mut out, &format!("SUMMARY:{}", escaped(&text)));
            prop_assert!(out.ends_with("\r\n"));
            for line in out.split("\r\n") {
                prop_assert!(line.len() <= LINE, "{}", line);
            }
            prop_assert_eq!(unescaped(&properties(&out)[0].value), text);
        }

        #[test]
        fn any_text_can_be_read(text in any::<String>()) {
            properties(&text);
        }
    }
}
