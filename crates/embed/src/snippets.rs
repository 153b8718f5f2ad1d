//! The HTML snippets that a partner's webmaster pastes into a page.

use crate::badge;
use crate::part::WidgetPart;
use std::fmt::Write as _;
use trangxa_clean::text::{collapse, escape};

/// The number of headlines unless the snippet says otherwise.
pub const HEADLINES: u8 = 5;

/// The height of each part in a column narrower than 400 px, in CSS px: its fixed height, and the height of each headsnippet. In
/// the order of [`WidgetPart::ALL`].
const SPACE: [[u32; 2]; 3] = [[750, 0], [50, 137], [320, 0]];
/// The space between two parts, in CSS px.
const BETWEEN: u32 = 16;
/// The height with `density="compact"`, as a percentage of the normal height.
const COMPACT: u32 = 80;

/// The heights that a snippet may set, in CSS px: the loader takes at most four digits, and a lower frame shows nothing useful.
const HEIGHTS: std::ops::RangeInclusive<u32> = 100..=9999;

/// The options of a snippet. Empty options, defaults and invalid values are not written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SnippetOptions<'a> {
    /// The site's root: an absolute URL that ends in `/`.
    pub root: &'a str,
    /// The frame's accessible name, and the text of the link that is shown until the widget has loaded.
    pub title: &'a str,
    /// Names of [`WidgetPart`]s, separated by commas or spaces. Unknown names are dropped; without any known name it is `tthc`.
    pub show: &'a str,
    /// `light` or `dark`; otherwise the setting of the reader's system.
    pub theme: &'a str,
    /// The accent colour as 3 or 6 hex digits, with or without `#`; otherwise the site's own.
    pub accent: &'a str,
    /// `compact`; otherwise normal.
    pub density: &'a str,
    /// `en`; otherwise the widget is in Vietnamese.
    pub lang: &'a str,
    /// The number of headlines, 1 to 10; any other number stands for [`HEADLINES`].
    pub n: u8,
    /// The width in CSS px; `None` for the full width of the column.
    pub width: Option<u32>,
    /// The height in CSS px; `None` for the height that the content usually needs.
    pub height: Option<u32>,
    /// The current figures as a sentence, which is shown where the widget does not load.
    pub known: &'a str,
}

impl<'a> SnippetOptions<'a> {
    /// The parts to show, in their order, without duplicates.
    fn shown(&self) -> Vec<WidgetPart> {
        let mut shown = Vec::new();
        for part in self.show.split([',', ' ']).filter_map(WidgetPart::named) {
            if !shown.contains(&part) {
                shown.push(part);
            }
        }
        if shown.is_empty() {
            shown.push(WidgetPart::Tthc);
        }
        shown
    }

    /// The names of the parts to show, for an attribute or an address.
    fn names(&self) -> String {
        self.shown().into_iter().map(WidgetPart::name).collect::<Vec<_>>().join(",")
    }

    /// The names and values of the options, `show` excepted, that differ from their defaults. Invalid values count as absent.
    fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut found = Vec::new();
        let mut one_of = |name, value: &str, known: &[&str]| {
            if known.contains(&value) {
                found.push((name, value.to_owned()));
            }
        };
        one_of("theme", self.theme, &["light", "dark"]);
        one_of("density", self.density, &["compact"]);
        one_of("lang", self.lang, &["en"]);
        let accent = self.accent.trim_start_matches('#');
        if matches!(accent.len(), 3 | 6) && accent.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            found.push(("accent", accent.to_ascii_lowercase()));
        }
        if (1..=10).contains(&self.n) && self.n != HEADLINES && self.shown().contains(&WidgetPart::News) {
            found.push(("n", self.n.to_string()));
        }
        found
    }

    /// The names and values of the attributes of `<trangxa-widget>`. The values are not escaped.
    #[must_use]
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let mut all = vec![("show", self.names()), ("label", collapse(self.title))];
        all.extend(self.parameters());
        all.push(("height", self.frame_height().to_string()));
        all
    }

    /// The frame's height in CSS px: the one that was set, or what the content usually needs in a column as wide as a phone. The
    /// loader reserves the same height.
    #[must_use]
    pub fn frame_height(&self) -> u32 {
        self.height.filter(|height| HEIGHTS.contains(height)).unwrap_or_else(|| {
            let headlines = u32::from(if (1..=10).contains(&self.n) { self.n } else { HEADLINES });
            let of = |part: &WidgetPart| {
                let [least, each] = SPACE[*part as usize];
                least + each * headlines
            };
            let shown = self.shown();
            let sum = shown.iter().map(of).sum::<u32>() + BETWEEN * (shown.len() as u32 - 1);
            if self.density == "compact" { sum * COMPACT / 100 } else { sum }
        })
    }

    /// The target of the link that is shown until the widget has loaded.
    fn page(&self) -> String {
        format!("{}{}", self.root, if self.shown() == [WidgetPart::Tthc] { "tthc/" } else { "" })
    }
}

/// The frame's address. Nothing in it needs percent-encoding, because invalid values are left out.
#[must_use]
pub fn frame_url(snippet: &SnippetOptions<'_>) -> String {
    let shown = snippet.shown();
    let several = (shown.len() > 1).then(|| ("show", snippet.names()));
    let query: Vec<String> =
        several.into_iter().chain(snippet.parameters()).map(|(name, value)| format!("{name}={value}")).collect();
    let path = format!("{}embed/{}/", snippet.root, shown[0].name());
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

/// The snippet for pages whose editor strips scripts: only the frame.
#[must_use]
pub fn iframe(snippet: &SnippetOptions<'_>) -> String {
    let width = snippet.width.map_or_else(|| "100%".to_owned(), |width| width.to_string());
    // frameborder is deprecated, but it works without a style attribute, which strict policies forbid and editors strip.
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"{width}\" height=\"{}\" loading=\"lazy\" referrerpolicy=\"no-referrer\" \
         frameborder=\"0\"></iframe>",
        escape(&frame_url(snippet)),
        escape(&collapse(snippet.title)),
        snippet.frame_height()
    )
}

/// The snippet with the loader and its element. The widget sizes itself and follows changes of its attributes; until it has
/// loaded, its element shows a link and the last known figures.
#[must_use]
pub fn script(snippet: &SnippetOptions<'_>) -> String {
    let title = escape(&collapse(snippet.title));
    // Neither `crossorigin` nor `integrity`: with them browsers refuse the script of a host that sends no CORS header. The commune's
    // host need not know on which page the widget is, so no referrer is sent. The low priority lets the partner's own files load
    // first.
    let mut out = format!(
        "<script src=\"{}embed.v2.js\" defer referrerpolicy=\"no-referrer\" fetchpriority=\"low\"></script>\n<trangxa-widget",
        escape(snippet.root)
    );
    // The attributes include a label: without one the loader names the frame after the element's text, old figures included.
    for (name, value) in snippet.attributes() {
        let _ = write!(out, " {name}=\"{}\"", escape(&value));
    }
    let known = escape(&collapse(snippet.known));
    let known = if known.is_empty() { known } else { format!(" {known}") };
    // A table reserves its height before any script runs, and without a style attribute, which strict policies forbid.
    let _ = write!(
        out,
        ">\n<table role=\"presentation\" height=\"{}\"><tr><td valign=\"top\"><a href=\"{}\">{title}</a>{known}</td></tr></table>\n\
         </trangxa-widget>",
        snippet.frame_height(),
        escape(&snippet.page())
    );
    out
}

/// The snippet with the badge: an image that links to the dashboard. Its alternative text holds no figures, because those in
/// the image change.
#[must_use]
pub fn badge(snippet: &SnippetOptions<'_>) -> String {
    let (width, height) = (snippet.width.unwrap_or(badge::WIDTH), snippet.height.unwrap_or(badge::HEIGHT));
    let (root, title) = (escape(snippet.root), escape(&collapse(snippet.title)));
    format!(
        "<a href=\"{root}tthc/\"><img src=\"{root}badge/tthc.svg\" width=\"{width}\" height=\"{height}\" alt=\"{title}\" \
         loading=\"lazy\" referrerpolicy=\"no-referrer\"></a>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: SnippetOptions<'static> = SnippetOptions {
        root: "https://xa.example/quangthanh/",
        title: "Kết quả giải quyết TTHC – Xã Quang Thành",
        show: "",
        theme: "",
        accent: "",
        density: "",
        lang: "",
        n: 0,
        width: None,
        height: None,
        known: "",
    };

    #[test]
    fn defaults_are_not_written() {
        let usual =
            SnippetOptions { show: "tthc", theme: "auto", accent: "", density: "normal", lang: "vi", n: 5, ..PLAIN };
        assert_eq!(iframe(&usual), iframe(&PLAIN));
        assert_eq!(script(&usual), script(&PLAIN));
        assert_eq!(
            iframe(&PLAIN),
            "<iframe src=\"https://xa.example/quangthanh/embed/tthc/\" title=\"Kết quả giải quyết TTHC – Xã Quang Thành\" \
             width=\"100%\" height=\"750\" loading=\"lazy\" referrerpolicy=\"no-referrer\" frameborder=\"0\"></iframe>"
        );
        assert_eq!(
            script(&PLAIN),
            "<script src=\"https://xa.example/quangthanh/embed.v2.js\" defer referrerpolicy=\"no-referrer\" \
             fetchpriority=\"low\"></script>\n\
             <trangxa-widget show=\"tthc\" label=\"Kết quả giải quyết TTHC – Xã Quang Thành\" height=\"750\">\n\
             <table role=\"presentation\" height=\"750\"><tr><td valign=\"top\">\
             <a href=\"https://xa.example/quangthanh/tthc/\">Kết quả giải quyết TTHC – Xã Quang Thành</a>\
             </td></tr></table>\n</trangxa-widget>"
        );
    }

    #[test]
    fn the_loader_reserves_the_same_height() {
        for (part, [least, each]) in WidgetPart::ALL.into_iter().zip(SPACE) {
            let row = format!("{}: [{least}, {each}, ", part.name());
            assert!(crate::LOADER.contains(&row), "{row}");
        }
        assert!(crate::LOADER.contains(&format!("const BETWEEN = {BETWEEN};")));
        assert!(crate::LOADER.contains(&format!("const COMPACT = 0.{};", COMPACT / 10)));
    }

    #[test]
    fn every_option_that_differs_is_written() {
        let all = SnippetOptions {
            show: "news, counters",
            theme: "dark",
            accent: "#B80",
            density: "compact",
            lang: "en",
            n: 3,
            width: Some(320),
            height: Some(400),
            known: "Trễ hạn 0.",
            ..PLAIN
        };
        assert_eq!(
            frame_url(&all),
            "https://xa.example/quangthanh/embed/news/?show=news,counters&theme=dark&density=compact&lang=en&accent=b80&n=3"
        );
        assert!(
            iframe(&all).contains("theme=dark&amp;density=compact")
                && iframe(&all).contains("width=\"320\" height=\"400\"")
        );
        let script = script(&all);
        assert!(script.contains("show=\"news,counters\""), "{script}");
        let attributes = " theme=\"dark\" density=\"compact\" lang=\"en\" accent=\"b80\" n=\"3\" height=\"400\">";
        assert!(script.contains(attributes), "{script}");
        assert!(script.ends_with("<a href=\"https://xa.example/quangthanh/\">Kết quả giải quyết TTHC – Xã Quang Thành</a> Trễ hạn 0.</td></tr></table>\n</trangxa-widget>"), "{script}");
        assert_eq!(SnippetOptions { height: None, ..all }.frame_height(), (50 + 3 * 137 + 16 + 320) * 80 / 100);
        assert!(
            !frame_url(&SnippetOptions { show: "tthc", ..all }).contains("n=3"),
            "without headlines their number is left out"
        );
    }

    #[test]
    fn hostile_options_stay_inside_their_attributes() {
        let evil = "\"'><script>alert(1)</script>\n&amp;";
        let snippet = SnippetOptions {
            root: evil,
            title: evil,
            show: evil,
            theme: evil,
            accent: evil,
            density: evil,
            lang: evil,
            n: 255,
            known: evil,
            ..PLAIN
        };
        for text in [iframe(&snippet), script(&snippet), badge(&snippet)] {
            assert!(
                !text.contains("><script>alert") && !text.contains("\"'>") && !text.contains("&amp;amp;amp;"),
                "{text}"
            );
            assert!(text.contains("&quot;'&gt;&lt;script&gt;"), "{text}");
        }
        assert!(frame_url(&snippet).ends_with("embed/tthc/"), "invalid values count as absent");
        assert_eq!(
            script(&snippet).matches('\n').count(),
            script(&SnippetOptions { root: "", ..snippet }).matches('\n').count() + 2
        );
    }

    #[test]
    fn the_alternative_text_of_the_badge_holds_no_figure() {
        let snippet = SnippetOptions { known: "Trễ hạn 5", ..PLAIN };
        assert!(!badge(&snippet).contains("Trễ hạn 5"));
        assert!(badge(&snippet).contains("alt=\"Kết quả giải quyết TTHC – Xã Quang Thành\" "));
    }
}
