//! Programs for testing that the distribution carries.

use super::machine::{announce, find};
use crate::command::{StatusOk, output};
use anyhow::{Result, bail};
use std::process::{Command, Stdio};

/// Programs of the distribution. Any version will do.
struct Package {
    /// The programs that are looked for.
    programs: &'static [&'static str],
    /// The packages of Debian that contain them.
    packages: &'static [&'static str],
    /// What they are needed for.
    why: &'static str,
}

const PACKAGES: [Package; 4] = [
    Package { programs: &["chromium"], packages: &["chromium"], why: "the tests look at the pages in a real browser" },
    Package {
        programs: &["redis-server"],
        packages: &["redis-server"],
        why: "the tests of the counter start one of their own",
    },
    Package {
        programs: &["nginx"],
        packages: &["nginx"],
        why: "the tests of the publisher let it read the configuration that is written for it",
    },
    Package {
        programs: &["apache2"],
        packages: &["apache2"],
        why: "the tests of the publisher let it read the .htaccess that is written for it",
    },
];

/// Installs packages and keeps dpkg from starting their services, as policy-rc.d is there for.
const INSTALL: &str = r#"
policy=/usr/sbin/policy-rc.d
if ! test -e $policy; then
    printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy
    trap "rm -f $policy" EXIT
fi
apt-get install --yes --quiet "$@"
"#;

/// Installs the programs that are missing.
pub(super) fn install() -> Result<()> {
    let is_missing = |package: &&Package| package.programs.iter().any(|program| find(program).is_none());
    let missing: Vec<_> = PACKAGES.iter().filter(is_missing).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if find("apt-get").is_none() {
        let programs: Vec<_> = missing.iter().flat_map(|package| package.programs).copied().collect();
        bail!("the tests need on PATH: {}; install them the way this system does", programs.join(", "));
    }
    as_root("apt-get").args(["update", "--quiet"]).status_ok()?;
    for package in missing {
        announce(&format!("{} with apt-get ({})", package.packages.join(" and "), package.why));
        as_root("sh").args(["-c", INSTALL, "sh"]).args(package.packages).status_ok()?;
    }
    Ok(())
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
