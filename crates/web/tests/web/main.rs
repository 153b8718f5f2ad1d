//! What the HTTP client promises. How an import behaves towards servers is tested with the feeds.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

use trangxa_test_support::{Reply, ScriptedServer, WebServer};
use trangxa_web::{Answer, Client, FetchProblem};

fn no_wait() -> Client {
    Client::with_wait(|_| {})
}

#[test]
fn messages_say_what_a_clerk_can_do() {
    let server = ScriptedServer::new(|request, _| Reply::status(request.path[1..].parse().unwrap()));
    let problem = |url: &str| no_wait().get(url, None).unwrap_err();
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
    let error = no_wait().get(&server.url(""), None).unwrap_err();
    assert!(
        error.to_string().ends_with("the answer has more than 8000000 bytes, the limit; it was not read"),
        "{error}"
    );
}

#[test]
fn a_document_has_validators_with_which_it_is_not_sent_again() {
    let web = WebServer::new(&[("a.json", b"{}")]);
    let mut client = no_wait();
    let Answer::Document(fetched) = client.get(&web.url("a.json"), None).unwrap() else { panic!("a document") };
    assert_eq!(
        (fetched.bytes.as_slice(), fetched.content_type.as_deref()),
        (b"{}".as_slice(), Some("application/json"))
    );
    assert_eq!(client.get(&web.url("a.json"), fetched.validators.as_ref()).unwrap(), Answer::NotModified);
}
