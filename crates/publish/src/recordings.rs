//! Recordings of articles: their sizes and lengths, and those that no browser plays.

use crate::files::{Files, decoded};
use crate::finding::{Finding, FindingKind, Place};
use rayon::prelude::*;
use trangxa_messages::review as say;
use trangxa_model::Article;
use trangxa_model::feed::Attachment;
use trangxa_recordings::look;

/// What no browser plays is published as a file to be saved.
const OTHER: &str = "application/octet-stream";

/// Tells the size, the length and the type of the recordings that lie in the site folder. What browsers do not play becomes an ordinary
/// attachment, and is reported. `document` names the document of an article.
pub(crate) fn complete<'a>(
    files: &dyn Files,
    base: &str,
    articles: &mut [Article],
    document: &(dyn Fn(&Article) -> &'a str + Sync),
) -> Vec<Finding> {
    let of_article = |article: &mut Article| {
        let (place, document) = (Place::article(article), document(article));
        let mut found = Vec::new();
        for file in article.attachments.iter_mut().filter(|file| file.is_recording()) {
            let Err(message) = complete_one(files, base, file) else { continue };
            found.push(Finding::new(FindingKind::RecordingUnusable, document, place.clone(), message));
            OTHER.clone_into(&mut file.mime_type);
            article.audio = article.audio.take().filter(|audio| *audio != file.url);
        }
        found
    };
    articles.par_iter_mut().flat_map_iter(of_article).collect()
}

/// Fails with a sentence where no browser plays the recording.
fn complete_one(files: &dyn Files, base: &str, file: &mut Attachment) -> Result<(), String> {
    if file.url.starts_with("http://") {
        return Err(say::RecordingInsecure { address: &file.url }.to_string());
    }
    let path = file.url.strip_prefix(base).and_then(decoded);
    // A file that is not there has a finding of its own.
    let Some((bytes, path)) = path.and_then(|path| Some((files.bytes(&path)?, path))) else { return Ok(()) };
    let recording = look(&bytes).ok_or_else(|| say::RecordingUnplayable { path: &path }.to_string())?;
    recording.format.media_type().clone_into(&mut file.mime_type);
    file.size = Some(bytes.len() as u64);
    file.seconds = recording.seconds.or(file.seconds);
    Ok(())
}

/// Whether a site has recordings.
pub(crate) fn are_in(articles: &[Article]) -> bool {
    articles.iter().any(|article| article.attachments.iter().any(Attachment::is_recording))
}
