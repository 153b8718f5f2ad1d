//! The same site four times: the leanest plain HTML, an Astro build, a Next.js export, and ours.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use trangxa_host::{Host, Options};

use super::content::{Article, Content};
use crate::link::Link;
use crate::site::{Sites, copy, root};

/// A site that is measured, on a host and behind a link of its own.
pub(crate) struct Peer {
    /// The column's heading.
    pub(crate) name: &'static str,
    /// Its host, which lists the requests.
    pub(crate) host: Host,
    /// What the browser opens.
    pub(crate) link: Link,
}

/// Made from `tests/peers/FOLDER` by npm.
struct Npm {
    name: &'static str,
    folder: &'static str,
    /// The folder that the build makes.
    out: &'static str,
}

const NPM: [Npm; 2] =
    [Npm { name: "Astro", folder: "astro", out: "dist" }, Npm { name: "Next export", folder: "next", out: "out" }];
/// The name of ours in the tables.
pub(crate) const OURS: &str = "ours";
/// The name of the leanest one.
pub(crate) const PLAIN: &str = "plain HTML";
/// The name of the one that fetches ahead what its links lead to.
pub(crate) const NEXT: &str = NPM[1].name;

/// Builds and serves all, the plain one first and ours last; says which could not be built. The folder holds what is served.
pub(crate) async fn start(sites: &Sites, content: &Content) -> (Vec<Peer>, TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let style = fs::read_to_string(root().join("tests/peers/style.css")).expect("the peers' stylesheet");
    let plain = folder.path().join("plain");
    write_plain(&plain, content, &style);
    add_pictures(&sites.demo(), &plain);
    let mut built = vec![(PLAIN, plain)];
    for npm in NPM {
        let out = folder.path().join(npm.folder);
        match build(&npm, sites, content, &style) {
            Ok(made) => {
                copy(&made, &out);
                built.push((npm.name, out));
            }
            Err(reason) => println!("{} is left out, because it could not be built: {reason}", npm.name),
        }
    }
    built.push((OURS, sites.demo()));
    let mut peers = Vec::new();
    for (name, root) in built {
        // As files that were compressed beforehand, which all of them can be.
        let options = Options { compress: true, brotli_quality: 11, ..Options::new(root) };
        let host = Host::start(options).await.expect("a host");
        let link = Link::start(host.addr()).await.expect("a link");
        peers.push(Peer { name, host, link });
    }
    (peers, folder)
}

/// Runs a build of npm's; returns the folder that it made. `Err` is the reason.
fn build(npm: &Npm, sites: &Sites, content: &Content, style: &str) -> Result<PathBuf, String> {
    let folder = env::var_os("TRANGXA_BENCH_PEERS").ok_or("`cargo xtask bench` installs it and was not used")?;
    let folder = PathBuf::from(folder).join(npm.folder);
    if !folder.join("node_modules").is_dir() {
        return Err("npm has not installed it; xtask said why".to_owned());
    }
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).map_err(|error| format!("{name}: {error}"));
    write("content.json", &content.json().to_string())?;
    write("style.css", style)?;
    add_pictures(&sites.demo(), &folder.join("public"));
    println!("building {} …", npm.name);
    let mut command = Command::new("npm");
    command.args(["run", "build"]).current_dir(&folder);
    command.env("ASTRO_TELEMETRY_DISABLED", "1").env("NEXT_TELEMETRY_DISABLED", "1");
    let output = command.output().map_err(|error| format!("npm does not run: {error}"))?;
    let out = folder.join(npm.out);
    if output.status.success() && out.join("index.html").is_file() {
        return Ok(out);
    }
    let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    Err(format!("npm run build: {}\n{said}", output.status))
}

/// Beside the pages, at the addresses that the texts name.
fn add_pictures(demo: &Path, site: &Path) {
    copy(&demo.join("media"), &site.join("media"));
    fs::copy(demo.join("icons/icon.svg"), site.join("icon.svg")).expect("the icon");
}

/// What a careful person would write by hand.
fn write_plain(site: &Path, content: &Content, style: &str) {
    let style = style.split_whitespace().collect::<Vec<_>>().join(" ");
    let write = |path: &str, title: &str, main: &str| {
        let name = text(&content.title);
        let page = format!(
            "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title>\
             <link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\"><style>{style}</style></head>\n\
             <body><header><a href=\"/\">{name}</a></header>\n<main>{main}</main>\n<footer>{name}</footer></body></html>\n",
            text(title)
        );
        let folder = site.join(path);
        fs::create_dir_all(&folder).expect("a folder for the page");
        fs::write(folder.join("index.html"), page).expect("the page is written");
    };
    let mut list = String::from("<ul class=\"list\">\n");
    for Article { slug, title, published, date, summary, picture, html } in &content.articles {
        let (title_text, summary) = (text(title), text(summary));
        let time = format!("<time datetime=\"{published}\">{date}</time>");
        let article =
            format!("<article><h1>{title_text}</h1>{time}<p class=\"standfirst\">{summary}</p>{html}</article>");
        write(&format!("bai/{slug}"), title, &article);
        let picture = picture.as_deref().map(|address| {
            format!("<img src=\"{}\" alt=\"\" width=\"320\" height=\"180\" loading=\"lazy\">", text(address))
        });
        let _ = writeln!(
            list,
            "<li>{}<h2><a href=\"/bai/{slug}/\">{title_text}</a></h2>{time}<p>{summary}</p></li>",
            picture.unwrap_or_default()
        );
    }
    write("", &content.title, &(list + "</ul>"));
}

/// As it stands in HTML.
fn text(plain: &str) -> String {
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
