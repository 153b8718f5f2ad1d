//! Tells when a site folder has changed.

use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// Programs write a file in several steps. A change is told when no other has followed for this long.
const PAUSE: Duration = Duration::from_millis(300);
/// Where changes follow one another without a pause, as when many pictures are copied, the first is told after this long.
const LONGEST: Duration = Duration::from_secs(5);
/// How often a folder is looked through that does not tell its changes.
const POLL: Duration = Duration::from_secs(2);

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The site folder has changed; this file first.
    Changed(PathBuf),
    /// The person wants no more.
    Stopped,
}

/// The changes of a site folder.
pub struct Changes {
    events: Receiver<Event>,
    sender: Sender<Event>,
    _watcher: Box<dyn Watcher>,
}

impl Changes {
    /// Watches a folder. Some network drives do not tell their changes; those are looked through again and again.
    ///
    /// # Errors
    /// The folder cannot be watched.
    pub fn of(site: &Path) -> io::Result<Self> {
        // Changes are told with the whole path of what changed.
        let site = site.canonicalize()?;
        let (sender, events) = mpsc::channel();
        let told = || told_to(sender.clone(), site.clone());
        let quick = RecommendedWatcher::new(told(), Config::default()).and_then(|watcher| watching(watcher, &site));
        let slow = |_| {
            let config = Config::default().with_poll_interval(POLL);
            PollWatcher::new(told(), config).and_then(|watcher| watching(watcher, &site))
        };
        let watcher = quick.or_else(slow).map_err(|error| match error.kind {
            notify::ErrorKind::Io(error) => error,
            _ => io::Error::other(error),
        })?;
        Ok(Self { events, sender, _watcher: watcher })
    }

    /// Ends the wait for changes from elsewhere.
    #[must_use]
    pub fn stop(&self) -> Stop {
        Stop(self.sender.clone())
    }

    /// Waits for a change, and until no more of them come.
    #[must_use]
    pub fn next(&self) -> Event {
        // The sender lives as long as this, so there is always one who may send.
        let first = self.events.recv().unwrap_or(Event::Stopped);
        let begun = Instant::now();
        while first != Event::Stopped && begun.elapsed() < LONGEST {
            match self.events.recv_timeout(PAUSE) {
                Ok(Event::Changed(_)) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Ok(Event::Stopped) | Err(RecvTimeoutError::Disconnected) => return Event::Stopped,
            }
        }
        first
    }
}

/// Ends a wait for changes.
#[derive(Clone, Debug)]
pub struct Stop(Sender<Event>);

impl Stop {
    /// Makes [`Changes::next`] return [`Event::Stopped`]; returns whether somebody still waits for it.
    #[must_use]
    pub fn now(&self) -> bool {
        self.0.send(Event::Stopped).is_ok()
    }
}

fn watching(mut watcher: impl Watcher + 'static, site: &Path) -> notify::Result<Box<dyn Watcher>> {
    watcher.watch(site, RecursiveMode::Recursive)?;
    Ok(Box::new(watcher))
}

/// Hands on what a change of the site can be, and not that somebody reads it.
fn told_to(sender: Sender<Event>, site: PathBuf) -> impl FnMut(notify::Result<notify::Event>) + Send + 'static {
    move |event| {
        let Ok(event) = event else { return };
        if event.kind.is_create() || event.kind.is_modify() || event.kind.is_remove() {
            for path in event.paths {
                if !is_passing(path.strip_prefix(&site).unwrap_or(&path)) {
                    // Nobody waits any more when the program ends.
                    let _ = sender.send(Event::Changed(path));
                }
            }
        }
    }
}

/// Whether a file is one that programs make for a moment beside the one that a person works on, or that is not published.
fn is_passing(path: &Path) -> bool {
    const ENDINGS: [&str; 7] = [".tmp", ".temp", ".swp", ".part", ".crdownload", ".bak", "~"];
    const NAMES: [&str; 2] = ["thumbs.db", "desktop.ini"];
    path.components().any(|part| {
        let name = part.as_os_str().to_string_lossy().to_lowercase();
        name.starts_with('.') && name != ".well-known"
            || name.starts_with("~$")
            || ENDINGS.iter().any(|ending| name.ends_with(ending))
            || NAMES.contains(&name.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn files_for_a_moment_are_no_change() {
        for path in
            ["bai/~$tin.docx", "bai/.tin.md.swp", ".git/index", "media/a.JPG.part", "a.md~", "Thumbs.db", "~WRD01.tmp"]
        {
            assert!(is_passing(Path::new(path)), "{path}");
        }
        for path in ["bai/tin.docx", "data/site.json", "media/a.jpg", ".well-known/a", "media", ""] {
            assert!(!is_passing(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn a_change_is_told_with_its_path() {
        let site = tempfile::tempdir().unwrap();
        let changes = Changes::of(site.path()).unwrap();
        fs::write(site.path().join("~$a.docx"), "1").unwrap();
        let folder = site.path().join("bai");
        fs::create_dir(&folder).unwrap();
        assert_eq!(changes.next(), Event::Changed(folder.canonicalize().unwrap()));
    }

    #[test]
    fn many_changes_at_once_are_one() {
        let site = tempfile::tempdir().unwrap();
        let changes = Changes::of(site.path()).unwrap();
        for number in 0..20 {
            changes.sender.send(Event::Changed(number.to_string().into())).unwrap();
        }
        assert_eq!(changes.next(), Event::Changed("0".into()));
        assert!(changes.stop().now());
        assert_eq!(changes.next(), Event::Stopped, "there is no second change");
    }

    #[test]
    fn a_stop_ends_the_wait_from_elsewhere() {
        let site = tempfile::tempdir().unwrap();
        let changes = Changes::of(site.path()).unwrap();
        let stop = changes.stop();
        let stopping = std::thread::spawn(move || stop.now());
        assert_eq!(changes.next(), Event::Stopped);
        assert!(stopping.join().unwrap());
        let stop = changes.stop();
        drop(changes);
        assert!(!stop.now(), "nobody waits any more");
    }

    #[test]
    fn a_folder_that_does_not_exist_cannot_be_watched() {
        let site = tempfile::tempdir().unwrap();
        assert!(Changes::of(&site.path().join("none")).is_err());
    }
}
