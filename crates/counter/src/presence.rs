//! How many were seen in the last 300 seconds, without asking each of them.

/// How long a visitor counts as present after the last page, in seconds.
pub const WINDOW_S: i64 = 300;

/// Visitors by the second in which each was last seen, for the seconds of the window.
#[derive(Clone)]
pub struct Presence {
    counts: [u32; WINDOW_S as usize],
    total: u64,
    now: i64,
}

impl Presence {
    /// Nobody, at this second.
    pub fn new(now: i64) -> Self {
        Self { counts: [0; WINDOW_S as usize], total: 0, now }
    }

    /// The second up to which it knows.
    pub fn now(&self) -> i64 {
        self.now
    }

    /// Lets time pass: whoever was last seen before the window is gone. Going back is for [`Presence::new`].
    pub fn advance(&mut self, now: i64) {
        let passed = (now - self.now).clamp(0, WINDOW_S);
        for second in 1..=passed {
            let slot = slot(self.now + second);
            self.total -= u64::from(self.counts[slot]);
            self.counts[slot] = 0;
        }
        self.now = self.now.max(now);
    }

    /// One more was last seen at this second.
    pub fn add(&mut self, at: i64) {
        if self.holds(at) {
            self.counts[slot(at)] += 1;
            self.total += 1;
        }
    }

    /// Whoever was last seen at this second has been seen again, or was nobody new.
    pub fn remove(&mut self, at: i64) {
        if self.holds(at) && self.counts[slot(at)] > 0 {
            self.counts[slot(at)] -= 1;
            self.total -= 1;
        }
    }

    /// How many are present.
    pub fn count(&self) -> u64 {
        self.total
    }

    /// Whether a second lies in the window.
    pub fn holds(&self, at: i64) -> bool {
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
    fn a_visitor_is_present_for_300_seconds() {
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
    fn seen_again_is_not_one_more() {
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
    fn every_second_of_a_long_run_agrees_with_a_plain_count() {
        let mut presence = Presence::new(0);
        let mut seen: Vec<i64> = Vec::new();
        for step in 0..3000_i64 {
            let now = step * step % 7 + step;
            let now = now.max(presence.now());
            presence.advance(now);
            presence.add(now);
            seen.push(now);
            let plain = seen.iter().filter(|at| now - **at < WINDOW_S).count();
            assert_eq!(presence.count(), plain as u64, "at {now}");
        }
    }
}
