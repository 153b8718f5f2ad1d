//! What a site was built from, to see without reading its articles whether another build would give the same.

use crate::error::PublishError;
use crate::file_version::FileVersion;
use crate::files::{Files, FolderEntry};
use crate::finding::Finding;
use crate::hash::{hash_of, publisher, sha256};
use crate::options::Options;
use crate::personal_data::Looked;
use crate::pictures::PictureFiles;
use crate::site_source::SiteSource;
use crate::walk;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;
use trangxa_model::time::Day;
use trangxa_model::visits::{self, VisitsKind};
use trangxa_model::{Timestamp, YearMonth, tthc};

/// The hashes of documents by their paths; `None` for one that was looked for and does not exist.
type Documents = BTreeMap<String, Option<String>>;

/// What a site was built from. Two builds with the same inputs write the same bytes and report the same, apart from the time of the
/// build.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Inputs {
    /// A hash of the program, the options, and the app.
    made_with: String,
    /// The files of the site folder with what tells their versions apart: a [`FileVersion`], or the hash of the content where the file
    /// had changed a moment before.
    files: BTreeMap<String, String>,
    /// The documents among them that were read, wherever they lie.
    documents: Documents,
    /// The times on which pages depend, and what they showed of them.
    times: Times,
    moment: Moment,
}

/// When the figures and the counters of a site are of, and when alerts begin and end, in seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Times {
    figures: Option<i64>,
    visits: Option<i64>,
    #[serde(default)]
    alerts: Vec<i64>,
    /// Whether pages say what is on which day: the calendar, and documents that come into force or expire.
    #[serde(default)]
    by_day: bool,
}

/// What pages show of the time at which they are built: whether figures and counters count as old, the year, because figures of a past
/// year are named so, how many alerts have begun or ended,
/// and the day, where a calendar or documents depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Moment {
    pub figures_are_old: bool,
    pub visits_are_old: bool,
    pub year: Option<u16>,
    #[serde(default)]
    pub past_alerts: usize,
    /// The first second of the day.
    #[serde(default)]
    pub day: Option<i64>,
}

impl Times {
    /// The times of a site.
    pub(crate) fn of(source: &SiteSource) -> Self {
        Self {
            figures: source.tthc.as_ref().map(|file| file.value.updated_at.unix()),
            visits: source.visits.as_ref().and_then(|file| Some(file.value.generated_at?.unix())),
            alerts: source.registers.alert_times(),
            by_day: source.registers.calendar.is_some() || source.registers.documents.is_some(),
        }
    }

    /// What pages show of them at `now`.
    pub(crate) fn at(&self, now: Timestamp) -> Moment {
        let is_old =
            |time: Option<i64>, old: &dyn Fn(Timestamp) -> bool| time.is_some_and(|it| old(Timestamp::from_unix(it)));
        Moment {
            figures_are_old: is_old(self.figures, &|updated| tthc::is_stale(updated, now)),
            visits_are_old: is_old(self.visits, &|counted| visits::is_long_ago(counted, VisitsKind::File, now)),
            year: YearMonth::of(now).map(YearMonth::year),
            past_alerts: self.alerts.iter().filter(|at| **at <= now.unix()).count(),
            day: self.by_day.then(|| Day::of(now).start().unix()),
        }
    }
}

/// What a build says of itself in the record of its output folder.
#[derive(Serialize, Deserialize)]
pub(crate) struct Facts {
    pub inputs: Inputs,
    pub pages: usize,
    pub articles: usize,
    pub findings: Vec<Finding>,
    /// What was found in the files of the folder, which are not looked at again while they do not change.
    #[serde(default)]
    pub looked: Looked,
    /// What was seen of the pictures, which are not read again while they do not change.
    #[serde(default)]
    pub pictures: PictureFiles,
}

/// What can be seen of a build's inputs before anything is read.
pub(crate) struct Surroundings {
    made_with: String,
    files: Vec<SeenFile>,
}

/// A file of the site folder as it was before the build.
struct SeenFile {
    path: String,
    file: PathBuf,
    /// `None` where only its content tells.
    version: Option<FileVersion>,
    is_settled: bool,
}

impl Surroundings {
    /// Looks at everything that a build will read. `None` where something cannot be known by looking: a link may lead anywhere, and
    /// what cannot be read is told by the build itself.
    pub(crate) fn look(options: &Options) -> Option<Self> {
        // The findings of the record are sentences in a language.
        let language = trangxa_messages::language().code();
        let mut made_with = format!(
            "{}\n{language}\n{:?}\n{:?}\n{}\n",
            publisher()?,
            options.base_path,
            options.counter,
            options.compress
        );
        for entry in files_of(&options.app)? {
            made_with.push_str(&format!("{} {}\n", hash_of(&entry.file)?, entry.path));
        }
        let now = SystemTime::now();
        let seen = |entry: FolderEntry| {
            let version = FileVersion::of(&entry.file.symlink_metadata().ok()?);
            let is_settled = version.is_some_and(|version| version.is_settled(now));
            Some(SeenFile { path: entry.path, file: entry.file, version, is_settled })
        };
        let files = files_of(&options.site)?.into_iter().map(seen).collect::<Option<_>>()?;
        Some(Self { made_with: sha256(made_with.as_bytes()), files })
    }

    /// Whether a build at `now` would have the inputs of an earlier one.
    pub(crate) fn are_as_in(&self, earlier: &Inputs, site: &dyn Files, now: Timestamp) -> bool {
        let is_same = |seen: &SeenFile| match earlier.files.get(&seen.path) {
            None => false,
            // Its content is compared below.
            Some(_) if earlier.documents.contains_key(&seen.path) => true,
            Some(known) => match FileVersion::parse(known) {
                Some(version) => Some(version) == seen.version,
                None => hash_of(&seen.file).as_ref() == Some(known),
            },
        };
        let documents: Vec<(&String, &Option<String>)> = earlier.documents.iter().collect();
        let is_unchanged = |(path, known): &(&String, &Option<String>)| {
            site.read(path).is_ok_and(|bytes| bytes.map(|bytes| sha256(&bytes)) == **known)
        };
        self.made_with == earlier.made_with
            && earlier.times.at(now) == earlier.moment
            && self.files.len() == earlier.files.len()
            && self.files.par_iter().all(is_same)
            && documents.par_iter().all(is_unchanged)
    }

    /// The paths of the files that are as they were in an earlier build.
    pub(crate) fn known_in(&self, earlier: &Inputs) -> HashSet<String> {
        let is_known = |seen: &&SeenFile| {
            let version = earlier.files.get(&seen.path).and_then(|known| FileVersion::parse(known));
            version.is_some() && version == seen.version
        };
        self.files.iter().filter(is_known).map(|seen| seen.path.clone()).collect()
    }

    /// What tells the versions of the files apart, to be recorded. To be called before the build reads them, so that a file that is
    /// changed in the meantime has another version than the recorded one.
    pub(crate) fn settle(self) -> Option<Settled> {
        let settle = |seen: SeenFile| {
            let version = seen.version.filter(|_| seen.is_settled).map(|version| version.to_string());
            Some((seen.path, version.or_else(|| hash_of(&seen.file))?))
        };
        let files = self.files.into_par_iter().map(settle).collect::<Option<_>>()?;
        Some(Settled { made_with: self.made_with, files })
    }
}

/// [`Surroundings`] that can be recorded.
pub(crate) struct Settled {
    made_with: String,
    files: BTreeMap<String, String>,
}

impl Settled {
    /// The inputs of a build at `now` that read these documents.
    pub(crate) fn with(self, documents: Documents, times: Times, now: Timestamp) -> Inputs {
        let moment = times.at(now);
        Inputs { made_with: self.made_with, files: self.files, documents, times, moment }
    }
}

/// All files of a folder; `None` if it has something else, too.
fn files_of(folder: &Path) -> Option<Vec<FolderEntry>> {
    walk::entries(folder).ok().filter(|entries| entries.iter().all(FolderEntry::is_file))
}

/// A site whose documents are hashed as they are read.
pub(crate) struct Watched<'a> {
    files: &'a dyn Files,
    documents: Mutex<Documents>,
}

impl<'a> Watched<'a> {
    pub(crate) fn new(files: &'a dyn Files) -> Self {
        Self { files, documents: Mutex::default() }
    }

    /// The hashes of the documents that were read.
    pub(crate) fn documents(self) -> Documents {
        self.documents.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Files for Watched<'_> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let bytes = self.files.read(path)?;
        let hash = bytes.as_ref().map(|bytes| sha256(bytes));
        self.documents.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), hash);
        Ok(bytes)
    }

    fn has(&self, path: &str) -> Option<bool> {
        self.files.has(path)
    }

    fn list(&self, folder: &str) -> Vec<String> {
        self.files.list(folder)
    }

    fn entries(&self) -> Result<Vec<FolderEntry>, PublishError> {
        self.files.entries()
    }

    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        self.files.bytes(path)
    }

    fn reaches(&self, path: &str) -> bool {
        self.files.reaches(path)
    }

    fn base(&self) -> Option<&str> {
        self.files.base()
    }

    fn has_site(&self) -> bool {
        self.files.has_site()
    }
}
