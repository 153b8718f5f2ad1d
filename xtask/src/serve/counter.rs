//! A visitor counter for the served site, so that its numbers change.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

/// A running counter; it ends with this.
pub(super) struct Counter {
    /// Its address, as a site names it.
    pub(super) url: String,
    /// Holds the pipe whose end ends the process.
    _process: Child,
}

impl Counter {
    /// Starts a counter for the pages on a port of this machine, with its database in `folder`, where the counts last from one
    /// run to the next; `None` for a site without counters.
    pub(super) fn start(program: &Path, site: &Path, port: u16, folder: &Path) -> Result<Option<Self>> {
        let Some(start) = Start::of(site) else { return Ok(None) };
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let name = site.file_name().unwrap_or_default();
        let file = |extension| folder.join(name).with_extension(extension);
        let mut command = Command::new(program);
        command.args(["--exit-with-stdin", "--log", "json", "--listen", "127.0.0.1:0"]);
        command.arg("--db").arg(file("db")).arg("--secret-file").arg(file("secret"));
        command.args(["--origin", &format!("http://127.0.0.1:{port}/,http://localhost:{port}/=127.0.0.1")]);
        for (option, value) in [("--start-total", start.total), ("--since", start.since)] {
            if let Some(value) = value {
                command.args([option, &value]);
            }
        }
        command.stdin(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().with_context(|| format!("cannot run {}", program.display()))?;
        let log = process.stderr.take().context("the counter writes no log")?;
        let mut lines = BufReader::new(log).lines();
        let mut last = String::new();
        while let Some(line) = lines.next().transpose()? {
            if let Some(address) = address(&line) {
                // The rest of its log is passed on.
                thread::spawn(move || {
                    for line in lines.map_while(Result::ok) {
                        // The counter must not lose the reader of its log because nobody reads that of this program.
                        let _ = writeln!(std::io::stderr().lock(), "counter: {line}");
                    }
                });
                return Ok(Some(Self { url: format!("http://{address}/"), _process: process }));
            }
            last = line;
        }
        bail!("the counter has ended at once: {last}")
    }
}

/// The counts that a site's own file names, from which the counter goes on.
struct Start {
    total: Option<String>,
    since: Option<String>,
}

impl Start {
    fn of(site: &Path) -> Option<Self> {
        let read = |path: PathBuf| serde_json::from_slice::<Value>(&fs::read(path).ok()?).ok();
        let named = read(site.join("data/site.json"))?.get("data")?.get("visits")?.clone();
        let file = named.as_str().and_then(|path| read(site.join(path))).unwrap_or_default();
        let since = file["since"].as_str().and_then(|since| since.get(..10));
        Some(Self { total: file["total"].as_u64().map(|total| total.to_string()), since: since.map(ToOwned::to_owned) })
    }
}

/// The address in the line of the log that says that the counter has started.
fn address(line: &str) -> Option<String> {
    let line: Value = serde_json::from_str(line).ok()?;
    (line["event"] == "counting").then(|| line["address"].as_str().map(ToOwned::to_owned))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counter_goes_on_from_what_the_sites_file_says() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("data")).unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join("data").join(name), text).unwrap();
        assert!(Start::of(folder.path()).is_none(), "no site");
        write("site.json", r#"{"data": {}}"#);
        assert!(Start::of(folder.path()).is_none(), "no counters");
        write("site.json", r#"{"data": {"visits": "data/visits.json"}}"#);
        assert!(Start::of(folder.path()).unwrap().total.is_none(), "no file yet");
        write("visits.json", r#"{"total": 12943, "since": "2019-01-01T00:00:00+07:00"}"#);
        let start = Start::of(folder.path()).unwrap();
        assert_eq!((start.total.as_deref(), start.since.as_deref()), (Some("12943"), Some("2019-01-01")));
        write("site.json", r#"{"data": {"visits": {"kind": "counter", "url": "https://dem.example/"}}}"#);
        assert!(Start::of(folder.path()).unwrap().total.is_none());
    }

    #[test]
    fn the_log_says_where_it_listens() {
        let line = r#"{"timestamp":"…","level":"INFO","event":"counting","message":"bộ đếm đang chạy…","address":"127.0.0.1:4711"}"#;
        assert_eq!(address(line).as_deref(), Some("127.0.0.1:4711"));
        assert_eq!(address(r#"{"event":"no-secret-file"}"#), None);
        assert_eq!(address("error: no such file"), None);
    }
}
