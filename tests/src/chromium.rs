//! Chromium processes, spoken to in the Chrome DevTools Protocol, and the pool that tests take them from.
//!
//! A test takes a process out of the pool for each [`Browser`](crate::Browser) that it opens and gives it back at the end,
//! so that there are as many processes as browsers are open at the same time: usually one for each test thread. What keeps
//! tests apart is the browser context that each of them makes inside the process.

use std::collections::HashMap;
use std::env;
use std::fmt::Debug;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::oneshot;

use crate::program::program;

/// How long Chromium may take to answer a command. Scripts that wait for something have their own, shorter limit.
const ANSWER: Duration = Duration::from_secs(40);

/// Starts Chromium (`$@`) with its DevTools pipe on the file descriptors 3 and 4, connected to our standard input and
/// output, and removes its profile (`$0`) when it has ended. Chromium ends by itself when the pipe closes, and the system
/// closes the pipe however the test process ends.
const LAUNCH: &str = r#"
exec 3<&0 4>&1
"$@" </dev/null >/dev/null 2>&1 &
exec </dev/null >/dev/null 3<&- 4>&-
wait
for pause in 0 0.3 1 3; do
    sleep "$pause"
    rm -rf "$0" 2>/dev/null && break
done
"#;

/// The processes that no test uses at the moment.
static IDLE: Mutex<Vec<Arc<Chromium>>> = Mutex::new(Vec::new());

/// The answer to a command: its result, or the message of the error.
type Answer = Result<Value, String>;

/// Receives the events of sessions.
pub(crate) trait EventReceiver: Debug + Send + Sync {
    /// Takes an event of a session. It runs on the thread that reads from Chromium, so that no event is missed.
    fn receive(self: Arc<Self>, chromium: &Chromium, session: &str, method: &str, params: &Value);
}

/// One Chromium process.
#[derive(Debug)]
pub(crate) struct Chromium {
    program: PathBuf,
    commands: Mutex<ChildStdin>,
    next_id: AtomicU64,
    waiting: Mutex<HashMap<u64, oneshot::Sender<Answer>>>,
    /// What receives the events of each session.
    sessions: Mutex<HashMap<String, Arc<dyn EventReceiver>>>,
    has_ended: AtomicBool,
}

impl Chromium {
    /// A process that no other test uses: an idle one, else a new one.
    ///
    /// # Panics
    /// If Chromium is not installed.
    pub(crate) fn take() -> Arc<Self> {
        let mut idle = lock(&IDLE);
        while let Some(chromium) = idle.pop() {
            if !chromium.has_ended.load(Ordering::Relaxed) {
                return chromium;
            }
        }
        drop(idle);
        Self::start()
    }

    /// Gives the process to the next test.
    pub(crate) fn give_back(self: Arc<Self>) {
        lock(&IDLE).push(self);
    }

    fn start() -> Arc<Self> {
        let program = program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"]);
        let profile = tempfile::Builder::new().prefix("trangxa-e2e-").tempdir().expect("a temporary folder").keep();
        let mut command = Command::new("/bin/sh");
        command.args(["-c", LAUNCH]).arg(&profile).arg(&program);
        if env::var_os("TRANGXA_SHOW_BROWSER").is_none() {
            command.arg("--headless");
        }
        command.args([
            "--remote-debugging-pipe",
            "--no-startup-window",
            "--no-first-run",
            "--no-default-browser-check",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-sync",
            // Without these two, each process writes to ~/.config of the user.
            "--disable-breakpad",
            "--disable-crash-reporter",
            "--disable-hang-monitor",
            "--disable-popup-blocking",
            "--disable-prompt-on-repost",
            "--password-store=basic",
            "--use-mock-keychain",
            // Windows of other tests may cover this one, and a page works as well in a tab that is not in front.
            "--disable-background-timer-throttling",
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding",
            // A test may click before the first frame is drawn.
            "--allow-pre-commit-input",
            "--lang=vi",
            "--accept-lang=vi",
        ]);
        command.arg(format!("--user-data-dir={}", profile.display()));
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // Ctrl-C reaches the tests alone; Chromium then ends with its pipe.
            .process_group(0)
            .spawn()
            .expect("/bin/sh starts");
        let commands = process.stdin.take().expect("stdin is piped");
        let answers = process.stdout.take().expect("stdout is piped");
        let chromium = Arc::new(Self {
            program,
            commands: Mutex::new(commands),
            next_id: AtomicU64::new(1),
            waiting: Mutex::default(),
            sessions: Mutex::default(),
            has_ended: AtomicBool::new(false),
        });
        let shared = Arc::clone(&chromium);
        std::thread::spawn(move || shared.listen(process, answers));
        chromium
    }

    /// Sends a command and waits for its result. Without a session it goes to the process as a whole.
    ///
    /// `Err` is a message: Chromium's refusal, or that Chromium has ended.
    pub(crate) async fn call(&self, session: Option<&str>, method: &str, params: Value) -> Answer {
        let (sender, answer) = oneshot::channel();
        let id = self.next_id.fetch_add(1, Ordering::Relaxed);
        lock(&self.waiting).insert(id, sender);
        self.write(id, session, method, &params);
        match tokio::time::timeout(ANSWER, answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(format!("{} has ended; run it by hand to see why", self.program.display())),
            Err(_) => Err(format!("no answer within {} s", ANSWER.as_secs())),
        }
    }

    /// Sends a command whose answer nothing depends on.
    pub(crate) fn send(&self, session: Option<&str>, method: &str, params: &Value) {
        self.write(self.next_id.fetch_add(1, Ordering::Relaxed), session, method, params);
    }

    fn write(&self, id: u64, session: Option<&str>, method: &str, params: &Value) {
        let mut command = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = session {
            command["sessionId"] = json!(session);
        }
        let mut bytes = command.to_string().into_bytes();
        bytes.push(0);
        if lock(&self.commands).write_all(&bytes).is_err() || self.has_ended.load(Ordering::Relaxed) {
            // Dropping the sender is the answer.
            lock(&self.waiting).remove(&id);
        }
    }

    /// From now on a session's events go to this receiver.
    pub(crate) fn connect(&self, session: &str, receiver: Arc<dyn EventReceiver>) {
        lock(&self.sessions).insert(session.to_owned(), receiver);
    }

    /// Forgets the sessions of a receiver that is being disposed of.
    pub(crate) fn disconnect<R: EventReceiver>(&self, receiver: &Arc<R>) {
        lock(&self.sessions).retain(|_, known| !std::ptr::addr_eq(Arc::as_ptr(known), Arc::as_ptr(receiver)));
    }

    /// Reads what Chromium sends until it ends.
    fn listen(self: Arc<Self>, mut process: Child, answers: ChildStdout) {
        let mut answers = BufReader::new(answers);
        let mut bytes = Vec::new();
        while answers.read_until(0, &mut bytes).is_ok_and(|length| length > 0) {
            bytes.pop();
            if let Ok(message) = serde_json::from_slice(&bytes) {
                self.receive(message);
            }
            bytes.clear();
        }
        self.has_ended.store(true, Ordering::Relaxed);
        lock(&self.waiting).clear();
        // Whatever ended Chromium, the shell that started it follows.
        let _ = process.wait();
    }

    fn receive(&self, mut message: Value) {
        if let Some(id) = message["id"].as_u64() {
            let waiting = lock(&self.waiting).remove(&id);
            if let Some(waiting) = waiting {
                let answer = match message["error"]["message"].as_str() {
                    Some(error) => Err(error.to_owned()),
                    None => Ok(message["result"].take()),
                };
                // A test that panicked no longer waits.
                let _ = waiting.send(answer);
            }
        } else if let (Some(session), Some(method)) = (message["sessionId"].as_str(), message["method"].as_str()) {
            let receiver = lock(&self.sessions).get(session).cloned();
            if let Some(receiver) = receiver {
                receiver.receive(self, session, method, &message["params"]);
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
