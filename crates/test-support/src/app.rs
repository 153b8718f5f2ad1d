//! A stand-in for the built app.

use crate::SiteFolder;

impl SiteFolder {
    /// Writes a stand-in for the built app into `app`. The publisher reads the app's files but does not run its program. `build` is
    /// the name of the app's build, which the publisher looks for in the program.
    pub fn write_stand_in_app(&self, build: &str) {
        for (path, text) in [
            ("app/index.html", include_str!("app.html")),
            ("app/main-0.css", "body { margin: 0 }"),
            ("app/boot.js", "boot(\"recover.js\");"),
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
        self.write("app/trang-xa-0_bg.wasm", format!("\0asm {build}"));
    }
}
