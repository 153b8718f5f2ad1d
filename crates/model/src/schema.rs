//! JSON Schemas of the documents, generated from the types.

use crate::site::{Embed, Media};
use crate::{Site, Tthc, Visits};
use schemars::{JsonSchema, Schema, generate::SchemaSettings};

/// site.json as a whole: what the program of a page reads of it, and what only the publisher does.
#[derive(JsonSchema)]
#[schemars(
    rename = "Site",
    description = "Who publishes the page, where its documents lie, and who may show its figures, and how its pictures are published."
)]
#[expect(dead_code, reason = "the three are read one by one; this joins them for the schema")]
struct SiteFile {
    #[schemars(flatten)]
    site: Site,
    /// Who may show the site's figures on their own pages; absent: everyone.
    embed: Option<Embed>,
    /// How pictures are published.
    media: Option<Media>,
}

/// What we understand under `_trangxa` in an item of a feed, beyond JSON Feed 1.1. All of it is optional.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "the fields are read one by one; this names them for the schema")]
struct FeedItemExtension {
    /// An id from site.json's categories; without it the first tag counts.
    category: Option<String>,
    /// Where the text was taken from.
    source: Option<String>,
    /// The commune that published the article before a merger.
    origin_unit: Option<String>,
    /// URL of a recording.
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

/// Each schema with its file's name.
#[must_use]
pub fn all() -> [(&'static str, String); 4] {
    [
        ("site.schema.json", text::<SiteFile>()),
        ("tthc.schema.json", text::<Tthc>()),
        ("visits.schema.json", text::<Visits>()),
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
    use serde_json::{Value, json};

    impl JsonDocument for SiteFile {
        fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
            let (embed, media) = (Some(Embed::of(file, &json)?), Some(Media::of(file, &json)?));
            Ok(Self { site: Site::from_json(file, json)?, embed, media })
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
                bad[name] = json!(true);
                let place = match T::from_json("f", bad) {
                    Ok(document) => remarked(&document),
                    Err(error) => Some(error.place.clone()),
                };
                assert_eq!(place.as_ref(), Some(name), "a wrong type goes unnoticed");
            }
        }
        check::<SiteFile>(&json!({"version": 1, "name": "Xã", "base_url": "https://xa.example/"}), |_| None);
        check::<Tthc>(&json!({"version": 1, "updated_at": "2023-11-30", "periods": []}), |tthc| {
            tthc.remarks.first().map(|remark| remark.place.clone())
        });
        check::<Visits>(&json!({"version": 1}), |_| None);
    }
}
