//! The documents of a new site.

use crate::details::Details;
use crate::template::{Value, fill};
use crate::unit::Unit;
use serde_json::{Map, Value as Json, json};
use trangxa_clean::text::escape;
use trangxa_model::Timestamp;
use trangxa_site_files::json::{Order, pretty};
use trangxa_site_files::{NOTES, SITE};

/// The categories that a commune begins with, as id and name.
const CATEGORIES: [(&str, &str); 4] = [
    ("tin-tuc", "Tin tức"),
    ("thong-bao", "Thông báo"),
    ("chi-dao-dieu-hanh", "Chỉ đạo, điều hành"),
    ("cai-cach-hanh-chinh", "Cải cách hành chính"),
];

/// The order of members in the files.
const ORDER: Order<'_> = Order {
    first: &[
        "version",
        "id",
        "title",
        "name",
        "short_name",
        "language",
        "base_url",
        "position",
        "editor",
        "contact",
        "address",
        "phone",
        "email",
        "categories",
        "pages",
        "content_html",
        "date_published",
        "authors",
        "_trangxa",
    ],
    last: &["data", "items"],
};

/// The files of a new site: paths below its folder, and contents. `base_url` is where it will be served.
pub(crate) fn files(name: &str, details: &Details, base_url: &str, now: Timestamp) -> Vec<(String, String)> {
    let unit = Unit::named(name);
    vec![
        (SITE.to_owned(), file(&site(&unit, details, base_url))),
        ("data/feed.json".to_owned(), file(&feed(&unit, details, now))),
        (NOTES.to_owned(), fill(include_str!("../template/DOC-TRUOC.txt"), &values(&unit, details, str::to_owned))),
    ]
}

/// A document as a file. Its lines end in LF on every system, as those of all documents that `trangxa` writes do: the editor of each Windows on which
/// the program runs (10 and later) reads them.
fn file(json: &Json) -> String {
    format!("{}\n", pretty(json, 0, ORDER))
}

fn site(unit: &Unit, details: &Details, base_url: &str) -> Json {
    let page = |id: &str, title: &str, template: &str| {
        let html = fill(template, &values(unit, details, escape));
        json!({"id": id, "title": title, "content_html": html.trim_end()})
    };
    let categories: Vec<Json> = CATEGORIES.iter().map(|(id, name)| json!({"id": id, "name": name})).collect();
    let editor = details.editor.as_ref();
    let mut site = known([
        ("short_name", unit.short.as_deref().map(Json::from)),
        (
            "editor",
            editor.map(|it| {
                let members =
                    [("title", Some(&it.title)), ("position", it.position.as_ref()), ("name", Some(&it.name))];
                Json::Object(known(members.map(|(name, value)| (name, value.cloned().map(Json::from)))))
            }),
        ),
    ]);
    let contact = [("address", &details.address), ("phone", &details.phone), ("email", &details.email)];
    let contact = known(contact.map(|(name, value)| (name, value.clone().map(Json::from))));
    site.extend(known([
        ("version", Some(json!(1))),
        ("name", Some(unit.site.as_str().into())),
        ("language", Some("vi".into())),
        ("base_url", Some(base_url.into())),
        ("contact", Some(contact.into())),
        ("categories", Some(categories.into())),
        (
            "pages",
            Some(json!([
                page("gioi-thieu", "Giới thiệu", include_str!("../template/gioi-thieu.html")),
                page("lien-he", "Liên hệ", include_str!("../template/lien-he.html")),
            ])),
        ),
        ("data", Some(json!({"articles": "data/feed.json"}))),
    ]));
    site.into()
}

fn feed(unit: &Unit, details: &Details, now: Timestamp) -> Json {
    let mut values = values(unit, details, escape);
    values.push(("day", Some(now.date())));
    let html = fill(include_str!("../template/chao-mung.html"), &values);
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": unit.site,
        "items": [{
            "id": "chao-mung",
            "title": format!("{} bắt đầu hoạt động", unit.site),
            "content_html": html.trim_end(),
            "date_published": now.rfc3339(),
            "authors": [{"name": "Ban Biên tập"}],
            "_trangxa": {"category": CATEGORIES[0].0},
        }],
    })
}

/// What is known of the unit, for the places of templates.
fn values(unit: &Unit, details: &Details, written: fn(&str) -> String) -> Vec<Value<'static>> {
    let some = |value: Option<&String>| value.map(|value| written(value));
    let editor = details.editor.as_ref();
    vec![
        ("unit", some(Some(&unit.inside))),
        ("authority", some(Some(&unit.authority))),
        ("site", some(Some(&unit.site))),
        ("address", some(details.address.as_ref())),
        ("phone", some(details.phone.as_ref())),
        ("email", some(details.email.as_ref())),
        ("hours", some(details.hours.as_ref())),
        ("editor", some(editor.map(|it| &it.name))),
    ]
}

/// The members whose values are known.
fn known<const N: usize>(members: [(&str, Option<Json>); N]) -> Map<String, Json> {
    members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use trangxa_model::document::JsonDocument as _;
    use trangxa_model::{Feed, Site};

    fn details() -> Details {
        Details {
            address: Some("Thôn Đông <1>, xã An Bình".to_owned()),
            phone: Some("0236 3 891 234".to_owned()),
            email: Some("xa@an-binh.example".to_owned()),
            hours: Some("Thứ Hai đến thứ Sáu".to_owned()),
            editor: Some(crate::editor("Nguyễn Văn An, Chủ tịch").unwrap()),
            base_url: None,
        }
    }

    fn read(details: &Details) -> (Site, Feed, Vec<(String, String)>) {
        let files = files("Xã An Bình", details, "https://xa-an-binh.example/", Timestamp::from_unix(1_795_824_000));
        let json = |path: &str| serde_json::from_str(&files.iter().find(|(it, _)| it == path).unwrap().1).unwrap();
        let site = Site::from_json(SITE, json(SITE)).unwrap();
        let feed = Feed::from_json("data/feed.json", json("data/feed.json")).unwrap();
        (site, feed, files)
    }

    #[test]
    fn everything_that_is_known_is_on_the_site() {
        let (site, feed, files) = read(&details());
        assert_eq!(site.name, "Trang thông tin điện tử xã An Bình");
        assert_eq!(site.short_name(), "Xã An Bình");
        assert_eq!(site.contact.phone, details().phone);
        assert_eq!(site.editor.unwrap().position.as_deref(), Some("Chủ tịch"));
        let text = |page: &trangxa_model::site::Page| page.content_html.clone().unwrap();
        let contact = text(&site.pages[1]);
        for known in ["Thôn Đông &lt;1&gt;, xã An Bình", "0236 3 891 234", "xa@an-binh.example", "Thứ Hai đến thứ Sáu"]
        {
            assert!(contact.contains(known), "{known} in {contact}");
        }
        assert_eq!(feed.articles.len(), 1);
        let article = &feed.articles[0];
        assert_eq!(article.published.unwrap().date(), "28/11/2026");
        assert!(site.categories.iter().any(|it| Some(&it.id) == article.category.as_ref()));
        for (path, text) in files {
            assert!(!text.contains(['{', '}']) || path.ends_with(".json"), "{path}: {text}");
            assert!(!text.contains('\r') && text.ends_with('\n'), "{path}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_mentioned() {
        let (site, _, files) = read(&Details::default());
        assert!(site.editor.is_none() && site.contact.address.is_none());
        let all: String = files.into_iter().map(|(_, text)| text).collect();
        for place in ["Địa chỉ", "Điện thoại", "Thư điện tử", "Giờ làm việc", "{unit}", "null"] {
            assert!(!all.contains(place), "{place} in {all}");
        }
    }
}
