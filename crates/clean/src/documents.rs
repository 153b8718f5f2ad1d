//! Finds the document that a frame shows.

use crate::url;
use crate::words::is_one_of;

/// Endings of the names of documents that people save or print.
const ENDINGS: &str = "csv doc docx gif jpeg jpg odp ods odt pdf png ppt pptx rar rtf svg txt xls xlsx zip";
/// Hosts of viewers that show a document of another site, whatever it is called.
const VIEWERS: [&str; 3] = ["docs.google.com", "drive.google.com", "view.officeapps.live.com"];

/// The document that a frame at a resolved address shows: its address and its name, if it has one. `None` if the frame shows a page.
pub(crate) fn document(frame: &str) -> Option<(String, Option<String>)> {
    let host = url::host(frame).unwrap_or_default();
    let is_viewer = VIEWERS.contains(&host);
    // The viewers of Google and Microsoft, pdf.js and ViewerJS all have the document's address behind a `?`, `&` or `#`.
    for part in frame.split(['?', '&', '#']).skip(1) {
        let value = part.split_once('=').map_or(part, |(_, value)| value);
        let value = url::percent_decoded(value);
        let is_whole = is_viewer && value.starts_with("http");
        if let Some(address) = url::resolve(frame, &value).filter(|address| is_whole || name(address).is_some()) {
            return Some((address.clone(), name(&address)));
        }
    }
    if is_viewer && let Some(file) = frame.strip_suffix("/preview").filter(|it| it.contains("/file/d/")) {
        return Some((format!("{file}/view"), None));
    }
    name(frame).map(|name| (frame.to_owned(), Some(name)))
}

/// The name of the document at an address: the last part of its path, decoded.
fn name(address: &str) -> Option<String> {
    let path = url::cut(address, &['?', '#']).0;
    let name = url::percent_decoded(path.rsplit_once('/')?.1);
    let ending = name.rsplit_once('.')?.1;
    is_one_of(ENDINGS, ending).then_some(name)
}
