//! `trangxa import`

use super::timestamp;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use trangxa_command_line::terminal;
use trangxa_feeds::{MediaLimits, MediaReport, Options, Progress, Report, import_with};
use trangxa_model::Timestamp;
use trangxa_web::Client;

/// Imports what a CMS emits into the articles of a site folder: RSS, Atom, RDF, NukeViet's RSS, the JSON of Đà Nẵng's communes,
/// JSON Feed. Existing articles stay, and changed ones are updated.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Files, folders of files, or http(s) addresses.
    #[arg(value_name = "URL-OR-FILE", required = true)]
    sources: Vec<String>,
    /// The site folder. Its data/feed.json is created if it does not exist.
    #[arg(long, value_name = "SITE")]
    into: PathBuf,
    /// Skips items dated before this day, such as 2024-01-01.
    #[arg(long, value_name = "DATE", value_parser = timestamp)]
    since: Option<Timestamp>,
    /// Takes only the newest N items of each source.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Copies pictures and attachments into media/nhap/: at most 20 MB each, 2 GB and 5 000 files in all.
    #[arg(long)]
    media: bool,
    /// Also reads addresses in private networks (this computer, its neighbours) that a feed names: next pages, redirects and, with
    /// --media, files. Without it, a feed reaches public addresses only, and the host of a source that lies in such a network
    /// itself. Whoever writes the feed can have anything published that answers there, so name only feeds you trust.
    #[arg(long)]
    allow_private: bool,
}

pub(crate) fn run(arguments: Arguments) -> ExitCode {
    let Arguments { sources, into, since, limit, media, allow_private } = arguments;
    let options = Options { sources, into, since, limit, media: media.then(MediaLimits::default) };
    let mut progress = |progress: Progress| match progress {
        Progress::Document { name } => terminal::err(format_args!("reading {name}")),
        Progress::File { url, number } => terminal::err(format_args!("file {number}: {url}")),
    };
    let mut client = Client::with_wait(|wait| {
        terminal::err(format_args!("the host asks for fewer requests: waiting {} s", wait.as_secs()));
        thread::sleep(wait);
    });
    if allow_private {
        client = client.allow_private();
    }
    match import_with(&options, &mut client, &mut progress) {
        Ok(report) => {
            print(&report, options.media.is_some());
            let is_whole = report.failed_sources.is_empty() && report.losses.is_empty();
            if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            terminal::err(format_args!("error: {error}"));
            terminal::err(format_args!("Nothing was imported. {} is unchanged.", options.into.display()));
            ExitCode::FAILURE
        }
    }
}

fn print(report: &Report, with_media: bool) {
    for remark in &report.remarks {
        terminal::err(format_args!("note: {}", terminal::indented(remark)));
    }
    for loss in &report.losses {
        terminal::err(format_args!("lost: {}", terminal::indented(loss)));
    }
    for source in &report.failed_sources {
        terminal::err(format_args!("error: {}", terminal::indented(source)));
    }
    terminal::out(format_args!(
        "{} articles added, {} updated, {} unchanged",
        report.added, report.updated, report.unchanged
    ));
    if report.not_modified_sources > 0 {
        terminal::out(format_args!("{} sources have not changed since the last import", report.not_modified_sources));
    }
    if with_media {
        let MediaReport { copied, already, failed, skipped } = &report.media;
        terminal::out(format_args!(
            "files: {copied} copied, {already} already there, {failed} could not be fetched, {skipped} over a limit"
        ));
    }
}
