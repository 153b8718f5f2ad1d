//! JSON Schemas of the documents, generated from the types.

use crate::site::{Embed, Media};
use crate::{Alerts, Calendar, Office, OfficialDocuments, People, Procedures, Site, Tthc, Visits};
use schemars::{JsonSchema, Schema, generate::SchemaSettings};

/// site.json as a whole: what the program of a page reads of it, and what only the publisher does.
#[derive(JsonSchema)]
#[schemars(
    rename = "Site",
    description = "Who publishes the page, where its documents lie, and who may show its figures, and how its pictures are published."
)]
#[expect(dead_code, reason = "they are read one by one; this joins them for the schema")]
struct SiteFile {
    #[schemars(flatten)]
    site: Site,
    /// Who may show the site's figures on their own pages; absent: everyone.
    embed: Option<Embed>,
    /// How pictures are published.
    media: Option<Media>,
    /// Whether the phones of readers keep pages for when there is no network; absent: true on a site that was built, false in plain mode.
    offline: Option<bool>,
}

/// What we understand under `_trangxa` in an item of a feed, beyond JSON Feed 1.1. All of it is optional.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "the fields are read one by one; this names them for the schema")]
struct FeedItemExtension {
    /// An id from site.json's categories; without it the first tag counts.
    category: Option<String>,
    /// What was changed after the article was published, in any order. The newest change stands below the headline as "Cập nhật lần cuối", the
    /// earlier ones behind it; at most 50 are shown.
    changes: Option<Vec<FeedItemChange>>,
    /// Where the text was taken from.
    source: Option<String>,
    /// The commune that published the article before a merger.
    origin_unit: Option<String>,
    /// URL of a recording of the article, such as the loudspeaker's bulletin whose words the article has: MP3, M4A, Opus in Ogg, AAC or WAV.
    /// The page shows a player; in our own feeds it is the first attachment, too, with its size and length.
    audio: Option<String>,
    /// URL of the full item, when this entry is only a summary.
    item: Option<String>,
    /// Why the personal data in the article and its attachments may be published: consent, or the law that says so. It silences the warning of
    /// `trangxa check`, and is not published.
    personal_data_ok: Option<String>,
    /// The last part of the article's address; without it, made from its id or title.
    slug: Option<String>,
    /// The picture of `image` in several sizes, as the value of HTML's `srcset`, with addresses from the root of the host. The publisher
    /// writes it into its documents; in a feed that it reads, it replaces it.
    srcset: Option<String>,
}

/// A change of an article.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "the fields are read one by one; this names them for the schema")]
struct FeedItemChange {
    /// When it was made, as RFC 3339 or as portals print dates: `2026-07-02T08:00:00+07:00`, `02/07/2026 08:00`.
    at: String,
    /// What was changed, as plain text: "sửa số điện thoại".
    what: String,
}

/// Each schema with its file's name.
#[must_use]
pub fn all() -> [(&'static str, String); 10] {
    [
        ("site.schema.json", text::<SiteFile>()),
        ("tthc.schema.json", text::<Tthc>()),
        ("visits.schema.json", text::<Visits>()),
        ("office.schema.json", text::<Office>()),
        ("alerts.schema.json", text::<Alerts>()),
        ("procedures.schema.json", text::<Procedures>()),
        ("documents.schema.json", text::<OfficialDocuments>()),
        ("calendar.schema.json", text::<Calendar>()),
        ("people.schema.json", text::<People>()),
        ("feed-item-extension.schema.json", text::<FeedItemExtension>()),
    ]
}

fn text<T: JsonSchema>() -> String {
    let schema: Schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    format!("{:#}\n", schema.to_value())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentError, JsonDocument};
    use crate::remarks::Remark;
    use crate::site::offline;
    use serde_json::{Value, json};

    impl JsonDocument for SiteFile {
        fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
            let (embed, media) = (Some(Embed::of(file, &json)?), Some(Media::of(file, &json)?));
            let offline = offline(file, &json)?;
            Ok(Self { site: Site::from_json(file, json)?, embed, media, offline })
        }
    }

    #[test]
    fn the_files_under_schemas_are_current() {
        for (name, schema) in all() {
            let path = format!("{}/../../schemas/{name}", env!("CARGO_MANIFEST_DIR"));
            let file = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(file == schema, "schemas/{name} is out of date: run `cargo xtask schemas`");
        }
    }

    /// Every property that a schema promises is one that the reader looks at: it refuses a wrong type there, by name.
    #[test]
    fn schema_and_reader_know_the_same_fields() {
        fn check<T: JsonDocument + JsonSchema>(good: &Value, remarked: fn(&T) -> Option<String>) {
            assert!(T::from_json("f", good.clone()).is_ok());
            let schema: Value = serde_json::from_str(&text::<T>()).unwrap();
            for name in schema["required"].as_array().unwrap() {
                assert!(good.get(name.as_str().unwrap()).is_some(), "{name} is required by the schema only");
            }
            for name in schema["properties"].as_object().unwrap().keys() {
                let mut bad = good.clone();
                // No member is a fraction.
                bad[name] = json!(0.5);
                let place = match T::from_json("f", bad) {
                    Ok(document) => remarked(&document),
                    Err(error) => Some(error.place.clone()),
                };
                assert_eq!(place.as_ref(), Some(name), "a wrong type goes unnoticed");
            }
        }
        fn first(remarks: &[Remark]) -> Option<String> {
            remarks.first().map(|remark| remark.place.clone())
        }
        check::<SiteFile>(&json!({"version": 1, "name": "Xã", "base_url": "https://xa.example/"}), |_| None);
        check::<Tthc>(&json!({"version": 1, "updated_at": "2023-11-30", "periods": []}), |tthc| first(&tthc.remarks));
        check::<Visits>(&json!({"version": 1}), |_| None);
        check::<Office>(&json!({"version": 1, "units": []}), |office| first(&office.remarks));
        check::<Alerts>(&json!({"version": 1, "alerts": []}), |alerts| first(&alerts.remarks));
        check::<Procedures>(&json!({"version": 1, "procedures": []}), |procedures| first(&procedures.remarks));
        check::<OfficialDocuments>(&json!({"version": 1, "documents": []}), |register| first(&register.remarks));
        check::<Calendar>(&json!({"version": 1, "entries": []}), |calendar| first(&calendar.remarks));
        check::<People>(&json!({"version": 1, "people": []}), |people| first(&people.remarks));
    }

    /// The same for the entries of a list: what the schema requires is missed by the reader, and a wrong type of what else it names is told.
    #[test]
    fn schema_and_reader_know_the_same_members_of_entries() {
        fn check<T: JsonDocument + JsonSchema>(document: &Value, remarks: fn(&T) -> &[Remark], lists: &[(&str, &str)]) {
            let schema: Value = serde_json::from_str(&text::<T>()).unwrap();
            let places = |document: &Value| -> Vec<String> {
                let document = T::from_json("/f", document.clone()).unwrap();
                remarks(&document).iter().map(|remark| remark.place.clone()).collect()
            };
            assert_eq!(places(document), [""; 0]);
            for (pointer, kind) in lists {
                let schema = &schema["$defs"][kind];
                let entry = document.pointer(pointer).unwrap_or_else(|| panic!("{pointer}"));
                let place = pointer.trim_start_matches('/').replace("/0", "[0]").replace('/', ".");
                for name in schema["properties"].as_object().unwrap().keys() {
                    let with = |value: Value| {
                        let mut document = document.clone();
                        document.pointer_mut(pointer).unwrap()[name] = value;
                        places(&document)
                    };
                    let member = format!("{place}.{name}");
                    assert!(with(json!(0.5)).contains(&member), "{member}: a wrong type goes unnoticed");
                    let is_required = schema["required"].as_array().is_some_and(|names| names.contains(&json!(name)));
                    assert!(
                        !is_required || with(Value::Null).contains(&member),
                        "{member} is required by the schema only"
                    );
                    assert!(!is_required || entry.get(name).is_some(), "{member}");
                }
            }
        }
        let office = json!({
            "version": 1,
            "units": [{"name": "A", "phones": [{"number": "113"}]}],
            "closed": [{"from": "2025-01-01"}],
            "changed": [{"date": "2025-01-01", "hours": "nghỉ"}],
        });
        let lists = [
            ("/units/0", "Unit"),
            ("/units/0/phones/0", "Phone"),
            ("/closed/0", "ClosedDays"),
            ("/changed/0", "ChangedDay"),
        ];
        check::<Office>(&office, |office| &office.remarks, &lists);
        let source = json!({"name": "A", "url": null});
        let alert =
            json!({"title": "A", "level": "khẩn", "from": "2024-09-07", "until": "2024-09-07T12:00", "source": source});
        let lists = [("/alerts/0", "Alert"), ("/alerts/0/source", "AlertSource")];
        check::<Alerts>(&json!({"version": 1, "alerts": [alert]}), |alerts| &alerts.remarks, &lists);
        let procedures = json!({
            "version": 1,
            "events": [{"name": "A"}],
            "procedures": [{
                "name": "A",
                "papers": [{"name": "A"}],
                "ways": [{"way": "A"}],
                "legal_basis": [{"title": "A"}],
                "decision": {"number": "1"},
            }],
        });
        let lists = [
            ("/events/0", "Event"),
            ("/procedures/0", "Procedure"),
            ("/procedures/0/papers/0", "Paper"),
            ("/procedures/0/ways/0", "Way"),
            ("/procedures/0/legal_basis/0", "LegalBasis"),
            ("/procedures/0/decision", "Decision"),
        ];
        check::<Procedures>(&procedures, |procedures| &procedures.remarks, &lists);
        let names = json!([{"number": "11/KH-UBND"}]);
        let register = json!({
            "version": 1,
            "documents": [{
                "number": "12/KH-UBND", "suspended": [{"from": "2025-01-01"}], "files": [{"url": "12.pdf"}],
                "replaces": names, "draft": {"until": "2025-01-01"},
            }],
        });
        let lists = [
            ("/documents/0", "OfficialDocument"),
            ("/documents/0/suspended/0", "Suspension"),
            ("/documents/0/files/0", "DocumentFile"),
            ("/documents/0/replaces/0", "Reference"),
            ("/documents/0/draft", "Draft"),
        ];
        check::<OfficialDocuments>(&register, |register| &register.remarks, &lists);
        let person = json!({"post": "A"});
        let people = json!({"version": 1, "people": [person]});
        check::<People>(&people, |people| &people.remarks, &[("/people/0", "Person")]);
        let entry = json!({
            "title": "A",
            "start": "2025-07-03",
            "repeat": {"every": "week", "until": "2025-07-31"},
            "exceptions": [{"date": "2025-07-10", "place": "B"}],
            "was": {"place": "A"},
        });
        let lists = [
            ("/entries/0", "Entry"),
            ("/entries/0/exceptions/0", "Exception"),
            ("/entries/0/repeat", "Repeat"),
            ("/entries/0/was", "Was"),
        ];
        check::<Calendar>(&json!({"version": 1, "entries": [entry]}), |calendar| &calendar.remarks, &lists);
    }
}
