//! The first morning of a clerk: `trangxa` makes a site, shows each change of it in the browser, and builds it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;
use trangxa_e2e::{Browser, Profile, axe_source};
use trangxa_host::Host;
use trangxa_test_support::docx::{self, Docx, p, r};
use trangxa_test_support::pictures::{NOTE, contains, jpeg_of, quarters, stored, with_exif};

use crate::running::{Running, program};
use crate::sites;

/// A phone.
const PHONE: Profile = Profile {
    width: 360,
    height: 740,
    density: 2,
    dark: false,
    javascript: true,
    reduced_motion: false,
    time_zone: None,
    workers: false,
};
/// What a commune's clerk knows at once.
const KNOWN: [&str; 12] = [
    "--address",
    "Thôn Đông, xã An Bình",
    "--phone",
    "0236 3 891 234",
    "--email",
    "xa@an-binh.example",
    "--hours",
    "Thứ Hai đến thứ Sáu, 7:30–17:00",
    "--editor",
    "Nguyễn Văn An, Chủ tịch",
    "--host",
    "xa-an-binh.example",
];
/// The name of the site's folder, as a person may well write it.
const FOLDER: &str = "Trang của xã";

/// A folder of the clerk's, in which the commands are given.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap() }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// The program, in Vietnamese, with nobody to answer.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program("trangxa"));
        command.args(arguments).current_dir(self.folder.path()).env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
        // What is built for a preview stays with the test.
        command.env("XDG_CACHE_HOME", self.path("cache"));
        command
    }

    /// The same with the built app, as the program of a release carries it.
    fn command_with_app(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(arguments);
        command.arg("--app").arg(sites::app().canonicalize().unwrap());
        command
    }

    fn new_site(&self) {
        succeeded(&self.command(&[&["new", "Xã An Bình", "--folder", FOLDER], &KNOWN[..]].concat()).output().unwrap());
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(FOLDER).join(name), content).unwrap();
    }

    /// Starts the preview, and gives its address.
    async fn serve(&self) -> (String, Running) {
        let mut command = self.command_with_app(&["serve", FOLDER, "--port", "0", "--no-open"]);
        // What it says of a fault is on the strip, too.
        command.stderr(Stdio::null());
        tokio::task::spawn_blocking(move || {
            let mut running = Running::start(&mut command);
            (format!("http://{}", running.read_between("http://", "\n")), running)
        })
        .await
        .unwrap()
    }
}

/// What a command that succeeded has said.
fn succeeded(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A photograph as a phone takes it that is held upright: its pixels lie on their side, and it knows where it was taken.
fn photo() -> Vec<u8> {
    with_exif(&jpeg_of(&stored(&quarters(600, 900), 6)), 6, true)
}

/// A JavaScript expression for the strip's shadow tree.
const STRIP: &str = "document.querySelector('trangxa-strip').shadowRoot";

/// What a part of the strip says.
async fn strip(browser: &Browser, css: &str) -> Value {
    browser.eval(&format!("return {STRIP}.querySelector('{css}').innerText")).await
}

async fn until_strip(browser: &Browser, text: &str) {
    let said = format!("{STRIP}.querySelector('section').textContent.includes({text:?})");
    browser
        .wait(&format!("the strip to say {text:?}"), &format!("document.querySelector('trangxa-strip') && {said}"))
        .await;
}

/// Where a part of the strip stands: left, top, right, bottom.
async fn place(browser: &Browser, css: &str) -> [f64; 4] {
    let box_of = format!("const box = {STRIP}.querySelector('{css}').getBoundingClientRect();");
    let sides = browser.eval(&format!("{box_of} return [box.left, box.top, box.right, box.bottom]")).await;
    serde_json::from_value(sides).unwrap()
}

#[tokio::test]
async fn the_preview_shows_each_change_and_says_what_is_wrong() {
    let desk = Desk::new();
    desk.new_site();
    let (url, _running) = desk.serve().await;
    let browser = Browser::open(PHONE).await;
    sites::open_live(&browser, &url).await;
    assert!(sites::main_text(&browser).await.contains("Trang thông tin điện tử xã An Bình bắt đầu hoạt động"));

    // A new site lacks its figures, and nothing else.
    until_strip(&browser, "data.tthc").await;
    let [left, top, right, bottom] = place(&browser, ".bar").await;
    assert!(left >= 0.0 && right <= 360.0 && bottom <= 740.0 && bottom - top >= 44.0, "{left} {top} {right} {bottom}");
    let is_narrow = "return document.documentElement.scrollWidth <= innerWidth";
    assert_eq!(browser.eval(is_narrow).await, true, "nothing is wider than the phone");
    browser.eval(&format!("{STRIP}.querySelector('.toggle').click()")).await;
    let list = strip(&browser, "#list").await;
    assert!(list.as_str().unwrap().contains("data.tthc"), "{list}");
    let [left, _, right, _] = place(&browser, "#list").await;
    assert!(left >= 0.0 && right <= 360.0, "{left} {right}");
    browser.eval(&format!("{STRIP}.querySelector('#list').focus()")).await;
    browser.press("Escape").await;
    let is_closed = browser.eval(&format!("return {STRIP}.querySelector('#list').hidden")).await;
    assert_eq!(is_closed, true, "Escape closes the list");
    let focused = browser.eval(&format!("return {STRIP}.activeElement.className")).await;
    assert_eq!(focused, "toggle");

    // Going to another page does not load the strip anew, and the program finds its page as it was built.
    browser.eval("document.querySelector('trangxa-strip').same = true").await;
    sites::follow(&browser, ".lead a").await;
    assert_eq!(browser.eval("return document.querySelector('trangxa-strip').same").await, true);
    browser.back().await;

    // An article that is saved is there without a touch.
    let saved = "---\ntiêu đề: Lịch tiêm chủng\nngày: 01/12/2099\nchuyên mục: Thông báo\ntác giả: Trạm Y tế\n---\n\nTiêm lúc 8 giờ.\n";
    desk.write("bai/2099-12-01-lich-tiem.md", saved);
    browser.wait("the new article", "document.querySelector('.lead h2')?.innerText === 'Lịch tiêm chủng'").await;
    sites::live(&browser).await;

    // A slip costs its field, and is told with file and line.
    desk.write("bai/2099-12-01-lich-tiem.md", saved.replace("Thông báo", "Thong bao so"));
    until_strip(&browser, "Thong bao so").await;
    sites::live(&browser).await;
    browser.eval(&format!("{STRIP}.querySelector('.toggle').click()")).await;
    let list = strip(&browser, "#list").await;
    let list = list.as_str().unwrap();
    assert!(list.contains("bai/2099-12-01-lich-tiem.md, dòng 4") && list.contains("Thong bao so"), "{list}");

    // A file that cannot be read keeps the pages, and is told.
    let site = fs::read_to_string(desk.path(FOLDER).join("data/site.json")).unwrap();
    browser.eval("window.same = true").await;
    desk.write("data/site.json", site.replacen(',', "", 1));
    let problem = format!("{STRIP}.querySelector('.problem')");
    browser.wait("the fault", &format!("{problem}?.textContent.startsWith('data/site.json, dòng')")).await;
    assert_eq!(browser.eval("return window.same").await, true, "the page stands as it was");
    desk.write("data/site.json", &site);
    browser.wait("the strip without the fault", &format!("!{problem}")).await;

    // What is closed stays closed, and the visits of a preview are not counted.
    browser.eval(&format!("{STRIP}.querySelector('.close').click()")).await;
    browser.refresh().await;
    sites::live(&browser).await;
    browser
        .wait("the strip", "document.querySelector('trangxa-strip') && !document.querySelector('trangxa-strip').hidden")
        .await;
    assert_eq!(browser.eval(&format!("return {STRIP}.querySelector('section').hidden")).await, true);
    assert_eq!(browser.eval("return navigator.globalPrivacyControl").await, true);
    browser.finish(&[]).await;

    // axe adds styles of its own where there is a shadow tree, which the page's policy refuses: the console is not empty then.
    let browser = Browser::open(PHONE).await;
    sites::open_live(&browser, &url).await;
    until_strip(&browser, "data.tthc").await;
    browser.eval(&format!("{STRIP}.querySelector('.toggle').click()")).await;
    let found = browser.axe(&axe_source()).await;
    assert!(found.is_empty(), "{found:#?}");
    browser.close();
}

#[tokio::test]
async fn three_kinds_of_articles_and_a_photo_come_to_the_page_as_they_were_meant() {
    let desk = Desk::new();
    desk.new_site();
    let markdown = "tiêu đề: Khánh thành cầu Đông\nngày: 30/11/2026 08:00\nchuyên mục: tin tuc\ntác giả: Thu\n\n\
        Cầu dài **40 mét**.\n\n![Cầu](Ảnh cầu.jpg \"Cầu Đông sáng nay\")\n";
    desk.write("bai/2026-11-30-cau-dong.md", markdown);
    desk.write("bai/Ảnh cầu.jpg", photo());
    desk.write("bai/Ảnh chưa dùng.jpg", photo());
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |cells: [&str; 3]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    let body = [
        p("Ngày: 29/11/2026"),
        p("Chuyên mục: Thông báo"),
        p("Tác giả: Văn phòng"),
        format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}</w:p>", r("<w:b/>", "THÔNG BÁO LỊCH TIẾP DÂN")),
        p("Chủ tịch tiếp dân tại trụ sở."),
        format!("<w:tbl>{}{}</w:tbl>", row(["Ngày", "Giờ", "Nơi"]), row(["Thứ Năm", "8:00", "Trụ sở"])),
        format!("<w:p>{}</w:p>", docx::drawing("anh", "Phòng tiếp dân")),
    ];
    let document = Docx::new(&body.concat()).part("anh", "image", "media/image1.jpeg", &photo());
    desk.write("bai/2026-11-29-tiep-dan.docx", document.bytes());
    let feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": "Xã An Bình", "items": [{
        "id": "tu-cms", "title": "Tin từ phần mềm", "date_published": "2026-11-28T08:00:00+07:00",
        "content_html": "<p>Chép từ website cũ.</p>", "authors": [{"name": "Ban Biên tập"}],
    }]});
    desk.write("data/feed.json", feed.to_string());

    let checked = succeeded(&desk.command(&["check", "--json", FOLDER]).output().unwrap());
    let checked: Value = serde_json::from_str(&checked).unwrap();
    let kinds: Vec<&str> =
        checked["findings"].as_array().unwrap().iter().filter_map(|it| it["kind"].as_str()).collect();
    assert_eq!(kinds, ["part-missing"], "only the figures are missing: {checked:#}");

    succeeded(&desk.command_with_app(&["build", FOLDER, "Đã dựng"]).output().unwrap());
    let out = desk.path("Đã dựng");
    let before = state_of(&out);
    succeeded(&desk.command_with_app(&["build", FOLDER, "Đã dựng"]).output().unwrap());
    assert_eq!(state_of(&out), before, "a build without a change writes nothing");
    for file in sites::files(&out) {
        assert!(!contains(&fs::read(&file).unwrap(), NOTE), "{} tells where it was taken", file.display());
    }

    let host = sites::serve(&out, "/").await;
    let browser = Browser::open(PHONE).await;
    sites::open_live(&browser, &format!("{}tin/", host.url())).await;
    let headlines = "return [...document.querySelectorAll('main h2, main h3')].map(it => it.innerText.trim())";
    let headlines: Vec<String> = serde_json::from_value(browser.eval(headlines).await).unwrap();
    let at = |headline: &str| headlines.iter().position(|it| it == headline);
    let order = ["Khánh thành cầu Đông", "THÔNG BÁO LỊCH TIẾP DÂN", "Tin từ phần mềm"].map(at);
    assert!(order[0].is_some() && order.is_sorted(), "{headlines:?}");
    sites::open_live(&browser, &format!("{}bai/2026-11-30-cau-dong/", host.url())).await;
    assert_eq!(upright(&browser).await, [2, 3, 2, 3], "a photo stands upright, in a place of its shape");
    assert!(sites::main_text(&browser).await.contains("Cầu Đông sáng nay"));
    for (path, text) in [
        ("bai/2026-11-29-tiep-dan/", "Thứ Năm 8:00 Trụ sở"),
        ("bai/tu-cms/", "Chép từ website cũ."),
        ("gioi-thieu/", "Ủy ban nhân dân xã An Bình"),
        ("lien-he/", "0236 3 891 234"),
    ] {
        sites::open_live(&browser, &format!("{}{path}", host.url())).await;
        assert!(sites::main_text(&browser).await.contains(text), "{path}");
        if path.contains("tiep-dan") {
            assert_eq!(upright(&browser).await, [2, 3, 2, 3], "a photo in a Word document stands upright, too");
        }
    }
    assert_eq!(missing(&host), [""; 0]);
    browser.finish(&[]).await;
}

/// The shape of the picture in a text, twice: of its pixels, and of its place.
async fn upright(browser: &Browser) -> [u64; 4] {
    let js = "const it = document.querySelector('.prose img'); it.loading = 'eager'; await it.decode();
        const box = it.getBoundingClientRect();
        const shape = (width, height) => [2, Math.round(2 * height / width * 10) / 10];
        return [...shape(it.naturalWidth, it.naturalHeight), ...shape(box.width, box.height)]";
    let shape = browser.eval_async(js).await;
    serde_json::from_value(shape.clone()).unwrap_or_else(|_| panic!("{shape}"))
}

/// Every file of a built site with the time at which it was written.
fn state_of(out: &Path) -> Vec<(std::path::PathBuf, std::time::SystemTime)> {
    let written = |file: &Path| fs::metadata(file).unwrap().modified().unwrap();
    sites::files(out).into_iter().map(|file| (file.clone(), written(&file))).collect()
}

/// The addresses that the host could not answer.
fn missing(host: &Host) -> Vec<String> {
    host.requests().into_iter().filter(|it| it.status == 404).map(|it| it.path).collect()
}
