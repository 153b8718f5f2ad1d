//! The page "Quyền riêng tư", which the build writes from what a site really does.

use crate::html_addresses::addresses;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use trangxa_model::site::{Embed, Page, Partners};
use trangxa_model::{Article, Html, Site, Slug, url};
use trangxa_words::privacy::{self, Privacy};

/// The page's address: `/rieng-tu/`.
const ID: &str = "rieng-tu";
/// The most hosts that the page names.
const MOST_HOSTS: usize = 20;

/// Adds the page to the pages of a site, unless the site has a page of its own at this address. `articles` have clean texts.
pub(crate) fn add_page(site: &mut Site, site_json: &mut Value, embed: &Embed, articles: &[Article], is_offline: bool) {
    let Some(id) = Slug::parse(ID).filter(|id| site.pages.iter().all(|page| page.id != *id)) else { return };
    let others = other_hosts(site, articles);
    let is_embedded = embed.partners != Partners::Only(Vec::new());
    let content = privacy::page(Privacy { site, others: &others, is_embedded, is_offline });
    let title = privacy::TITLE.to_owned();
    let pages = &mut site_json["pages"];
    if !pages.is_array() {
        *pages = json!([]);
    }
    if let Some(pages) = pages.as_array_mut() {
        pages.push(json!({"id": ID, "title": title}));
    }
    site.pages.push(Page { id, title, content_html: Some(content), content_text: None });
}

/// The hosts other than the site's from which a reader's browser fetches something besides counts.
fn other_hosts(site: &Site, articles: &[Article]) -> Vec<String> {
    let own = url::host(&site.base_url);
    let mut hosts = BTreeSet::new();
    let mut add = |address: &str| {
        let host = url::host(address).filter(|host| Some(*host) != own && address.contains("://"));
        hosts.extend(host.map(str::to_owned));
    };
    let counts = site.data.visits.as_ref().filter(|source| source.kind == trangxa_model::visits::VisitsKind::File);
    let documents = [Some(&site.data.articles), site.data.tthc.as_ref(), counts.map(|source| &source.address)];
    documents.into_iter().flatten().for_each(|address| add(address));
    for article in articles {
        article.image.iter().for_each(|address| add(address));
        let text = article.content.as_ref().map(Html::as_str).unwrap_or_default();
        // Most articles have no pictures of others.
        if text.contains(" src=\"http") {
            addresses(text, "src").iter().for_each(|address| add(address));
        }
    }
    for page in &site.pages {
        let text = page.content_html.as_deref().unwrap_or_default();
        addresses(text, "src").iter().for_each(|address| add(address));
    }
    hosts.into_iter().take(MOST_HOSTS).collect()
}
