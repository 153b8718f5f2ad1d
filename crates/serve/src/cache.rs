//! Where the site is built to. The folder lies outside of the site folder, which holds only what the clerk keeps, and stays until the next time, so that what is
//! unchanged then is not made again.

use etcetera::base_strategy::{BaseStrategy as _, choose_native_strategy};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{env, fs, io};
use trangxa_model::Slug;
use trangxa_model::fingerprint::fingerprint;

/// A built site that was not served for this long is deleted.
const KEPT: Duration = Duration::from_secs(30 * 86_400);

/// The folder for the built pages of a site. It is made; it has another name for each site folder.
///
/// # Errors
/// The folder cannot be made.
pub fn folder(site: &Path) -> io::Result<PathBuf> {
    let all = choose_native_strategy().map_or_else(|_| env::temp_dir(), |system| system.cache_dir());
    folder_in(&all.join("trangxa").join("serve"), site)
}

fn folder_in(all: &Path, site: &Path) -> io::Result<PathBuf> {
    let site = site.canonicalize()?;
    let name = site.file_name().and_then(|name| Slug::make(&name.to_string_lossy()));
    let name = name.map_or_else(|| "website".to_owned(), |name| name.to_string());
    let folder = all.join(format!("{name}-{}", fingerprint(site.as_os_str().as_encoded_bytes())));
    fs::create_dir_all(&folder)?;
    delete_old(all, &folder);
    Ok(folder)
}

/// Deletes the folders of sites that nobody has served for long. One that cannot be deleted is tried again the next time.
fn delete_old(all: &Path, but: &Path) {
    let is_old = |folder: &Path| {
        let changed = folder.symlink_metadata().and_then(|metadata| metadata.modified());
        changed.is_ok_and(|changed| SystemTime::now().duration_since(changed).is_ok_and(|age| age > KEPT))
    };
    for entry in fs::read_dir(all).into_iter().flatten().flatten() {
        let path = entry.path();
        if path != but && is_old(&path) {
            let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_site_has_a_folder_of_its_own_and_keeps_it() {
        let temporary = tempfile::tempdir().unwrap();
        let all = temporary.path().join("cache");
        let site = |path: &str| {
            let path = temporary.path().join(path);
            fs::create_dir_all(&path).unwrap();
            path
        };
        let (one, other) = (site("a/Xã An Bình"), site("b/Xã An Bình"));
        let first = folder_in(&all, &one).unwrap();
        assert!(first.is_dir() && first.starts_with(&all));
        assert!(first.file_name().unwrap().to_str().unwrap().starts_with("xa-an-binh-"));
        assert_ne!(folder_in(&all, &other).unwrap(), first);
        assert_eq!(folder_in(&all, &temporary.path().join("a/../a/Xã An Bình")).unwrap(), first);
        assert!(folder_in(&all, &temporary.path().join("none")).is_err());
    }

    #[test]
    fn what_nobody_serves_any_more_is_deleted() {
        let temporary = tempfile::tempdir().unwrap();
        let all = temporary.path().join("cache");
        let aged = |name: &str, days: u64| {
            let folder = all.join(name);
            fs::create_dir_all(folder.join("tin")).unwrap();
            let time = SystemTime::now() - Duration::from_secs(days * 86_400);
            fs::File::open(&folder).unwrap().set_modified(time).unwrap();
            folder
        };
        let (old, recent) = (aged("cu", 31), aged("moi", 29));
        folder_in(&all, temporary.path()).unwrap();
        assert!(!old.exists() && recent.exists());
    }
}
