//! Building the programs of a release for each system, and packing them.

use crate::app;
use crate::cargo;
use crate::command::StatusOk;
use crate::setup::{self, RELEASE_TARGETS};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// Where archives and checksums come, below cargo's target folder.
const FOLDER: &str = "dist";
/// The profile of Cargo.toml with which the programs are compiled.
const PROFILE: &str = "dist";

/// Builds the app and the programs for each system, and packs them; with `check`, publishes the demo site with the programs of each archive.
pub(crate) fn dist(check: bool) -> Result<()> {
    let tools = setup::for_building()?;
    setup::for_releases(check)?;
    app::build(&tools)?;
    let target = cargo::Workspace::read()?.target;
    for triple in RELEASE_TARGETS {
        eprintln!("xtask: building the programs for {triple}");
        let mut command = cargo::cargo("build");
        command.args(["--locked", "--profile", PROFILE, "--target", triple]);
        command.args(["--package", "trangxa-publish", "--package", "trangxa-counter", "--bins"]);
        command.status_ok()?;
    }
    let packer = cargo::build(&["trangxa-dist"])?.pop().context("cargo has not built trangxa-dist")?;
    let mut pack = Command::new(packer);
    pack.arg("--root")
        .arg(cargo::root())
        .arg("--app")
        .arg(app::DIST)
        .arg("--target")
        .arg(&target)
        .arg("--profile")
        .arg(PROFILE);
    for triple in RELEASE_TARGETS {
        pack.args(["--triple", triple]);
    }
    pack.arg("--out").arg(target.join(FOLDER));
    if check {
        pack.arg("--check").arg(Path::new("public"));
    }
    pack.status_ok()
}
