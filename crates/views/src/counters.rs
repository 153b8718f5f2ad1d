//! The visitor counters.

use crate::reader_time::ReaderTime;
use trangxa_markup::{Markup, draw};
use trangxa_model::visits::{Visits, VisitsKind};
use trangxa_words::numbers::integer_or_dash;
use trangxa_words::{Language, visits as words};

/// Draws the three counters "Đang truy cập", "Hôm nay" and "Tất cả". Each unfolds to an explanation of what it counts. A
/// number that is not known shows as "—".
///
/// `is_stale` says that the last attempt to renew the counts failed: the line below them then states when they were
/// counted. Without it, that line appears only when they were counted long ago (see [`Visits::counted_long_ago`]).
pub fn counters(
    out: &mut Markup,
    visits: Option<&Visits>,
    kind: VisitsKind,
    is_stale: bool,
    time: ReaderTime,
    language: Language,
) {
    for (i, name) in words::names(language).into_iter().enumerate() {
        // GoatCounter does not count who is online.
        if i > 0 || kind != VisitsKind::GoatCounter {
            let number = visits.and_then(|it| [it.online, it.today, it.total][i]);
            draw!(
                out,
                "<details><summary><span>{}</span> <b>{}</b></summary><p>",
                name,
                integer_or_dash(number, language)
            );
            let (meaning, method) = (words::meaning(i, kind, visits, language), words::method(kind, language));
            draw!(out, "{}{}</p></details>", meaning, method);
        }
    }
    let is_failing = is_stale && kind != VisitsKind::File;
    let counted = visits.and_then(|it| if is_failing { it.generated_at } else { it.counted_long_ago(kind, time.now) });
    draw!(out, "<p>");
    if let Some(at) = counted {
        draw!(out, "{}", words::counted_at(at, time.clock, language));
    }
    draw!(out, "</p>");
}
