//! What the register of official documents costs: bytes of its first view at 60, 1 000 and 10 000 documents, the filter of 1 000 on a slow
//! phone, and a build with 10 000.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::{Value, json};
use tempfile::TempDir;
use trangxa_host::{Host, Options};

use crate::device;
use crate::publish::generate;
use crate::site::{Sites, publish, root};
use crate::sizes::brotli_file;
use crate::table::{Table, Verdict, bytes, ms_fine, real, seconds};
use crate::typing;

/// What a reader types, letter by letter.
const TYPED: [&str; 6] = ["k", "kh", "kh 12", "phong chong thien tai", "12/kh-ubnd", "quyet dinh"];

/// Prints the tables.
pub(crate) async fn measure(sites: &Sites, runs: usize) -> Vec<Verdict> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let thousand = site_of(&folder, 1_000);
    let begin = Instant::now();
    let ten_thousand = site_of(&folder, 10_000);
    let build = begin.elapsed().as_secs_f64();
    let page = |site: &Path| real(brotli_file(&site.join("van-ban/index.html")));
    let (demo, long, longest) = (page(&sites.demo()), page(&thousand), page(&ten_thousand));
    let year = fs::read_dir(thousand.join("data/van-ban/nam")).expect("years");
    let years = year.map(|file| real(brotli_file(&file.expect("a file").path()))).sum::<f64>();
    let mut table = Table::new("Official documents: HTML with CSS and data, brotli 11", &["", ""]);
    for (name, size) in [
        ("the demo's 60 documents", demo),
        ("1 000 documents", long),
        ("10 000 documents", longest),
        ("what a search in 1 000 fetches", years),
    ] {
        table.row([name.to_owned(), bytes(size)]);
    }
    table.print();
    vec![
        Verdict::at_most("first view of 1 000 documents, HTML with CSS", long, 30_000.0, bytes),
        Verdict::at_most("first view of 10 000 documents more than of 1 000", longest - long, 500.0, bytes),
        filter(&thousand, runs).await,
        Verdict::at_most("publish 20 articles and 10 000 documents", build, 60.0, seconds),
    ]
}

/// How long the search in 1 000 documents takes to answer a letter once the years are here.
async fn filter(site: &Path, runs: usize) -> Verdict {
    let host = Host::start(Options::new(site)).await.expect("a host");
    let browser = device::slow().await;
    browser.goto(&format!("{}van-ban/", host.url())).await;
    device::settle(&browser, true, 500).await;
    typing::slowest_letter(&browser, &TYPED, 1).await;
    browser.wait("the years", "document.querySelector('.list [role=status]')?.innerText.startsWith('Tìm thấy')").await;
    let slowest = typing::slowest_letter(&browser, &TYPED, runs).await;
    browser.close();
    Verdict::at_most("filter of 1 000 documents, slowest letter, CPU 4x", slowest, 50.0, ms_fine)
}

/// A published site with the demo's documents, over and over, each with a number and a day of its own.
fn site_of(folder: &TempDir, count: usize) -> PathBuf {
    let (site, out) = (folder.path().join(format!("site-{count}")), folder.path().join(format!("out-{count}")));
    generate(&site, 20);
    let file = root().join("public/data/documents.json");
    let mut register: Value = serde_json::from_slice(&fs::read(&file).expect("the demo's documents")).expect("JSON");
    let models = register["documents"].as_array().expect("a list").clone();
    let documents = models.iter().cycle().take(count).enumerate().map(|(i, model)| {
        let mut document = model.clone();
        document["number"] = json!(format!("{}/KH-UBND", i + 1));
        document["issued"] = json!(format!("{}-{:02}-{:02}", 2016 + i % 10, i % 12 + 1, i % 28 + 1));
        for own in ["id", "draft", "files", "replaces", "amends", "effective", "expires"] {
            document.as_object_mut().expect("an object").remove(own);
        }
        document
    });
    register["documents"] = documents.collect();
    fs::write(site.join("data/documents.json"), register.to_string()).expect("the documents are written");
    publish(&site, &out);
    out
}
