//! The built sites that are measured.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Where the plain twins of pages lie, below the demo site's root.
pub(crate) const PLAIN: &str = "plain/";

/// The demo site and that of Quang Thành, each published by the release build.
pub(crate) struct Sites {
    folder: TempDir,
    /// The page of Quang Thành, built.
    pub(crate) quang_thanh: PathBuf,
    /// Paths of the demo's articles, as `bai/<slug>/`, by the size of their compressed HTML, smallest first.
    pub(crate) articles: Vec<String>,
}

/// A page to load.
pub(crate) struct Page {
    /// What kind of page it is.
    pub(crate) name: &'static str,
    /// Its path below the root.
    pub(crate) path: String,
}

impl Sites {
    /// Publishes the sites onto the app in `dist`.
    pub(crate) fn build() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let demo = folder.path().join("demo");
        publish(&root().join("public"), &demo);
        let quang_thanh = folder.path().join("quang-thanh");
        publish(&root().join("tests/fixtures/quang-thanh"), &quang_thanh);
        let articles = articles(&demo);
        let sites = Self { folder, quang_thanh, articles };
        for page in sites.pages() {
            let html = fs::read_to_string(sites.file(&page.path)).expect("a page of the demo");
            let twin = demo.join(PLAIN).join(&page.path);
            fs::create_dir_all(&twin).expect("a folder for the plain page");
            fs::write(twin.join("index.html"), without_scripts(&html)).expect("the plain page is written");
        }
        sites
    }

    /// The demo site with other TTHC figures, published into a folder of its own.
    pub(crate) fn with_figures(&self, tthc: &str) -> TempDir {
        let (site, out) = (self.folder.path().join("figures"), tempfile::tempdir().expect("a temporary folder"));
        copy(&root().join("public"), &site);
        fs::write(site.join("data/tthc.json"), tthc).expect("the figures are written");
        publish(&site, out.path());
        out
    }

    /// The demo site's folder.
    pub(crate) fn demo(&self) -> PathBuf {
        self.folder.path().join("demo")
    }

    /// The file behind a path of the demo.
    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.demo().join(path).join("index.html")
    }

    /// The article of middling weight.
    pub(crate) fn median_article(&self) -> &str {
        &self.articles[self.articles.len() / 2]
    }

    /// One page of each kind that readers open first.
    pub(crate) fn pages(&self) -> [Page; 3] {
        [
            Page { name: "home", path: String::new() },
            Page { name: "article", path: self.median_article().to_owned() },
            Page { name: "TTHC", path: "tthc/".to_owned() },
        ]
    }
}

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the harness lies in the repository")
}

/// The `trangxa` program.
pub(crate) fn publisher() -> PathBuf {
    program("trangxa-publish", "trangxa")
}

/// A program as it is shipped, made now if it is missing or old.
pub(crate) fn program(package: &str, name: &str) -> PathBuf {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--release", "--package", package, "--bin", name]);
    assert!(cargo.current_dir(root()).status().expect("cargo runs").success(), "{name} does not compile");
    let here = std::env::current_exe().expect("the bench knows where it is");
    let program = here.with_file_name(name);
    assert!(program.is_file(), "{} is not there; run the bench by `cargo xtask bench`", program.display());
    program
}

/// The command that builds a site.
pub(crate) fn publishing(program: &Path, site: &Path, out: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg("build").arg("--app").arg(root().join("dist"));
    command.arg("--site").arg(site).arg("--out").arg(out).args(["--base-path", "/"]);
    command
}

/// Publishes a site onto the app in `dist`.
pub(crate) fn publish(site: &Path, out: &Path) {
    let output = publishing(&publisher(), site, out).output().expect("trangxa runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder to copy") {
        let entry = entry.expect("a folder entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file is copied");
        }
    }
}

fn articles(demo: &Path) -> Vec<String> {
    let mut found: Vec<(usize, String)> = fs::read_dir(demo.join("bai"))
        .expect("the demo has articles")
        .map(|entry| {
            let entry = entry.expect("a folder entry");
            let html = fs::read(entry.path().join("index.html")).expect("an article");
            (crate::sizes::brotli(&html), format!("bai/{}/", entry.file_name().to_str().expect("a slug")))
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, path)| path).collect()
}

/// The page as plain HTML: without program, data and JSON-LD, otherwise unchanged.
pub(crate) fn without_scripts(html: &str) -> String {
    let mut plain = String::new();
    let mut rest = html;
    while let Some((before, script)) = rest.split_once("<script") {
        plain += before;
        rest = script.split_once("</script>").expect("every script is closed").1;
    }
    plain + rest
}
