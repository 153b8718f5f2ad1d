//! An article.

use super::document_view::with_document;
use crate::components::Erase as _;
use crate::components::{
    Aside, Attachments, COLUMN, CardList, Date, Neighbours, RichText, Share, changes, read_aloud, recordings,
};
use crate::data::{LiveDocument, Load, Store};
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::feed::{Attachment, FullArticle};
use trangxa_model::{Article, Slug};
use trangxa_words::status;

pub(crate) fn article(store: &Store, slug: &Slug) -> AnyView {
    with_picture(store, slug, |item| item.picture.clone())
}

/// The article without its picture: a browser fetches a picture as soon as its element is made, also for a page that is never shown.
#[cfg(feature = "hydrate")]
pub(crate) fn without_picture(store: &Store, slug: &Slug) -> AnyView {
    with_picture(store, slug, |_| None)
}

fn with_picture(store: &Store, slug: &Slug, picture: fn(&FullArticle) -> Option<String>) -> AnyView {
    let headline = store.headline(&Route::Article(slug.clone()));
    let (here, live) = (store.clone(), store.item(slug));
    let missing = store.knows_headline(&Route::Article(slug.clone())).then_some(status::WITHDRAWN);
    let content =
        with_document(Some(live.clone()), headline, missing, move |item| content(&here, &live, &item, picture(&item)));
    view! { <div class="page"><div class="column">{content}</div><Aside/></div> }.erase()
}

fn content(store: &Store, live: &LiveDocument<FullArticle>, item: &FullArticle, picture: Option<String>) -> AnyView {
    let article = &item.article;
    let category = article.category.clone().map(|id| {
        let name = store
            .site()
            .category(&id)
            .map(|category| category.name.clone())
            .or_else(|| article.tags.first().cloned())
            .unwrap_or_else(|| id.to_string());
        let href = store.href(&Route::Category { id, page: 1 });
        view! { <a href=href>{name}</a> }.erase()
    });
    let related = (!item.related.is_empty()).then(|| {
        let articles = item.related.clone();
        view! {
            <section class="section noprint" aria-labelledby="lien-quan">
                <h2 id="lien-quan">"Cùng chuyên mục"</h2>
                <CardList articles=articles/>
            </section>
        }
        .erase()
    });
    let standfirst = item.standfirst.clone().map(|summary| view! { <p class="standfirst">{summary}</p> }.erase());
    let srcset = article.srcset.clone();
    let picture = picture.map(|src| {
        view! { <img class="picture" sizes=COLUMN srcset=srcset src=src alt="" width="1200" height="675" decoding="async"/> }
            .erase()
    });
    let title = article.title.clone();
    let attachments = (!article.attachments.iter().all(Attachment::is_recording))
        .then(|| view! { <Attachments attachments=article.attachments.clone()/> }.erase());
    view! {
        <article class="article">
            <p class="kicker">{category}{read_aloud()}</p>
            <h1>{title.clone()}</h1>
            {byline(article)}
            {changes(article)}
            {note(live, article)}
            {standfirst}
            {recordings(article)}
            {picture}
            {text(article)}
            {attachments}
            <Share title=title address=format!("{}{}", store.site().base_url, Route::Article(article.slug.clone()).path())/>
        </article>
        <Neighbours previous=item.previous.clone() next=item.next.clone()/>
        {related}
    }.erase()
}

fn byline(article: &Article) -> AnyView {
    let published = article.published.map(|at| view! { <Date at=at time=true/> }.erase());
    let modified = article
        .modified
        .filter(|modified| {
            article.changes.is_empty() && article.published.is_none_or(|published| *modified > published)
        })
        .map(|at| view! { <span>"Cập nhật "<Date at=at time=true/></span> }.erase());
    let authors = (!article.authors.is_empty()).then(|| {
        let names = article.authors.join(", ");
        view! { <span>"Tác giả: "<b>{names}</b></span> }.erase()
    });
    let source = article.source.clone().map(|source| view! { <span>"Nguồn: "{source}</span> }.erase());
    let origin = article.origin_unit.clone().map(|unit| view! { <span>"Đăng lần đầu bởi "{unit}</span> }.erase());
    view! { <p class="byline">{published}{authors}{source}{origin}{modified}</p> }.erase()
}

/// Says that the article was withdrawn, or that its text is not here.
fn note(live: &LiveDocument<FullArticle>, article: &Article) -> Option<AnyView> {
    let is_summary = article.content.is_none() && article.summary.is_some() && article.attachments.is_empty();
    let text = match live.peek() {
        Load::Stale(_, error) if article.content.is_some() => error.is_gone().then_some(status::WITHDRAWN),
        Load::Stale(_, error) if !error.is_gone() || article.item.is_some() => {
            is_summary.then_some(status::SUMMARY_FOR_NOW)
        }
        _ => is_summary.then_some(status::SUMMARY_ONLY),
    };
    text.map(|text| view! { <p class="note">{text}</p> }.erase())
}

/// The text, or a link to the article's source where the feed has only a summary.
fn text(article: &Article) -> AnyView {
    let text = article.content.clone().map(|content| view! { <RichText content=content/> }.erase());
    let elsewhere = article.url.clone().filter(|_| text.is_none());
    let link =
        elsewhere.map(|url| view! { <p><a href=url rel="external noopener">"Đọc bài ở trang nguồn"</a></p> }.erase());
    view! { {text}{link} }.erase()
}
