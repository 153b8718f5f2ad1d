//! A commune's site and a partner's, each on an origin of its own, and what tests ask of the widget on the partner's pages.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use trangxa_e2e::{Browser, Page};
use trangxa_host::{Host, Options};

use crate::sites;

/// The line a webmaster pastes.
pub(crate) const LOADER: &str = "<script defer src={commune}embed.v2.js></script>";

/// The line of the first loader, a module.
pub(crate) const LOADER_V1: &str = "<script type=module src={commune}embed.v1.js></script>";

/// The widget with its fallback, which shows until the figures are there.
pub(crate) const WIDGET: &str = "<trangxa-widget show=tthc><a href={commune}tthc/>Số liệu của xã</a></trangxa-widget>";

/// A strict policy: nothing but what the widget needs.
pub(crate) const STRICT: &str = "default-src 'none'; script-src {commune}; frame-src {commune}";

/// A partner's site on an origin of its own. In its pages and headers, `{commune}` stands for the commune's address.
pub(crate) struct Partner {
    pub(crate) host: Host,
    folder: TempDir,
    commune: String,
}

impl Partner {
    /// A partner of this commune, without pages.
    pub(crate) async fn of(commune: &Host) -> Self {
        let folder = temporary();
        let host = Host::start(Options::new(folder.path())).await.expect("a host on a free port");
        let partner = Self { host, folder, commune: commune.url() };
        // Browsers ask for one, and complain when there is none.
        partner.write("favicon.ico", "");
        partner
    }

    /// Writes a page with this in its head and in its body.
    pub(crate) fn page(&self, name: &str, head: &str, body: &str) {
        let page = format!(
            "<!doctype html><html lang=vi><head><meta charset=utf-8><title>Đối tác</title>\
             <meta name=viewport content='width=device-width'>{head}</head>\
             <body><main><h1>Đối tác</h1>{body}</main></body></html>"
        );
        self.write(name, &page);
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let text = text.replace("{commune}", &self.commune);
        fs::write(self.folder.path().join(name), text).expect("a file of the partner's");
    }

    /// Sends this Content-Security-Policy with every answer from now on.
    pub(crate) fn policy(&self, policy: &str) {
        self.write("_headers", &format!("/*\n  Content-Security-Policy: {policy}\n"));
    }

    /// Its address: not only another port than the commune's but another site, so that frames of the commune's on its pages
    /// have a process of their own.
    pub(crate) fn url(&self) -> String {
        format!("http://localhost:{}/", self.host.addr().port())
    }
}

/// A commune's site with the loader and a frame that takes commands, and a partner's site with one page.
pub(crate) struct Stage {
    pub(crate) commune: Host,
    pub(crate) partner: Partner,
    commune_folder: TempDir,
}

impl Stage {
    /// The partner's page has this in its head and in its body, and a paragraph after it.
    pub(crate) async fn with(head: &str, body: &str) -> Self {
        let (commune, commune_folder) = commune().await;
        let partner = Partner::of(&commune).await;
        let stage = Self { commune, partner, commune_folder };
        stage.page("index.html", head, body);
        stage
    }

    /// Writes another page of the partner's, with a paragraph `#after` at its end.
    pub(crate) fn page(&self, name: &str, head: &str, body: &str) {
        self.partner.page(name, head, &format!("{body}<p id=after>Phần sau</p>"));
    }

    /// Makes the commune's host send headers. It sends none of its own accord, as a host does that reads none of our files.
    pub(crate) fn commune_headers(&self, rules: &str) {
        let file = self.commune_folder.path().join("_headers");
        fs::write(file, rules).expect("the headers");
    }

    /// Stops the commune's host: requests to the address that the pages have are refused.
    pub(crate) async fn commune_is_down(&mut self) {
        (self.commune, self.commune_folder) = commune().await;
    }

    /// How many frames the commune was asked for since its requests were last forgotten.
    pub(crate) fn frames(&self) -> usize {
        self.commune.requests().iter().filter(|it| it.path.contains("embed/")).count()
    }
}

/// A commune's site as far as partners need it: the loader, and the frame of `tests/fixtures/embed`, which takes commands.
pub(crate) async fn commune() -> (Host, TempDir) {
    let folder = temporary();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file of the commune's");
    };
    write("embed.v2.js", &loader());
    write("embed.v1.js", &read(&sites::repository().join("crates/embed/embed.v1.js")));
    write("tthc/index.html", "<!doctype html><title>TTHC</title><link rel=icon href=data:,><h1>Xã</h1>".as_bytes());
    for kind in ["tthc", "news", "counters"] {
        let frame = fs::read(sites::fixture("embed").join("frame.html")).expect("the frame");
        write(&format!("embed/{kind}/index.html"), &frame);
    }
    let host = Host::start(Options::new(folder.path())).await.expect("a host on a free port");
    (host, folder)
}

/// The loader's bytes.
pub(crate) fn loader() -> Vec<u8> {
    read(&sites::repository().join("crates/embed/embed.v2.js"))
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn temporary() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder")
}

/// The first widget in the page's document.
pub(crate) const FIRST: &str = "document.querySelector('trangxa-widget')";

/// An expression for what can be seen of a widget; see `page.js`.
fn seen(widget: &str) -> String {
    format!("__test.widget({widget})")
}

/// What can be seen of a widget.
pub(crate) async fn look(browser: &Browser, widget: &str) -> Value {
    browser.eval(&format!("return {}", seen(widget))).await
}

/// Waits until a widget shows its frame in place of the content inside it.
pub(crate) async fn until_shown(browser: &impl Page, widget: &str) {
    let condition = format!("(it => it.shown && !it.fallback)({})", seen(widget));
    browser.wait("the widget to show its frame", &condition).await;
}

/// Waits until a widget has a frame, which need not be visible.
pub(crate) async fn until_framed(browser: &Browser, widget: &str) {
    browser.wait("a frame in the widget", &format!("{}.framed", seen(widget))).await;
}

/// Waits until a widget's frame no longer holds the blank page of the partner's origin but the answer to its address, which
/// may be incomplete.
pub(crate) async fn until_frame_loaded(browser: &Browser, widget: &str) {
    let condition = format!("{}.contentDocument === null", frame_of(widget));
    browser.wait("the frame to load", &condition).await;
}

/// An expression for a widget's frame.
pub(crate) fn frame_of(widget: &str) -> String {
    format!("{widget}.shadowRoot.querySelector('iframe')")
}

/// What the widget's frame knows. When the report is there, all that the frame sent before has arrived.
pub(crate) async fn report(browser: &Browser, widget: &str) -> Value {
    command(browser, widget, json!(null)).await
}

/// Has the widget's frame do something, waits until its effect has arrived, and gives the frame's report.
pub(crate) async fn command(browser: &Browser, widget: &str, command: Value) -> Value {
    command_frame(browser, &frame_of(widget), command).await
}

/// Like [`command`], of any frame that understands the commands of `tests/fixtures/embed/frame.html`.
pub(crate) async fn command_frame(browser: &Browser, frame: &str, command: Value) -> Value {
    browser.eval_async(&format!("return await __test.ask({frame}, {command})")).await
}

/// Waits until the page has been laid out and drawn twice.
pub(crate) async fn drawn(browser: &Browser) {
    browser.eval_async("await __test.drawn(2)").await;
}
