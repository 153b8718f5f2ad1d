//! A commune's site and a partner's, each an origin of its own, and what tests ask of the widget between them.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use trangxa_e2e::Browser;
use trangxa_host::{Host, Options};

use crate::sites;

/// The line a webmaster pastes.
pub const LOADER: &str = "<script type=module src={commune}embed.v1.js></script>";

/// The widget with what shows until the figures are there.
pub const WIDGET: &str = "<trangxa-widget show=tthc><a href={commune}tthc/>Số liệu của xã</a></trangxa-widget>";

/// A strict policy: nothing but what the widget needs.
pub const STRICT: &str = "default-src 'none'; script-src {commune}; frame-src {commune}";

/// Modules are fetched with CORS.
const OPEN: &str = "/*\n  Access-Control-Allow-Origin: *\n";

/// The two sites. In pages and headers of the partner's, `{commune}` stands for the commune's address.
pub struct Stage {
    pub commune: Host,
    pub partner: Host,
    folder: TempDir,
    commune_folder: TempDir,
}

impl Stage {
    /// A partner with one page, which has this in its head and in its body.
    pub async fn with(head: &str, body: &str) -> Self {
        let (commune, commune_folder) = commune().await;
        let folder = temporary();
        let partner = Host::start(Options::new(folder.path())).await.expect("a host on a free port");
        let stage = Self { commune, partner, folder, commune_folder };
        stage.page("index.html", head, body);
        // Browsers ask for one, and say so when there is none.
        stage.write("favicon.ico", "");
        stage
    }

    /// Writes another page of the partner's.
    pub fn page(&self, name: &str, head: &str, body: &str) {
        let page = format!(
            "<!doctype html><html lang=vi><head><meta charset=utf-8><title>Đối tác</title>\
             <meta name=viewport content='width=device-width'>{head}</head>\
             <body><main><h1>Đối tác</h1>{body}<p id=after>Phần sau</p></main></body></html>"
        );
        self.write(name, &page);
    }

    /// Writes a file of the partner's.
    pub fn write(&self, name: &str, text: &str) {
        let text = text.replace("{commune}", &self.commune.url());
        fs::write(self.folder.path().join(name), text).expect("a file of the partner's");
    }

    /// Makes the partner's host say this policy.
    pub fn policy(&self, policy: &str) {
        self.write("_headers", &format!("/*\n  Content-Security-Policy: {policy}\n"));
    }

    /// Makes the commune's host say more headers.
    pub fn commune_headers(&self, rules: &str) {
        let file = self.commune_folder.path().join("_headers");
        fs::write(file, format!("{OPEN}{rules}")).expect("the headers");
    }

    /// Nobody answers any more at the address that the pages know.
    pub async fn commune_is_down(&mut self) {
        (self.commune, self.commune_folder) = commune().await;
    }

    /// The partner's address: not only another port but another site, so that its frames are in other processes.
    pub fn url(&self) -> String {
        format!("http://localhost:{}/", self.partner.addr().port())
    }

    /// How many frames the commune was asked for since its requests were last forgotten.
    pub fn frames(&self) -> usize {
        self.commune.requests().iter().filter(|it| it.path.contains("embed/")).count()
    }
}

/// A commune's site, as far as partners see it: the loader, and a frame that does what it is told.
pub async fn commune() -> (Host, TempDir) {
    let folder = temporary();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file of the commune's");
    };
    write("embed.v1.js", &loader());
    write("_headers", OPEN.as_bytes());
    write("tthc/index.html", "<!doctype html><title>TTHC</title><link rel=icon href=data:,><h1>Xã</h1>".as_bytes());
    for kind in ["tthc", "news", "counters"] {
        let frame = fs::read(sites::fixture("embed").join("frame.html")).expect("the frame");
        write(&format!("embed/{kind}/index.html"), &frame);
    }
    let host = Host::start(Options::new(folder.path())).await.expect("a host on a free port");
    (host, folder)
}

/// The loader's bytes.
pub fn loader() -> Vec<u8> {
    read(&sites::repository().join("crates/embed/embed.v1.js"))
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn temporary() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder")
}

/// An expression: what is to be seen of the widget that the expression `element` gives.
fn seen(element: &str) -> String {
    format!(
        "(widget => {{ \
            const root = widget.shadowRoot, frame = root?.querySelector('iframe'), slot = root?.querySelector('slot'); \
            const style = frame && getComputedStyle(frame); \
            return {{ \
                framed: !!frame, \
                shown: style?.visibility === 'visible' && style.position === 'static' \
                    && getComputedStyle(slot).display === 'none', \
                fallback: widget.firstElementChild?.checkVisibility({{ visibilityProperty: true }}), \
                height: root?.firstElementChild?.offsetHeight ?? 0, \
                width: root?.firstElementChild?.offsetWidth ?? 0, \
                frame: frame && [frame.offsetWidth, frame.offsetHeight], \
                title: frame?.title ?? '' \
            }} }})({element})"
    )
}

/// The first widget in the page's document.
pub const FIRST: &str = "document.querySelector('trangxa-widget')";

/// What is to be seen of a widget.
pub async fn look(browser: &Browser, element: &str) -> Value {
    browser.eval(&format!("return {}", seen(element))).await
}

/// Waits until a widget shows its frame in place of what is inside it.
pub async fn shown(browser: &Browser, element: &str) {
    let condition = format!("(it => it.shown && !it.fallback)({})", seen(element));
    browser.wait("the frame", &condition).await;
}

/// Waits until a widget has a frame, of which nothing needs to be seen.
pub async fn framed(browser: &Browser, element: &str) {
    browser.wait("a frame in the widget", &format!("{}.framed", seen(element))).await;
}

/// Waits until a widget's frame is no longer a blank page of the partner's own, but whatever its address gave.
pub async fn frame_loaded(browser: &Browser, element: &str) {
    let condition = format!("{element}.shadowRoot.querySelector('iframe').contentDocument === null");
    browser.wait("the frame to load", &condition).await;
}

/// What the widget's frame knows. It answers in order: when this is there, all it said before has been heard.
pub async fn report(browser: &Browser, element: &str) -> Value {
    told(browser, &format!("{element}.shadowRoot.querySelector('iframe')"), json!(null)).await
}

/// Has the widget's frame do something, and waits until what comes of it has been heard.
pub async fn have(browser: &Browser, element: &str, test: Value) -> Value {
    told(browser, &format!("{element}.shadowRoot.querySelector('iframe')"), test).await
}

/// Has any frame do something, and waits until what comes of it has been heard.
pub async fn told(browser: &Browser, frame: &str, test: Value) -> Value {
    let script = format!(
        "const {{ contentWindow }} = {frame}, test = {test}, ticket = Math.random(); \
         if (test) contentWindow.postMessage(test, '*'); \
         return await new Promise(done => {{ \
             const hear = ({{ data }}) => {{ \
                 if (data?.ticket !== ticket) return; \
                 removeEventListener('message', hear); \
                 done(data); \
             }}; \
             addEventListener('message', hear); \
             contentWindow.postMessage({{ test: 'report', ticket }}, '*'); \
         }})"
    );
    browser.eval_async(&script).await
}

/// Waits until the widget has been laid out anew, twice.
pub async fn painted(browser: &Browser) {
    browser.eval_async("for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame)").await;
}
