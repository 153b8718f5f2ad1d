//! A client that sends a path exactly as a test writes it, and shows the answer as it arrived.

use flate2::read::GzDecoder;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer to a request.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The headers by their names in small letters. Several of one name are joined by commas.
    headers: BTreeMap<String, String>,
    /// The body after decompression.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header; empty where the answer has none of this name.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The address to which the answer redirects, without the host of the site itself.
    pub(crate) fn target(&self) -> &str {
        let target = self.header("location");
        let own = target.strip_prefix("http://xa.example").filter(|rest| rest.starts_with(['/', ':']));
        own.map_or(target, |rest| &rest[rest.find('/').unwrap_or(rest.len())..])
    }

    /// The seconds for which browsers may keep the answer without asking.
    pub(crate) fn kept_for(&self) -> u64 {
        let age = self.header("cache-control").split(',').find_map(|part| part.trim().strip_prefix("max-age="));
        age.map_or(0, |age| age.parse().unwrap())
    }
}

/// Requests a path with its query, both as they are written, from the host `xa.example` at an address.
pub(crate) fn get(at: SocketAddr, path: &str) -> Answer {
    let mut stream = TcpStream::connect(at).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: xa.example\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n");
    let end = end.unwrap_or_else(|| panic!("{path}: no headers in {}", String::from_utf8_lossy(&answer)));
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
    let mut headers: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let values = headers.entry(name.to_ascii_lowercase()).or_default();
        values.extend([if values.is_empty() { "" } else { ", " }, value.trim()]);
    }
    let mut body = answer.split_off(end + 4);
    if headers.get("transfer-encoding").is_some_and(|it| it == "chunked") {
        body = without_chunks(&body);
    }
    if headers.get("content-encoding").is_some_and(|it| it == "gzip") {
        let mut unpacked = Vec::new();
        GzDecoder::new(body.as_slice()).read_to_end(&mut unpacked).unwrap();
        body = unpacked;
    }
    Answer { status: status.unwrap_or_else(|| panic!("{path}: {head}")), headers, body }
}

/// A body without the lengths of its chunks.
fn without_chunks(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|window| window == b"\r\n").unwrap();
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap().trim(), 16).unwrap();
        if length == 0 {
            return body;
        }
        body.extend(&rest[end + 2..end + 2 + length]);
        rest = &rest[end + 4 + length..];
    }
}
