//! What was read a moment ago, for everyone who asks meanwhile.

use super::{Clock, StoreError};
use tokio::sync::Mutex;
use trangxa_model::Timestamp;

/// For how long a failure is told without trying again, in seconds: those who wait must not each wait for the next one.
const FAILURE_KEPT_S: i64 = 1;

/// Something of each site that is dear to read: one reads, and the others wait for it.
pub struct Kept<T> {
    clock: Clock,
    for_s: i64,
    last_known_for_s: i64,
    slots: Vec<Mutex<Slot<T>>>,
}

struct Slot<T> {
    value: Option<(Timestamp, T)>,
    failure: Option<(Timestamp, StoreError)>,
}

impl<T: Clone> Kept<T> {
    /// Keeps what is read for `for_s` seconds. If it then cannot be read again, it is told until it is `last_known_for_s`
    /// seconds old.
    pub fn new(clock: Clock, sites: usize, for_s: i64, last_known_for_s: i64) -> Self {
        let slots = (0..sites).map(|_| Mutex::new(Slot { value: None, failure: None })).collect();
        Self { clock, for_s, last_known_for_s, slots }
    }

    /// What is kept of a site, or what `read` gives.
    pub async fn get(&self, site: usize, read: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
        let mut slot = self.slots[site].lock().await;
        // Not before: whoever waited must not take what was read meanwhile for the future.
        let now = (self.clock)();
        let is_within = |at: Timestamp, seconds| (0..seconds).contains(&(now.unix() - at.unix()));
        if let Some((at, value)) = &slot.value
            && is_within(*at, self.for_s)
        {
            return Ok(value.clone());
        }
        let failure = match slot.failure.take().filter(|(at, _)| is_within(*at, FAILURE_KEPT_S)) {
            Some(failure) => failure,
            None => match read.await {
                Ok(value) => {
                    slot.value = Some((now, value.clone()));
                    return Ok(value);
                }
                Err(failure) => (now, failure),
            },
        };
        slot.failure = Some(failure.clone());
        let last_known = slot.value.as_ref().filter(|(at, _)| is_within(*at, self.last_known_for_s));
        last_known.map_or(Err(failure.1), |(_, value)| Ok(value.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    fn failure() -> StoreError {
        StoreError::Unreadable("gone".to_owned())
    }

    #[tokio::test]
    async fn what_cannot_be_read_again_is_told_for_a_while() {
        let time = Arc::new(AtomicI64::new(1000));
        let clock: Clock = {
            let time = Arc::clone(&time);
            Arc::new(move || Timestamp::from_unix(time.load(Ordering::Relaxed)))
        };
        let kept = Kept::new(clock, 1, 20, 60);
        let at = |now| time.store(now, Ordering::Relaxed);
        assert!(kept.get(0, async { Err(failure()) }).await.is_err(), "nothing is known yet");
        assert!(kept.get(0, async { Ok(7) }).await.is_err(), "the failure is told for a second");
        at(1001);
        assert_eq!(kept.get(0, async { Ok(7) }).await.ok(), Some(7));
        at(1020);
        assert_eq!(kept.get(0, async { Ok(8) }).await.ok(), Some(7), "kept");
        at(1021);
        assert_eq!(kept.get(0, async { Err(failure()) }).await.ok(), Some(7), "the last known");
        at(1061);
        assert!(kept.get(0, async { Err(failure()) }).await.is_err(), "too old to tell");
        at(900);
        assert_eq!(kept.get(0, async { Ok(9) }).await.ok(), Some(9), "the clock was set back");
    }
}
