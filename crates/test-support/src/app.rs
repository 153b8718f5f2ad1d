//! A stand-in for the built app.

use crate::SiteFolder;

/// The files of the style sheet.
const STYLE: [&str; 16] = [
    "base",
    "card",
    "counters",
    "shell",
    "aside",
    "text",
    "tables",
    "cards",
    "byline",
    "article",
    "lists",
    "picker",
    "dashboard",
    "embed",
    "site-map",
    "waiting",
];

impl SiteFolder {
    /// Writes a stand-in for the built app into `app`. The publisher reads the app's files but does not run its program. `build` is
    /// the name of the app's build, which the publisher looks for in the program.
    pub fn write_stand_in_app(&self, build: &str) {
        for (path, text) in [
            ("app/index.html", include_str!("app.html")),
            ("app/boot.js", "const parts = {};\nboot(\"recover.js\", \"style.css\");"),
            ("app/parts.json", include_str!("parts.json")),
            ("app/parts/lists.wasm", "\0asm lists"),
            ("app/parts/feed-lists.wasm", "\0asm feed and lists"),
            ("app/parts/other.wasm", "\0asm others"),
            ("app/recover.js", "recover();"),
            ("app/embed/index.html", "<!doctype html><link href=/embed/style-0.css rel=stylesheet>"),
            ("app/embed/style-0.css", "p{margin:0}"),
            ("app/embed/trang-xa-embed-0.js", "let wasm_bindgen = 0;"),
            ("app/embed/trang-xa-embed-0_bg.wasm", "\0asm"),
            ("app/trang-xa-0.js", "// glue"),
            ("app/manifest.webmanifest", "{\"icons\": []}"),
            ("app/icons/icon.svg", "<svg/>"),
        ] {
            self.write(path, text);
        }
        let mut links = String::new();
        for name in STYLE {
            self.write(&format!("app/style/{name}-0.css"), format!(".{name}{{margin:0}}"));
            links += &format!("<link href=/style/{name}-0.css rel=stylesheet>");
        }
        self.write("app/style/index.html", format!("<!doctype html>{links}"));
        self.write("app/trang-xa-0_bg.wasm", format!("\0asm {build}"));
    }
}
