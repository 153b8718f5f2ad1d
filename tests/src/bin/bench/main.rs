//! `cargo xtask bench`: what the built portal costs its readers and its clerk, the counter its operator, and the widget a partner's page, in bytes, milliseconds and megabytes.
//!
//! Times depend on the machine, so each is printed next to one of the same run to compare it with: the same page without
//! the program, or the same site at another size. A missed target is printed and does not fail the bench, because speed on a shared
//! machine varies; only an error of a program ends it. `TRANGXA_BENCH_RUNS` changes the number of repetitions (7).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot go on may say so by panicking")]

mod archive;
mod cases;
mod counter;
mod device;
mod documents;
mod feeds;
mod figures;
mod files;
mod hugo;
mod link;
mod loads;
mod long;
mod observe;
mod offline;
mod pagefind;
mod partner;
mod peers;
mod pictures;
mod procedures;
mod publish;
mod search;
mod site;
mod sizes;
mod table;
mod taps;
mod typing;
mod widget;

use std::cell::LazyCell;
use std::env;
use std::process::ExitCode;

use site::Sites;
use table::{Table, Verdict};

const PARTS: [&str; 17] = [
    "sizes",
    "loads",
    "peers",
    "taps",
    "cases",
    "feeds",
    "figures",
    "procedures",
    "documents",
    "search",
    "offline",
    "fuzz",
    "kills",
    "publish",
    "pictures",
    "counter",
    "widget",
];
const RUNS: usize = 7;

fn main() -> ExitCode {
    let only = env::args().nth(1).unwrap_or_default();
    let chosen: Vec<&str> = PARTS.into_iter().filter(|part| part.contains(&only)).collect();
    if chosen.is_empty() {
        eprintln!("error: no part is called {only}; there are {}", PARTS.join(", "));
        return ExitCode::FAILURE;
    }
    let runs = env::var("TRANGXA_BENCH_RUNS").map_or(RUNS, |runs| runs.parse().expect("TRANGXA_BENCH_RUNS: a number"));
    // Built when the first part needs them.
    let sites = LazyCell::new(Sites::build);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut verdicts = Vec::new();
    for part in chosen {
        verdicts.extend(match part {
            "sizes" => runtime.block_on(sizes::measure(&sites)),
            "loads" => runtime.block_on(loads::measure(&sites, runs)),
            "peers" => runtime.block_on(peers::measure(&sites, runs)),
            "taps" => runtime.block_on(taps::measure(&sites, runs)),
            "cases" => cases::measure(),
            "feeds" => runtime.block_on(feeds::measure(&sites, runs)),
            "figures" => runtime.block_on(figures::measure(&sites, runs)),
            "procedures" => runtime.block_on(procedures::measure(&sites, runs)),
            "documents" => runtime.block_on(documents::measure(&sites, runs)),
            "search" => runtime.block_on(search::measure(runs)),
            "offline" => runtime.block_on(offline::measure(&sites, runs)),
            "fuzz" => long::fuzz(),
            "kills" => long::kills(),
            "widget" => runtime.block_on(widget::measure(&sites, runs)),
            "publish" => runtime.block_on(publish::measure()).into_iter().chain(files::measure()).collect(),
            "pictures" => runtime.block_on(pictures::measure(&sites)),
            _ => runtime.block_on(counter::measure()),
        });
    }
    summarise(&verdicts);
    ExitCode::SUCCESS
}

/// Every target next to what was measured.
fn summarise(verdicts: &[Verdict]) {
    let mut table = Table::new("Targets", &["", "measured", "target", ""]);
    for Verdict { what, measured, target, met } in verdicts {
        table.row([what.clone(), measured.clone(), target.clone(), if *met { "met" } else { "MISSED" }.to_owned()]);
    }
    table.print();
    let missed = verdicts.iter().filter(|verdict| !verdict.met).count();
    println!("\n{} met, {missed} missed", verdicts.len() - missed);
}
