//! The program `trangxa-dist`, which `cargo xtask dist` runs: it packs the built programs with app, guides and licences, one archive for each
//! system, and with `--check` takes the archives as a clerk would.

mod archive;
mod check;
mod licences;
mod system;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use std::fs;
use std::path::{Path, PathBuf};
use system::System;

/// The programs of a release.
const PROGRAMS: [&str; 2] = ["trangxa", "trangxa-counter"];
/// The program that carries the app.
const WITH_APP: &str = PROGRAMS[0];
/// What one program may weigh, in bytes.
const BUDGET: u64 = 30_000_000;
/// What lies beside the programs: the guides and the licences of this repository.
const DOCUMENTS: [&str; 12] = [
    "README.md",
    "CHANGELOG.md",
    "docs/vi/README.md",
    "docs/vi/van-hanh.md",
    "docs/vi/doi-tac.md",
    "docs/vi/bo-dem.md",
    "docs/operators.md",
    "docs/partners.md",
    "docs/counter.md",
    "LICENSE",
    "LICENSE-APACHE",
    "LICENSE-MIT",
];
/// The file with the licences of what the programs are made of.
const THIRD_PARTY: &str = "THIRD-PARTY-LICENSES.txt";
/// The file with the checksums of the archives, as `sha256sum --check` reads them.
const CHECKSUMS: &str = "SHA256SUMS";

#[derive(Parser)]
struct Arguments {
    /// The repository.
    #[arg(long)]
    root: PathBuf,
    /// The built app.
    #[arg(long)]
    app: PathBuf,
    /// Cargo's target folder, with the programs for each system.
    #[arg(long)]
    target: PathBuf,
    /// The profile with which cargo compiled them.
    #[arg(long)]
    profile: String,
    /// The compiler's name of a system to pack for; once for each.
    #[arg(long, required = true)]
    triple: Vec<String>,
    /// The folder for archives and checksums. What it has of an earlier run is replaced.
    #[arg(long)]
    out: PathBuf,
    /// Publishes this site with the programs of each archive.
    #[arg(long)]
    check: Option<PathBuf>,
}

fn main() -> Result<()> {
    let Arguments { root, app, target, profile, triple, out, check } = Arguments::parse();
    if out.exists() {
        fs::remove_dir_all(&out).with_context(|| format!("cannot empty {}", out.display()))?;
    }
    fs::create_dir_all(&out)?;
    let mut packed = Vec::new();
    for system in triple.into_iter().map(System::of) {
        let folder = out.join(format!("trangxa-{}-{}", env!("CARGO_PKG_VERSION"), system.name));
        let built = target.join(&system.triple).join(&profile);
        fill(&folder, &system, &root, &app, &built)?;
        let archive = archive::write(&system, &folder)?;
        println!("{}: {} bytes", archive.display(), fs::metadata(&archive)?.len());
        packed.push((system, archive));
    }
    archive::write_checksums(packed.iter().map(|(_, archive)| archive), &out.join(CHECKSUMS))?;
    match check {
        Some(site) => check::check(&packed, &site),
        None => Ok(()),
    }
}

/// Puts everything into a folder that the archive of a system contains. `programs` is the folder with the compiled ones.
fn fill(folder: &Path, system: &System, root: &Path, app: &Path, programs: &Path) -> Result<()> {
    fs::create_dir_all(folder.join("docs/vi"))?;
    for name in PROGRAMS {
        let file = system.program(name);
        let (built, packed) = (programs.join(&file), folder.join(&file));
        fs::copy(&built, &packed).with_context(|| format!("cannot copy {}", built.display()))?;
        if name == WITH_APP {
            trangxa_bundle::append(app, &packed).context("cannot put the app into the program")?;
        }
        let bytes = fs::metadata(&packed)?.len();
        println!("{} {file}: {bytes} bytes", system.name);
        ensure!(bytes <= BUDGET, "{file} for {} is {bytes} bytes; at most {BUDGET} are allowed", system.name);
    }
    for document in DOCUMENTS {
        let source = root.join(document);
        fs::copy(&source, folder.join(document)).with_context(|| format!("cannot copy {}", source.display()))?;
    }
    fs::write(folder.join(THIRD_PARTY), licences::collect(root, system)?)?;
    Ok(())
}
