//! What came in, and where it is now.

use leptos::prelude::*;
use trangxa_model::chart::stack;
use trangxa_model::number::integer;
use trangxa_model::tthc::{Count, Counts, Flow, Part, words};
use trangxa_model::{Rate, tthc};

/// Two bars of one length where the source adds up, and the table behind them.
pub fn flow(counts: &Counts) -> impl IntoView + use<> {
    let flow = Flow::of(counts);
    let finding = words::flow(&flow);
    let bars = [("Phải giải quyết", &flow.incoming), ("Hiện ở đâu", &flow.outgoing)].map(|(name, parts)| {
        let segments = stack(parts.iter().map(|part| part.value), flow.scale());
        let rects = parts.iter().zip(segments).map(|(part, segment)| {
            let (x, width) = (segment.start.to_string(), segment.length.to_string());
            view! { <rect class=class(*part) x=x width=width height="100%"/> }
        });
        (name, rects.collect::<Vec<_>>())
    });
    let [(came, came_bar), (went, went_bar)] = bars;
    let rows = |name: &'static str, parts: &[Part]| {
        let whole = tthc::total(parts);
        let row = |part: &Part| {
            let share = Rate::new(Some(part.value), Some(whole)).text();
            view! {
                <tr>
                    <th scope="row">{swatch(class(*part))}{part.label()}</th>
                    <td>{integer(part.value)}</td>
                    <td>{share}</td>
                </tr>
            }
        };
        let sum = view! { <tr class="sum"><th scope="row">{name}</th><td>{integer(whole)}</td><td></td></tr> };
        let rows = parts.iter().map(row).collect::<Vec<_>>();
        (!parts.is_empty()).then_some(view! { <tbody>{sum}{rows}</tbody> })
    };
    view! {
        <section aria-labelledby="dong-ho-so">
            <h2 id="dong-ho-so">"Hồ sơ đến và hiện ở đâu"</h2>
            <p class="finding">{finding.clone()}</p>
            <div class="flow" role="img" aria-label=finding>
                <span aria-hidden="true">{came}</span>
                <svg class="bar" aria-hidden="true">{came_bar}</svg>
                <span aria-hidden="true">{went}</span>
                <svg class="bar" aria-hidden="true">{went_bar}</svg>
            </div>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="dong-ho-so">
                <table class="figures parts">
                    <thead>
                        <tr><th scope="col">"Loại"</th><th scope="col">"Hồ sơ"</th><th scope="col">"Tỉ lệ"</th></tr>
                    </thead>
                    {rows("Phải giải quyết", &flow.incoming)}
                    {rows("Kết quả và hồ sơ còn lại", &flow.outgoing)}
                </table>
            </div>
        </section>
    }
}

/// What a part is filled with: a colour and a pattern, so that neither is needed to tell it apart.
fn class(part: Part) -> &'static str {
    part.count.map_or("unknown", Count::key)
}

/// The sign of a part in a legend.
pub fn swatch(class: &'static str) -> impl IntoView {
    view! { <svg class="swatch" aria-hidden="true"><rect class=class width="100%" height="100%"/></svg> }
}
