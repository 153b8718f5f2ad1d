//! The documents beside articles and figures: the office, alerts, procedures, official documents, the calendar, people. Each is optional, and each is read entry by entry.

use crate::files::{FolderEntry, decoded};
use crate::finding::{Finding, FindingKind};
use crate::output;
use crate::personal_data::Looked;
use crate::source_file::SourceFile;
use serde_json::Value;
use std::collections::HashMap;
use trangxa_model::alerts::Alerts;
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::office::Office;
use trangxa_model::procedures::{InTime, Procedure, Procedures};
use trangxa_model::remarks::Remark;
use trangxa_model::site::{CONTACT_PAGE, Page, PopularProcedure};
use trangxa_model::{Calendar, OfficialDocuments, People, Site, Slug, Tthc};
use trangxa_words::{Language, office, periods};

/// How many procedures the home page links to.
const TILES: usize = 6;

/// The documents of a site.
#[derive(Default)]
pub(crate) struct Registers {
    /// office.json.
    pub office: Option<SourceFile<Office>>,
    /// alerts.json.
    pub alerts: Option<SourceFile<Alerts>>,
    /// procedures.json.
    pub procedures: Option<SourceFile<Procedures>>,
    /// documents.json.
    pub documents: Option<SourceFile<OfficialDocuments>>,
    /// calendar.json.
    pub calendar: Option<SourceFile<Calendar>>,
    /// people.json.
    pub people: Option<SourceFile<People>>,
}

impl Registers {
    /// What could not be used of the documents.
    pub(crate) fn remarks(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut tell = |path: &str, remarks: &[Remark]| {
            for remark in remarks {
                let kind = if remark.is_loss { FindingKind::EntryLeftOut } else { FindingKind::EntryFieldLeftOut };
                found.push(Finding::new(kind, path, remark.place.clone(), &remark.problem));
            }
        };
        if let Some(file) = &self.office {
            tell(&file.path, &file.value.remarks);
        }
        if let Some(file) = &self.alerts {
            tell(&file.path, &file.value.remarks);
        }
        if let Some(file) = &self.procedures {
            tell(&file.path, &file.value.remarks);
        }
        if let Some(file) = &self.documents {
            tell(&file.path, &file.value.remarks);
        }
        if let Some(file) = &self.calendar {
            tell(&file.path, &file.value.remarks);
        }
        if let Some(file) = &self.people {
            tell(&file.path, &file.value.remarks);
        }
        found
    }

    /// When alerts begin and end, in seconds since 1970.
    pub(crate) fn alert_times(&self) -> Vec<i64> {
        let alerts = self.alerts.iter().flat_map(|file| &file.value.alerts);
        alerts.flat_map(|alert| [alert.from.unix(), alert.until.unix()]).collect()
    }

    /// A fingerprint of what every page shows of the documents.
    pub(crate) fn fingerprint(&self) -> String {
        let office = self.office.as_ref().map(|file| fingerprint(&file.bytes));
        let alerts = self.alerts.as_ref().map(|file| fingerprint(&file.bytes));
        let popular = self.procedures.iter().flat_map(|file| file.value.popular(TILES));
        let popular: Vec<String> = popular.map(|it| format!("{}={}", it.id, it.name)).collect();
        let parts = [office.unwrap_or_default(), alerts.unwrap_or_default(), popular.join("\n")];
        output::key(parts.iter().map(String::as_str))
    }

    /// Adds to site.json what pages show of the documents: the procedures on the home page, and a page for the office where the site has none.
    pub(crate) fn complete(&self, site: &mut Site, site_json: &mut Value) {
        if let Some(file) = &self.procedures {
            let popular = file.value.popular(TILES).into_iter();
            site.popular = popular.map(|it| PopularProcedure { id: it.id.clone(), name: it.name.clone() }).collect();
        }
        if self.office.is_none() {
            return;
        }
        let Some(id) = Slug::parse(CONTACT_PAGE).filter(|id| site.pages.iter().all(|page| page.id != *id)) else {
            return;
        };
        if !site_json["pages"].is_array() {
            site_json["pages"] = Value::Array(Vec::new());
        }
        if let Some(pages) = site_json["pages"].as_array_mut() {
            pages.push(serde_json::json!({"id": CONTACT_PAGE, "title": office::CONTACT}));
        }
        let title = office::CONTACT.to_owned();
        site.pages.push(Page { id, title, content_html: Some(String::new()), content_text: None });
    }

    /// The procedures as they are published: each with the name of its desk, and with what the figures prove of its field.
    pub(crate) fn procedures(&self, figures: Option<&Tthc>) -> Vec<Procedure> {
        let Some(file) = &self.procedures else { return Vec::new() };
        let office = self.office.as_ref().map(|file| &file.value);
        let published = |procedure: &Procedure| {
            let unit = procedure.place.as_ref().and_then(|place| office?.find(place));
            Procedure {
                place: unit.map(|unit| unit.name.clone()).or_else(|| procedure.place.clone()),
                desk: unit.map(|unit| unit.id.clone()),
                in_time: procedure.field.as_ref().and_then(|field| in_time(figures?, field)),
                ..procedure.clone()
            }
        };
        file.value.procedures.iter().map(published).collect()
    }
}

impl Registers {
    /// The people as they are published: each with the name of their desk if the office has it, and with a photograph that `photo` gives.
    pub(crate) fn people(&self, photo: &dyn Fn(&str) -> (Option<String>, Option<String>)) -> Option<People> {
        let file = self.people.as_ref()?;
        let office = self.office.as_ref().map(|file| &file.value);
        let mut published = file.value.clone();
        for person in &mut published.people {
            let unit = person.desk.as_ref().and_then(|id| office?.find(id.as_str()));
            person.desk_name = unit.map(|unit| unit.name.clone());
            // No page leads to a desk that is not there.
            person.desk = unit.map(|unit| unit.id.clone());
            (person.photo, person.srcset) = person.photo.as_deref().map(photo).unwrap_or_default();
        }
        Some(published)
    }
}

impl Registers {
    /// Completes what documents.json says of the files that lie in the site folder: their sizes, and which are pictures of paper. What it says itself
    /// stays.
    pub(crate) fn complete_files(&mut self, base: &str, looked: &Looked, entries: &[FolderEntry]) {
        let Some(register) = &mut self.documents else { return };
        let of_site: HashMap<&str, &FolderEntry> =
            entries.iter().filter(|entry| entry.is_file()).map(|entry| (entry.path.as_str(), entry)).collect();
        for file in register.value.documents.iter_mut().flat_map(|document| &mut document.files) {
            let path = file.url.strip_prefix(base).and_then(decoded);
            let Some((path, entry)) = path.and_then(|path| of_site.get_key_value(path.as_str())) else { continue };
            file.is_scan |= looked.is_scan(path);
            file.size = file.size.or_else(|| entry.file.metadata().ok().map(|metadata| metadata.len()));
        }
    }
}

/// What the latest figures prove of a field: how many of the dossiers that were finished were finished in time.
fn in_time(figures: &Tthc, field: &str) -> Option<InTime> {
    let latest = figures.latest()?;
    let wanted = Slug::make(field)?;
    let counts = latest.fields.iter().find(|it| Slug::make(&it.name).as_ref() == Some(&wanted))?.counts;
    let completed = counts.completed().filter(|completed| *completed > 0)?;
    Some(InTime {
        period: periods::in_sentence(latest.span(), Language::Vietnamese),
        in_time: counts.in_time()?,
        completed,
    })
}
