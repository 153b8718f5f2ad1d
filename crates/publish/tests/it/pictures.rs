//! What the build does with the pictures of a site: it writes sizes that pages name, drops the camera's notes, and reports what cannot be shown.

use crate::fixture::{Fixture, article, feed, messages, site};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_model::Timestamp;
use trangxa_publish::files::Folder;
use trangxa_publish::{FindingKind, Report, check};
use trangxa_test_support::pictures::{
    NOTE, assert_quarters, bomb, contains, gif, heic, jpeg, jpeg_of, png, quarters, stored, with_exif,
};

/// A photograph of 1000 × 700 as a phone takes it that is held upright: the pixels lie on their side.
fn photo() -> Vec<u8> {
    with_exif(&jpeg_of(&stored(&quarters(1000, 700), 6)), 6, true)
}

fn fixture(items: Value) -> Fixture {
    let fixture = Fixture::new();
    fixture.put_json("site/data/feed.json", &feed(items));
    fixture
}

fn showing(id: &str, html: &str) -> Value {
    let mut item = article(id, id, "2024-01-01");
    item["content_html"] = html.into();
    item
}

/// The attributes of the first picture of a page that matches a selector.
fn picture(page: &str, selector: &str, name: &str) -> Option<String> {
    let page = Html::parse_document(page);
    let element = page.select(&Selector::parse(selector).unwrap()).next()?;
    element.attr(name).map(str::to_owned)
}

fn sized(fixture: &Fixture) -> Vec<PathBuf> {
    let entries = fs::read_dir(fixture.path("out/media/sized")).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// What tells the content of a file apart from a copy of it: a hard link has the same number.
#[cfg(unix)]
fn numbers(fixture: &Fixture, files: &[&str]) -> Vec<u64> {
    use std::os::unix::fs::MetadataExt as _;
    files.iter().map(|file| fs::metadata(fixture.path(&format!("out/{file}"))).unwrap().ino()).collect()
}

fn told(report: &Report) -> Vec<&'static str> {
    report.findings.iter().map(|finding| finding.kind.code()).collect()
}

#[test]
fn a_photograph_is_published_upright_in_sizes_for_phones_and_without_its_notes() {
    let mut item = showing("a", "<p><img src='../media/anh.jpg' alt='Họp dân' width='40' height='30'></p>");
    item["image"] = "../media/bia.jpg".into();
    let fixture = fixture(json!([item]));
    fixture.put_bytes("site/media/anh.jpg", &photo());
    fixture.put_bytes("site/media/bia.jpg", &with_exif(&jpeg(2000, 1400), 1, true));
    let report = fixture.build_at(Some("/xa/")).unwrap();
    assert_eq!(messages(&report), [""; 0]);
    for (path, bytes) in fixture.everything() {
        assert!(!contains(&bytes, NOTE) && !contains(&bytes, b"Exif"), "{}", path.display());
    }
    let html = fixture.out("bai/a/index.html");
    let of = |name: &str| picture(&html, ".prose img", name).unwrap();
    assert_eq!(of("src"), "/xa/media/anh.jpg");
    // 40 pixels wide is what the article says, and the picture has the shape of 1000 × 700.
    assert_eq!((of("width"), of("height"), of("alt")), ("40".into(), "28".into(), "Họp dân".into()));
    let candidates: Vec<String> = of("srcset").split(", ").map(str::to_owned).collect();
    let widths: Vec<&str> = candidates.iter().map(|it| it.rsplit_once(' ').unwrap().1).collect();
    assert_eq!(widths, ["240w", "480w", "1000w"], "960 is nearly 1000");
    for candidate in &candidates {
        let (address, width) = candidate.split_once(' ').unwrap();
        let file = fs::read(fixture.path("out").join(address.strip_prefix("/xa/").unwrap())).unwrap();
        let size = trangxa_pictures::inspect(&file).unwrap().size.unwrap();
        assert_eq!(format!("{}w", size.width), width);
        assert_eq!((size.width * 7 + 5) / 10, size.height);
        assert_quarters(&file, candidate);
    }
    assert_eq!(of("sizes"), "(min-width: 74px) 40px, calc(100vw - 34px)");
    assert_quarters(&fs::read(fixture.path("out/media/anh.jpg")).unwrap(), "the stand-in");
    // The main picture: on the article's page, in lists, and as a link preview.
    let main = picture(&html, "img.picture", "srcset").unwrap();
    assert_eq!(main.matches(".webp ").count(), 4);
    let home = fixture.out("index.html");
    assert_eq!(picture(&home, ".lead img", "srcset"), Some(main.clone()));
    assert_eq!(picture(&fixture.out("tin/index.html"), ".cards img", "srcset"), Some(main.clone()));
    let preview = picture(&html, "meta[property='og:image']", "content").unwrap();
    let path = preview.strip_prefix("https://xa.example/").unwrap();
    let (width, height) = ("meta[property='og:image:width']", "meta[property='og:image:height']");
    assert_eq!(picture(&html, width, "content").as_deref(), Some("1200"));
    assert_eq!(picture(&html, height, "content").as_deref(), Some("630"));
    let file = fs::read(fixture.path("out").join(path)).unwrap();
    let size = trangxa_pictures::inspect(&file).unwrap().size.unwrap();
    assert_eq!((size.width, size.height), (1200, 630));
    // Each file is there because something names it.
    assert_eq!(sized(&fixture).len(), 3 + 4 + 1);
    // What the app fetches has the same.
    let item = fixture.out_json("data/bai/a.json");
    assert_eq!(item["_trangxa"]["srcset"], main.as_str());
    assert!(item["content_html"].as_str().unwrap().contains(&of("srcset")));
    assert_eq!(fixture.out_json("data/feed.json")["items"][0]["_trangxa"]["srcset"], main.as_str());
    // Feed readers get one size, which every one of them can read.
    let outward = fixture.out_json("feed.json");
    assert_eq!(outward["items"][0]["image"], "https://xa.example/media/bia.jpg");
    let text = outward["items"][0]["content_html"].as_str().unwrap();
    assert!(text.contains("src=\"https://xa.example/media/anh.jpg\"") && !text.contains("srcset"), "{text}");
    assert!(outward["items"][0]["_trangxa"]["srcset"].is_null() && !fixture.out("feed.xml").contains("srcset"));
}

#[test]
fn an_original_is_published_where_something_links_to_it_and_its_place_is_told() {
    let mut item = showing(
        "a",
        "<p><a href='../media/anh.jpg'><img src='../media/anh.jpg' alt='x'></a></p><p><img src='../media/khac.jpg' alt='x'></p>",
    );
    item["attachments"] = json!([{"url": "../media/so do.png", "mime_type": "image/png"}]);
    let fixture = fixture(json!([item]));
    let drawing = png(50, 40);
    for name in ["anh.jpg", "khac.jpg"] {
        fixture.put_bytes(&format!("site/media/{name}"), &photo());
    }
    fixture.put_bytes("site/media/so do.png", &drawing);
    let report = fixture.build().unwrap();
    let original = |name: &str| fs::read(fixture.path(&format!("out/media/{name}"))).unwrap();
    assert_eq!(original("anh.jpg"), photo());
    assert_eq!(original("so do.png"), drawing);
    assert!(!contains(&original("khac.jpg"), NOTE));
    assert_eq!(told(&report), ["picture-place"]);
    assert!(
        messages(&report)[0]
            .starts_with("data/feed.json, article \"a\" (\"a\"): media/anh.jpg: says where it was taken")
    );
    assert!(!report.is_anything_lost());
}

#[test]
fn what_is_unchanged_is_neither_made_nor_written_again() {
    let shows = showing("a", "<p><img src='../media/a.jpg' alt='x'><img src='../media/b.png' alt='x'></p>");
    let fixture = fixture(json!([shows]));
    fixture.put_bytes("site/media/a.jpg", &photo());
    fixture.put_bytes("site/media/b.png", &png(600, 400));
    fixture.put_bytes("site/media/c.jpg", &photo());
    let first = fixture.build().unwrap();
    let made = sized(&fixture);
    assert_eq!(made.len(), 3 + 3);
    let again = fixture.build().unwrap();
    assert_eq!((again.changes.written, again.changes.kept), (0, first.changes.written));
    // A changed article, and a picture that is gone.
    let files: Vec<String> =
        made.iter().map(|file| format!("media/sized/{}", file.file_name().unwrap().display())).collect();
    let mut files: Vec<&str> = files.iter().map(String::as_str).collect();
    files.extend(["media/a.jpg", "media/b.png", "media/c.jpg"]);
    #[cfg(unix)]
    let before = numbers(&fixture, &files);
    let other = showing("a", "<p>Đã sửa. <img src='../media/a.jpg' alt='x'><img src='../media/b.png' alt='x'></p>");
    fixture.put_json("site/data/feed.json", &feed(json!([other])));
    let changed = fixture.build().unwrap();
    assert!(changed.changes.written > 0);
    #[cfg(unix)]
    assert_eq!(numbers(&fixture, &files), before, "the same files");
    // Without what the build before knew, each picture is read, and none is made.
    fs::remove_file(fixture.path("out/.trangxa-record")).unwrap();
    fixture.build().unwrap();
    #[cfg(unix)]
    assert_eq!(numbers(&fixture, &files), before, "the same files");
    // Another picture under the same name has other names, and those of the old one are gone.
    fixture.put_bytes("site/media/a.jpg", &jpeg(600, 400));
    fixture.build().unwrap();
    let now = sized(&fixture);
    assert_eq!(now.iter().filter(|file| made.contains(file)).count(), 3, "those of b.png");
    assert_eq!(now.len(), 3 + 3);
    fixture.put_json("site/data/feed.json", &feed(json!([article("a", "A", "2024-01-01")])));
    fixture.build().unwrap();
    assert_eq!(sized(&fixture), [] as [PathBuf; 0]);
}

#[test]
fn a_picture_that_cannot_be_shown_is_told_with_the_remedy_and_left_out() {
    let names = ["iphone.jpg", "quet.tif", "bom.png", "dut.png", "rong.jpg", "trang.jpg", "hong.png"];
    let html: String = names.iter().map(|name| format!("<p><img src='../media/{name}' alt='x'></p>")).collect();
    let mut main = showing("b", "<p>Tin</p>");
    main["image"] = "../media/iphone.jpg".into();
    let fixture = fixture(json!([showing("a", &html), main]));
    let mut damaged = png(500, 400);
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xff;
    for (name, bytes) in names.iter().zip([
        heic(),
        b"II*\0 the rest".to_vec(),
        bomb(20_000),
        png(500, 400)[..900].to_vec(),
        Vec::new(),
        b"<!doctype html><title>404</title>".to_vec(),
        damaged,
    ]) {
        fixture.put_bytes(&format!("site/media/{name}"), &bytes);
    }
    let expected = [
        (
            "picture-unusable",
            "article \"a\" (\"a\"): media/iphone.jpg: is a photograph in the format of iPhones (HEIC)",
        ),
        ("picture-unusable", "article \"a\" (\"a\"): media/quet.tif: is a picture in the format of scanners (TIFF)"),
        (
            "picture-huge",
            "article \"a\" (\"a\"): media/bom.png: has 20000 × 20000 pixels, and at most 100 million are read",
        ),
        ("picture-broken", "article \"a\" (\"a\"): media/dut.png: is not complete"),
        ("picture-broken", "article \"a\" (\"a\"): media/rong.jpg: is empty"),
        ("picture-unusable", "article \"a\" (\"a\"): media/trang.jpg: is no picture, whatever its name says"),
        ("picture-broken", "article \"a\" (\"a\"): media/hong.png: is damaged ("),
        (
            "picture-unusable",
            "article \"b\" (\"b\"): media/iphone.jpg: is a photograph in the format of iPhones (HEIC)",
        ),
    ];
    for _ in 0..2 {
        let report = fixture.build().unwrap();
        assert_eq!(report.findings.len(), expected.len(), "{:?}", messages(&report));
        for (finding, (code, message)) in report.findings.iter().zip(expected) {
            assert_eq!(finding.kind.code(), code);
            assert!(finding.to_string().starts_with(&format!("data/feed.json, {message}")), "{finding}");
        }
        assert!(!report.is_anything_lost());
        assert!(!fixture.out("bai/a/index.html").contains("/media/"), "no picture is shown");
        let preview = picture(&fixture.out("bai/b/index.html"), "meta[property='og:image']", "content");
        assert_eq!(preview.as_deref(), Some("https://xa.example/icons/icon-512.png"));
        for name in ["iphone.jpg", "quet.tif", "bom.png", "dut.png", "hong.png"] {
            assert!(!fixture.path(&format!("out/media/{name}")).exists(), "{name}");
        }
    }
    // A check does not unpack the pixels, so it does not see the damage among them.
    let checked = check(&Folder::new(&fixture.path("site")), Timestamp::from_unix(1_700_000_000)).unwrap();
    let mut told: Vec<String> =
        checked.findings.iter().filter(|it| is_of_picture(it.kind)).map(ToString::to_string).collect();
    told.sort();
    let without_damage = expected.iter().filter(|(_, message)| !message.contains("hong.png"));
    let mut wanted: Vec<String> = without_damage.map(|(_, message)| format!("data/feed.json, {message}")).collect();
    wanted.sort();
    assert_eq!(told.len(), wanted.len(), "{told:?}");
    for (told, wanted) in told.iter().zip(&wanted) {
        assert!(told.starts_with(wanted), "{told}");
    }
}

fn is_of_picture(kind: FindingKind) -> bool {
    kind.code().starts_with("picture-")
}

#[test]
fn what_phones_could_show_better_is_published_as_it_is_and_told() {
    let html = "<p><img src='../media/a.bmp' alt='x'><img src='../media/b.avif' alt='x'><img src='../media/c.gif' alt='x'>\
        <img src='../media/d.svg' alt='x'><img src='../media/e.jpg' alt='x'></p>";
    let fixture = fixture(json!([showing("a", html)]));
    let bmp = [&b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x20\x03\0\0\x58\x02\0\0\x01\0\x18\0"[..], &[0; 40]].concat();
    let whole = jpeg(500, 400);
    let files: [(&str, Vec<u8>); 4] = [
        ("a.bmp", bmp),
        ("b.avif", b"\0\0\0\x14ftypavif\0\0\0\0mif1".to_vec()),
        ("c.gif", gif(&[0, 200])),
        ("d.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()),
    ];
    for (name, bytes) in &files {
        fixture.put_bytes(&format!("site/media/{name}"), bytes);
    }
    fixture.put_bytes("site/media/e.jpg", &whole[..whole.len() * 3 / 4]);
    let report = fixture.build().unwrap();
    assert_eq!(told(&report), ["picture-unreduced", "picture-unreduced", "picture-broken"], "{:?}", messages(&report));
    for (name, bytes) in &files {
        assert_eq!(&fs::read(fixture.path(&format!("out/media/{name}"))).unwrap(), bytes, "{name}");
    }
    let page = fixture.out("bai/a/index.html");
    let of = |name: &str, attribute: &str| picture(&page, &format!(".prose img[src$='{name}']"), attribute);
    assert_eq!((of("a.bmp", "width").as_deref(), of("a.bmp", "height").as_deref()), (Some("800"), Some("600")));
    assert_eq!((of("c.gif", "width").as_deref(), of("c.gif", "srcset")), (Some("40"), None));
    assert_eq!(of("d.svg", "width"), None);
    assert!(of("e.jpg", "srcset").is_some(), "the top of it is there");
}

#[test]
fn names_may_have_blanks_marks_and_signs() {
    let names = ["Ảnh họp dân.JPG", "giảm 100%.jpg", "số #1.jpg", "a+b & c.jpg"];
    let written =
        ["../media/Ảnh họp dân.JPG", "../media/giảm 100%25.jpg", "../media/số %231.jpg", "../media/a+b &amp; c.jpg"];
    let items = names.iter().zip(written).enumerate().map(|(i, (_, src))| {
        let mut item = showing(&format!("bai-{i}"), &format!("<p><img src=\"{src}\" alt='x'></p>"));
        item["image"] = src.replace("&amp;", "&").into();
        item
    });
    let fixture = fixture(items.collect());
    for name in names {
        fixture.put_bytes(&format!("site/media/{name}"), &photo());
    }
    // They are one picture: it is made once.
    let report = fixture.build().unwrap();
    assert_eq!(messages(&report), [""; 0]);
    assert_eq!(sized(&fixture).len(), 3 + 1);
    for (i, name) in names.iter().enumerate() {
        assert_quarters(&fs::read(fixture.path(&format!("out/media/{name}"))).unwrap(), name);
        let html = fixture.out(&format!("bai/bai-{i}/index.html"));
        assert!(picture(&html, ".prose img", "srcset").unwrap().starts_with("/media/sized/"), "{name}");
    }
    let outward = fixture.out_json("feed.json");
    let images: Vec<&str> =
        outward["items"].as_array().unwrap().iter().map(|it| it["image"].as_str().unwrap()).collect();
    for image in [
        "%E1%BA%A2nh%20h%E1%BB%8Dp%20d%C3%A2n.JPG",
        "gi%E1%BA%A3m%20100%25.jpg",
        "s%E1%BB%91%20%231.jpg",
        "a+b%20&%20c.jpg",
    ] {
        assert!(images.contains(&format!("https://xa.example/media/{image}").as_str()), "{images:?}");
    }
}

#[test]
fn pictures_that_no_text_shows_lose_their_notes_too() {
    let fixture = fixture(json!([article("a", "A", "2024-01-01")]));
    for name in ["media/cu/anh.JPG", "media/chup.heic", "icons/anh.jpg"] {
        let bytes = if name.ends_with("heic") { heic() } else { photo() };
        fixture.put_bytes(&format!("site/{name}"), &bytes);
    }
    fixture.put("site/media/ghi-chu.jpg", "không phải ảnh");
    let report = fixture.build().unwrap();
    assert_quarters(&fs::read(fixture.path("out/media/cu/anh.JPG")).unwrap(), "another site may link to it");
    assert!(!contains(&fs::read(fixture.path("out/media/cu/anh.JPG")).unwrap(), NOTE));
    assert!(!fixture.path("out/media/chup.heic").exists());
    assert_eq!(fs::read(fixture.path("out/icons/anh.jpg")).unwrap(), photo(), "not in the folder for media");
    assert_eq!(fixture.out("media/ghi-chu.jpg"), "không phải ảnh");
    assert_eq!(told(&report), ["picture-unusable"]);
    assert!(messages(&report)[0].starts_with("media/chup.heic: is a photograph in the format of iPhones"));
    assert_eq!(sized(&fixture), [] as [PathBuf; 0]);
}

#[test]
fn site_json_chooses_the_widths() {
    let fixture = fixture(json!([showing("a", "<p><img src='../media/a.jpg' alt='x'></p>")]));
    fixture.put_bytes("site/media/a.jpg", &jpeg(2000, 1000));
    let set = |media: Value| {
        let mut site = site();
        site["media"] = media;
        fixture.put_json("site/data/site.json", &site);
    };
    let widths = |fixture: &Fixture| {
        let srcset = picture(&fixture.out("bai/a/index.html"), ".prose img", "srcset").unwrap();
        srcset.split(", ").map(|it| it.rsplit_once(' ').unwrap().1.to_owned()).collect::<Vec<_>>()
    };
    set(json!({"widths": [800, 400]}));
    fixture.build().unwrap();
    assert_eq!(widths(&fixture), ["400w", "800w"]);
    let stand_in = |fixture: &Fixture| {
        let bytes = fs::read(fixture.path("out/media/a.jpg")).unwrap();
        trangxa_pictures::inspect(&bytes).unwrap().size.unwrap().width
    };
    assert_eq!(stand_in(&fixture), 800);
    set(Value::Null);
    fixture.build().unwrap();
    assert_eq!(
        (widths(&fixture), stand_in(&fixture)),
        (["240w", "480w", "960w", "1600w"].map(str::to_owned).to_vec(), 1600)
    );
    assert!(fixture.out_json("data/site.json")["media"].is_null());
    set(json!({"widths": [9000]}));
    let error = fixture.build().unwrap_err().to_string();
    assert!(error.contains("media.widths[0]"), "{error}");
}

#[test]
fn the_sizes_of_others_are_not_believed() {
    let mut item =
        showing("a", "<p><img src='https://cms.example/a.jpg' srcset='/a-300.jpg 300w' sizes='1px' alt='x'></p>");
    item["image"] = "https://cms.example/b.jpg".into();
    item["_trangxa"] = json!({"srcset": "/b-300.jpg 300w"});
    let fixture = fixture(json!([item]));
    fixture.build().unwrap();
    let page = fixture.out("bai/a/index.html");
    assert!(picture(&page, ".prose img", "src").is_some() && !page.contains("srcset"), "{page}");
    let preview = picture(&page, "meta[property='og:image']", "content");
    assert_eq!(preview.as_deref(), Some("https://cms.example/b.jpg"));
}

#[test]
fn a_picture_of_a_standing_page_is_published_in_sizes_as_well() {
    let fixture = Fixture::new();
    let mut site = site();
    site["pages"][0]["content_html"] =
        "<p><img src='../media/a.jpg' alt='x'><img src='../media/b.heic' alt='x'></p>".into();
    fixture.put_json("site/data/site.json", &site);
    fixture.put_bytes("site/media/a.jpg", &photo());
    fixture.put_bytes("site/media/b.heic", &heic());
    let report = fixture.build().unwrap();
    assert!(
        messages(&report)[0]
            .starts_with("data/site.json, page \"gioi-thieu\" (\"Giới thiệu\"): media/b.heic: is a photograph")
    );
    let page = fixture.out("gioi-thieu/index.html");
    assert!(picture(&page, ".prose img", "srcset").is_some() && !page.contains("heic"));
    assert!(Path::new(&fixture.path("out/media/a.jpg")).exists());
}
