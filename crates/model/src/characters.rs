//! Removes the characters that neither a page nor a feed can show.

/// A text of a document without controls and noncharacters (Unicode, §23.7). A parser of HTML drops or replaces some of them: a
/// page whose title is only a null would not match what the program expects to find. XML cannot contain most of them.
pub(crate) fn usable(text: &str) -> String {
    // Some white space counts as control, and the last two code points of each plane are no characters.
    let is_unusable = |c: char| c.is_control() && !c.is_whitespace() || u32::from(c) & 0xfffe == 0xfffe;
    text.chars().filter(|c| !is_unusable(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::usable;
    use crate::document::JsonDocument;
    use crate::{Feed, Site};
    use serde_json::json;

    #[test]
    fn only_the_characters_are_lost() {
        assert_eq!(usable("S\u{0}á\u{7}ng\u{1b} \u{93}nay\u{94}\u{fffe}\u{ffff}\u{1ffff}"), "Sáng nay");
        for text in ["a\u{c}b\u{b}c\u{85}d\te\r\nf", "ệ \u{200b}\u{301}😀\u{fffd}"] {
            assert_eq!(usable(text), text);
        }
    }

    #[test]
    fn a_field_of_controls_is_blank() {
        let bytes = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [
            {\"id\": \"a\", \"title\": \"\\u0000\", \"summary\": \"\\u0001 \\uffff\", \"content_text\": \"Bà con\",
             \"authors\": [{\"name\": \"\\u0000\"}], \"tags\": [\"\\u0000\"], \"_trangxa\": {\"source\": \"\\u0000\"}},
            {\"id\": \"b\", \"title\": \"\\u0000\", \"content_html\": \"\\u0002\"}]}";
        let feed = Feed::read("/data/feed.json", bytes.as_bytes()).unwrap();
        let article = &feed.articles[0];
        assert_eq!((article.title.as_str(), &article.summary, &article.source), ("Bà con", &None, &None));
        assert!(article.authors.is_empty() && article.tags.is_empty());
        assert_eq!(
            (feed.articles.len(), feed.remarks.len()),
            (1, 1),
            "the second item has nothing to show, which is reported"
        );
        let site = json!({"version": 1, "name": "Xã\u{0} A", "base_url": "https://xa.example/"}).to_string();
        assert_eq!(Site::read("site.json", site.as_bytes()).unwrap().name, "Xã A");
    }
}
