//! Parts of pages that are drawn as text, so that the portal and the widget on partners' pages show the very same.
//!
//! What they say comes from [`trangxa_model`]; here it is only put in its place. Nothing here knows a browser or Leptos.

mod counters;
mod figures;
mod headlines;
mod markup;
mod moment;
mod sparkline;
mod status;
mod tthc_card;

pub use counters::counters;
pub use figures::{figures, remarks, updated};
pub use headlines::headlines;
pub use markup::{Escaped, Markup};
pub use moment::Moment;
pub use sparkline::sparkline;
pub use status::{not_renewed, pause_label};
pub use tthc_card::tthc_card;
