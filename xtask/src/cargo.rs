//! Cargo commands: all with the same features and the same compiler flags, so that each dependency is compiled once.

use crate::command::output;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};
use std::sync::Once;

/// The features with which the workspace is built natively. Another set would compile the dependencies again, because
/// cargo unites the features of all packages that it is asked for.
pub(crate) const FEATURES: &str = "trang-xa/ssr,trangxa-views/english,trangxa-model/schema";

/// The compiler flags of `.cargo/config.toml`, in the form of `CARGO_ENCODED_RUSTFLAGS`.
pub(crate) const RUSTFLAGS: &str = "--cfg\x1ferase_components";

/// The repository's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// A cargo command with the flags of this repository.
pub(crate) fn cargo(subcommand: &str) -> Command {
    let mut command = Command::new("cargo");
    command.arg(subcommand);
    with_our_flags(&mut command);
    if std::env::var_os("CI").is_some() {
        // A clone that is built once has no use for what would make the next build quicker.
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// Makes a program that runs cargo use the compiler flags of `.cargo/config.toml`, which flags in the environment would
/// replace: GitHub's runners set `RUSTFLAGS`, for example. Programs and pages of different flags do not fit together.
pub(crate) fn with_our_flags(command: &mut Command) -> &mut Command {
    let text = |text: OsString| text.to_string_lossy().into_owned();
    let environment: Vec<(String, String)> =
        std::env::vars_os().map(|(name, value)| (text(name), text(value))).collect();
    let environment: Vec<_> = environment.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    if let Some(name) = with_flags_instead_of(&environment, command) {
        static NOTE: Once = Once::new();
        NOTE.call_once(|| {
            eprintln!("xtask: {name} is not used: it would replace the compiler flags of .cargo/config.toml");
        });
    }
    command
}

/// The same for a given environment; returns the name of the variable that is not used.
fn with_flags_instead_of(environment: &[(&str, &str)], command: &mut Command) -> Option<String> {
    let is_flags = |name: &str| name == "RUSTFLAGS" || (name.starts_with("CARGO_") && name.ends_with("RUSTFLAGS"));
    // Where this program has itself been started by one that did the same, the flags are ours already.
    let (name, _) = environment.iter().find(|(name, value)| is_flags(name) && *value != RUSTFLAGS)?;
    command.env("CARGO_ENCODED_RUSTFLAGS", RUSTFLAGS);
    Some((*name).to_owned())
}

/// The compiler's version with the machine that it compiles for.
pub(crate) fn compiler() -> Result<String> {
    output(Command::new("rustc").arg("-vV")).context("cannot ask rustc for its version")
}

/// A package of the workspace.
pub(crate) struct Package {
    /// Its name in its Cargo.toml.
    pub name: String,
    /// The folder of its Cargo.toml.
    pub folder: PathBuf,
    /// The names of its library, programs, tests and examples.
    pub targets: Vec<String>,
    /// The folders of the packages of this repository that it is built from.
    built_from: Vec<PathBuf>,
}

/// The packages of the workspace.
pub(crate) struct Workspace {
    /// All of them.
    pub packages: Vec<Package>,
    /// Where cargo builds.
    pub target: PathBuf,
}

impl Workspace {
    /// Reads the manifests, without compiling anything.
    pub(crate) fn read() -> Result<Self> {
        let mut command = cargo("metadata");
        command.args(["--locked", "--no-deps", "--format-version=1"]);
        let described: Value = serde_json::from_str(&output(&mut command)?).context("cannot read cargo's metadata")?;
        let path = |value: &Value| PathBuf::from(value.as_str().unwrap_or_default());
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let package = |it: &Value| Package {
            name: it["name"].as_str().unwrap_or_default().to_owned(),
            folder: path(&it["manifest_path"]).parent().map(Path::to_owned).unwrap_or_default(),
            targets: list(&it["targets"])
                .iter()
                .filter_map(|target| target["name"].as_str().map(ToOwned::to_owned))
                .collect(),
            built_from: list(&it["dependencies"])
                .iter()
                .filter(|dependency| dependency["path"].is_string() && dependency["kind"] != "dev")
                .map(|dependency| path(&dependency["path"]))
                .collect(),
        };
        Ok(Self {
            packages: list(&described["packages"]).iter().map(package).collect(),
            target: path(&described["target_directory"]),
        })
    }

    /// The folders of these packages and of those that they are built from, sorted.
    pub(crate) fn sources(&self, names: &[&str]) -> Result<Vec<PathBuf>> {
        let mut folders: Vec<PathBuf> = Vec::new();
        let mut open: Vec<PathBuf> = Vec::new();
        for name in names {
            let Some(package) = self.packages.iter().find(|package| package.name == *name) else {
                bail!("the workspace has no package {name}");
            };
            open.push(package.folder.clone());
        }
        while let Some(folder) = open.pop() {
            if folders.contains(&folder) {
                continue;
            }
            let package = self.packages.iter().find(|package| package.folder == folder);
            open.extend(package.map(|package| package.built_from.clone()).unwrap_or_default());
            folders.push(folder);
        }
        folders.sort();
        Ok(folders)
    }
}

/// A program or a test that cargo has built.
#[derive(Debug)]
pub(crate) struct Built {
    /// The name of the target in its Cargo.toml.
    pub name: String,
    /// The folder of the package.
    pub package: PathBuf,
    /// The program.
    pub executable: PathBuf,
    /// Whether it is a program that runs tests.
    pub is_test: bool,
}

/// Builds programs of the workspace in the dev profile and returns where they are, in the order of the names. Errors and
/// warnings go to this program's error output.
pub(crate) fn build(programs: &[&str]) -> Result<Vec<PathBuf>> {
    let mut command = cargo("build");
    command.args(["--quiet", "--locked", "--workspace", "--features", FEATURES]);
    for program in programs {
        command.args(["--bin", program]);
    }
    // With an example among the targets cargo takes the dev-dependencies into account when it unites features, as it does
    // for the tests: so programs and tests share what is compiled. (The example is small.)
    command.args(["--example", SCHEMAS]);
    let built = built(&mut command, &mut std::io::stderr())?;
    let executable = |name: &&str| {
        let found = built.iter().find(|built| built.name == **name && !built.is_test);
        found.map(|built| built.executable.clone()).with_context(|| format!("cargo has not built {name}"))
    };
    programs.iter().map(executable).collect()
}

/// The example of trangxa-model that writes the JSON Schemas.
pub(crate) const SCHEMAS: &str = "schemas";

/// Builds and returns [`SCHEMAS`].
pub(crate) fn build_schemas() -> Result<PathBuf> {
    let mut command = cargo("build");
    command.args(["--quiet", "--locked", "--workspace", "--features", FEATURES, "--example", SCHEMAS]);
    let built = built(&mut command, &mut std::io::stderr())?;
    let found = built.into_iter().find(|built| built.name == SCHEMAS);
    found.map(|built| built.executable).context("cargo has not built the example schemas")
}

/// Runs a cargo command that builds and returns the executables; what it writes for people goes to `sink`.
pub(crate) fn built(command: &mut Command, sink: &mut (dyn Write + Send)) -> Result<Vec<Built>> {
    command.arg("--message-format=json-render-diagnostics").stdin(Stdio::null());
    let line = crate::command::line(command);
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().with_context(|| format!("cannot run {line}"))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let executables = std::thread::scope(|scope| {
        let reader = scope.spawn(|| stdout.map_or_else(|| Ok(Vec::new()), executables));
        if let Some(mut stderr) = stderr {
            std::io::copy(&mut stderr, sink)?;
        }
        reader.join().unwrap_or_else(|_| bail!("reading cargo's messages failed"))
    })?;
    let status = child.wait()?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(executables)
}

fn executables(messages: ChildStdout) -> Result<Vec<Built>> {
    let mut found = Vec::new();
    for line in BufReader::new(messages).lines() {
        found.extend(executable(&line?));
    }
    Ok(found)
}

/// The executable that a line of cargo's messages announces.
fn executable(line: &str) -> Option<Built> {
    let message: Value = serde_json::from_str(line).ok()?;
    let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
    Some(Built {
        name: text(&message["target"]["name"])?,
        package: PathBuf::from(text(&message["manifest_path"])?).parent()?.to_owned(),
        executable: text(&message["executable"])?.into(),
        is_test: message["profile"]["test"] == true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flags_are_those_of_the_configuration() {
        let configuration = include_str!("../../.cargo/config.toml");
        let flags: Vec<_> = RUSTFLAGS.split('\x1f').map(|flag| format!("{flag:?}")).collect();
        let line = format!("rustflags = [{}]", flags.join(", "));
        assert!(configuration.lines().any(|it| it == line), "{line}");
    }

    #[test]
    fn packages_lie_where_build_rs_looks_for_them() {
        let workspace = Workspace::read().unwrap();
        let root = root();
        for folder in workspace.sources(&["trang-xa"]).unwrap() {
            let package = workspace.packages.iter().find(|package| package.folder == folder).unwrap();
            let expected = package.name.strip_prefix("trangxa-").map(|name| root.join("crates").join(name));
            let is_stand_in = folder.starts_with(root.join("crates/stand-in"));
            assert!(is_stand_in || folder == expected.unwrap_or(root.to_owned()), "{}", folder.display());
        }
    }

    #[test]
    fn the_app_does_not_compile_without_the_flag() {
        let explanation = |arguments: &[&str]| {
            let mut rustc = Command::new("rustc");
            rustc.args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--out-dir"]);
            rustc.arg(tempfile::tempdir().unwrap().path()).arg(root().join("src/lib.rs")).args(arguments);
            let output = rustc.output().unwrap();
            // Without its dependencies it does not compile in any case; what matters is the reason that is given.
            String::from_utf8(output.stderr).unwrap().contains("--cfg erase_components is missing")
        };
        assert!(explanation(&[]));
        assert!(!explanation(&RUSTFLAGS.split('\x1f').collect::<Vec<_>>()));
    }

    #[test]
    fn flags_of_the_environment_are_replaced() {
        for (name, value) in [("RUSTFLAGS", "-Dwarnings"), ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "")] {
            let mut command = Command::new("cargo");
            with_flags_instead_of(&[(name, value)], &mut command);
            let set: Vec<_> = command.get_envs().collect();
            assert_eq!(set, [("CARGO_ENCODED_RUSTFLAGS".as_ref(), Some(RUSTFLAGS.as_ref()))], "{name}");
        }
        for (name, value) in [("CARGO_ENCODED_RUSTFLAGS", RUSTFLAGS), ("RUSTDOCFLAGS", "-Dwarnings"), ("PATH", "/bin")]
        {
            let mut command = Command::new("cargo");
            with_flags_instead_of(&[(name, value)], &mut command);
            assert_eq!(command.get_envs().count(), 0, "{name}");
        }
    }

    #[test]
    fn a_line_of_messages_may_announce_an_executable() {
        let line = r#"{"reason":"compiler-artifact","package_id":"path+file:///r/crates/model#trangxa-model@0.1.0",
            "manifest_path":"/r/crates/model/Cargo.toml","target":{"kind":["lib"],"name":"trangxa_model"},
            "profile":{"test":true},"executable":"/r/target/debug/deps/trangxa_model-0f"}"#;
        let built = executable(line).unwrap();
        assert_eq!((built.name.as_str(), built.is_test), ("trangxa_model", true));
        assert_eq!(built.package, Path::new("/r/crates/model"));
        assert!(executable(r#"{"reason":"build-finished","success":true}"#).is_none());
        assert!(executable(&line.replace("\"/r/target/debug/deps/trangxa_model-0f\"", "null")).is_none());
    }
}
