//! Programs for tests and releases that the distribution carries.

use super::machine::{announce, find};
use crate::command::{StatusOk, output};
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Programs of the distribution. Any version will do.
pub(super) struct Package {
    /// The names under which one program is looked for.
    programs: &'static [&'static str],
    /// The packages of Debian that contain them.
    packages: &'static [&'static str],
    /// What they are needed for.
    why: &'static str,
}

/// What the tests cannot do without.
pub(super) const FOR_TESTING: [Package; 6] = [
    Package { programs: &["chromium"], packages: &["chromium"], why: "the tests look at the pages in a real browser" },
    Package {
        programs: &["redis-server"],
        packages: &["redis-server"],
        why: "the tests of the counter start one of their own",
    },
    Package {
        programs: &["nginx"],
        packages: &["nginx"],
        why: "the tests of the publisher let it serve a site with the configuration that is written for it",
    },
    Package {
        programs: &["apache2"],
        packages: &["apache2"],
        why: "the same with the .htaccess that is written for it",
    },
    Package { programs: &["caddy"], packages: &["caddy"], why: "the same with the Caddyfile that is written for it" },
    Package {
        programs: &["lighttpd"],
        packages: &["lighttpd"],
        why: "the same with the lighttpd.conf that is written for it",
    },
];

/// What builds the programs of a release.
pub(super) const FOR_RELEASES: [Package; 2] = [
    Package {
        programs: &["x86_64-w64-mingw32-gcc"],
        packages: &["gcc-mingw-w64-x86-64-posix"],
        why: "links the programs for Windows",
    },
    Package { programs: &["musl-gcc"], packages: &["musl-tools"], why: "links the programs for any Linux" },
];
pub(super) const WINE: Package =
    Package { programs: &["wine"], packages: &["wine", "wine64"], why: "runs the programs for Windows" };

/// The driver comes with the browser as its dependency.
pub(super) const WEBKIT: Package = Package {
    programs: &["WebKitWebDriver"],
    packages: &["webkit2gtk-driver"],
    why: "the tests look at the pages in the engine of iPhones",
};
/// A screen that nobody sees: WebKitGTK's browser has no headless mode.
pub(super) const XVFB: Package =
    Package { programs: &["Xvfb"], packages: &["xvfb"], why: "WebKitGTK's browser needs a screen" };
pub(super) const FIREFOX: Package = Package {
    programs: &["firefox-esr", "firefox"],
    packages: &["firefox-esr"],
    why: "the tests look at the pages in Firefox",
};

/// Installs packages and keeps dpkg from starting their services, as policy-rc.d is there for.
const INSTALL: &str = r#"
policy=/usr/sbin/policy-rc.d
if ! test -e $policy; then
    printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy
    trap "rm -f $policy" EXIT
fi
apt-get install --option DPkg::Lock::Timeout=300 --yes --quiet "$@"
"#;

/// Installs the programs that are missing.
pub(super) fn install(packages: &[Package]) -> Result<()> {
    let missing: Vec<_> = packages.iter().filter(|package| package.is_missing()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if find("apt-get").is_none() {
        let programs: Vec<_> = missing.iter().flat_map(|package| package.programs).copied().collect();
        bail!("needed on PATH: {}; install them the way this system does", programs.join(", "));
    }
    update()?;
    missing.into_iter().try_for_each(|package| package.install())
}

/// Installs what is missing of packages that the tests can do without; an error says in words why it cannot be had. Nothing is
/// asked of the administrator where the system has no such package.
pub(super) fn install_if_possible(packages: &[&Package]) -> Result<()> {
    let missing: Vec<_> = packages.iter().filter(|package| package.is_missing()).collect();
    for package in &missing {
        let programs = package.programs.join(" or ");
        if find("apt-get").is_none() {
            bail!("{programs} is not on PATH, and there is no apt-get to install it with");
        }
        if !package.is_known() {
            bail!("{programs} is not on PATH, and apt-get knows no package {}", package.packages.join(" "));
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    update()?;
    missing.into_iter().try_for_each(|package| package.install())
}

impl Package {
    fn is_missing(&self) -> bool {
        self.find().is_none()
    }

    /// The program, under the first of its names that is there.
    pub(super) fn find(&self) -> Option<PathBuf> {
        self.programs.iter().find_map(|program| find(program))
    }

    fn is_known(&self) -> bool {
        self.packages.iter().all(|package| output(Command::new("apt-cache").args(["show", package])).is_ok())
    }

    fn install(&self) -> Result<()> {
        announce(&format!("{} with apt-get ({})", self.packages.join(" and "), self.why));
        as_root("sh").args(["-c", INSTALL, "sh"]).args(self.packages).status_ok()
    }
}

fn update() -> Result<()> {
    as_root("apt-get").args(["update", "--quiet"]).status_ok()
}

fn as_root(program: &str) -> Command {
    let is_root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut command = if is_root {
        Command::new("env")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg("env");
        sudo
    };
    // sudo would drop the variable.
    command.args(["DEBIAN_FRONTEND=noninteractive", program]).stdin(Stdio::null());
    command
}
