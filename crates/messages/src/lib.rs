//! Every sentence that the programs say to the people who use them, in Vietnamese and English.
//!
//! The sentences lie in `vi/AREA.ftl` and `en/AREA.ftl`, in the syntax of [Fluent](https://projectfluent.org/). The build reads both, fails where a
//! message or a variable is missing in one of them, and makes a struct of each message: `item-rejected` in `findings.ftl` is
//! [`findings::ItemRejected`], and each variable is a public field. A message implements [`Display`](std::fmt::Display); it becomes a sentence in the language of
//! the process ([`language()`]) when it is displayed.
//!
//! In a browser nobody reads these sentences. There a message is empty, so that the wasm has none of them.

mod language;
#[cfg(not(target_family = "wasm"))]
mod render;
#[cfg(target_family = "wasm")]
#[path = "silent.rs"]
mod render;
mod system_reason;

pub use language::{Language, language, set_language};
pub use render::Number;
pub use system_reason::SystemReason;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

#[cfg(all(test, not(target_family = "wasm")))]
mod tests;
