//! A build onto an earlier one gives the very bytes that a build into an empty folder gives, whatever happened in between; and where
//! nothing happened, it leaves the folder alone.

use crate::fixture::{Fixture, article, feed, messages, site};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use trangxa_model::Timestamp;
use trangxa_publish::{Options, Report, build};
use trangxa_test_support::docx;

const RECORD: &str = "out/.trangxa-record";
const TAGS: [&str; 3] = ["Thông báo", "Sự kiện", "Mới"];
/// A time stamp that the list has only if no build has written it.
const LONG_AGO: SystemTime = SystemTime::UNIX_EPOCH;

/// A site that changes, and the options of its builds.
struct Scene {
    fixture: Fixture,
    items: Vec<Value>,
    site: Value,
    options: Options,
    /// The `boot.js` of the app before the present one.
    boot_before: Option<Vec<u8>>,
    made: usize,
    /// The records of earlier builds.
    records: Vec<Vec<u8>>,
}

/// Something that somebody did between two builds. The numbers choose where.
#[derive(Clone, Copy, Debug)]
enum Event {
    Nothing,
    Text(usize),
    Title(usize),
    Category(usize),
    Added,
    Removed(usize),
    SameFeedWrittenAgain,
    SiteName,
    StandingPage,
    BasePath,
    App,
    Compression,
    Picture,
    File,
    FileRemoved,
    Markdown(usize),
    Word,
    ArticleFilesRemoved,
    OutputDeleted(usize),
    OutputFolderDeleted,
    OutputEdited(usize),
    OutputReplaced(usize),
    ForeignFile,
    RecordDeleted,
    RecordCut(usize),
    RecordDamaged(usize),
    RecordOfEarlierBuild(usize),
    Stopped,
}

fn event() -> impl Strategy<Value = Event> {
    let n = any::<usize>;
    prop_oneof![
        Just(Event::Nothing),
        n().prop_map(Event::Text),
        n().prop_map(Event::Title),
        n().prop_map(Event::Category),
        Just(Event::Added),
        n().prop_map(Event::Removed),
        Just(Event::SameFeedWrittenAgain),
        Just(Event::SiteName),
        Just(Event::StandingPage),
        Just(Event::BasePath),
        Just(Event::App),
        Just(Event::Compression),
        Just(Event::Picture),
        Just(Event::File),
        Just(Event::FileRemoved),
        n().prop_map(Event::Markdown),
        Just(Event::Word),
        Just(Event::ArticleFilesRemoved),
        n().prop_map(Event::OutputDeleted),
        Just(Event::OutputFolderDeleted),
        n().prop_map(Event::OutputEdited),
        n().prop_map(Event::OutputReplaced),
        Just(Event::ForeignFile),
        Just(Event::RecordDeleted),
        n().prop_map(Event::RecordCut),
        n().prop_map(Event::RecordDamaged),
        n().prop_map(Event::RecordOfEarlierBuild),
        Just(Event::Stopped),
    ]
}

impl Scene {
    fn new() -> Self {
        let fixture = Fixture::new();
        let mut items: Vec<Value> = (0..24)
            .map(|i| article(&format!("bai-{i}"), &format!("Tin {i}"), &format!("2024-01-{:02}", i + 1)))
            .collect();
        items[0]["content_html"] = json!("<p>Ảnh: <img src=\"../media/a.gif\"></p>");
        items[1]["content_html"] = json!("<p>Ảnh: <img src=\"../media/missing.gif\"></p>");
        let options = fixture.options();
        let mut scene = Self { fixture, items, site: site(), options, boot_before: None, made: 0, records: Vec::new() };
        scene.picture();
        scene.save();
        scene
    }

    fn save(&self) {
        // In two documents, as larger feeds are.
        let (first, second) = self.items.split_at(self.items.len() / 2);
        let mut feed_1 = feed(json!(first));
        feed_1["next_url"] = json!("feed-2.json");
        self.fixture.put_json("site/data/feed.json", &feed_1);
        self.fixture.put_json("site/data/feed-2.json", &feed(json!(second)));
        self.fixture.put_json("site/data/site.json", &self.site);
    }

    fn number(&mut self) -> usize {
        self.made += 1;
        self.made
    }

    fn picture(&mut self) {
        let width = u8::try_from(self.number() % 200).unwrap();
        self.fixture.put_bytes("site/media/a.gif", &[b"GIF89a".as_slice(), &[width, 0, 7, 0, 0, 0, 0]].concat());
    }

    /// The files of the output, without the build's own, and without those of the program before: nobody can write these again.
    fn outputs(&self) -> Vec<PathBuf> {
        let all = content(&self.fixture.path("out")).into_keys();
        let list = self.fixture.out(".trangxa");
        let before: Vec<&str> =
            list.lines().filter(|line| line.starts_with("1 ")).filter_map(|line| line.split(' ').nth(2)).collect();
        let is_before = |path: &Path| before.iter().any(|it| path.to_str().unwrap().starts_with(it));
        all.filter(|path| !path.starts_with(".trangxa") && !path.starts_with("foreign") && !is_before(path)).collect()
    }

    fn output(&self, n: usize) -> Option<PathBuf> {
        let files = self.outputs();
        Some(self.fixture.path("out").join(files.get(n % files.len().max(1))?))
    }

    fn happen(&mut self, event: Event) {
        let number = self.number();
        let count = self.items.len();
        match event {
            Event::Nothing => {}
            Event::Text(n) => self.items[n % count]["content_html"] = json!(format!("<p>Sửa lần {number}</p>")),
            Event::Title(n) => self.items[n % count]["title"] = json!(format!("Tựa đề {number}")),
            Event::Category(n) => self.items[n % count]["tags"] = json!([TAGS[number % 3]]),
            Event::Added => {
                let date = format!("2024-01-{:02}T08:00:00+07:00", number % 28 + 1);
                self.items
                    .insert(number % count, article(&format!("moi-{number}"), &format!("Tin {}", number % 5), &date));
            }
            Event::Removed(n) => drop((count > 2).then(|| self.items.remove(n % count))),
            Event::SameFeedWrittenAgain => self.save(),
            Event::SiteName => self.site["name"] = json!(format!("Xã {number}")),
            Event::StandingPage => self.site["pages"][0]["content_html"] = json!(format!("<p>Về xã {number}</p>")),
            Event::BasePath => {
                let other = self.options.base_path.is_none().then(|| "/thu/".to_owned());
                self.options.base_path = other;
            }
            Event::App => {
                self.boot_before = Some(fs::read(self.fixture.path("app/boot.js")).unwrap());
                self.fixture.put("app/boot.js", &format!("const parts = {{}};\nboot(\"recover.js\", {number});"));
            }
            Event::Compression => self.options.compress = !self.options.compress,
            Event::Picture => self.picture(),
            Event::File => self.fixture.put("site/media/x.txt", &format!("{:04}", number % 10_000)),
            Event::Markdown(n) => {
                let text = format!("title: Bài {number}\nngày: {}/1/2024\n\n![](../media/a.gif)", n % 28 + 1);
                self.fixture.put(&format!("site/bai/tep-{}.md", n % 3), &text);
            }
            Event::Word => {
                let body = docx::p(&format!("Văn bản {number}")) + &format!("<w:p>{}</w:p>", docx::drawing("rA", "x"));
                let document = docx::Docx::new(&body).part("rA", "image", "media/1.png", docx::PNG);
                self.fixture.put_bytes("site/bai/2024-01-05 Văn bản.docx", &document.bytes());
            }
            Event::ArticleFilesRemoved => drop(fs::remove_dir_all(self.fixture.path("site/bai"))),
            Event::FileRemoved => drop(fs::remove_file(self.fixture.path("site/media/x.txt"))),
            Event::OutputDeleted(n) => drop(self.output(n).map(|path| fs::remove_file(path).unwrap())),
            Event::OutputFolderDeleted => drop(fs::remove_dir_all(self.fixture.path("out/bai"))),
            Event::OutputEdited(n) => drop(self.output(n).map(|path| edit_in_secret(&path))),
            Event::OutputReplaced(n) => {
                if let Some(path) = self.output(n) {
                    fs::remove_file(&path).unwrap();
                    fs::write(path, "khác").unwrap();
                }
            }
            Event::ForeignFile => self.fixture.put(&format!("out/foreign-{}", number % 3), "of another program"),
            Event::RecordDeleted => drop(fs::remove_file(self.fixture.path(RECORD))),
            Event::RecordCut(n) => self.change_record(|bytes| bytes.truncate(n % (bytes.len() + 1))),
            Event::RecordDamaged(n) => self.change_record(|bytes| {
                let at = n % bytes.len();
                bytes[at] ^= 1;
            }),
            Event::RecordOfEarlierBuild(n) => {
                let earlier = self.records[n % self.records.len()].clone();
                self.change_record(|bytes| *bytes = earlier);
            }
            Event::Stopped => {
                // A document that cannot be read ends the build.
                self.fixture.put("site/data/feed.json", "{");
                build(&self.options).unwrap_err();
            }
        }
        self.save();
    }

    fn change_record(&self, change: impl FnOnce(&mut Vec<u8>)) {
        let Ok(mut bytes) = fs::read(self.fixture.path(RECORD)) else { return };
        change(&mut bytes);
        fs::write(self.fixture.path(RECORD), bytes).unwrap();
    }

    /// Builds into an empty folder: first with the app before, of which a build keeps the program, and then with the present one.
    fn build_whole(&self, options: &Options) -> Report {
        let boot = self.fixture.path("app/boot.js");
        let present = fs::read(&boot).unwrap();
        if let Some(before) = &self.boot_before {
            fs::write(&boot, before).unwrap();
            build(options).unwrap();
            fs::write(&boot, present).unwrap();
        }
        build(options).unwrap()
    }

    /// Builds onto the earlier build and into an empty folder, and compares the two.
    fn check(&mut self, after: &str) {
        let report = build(&self.options).unwrap();
        let whole = Options { out: self.fixture.path("whole"), ..self.options.clone() };
        let expected = self.build_whole(&whole);
        let files_of = |report: &Report| report.changes.written + report.changes.kept;
        assert_eq!(messages(&report), messages(&expected), "{after}");
        assert_eq!((report.pages, report.articles), (expected.pages, expected.articles), "{after}");
        let own = |folder: &str| {
            let mut files = content(&self.fixture.path(folder));
            files.retain(|path, _| {
                !path.starts_with(".trangxa-record") && !path.to_str().unwrap().starts_with("foreign")
            });
            files
        };
        let (mut found, wanted) = (own("out"), own("whole"));
        // The files of the search that the build before had stay one build longer.
        let all = found.len();
        found.retain(|path, _| wanted.contains_key(path) || !path.starts_with("data/search/f"));
        if let Some(list) = found.get_mut(Path::new(".trangxa")) {
            let lines = String::from_utf8_lossy(list);
            let path = |line: &str| PathBuf::from(line.trim_end().splitn(3, ' ').last().unwrap_or_default());
            let is_before = |line: &str| path(line).starts_with("data/search/f") && !wanted.contains_key(&path(line));
            let kept = lines.split_inclusive('\n').filter(|line| !is_before(line));
            *list = kept.collect::<String>().into_bytes();
        }
        assert_eq!(files_of(&report), files_of(&expected) + all - found.len(), "{after}");
        for (path, bytes) in &wanted {
            let found = found.get(path).map(|bytes| String::from_utf8_lossy(bytes));
            assert_eq!(found.as_deref(), Some(&*String::from_utf8_lossy(bytes)), "{} {after}", path.display());
        }
        assert_eq!(found.len(), wanted.len(), "files that should not be there {after}");
        fs::remove_dir_all(whole.out).unwrap();
        self.records.extend(fs::read(self.fixture.path(RECORD)));
    }
}

/// All files of a folder by their paths in it.
fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut open) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(inner) = open.pop() {
        for entry in fs::read_dir(inner).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Changes a file and keeps its length and its time stamp.
fn edit_in_secret(path: &Path) {
    let modified = fs::metadata(path).unwrap().modified().unwrap();
    let mut bytes = fs::read(path).unwrap();
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    fs::write(path, bytes).unwrap();
    fs::File::options().write(true).open(path).unwrap().set_modified(modified).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_build_after_anything_is_as_a_whole_build(events in proptest::collection::vec(event(), 1..12)) {
        let mut scene = Scene::new();
        scene.check("at first");
        for (i, event) in events.iter().enumerate() {
            scene.happen(*event);
            scene.check(&format!("after {:?}", &events[..=i]));
        }
    }
}

/// Whether a build at `now`, after `between`, left the folder alone.
fn is_left_alone(fixture: &Fixture, now: i64, between: impl FnOnce(&Fixture)) -> bool {
    fixture.build().unwrap();
    between(fixture);
    // Whatever else happens, a build that makes a folder writes its list.
    let list = fixture.path("out/.trangxa");
    fs::File::options().write(true).open(&list).unwrap().set_modified(LONG_AGO).unwrap();
    let report: Report = fixture.build_again(now).unwrap();
    let is_alone = fs::metadata(list).unwrap().modified().unwrap() == LONG_AGO;
    assert!(!is_alone || report.changes.written == 0);
    is_alone
}

#[test]
fn a_folder_is_left_alone_when_nothing_has_changed() {
    const NOW: i64 = 1_700_000_000;
    let fixture = Fixture::new();
    fixture.put("site/media/a.txt", "first");
    assert!(is_left_alone(&fixture, NOW + 600, |_| {}));
    assert!(is_left_alone(&fixture, NOW + 600, |fixture| fixture.put("out/data/cms.json", "of another program")));
    assert!(is_left_alone(&fixture, NOW + 600, |fixture| {
        let feed = fs::read(fixture.path("site/data/feed.json")).unwrap();
        fixture.put_bytes("site/data/feed.json", &feed);
    }));
    let changes: [(&str, fn(&Fixture)); 9] = [
        ("an article", |it| it.put_json("site/data/feed.json", &feed(json!([article("b", "B", "2024-01-01")])))),
        ("a file of the site", |it| it.put("site/media/a.txt", "other")),
        ("a new file of the site", |it| it.put("site/media/b.txt", "b")),
        ("an absent document", |it| it.put("site/robots.txt", "User-agent: *\n")),
        ("the app", |it| it.put("app/icons/icon.svg", "<svg></svg>")),
        ("a page", |it| edit_in_secret(&it.path("out/index.html"))),
        ("a missing page", |it| fs::remove_file(it.path("out/bai/b/index.html")).unwrap()),
        ("the record", |it| fs::remove_file(it.path(RECORD)).unwrap()),
        ("an earlier release's folder", |it| it.put(RECORD, "trangxa 0.0\n")),
    ];
    for (what, change) in changes {
        assert!(!is_left_alone(&fixture, NOW, change), "{what} changed");
        assert!(is_left_alone(&fixture, NOW, |_| {}), "nothing changed after {what}");
    }
    assert!(!is_left_alone(&fixture, NOW + 366 * 86_400, |_| {}), "a year has begun");
}

/// The report of a build that left the folder alone says what the build before it said.
#[test]
fn what_is_wrong_is_told_again() {
    let fixture = Fixture::new();
    let mut broken = article("a", "A", "2024-01-01");
    broken["content_html"] = json!("<p><img src=\"../media/missing.gif\"></p>");
    fixture.put_json("site/data/feed.json", &feed(json!([broken, "no item"])));
    let first = fixture.build().unwrap();
    let again = build(&Options { now: Timestamp::from_unix(1_700_000_600), ..fixture.options() }).unwrap();
    assert!(first.is_anything_lost() && again.is_anything_lost());
    assert_eq!(first.findings, again.findings);
    assert_eq!((again.pages, again.articles, again.changes.written), (first.pages, first.articles, 0));
}

/// A site with links is read anew, because a link may lead anywhere.
#[test]
#[cfg(unix)]
fn what_is_behind_a_link_is_not_taken_for_unchanged() {
    let fixture = Fixture::new();
    fixture.put("elsewhere/a.gif", "GIF89a");
    std::os::unix::fs::symlink(fixture.path("elsewhere"), fixture.path("site/media")).unwrap();
    assert!(!is_left_alone(&fixture, 1_700_000_000, |_| {}));
}
