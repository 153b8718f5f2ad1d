//! The static host of this project, as a server to import from.

use std::fs;
use trangxa_host::Host;

/// A static host with a folder of its own.
pub struct WebServer {
    // Declared before the runtime, so that the host stops first.
    /// The host, for its faults.
    pub host: Host,
    /// The folder that it serves.
    pub root: tempfile::TempDir,
    _runtime: tokio::runtime::Runtime,
}

impl WebServer {
    /// Serves these files.
    #[must_use]
    pub fn new(files: &[(&str, &[u8])]) -> Self {
        let root = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let host = runtime.block_on(Host::start(trangxa_host::Options::new(root.path()))).unwrap();
        Self { host, root, _runtime: runtime }
    }

    /// The address of a file.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.host.url())
    }

    /// Status and path of each request since the last call.
    pub fn take_log(&self) -> Vec<(u16, String)> {
        let log = self.host.requests().into_iter().map(|request| (request.status, request.path)).collect();
        self.host.forget_requests();
        log
    }
}
