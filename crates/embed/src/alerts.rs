//! The alerts in a frame: of those that run, the most serious one with its level, title and times, and a link to the commune's site.
//!
//! Only urgent alerts and warnings are shown. What is good to know has its place on the commune's own pages, because a partner's page has
//! little room.

use serde_json::Value;
use trangxa_markup::{Markup, draw};
use trangxa_model::alerts::{Alert, Alerts, Level};
use trangxa_model::{Timestamp, rows};
use trangxa_views::{AlertAction, alert_class};
use trangxa_words::Language;
use trangxa_words::widget::{alert_level, alert_link, alert_times, close};

/// The alerts of a site, as the frame's page carries them for the program.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameAlerts {
    /// Where their document is.
    pub address: String,
    /// The fingerprint of the file that the page was made from.
    pub fingerprint: Option<String>,
    /// What the frame shows of those that had not ended when the page was written.
    pub json: Value,
}

rows! { FrameAlerts { address, fingerprint, json } }

/// The alerts of a frame: those that its page came with, and how they stand now.
#[derive(Clone, Copy, Debug)]
pub struct AlertsInFrame<'a> {
    /// Those that the page came with.
    pub came: &'a Alerts,
    /// When the page was written.
    pub since: Timestamp,
    /// Those of the newest document.
    pub current: &'a Alerts,
    /// The time.
    pub now: Timestamp,
    /// The root of the commune's site.
    pub base: &'a str,
    /// The commune's name.
    pub name: &'a str,
    /// The language of the words around them. Their own words stay Vietnamese.
    pub language: Language,
}

impl AlertsInFrame<'_> {
    /// What stands above the commune's name.
    #[must_use]
    pub fn place(&self) -> Markup {
        let lines = self.lines();
        let full = if lines.as_str().is_empty() { "" } else { " full" };
        let mut out = Markup::default();
        draw!(out, "<div class='alerts{}'><div class='came'>", full);
        out.append(&lines);
        draw!(out, "</div><div class='fresh' aria-live='polite'></div></div>");
        out
    }

    /// The alerts that ran when the page was written. All keep their place, which is one and the same, and the first that still runs is
    /// seen: so nothing moves when one ends.
    #[must_use]
    pub fn lines(&self) -> Markup {
        let mut out = Markup::default();
        let mut is_any_seen = false;
        for came in self.at_first() {
            let now = self.running().find(|alert| alert.id == came.id);
            let is_seen = now.is_some() && !is_any_seen;
            is_any_seen |= is_seen;
            self.line(&mut out, now.unwrap_or(came), if is_seen { "" } else { " kept" }, None);
        }
        out
    }

    /// The most serious alert that began later, for a place over what stands below. `is_closed` says which the reader has closed.
    #[must_use]
    pub fn fresh(&self, is_closed: &dyn Fn(&Alert) -> bool) -> Markup {
        let mut out = Markup::default();
        let is_fresh = |alert: &&Alert| !self.at_first().any(|came| came.id == alert.id) && !is_closed(alert);
        if let Some(alert) = self.running().find(is_fresh) {
            self.line(&mut out, alert, "", Some(AlertAction::Close(alert.id.to_string())));
        }
        out
    }

    fn at_first(&self) -> impl Iterator<Item = &Alert> {
        self.came.running(self.since).into_iter().filter(|it| is_for_frames(it))
    }

    fn running(&self) -> impl Iterator<Item = &Alert> {
        self.current.running(self.now).into_iter().filter(|it| is_for_frames(it))
    }

    /// The link counts the others of every level, because the commune's page shows them all.
    fn line(&self, out: &mut Markup, alert: &Alert, kept: &str, close_it: Option<AlertAction>) {
        let language = self.language;
        let others = self.current.alerts.iter().filter(|it| it.id != alert.id && it.runs(self.now)).count();
        draw!(out, "<div class='alert {}{}'><p class='what'>", alert_class(alert.level), kept);
        draw!(out, "<strong>{}</strong>: ", alert_level(alert.level, language));
        // An alert has one of them.
        let title = alert.title.as_ref().or(alert.text.as_ref());
        draw!(out, "<span lang='vi'>{}</span></p>", title.map(String::as_str).unwrap_or_default());
        draw!(out, "<p><small>{}</small></p>", alert_times(alert.from, alert.until, language));
        draw!(out, "<p><a href='{}' target='_blank' rel='noopener'>", self.base);
        draw!(out, "{}</a>", alert_link(self.name, others, language));
        if let Some(action) = close_it {
            draw!(out, " <button class='button' type='button'");
            out.put_action(&action);
            draw!(out, ">{}</button>", close(language));
        }
        draw!(out, "</p></div>");
    }
}

fn is_for_frames(alert: &Alert) -> bool {
    alert.level != Level::Information
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use trangxa_model::document::JsonDocument as _;

    fn alert(id: &str, level: &str, from: &str, until: &str) -> Value {
        let at = |time: &str| format!("2024-09-07T{time}:00+07:00");
        json!({"id": id, "level": level, "title": format!("Tin {id}"), "from": at(from), "until": at(until)})
    }

    fn alerts(all: &[Value]) -> Alerts {
        Alerts::from_json("f", json!({"version": 1, "alerts": all})).unwrap()
    }

    fn at(time: &str) -> Timestamp {
        Timestamp::parse(&format!("2024-09-07T{time}:00+07:00")).unwrap()
    }

    /// A frame that was written at eight.
    fn in_frame<'a>(came: &'a Alerts, current: &'a Alerts, now: &str) -> AlertsInFrame<'a> {
        let language = Language::Vietnamese;
        AlertsInFrame { came, since: at("08:00"), current, now: at(now), base: "/xa/", name: "Xã Thử", language }
    }

    /// The titles of the alerts in markup, with `-` before one that keeps its place and is not seen.
    fn titles(markup: &Markup) -> Vec<String> {
        let each = markup.as_str().split("<div class='alert ").skip(1);
        each.map(|it| {
            let kept = if it.split('>').next().unwrap().contains("kept") { "-" } else { "" };
            let title = it.split("<span lang='vi'>").nth(1).unwrap().split('<').next().unwrap();
            format!("{kept}{title}")
        })
        .collect()
    }

    const NONE_CLOSED: &dyn Fn(&Alert) -> bool = &|_| false;

    #[test]
    fn a_line_has_level_title_times_the_communes_name_and_the_number_of_others() {
        let all = alerts(&[
            alert("a", "cảnh báo", "06:00", "18:00"),
            alert("b", "khẩn", "05:00", "17:00"),
            alert("c", "thông tin", "07:00", "19:00"),
        ]);
        let line = in_frame(&all, &all, "08:00").lines().finish();
        let expected = "<div class='alert urgent'><p class='what'><strong>Khẩn</strong>: <span lang='vi'>Tin b</span></p>\
            <p><small>05:00 07/09/2024 – 17:00 07/09/2024</small></p><p><a href='/xa/' target='_blank' rel='noopener'>\
            Xem thông báo của Xã Thử và 2 thông báo khác</a></p></div>";
        assert!(line.starts_with(expected), "{line}");
        let english = AlertsInFrame { language: Language::English, ..in_frame(&all, &all, "08:00") };
        let line = english.lines().finish();
        for words in
            ["<strong>Urgent</strong>", "5:00", "7 September 2024", "See the notice of Xã Thử and 2 more notices</a>"]
        {
            assert!(line.contains(words), "{words} in {line}");
        }
    }

    #[test]
    fn what_is_good_to_know_is_left_to_the_communes_pages() {
        let all = alerts(&[alert("c", "thông tin", "07:00", "19:00")]);
        let frame = in_frame(&all, &all, "08:00");
        let empty = "<div class='alerts'><div class='came'></div><div class='fresh' aria-live='polite'></div></div>";
        assert_eq!(frame.place().as_str(), empty);
        let none = alerts(&[]);
        assert_eq!(titles(&in_frame(&none, &all, "08:00").fresh(NONE_CLOSED)), Vec::<String>::new());
    }

    #[test]
    fn one_that_ends_keeps_its_place_and_the_next_is_seen_in_it() {
        let came = alerts(&[alert("a", "khẩn", "06:00", "09:00"), alert("b", "cảnh báo", "06:00", "10:00")]);
        let lines = |now| titles(&in_frame(&came, &came, now).lines());
        assert_eq!(lines("08:00"), ["Tin a", "-Tin b"]);
        assert_eq!(lines("08:59"), ["Tin a", "-Tin b"]);
        assert_eq!(lines("09:00"), ["-Tin a", "Tin b"]);
        assert_eq!(lines("10:00"), ["-Tin a", "-Tin b"]);
        // The commune withdraws the first.
        let current = alerts(&[alert("b", "cảnh báo", "06:00", "10:00")]);
        assert_eq!(titles(&in_frame(&came, &current, "08:30").lines()), ["-Tin a", "Tin b"]);
    }

    #[test]
    fn one_that_begins_later_is_drawn_apart_until_it_is_closed_or_ends() {
        let came = alerts(&[alert("a", "cảnh báo", "06:00", "12:00"), alert("b", "khẩn", "09:00", "11:00")]);
        let current = alerts(&[
            alert("a", "cảnh báo", "06:00", "12:00"),
            alert("b", "khẩn", "09:00", "11:00"),
            alert("c", "cảnh báo", "08:10", "12:00"),
        ]);
        let fresh = |current, now, is_closed| titles(&in_frame(&came, current, now).fresh(is_closed));
        assert_eq!(fresh(&came, "08:30", NONE_CLOSED), Vec::<String>::new());
        assert_eq!(fresh(&came, "09:00", NONE_CLOSED), ["Tin b"], "the page knew when it begins");
        assert_eq!(fresh(&current, "08:30", NONE_CLOSED), ["Tin c"]);
        assert_eq!(fresh(&current, "09:00", NONE_CLOSED), ["Tin b"], "the more serious one");
        assert_eq!(fresh(&current, "09:00", &|it| it.id.as_str() == "b"), ["Tin c"]);
        assert_eq!(fresh(&current, "11:00", NONE_CLOSED), ["Tin c"]);
        assert_eq!(fresh(&current, "12:00", NONE_CLOSED), Vec::<String>::new());
        let frame = in_frame(&came, &current, "09:00");
        assert_eq!(titles(&frame.lines()), ["Tin a"], "the first stays where it is");
        assert!(
            frame
                .fresh(NONE_CLOSED)
                .as_str()
                .contains("<button class='button' type='button' data-do='close' value='b'>Đóng")
        );
    }
}
