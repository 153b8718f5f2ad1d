//! The calendar: a week, what is ahead, and the next days on the home page.

use crate::contact::phones;
use trangxa_markup::{Markup, draw};
use trangxa_model::Slug;
use trangxa_model::calendar::{Calendar, Occurrence};
use trangxa_model::time::{Day, LunarDate};
use trangxa_words::calendar as words;

/// How many days behind the week the page lists.
const AHEAD_DAYS: i64 = 28;
/// How many entries the home page shows.
const NEXT: usize = 3;

/// What of a calendar is shown.
pub struct CalendarChoice {
    /// A day of the week.
    pub day: Day,
    /// The present day, where it is known.
    pub today: Option<Day>,
    /// The kind of entries; `None` for all.
    pub kind: Option<Slug>,
}

/// Draws the week with a day, what is ahead of it, and the entries that are repeated.
pub fn calendar(out: &mut Markup, calendar: &Calendar, choice: &CalendarChoice) {
    if calendar.entries.is_empty() {
        draw!(out, "<p>{}</p>", words::NONE);
        return;
    }
    let monday = choice.day.plus(-i64::from(choice.day.weekday()));
    let mut named = Vec::new();
    draw!(out, "<section class='week'><h2>{}</h2>", words::week(monday));
    days(out, calendar, choice, (monday, monday.plus(6)), &mut named, true);
    draw!(out, "</section><section class='ahead noprint'><h2>{}</h2>", words::AHEAD);
    days(out, calendar, choice, (monday.plus(7), monday.plus(6 + AHEAD_DAYS)), &mut named, false);
    draw!(out, "</section>");
    let repeated: Vec<_> =
        calendar.of_kind(choice.kind.as_ref()).filter_map(|entry| Some((entry, entry.repeat.as_ref()?))).collect();
    if !repeated.is_empty() {
        draw!(out, "<section class='repeated noprint'><h2>{}</h2><ul>", words::REPEATED);
        for (entry, repeat) in repeated {
            // An address with the id of an entry leads to where it is listed first.
            match named.contains(&entry.id.as_str()) {
                true => draw!(out, "<li>"),
                false => draw!(out, "<li id='{}'>", entry.id.as_str()),
            }
            draw!(out, "<b>{}</b>: {}", entry.title, repeat.text);
            if let Some(place) = &entry.place {
                draw!(out, ". {} {}", words::PLACE, place);
            }
            draw!(out, "</li>");
        }
        draw!(out, "</ul></section>");
    }
}

/// Draws in short what is on the days from one on, as many as `count`. `today` is the present day, where it is known.
pub fn next_days(out: &mut Markup, calendar: &Calendar, from: Day, count: i64, today: Option<Day>) {
    let all = calendar.occurrences(from, from.plus(count - 1));
    if all.is_empty() {
        draw!(out, "<p>{}</p>", words::NOTHING);
        return;
    }
    draw!(out, "<ul>");
    for occurrence in all.iter().take(NEXT) {
        let is_today = today == Some(occurrence.day);
        let day = if is_today { words::TODAY.to_owned() } else { words::day(occurrence.day) };
        draw!(out, "<li>{} <span class='time'>{}</span> ", day, words::time(occurrence));
        title(out, occurrence);
        draw!(out, "</li>");
    }
    draw!(out, "</ul>");
    if all.len() > NEXT {
        draw!(out, "<p>{}</p>", words::others(all.len() - NEXT));
    }
}

/// Draws days with what is on them. `named` are the ids that are on the page.
fn days<'a>(
    out: &mut Markup,
    calendar: &'a Calendar,
    choice: &CalendarChoice,
    (from, to): (Day, Day),
    named: &mut Vec<&'a str>,
    with_free: bool,
) {
    let all = calendar.occurrences(from, to);
    let is_shown = |it: &&Occurrence<'_>| choice.kind.is_none() || it.entry.kind_slug() == choice.kind;
    for day in (0..=to.since(from)).map(|days| from.plus(days)) {
        let of_day: Vec<&Occurrence<'_>> = all.iter().filter(|it| it.day == day).filter(is_shown).collect();
        if of_day.is_empty() && !with_free {
            continue;
        }
        let is_today = choice.today == Some(day);
        draw!(out, "<section class='day{}'><h3>", if is_today { " today" } else { "" });
        if is_today {
            draw!(out, "<span class='mark'>{}</span> ", words::TODAY);
        }
        draw!(out, "{}", words::day(day));
        if let Some(lunar) = LunarDate::of(day) {
            draw!(out, " <small>{}</small>", words::lunar(lunar));
        }
        draw!(out, "</h3>");
        if of_day.is_empty() {
            draw!(out, "<p class='free'>{}</p></section>", words::FREE);
            continue;
        }
        draw!(out, "<ul>");
        for occurrence in of_day {
            let id = occurrence.entry.id.as_str();
            let is_first = !named.contains(&id);
            if is_first {
                named.push(id);
            }
            entry(out, occurrence, is_first.then_some(id));
        }
        draw!(out, "</ul></section>");
    }
}

fn entry(out: &mut Markup, occurrence: &Occurrence<'_>, id: Option<&str>) {
    let entry = occurrence.entry;
    match id {
        Some(id) => draw!(out, "<li id='{}'>", id),
        None => draw!(out, "<li>"),
    }
    draw!(out, "<span class='time'>{}</span> ", words::time(occurrence));
    title(out, occurrence);
    if let Some(state) = words::state(&occurrence.state) {
        draw!(out, " <strong>{}", state);
        if let Some(why) = occurrence.why {
            draw!(out, ": {}", why);
        }
        draw!(out, "</strong>");
    }
    if let Some(place) = occurrence.place {
        draw!(out, "<p>{} {}</p>", words::PLACE, place);
    }
    if !entry.who.is_empty() {
        draw!(out, "<p>{}: {}</p>", words::WHO, entry.who.join(", "));
    }
    for text in [&entry.text, &entry.note].into_iter().flatten() {
        draw!(out, "<p>{}</p>", text);
    }
    if let Some(number) = &entry.phone {
        draw!(out, "<p>");
        phones(out, number);
        draw!(out, "</p>");
    }
    draw!(out, "</li>");
}

/// Draws the headline of an entry. What is not held stays, struck, so that those who know the old date see it.
fn title(out: &mut Markup, occurrence: &Occurrence<'_>) {
    if occurrence.is_held() {
        draw!(out, "<b>{}</b>", occurrence.entry.title);
    } else {
        draw!(out, "<s>{}</s>", occurrence.entry.title);
    }
}
