//! The HTTP interface. [`openapi`] describes it; the description and the routes come from the same handlers.

mod cors;
mod figures;
mod hit;
mod rate_limits;
mod refusal;
mod router;
mod server;
mod state;
mod trusted_proxies;

pub use router::openapi;
pub use server::{Server, ServerError, ServerLimits, ServerSettings};
pub use trusted_proxies::ProxyHeader;
