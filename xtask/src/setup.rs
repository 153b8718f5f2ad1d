//! The tools: pinned, checked by version, installed when missing, with a word about what and why.
//!
//! Everything comes from package registries, because a commune's network often reaches nothing else; so trunk and
//! wasm-bindgen are compiled, cheaply, and kept in a cache outside target/.

use crate::StatusOk;
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const WASM_TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
/// The command-line tool and the crate must agree to the letter; see Cargo.toml.
const WASM_BINDGEN: &str = "0.2.130";
/// wasm-opt, as npm carries it; see `[tools]` in Trunk.toml.
const BINARYEN: &str = "132.0.0";
const AXE: &str = "4.14.1";
/// What the bench holds the widget beside, in the forms people use: giscus' element with its library in one file, which
/// takes a bundler, and iframe-resizer as it comes.
const RIVALS: [Npm; 4] = [
    Npm { package: "giscus", version: "1.6.0", why: "the bench compares" },
    Npm { package: "@iframe-resizer/parent", version: "5.5.9", why: "the bench compares" },
    Npm { package: "@iframe-resizer/child", version: "5.5.9", why: "the bench compares" },
    Npm { package: "esbuild", version: "0.28.2", why: "bundles giscus for the bench" },
];

/// Where the tools are.
pub struct Tools {
    path: OsString,
    axe: PathBuf,
}

impl Tools {
    /// Lets a program find the tools.
    pub fn for_build<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("PATH", &self.path)
    }

    /// Lets a program find what browser tests need.
    pub fn for_browser<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("PATH", &self.path).env("TRANGXA_AXE", &self.axe)
    }
}

/// Makes sure of what building needs.
pub fn for_building() -> Result<Tools> {
    wasm_target()?;
    let cache = cache()?;
    let trunk = cargo_tool(&cache, "trunk", "trunk", TRUNK, true, "builds the app")?;
    // Its lock file names a version that registries may have withdrawn; without it the build is fine.
    let why = "joins the wasm to the browser";
    let bindgen = cargo_tool(&cache, "wasm-bindgen-cli", "wasm-bindgen", WASM_BINDGEN, false, why)?;
    let wanted = [
        Npm { package: "binaryen", version: BINARYEN, why: "makes the wasm small" },
        Npm { package: "axe-core", version: AXE, why: "checks accessibility" },
    ];
    let modules = npm(&cache.join("npm"), &wanted)?;
    let mut folders = vec![trunk, bindgen, modules.join(".bin")];
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    Ok(Tools { path: std::env::join_paths(folders)?, axe: modules.join("axe-core/axe.min.js") })
}

/// Makes sure of what testing needs as well.
pub fn for_testing() -> Result<Tools> {
    let tools = for_building()?;
    from_distribution(&PACKAGES)?;
    Ok(tools)
}

/// Makes sure of what the bench compares the widget with; returns npm's folder of modules. In a folder of its own: none of
/// it has a part in building.
pub fn for_comparing() -> Result<PathBuf> {
    npm(&cache()?.join("rivals"), &RIVALS)
}

fn cache() -> Result<PathBuf> {
    let folder = if let Some(folder) = std::env::var_os("TRANGXA_TOOLS") {
        PathBuf::from(folder)
    } else if let Some(folder) = std::env::var_os("XDG_CACHE_HOME") {
        PathBuf::from(folder).join("trangxa/tools")
    } else {
        let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
        PathBuf::from(home.context("neither HOME nor TRANGXA_TOOLS says where tools may be kept")?)
            .join(".cache/trangxa/tools")
    };
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

fn wasm_target() -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"])).context("cannot run rustc")?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    say("the Rust target wasm32-unknown-unknown (the app runs in browsers)");
    Command::new("rustup")
        .args(["target", "add", WASM_TARGET])
        .status_ok()
        .context("without the wasm target nothing can be built; a network that reaches rustup's servers is needed once")
}

/// A tool that comes as a crate; returns the folder of its program.
fn cargo_tool(cache: &Path, package: &str, program: &str, version: &str, locked: bool, why: &str) -> Result<PathBuf> {
    let root = cache.join(format!("{package}-{version}"));
    let folder = root.join("bin");
    if has_version(&folder.join(program), version) {
        return Ok(folder);
    }
    if let Some(found) = find(program).filter(|found| has_version(found, version)) {
        return Ok(found.parent().unwrap_or(&folder).to_owned());
    }
    say(&format!("{package} {version} ({why}); compiling it takes some minutes, once"));
    let mut install = Command::new("cargo");
    install.args(["install", package, "--version", version, "--force", "--root"]).arg(&root);
    if locked {
        install.arg("--locked");
    }
    // From outside the repository, so that its own toolchain settings and flags do not apply; and with a cheap profile,
    // because these programs run for seconds.
    install
        .current_dir(cache)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env_remove("CARGO_TARGET_DIR")
        .status_ok()?;
    Ok(folder)
}

/// A tool that npm carries.
struct Npm {
    package: &'static str,
    version: &'static str,
    why: &'static str,
}

/// Installs what is missing of them in a folder; returns npm's folder of modules below it.
fn npm(folder: &Path, wanted: &[Npm]) -> Result<PathBuf> {
    let modules = folder.join("node_modules");
    for Npm { package, version, why } in wanted {
        let manifest = std::fs::read_to_string(modules.join(package).join("package.json")).unwrap_or_default();
        if manifest.contains(&format!("\"version\": \"{version}\"")) {
            continue;
        }
        say(&format!("{package} {version} from npm ({why})"));
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact", "--prefix"])
            .arg(folder)
            .arg(format!("{package}@{version}"))
            .status_ok()
            .context("npm comes with Node.js, which must be on this machine")?;
    }
    Ok(modules)
}

/// What comes from the distribution. Any version will do.
struct Package {
    /// The programs that are asked for.
    programs: &'static [&'static str],
    /// The packages that Debian has them in.
    packages: &'static [&'static str],
    why: &'static str,
}

/// The versions of Chromium and its driver only have to agree with each other.
const PACKAGES: [Package; 2] = [
    Package {
        programs: &["chromium", "chromedriver"],
        packages: &["chromium", "chromium-driver"],
        why: "the tests look at the pages in a real browser",
    },
    Package {
        programs: &["redis-server"],
        packages: &["redis-server"],
        why: "the tests of the counter start one of their own",
    },
];

fn from_distribution(wanted: &[Package]) -> Result<()> {
    let is_missing = |package: &&Package| package.programs.iter().any(|program| find(program).is_none());
    let missing: Vec<_> = wanted.iter().filter(is_missing).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if find("apt-get").is_none() {
        let programs: Vec<_> = missing.iter().flat_map(|package| package.programs).copied().collect();
        bail!("the tests need on PATH: {}; install them the way this system does", programs.join(", "));
    }
    let apt = |arguments: &[&str]| {
        let as_root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
        let mut command = Command::new(if as_root { "apt-get" } else { "sudo" });
        if !as_root {
            command.arg("apt-get");
        }
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).status_ok()
    };
    apt(&["update", "--quiet"])?;
    for package in missing {
        say(&format!("{} with apt-get ({})", package.packages.join(" and "), package.why));
        apt(&[&["install", "--yes", "--quiet"], package.packages].concat())?;
    }
    Ok(())
}

fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn has_version(program: &Path, version: &str) -> bool {
    output(Command::new(program).arg("--version"))
        .is_ok_and(|text| text.split_whitespace().any(|word| word.trim_start_matches('v') == version))
}

fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::null()).output()?;
    if !output.status.success() {
        bail!("{:?} failed", command.get_program());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn say(what: &str) {
    eprintln!("xtask: installing {what}");
}
