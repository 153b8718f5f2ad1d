//! `trangxa import`

use super::{import_word, timestamp};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use trangxa_command_line::terminal;
use trangxa_feeds::{MediaLimits, MediaReport, Options, Progress, Report, import_with};
use trangxa_messages::{help, publish as say};
use trangxa_model::Timestamp;
use trangxa_web::Client;

#[derive(Args)]
#[command(about = help::Import.to_string(), after_help = help::ImportMore.to_string())]
pub(crate) struct Arguments {
    #[arg(value_name = help::ValueSource.to_string(), required = true, help = help::ImportSources.to_string())]
    sources: Vec<String>,
    #[arg(long, value_name = help::ValueSite.to_string(), help = help::ImportInto.to_string())]
    into: PathBuf,
    #[arg(long, value_name = help::ValueDate.to_string(), value_parser = timestamp, help = help::ImportSince.to_string())]
    since: Option<Timestamp>,
    #[arg(long, value_name = help::ValueCount.to_string(), help = help::ImportLimit.to_string())]
    limit: Option<usize>,
    #[arg(long, help = help::ImportMedia.to_string())]
    media: bool,
    #[arg(long, help = help::ImportAllowPrivate.to_string())]
    allow_private: bool,
}

pub(crate) fn run(arguments: Arguments) -> ExitCode {
    let Arguments { sources, into, since, limit, media, allow_private } = arguments;
    let (documents, sources): (Vec<String>, Vec<String>) =
        sources.into_iter().partition(|source| trangxa_publish::is_document(source));
    let are_documents_whole = import_word::run(&documents, &into);
    if sources.is_empty() {
        return if are_documents_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let options = Options { sources, into, since, limit, media: media.then(MediaLimits::default) };
    let mut progress = |progress: Progress| match progress {
        Progress::Document { name } => terminal::err(say::Reading { name }),
        Progress::File { url, number } => terminal::err(say::Copying { number, url }),
    };
    let mut client = Client::with_wait(|wait| {
        terminal::err(say::HostAsksToWait { seconds: wait.as_secs() });
        thread::sleep(wait);
    });
    if allow_private {
        client = client.allow_private();
    }
    match import_with(&options, &mut client, &mut progress) {
        Ok(report) => {
            print(&report, options.media.is_some());
            let is_whole = are_documents_whole && report.failed_sources.is_empty() && report.losses.is_empty();
            if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            terminal::error(error);
            terminal::err(say::NothingImported { site: options.into.display() });
            ExitCode::FAILURE
        }
    }
}

fn print(report: &Report, with_media: bool) {
    for remark in &report.remarks {
        terminal::note(remark);
    }
    for loss in &report.losses {
        terminal::lost(loss);
    }
    for source in &report.failed_sources {
        terminal::error(source);
    }
    let Report { added, updated, unchanged, .. } = *report;
    terminal::out(say::Imported { added, updated, unchanged });
    if report.not_modified_sources > 0 {
        terminal::out(say::SourcesUnchanged { count: report.not_modified_sources });
    }
    if with_media {
        let MediaReport { copied, already, failed, skipped } = report.media;
        terminal::out(say::FilesCopied { copied, already, failed, skipped });
    }
}
