//! The error of a build.

use std::io;
use std::path::{Path, PathBuf};
use trangxa_model::DocumentError;
use trangxa_site_files::FileError;

/// Why no folder can be published at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutputProblem {
    /// It is a file, or something else that is no folder.
    #[error("this is a file; name the folder to make, or delete the file")]
    File,
    /// A part of its path is a file.
    #[error("a part of this path is a file, which cannot contain a folder; name another one")]
    BelowFile,
    /// It is a link to nothing.
    #[error("this is a link that leads to no folder; make the folder that it names, or delete the link")]
    DeadLink,
    /// It is the root of a file system.
    #[error("the root folder cannot be replaced; name a folder in it")]
    Root,
    /// It is a mount point.
    #[error(
        "this is a mount point (such as a volume of a container), so a new folder cannot take its place; name a folder inside it, \
         such as --out …/site, and let the host serve that one"
    )]
    MountPoint,
}

/// Why a site was not published. The output folder is unchanged, except after [`PublishError::LeftBehind`].
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file or folder could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// A document of the site cannot be used.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// Several documents of the site cannot be used.
    #[error("{}", .0.iter().map(|error| error.to_string().replace('\n', "\n    ")).collect::<Vec<_>>().join("\nerror: "))]
    Documents(Vec<DocumentError>),
    /// The site folder has no site.json.
    #[error(
        "the site has no {SITE}; create that file with at least: {{\"version\": 1, \"name\": \"Ủy ban nhân dân xã …\", \
         \"base_url\": \"https://…/\"}}",
        SITE = trang_xa::data::address::SITE
    )]
    NoSite,
    /// The app folder is not a built app, or not one for this publisher.
    #[error("{}: {problem}; build the app with `cargo xtask build`, or use the app folder of this release", path.display())]
    App {
        /// The file with the problem.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The site folder has site.json under another name.
    #[error("the site has no {SITE}, but {0}: rename it to {SITE}", SITE = trang_xa::data::address::SITE)]
    SiteMisnamed(String),
    /// The output folder contains files and was not made by this program.
    #[error("{}: this folder is not empty and was not made by trangxa; choose another folder, or empty this one", .0.display())]
    ForeignOutput(PathBuf),
    /// The new site is published, but some files of other programs could not be moved into it.
    #[error(
        "the site is published, but not all files that other programs had put into the folder could be moved ({source}); the \
         rest is in {}, and the next build tries again", old.display()
    )]
    LeftBehind {
        /// The folder with the remaining files.
        old: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The output folder cannot be one.
    #[error("{}: {problem}", out.display())]
    Output {
        /// The output folder, as it was named.
        out: PathBuf,
        /// Why it cannot be one.
        problem: OutputProblem,
    },
    /// Another build writes to the output folder.
    #[error(
        "another build{} is writing to {}; wait until it has finished, or stop it, and build again", 
        holder.as_ref().map(|holder| format!(" ({holder})")).unwrap_or_default(), out.display()
    )]
    Busy {
        /// The output folder.
        out: PathBuf,
        /// The number of its process and the time when it began, as text; `None` where the system does not tell.
        holder: Option<String>,
    },
    /// Nothing can be created next to the output folder.
    #[error(
        "cannot make {} next to the output folder ({source}); the new folder is made there before it takes the place of the old \
         one, so allow trangxa to write to the folder that contains {}, or name an output folder elsewhere",
        path.display(), out.display()
    )]
    Beside {
        /// The output folder.
        out: PathBuf,
        /// What cannot be created.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The list of the files that an earlier build wrote cannot be read.
    #[error(
        "{}: this list of the files that trangxa wrote is damaged, so they cannot be told from yours; move what is yours out of \
         its folder, delete the folder, build again, and move yours back", .0.display()
    )]
    UnreadableList(PathBuf),
    /// Files of other programs in the output folder have the places of files of the site.
    #[error(
        "{} has files that trangxa did not write, where the site has files of its own: {}; move them away, into the site folder \
         if readers should get them, and build again", out.display(), listed(files)
    )]
    ForeignFiles {
        /// The output folder.
        out: PathBuf,
        /// The paths of the files in it.
        files: Vec<String>,
    },
    /// Other file systems are mounted inside the output folder.
    #[error(
        "other folders are mounted inside the output folder and cannot go along when it is replaced: {}; mount them elsewhere",
        listed(.0)
    )]
    InnerMounts(Vec<String>),
    /// The new folder cannot take the place of the old one.
    #[error(
        "the new folder cannot take the place of {} ({source}); no program may keep the folder open, and it must be an ordinary one: \
         no mount point, and not a part of a container's image", out.display()
    )]
    NotReplaced {
        /// The output folder.
        out: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// A build was stopped, and what it left cannot be cleared up.
    #[error(
        "an earlier build was stopped and left {}, of which something cannot be moved to {} or deleted ({source}); allow that to the \
         user who builds, or do it by hand, and build again", old.display(), out.display()
    )]
    NotRecovered {
        /// The folder that was left.
        old: PathBuf,
        /// The output folder.
        out: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The output folder and another folder are one, or lie inside one another.
    #[error(
        "the output folder {} {}; choose an output folder outside", out.display(),
        if out == other { "is a folder that the build reads".to_owned() } else {
            format!("and {} lie inside one another", other.display())
        }
    )]
    Nested {
        /// The output folder.
        out: PathBuf,
        /// The other folder.
        other: PathBuf,
    },
    /// The base path is not valid.
    #[error(
        "--base-path \"{0}\": expected \"/\" or a path of letters a-z, digits and hyphens that begins and ends with \"/\", such as \
         /quangthanh/"
    )]
    BasePath(String),
    /// A file of the site could not be written.
    #[error("{page}: {problem}")]
    Page {
        /// The file's path below the site's root.
        page: String,
        /// What is wrong with it.
        problem: String,
    },
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
    let more = names.len().checked_sub(SHOWN).filter(|more| *more > 0);
    let more = more.map(|more| format!(" and {more} more")).unwrap_or_default();
    format!("{}{more}", names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", "))
}
