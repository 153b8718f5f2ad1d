//! Requests that are malformed, too large, too slow or too many.

use crate::harness::{BrowserHit, Counter, ORIGIN, SITE, Setup};
use serde_json::json;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use trangxa_counter::http::ServerLimits;

#[tokio::test]
async fn malformed_bodies_are_refused_with_the_reason() {
    let counter = Counter::start().await;
    for (body, reason) in [
        ("", "EOF while parsing"),
        ("xin chào", "expected value"),
        ("{\"site\": \"xa.example\"}", "missing field `path`"),
        ("{\"path\": \"/\"}", "missing field `site`"),
        ("{\"site\": 7, \"path\": \"/\"}", "invalid type: integer `7`, expected a string"),
        ("[1, 2]", "invalid type"),
        ("{\"site\": \"xa.example\", \"path\": \"bai\"}", "expected a path that begins with one \"/\""),
        ("{\"site\": \"xa.example\", \"path\": \"//evil.example\"}", "expected a path that begins with one \"/\""),
        ("{\"site\": \"xa.example\", \"path\": \"/a\\u0000b\"}", "expected the form of a browser's location.pathname"),
    ] {
        let answer = counter.post(&BrowserHit::default(), body).await;
        assert_eq!(answer.status, 400, "{body}");
        assert!(answer.error().contains(reason), "{body}: {}", answer.error());
    }
    let answer = counter.post(&BrowserHit::default(), vec![0xff, 0xfe, 0x00]).await;
    assert_eq!(answer.status, 400);
    assert_eq!(counter.hit(&BrowserHit::default().on(&format!("/{}", "a".repeat(300)))).await.status, 400);
    assert_eq!(counter.numbers().await, [0, 0, 0]);
}

#[tokio::test]
async fn oversized_bodies_are_refused() {
    let counter = Counter::start().await;
    let body = json!({ "site": SITE, "path": "/", "more": "x".repeat(3000) }).to_string();
    let answer = counter.post(&BrowserHit::default(), body).await;
    assert_eq!(answer.status, 413);
    // The same for a body without a length.
    let mut stream = TcpStream::connect(counter.address()).await.unwrap();
    let head = format!("POST /v1/hit HTTP/1.1\r\nhost: a\r\norigin: {ORIGIN}\r\ntransfer-encoding: chunked\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let chunk = format!("400\r\n{}\r\n", "x".repeat(1024));
    for _ in 0..3 {
        stream.write_all(chunk.as_bytes()).await.unwrap();
    }
    assert!(read_some(&mut stream).await.starts_with("HTTP/1.1 413"));
}

#[tokio::test]
async fn oversized_heads_are_refused() {
    let counter = Counter::start().await;
    for head in [format!("x-long: {}\r\n", "x".repeat(20_000)), "x-many: 1\r\n".repeat(100)] {
        let mut stream = TcpStream::connect(counter.address()).await.unwrap();
        stream.write_all(format!("GET /v1/healthz HTTP/1.1\r\nhost: a\r\n{head}\r\n").as_bytes()).await.unwrap();
        let answer = read_some(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    }
}

/// A limit that a test waits for. Every test that uses it has only one limit that can expire, so that it does not matter how fast the
/// machine is.
const SHORT: Duration = Duration::from_millis(50);
/// A limit that does not expire in a test.
const NEVER: Duration = Duration::from_secs(24 * 3600);

#[tokio::test]
async fn a_connection_whose_head_does_not_arrive_in_time_is_closed_without_an_answer() {
    let limits = ServerLimits { head: SHORT, request: NEVER, ..ServerLimits::default() };
    let counter = Counter::with(Setup { limits, ..Setup::default() }).await;
    let mut half_a_head = TcpStream::connect(counter.address()).await.unwrap();
    half_a_head.write_all(b"GET /v1/healthz HTT").await.unwrap();
    assert_eq!(read_to_end(&mut half_a_head).await, "");
    let mut idle = TcpStream::connect(counter.address()).await.unwrap();
    assert_eq!(read_to_end(&mut idle).await, "");
}

#[tokio::test]
async fn a_request_whose_body_does_not_arrive_in_time_is_answered_with_408() {
    let limits = ServerLimits { head: NEVER, request: SHORT, ..ServerLimits::default() };
    let counter = Counter::with(Setup { limits, ..Setup::default() }).await;
    let mut stream = TcpStream::connect(counter.address()).await.unwrap();
    let head = format!("POST /v1/hit HTTP/1.1\r\nhost: a\r\norigin: {ORIGIN}\r\ncontent-length: 50\r\n\r\n{{\"site\":");
    stream.write_all(head.as_bytes()).await.unwrap();
    let answer = read_to_end(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    let counter = counter.restart(|setup| setup.limits = ServerLimits::default()).await;
    assert_eq!(counter.numbers().await, [0, 0, 0]);
}

#[tokio::test]
async fn a_client_that_reads_no_answers_is_disconnected() {
    let limits = ServerLimits { head: NEVER, request: SHORT, ..ServerLimits::default() };
    let counter = Counter::with(Setup { limits, ..Setup::default() }).await;
    let mut stream = TcpStream::connect(counter.address()).await.unwrap();
    // The answers fill the buffers of the connection. The loop ends when the server has closed it.
    while stream.write_all(b"GET /v1/openapi.json HTTP/1.1\r\nhost: a\r\n\r\n").await.is_ok() {}
}

#[tokio::test]
async fn incomplete_requests_do_not_block_others() {
    let counter = Counter::start().await;
    let mut waiting = Vec::new();
    for _ in 0..200 {
        let mut stream = TcpStream::connect(counter.address()).await.unwrap();
        stream.write_all(b"POST /v1/hit HTTP/1.1\r\nhost: a\r\n").await.unwrap();
        waiting.push(stream);
    }
    counter.count(&BrowserHit::default()).await;
    assert_eq!(counter.numbers().await, [1, 1, 1]);
}

#[tokio::test]
async fn hits_of_one_address_are_limited() {
    let counter = Counter::with(Setup { rate: 5, ..Setup::default() }).await;
    for _ in 0..5 {
        counter.count(&BrowserHit::default()).await;
    }
    let answer = counter.hit(&BrowserHit::default()).await;
    assert_eq!((answer.status, answer.error().as_str()), (429, "too many hits from this address"));
    let wait: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=13).contains(&wait), "with five hits a minute the next is admitted within 12 s, not in {wait} s");
    assert_eq!(counter.post(&BrowserHit::default(), "nonsense").await.status, 429, "malformed hits are limited too");
    counter.count(&BrowserHit::from("203.0.113.8")).await;
    assert_eq!(counter.numbers().await[0], 2, "reading is not limited");
    // Addresses of one IPv6 prefix share a limit.
    for host in 1..=5 {
        counter.count(&BrowserHit::from(&format!("2001:db8::{host}"))).await;
    }
    assert_eq!(counter.hit(&BrowserHit::from("2001:db8::6")).await.status, 429);
}

#[tokio::test]
async fn new_visitors_of_one_address_are_limited() {
    let counter = Counter::with(Setup { newcomers: 3, ..Setup::default() }).await;
    for browser in 0..10 {
        // The answer is 204 for all of them, so that the limit cannot be found by trying.
        counter.count(&BrowserHit::default().with("user-agent", &format!("Mozilla/5.0 Chrome/{browser}"))).await;
    }
    assert_eq!(counter.numbers().await, [3, 3, 3]);
    counter.count(&BrowserHit::default().with("user-agent", "Mozilla/5.0 Chrome/1").on("/tthc/")).await;
    counter.count(&BrowserHit::from("203.0.113.8")).await;
    assert_eq!(counter.numbers().await, [4, 4, 4], "known visitors and other addresses are not limited");
    assert!(counter.pages(1).await.contains(&("/tthc/".to_owned(), 1)));
    let metrics = counter.metrics().await;
    assert!(metrics.contains("trangxa_counter_hits_total{outcome=\"TooManyNewcomers\"} 7"), "{metrics}");
}

/// The first bytes of an answer.
async fn read_some(stream: &mut TcpStream) -> String {
    let mut buffer = vec![0; 4096];
    let read = stream.read(&mut buffer).await.unwrap();
    String::from_utf8_lossy(&buffer[..read]).into_owned()
}

/// Everything until the server closes the connection.
async fn read_to_end(stream: &mut TcpStream) -> String {
    let mut all = String::new();
    stream.read_to_string(&mut all).await.unwrap();
    all
}
