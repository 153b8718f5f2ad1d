//! What was changed in an article after it was published.

use super::item::{ItemProblem, MAX_CHANGES, ReportProblem, member, plain, string};
use crate::{Timestamp, rows};
use serde_json::{Value, json};

/// A change of an article, as its editor tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When it was made.
    pub at: Timestamp,
    /// What was changed, as plain text.
    pub what: String,
}

rows! { Change { at, what } }

impl Change {
    /// The change as an entry of `_trangxa.changes`.
    pub(super) fn to_json(&self) -> Value {
        json!({ "at": self.at.rfc3339(), "what": self.what })
    }
}

/// The changes that an item's extension lists, the newest first. `report` is called for each entry that is left out.
pub(super) fn changes(extension: &Value, report: &mut ReportProblem<'_>) -> Vec<Change> {
    let Some(list) = member(extension, "changes") else { return Vec::new() };
    let Some(entries) = list.as_array() else {
        report("_trangxa.changes", ItemProblem::NoList);
        return Vec::new();
    };
    let mut found: Vec<Change> = Vec::new();
    let mut count = 0;
    for (i, entry) in entries.iter().enumerate() {
        let written = string(entry, "at");
        let at = written.as_deref().and_then(Timestamp::parse);
        let what = string(entry, "what").and_then(|what| plain(&what));
        if let (Some(at), Some(what)) = (at, what) {
            // Those of one instant stay in the order of the list.
            let place = found.iter().take_while(|known| known.at >= at).count();
            found.insert(place, Change { at, what });
            found.truncate(MAX_CHANGES);
            count += 1;
        } else if let Some(date) = written.filter(|_| at.is_none()) {
            report(&format!("_trangxa.changes[{i}].at"), ItemProblem::UnreadableDate(date));
        } else {
            report(&format!("_trangxa.changes[{i}]"), ItemProblem::IncompleteChange);
        }
    }
    if count > MAX_CHANGES {
        report("_trangxa.changes", ItemProblem::OldChanges(count - MAX_CHANGES));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::Article;

    fn read(item: &Value) -> (Article, Vec<String>) {
        let mut remarks = Vec::new();
        let mut report = |field: &str, problem: ItemProblem| remarks.push(format!("{field}: {problem}"));
        let article = Article::from_json("/data/feed.json", item, &mut report).unwrap();
        (article, remarks)
    }

    fn with(changes: &Value) -> (Vec<String>, Vec<String>) {
        let (article, remarks) = read(&json!({"id": "a", "title": "A", "_trangxa": {"changes": changes}}));
        let told = |change: &Change| format!("{} {}", change.at.date_and_known_time(), change.what);
        (article.changes.iter().map(told).collect(), remarks)
    }

    #[test]
    fn the_newest_change_comes_first_whatever_the_order() {
        let (changes, remarks) = with(&json!([
            {"at": "2026-07-01", "what": "Bổ sung địa điểm"},
            {"at": "2026-07-02T08:00:00+07:00", "what": " Sửa  số điện thoại &amp; giờ "},
            {"at": "30/06/2026 09:30", "what": "Thêm <b>ảnh</b>"},
            {"at": "2026-07-01", "what": "Sửa tên"},
        ]));
        assert_eq!(
            changes,
            [
                "02/07/2026 08:00 Sửa số điện thoại & giờ",
                "01/07/2026 Bổ sung địa điểm",
                "01/07/2026 Sửa tên",
                "30/06/2026 09:30 Thêm <b>ảnh</b>",
            ]
        );
        assert_eq!(remarks, [""; 0]);
    }

    #[test]
    fn a_bad_entry_is_told_and_loses_no_other() {
        let (changes, remarks) = with(&json!([
            "sửa",
            {"at": "hôm qua", "what": "Sửa tên"},
            {"at": "2026-07-02", "what": "  "},
            {"what": "Sửa tên"},
            {"at": 5, "what": "Sửa tên"},
            {"at": "2026-07-01", "what": "Sửa giờ"},
            null,
        ]));
        assert_eq!(changes, ["01/07/2026 Sửa giờ"]);
        let incomplete = "has no readable date (at) or no text (what); the article is kept without this change: write \
                          {\"at\": \"2026-07-02T08:00:00+07:00\", \"what\": \"…\"}";
        let date = "cannot read the date \"hôm qua\"; kept without it: write it as 2023-11-30T07:04:41+07:00 or 30/11/2023 07:04";
        let told = [0, 2, 3, 4, 6].map(|i| format!("_trangxa.changes[{i}]: {incomplete}"));
        let mut expected = told.to_vec();
        expected.insert(1, format!("_trangxa.changes[1].at: {date}"));
        assert_eq!(remarks, expected);
        let list = "_trangxa.changes: expected a list; kept without it: write it in brackets";
        assert_eq!(with(&json!("sửa số điện thoại")), (vec![], vec![list.to_owned()]));
        assert_eq!(with(&json!(null)), (vec![], vec![]));
        assert_eq!(with(&json!([])), (vec![], vec![]));
    }

    #[test]
    fn only_the_newest_are_kept() {
        let entry = |i: usize| json!({"at": Timestamp::from_unix(i as i64 * 60).rfc3339(), "what": i.to_string()});
        let (changes, remarks) = with(&(0..MAX_CHANGES + 3).map(entry).collect());
        assert_eq!(changes.len(), MAX_CHANGES);
        assert!(changes[0].ends_with(" 52") && changes[MAX_CHANGES - 1].ends_with(" 3"), "{changes:?}");
        assert_eq!(
            remarks,
            ["_trangxa.changes: the oldest 3 changes are left out; at most 50 are shown: remove old ones"]
        );
        assert_eq!(with(&(0..MAX_CHANGES).map(entry).collect()).1, [""; 0]);
    }

    #[test]
    fn an_article_was_modified_when_it_was_last_changed() {
        let modified = |date: Value, at: &str| {
            let item = json!({"id": "a", "title": "A", "date_modified": date, "_trangxa": {"changes": [{"at": at, "what": "x"}]}});
            read(&item).0.modified.map(Timestamp::date)
        };
        assert_eq!(modified(json!(null), "2026-07-02").as_deref(), Some("02/07/2026"));
        assert_eq!(modified(json!("2026-07-01"), "2026-07-02").as_deref(), Some("02/07/2026"));
        assert_eq!(modified(json!("2026-07-03"), "2026-07-02").as_deref(), Some("03/07/2026"));
    }
}
