//! When an article was last updated, and what was changed.

use super::part_island::part_island;
use crate::data::Store;
use crate::parts::Part;
use leptos::prelude::*;
use trangxa_markup::{Markup, draw};
use trangxa_model::feed::Change;
use trangxa_model::{Article, Timestamp};
use trangxa_part::in_part;
use trangxa_words::article::{EARLIER_UPDATES, LAST_UPDATED};

/// The last update of an article with what was changed, and the earlier ones folded behind it. Nothing for an article whose feed tells no
/// changes.
pub(crate) fn changes(article: &Article) -> Option<AnyView> {
    let (changes, modified) = (article.changes.clone(), article.modified);
    (!changes.is_empty()).then(|| {
        let draw = Box::new(move |out: &mut Markup| {
            updates(out, &changes, modified);
            None
        });
        part_island("", &Store::of_page(), Part::Articles, draw)
    })
}

in_part! { "articles", "00000000000000000000000000000012",
    /// Draws the newest of some changes as the last update. Where the article was modified on a later day, nobody said what was changed then.
    fn updates(out: &mut Markup, changes: &[Change], modified: Option<Timestamp>) {
        let silent = modified.filter(|at| changes.iter().all(|change| change.at < *at && change.at.date() != at.date()));
        let mut earlier = changes.iter();
        draw!(out, "<p class='byline'><span>{}: ", LAST_UPDATED);
        match silent {
            Some(at) => time(out, at),
            None => earlier.next().into_iter().for_each(|change| entry(out, change)),
        }
        draw!(out, "</span></p>");
        if earlier.len() > 0 {
            draw!(out, "<details class='changes'><summary>{}</summary><ul>", EARLIER_UPDATES);
            for change in earlier {
                draw!(out, "<li>");
                entry(out, change);
                draw!(out, "</li>");
            }
            draw!(out, "</ul></details>");
        }
    }
}

fn entry(out: &mut Markup, change: &Change) {
    time(out, change.at);
    draw!(out, ": {}", change.what);
}

fn time(out: &mut Markup, at: Timestamp) {
    draw!(out, "<time datetime='{}'>{}</time>", at.rfc3339(), at.date_and_known_time());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(changes: &[(&str, &str)], modified: &str) -> String {
        let change = |(at, what): &(&str, &str)| Change { at: Timestamp::parse(at).unwrap(), what: (*what).to_owned() };
        let changes: Vec<Change> = changes.iter().map(change).collect();
        let mut out = Markup::default();
        updates(&mut out, &changes, Timestamp::parse(modified));
        let html = out.finish();
        assert!(html.contains("<time datetime='2026-07-0"), "{html}");
        // Words of different elements are apart in it.
        trangxa_clean::text::text_of(&html).replace(" : ", ": ")
    }

    #[test]
    fn the_newest_change_is_the_last_update() {
        let newest = ("2026-07-02T08:00:00+07:00", "sửa số <b>");
        let line = "Cập nhật lần cuối: 02/07/2026 08:00: sửa số <b>";
        assert_eq!(drawn(&[newest], "2026-07-02T08:00:00+07:00"), line);
        // A CMS saves an article a little later than its editor notes.
        assert_eq!(drawn(&[newest], "2026-07-02T09:12:00+07:00"), line);
        assert_eq!(
            drawn(&[newest, ("2026-07-01", "thêm ảnh")], "2026-07-02T08:00:00+07:00"),
            format!("{line} Các lần cập nhật trước 01/07/2026: thêm ảnh")
        );
    }

    #[test]
    fn a_later_update_that_nobody_explains_is_told_without_words() {
        assert_eq!(
            drawn(&[("2026-07-02", "sửa số")], "2026-07-05T10:00:00+07:00"),
            "Cập nhật lần cuối: 05/07/2026 10:00 Các lần cập nhật trước 02/07/2026: sửa số"
        );
    }
}
