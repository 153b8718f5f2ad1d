//! What a site of Markdown files costs the clerk, beside the same articles in a feed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::Value;

use crate::publish::{date, watch};
use crate::site::{copy, publisher, publishing, root};
use crate::table::{Table, Verdict, median, megabytes, real, seconds};

/// How many files the site has.
const FILES: usize = 1_000;
/// How often it is built from nothing.
const RUNS: usize = 3;

/// Builds and checks the site, prints a table, and returns what is promised.
pub(crate) fn measure() -> Vec<Verdict> {
    let program = publisher();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (site, out) = (folder.path().join("site"), folder.path().join("out"));
    generate(&site);
    let mut memory: f64 = 0.0;
    let mut timed = |command: &mut Command| {
        let started = Instant::now();
        memory = memory.max(watch(command.stdout(Stdio::null()).spawn().expect("trangxa runs")));
        started.elapsed().as_secs_f64()
    };
    let mut first = Vec::new();
    for _ in 0..RUNS {
        if out.exists() {
            fs::remove_dir_all(&out).expect("the folder of the build before");
        }
        first.push(timed(&mut publishing(&program, &site, &out)));
    }
    let unchanged = timed(&mut publishing(&program, &site, &out));
    fs::write(site.join("bai/2024-12-28-bench-3.md"), "title: Đã sửa\n\nĐã sửa.\n").expect("an article is written");
    let changed = timed(&mut publishing(&program, &site, &out));
    let checked = timed(Command::new(&program).arg("check").arg(&site));
    let first = median(first);
    let columns = ["files", "time", "peak memory", "ms per article", "nothing changed", "one article changed", "check"];
    let mut table = Table::new("Articles as Markdown files", &columns);
    table.row([
        FILES.to_string(),
        seconds(first),
        megabytes(memory),
        format!("{:.2} ms", 1000.0 * first / real(FILES)),
        seconds(unchanged),
        seconds(changed),
        seconds(checked),
    ]);
    table.print();
    vec![
        Verdict::at_most("publish 1 000 Markdown files", first, 10.0, seconds),
        Verdict::at_most("1 000 Markdown files, nothing changed", unchanged, 1.0, seconds),
    ]
}

/// The demo site, with its articles over and over as files in place of its feed.
fn generate(site: &Path) {
    copy(&root().join("public"), site);
    let file = site.join("data/feed.json");
    let feed: Value = serde_json::from_slice(&fs::read(&file).expect("the demo's feed")).expect("JSON");
    fs::remove_file(file).expect("the feed goes");
    fs::create_dir_all(site.join("bai")).expect("a folder for the articles");
    let models = feed["items"].as_array().expect("the demo has articles");
    for (i, model) in models.iter().cycle().take(FILES).enumerate() {
        let day = date(i);
        let title = model["title"].as_str().expect("an article has a title");
        let text = markdown(model["content_html"].as_str().unwrap_or_default());
        let text = format!("---\ntiêu đề: {title} ({})\nngày: {day}\ntác giả: Ban Biên tập\n---\n\n{text}", i + 1);
        fs::write(site.join(format!("bai/{}-bench-{i}.md", &day[..10])), text).expect("an article is written");
    }
}

/// The words of some HTML, in paragraphs.
fn markdown(html: &str) -> String {
    let paragraphs = html.split("</p>").map(|paragraph| {
        let words: String =
            paragraph.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
        words.trim().to_owned()
    });
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n\n")
}
