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

/// Draws the alerts that the page came with, as `alerts` has them now. One that has ended by `now`, or was withdrawn, keeps its place and is
/// not seen, so that nothing moves.
pub fn alerts(out: &mut Markup, alerts: &Alerts, came: &[Alert], now: Timestamp) {
    for old in came {
        let current = alerts.alerts.iter().find(|it| it.id == old.id);
        let it = current.unwrap_or(old);
        let ended = if current.is_none() || it.until <= now { " ended" } else { "" };
        draw!(out, "<section class='alert {}{}'>", alert_class(it.level), ended);
        alert(out, it, it.level == Level::Urgent);
        draw!(out, "</section>");
    }
}

/// Draws the running alerts that the page did not come with, for a place over its edge. `is_closed` says which the reader has closed.
pub fn fresh_alerts(
    out: &mut Markup,
    alerts: &Alerts,
    came: &[Alert],
    now: Timestamp,
    is_closed: &dyn Fn(&Alert) -> bool,
) {
    let is_fresh = |it: &&Alert| came.iter().all(|old| old.id != it.id) && !is_closed(it);
    for it in alerts.running(now).into_iter().filter(is_fresh) {
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

#[cfg(test)]
mod tests {
    use super::{alerts, fresh_alerts};
    use serde_json::json;
    use trangxa_markup::Markup;
    use trangxa_model::Timestamp;
    use trangxa_model::alerts::Alerts;
    use trangxa_model::document::JsonDocument as _;

    fn at(time: &str) -> Timestamp {
        Timestamp::parse(&format!("2026-09-07T{time}:00+07:00")).unwrap()
    }

    /// Alerts of these names, each from 8:00 until the time beside its name.
    fn of(alerts: &[(&str, &str)]) -> Alerts {
        let entries = alerts.iter().map(|(id, until)| {
            json!({"id": id, "level": "khẩn", "title": id, "from": at("08:00").rfc3339(), "until": at(until).rfc3339()})
        });
        Alerts::from_json("alerts.json", json!({"version": 1, "alerts": entries.collect::<Vec<_>>()})).unwrap()
    }

    #[test]
    fn what_the_page_came_with_keeps_its_place() {
        let came = of(&[("bao", "12:00"), ("mat-dien", "18:00")]);
        let drawn = |now: &Alerts, time: &str| {
            let mut out = Markup::default();
            alerts(&mut out, now, &came.alerts, at(time));
            let html = out.finish();
            let state = |name: &str| {
                let (before, _) = html.split_once(&format!(": {name} <small>"))?;
                let (_, section) = before.rsplit_once("<section class='alert urgent")?;
                Some(section.starts_with(" ended"))
            };
            [state("bao"), state("mat-dien"), state("lu")]
        };
        assert_eq!(drawn(&came, "11:59"), [Some(false), Some(false), None]);
        assert_eq!(drawn(&came, "12:00"), [Some(true), Some(false), None]);
        // One is withdrawn, one is prolonged, one is new although it began before the page came.
        let later = of(&[("lu", "18:00"), ("bao", "20:00")]);
        assert_eq!(drawn(&later, "13:00"), [Some(false), Some(true), None]);
    }

    #[test]
    fn what_the_page_did_not_come_with_is_fresh_until_it_is_closed() {
        let came = of(&[("bao", "12:00")]);
        let later = of(&[("bao", "20:00"), ("lu", "18:00"), ("mat-dien", "10:00")]);
        let drawn = |closed: &str| {
            let mut out = Markup::default();
            fresh_alerts(&mut out, &later, &came.alerts, at("13:00"), &|it| it.id.as_str() == closed);
            out.finish()
        };
        let open = drawn("");
        assert!(open.contains(": lu <small>") && !open.contains("bao") && !open.contains("mat-dien"), "{open}");
        assert_eq!(drawn("lu"), "");
    }
}
