//! The lines that a partner's webmaster pastes.

use crate::{Part, badge};
use std::fmt::Write as _;
use trangxa_model::html::{collapse, escape};

/// Headlines that are shown when nobody says how many.
pub const HEADLINES: u8 = 5;

/// What each part needs in a column of less than 400 px, in CSS px, and for each headline.
const SPACE: [[u32; 2]; 3] = [[750, 0], [50, 137], [320, 0]];
/// Between two parts.
const BETWEEN: u32 = 16;
/// Of that with small letters, in hundredths.
const COMPACT: u32 = 80;

/// What the loader takes as a height, and what can be seen of a frame.
const HEIGHTS: std::ops::RangeInclusive<u32> = 100..=9999;

/// What to paste. What is empty, or as it would be anyway, is not written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Line<'a> {
    /// The site's root: absolute, ends in `/`.
    pub root: &'a str,
    /// The frame's accessible name, and the text of the link that stands in for it.
    pub title: &'a str,
    /// Names of [`Part`]s, separated by commas or spaces; what is none of them is dropped, the figures where none is left.
    pub show: &'a str,
    /// `light` or `dark`; otherwise as the reader's system.
    pub theme: &'a str,
    /// 3 or 6 hex digits, `#` optional; otherwise the site's own colour.
    pub accent: &'a str,
    /// `compact`; otherwise normal.
    pub density: &'a str,
    /// `en`; otherwise Vietnamese.
    pub lang: &'a str,
    /// How many headlines, 1 to 10; 0 for as many as usual.
    pub n: u8,
    /// Width in CSS px; all there is where absent.
    pub width: Option<u32>,
    /// Height in CSS px; what the content usually needs where absent.
    pub height: Option<u32>,
    /// The loader's hash, as `sha384-…`.
    pub integrity: &'a str,
    /// The figures as they are now, in a sentence: what is seen where the widget does not come.
    pub known: &'a str,
}

impl<'a> Line<'a> {
    /// What is shown, in its order.
    fn shown(&self) -> Vec<Part> {
        let mut shown = Vec::new();
        for part in self.show.split([',', ' ']).filter_map(Part::named) {
            if !shown.contains(&part) {
                shown.push(part);
            }
        }
        if shown.is_empty() {
            shown.push(Part::Tthc);
        }
        shown
    }

    /// Its names, for an attribute or an address.
    fn names(&self) -> String {
        self.shown().into_iter().map(Part::name).collect::<Vec<_>>().join(",")
    }

    /// Name and value of what is not as it would be anyway, beside what is shown. A bad value is none.
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
        if (1..=10).contains(&self.n) && self.n != HEADLINES && self.shown().contains(&Part::News) {
            found.push(("n", self.n.to_string()));
        }
        found
    }

    /// The element's attributes, with their values as they are.
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let mut all = vec![("show", self.names()), ("label", collapse(self.title))];
        all.extend(self.parameters());
        all.push(("height", self.frame_height().to_string()));
        all
    }

    /// The frame's height, in CSS px: as named, or what its content usually needs in a column of a phone's width. The loader
    /// keeps the same free.
    pub fn frame_height(&self) -> u32 {
        self.height.filter(|height| HEIGHTS.contains(height)).unwrap_or_else(|| {
            let headlines = u32::from(if (1..=10).contains(&self.n) { self.n } else { HEADLINES });
            let of = |part: &Part| {
                let [least, each] = SPACE[*part as usize];
                least + each * headlines
            };
            let shown = self.shown();
            let sum = shown.iter().map(of).sum::<u32>() + BETWEEN * (shown.len() as u32 - 1);
            if self.density == "compact" { sum * COMPACT / 100 } else { sum }
        })
    }

    /// Where the link that stands in for the widget leads.
    fn page(&self) -> String {
        format!("{}{}", self.root, if self.shown() == [Part::Tthc] { "tthc/" } else { "" })
    }
}

/// The frame's address. It needs no percent signs: what is in it was read first.
pub fn frame_url(line: &Line<'_>) -> String {
    let shown = line.shown();
    let several = (shown.len() > 1).then(|| ("show", line.names()));
    let query: Vec<String> =
        several.into_iter().chain(line.parameters()).map(|(name, value)| format!("{name}={value}")).collect();
    let path = format!("{}embed/{}/", line.root, shown[0].name());
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

/// The frame alone, for pages whose editor strips scripts.
pub fn iframe(line: &Line<'_>) -> String {
    let width = line.width.map_or_else(|| "100%".to_owned(), |width| width.to_string());
    // frameborder is old, and the only way that needs no style, which strict pages forbid and editors strip.
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"{width}\" height=\"{}\" loading=\"lazy\" referrerpolicy=\"no-referrer\" \
         frameborder=\"0\"></iframe>",
        escape(&frame_url(line)),
        escape(&collapse(line.title)),
        line.frame_height()
    )
}

/// The loader and its element: sizes itself, follows attributes, and shows a link and the last known figures until then.
pub fn script(line: &Line<'_>) -> String {
    let mut out = format!("<script type=\"module\" src=\"{}embed.v1.js\"", escape(line.root));
    if !line.integrity.is_empty() {
        let _ = write!(out, " integrity=\"{}\"", escape(line.integrity));
    }
    let title = escape(&collapse(line.title));
    // Whose page it is on is nobody's business; the origin goes along all the same, as with every module. And nothing of the
    // page's own should wait for it.
    out += " crossorigin=\"anonymous\" referrerpolicy=\"no-referrer\" fetchpriority=\"low\"></script>\n<trangxa-widget";
    // Without a label the frame would be named after all that stands in for it, figures of that day included.
    for (name, value) in line.attributes() {
        let _ = write!(out, " {name}=\"{}\"", escape(&value));
    }
    let known = escape(&collapse(line.known));
    let known = if known.is_empty() { known } else { format!(" {known}") };
    // A table is the one thing that keeps a height before any script runs, without a style that a strict page would forbid.
    let _ = write!(
        out,
        ">\n<table role=\"presentation\" height=\"{}\"><tr><td valign=\"top\"><a href=\"{}\">{title}</a>{known}</td></tr></table>\n\
         </trangxa-widget>",
        line.frame_height(),
        escape(&line.page())
    );
    out
}

/// The picture, with a link to all figures. Its words name no figure: those in the picture change.
pub fn badge(line: &Line<'_>) -> String {
    let (width, height) = (line.width.unwrap_or(badge::WIDTH), line.height.unwrap_or(badge::HEIGHT));
    let (root, title) = (escape(line.root), escape(&collapse(line.title)));
    format!(
        "<a href=\"{root}tthc/\"><img src=\"{root}badge/tthc.svg\" width=\"{width}\" height=\"{height}\" alt=\"{title}\" \
         loading=\"lazy\" referrerpolicy=\"no-referrer\"></a>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Line<'static> = Line {
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
        integrity: "sha384-abc",
        known: "",
    };

    #[test]
    fn only_what_was_chosen_is_written() {
        let usual = Line { show: "tthc", theme: "auto", accent: "", density: "normal", lang: "vi", n: 5, ..PLAIN };
        assert_eq!(iframe(&usual), iframe(&PLAIN));
        assert_eq!(script(&usual), script(&PLAIN));
        assert_eq!(
            iframe(&PLAIN),
            "<iframe src=\"https://xa.example/quangthanh/embed/tthc/\" title=\"Kết quả giải quyết TTHC – Xã Quang Thành\" \
             width=\"100%\" height=\"750\" loading=\"lazy\" referrerpolicy=\"no-referrer\" frameborder=\"0\"></iframe>"
        );
        assert_eq!(
            script(&PLAIN),
            "<script type=\"module\" src=\"https://xa.example/quangthanh/embed.v1.js\" integrity=\"sha384-abc\" \
             crossorigin=\"anonymous\" referrerpolicy=\"no-referrer\" fetchpriority=\"low\"></script>\n\
             <trangxa-widget show=\"tthc\" label=\"Kết quả giải quyết TTHC – Xã Quang Thành\" height=\"750\">\n\
             <table role=\"presentation\" height=\"750\"><tr><td valign=\"top\">\
             <a href=\"https://xa.example/quangthanh/tthc/\">Kết quả giải quyết TTHC – Xã Quang Thành</a>\
             </td></tr></table>\n</trangxa-widget>"
        );
    }

    #[test]
    fn the_loader_keeps_as_much_free() {
        for (part, [least, each]) in Part::ALL.into_iter().zip(SPACE) {
            let row = format!("{}: [{least}, {each}, ", part.name());
            assert!(crate::LOADER.contains(&row), "{row}");
        }
        assert!(crate::LOADER.contains(&format!("const BETWEEN = {BETWEEN};")));
        assert!(crate::LOADER.contains(&format!("const COMPACT = 0.{};", COMPACT / 10)));
    }

    #[test]
    fn everything_that_was_chosen_is_written() {
        let all = Line {
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
        assert_eq!(Line { height: None, ..all }.frame_height(), (50 + 3 * 137 + 16 + 320) * 80 / 100);
        assert!(!frame_url(&Line { show: "tthc", ..all }).contains("n=3"), "no headlines, no number of them");
    }

    #[test]
    fn nothing_gets_out_of_its_place() {
        let evil = "\"'><script>alert(1)</script>\n&amp;";
        let line = Line {
            root: evil,
            title: evil,
            show: evil,
            theme: evil,
            accent: evil,
            density: evil,
            lang: evil,
            n: 255,
            integrity: evil,
            known: evil,
            ..PLAIN
        };
        for text in [iframe(&line), script(&line), badge(&line)] {
            assert!(
                !text.contains("><script>alert") && !text.contains("\"'>") && !text.contains("&amp;amp;amp;"),
                "{text}"
            );
            assert!(text.contains("&quot;'&gt;&lt;script&gt;"), "{text}");
        }
        assert!(frame_url(&line).ends_with("embed/tthc/"), "bad values are none");
        assert_eq!(script(&line).matches('\n').count(), script(&Line { root: "", ..line }).matches('\n').count() + 2);
    }

    #[test]
    fn the_pictures_words_name_no_figure() {
        let line = Line { known: "Trễ hạn 5", ..PLAIN };
        assert!(!badge(&line).contains("Trễ hạn 5"));
        assert!(badge(&line).contains("alt=\"Kết quả giải quyết TTHC – Xã Quang Thành\" "));
    }
}
