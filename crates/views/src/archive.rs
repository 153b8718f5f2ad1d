//! The archive: all articles by year and month.

use trangxa_markup::{Markup, draw};
use trangxa_model::NewsArchive;
use trangxa_model::news_archive::ArchivedMonth;
use trangxa_words::archive as words;

/// The addresses of pages.
pub struct ArchiveLinks<'a> {
    /// An article, by its slug.
    pub article: &'a dyn Fn(&str) -> String,
    /// A year, or a month of it.
    pub period: &'a dyn Fn(u16, Option<u8>) -> String,
}

/// Draws a page of the archive: the years, then the months of `year` with their articles. `is_month` says that the page is about one month,
/// whose name its headline has.
pub fn news_archive(
    out: &mut Markup,
    archive: &NewsArchive,
    (year, is_month): (Option<u16>, bool),
    links: &ArchiveLinks<'_>,
) {
    if archive.years.is_empty() {
        draw!(out, "<p>{}</p>", words::NONE);
        return;
    }
    draw!(out, "<nav class='archive-years' aria-label='{}'><ul>", words::YEARS);
    for (known, count) in &archive.years {
        draw!(out, "<li><a href='{}'", (links.period)(*known, None));
        if year == Some(*known) {
            draw!(out, " aria-current='{}'", if is_month { "true" } else { "page" });
        }
        draw!(out, ">{} <small>{}</small></a></li>", words::year(*known), words::count(*count));
    }
    draw!(out, "</ul></nav>");
    let Some(year) = year else { return };
    for month in &archive.months {
        draw!(out, "<section>");
        if !is_month && month.month > 0 {
            let href = (links.period)(year, Some(month.month));
            draw!(out, "<h2><a href='{}'>{}</a> ", href, words::month(year, month.month));
            draw!(out, "<small>{}</small></h2>", words::count(month.count));
        }
        articles(out, month, links);
        draw!(out, "</section>");
    }
    if archive.previous.is_some() || archive.next.is_some() {
        draw!(out, "<nav class='archive-years' aria-label='{}'><ul>", words::MONTHS);
        for (neighbour, before, after) in [(archive.previous, "← ", ""), (archive.next, "", " →")] {
            if let Some((year, month)) = neighbour {
                let name = [before, &words::month(year, month), after].concat();
                draw!(out, "<li><a href='{}'>{}</a></li>", (links.period)(year, Some(month)), name);
            }
        }
        draw!(out, "</ul></nav>");
    }
}

fn articles(out: &mut Markup, month: &ArchivedMonth, links: &ArchiveLinks<'_>) {
    if month.articles.is_empty() {
        return;
    }
    draw!(out, "<ul class='entries'>");
    for article in &month.articles {
        draw!(out, "<li><a href='{}'>{}</a>", (links.article)(article.slug.as_str()), article.title);
        if let Some(day) = article.published {
            draw!(out, " <time datetime='{}'>{}</time>", day.rfc3339(), day.date());
        }
        draw!(out, "</li>");
    }
    draw!(out, "</ul>");
}
