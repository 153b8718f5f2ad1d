//! What came in, and where it is now.

use super::cells;
use crate::markup::{Markup, draw};
use trangxa_model::number::integer;
use trangxa_model::tthc::{Count, Counts, Flow, Part, words};
use trangxa_model::{Rate, tthc};

/// Two bars of one length where the source adds up, and the table behind them.
pub fn flow(out: &mut Markup, counts: &Counts) {
    let flow = Flow::of(counts);
    let finding = words::flow(&flow);
    draw!(out, "<section aria-labelledby='dong-ho-so'><h2 id='dong-ho-so'>Hồ sơ đến và hiện ở đâu</h2>");
    draw!(out, "<p class='finding'>{}</p><div class='flow' role='img' aria-label='{}'>", finding, finding);
    let sides = [("Phải giải quyết", &flow.incoming), ("Kết quả và hồ sơ còn lại", &flow.outgoing)];
    for (name, parts) in sides {
        draw!(out, "<span aria-hidden='true'>{}</span>", name);
        let (classes, values): (Vec<&str>, Vec<u64>) = parts.iter().map(|part| (class(*part), part.value)).unzip();
        cells::bar(out, &classes, &values, flow.scale());
    }
    draw!(out, "</div><table class='figures parts'><thead><tr>");
    draw!(out, "<th scope='col'>Loại</th><th scope='col'>Hồ sơ</th><th scope='col'>Tỉ lệ</th></tr></thead>");
    for (name, parts) in sides.into_iter().filter(|(_, parts)| !parts.is_empty()) {
        let whole = tthc::total(parts);
        draw!(out, "<tbody><tr class='sum'><th scope='row'>{}</th><td>{}</td><td></td></tr>", name, integer(whole));
        for part in parts {
            let share = Rate::new(Some(part.value), Some(whole)).text();
            draw!(out, "<tr><th scope='row'>");
            cells::swatch(out, class(*part));
            draw!(out, "{}</th><td>{}</td><td>{}</td></tr>", part.label(), integer(part.value), share);
        }
        draw!(out, "</tbody>");
    }
    draw!(out, "</table></section>");
}

/// What a part is filled with: a colour and a pattern, so that neither is needed to tell it apart.
fn class(part: Part) -> &'static str {
    part.count.map_or("unknown", Count::key)
}
