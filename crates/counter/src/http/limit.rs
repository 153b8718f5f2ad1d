//! How often one address may count.

use crate::visitor::network;
use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;

/// Hits by address. Addresses are kept as hashes that only this run of the program can make, and only for as long as they
/// matter.
pub struct Limit {
    limiter: RateLimiter<u64, HashMapStateStore<u64>, DefaultClock>,
    clock: DefaultClock,
    hasher: RandomState,
}

impl Limit {
    /// So many hits a minute from one address, all at once if need be. Behind one address there may be a school, or all
    /// customers of a mobile network.
    pub fn per_minute(hits: NonZeroU32) -> Self {
        let clock = DefaultClock::default();
        let limiter = RateLimiter::new(Quota::per_minute(hits), HashMapStateStore::default(), clock.clone());
        Self { limiter, clock, hasher: RandomState::new() }
    }

    /// Takes one hit; else says in how many seconds there may be another.
    pub fn take(&self, address: IpAddr) -> Result<(), u64> {
        let key = self.hasher.hash_one(network(address));
        self.limiter.check_key(&key).map_err(|until| until.wait_time_from(self.clock.now()).as_secs() + 1)
    }

    /// Forgets addresses that have not been heard of for a while.
    pub fn forget(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_held_and_others_are_not() {
        let limit = Limit::per_minute(NonZeroU32::new(3).unwrap());
        let take = |address: &str| limit.take(address.parse().unwrap());
        for _ in 0..3 {
            assert_eq!(take("2001:db8::1"), Ok(()));
        }
        let wait = take("2001:db8::ffff").unwrap_err();
        assert!((1..=21).contains(&wait), "one of three a minute comes every 20 s, not in {wait}");
        assert_eq!(take("2001:db8:0:1::1"), Ok(()));
    }
}
