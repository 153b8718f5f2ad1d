//! The results of a search.

use std::ops::Range;
use trangxa_markup::{Markup, draw};
use trangxa_words::search as words;

/// A text with the places of the words that were sought, in bytes, in ascending order.
pub type MarkedText = (String, Vec<Range<usize>>);

/// What was found, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundEntry {
    /// The address of its page.
    pub href: String,
    /// Its headline.
    pub headline: MarkedText,
    /// Its day: `27/06/2025`.
    pub day: Option<String>,
    /// Its category, or what it is.
    pub group: Option<String>,
    /// A passage with what was sought.
    pub passage: Option<MarkedText>,
}

/// A choice that narrows the results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchChoice {
    /// What is chosen: a category, a year.
    pub name: &'static str,
    /// Each with its name, the address of its search, and whether it is the one that is chosen.
    pub options: Vec<(String, String, bool)>,
}

/// What a search shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResults {
    /// How many results there are, or why there are none: it is announced.
    pub status: String,
    /// What is missing, and how far was looked.
    pub notes: Vec<String>,
    /// What was probably meant, with the address of its search.
    pub meant: Option<(String, String)>,
    /// The results that are shown, in their order.
    pub entries: Vec<FoundEntry>,
    /// What narrows them.
    pub choices: Vec<SearchChoice>,
    /// Whether the reader has unfolded the choices.
    pub is_narrowing: bool,
    /// The label of the button `more` that goes on, where there is more.
    pub more: Option<&'static str>,
}

/// Draws a box of the search, empty. `action` is the page that it leads to where no script runs.
pub fn search_box(out: &mut Markup, action: &str) {
    draw!(out, "<form class='find noprint' role='search' action='{}'>", action);
    draw!(
        out,
        "<input type='search' name='q' autocomplete='off' maxlength='200' enterkeyhint='search' placeholder='{}' aria-label='{}'>",
        words::HEADLINE,
        words::BOX
    );
    draw!(out, "<button class='button'>{}</button></form>", words::FIND);
}

/// Draws the results of a search.
pub fn search_results(out: &mut Markup, results: &SearchResults) {
    draw!(out, "<p role='status' class='count'>{}</p>", results.status);
    if let Some((text, href)) = &results.meant {
        draw!(out, "<p>{}: <a href='{}' class='meant'>{}</a>?</p>", words::MEANT, href, text);
    }
    for note in &results.notes {
        draw!(out, "<p class='note'>{}</p>", note);
    }
    choices(out, &results.choices, results.is_narrowing);
    if !results.entries.is_empty() {
        draw!(out, "<ol class='results' aria-label='{}'>", words::RESULTS);
        for entry in &results.entries {
            draw!(out, "<li><a href='{}'>", entry.href);
            marked(out, &entry.headline);
            draw!(out, "</a>");
            let said: Vec<&str> = [&entry.day, &entry.group].into_iter().flatten().map(String::as_str).collect();
            if !said.is_empty() {
                draw!(out, "<small>{}</small>", said.join(" · "));
            }
            if let Some(passage) = &entry.passage {
                draw!(out, "<p>");
                marked(out, passage);
                draw!(out, "</p>");
            }
            draw!(out, "</li>");
        }
        draw!(out, "</ol>");
    }
    if let Some(label) = results.more {
        draw!(out, "<p class='more'><button type='button' class='button' name='more'>{}</button></p>", label);
    }
}

fn choices(out: &mut Markup, choices: &[SearchChoice], is_narrowing: bool) {
    // A choice between all and one is none.
    let mut real = choices.iter().filter(|choice| choice.options.len() > 2).peekable();
    if real.peek().is_none() {
        return;
    }
    let is_open = is_narrowing || choices.iter().flat_map(|choice| &choice.options).any(|(.., is_chosen)| *is_chosen);
    draw!(out, "<details class='choices'");
    if is_open {
        draw!(out, " open");
    }
    draw!(out, "><summary>{}</summary>", words::NARROW);
    for choice in real {
        draw!(out, "<nav aria-label='{}'><h2>{}</h2><ul>", choice.name, choice.name);
        for (name, href, is_chosen) in &choice.options {
            draw!(out, "<li><a href='{}'", href);
            if *is_chosen {
                draw!(out, " aria-current='true'");
            }
            draw!(out, ">{}</a></li>", name);
        }
        draw!(out, "</ul></nav>");
    }
    draw!(out, "</details>");
}

fn marked(out: &mut Markup, (text, marks): &MarkedText) {
    let mut from = 0;
    for mark in marks {
        let (Some(before), Some(word)) = (text.get(from..mark.start), text.get(mark.clone())) else { break };
        draw!(out, "{}<mark>{}</mark>", before, word);
        from = mark.end;
    }
    draw!(out, "{}", text.get(from..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_and_texts_stay_texts() {
        let text = "Đường <b> làng";
        let place = |word: &str| text.find(word).map(|at| at..at + word.len()).unwrap();
        let mut out = Markup::default();
        marked(&mut out, &(text.to_owned(), vec![place("Đường"), place("làng")]));
        assert_eq!(out.as_str(), "<mark>Đường</mark> &lt;b&gt; <mark>làng</mark>");
    }

    #[test]
    fn marks_in_the_middle_of_a_letter_mark_nothing() {
        let mut out = Markup::default();
        marked(&mut out, &("đường".to_owned(), std::iter::once(1..3).collect()));
        assert_eq!(out.as_str(), "đường");
    }

    #[test]
    fn choices_show_where_there_is_something_to_choose() {
        let option = |name: &str, is_chosen| (name.to_owned(), format!("?nam={name}"), is_chosen);
        let choice = |options| SearchChoice { name: words::YEAR, options };
        let drawn = |choices: &[SearchChoice]| {
            let mut out = Markup::default();
            super::choices(&mut out, choices, false);
            out.finish()
        };
        assert_eq!(drawn(&[choice(vec![option("all", false), option("2025", false)])]), "");
        let some = drawn(&[choice(vec![option("all", false), option("2025", true), option("2024", false)])]);
        assert!(some.starts_with("<details class='choices' open>"), "{some}");
        assert!(some.contains("<a href='?nam=2025' aria-current='true'>2025</a>"), "{some}");
    }
}
