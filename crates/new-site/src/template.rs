//! Texts with places for what is known of a unit.

/// A value for a place; `None` if it is not known.
pub(crate) type Value<'a> = (&'a str, Option<String>);

/// Puts values into the places of a text: `{name}`. A line with a place whose value is not known is left out.
pub(crate) fn fill(template: &str, values: &[Value<'_>]) -> String {
    template.split_inclusive('\n').filter_map(|line| filled(line, values)).collect()
}

fn filled(line: &str, values: &[Value<'_>]) -> Option<String> {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    // A value is not looked at again: it may have braces itself.
    while let Some((before, name, after)) = rest
        .split_once('{')
        .and_then(|(before, inside)| inside.split_once('}').map(|(name, after)| (before, name, after)))
    {
        let (_, value) = values.iter().find(|(known, _)| *known == name)?;
        out.push_str(before);
        out.push_str(value.as_deref()?);
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_its_value_is_left_out() {
        let values = [("a", Some("{b}".to_owned())), ("b", None)];
        assert_eq!(fill("1 {a} {a}!\n2 {b}\n3 {c}\n4\n", &values), "1 {b} {b}!\n4\n");
    }
}
