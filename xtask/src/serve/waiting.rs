//! The page that the address shows until the site is built.

use anyhow::{Context, Result};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Seconds after which the page loads itself again.
const RELOAD: u32 = 3;
/// A client that sends no request in this time gets no answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// A host that answers every request with 503 and a page that says how far the build is.
pub(super) struct Waiting {
    port: u16,
    stage: Arc<Mutex<String>>,
    is_over: Arc<AtomicBool>,
    accepting: JoinHandle<()>,
}

impl Waiting {
    /// Starts on this port of 127.0.0.1; 0 takes a free one.
    pub(super) fn start(port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).context("the port cannot be used")?;
        let port = listener.local_addr()?.port();
        let (stage, is_over) = (Arc::<Mutex<String>>::default(), Arc::<AtomicBool>::default());
        let (shown, over) = (Arc::clone(&stage), Arc::clone(&is_over));
        let accepting = thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::Relaxed) {
                    return;
                }
                let stage = shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
                // Each on its own thread: browsers open connections in advance and send nothing on them. A client that
                // closes the connection gets no answer.
                thread::spawn(move || stream.and_then(|stream| answer(stream, &stage)));
            }
        });
        Ok(Self { port, stage, is_over, accepting })
    }

    /// The port.
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Shows this sentence from now on.
    pub(super) fn show(&self, stage: &str) {
        stage.clone_into(&mut self.stage.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Stops; the port is free afterwards.
    pub(super) fn stop(self) {
        self.is_over.store(true, Ordering::Relaxed);
        // The thread waits for a connection; this is one.
        if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
            let _ = self.accepting.join();
        }
    }
}

fn answer(mut stream: TcpStream, stage: &str) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    // The answer is the same whatever is asked for; what matters is that the request is read before the connection closes.
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.windows(4).any(|bytes| bytes == b"\r\n\r\n") && request.len() < 1 << 16 {
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            length => request.extend_from_slice(&buffer[..length]),
        }
    }
    let page = page(stage);
    let body = if request.starts_with(b"HEAD ") { "" } else { &page };
    write!(
        stream,
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nRetry-After: {RELOAD}\r\nConnection: close\r\n\r\n{body}",
        page.len()
    )?;
    stream.shutdown(Shutdown::Write)
}

fn page(stage: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><meta http-equiv=\"refresh\" content=\"{RELOAD}\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>Trang đang được dựng</title>\
         <style>body{{font:1.1rem/1.6 system-ui;max-width:34rem;margin:4rem auto;padding:0 1rem}}</style></head>\
         <body><main><h1>Trang đang được dựng</h1><p>{stage}</p>\
         <p>Trang này tự tải lại cho đến khi dựng xong.</p></main></body></html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(port: u16, request: &str) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn every_address_shows_the_stage_and_reloads() {
        let waiting = Waiting::start(0).unwrap();
        waiting.show("Bước 2/3: dựng ứng dụng cho trình duyệt.");
        let answer = ask(waiting.port(), "GET /tthc/ HTTP/1.1\r\nHost: x\r\n\r\n");
        let expected = [
            "HTTP/1.1 503 ",
            "Retry-After: 3\r\n",
            "Cache-Control: no-store\r\n",
            "Bước 2/3",
            "http-equiv=\"refresh\"",
        ];
        for text in expected {
            assert!(answer.contains(text), "{text} in {answer}");
        }
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("Content-Length: {}\r\n", body.len())), "{head}");
        assert!(ask(waiting.port(), "HEAD / HTTP/1.1\r\n\r\n").ends_with("\r\n\r\n"));
    }

    #[test]
    fn a_client_that_sends_nothing_keeps_no_one_waiting_and_the_port_is_free_afterwards() {
        let waiting = Waiting::start(0).unwrap();
        let port = waiting.port();
        let silent = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        assert!(ask(port, "GET / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 503 "));
        waiting.stop();
        TcpListener::bind((Ipv4Addr::LOCALHOST, port)).unwrap();
        drop(silent);
    }
}
