//! How often one address may count, and how many visitors it may bring.

use crate::visitor::network;
use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::mem;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};

/// So many visitors are known at once, at most twice. Where more come in half an hour, those are forgotten earlier who came first.
const MAX_KNOWN: usize = 200_000;

type Limiter = RateLimiter<u64, HashMapStateStore<u64>, DefaultClock>;

/// Hits and visitors by address. Addresses are kept as hashes that only this run of the program can make, and only for as long
/// as they matter.
pub struct Limit {
    hits: Limiter,
    newcomers: Limiter,
    known: Mutex<Known>,
    clock: DefaultClock,
    hasher: RandomState,
}

/// Visitors who need not be let in again: those since the last [`Limit::forget`], and those since the one before.
#[derive(Default)]
struct Known {
    newer: HashSet<u64>,
    older: HashSet<u64>,
}

impl Known {
    fn turn(&mut self) {
        self.older = mem::take(&mut self.newer);
    }
}

impl Limit {
    /// So many hits a minute from one address, and so many visitors whom nobody has seen lately, all at once if need be. Behind
    /// one address there may be a school, or all customers of a mobile network; but a program that invents browsers is behind
    /// one, too.
    pub fn per_minute(hits: NonZeroU32, newcomers: NonZeroU32) -> Self {
        let clock = DefaultClock::default();
        let limiter = |rate| RateLimiter::new(Quota::per_minute(rate), HashMapStateStore::default(), clock.clone());
        let (hits, newcomers) = (limiter(hits), limiter(newcomers));
        Self { hits, newcomers, known: Mutex::default(), clock, hasher: RandomState::new() }
    }

    /// Takes one hit; else says in how many seconds there may be another.
    pub fn take(&self, address: IpAddr) -> Result<(), u64> {
        let key = self.hasher.hash_one(network(address));
        self.hits.check_key(&key).map_err(|until| until.wait_time_from(self.clock.now()).as_secs() + 1)
    }

    /// Whether a browser at an address is known, or may be a new one.
    pub fn admit(&self, address: IpAddr, agent: &str) -> bool {
        let network = network(address);
        let visitor = self.hasher.hash_one((network, agent));
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let is_known = known.newer.contains(&visitor)
            || known.older.contains(&visitor)
            || self.newcomers.check_key(&self.hasher.hash_one(network)).is_ok();
        if is_known {
            if known.newer.len() >= MAX_KNOWN {
                known.turn();
            }
            known.newer.insert(visitor);
        }
        is_known
    }

    /// Forgets addresses that have not been heard of for a while.
    pub fn forget_addresses(&self) {
        for limiter in [&self.hits, &self.newcomers] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }

    /// Forgets visitors who have not been seen since it was last asked.
    pub fn forget_visitors(&self) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).turn();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(hits: u32, newcomers: u32) -> Limit {
        Limit::per_minute(NonZeroU32::new(hits).unwrap(), NonZeroU32::new(newcomers).unwrap())
    }

    #[test]
    fn one_address_is_held_and_others_are_not() {
        let limit = limit(3, 1);
        let take = |address: &str| limit.take(address.parse().unwrap());
        for _ in 0..3 {
            assert_eq!(take("2001:db8::1"), Ok(()));
        }
        let wait = take("2001:db8::ffff").unwrap_err();
        assert!((1..=21).contains(&wait), "one of three a minute comes every 20 s, not in {wait}");
        assert_eq!(take("2001:db8:0:1::1"), Ok(()));
    }

    #[test]
    fn an_address_brings_so_many_visitors_and_keeps_those_it_has() {
        let limit = limit(1, 2);
        let admit = |address: &str, agent| limit.admit(address.parse().unwrap(), agent);
        assert!(admit("203.0.113.7", "A") && admit("203.0.113.7", "B"));
        assert!(!admit("203.0.113.7", "C") && admit("203.0.113.8", "C"));
        assert!(admit("203.0.113.7", "A"), "known");
        limit.forget_visitors();
        assert!(admit("203.0.113.7", "A") && admit("203.0.113.7", "B"), "seen lately");
        limit.forget_visitors();
        limit.forget_visitors();
        assert!(!admit("203.0.113.7", "A"), "long ago");
    }
}
