//! When to request again: pure functions of outcome and chance, so that tests need not wait.

/// How often figures and articles are requested, in milliseconds.
pub const DOCUMENT_MS: u32 = 5 * 60_000;
/// How often visits are.
pub const VISITS_MS: u32 = 60_000;
/// How often the displayed age of things is brought up to date.
pub const CLOCK_MS: u32 = 60_000;
/// How long one request may take, in milliseconds.
pub const TIMEOUT_MS: u32 = 10_000;

const FIRST_BACKOFF_MS: u32 = 2_000;
const LONGEST_BACKOFF_MS: u32 = 5 * 60_000;

/// What became of the last request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PollOutcome {
    /// An answer that could be read, changed or not.
    Good,
    /// No answer, or one that could not be read; with the wait that a `Retry-After` header demands, in milliseconds.
    Bad {
        /// From the `Retry-After` header.
        retry_after_ms: Option<u32>,
    },
}

/// The rhythm of one document: every `period_ms` while all is well, backing off while it is not.
#[derive(Clone, Copy, Debug)]
pub struct Rhythm {
    period_ms: u32,
    failures: u32,
}

impl Rhythm {
    /// A rhythm of one request every `period_ms` milliseconds.
    #[must_use]
    pub const fn every(period_ms: u32) -> Self {
        Self { period_ms, failures: 0 }
    }

    /// Milliseconds until the next request. `chance` is a random number from 0 up to 1.
    ///
    /// After an answer: the period ±20 %, so that a thousand tabs do not request at once. After a failure: anything up to
    /// 2 s, doubled each time to at most 5 min ("full jitter", AWS Architecture Blog 2015), and never sooner than
    /// `Retry-After` said, up to an hour.
    pub fn next_ms(&mut self, outcome: PollOutcome, chance: f64) -> u32 {
        match outcome {
            PollOutcome::Good => {
                self.failures = 0;
                scale(self.period_ms, 0.4f64.mul_add(chance, 0.8))
            }
            PollOutcome::Bad { retry_after_ms } => {
                let ceiling = FIRST_BACKOFF_MS.saturating_mul(1 << self.failures.min(16)).min(LONGEST_BACKOFF_MS);
                self.failures += 1;
                // A floor keeps "anything up to" from meaning "at once".
                let wait = scale(ceiling, chance).max(FIRST_BACKOFF_MS / 4);
                wait.max(retry_after_ms.unwrap_or(0).min(LONGEST_BACKOFF_MS * 12))
            }
        }
    }
}

/// Milliseconds after which a follower requests a document itself, when the leader announced its next request in `leader_ms`: not before
/// that request must have ended, for then the leader was closed, hidden or suspended. `chance` is a random number from 0 up to 1, so that one
/// of several followers is first.
#[must_use]
pub fn overdue_ms(leader_ms: u32, chance: f64) -> u32 {
    leader_ms.saturating_add(TIMEOUT_MS).saturating_add(scale(leader_ms.max(FIRST_BACKOFF_MS), 0.5 * chance))
}

/// Milliseconds after which a tab requests a document of which the leader has another version without having sent it. Not at once: if
/// a host answers with two versions by turns, two tabs would chase each other.
#[must_use]
pub fn catch_up_ms(chance: f64) -> u32 {
    5_000 + scale(10_000, chance)
}

/// Milliseconds after which a document is requested that the page itself has just brought: the page is not asked for twice by readers who
/// stay for a moment. `chance` is a random number from 0 up to 1, so that the readers of one minute do not request at once.
#[must_use]
pub fn after_page_ms(chance: f64) -> u32 {
    30_000 + scale(15_000, chance)
}

fn scale(ms: u32, factor: f64) -> u32 {
    (f64::from(ms) * factor) as u32
}

/// Milliseconds from a `Retry-After` header in seconds, or as a date seen at `now_unix`; `None` when it is neither.
#[must_use]
pub fn retry_after_ms(header: &str, now_unix: i64) -> Option<u32> {
    let seconds = match header.trim().parse::<u32>() {
        Ok(seconds) => seconds,
        Err(_) => u32::try_from(trangxa_model::Timestamp::parse(header)?.unix() - now_unix).unwrap_or(0),
    };
    Some(seconds.saturating_mul(1000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BAD: PollOutcome = PollOutcome::Bad { retry_after_ms: None };

    #[test]
    fn backs_off_and_recovers() {
        let mut rhythm = Rhythm::every(60_000);
        let ceilings: Vec<u32> = (0..10).map(|_| rhythm.next_ms(BAD, 1.0)).collect();
        assert_eq!(ceilings, [2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000]);
        assert_eq!(rhythm.next_ms(PollOutcome::Good, 0.5), 60_000);
        assert_eq!(rhythm.next_ms(BAD, 1.0), 2_000, "one good answer forgets the failures");
    }

    #[test]
    fn honours_retry_after() {
        let mut rhythm = Rhythm::every(60_000);
        assert_eq!(rhythm.next_ms(PollOutcome::Bad { retry_after_ms: Some(90_000) }, 0.0), 90_000);
        assert_eq!(retry_after_ms("120", 0), Some(120_000));
        assert_eq!(retry_after_ms("Thu, 22 Jun 2023 05:00:30 GMT", 1_687_410_000), Some(30_000));
        assert_eq!(retry_after_ms("Thu, 22 Jun 2023 05:00:30 GMT", 1_700_000_000), Some(0));
        assert_eq!(retry_after_ms("soon", 0), None);
        assert_eq!(retry_after_ms("4000000000", 0), Some(u32::MAX));
    }

    proptest! {
        #[test]
        fn jitter_keeps_within_a_fifth(chance in 0.0..1.0f64) {
            let wait = Rhythm::every(300_000).next_ms(PollOutcome::Good, chance);
            prop_assert!((240_000..=360_000).contains(&wait));
        }

        #[test]
        fn one_that_listens_never_asks_before_the_one_that_leads_has_had_its_answer(leader in 0u32..3_600_000, chance in 0.0..1.0f64) {
            prop_assert!(overdue_ms(leader, chance) >= leader + TIMEOUT_MS);
            prop_assert!(overdue_ms(leader, chance) <= leader * 3 / 2 + TIMEOUT_MS + FIRST_BACKOFF_MS);
        }

        #[test]
        fn a_failing_host_is_never_hammered(failures in 0usize..40, chance in 0.0..1.0f64) {
            let mut rhythm = Rhythm::every(60_000);
            for _ in 0..failures {
                rhythm.next_ms(BAD, chance);
            }
            prop_assert!((500..=300_000).contains(&rhythm.next_ms(BAD, chance)));
        }
    }
}
