//! The page "Nhúng": makes the lines that a partner's webmaster pastes.

use crate::components::drawn::drawn;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_embed::lines::{self, HEADLINES, Line};
use trangxa_embed::{LOADER_HASH, Part, sentence};
use trangxa_model::Language;
use trangxa_parts::{Markup, draw};

/// The site's own colour, which need not be named.
const ACCENT: &str = "#1f6b57";
/// Widths to look at the widget in, in CSS px, each with a class of the style.
const WIDTHS: [&str; 5] = ["", "280", "340", "480", "640"];

/// Values with their words.
type Values = &'static [(&'static str, &'static str)];

/// What a webmaster chooses, and its kinds of values with their words.
const CHOICES: [(&str, &str, Values); 3] = [
    ("theme", "Màu nền", &[("auto", "Theo máy người xem"), ("light", "Sáng"), ("dark", "Tối")]),
    ("density", "Cỡ chữ", &[("normal", "Thường"), ("compact", "Gọn")]),
    ("lang", "Ngôn ngữ", &[("vi", "Tiếng Việt"), ("en", "English")]),
];

/// The form, the preview and the lines. What is chosen stands in one signal as `name=value` pairs.
pub fn embed(store: &Store) -> impl IntoView {
    let headline = store.headline(&Route::Embed);
    // A signal of a type that there is already: each other one weighs a kilobyte.
    let chosen = ArcRwSignal::new(format!("show={}", parts(store).next().unwrap_or(Part::News).name()));
    let said = ArcRwSignal::new(String::new());
    let part = |class: &'static str, draw: fn(&Store, &Chosen, &mut Markup)| {
        let (store, chosen) = (store.clone(), chosen.clone());
        let markup = move || {
            let mut out = Markup::default();
            draw(&store, &Chosen(chosen.get()), &mut out);
            out.finish()
        };
        drawn(class, Box::new(markup))
    };
    let parts = vec![part("picker live", form), part("preview", preview), part("", copies)];
    #[cfg(feature = "hydrate")]
    crate::browser::page::load_script(&format!("{}embed.v1.js", store.base()));
    let (clicks, changes) = ((store.clone(), chosen.clone(), said.clone()), (store.clone(), chosen, said.clone()));
    view! {
        <div class="page">
            <div class="column">
                <h1>{headline}</h1>
                <p>
                    "Số liệu giải quyết TTHC, tin mới và lượt truy cập của trang này có thể hiện trên trang khác và tự cập nhật ở đó. "
                    "Hãy chọn nội dung, sao chép một trong các đoạn mã rồi dán vào trang của đơn vị mình. Đoạn mã không dùng cookie, không theo dõi người xem."
                </p>
                <div
                    on:click=move |event| act(&clicks.0, &clicks.1, &clicks.2, &event)
                    on:input=move |event| act(&changes.0, &changes.1, &changes.2, &event)
                >
                    {parts}
                </div>
                <p role="status">{move || said.get()}</p>
            </div>
        </div>
    }
}

/// What was chosen.
struct Chosen(String);

impl Chosen {
    fn get(&self, name: &str) -> &str {
        let pairs = self.0.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(it, _)| *it == name).map(|(_, value)| value).next().unwrap_or_default()
    }

    /// The same with another value; of what is shown, a word is added or taken away.
    #[cfg(feature = "hydrate")]
    fn with(&self, name: &str, value: &str) -> String {
        let mut value = value.to_owned();
        if name == "show" {
            let mut shown: Vec<&str> = self.get("show").split(',').filter(|word| !word.is_empty()).collect();
            let before = shown.len();
            shown.retain(|word| *word != value);
            if shown.len() == before {
                shown.push(&value);
            }
            value = shown.join(",");
        }
        let others: String =
            self.0.split('&').filter(|pair| !pair.starts_with(&format!("{name}="))).collect::<Vec<_>>().join("&");
        format!("{name}={value}&{others}")
    }

    fn shows(&self, part: Part) -> bool {
        self.get("show").split(',').any(|word| word == part.name())
    }

    /// What to paste; `known` are the figures as they are now.
    fn line<'a>(&'a self, store: &'a Store, title: &'a str, known: &'a str) -> Line<'a> {
        let accent = self.get("accent");
        Line {
            root: &store.site().base_url,
            title,
            show: self.get("show"),
            theme: self.get("theme"),
            accent: if accent == ACCENT { "" } else { accent },
            density: self.get("density"),
            lang: self.get("lang"),
            n: self.get("n").parse().unwrap_or(0),
            width: self.get("width").parse().ok(),
            height: self.get("height").parse().ok(),
            integrity: LOADER_HASH,
            known,
        }
    }
}

/// What the site has to show.
fn parts(store: &Store) -> impl Iterator<Item = Part> {
    let site = store.site();
    let (has_figures, has_counters) = (site.data.tthc.is_some(), site.data.visits.is_some());
    Part::ALL.into_iter().filter(move |part| match part {
        Part::Tthc => has_figures,
        Part::News => true,
        Part::Counters => has_counters,
    })
}

/// The frame's name.
fn title(store: &Store, chosen: &Chosen) -> String {
    let shown = chosen.get("show").split(',').filter_map(Part::named).map(|part| part.title(Language::Vietnamese));
    format!("{} – {}", shown.collect::<Vec<_>>().join(", "), store.site().short_name())
}

fn form(store: &Store, chosen: &Chosen, out: &mut Markup) {
    draw!(out, "<fieldset><legend>Nội dung</legend>");
    for part in parts(store) {
        draw!(out, "<label><input type='checkbox' data-do='show' value='{}'", part.name());
        if chosen.shows(part) {
            draw!(out, " checked");
            // What would be taken away last stays: a widget shows something.
            if !chosen.get("show").contains(',') {
                draw!(out, " disabled");
            }
        }
        draw!(out, "><span>{}</span></label>", part.title(Language::Vietnamese));
    }
    draw!(out, "</fieldset><p>");
    let choice = |out: &mut Markup, name: &str, label: &str, values: &[(&str, &str)]| {
        draw!(out, "<label>{} <select data-do='{}'>", label, name);
        for (value, words) in values {
            draw!(out, "<option value='{}'", value);
            if chosen.get(name) == *value {
                draw!(out, " selected");
            }
            draw!(out, ">{}</option>", words);
        }
        draw!(out, "</select></label> ");
    };
    for (name, label, values) in CHOICES {
        choice(out, name, label, values);
    }
    let or = |name: &str, usual: &str| match chosen.get(name) {
        "" => usual.to_owned(),
        value => value.to_owned(),
    };
    if chosen.shows(Part::News) {
        let n = or("n", &HEADLINES.to_string());
        draw!(out, "<label>Số tin <input type='number' min='1' max='10' data-do='n' value='{}'></label> ", n);
    }
    choice(
        out,
        "width",
        "Bề rộng (xem trước, khung đơn)",
        &WIDTHS.map(|width| (width, if width.is_empty() { "Theo chỗ đặt" } else { width })),
    );
    let height = chosen.line(store, "", "").frame_height();
    draw!(
        out,
        "<label>Chiều cao <input type='number' min='100' max='3000' data-do='height' value='{}'></label> ",
        height
    );
    draw!(out, "<label>Màu viền <input type='color' data-do='accent' value='{}'></label></p>", or("accent", ACCENT));
}

/// The widget itself, as partners' pages have it; until the loader is here the link that stands in for it.
fn preview(store: &Store, chosen: &Chosen, out: &mut Markup) {
    let title = title(store, chosen);
    let line = chosen.line(store, &title, "");
    draw!(out, "<h2>Xem trước</h2><div class='w{}'><trangxa-widget", chosen.get("width"));
    for (name, value) in line.attributes() {
        draw!(out, " {}='{}'", name, value);
    }
    draw!(out, "><a href='{}'>{}</a></trangxa-widget></div>", store.href(&Route::Tthc), title);
}

/// The lines, each with a button that copies it.
fn copies(store: &Store, chosen: &Chosen, out: &mut Markup) {
    for (i, (name, use_for, text)) in texts(store, chosen).into_iter().enumerate() {
        draw!(
            out,
            "<section class='section' aria-labelledby='ma-{}'><h2 id='ma-{}'>{}</h2><p>{}</p>",
            i,
            i,
            name,
            use_for
        );
        draw!(out, "<pre class='code' tabindex='0'>{}</pre>", text);
        draw!(out, "<button class='button live' type='button' data-do='copy' value='{}'>Sao chép", i);
        draw!(out, "<span class='hidden'>: {}</span></button></section>", name);
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

fn texts(store: &Store, chosen: &Chosen) -> Vec<(&'static str, &'static str, String)> {
    let title = title(store, chosen);
    let tthc = store.tthc().and_then(|live| live.value());
    let known = tthc.as_ref().and_then(|tthc| Some(sentence(tthc.latest()?, tthc.updated_at))).unwrap_or_default();
    let line = chosen.line(store, &title, if chosen.shows(Part::Tthc) { &known } else { "" });
    let mut texts = vec![
        (
            "Mã đầy đủ",
            "Tự chỉnh chiều cao, tải sau khi trang đã hiện. Cho trang dán được thẻ script.",
            lines::script(&line),
        ),
        ("Khung đơn", "Cho trang không dán được thẻ script.", lines::iframe(&line)),
    ];
    if tthc.is_some() {
        texts.push((
            "Ảnh",
            "Cho thư điện tử, diễn đàn; số liệu là của lần dựng trang gần nhất.",
            lines::badge(&Line { width: None, height: None, ..line }),
        ));
    }
    texts
}

#[cfg(feature = "hydrate")]
fn act(store: &Store, chosen: &ArcRwSignal<String>, said: &ArcRwSignal<String>, event: &leptos::ev::Event) {
    use crate::browser::{action, share};
    let Some((name, value)) = action::of(event) else { return };
    let is_copy = name == "copy";
    if is_copy != (event.type_() == "click") {
        return;
    }
    let now = Chosen(chosen.get_untracked());
    if !is_copy {
        return chosen.set(now.with(&name, &value));
    }
    let all = untrack(|| texts(store, &now));
    let Some((_, _, text)) = value.parse().ok().and_then(|i: usize| all.into_iter().nth(i)) else { return };
    let said = said.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let done = share::copy(&text).await;
        said.set(
            if done {
                "Đã sao chép mã."
            } else {
                "Trình duyệt không cho sao chép; xin chọn mã rồi sao chép."
            }
            .to_owned(),
        );
    });
}

/// Nobody does anything on a page that is being written.
#[cfg(not(feature = "hydrate"))]
fn act(_: &Store, _: &ArcRwSignal<String>, _: &ArcRwSignal<String>, _: &leptos::ev::Event) {}
