//! A temporary folder with a built app, a site, and room for the output.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_model::Timestamp;
use trangxa_publish::{Options, PublishError, Report, build};
use trangxa_test_support::SiteFolder;

/// A temporary folder with an app in `app`, a site in `site`, and the output in `out`.
pub(crate) struct Fixture {
    folder: SiteFolder,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        let fixture = Self { folder: SiteFolder::default() };
        fixture.folder.write_stand_in_app(trang_xa::BUILD);
        fixture.put_json("site/data/site.json", &site());
        fixture.put_json("site/data/feed.json", &feed(json!([article("a", "Tin A", "2024-01-01")])));
        fixture
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path(path)
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        self.put_bytes(path, text.as_bytes());
    }

    pub(crate) fn put_bytes(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn put_json(&self, path: &str, json: &Value) {
        self.put(path, &json.to_string());
    }

    pub(crate) fn build(&self) -> Result<Report, PublishError> {
        self.build_at(None)
    }

    pub(crate) fn build_at(&self, base_path: Option<&str>) -> Result<Report, PublishError> {
        build(&Options { base_path: base_path.map(str::to_owned), ..self.options() })
    }

    /// Builds at the time `now`, in seconds since 1970.
    pub(crate) fn build_again(&self, now: i64) -> Result<Report, PublishError> {
        build(&Options { now: Timestamp::from_unix(now), ..self.options() })
    }

    pub(crate) fn build_compressed(&self) -> Result<Report, PublishError> {
        build(&Options { compress: true, ..self.options() })
    }

    pub(crate) fn options(&self) -> Options {
        Options {
            app: self.path("app"),
            site: self.path("site"),
            out: self.path("out"),
            base_path: None,
            now: Timestamp::from_unix(1_700_000_000),
            compress: false,
            counter: None,
            wait: std::time::Duration::ZERO,
        }
    }

    pub(crate) fn out(&self, path: &str) -> String {
        fs::read_to_string(self.path("out").join(path)).unwrap_or_else(|error| panic!("out/{path}: {error}"))
    }

    /// The site's site.json.
    pub(crate) fn site_json(&self) -> Value {
        serde_json::from_slice(&fs::read(self.path("site/data/site.json")).unwrap()).unwrap()
    }

    pub(crate) fn out_json(&self, path: &str) -> Value {
        serde_json::from_str(&self.out(path)).unwrap()
    }

    /// The names of the program's files in a folder, which change with their content.
    pub(crate) fn program(&self, folder: &str) -> Vec<String> {
        let names =
            fs::read_dir(self.path(folder)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with("trang-xa-")).collect()
    }

    /// All files outside the app and the site, with their content.
    pub(crate) fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, found);
                } else {
                    found.insert(path.clone(), fs::read(path).unwrap());
                }
            }
        }
        let mut found = BTreeMap::new();
        walk(self.folder.root(), &mut found);
        found.retain(|path, _| !path.starts_with(self.path("app")) && !path.starts_with(self.path("site")));
        found
    }
}

/// The findings of a build as text.
pub(crate) fn messages(report: &Report) -> Vec<String> {
    report.findings.iter().map(ToString::to_string).collect()
}

/// A site.json with one category and one page.
pub(crate) fn site() -> Value {
    json!({"version": 1, "name": "Xã Thử", "base_url": "https://xa.example/",
        "categories": [{"id": "thong-bao", "name": "Thông báo"}],
        "pages": [{"id": "gioi-thieu", "title": "Giới thiệu", "content_html": "<p>Về xã</p>"}]})
}

/// A feed with these items.
pub(crate) fn feed(items: Value) -> Value {
    json!({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items})
}

/// An item of a feed.
pub(crate) fn article(id: &str, title: &str, date: &str) -> Value {
    json!({"id": id, "title": title, "content_html": "<p>Nội dung</p>", "date_published": date, "tags": ["Thông báo"]})
}
