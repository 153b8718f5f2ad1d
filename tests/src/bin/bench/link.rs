//! A network between the browser and a host: slow 4G, packet by packet.
//!
//! The kernel can do the same (`tc netem`), but only for root, and not every kernel has it. Chromium's own throttling delays
//! whole answers, knows no connections, and so flatters pages of many files. This is a relay of TCP connections
//! which lets packets of at most [`PACKET`] bytes through: one after the other in each direction, over all connections of a
//! page together; each of them half a round trip later; the first request only after the round trip that opening a
//! connection takes; and of an answer only as much at a time as slow start allows (RFC 6928, RFC 5681).

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, sleep, sleep_until};

use crate::device::{DOWN, LATENCY, UP};

/// What a packet carries, in bytes.
const PACKET: usize = 1460;
/// The headers of IP and TCP, in bytes.
const HEADERS: usize = 40;
/// How many packets may be under way on a new connection.
const FIRST_WINDOW: usize = 10;
/// How many packets a connection has under way at most: 370 kB.
const LAST_WINDOW: usize = 256;

/// A relay to a host. When it is dropped, its connections are closed.
pub(crate) struct Link {
    address: SocketAddr,
    air: Arc<Air>,
    accepting: JoinHandle<()>,
}

/// What all connections share.
struct Air {
    down: Direction,
    up: Direction,
}

/// One way through the air.
struct Direction {
    /// In bytes a second.
    rate: u32,
    /// When the last packet that was given to it will have been sent.
    free: Mutex<Instant>,
}

impl Direction {
    fn new(rate: u32) -> Self {
        Self { rate, free: Mutex::new(Instant::now()) }
    }

    /// When a packet of this size will have been sent, if it is given to the air now.
    fn send(&self, size: usize) -> Instant {
        let takes = Duration::from_secs_f64(crate::table::real(size + HEADERS) / f64::from(self.rate));
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        *free = Instant::now().max(*free) + takes;
        *free
    }

    fn last_use(&self) -> Instant {
        *self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Link {
    /// Starts relaying to this address, from a free port.
    pub(crate) async fn start(host: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let air = Arc::new(Air { down: Direction::new(DOWN), up: Direction::new(UP) });
        let accepting = tokio::spawn(accept(listener, host, Arc::clone(&air)));
        Ok(Self { address, air, accepting })
    }

    /// The address of the site's root.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Waits until nothing has been sent for that long, either way.
    pub(crate) async fn quiet(&self, time: Duration) {
        loop {
            let until = self.air.down.last_use().max(self.air.up.last_use()) + time;
            if Instant::now() >= until {
                return;
            }
            sleep_until(until).await;
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, host: SocketAddr, air: Arc<Air>) {
    // The set is dropped with this task, which closes the connections.
    let mut connections = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((browser, _)) => {
                connections.spawn(relay(browser, host, Arc::clone(&air)));
            }
            // Usually the process has no free file descriptor. There will be one when a connection closes.
            Err(_) => sleep(Duration::from_millis(20)).await,
        }
        while connections.try_join_next().is_some() {}
    }
}

/// One connection, until both sides have said all.
async fn relay(browser: TcpStream, host: SocketAddr, air: Arc<Air>) {
    // The browser's system has opened its half at once; over the air that takes a packet each way.
    let opened = Instant::now() + LATENCY;
    let Ok(host) = TcpStream::connect(host).await else { return };
    // If the option cannot be set, packets are late by what Nagle's algorithm waits.
    let _ = (browser.set_nodelay(true), host.set_nodelay(true));
    let (from_browser, to_browser) = browser.into_split();
    let (from_host, to_host) = host.into_split();
    let mut ways = JoinSet::new();
    let up = Arc::clone(&air);
    ways.spawn(async move { carry(from_browser, to_host, &up.up, opened).await });
    ways.spawn(async move { carry(from_host, to_browser, &air.down, Instant::now()).await });
    while ways.join_next().await.is_some() {}
}

/// Carries what one side says to the other.
async fn carry(
    mut from: impl AsyncRead + Unpin,
    to: impl AsyncWrite + Unpin + Send + 'static,
    direction: &Direction,
    opened: Instant,
) {
    let window = Arc::new(Semaphore::new(FIRST_WINDOW));
    let (sender, sent) = mpsc::unbounded_channel();
    let (receiver, received) = mpsc::unbounded_channel();
    let mut other_side = JoinSet::new();
    other_side.spawn(arrive(sent, to, receiver));
    other_side.spawn(acknowledge(received, Arc::clone(&window)));
    let mut packet = vec![0; PACKET];
    while let Ok(size @ 1..) = from.read(&mut packet).await {
        sleep_until(opened).await;
        // Given back when the other side's acknowledgement has come. The semaphore is never closed.
        if let Ok(place) = window.acquire().await {
            place.forget();
        }
        if sender.send((direction.send(size) + LATENCY / 2, packet[..size].to_vec())).is_err() {
            break;
        }
    }
    drop(sender);
    while other_side.join_next().await.is_some() {}
}

/// Hands over each packet at its time, and says when the acknowledgement is back.
async fn arrive(
    mut sent: mpsc::UnboundedReceiver<(Instant, Vec<u8>)>,
    mut to: impl AsyncWrite + Unpin,
    receiver: mpsc::UnboundedSender<Instant>,
) {
    while let Some((at, packet)) = sent.recv().await {
        sleep_until(at).await;
        if to.write_all(&packet).await.is_err() || receiver.send(at + LATENCY / 2).is_err() {
            return;
        }
    }
    // There is nothing more to say; that the other side has gone does not matter.
    let _ = to.shutdown().await;
}

/// Lets one packet more be sent for each that has arrived, and while the connection starts two.
async fn acknowledge(mut received: mpsc::UnboundedReceiver<Instant>, window: Arc<Semaphore>) {
    let mut size = FIRST_WINDOW;
    while let Some(at) = received.recv().await {
        sleep_until(at).await;
        let grows = usize::from(size < LAST_WINDOW);
        size += grows;
        window.add_permits(1 + grows);
    }
}
