//! The strip of alerts, and those that begin while a page is open.

use crate::contact::phones;
use trangxa_markup::{Action, Markup, draw};
use trangxa_model::Timestamp;
use trangxa_model::alerts::{Alert, Alerts, Level};
use trangxa_words::alerts as words;

/// What a reader can do on an alert that came while the page was open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlertAction {
    /// Close the alert with this id.
    Close(String),
}

impl Action for AlertAction {
    fn parts(&self) -> (&'static str, String) {
        let Self::Close(id) = self;
        ("close", id.clone())
    }

    fn from_parts(name: &str, value: &str) -> Option<Self> {
        (name == "close").then(|| Self::Close(value.to_owned()))
    }
}

/// Draws the alerts that ran when the page came, at `since`. One that has ended by `now` keeps its place and is not seen, so that nothing
/// moves.
pub fn alerts(out: &mut Markup, alerts: &Alerts, since: Timestamp, now: Timestamp) {
    for it in alerts.running(since) {
        let ended = if it.until <= now { " ended" } else { "" };
        draw!(out, "<section class='alert {}{}'>", alert_class(it.level), ended);
        alert(out, it, it.level == Level::Urgent);
        draw!(out, "</section>");
    }
}

/// Draws the alerts that began after the page came, for a place over its edge. `is_closed` says which the reader has closed.
pub fn fresh_alerts(
    out: &mut Markup,
    alerts: &Alerts,
    since: Timestamp,
    now: Timestamp,
    is_closed: &dyn Fn(&Alert) -> bool,
) {
    let old = alerts.running(since);
    for it in alerts.running(now).into_iter().filter(|it| !old.contains(it) && !is_closed(it)) {
        draw!(out, "<section class='alert {}'>", alert_class(it.level));
        alert(out, it, true);
        draw!(out, "<button class='button' type='button'");
        out.put_action(&AlertAction::Close(it.id.to_string()));
        draw!(out, ">{}</button></section>", words::CLOSE);
    }
}

/// The class of an alert of this level.
#[must_use]
pub const fn alert_class(level: Level) -> &'static str {
    match level {
        Level::Urgent => "urgent",
        Level::Warning => "warning",
        Level::Information => "information",
    }
}

/// Draws an alert: its level, title and times, and below them the rest, which is folded at first unless `is_open`.
fn alert(out: &mut Markup, alert: &Alert, is_open: bool) {
    match is_open {
        true => draw!(out, "<details open><summary>"),
        false => draw!(out, "<details><summary>"),
    }
    draw!(out, "<strong>{}</strong>", words::level(alert.level));
    if let Some(title) = &alert.title {
        draw!(out, ": {}", title);
    }
    draw!(out, " <small>{}</small></summary>", words::times(alert.from, alert.until));
    if let Some(text) = &alert.text {
        draw!(out, "<p>{}</p>", text);
    }
    if let Some(what) = &alert.what_to_do {
        draw!(out, "<p><b>{}:</b> {}</p>", words::WHAT_TO_DO, what);
    }
    if alert.area.is_some() || alert.phone.is_some() || alert.source.is_some() {
        draw!(out, "<p class='more'>");
        if let Some(area) = &alert.area {
            draw!(out, "<span>{}: {}</span> ", words::AREA, area);
        }
        if let Some(phone) = &alert.phone {
            draw!(out, "<span>{}: ", words::PHONE);
            phones(out, phone);
            draw!(out, "</span> ");
        }
        if let Some(source) = &alert.source {
            match &source.url {
                Some(url) => draw!(out, "<span>{}: <a href='{}'>{}</a></span>", words::SOURCE, url, source.name),
                None => draw!(out, "<span>{}: {}</span>", words::SOURCE, source.name),
            }
        }
        draw!(out, "</p>");
    }
    draw!(out, "</details>");
}
