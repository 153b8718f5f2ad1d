//! Why nothing was published.

use std::io;
use std::path::{Path, PathBuf};
use trangxa_model::DocumentError;
use trangxa_site_files::FileError;

/// Why nothing was published. The output folder is as it was.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file or folder could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// A document of the site folder is not what it should be.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// Several documents are not what they should be.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\nerror: "))]
    Documents(Vec<DocumentError>),
    /// A site without its first document.
    #[error(
        "there is no {SITE} in it; a site begins with that file: {{\"version\": 1, \"name\": \"Ủy ban nhân dân xã …\", \
         \"base_url\": \"https://…/\"}}",
        SITE = trang_xa::data::address::SITE
    )]
    NoSite,
    /// A site without its feed.
    #[error("there is no {0}; it holds the articles, as a JSON Feed")]
    NoFeed(String),
    /// The app folder is not one.
    #[error("{}: {problem}; make it with `cargo xtask build`, or take the app folder of this release", path.display())]
    App {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// The output folder holds something that this program did not make.
    #[error("{}: this folder was not made by trangxa and is not empty; name another one, or empty it", .0.display())]
    ForeignOutput(PathBuf),
    /// The new site is in its place, but not what others had put into the folder.
    #[error(
        "the site is published, but not all that others had put into the folder could be moved along ({source}); the rest \
         lies in {}", old.display()
    )]
    LeftBehind {
        /// Where it is.
        old: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// One of the folders lies inside another.
    #[error("the output folder {} and {} lie inside one another; name one outside", out.display(), other.display())]
    Nested {
        /// The output folder.
        out: PathBuf,
        /// The folder it collides with.
        other: PathBuf,
    },
    /// A base path that is none.
    #[error("--base-path \"{0}\": expected \"/\", or a path that begins and ends with \"/\", such as /quangthanh/")]
    BasePath(String),
    /// A page could not be put together.
    #[error("{page}: {problem}")]
    Page {
        /// The page's path.
        page: String,
        /// Why.
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
