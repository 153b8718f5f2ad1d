//! Unique ids: CMSs count from 1, so that two communes have the same ids for different articles.

use crate::dates;
use crate::item::SourceItem;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::path::Path;
use trangxa_model::{Timestamp, url};

/// By what two articles with the same id are distinguished.
#[derive(Clone, PartialEq)]
struct Traits {
    host: Option<String>,
    title: Option<String>,
    date: Option<Timestamp>,
}

impl Traits {
    fn of(item: &Map<String, Value>) -> Self {
        let text = |name: &str| item.get(name).and_then(Value::as_str);
        Self {
            host: text("url").and_then(url::host).map(str::to_owned),
            title: text("title").map(str::to_owned),
            date: text("date_published").and_then(dates::read),
        }
    }

    /// Whether two articles with the same id are different ones. On the same site they never are. On two sites they are if
    /// their titles differ, because a site that moved keeps its titles. If the site of one is not known, they are if title and
    /// date differ, because a correction changes one of them.
    fn is_another(&self, other: &Self) -> bool {
        let other_title = self.title.is_some() && other.title.is_some() && self.title != other.title;
        let other_date = self.date.is_some() && other.date.is_some() && self.date != other.date;
        match (&self.host, &other.host) {
            (Some(host), Some(other)) => host != other && other_title,
            _ => other_title && other_date,
        }
    }
}

/// The ids of the articles in the feed and of those that this import adds.
pub(crate) struct ArticleIds {
    known: HashMap<String, Traits>,
}

impl ArticleIds {
    /// The ids of the feed's items.
    pub(crate) fn new<'a>(items: impl Iterator<Item = (String, &'a Value)>) -> Self {
        let known = items.filter_map(|(id, item)| Some((id, Traits::of(item.as_object()?))));
        Self { known: known.collect() }
    }

    /// Gives an item an id that no other article has: its own one, or the same with the site's name before it. Returns a
    /// sentence for the report if an id is changed for the first time.
    pub(crate) fn assign(&mut self, item: &mut SourceItem) -> Option<String> {
        let id = item.id()?.to_owned();
        let traits = Traits::of(&item.json);
        let site = traits.host.clone().or_else(|| url::host(&item.file).map(str::to_owned));
        let site = site.or_else(|| Some(Path::new(&item.file).file_stem()?.to_string_lossy().into_owned()))?;
        let scoped = format!("{site}/{id}");
        let is_taken = self.known.get(&id).is_some_and(|known| known.is_another(&traits));
        if !self.known.contains_key(&scoped) && !is_taken {
            self.known.insert(id, traits);
            return None;
        }
        let is_new = self.known.insert(scoped.clone(), traits).is_none();
        item.json.insert("id".to_owned(), scoped.clone().into());
        is_new.then(|| {
            format!(
                "{}, {}: another article has the id \"{id}\"; this one was imported as \"{scoped}\"",
                item.file, item.place
            )
        })
    }
}
