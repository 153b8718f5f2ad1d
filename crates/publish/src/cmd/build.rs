//! `trangxa build`

use super::app::App;
use super::now;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use trangxa_command_line::terminal;
use trangxa_model::visits::VisitsSource;
use trangxa_publish::{Changes, Options, PlainOptions, PublishError, Report, Severity, build, build_plain};

/// Writes the pages of a site folder onto a built app. The result is a folder to upload to any static host.
///
/// The exit code is 0 when everything is on the site, and 1 when something is not: either the rest is published, or, where a document
/// cannot be read, nothing is, and the folder is unchanged.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The site folder, which contains data/site.json.
    #[arg(value_name = "SITE", required_unless_present_any = ["site", "plain"], group = "from")]
    site_folder: Option<PathBuf>,
    /// The folder to make. An earlier one is replaced when everything has worked; unchanged files are kept.
    #[arg(value_name = "OUT", required_unless_present = "out", conflicts_with = "out")]
    out_folder: Option<PathBuf>,
    /// The site folder, by its name instead of its place.
    #[arg(long, value_name = "DIR", group = "from")]
    site: Option<PathBuf>,
    /// The folder to make, by its name instead of its place.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// A built app to use in place of the one that the program of a release carries.
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
    /// The path of the site's root on its host, such as /quangthanh/. Default: the path of base_url in site.json.
    #[arg(long, value_name = "PATH")]
    base_path: Option<String>,
    /// Writes a .br and a .gz file next to each file that gets smaller by it, for hosts that send such files.
    #[arg(long)]
    compress: bool,
    /// Writes the app without any pages, for a host on which a CMS keeps data/feed.json.
    #[arg(long)]
    plain: bool,
    /// Counts visits at this live counter instead of the one in site.json, for a staging site.
    #[arg(long, value_name = "URL", value_parser = counter, requires = "from")]
    counter: Option<VisitsSource>,
    /// Waits this long until another build of the same DIR has finished.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    wait: u64,
}

fn counter(text: &str) -> Result<VisitsSource, String> {
    VisitsSource::counter(text).ok_or_else(|| "expected an address such as https://dem.example/".to_owned())
}

pub(crate) fn run(arguments: Arguments) -> ExitCode {
    let Arguments { site_folder, out_folder, app, site, out, base_path, compress, plain, counter, wait } = arguments;
    let site = site_folder.or(site);
    let out = out_folder.or(out).unwrap_or_default();
    let unpacked = match App::find(app) {
        Ok(app) => app,
        Err(reason) => {
            terminal::err(format_args!("error: {reason}"));
            return ExitCode::FAILURE;
        }
    };
    let app = unpacked.folder().to_owned();
    let patience = Duration::from_secs(wait);
    let (folder, wait) = (out.clone(), Duration::ZERO);
    let published = match site {
        Some(site) if !plain => {
            let mut options = Options { app, site, out, base_path, now: now(), compress, counter, wait };
            patiently(patience, |wait| {
                options.wait = wait;
                with_pages(&options)
            })
        }
        site => {
            let mut options = PlainOptions { app, site, out, base_path, compress, counter, wait };
            patiently(patience, |wait| {
                options.wait = wait;
                without_pages(&options)
            })
        }
    };
    let error = match published {
        Ok(false) => return ExitCode::SUCCESS,
        Ok(true) => {
            terminal::err(
                "The site is published, but something in the site folder is not on it: the notes say what and why.",
            );
            return ExitCode::FAILURE;
        }
        Err(error) => error,
    };
    terminal::err(format_args!("error: {error}"));
    if !matches!(error, PublishError::LeftBehind { .. }) {
        terminal::err(format_args!("Nothing was published. {} is unchanged.", folder.display()));
    }
    ExitCode::FAILURE
}

/// Publishes at once, or says which other build is waited for, and publishes after it.
fn patiently(
    patience: Duration,
    mut publish: impl FnMut(Duration) -> Result<bool, PublishError>,
) -> Result<bool, PublishError> {
    match publish(Duration::ZERO) {
        Err(busy @ PublishError::Busy { .. }) if !patience.is_zero() => {
            terminal::err(format_args!("Waiting for up to {} seconds: {busy}", patience.as_secs()));
            publish(patience)
        }
        published => published,
    }
}

/// Publishes a site; the result is whether something of the folder is not on it.
fn with_pages(options: &Options) -> Result<bool, PublishError> {
    let report = build(options)?;
    print_notes(&report);
    let (pages, articles, out) = (report.pages, report.articles, options.out.display());
    terminal::out(format_args!("{pages} pages, {articles} of them articles, in {out}; {}", in_words(report.changes)));
    Ok(report.is_anything_lost())
}

/// Publishes the app alone, which loses nothing.
fn without_pages(options: &PlainOptions) -> Result<bool, PublishError> {
    let report = build_plain(options)?;
    print_notes(&report);
    terminal::out(format_args!("the app without pages, in {}; {}", options.out.display(), in_words(report.changes)));
    Ok(false)
}

/// Prints what an operator should know. Advice is left to `trangxa check`.
fn print_notes(report: &Report) {
    for finding in report.findings.iter().filter(|finding| finding.kind.severity() < Severity::Advice) {
        terminal::err(format_args!("note: {}", terminal::indented(finding)));
    }
}

fn in_words(changes: Changes) -> String {
    let Changes { written, kept, removed } = changes;
    format!("{written} files written, {kept} unchanged, {removed} removed")
}
