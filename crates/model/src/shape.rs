//! Reads JSON that our own programs wrote into shapes with serde's derives.
//!
//! serde_json's own deserializer describes every mismatch, and what prints those descriptions weighs 9 kB of brotli in the widget's
//! program and 5 kB in the portal's. Nothing reads them: the page of another build is loaded like a page without a snapshot.
//! So this deserializer says only *that* something did not match. Documents that others write are read by
//! [`crate::document`]'s cursor, which names file, place and expectation.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error, Expected, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;
use std::fmt;

/// Reads a shape; `None` if the text is no JSON or does not have the shape.
#[must_use]
pub fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
    T::deserialize(Shaped(serde_json::from_slice(json.as_bytes()).ok()?)).ok()
}

/// JSON does not have the shape that was expected of it.
#[derive(Debug)]
struct Mismatch;

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("another shape")
    }
}

impl std::error::Error for Mismatch {}

/// The default bodies format a message, which is what this type is there to avoid.
impl Error for Mismatch {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

struct Shaped(Value);

/// Each method knows only the kind of JSON that its types are written as. Were they all forwarded to `deserialize_any`, the
/// code for every kind would be linked once for every type.
impl<'de> Deserializer<'de> for Shaped {
    type Error = Mismatch;

    /// For fields that are JSON values themselves.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(it) => visitor.visit_bool(it),
            Value::Number(_) => self.deserialize_f64(visitor),
            Value::String(it) => visitor.visit_string(it),
            Value::Array(_) => self.deserialize_seq(visitor),
            Value::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_bool(self.0.as_bool().ok_or(Mismatch)?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_i64(self.0.as_i64().ok_or(Mismatch)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match (self.0.as_u64(), self.0.as_i64(), self.0.as_f64()) {
            (Some(it), ..) => visitor.visit_u64(it),
            (_, Some(it), _) => visitor.visit_i64(it),
            (.., Some(it)) => visitor.visit_f64(it),
            _ => Err(Mismatch),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if let Value::String(it) = self.0 { visitor.visit_string(it) } else { Err(Mismatch) }
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_str(self.0.as_str().ok_or(Mismatch)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let Value::Array(it) = self.0 else { return Err(Mismatch) };
        visitor.visit_seq(SeqDeserializer::new(it.into_iter().map(Shaped)))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let Value::Object(it) = self.0 else { return Err(Mismatch) };
        visitor.visit_map(MapDeserializer::new(it.into_iter().map(|(key, value)| (key, Self(value)))))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        // Only variants without content, which are written as their names.
        visitor.visit_enum(self.0.as_str().ok_or(Mismatch)?.into_deserializer())
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 u8 u16 u32 u64 f32 char str bytes byte_buf unit unit_struct newtype_struct tuple_struct
    }
}

impl<'de> IntoDeserializer<'de, Mismatch> for Shaped {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde::Deserialize;
    use serde_json::{Value, json};

    #[derive(Debug, PartialEq, Deserialize)]
    struct Whole {
        row: (String, i64, Option<f64>, Value),
        kinds: Vec<Kind>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        One,
        Other,
    }

    #[test]
    fn reads_what_serde_json_reads_and_nothing_else() {
        let inner = json!({"a": [1, -2, 0.5, 18_446_744_073_709_551_615_u64, null, true], "b": {"c": "Đ"}});
        let good = [
            json!({"row": ["x", -5, 0.25, inner], "kinds": ["one", "other"]}),
            json!({"row": ["", 7, null, null], "kinds": [], "more": {"x": [1]}}),
        ];
        for json in good {
            let text = json.to_string();
            assert_eq!(read::<Whole>(&text), Some(serde_json::from_str(&text).unwrap()), "{text}");
        }
        let bad = [
            json!(null),
            json!([]),
            json!({"row": ["x", -5, 0.25, 1]}),
            json!({"row": ["x", -5, 0.25], "kinds": []}),
            json!({"row": ["x", "5", 0.25, 1], "kinds": []}),
            json!({"row": ["x", -5, 0.25, 1], "kinds": ["third"]}),
            json!({"row": ["x", -5, 0.25, 1], "kinds": [{"one": 1}]}),
        ];
        for json in bad {
            assert_eq!(read::<Whole>(&json.to_string()), None, "{json}");
        }
        assert_eq!(read::<Whole>("<html>"), None);
    }
}
