//! The import: sources are read, their items get unique ids and copies of their files, and are merged into the site's feed.

use crate::error::{ImportError, SourceError};
use crate::feed_file::item_text;
use crate::identity::Identities;
use crate::item::{SourceItem, date};
use crate::media::MediaCopies;
use crate::options::{Options, Progress};
use crate::report::Report;
use crate::site_feed::{MAX_FILE_BYTES, SiteFeed};
use crate::source::{FeedSource, LookUp};
use crate::state::ImportState;
use serde_json::Value;
use trangxa_messages::feeds;
use trangxa_model::Timestamp;
use trangxa_web::Client;

/// Imports sources into a site folder. `progress` is called before each document and file is read.
///
/// # Errors
/// If the site folder or its feed cannot be read or written, or no source can be read. The feed is unchanged then. If only
/// some of the sources cannot be read, they are in the report.
pub fn import(options: &Options, progress: &mut dyn FnMut(Progress)) -> Result<Report, ImportError> {
    import_with(options, &mut Client::new(), progress)
}

/// Like [`import`], with a given client.
///
/// # Errors
/// Like [`import`].
pub fn import_with(
    options: &Options,
    client: &mut Client,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, ImportError> {
    if options.sources.is_empty() {
        return Err(ImportError::NoSources);
    }
    if !options.into.is_dir() {
        return Err(ImportError::no_site(options.into.clone()));
    }
    let mut report = Report::default();
    // The feed is read first, so that nothing is downloaded if it has a mistake.
    let mut feed = SiteFeed::load(&options.into, &mut report.remarks)?;
    let mut state = ImportState::load(&options.into, &mut report.remarks);
    let ids = feed.ids();
    let run = format!(
        "since {:?}, limit {:?}, media {:?}",
        options.since.map(Timestamp::unix),
        options.limit,
        options.media.as_ref().map(|limits| (limits.max_file_bytes, limits.max_total_bytes, limits.max_files))
    );
    let mut sources = Vec::new();
    for name in &options.sources {
        let look_up = |url: &str| state.known(url, &run, &ids);
        client.set_source(name);
        match read(name, options.limit.is_some(), client, &look_up, progress) {
            Ok(source) => {
                if source.read == 0 {
                    report.not_modified_sources += 1;
                }
                sources.push((name, source));
            }
            Err(error) => report.failed_sources.push(error.to_string()),
        }
    }
    if sources.is_empty() {
        return Err(ImportError::AllSourcesFailed(report.failed_sources));
    }

    let mut identities = Identities::new(feed.items());
    let mut media = MediaCopies::open(&options.into, &feed.to_root(), options.media.as_ref());
    let (mut items, mut documents) = (Vec::new(), Vec::new());
    let mut title = None;
    for (name, source) in sources {
        client.set_source(name);
        let FeedSource { title: source_title, items: mut found, mut web_documents, .. } = source;
        report.remarks.extend(source.remarks);
        report.losses.extend(source.losses);
        let lost_before = report.losses.len();
        choose(&mut found, options, &mut report.losses);
        media.is_incomplete = false;
        for mut item in identities.assign(found, &mut report.remarks, &mut report.losses) {
            media.localise(&mut item, client, progress)?;
            if let (Some(document), Some(id)) = (item.document.and_then(|at| web_documents.get_mut(at)), item.id()) {
                document.ids.push(id.to_owned());
            }
            items.push(item.json);
        }
        // The documents are read again next time, because missing files may be available then, and a loss is told again.
        if media.is_incomplete || report.losses.len() > lost_before {
            web_documents.iter_mut().for_each(|document| document.validators = None);
        }
        documents.append(&mut web_documents);
        title = title.or(source_title);
    }
    report.remarks.append(&mut media.remarks);
    report.losses.append(&mut media.losses);
    report.media = media.report;

    let changes = feed.merge(items);
    feed.save(title.as_deref(), &mut state, &changes)?;
    // After the feed: if a version were known whose items are not in the feed, they would never be sent again.
    for document in documents {
        state.remember(document, &run);
    }
    state.save()?;
    (report.added, report.updated, report.unchanged) = (changes.added, changes.updated, changes.unchanged);
    Ok(report)
}

/// Reads a source. With a limit, a chain of which a part did not change is read completely, because its newest items may be in
/// any part.
fn read(
    name: &str,
    limited: bool,
    client: &mut Client,
    look_up: LookUp<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<FeedSource, SourceError> {
    let source = FeedSource::read(name, client, look_up, progress)?;
    if limited && source.read > 0 && source.not_modified > 0 {
        return FeedSource::read(name, client, &|_| None, progress);
    }
    Ok(source)
}

/// Removes the items that are too large, and that the options exclude.
fn choose(items: &mut Vec<SourceItem>, options: &Options, losses: &mut Vec<String>) {
    items.retain(|item| {
        let is_small = item_text(&Value::Object(item.json.clone())).len() <= MAX_FILE_BYTES;
        if !is_small {
            losses.push(format!("{}, {}: {}", item.file, item.place, feeds::ItemTooLarge { limit: MAX_FILE_BYTES }));
        }
        is_small
    });
    if let Some(since) = options.since {
        items.retain(|item| date(&item.json).is_none_or(|date| date >= since));
    }
    if let Some(limit) = options.limit.filter(|limit| items.len() > *limit) {
        items.sort_by_key(|item| std::cmp::Reverse(date(&item.json)));
        items.truncate(limit);
    }
}
