//! How many visitors are online, in constant time: a counter for each of the last 300 seconds.

/// How long a visitor counts as online after the last page view, in seconds.
pub(crate) const WINDOW_S: i64 = 300;

/// The number of visitors by the second in which they were last seen, for the seconds of the window.
#[derive(Clone)]
pub(crate) struct Presence {
    counts: [u32; WINDOW_S as usize],
    total: u64,
    now: i64,
}

impl Presence {
    /// No visitors, at the second `now`.
    pub(crate) fn new(now: i64) -> Self {
        Self { counts: [0; WINDOW_S as usize], total: 0, now }
    }

    /// The latest second of the window.
    pub(crate) fn now(&self) -> i64 {
        self.now
    }

    /// Moves the window to `now` and drops visitors who were last seen before it. A time before [`Presence::now`] changes nothing;
    /// after the clock was set back, start again with [`Presence::new`].
    pub(crate) fn advance(&mut self, now: i64) {
        let passed = (now - self.now).clamp(0, WINDOW_S);
        for second in 1..=passed {
            let slot = slot(self.now + second);
            self.total -= u64::from(self.counts[slot]);
            self.counts[slot] = 0;
        }
        self.now = self.now.max(now);
    }

    /// Adds a visitor who was last seen at the second `at`.
    pub(crate) fn add(&mut self, at: i64) {
        if self.holds(at) {
            self.counts[slot(at)] += 1;
            self.total += 1;
        }
    }

    /// Removes a visitor who was added at the second `at`.
    pub(crate) fn remove(&mut self, at: i64) {
        if self.holds(at) && self.counts[slot(at)] > 0 {
            self.counts[slot(at)] -= 1;
            self.total -= 1;
        }
    }

    /// The number of visitors within the window.
    pub(crate) fn count(&self) -> u64 {
        self.total
    }

    /// Whether the second `at` lies in the window.
    pub(crate) fn holds(&self, at: i64) -> bool {
        at <= self.now && self.now - at < WINDOW_S
    }
}

fn slot(second: i64) -> usize {
    second.rem_euclid(WINDOW_S) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_is_online_for_300_seconds() {
        let mut presence = Presence::new(1000);
        presence.add(1000);
        for (now, count) in [(1000, 1), (1299, 1), (1300, 0), (5000, 0)] {
            presence.advance(now);
            assert_eq!(presence.count(), count, "at {now}");
        }
        presence.add(4000);
        assert_eq!(presence.count(), 0, "too long ago");
    }

    #[test]
    fn a_visitor_who_is_seen_again_is_counted_once() {
        let mut presence = Presence::new(1000);
        presence.add(1000);
        presence.advance(1200);
        presence.remove(1000);
        presence.add(1200);
        assert_eq!(presence.count(), 1);
        presence.advance(1499);
        assert_eq!(presence.count(), 1);
        presence.advance(1500);
        assert_eq!(presence.count(), 0);
    }

    #[test]
    fn every_second_of_a_long_run_agrees_with_a_simple_count() {
        let mut presence = Presence::new(0);
        let mut seen: Vec<i64> = Vec::new();
        for step in 0..3000_i64 {
            let now = step * step % 7 + step;
            let now = now.max(presence.now());
            presence.advance(now);
            presence.add(now);
            seen.push(now);
            let expected = seen.iter().filter(|at| now - **at < WINDOW_S).count();
            assert_eq!(presence.count(), expected as u64, "at {now}");
        }
    }
}
