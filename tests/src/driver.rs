//! The one chromedriver of this test process.

use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

/// Runs chromedriver until its own standard input ends, which happens when the test process is gone, however it
/// went: statics are never dropped, and a killed process drops nothing. Chromedriver killed leaves its browsers
/// running, so the whole process group goes. `$1` is chromedriver, `$2` the folder of the browsers' profiles.
const GUARD: &str = r#"
"$1" --port=0 --log-level=SEVERE </dev/null &
exec >/dev/null
trap '' TERM
read -r _
kill -TERM 0
for pause in 0.3 0.3 0.5 1; do
    sleep "$pause"
    rm -rf "$2" 2>/dev/null
    [ -e "$2" ] || break
done
kill -KILL 0
"#;

#[derive(Debug)]
pub(crate) struct Driver {
    port: u16,
    profiles: PathBuf,
    /// Closed by the system at the end of this process; see [`GUARD`].
    _lifeline: ChildStdin,
}

impl Driver {
    /// Starts chromedriver the first time it is called.
    ///
    /// # Panics
    /// If there is no chromedriver or it does not come up.
    pub(crate) fn get() -> &'static Self {
        static DRIVER: OnceLock<Driver> = OnceLock::new();
        DRIVER.get_or_init(Self::start)
    }

    fn start() -> Self {
        let program = program("CHROMEDRIVER", &["chromedriver"]);
        let profiles = tempfile::Builder::new().prefix("trangxa-e2e-").tempdir().expect("a temporary folder").keep();
        let mut guard = Command::new("/bin/sh")
            .args(["-c", GUARD, "trangxa-e2e"])
            .args([&program, &profiles])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // Ctrl-C reaches the tests alone; the guard then ends the rest in order.
            .process_group(0)
            .spawn()
            .expect("/bin/sh starts");
        let lifeline = guard.stdin.take().expect("stdin is piped");
        let mut lines = BufReader::new(guard.stdout.take().expect("stdout is piped")).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok())
            .unwrap_or_else(|| panic!("{} did not start; run it by hand to see why", program.display()));
        std::thread::spawn(move || {
            // A full pipe would stop chromedriver, a closed one kill it.
            lines.for_each(drop);
            guard.wait()
        });
        Self { port, profiles, _lifeline: lifeline }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The folder for browser profiles; the guard removes it at the end.
    pub(crate) fn profiles(&self) -> &Path {
        &self.profiles
    }

    /// Ends a session without a runtime, for tests that are being unwound.
    pub(crate) fn end_session(&self, id: &str) {
        let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)) else {
            return;
        };
        let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
        let _ = write!(
            stream,
            "DELETE /session/{id} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.port
        );
        // The first byte of the answer comes when the browser is gone.
        let _ = stream.read(&mut [0]);
    }
}

/// The program named by the environment, or the first of `names` on the search path.
///
/// # Panics
/// If there is none.
pub(crate) fn program(variable: &str, names: &[&str]) -> PathBuf {
    if let Some(path) = env::var_os(variable) {
        let path = PathBuf::from(path);
        assert!(path.is_file(), "{variable} is set to {}, where no program is", path.display());
        return path;
    }
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    let found = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    found.into_iter().find(|path| path.is_file()).unwrap_or_else(|| {
        panic!("no {} on PATH and no {variable} set: run `cargo xtask test`, which installs them", names[0])
    })
}
