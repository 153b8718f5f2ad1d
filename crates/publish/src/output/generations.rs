//! The files of the program, whose names change with their content, through several builds. A page that was opened before a site was
//! published again still has the names of that time in it. So the files of one program before the present one stay, and no older
//! ones. A build that changes nothing of the program changes nothing here.
//!
//! Which program a file belongs to stands in the list of files, where others have their key. The list is always there, which the
//! record of versions is not.

use super::list::FileList;
use std::collections::HashSet;

/// The key of a file that belongs to the program of the build.
pub(super) const OF_PROGRAM: &str = "0";
/// The key of a file that belonged to the program before, and not to that of the build.
pub(super) const OF_PROGRAM_BEFORE: &str = "1";

/// The files to keep of an old folder with this list, each with its fingerprint, ordered by path. `program` are the files of the program of
/// the present build.
pub(super) fn before<'a>(old: &'a FileList, program: &HashSet<&str>) -> Vec<(&'a str, &'a str)> {
    let of_old = || old.with_key(OF_PROGRAM);
    let is_same = of_old().count() == program.len() && of_old().all(|(path, _)| program.contains(path));
    // If the program is the same, the one before it still is the one before.
    let key = if is_same { OF_PROGRAM_BEFORE } else { OF_PROGRAM };
    let mut kept: Vec<_> = old.with_key(key).filter(|(path, _)| !program.contains(path)).collect();
    kept.sort_unstable();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The list that a build with this program leaves on a folder with the list `old`.
    fn publish(old: &FileList, program: &[&str]) -> FileList {
        let mut list = FileList::default();
        let mut add = |path: &str, key: &str| list.add(path.to_owned(), key.to_owned(), "f".to_owned());
        program.iter().for_each(|path| add(path, OF_PROGRAM));
        before(old, &program.iter().copied().collect()).iter().for_each(|(path, _)| add(path, OF_PROGRAM_BEFORE));
        add("index.html", "-");
        list
    }

    fn kept(list: &FileList) -> Vec<&str> {
        let mut kept: Vec<&str> = list.with_key(OF_PROGRAM_BEFORE).map(|(path, _)| path).collect();
        kept.sort_unstable();
        kept
    }

    #[test]
    fn one_program_before_stays_however_often_a_site_is_published() {
        let first = publish(&FileList::default(), &["main-1", "part-a", "part-1"]);
        assert_eq!(kept(&first), [""; 0]);
        let second = publish(&first, &["main-2", "part-a", "part-2"]);
        assert_eq!(kept(&second), ["main-1", "part-1"]);
        let again = publish(&publish(&second, &["main-2", "part-a", "part-2"]), &["main-2", "part-a", "part-2"]);
        assert_eq!(kept(&again), ["main-1", "part-1"]);
        let third = publish(&again, &["main-3", "part-3"]);
        assert_eq!(kept(&third), ["main-2", "part-2", "part-a"]);
        let back = publish(&third, &["main-2", "part-a", "part-2"]);
        assert_eq!(kept(&back), ["main-3", "part-3"]);
    }

    #[test]
    fn a_program_with_a_file_less_or_more_is_another_one() {
        let first = publish(&FileList::default(), &["main", "part-1", "part-2"]);
        let second = publish(&first, &["main", "part-1"]);
        assert_eq!(kept(&second), ["part-2"]);
        // A file that was kept and is needed again is no longer one of before.
        assert_eq!(kept(&publish(&second, &["main", "part-1", "part-2"])), [""; 0]);
        // The program before has all its files in this one; those of the program before that are too old.
        assert_eq!(kept(&publish(&second, &["main", "part-1", "part-3"])), [""; 0]);
    }
}
