//! A cache for what is expensive to read, with one reader at a time and stale values while reading fails.

use super::clock::Clock;
use super::error::StoreError;
use tokio::sync::Mutex;
use trangxa_model::Timestamp;

/// How long a failure is returned without another attempt, in seconds. Requests that waited for a failed read must not each start
/// another one.
const FAILURE_CACHED_FOR_S: i64 = 1;

/// Caches one value for each site. If several requests need a value at the same time, one of them reads it and the others wait.
pub(crate) struct ReadCache<T> {
    clock: Clock,
    fresh_for_s: i64,
    stale_for_s: i64,
    entries: Vec<Mutex<CacheEntry<T>>>,
}

struct CacheEntry<T> {
    value: Option<(Timestamp, T)>,
    failure: Option<(Timestamp, StoreError)>,
}

impl<T: Clone> ReadCache<T> {
    /// A cache for `sites` sites. A value is used for `fresh_for_s` seconds without reading again. If reading fails after that, the
    /// old value is used until it is `stale_for_s` seconds old.
    pub(crate) fn new(clock: Clock, sites: usize, fresh_for_s: i64, stale_for_s: i64) -> Self {
        let entries = (0..sites).map(|_| Mutex::new(CacheEntry { value: None, failure: None })).collect();
        Self { clock, fresh_for_s, stale_for_s, entries }
    }

    /// The cached value of a site, or the result of `read`.
    ///
    /// # Errors
    /// If `read` fails, or failed less than a second ago, and no value is recent enough.
    pub(crate) async fn get(
        &self,
        site: usize,
        read: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        let mut entry = self.entries[site].lock().await;
        // The time is read after waiting for the lock. With a time from before, a value that was read in the meantime would seem to
        // come from the future and would be read again.
        let now = (self.clock)();
        let is_within = |at: Timestamp, seconds| (0..seconds).contains(&(now.unix() - at.unix()));
        if let Some((at, value)) = &entry.value
            && is_within(*at, self.fresh_for_s)
        {
            return Ok(value.clone());
        }
        let failure = match entry.failure.take().filter(|(at, _)| is_within(*at, FAILURE_CACHED_FOR_S)) {
            Some(failure) => failure,
            None => match read.await {
                Ok(value) => {
                    entry.value = Some((now, value.clone()));
                    return Ok(value);
                }
                Err(failure) => (now, failure),
            },
        };
        entry.failure = Some(failure.clone());
        let stale = entry.value.as_ref().filter(|(at, _)| is_within(*at, self.stale_for_s));
        stale.map_or(Err(failure.1), |(_, value)| Ok(value.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    fn failure() -> StoreError {
        StoreError::Unreadable("the server is down".to_owned())
    }

    #[tokio::test]
    async fn a_value_that_cannot_be_read_again_is_used_for_a_while() {
        let time = Arc::new(AtomicI64::new(1000));
        let clock: Clock = {
            let time = Arc::clone(&time);
            Arc::new(move || Timestamp::from_unix(time.load(Ordering::Relaxed)))
        };
        let cache = ReadCache::new(clock, 1, 20, 60);
        let at = |now| time.store(now, Ordering::Relaxed);
        assert!(cache.get(0, async { Err(failure()) }).await.is_err(), "no value was read before");
        assert!(cache.get(0, async { Ok(7) }).await.is_err(), "the failure is cached for a second");
        at(1001);
        assert_eq!(cache.get(0, async { Ok(7) }).await.ok(), Some(7));
        at(1020);
        assert_eq!(cache.get(0, async { Ok(8) }).await.ok(), Some(7), "cached");
        at(1021);
        assert_eq!(cache.get(0, async { Err(failure()) }).await.ok(), Some(7), "the stale value");
        at(1061);
        assert!(cache.get(0, async { Err(failure()) }).await.is_err(), "too old to be used");
        at(900);
        assert_eq!(cache.get(0, async { Ok(9) }).await.ok(), Some(9), "the clock was set back");
    }
}
