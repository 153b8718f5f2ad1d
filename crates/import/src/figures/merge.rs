//! tthc.json: read, added to, written. Nothing that is there is lost.

use super::FiguresError;
use super::fold;
use super::rows::{Figure, Record};
use crate::{ImportError, files};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_model::document::{self, JsonDocument, MAX_BYTES, Problem};
use trangxa_model::rate::Percent;
use trangxa_model::tthc::{Count, Remark, Span};
use trangxa_model::{DocumentError, Timestamp, Tthc, YearMonth};

const SITE: &str = "data/site.json";
const DEFAULT: &str = "data/tthc.json";
/// Mistakes of the document that are spelt out.
const LISTED: usize = 10;

/// The figures of a site.
pub(crate) struct Figures {
    site: PathBuf,
    /// Below the site folder.
    pub path: String,
    /// Whose figures they are: as tthc.json says, and as site.json says.
    pub units: Vec<String>,
    before: Map<String, Value>,
    root: Map<String, Value>,
    /// What this import has set, and where that was read.
    taken: HashMap<Slot, (Figure, String)>,
    /// Sums of fields as they were before this import touched them.
    sums_before: HashMap<(Span, Count), Option<u64>>,
}

/// A place for a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Slot {
    span: Span,
    /// The index in `fields`; `None` for the total.
    field: Option<usize>,
    key: &'static str,
}

/// What became of the numbers of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub new: usize,
    pub same: usize,
    /// Each in words.
    pub changed: Vec<String>,
    /// Numbers for a place that an earlier row had given another one.
    pub conflicts: Vec<String>,
}

impl Figures {
    pub fn load(site: &Path, notes: &mut Vec<String>) -> Result<Self, FiguresError> {
        if !site.is_dir() {
            return Err(ImportError::NoSite(site.to_owned()).into());
        }
        let mut path = DEFAULT.to_owned();
        let mut units = Vec::new();
        if let Some(json) = read(site, SITE)? {
            units.extend(["short_name", "name"].iter().filter_map(|name| Some(json.get(name)?.as_str()?.to_owned())));
            match json.get("data").and_then(|data| data.get("tthc")).and_then(Value::as_str) {
                None => notes.push(format!(
                    "{SITE} does not name the figures yet; they show once it says \"data\": {{\"tthc\": \"{DEFAULT}\"}}"
                )),
                Some(address) if address.contains("://") || address.starts_with("//") => notes.push(format!(
                    "{SITE} takes the figures from {address}; these were merged into {DEFAULT}, and do not show until it names that"
                )),
                Some(named) => path = inside(named)?,
            }
        }
        let (root, exists) = match read(site, &path)? {
            Some(json) => {
                // Read as the site reads it: a mistake in it is told before anything is laid over it.
                let remarks = Tthc::from_json(&path, json.clone()).map_err(ImportError::from)?.remarks;
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
        let taken = HashMap::new();
        Ok(Self { site: site.to_owned(), path, units, before, root, taken, sums_before: HashMap::new() })
    }

    /// Lays a row over what is there. `place` names the row.
    pub fn apply(&mut self, record: &Record, place: &str, tally: &mut Tally) {
        let Record { span, field, counts, stated, .. } = record;
        if counts.is_empty() && stated.is_empty() {
            return;
        }
        self.remember_sums(*span);
        let Some(period) = self.period(*span) else { return };
        let index = match field.as_deref() {
            Some(name) => match field_of(period, name) {
                Some(index) => Some(index),
                None => {
                    tally
                        .conflicts
                        .push(format!("{}, {name}: \"fields\" of that period is no list; not taken", span.address()));
                    return;
                }
            },
            None => None,
        };
        let place = match field {
            Some(name) => format!("{place} ({name})"),
            None => place.to_owned(),
        };
        for (count, value) in counts {
            let slot = Slot { span: *span, field: index, key: count.key() };
            self.set(slot, Figure::Count(*value), &place, tally);
        }
        for (key, figure) in stated {
            self.set(Slot { span: *span, field: None, key: stated_key(key) }, *figure, &place, tally);
        }
    }

    /// The total of a period from its fields, where every field has the count. A total that is there and is not the sum
    /// of the fields as they were comes from elsewhere: it stays.
    pub fn sum(&mut self, span: Span, counts: &[Count], tally: &mut Tally, notes: &mut Vec<String>) {
        let mut made = Vec::new();
        let address = span.address();
        for count in Count::ALL.into_iter().filter(|count| counts.contains(count)) {
            let (key, label) = (count.key(), count.label());
            let slot = Slot { span, field: None, key };
            let Some(sum) = self.fields_sum(span, count).filter(|_| !self.taken.contains_key(&slot)) else { continue };
            let there = self.find(span).and_then(|period| period.get(key)).and_then(Value::as_u64);
            let was = self.sums_before.get(&(span, count)).copied().flatten();
            match there {
                Some(there) if there != sum && Some(there) != was => notes.push(format!(
                    "{address}, {key} ({label}): the fields make {sum}, the total there is {there} and stays; a row \"Tổng cộng\" would replace it"
                )),
                _ => {
                    self.set(slot, Figure::Count(sum), "sum of the fields", tally);
                    made.push(key);
                }
            }
        }
        if !made.is_empty() {
            notes.push(format!("{address}: no row of totals; made from the fields: {}", made.join(", ")));
        }
    }

    /// The document's own members. `unit` is only for one that has none yet.
    pub fn describe(&mut self, unit: Option<&str>, name: Option<&str>, url: Option<&str>) {
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

    /// Whether anything is other than it was.
    pub fn is_changed(&self, tally: usize) -> bool {
        // A document that only would be made is none.
        if self.before.is_empty() { tally > 0 } else { self.before != self.root }
    }

    /// Writes the document, whole or not at all.
    pub fn save(&mut self, updated_at: Timestamp) -> Result<(), FiguresError> {
        self.root.insert("updated_at".to_owned(), json!(updated_at.rfc3339()));
        // What the site could not read must not be written; a `--source-url` without a name, say.
        let written = Tthc::from_json(&self.path, Value::Object(self.root.clone())).map_err(FiguresError::Result)?;
        if let Some(remark) = written.remarks.into_iter().next() {
            return Err(FiguresError::Result(error(&self.path, remark)));
        }
        let text = text(&self.root);
        if text.len() > MAX_BYTES {
            let error = DocumentError::new(&self.path, "", Problem::TooLarge(text.len()));
            return Err(FiguresError::Result(error));
        }
        Ok(files::write(&self.site.join(&self.path), text.as_bytes())?)
    }

    fn find(&self, span: Span) -> Option<&Map<String, Value>> {
        let periods = self.root.get("periods")?.as_array()?;
        periods.iter().find(|period| span_of(period) == Some(span)).and_then(Value::as_object)
    }

    /// The period, made in its place by date if it is not there.
    fn period(&mut self, span: Span) -> Option<&mut Map<String, Value>> {
        let periods = list(&mut self.root, "periods")?;
        let at = periods.iter().position(|period| span_of(period) == Some(span)).unwrap_or_else(|| {
            let known: Vec<Span> = periods.iter().filter_map(span_of).collect();
            // Some write the newest first.
            let is_falling = known.len() > 1 && known.windows(2).all(|pair| key(pair[0]) > key(pair[1]));
            let is_after = |period: &Value| {
                span_of(period)
                    .is_some_and(|other| if is_falling { key(other) < key(span) } else { key(other) > key(span) })
            };
            let at = periods.iter().position(is_after).unwrap_or(periods.len());
            periods.insert(at, json!({ "from": span.from().iso(), "to": span.to().iso() }));
            at
        });
        periods[at].as_object_mut()
    }

    fn set(&mut self, slot: Slot, figure: Figure, place: &str, tally: &mut Tally) {
        let span = slot.span;
        let Some(period) = self.period(span) else { return };
        let shown = match slot.field.map(|index| name_at(period, index)) {
            Some(name) => format!("{}, {name}, {}", span.address(), slot.key),
            None => format!("{}, {}", span.address(), slot.key),
        };
        if let Some((earlier, earlier_place)) = self.taken.get(&slot) {
            if !agrees(*earlier, figure) {
                tally.conflicts.push(format!(
                    "{shown}: {} in {earlier_place}, {} in {place}; the first one was taken",
                    text_of(*earlier),
                    text_of(figure)
                ));
            }
            return;
        }
        let Some(members) = self.members(&slot) else { return };
        let member = slot.key.strip_prefix("stated.").unwrap_or(slot.key);
        let there = members.get(member).and_then(|value| match figure {
            Figure::Count(_) => value.as_u64().map(Figure::Count),
            Figure::Percent(_) => value.as_f64().map(Figure::Percent),
        });
        if there.is_some_and(|there| agrees(there, figure)) {
            tally.same += 1;
        } else {
            members.insert(member.to_owned(), value_of(figure));
            match there {
                Some(there) => tally.changed.push(format!("{shown}: {} → {}", text_of(there), text_of(figure))),
                None => tally.new += 1,
            }
        }
        self.taken.insert(slot, (figure, place.to_owned()));
    }

    /// The object that holds a number.
    fn members(&mut self, slot: &Slot) -> Option<&mut Map<String, Value>> {
        let period = self.period(slot.span)?;
        match slot.field {
            Some(index) => list(period, "fields")?.get_mut(index)?.as_object_mut(),
            None if slot.key.starts_with("stated.") => {
                if period.get("stated").is_none_or(Value::is_null) {
                    period.insert("stated".to_owned(), json!({}));
                }
                period.get_mut("stated")?.as_object_mut()
            }
            None => Some(period),
        }
    }

    fn remember_sums(&mut self, span: Span) {
        for count in Count::ALL {
            if !self.sums_before.contains_key(&(span, count)) {
                let sum = self.fields_sum(span, count);
                self.sums_before.insert((span, count), sum);
            }
        }
    }

    /// The sum over the fields; `None` where there are none, or one lacks the count.
    fn fields_sum(&self, span: Span, count: Count) -> Option<u64> {
        let fields = self.find(span)?.get("fields")?.as_array()?;
        if fields.is_empty() {
            return None;
        }
        fields.iter().try_fold(0_u64, |sum, field| sum.checked_add(field.get(count.key())?.as_u64()?))
    }
}

fn read(site: &Path, path: &str) -> Result<Option<Value>, FiguresError> {
    let file = site.join(path);
    if !file.exists() {
        return Ok(None);
    }
    let length = fs::metadata(&file).map_err(ImportError::read(&file))?.len();
    if length > MAX_BYTES as u64 {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        return Err(ImportError::from(DocumentError::new(path, "", Problem::TooLarge(length))).into());
    }
    let bytes = fs::read(&file).map_err(ImportError::read(&file))?;
    Ok(Some(document::parse(path, &bytes).map_err(ImportError::from)?))
}

/// The first few mistakes of a document, each with its place, and how many more there are.
fn mistakes(path: &str, remarks: Vec<Remark>) -> Vec<String> {
    let more = remarks.len().saturating_sub(LISTED);
    let mut lines: Vec<String> =
        remarks.into_iter().take(LISTED).map(|remark| error(path, remark).to_string()).collect();
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines
}

fn error(path: &str, remark: Remark) -> DocumentError {
    DocumentError::new(path, remark.place, Problem::Shape(remark.problem))
}

fn inside(named: &str) -> Result<String, FiguresError> {
    let parts: Vec<&str> = named.split('/').filter(|part| *part != ".").collect();
    if parts.is_empty() || parts.iter().any(|part| matches!(*part, "" | "..")) || named.contains(['\\', ':']) {
        let problem = format!("expected a path inside the site folder such as {DEFAULT}, found \"{named}\"");
        return Err(ImportError::from(DocumentError::new(SITE, "data.tthc", Problem::Shape(problem))).into());
    }
    Ok(parts.join("/"))
}

fn key(span: Span) -> (YearMonth, YearMonth) {
    (span.from(), span.to())
}

fn span_of(period: &Value) -> Option<Span> {
    let month = |name| period.get(name).and_then(Value::as_str).and_then(YearMonth::parse);
    Span::new(month("from")?, month("to")?)
}

/// The place of a field: of the same spelling, or of the same words; at the end, if there is none.
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
    let words = |name: &str| {
        let words = fold::words(name);
        words.strip_prefix("linh vuc ").map_or(words.clone(), str::to_owned)
    };
    // Names of signs alone have no words.
    let (a_words, b_words) = (words(a), words(b));
    a_words == b_words && !a_words.is_empty()
}

fn name_at(period: &Map<String, Value>, index: usize) -> String {
    let field = period.get("fields").and_then(Value::as_array).and_then(|fields| fields.get(index));
    field.and_then(|field| field.get("name")).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn stated_key(key: &str) -> &'static str {
    match key {
        "completed" => "stated.completed",
        "completion_rate" => "stated.completion_rate",
        _ => "stated.late_rate",
    }
}

/// A member that is a list; made where there is none. What is there and is no list is nobody's to replace.
fn list<'a>(members: &'a mut Map<String, Value>, name: &str) -> Option<&'a mut Vec<Value>> {
    if members.get(name).is_none_or(Value::is_null) {
        members.insert(name.to_owned(), json!([]));
    }
    members.get_mut(name)?.as_array_mut()
}

/// Whether two figures are one to a reader: percentages are read to the third decimal.
fn agrees(a: Figure, b: Figure) -> bool {
    match (a, b) {
        (Figure::Count(a), Figure::Count(b)) => a == b,
        (Figure::Percent(a), Figure::Percent(b)) => Percent::new(a) == Percent::new(b),
        _ => false,
    }
}

fn text_of(figure: Figure) -> String {
    match figure {
        Figure::Count(count) => count.to_string(),
        Figure::Percent(percent) => format!("{percent}%"),
    }
}

fn value_of(figure: Figure) -> Value {
    match figure {
        Figure::Count(count) => json!(count),
        // 100, not 100.0, as a person would write it.
        Figure::Percent(percent) if percent.fract() == 0.0 => json!(percent as u64),
        Figure::Percent(percent) => json!(percent),
    }
}

/// The document as a person reads and compares it: a line for each field, members in the contract's order.
fn text(root: &Map<String, Value>) -> String {
    let mut members: Vec<String> = Vec::new();
    for name in names(root, &["version", "unit", "updated_at", "source"], &["periods"]) {
        let value = match (name, &root[name]) {
            ("periods", Value::Array(periods)) if !periods.is_empty() => {
                let periods: Vec<String> =
                    periods.iter().map(|period| format!("    {}", period_text(period))).collect();
                format!("[\n{}\n  ]", periods.join(",\n"))
            }
            (_, value) => inline(value),
        };
        members.push(format!("  {}: {value}", Value::from(name)));
    }
    format!("{{\n{}\n}}\n", members.join(",\n"))
}

fn period_text(period: &Value) -> String {
    let Value::Object(members) = period else { return inline(period) };
    let first = ["from", "to"].into_iter().chain(Count::ALL.map(Count::key)).collect::<Vec<_>>();
    let (mut head, mut tail) = (Vec::new(), String::new());
    for name in names(members, &first, &["fields", "stated"]) {
        let value = match (name, &members[name]) {
            ("fields", Value::Array(fields)) if !fields.is_empty() => {
                let fields: Vec<String> = fields.iter().map(|field| format!("        {}", inline(field))).collect();
                format!("[\n{}\n      ]", fields.join(",\n"))
            }
            (_, value) => inline(value),
        };
        match name {
            "fields" | "stated" => tail.push_str(&format!(",\n      \"{name}\": {value}")),
            _ => head.push(format!("{}: {value}", Value::from(name))),
        }
    }
    format!("{{ {}{tail} }}", head.join(", "))
}

fn inline(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let first = ["name", "url", "completed", "completion_rate", "late_rate"];
            let first: Vec<&str> = first.into_iter().chain(Count::ALL.map(Count::key)).collect();
            let members = names(members, &first, &[])
                .into_iter()
                .map(|name| format!("{}: {}", Value::from(name), inline(&members[name])));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Array(elements) => format!("[{}]", elements.iter().map(inline).collect::<Vec<_>>().join(", ")),
        flat => flat.to_string(),
    }
}

/// The members' names: the first ones, those that nobody knows, the last ones.
fn names<'a>(members: &'a Map<String, Value>, first: &[&'a str], last: &[&'a str]) -> Vec<&'a str> {
    let known: HashSet<&str> = first.iter().chain(last).copied().collect();
    let there =
        |names: &[&'a str]| names.iter().copied().filter(|name| members.contains_key(*name)).collect::<Vec<_>>();
    let unknown = members.keys().map(String::as_str).filter(|name| !known.contains(name));
    there(first).into_iter().chain(unknown).chain(there(last)).collect()
}
