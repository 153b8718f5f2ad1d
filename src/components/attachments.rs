//! The attached files of an article.

use super::erase::Erase as _;
use leptos::prelude::*;
use trangxa_model::feed::Attachment;
use trangxa_model::number;

/// A link to each file, with the file's title or name, its type and its size.
#[component]
pub(crate) fn Attachments(attachments: Vec<Attachment>) -> impl IntoView {
    let files: Vec<_> = attachments
        .into_iter()
        .map(|file| {
            let facts: Vec<String> =
                [kind(&file.mime_type, &file.url), file.size.map(number::bytes)].into_iter().flatten().collect();
            let name = file.title.unwrap_or_else(|| file_name(&file.url).to_owned());
            view! {
                <li>
                    <a href=file.url download="">{name}</a>" "
                    <small>{facts.join(" · ")}</small>
                </li>
            }
            .erase()
        })
        .collect();
    view! {
        <section class="attachments" aria-labelledby="tep">
            <h2 id="tep">"Tệp đính kèm"</h2>
            <ul>{files}</ul>
        </section>
    }
    .erase()
}

/// The usual name of a file's type, such as `PDF`: from its media type, otherwise from its name's extension.
fn kind(mime_type: &str, url: &str) -> Option<String> {
    let known = match mime_type.split(';').next().unwrap_or_default().trim() {
        "application/pdf" => "PDF",
        "application/msword" => "DOC",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "DOCX",
        "application/vnd.ms-excel" => "XLS",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "XLSX",
        "application/zip" => "ZIP",
        "text/csv" => "CSV",
        _ => "",
    };
    if !known.is_empty() {
        return Some(known.to_owned());
    }
    let (_, ending) = file_name(url).rsplit_once('.')?;
    (ending.len() <= 5).then(|| ending.to_ascii_uppercase())
}

fn file_name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn a_file_type_has_its_usual_name() {
        assert_eq!(kind("application/pdf; x=1", "/a").as_deref(), Some("PDF"));
        assert_eq!(kind("", "/media/don.ODT?v=1").as_deref(), Some("ODT"));
        assert_eq!(kind("application/octet-stream", "/media/don"), None);
    }
}
