//! Serving a site while it is worked on.

use crate::counter::Counter;
use crate::{app, setup};
use anyhow::{Context, Result};
use notify::{RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::sync::mpsc;
use trangxa_host::{Host, Options};

/// Where the served site is built.
const OUT: &str = "target/serve";
/// Editors write a file in several steps; a build waits until they have been quiet this long.
const QUIET: Duration = Duration::from_millis(300);

/// Builds a site, serves it with a counter of its own on 127.0.0.1, and builds again what changes.
pub fn serve(site: &Path, port: u16) -> Result<()> {
    let tools = setup::for_building()?;
    app::build(&tools)?;
    std::fs::create_dir_all(OUT).with_context(|| format!("cannot make {OUT}"))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        // Before the first build: the counter must know the port, and the pages the counter.
        let host = Host::start(Options { port, compress: true, ..Options::new(OUT) })
            .await
            .with_context(|| format!("cannot serve on port {port}; name another with --port"))?;
        let counter = Counter::start(site, host.addr().port()).await?;
        let counter_url = counter.as_ref().map(|counter| counter.url.as_str());
        tokio::task::block_in_place(|| publish(site, counter_url))?;
        println!(
            "\n  {}\n\nServing {}{}. Sources and site files are watched; reload the page to see a change.",
            host.url(),
            site.display(),
            counter_url.map(|url| format!(", counting visits at {url}")).unwrap_or_default()
        );
        let (changed, mut changes) = mpsc::unbounded_channel();
        let _watcher = watch(site, changed)?;
        loop {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => return Ok(()),
                Some(first) = changes.recv() => {
                    let mut paths = vec![first];
                    while let Ok(Some(path)) = tokio::time::timeout(QUIET, changes.recv()).await {
                        paths.push(path);
                    }
                    if let Err(error) = tokio::task::block_in_place(|| rebuild(&tools, site, counter_url, &paths)) {
                        // What was served before is still served.
                        eprintln!("error: {error:#}");
                    }
                }
            }
        }
    })
}

fn rebuild(tools: &setup::Tools, site: &Path, counter: Option<&str>, paths: &[PathBuf]) -> Result<()> {
    let Some(first) = paths.first() else { return Ok(()) };
    eprintln!("xtask: {} changed", first.display());
    app::build(tools)?;
    publish(site, counter)
}

fn publish(site: &Path, counter: Option<&str>) -> Result<()> {
    let (out, base_path) = (Path::new(OUT), Some("/"));
    app::publish(&app::Publish { site: Some(site), out, base_path, compress: false, plain: false, counter })
}

fn watch(site: &Path, changed: mpsc::UnboundedSender<PathBuf>) -> Result<impl Watcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        if event.kind.is_create() || event.kind.is_modify() || event.kind.is_remove() {
            for path in event.paths {
                // The other end is gone only when serving ends.
                let _ = changed.send(path);
            }
        }
    })?;
    for path in app::SOURCES.iter().chain(&[app::PUBLISHER]).map(Path::new).chain([site]) {
        watcher
            .watch(path, RecursiveMode::Recursive)
            .with_context(|| format!("cannot watch {} for changes", path.display()))?;
    }
    Ok(watcher)
}
