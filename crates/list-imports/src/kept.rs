//! What becomes of a text of the site for which a file has another one: the site's may come from an earlier import, or be a clerk's own.

use serde_json::{Map, Value};
use trangxa_sheets::fold;

/// What is to be done with a member of an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The site has nothing: the file's value is written.
    Fill(Value),
    /// The site says the same.
    Same,
    /// The site has what an earlier import wrote: the file's value is written, with what a clerk added to its entries.
    Replace(Value),
    /// A clerk changed it since, and the file says what it said then.
    KeepEdited,
    /// A clerk has a text of her own, and the file says something else.
    KeepOwn,
}

/// Compares what is there with what the file says, and with what it said at the last import.
#[must_use]
pub fn judge(there: Option<&Value>, read: &Value, last: Option<&Value>) -> Verdict {
    let Some(there) = there.filter(|value| !is_empty(value)) else { return Verdict::Fill(read.clone()) };
    if covers(there, read) {
        return Verdict::Same;
    }
    match last {
        Some(last) if covers(there, last) => {
            with_additions(there, last, read).map_or(Verdict::KeepOwn, Verdict::Replace)
        }
        Some(last) if last == read => Verdict::KeepEdited,
        _ => Verdict::KeepOwn,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(entries) => entries.is_empty(),
        _ => false,
    }
}

/// Whether the site says what was read, entry by entry. A clerk may have added a form or a note to an entry.
fn covers(there: &Value, read: &Value) -> bool {
    match (there, read) {
        (Value::Array(there), Value::Array(read)) => {
            there.len() == read.len() && there.iter().zip(read).all(|(there, read)| covers_entry(there, read))
        }
        // A list of one text may be written as that text.
        (there, Value::Array(read)) => matches!(&read[..], [read] if covers_entry(there, read)),
        (there, read) => covers_entry(there, read),
    }
}

fn covers_entry(there: &Value, read: &Value) -> bool {
    match (there, read) {
        (Value::Object(there), Value::Object(read)) => {
            read.iter().all(|(name, value)| there.get(name).is_some_and(|there| covers_entry(there, value)))
        }
        // The short form of an entry is its name alone.
        (Value::String(_), Value::Object(read)) if read.len() == 1 => {
            read.values().all(|read| covers_entry(there, read))
        }
        (Value::String(there), Value::String(read)) => fold::tidy(there) == fold::tidy(read),
        (there, read) => there == read,
    }
}

/// What was read, with the members that a clerk added to the entries of the last import; `None` if one of these entries is gone, or
/// now says something where she did.
fn with_additions(there: &Value, last: &Value, read: &Value) -> Option<Value> {
    let (Some(there), Some(last), Some(entries)) = (there.as_array(), last.as_array(), read.as_array()) else {
        return Some(read.clone());
    };
    let mut entries = entries.clone();
    let mut is_taken = vec![false; entries.len()];
    for (there, last) in there.iter().zip(last) {
        let (Value::Object(there), Value::Object(last)) = (there, last) else { continue };
        let added: Map<String, Value> = there
            .iter()
            .filter(|(name, _)| !last.contains_key(*name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        if added.is_empty() {
            continue;
        }
        let at = (0..entries.len()).find(|at| !is_taken[*at] && name_of(&entries[*at]) == name_of_members(last))?;
        is_taken[at] = true;
        let members = entries[at].as_object_mut()?;
        for (name, value) in added {
            if members.get(&name).is_some_and(|read| *read != value) {
                return None;
            }
            members.insert(name, value);
        }
    }
    Some(Value::Array(entries))
}

fn name_of(entry: &Value) -> Option<String> {
    entry.as_object().and_then(name_of_members)
}

/// The words of what an entry is called.
fn name_of_members(entry: &Map<String, Value>) -> Option<String> {
    let name = ["name", "way", "title", "url"].iter().find_map(|name| entry.get(*name)?.as_str())?;
    Some(fold::words(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn papers(names: &[&str]) -> Value {
        names.iter().map(|name| json!({"name": name, "original": 1})).collect()
    }

    #[test]
    fn what_an_import_wrote_is_replaced_and_what_a_clerk_wrote_stays() {
        let (old, new) = (papers(&["Tờ khai"]), papers(&["Tờ khai", "Căn cước"]));
        let own = papers(&["Đơn"]);
        assert_eq!(judge(None, &new, None), Verdict::Fill(new.clone()));
        assert_eq!(judge(Some(&json!([])), &new, None), Verdict::Fill(new.clone()));
        assert_eq!(judge(Some(&new), &new, None), Verdict::Same);
        assert_eq!(judge(Some(&old), &new, Some(&old)), Verdict::Replace(new.clone()));
        assert_eq!(judge(Some(&old), &new, None), Verdict::KeepOwn, "nobody knows where it comes from");
        assert_eq!(judge(Some(&own), &new, Some(&new)), Verdict::KeepEdited);
        assert_eq!(judge(Some(&own), &new, Some(&old)), Verdict::KeepOwn);
    }

    #[test]
    fn what_a_clerk_added_to_an_entry_goes_with_it() {
        let old = papers(&["Tờ khai", "Căn cước"]);
        let mut there = old.clone();
        there[0]["form"] = json!("../media/to-khai.docx");
        assert_eq!(judge(Some(&there), &old, Some(&old)), Verdict::Same);
        let Verdict::Replace(replaced) = judge(Some(&there), &papers(&["Giấy mới", "TỜ KHAI"]), Some(&old))
        else {
            panic!("it is replaced")
        };
        assert_eq!(
            replaced,
            json!([{"name": "Giấy mới", "original": 1},
            {"name": "TỜ KHAI", "original": 1, "form": "../media/to-khai.docx"}])
        );
        assert_eq!(judge(Some(&there), &papers(&["Căn cước"]), Some(&old)), Verdict::KeepOwn, "the form would be lost");
        let mut other = papers(&["Tờ khai"]);
        other[0]["form"] = json!("mau-moi.docx");
        assert_eq!(judge(Some(&there), &other, Some(&old)), Verdict::KeepOwn, "her form would be lost");
    }

    #[test]
    fn short_forms_say_the_same() {
        assert_eq!(judge(Some(&json!("Nộp")), &json!(["Nộp"]), None), Verdict::Same);
        assert_eq!(judge(Some(&json!(["Tờ khai"])), &json!([{"name": "Tờ khai"}]), None), Verdict::Same);
        assert_eq!(judge(Some(&json!(["Tờ khai"])), &papers(&["Tờ khai"]), None), Verdict::KeepOwn);
    }
}
