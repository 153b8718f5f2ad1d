//! The page that the app runs on: what it was served with, its title, its focus.

use trangxa_browser::page::{is_set, property};
use trangxa_browser::{document, window};
use trangxa_model::Timestamp;
use wasm_bindgen::JsCast;
use web_sys::{HtmlAnchorElement, HtmlElement, Node};

/// The site's root on its host: where `boot.js` was loaded from.
pub(crate) fn base() -> String {
    property(&js_sys::global(), "trangxaBase").as_string().unwrap_or_else(|| "/".to_owned())
}

/// The scheme and host of the page's address.
pub(crate) fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Has the browser load an address, without the app's navigation.
pub(crate) fn load(address: &str) {
    let _ = window().location().set_href(address);
}

/// Whether the browser may have a network.
pub(crate) fn is_online() -> bool {
    window().navigator().on_line()
}

/// Whether the reader has asked to save data, or has a network on which nothing is to be fetched ahead.
pub(crate) fn saves_data() -> bool {
    let connection = property(&window().navigator(), "connection");
    let is_slow = |kind: String| kind.ends_with("2g");
    is_set(&connection, "saveData") || property(&connection, "effectiveType").as_string().is_some_and(is_slow)
}

/// The links of the page's content that the reader sees now, in their order on the page.
pub(crate) fn links_in_view() -> Vec<HtmlAnchorElement> {
    let height = property(&window(), "innerHeight").as_f64().unwrap_or_default();
    let is_in_view = |link: &HtmlAnchorElement| {
        let place = link.get_bounding_client_rect();
        place.bottom() > 0.0 && place.top() < height
    };
    let links = document().query_selector_all("main a[href]").ok();
    let all = links.iter().flat_map(|links| (0..links.length()).filter_map(|i| links.get(i)?.dyn_into().ok()));
    all.filter(is_in_view).collect()
}

/// The path of the page's address.
pub(crate) fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// The query of the page's address: empty, or beginning with `?`.
pub(crate) fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// The element that holds the app.
pub(crate) type AppElement = HtmlElement;

/// The element that holds the app.
pub(crate) fn app() -> Option<AppElement> {
    document().get_element_by_id("app")?.dyn_into().ok()
}

/// The path of the page that the publisher wrote into the app's element; `None` where it wrote none, or the 404 page, which stands for
/// any address.
pub(crate) fn written_for(app: &HtmlElement) -> Option<String> {
    app.dataset().get("path").filter(|path| !path.is_empty())
}

/// Whether the app's element has the nodes that the publisher wrote. `boot.js` takes the shape away where it has not.
pub(crate) fn is_intact(app: &HtmlElement) -> bool {
    app.dataset().get("shape").is_some()
}

/// Says that the app's element is not to be joined.
pub(crate) fn forget_shape(app: &HtmlElement) {
    app.dataset().delete("shape");
}

/// Replaces the path in the page's address by `path`, which the publisher wrote the page for, where a reader came by another
/// spelling of it.
pub(crate) fn correct_address(path: &str) {
    let location = window().location();
    if self::path() != path
        && let (Ok(history), Ok(hash)) = (window().history(), location.hash())
    {
        let state = history.state().unwrap_or_default();
        let _ = history.replace_state_with_url(&state, "", Some(&(path.to_owned() + &query() + &hash)));
    }
}

/// When the page came from the host; `None` where the browser had kept it, or does not say. `boot.js` asks it.
pub(crate) fn fetched_at() -> Option<Timestamp> {
    let at_ms = property(&js_sys::global(), "trangxaFetched").as_f64()?;
    Some(Timestamp::from_unix((at_ms / 1000.0) as i64))
}

/// The text of the script element with the page's snapshot (see [`crate::data::Snapshot`]).
pub(crate) fn snapshot() -> Option<String> {
    document().get_element_by_id("snapshot")?.text_content()
}

/// The article's text as HTML, as the page was served with it.
pub(crate) fn article_text() -> Option<String> {
    document().query_selector("#app .prose").ok()?.map(|prose| prose.inner_html())
}

/// The nodes in the app's element.
pub(crate) fn children(app: &HtmlElement) -> Vec<Node> {
    std::iter::successors(app.first_child(), Node::next_sibling).collect()
}

/// Removes nodes of the app's element, after a view was mounted behind them.
pub(crate) fn remove(nodes: &[Node]) {
    for node in nodes {
        if let Some(parent) = node.parent_node() {
            let _ = parent.remove_child(node);
        }
    }
}

/// Shows a message in the app's element in place of a page that cannot be shown.
pub(crate) fn show_message(app: &HtmlElement, message: &str) {
    if let Ok(Some(place)) = app.query_selector("[data-message]") {
        place.set_text_content(Some(message));
    }
}

/// Marks the page as live: the style sheet then shows the controls that need the program (`.live`).
pub(crate) fn mark_live() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-live", "");
        // boot.js sets it on the shell that the host serves for an unknown address.
        let _ = root.remove_attribute("data-seeking");
    }
}

/// Notes on a live page that what its publisher wrote is kept current from now on, or that the part for it cannot be had.
pub(crate) fn mark_current() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-live", "current");
    }
}

/// Whether the page is live: [`mark_live`] was called.
pub(crate) fn is_live() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-live"))
}

/// Whether a translator works on the page: it wraps each text in `<font>`.
pub(crate) fn is_translated() -> bool {
    document().query_selector("#app font").is_ok_and(|found| found.is_some())
}

/// Closes the menu of small screens after a page was chosen from it.
pub(crate) fn fold_menu() {
    if let Ok(Some(menu)) = document().query_selector(".menu [open]") {
        let _ = menu.remove_attribute("open");
    }
}

/// Marks the link that the reader has just followed (`data-pressed`), and no other one.
pub(crate) fn mark_pressed(link: Option<&HtmlAnchorElement>) {
    if let Ok(Some(before)) = document().query_selector("[data-pressed]") {
        let _ = before.remove_attribute("data-pressed");
    }
    if let Some(link) = link {
        let _ = link.set_attribute("data-pressed", "");
    }
}

/// Tells assistive technology whether the page's content is being replaced (`aria-busy`). The style sheet shows it, too.
pub(crate) fn set_busy(busy: bool) {
    if let Ok(Some(main)) = document().query_selector("main") {
        let _ = main.set_attribute("aria-busy", if busy { "true" } else { "false" });
    }
}

/// Sets the page's title.
pub(crate) fn set_title(title: &str) {
    document().set_title(title);
}

/// Whether nothing on the page has the focus.
pub(crate) fn has_lost_focus() -> bool {
    document().active_element().is_none_or(|element| element.local_name() == "body")
}

/// Takes away what says that the page is a kept one, because another is shown in its place.
pub(crate) fn forget_kept() {
    if let Some(said) = document().query_selector("body > .kept").ok().flatten().filter(|_| is_online()) {
        said.remove();
    }
}

/// Where the reader left this entry of the history; `None` if it was not left.
pub(crate) fn kept_position() -> Option<f64> {
    window().history().and_then(|history| history.state()).ok()?.as_f64()
}

/// Scrolls to where the reader left this entry of the history.
pub(crate) fn scroll_to_kept() {
    if let Some(y) = kept_position() {
        window().scroll_to_with_x_and_y(0.0, y);
    }
}

/// Moves the focus to the page's headline, so that a screen reader continues there. Does not scroll.
pub(crate) fn focus_headline() {
    let Ok(Some(headline)) = document().query_selector("main h1") else { return };
    let Ok(headline) = headline.dyn_into::<HtmlElement>() else { return };
    let _ = headline.set_attribute("tabindex", "-1");
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = headline.focus_with_options(&options);
}

/// Whether the reader has turned on Do Not Track or Global Privacy Control.
pub(crate) fn wants_privacy() -> bool {
    let navigator = window().navigator();
    is_set(&navigator, "globalPrivacyControl") || property(&navigator, "doNotTrack").as_string().as_deref() == Some("1")
}

/// Posts a text once, without waiting for an answer; the browser sends it even when the page is left (`sendBeacon`). Does
/// nothing where the browser refuses.
pub(crate) fn post(address: &str, text: &str) {
    let _ = window().navigator().send_beacon_with_opt_str(address, Some(text));
}

/// Loads a JavaScript module. The browser runs a module once, even when it is loaded again.
pub(crate) fn load_script(address: &str) {
    let Ok(script) = document().create_element("script") else { return };
    let _ = script.set_attribute("src", address);
    if let Some(root) = document().document_element() {
        let _ = root.append_child(&script);
    }
}

/// Prints the page.
pub(crate) fn print() {
    let _ = window().print();
}
