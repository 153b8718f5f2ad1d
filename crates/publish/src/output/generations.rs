//! Files whose names change with their content, through several builds: those of the program, and those of the search. A page that was opened before a site was
//! published again still has the names of that time in it. So the files of one program before the present one stay, and no older
//! ones. A build that changes nothing of the program changes nothing here. It is the same with the search.
//!
//! Which generation a file belongs to stands in the list of files, where others have their key. The list is always there, which the
//! record of versions is not.

use super::list::FileList;
use std::collections::HashSet;

/// Files of one kind, of which those of one build before stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Generation {
    /// The program.
    Program,
    /// The files that the search's index names.
    Search,
}

impl Generation {
    /// The key of a file that belongs to the build.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Program => "0",
            Self::Search => "2",
        }
    }

    /// The key of a file that belonged to the files before, and not to those of the build.
    pub(super) const fn key_before(self) -> &'static str {
        match self {
            Self::Program => "1",
            Self::Search => "3",
        }
    }

    /// The files to keep of an old folder with this list, each with its fingerprint, ordered by path. `present` are the files of the present
    /// build.
    pub(super) fn before<'a>(self, old: &'a FileList, present: &HashSet<&str>) -> Vec<(&'a str, &'a str)> {
        let of_old = || old.with_key(self.key());
        let is_same = of_old().count() == present.len() && of_old().all(|(path, _)| present.contains(path));
        // If they are the same, the ones before them still are the ones before.
        let key = if is_same { self.key_before() } else { self.key() };
        let mut kept: Vec<_> = old.with_key(key).filter(|(path, _)| !present.contains(path)).collect();
        kept.sort_unstable();
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: Generation = Generation::Program;

    /// The list that a build with this program leaves on a folder with the list `old`.
    fn publish(old: &FileList, program: &[&str]) -> FileList {
        let mut list = FileList::default();
        let mut add = |path: &str, key: &str| list.add(path.to_owned(), key.to_owned(), "f".to_owned());
        program.iter().for_each(|path| add(path, PROGRAM.key()));
        PROGRAM
            .before(old, &program.iter().copied().collect())
            .iter()
            .for_each(|(path, _)| add(path, PROGRAM.key_before()));
        add("index.html", "-");
        list
    }

    fn kept(list: &FileList) -> Vec<&str> {
        let mut kept: Vec<&str> = list.with_key(PROGRAM.key_before()).map(|(path, _)| path).collect();
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
