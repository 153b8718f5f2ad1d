//! The entries of a feed's document, for imports that look for something else in it than articles.

use crate::formats;
use crate::item::plain;
use serde_json::Value;
use trangxa_clean::text;

/// An entry of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedEntry {
    /// Where it stands in the document, for sentences.
    pub place: String,
    /// Its title as text; empty if it has none.
    pub title: String,
    /// Its description, or else its content, as text; empty if it has neither.
    pub text: String,
}

/// The entries of a document of any format that [`import`](crate::import()) reads, and sentences about those that cannot be read. `file` is the
/// document's name for sentences.
///
/// # Errors
/// If it is no feed; with a sentence that does not begin with the document's name.
pub fn read_entries(file: &str, bytes: &[u8]) -> Result<(Vec<FeedEntry>, Vec<String>), String> {
    let parsed = formats::read(file, None, None, bytes).map_err(|error| without_name(file, &error.to_string()))?;
    let entries = parsed.items.into_iter().map(|(place, item)| {
        let member = |name: &str| item.get(name).and_then(Value::as_str);
        let html = member("content_html").map(text::text_of);
        let text = member("summary").map(str::to_owned).or(html).or_else(|| member("content_text").map(str::to_owned));
        FeedEntry { place, title: member("title").map(plain).unwrap_or_default(), text: text.unwrap_or_default() }
    });
    Ok((entries.collect(), parsed.losses))
}

/// A sentence without the name of the document before it, which the reports of other imports write themselves.
fn without_name(file: &str, sentence: &str) -> String {
    sentence.strip_prefix(&format!("{file}: ")).unwrap_or(sentence).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_descriptions_are_texts() {
        let rss = "<rss version=\"2.0\"><channel><title>t</title><item><title><![CDATA[[12/KH-UBND] Kế hoạch &amp; dự toán]]></title>\
            <description><![CDATA[Ngày ban hành: 03/02/2025. Trích yếu: <b>Về</b> việc]]></description></item></channel></rss>";
        let (entries, losses) = read_entries("a.xml", rss.as_bytes()).unwrap();
        assert_eq!((entries.len(), losses.len()), (1, 0));
        assert_eq!(entries[0].title, "[12/KH-UBND] Kế hoạch & dự toán");
        assert_eq!(entries[0].text, "Ngày ban hành: 03/02/2025. Trích yếu: Về việc");
        assert!(!read_entries("a.xml", b"<html></html>").unwrap_err().contains("a.xml"));
    }
}
