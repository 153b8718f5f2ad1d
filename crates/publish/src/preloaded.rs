//! What a page carries of its documents: what its views show, and no more. The markup next to it shows the same.

use crate::source_file::SourceFile;
use serde_json::{Value, json};
use std::collections::HashSet;
use trangxa_model::alerts::{Alerts, Level};
use trangxa_model::document::JsonDocument as _;
use trangxa_model::feed::FullArticle;
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::office::Office;
use trangxa_model::time::Day;
use trangxa_model::tthc::{Count, Counts, Fields, Period};
use trangxa_model::{Article, Calendar, Rate, Site, Timestamp, Tthc};

/// What a page or a frame contains of a document that is published unchanged.
#[derive(Clone)]
pub(crate) struct Excerpt {
    /// The path of the whole document below the site's root.
    pub path: String,
    /// The fingerprint of its file.
    pub fingerprint: String,
    /// Whether `json` is less than the whole.
    pub partial: bool,
    /// The document.
    pub json: Value,
}

/// A whole document.
pub(crate) fn whole<T>(file: &SourceFile<T>) -> Excerpt {
    Excerpt { path: file.path.clone(), fingerprint: fingerprint(&file.bytes), partial: false, json: file.json.clone() }
}

/// What the bar shows of the office: the first unit, and the days with other hours that are not over.
pub(crate) fn bar_only(file: &SourceFile<Office>, now: Timestamp) -> Excerpt {
    let mut json = file.json.clone();
    let today = Day::of(now);
    let is_ahead = |entry: &Value| {
        let last = ["to", "date", "from"].into_iter().find_map(|name| entry[name].as_str());
        last.and_then(Timestamp::parse).is_none_or(|last| Day::of(last) >= today)
    };
    // An entry that cannot be read is no unit, so another one is the first.
    let is_unit = |entry: &Value| {
        let alone = json!({"version": 1, "units": [entry]});
        Office::from_json(&file.path, alone).is_ok_and(|office| !office.units.is_empty())
    };
    if let Some(units) = json["units"].as_array_mut() {
        let first = units.iter().position(is_unit).map(|i| units.swap_remove(i));
        *units = first.into_iter().collect();
        for unit in units.iter_mut().filter_map(Value::as_object_mut) {
            unit.retain(|name, _| ["id", "name", "phones", "hours"].contains(&name.as_str()));
        }
    }
    for name in ["closed", "changed"] {
        if let Some(days) = json[name].as_array_mut() {
            days.retain(is_ahead);
        }
    }
    Excerpt { path: file.path.clone(), fingerprint: fingerprint(&file.bytes), partial: true, json }
}

/// The entries of the calendar that are on one of the days around `now`: a page may be read for some days before the next build.
pub(crate) fn next_days_only(file: &SourceFile<Calendar>, now: Timestamp) -> Excerpt {
    const DAYS: i64 = 10;
    let today = Day::of(now);
    let near = file.value.occurrences(today.plus(-1), today.plus(DAYS));
    let places: HashSet<usize> = near.iter().map(|it| it.entry.index).collect();
    let mut json = file.json.clone();
    if let Some(entries) = json["entries"].as_array_mut() {
        let mut place = 0..;
        entries.retain(|_| place.next().is_some_and(|place| places.contains(&place)));
    }
    Excerpt { path: file.path.clone(), fingerprint: fingerprint(&file.bytes), partial: true, json }
}

/// The alerts that have not ended. What could not be read of the document is not among them.
pub(crate) fn alerts_only(file: &SourceFile<Alerts>, now: Timestamp) -> Excerpt {
    let mut json = file.json.clone();
    let is_kept = |place: usize| file.value.alerts.iter().any(|it| it.index == place && it.until > now);
    if let Some(alerts) = json["alerts"].as_array_mut() {
        let mut places = 0..;
        alerts.retain(|_| places.next().is_some_and(is_kept));
    }
    Excerpt { path: file.path.clone(), fingerprint: fingerprint(&file.bytes), partial: json != file.json, json }
}

/// What a frame shows of the alerts that have not ended: it has no room for more than their titles.
pub(crate) fn titles_only(file: &SourceFile<Alerts>, now: Timestamp) -> Excerpt {
    let shown = file.value.alerts.iter().filter(|it| it.until > now).map(|it| {
        let level = match it.level {
            Level::Urgent => "urgent",
            Level::Warning => "warning",
            Level::Information => "information",
        };
        let title = it.title.as_ref().or(it.text.as_ref());
        json!({"id": it.id.as_str(), "level": level, "title": title, "from": it.from.rfc3339(), "until": it.until.rfc3339()})
    });
    let json = json!({"version": file.value.version, "alerts": shown.collect::<Value>()});
    Excerpt { path: file.path.clone(), fingerprint: fingerprint(&file.bytes), partial: true, json }
}

/// The figures that the card shows: the latest period, and of the others what the line is drawn from. All figures together would be larger
/// than the page.
pub(crate) fn card_only(file: &SourceFile<Tthc>) -> Excerpt {
    let latest = file.value.latest_index();
    let shown = |i: usize, period: &Period| {
        let counts = if Some(i) == latest { period.counts } else { on_line(period.counts) };
        Period { counts, fields: Fields::default(), ..period.clone() }
    };
    part_of(file, file.value.on_card(), shown)
}

/// The counts of a period from which its point on the line is drawn.
fn on_line(mut counts: Counts) -> Counts {
    for count in Count::ALL {
        let mut fewer = counts;
        fewer[count] = None;
        let is_same = |rate: fn(&Counts) -> Rate| rate(&fewer) == rate(&counts);
        if is_same(Counts::completion_rate) && is_same(Counts::in_time_rate) {
            counts = fewer;
        }
    }
    counts
}

/// The figures that the dashboard shows at first: every period, and the fields of the latest one.
pub(crate) fn dashboard_only(file: &SourceFile<Tthc>) -> Excerpt {
    let latest = file.value.latest_index();
    let shown = |i: usize, period: &Period| match Some(i) == latest {
        true => period.clone(),
        false => Period { fields: Fields::default(), ..period.clone() },
    };
    part_of(file, (0..file.value.periods.len()).collect(), shown)
}

/// What is shown of the periods with these indices.
fn part_of(file: &SourceFile<Tthc>, periods: Vec<usize>, shown: impl Fn(usize, &Period) -> Period) -> Excerpt {
    let mut json = file.json.clone();
    json["periods"] = periods.into_iter().map(|i| shown(i, &file.value.periods[i]).to_json()).collect();
    let partial = json["periods"] != file.json["periods"];
    Excerpt { path: file.path.clone(), fingerprint: fingerprint(&file.bytes), partial, json }
}

/// An article's page without what it does not show: the article's own addresses beside its text, the summary and the picture behind what
/// is shown of them, a tag where the site has a name for the category, and of other articles all but their headlines and excerpts.
pub(crate) fn article_only(site: &Site, item: FullArticle) -> FullArticle {
    let FullArticle { mut article, standfirst, picture, previous, next, related } = item;
    if article.content.is_some() {
        (article.url, article.item, article.summary) = (None, None, None);
    }
    article.image = None;
    if picture.is_none() {
        article.srcset = None;
    }
    if article.category.as_ref().is_some_and(|id| site.category(id).is_some()) {
        article.tags = Vec::new();
    }
    let link = |article: Article| Article::titled(article.slug, article.title);
    let card = |article: Article| Article {
        summary: article.summary,
        image: article.image,
        srcset: article.srcset,
        published: article.published,
        ..Article::titled(article.slug, article.title)
    };
    FullArticle {
        article,
        standfirst,
        picture,
        previous: previous.map(link),
        next: next.map(link),
        related: related.into_iter().map(card).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trangxa_model::tthc::CARD_POINTS;

    #[test]
    fn the_card_keeps_the_latest_period_and_the_line() {
        let counts = json!({"received": 318, "carried_over": 22, "early": 225, "on_time": 81, "late": 0, "pending_in_time": 29,
            "pending_late": 0, "waiting": 5, "withdrawn": 0, "rejected": 0});
        let in_time_only = json!({"in_time": 90, "late": 10, "received": 100});
        let incomplete = json!({"received": 100, "waiting": 1});
        let periods: Vec<Value> = [&counts, &incomplete, &in_time_only, &counts, &counts]
            .iter()
            .enumerate()
            .map(|(i, counts)| {
                let mut period = (*counts).clone();
                let month = format!("2025-{:02}", i + 1);
                (period["from"], period["to"]) = (month.as_str().into(), month.into());
                period["fields"] = json!([{"name": "Hộ tịch", "late": 1}]);
                period
            })
            .collect();
        let json = json!({"version": 1, "updated_at": "2025-06-01T07:04:41+07:00", "periods": periods});
        let value = Tthc::from_json("f", json.clone()).unwrap();
        let file = SourceFile { path: "f".to_owned(), bytes: Vec::new(), json, value };
        let part = card_only(&file);
        assert!(part.partial);
        let shown = Tthc::from_json("f", part.json.clone()).unwrap();
        let line = |tthc: &Tthc| tthc.series(CARD_POINTS, None, None).unwrap().trend();
        assert_eq!(line(&shown), line(&file.value));
        assert_eq!(shown.latest().unwrap().counts, file.value.latest().unwrap().counts);
        let first = part.json["periods"][0].as_object().unwrap();
        let names: Vec<&str> = first.keys().map(String::as_str).collect();
        assert_eq!(names, ["early", "from", "late", "on_time", "pending_in_time", "pending_late", "to", "waiting"]);
        assert_eq!(part.json["periods"][1].as_object().unwrap().len(), 2, "nothing can be drawn from it");
    }

    #[test]
    fn a_page_does_not_carry_what_it_does_not_show() {
        let site = json!({"version": 1, "name": "Xã", "base_url": "https://xa.example/", "categories": [{"id": "tin", "name": "Tin"}]});
        let site = Site::from_json("f", site).unwrap();
        let shown = |content: &str, category: &str| {
            let other = json!({"id": "https://cu.example/?p=2", "title": "Khác", "summary": "s", "tags": ["x"],
                "date_published": "2023-06-22", "_trangxa": {"slug": "khac-2", "item": "/x.json"}});
            let item = json!({"id": "a", "title": "A", "summary": "s", "image": "/a.jpg", "url": "https://cu.example/", "tags": ["Tag"],
                "content_html": content, "_trangxa": {"category": category, "previous": other, "related": [other]}});
            article_only(&site, FullArticle::from_json("/data/bai/a.json", item).unwrap())
        };
        let item = shown("<p>Dân họp.</p><img src='/a.jpg'>", "tin");
        assert_eq!((item.article.url, item.article.summary, item.article.image), (None, None, None));
        assert_eq!((item.standfirst.as_deref(), item.picture, item.article.tags.len()), (Some("s"), None, 0));
        let khac = |article: &Article| (article.slug.to_string(), article.title.clone(), article.summary.is_some());
        assert_eq!(khac(&item.previous.unwrap()), ("khac-2".to_owned(), "Khác".to_owned(), false));
        let related = &item.related[0];
        assert_eq!(khac(related), ("khac-2".to_owned(), "Khác".to_owned(), true));
        assert!(related.published.is_some() && related.item.is_none() && related.tags.is_empty());
        // Where there is no text, the page links to the source; where the site has no name for the category, the tag is one.
        let item = shown("", "khac");
        assert!(item.article.url.is_some() && item.article.summary.is_some());
        assert_eq!((item.picture.as_deref(), item.article.tags.as_slice()), (Some("/a.jpg"), &["Tag".to_owned()][..]));
    }
}
