//! What the check tells of the office, alerts, procedures, official documents, the calendar and people besides what could not be read, and of the
//! parts of the home page.

use crate::finding::{Finding, FindingKind, Place};
use crate::site_source::SiteSource;
use crate::source_file::SourceFile;
use std::fmt::Display;
use trang_xa::data::address;
use trangxa_messages::registers as say;
use trangxa_model::alerts::{Alerts, Level};
use trangxa_model::calendar::Entry;
use trangxa_model::feed::NOTICES;
use trangxa_model::office::{Office, Unit};
use trangxa_model::official::Doubt;
use trangxa_model::people::Person;
use trangxa_model::procedures::{Lack, Procedure, Procedures};
use trangxa_model::site::HomePart;
use trangxa_model::time::Day;
use trangxa_model::visits::VisitsKind;
use trangxa_model::{OfficialDocuments, Slug, Timestamp};
use trangxa_words::official as words;

/// The longest time that an alert runs without a question, in seconds: a year.
const LONGEST_ALERT_S: i64 = 366 * 86_400;

/// What of the documents a clerk should look at again, at the time `now`.
pub(crate) fn review(source: &SiteSource, now: Timestamp) -> Vec<Finding> {
    let registers = &source.registers;
    let office = registers.office.as_ref();
    let mut found: Vec<Finding> = office.into_iter().flat_map(desk_of_bar).collect();
    found.extend(registers.alerts.iter().flat_map(long_alerts));
    if let Some(file) = &registers.procedures {
        found.extend(procedures(file, office.map(|file| &file.value), now));
    }
    found.extend(registers.documents.iter().flat_map(|file| documents(file, now)));
    found.extend(unknown_desks(source));
    found.extend(home(source));
    found
}

/// What the first desk lacks, which the bar of every page shows.
fn desk_of_bar(file: &SourceFile<Office>) -> Vec<Finding> {
    let Some(unit) = file.value.units.first() else {
        return vec![Finding::new(FindingKind::EntryDoubtful, &file.path, "units", say::NoUnit)];
    };
    let Unit { name, phones, hours, .. } = unit;
    let lacks: [(bool, &dyn Display); 2] = [
        (phones.is_empty(), &say::UnitLacksPhone { unit: name }),
        (hours.is_empty(), &say::UnitLacksHours { unit: name }),
    ];
    let lacks = lacks.into_iter().filter(|(is_lacking, _)| *is_lacking);
    lacks.map(|(_, lack)| Finding::new(FindingKind::EntryDoubtful, &file.path, "units", lack)).collect()
}

/// Alerts that run for more than a year. Information may.
fn long_alerts(file: &SourceFile<Alerts>) -> impl Iterator<Item = Finding> {
    let is_long = |until: Timestamp, from: Timestamp| until.unix() - from.unix() > LONGEST_ALERT_S;
    let alerts = file.value.alerts.iter();
    alerts.filter(move |it| it.level != Level::Information && is_long(it.until, it.from)).map(move |it| {
        let place = Place::Value { path: format!("alerts[{}].until", it.index), title: it.title.clone() };
        let message = say::AlertLong { until: it.until.date_time() };
        Finding::new(FindingKind::EntryDoubtful, &file.path, place, message)
    })
}

/// What procedures lack that people need, places that are no units, and decisions that are old.
fn procedures(file: &SourceFile<Procedures>, office: Option<&Office>, now: Timestamp) -> Vec<Finding> {
    let mut found = Vec::new();
    for procedure in &file.value.procedures {
        let mut tell = |kind: FindingKind, member: &str, message: &dyn Display| {
            let path = format!("procedures[{}]{member}", procedure.index);
            let place = Place::Value { path, title: Some(procedure.name.clone()) };
            found.push(Finding::new(kind, &file.path, place, message));
        };
        let lacks: Vec<String> = procedure.lacks().map(lack).collect();
        if !lacks.is_empty() {
            tell(FindingKind::ProcedureIncomplete, "", &say::Lacks { parts: lacks.join(", ") });
        }
        if let Some(id) = unknown_place(procedure, office) {
            let message: &dyn Display = match office {
                Some(_) => &say::PlaceUnknown { id },
                None => &say::PlaceWithoutOffice { id },
            };
            tell(FindingKind::PlaceUnknown, ".place", message);
        }
        let date = procedure.decision.as_ref().and_then(|decision| decision.date);
        if let Some(date) = date.filter(|_| procedure.is_old(now)) {
            tell(FindingKind::Stale, ".decision", &say::DecisionOld { date: date.date() });
        }
    }
    found
}

/// The place of a procedure, if it looks like an id and is that of no unit. A text that people can read has blanks, capitals or marks.
fn unknown_place<'a>(procedure: &'a Procedure, office: Option<&Office>) -> Option<&'a str> {
    let place = procedure.place.as_deref()?;
    let is_known = office.is_some_and(|office| office.find(place).is_some());
    (Slug::parse(place).is_some() && !is_known).then_some(place)
}

/// Desks of the calendar and of people that office.json does not have.
fn unknown_desks(source: &SiteSource) -> Vec<Finding> {
    let registers = &source.registers;
    let office = registers.office.as_ref().map(|file| &file.value);
    let entries = registers.calendar.iter().flat_map(|file| {
        let of = |entry: &Entry| (file.path.as_str(), "entries", entry.index, entry.title.clone(), entry.desk.clone());
        file.value.entries.iter().map(of)
    });
    let people = registers.people.iter().flat_map(|file| {
        let of = |person: &Person| {
            let title = person.post.clone().or_else(|| person.name.clone()).unwrap_or_default();
            (file.path.as_str(), "people", person.index, title, person.desk.clone())
        };
        file.value.people.iter().map(of)
    });
    let finding = |(path, list, index, title, desk): (&str, &str, usize, String, Option<Slug>)| {
        let id = desk.filter(|id| office.is_none_or(|office| office.find(id.as_str()).is_none()))?;
        let place = Place::Value { path: format!("{list}[{index}].desk"), title: Some(title) };
        let message: &dyn Display = match office {
            Some(_) => &say::DeskUnknown { id: &id },
            None => &say::DeskWithoutOffice { id: &id },
        };
        Some(Finding::new(FindingKind::DeskUnknown, path, place, message))
    };
    entries.chain(people).filter_map(finding).collect()
}

/// What of the register of official documents contradicts itself.
fn documents(file: &SourceFile<OfficialDocuments>, now: Timestamp) -> Vec<Finding> {
    let doubts = file.value.doubts(Day::of(now)).into_iter();
    let finding = |(i, doubt): (usize, Doubt)| {
        let document = file.value.documents.get(i)?;
        let name = Some(document.name()).filter(|name| !name.is_empty()).or_else(|| document.about.clone());
        let member = match &doubt {
            Doubt::ClaimDiffers { .. } => ".force",
            Doubt::EffectiveBeforeIssue | Doubt::EffectiveUnknown => ".effective",
            Doubt::ExpiresBeforeEffective => ".expires",
            Doubt::ByOlder { kind, .. } | Doubt::NamesItself { kind } | Doubt::Ambiguous { kind, .. } => {
                &format!(".{}", kind.member())
            }
            Doubt::NumberTwice { .. } => ".number",
            Doubt::NoFile => ".files",
            Doubt::NowhereToSend => ".draft",
            Doubt::EndUnknown { .. } => "",
        };
        let place = Place::Value { path: format!("documents[{}]{member}", document.index), title: name };
        let kind = match doubt {
            Doubt::NoFile | Doubt::NowhereToSend | Doubt::EffectiveUnknown => FindingKind::DocumentIncomplete,
            _ => FindingKind::DocumentContradicts,
        };
        Some(Finding::new(kind, &file.path, place, in_words(&doubt)))
    };
    doubts.filter_map(finding).collect()
}

fn in_words(doubt: &Doubt) -> String {
    match doubt {
        Doubt::ClaimDiffers { claimed, found } => {
            say::ForceDiffers { claimed: words::force(*claimed), found: words::force(*found) }.to_string()
        }
        Doubt::EffectiveBeforeIssue => say::EffectiveBeforeIssue.to_string(),
        Doubt::ExpiresBeforeEffective => say::ExpiresBeforeEffective.to_string(),
        Doubt::EffectiveUnknown => say::EffectiveUnknown.to_string(),
        Doubt::ByOlder { number, .. } => say::ByOlder { number }.to_string(),
        Doubt::EndUnknown { number } => say::EndUnknown { number }.to_string(),
        Doubt::NamesItself { .. } => say::NamesItself.to_string(),
        Doubt::Ambiguous { number, .. } => say::Ambiguous { number }.to_string(),
        Doubt::NumberTwice { number } => say::NumberTwice { number }.to_string(),
        Doubt::NoFile => say::DocumentWithoutFile.to_string(),
        Doubt::NowhereToSend => say::DraftWithoutAddress.to_string(),
    }
}

fn lack(lack: Lack) -> String {
    match lack {
        Lack::Papers => say::Papers.to_string(),
        Lack::Fee => say::Fee.to_string(),
        Lack::Time => say::Time.to_string(),
        Lack::Place => say::Place.to_string(),
    }
}

/// The parts in `home` of site.json of which the site has nothing to show.
fn home(source: &SiteSource) -> impl Iterator<Item = Finding> {
    let parts = source.site.home.iter().enumerate();
    parts.filter_map(move |(i, part)| {
        let message = emptiness(source, *part)?;
        Some(Finding::new(FindingKind::HomePartEmpty, address::SITE, format!("home[{i}]"), message))
    })
}

/// Why a part of the home page shows nothing; `None` if it shows something.
fn emptiness(source: &SiteSource, part: HomePart) -> Option<&'static dyn Display> {
    let data = &source.site.data;
    let has_articles = |id: &Slug| source.articles.iter().any(|article| article.category.as_ref() == Some(id));
    let (is_empty, message): (bool, &'static dyn Display) = match part {
        HomePart::Alert => (data.alerts.is_none(), &say::NoAlerts),
        // The bar has a link to the procedures, too.
        HomePart::Office => (data.office.is_none() && data.procedures.is_none(), &say::NoOffice),
        HomePart::Procedures => (source.site.popular.is_empty(), &say::NoPopular),
        HomePart::Registers => {
            let is_empty = data.documents.is_none() && data.calendar.is_none() && data.people.is_none();
            (is_empty, &say::NoRegisters)
        }
        HomePart::Calendar => (data.calendar.is_none(), &say::NoCalendar),
        HomePart::Lead | HomePart::News => (source.articles.is_empty(), &say::NoArticles),
        HomePart::Notices => {
            let is_notices = |id: &Slug| id.as_str() == NOTICES && has_articles(id);
            (!source.site.categories.iter().any(|category| is_notices(&category.id)), &say::NoNotices)
        }
        HomePart::Figures => (data.tthc.is_none(), &say::NoFigures),
        HomePart::Categories => {
            (!source.site.categories.iter().any(|category| has_articles(&category.id)), &say::NoCategories)
        }
        HomePart::MostRead => {
            let is_counter = data.visits.as_ref().is_some_and(|visits| visits.kind == VisitsKind::Counter);
            (!is_counter, &say::NoCounter)
        }
    };
    is_empty.then_some(message)
}
