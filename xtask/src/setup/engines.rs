//! The engines that the pages are tested in next to Chromium. Not every system has them: one that cannot be had is left out, with a
//! reason.

use super::crates::Tool;
use super::debian::{self, FIREFOX, WEBKIT, XVFB};
use anyhow::{Result, bail};
use std::ffi::OsString;
use std::fs;
use std::path::Path;

/// Firefox understands WebDriver by way of it alone.
const GECKODRIVER: Tool = Tool {
    package: "geckodriver",
    program: "geckodriver",
    version: "0.37.1",
    uses_lock_file: true,
    default_features: true,
    why: "the tests drive Firefox with it",
};

/// Variables of the environment.
pub(crate) type Environment = Vec<(&'static str, OsString)>;

/// An engine that some of the browser tests run in.
pub(crate) struct Engine {
    /// What people call it.
    pub(crate) name: &'static str,
    /// What the names of its tests begin with.
    pub(crate) tests: &'static str,
    /// What its tests need to know, or why it cannot be had.
    pub(crate) environment: Result<Environment>,
}

/// The engines, which are installed where they are missing and can be had.
pub(super) fn install(cache: &Path) -> [Engine; 2] {
    [
        Engine { name: "Firefox", tests: "engines::firefox::", environment: firefox(cache) },
        Engine { name: "WebKitGTK", tests: "engines::webkit::", environment: webkit() },
    ]
}

fn firefox(cache: &Path) -> Result<Environment> {
    debian::install_if_possible(&[&FIREFOX])?;
    let Some(firefox) = FIREFOX.find() else { bail!("it was installed, but is not on PATH") };
    if is_snap(&firefox) {
        bail!("{} is a snap, which sees no profile but its own", firefox.display());
    }
    let driver = GECKODRIVER.install(cache)?.join(GECKODRIVER.program);
    Ok(vec![("FIREFOX", firefox.into()), ("GECKODRIVER", driver.into())])
}

/// Whether a program is, or is only there to start, what snapd keeps apart from the rest of the system.
fn is_snap(program: &Path) -> bool {
    let target = program.canonicalize();
    target.is_ok_and(|target| target.file_name().is_some_and(|name| name == "snap"))
        || fs::read_to_string(program).is_ok_and(|script| script.contains("/snap/"))
}

fn webkit() -> Result<Environment> {
    debian::install_if_possible(&[&WEBKIT, &XVFB])?;
    Ok(Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_snap_is_known_by_its_link_and_by_its_script() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, content: &[u8]| {
            let path = folder.path().join(name);
            fs::write(&path, content).unwrap();
            path
        };
        let script = file("firefox", b"#!/bin/sh\nexec /snap/bin/firefox \"$@\"\n");
        assert!(is_snap(&script));
        assert!(!is_snap(&file("firefox-esr", b"\x7fELF\xff /snap/")));
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(file("snap", b"\x7fELF\xff"), &link).unwrap();
        assert!(is_snap(&link));
    }
}
