//! The page in the frame.

use crate::alerts::{AlertsInFrame, FrameAlerts};
use crate::frame::Frame;
use crate::part::{PartContent, WidgetPart};
use crate::snippets::HEADLINES;
use trangxa_clean::text::escape;
use trangxa_model::row;
use trangxa_views::ReaderTime;
use trangxa_words::Language;

/// What every frame page contains inline: the stylesheet and two scripts. The first applies the address's parameters before the
/// page is painted, the second starts the program.
#[derive(Clone, Debug)]
pub struct FrameAssets {
    style: String,
    early: String,
    late: String,
}

impl FrameAssets {
    /// The assets of a frame with this stylesheet and this glue script, which wasm-bindgen wrote for its target `no-modules`.
    #[must_use]
    pub fn new(style: &str, glue: &str) -> Self {
        let late = format!("{}\n{}", glue.trim(), slim(include_str!("../start.js")));
        Self { style: style.trim().to_owned(), early: slim(include_str!("../frame.js")), late }
    }

    /// The stylesheet.
    #[must_use]
    pub fn style(&self) -> &str {
        &self.style
    }

    /// The two scripts, for a content security policy that allows them by their hashes.
    #[must_use]
    pub fn scripts(&self) -> [&str; 2] {
        [&self.early, &self.late]
    }
}

/// What a frame page is rendered from.
pub struct PrerenderedFrame<'a> {
    /// The parts, and the documents they come from.
    pub frame: &'a Frame,
    /// The content of each part, where the publisher could read it.
    pub contents: &'a [(WidgetPart, Option<PartContent>)],
    /// The alerts, as the program reads them and as they stand on the page; `None` on a site without their document.
    pub alerts: Option<(&'a FrameAlerts, AlertsInFrame<'a>)>,
    /// The part that the page's address shows without parameters.
    pub own: WidgetPart,
    /// The stylesheet and the scripts.
    pub assets: &'a FrameAssets,
    /// The address of the program's wasm.
    pub wasm: &'a str,
    /// The content security policy for a `<meta>` element.
    pub policy: &'a str,
    /// The page's language, as a BCP 47 tag.
    pub language: &'a str,
}

impl PrerenderedFrame<'_> {
    /// The page as HTML. It is readable without any script.
    #[must_use]
    pub fn write(&self) -> String {
        let Self { frame, alerts, assets, own, .. } = self;
        let time = ReaderTime { clock: None, now: frame.built_at };
        let parts: Vec<&str> = frame.documents.iter().map(|document| document.part.name()).collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\" data-parts=\"{parts}\" data-show=\"{own}\">\n<head>\n\
             <meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta http-equiv=\"content-security-policy\" content=\"{policy}\">\n<title>{title}</title>\n\
             <style>{style}</style><script>{early}</script>\n</head>\n<body><main>{place}{main}</main>\
             <script type=\"application/json\" id=\"frame\">{snapshot}</script>{carried}\
             <script data-wasm=\"{wasm}\">{late}</script></body>\n</html>\n",
            language = escape(self.language),
            parts = parts.join(" "),
            own = own.name(),
            policy = escape(self.policy),
            title = escape(&format!("{} – {}", own.title(Language::Vietnamese), frame.name)),
            style = assets.style,
            early = assets.early,
            main = frame.main(self.contents, usize::from(HEADLINES), time),
            snapshot = frame.script(),
            place = alerts.as_ref().map(|(_, shown)| shown.place().finish()).unwrap_or_default(),
            carried = alerts.as_ref().map(|(carried, _)| script(carried)).unwrap_or_default(),
            wasm = escape(self.wasm),
            late = assets.late,
        )
    }
}

/// The alerts for the program, which reads them from this element.
fn script(alerts: &FrameAlerts) -> String {
    format!("<script type=\"application/json\" id=\"alerts\">{}</script>", row::write(alerts))
}

/// A script without its line comments, block comments, blank lines and indentation, because every frame page contains it.
/// Comments behind code stay.
pub fn slim(script: &str) -> String {
    let is_comment = |line: &&str| ["//", "/*", "*"].iter().any(|start| line.starts_with(start));
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::slim;

    /// The parameter `theme` selects the same colours as the reader's system setting.
    #[test]
    fn both_themes_have_the_colours_of_the_portal() {
        let (base, own) = (include_str!("../../../style/base.css"), include_str!("../style.css"));
        let colours = |css: &str, after: &str| {
            let block = css.split_once(after).and_then(|(_, rest)| rest.split_once('}')).unwrap().0;
            let is_colour = |line: &&str| line.starts_with("--") && line.contains('#');
            block.lines().map(str::trim).filter(is_colour).map(str::to_owned).collect::<Vec<_>>()
        };
        // Gold is the same in both.
        for (theme, place, count) in [("light", ":root {", 9), ("dark", "(prefers-color-scheme: dark) {", 8)] {
            let asked = colours(own, &format!(":root[data-theme=\"{theme}\"] {{"));
            assert_eq!(asked, colours(base, place), "{theme}");
            assert_eq!(asked.len(), count);
        }
    }

    #[test]
    fn comments_and_indentation_are_removed_and_code_stays() {
        let script = "/**\n * Says.\n */\nlet a = 1; // why\n\n    // of b\n    const b = `x//y`;\n";
        assert_eq!(slim(script), "let a = 1; // why\nconst b = `x//y`;");
    }
}
