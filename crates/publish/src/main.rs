//! The `trangxa` program.

use clap::{Parser, Subcommand};
use std::panic;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};
use trangxa_feeds::{MediaLimits, MediaReport, PARSER_THREAD, Progress};
use trangxa_model::tthc::Span;
use trangxa_model::{Timestamp, visits};
use trangxa_publish::files::{Files, Folder, Web};
use trangxa_publish::{Changes, Options, PlainOptions, PublishError, Severity, build, build_plain, check};
use trangxa_web::{Client, is_web_address};

/// Publishes a commune's information page.
#[derive(Parser)]
#[command(name = "trangxa", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes a site folder as pages onto a built app: a folder to upload to any static host.
    Build {
        /// The built app.
        #[arg(long, value_name = "DIR")]
        app: PathBuf,
        /// The site folder, with data/site.json in it.
        #[arg(long, value_name = "DIR", required_unless_present = "plain")]
        site: Option<PathBuf>,
        /// The folder to make. An earlier one is replaced, once everything worked; what did not change is kept.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Where the site's root is on its host, such as /quangthanh/; without it, the path of site.json's base_url.
        #[arg(long, value_name = "PATH")]
        base_path: Option<String>,
        /// Puts a .br and a .gz beside each file that gains by it, for hosts that send those.
        #[arg(long)]
        compress: bool,
        /// Writes no pages: only the app, for a host on which a CMS keeps data/feed.json.
        #[arg(long)]
        plain: bool,
        /// Counts visits at this live counter, whatever site.json says: for staging.
        #[arg(long, value_name = "URL", value_parser = counter, requires = "site")]
        counter: Option<visits::VisitsSource>,
    },
    /// Reads a site as it would be published, and says what is wrong with it, where, and what becomes of it.
    ///
    /// Ends with 0 when everything in it is published, with 1 when something is lost or cannot be read, with 2 when there is
    /// nothing to read.
    Check {
        /// The site folder, the address of a site on the web, or of a feed there (ending in .json).
        #[arg(value_name = "SITE")]
        site: String,
        /// Writes the report as JSON.
        #[arg(long)]
        json: bool,
        /// Lists every finding, not only the first ten of a kind.
        #[arg(long)]
        all: bool,
    },
    /// Turns what a CMS emits into the articles of a site folder: RSS, Atom, RDF, NukeViet's RSS, the JSON of Đà Nẵng's
    /// communes, JSON Feed. What is there is kept; what changed is brought up to date.
    Import {
        /// Files, folders of files, or http(s) addresses.
        #[arg(value_name = "URL-OR-FILE", required = true)]
        sources: Vec<String>,
        /// The site folder; its data/feed.json is made if it is not there.
        #[arg(long, value_name = "SITE")]
        into: PathBuf,
        /// Passes over items dated before this day, such as 2024-01-01.
        #[arg(long, value_name = "DATE", value_parser = date)]
        since: Option<Timestamp>,
        /// Takes only the newest so many items of each source.
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
        /// Copies pictures and attachments into media/nhap/: at most 20 MB each, 2 GB and 5 000 files in all.
        #[arg(long)]
        media: bool,
    },
    /// Merges the TTHC figures that a one-stop system exports (XLSX, CSV) into a site folder's tthc.json, by period and
    /// field. Nothing that is there is lost; what cannot be read is listed with its cell.
    ///
    /// Ends with 0 when everything was read, with 1 when something was not (the rest is merged), with 2 when the command
    /// or the mapping file is wrong.
    ImportTthc {
        /// What the one-stop system exported: .xlsx, .csv, .tsv.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// The site folder; its data/tthc.json is made if it is not there.
        #[arg(long, value_name = "SITE")]
        into: PathBuf,
        /// The months the files are about: 2023-11, 2023-Q3, 2023, 2023-01..2023-11. Without it, they are looked for in a
        /// column, in the title, in the names of sheet and file.
        #[arg(long, value_name = "PERIOD", value_parser = period)]
        period: Option<Span>,
        /// A JSON file that says what columns mean: {"Tên cột": "late"}.
        #[arg(long, value_name = "FILE")]
        map: Option<PathBuf>,
        /// Only this sheet of each workbook; without it, every visible one that has figures.
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
        /// The unit's name, to pick its rows where an export has several; without it, the one in tthc.json or site.json.
        #[arg(long, value_name = "NAME")]
        unit: Option<String>,
        /// Where the figures come from, for the page.
        #[arg(long, value_name = "NAME")]
        source_name: Option<String>,
        /// Its address.
        #[arg(long, value_name = "URL")]
        source_url: Option<String>,
        /// When the figures were read from the system, such as 2023-11-30T17:00; without it, now.
        #[arg(long, value_name = "TIME", value_parser = date)]
        updated_at: Option<Timestamp>,
        /// Says what would change, and writes nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

fn counter(text: &str) -> Result<visits::VisitsSource, String> {
    visits::VisitsSource::counter(text).ok_or_else(|| "expected an address such as https://dem.example/".to_owned())
}

fn period(text: &str) -> Result<Span, String> {
    Span::parse(text.trim())
        .ok_or_else(|| "expected months such as 2023-11, 2023-Q3, 2023 or 2023-01..2023-11".to_owned())
}

fn date(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).ok_or_else(|| "expected a date such as 2024-01-31".to_owned())
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Build { app, site, out, base_path, compress, plain, counter } => {
            let built = match site {
                Some(site) if !plain => {
                    pages(&Options { app, site, out: out.clone(), base_path, now: now(), compress, counter })
                }
                site => build_plain(&PlainOptions { app, site, out: out.clone(), base_path, compress, counter })
                    .map(|changes| println!("the app without pages, in {}; {}", out.display(), words(changes))),
            };
            match built {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    eprintln!("error: {error}");
                    if !matches!(error, PublishError::LeftBehind { .. }) {
                        eprintln!("Nothing was published; {} is as it was.", out.display());
                    }
                    ExitCode::FAILURE
                }
            }
        }
        Command::Check { site, json, all } => check_site(&site, json, all),
        Command::Import { sources, into, since, limit, media } => {
            let media = media.then(MediaLimits::default);
            import_sources(&trangxa_feeds::Options { sources, into, since, limit, media })
        }
        Command::ImportTthc { files, into, period, map, sheet, unit, source_name, source_url, updated_at, dry_run } => {
            let updated_at = updated_at.unwrap_or_else(now);
            merge_figures(&trangxa_figures::Options {
                files,
                into,
                period,
                map,
                sheet,
                unit,
                source_name,
                source_url,
                updated_at,
                dry_run,
            })
        }
    }
}

fn check_site(site: &str, json: bool, all: bool) -> ExitCode {
    let files: Box<dyn Files> =
        if is_web_address(site) { Box::new(Web::new(site)) } else { Box::new(Folder::new(Path::new(site))) };
    match check(&*files, now()) {
        Ok(checked) => {
            if json {
                println!("{:#}", checked.json(site));
            } else {
                print!("{}", checked.text(site, all));
            }
            if checked.is_anything_lost() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            eprintln!("error: {site}: {error}");
            ExitCode::from(2)
        }
    }
}

fn import_sources(options: &trangxa_feeds::Options) -> ExitCode {
    leave_parser_panics_to_the_report();
    let mut progress = |progress: Progress| match progress {
        Progress::Document { name } => eprintln!("reading {name}"),
        Progress::File { url, number } => eprintln!("file {number}: {url}"),
    };
    let mut client = Client::with_wait(|wait| {
        eprintln!("the site asks for patience: waiting {} s", wait.as_secs());
        thread::sleep(wait);
    });
    match trangxa_feeds::import_with(options, &mut client, &mut progress) {
        Ok(report) => {
            for remark in &report.remarks {
                eprintln!("note: {remark}");
            }
            for source in &report.failed_sources {
                eprintln!("error: {source}");
            }
            let (media, unchanged) = (&report.media, report.unchanged);
            println!("{} articles new, {} brought up to date, {unchanged} as they were", report.added, report.updated);
            if report.not_modified_sources > 0 {
                println!("{} sources have not changed since the last time", report.not_modified_sources);
            }
            if options.media.is_some() {
                let MediaReport { copied, already, failed, skipped } = media;
                println!(
                    "files: {copied} copied, {already} there already, {failed} not to be had, {skipped} over a limit"
                );
            }
            if report.failed_sources.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("error: {error}");
            eprintln!("Nothing was imported; {} is as it was.", options.into.display());
            ExitCode::FAILURE
        }
    }
}

/// feed-rs panics on some feeds. The report says which item could not be read; the panic's message would only confuse a clerk.
fn leave_parser_panics_to_the_report() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name() != Some(PARSER_THREAD) {
            before(info);
        }
    }));
}

fn merge_figures(options: &trangxa_figures::Options) -> ExitCode {
    match trangxa_figures::import_figures(options) {
        Ok(report) => {
            print!("{}", report.text());
            if report.is_complete() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("error: {error}");
            eprintln!("Nothing was imported; {} is as it was.", options.into.display());
            if error.is_usage() { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}

fn pages(options: &Options) -> Result<(), PublishError> {
    let report = build(options)?;
    // What would only be better is `trangxa check`'s to say.
    for finding in report.findings.iter().filter(|finding| finding.kind.severity() < Severity::Advice) {
        eprintln!("note: {finding}");
    }
    let (pages, articles, out): (_, _, &Path) = (report.pages, report.articles, &options.out);
    println!("{pages} pages, {articles} of them articles, in {}; {}", out.display(), words(report.changes));
    Ok(())
}

fn words(changes: Changes) -> String {
    let Changes { written, kept, removed } = changes;
    format!("{written} files written, {kept} as they were, {removed} removed")
}

fn now() -> Timestamp {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Timestamp::from_unix(i64::try_from(seconds).unwrap_or(0))
}
