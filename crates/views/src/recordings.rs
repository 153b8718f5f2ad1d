//! The recordings of an article.

use crate::files::{file_kind, file_name};
use trangxa_markup::{Markup, draw};
use trangxa_model::feed::Attachment;
use trangxa_model::number;
use trangxa_words::listening::{LISTEN, RECORDINGS, SAVE, SPEED, SPEEDS, TRANSCRIPT, length};

/// A player for each recording, which plays without the program. The choice of the speed needs the program. `spoken` is the address of the recording
/// whose words the article has.
pub fn recordings(out: &mut Markup, files: &[Attachment], spoken: Option<&str>) {
    draw!(out, "<section aria-label='{}'>", RECORDINGS);
    for file in files.iter().filter(|file| file.is_recording()) {
        let is_spoken = spoken == Some(file.url.as_str());
        let other = if is_spoken { LISTEN } else { file_name(&file.url) };
        let title = file.title.as_deref().unwrap_or(other);
        draw!(out, "<figure class='recording'><figcaption><b>{}</b> <small>", title);
        let known = [file.seconds.map(length), file_kind(&file.mime_type, &file.url), file.size.map(number::bytes)];
        let mut between = "";
        for text in known.into_iter().flatten() {
            draw!(out, "{}{}", between, text);
            between = " · ";
        }
        draw!(
            out,
            "</small></figcaption><audio controls preload='none' src='{}' aria-label='{}'></audio>",
            file.url,
            title
        );
        draw!(out, "<p><label class='live'>{} <select>", SPEED);
        for (value, text) in SPEEDS {
            if value == "1" {
                draw!(out, "<option value='{}' selected>{}</option>", value, text);
            } else {
                draw!(out, "<option value='{}'>{}</option>", value, text);
            }
        }
        draw!(out, "</select></label><a href='{}' download>{}</a></p>", file.url, SAVE);
        draw!(out, "<p role='status'></p>");
        if is_spoken {
            draw!(out, "<p>{}</p>", TRANSCRIPT);
        }
        draw!(out, "</figure>");
    }
    draw!(out, "</section>");
}

#[cfg(test)]
mod tests {
    use super::recordings;
    use trangxa_markup::Markup;
    use trangxa_model::feed::Attachment;

    #[test]
    fn a_player_says_title_length_type_and_size_and_fetches_nothing() {
        let file = Attachment {
            url: "/media/\"a.mp3".to_owned(),
            mime_type: "audio/mpeg".to_owned(),
            title: Some("Bản tin <1>".to_owned()),
            size: Some(28_400),
            seconds: Some(72),
        };
        let pdf = Attachment { mime_type: "application/pdf".to_owned(), ..file.clone() };
        let mut out = Markup::default();
        recordings(&mut out, &[pdf, file.clone()], Some(&file.url));
        let text = out.finish();
        assert_eq!(text.matches("<audio").count(), 1);
        assert!(text.contains("<b>Bản tin &lt;1&gt;</b> <small>1 phút 12 giây · MP3 · 28 kB</small>"), "{text}");
        assert!(text.contains("<audio controls preload='none' src='/media/&quot;a.mp3'"), "{text}");
        assert!(text.contains("<option value='1.5'>1,5 lần</option>") && text.contains("trong bài này"), "{text}");
        let nameless = Attachment { title: None, size: None, seconds: None, ..file };
        let mut out = Markup::default();
        recordings(&mut out, &[nameless], None);
        let text = out.finish();
        assert!(text.contains("<small>MP3</small>") && !text.contains("trong bài này"), "{text}");
    }
}
