//! The other engines: what their drivers are called, how they are started and what a session asks of them.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

use crate::program::program;

/// An engine that is driven by W3C WebDriver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Firefox's Gecko, by geckodriver.
    Firefox,
    /// `WebKitGTK`, by the driver that comes with it. It is the nearest to Safari that runs on Linux.
    WebKit,
}

impl Engine {
    /// The command for its driver, which shall listen on this port of 127.0.0.1.
    ///
    /// # Panics
    /// If the driver or the browser is missing.
    pub(crate) fn driver(self, port: u16) -> Command {
        match self {
            Self::Firefox => {
                let mut command = Command::new(program("GECKODRIVER", &["geckodriver"]));
                command.arg(format!("--port={port}")).arg("--binary").arg(firefox());
                command
            }
            Self::WebKit => {
                let mut command = Command::new(program("WEBKIT_WEBDRIVER", &["WebKitWebDriver"]));
                command.arg(format!("--port={port}"));
                command
            }
        }
    }

    /// The screen that has to be made for its windows: the program for it, and the size. Firefox needs none where nobody
    /// watches.
    pub(crate) fn screen(self) -> Option<(PathBuf, &'static str)> {
        let is_needed = self == Self::WebKit && !is_shown();
        is_needed.then(|| (program("XVFB", &["Xvfb"]), "1400x1000x24"))
    }

    /// What a new session of it shall be.
    pub(crate) fn capabilities(self) -> Value {
        let own = match self {
            Self::Firefox => {
                let arguments: &[&str] = if is_shown() { &[] } else { &["-headless"] };
                ("moz:firefoxOptions", json!({ "args": arguments, "prefs": { "intl.accept_languages": "vi" } }))
            }
            Self::WebKit => ("webkitgtk:browserOptions", json!({ "args": ["--automation"] })),
        };
        // In ms. A script that waits for something has its own, shorter limit.
        let timeouts = json!({ "script": 30_000, "pageLoad": 30_000, "implicit": 0 });
        json!({ "alwaysMatch": { "timeouts": timeouts, own.0: own.1 } })
    }
}

fn firefox() -> PathBuf {
    program("FIREFOX", &["firefox-esr", "firefox"])
}

fn is_shown() -> bool {
    env::var_os("TRANGXA_SHOW_BROWSER").is_some()
}
