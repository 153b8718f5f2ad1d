//! The snippets to paste, with buttons that copy them.

use super::options::WidgetOptions;
use crate::browser::{action, share};
use crate::data::Store;
use leptos::prelude::*;
use leptos::task::spawn_local;
use trangxa_embed::snippets::{self, SnippetOptions};
use trangxa_embed::{WidgetPart, sentence};
use trangxa_markup::{Action, Markup, draw};

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
    name: &'static str,
    /// Which pages it is for.
    purpose: &'static str,
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
        copied.set(if is_done {
            "Đã sao chép mã."
        } else {
            "Trình duyệt không cho sao chép; xin chọn mã rồi sao chép."
        });
    });
}

/// Draws the snippets, and what a page's content security policy must allow for them.
pub(crate) fn snippets(store: &Store, options: &WidgetOptions, out: &mut Markup) {
    for (i, Snippet { name, purpose, html }) in snippets_of(store, options).into_iter().enumerate() {
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
        draw!(out, ">Sao chép<span class='hidden'>: {}</span></button></section>", name);
    }
    let site = store.site();
    let origin = site.base_url.strip_suffix(site.base_path()).unwrap_or(&site.base_url);
    draw!(
        out,
        "<p class='note'>Trang có chính sách bảo mật nội dung (CSP) cần <code>script-src {}; frame-src {}</code>",
        origin,
        origin
    );
    draw!(out, " (ảnh: <code>img-src {}</code>). CMS biết oEmbed chỉ cần dán địa chỉ ", origin);
    draw!(
        out,
        "<code>{}tthc/</code>. Mã đầy đủ được khoá bằng integrity: tệp của nó không bao giờ đổi.</p>",
        site.base_url
    );
}

fn snippets_of(store: &Store, options: &WidgetOptions) -> Vec<Snippet> {
    let (show, title) = (options.show(), options.title(store));
    let tthc = store.tthc().and_then(|live| live.value());
    let known = tthc.as_ref().and_then(|tthc| Some(sentence(tthc.latest()?, tthc.updated_at))).unwrap_or_default();
    let snippet =
        options.snippet_options(store, &show, &title, if options.shows(WidgetPart::Tthc) { &known } else { "" });
    let mut snippets = vec![
        Snippet {
            name: "Mã đầy đủ",
            purpose: "Tự chỉnh chiều cao, tải sau khi trang đã hiện. Cho trang dán được thẻ script.",
            html: snippets::script(&snippet),
        },
        Snippet {
            name: "Khung đơn",
            purpose: "Cho trang không dán được thẻ script.",
            html: snippets::iframe(&snippet),
        },
    ];
    if tthc.is_some() {
        snippets.push(Snippet {
            name: "Ảnh",
            purpose: "Cho thư điện tử, diễn đàn; số liệu là của lần dựng trang gần nhất.",
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
