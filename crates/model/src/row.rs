//! Shapes that only our own programs write and read, as JSON lists without names: what a page contains for the program of the same
//! build.
//!
//! [`rows!`](crate::rows) makes the writer and the reader of a type from one list of its fields. A list that ends in nulls is written
//! without them. The reader says only *whether* the JSON had the shape. The program needs no more: it treats the page of another build like
//! a page without data. After a mismatch the reader goes on with empty values, and its caller drops the result. Code that returns
//! from the middle of a shape has to drop what was read before, and weighs several times as much; serde's derives add the names.
//!
//! Documents that others write are read by the cursor of [`crate::document`], which names file, place and expectation.

use serde_json::Value;
use std::vec;

/// A type that is written as one JSON value.
pub trait Row: Sized {
    /// The JSON.
    fn to_row(&self) -> Value;

    /// The value that a JSON value stands for. Where it has another shape, `is_other` becomes true, and any value is returned.
    fn from_row(json: Value, is_other: &mut bool) -> Self;
}

/// Writes a value as the text of a `<script type="application/json">`. Every `<` is escaped: no content ends the script.
pub fn write(value: &impl Row) -> String {
    value.to_row().to_string().replace('<', "\\u003c")
}

/// Reads what [`write()`] wrote; `None` if the text is no JSON or has another shape.
#[must_use]
pub fn read<T: Row>(json: &str) -> Option<T> {
    let mut is_other = false;
    let value = T::from_row(serde_json::from_slice(json.as_bytes()).ok()?, &mut is_other);
    (!is_other).then_some(value)
}

/// Implements [`Row`] for structs. Their fields are written in the order in which they are named here. Those behind the
/// semicolon are not written, and get these values when the others are read.
///
/// ```
/// # use trangxa_model::rows;
/// #[derive(Debug, PartialEq)]
/// struct Place {
///     name: String,
///     height: Option<u64>,
///     is_known: bool,
/// }
/// rows! { Place { name, height; is_known: true } }
/// let place = Place { name: "Quang Thành".to_owned(), height: None, is_known: true };
/// assert_eq!(trangxa_model::row::write(&place), r#"["Quang Thành"]"#);
/// assert_eq!(trangxa_model::row::read(r#"["Quang Thành"]"#), Some(place));
/// ```
#[macro_export]
macro_rules! rows {
    ($($type:ident { $($field:ident),+ $(,)? $(; $($left:ident: $value:expr),+ $(,)?)? })+) => { $(
        impl $crate::row::Row for $type {
            fn to_row(&self) -> ::serde_json::Value {
                $crate::row::list([$($crate::row::Row::to_row(&self.$field)),+])
            }

            fn from_row(json: ::serde_json::Value, is_other: &mut bool) -> Self {
                let mut cells = $crate::row::Cells::of(json, is_other);
                Self { $($field: cells.next(),)+ $($($left: $value),+)? }
            }
        }
    )+ };
}

/// A list of cells, without the nulls at its end.
pub fn list(cells: impl Into<Vec<Value>>) -> Value {
    let mut cells = cells.into();
    cells.truncate(cells.iter().rposition(|cell| !cell.is_null()).map_or(0, |last| last + 1));
    Value::Array(cells)
}

/// The cells of a row that is being read.
#[derive(Debug)]
pub struct Cells<'o> {
    rest: vec::IntoIter<Value>,
    is_other: &'o mut bool,
}

impl<'o> Cells<'o> {
    /// The cells of a list; none where the JSON is something else.
    pub fn of(json: Value, is_other: &'o mut bool) -> Self {
        Self { rest: elements(json, is_other).into_iter(), is_other }
    }

    /// The next cell; null behind the last one.
    #[expect(clippy::should_implement_trait, reason = "the cells of a row are of different types")]
    pub fn next<T: Row>(&mut self) -> T {
        T::from_row(self.rest.next().unwrap_or_default(), self.is_other)
    }
}

fn elements(json: Value, is_other: &mut bool) -> Vec<Value> {
    match json {
        Value::Array(elements) => elements,
        _ => expect(None, Vec::new(), is_other),
    }
}

/// A value that was read. Where there is none, `is_other` becomes true, and `instead` is returned.
pub fn expect<T>(value: Option<T>, instead: T, is_other: &mut bool) -> T {
    *is_other |= value.is_none();
    value.unwrap_or(instead)
}

impl Row for Value {
    fn to_row(&self) -> Self {
        self.clone()
    }

    fn from_row(json: Self, _: &mut bool) -> Self {
        json
    }
}

impl Row for String {
    fn to_row(&self) -> Value {
        self.as_str().into()
    }

    fn from_row(json: Value, is_other: &mut bool) -> Self {
        if let Value::String(text) = json { text } else { expect(None, Self::new(), is_other) }
    }
}

impl Row for bool {
    fn to_row(&self) -> Value {
        u64::from(*self).to_row()
    }

    fn from_row(json: Value, is_other: &mut bool) -> Self {
        u64::from_row(json, is_other) != 0
    }
}

impl Row for u64 {
    fn to_row(&self) -> Value {
        (*self).into()
    }

    fn from_row(json: Value, is_other: &mut bool) -> Self {
        expect(json.as_u64(), 0, is_other)
    }
}

impl Row for u32 {
    fn to_row(&self) -> Value {
        (*self).into()
    }

    fn from_row(json: Value, is_other: &mut bool) -> Self {
        expect(Self::try_from(u64::from_row(json, is_other)).ok(), 0, is_other)
    }
}

impl<T: Row> Row for Option<T> {
    fn to_row(&self) -> Value {
        self.as_ref().map(T::to_row).unwrap_or_default()
    }

    fn from_row(json: Value, is_other: &mut bool) -> Self {
        if json.is_null() { None } else { Some(T::from_row(json, is_other)) }
    }
}

/// An empty list is written as null.
impl<T: Row> Row for Vec<T> {
    fn to_row(&self) -> Value {
        if self.is_empty() { Value::Null } else { Value::Array(self.iter().map(T::to_row).collect()) }
    }

    fn from_row(json: Value, is_other: &mut bool) -> Self {
        if json.is_null() {
            return Self::new();
        }
        elements(json, is_other).into_iter().map(|element| T::from_row(element, is_other)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, read, write};
    use crate::{Slug, Timestamp, YearMonth};
    use serde_json::{Value, json};

    #[derive(Clone, Debug, PartialEq)]
    struct Whole {
        name: String,
        inner: Vec<Part>,
        other: Option<Part>,
        json: Value,
        note: Option<String>,
    }

    #[derive(Clone, Debug, PartialEq)]
    struct Part {
        id: Slug,
        at: Timestamp,
        month: Option<YearMonth>,
        count: u64,
        page: u32,
        is_open: bool,
        unwritten: u8,
    }

    rows! {
        Whole { name, inner, other, json, note }
        Part { id, at, month, count, page, is_open; unwritten: 7 }
    }

    fn part() -> Part {
        Part {
            id: Slug::make("họp dân").unwrap(),
            at: Timestamp::from_unix(-5),
            month: YearMonth::new(2025, 7),
            count: u64::MAX,
            page: 3,
            is_open: true,
            unwritten: 7,
        }
    }

    #[test]
    fn what_was_written_is_read_back() {
        let bare = Whole { name: String::new(), inner: Vec::new(), other: None, json: Value::Null, note: None };
        let json = json!({"a": [1.5, {"b": "</script>"}], "c": null});
        let full = Whole {
            name: "</script>\u{2028}".to_owned(),
            inner: vec![part(), Part { month: None, is_open: false, ..part() }],
            other: Some(part()),
            json,
            note: Some(String::new()),
        };
        for whole in [bare.clone(), Whole { note: Some("x".to_owned()), ..bare }, full] {
            let text = write(&whole);
            assert!(!text.contains('<'), "{text}");
            assert_eq!(read(&text), Some(whole), "{text}");
        }
    }

    #[test]
    fn nulls_at_the_end_are_not_written() {
        let whole = Whole { name: "x".to_owned(), inner: Vec::new(), other: None, json: Value::Null, note: None };
        assert_eq!(write(&whole), "[\"x\"]");
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "<html>", "null", "5", "{}", "[]", "[5]", r#"["x",{}]"#, r#"["x",[[]]]"#, r#"["x",null,"y"]"#]
        {
            assert_eq!(read::<Whole>(text), None, "{text}");
        }
        let good = part().to_row();
        let read = |cell: usize, value: Value| {
            let mut json = good.clone();
            json[cell] = value;
            read::<Part>(&json.to_string())
        };
        assert_eq!(read(3, json!(5)), Some(Part { count: 5, ..part() }));
        for (cell, value) in [
            (0, json!(5)),
            (0, json!("Họp dân")),
            (0, json!("")),
            (1, json!("2025-07-01")),
            (1, json!(null)),
            (2, json!("07/2025")),
            (2, json!(5)),
            (3, json!(-1)),
            (3, json!("1")),
            (4, json!(4_294_967_296_u64)),
            (5, json!(true)),
        ] {
            assert_eq!(read(cell, value.clone()), None, "{cell}: {value}");
        }
    }
}
