//! Runs the publisher's cleaner on the corpus that both cleaners share.

use crate::corpus::{Case, cases};
use scraper::Html as Document;
use std::collections::HashSet;
use trangxa_clean::Html;
use trangxa_clean::allowed::{ELEMENTS, FILM, GALLERY, added, attributes, element as allowed_element, table_frame};
use trangxa_clean::text::{collapse, excerpt, text_of};
use trangxa_publish::clean;
use trangxa_words::article::CLEANER_WORDING;

/// The address of the document that the texts of the corpus count as part of.
const BASE: &str = "/data/bai/thu.json";

fn cleaned(markup: &str) -> String {
    clean(&Html::Raw { html: markup.to_owned(), base: BASE.to_owned() }, &|_| None)
}

/// What is wrong with a cleaned text.
fn faults(case: &Case, clean: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for element in Document::parse_fragment(clean).tree.nodes().filter_map(|node| node.value().as_element()) {
        let name = element.name();
        // Elements that the parser adds, and the frame that the cleaner puts around tables and galleries.
        let ours = ["html", "body", "div"].contains(&name);
        let known = allowed_element(name);
        if known.is_none() && !ours {
            faults.push(format!("has a <{name}>"));
        }
        for (attribute, value) in element.attrs() {
            let pair = (attribute, value);
            let frame = name == "div" && (table_frame(&CLEANER_WORDING).contains(&pair) || pair == GALLERY);
            if attribute == "class" && name == "a" && pair != FILM {
                faults.push(format!("has the class {value}"));
            }
            let is_allowed = |it| attributes(it).contains(&attribute) || added(it).contains(&(attribute, value));
            if !frame && !known.is_some_and(is_allowed) {
                faults.push(format!("has {attribute}=\"{value}\" at <{name}>"));
            }
            let is_address = matches!(attribute, "href" | "src");
            let schemes = ["http://", "https://", "/"].iter().chain(if attribute == "href" {
                &["mailto:", "tel:"][..]
            } else {
                &[]
            });
            if is_address && !schemes.clone().any(|scheme| value.starts_with(scheme)) {
                faults.push(format!("leads to {value}"));
            }
        }
    }
    let text = collapse(&text_of(clean));
    faults
        .extend(case.keep.iter().filter(|keep| !text.contains(&collapse(keep))).map(|keep| format!("lost \"{keep}\"")));
    faults.extend(case.gone.iter().filter(|gone| clean.contains(*gone)).map(|gone| format!("kept \"{gone}\"")));
    faults
}

#[test]
fn only_allowed_elements_remain_and_the_text_stays() {
    let cases = cases();
    let names: HashSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "two cases have the same name");
    let mut failed = Vec::new();
    for case in &cases {
        let clean = cleaned(&case.html);
        let mut faults = faults(case, &clean);
        if cleaned(&clean) != clean {
            faults.push(format!("changes when cleaned again: {}", cut(&cleaned(&clean))));
        }
        if !faults.is_empty() {
            failed.push(format!("{}\n    {}\n    {}", case.name, faults.join("\n    "), cut(&clean)));
        }
    }
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), cases.len(), failed.join("\n"));
    assert!(cases.len() >= 300, "only {} cases", cases.len());
}

/// What no reader sees: texts inside of drawings and formulas, and one that its own mistake hides.
const HIDDEN: [&str; 11] = [
    "deep: deep svg: trong hình",
    "handlers: handler on svg and its animations: x",
    "handlers: handler put on by an animation: bấm",
    "mutation: mutation malignmark inside mtext: x",
    "mutation: mutation mtext that becomes html: trong",
    "mutation: mutation annotation-xml that says so in capitals and as xhtml: trong",
    "mutation: mutation font that breaks out only with attributes: ở trong",
    "mutation: mutation svg element names with capitals: trong",
    "schemes: scheme in xlink: hình",
    "script: script in foreignObject: chữ trong hình",
    "script: script never closed: phần cuối mất",
];

#[test]
fn no_words_are_lost_without_a_reason() {
    let lost = |case: &Case| trangxa_clean::lost(&case.html, &cleaned(&case.html));
    let found: Vec<String> =
        cases().iter().filter_map(|case| Some(format!("{}: {}", case.name, lost(case)?))).collect();
    assert_eq!(found, HIDDEN);
}

fn cut(text: &str) -> String {
    excerpt(text, 300)
}

/// ammonia, the cleaner that most Rust programs use, removes nothing more.
#[test]
fn ammonia_removes_nothing_more() {
    let mut referee = ammonia::Builder::empty();
    referee
        .tags(ELEMENTS.iter().map(|name| name.as_str()).chain(["div"]).collect())
        .tag_attributes(
            ELEMENTS
                .iter()
                .map(|name| {
                    let added = added(*name).iter().map(|(it, _)| *it);
                    (name.as_str(), attributes(*name).iter().copied().chain(added).collect())
                })
                .chain([("div", table_frame(&CLEANER_WORDING).iter().map(|(name, _)| *name).collect())])
                .collect(),
        )
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .link_rel(None);
    // Only sizes are compared, because ammonia writes attributes in another order, and loses line breaks in `pre`.
    let size = |html: &str| Document::parse_fragment(html).root_element().html().replace('\n', "").len();
    for case in cases() {
        let ours = cleaned(&case.html);
        let theirs = referee.clean(&ours).to_string();
        assert_eq!(size(&theirs), size(&ours), "{}\n{}\n{}", case.name, cut(&ours), cut(&theirs));
    }
}
