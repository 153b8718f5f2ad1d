//! What the HTTP client promises. How an import behaves towards servers is tested with the feeds.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use trangxa_test_support::{Reply, ScriptedServer, WebServer};
use trangxa_web::{Answer, Client, FetchProblem, Limits};

fn no_wait() -> Client {
    Client::with_wait(|_| {})
}

#[test]
fn messages_say_what_a_clerk_can_do() {
    let server = ScriptedServer::new(|request, _| Reply::status(request.path[1..].parse().unwrap()));
    let problem = |url: &str| no_wait().allow_private().get(url, None).unwrap_err();
    for (status, message) in [
        ("404", "the site has nothing at this address (status 404); check the address"),
        ("403", "the site does not allow programs to read this address (status 403); ask its operator"),
        ("418", "the site answers with status 418; try again later, or ask its operator"),
    ] {
        let url = server.url(status);
        assert_eq!(problem(&url).to_string(), format!("{url}: {message}"));
    }
    assert!(matches!(problem("http://127.0.0.1:1/").problem, FetchProblem::Refused(_)));
    assert!(matches!(problem("ftp://xa.example/").problem, FetchProblem::Address));
    assert!(matches!(problem("http://khong-co.invalid/").problem, FetchProblem::NoHost));
    let plain = server.url("404").replace("http://", "https://");
    let tls = problem(&plain);
    assert!(matches!(tls.problem, FetchProblem::Tls(_) | FetchProblem::Protocol(_) | FetchProblem::CutOff(_)), "{tls}");
}

#[test]
fn a_document_of_more_than_8_mb_is_not_read() {
    let server = ScriptedServer::new(|_, _| Reply::ok(vec![b' '; 8_000_001]));
    let error = no_wait().allow_private().get(&server.url(""), None).unwrap_err();
    assert!(
        error.to_string().ends_with("the answer has more than 8000000 bytes, the limit; it was not read"),
        "{error}"
    );
}

#[test]
fn a_document_has_validators_with_which_it_is_not_sent_again() {
    let web = WebServer::new(&[("a.json", b"{}")]);
    let mut client = no_wait().allow_private();
    let Answer::Document(fetched) = client.get(&web.url("a.json"), None).unwrap() else { panic!("a document") };
    assert_eq!(
        (fetched.bytes.as_slice(), fetched.content_type.as_deref()),
        (b"{}".as_slice(), Some("application/json"))
    );
    assert_eq!(client.get(&web.url("a.json"), fetched.validators.as_ref()).unwrap(), Answer::NotModified);
}

/// A server that redirects to an address, or answers with its own name.
fn redirecting(target: String) -> ScriptedServer {
    ScriptedServer::new(move |request, _| match request.path.as_str() {
        "/redirect" => Reply::status(302).header("location", target.clone()),
        _ => Reply::ok("private"),
    })
}

#[test]
fn private_addresses_are_not_reached_neither_directly_nor_by_redirect() {
    let inner = ScriptedServer::new(|_, _| Reply::ok("metrics"));
    let port = inner.url("").rsplit(':').next().unwrap().trim_end_matches('/').to_owned();
    let names = ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]", "0.0.0.0", "[::1]"];
    for name in names {
        let url = format!("http://{name}:{port}/metrics");
        let error = no_wait().get(&url, None).unwrap_err();
        assert!(matches!(error.problem, FetchProblem::Private(_)), "{error}");
        let error = no_wait().open(&url, None).err().unwrap();
        assert!(error.to_string().contains("--allow-private"), "{error}");

        // The source lies in a private network, and its host only may be reached.
        let source = redirecting(url);
        let mut client = no_wait();
        client.set_source(&source.url(""));
        assert!(client.get(&source.url("feed"), None).is_ok());
        let error = client.get(&source.url("redirect"), None).unwrap_err();
        assert!(matches!(error.problem, FetchProblem::Private(_)), "{error}");
    }
    assert_eq!(inner.connections(), 0);
    let source = redirecting(inner.url("metrics"));
    let mut client = no_wait().allow_private();
    client.set_source(&source.url(""));
    assert!(client.get(&source.url("redirect"), None).is_ok());
    assert_eq!(inner.connections(), 1);
}

#[test]
fn the_host_of_one_source_is_not_that_of_the_next() {
    let (first, second) = (ScriptedServer::new(|_, _| Reply::ok("1")), ScriptedServer::new(|_, _| Reply::ok("2")));
    let mut client = no_wait();
    client.set_source(&first.url("rss"));
    assert!(client.get(&first.url("rss"), None).is_ok());
    client.set_source(&second.url("rss"));
    let error = client.get(&first.url("rss"), None).unwrap_err();
    assert!(matches!(error.problem, FetchProblem::Private(_)), "no open connection is used either: {error}");
    client.set_source("tep/tin.xml");
    assert!(client.get(&second.url("rss"), None).is_err());
}

#[test]
fn a_document_that_drips_is_given_up_without_another_try() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            count.fetch_add(1, Ordering::SeqCst);
            let _ = stream.set_nodelay(true);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n\r\n");
            // Byte by byte, without an end, and never idle.
            while stream.write_all(b" ").is_ok() {}
        }
    });
    let limits = Limits { document: Duration::from_millis(100), ..Limits::default() };
    let error = Client::with_limits(limits, |_| {}).allow_private().get(&url, None).unwrap_err();
    assert!(matches!(error.problem, FetchProblem::Timeout), "{error}");
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}
