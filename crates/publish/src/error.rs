//! The error of a build.

use std::io;
use std::path::{Path, PathBuf};
use trangxa_model::DocumentError;
use trangxa_site_files::FileError;

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
         rest is in {}", old.display()
    )]
    LeftBehind {
        /// The folder with the remaining files.
        old: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The output folder and another folder lie inside one another.
    #[error("the output folder {} and {} lie inside one another; choose an output folder outside", out.display(), other.display())]
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
}
