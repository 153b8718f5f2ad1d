//! The output folder: where it is, whether a new one can take its place, and the names of the folders next to it.

use crate::error::{OutputProblem, PublishError};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The number of unfinished folders of one process, after which something is wrong.
const MAX_FOLDERS: u32 = 1000;

/// An output folder, which need not exist.
pub(super) struct OutputFolder {
    /// Its path, absolute and without links.
    pub path: PathBuf,
    /// The folder that contains it. It exists.
    pub parent: PathBuf,
    /// Its name.
    name: String,
}

/// A folder next to the output folder that a build made and did not remove.
pub(super) struct Leftover {
    pub path: PathBuf,
    /// What the names of a build's folders have in common: the process, and a number.
    pub build: String,
    /// Whether it was moved out of the place of the output folder, and not into it.
    pub is_old: bool,
}

impl OutputFolder {
    /// The output folder at `out`, of a build that reads the folders `sources`. Fails if no new folder could take its place.
    pub(super) fn new(out: &Path, sources: &[&Path]) -> Result<Self, PublishError> {
        let refuse = |problem| PublishError::Output { out: out.to_owned(), problem };
        let path = resolved(out)?;
        let metadata = match fs::symlink_metadata(&path) {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(refuse(OutputProblem::BelowFile));
            }
            Err(error) => return Err(PublishError::read(out)(error)),
        };
        if metadata.as_ref().is_some_and(fs::Metadata::is_symlink) {
            return Err(refuse(OutputProblem::DeadLink));
        }
        if metadata.as_ref().is_some_and(|metadata| !metadata.is_dir()) {
            return Err(refuse(OutputProblem::File));
        }
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(refuse(OutputProblem::Root));
        };
        for other in sources {
            let other = resolved(other)?;
            if path.starts_with(&other) || other.starts_with(&path) {
                return Err(PublishError::Nested { out: path, other });
            }
        }
        if metadata.is_some() && is_mount_point(&path) {
            return Err(refuse(OutputProblem::MountPoint));
        }
        if let Err(error) = fs::create_dir_all(parent) {
            return Err(match error.kind() {
                io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => refuse(OutputProblem::BelowFile),
                _ => PublishError::beside(&path, parent, error),
            });
        }
        let (parent, name) = (parent.to_owned(), name.to_string_lossy().into_owned());
        Ok(Self { path, parent, name })
    }

    /// Whether it exists and contains something.
    pub(super) fn is_occupied(&self) -> bool {
        fs::read_dir(&self.path).is_ok_and(|mut entries| entries.next().is_some())
    }

    /// The file that is locked during a build. It lies next to the folder, because the folder itself is replaced.
    pub(super) fn lock_file(&self) -> PathBuf {
        self.parent.join(format!(".{}.lock", self.name))
    }

    /// Creates a folder next to the output folder, on the same file system, so that a rename puts it into its place.
    pub(super) fn make_new(&self) -> Result<Leftover, PublishError> {
        let mut number = 0;
        loop {
            let build = format!("{}-{number}", std::process::id());
            let path = self.parent.join(format!(".{}.new-{build}", self.name));
            let is_free = !self.old_of(&build).exists();
            match if is_free { fs::create_dir(&path) } else { Err(io::ErrorKind::AlreadyExists.into()) } {
                Ok(()) => return Ok(Leftover { path, build, is_old: false }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < MAX_FOLDERS => number += 1,
                Err(error) => return Err(PublishError::beside(&self.path, &path, error)),
            }
        }
    }

    /// Where a build moves the folder that it replaces.
    pub(super) fn old_of(&self, build: &str) -> PathBuf {
        self.parent.join(format!(".{}.old-{build}", self.name))
    }

    /// A free path next to the output folder for files that no build takes care of any more.
    pub(super) fn kept(&self) -> PathBuf {
        let path = |number: u32| self.parent.join(format!(".{}.kept-{number}", self.name));
        (1..).map(path).find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| path(0))
    }

    /// The folders that earlier builds made next to the output folder and did not remove.
    pub(super) fn leftovers(&self) -> Result<Vec<Leftover>, PublishError> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.parent).map_err(PublishError::read(&self.parent))? {
            let entry = entry.map_err(PublishError::read(&self.parent))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let rest = name.strip_prefix('.').and_then(|name| name.strip_prefix(self.name.as_str()));
            let kinds = [(".new-", false), (".old-", true)];
            let kind = |(begin, is_old)| Some((rest?.strip_prefix(begin)?, is_old));
            let Some((build, is_old)) = kinds.into_iter().find_map(kind) else { continue };
            // Another output folder may be named `site.new-york`.
            let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            let is_ours =
                build.split_once('-').is_some_and(|(process, number)| is_number(process) && is_number(number));
            if is_ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                found.push(Leftover { path: entry.path(), build: build.to_owned(), is_old });
            }
        }
        found.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(found)
    }
}

/// The absolute path of a folder. Links are resolved as far as the path exists; a link that leads nowhere stays.
fn resolved(path: &Path) -> Result<PathBuf, PublishError> {
    let absolute = std::path::absolute(path).map_err(PublishError::read(path))?;
    let mut rest: Vec<Component<'_>> = Vec::new();
    let mut existing = absolute.as_path();
    loop {
        if let Ok(mut resolved) = fs::canonicalize(existing) {
            for part in rest.iter().rev() {
                match part {
                    Component::ParentDir => drop(resolved.pop()),
                    part => resolved.push(part),
                }
            }
            return Ok(resolved);
        }
        // `file_name` has none where the path ends in `..`.
        let (Some(last), Some(parent)) = (existing.components().next_back(), existing.parent()) else {
            return Ok(absolute);
        };
        rest.push(last);
        existing = parent;
    }
}

/// Whether a folder is where another file system, or another folder, is mounted.
pub(super) fn is_mount_point(folder: &Path) -> bool {
    // A folder that is mounted from the same file system has the device of its surroundings; only newer kernels tell.
    #[cfg(target_os = "linux")]
    if let Ok(stat) =
        rustix::fs::statx(rustix::fs::CWD, folder, rustix::fs::AtFlags::SYMLINK_NOFOLLOW, rustix::fs::StatxFlags::TYPE)
        && stat.stx_attributes_mask.contains(rustix::fs::StatxAttributes::MOUNT_ROOT)
    {
        return stat.stx_attributes.contains(rustix::fs::StatxAttributes::MOUNT_ROOT);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let device = |path: &Path| fs::symlink_metadata(path).map(|metadata| metadata.dev()).ok();
        folder.parent().is_some_and(|parent| device(parent) != device(folder))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        false
    }
}

/// Whether something exists at a path, even a link that leads nowhere.
pub(super) fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
