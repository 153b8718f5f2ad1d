//! `trangxa build`

use super::app::App;
use super::{now, print_error};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use trangxa_command_line::terminal;
use trangxa_messages::{help, publish as say};
use trangxa_model::visits::VisitsSource;
use trangxa_publish::{Changes, Options, PlainOptions, PublishError, Report, Severity, build, build_plain};

/// How long another build is waited for, in seconds.
const PATIENCE_S: u64 = 60;

#[derive(Args)]
#[command(about = help::Build.to_string(), after_help = help::BuildExit.to_string())]
pub(crate) struct Arguments {
    #[arg(value_name = help::ValueSite.to_string(), required_unless_present_any = ["site", "plain"], group = "from", help = help::BuildSite.to_string())]
    site_folder: Option<PathBuf>,
    #[arg(value_name = help::ValueOut.to_string(), required_unless_present = "out", conflicts_with = "out", help = help::BuildOut.to_string())]
    out_folder: Option<PathBuf>,
    #[arg(long, value_name = help::ValueFolder.to_string(), group = "from", help = help::BuildSiteOption.to_string())]
    site: Option<PathBuf>,
    #[arg(long, value_name = help::ValueFolder.to_string(), help = help::BuildOutOption.to_string())]
    out: Option<PathBuf>,
    #[arg(long, value_name = help::ValueFolder.to_string(), help = help::BuildApp.to_string())]
    app: Option<PathBuf>,
    #[arg(long, value_name = help::ValuePath.to_string(), help = help::BuildBasePath.to_string())]
    base_path: Option<String>,
    #[arg(long, help = help::BuildCompress.to_string())]
    compress: bool,
    #[arg(long, help = help::BuildPlain.to_string())]
    plain: bool,
    #[arg(long, value_name = help::ValueUrl.to_string(), value_parser = counter, requires = "from", help = help::BuildCounter.to_string())]
    counter: Option<VisitsSource>,
    #[arg(long, value_name = help::ValueSeconds.to_string(), default_value_t = PATIENCE_S, help = help::BuildWait.to_string())]
    wait: u64,
}

impl Arguments {
    /// Builds a site into a folder, with the app that the program carries.
    pub(crate) fn of(site: PathBuf, out: PathBuf) -> Self {
        Self {
            site_folder: Some(site),
            out_folder: Some(out),
            site: None,
            out: None,
            app: None,
            base_path: None,
            compress: false,
            plain: false,
            counter: None,
            wait: PATIENCE_S,
        }
    }
}

fn counter(text: &str) -> Result<VisitsSource, String> {
    VisitsSource::counter(text).ok_or_else(|| help::ExpectedCounter.to_string())
}

pub(crate) fn run(arguments: Arguments) -> ExitCode {
    let Arguments { site_folder, out_folder, app, site, out, base_path, compress, plain, counter, wait } = arguments;
    let site = site_folder.or(site);
    let out = out_folder.or(out).unwrap_or_default();
    let unpacked = match App::find(app) {
        Ok(app) => app,
        Err(reason) => {
            terminal::error(reason);
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
            terminal::err(say::PublishedWithLosses);
            return ExitCode::FAILURE;
        }
        Err(error) => error,
    };
    print_error(&error);
    if !matches!(error, PublishError::LeftBehind { .. }) {
        terminal::err(say::NothingPublished { folder: folder.display() });
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
            terminal::err(say::Waiting { seconds: patience.as_secs(), busy });
            publish(patience)
        }
        published => published,
    }
}

/// Publishes a site; the result is whether something of the folder is not on it.
fn with_pages(options: &Options) -> Result<bool, PublishError> {
    let report = build(options)?;
    print_notes(&report);
    let Report { pages, articles, .. } = report;
    let Changes { written, kept, removed } = report.changes;
    terminal::out(say::Built { pages, articles, folder: options.out.display(), written, kept, removed });
    Ok(report.is_anything_lost())
}

/// Publishes the app alone, which loses nothing.
fn without_pages(options: &PlainOptions) -> Result<bool, PublishError> {
    let report = build_plain(options)?;
    print_notes(&report);
    let Changes { written, kept, removed } = report.changes;
    terminal::out(say::BuiltPlain { folder: options.out.display(), written, kept, removed });
    Ok(false)
}

/// Prints what an operator should know, the worst first, with what becomes of each kind of findings. Advice is left to `trangxa check`.
fn print_notes(report: &Report) {
    let mut findings: Vec<_> = report.findings.iter().filter(|it| it.kind.severity() < Severity::Advice).collect();
    findings.sort_by_key(|finding| (finding.kind.severity(), finding.kind));
    for of_kind in findings.chunk_by(|one, other| one.kind == other.kind) {
        terminal::err(of_kind[0].kind.heading());
        of_kind.iter().for_each(terminal::note);
    }
}
