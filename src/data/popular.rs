//! What is read most, according to the counter.

use crate::route::Route;
use serde_json::Value;
use trangxa_model::Slug;

/// With fewer than this in a week, a month is looked at.
const ENOUGH: usize = 3;

/// The articles among the pages that were viewed most, most first, each with its views; and in how many days. None where
/// nothing can be read: anybody can send views, so anything may be in it.
#[must_use]
pub fn ranked(json: &Value) -> (u64, Vec<(Slug, u64)>) {
    let of = |days: u64| {
        let mut articles: Vec<(Slug, u64)> = Vec::new();
        let periods = json.get("periods").and_then(Value::as_array).into_iter().flatten();
        let is_meant = |period: &&Value| period.get("days").and_then(Value::as_u64) == Some(days);
        let pages = periods.filter(is_meant).filter_map(|period| period.get("pages")?.as_array()).flatten();
        for page in pages {
            let path = page.get("path").and_then(Value::as_str).unwrap_or_default();
            let views = page.get("views").and_then(Value::as_u64).unwrap_or_default();
            if let (Route::Article(slug), true) = (Route::parse(path), views > 0)
                && !articles.iter().any(|(known, _)| *known == slug)
            {
                articles.push((slug, views));
            }
        }
        (days, articles)
    };
    let week = of(7);
    if week.1.len() < ENOUGH { of(30) } else { week }
}

#[cfg(test)]
mod tests {
    use super::ranked;
    use serde_json::{Value, json};

    fn names(json: &Value) -> (u64, Vec<(String, u64)>) {
        let (days, articles) = ranked(json);
        (days, articles.into_iter().map(|(slug, views)| (slug.to_string(), views)).collect())
    }

    fn pages(paths: &[&str]) -> Value {
        paths.iter().map(|path| json!({"path": path, "views": 5})).collect()
    }

    #[test]
    fn a_week_is_told_where_it_has_enough_and_a_month_where_not() {
        let (week, month) = (pages(&["/", "/bai/a/", "/tthc/", "/bai/b/", "/bai/c/"]), pages(&["/bai/d/"]));
        let periods = |week: Value| json!({"periods": [{"days": 1, "pages": []}, {"days": 7, "pages": week}, {"days": 30, "pages": month}]});
        let five = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), 5)).collect();
        assert_eq!(names(&periods(week)), (7, five(&["a", "b", "c"])));
        assert_eq!(names(&periods(pages(&["/bai/a/", "/bai/b/"]))), (30, five(&["d"])));
    }

    #[test]
    fn only_articles_are_told_each_once_and_only_if_they_were_viewed() {
        let mut all = pages(&[
            "/bai/a/",
            "/bai/a",
            "//evil.example/bai/x/",
            "https://evil.example/bai/x/",
            "/bai/<b>/",
            "/bai/../x/",
            "/bai/a/b/",
            "/gioi-thieu/",
            "/bai/Ä/",
        ]);
        all.as_array_mut().unwrap().extend([
            json!({"path": "/bai/khong/", "views": 0}),
            json!({"path": "/bai/am/", "views": -3}),
            json!({"path": 5, "views": 3}),
            json!("x"),
            json!({"path": "/bai/z/", "views": 1, "title": "Giả"}),
        ]);
        let read = names(&json!({"periods": [{"days": 30, "pages": all}]}));
        assert_eq!(read, (30, vec![("a".to_owned(), 5), ("z".to_owned(), 1)]));
    }

    #[test]
    fn nothing_is_made_of_what_is_something_else() {
        for other in [json!(null), json!([]), json!({"periods": 5}), json!({"periods": [5, {"days": 7}]})] {
            assert_eq!(names(&other).1, [], "{other}");
        }
    }
}
