//! The thread that counts and commits. Hits that arrive during a commit share the next one (group commit).

use super::file::{CountsFile, WriteError};
use super::watch::OpenedNames;
use crate::aggregator::{Aggregator, Hit};
use crate::lock::lock;
use crate::metrics::Metrics;
use crate::reason;
use crate::site_counts::DayCounts;
use crate::store::clock::Clock;
use crate::store::error::StoreError;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;
use trangxa_messages::counter as say;

/// How many hits may wait: those of 0.8 s at 10 000 hits a second. If more are waiting, the disk is too slow for the load.
const QUEUE_LENGTH: usize = 8192;
/// The maximum number of hits in one commit.
const MAX_GROUP: usize = 2048;
/// How often the thread runs without a hit: a day may have begun, or a full disk may have free space again.
const IDLE_INTERVAL: Duration = Duration::from_secs(1);

/// A hit, and the channel for its result.
type QueuedHit = (Hit, oneshot::Sender<Result<DayCounts, StoreError>>);

/// A handle to the writer thread.
#[derive(Clone)]
pub(crate) struct WriterThread(Arc<ThreadHandle>);

struct ThreadHandle {
    /// `None` after [`WriterThread::close`].
    queue: Mutex<Option<SyncSender<QueuedHit>>>,
    failure: Arc<Mutex<Option<StoreError>>>,
    names: OpenedNames,
    thread: Mutex<Option<JoinHandle<Result<(), StoreError>>>>,
}

impl WriterThread {
    /// Starts the thread.
    pub(crate) fn start(
        file: CountsFile,
        aggregator: Arc<Mutex<Aggregator>>,
        clock: Clock,
        metrics: Arc<Metrics>,
    ) -> Self {
        let (queue, hits) = sync_channel(QUEUE_LENGTH);
        let failure = Arc::new(Mutex::new(None));
        let names = file.names();
        let writer = Writer { file, aggregator, clock, metrics, failure: Arc::clone(&failure) };
        let thread = std::thread::spawn(move || writer.run(&hits));
        let thread = Mutex::new(Some(thread));
        Self(Arc::new(ThreadHandle { queue: Mutex::new(Some(queue)), failure, names, thread }))
    }

    /// Counts a hit; returns when it is on the disk or the commit has failed.
    ///
    /// # Errors
    /// If the commit failed, too many hits are waiting, or the thread has ended.
    pub(crate) async fn hit(&self, hit: Hit) -> Result<DayCounts, StoreError> {
        let (answer, answered) = oneshot::channel();
        let queue = lock(&self.0.queue).clone();
        match queue.ok_or(StoreError::Stopping)?.try_send((hit, answer)) {
            Ok(()) => answered.await.map_err(|_| StoreError::Stopping)?,
            Err(TrySendError::Full(_)) => Err(StoreError::Busy),
            Err(TrySendError::Disconnected(_)) => Err(StoreError::Stopping),
        }
    }

    /// Checks whether the last commit succeeded and the files are still there. The thread looks at them once a second.
    ///
    /// # Errors
    /// If not: the reason.
    pub(crate) fn health(&self) -> Result<(), StoreError> {
        lock(&self.0.failure).clone().map_or(Ok(()), Err)?;
        Ok(self.0.names.check().map_err(WriteError::from)?)
    }

    /// Accepts no more hits, writes those that are waiting, and closes the file. Blocks until that is done.
    ///
    /// # Errors
    /// If they cannot be written.
    pub(crate) fn close(&self) -> Result<(), StoreError> {
        lock(&self.0.queue).take();
        let thread = lock(&self.0.thread).take();
        thread.map_or(Ok(()), |thread| thread.join().unwrap_or(Err(StoreError::Stopping)))
    }
}

/// What runs on the thread.
struct Writer {
    file: CountsFile,
    aggregator: Arc<Mutex<Aggregator>>,
    clock: Clock,
    metrics: Arc<Metrics>,
    failure: Arc<Mutex<Option<StoreError>>>,
}

impl Writer {
    fn run(mut self, hits: &Receiver<QueuedHit>) -> Result<(), StoreError> {
        loop {
            let first = match hits.recv_timeout(IDLE_INTERVAL) {
                Ok(first) => Some(first),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            let group: Vec<_> = first.into_iter().chain(hits.try_iter().take(MAX_GROUP)).collect();
            self.count(group);
        }
        self.write()?;
        self.file.close().map_err(|error| StoreError::Unwritable(reason::sqlite(&error)))
    }

    /// Counts a group of hits, writes it, and sends the results.
    fn count(&mut self, group: Vec<QueuedHit>) {
        let mut counted = Vec::with_capacity(group.len());
        {
            let mut aggregator = lock(&self.aggregator);
            let now = (self.clock)();
            // A day also begins when there is no hit.
            let advanced = aggregator.advance_to(now);
            for (hit, answer) in group {
                let result = advanced.as_ref().map_err(|error| error.to_string()).map_err(StoreError::Salt);
                counted.push((answer, result.and_then(|_| Ok(aggregator.hit(now, hit)?))));
            }
        }
        let written = self.write();
        for (answer, counts) in counted {
            // Sending fails if the client has closed the connection.
            let _ = answer.send(written.clone().and(counts));
        }
    }

    /// Writes what is pending. If that fails, it stays pending until the next attempt. If nothing is pending, it looks whether the
    /// file is still there.
    fn write(&mut self) -> Result<(), StoreError> {
        let pending = lock(&self.aggregator).take_pending();
        let began = Instant::now();
        let result = self.file.write(&pending).map_err(StoreError::from);
        if !pending.is_empty() {
            self.metrics.record_commit(began.elapsed(), result.is_ok());
        }
        let previous = std::mem::replace(&mut *lock(&self.failure), result.as_ref().err().cloned());
        match (&previous, &result) {
            (None, Err(error @ StoreError::Lost(_))) => {
                tracing::error!(event = "files-lost", %error, "{}", say::FilesLost { reason: error });
            }
            (None, Err(error)) => {
                tracing::error!(event = "counting-in-memory", %error, "{}", say::CountingInMemory { reason: error });
            }
            (Some(_), Ok(())) => tracing::info!(event = "written-again", "{}", say::WrittenAgain),
            _ => {}
        }
        if result.is_err() {
            lock(&self.aggregator).restore_pending(pending);
        }
        result
    }
}

impl From<WriteError> for StoreError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Changed(_) | WriteError::Damaged(_) => Self::Lost(error.to_string()),
            WriteError::Sqlite(_) => Self::Unwritable(error.to_string()),
        }
    }
}
