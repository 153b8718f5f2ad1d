//! What pictures cost: the clerk, who publishes photographs as the phone made them, and a reader's phone on the home page.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use serde_json::{Value, json};

use trangxa_e2e::{Browser, Profile};
use trangxa_host::{Host, Options};
use trangxa_test_support::pictures::photograph;

use crate::device;
use crate::publish::{contents, watch};
use crate::site::{Sites, copy, publisher, publishing, root};
use crate::sizes::{first_visit, sent};
use crate::table::{Table, Verdict, bytes, megabytes, real, seconds};

/// Photographs of the generated site, each in an article of its own.
const PHOTOS: u32 = 24;
/// The size of a photograph: 12 million pixels, as phones take it.
const SIZE: (u32, u32) = (4000, 3000);
/// What the home page of the demo may cost a phone without the program: its HTML and all its pictures.
const HOME: f64 = 150_000.0;

/// Prints the tables.
pub(crate) async fn measure(sites: &Sites) -> Vec<Verdict> {
    let mut verdicts = publishing_photographs();
    verdicts.extend(home(sites).await);
    verdicts
}

fn publishing_photographs() -> Vec<Verdict> {
    let program = publisher();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (site, out) = (folder.path().join("site"), folder.path().join("out"));
    let original = generate(&site);
    let timed = |out: &Path| {
        let started = Instant::now();
        let child = publishing(&program, &site, out).stdout(Stdio::null()).spawn().expect("trangxa runs");
        let memory = watch(child);
        (started.elapsed().as_secs_f64(), memory)
    };
    let (first, memory) = timed(&out);
    let published = contents(&out.join("media")).1;
    let (again, _) = timed(&out);
    let file = site.join("data/feed.json");
    let mut feed: Value = serde_json::from_slice(&fs::read(&file).expect("the feed")).expect("JSON");
    feed["items"][3]["title"] = json!("Đã sửa");
    fs::write(&file, feed.to_string()).expect("the feed is written");
    let (changed, _) = timed(&out);
    let size = |bytes: u64| megabytes(real(usize::try_from(bytes).expect("a folder fits")) / 1e6);
    let columns = [
        "photographs",
        "originals",
        "published",
        "first build",
        "a second",
        "peak memory",
        "nothing changed",
        "one article",
    ];
    let mut table = Table::new("Photographs of 12 million pixels, release build, all cores", &columns);
    let rate = f64::from(PHOTOS) / first;
    table.row([
        PHOTOS.to_string(),
        size(original),
        size(published),
        seconds(first),
        format!("{rate:.1}"),
        megabytes(memory),
        seconds(again),
        seconds(changed),
    ]);
    table.print();
    vec![Verdict::at_most(
        "one article changed beside 24 photographs, over the first build",
        changed / first,
        0.2,
        |it| format!("{it:.2}"),
    )]
}

/// A site of articles with a photograph each; returns the bytes of the photographs.
fn generate(site: &Path) -> u64 {
    copy(&root().join("public"), site);
    fs::remove_dir_all(site.join("media")).expect("the demo's media");
    fs::create_dir(site.join("media")).expect("a folder for media");
    let mut originals = 0;
    let mut items = Vec::new();
    for i in 0..PHOTOS {
        let photo = photograph(i, SIZE.0, SIZE.1);
        originals += photo.len() as u64;
        fs::write(site.join(format!("media/anh-{i}.jpg")), photo).expect("a photograph is written");
        items.push(json!({
            "id": format!("bai-{i}"), "title": format!("Bài {i}"), "date_published": "2025-01-01",
            "image": format!("../media/anh-{i}.jpg"),
            "content_html": format!("<p>Nội dung.</p><p><img src=\"../media/anh-{i}.jpg\" alt=\"Họp dân\"></p>"),
        }));
    }
    let feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": "Xã", "items": items});
    fs::write(site.join("data/feed.json"), feed.to_string()).expect("the feed is written");
    originals
}

/// The home page on a phone with a fine screen: what comes before the reader does anything, and with all pictures.
async fn home(sites: &Sites) -> Vec<Verdict> {
    let host = Host::start(Options { compress: true, ..Options::new(sites.demo()) }).await.expect("a host");
    let phone = || Profile { width: device::WIDTH, height: device::HEIGHT, density: 2, ..Profile::default() };
    let mut sums = [0; 5];
    for request in first_visit(&host, "", phone()).await {
        let (kind, size) = sent(&sites.demo(), &request);
        sums[kind] += size;
    }
    let browser = Browser::open(phone()).await;
    browser.goto(&host.url()).await;
    host.forget_requests();
    let all = "await Promise.all([...document.images].map(it => { it.loading = 'eager'; return it.decode(); }));
        return [...new Set([...document.images].map(it => new URL(it.currentSrc).pathname))];";
    let shown = browser.eval_async(all).await;
    browser.close();
    let size_of = |path: &Value| {
        let path = path.as_str().unwrap_or_default().trim_start_matches('/').to_owned();
        fs::metadata(sites.demo().join(path)).map_or(0, |file| usize::try_from(file.len()).unwrap_or(usize::MAX))
    };
    let pictures: Vec<usize> = shown.as_array().into_iter().flatten().map(size_of).collect();
    let all: usize = pictures.iter().sum();
    let mut table = Table::new(
        "The demo's home page on a phone of 360 px at 2×, brotli 11",
        &["HTML", "pictures in reach", "all pictures", "HTML and all pictures", "program", "data"],
    );
    let [html, reach, program, data, _] = sums;
    table.row([html, reach, all, html + all, program, data].map(|sum| bytes(real(sum))));
    table.print();
    vec![Verdict::at_most("home on a phone at 2×: HTML and all pictures", real(html + all), HOME, bytes)]
}
