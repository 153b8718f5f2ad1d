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
    ],
    last: &[],
};

/// The files of a new site: paths below its folder, and contents. `base_url` is where it will be served.
pub(crate) fn files(name: &str, details: &Details, base_url: &str, now: Timestamp) -> Vec<(String, String)> {
    let unit = Unit::named(name);
    vec![
        (SITE.to_owned(), file(&site(&unit, details, base_url))),
        article(&unit, details, now),
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
    ]));
    site.into()
}

/// The first article, as a file that the clerk copies for the next one.
fn article(unit: &Unit, details: &Details, now: Timestamp) -> (String, String) {
    let (day, month, year) = now.day_month_year();
    let mut values = values(unit, details, trangxa_articles::escaped);
    values.push(("day", Some(now.date())));
    let text = fill(include_str!("../template/chao-mung.md"), &values);
    let title = format!("{} bắt đầu hoạt động", unit.site);
    let fields = [("chuyên mục", CATEGORIES[0].1.to_owned()), ("tác giả", "Ban Biên tập".to_owned())];
    let file = trangxa_articles::markdown_file(&title, now, &fields, &text);
    (format!("bai/{year}-{month:02}-{day:02}-chao-mung.md"), file)
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
    use trangxa_articles::{ArticleFile, read};
    use trangxa_model::Site;
    use trangxa_model::document::JsonDocument as _;

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

    fn made(details: &Details) -> (Site, Vec<(String, String)>) {
        made_for("Xã An Bình", details)
    }

    fn made_for(name: &str, details: &Details) -> (Site, Vec<(String, String)>) {
        let files = files(name, details, "https://xa-an-binh.example/", Timestamp::from_unix(1_795_824_000));
        let site = files.iter().find(|(it, _)| it == SITE).unwrap();
        (Site::from_json(SITE, serde_json::from_str(&site.1).unwrap()).unwrap(), files)
    }

    fn first_article(site: &Site, files: &[(String, String)]) -> ArticleFile {
        let path = "bai/2026-11-28-chao-mung.md";
        let text = &files.iter().find(|(it, _)| it == path).unwrap().1;
        let is_there = |_: &str| None;
        let site = trangxa_articles::Site { categories: &site.categories, meant_file: &is_there };
        read(path, text.as_bytes(), &site)
    }

    #[test]
    fn everything_that_is_known_is_on_the_site() {
        let (site, files) = made(&details());
        assert_eq!(site.name, "Trang thông tin điện tử xã An Bình");
        assert_eq!(site.short_name(), "Xã An Bình");
        assert_eq!(site.contact.phone, details().phone);
        assert_eq!(site.editor.as_ref().unwrap().position.as_deref(), Some("Chủ tịch"));
        let text = |page: &trangxa_model::site::Page| page.content_html.clone().unwrap();
        let contact = text(&site.pages[1]);
        for known in ["Thôn Đông &lt;1&gt;, xã An Bình", "0236 3 891 234", "xa@an-binh.example", "Thứ Hai đến thứ Sáu"]
        {
            assert!(contact.contains(known), "{known} in {contact}");
        }
        let article = first_article(&site, &files);
        assert!(article.problems.is_empty(), "{:?}", article.problems);
        let item = article.item.unwrap();
        assert_eq!(item["title"], "Trang thông tin điện tử xã An Bình bắt đầu hoạt động");
        assert!(item["date_published"].as_str().unwrap().starts_with("2026-11-28T"), "{item}");
        assert_eq!(item["_trangxa"]["category"], "tin-tuc");
        assert!(item["content_html"].as_str().unwrap().contains("lien-he/"), "{item}");
        for (path, text) in files {
            assert!(!text.contains(['{', '}']) || path.ends_with(".json"), "{path}: {text}");
            assert!(!text.contains('\r') && text.ends_with('\n'), "{path}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_mentioned() {
        let (site, files) = made(&Details::default());
        assert!(site.editor.is_none() && site.contact.address.is_none());
        let all: String = files.into_iter().map(|(_, text)| text).collect();
        for place in ["Địa chỉ", "Điện thoại", "Thư điện tử", "Giờ làm việc", "{unit}", "null"] {
            assert!(!all.contains(place), "{place} in {all}");
        }
    }

    #[test]
    fn a_name_with_signs_of_markdown_is_shown_as_it_is() {
        let (site, files) = made_for("Trường *Hoa_Mai_* <số 1> & [2]: \"xanh\"", &Details::default());
        let article = first_article(&site, &files);
        let item = article.item.unwrap();
        let (title, html) = (item["title"].as_str().unwrap(), item["content_html"].as_str().unwrap());
        assert!(title.contains("Trường *Hoa_Mai_* <số 1> & [2]: \"xanh\" bắt đầu"), "{title}");
        assert!(
            html.contains("Trường *Hoa_Mai_* &lt;số 1&gt; &amp; [2]: \"xanh\"") || html.contains("&quot;xanh&quot;"),
            "{html}"
        );
        assert!(!html.contains("<em>"), "{html}");
    }
}
