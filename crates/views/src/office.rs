//! The bar with the office's telephone and hours, and the card with all its desks.

use crate::contact::{is_mail_address, phones};
use trangxa_markup::{Markup, draw};
use trangxa_model::Timestamp;
use trangxa_model::office::{Office, Unit};
use trangxa_model::time::Day;
use trangxa_words::{office as words, procedures};

/// Where the bar leads to.
#[derive(Clone, Debug)]
pub struct OfficeLinks {
    /// The page with the office's card.
    pub contact: String,
    /// The list of procedures, on a site that has one.
    pub procedures: Option<String>,
}

/// Draws the bar: call, hours, procedures. `clock` is the reader's time; without it the hours are a link alone, because a page that
/// was written earlier cannot know whether the office is open.
pub fn office_bar(out: &mut Markup, office: Option<&Office>, clock: Option<Timestamp>, links: &OfficeLinks) {
    let unit = office.and_then(|office| Some((office, office.units.first()?)));
    draw!(out, "<ul>");
    let phone = unit.and_then(|(_, unit)| unit.phones.iter().find_map(|phone| callable(&phone.number)));
    if let Some(phone) = phone {
        draw!(out, "<li><a href='{}'>{}</a></li>", phone, words::CALL);
    }
    if let Some((office, unit)) = unit.filter(|(_, unit)| !unit.hours.is_empty()) {
        draw!(out, "<li class='hours'><a href='{}'>{}<small>", links.contact, words::HOURS);
        let state = clock.and_then(|now| words::state(&office.state(unit, now), now));
        draw!(out, "{}</small></a></li>", state.unwrap_or_default());
    }
    if let Some(href) = &links.procedures {
        draw!(out, "<li><a href='{}'>{}</a></li>", href, procedures::ON_BAR);
    }
    draw!(out, "</ul>");
}

/// The address with which a phone calls a number; `None` for what is no whole number.
fn callable(number: &str) -> Option<String> {
    let mut out = Markup::default();
    phones(&mut out, number);
    let drawn = out.finish();
    let (_, rest) = drawn.split_once("href='")?;
    Some(rest.split_once('\'')?.0.to_owned())
}

/// Draws all units with their telephones, hours and what is done there. `clock` is the reader's time, if desks are said to be open or not. Days with
/// other hours that are over at `now` are left out.
pub fn office_card(out: &mut Markup, office: &Office, clock: Option<Timestamp>, now: Timestamp) {
    for unit in &office.units {
        draw!(out, "<section class='unit' id='{}'><h2>{}</h2>", unit.id.as_str(), unit.name);
        // Its place is there before the time is known, so that nothing moves.
        if !unit.hours.is_empty() {
            let state = clock.and_then(|now| words::state(&office.state(unit, now), now));
            draw!(out, "<p class='state'>{}</p>", state.unwrap_or_default());
        }
        draw!(out, "<dl>");
        facts(out, unit);
        draw!(out, "</dl>");
        if let Some(note) = &unit.note {
            draw!(out, "<p>{}</p>", note);
        }
        draw!(out, "</section>");
    }
    special_days(out, office, Day::of(now));
}

/// Draws what is known of a unit, as the rows of a list of terms.
fn facts(out: &mut Markup, unit: &Unit) {
    if !unit.phones.is_empty() {
        draw!(out, "<dt>{}</dt>", words::PHONE);
        for phone in &unit.phones {
            draw!(out, "<dd>");
            if let Some(label) = &phone.label {
                draw!(out, "{}: ", label);
            }
            phones(out, &phone.number);
            draw!(out, "</dd>");
        }
    }
    if !unit.hours.is_empty() {
        draw!(out, "<dt>{}</dt>", words::HOURS);
        for line in &unit.hours {
            draw!(out, "<dd>{}</dd>", line.text());
        }
    }
    if let Some(address) = &unit.address {
        draw!(out, "<dt>{}</dt><dd>{}</dd>", words::ADDRESS, address);
    }
    if let Some(map) = &unit.map {
        draw!(out, "<dd><a href='{}' rel='external noopener'>{}</a></dd>", map, words::MAP);
    }
    if let Some(email) = &unit.email {
        draw!(out, "<dt>{}</dt><dd>", words::EMAIL);
        if is_mail_address(email) {
            draw!(out, "<a href='mailto:{}'>{}</a></dd>", email, email);
        } else {
            draw!(out, "{}</dd>", email);
        }
    }
    if !unit.handles.is_empty() {
        draw!(out, "<dt>{}</dt><dd>{}</dd>", words::HANDLES, unit.handles.join("; "));
    }
}

/// Draws the days, from `today` on, on which all units have other hours.
fn special_days(out: &mut Markup, office: &Office, today: Day) {
    let is_ahead = |last: Timestamp| Day::of(last) >= today;
    let closed: Vec<_> = office.closed.iter().filter(|days| is_ahead(days.to.unwrap_or(days.from))).collect();
    let changed: Vec<_> = office.changed.iter().filter(|day| is_ahead(day.date)).collect();
    if closed.is_empty() && changed.is_empty() {
        return;
    }
    draw!(out, "<h2>{}</h2><ul class='days'>", words::SPECIAL_DAYS);
    for days in closed {
        draw!(out, "<li>{}: nghỉ", words::days(days.from, days.to));
        why(out, days.why.as_ref());
    }
    for day in changed {
        draw!(out, "<li>{}: {}", day.date.date(), day.hours.text());
        why(out, day.why.as_ref());
    }
    draw!(out, "</ul>");
}

fn why(out: &mut Markup, why: Option<&String>) {
    match why {
        Some(why) => draw!(out, " ({})</li>", why),
        None => draw!(out, "</li>"),
    }
}
