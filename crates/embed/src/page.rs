//! The frame's page.

use crate::lines::HEADLINES;
use crate::{Content, Frame, Part};
use trangxa_model::Language;
use trangxa_model::html::escape;
use trangxa_views::ReaderTime;

/// What stands in every frame's page: the stylesheet and the two scripts of the address and of the program.
#[derive(Clone, Debug)]
pub struct Program {
    style: String,
    early: String,
    late: String,
}

impl Program {
    /// A frame with this stylesheet and wasm-bindgen's glue (of target `no-modules`).
    pub fn new(style: &str, glue: &str) -> Self {
        let late = format!("{}\n{}", glue.trim(), slim(include_str!("../start.js")));
        Self { style: style.trim().to_owned(), early: slim(include_str!("../frame.js")), late }
    }

    /// The stylesheet.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// The scripts, for the policy that allows them by their hashes.
    pub fn scripts(&self) -> [&str; 2] {
        [&self.early, &self.late]
    }
}

/// What a page is put together from.
pub struct Page<'a> {
    /// What it shows, and where that is from.
    pub frame: &'a Frame,
    /// As much as is known of each part.
    pub contents: &'a [(Part, Option<Content>)],
    /// What its address shows by itself.
    pub own: Part,
    /// The stylesheet and the scripts.
    pub program: &'a Program,
    /// Where the program's wasm lies.
    pub wasm: &'a str,
    /// The content security policy, as a `<meta>` may have it.
    pub policy: &'a str,
    /// BCP 47 tag.
    pub language: &'a str,
}

impl Page<'_> {
    /// The page as HTML: it reads without any script.
    pub fn write(&self) -> String {
        let Self { frame, program, own, .. } = self;
        let moment = ReaderTime { clock: None, now: frame.built_at };
        let parts: Vec<&str> = frame.documents.iter().map(|document| document.part.name()).collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\" data-parts=\"{parts}\" data-show=\"{own}\">\n<head>\n\
             <meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta http-equiv=\"content-security-policy\" content=\"{policy}\">\n<title>{title}</title>\n\
             <style>{style}</style><script>{early}</script>\n</head>\n<body><main>{main}</main>\
             <script type=\"application/json\" id=\"frame\">{snapshot}</script>\
             <script data-wasm=\"{wasm}\">{late}</script></body>\n</html>\n",
            language = escape(self.language),
            parts = parts.join(" "),
            own = own.name(),
            policy = escape(self.policy),
            title = escape(&format!("{} – {}", own.title(Language::Vietnamese), frame.name)),
            style = program.style,
            early = program.early,
            main = frame.main(self.contents, usize::from(HEADLINES), moment),
            snapshot = frame.script(),
            wasm = escape(self.wasm),
            late = program.late,
        )
    }
}

/// A script without the comments and the white space that are for people: it is sent with every frame.
pub fn slim(script: &str) -> String {
    let is_comment = |line: &&str| ["//", "/*", "*"].iter().any(|start| line.starts_with(start));
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::slim;

    /// What `theme` asks for are the very colours that the reader's system may ask for.
    #[test]
    fn both_themes_are_the_portals() {
        let (parts, own) = (include_str!("../../../style/parts.css"), include_str!("../style.css"));
        let colours = |css: &str, after: &str| {
            let block = css.split_once(after).and_then(|(_, rest)| rest.split_once('}')).unwrap().0;
            let is_colour = |line: &&str| line.starts_with("--") && line.contains('#');
            block.lines().map(str::trim).filter(is_colour).map(str::to_owned).collect::<Vec<_>>()
        };
        for (theme, place) in [("light", ":root {"), ("dark", "(prefers-color-scheme: dark) {")] {
            let asked = colours(own, &format!(":root[data-theme=\"{theme}\"] {{"));
            assert_eq!(asked, colours(parts, place), "{theme}");
            assert_eq!(asked.len(), 9);
        }
    }

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let script = "/**\n * Says.\n */\nlet a = 1; // why\n\n    // of b\n    const b = `x//y`;\n";
        assert_eq!(slim(script), "let a = 1; // why\nconst b = `x//y`;");
    }
}
