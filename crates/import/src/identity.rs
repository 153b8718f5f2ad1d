//! Whose id is it: content systems count from 1, so two communes have the same ids for different articles.

use crate::dates;
use crate::source::Item;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::path::Path;
use trangxa_model::{Timestamp, url};

/// What tells two articles of one id apart.
#[derive(Clone, PartialEq)]
struct Face {
    host: Option<String>,
    title: Option<String>,
    date: Option<Timestamp>,
}

impl Face {
    fn of(item: &Map<String, Value>) -> Self {
        let text = |name: &str| item.get(name).and_then(Value::as_str);
        Self {
            host: text("url").and_then(url::host).map(str::to_owned),
            title: text("title").map(str::to_owned),
            date: text("date_published").and_then(dates::read),
        }
    }

    /// Whether they cannot be one article. Of one site: never, an id is an id. Of two: when the headline differs, for a site
    /// that moved keeps it. Where one does not say whose it is: when headline and date differ, for a correction changes one.
    fn is_another(&self, other: &Self) -> bool {
        let other_title = self.title.is_some() && other.title.is_some() && self.title != other.title;
        let other_date = self.date.is_some() && other.date.is_some() && self.date != other.date;
        match (&self.host, &other.host) {
            (Some(host), Some(other)) => host != other && other_title,
            _ => other_title && other_date,
        }
    }
}

/// The articles that are known by their ids: those of the feed, and those that came in this run.
pub(crate) struct Identities {
    known: HashMap<String, Face>,
}

impl Identities {
    /// Those of the feed.
    pub fn new<'a>(items: impl Iterator<Item = (String, &'a Value)>) -> Self {
        let known = items.filter_map(|(id, item)| Some((id, Face::of(item.as_object()?))));
        Self { known: known.collect() }
    }

    /// Gives an item an id that no other article has: its own, or that with its site's name before it. Returns what to say.
    pub fn settle(&mut self, item: &mut Item) -> Option<String> {
        let id = item.json.get("id")?.as_str()?.to_owned();
        let face = Face::of(&item.json);
        let site = face.host.clone().or_else(|| url::host(&item.file).map(str::to_owned));
        let site = site.or_else(|| Some(Path::new(&item.file).file_stem()?.to_string_lossy().into_owned()))?;
        let scoped = format!("{site}/{id}");
        let is_taken = self.known.get(&id).is_some_and(|known| known.is_another(&face));
        if !self.known.contains_key(&scoped) && !is_taken {
            self.known.insert(id, face);
            return None;
        }
        let is_new = self.known.insert(scoped.clone(), face).is_none();
        item.json.insert("id".to_owned(), scoped.clone().into());
        is_new.then(|| {
            format!("{}, {}: the id \"{id}\" is another article's; taken as \"{scoped}\"", item.file, item.place)
        })
    }
}
