//! Which article an item is.
//!
//! A feed should give each item an id of its own, and many do not: CMSs count from 1, so that two communes have the same ids for
//! different articles; some write `N/A`, nothing, or the address of the list page for every item. So what several items of a
//! document share is no identity. Then the link is, and then link, title and date together.
//!
//! An article that is in the feed already keeps its id, whatever a later document makes of it.

use crate::dates;
use crate::item::SourceItem;
use crate::reference;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::path::Path;
use trangxa_messages::feeds;
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::{Timestamp, url};

/// By what two articles are distinguished.
#[derive(Clone, PartialEq)]
struct Traits {
    /// The link, decoded, so that `%E1%BA%A3` and `ả` are the same.
    link: Option<String>,
    host: Option<String>,
    title: Option<String>,
    date: Option<Timestamp>,
}

impl Traits {
    fn of(item: &Map<String, Value>) -> Self {
        let text = |name: &str| item.get(name).and_then(Value::as_str);
        Self {
            link: text("url").map(link_form),
            host: text("url").and_then(url::host).map(str::to_owned),
            title: text("title").map(str::to_owned),
            date: text("date_published").and_then(dates::read),
        }
    }

    /// Whether an item has the id of an article and is another one nevertheless. On two sites it is if the titles differ,
    /// because a site that moved keeps its titles. On one site it is if hardly a word of the title stayed and the date, or without
    /// one the link, is another one. If the site of one is not known, it is if title and date differ, because a correction
    /// changes one of them.
    fn is_another(&self, item: &Self) -> bool {
        let other_title = self.title.is_some() && item.title.is_some() && self.title != item.title;
        let other_date = self.date.is_some() && item.date.is_some() && self.date != item.date;
        match (&self.host, &item.host) {
            (Some(host), Some(other)) if host != other => other_title,
            (Some(_), Some(_)) => {
                let is_undated = self.date.is_none() || item.date.is_none();
                let other_page = is_undated && self.link != item.link;
                other_title && (other_date || other_page) && !self.has_title_like(item)
            }
            _ => other_title && other_date,
        }
    }

    /// Whether at least half of the words of two titles are the same, as they are after a correction.
    fn has_title_like(&self, other: &Self) -> bool {
        let words = |traits: &Self| -> HashSet<String> {
            let title = traits.title.as_deref().unwrap_or_default().to_lowercase();
            title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        let (ours, theirs) = (words(self), words(other));
        2 * ours.intersection(&theirs).count() >= ours.union(&theirs).count()
    }

    /// Whether an item is on the page of this article and has its title. Without a page, the title alone decides.
    fn is_same(&self, item: &Self) -> bool {
        self.link == item.link && self.title == item.title
    }
}

/// An address in the form in which two of them are compared.
fn link_form(address: &str) -> String {
    reference::percent_decode(address).unwrap_or_else(|| address.to_owned())
}

/// The ids of the articles in the feed and of those that this import adds.
pub(crate) struct Identities {
    known: HashMap<String, Traits>,
    /// The ids that are links, by the links' decoded form.
    links: HashMap<String, String>,
}

/// An item that has got its id in this import.
struct Claim {
    file: String,
    json: Map<String, Value>,
}

/// What an item says that it is known by.
struct Names {
    /// The id that the source gives it, and whether other items of its document have the same.
    own: Option<(String, bool)>,
    /// Its link, or what stands for the link of an item without one, and whether other items of its document have the same.
    link: (String, bool),
    /// Link, title and date.
    long: String,
}

impl Names {
    fn of(item: &Map<String, Value>) -> Self {
        let text = |name: &str| item.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let title =
            text("title").or_else(|| text("summary")).or_else(|| text("content_html")).or_else(|| text("content_text"));
        let title = title.unwrap_or_default();
        let date = text("date_published").unwrap_or_default();
        let (link, long) = match text("url") {
            Some(link) => (link.to_owned(), format!("{link}#{}", fingerprint(format!("{title}\n{date}").as_bytes()))),
            None => (fingerprint(title.as_bytes()), fingerprint(format!("{title}\n{date}").as_bytes())),
        };
        Self { own: text("id").map(|id| (id.to_owned(), false)), link: (link, false), long }
    }
}

impl Identities {
    /// The identities of the feed's items.
    pub(crate) fn new<'a>(items: impl Iterator<Item = (String, &'a Value)>) -> Self {
        let mut identities = Self { known: HashMap::new(), links: HashMap::new() };
        for (id, item) in items {
            if let Some(item) = item.as_object() {
                identities.learn(id, Traits::of(item));
            }
        }
        identities
    }

    fn learn(&mut self, id: String, traits: Traits) {
        if url::host(&id).is_some() {
            self.links.insert(link_form(&id), id.clone());
        }
        self.known.insert(id, traits);
    }

    /// Gives each item of a source the id of its article, or a new one. An item that is the same as an earlier one of the source
    /// is left out; if its text is another one, that is a loss.
    pub(crate) fn assign(
        &mut self,
        items: Vec<SourceItem>,
        remarks: &mut Vec<String>,
        losses: &mut Vec<String>,
    ) -> Vec<SourceItem> {
        let names = names_of(&items, remarks);
        let mut claims: HashMap<String, Claim> = HashMap::new();
        let mut kept = Vec::new();
        for (mut item, names) in items.into_iter().zip(names) {
            let traits = Traits::of(&item.json);
            let own = names.own.as_ref().map(|(id, _)| id.clone());
            let site = site_of(&item, &traits);
            let is_free = |id: &str| claims.get(id).is_none_or(|claim| is_repeated(claim, &item));
            let (id, remark) = self.identify(&names, &traits, &site, is_free);
            if let Some(claim) = claims.get(&id) {
                if claim
                    .json
                    .iter()
                    .filter(|(name, _)| *name != "id")
                    .ne(item.json.iter().filter(|(name, _)| *name != "id"))
                {
                    let same_id = feeds::SameId { id: &id };
                    let problem: &dyn Display = if own.is_some() { &same_id } else { &feeds::SameLink };
                    let sentence = format!("{}, {}: {problem}", item.file, item.place);
                    if claim.file == item.file { losses.push(sentence) } else { remarks.push(sentence) }
                }
                continue;
            }
            claims.insert(id.clone(), Claim { file: item.file.clone(), json: item.json.clone() });
            if let Some(own) = own.filter(|_| remark && !self.known.contains_key(&id)) {
                remarks.push(format!("{}, {}: {}", item.file, item.place, feeds::IdOfAnother { own, id: &id }));
            }
            self.learn(id.clone(), traits);
            item.json.insert("id".to_owned(), id.into());
            kept.push(item);
        }
        kept
    }

    /// The id of an item, and whether its own id is that of another article. `is_free` says whether no other item of the source
    /// has got an id.
    fn identify(&self, names: &Names, traits: &Traits, site: &str, is_free: impl Fn(&str) -> bool) -> (String, bool) {
        let known = |id: &str| self.known.get(id).filter(|_| is_free(id));
        let (link, is_link_shared) = &names.link;
        let scoped = names.own.as_ref().map(|(own, is_shared)| (own, format!("{site}/{own}"), *is_shared));
        // An article that the feed has under one of the item's names.
        if let Some((own, scoped, is_shared)) = &scoped {
            if known(own).is_some_and(|article| article.is_same(traits)) {
                return ((*own).clone(), false);
            }
            if known(scoped).is_some_and(|article| article.is_same(traits) || !is_shared && !article.is_another(traits))
            {
                return (scoped.clone(), false);
            }
        }
        let link_id = self.links.get(&link_form(link)).unwrap_or(link);
        if let Some(article) = known(link_id)
            && if *is_link_shared { article.is_same(traits) } else { !article.is_another(traits) }
        {
            return (link_id.clone(), false);
        }
        if known(&names.long).is_some() {
            return (names.long.clone(), false);
        }
        // A new article, or a changed one under its own id.
        let mut is_taken = false;
        if let Some((own, scoped, false)) = scoped {
            match self.known.get(own) {
                _ if !is_free(own) => is_taken = true,
                Some(article) if article.is_another(traits) => {
                    let is_other_site = article.host.is_none() || article.host != traits.host;
                    if is_other_site && !self.known.contains_key(&scoped) && is_free(&scoped) {
                        return (scoped, true);
                    }
                    is_taken = true;
                }
                _ => return (own.clone(), false),
            }
        }
        let is_new = !is_link_shared && !self.known.contains_key(link_id) && is_free(link);
        (if is_new { link.clone() } else { names.long.clone() }, is_taken)
    }
}

/// Whether an item is the one that has got an id already. In one document, link, title and date have to be the same.
fn is_repeated(claim: &Claim, item: &SourceItem) -> bool {
    let (first, second) = (Traits::of(&claim.json), Traits::of(&item.json));
    if claim.file == item.file {
        first == second
    } else {
        first.link == second.link && (first.link.is_some() || first.title == second.title)
    }
}

/// The names of each item, with what the items of a document share. `remarks` gets a sentence for each shared id.
fn names_of(items: &[SourceItem], remarks: &mut Vec<String>) -> Vec<Names> {
    let mut names: Vec<Names> = items.iter().map(|item| Names::of(&item.json)).collect();
    let mut owners: HashMap<(&str, &str), HashSet<&str>> = HashMap::new();
    let mut linked: HashMap<(&str, &str), HashSet<&str>> = HashMap::new();
    for (item, names) in items.iter().zip(&names) {
        if let Some((own, _)) = &names.own {
            owners.entry((&item.file, own)).or_default().insert(&names.long);
        }
        linked.entry((&item.file, &names.link.0)).or_default().insert(&names.long);
    }
    let shared =
        |map: &HashMap<_, HashSet<&str>>, file: &str, name: &str| map.get(&(file, name)).map_or(0, HashSet::len);
    let mut told = HashSet::new();
    let flags: Vec<(bool, bool)> = items
        .iter()
        .zip(&names)
        .map(|(item, names)| {
            let sharing = names.own.as_ref().map_or(0, |(own, _)| shared(&owners, &item.file, own));
            if let Some((own, _)) = names.own.as_ref().filter(|_| sharing > 1)
                && told.insert((item.file.as_str(), own.as_str()))
            {
                remarks.push(format!("{}: {}", item.file, feeds::SharedId { count: sharing, id: own }));
            }
            (sharing > 1, shared(&linked, &item.file, &names.link.0) > 1)
        })
        .collect();
    for (names, (is_own_shared, is_link_shared)) in names.iter_mut().zip(flags) {
        if let Some((_, is_shared)) = &mut names.own {
            *is_shared = is_own_shared;
        }
        names.link.1 = is_link_shared;
    }
    names
}

/// The name of the site that an item is from: the host of its link or of its document, or the name of a local file.
fn site_of(item: &SourceItem, traits: &Traits) -> String {
    let host = traits.host.clone().or_else(|| url::host(&item.file).map(str::to_owned));
    host.or_else(|| Some(Path::new(&item.file).file_stem()?.to_string_lossy().into_owned())).unwrap_or_default()
}
