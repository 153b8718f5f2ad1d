//! Messages become sentences.

use crate::language::{Language, language};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::fmt::{self, Display};
use std::sync::OnceLock;
use unic_langid::LanguageIdentifier;

type Bundle = FluentBundle<FluentResource>;

/// A value by which a message chooses between its wordings, such as a number of articles.
pub trait Number: Copy {
    /// The number.
    fn number(self) -> u64;
}

macro_rules! numbers {
    ($($kind:ty),*) => {
        $(impl Number for $kind {
            fn number(self) -> u64 {
                // Nothing that a message counts is negative.
                u64::try_from(self).unwrap_or_default()
            }
        })*
    };
}

numbers!(u8, u16, u32, u64, usize, i32, i64);

/// The messages of one file in both languages, parsed when the first of them is needed.
pub(crate) struct Area {
    vietnamese: Catalog,
    english: Catalog,
}

struct Catalog {
    text: &'static str,
    bundle: OnceLock<Bundle>,
}

/// The value of a variable.
pub(crate) enum Value<'a> {
    Text(&'a dyn Display),
    Number(u64),
}

impl Area {
    pub(crate) const fn new(vietnamese: &'static str, english: &'static str) -> Self {
        Self { vietnamese: Catalog::new(vietnamese), english: Catalog::new(english) }
    }

    /// Writes a message in the language of the process.
    pub(crate) fn write(
        &self,
        f: &mut fmt::Formatter<'_>,
        id: &str,
        values: &[(&'static str, Value<'_>)],
    ) -> fmt::Result {
        self.write_in(language(), f, id, values)
    }

    /// Writes a message in a language.
    pub(crate) fn write_in<W: fmt::Write>(
        &self,
        language: Language,
        f: &mut W,
        id: &str,
        values: &[(&'static str, Value<'_>)],
    ) -> fmt::Result {
        let catalog = match language {
            Language::Vietnamese => &self.vietnamese,
            Language::English => &self.english,
        };
        let bundle = catalog.bundle.get_or_init(|| bundle(language, catalog.text));
        // The build has seen that each message is there.
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else { return f.write_str(id) };
        let mut arguments = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            arguments.set(*name, value.to_fluent());
        }
        bundle.write_pattern(f, pattern, Some(&arguments), &mut Vec::new())
    }
}

impl Catalog {
    const fn new(text: &'static str) -> Self {
        Self { text, bundle: OnceLock::new() }
    }
}

impl Value<'_> {
    fn to_fluent(&self) -> FluentValue<'static> {
        match self {
            Self::Text(text) => FluentValue::from(text.to_string()),
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}

fn bundle(language: Language, text: &str) -> Bundle {
    let name = language.code().parse::<LanguageIdentifier>().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![name]);
    // The marks for text in the other direction would stand in terminals and files as boxes.
    bundle.set_use_isolating(false);
    // The build has parsed the same text.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}
