//! `cargo xtask`: everything a contributor or an operator runs, on a machine that has only rustup and Node.

mod app;
mod cargo;
mod command;
mod dependencies;
mod dist;
mod serve;
mod setup;
mod test;

use anyhow::{Context, Result};
use app::Publish;
use clap::{Parser, Subcommand};
use command::StatusOk;
use serve::Serve;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// Set-up, serve, build, test, bench.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Installs what is missing, builds, and serves a site; rebuilds when sources or site files change.
    Serve {
        /// The site folder; without it, the demo site.
        #[arg(long, value_name = "SITE")]
        site: Option<PathBuf>,
        /// The port on 127.0.0.1; 0 takes a free one.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// The folder for the built site and the counter's database; without it, target. Two that run at once need two.
        #[arg(long, value_name = "DIR")]
        state: Option<PathBuf>,
    },
    /// Installs what is missing, then runs every check and test.
    Test {
        /// Only steps whose name contains this.
        #[arg(long)]
        only: Option<String>,
    },
    /// Builds a folder to upload to any static host.
    Build {
        /// The site folder; without it, the demo site.
        #[arg(long, value_name = "SITE")]
        site: Option<PathBuf>,
        /// The folder to make; without it, target/site.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// The site's root on its host, such as /quangthanh/.
        #[arg(long, value_name = "PATH")]
        base_path: Option<String>,
        /// Puts a .br and a .gz beside each file that gains by it.
        #[arg(long)]
        compress: bool,
        /// Writes no pages: only the app, for a host on which a CMS keeps data/feed.json.
        #[arg(long)]
        plain: bool,
        /// Counts visits at this live counter, whatever site.json says.
        #[arg(long, value_name = "URL")]
        counter: Option<String>,
    },
    /// Reports what is wrong with a site folder or a site on the web: `trangxa check`.
    #[command(disable_help_flag = true)]
    Check {
        /// What `trangxa check` takes.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Turns what a CMS emits into a site folder's articles: `trangxa import`.
    #[command(disable_help_flag = true)]
    Import {
        /// What `trangxa import` takes.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Merges what a one-stop system exports into a site folder's figures: `trangxa import-tthc`.
    #[command(disable_help_flag = true)]
    ImportTthc {
        /// What `trangxa import-tthc` takes.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Merges procedures that the national base exports into those of a site folder: `trangxa import-procedures`.
    #[command(disable_help_flag = true)]
    ImportProcedures {
        /// What `trangxa import-procedures` takes.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Merges registers of official documents into those of a site folder: `trangxa import-documents`.
    #[command(disable_help_flag = true)]
    ImportDocuments {
        /// What `trangxa import-documents` takes.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Merges calendars and schedules of the week into the calendar of a site folder: `trangxa import-calendar`.
    #[command(disable_help_flag = true)]
    ImportCalendar {
        /// What `trangxa import-calendar` takes.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Measures sizes, page loads, the same pages as others make them, build time and memory, the counter under load, the widget on a partner's page, and prints tables.
    Bench {
        /// Only parts whose name contains this: sizes, loads, peers, taps, cases, feeds, figures, search, fuzz, publish,
        /// counter, widget.
        #[arg(long)]
        only: Option<String>,
    },
    /// Packs the programs for Linux and Windows, with app, guides and licences, into target/dist.
    Dist {
        /// Unpacks each archive into an empty folder and publishes the demo site with its programs, those of Windows with Wine.
        #[arg(long)]
        check: bool,
    },
    /// Writes the JSON Schemas of the documents to schemas/, from the types.
    Schemas,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the exit code of the program that a task ends with, where it ends with one.
fn run() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let here = std::env::current_dir().context("cannot tell the current folder")?;
    // What the caller names is meant from where they stand; what they leave out lies in the repository.
    let folder =
        |named: Option<PathBuf>, default| named.map_or_else(|| cargo::root().join(default), |path| here.join(path));
    std::env::set_current_dir(cargo::root()).context("cannot enter the repository's folder")?;
    let done = match arguments.task {
        Task::Serve { site, port, state } => {
            serve::serve(&Serve { site: &folder(site, "public"), port, state: &folder(state, "target") })
        }
        Task::Test { only } => test::test(only.as_deref()),
        Task::Build { site, out, base_path, compress, plain, counter } => {
            let tools = setup::for_building()?;
            app::build(&tools)?;
            let site = if plain { site.map(|site| here.join(site)) } else { Some(folder(site, "public")) };
            let out = folder(out, if plain { "target/plain" } else { "target/site" });
            app::publish(
                &app::trangxa()?,
                &Publish {
                    site: site.as_deref(),
                    out: &out,
                    base_path: base_path.as_deref(),
                    compress,
                    plain,
                    counter: counter.as_deref(),
                },
            )
        }
        Task::Check { arguments } => return app::run_trangxa("check", &arguments, &here),
        Task::Import { arguments } => return app::run_trangxa("import", &arguments, &here),
        Task::ImportTthc { arguments } => return app::run_trangxa("import-tthc", &arguments, &here),
        Task::ImportProcedures { arguments } => return app::run_trangxa("import-procedures", &arguments, &here),
        Task::ImportDocuments { arguments } => return app::run_trangxa("import-documents", &arguments, &here),
        Task::ImportCalendar { arguments } => return app::run_trangxa("import-calendar", &arguments, &here),
        Task::Bench { only } => {
            let tools = setup::for_testing()?;
            // The cases need only the programs' libraries.
            if only.as_deref() != Some("cases") {
                app::build(&tools)?;
            }
            let mut bench = cargo::cargo("run");
            bench.args(["--locked", "--release", "--package", "trangxa-e2e", "--bin", "bench", "--"]);
            // Tests that the bench runs take the time that they do not have among the checks.
            bench.env("TRANGXA_LONG_TESTS", "1");
            if only.as_deref().is_none_or(|only| "widget".contains(only)) {
                match setup::for_comparing() {
                    Ok(modules) => drop(bench.env("TRANGXA_BENCH_COMPARISONS", modules)),
                    Err(error) => eprintln!("xtask: the widget is not compared with others: {error:#}"),
                }
            }
            if only.as_deref().is_none_or(|only| "search".contains(only)) {
                match setup::for_searching() {
                    Ok(modules) => drop(bench.env("TRANGXA_BENCH_PAGEFIND", modules)),
                    Err(error) => eprintln!("xtask: the search is not compared with Pagefind: {error:#}"),
                }
            }
            if only.as_deref().is_none_or(|only| "publish".contains(only)) {
                match setup::for_publishing() {
                    Ok(hugo) => drop(bench.env("TRANGXA_BENCH_HUGO", hugo)),
                    Err(error) => eprintln!("xtask: the publisher is not compared with Hugo: {error:#}"),
                }
            }
            if only.as_deref().is_none_or(|only| "peers".contains(only)) {
                bench.env("TRANGXA_BENCH_PEERS", setup::for_peers()?);
            }
            tools.for_browser(bench.args(only)).status_ok()
        }
        Task::Dist { check } => dist::dist(check),
        Task::Schemas => Command::new(cargo::build_schemas()?).status_ok(),
    };
    done.map(|()| ExitCode::SUCCESS)
}
