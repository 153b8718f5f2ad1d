//! Both cleaners against one corpus: browser and publisher must give the same text, and nothing in it may run.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use trangxa_clean::allowed;
use trangxa_e2e::corpus::{Case, cases};
use trangxa_e2e::{Browser, Profile};
use trangxa_model::document::JsonDocument as _;
use trangxa_model::feed::FullArticle;
use trangxa_words::article::CLEANER_WORDING;

use crate::sites::{self, ARTICLE};

/// Cases that the two parsers read differently, each for a reason; what comes out is safe on both sides.
const PARSED_DIFFERENTLY: [&str; 0] = [];

/// Gives each text to the page as a new version of the article's text, and reports what is wrong with what the page shows.
const RUN: &str = r"
    const faults = [];
    const pictures = new Set();
    // Copies are made in a document that does not load pictures.
    const inert = document.implementation.createHTMLDocument('');
    const expose = element => {
        const box = inert.createElement('div');
        for (const child of element.childNodes) box.append(inert.importNode(child, true));
        box.normalize();
        return box;
    };
    for (const it of CASES) {
        const fault = text => faults.push(`${it.name}: ${text}`);
        window.served = { id: 'thu', title: it.name, content_html: it.html };
        const deadline = performance.now() + 20000;
        dispatchEvent(new Event('online'));
        const shown = () => document.querySelector('main h1')?.textContent === it.name;
        while (!shown() && performance.now() < deadline) await new Promise(done => setTimeout(done, 4));
        if (!shown()) { fault('never shown'); continue; }
        await new Promise(done => setTimeout(done));
        const prose = document.querySelector('.prose');
        const wanted = document.createElement('template');
        wanted.innerHTML = it.wanted;
        const [ours, theirs] = [expose(prose), expose(wanted.content)];
        if (!it.differs && !ours.isEqualNode(theirs)) {
            fault(`browser: ${ours.innerHTML.slice(0, 400)} — publisher: ${theirs.innerHTML.slice(0, 400)}`);
        }
        for (const element of prose.querySelectorAll('*')) {
            const name = element.localName;
            if (!ALLOWED.elements.includes(name)) fault(`has a <${name}>`);
            for (const { name: attribute, value } of element.attributes) {
                if (!ALLOWED.attributes[name]?.includes(attribute)) fault(`has ${attribute}=${value} at <${name}>`);
            }
            if (element.href && !/^(https?|mailto|tel):/.test(element.href)) fault(`leads to ${element.href}`);
            for (const event of ['pointerover', 'focus', 'toggle', 'error', 'load', 'animationstart']) {
                element.dispatchEvent(new Event(event));
            }
        }
        const text = prose.textContent.replace(/\s+/g, ' ');
        for (const keep of it.keep) if (!text.replaceAll(' ', '').includes(keep.replace(/\s+/g, ''))) fault(`lost ${keep}`);
        for (const gone of it.gone) if (prose.innerHTML.includes(gone)) fault(`kept ${gone}`);
        if (window.hit) { fault(`ran: ${window.hit}`); window.hit = undefined; }
        if (__test.violations.length) fault(`reported: ${__test.violations.splice(0)}`);
        for (const { src } of prose.querySelectorAll('img')) pictures.add(src);
        if (document.querySelectorAll('#app, base, iframe').length !== 1) fault('reached the page around it');
    }
    // Pictures that an article may have are requested when they come near the viewport.
    const asked = performance.getEntriesByType('resource').map(entry => entry.name);
    const foreign = asked.filter(name => /evil/.test(name) && !pictures.has(name));
    if (foreign.length) faults.push(`asked for ${foreign}`);
    return faults;
";

/// Makes the page's program read the texts of [`RUN`], reports attempts to open a dialog, and hides the article so that its
/// pictures are not requested.
const PREPARE: &str = r"
    const real = window.fetch;
    window.fetch = (request, options) =>
        (request.url ?? String(request)).includes('/data/bai/')
            ? Promise.resolve(new Response(JSON.stringify(window.served), { headers: { 'content-type': 'application/json' } }))
            : real(request, options);
    for (const dialog of ['alert', 'confirm', 'prompt', 'print', 'open']) window[dialog] = () => { window.hit = dialog };
    document.querySelector('main').style.display = 'none';
    performance.setResourceTimingBufferSize(10000);
";

fn allowed_in_page() -> Value {
    let attributes: serde_json::Map<String, Value> = allowed::ELEMENTS
        .iter()
        .map(|name| {
            let added = allowed::added(*name).iter().map(|(attribute, _)| *attribute);
            (name.as_str().to_owned(), allowed::attributes(*name).iter().copied().chain(added).collect())
        })
        .chain([(
            "div".to_owned(),
            allowed::table_frame(&CLEANER_WORDING).iter().map(|(attribute, _)| *attribute).collect(),
        )])
        .collect();
    let elements: Vec<&str> = allowed::ELEMENTS.iter().map(|name| name.as_str()).chain(["div"]).collect();
    json!({ "elements": elements, "attributes": attributes })
}

/// Runs the whole corpus on a site's article page.
async fn run(root: &Path) {
    let cases = cases();
    assert!(cases.len() >= 300, "only {} cases", cases.len());
    let host = sites::serve(root, "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    sites::settled(&browser).await;
    browser.eval(PREPARE).await;
    let address = format!("/{}", sites::document_of(ARTICLE));
    let mut faults = Vec::new();
    for part in cases.chunks(25) {
        let case = |case: &Case| {
            // As the program reads it: without null characters.
            let json = json!({"id": "thu", "title": case.name, "content_html": case.html});
            let content = FullArticle::from_json(&address, json).expect("an article").article.content.expect("a text");
            json!({
                "name": case.name, "html": case.html, "keep": case.keep, "gone": case.gone,
                "wanted": trangxa_publish::clean(&content, &|_| None),
                "differs": PARSED_DIFFERENTLY.contains(&case.name.as_str()),
            })
        };
        let script = format!(
            "const CASES = {}; const ALLOWED = {}; {RUN}",
            json!(part.iter().map(case).collect::<Vec<_>>()),
            allowed_in_page()
        );
        let found = browser.eval_async(&script).await;
        faults.extend(
            found.as_array().expect("a list").iter().map(|fault| fault.as_str().unwrap_or_default().to_owned()),
        );
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    // The pictures that articles may have do not exist.
    browser.finish(&["console Error network"]).await;
}

#[tokio::test]
async fn both_cleaners_give_the_same_and_nothing_runs_even_without_a_policy() {
    let copy = sites::copy_of(sites::demo());
    fs::remove_file(copy.path().join("_headers")).expect("the headers");
    let page = copy.path().join(ARTICLE).join("index.html");
    let html = fs::read_to_string(&page).expect("a page");
    let (before, rest) = html.split_once("<meta http-equiv=\"content-security-policy\"").expect("a policy");
    let (_, after) = rest.split_once('>').expect("the end of the policy");
    fs::write(&page, format!("{before}{after}")).expect("the page without it");
    run(copy.path()).await;
}

#[tokio::test]
async fn the_cleaned_corpus_violates_no_policy() {
    run(sites::demo()).await;
}
