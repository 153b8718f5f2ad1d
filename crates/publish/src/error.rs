//! The error of a build.

use crate::finding::Finding;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use trang_xa::data::address;
use trangxa_messages::{SystemReason, publish_errors as say, site_files};
use trangxa_model::DocumentError;
use trangxa_model::site::DEFAULT_ARTICLES;
use trangxa_site_files::FileError;

/// Why no folder can be published at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutputProblem {
    /// It is a file, or something else that is no folder.
    File,
    /// A part of its path is a file.
    BelowFile,
    /// It is a link to nothing.
    DeadLink,
    /// It is the root of a file system.
    Root,
    /// It is a mount point.
    MountPoint,
}

/// A build that writes to an output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The number of its process.
    pub process: String,
    /// When it began, such as `2026-11-28T20:00:00+07:00`.
    pub since: String,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        say::OutputHolder { process: &self.process, time: &self.since }.fmt(f)
    }
}

/// Why a site was not published. The output folder is unchanged, except after [`PublishError::LeftBehind`].
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file or folder could not be read or written.
    File(#[from] FileError),
    /// A document of the site cannot be used.
    Document(#[from] DocumentError),
    /// Several documents of the site cannot be used.
    Documents(Vec<Finding>),
    /// The site folder has no site.json.
    NoSite,
    /// The site folder does not exist, or is no folder.
    NoFolder(PathBuf),
    /// The place that is checked has neither site.json nor articles.
    NothingToRead,
    /// The app folder is not a built app, or not one for this publisher.
    App {
        /// The file with the problem.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The site folder has site.json under another name.
    SiteMisnamed(String),
    /// The output folder contains files and was not made by this program.
    ForeignOutput(PathBuf),
    /// The new site is published, but some files of other programs could not be moved into it.
    LeftBehind {
        /// The folder with the remaining files.
        old: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The output folder cannot be one.
    Output {
        /// The output folder, as it was named.
        out: PathBuf,
        /// Why it cannot be one.
        problem: OutputProblem,
    },
    /// Another build writes to the output folder.
    Busy {
        /// The output folder.
        out: PathBuf,
        /// The process that writes; `None` where the system does not tell.
        holder: Option<Holder>,
    },
    /// Nothing can be created next to the output folder.
    Beside {
        /// The output folder.
        out: PathBuf,
        /// What cannot be created.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The list of the files that an earlier build wrote cannot be read.
    UnreadableList(PathBuf),
    /// Files of other programs in the output folder have the places of files of the site.
    ForeignFiles {
        /// The output folder.
        out: PathBuf,
        /// The paths of the files in it.
        files: Vec<String>,
    },
    /// Other file systems are mounted inside the output folder.
    InnerMounts(Vec<String>),
    /// The new folder cannot take the place of the old one, which another program has open. Only Windows refuses that.
    Held {
        /// The output folder.
        out: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The new folder cannot take the place of the old one.
    NotReplaced {
        /// The output folder.
        out: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// A build was stopped, and what it left cannot be cleared up.
    NotRecovered {
        /// The folder that was left.
        old: PathBuf,
        /// The output folder.
        out: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The output folder and another folder are one, or lie inside one another.
    Nested {
        /// The output folder.
        out: PathBuf,
        /// The other folder.
        other: PathBuf,
    },
    /// The base path is not valid.
    BasePath(String),
    /// A file of the site could not be written.
    Page {
        /// The file's path below the site's root.
        page: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl fmt::Display for OutputProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => say::OutputFile.fmt(f),
            Self::BelowFile => say::OutputBelowFile.fmt(f),
            Self::DeadLink => say::OutputDeadLink.fmt(f),
            Self::Root => say::OutputRoot.fmt(f),
            Self::MountPoint => say::OutputMountPoint.fmt(f),
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Document(error) => error.fmt(f),
            Self::Documents(errors) => {
                f.write_str(&errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
            }
            Self::NoSite => say::NoSite { path: address::SITE }.fmt(f),
            Self::NoFolder(folder) => site_files::NoSite { path: folder.display(), site: address::SITE }.fmt(f),
            Self::NothingToRead => say::NothingToRead { path: address::SITE, feed: DEFAULT_ARTICLES }.fmt(f),
            Self::App { path, problem } => say::App { path: path.display(), problem }.fmt(f),
            Self::SiteMisnamed(other) => say::SiteMisnamed { path: address::SITE, other }.fmt(f),
            Self::ForeignOutput(out) => say::OutputForeign { folder: out.display() }.fmt(f),
            Self::LeftBehind { old, source } => {
                say::OutputLeftBehind { reason: SystemReason(source), left: old.display() }.fmt(f)
            }
            Self::Output { out, problem } => say::Output { folder: out.display(), problem }.fmt(f),
            Self::Busy { out, holder: None } => say::OutputBusy { folder: out.display() }.fmt(f),
            Self::Busy { out, holder: Some(holder) } => say::OutputBusyWith { holder, folder: out.display() }.fmt(f),
            Self::Beside { out, path, source } => {
                say::OutputBeside { path: path.display(), reason: SystemReason(source), folder: out.display() }.fmt(f)
            }
            Self::UnreadableList(list) => say::OutputListDamaged { list: list.display() }.fmt(f),
            Self::ForeignFiles { out, files } => {
                say::OutputForeignFiles { folder: out.display(), files: listed(files) }.fmt(f)
            }
            Self::InnerMounts(folders) => say::OutputInnerMounts { folders: listed(folders) }.fmt(f),
            Self::Held { out, source } => {
                say::OutputHeld { folder: out.display(), reason: SystemReason(source) }.fmt(f)
            }
            Self::NotReplaced { out, source } => {
                say::OutputNotReplaced { folder: out.display(), reason: SystemReason(source) }.fmt(f)
            }
            Self::NotRecovered { old, out, source } => {
                say::OutputNotRecovered { left: old.display(), folder: out.display(), reason: SystemReason(source) }
                    .fmt(f)
            }
            Self::Nested { out, other } if out == other => say::OutputIsSource { folder: out.display() }.fmt(f),
            Self::Nested { out, other } => say::OutputNested { folder: out.display(), other: other.display() }.fmt(f),
            Self::BasePath(found) => say::BasePath { found }.fmt(f),
            Self::Page { page, problem } => say::Page { page, problem }.fmt(f),
        }
    }
}

impl PublishError {
    pub(crate) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let read = FileError::read(path);
        move |error| read(error).into()
    }

    pub(crate) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let write = FileError::write(path);
        move |error| write(error).into()
    }

    /// An error for something that cannot be created next to the output folder.
    pub(crate) fn beside(out: &Path, path: &Path, source: io::Error) -> Self {
        Self::Beside { out: out.to_owned(), path: path.to_owned(), source }
    }

    pub(crate) fn not_recovered(old: &Path, out: &Path) -> impl FnOnce(io::Error) -> Self {
        let (old, out) = (old.to_owned(), out.to_owned());
        move |source| Self::NotRecovered { old, out, source }
    }
}

/// The first of many names, and how many more there are.
pub(crate) fn listed(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        Some(count) => say::AndMore { names: shown, count }.to_string(),
        None => shown,
    }
}
