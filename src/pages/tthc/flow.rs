//! What came in, and where it is now.

use crate::markup::Markup;
use trangxa_model::chart::stack;
use trangxa_model::number::integer;
use trangxa_model::tthc::{Count, Counts, Flow, Part, words};
use trangxa_model::{Rate, tthc};

/// Two bars of one length where the source adds up, and the table behind them.
pub fn flow(out: &mut Markup, counts: &Counts) {
    let flow = Flow::of(counts);
    let finding = words::flow(&flow);
    out.open("section", &[("aria-labelledby", "dong-ho-so")]);
    out.element("h2", &[("id", "dong-ho-so")], "Hồ sơ đến và hiện ở đâu").element("p", &[("class", "finding")], &finding);
    out.open("div", &[("class", "flow"), ("role", "img"), ("aria-label", &finding)]);
    let sides = [("Phải giải quyết", &flow.incoming), ("Kết quả và hồ sơ còn lại", &flow.outgoing)];
    for (name, parts) in sides {
        out.element("span", &[("aria-hidden", "true")], name);
        out.open("svg", &[("class", "bar"), ("aria-hidden", "true")]);
        for (part, segment) in parts.iter().zip(stack(parts.iter().map(|part| part.value), flow.scale())) {
            let (x, width) = (segment.start.to_string(), segment.length.to_string());
            let attributes = [("class", class(*part)), ("x", &x), ("width", &width), ("height", "100%")];
            out.element("rect", &attributes, "");
        }
        out.close("svg");
    }
    out.close("div");
    out.open("table", &[("class", "figures parts")]).open("thead", &[]).open("tr", &[]);
    for head in ["Loại", "Hồ sơ", "Tỉ lệ"] {
        out.element("th", &[("scope", "col")], head);
    }
    out.close("tr").close("thead");
    for (name, parts) in sides.into_iter().filter(|(_, parts)| !parts.is_empty()) {
        let whole = tthc::total(parts);
        out.open("tbody", &[]).open("tr", &[("class", "sum")]);
        out.element("th", &[("scope", "row")], name).element("td", &[], &integer(whole)).element("td", &[], "");
        out.close("tr");
        for part in parts {
            out.open("tr", &[]).open("th", &[("scope", "row")]);
            swatch(out, class(*part));
            out.text(part.label()).close("th");
            out.element("td", &[], &integer(part.value));
            out.element("td", &[], &Rate::new(Some(part.value), Some(whole)).text()).close("tr");
        }
        out.close("tbody");
    }
    out.close("table").close("section");
}

/// What a part is filled with: a colour and a pattern, so that neither is needed to tell it apart.
fn class(part: Part) -> &'static str {
    part.count.map_or("unknown", Count::key)
}

/// The sign of a part in a legend.
pub fn swatch(out: &mut Markup, class: &str) {
    out.open("svg", &[("class", "swatch"), ("aria-hidden", "true")]);
    out.element("rect", &[("class", class), ("width", "100%"), ("height", "100%")], "").close("svg");
}
