//! Serving a site while it is worked on.

mod counter;
mod progress;
mod waiting;

use crate::app::{self, Publish, Stamp};
use crate::cargo::{self, Workspace};
use crate::setup::{self, Tools};
use anyhow::{Context, Result, bail};
use counter::Counter;
use notify::{RecursiveMode, Watcher};
use progress::{Progress, Stage};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;
use waiting::Waiting;

/// Editors write a file in several steps; a build waits until no change has come for this long.
const PAUSE: Duration = Duration::from_millis(300);

/// What to serve.
pub(crate) struct Serve<'a> {
    /// The site folder.
    pub site: &'a Path,
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// The folder for the built site and for the counter's database.
    pub state: &'a Path,
}

/// Builds a site, serves it with a counter of its own on 127.0.0.1, and builds again what changes. Until the site is built,
/// its address shows how far that is.
///
/// Host and counter are processes that end when this one does, for whatever reason: they read from a pipe that the system
/// then closes.
pub(crate) fn serve(what: &Serve<'_>) -> Result<()> {
    let out = what.state.join("serve");
    std::fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    let waiting = Waiting::start(what.port)
        .with_context(|| format!("cannot serve on port {}; name another with --port", what.port))?;
    let port = waiting.port();
    eprintln!("xtask: http://127.0.0.1:{port}/ shows how far the build is");
    let (tools, programs) = build(&waiting)?;
    let counter = Counter::start(&programs.counter, what.site, port, &what.state.join("counter"))?;
    let counter_url = counter.as_ref().map(|counter| counter.url.as_str());
    let site = Site { folder: what.site, out: &out, counter: counter_url };
    // Something in the folder may be left out: trangxa has said what, and the rest is served.
    if let Err(error) = site.publish(&programs.trangxa)
        && !out.join("index.html").is_file()
    {
        return Err(error);
    }
    waiting.stop();
    let host = Host::start(&programs.host, &out, port)?;
    println!(
        "\n  {}\n\nServing {}{}. Sources and site files are watched; reload the page to see a change.",
        host.url,
        what.site.display(),
        counter_url.map(|url| format!(", counting visits at {url}")).unwrap_or_default()
    );
    let (sender, changes) = mpsc::channel();
    let _watcher = watch(what.site, sender)?;
    while let Some(changed) = next_change(&changes) {
        eprintln!("xtask: {} changed", changed.display());
        if let Err(error) = site.rebuild(&tools) {
            // What was served before is still served.
            eprintln!("error: {error:#}");
        }
    }
    bail!("the watch for changes has ended")
}

/// The programs that serve uses.
struct Programs {
    trangxa: PathBuf,
    counter: PathBuf,
    host: PathBuf,
}

impl Programs {
    fn build() -> Result<Self> {
        let built = cargo::build(&["trangxa", "trangxa-counter", "trangxa-host"])?;
        let Ok([trangxa, counter, host]) = <[PathBuf; 3]>::try_from(built) else {
            bail!("cargo has not built all programs");
        };
        Ok(Self { trangxa, counter, host })
    }
}

/// Installs the tools, builds the programs and the app, and says how far that is.
fn build(waiting: &Waiting) -> Result<(Tools, Programs)> {
    let missing = setup::missing_for_building()?;
    let is_outdated = Stamp::of_outdated_app()?.is_some();
    let mut stages = Vec::new();
    if missing.is_empty() {
        stages.push(Stage::PROGRAMS);
    } else {
        stages.push(Stage::TOOLS);
    }
    stages.extend(is_outdated.then_some(Stage::APP));
    stages.push(Stage::PUBLISH);
    let progress = Progress::new(stages, waiting);
    progress.next();
    // The tools are compiled while the programs and the app are; each has moments in which it uses one core alone.
    let (tools, programs) = thread::scope(|scope| {
        let tools = scope.spawn(setup::for_building);
        let programs = Programs::build();
        if programs.is_ok() && !missing.is_empty() {
            // Trunk will run the same commands and find their work done. What fails here fails there again, with a message.
            app::compile_quietly();
        }
        (tools.join(), programs)
    });
    let Ok(tools) = tools else { bail!("installing the tools has failed") };
    let (tools, programs) = (tools?, programs?);
    if is_outdated {
        progress.next();
        app::build(&tools)?;
    }
    progress.next();
    Ok((tools, programs))
}

/// The site that is published again and again.
struct Site<'a> {
    folder: &'a Path,
    out: &'a Path,
    counter: Option<&'a str>,
}

impl Site<'_> {
    fn publish(&self, trangxa: &Path) -> Result<()> {
        app::publish(
            trangxa,
            &Publish {
                site: Some(self.folder),
                out: self.out,
                base_path: Some("/"),
                compress: false,
                plain: false,
                counter: self.counter,
            },
        )
    }

    fn rebuild(&self, tools: &Tools) -> Result<()> {
        app::build(tools)?;
        self.publish(&app::trangxa()?)
    }
}

/// The host of the built site; it ends with this.
struct Host {
    /// The address of the home page.
    url: String,
    /// Holds the pipe whose end ends the process.
    _process: Child,
}

impl Host {
    fn start(program: &Path, root: &Path, port: u16) -> Result<Self> {
        let mut command = Command::new(program);
        command.arg(root).args(["--port", &port.to_string()]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().with_context(|| format!("cannot run {}", program.display()))?;
        let mut url = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout).read_line(&mut url).context("cannot read what the host writes")?;
        }
        if url.is_empty() {
            bail!("the host has ended at once");
        }
        Ok(Self { url: url.trim().to_owned(), _process: process })
    }
}

/// Waits for a change, then until no more come; returns the path that changed first. `None` if none can come any more.
fn next_change(changes: &Receiver<PathBuf>) -> Option<PathBuf> {
    let first = changes.recv().ok()?;
    while changes.recv_timeout(PAUSE).is_ok() {}
    Some(first)
}

/// Sends the path of each change of the sources or the site.
fn watch(site: &Path, changed: Sender<PathBuf>) -> Result<impl Watcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        if event.kind.is_create() || event.kind.is_modify() || event.kind.is_remove() {
            for path in event.paths {
                // The receiver exists as long as the watcher does.
                let _ = changed.send(path);
            }
        }
    })?;
    let sources = app::sources(&Workspace::read()?, &["trangxa-publish"])?;
    for path in sources.iter().map(PathBuf::as_path).chain([site]) {
        watcher
            .watch(path, RecursiveMode::Recursive)
            .with_context(|| format!("cannot watch {} for changes", path.display()))?;
    }
    Ok(watcher)
}
