//! Limits for each client address: hits a minute, new visitors a minute, and new pages an hour.

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

/// The maximum size of each generation of [`Recent`]. If more come within half an hour, the oldest are forgotten earlier.
const MAX_GENERATION: usize = 200_000;

type Limiter = RateLimiter<u64, HashMapStateStore<u64>, DefaultClock>;

/// Counts recent hits and new visitors by client address. Addresses are kept only in memory, as hashes under a key that exists only in
/// this process, and only as long as a limit needs them.
pub(crate) struct RateLimits {
    hits: Limiter,
    newcomers: Limiter,
    new_pages: Limiter,
    visitors: Mutex<Recent>,
    pages: Mutex<Recent>,
    clock: DefaultClock,
    hasher: RandomState,
}

/// The hashes of visitors or pages that are not new, in two generations: seen since the last [`RateLimits::forget_recent`], and seen
/// in the interval before.
#[derive(Default)]
struct Recent {
    newer: HashSet<u64>,
    older: HashSet<u64>,
}

impl Recent {
    /// Whether `hash` is known, or may become known because the limit of `address` admits it.
    fn admit(&mut self, hash: u64, limit: &Limiter, address: u64) -> bool {
        let is_admitted = self.newer.contains(&hash) || self.older.contains(&hash) || limit.check_key(&address).is_ok();
        if is_admitted {
            if self.newer.len() >= MAX_GENERATION {
                self.start_generation();
            }
            self.newer.insert(hash);
        }
        is_admitted
    }

    fn start_generation(&mut self) {
        self.older = mem::take(&mut self.newer);
    }
}

impl RateLimits {
    /// Allows `hits` hits and `newcomers` new visitors a minute, and `new_pages` new pages an hour, from one address; a whole share may
    /// be used at once. One address may be that of a school or of all customers of a mobile network, so the limits are high; the
    /// second one stops programs that invent user agents, the third one those that invent pages.
    pub(crate) fn new(hits: NonZeroU32, newcomers: NonZeroU32, new_pages: NonZeroU32) -> Self {
        let clock = DefaultClock::default();
        let limiter = |quota| RateLimiter::new(quota, HashMapStateStore::default(), clock.clone());
        Self {
            hits: limiter(Quota::per_minute(hits)),
            newcomers: limiter(Quota::per_minute(newcomers)),
            new_pages: limiter(Quota::per_hour(new_pages)),
            visitors: Mutex::default(),
            pages: Mutex::default(),
            clock,
            hasher: RandomState::new(),
        }
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
        lock(&self.visitors).admit(visitor, &self.newcomers, self.hasher.hash_one(network))
    }

    /// Whether anyone opened a page in the last half hour, or it may be a new page of the address.
    pub(crate) fn admit_page(&self, address: IpAddr, site: usize, path: &str) -> bool {
        let network = self.hasher.hash_one(subscriber_network(address));
        lock(&self.pages).admit(self.hasher.hash_one((site, path)), &self.new_pages, network)
    }

    /// Forgets addresses whose limits are unused again. To be called every few seconds.
    pub(crate) fn forget_addresses(&self) {
        for limiter in [&self.hits, &self.newcomers, &self.new_pages] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }

    /// Forgets visitors and pages that were not seen since the call before. To be called every 30 minutes.
    pub(crate) fn forget_recent(&self) {
        lock(&self.visitors).start_generation();
        lock(&self.pages).start_generation();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(hits: u32, newcomers: u32) -> RateLimits {
        let [hits, newcomers, new_pages] = [hits, newcomers, 2].map(|limit| NonZeroU32::new(limit).unwrap());
        RateLimits::new(hits, newcomers, new_pages)
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
        limits.forget_recent();
        assert!(admit("203.0.113.7", "A") && admit("203.0.113.7", "B"), "seen in the interval before");
        limits.forget_recent();
        limits.forget_recent();
        assert!(!admit("203.0.113.7", "A"), "not seen for two intervals");
    }

    #[test]
    fn new_pages_of_an_address_are_limited_and_known_ones_are_not() {
        let limits = limits(1, 1);
        let admit = |address: &str, site, path| limits.admit_page(address.parse().unwrap(), site, path);
        assert!(admit("203.0.113.7", 0, "/a/") && admit("203.0.113.7", 0, "/b/"));
        assert!(!admit("203.0.113.7", 0, "/c/") && !admit("203.0.113.7", 1, "/a/"));
        assert!(admit("203.0.113.7", 0, "/a/"), "known");
        assert!(admit("203.0.113.8", 0, "/c/") && admit("203.0.113.7", 0, "/c/"), "known to be opened by another");
    }
}
