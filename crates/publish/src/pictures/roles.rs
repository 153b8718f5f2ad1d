//! What the texts of a site do with pictures besides showing them, known before any is published.

use crate::files::decoded;
use std::collections::HashSet;
use trangxa_clean::lexer::{Lexer, Token};
use trangxa_clean::text::decode_entities;
use trangxa_model::{Article, Html, Site, url};

/// The files that something links to, and the main pictures of articles.
#[derive(Default)]
pub(crate) struct Roles {
    linked: HashSet<String>,
    main: HashSet<String>,
}

impl Roles {
    /// Collects them. `texts` are those of the standing pages. A link counts even where the cleaner will drop it.
    pub(crate) fn of<'a>(
        site: &Site,
        base: &str,
        articles: &'a [Article],
        texts: impl Iterator<Item = &'a Html>,
    ) -> Self {
        let path =
            |address: &str| decoded(address.strip_prefix(&site.base_url).or_else(|| address.strip_prefix(base))?);
        let mut roles = Self::default();
        for article in articles {
            roles.main.extend(article.image.as_deref().and_then(path));
            roles.linked.extend(article.attachments.iter().filter_map(|file| path(&file.url)));
        }
        for text in articles.iter().filter_map(|article| article.content.as_ref()).chain(texts) {
            roles.linked.extend(links(text).filter_map(|address| path(&address)));
        }
        // The target of a redirect begins at the site's root.
        let targets = site.redirects.iter().map(|redirect| redirect.to.as_str());
        roles.linked.extend(targets.filter_map(|to| path(to).or_else(|| decoded(to.strip_prefix('/')?))));
        roles
    }

    /// Whether something links to the file at a path, so that its original is published.
    pub(crate) fn links_to(&self, path: &str) -> bool {
        self.linked.contains(path)
    }

    /// Whether the file at a path is the main picture of an article.
    pub(crate) fn is_main_picture(&self, path: &str) -> bool {
        self.main.contains(path)
    }
}

/// The resolved addresses to which a text links.
fn links(text: &Html) -> impl Iterator<Item = String> {
    let html = text.as_str();
    let tags = Lexer::new(html).filter_map(|token| if let Token::Tag(tag) = token { Some(tag) } else { None });
    let written = tags.filter(|tag| tag.is("a") || tag.is("area")).filter_map(|tag| tag.attribute("href")?.value);
    written.filter_map(|value| url::resolve(text.base(), &decode_entities(&html[value])))
}
