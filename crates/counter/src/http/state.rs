//! What the request handlers share.

use super::rate_limits::RateLimits;
use super::trusted_proxies::TrustedProxies;
use crate::bots::BotList;
use crate::metrics::Metrics;
use crate::site::Sites;
use crate::store::CountStore;
use std::sync::Arc;

/// The state that every request handler can use.
pub(crate) struct AppState {
    /// The sites that are counted.
    pub sites: Sites,
    /// Where the counts are stored.
    pub store: CountStore,
    /// User agents that are not counted.
    pub bots: BotList,
    /// The proxies whose forwarding header is used.
    pub proxies: TrustedProxies,
    /// Limits for each client address.
    pub rate_limits: RateLimits,
    /// The metrics of the program.
    pub metrics: Arc<Metrics>,
}
