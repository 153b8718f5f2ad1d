//! What a webmaster chooses for the widget.

use crate::data::Store;
use trangxa_embed::WidgetPart;
use trangxa_embed::snippets::SnippetOptions;
use trangxa_words::Language;

/// The widget's colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// Those of the reader's system.
    #[default]
    Auto,
    /// Dark letters on a light ground.
    Light,
    /// Light letters on a dark ground.
    Dark,
}

impl Theme {
    /// Its name in the form and in snippets.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme with this name; [`Theme::Auto`] for any other name.
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }
}

/// What a webmaster has chosen for the widget.
#[derive(Clone, Debug)]
pub(crate) struct WidgetOptions {
    /// The parts to show, in the order in which they were chosen. Never empty.
    shown: Vec<WidgetPart>,
    /// The colours.
    pub theme: Theme,
    /// Whether the letters are smaller than the portal's.
    pub is_compact: bool,
    /// Whether the widget is English.
    pub is_english: bool,
    /// How many headlines; `None` for the usual number.
    pub headlines: Option<u8>,
    /// The width in CSS px; `None` for all there is.
    pub width: Option<u32>,
    /// The height in CSS px; `None` for what the content usually needs.
    pub height: Option<u32>,
    /// The accent colour as `#rrggbb`; `None` for the widget's own.
    pub accent: Option<String>,
}

impl WidgetOptions {
    /// The options that the page begins with: the first part that the site has.
    pub(crate) fn of_site(store: &Store) -> Self {
        Self {
            shown: vec![parts(store).next().unwrap_or(WidgetPart::News)],
            theme: Theme::Auto,
            is_compact: false,
            is_english: false,
            headlines: None,
            width: None,
            height: None,
            accent: None,
        }
    }

    /// Whether the widget shows a part.
    pub(crate) fn shows(&self, part: WidgetPart) -> bool {
        self.shown.contains(&part)
    }

    /// Whether the widget shows this part and no other.
    pub(crate) fn shows_only(&self, part: WidgetPart) -> bool {
        self.shown == [part]
    }

    /// Adds a part, or removes it where it is shown. Does not remove the last one.
    pub(crate) fn toggle(&mut self, part: WidgetPart) {
        if !self.shows(part) {
            self.shown.push(part);
        } else if !self.shows_only(part) {
            self.shown.retain(|it| *it != part);
        }
    }

    /// The names of the parts, separated by commas: [`SnippetOptions::show`].
    pub(crate) fn show(&self) -> String {
        self.shown.iter().map(|part| part.name()).collect::<Vec<_>>().join(",")
    }

    /// The accessible name of the widget's frame: the titles of the parts, and whose they are.
    pub(crate) fn title(&self, store: &Store) -> String {
        let titles: Vec<&str> = self.shown.iter().map(|part| part.title(Language::Vietnamese)).collect();
        format!("{} – {}", titles.join(", "), store.site().short_name())
    }

    /// What the snippets are written from. `show` and `title` are [`show`](Self::show) and [`title`](Self::title); `known` is a
    /// sentence with the current figures, or empty.
    pub(crate) fn snippet_options<'a>(
        &'a self,
        store: &'a Store,
        show: &'a str,
        title: &'a str,
        known: &'a str,
    ) -> SnippetOptions<'a> {
        SnippetOptions {
            root: &store.site().base_url,
            title,
            show,
            theme: self.theme.name(),
            accent: self.accent.as_deref().unwrap_or_default(),
            density: if self.is_compact { "compact" } else { "" },
            lang: if self.is_english { "en" } else { "" },
            n: self.headlines.unwrap_or_default(),
            width: self.width,
            height: self.height,
            known,
        }
    }
}

/// The parts that the site can show.
pub(crate) fn parts(store: &Store) -> impl Iterator<Item = WidgetPart> + use<> {
    let site = store.site();
    let (has_figures, has_counters) = (site.data.tthc.is_some(), site.data.visits.is_some());
    WidgetPart::ALL.into_iter().filter(move |part| match part {
        WidgetPart::Tthc => has_figures,
        WidgetPart::News => true,
        WidgetPart::Counters => has_counters,
    })
}

#[cfg(test)]
mod tests {
    use super::{Theme, WidgetOptions};
    use trangxa_embed::WidgetPart;

    #[test]
    fn parts_keep_the_order_of_choice_and_the_last_one_stays() {
        let mut options = WidgetOptions {
            shown: vec![WidgetPart::Tthc],
            theme: Theme::Auto,
            is_compact: false,
            is_english: false,
            headlines: None,
            width: None,
            height: None,
            accent: None,
        };
        options.toggle(WidgetPart::Counters);
        options.toggle(WidgetPart::News);
        assert_eq!(options.show(), "tthc,counters,news");
        options.toggle(WidgetPart::Tthc);
        options.toggle(WidgetPart::Counters);
        options.toggle(WidgetPart::News);
        assert_eq!(options.show(), "news");
    }
}
