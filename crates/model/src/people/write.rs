//! Writes people as JSON, for the document of the publisher. What an entry does not say is not written; a number without consent is not in it
//! since it was read.

use super::{People, Person};
use crate::Timestamp;
use crate::write::{list, object};
use serde_json::Value;

impl People {
    /// The document.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut json = object([("version", 1.into()), ("updated_at", self.updated_at.map(Timestamp::rfc3339).into())]);
        // Required, so it is written without entries, too.
        json["people"] = list(&self.people, Person::to_json);
        json
    }
}

impl Person {
    fn to_json(&self) -> Value {
        object([
            ("id", self.id.as_str().into()),
            ("post", self.post.as_deref().into()),
            ("name", self.name.as_deref().into()),
            ("group", self.group.as_deref().into()),
            ("tasks", self.tasks.as_slice().into()),
            ("desk", self.desk.as_ref().map(|id| id.as_str()).into()),
            ("phone", self.phone.as_deref().into()),
            ("email", self.email.as_deref().into()),
            ("private_phone", self.private_phone.as_deref().into()),
            ("consent", self.consent.then_some(true).into()),
            ("photo", self.photo.as_deref().into()),
            ("note", self.note.as_deref().into()),
            (
                "_trangxa",
                object([("srcset", self.srcset.as_deref().into()), ("desk_name", self.desk_name.as_deref().into())]),
            ),
        ])
    }
}
