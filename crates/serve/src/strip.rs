//! The strip on each page, and the answers that it asks for.

use crate::state::State;
use std::time::Duration;
use tokio::sync::watch;
use trangxa_host::{Answer, Answering, Guest};
use trangxa_messages::{language, serve as say};

/// Where the strip's own files lie. No site has a folder whose name begins so.
const FOLDER: &str = "/__trangxa/";
/// How long a page waits for news before it asks again. Proxies and virus scanners cut what takes longer.
const LONGEST: Duration = Duration::from_secs(25);
/// The folder of the frames, below the site's root: they stand on other pages, and their policy lets no further script run.
const FRAMES: &str = "embed/";

const SCRIPT: &str = include_str!("strip.js");
const STYLE: &str = include_str!("strip.css");

/// Puts the strip on the pages.
#[derive(Debug)]
pub(crate) struct Strip {
    state: watch::Sender<State>,
    base: String,
}

impl Strip {
    /// A strip for a site at `base`.
    pub(crate) fn new(state: State, base: &str) -> Self {
        Self { state: watch::Sender::new(state), base: base.to_owned() }
    }

    /// Changes the state, and tells the pages.
    pub(crate) fn change(&self, change: impl FnOnce(&mut State)) {
        self.state.send_modify(change);
    }

    /// The state as soon as it is another than the one with this id, or after a while anyway.
    async fn news(&self, known: &str) -> String {
        let mut state = self.state.subscribe();
        let changed = state.wait_for(|state| state.id() != known);
        // Either there is news, or the page asks again.
        let _ = tokio::time::timeout(LONGEST, changed).await.map(|changed| changed.map(drop));
        self.state.borrow().json()
    }

    /// The tag that brings the strip to a page.
    fn tag(&self) -> String {
        format!("<script src=\"{FOLDER}strip.js\" data-pages=\"{}\"></script>", self.state.borrow().pages())
    }

    /// The page that stands for all others as long as there are none.
    fn waiting(&self) -> String {
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head>{}<meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
             <title>{title}</title></head><body><main><h1>{title}</h1><p>{}</p></main></body></html>\n",
            language().code(),
            self.tag(),
            say::NoPages,
            title = say::Title
        )
    }
}

impl Guest for Strip {
    fn answer<'a>(&'a self, path: &'a str, query: Option<&'a str>) -> Answering<'a> {
        Box::pin(async move {
            let answer =
                |status, media_type, body: String| Answer { status, media_type, location: None, body: body.into() };
            match path.strip_prefix(FOLDER) {
                Some("strip.js") => Some(answer(200, "text/javascript; charset=utf-8", SCRIPT.to_owned())),
                Some("strip.css") => Some(answer(200, "text/css; charset=utf-8", STYLE.to_owned())),
                Some("state") => {
                    let known = query.and_then(|query| query.strip_prefix("after=")).unwrap_or_default();
                    Some(answer(200, "application/json", self.news(known).await))
                }
                Some(_) => Some(answer(404, "text/plain; charset=utf-8", String::new())),
                None if !self.state.borrow().has_pages() => {
                    Some(answer(503, "text/html; charset=utf-8", self.waiting()))
                }
                None if path == "/" && self.base != "/" => Some(Answer {
                    location: Some(self.base.clone()),
                    ..answer(302, "text/plain; charset=utf-8", String::new())
                }),
                None => None,
            }
        })
    }

    fn page(&self, path: &str, mut html: Vec<u8>) -> Vec<u8> {
        if !path.strip_prefix(self.base.as_str()).is_some_and(|below| below.starts_with(FRAMES)) {
            let at = head(&html);
            html.splice(at..at, self.tag().into_bytes());
        }
        html
    }
}

/// Where the head of a page begins: behind its tag, or at the end of a page that has none.
fn head(html: &[u8]) -> usize {
    let begins = |at: &usize| {
        let tag = html.get(*at..at + 5).is_some_and(|tag| tag.eq_ignore_ascii_case(b"<head"));
        tag && matches!(html.get(at + 5), Some(b'>' | b' ' | b'\n' | b'\t' | b'\r'))
    };
    let end = |at: usize| html[at..].iter().position(|byte| *byte == b'>').map(|length| at + length + 1);
    (0..html.len()).find(begins).and_then(end).unwrap_or(html.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(base: &str, path: &str, html: &str) -> String {
        String::from_utf8(Strip::new(State::new(true), base).page(path, html.into())).unwrap()
    }

    #[test]
    fn a_page_has_the_script_before_all_others() {
        for (html, before) in [
            ("<!doctype html><html><head><title>A</title>", "<!doctype html><html><head>"),
            ("<html><HEAD lang=\"vi\"\n><script>", "<html><HEAD lang=\"vi\"\n>"),
            ("<header>A</header>", "<header>A</header>"),
        ] {
            let page = page("/", "/a/", html);
            let rest = page.strip_prefix(before).unwrap();
            assert!(rest.starts_with("<script src=\"/__trangxa/strip.js\" data-pages=\""), "{page}");
            assert!(rest.ends_with(&html[before.len()..]), "nothing is lost: {page}");
        }
    }

    #[test]
    fn a_frame_stays_as_it_is() {
        let html = "<html><head></head>";
        assert_eq!(page("/an-binh/", "/an-binh/embed/tthc/", html), html);
        assert_ne!(page("/an-binh/", "/an-binh/embedded/", html), html);
        assert_ne!(page("/an-binh/", "/embed/", html), html);
    }
}
