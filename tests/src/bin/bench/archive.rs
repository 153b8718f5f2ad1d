//! Sites whose articles have words as frequent as in Vietnamese news, and what readers seek in them.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use trangxa_model::Slug;
use trangxa_search::{Entry, GroupName, words};
use trangxa_test_support::{ARCHIVE_GROUPS, ArchiveText, Chance};

use crate::publish::write_feed;
use crate::site::{copy, root};

/// Sentences of a paragraph.
const PARAGRAPH: usize = 4;

/// What is sought, a headline that it is about, and whether that has to be found: the numbers stand nowhere else.
pub(crate) const KNOWN: [(&str, &str, bool); 4] = [
    ("duong 990001", "Đường 990001", true),
    ("hòa 990002", "Hoà 990002", true),
    ("hòa 990003", "Hoả 990003", false),
    ("đường 990004", "Dương 990004", false),
];

/// A site with these articles, those of [`KNOWN`], and the registers of the demo.
pub(crate) fn write_site(site: &Path, texts: &[ArchiveText]) {
    copy(&root().join("public"), site);
    let feed = fs::read(site.join("data/feed.json")).expect("the demo's feed");
    let feed: Value = serde_json::from_slice(&feed).expect("JSON");
    let models = feed["items"].as_array().expect("the demo has articles");
    let known = KNOWN.iter().map(|(_, headline, _)| item(headline, "", "<p>…</p>", &texts[0].day, &models[0]));
    let archive = texts.iter().zip(models.iter().cycle()).map(|(it, model)| {
        let sentences: Vec<&str> = it.text.split_inclusive(". ").collect();
        let paragraph = |sentences: &[&str]| format!("<p>{}</p>", sentences.concat().trim_end());
        let html: String = sentences.chunks(PARAGRAPH).map(paragraph).collect();
        item(&it.headline, &it.summary, &html, &it.day, model)
    });
    write_feed(site, &feed, &known.chain(archive).collect::<Vec<_>>());
}

/// It has the category of the model.
fn item(headline: &str, summary: &str, html: &str, day: &str, model: &Value) -> Value {
    json!({
        "id": slug(headline).as_str(), "title": headline, "summary": summary, "content_html": html,
        "date_published": format!("{day}T08:00:00+07:00"), "tags": model["tags"],
    })
}

fn slug(text: &str) -> Slug {
    Slug::make(text).expect("a text has letters")
}

/// What the index of such a site is made from, without its registers.
pub(crate) fn entries(texts: &[ArchiveText]) -> (Vec<Entry>, Vec<GroupName>) {
    let entry = |text: &ArchiveText| Entry {
        address: format!("bai/{}/", slug(&text.headline)),
        headline: text.headline.clone(),
        summary: text.summary.clone(),
        text: text.text.clone(),
        date: Some(text.day.clone()),
        group: u16::try_from(text.group).expect("there are few"),
    };
    let group = |id: &&str| GroupName { id: (*id).to_owned(), name: id.replace('-', " ") };
    (texts.iter().map(entry).collect(), ARCHIVE_GROUPS.iter().map(group).collect())
}

/// So many queries of two syllables that stand side by side in an article: every second one in a headline, the others in a text; every third
/// one without marks, as many readers type.
pub(crate) fn queries(texts: &[ArchiveText], count: usize) -> Vec<String> {
    let mut chance = Chance::new(3);
    let mut queries = Vec::new();
    while queries.len() < count {
        let text = &texts[chance.below(texts.len())];
        let source = if queries.len().is_multiple_of(2) { &text.headline } else { &text.text };
        let all = words(source);
        let place = chance.below(all.len() - 1);
        let pair = source[all[place].start..all[place + 1].end].to_lowercase();
        // Neither numbers nor two words with a full stop between.
        if pair.chars().all(|it| it.is_alphabetic() || it == ' ') {
            let is_unmarked = queries.len() % 3 == 2;
            queries.push(if is_unmarked { slug(&pair).as_str().replace('-', " ") } else { pair });
        }
    }
    queries
}
