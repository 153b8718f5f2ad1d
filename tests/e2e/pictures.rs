//! Pictures: a phone fetches the sizes that its screen needs, before and after a page is renewed, and nothing moves.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile};
use trangxa_host::Fault;

use crate::sites::{self, ARTICLE};

/// A phone with a fine screen.
const PHONE: Profile = Profile {
    width: 360,
    height: 800,
    density: 2,
    dark: false,
    javascript: true,
    reduced_motion: false,
    time_zone: None,
    workers: false,
};
/// What all pictures of the demo's home page may cost such a phone, in bytes; with the HTML they are below 150 kB.
const HOME: u64 = 130_000;
/// What each picture of the page has: the address that was taken, its own sides in pixels, and the sides of its box.
const PICTURES: &str = "
    scrollTo(0, document.body.scrollHeight);
    const pictures = [...document.querySelectorAll('main img')];
    await Promise.all(pictures.map(it => { it.loading = 'eager'; return it.decode(); }));
    return pictures.map(it => {
        const box = it.getBoundingClientRect();
        return { taken: new URL(it.currentSrc).pathname, width: it.naturalWidth, height: it.naturalHeight,
            said: it.width / it.height, box: box.width, boxHeight: box.height, set: it.srcset, sizes: it.sizes };
    });
";

/// The width in the name of a picture in one of several sizes.
fn width_in(address: &str) -> Option<f64> {
    address.strip_prefix("/media/sized/")?.strip_suffix(".webp")?.rsplit_once('-')?.1.parse().ok()
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

#[tokio::test]
async fn a_phone_fetches_each_picture_in_the_size_that_its_screen_needs() {
    let host = sites::serve(sites::demo(), "/").await;
    let mut seen = BTreeSet::new();
    for path in ["", "tin/", ARTICLE] {
        let browser = Browser::open(PHONE).await;
        sites::open_live(&browser, &format!("{}{path}", host.url())).await;
        let pictures = browser.eval_async(PICTURES).await;
        let pictures = pictures.as_array().expect("a list");
        assert!(!pictures.is_empty(), "{path}");
        if path.is_empty() {
            seen.extend(pictures.iter().filter_map(|it| it["taken"].as_str()).map(str::to_owned));
        }
        for picture in pictures {
            let taken = picture["taken"].as_str().expect("an address");
            let width = width_in(taken).unwrap_or_else(|| panic!("{taken} is no size"));
            let needed = 2.0 * number(&picture["box"]);
            assert!(width >= needed, "{path}: {picture}");
            let set = picture["set"].as_str().expect("a text");
            let smaller = set.split(", ").filter_map(|it| width_in(it.split_once(' ')?.0)).filter(|it| *it < width);
            let smaller = smaller.fold(0.0, f64::max);
            // The box may be narrower than the column that `sizes` speaks of, by its border.
            assert!(smaller < needed * 1.05, "{path}: {smaller} would do: {picture}");
        }
        browser.finish(&[]).await;
    }
    let mut total = 0;
    for name in seen {
        let file = std::fs::metadata(sites::demo().join(name.trim_start_matches('/'))).expect("the file");
        total += file.len();
    }
    println!("pictures of the home page: {total} of {HOME} bytes");
    assert!((8_000..=HOME).contains(&total), "the pictures of the home page have {total} bytes");
    let originals =
        host.requests().into_iter().filter(|it| it.path.starts_with("/media/") && !it.path.contains("/sized/"));
    assert_eq!(originals.map(|it| it.path).collect::<Vec<_>>(), [""; 0]);
}

#[tokio::test]
async fn a_text_and_a_list_that_are_renewed_keep_their_sizes() {
    let article = ARTICLE;
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(PHONE).await;
    let path = sites::document_of(article);
    sites::open_renewed(&browser, &format!("{}{article}", host.url())).await;
    sites::until_answered(&host, &path, 1).await;
    sites::settled(&browser).await;
    let before = browser.eval("return document.querySelector('.prose img').srcset").await;
    let mut item = sites::document(&path);
    let text = item["content_html"].as_str().expect("a text").replacen("<p>", "<p>Đính chính: ", 1);
    let others =
        "<p><img class=a src='/icons/icon-192.png' srcset='https://khac.example/a.jpg 9w' sizes='1px' alt=''></p>";
    item["content_html"] = json!(format!("{text}{others}"));
    item["_trangxa"]["srcset"] = json!("https://khac.example/b.jpg 9w");
    host.faults().set(&path, Fault::Body(item.to_string()));
    sites::renew(&browser).await;
    browser.wait("the text", "document.querySelector('.prose').innerText.includes('Đính chính: ')").await;
    let after =
        browser.eval("return [...document.querySelectorAll('.prose img')].map(it => it.getAttribute('srcset'))").await;
    assert_eq!(after, json!([before, null]), "a set of addresses of another host is not taken");
    let pictures = browser.eval_async(PICTURES).await;
    let taken = pictures.as_array().expect("a list").iter().filter_map(|it| width_in(it["taken"].as_str()?));
    assert!(taken.count() > 0, "{pictures}");

    sites::follow(&browser, ".brand").await;
    let mut feed = sites::document("data/feed.json");
    feed["items"][0]["title"] = json!("Tin đã sửa");
    host.faults().set("data/feed.json", Fault::Body(feed.to_string()));
    let sets = "return [...document.querySelectorAll('main img')].map(it => it.srcset)";
    let before = browser.eval(sets).await;
    sites::renew(&browser).await;
    browser.wait("the list", "document.querySelector('.lead h2').innerText === 'Tin đã sửa'").await;
    assert_eq!(browser.eval(sets).await, before);
    assert!(
        before
            .as_array()
            .expect("a list")
            .iter()
            .all(|set| set.as_str().is_some_and(|it| it.contains("/media/sized/")))
    );
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_place_of_a_picture_has_its_shape_before_it_is_here() {
    let article = ARTICLE;
    let host = sites::serve(sites::demo(), "/").await;
    host.faults().set("media/sized/*", Fault::Status(503));
    let shape =
        "const box = document.querySelector('.prose img').getBoundingClientRect(); return box.width / box.height";
    let browser = Browser::open(PHONE).await;
    sites::open_live(&browser, &format!("{}{article}", host.url())).await;
    let without = number(&browser.eval(shape).await);
    browser.finish(&["/media/sized/"]).await;
    host.faults().clear_all();
    let browser = Browser::open(PHONE).await;
    sites::open_live(&browser, &format!("{}{article}", host.url())).await;
    let pictures = browser.eval_async(PICTURES).await;
    let with = number(&browser.eval(shape).await);
    assert!((without - with).abs() < 0.02, "{without} became {with}");
    let prose = pictures
        .as_array()
        .expect("a list")
        .iter()
        .find(|it| it["sizes"].as_str().is_some_and(|it| it.contains("748px")));
    let picture = prose.expect("the picture in the text");
    let own = number(&picture["width"]) / number(&picture["height"]);
    assert!((number(&picture["said"]) - own).abs() < 0.02, "{picture}");
    browser.finish(&[]).await;
}
