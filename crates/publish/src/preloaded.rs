//! What a page carries of its documents: what its views show, and no more. The markup next to it shows the same.

use crate::site_source::SourceFile;
use serde_json::Value;
use trang_xa::data::Preloaded;
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::tthc::Period;
use trangxa_model::{Article, Site, Tthc};

/// A whole document.
pub(crate) fn whole<T>(file: &SourceFile<T>) -> Preloaded {
    Preloaded {
        path: file.path.clone(),
        fingerprint: fingerprint(&file.bytes),
        partial: false,
        json: file.json.clone(),
    }
}

/// The figures that the card shows: its periods, without their fields. All figures together would be larger than the page. The counts are
/// whole, because the program announces what the next document changes of them.
pub(crate) fn card_only(file: &SourceFile<Tthc>) -> Preloaded {
    part_of(file, file.value.on_card(), |_| false)
}

/// The figures that the dashboard shows at first: every period, and the fields of the latest one.
pub(crate) fn dashboard_only(file: &SourceFile<Tthc>) -> Preloaded {
    let latest = file.value.latest_index();
    part_of(file, (0..file.value.periods.len()).collect(), |i| Some(i) == latest)
}

/// The periods with these indices, and the fields of those for which `with_fields` is true.
fn part_of(file: &SourceFile<Tthc>, periods: Vec<usize>, with_fields: impl Fn(usize) -> bool) -> Preloaded {
    let all = &file.value.periods;
    let mut json = file.json.clone();
    let period = |i: &usize| match with_fields(*i) {
        true => all[*i].to_json(),
        false => Period { fields: Vec::new(), ..all[*i].clone() }.to_json(),
    };
    json["periods"] = periods.iter().map(period).collect();
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
    if Article::from_json("", &short, &mut |_, _| {}).is_ok_and(|read| read.slug.as_str() == slug) {
        return short;
    }
    shown["_trangxa"] = serde_json::json!({ "slug": slug });
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

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
