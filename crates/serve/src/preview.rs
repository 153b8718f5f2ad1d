//! The host of a site that somebody works on.

use crate::state::{Outcome, State};
use crate::strip::Strip;
use std::io;
use std::path::Path;
use std::sync::Arc;
use tokio::runtime::{Builder, Runtime};
use trangxa_host::{Host, Options};

/// The port of a preview, on 127.0.0.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// This one; 0 is a free one.
    Exactly(u16),
    /// This one, or a free one if another program has it.
    Preferably(u16),
}

/// A host that shows a site with the strip. It stops when it is dropped.
#[must_use = "the host stops when dropped"]
pub struct Preview {
    strip: Arc<Strip>,
    host: Host,
    /// Requests that wait for news end with it.
    _runtime: Runtime,
}

impl Preview {
    /// Shows the folder `root`, which may be empty as yet, at `base`: the path of the site's root on its host, such as `/` or `/an-binh/`.
    ///
    /// # Errors
    /// The port cannot be used, or the folder does not exist.
    pub fn start(root: &Path, base: &str, port: Port) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let state = State::new(root.join("index.html").is_file());
        let strip = Arc::new(Strip::new(state, base));
        let start = |port| {
            runtime.block_on(Host::start(Options {
                base_path: base.to_owned(),
                port,
                guest: Some(Arc::clone(&strip) as Arc<dyn trangxa_host::Guest>),
                is_recorded: false,
                ..Options::new(root)
            }))
        };
        let host = match port {
            Port::Exactly(port) => start(port),
            Port::Preferably(port) => start(port).or_else(|_| start(0)),
        }?;
        Ok(Self { strip, host, _runtime: runtime })
    }

    /// The address of the home page.
    #[must_use]
    pub fn url(&self) -> String {
        self.host.url()
    }

    /// Says on all pages that the site is being built.
    pub fn build(&self) {
        self.strip.change(State::build);
    }

    /// Shows what came of a build on all pages, and loads them again if they are others now.
    pub fn show(&self, outcome: Outcome) {
        self.strip.change(|state| state.end(outcome));
    }
}
