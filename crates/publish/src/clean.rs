//! Article HTML made safe and fit for a page.

use ammonia::{Builder, UrlRelative, UrlRelativeEvaluate};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use trangxa_model::html::{self, Html};
use trangxa_model::{Site, url};

/// Headings and names that become others; no attribute is left on them, so their tags have one spelling.
const RENAMED: [&str; 4] = ["h1", "h5", "h6", "strike"];

/// The text of an article, rebuilt from the elements it may hold. Relative addresses are resolved.
///
/// `size` tells a picture's width and height in pixels from its resolved address, so that nothing moves when it loads.
pub fn clean(content: &Html, size: &dyn Fn(&str) -> Option<(usize, usize)>) -> String {
    match content {
        // Made by us from plain text.
        Html::Clean(html) => html.clone(),
        Html::Raw { html, base } => {
            let base = base.clone();
            dress(&allowed_only(html, move |reference| url::resolve(&base, reference)), size)
        }
    }
}

/// A cleaned text with every address made absolute, for readers elsewhere.
pub fn with_absolute_urls(html: &str, site: &Site, base: &str) -> String {
    let (base_url, base) = (site.base_url.clone(), base.to_owned());
    allowed_only(html, move |reference| Some(absolute(&base_url, &base, reference)))
}

/// An address below the site's root `base` as the rest of the world writes it.
pub fn absolute(base_url: &str, base: &str, address: &str) -> String {
    match address.strip_prefix(base) {
        Some(path) => format!("{base_url}{path}"),
        None => url::resolve(base_url, address).unwrap_or_else(|| address.to_owned()),
    }
}

fn allowed_only(html: &str, resolve: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> String {
    let tags: HashSet<&str> = html::ELEMENTS.iter().chain(&RENAMED).copied().collect();
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for tag in html::ELEMENTS {
        let names = html::attributes(tag).iter().copied().chain(html::url_attribute(tag));
        attributes.insert(tag, names.collect());
    }
    let mut builder = Builder::empty();
    builder
        .tags(tags)
        .clean_content_tags(html::REMOVED_WHOLE.iter().copied().collect())
        .tag_attributes(attributes)
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .url_relative(UrlRelative::Custom(Box::new(Resolver(resolve))))
        .link_rel(Some("noopener"));
    let mut text = builder.clean(html).to_string();
    for name in RENAMED {
        let new = html::renamed(name);
        text = text
            .replace(&format!("<{name}>"), &format!("<{new}>"))
            .replace(&format!("</{name}>"), &format!("</{new}>"));
    }
    text
}

/// Gives ammonia our own idea of relative addresses.
struct Resolver<F>(F);

impl<F: Fn(&str) -> Option<String> + Send + Sync + 'static> UrlRelativeEvaluate<'_> for Resolver<F> {
    fn evaluate<'a>(&self, reference: &'a str) -> Option<Cow<'a, str>> {
        (self.0)(reference).map(Cow::Owned)
    }
}

/// Adds what our pages give pictures and tables. `html` comes from the cleaner's serialiser: every `<` begins a tag, and
/// attributes are in double quotes.
fn dress(html: &str, size: &dyn Fn(&str) -> Option<(usize, usize)>) -> String {
    let frame: String = html::TABLE_FRAME.iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
    let html = html.replace("<table>", &format!("<div{frame}><table>")).replace("</table>", "</table></div>");
    let mut out = String::with_capacity(html.len() + 128);
    let mut rest = html.as_str();
    while let Some(at) = rest.find("<img") {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        picture(&rest[at..end], size, &mut out);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

fn picture(tag: &str, size: &dyn Fn(&str) -> Option<(usize, usize)>, out: &mut String) {
    // Without an address there is nothing to see.
    let Some(src) = attribute(tag, "src") else { return };
    let tag = tag.trim_end_matches('>').trim_end_matches('/').trim_end();
    out.push_str(tag);
    if attribute(tag, "alt").is_none() {
        out.push_str(" alt=\"\"");
    }
    if let Some((width, height)) = size(&html::decode_entities(src)).filter(|_| attribute(tag, "width").is_none()) {
        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
    }
    for (name, value) in html::added("img") {
        let _ = write!(out, " {name}=\"{value}\"");
    }
    out.push('>');
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(html: &str) -> String {
        let content = Html::Raw { html: html.to_owned(), base: "/xa/data/feed.json".to_owned() };
        clean(&content, &|src| (src == "/xa/media/a.jpg").then_some((640, 360)))
    }

    #[test]
    fn keeps_an_article_and_nothing_else() {
        assert_eq!(
            cleaned(
                "<h1 id=x>A</h1><p onclick=x style=y>B <b>c</b><script>alert(1)</script><svg><a>d</a></svg></p><form><p>E</p></form>"
            ),
            "<h2>A</h2><p>B <b>c</b></p><p>E</p>"
        );
        for attack in [
            "<a href=\"javascript:alert(1)\">x</a>",
            "<a href=\"java&#10;script:alert(1)\">x</a>",
            "<a href=\" data:text/html,x\">x</a>",
        ] {
            assert_eq!(cleaned(attack), "<a rel=\"noopener\">x</a>");
        }
    }

    #[test]
    fn pictures_are_sized_lazy_and_resolved() {
        assert_eq!(
            cleaned("<img src=\"../media/a.jpg\"><img src=\"data:x\">"),
            "<img src=\"/xa/media/a.jpg\" alt=\"\" width=\"640\" height=\"360\" loading=\"lazy\" decoding=\"async\">"
        );
        assert!(cleaned("<img src=\"https://x.example/b.jpg\" width=5 height=4>").contains("width=\"5\""));
    }

    #[test]
    fn tables_scroll_by_themselves() {
        let html = cleaned("<table><tr><td>1</td></tr></table>");
        assert!(html.starts_with("<div class=\"scroll\" tabindex=\"0\""), "{html}");
        assert!(html.contains("<tbody>") && html.ends_with("</table></div>"), "{html}");
    }

    #[test]
    fn absolute_addresses_for_readers_elsewhere() {
        let json = serde_json::json!({"version": 1, "name": "Xã", "base_url": "https://xa.example/"});
        let site = trangxa_model::document::Document::from_json("site.json", json).unwrap();
        let html = with_absolute_urls("<p><a href=\"/thu/bai/a/\" rel=\"noopener\">a</a></p>", &site, "/thu/");
        assert_eq!(html, "<p><a href=\"https://xa.example/bai/a/\" rel=\"noopener\">a</a></p>");
    }
}
