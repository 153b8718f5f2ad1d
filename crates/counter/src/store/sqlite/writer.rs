//! The thread that counts and writes: hits that come while one commit runs share the next one.

use super::file::File;
use crate::book::{Book, Hit};
use crate::metrics::Metrics;
use crate::store::{Clock, StoreError, lock};
use crate::tally::DayCounts;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// How many hits may wait. At 10 000 a second that is the better part of a second; beyond it the disk is not keeping up.
const QUEUE: usize = 8192;
/// How many hits share a commit at most.
const GROUP: usize = 2048;
/// How often the writer looks by itself: a day may have begun, or a full disk have been cleared.
const IDLE: Duration = Duration::from_secs(1);

/// A hit, and who waits for it to be written.
type Waiting = (Hit, oneshot::Sender<Result<DayCounts, StoreError>>);

/// A handle to the thread.
#[derive(Clone)]
pub struct Writer(Arc<Shared>);

struct Shared {
    /// `None` once it takes no more.
    queue: Mutex<Option<SyncSender<Waiting>>>,
    failure: Arc<Mutex<Option<StoreError>>>,
    thread: Mutex<Option<JoinHandle<Result<(), StoreError>>>>,
}

impl Writer {
    /// Starts the thread.
    pub fn start(file: File, book: Arc<Mutex<Book>>, clock: Clock, metrics: Arc<Metrics>) -> Self {
        let (queue, hits) = sync_channel(QUEUE);
        let failure = Arc::new(Mutex::new(None));
        let work = Work { file, book, clock, metrics, failure: Arc::clone(&failure) };
        let thread = std::thread::spawn(move || work.run(&hits));
        Self(Arc::new(Shared { queue: Mutex::new(Some(queue)), failure, thread: Mutex::new(Some(thread)) }))
    }

    /// Has a hit counted; returns once it is on the disk, or is known not to get there now.
    pub async fn hit(&self, hit: Hit) -> Result<DayCounts, StoreError> {
        let (answer, answered) = oneshot::channel();
        let queue = lock(&self.0.queue).clone();
        match queue.ok_or(StoreError::Stopping)?.try_send((hit, answer)) {
            Ok(()) => answered.await.map_err(|_| StoreError::Stopping)?,
            Err(TrySendError::Full(_)) => Err(StoreError::Busy),
            Err(TrySendError::Disconnected(_)) => Err(StoreError::Stopping),
        }
    }

    /// Whether the last commit succeeded.
    pub fn health(&self) -> Result<(), StoreError> {
        lock(&self.0.failure).clone().map_or(Ok(()), Err)
    }

    /// Takes no more hits, writes those that wait, and closes the file.
    pub fn close(&self) -> Result<(), StoreError> {
        lock(&self.0.queue).take();
        let thread = lock(&self.0.thread).take();
        thread.map_or(Ok(()), |thread| thread.join().unwrap_or(Err(StoreError::Stopping)))
    }
}

struct Work {
    file: File,
    book: Arc<Mutex<Book>>,
    clock: Clock,
    metrics: Arc<Metrics>,
    failure: Arc<Mutex<Option<StoreError>>>,
}

impl Work {
    fn run(mut self, hits: &Receiver<Waiting>) -> Result<(), StoreError> {
        loop {
            let first = match hits.recv_timeout(IDLE) {
                Ok(first) => Some(first),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            let group: Vec<_> = first.into_iter().chain(hits.try_iter().take(GROUP)).collect();
            self.serve(group);
        }
        self.write()?;
        self.file.close().map_err(|error| StoreError::Unwritable(error.to_string()))
    }

    /// Counts a group, writes it, and answers.
    fn serve(&mut self, group: Vec<Waiting>) {
        let mut counted = Vec::with_capacity(group.len());
        {
            let mut book = lock(&self.book);
            let now = (self.clock)();
            // Without a hit, too, a day begins.
            let turned = book.let_pass(now);
            for (hit, answer) in group {
                let result = turned.as_ref().map_err(|error| error.to_string()).map_err(StoreError::Salt);
                counted.push((answer, result.and_then(|()| Ok(book.hit(now, hit)?))));
            }
        }
        let written = self.write();
        for (answer, counts) in counted {
            // Whoever asked may have gone.
            let _ = answer.send(written.clone().and(counts));
        }
    }

    /// Writes what is not written yet; what cannot be is kept for the next time.
    fn write(&mut self) -> Result<(), StoreError> {
        let unwritten = lock(&self.book).take_unwritten();
        if unwritten.is_empty() {
            return Ok(());
        }
        let began = Instant::now();
        let result = self.file.write(&unwritten).map_err(|error| StoreError::Unwritable(error.to_string()));
        self.metrics.commit(began.elapsed(), result.is_ok());
        let before = std::mem::replace(&mut *lock(&self.failure), result.as_ref().err().cloned());
        match (&before, &result) {
            (None, Err(error)) => tracing::error!(%error, "counting goes on in memory"),
            (Some(_), Ok(())) => tracing::info!("the counts can be written again; nothing was lost"),
            _ => {}
        }
        if result.is_err() {
            lock(&self.book).give_back(unwritten);
        }
        result
    }
}
