//! `trangxa serve`

use super::app::App;
use super::{now, print_error};
use clap::Args;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::time::Duration;
use trangxa_command_line::terminal;
use trangxa_messages::{SystemReason, help, serve as say, start};
use trangxa_model::Site;
use trangxa_model::document::{JsonDocument as _, parse};
use trangxa_publish::files::Folder;
use trangxa_publish::{FindingGroup, FindingKind, Options, PublishError, Severity, build, check};
use trangxa_serve::{Changes, Event, Finding, Group, Kind, Outcome, Port, Preview, Stop, cache};
use trangxa_site_files::SITE;

/// The port, unless another program has it.
const PORT: u16 = 8080;
/// The exit code of a program that was interrupted, as shells have it.
const INTERRUPTED: i32 = 130;
/// How long another preview of the same site may build.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Args)]
#[command(about = help::Serve.to_string(), after_help = help::ServeMore.to_string())]
pub(crate) struct Arguments {
    #[arg(value_name = help::ValueSite.to_string(), help = help::BuildSite.to_string())]
    site: PathBuf,
    #[arg(long, value_name = help::ValueCount.to_string(), help = help::ServePort { port: PORT }.to_string())]
    port: Option<u16>,
    #[arg(long, help = help::ServeNoOpen.to_string())]
    no_open: bool,
    #[arg(long, value_name = help::ValueFolder.to_string(), help = help::BuildApp.to_string())]
    app: Option<PathBuf>,
}

impl Arguments {
    /// Serves a site folder with the app that the program carries, and opens it.
    pub(crate) fn of(site: PathBuf) -> Self {
        Self { site, port: None, no_open: false, app: None }
    }
}

/// Shows a site until the person presses Ctrl+C.
pub(crate) fn run(arguments: Arguments) -> ExitCode {
    let Arguments { site, port, no_open, app } = arguments;
    if !site.join(SITE).is_file() {
        terminal::error(start::NoSite { folder: site.display() });
        return ExitCode::from(2);
    }
    match serve(site, port, !no_open, app) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            terminal::error(reason);
            ExitCode::FAILURE
        }
    }
}

fn serve(site: PathBuf, port: Option<u16>, opens: bool, app: Option<PathBuf>) -> Result<(), String> {
    let app = App::find(app)?;
    let told = |message: fn(SystemReason<'_>) -> String| move |error: io::Error| message(SystemReason(&error));
    let out = cache::folder(&site).map_err(told(|reason| say::NoCache { reason }.to_string()))?;
    let changes = Changes::of(&site).map_err(told(|reason| say::NotWatched { reason }.to_string()))?;
    let base = base_of(&site);
    let wanted = port.map_or(Port::Preferably(PORT), Port::Exactly);
    let preview = Preview::start(&out, &base, wanted).map_err(|error| port_problem(port.unwrap_or(PORT), &error))?;
    let _interruptible = Interruptible::until(changes.stop());
    terminal::out(say::First);
    let mut options = Options {
        app: app.folder().to_owned(),
        site,
        out,
        base_path: Some(base),
        now: now(),
        compress: false,
        counter: None,
        wait: PATIENCE,
    };
    preview.show(built(&options));
    let (url, folder) = (preview.url(), options.site.display());
    terminal::out(format_args!("\n  {}\n\n{}", say::At { url: &url }, say::How { folder }));
    if opens && let Err(error) = open::that_detached(&url) {
        terminal::note(say::NoBrowser { reason: SystemReason(&error) });
    }
    while let Event::Changed(file) = changes.next() {
        let file = file.strip_prefix(&options.site).unwrap_or(&file);
        terminal::out(say::Changed { file: file.display() });
        preview.build();
        options.now = now();
        preview.show(built(&options));
    }
    terminal::out(say::Ended);
    Ok(())
}

/// Builds a site and looks for what is wrong with it. Says in short what came of it.
fn built(options: &Options) -> Outcome {
    let (is_new, problem) = match build(options) {
        Ok(report) => (report.changes.written + report.changes.removed > 0, None),
        Err(error) => {
            print_error(&error);
            (matches!(error, PublishError::LeftBehind { .. }), Some(sentences(&error)))
        }
    };
    // What cannot be checked could not be built either, for the same reason.
    let checked = check(&Folder::new(&options.site), options.now).unwrap_or_default();
    let outcome = Outcome { is_new, problem, groups: checked.groups().into_iter().map(group).collect() };
    match (&outcome.problem, outcome.count()) {
        (Some(_), _) => terminal::out(say::StillOld),
        (None, 0) => terminal::out(say::Ready),
        (None, count) => terminal::out(say::ReadyWith { count }),
    }
    outcome
}

/// Findings of a check as the strip shows them.
fn group(found: FindingGroup<'_>) -> Group {
    let finding = |it: &trangxa_publish::Finding| Finding { place: it.whole_place(), message: it.message.clone() };
    let kind = |(kind, found): (FindingKind, Vec<&trangxa_publish::Finding>)| Kind {
        heading: kind.heading().to_string(),
        findings: found.into_iter().map(finding).collect(),
    };
    Group {
        severity: match found.severity {
            // The report has no name of its own for it.
            Severity::Risk => "risk",
            severity => severity.code(),
        },
        heading: found.heading(),
        kinds: found.kinds.into_iter().map(kind).collect(),
    }
}

/// Why a build made nothing, one sentence a line.
fn sentences(error: &PublishError) -> String {
    match error {
        PublishError::Documents(errors) => errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        error => error.to_string(),
    }
}

/// The path of the site's root on its host, under which it is shown too, so that links in texts lead where they will. Where site.json cannot be
/// read yet, it is the root.
fn base_of(site: &Path) -> String {
    let json = fs::read(site.join(SITE)).ok().and_then(|bytes| parse(SITE, &bytes).ok());
    let site = json.and_then(|json| Site::from_json(SITE, json).ok());
    site.map_or_else(|| "/".to_owned(), |site| site.base_path().to_owned())
}

fn port_problem(port: u16, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => say::PortTaken { port }.to_string(),
        // The error itself names the port a second time.
        kind => say::PortRefused { port, reason: SystemReason(&kind.into()) }.to_string(),
    }
}

/// What Ctrl+C ends; `None` where nothing is served.
static SERVED: Mutex<Option<Stop>> = Mutex::new(None);

fn served() -> MutexGuard<'static, Option<Stop>> {
    SERVED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// As long as it lives, Ctrl+C ends what is served and not the program, so that the program can clean up and the menu can go on.
struct Interruptible;

impl Interruptible {
    fn until(stop: Stop) -> Self {
        static HEARS: Once = Once::new();
        *served() = Some(stop);
        // Where it cannot be heard, Ctrl+C ends the program at once.
        HEARS.call_once(|| drop(ctrlc::set_handler(interrupt)));
        Self
    }
}

impl Drop for Interruptible {
    fn drop(&mut self) {
        *served() = None;
    }
}

/// Ends what is served. Pressed once more, as during a long build, it ends the program at once, which a build survives at any point.
#[allow(clippy::exit, reason = "this is how a program ends that is interrupted")]
fn interrupt() {
    if !served().take().is_some_and(|stop| stop.now()) {
        std::process::exit(INTERRUPTED);
    }
}
