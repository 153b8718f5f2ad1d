//! Limits for each client address: hits a minute, and new visitors a minute.

use crate::lock::lock;
use crate::visitor::subscriber_network;
use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::mem;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Mutex;

/// The maximum size of each generation of [`KnownVisitors`]. If more visitors come within half an hour, the oldest are forgotten
/// earlier.
const MAX_GENERATION: usize = 200_000;

type Limiter = RateLimiter<u64, HashMapStateStore<u64>, DefaultClock>;

/// Counts recent hits and new visitors by client address. Addresses are kept only in memory, as hashes under a key that exists only in
/// this process, and only as long as a limit needs them.
pub(crate) struct RateLimits {
    hits: Limiter,
    newcomers: Limiter,
    known: Mutex<KnownVisitors>,
    clock: DefaultClock,
    hasher: RandomState,
}

/// Visitors who are not new, in two generations: seen since the last [`RateLimits::forget_visitors`], and seen in the interval before.
#[derive(Default)]
struct KnownVisitors {
    newer: HashSet<u64>,
    older: HashSet<u64>,
}

impl KnownVisitors {
    fn start_generation(&mut self) {
        self.older = mem::take(&mut self.newer);
    }
}

impl RateLimits {
    /// Allows `hits` hits and `newcomers` new visitors a minute from one address; a whole minute's share may be used at once. One
    /// address may be that of a school or of all customers of a mobile network, so the limits are high; the second one stops programs
    /// that invent user agents.
    pub(crate) fn per_minute(hits: NonZeroU32, newcomers: NonZeroU32) -> Self {
        let clock = DefaultClock::default();
        let limiter = |rate| RateLimiter::new(Quota::per_minute(rate), HashMapStateStore::default(), clock.clone());
        let (hits, newcomers) = (limiter(hits), limiter(newcomers));
        Self { hits, newcomers, known: Mutex::default(), clock, hasher: RandomState::new() }
    }

    /// Admits one hit from an address.
    ///
    /// # Errors
    /// If the limit is reached: the number of seconds until the next hit is admitted.
    pub(crate) fn check_hit(&self, address: IpAddr) -> Result<(), u64> {
        let key = self.hasher.hash_one(subscriber_network(address));
        self.hits.check_key(&key).map_err(|until| until.wait_time_from(self.clock.now()).as_secs() + 1)
    }

    /// Whether a visitor was seen in the last half hour, or may be a new visitor of the address.
    pub(crate) fn admit_visitor(&self, address: IpAddr, agent: &str) -> bool {
        let network = subscriber_network(address);
        let visitor = self.hasher.hash_one((network, agent));
        let mut known = lock(&self.known);
        let is_admitted = known.newer.contains(&visitor)
            || known.older.contains(&visitor)
            || self.newcomers.check_key(&self.hasher.hash_one(network)).is_ok();
        if is_admitted {
            if known.newer.len() >= MAX_GENERATION {
                known.start_generation();
            }
            known.newer.insert(visitor);
        }
        is_admitted
    }

    /// Forgets addresses whose limits are unused again. To be called every few seconds.
    pub(crate) fn forget_addresses(&self) {
        for limiter in [&self.hits, &self.newcomers] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }

    /// Forgets visitors who were not seen since the call before. To be called every 30 minutes.
    pub(crate) fn forget_visitors(&self) {
        lock(&self.known).start_generation();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(hits: u32, newcomers: u32) -> RateLimits {
        RateLimits::per_minute(NonZeroU32::new(hits).unwrap(), NonZeroU32::new(newcomers).unwrap())
    }

    #[test]
    fn the_limit_of_one_address_does_not_affect_others() {
        let limits = limits(3, 1);
        let take = |address: &str| limits.check_hit(address.parse().unwrap());
        for _ in 0..3 {
            assert_eq!(take("2001:db8::1"), Ok(()));
        }
        let wait = take("2001:db8::ffff").unwrap_err();
        assert!((1..=21).contains(&wait), "with three hits a minute the next is admitted within 20 s, not in {wait} s");
        assert_eq!(take("2001:db8:0:1::1"), Ok(()));
    }

    #[test]
    fn new_visitors_of_an_address_are_limited_and_known_ones_are_not() {
        let limits = limits(1, 2);
        let admit = |address: &str, agent| limits.admit_visitor(address.parse().unwrap(), agent);
        assert!(admit("203.0.113.7", "A") && admit("203.0.113.7", "B"));
        assert!(!admit("203.0.113.7", "C") && admit("203.0.113.8", "C"));
        assert!(admit("203.0.113.7", "A"), "known");
        limits.forget_visitors();
        assert!(admit("203.0.113.7", "A") && admit("203.0.113.7", "B"), "seen in the interval before");
        limits.forget_visitors();
        limits.forget_visitors();
        assert!(!admit("203.0.113.7", "A"), "not seen for two intervals");
    }
}
