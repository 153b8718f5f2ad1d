//! `trangxa import`, run as clerks run it: what it prints and its exit code.

use std::process::Command;
use trangxa_test_support::{Reply, ScriptedServer, SiteFolder};

/// Imports a source and returns the exit code and both outputs.
fn import(site: &SiteFolder, source: &str, options: &[&str]) -> (Option<i32>, String) {
    let into = site.root().display().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_trangxa"));
    command.env("LC_ALL", "en_US.UTF-8");
    let output = command.args(["import", source, "--into", &into]).args(options).output().unwrap();
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

#[test]
fn a_word_document_becomes_a_markdown_file_with_its_pictures_and_nothing_is_overwritten() {
    use trangxa_test_support::docx::{Docx, PNG, drawing, p};
    let site = SiteFolder::default();
    let body = p("Tiêu đề: Mời họp dân") + &p("Ngày: 28/11/2026") + &format!("<w:p>{}</w:p>", drawing("rA", "Họp"));
    let docx = Docx::new(&body).part("rA", "image", "media/1.png", PNG);
    let source = site.write("ngoai/thu moi.docx", docx.bytes()).display().to_string();
    let (code, text) = import(&site, &source, &[]);
    assert!(
        code == Some(0) && text.contains("bai/2026-11-28-moi-hop-dan.md is written, with 1 picture beside it"),
        "{text}"
    );
    let file = site.path("bai/2026-11-28-moi-hop-dan.md");
    let written = std::fs::read_to_string(&file).unwrap();
    assert_eq!(
        written,
        "---\ntiêu đề: Mời họp dân\nngày: 28/11/2026\n---\n\n![Họp](<2026-11-28-moi-hop-dan/anh-1.png>)\n"
    );
    assert_eq!(std::fs::read(site.path("bai/2026-11-28-moi-hop-dan/anh-1.png")).unwrap(), PNG);
    assert!(import(&site, &source, &[]).1.contains("is there already, word for word"));
    std::fs::write(&file, "của tôi").unwrap();
    let (code, text) = import(&site, &source, &[]);
    assert!(code == Some(0) && text.contains("bai/2026-11-28-moi-hop-dan-2.md is written"), "{text}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "của tôi");

    let chart = "<w:p><w:r><w:drawing><c:chart/></w:drawing></w:r></w:p>";
    let lossy =
        site.write("ngoai/2026-11-27 Bieu do.docx", Docx::new(&(p("Số liệu") + chart)).bytes()).display().to_string();
    let (code, text) = import(&site, &lossy, &[]);
    assert!(code == Some(1) && text.contains("near \"Số liệu\": a chart cannot be taken"), "{text}");
    assert!(text.contains("bai/2026-11-27-bieu-do.md is written"), "{text}");
    for (name, bytes, told) in [
        ("a.doc", &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], "is in the format of Word before 2007"),
        ("a.md", b"x", "this file is Markdown already"),
        ("a.docx", b"PK", "is damaged"),
    ] {
        let source = site.write(name, bytes).display().to_string();
        let (code, text) = import(&site, &source, &[]);
        assert!(code == Some(1) && text.contains(told) && text.contains("This document was not imported"), "{text}");
    }
}

fn rss(items: &str) -> String {
    format!("<rss version='2.0'><channel><title>Tin</title>{items}</channel></rss>")
}

#[test]
fn something_lost_ends_with_1_and_is_named_each_time() {
    let site = SiteFolder::default();
    let whole = site.write("a.xml", rss("<item><title>A</title></item>")).display().to_string();
    assert_eq!(import(&site, &whole, &[]).0, Some(0));
    let lossy = site.write("b.xml", rss("<item><title>B</title><pubDate>12/25/2026</pubDate></item><item/>"));
    let lossy = lossy.display().to_string();
    for summary in ["1 articles added, 0 updated, 0 unchanged", "0 articles added, 0 updated, 1 unchanged"] {
        let (code, text) = import(&site, &lossy, &[]);
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains(summary) && text.matches("lost: ").count() == 2, "{text}");
        assert!(
            text.contains("item 1 (\"B\"), date_published: the date \"12/25/2026\"") && text.contains("item 2: "),
            "{text}"
        );
    }
    let none = site.write("c.xml", rss("<item/>")).display().to_string();
    let (code, text) = import(&site, &none, &[]);
    assert!(code == Some(1) && text.contains("Nothing was imported"), "{text}");
}

#[test]
fn a_private_address_ends_with_1_unless_it_is_allowed() {
    let metrics = ScriptedServer::new(|_, _| Reply::ok("%PDF-1.4 metrics"));
    let item =
        format!("<item><title>A</title><enclosure url='{}' type='application/pdf'/></item>", metrics.url("m.pdf"));
    let source = ScriptedServer::new(move |_, _| Reply::ok(rss(&item)));
    let site = SiteFolder::default();
    let (code, text) = import(&site, &source.url("rss"), &["--media"]);
    assert!(code == Some(1) && text.contains("run the command again with --allow-private"), "{text}");
    assert_eq!(metrics.connections(), 0);
    let (code, text) = import(&site, &source.url("rss"), &["--media", "--allow-private"]);
    assert!(code == Some(0) && text.contains("files: 1 copied"), "{text}");
}
