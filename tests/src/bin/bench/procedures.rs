//! What the pages of procedures cost: bytes of the home page, of a procedure and of a long list, the filter of that list on a slow phone,
//! and a build that has them and many articles.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use trangxa_host::{Host, Options};

use crate::device;
use crate::publish::{build, generate};
use crate::site::{Sites, publish, publisher, root};
use crate::sizes::brotli_file;
use crate::table::{Table, Verdict, bytes, megabytes, ms_fine, real, seconds};
use crate::typing;

/// As many as the list of a commune has.
const PROCEDURES: usize = 400;
/// Articles of the site that is built with them.
const ARTICLES: usize = 10_000;
/// What a reader types, letter by letter.
const TYPED: [&str; 6] = ["k", "kh", "khai", "khai sinh", "giay", ""];

/// Prints the tables.
pub(crate) async fn measure(sites: &Sites, runs: usize) -> Vec<Verdict> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (site, out) = (folder.path().join("site"), folder.path().join("out"));
    generate(&site, 20);
    lengthen(&site);
    publish(&site, &out);
    let mut verdicts = sizes(sites, &out);
    verdicts.push(filter(&out, runs).await);
    verdicts.extend(building(&folder));
    verdicts
}

fn sizes(sites: &Sites, long: &Path) -> Vec<Verdict> {
    let page = |site: &Path, path: &str| real(brotli_file(&site.join(path).join("index.html")));
    let demo = sites.demo();
    let pages = fs::read_dir(demo.join("thu-tuc")).expect("the demo has procedures");
    let pages = pages.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
    let largest = pages.map(|path| real(brotli_file(&path.join("index.html")))).fold(0.0, f64::max);
    let (home, list, long) = (page(&demo, ""), page(&demo, "thu-tuc"), page(long, "thu-tuc"));
    let mut table = Table::new("Procedures: HTML with CSS and data, brotli 11", &["", ""]);
    for (name, size) in [
        ("home", home),
        ("the demo's list", list),
        ("the demo's largest procedure", largest),
        ("the list of 400 procedures", long),
    ] {
        table.row([name.to_owned(), bytes(size)]);
    }
    table.print();
    vec![
        Verdict::at_most("home, HTML with CSS", home, 14_000.0, bytes),
        Verdict::at_most("a procedure, HTML with CSS, at most", largest, 12_000.0, bytes),
        Verdict::at_most("list of 400 procedures, HTML with CSS", long, 30_000.0, bytes),
    ]
}

/// How long the list of 400 procedures takes to answer a letter, with the layout that follows.
async fn filter(site: &Path, runs: usize) -> Verdict {
    let host = Host::start(Options::new(site)).await.expect("a host");
    let browser = device::slow().await;
    browser.goto(&format!("{}thu-tuc/", host.url())).await;
    device::settle(&browser, true, 500).await;
    let slowest = typing::slowest_letter(&browser, &TYPED, runs).await;
    browser.close();
    Verdict::at_most("filter of 400 procedures, slowest letter, CPU 4x", slowest, 50.0, ms_fine)
}

fn building(folder: &TempDir) -> Vec<Verdict> {
    let (site, out) = (folder.path().join("large"), folder.path().join("large-out"));
    generate(&site, ARTICLES);
    lengthen(&site);
    let build = build(&publisher(), &site, &out, ARTICLES, 1);
    vec![
        Verdict::at_most("publish 10 000 articles and 400 procedures", build.time, 60.0, seconds),
        Verdict::at_most("publish 10 000 articles and 400 procedures, memory", build.memory, 1000.0, megabytes),
    ]
}

/// Gives a site the demo's procedures, over and over, each with a code and a name of its own.
fn lengthen(site: &Path) {
    let file = root().join("public/data/procedures.json");
    let mut document: Value = serde_json::from_slice(&fs::read(&file).expect("the demo's procedures")).expect("JSON");
    let models = document["procedures"].as_array().expect("a list").clone();
    let procedures = models.iter().cycle().take(PROCEDURES).enumerate().map(|(i, model)| {
        let mut procedure = model.clone();
        if i >= models.len() {
            let name = model["name"].as_str().expect("a name");
            procedure["name"] = json!(format!("{name}, trường hợp {}", i / models.len() + 1));
            procedure["code"] = json!(format!("3.{:06}", 100_000 + i * 37));
            for own in ["id", "popular"] {
                procedure.as_object_mut().expect("an object").remove(own);
            }
        }
        procedure
    });
    document["procedures"] = procedures.collect();
    fs::write(site.join("data/procedures.json"), document.to_string()).expect("the procedures are written");
}
