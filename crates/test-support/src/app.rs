//! A stand-in for the built app.

use crate::SiteFolder;

/// What names the files of the style sheet, in their order.
const STYLE: &str = include_str!("../../../style/index.html");

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
            ("app/sw.js", include_str!("../../../src/sw.js")),
            ("app/embed/index.html", "<!doctype html><link href=/embed/style-0.css rel=stylesheet>"),
            ("app/embed/style-0.css", "p{margin:0}"),
            ("app/embed/trang-xa-embed-0.js", "let wasm_bindgen = 0;"),
            ("app/embed/trang-xa-embed-0_bg.wasm", "\0asm"),
            ("app/embed/alerts/index.html", "<!doctype html><link href=/embed/alerts-0.css rel=stylesheet>"),
            ("app/embed/alerts/alerts-0.css", ".alert{margin:0}"),
            ("app/embed/alerts/trang-xa-embed-1.js", "let wasm_bindgen = 1;"),
            ("app/embed/alerts/trang-xa-embed-1_bg.wasm", "\0asm alerts"),
            ("app/trang-xa-0.js", "// glue"),
            ("app/manifest.webmanifest", "{\"icons\": []}"),
            ("app/icons/icon.svg", "<svg/>"),
        ] {
            self.write(path, text);
        }
        let mut links = String::new();
        let names = STYLE.split("href=\"").skip(1).filter_map(|rest| Some(rest.split_once(".css\"")?.0));
        for name in names {
            self.write(&format!("app/style/{name}-0.css"), format!(".{name}{{margin:0}}"));
            links += &format!("<link href=/style/{name}-0.css rel=stylesheet>");
        }
        self.write("app/style/index.html", format!("<!doctype html>{links}"));
        self.write("app/trang-xa-0_bg.wasm", format!("\0asm {build}"));
    }
}
