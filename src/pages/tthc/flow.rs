//! How many dossiers came in, and what became of them.

use super::cells;
use trangxa_markup::{Markup, draw};
use trangxa_model::number::integer;
use trangxa_model::tthc::{Count, Counts, Flow, FlowSegment};
use trangxa_model::{Rate, tthc};
use trangxa_words::{charts, counts as names, dashboard};

/// Draws two bars, the dossiers that came in and what became of them, and the table with their numbers. The bars have the same
/// length where the source's numbers add up.
pub(crate) fn flow(out: &mut Markup, counts: &Counts) {
    let flow = Flow::of(counts);
    let finding = charts::flow(&flow);
    let id = "dong-ho-so";
    draw!(out, "<section aria-labelledby='{}'><h2 id='{}'>{}</h2>", id, id, dashboard::FLOW);
    draw!(out, "<p class='finding'>{}</p><div class='flow' role='img' aria-label='{}'>", finding, finding);
    // With both parts of what came in known, the total is known; the outgoing side then has a segment for the unknown rest.
    let is_whole = flow.incoming.len() == 2;
    let sides = [(dashboard::INCOMING, &flow.incoming), (dashboard::OUTGOING, &flow.outgoing)];
    let sides = sides.into_iter().filter(|(_, parts)| !parts.is_empty());
    for (name, parts) in sides.clone() {
        draw!(out, "<span aria-hidden='true'>{}</span>", name);
        let (classes, values): (Vec<&str>, Vec<u64>) = parts.iter().map(|part| (class(*part), part.value)).unzip();
        cells::bar(out, &classes, &values, flow.scale());
    }
    draw!(out, "</div>");
    cells::open_table(out, id, "parts");
    for label in dashboard::FLOW_COLUMNS {
        draw!(out, "<th scope='col'>{}</th>", label);
    }
    draw!(out, "</tr></thead>");
    for (name, parts) in sides {
        let whole = tthc::total(parts);
        let note = if is_whole { "" } else { dashboard::PUBLISHED_ONLY };
        draw!(
            out,
            "<tbody><tr class='sum'><th scope='row'>{}{}</th><td>{}</td><td></td></tr>",
            name,
            note,
            integer(whole)
        );
        for part in parts {
            // A share of an incomplete total would mislead.
            let share = Rate::new(Some(part.value), Some(whole).filter(|_| is_whole)).text();
            draw!(out, "<tr><th scope='row'>");
            cells::swatch(out, class(*part));
            match part.count.map(term) {
                Some(id) => draw!(out, "<a href='#{}'>{}</a>", id, names::segment(*part)),
                None => draw!(out, "{}", names::segment(*part)),
            }
            draw!(out, "</th><td>{}</td><td>{}</td></tr>", integer(part.value), share);
        }
        draw!(out, "</tbody>");
    }
    draw!(out, "</table></div></section>");
}

/// The id of the definition of a count (`terms.rs`).
fn term(count: Count) -> &'static str {
    match count {
        Count::CarriedOver | Count::Received => "phai-giai-quyet",
        Count::Early | Count::OnTime | Count::InTime => "truoc-dung-han",
        Count::Late => "tre-han",
        Count::PendingInTime | Count::PendingLate => "dang-giai-quyet",
        Count::Waiting | Count::Withdrawn | Count::Rejected => "cho-bo-sung",
    }
}

/// The class that fills a segment with a colour and a pattern.
fn class(segment: FlowSegment) -> &'static str {
    segment.count.map_or("unknown", Count::key)
}
