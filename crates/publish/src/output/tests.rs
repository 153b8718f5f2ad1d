//! Builds that are stopped at every step, and folders as they leave them. Each build is a process of its own: this test program
//! again, which then runs only [`build_of_another_test`].

use super::Staging;
use super::folder::OutputFolder;
use super::foreign::{Carried, content};
use super::leftovers::clear;
use super::list::FileList;
use super::own_files::{LIST, UNFINISHED};
use crate::error::PublishError;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use trangxa_test_support::SiteFolder;

/// Files of other programs in the output folder.
const FOREIGN: [&str; 6] =
    [".git/HEAD", ".git/objects/ab/cd", ".nojekyll", "bai/a/ghi-chu.txt", "data/cms.json", "media/cms/b.jpg"];
/// Each is a way in which a file system may work: what the test takes from the program.
const FILE_SYSTEMS: [&str; 4] = ["", "exchange", "links", "exchange,links"];
/// How often a build is stopped at each rename.
const ROUNDS: usize = 50;

/// A folder with an output folder, and what must be in it.
struct Place {
    folder: SiteFolder,
    foreign: BTreeMap<String, String>,
    /// The build that was published last, as far as it is known.
    published: usize,
    next: usize,
}

impl Place {
    /// A place with one build, into which other programs have then put their files.
    fn new() -> Self {
        let mut place = Self { folder: SiteFolder::default(), foreign: BTreeMap::new(), published: 0, next: 1 };
        publish(&place.out(), 0).unwrap();
        for name in FOREIGN {
            place.write(name, &format!("content of {name}"));
        }
        fs::create_dir(place.out().join("media/empty")).unwrap();
        place
    }

    fn out(&self) -> PathBuf {
        self.folder.path("out")
    }

    /// Another program writes a file, as most do: next to it, and then over it.
    fn write(&mut self, name: &str, text: &str) {
        let path = self.out().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let new = path.with_extension("tmp");
        fs::write(&new, text).unwrap();
        fs::rename(new, path).unwrap();
        self.foreign.insert(name.to_owned(), text.to_owned());
    }

    /// Another program deletes a file.
    fn delete(&mut self, name: &str) {
        fs::remove_file(self.out().join(name)).unwrap();
        self.foreign.remove(name);
    }

    /// Starts the next build and stops it at a step; returns whether it came so far.
    fn stop_at(&mut self, step: &str, without: &str) -> bool {
        let build = self.next;
        self.next += 1;
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "output::tests::build_of_another_test", "--test-threads=1"])
            .env("TRANGXA_TEST_BUILD", format!("{build} {}", self.out().display()))
            .env("TRANGXA_TEST_STOP_AT", step)
            .env("TRANGXA_TEST_WITHOUT", without)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        if status.success() {
            self.published = build;
        }
        assert!(status.success() || status.code().is_none(), "the build failed instead of being stopped");
        !status.success()
    }

    /// A build that nothing stops. Afterwards everything is as if no build had been stopped.
    fn finish(&mut self, after: &str) {
        publish(&self.out(), self.next).unwrap();
        self.published = self.next;
        self.next += 1;
        self.check(after);
        let pages: Vec<_> = names(&self.out().join("bai")).into_iter().filter(|name| name != "a").collect();
        assert_eq!(pages, [self.published.to_string()], "only the newest build's article is there {after}");
        assert_eq!(names(self.folder.root()), ["out"], "nothing is left next to the folder {after}");
        assert!(!self.out().join(UNFINISHED).exists(), "{after}");
        assert!(self.out().join("media/empty").is_dir(), "{after}");
    }

    /// What holds at every moment: the folder is there, with one whole build, and with the files of other programs.
    fn check(&mut self, after: &str) {
        let out = self.out();
        let index = fs::read_to_string(out.join("index.html")).unwrap_or_else(|error| panic!("{error} {after}"));
        let build: usize = index.parse().unwrap();
        assert!(build >= self.published && build < self.next, "{build} is published {after}");
        self.published = build;
        for page in [format!("bai/{build}/index.html"), "bai/a/index.html".to_owned(), "chung.txt".to_owned()] {
            assert!(out.join(&page).is_file(), "{page} is missing {after}");
        }
        for (name, text) in &self.foreign {
            let found = fs::read_to_string(out.join(name)).unwrap_or_else(|error| panic!("{name}: {error} {after}"));
            assert_eq!(found, *text, "{name} {after}");
        }
    }
}

/// The build `number`: an article of its own, a page that changes each time, one that changes at times, and one that never does.
fn publish(out: &Path, number: usize) -> Result<(), PublishError> {
    let staging = Staging::begin(out, &[], Duration::from_secs(60))?;
    staging.write("index.html", number.to_string().as_bytes())?;
    staging.write(&format!("bai/{number}/index.html"), b"an article")?;
    staging.write_keyed("bai/a/index.html", &format!("{:x}", number / 2), || Ok((number / 2).to_string()))?;
    staging.write("chung.txt", b"always the same")?;
    staging.finish(Some("{}".to_owned())).map(drop)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Not a test of its own.
#[test]
fn build_of_another_test() {
    let Ok(build) = std::env::var("TRANGXA_TEST_BUILD") else { return };
    let (number, out) = build.split_once(' ').unwrap();
    publish(Path::new(out), number.parse().unwrap()).unwrap();
}

#[test]
fn a_build_that_is_stopped_at_a_rename_loses_nothing() {
    for (without, step) in [("", "before-swap"), ("", "exchanged"), ("", "put-aside"), ("exchange", "moved-in")] {
        let mut place = Place::new();
        for round in 0..ROUNDS {
            let after = format!("after round {round} of {step}");
            assert!(place.stop_at(step, without), "{after}");
            place.check(&after);
            // The next build must not undo what other programs have done since, in whichever folder it finds an older state.
            match round % 4 {
                0 => place.write("data/cms.json", &after),
                1 => place.write(&format!("data/new-{round}.json"), &after),
                2 => place.delete(&format!("data/new-{}.json", round - 1)),
                _ => {}
            }
        }
        place.finish(step);
    }
}

#[test]
fn a_folder_that_was_lost_between_two_renames_comes_back() {
    let mut place = Place::new();
    for round in 0..ROUNDS {
        let after = format!("after round {round}");
        let without = ["exchange", "exchange,links"][round % 2];
        assert!(place.stop_at("moved-away", without), "{after}");
        assert!(!place.out().exists(), "{after}");
        // The build that repairs it may be stopped, too.
        if round % 3 == 0 {
            assert!(place.stop_at("put-back", without), "{after}");
            place.check(&after);
        }
    }
    place.finish("moved-away");
}

#[test]
fn a_build_that_is_stopped_anywhere_loses_nothing() {
    let mut steps: Vec<String> = [
        "locked",
        "begun",
        "written",
        "carried",
        "listed",
        "synced",
        "cleared",
        "old-removed",
        "before-record",
        "recorded",
    ]
    .map(String::from)
    .into();
    steps.extend((1..=12).map(|number| format!("taken-out-{number}")));
    for without in FILE_SYSTEMS {
        let mut place = Place::new();
        let mut stopped = 0;
        for step in &steps {
            let after = format!("after {step} without {without:?}");
            stopped += usize::from(place.stop_at(step, without));
            // Without links, files move after the exchange, and may be between the two folders.
            if !without.contains("links") {
                place.check(&after);
            }
            if place.next.is_multiple_of(3) {
                place.finish(&after);
            }
        }
        assert!(stopped > 12, "only {stopped} builds were stopped without {without:?}");
        place.finish(without);
    }
}

/// An output folder, and the folder that it replaced, which other programs have changed in the meantime.
#[test]
fn what_programs_wrote_during_a_build_is_found() {
    let folder = SiteFolder::default();
    let (old, out) = (folder.path(".out.old-7-0"), folder.path("out"));
    let put = |folder: &Path, name: &str, text: &str| {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        let _ = fs::remove_file(folder.join(name));
        fs::write(folder.join(name), text).unwrap();
    };
    for name in ["same", "newer-in-old", "newer-in-out", "deleted", "sub/same", "gone/a"] {
        put(&old, name, "1");
    }
    put(&old, "ours.html", "an article that was withdrawn");
    put(&old, LIST, "- - ours.html\n");
    fs::create_dir(&out).unwrap();
    let before = content(&old, &FileList::read(&old).unwrap().unwrap()).unwrap();
    let carried = Carried::carry("7-0", &before, &old, &out).unwrap();
    fs::write(out.join(UNFINISHED), carried.to_text()).unwrap();
    put(&out, LIST, "");
    put(&old, "newer-in-old", "2");
    put(&old, "late/a", "2");
    put(&old, "sub/late", "2");
    put(&old, "both", "old");
    put(&out, "both", "out");
    put(&out, "newer-in-out", "2");
    fs::remove_file(out.join("deleted")).unwrap();
    fs::remove_dir_all(out.join("gone")).unwrap();
    put(&old, "gone/late", "2");

    let place = OutputFolder::new(&out, &[]).unwrap();
    let finding = clear(&old, "7-0", &place).unwrap().unwrap().unwrap();
    let kept = folder.path(".out.kept-1");
    assert!(
        finding.to_string().starts_with(&kept.display().to_string()) && finding.message.contains(": both;"),
        "{finding}"
    );
    let read = |folder: &Path| {
        let all = content(folder, &FileList::default()).unwrap().foreign.into_iter().filter(|entry| !entry.is_folder);
        all.map(|entry| (entry.key, fs::read_to_string(folder.join(entry.path)).unwrap())).collect::<Vec<_>>()
    };
    let expected =
        |files: &[(&str, &str)]| files.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
    assert_eq!(read(&kept), expected(&[("both", "old")]));
    assert_eq!(
        read(&out),
        expected(&[
            ("both", "out"),
            ("gone/late", "2"),
            ("late/a", "2"),
            ("newer-in-old", "2"),
            ("newer-in-out", "2"),
            ("same", "1"),
            ("sub/late", "2"),
            ("sub/same", "1"),
        ])
    );
    // A later build does not look at what was kept.
    publish(&out, 1).unwrap();
    assert_eq!(names(folder.root()), [".out.kept-1", "out"]);
}

/// What earlier releases left: they moved the old folder away first, had no mark, and did not look at what they had left.
#[test]
fn what_earlier_releases_left_is_recovered() {
    let mut place = Place::new();
    let beside = |name: &str| place.folder.path(name);
    let old = beside(".out.old-123-0");
    fs::rename(place.out(), &old).unwrap();
    fs::create_dir_all(beside(".out.new-123-0/bai/9")).unwrap();
    fs::write(beside(".out.new-123-0/bai/9/index.html"), "half a build").unwrap();
    // A build that was started since made a new folder without the files of other programs, and a program wrote one of them again.
    fs::rename(&old, beside("aside")).unwrap();
    publish(&place.out(), 1).unwrap();
    fs::rename(beside("aside"), &old).unwrap();
    fs::create_dir(place.out().join("data")).unwrap();
    fs::write(place.out().join("data/cms.json"), "newer").unwrap();
    // Folders of other sites.
    for other in [".out.new-york", ".out.old-1", ".out.new-1-0.lock", "out.old-1-0", ".site.old-1-0"] {
        fs::create_dir(beside(other)).unwrap();
    }
    place.foreign.insert("data/cms.json".to_owned(), "newer".to_owned());
    place.next = 2;
    let staging = Staging::begin(&place.out(), &[], Duration::ZERO).unwrap();
    assert!(staging.findings.iter().any(|it| it.message.contains("data/cms.json")), "{:?}", staging.findings);
    drop(staging);
    assert_eq!(fs::read_to_string(place.folder.path(".out.kept-1/data/cms.json")).unwrap(), "content of data/cms.json");
    for other in [".out.kept-1", ".out.new-york", ".out.old-1", ".out.new-1-0.lock", "out.old-1-0", ".site.old-1-0"] {
        fs::remove_dir_all(place.folder.path(other)).unwrap();
    }
    place.finish("an earlier release");
}

#[test]
fn a_lost_folder_is_put_back_and_its_files_stay() {
    for has_mark in [false, true] {
        let mut place = Place::new();
        let old = place.folder.path(".out.old-123-0");
        fs::rename(place.out(), &old).unwrap();
        if has_mark {
            // This release was stopped after the exchange, and an earlier one between its renames.
            fs::write(old.join(UNFINISHED), "9-0\n").unwrap();
        }
        drop(Staging::begin(&place.out(), &[], Duration::ZERO).unwrap());
        place.check("an earlier release was stopped between its renames");
        place.finish("that");
    }
}
