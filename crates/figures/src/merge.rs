//! The site's tthc.json: reads it, sets the numbers of an export in it, and writes it. No number, field or period is
//! deleted.

use crate::conflicts::{Conflicts, agrees, field_words, figures_of, text_of};
use crate::document_text::text;
use crate::error::FiguresError;
use crate::role::Role;
use crate::rows::{Figure, RowRecord};
use crate::shown;
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use trangxa_messages::figures;
use trangxa_model::document::{JsonDocument, MAX_BYTES, Problem};
use trangxa_model::tthc::{Count, Remark, Span};
use trangxa_model::{DocumentError, Timestamp, Tthc, YearMonth};
use trangxa_sheets::fold;
use trangxa_site_files::{SITE, SiteError, inner_path, read_json, replace};

/// Where the figures are if site.json does not name them.
const DEFAULT_PATH: &str = "data/tthc.json";
/// How many mistakes of tthc.json an error lists.
const LISTED_MISTAKES: usize = 10;

/// The figures of a site.
pub(crate) struct SiteFigures {
    site: PathBuf,
    /// The path of tthc.json below the site folder.
    pub path: String,
    /// The unit's names in tthc.json and in site.json.
    pub units: Vec<String>,
    /// The document as it was read; empty if there was none.
    before: Map<String, Value>,
    /// The document with what this import has set.
    root: Map<String, Value>,
    /// The places whose number this import has set.
    set: HashSet<FigurePlace>,
    /// The sums of the fields before this import changed them; `None` where there was no sum.
    sums_before: HashMap<(Span, Count), Option<u64>>,
}

/// A place in tthc.json for one number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct FigurePlace {
    span: Span,
    /// The index in `fields`; `None` for the total of the period.
    field: Option<usize>,
    /// The member, such as `late` or `stated.late_rate`.
    key: &'static str,
}

/// What a merge did with the numbers of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MergeCounts {
    /// Numbers that the site did not have.
    pub new: usize,
    /// Numbers that the site had already.
    pub unchanged: usize,
    /// Numbers that replaced another one; a text for each.
    pub changed: Vec<String>,
    /// Numbers that could not be set; a sentence for each.
    pub conflicts: Vec<String>,
}

impl SiteFigures {
    /// Reads the figures of a site folder, which need not exist yet.
    pub(crate) fn load(site: &Path, notes: &mut Vec<String>) -> Result<Self, FiguresError> {
        if !site.is_dir() {
            return Err(SiteError::NoSite(site.to_owned()).into());
        }
        let mut path = DEFAULT_PATH.to_owned();
        let mut units = Vec::new();
        if let Some(json) = read_json::<SiteError>(site, SITE)? {
            units.extend(["short_name", "name"].iter().filter_map(|name| Some(json.get(name)?.as_str()?.to_owned())));
            match json.get("data").and_then(|data| data.get("tthc")).and_then(Value::as_str) {
                None => notes.push(figures::SiteWithoutFigures { site: SITE, document: DEFAULT_PATH }.to_string()),
                Some(address) if address.contains("://") || address.starts_with("//") => {
                    notes.push(figures::SiteElsewhere { site: SITE, address, document: DEFAULT_PATH }.to_string());
                }
                Some(named) => path = inner_path(named, "data.tthc", DEFAULT_PATH)?,
            }
        }
        let (root, exists) = match read_json::<SiteError>(site, &path)? {
            Some(json) => {
                // The site leaves out what is wrong in the document. A merge would hide these mistakes, so that it is refused.
                let remarks = Tthc::from_json(&path, json.clone())?.remarks;
                if !remarks.is_empty() {
                    return Err(FiguresError::Mistakes(mistakes(&path, remarks)));
                }
                match json {
                    Value::Object(root) => (root, true),
                    _ => (Map::new(), false),
                }
            }
            None => (Map::new(), false),
        };
        if let Some(unit) = root.get("unit").and_then(Value::as_str).filter(|unit| !unit.trim().is_empty()) {
            units.insert(0, unit.to_owned());
        }
        let before = if exists { root.clone() } else { Map::new() };
        let (set, sums_before) = (HashSet::new(), HashMap::new());
        Ok(Self { site: site.to_owned(), path, units, before, root, set, sums_before })
    }

    /// Sets the numbers of a row, except those that another row contradicts. `place` names the row.
    pub(crate) fn apply(&mut self, record: &RowRecord, place: &str, conflicts: &Conflicts, merged: &mut MergeCounts) {
        let RowRecord { span, field, .. } = record;
        if figures_of(record).all(|(key, _)| conflicts.has(record, key)) {
            return;
        }
        self.remember_sums(*span);
        let Some(period) = self.period(*span) else { return };
        let index = field.as_deref().and_then(|name| field_of(period, name));
        if let (Some(field), None) = (field, index) {
            let period = shown::period(*span);
            merged.conflicts.push(figures::FieldsNoList { period, field, place }.to_string());
            return;
        }
        for (key, figure) in figures_of(record) {
            if !conflicts.has(record, key) {
                self.set(FigurePlace { span: *span, field: index, key }, figure, merged);
            }
        }
    }

    /// Sets the total of a period to the sum of its fields, for each of `counts` that every field has. A total that was not the
    /// sum of the fields before this import was published separately, and stays.
    pub(crate) fn sum(&mut self, span: Span, counts: &[Count], merged: &mut MergeCounts, notes: &mut Vec<String>) {
        let mut made = Vec::new();
        let period = shown::period(span);
        for count in Count::ALL.into_iter().filter(|count| counts.contains(count)) {
            let key = count.key();
            let target = FigurePlace { span, field: None, key };
            let Some(sum) = self.fields_sum(span, count).filter(|_| !self.set.contains(&target)) else { continue };
            let there = self.find(span).and_then(|period| period.get(key)).and_then(Value::as_u64);
            let was = self.sums_before.get(&(span, count)).copied().flatten();
            match there {
                Some(there) if there != sum && Some(there) != was => {
                    let figure = Role::Count(count).shown();
                    notes.push(figures::TotalStays { period: &period, figure, sum, total: there }.to_string());
                }
                _ => {
                    self.set(target, Figure::Count(sum), merged);
                    made.push(shown::count(count));
                }
            }
        }
        if !made.is_empty() {
            notes.push(figures::TotalComputed { period, figures: made.join(", ") }.to_string());
        }
    }

    /// Sets the members of the document that are not periods. `unit` is used if the document names none yet.
    pub(crate) fn describe(&mut self, unit: Option<&str>, name: Option<&str>, url: Option<&str>) {
        self.root.entry("version").or_insert_with(|| json!(1));
        self.root.entry("periods").or_insert_with(|| json!([]));
        let has_unit = self.root.get("unit").and_then(Value::as_str).is_some_and(|unit| !unit.trim().is_empty());
        if let Some(unit) = unit.or(self.units.first().map(String::as_str)).filter(|_| !has_unit) {
            let unit = json!(unit);
            self.root.insert("unit".to_owned(), unit);
        }
        if name.is_some() || url.is_some() {
            let source = self.root.entry("source").or_insert(Value::Null);
            if !source.is_object() {
                *source = json!({});
            }
            for (member, value) in [("name", name), ("url", url)] {
                if let Some(value) = value {
                    source[member] = json!(value);
                }
            }
        }
    }

    /// Whether the document changed. `new` is how many numbers are new: a document without numbers is not created.
    pub(crate) fn is_changed(&self, new: usize) -> bool {
        if self.before.is_empty() { new > 0 } else { self.before != self.root }
    }

    /// Writes the document in one step.
    pub(crate) fn save(&mut self, updated_at: Timestamp) -> Result<(), FiguresError> {
        self.root.insert("updated_at".to_owned(), json!(updated_at.rfc3339()));
        // The site must be able to read the result; `--source-url` without a name, for example, is not valid.
        let written = Tthc::from_json(&self.path, Value::Object(self.root.clone())).map_err(FiguresError::Result)?;
        if let Some(remark) = written.remarks.into_iter().next() {
            return Err(FiguresError::Result(error(&self.path, remark)));
        }
        let text = text(&self.root);
        if text.len() > MAX_BYTES {
            let error = DocumentError::new(&self.path, "", Problem::TooLarge(text.len()));
            return Err(FiguresError::Result(error));
        }
        Ok(replace(&self.site.join(&self.path), text.as_bytes())?)
    }

    /// The period of these months.
    fn find(&self, span: Span) -> Option<&Map<String, Value>> {
        let periods = self.root.get("periods")?.as_array()?;
        periods.iter().find(|period| span_of(period) == Some(span)).and_then(Value::as_object)
    }

    /// The period of these months, which is inserted by date if it does not exist.
    fn period(&mut self, span: Span) -> Option<&mut Map<String, Value>> {
        let periods = list(&mut self.root, "periods")?;
        let at = periods.iter().position(|period| span_of(period) == Some(span)).unwrap_or_else(|| {
            let known: Vec<Span> = periods.iter().filter_map(span_of).collect();
            // Some sites list the newest period first.
            let is_newest_first = known.len() > 1 && known.windows(2).all(|pair| key(pair[0]) > key(pair[1]));
            let is_after = |period: &Value| {
                span_of(period)
                    .is_some_and(|other| if is_newest_first { key(other) < key(span) } else { key(other) > key(span) })
            };
            let at = periods.iter().position(is_after).unwrap_or(periods.len());
            periods.insert(at, json!({ "from": span.from().iso(), "to": span.to().iso() }));
            at
        });
        periods[at].as_object_mut()
    }

    /// Sets one number.
    fn set(&mut self, target: FigurePlace, figure: Figure, merged: &mut MergeCounts) {
        if self.set.contains(&target) {
            return;
        }
        let span = target.span;
        let Some(period) = self.period(span) else { return };
        let place = shown::place(span, target.field.map(|index| name_at(period, index)).as_deref(), target.key);
        let Some(members) = self.members(&target) else { return };
        let member = target.key.strip_prefix("stated.").unwrap_or(target.key);
        let there = members.get(member).and_then(|value| match figure {
            Figure::Count(_) => value.as_u64().map(Figure::Count),
            Figure::Percent(_) => value.as_f64().map(Figure::Percent),
        });
        if there.is_some_and(|there| agrees(there, figure)) {
            merged.unchanged += 1;
        } else {
            members.insert(member.to_owned(), value_of(figure));
            match there {
                Some(there) => merged.changed.push(format!("{place}: {} → {}", text_of(there), text_of(figure))),
                None => merged.new += 1,
            }
        }
        self.set.insert(target);
    }

    /// The object that a number belongs to.
    fn members(&mut self, target: &FigurePlace) -> Option<&mut Map<String, Value>> {
        let period = self.period(target.span)?;
        match target.field {
            Some(index) => list(period, "fields")?.get_mut(index)?.as_object_mut(),
            None if target.key.starts_with("stated.") => {
                if period.get("stated").is_none_or(Value::is_null) {
                    period.insert("stated".to_owned(), json!({}));
                }
                period.get_mut("stated")?.as_object_mut()
            }
            None => Some(period),
        }
    }

    /// Keeps the sums of a period's fields before it is changed for the first time.
    fn remember_sums(&mut self, span: Span) {
        for count in Count::ALL {
            if !self.sums_before.contains_key(&(span, count)) {
                let sum = self.fields_sum(span, count);
                self.sums_before.insert((span, count), sum);
            }
        }
    }

    /// The sum of a count over the fields; `None` if there are no fields, or one lacks the count.
    fn fields_sum(&self, span: Span, count: Count) -> Option<u64> {
        let fields = self.find(span)?.get("fields")?.as_array()?;
        if fields.is_empty() {
            return None;
        }
        fields.iter().try_fold(0_u64, |sum, field| sum.checked_add(field.get(count.key())?.as_u64()?))
    }
}

/// The first mistakes of a document, each with its place, and how many more there are.
fn mistakes(path: &str, remarks: Vec<Remark>) -> Vec<String> {
    let more = remarks.len().saturating_sub(LISTED_MISTAKES);
    let mut lines: Vec<String> =
        remarks.into_iter().take(LISTED_MISTAKES).map(|remark| error(path, remark).to_string()).collect();
    if more > 0 {
        lines.push(figures::AndMore { count: more }.to_string());
    }
    lines
}

fn error(path: &str, remark: Remark) -> DocumentError {
    DocumentError::new(path, remark.place, Problem::Shape(remark.problem))
}

fn key(span: Span) -> (YearMonth, YearMonth) {
    (span.from(), span.to())
}

fn span_of(period: &Value) -> Option<Span> {
    let month = |name| period.get(name).and_then(Value::as_str).and_then(YearMonth::parse);
    Span::new(month("from")?, month("to")?)
}

/// The index of a field: the one with the same spelling, or else with the same words, or else a new one at the end. `None` if
/// `fields` is not a list.
fn field_of(period: &mut Map<String, Value>, name: &str) -> Option<usize> {
    let fields = list(period, "fields")?;
    let names: Vec<String> =
        fields.iter().map(|field| field.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()).collect();
    let exact = || names.iter().position(|known| fold::tidy(known) == name);
    let folded = || names.iter().position(|known| is_same_field(known, name));
    names.iter().position(|known| known == name).or_else(exact).or_else(folded).or_else(|| {
        fields.push(json!({ "name": name }));
        Some(fields.len() - 1)
    })
}

fn is_same_field(a: &str, b: &str) -> bool {
    // A name that consists of signs has no words.
    let words = field_words(a);
    words == field_words(b) && !words.is_empty()
}

fn name_at(period: &Map<String, Value>, index: usize) -> String {
    let field = period.get("fields").and_then(Value::as_array).and_then(|fields| fields.get(index));
    field.and_then(|field| field.get("name")).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// A member that is a list; created if it is missing. `None` if the member is something else, which is not replaced.
fn list<'a>(members: &'a mut Map<String, Value>, name: &str) -> Option<&'a mut Vec<Value>> {
    if members.get(name).is_none_or(Value::is_null) {
        members.insert(name.to_owned(), json!([]));
    }
    members.get_mut(name)?.as_array_mut()
}

fn value_of(figure: Figure) -> Value {
    match figure {
        Figure::Count(count) => json!(count),
        // 100 rather than 100.0, as a person would write it.
        Figure::Percent(percent) if percent.fract() == 0.0 => json!(percent as u64),
        Figure::Percent(percent) => json!(percent),
    }
}
