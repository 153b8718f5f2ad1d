//! What a build is asked for.

use std::path::PathBuf;
use std::time::Duration;
use trangxa_model::Timestamp;
use trangxa_model::visits::VisitsSource;

/// The options of a build.
#[derive(Clone, Debug)]
pub struct Options {
    /// The built app: Trunk's output folder.
    pub app: PathBuf,
    /// The site folder.
    pub site: PathBuf,
    /// The folder to make. It is replaced as a whole when everything has worked.
    pub out: PathBuf,
    /// The site's root on its host, such as `/quangthanh/`; `None` for the path of `base_url` in site.json.
    pub base_path: Option<String>,
    /// The time that the pages name as the time of the build.
    pub now: Timestamp,
    /// Whether to write a `.br` and a `.gz` file next to each file that gets smaller by it.
    pub compress: bool,
    /// The live counter to use instead of the one in site.json.
    pub counter: Option<VisitsSource>,
    /// How long to wait until another build of the same output folder has finished.
    pub wait: Duration,
}
