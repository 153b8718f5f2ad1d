//! What a page carries of its documents: what its views show, and no more. The markup next to it shows the same.

use crate::site_source::SourceFile;
use serde_json::Value;
use trang_xa::data::Preloaded;
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::tthc::{Count, Counts, Period};
use trangxa_model::{Article, Rate, Site, Tthc};

/// A whole document.
pub(crate) fn whole<T>(file: &SourceFile<T>) -> Preloaded {
    Preloaded {
        path: file.path.clone(),
        fingerprint: fingerprint(&file.bytes),
        partial: false,
        json: file.json.clone(),
    }
}

/// The figures that the card shows: the latest period, and of the others what the line is drawn from. All figures together would be larger
/// than the page.
pub(crate) fn card_only(file: &SourceFile<Tthc>) -> Preloaded {
    let latest = file.value.latest_index();
    let shown = |i: usize, period: &Period| {
        let counts = if Some(i) == latest { period.counts } else { on_line(period.counts) };
        Period { counts, fields: Vec::new(), ..period.clone() }
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
pub(crate) fn dashboard_only(file: &SourceFile<Tthc>) -> Preloaded {
    let latest = file.value.latest_index();
    let shown = |i: usize, period: &Period| match Some(i) == latest {
        true => period.clone(),
        false => Period { fields: Vec::new(), ..period.clone() },
    };
    part_of(file, (0..file.value.periods.len()).collect(), shown)
}

/// What is shown of the periods with these indices.
fn part_of(file: &SourceFile<Tthc>, periods: Vec<usize>, shown: impl Fn(usize, &Period) -> Period) -> Preloaded {
    let mut json = file.json.clone();
    json["periods"] = periods.into_iter().map(|i| shown(i, &file.value.periods[i]).to_json()).collect();
    let partial = json["periods"] != file.json["periods"];
    Preloaded { path: file.path.clone(), fingerprint: fingerprint(&file.bytes), partial, json }
}

/// The document of an article's page, without what the page does not show of it: the article's own address, a tag where the site has
/// a name for the category, and of other articles all but their headlines and excerpts.
pub(crate) fn article_only(site: &Site, article: &Article, mut json: Value) -> Value {
    if let Some(item) = json.as_object_mut() {
        if item.contains_key("content_html") {
            item.remove("url");
        }
        if article.category.as_ref().is_some_and(|id| site.category(id).is_some()) {
            item.remove("tags");
        }
    }
    // With its text here, nothing asks where the rest of the article is.
    if article.content.is_some() {
        without(&mut json, "item");
    }
    let mut short = json.clone();
    without(&mut short, "slug");
    if leads_to(&short, article.slug.as_str()) {
        json = short;
    }
    let ours = &mut json["_trangxa"];
    for name in ["previous", "next"] {
        if let Some(neighbour) = ours.get_mut(name) {
            *neighbour = headline(neighbour, &["id", "title"]);
        }
    }
    for related in ours.get_mut("related").and_then(Value::as_array_mut).into_iter().flatten() {
        *related = headline(related, &["id", "title", "summary", "image", "date_published"]);
    }
    json
}

/// The members of an article in a list that links to it. Its id becomes its slug, if that leads to the same address.
fn headline(article: &Value, members: &[&str]) -> Value {
    let slug = article["_trangxa"]["slug"].as_str().unwrap_or_default();
    let shown = members.iter().filter_map(|name| Some(((*name).to_owned(), article.get(name)?.clone())));
    let mut shown: Value = shown.collect();
    let mut short = shown.clone();
    short["id"] = slug.into();
    if leads_to(&short, slug) {
        return short;
    }
    shown["_trangxa"] = serde_json::json!({ "slug": slug });
    shown
}

/// Whether an article of a feed has this slug.
fn leads_to(article: &Value, slug: &str) -> bool {
    Article::from_json("", article, &mut |_, _| {}).is_ok_and(|read| read.slug.as_str() == slug)
}

/// Removes a member of what this program adds to an article of a feed.
fn without(article: &mut Value, member: &str) {
    if let Some(members) = article["_trangxa"].as_object_mut() {
        members.remove(member);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use trangxa_model::document::JsonDocument as _;
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
    fn a_headline_leads_to_the_same_address_as_the_article() {
        for (id, slug) in
            [("hop-dan", "hop-dan"), ("https://cu.example/?id=4", "hop-dan"), ("1204", "1204"), ("7", "hop-dan-2")]
        {
            let article = json!({"id": id, "title": "Họp dân", "summary": "x", "tags": ["y"], "_trangxa": {"slug": slug, "category": "y"}});
            let shown = headline(&article, &["id", "title"]);
            assert_eq!(Article::from_json("", &shown, &mut |_, _| {}).unwrap().slug.as_str(), slug, "{shown}");
            assert!(shown.get("summary").is_none() && shown.get("tags").is_none(), "{shown}");
        }
    }
}
