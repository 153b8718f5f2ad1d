//! The count of one site, in memory: what a hit is, and what the three numbers are.

use crate::day::Day;
use crate::presence::Presence;
use crate::salt::VisitorKey;
use std::collections::{HashMap, HashSet};
use trangxa_model::Timestamp;

/// After so many seconds of silence a visit is over.
pub const VISIT_ENDS_AFTER_S: i64 = 30 * 60;
/// How many pages of a site are told apart on one day: forged paths must not fill the disk.
pub const MAX_PAGES_A_DAY: usize = 10_000;

/// What happened on a day, or between two moments of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// Visits that began.
    pub visits: u64,
    /// Pages that were looked at.
    pub views: u64,
    /// Visitors who came for the first time that day.
    pub visitors: u64,
}

impl DayCounts {
    /// Adds what happened besides.
    pub fn add(&mut self, more: Self) {
        self.visits += more.visits;
        self.views += more.views;
        self.visitors += more.visitors;
    }
}

/// When a visitor was last seen, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// In seconds since the Unix epoch; enough until 2106.
    pub at: u32,
    /// A hash of the page's path.
    pub page: u32,
}

impl Seen {
    /// Seen at this time on this page.
    pub fn new(now: Timestamp, page: u32) -> Self {
        Self { at: u32::try_from(now.unix()).unwrap_or(u32::MAX), page }
    }

    fn at(self) -> i64 {
        i64::from(self.at)
    }
}

/// What one hit was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What it adds to the day.
    pub counts: DayCounts,
    /// Whether it also counts for its page by name.
    pub names_page: bool,
    /// Whether the store should know of it to go on after a restart: the visitor's minute is another one than before.
    pub keep: bool,
}

/// The three numbers, and what stands beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// When they were so.
    pub at: Timestamp,
    /// Visitors seen in the last 300 s.
    pub online: u64,
    /// Visits begun since midnight.
    pub today: u64,
    /// All visits, with those of the counter that was here before.
    pub total: u64,
    /// Distinct visitors since midnight; on a Redis server an estimate, with a standard error of 0.81 %.
    pub visitors: u64,
    /// The first day that is in the total; `None` where nobody said when the old counter began.
    pub since: Option<Day>,
}

/// The count of one site.
pub struct Tally {
    /// Visits of all days but today, with those of the old counter.
    before_today: u64,
    since: Option<Day>,
    today: DayCounts,
    seen: HashMap<VisitorKey, Seen>,
    presence: Presence,
    /// Who was present at midnight, under yesterday's salt: gone 300 s later.
    last_night: HashMap<VisitorKey, Seen>,
    pages: HashSet<u64>,
}

impl Tally {
    /// Goes on from what a store holds: the visits of all other days, and those of today.
    pub fn new(now: Timestamp, before_today: u64, today: DayCounts, since: Option<Day>) -> Self {
        Self {
            before_today,
            since,
            today,
            seen: HashMap::new(),
            presence: Presence::new(now.unix()),
            last_night: HashMap::new(),
            pages: HashSet::new(),
        }
    }

    /// A visitor whom the store saw earlier today. Of several times the last one given holds.
    pub fn recall(&mut self, key: VisitorKey, seen: Seen) {
        if let Some(before) = self.seen.insert(key, seen) {
            self.presence.remove(before.at());
        }
        self.presence.add(seen.at());
    }

    /// A page that was looked at earlier today.
    pub fn recall_page(&mut self, page: u64) {
        self.pages.insert(page);
    }

    /// Counts a hit at `now` on a page with this hash. `last_night` is the visitor's key under yesterday's salt, as long as
    /// that is needed.
    pub fn hit(&mut self, now: Timestamp, key: VisitorKey, last_night: Option<VisitorKey>, page: u64) -> Counted {
        self.let_pass(now);
        if let Some(before) = last_night.and_then(|key| self.last_night.remove(&key)) {
            self.presence.remove(before.at());
        }
        let seen = Seen::new(now, page as u32);
        let before = self.seen.insert(key, seen);
        if let Some(before) = before {
            self.presence.remove(before.at());
        }
        self.presence.add(seen.at());
        let goes_on = before.filter(|before| seen.at() - before.at() < VISIT_ENDS_AFTER_S);
        // The same page again within a visit is a reload, not one more reading.
        let is_view = goes_on.is_none_or(|before| before.page != seen.page);
        let counts = DayCounts {
            visits: u64::from(goes_on.is_none()),
            views: u64::from(is_view),
            visitors: u64::from(before.is_none()),
        };
        self.today.add(counts);
        let names_page = is_view && (self.pages.contains(&page) || self.pages.len() < MAX_PAGES_A_DAY);
        if names_page {
            self.pages.insert(page);
        }
        let keep = before.is_none_or(|before| before.at / 60 != seen.at / 60);
        Counted { counts, names_page, keep }
    }

    /// The numbers at `now`.
    pub fn figures(&mut self, now: Timestamp) -> Figures {
        self.let_pass(now);
        Figures {
            at: now,
            online: self.presence.count(),
            today: self.today.visits,
            total: self.before_today.saturating_add(self.today.visits),
            visitors: self.today.visitors,
            since: self.since,
        }
    }

    /// Another day begins, or one that was left is gone back to: `today` is what was counted on it already. Returns what was
    /// counted on the day that is left.
    pub fn turn(&mut self, now: Timestamp, today: DayCounts) -> DayCounts {
        self.let_pass(now);
        self.before_today = self.before_today.saturating_add(self.today.visits).saturating_sub(today.visits);
        let left = std::mem::replace(&mut self.today, today);
        let presence = &self.presence;
        self.last_night = std::mem::take(&mut self.seen);
        self.last_night.retain(|_, seen| presence.holds(seen.at()));
        self.last_night.shrink_to_fit();
        self.pages = HashSet::new();
        left
    }

    /// Yesterday's salt is gone: nobody can be known by it any more.
    pub fn forget_last_night(&mut self) {
        self.last_night = HashMap::new();
    }

    fn let_pass(&mut self, now: Timestamp) {
        let now = now.unix();
        if now >= self.presence.now() {
            self.presence.advance(now);
            return;
        }
        // The clock was set back. Nobody was seen in the future: a visit would never end.
        self.presence = Presence::new(now);
        for seen in self.seen.values_mut().chain(self.last_night.values_mut()) {
            seen.at = seen.at.min(u32::try_from(now).unwrap_or(0));
            self.presence.add(seen.at());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: VisitorKey = VisitorKey(1);
    const BINH: VisitorKey = VisitorKey(2);
    const START: i64 = 1_700_000_000;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix(START + seconds)
    }

    fn tally() -> Tally {
        Tally::new(at(0), 0, DayCounts::default(), None)
    }

    fn counts(visits: u64, views: u64, visitors: u64) -> DayCounts {
        DayCounts { visits, views, visitors }
    }

    #[test]
    fn a_visit_ends_after_thirty_minutes_of_silence() {
        let mut tally = tally();
        assert_eq!(tally.hit(at(0), ANNA, None, 1).counts, counts(1, 1, 1));
        assert_eq!(tally.hit(at(1799), ANNA, None, 2).counts, counts(0, 1, 0));
        assert_eq!(tally.hit(at(1799 + 1799), ANNA, None, 3).counts, counts(0, 1, 0), "silence, not length");
        assert_eq!(tally.hit(at(1799 + 1799 + 1800), ANNA, None, 3).counts, counts(1, 1, 0));
        let figures = tally.figures(at(1799 + 1799 + 1800));
        assert_eq!((figures.online, figures.today, figures.total, figures.visitors), (1, 2, 2, 1));
    }

    #[test]
    fn a_reload_is_no_view() {
        let mut tally = tally();
        tally.hit(at(0), ANNA, None, 1);
        assert_eq!(tally.hit(at(5), ANNA, None, 1).counts, counts(0, 0, 0));
        assert_eq!(tally.hit(at(6), ANNA, None, 2).counts, counts(0, 1, 0));
        assert_eq!(tally.hit(at(7), ANNA, None, 1).counts, counts(0, 1, 0));
        assert_eq!(tally.hit(at(3000), ANNA, None, 1).counts, counts(1, 1, 0), "a new visit reads anew");
    }

    #[test]
    fn present_is_who_was_seen_in_the_last_five_minutes() {
        let mut tally = tally();
        tally.hit(at(0), ANNA, None, 1);
        tally.hit(at(200), BINH, None, 1);
        assert_eq!(tally.figures(at(299)).online, 2);
        assert_eq!(tally.figures(at(300)).online, 1);
        tally.hit(at(310), ANNA, None, 2);
        assert_eq!(tally.figures(at(311)).online, 2);
        assert_eq!(tally.figures(at(700)).online, 0);
    }

    #[test]
    fn midnight_begins_new_visits_but_counts_nobody_present_twice() {
        let mut tally = tally();
        tally.hit(at(0), ANNA, None, 1);
        tally.hit(at(10), BINH, None, 1);
        tally.turn(at(20), DayCounts::default());
        assert_eq!((tally.figures(at(20)).online, tally.figures(at(20)).today, tally.figures(at(20)).total), (2, 0, 2));
        let new_anna = VisitorKey(11);
        assert_eq!(tally.hit(at(30), new_anna, Some(ANNA), 1).counts, counts(1, 1, 1));
        assert_eq!((tally.figures(at(30)).online, tally.figures(at(30)).today, tally.figures(at(30)).total), (2, 1, 3));
        tally.forget_last_night();
        assert_eq!(tally.figures(at(310)).online, 1, "Bình left yesterday");
    }

    #[test]
    fn a_clock_set_back_keeps_visits_going_and_lets_them_end() {
        let mut tally = tally();
        tally.hit(at(7200), ANNA, None, 1);
        let figures = tally.figures(at(0));
        assert_eq!((figures.online, figures.today), (1, 1));
        assert_eq!(tally.hit(at(10), ANNA, None, 2).counts, counts(0, 1, 0));
        assert_eq!(tally.figures(at(311)).online, 0, "not two hours from now");
        assert_eq!(tally.hit(at(10 + 1800), ANNA, None, 1).counts, counts(1, 1, 0));
    }

    #[test]
    fn forged_paths_fill_no_disk() {
        let mut tally = tally();
        let named = (0..MAX_PAGES_A_DAY as u64 + 50).filter(|page| tally.hit(at(0), ANNA, None, *page).names_page);
        assert_eq!(named.count(), MAX_PAGES_A_DAY);
        assert!(tally.hit(at(0), ANNA, None, 3).names_page, "pages known before go on");
    }

    #[test]
    fn what_the_store_recalls_goes_on() {
        let mut tally = Tally::new(at(100), 12_943, counts(4, 9, 3), None);
        tally.recall(ANNA, Seen::new(at(0), 1));
        tally.recall(ANNA, Seen::new(at(60), 2));
        let figures = tally.figures(at(100));
        assert_eq!((figures.online, figures.today, figures.total, figures.visitors), (1, 4, 12_947, 3));
        assert_eq!(tally.hit(at(100), ANNA, None, 2).counts, counts(0, 0, 0), "the visit goes on after a restart");
    }
}
