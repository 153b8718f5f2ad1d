//! A running driver of an engine, and the commands of W3C WebDriver that it is sent.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

use crate::engine::Engine;

/// How long a driver may take to start.
const STARTING: Duration = Duration::from_secs(30);
/// How long it may take to answer a command. Loading a page and waiting for a script have shorter limits of their own.
const ANSWER: Duration = Duration::from_secs(60);

/// Starts a driver (`$@`), with a screen of its own where `SCREEN` gives the size of one, and ends it with all that it has started when
/// our end of the pipe closes; the system closes it however the test process ends. All of them are in the process group of this
/// shell. What they write lies in the folder `$0`, their home, which is removed at the end.
const LAUNCH: &str = r#"
exec >"$0/output" 2>&1
if test -n "$SCREEN"; then
    mkfifo "$0/display"
    "$XVFB" "$DISPLAY" -displayfd 4 -screen 0 "$SCREEN" -nolisten tcp 4>"$0/display" </dev/null &
    read -r number <"$0/display"
fi
"$@" </dev/null &
while read -r line; do :; done
trap '' TERM
kill -TERM 0
for pause in 0.2 0.3 1 3; do
    sleep "$pause"
    rm -rf "$0" && break
done
kill -KILL 0
"#;

/// A driver, which ends with its browser when this is dropped.
#[derive(Debug)]
pub(crate) struct Driver {
    address: SocketAddr,
    /// Its home, for everything that it and the browser write.
    folder: PathBuf,
    /// Closing it ends the driver.
    _pipe: ChildStdin,
}

impl Driver {
    /// Starts the driver of an engine.
    ///
    /// # Panics
    /// If it is not installed or does not start.
    pub(crate) async fn start(engine: Engine) -> Self {
        // Another program may take the port before the driver does, which then ends.
        for _ in 0..3 {
            let driver = Self::launch(engine);
            if driver.is_ready().await {
                return driver;
            }
            eprintln!("the driver of {engine:?} did not start: {}", driver.output());
        }
        panic!("the driver of {engine:?} does not start");
    }

    fn launch(engine: Engine) -> Self {
        let port =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|it| it.local_addr()).expect("a free port").port();
        let folder = tempfile::Builder::new().prefix("trangxa-e2e-").tempdir().expect("a temporary folder").keep();
        let driver = engine.driver(port);
        let mut command = Command::new("/bin/sh");
        command.args(["-c", LAUNCH]).arg(&folder).arg(driver.get_program()).args(driver.get_args());
        if let Some((program, size)) = engine.screen() {
            // A number that nobody else has either: servers that look for one at the same time get into each other's way.
            let display = format!(":{}", port.saturating_sub(10_000));
            command.env("XVFB", program).env("SCREEN", size).env("DISPLAY", display);
            command.env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
        }
        // Nothing is read from or written to the home of whoever runs the tests, and no service of their desktop is asked.
        for variable in ["HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env(variable, &folder);
        }
        command.env_remove("DBUS_SESSION_BUS_ADDRESS").env("NO_AT_BRIDGE", "1").env("GTK_A11Y", "none");
        // It would leave the process group.
        command.env("MOZ_CRASHREPORTER_DISABLE", "1");
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("/bin/sh starts");
        let pipe = process.stdin.take().expect("stdin is piped");
        // Nobody else would take note of the end of the shell.
        std::thread::spawn(move || process.wait());
        Self { address: (Ipv4Addr::LOCALHOST, port).into(), folder, _pipe: pipe }
    }

    async fn is_ready(&self) -> bool {
        let start = Instant::now();
        while start.elapsed() < STARTING {
            if self.send(Method::GET, "/status", None).await.is_ok_and(|status| status["ready"] == true) {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        false
    }

    /// The home of the driver and of all that it starts, as their environment names it.
    pub(crate) fn home(&self) -> &Path {
        &self.folder
    }

    /// What the driver and the browser have written.
    pub(crate) fn output(&self) -> String {
        fs::read_to_string(self.folder.join("output")).unwrap_or_default()
    }

    /// Sends a command and gives its value. `Err` is a message: the kind of the error and what the driver says about it.
    pub(crate) async fn send(&self, method: Method, path: &str, parameters: Option<Value>) -> Result<Value, String> {
        let answer = tokio::time::timeout(ANSWER, self.ask(method, path, parameters)).await;
        let mut answer = answer.unwrap_or_else(|_| Err(format!("no answer within {} s", ANSWER.as_secs())))?;
        let value = answer["value"].take();
        match value["error"].as_str() {
            Some(kind) => Err(format!("{kind}: {}", value["message"].as_str().unwrap_or_default())),
            None => Ok(value),
        }
    }

    async fn ask(&self, method: Method, path: &str, parameters: Option<Value>) -> Result<Value, String> {
        let text = |error: &dyn std::fmt::Display| format!("the driver does not answer: {error}");
        let stream = TcpStream::connect(self.address).await.map_err(|error| text(&error))?;
        let connection = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
        let (mut sender, connection) = connection.map_err(|error| text(&error))?;
        let connection = tokio::spawn(connection);
        let body = Full::new(parameters.map_or_else(Bytes::new, |parameters| parameters.to_string().into()));
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, self.address.to_string())
            .header(CONTENT_TYPE, "application/json; charset=utf-8")
            .body(body)
            .expect("a request");
        let response = sender.send_request(request).await.map_err(|error| text(&error))?;
        let body = response.into_body().collect().await.map_err(|error| text(&error))?.to_bytes();
        connection.abort();
        serde_json::from_slice(&body).map_err(|error| text(&error))
    }
}
