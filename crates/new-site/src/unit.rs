//! What a unit is called, in a sentence, in the header, and as a folder.

use trangxa_model::Slug;

/// The kinds of units, as their names begin.
const KINDS: [&str; 4] = ["xã", "phường", "thị trấn", "đặc khu"];
/// What stands before the name of a unit where its committee is named.
const COMMITTEES: [&str; 4] = ["ubnd", "ủy ban nhân dân", "uỷ ban nhân dân", "ủy ban"];
/// How the name of a site begins.
const SITE: &str = "Trang thông tin điện tử";

/// The names of a unit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// In a sentence: "xã An Bình".
    pub inside: String,
    /// Who answers for the site: "Ủy ban nhân dân xã An Bình".
    pub authority: String,
    /// The name of the site: "Trang thông tin điện tử xã An Bình".
    pub site: String,
    /// What a phone shows under its icon: "Xã An Bình"; `None` if that is the name of the site.
    pub short: Option<String>,
}

impl Unit {
    /// The names of the unit that a person calls so.
    pub(crate) fn named(name: &str) -> Self {
        if without(name, &[&SITE.to_lowercase(), "cổng thông tin điện tử"]).is_some() {
            let name = name.to_owned();
            return Self { inside: name.clone(), authority: name.clone(), site: name, short: None };
        }
        let alone = without(name, &COMMITTEES).unwrap_or(name);
        let short = alone.split(',').next().unwrap_or(alone).trim();
        let Some((kind, rest)) = KINDS.iter().find_map(|kind| Some((kind, without(alone, &[kind])?))) else {
            let site = format!("{SITE} {name}");
            return Self { inside: name.to_owned(), authority: name.to_owned(), site, short: Some(short.to_owned()) };
        };
        let inside = format!("{kind} {rest}");
        Self {
            authority: format!("Ủy ban nhân dân {inside}"),
            site: format!("{SITE} {inside}"),
            short: Some(capital(short)),
            inside,
        }
    }
}

/// The name of the folder for a unit's site, made of letters that every system and every command line takes: `xa-an-binh`.
#[must_use]
pub fn folder_name(name: &str) -> String {
    let unit = Unit::named(name);
    let slug = Slug::make(unit.short.as_deref().unwrap_or(&unit.site));
    slug.map_or_else(|| "trang".to_owned(), |slug| slug.to_string())
}

/// The rest of a name that begins with one of these words, in whatever capitals.
fn without<'a>(name: &'a str, beginnings: &[&str]) -> Option<&'a str> {
    beginnings.iter().find_map(|beginning| {
        let end = name.char_indices().nth(beginning.chars().count())?.0;
        let (begin, rest) = name.split_at(end);
        let rest = rest.strip_prefix(' ').filter(|rest| !rest.is_empty())?;
        (begin.to_lowercase() == *beginning).then_some(rest)
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_has_the_names_that_a_sentence_needs() {
        for name in ["Xã An Bình", "xã An Bình", "XÃ An Bình", "UBND xã An Bình", "Ủy ban nhân dân Xã An Bình"]
        {
            let unit = Unit::named(name);
            assert_eq!(unit.inside, "xã An Bình", "{name}");
            assert_eq!(unit.authority, "Ủy ban nhân dân xã An Bình");
            assert_eq!(unit.site, "Trang thông tin điện tử xã An Bình");
            assert_eq!(unit.short.unwrap().to_lowercase(), "xã an bình");
            assert_eq!(folder_name(name), "xa-an-binh");
        }
        let far = Unit::named("Phường An Bình, thành phố Hội Yên");
        assert_eq!(far.site, "Trang thông tin điện tử phường An Bình, thành phố Hội Yên");
        assert_eq!(far.short.as_deref(), Some("Phường An Bình"));
    }

    #[test]
    fn a_name_that_is_no_units_stays_as_it_is() {
        let site = Unit::named("Trang thông tin điện tử xã An Bình");
        assert_eq!((site.site.as_str(), site.short), ("Trang thông tin điện tử xã An Bình", None));
        let school = Unit::named("Trường THCS An Bình");
        assert_eq!(school.authority, "Trường THCS An Bình");
        assert_eq!(school.site, "Trang thông tin điện tử Trường THCS An Bình");
        assert_eq!(Unit::named("Xã").site, "Trang thông tin điện tử Xã");
        assert_eq!(folder_name("Con"), "con-x");
    }
}
