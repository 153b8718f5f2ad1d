//! The snippets to paste, with buttons that copy them.

use super::options::WidgetOptions;
use crate::browser::{action, share};
use crate::data::Store;
use leptos::prelude::*;
use leptos::task::spawn_local;
use trangxa_embed::snippets::{self, SnippetOptions};
use trangxa_embed::{LOADER_HASH, WidgetPart};
use trangxa_markup::{Action, Markup, draw};
use trangxa_words::embed_page;
use trangxa_words::widget::sentence;

/// What a webmaster can do with the snippets.
#[derive(Clone, Copy, Debug, PartialEq)]
enum SnippetAction {
    /// Copy the snippet with this index.
    Copy(usize),
}

impl Action for SnippetAction {
    fn parts(&self) -> (&'static str, String) {
        let Self::Copy(index) = self;
        ("copy", index.to_string())
    }

    fn from_parts(name: &str, value: &str) -> Option<Self> {
        let index = value.parse().ok()?;
        (name == "copy").then_some(Self::Copy(index))
    }
}

/// HTML to paste.
struct Snippet {
    /// Its name, and which pages it is for.
    texts: [&'static str; 2],
    html: String,
}

/// Does what a click on the snippets asks for. The result is reported in `copied`.
pub(crate) fn act(
    store: &Store,
    options: &ArcRwSignal<WidgetOptions>,
    copied: RwSignal<&'static str>,
    event: &leptos::ev::Event,
) {
    let Some(SnippetAction::Copy(index)) = action::requested(event) else { return };
    let all = untrack(|| snippets_of(store, &options.get()));
    let Some(snippet) = all.into_iter().nth(index) else { return };
    spawn_local(async move {
        let is_done = share::copy(&snippet.html).await;
        copied.set(if is_done { embed_page::COPIED } else { embed_page::NOT_COPIED });
    });
}

/// Draws the snippets, and what a page's content security policy must allow for them.
pub(crate) fn snippets(store: &Store, options: &WidgetOptions, out: &mut Markup) {
    for (i, Snippet { texts: [name, purpose], html }) in snippets_of(store, options).into_iter().enumerate() {
        draw!(
            out,
            "<section class='section' aria-labelledby='ma-{}'><h2 id='ma-{}'>{}</h2><p>{}</p>",
            i,
            i,
            name,
            purpose
        );
        draw!(out, "<pre class='code' tabindex='0'>{}</pre><button class='button live' type='button'", html);
        out.put_action(&SnippetAction::Copy(i));
        draw!(out, ">{}<span class='hidden'>: {}</span></button></section>", embed_page::COPY, name);
    }
    let site = store.site();
    let origin = site.base_url.strip_suffix(site.base_path()).unwrap_or(&site.base_url);
    draw!(out, "<p class='note'>{}<code>script-src {}; frame-src {}</code>", embed_page::CSP_NOTE, origin, origin);
    draw!(out, "{}<code>img-src {}</code>{}", embed_page::CSP_PICTURE, origin, embed_page::OEMBED_NOTE);
    draw!(out, "<code>{}tthc/</code>{}", site.base_url, embed_page::INTEGRITY_NOTE);
    draw!(out, "<code>crossorigin integrity=\"{}\"</code>.</p>", LOADER_HASH);
}

fn snippets_of(store: &Store, options: &WidgetOptions) -> Vec<Snippet> {
    let (show, title) = (options.show(), options.title(store));
    let tthc = store.tthc().and_then(|live| live.value());
    let known = tthc.as_ref().and_then(|tthc| Some(sentence(tthc.latest()?, tthc.updated_at))).unwrap_or_default();
    let snippet =
        options.snippet_options(store, &show, &title, if options.shows(WidgetPart::Tthc) { &known } else { "" });
    let mut snippets = vec![
        Snippet { texts: embed_page::FULL, html: snippets::script(&snippet) },
        Snippet { texts: embed_page::FRAME, html: snippets::iframe(&snippet) },
    ];
    if tthc.is_some() {
        snippets.push(Snippet {
            texts: embed_page::PICTURE,
            html: snippets::badge(&SnippetOptions { width: None, height: None, ..snippet }),
        });
    }
    snippets
}

#[cfg(test)]
mod tests {
    use super::SnippetAction;
    use trangxa_markup::Action as _;

    #[test]
    fn an_action_reads_back_as_it_was_written() {
        let (name, value) = SnippetAction::Copy(2).parts();
        assert_eq!(SnippetAction::from_parts(name, &value), Some(SnippetAction::Copy(2)));
        for (name, value) in [("copy", ""), ("copy", "x"), ("sort", "0")] {
            assert_eq!(SnippetAction::from_parts(name, value), None, "{name} {value}");
        }
    }
}
