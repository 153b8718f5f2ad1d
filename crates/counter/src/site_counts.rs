//! The counts of one site in memory: the rules by which a hit becomes a visit, a view or neither.

use crate::day::VietnamDay;
use crate::presence::Presence;
use crate::salt::VisitorKey;
use std::collections::{HashMap, HashSet};
use trangxa_model::Timestamp;

/// A visit ends after this many seconds without a view.
pub(crate) const VISIT_ENDS_AFTER_S: i64 = 30 * 60;
/// How many different pages of a site are counted by path on one day. The limit keeps invented paths from filling the disk.
pub(crate) const MAX_PAGES_A_DAY: usize = 10_000;

/// What was counted on one day, or what one hit adds to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// Visits that began.
    pub visits: u64,
    /// Page views.
    pub views: u64,
    /// Visitors who came for the first time that day.
    pub visitors: u64,
}

impl DayCounts {
    /// Adds `more` to these counts.
    pub fn add(&mut self, more: Self) {
        self.visits += more.visits;
        self.views += more.views;
        self.visitors += more.visitors;
    }
}

/// When a visitor was last seen, and on which page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LastSeen {
    /// Seconds since the Unix epoch; 32 bits suffice until 2106.
    pub at: u32,
    /// The low 32 bits of the hash of the page's path.
    pub page: u32,
}

impl LastSeen {
    /// Seen at `now` on the page with this hash.
    pub(crate) fn new(now: Timestamp, page: u32) -> Self {
        Self { at: u32::try_from(now.unix()).unwrap_or(u32::MAX), page }
    }

    fn at(self) -> i64 {
        i64::from(self.at)
    }
}

/// The result of counting one hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CountedHit {
    /// What the hit adds to the day.
    pub counts: DayCounts,
    /// Whether the hit is also counted under the path of its page.
    pub is_page_view: bool,
    /// Whether the visitor's new [`LastSeen`] must be stored so that the visit continues after a restart. It is stored at most once
    /// a minute for each visitor.
    pub needs_saving: bool,
}

/// The numbers of a site that are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitFigures {
    /// The instant for which the numbers hold.
    pub at: Timestamp,
    /// Visitors seen in the last 300 s.
    pub online: u64,
    /// Visits that began since midnight.
    pub today: u64,
    /// All visits, including the total of the site's previous counter.
    pub total: u64,
    /// Distinct visitors since midnight. On a Redis server this is an estimate with a standard error of 0.81 %.
    pub visitors: u64,
    /// The first day that `total` includes; `None` where the start of the previous counter is not known.
    pub since: Option<VietnamDay>,
}

/// The counts of one site.
pub(crate) struct SiteCounts {
    /// Visits of all days except today, including the total of the previous counter.
    before_today: u64,
    since: Option<VietnamDay>,
    today: DayCounts,
    visitors: HashMap<VisitorKey, LastSeen>,
    presence: Presence,
    /// Visitors who were online at midnight, by their key under yesterday's salt; dropped 300 s after midnight.
    previous_visitors: HashMap<VisitorKey, LastSeen>,
    /// Hashes of the pages that were opened today.
    pages: HashSet<u64>,
}

impl SiteCounts {
    /// Continues from what a store holds: the visits of all other days, and the counts of today.
    pub(crate) fn new(now: Timestamp, before_today: u64, today: DayCounts, since: Option<VietnamDay>) -> Self {
        Self {
            before_today,
            since,
            today,
            visitors: HashMap::new(),
            presence: Presence::new(now.unix()),
            previous_visitors: HashMap::new(),
            pages: HashSet::new(),
        }
    }

    /// Adds a visitor whom the store saw earlier today. If it is called several times for one visitor, the last call counts.
    pub(crate) fn restore_visitor(&mut self, key: VisitorKey, seen: LastSeen) {
        if let Some(before) = self.visitors.insert(key, seen) {
            self.presence.remove(before.at());
        }
        self.presence.add(seen.at());
    }

    /// Adds the hash of a page that was opened earlier today.
    pub(crate) fn restore_page(&mut self, page: u64) {
        self.pages.insert(page);
    }

    /// Counts a hit at `now` on the page with the hash `page`. `previous_key` is the visitor's key under yesterday's salt; it is
    /// needed in the first 300 s of a day, so that a visitor who was online at midnight is not counted as online twice. Without
    /// `may_name_page`, a page that is not counted by name today does not become one that is.
    pub(crate) fn hit(
        &mut self,
        now: Timestamp,
        key: VisitorKey,
        previous_key: Option<VisitorKey>,
        page: u64,
        may_name_page: bool,
    ) -> CountedHit {
        self.advance_to(now);
        if let Some(before) = previous_key.and_then(|key| self.previous_visitors.remove(&key)) {
            self.presence.remove(before.at());
        }
        let seen = LastSeen::new(now, page as u32);
        let before = self.visitors.insert(key, seen);
        if let Some(before) = before {
            self.presence.remove(before.at());
        }
        self.presence.add(seen.at());
        let same_visit = before.filter(|before| seen.at() - before.at() < VISIT_ENDS_AFTER_S);
        // The same page again within a visit is a reload, not another view.
        let is_view = same_visit.is_none_or(|before| before.page != seen.page);
        let counts = DayCounts {
            visits: u64::from(same_visit.is_none()),
            views: u64::from(is_view),
            visitors: u64::from(before.is_none()),
        };
        self.today.add(counts);
        let is_page_view =
            is_view && (self.pages.contains(&page) || may_name_page && self.pages.len() < MAX_PAGES_A_DAY);
        if is_page_view {
            self.pages.insert(page);
        }
        let needs_saving = before.is_none_or(|before| before.at / 60 != seen.at / 60);
        CountedHit { counts, is_page_view, needs_saving }
    }

    /// The numbers at `now`, which is counted as `day`.
    pub(crate) fn figures(&mut self, now: Timestamp, day: VietnamDay) -> VisitFigures {
        self.advance_to(now);
        VisitFigures {
            at: now,
            online: self.presence.count(),
            today: self.today.visits,
            total: self.before_today.saturating_add(self.today.visits),
            visitors: self.today.visitors,
            // The clock may have been ahead when the site was first counted.
            since: self.since.map(|since| since.min(day)),
        }
    }

    /// Adds to today what belongs to it and was counted on another day.
    pub(crate) fn add_earlier(&mut self, counts: DayCounts) {
        self.before_today = self.before_today.saturating_sub(counts.visits);
        self.today.add(counts);
    }

    /// Begins another day, or returns to an earlier one after the clock was set back: `today` is what was already counted on it.
    /// Returns the counts of the day that ends.
    pub(crate) fn begin_day(&mut self, now: Timestamp, today: DayCounts) -> DayCounts {
        self.advance_to(now);
        self.before_today = self.before_today.saturating_add(self.today.visits).saturating_sub(today.visits);
        let ended = std::mem::replace(&mut self.today, today);
        let presence = &self.presence;
        self.previous_visitors = std::mem::take(&mut self.visitors);
        self.previous_visitors.retain(|_, seen| presence.holds(seen.at()));
        self.previous_visitors.shrink_to_fit();
        self.pages = HashSet::new();
        ended
    }

    /// Drops the visitors that are known under yesterday's salt.
    pub(crate) fn forget_previous_day(&mut self) {
        self.previous_visitors = HashMap::new();
    }

    fn advance_to(&mut self, now: Timestamp) {
        let now = now.unix();
        if now >= self.presence.now() {
            self.presence.advance(now);
            return;
        }
        // The clock was set back. Visitors with a time in the future are moved to `now`: otherwise their visit would not end until
        // the clock had caught up.
        self.presence = Presence::new(now);
        for seen in self.visitors.values_mut().chain(self.previous_visitors.values_mut()) {
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
    const DAY: VietnamDay = VietnamDay::from_number(19_676);
    const START: i64 = 1_700_000_000;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix(START + seconds)
    }

    fn new_site() -> SiteCounts {
        SiteCounts::new(at(0), 0, DayCounts::default(), None)
    }

    fn counts(visits: u64, views: u64, visitors: u64) -> DayCounts {
        DayCounts { visits, views, visitors }
    }

    #[test]
    fn a_visit_ends_after_thirty_minutes_of_silence() {
        let mut site = new_site();
        assert_eq!(site.hit(at(0), ANNA, None, 1, true).counts, counts(1, 1, 1));
        assert_eq!(site.hit(at(1799), ANNA, None, 2, true).counts, counts(0, 1, 0));
        assert_eq!(
            site.hit(at(1799 + 1799), ANNA, None, 3, true).counts,
            counts(0, 1, 0),
            "a visit may be longer than 30 minutes"
        );
        assert_eq!(site.hit(at(1799 + 1799 + 1800), ANNA, None, 3, true).counts, counts(1, 1, 0));
        let figures = site.figures(at(1799 + 1799 + 1800), DAY);
        assert_eq!((figures.online, figures.today, figures.total, figures.visitors), (1, 2, 2, 1));
    }

    #[test]
    fn a_reload_is_not_a_view() {
        let mut site = new_site();
        site.hit(at(0), ANNA, None, 1, true);
        assert_eq!(site.hit(at(5), ANNA, None, 1, true).counts, counts(0, 0, 0));
        assert_eq!(site.hit(at(6), ANNA, None, 2, true).counts, counts(0, 1, 0));
        assert_eq!(site.hit(at(7), ANNA, None, 1, true).counts, counts(0, 1, 0));
        assert_eq!(
            site.hit(at(3000), ANNA, None, 1, true).counts,
            counts(1, 1, 0),
            "in a new visit the same page is a view again"
        );
    }

    #[test]
    fn a_visitor_is_online_for_five_minutes_after_the_last_view() {
        let mut site = new_site();
        site.hit(at(0), ANNA, None, 1, true);
        site.hit(at(200), BINH, None, 1, true);
        assert_eq!(site.figures(at(299), DAY).online, 2);
        assert_eq!(site.figures(at(300), DAY).online, 1);
        site.hit(at(310), ANNA, None, 2, true);
        assert_eq!(site.figures(at(311), DAY).online, 2);
        assert_eq!(site.figures(at(700), DAY).online, 0);
    }

    #[test]
    fn midnight_begins_new_visits_but_counts_no_online_visitor_twice() {
        let mut site = new_site();
        site.hit(at(0), ANNA, None, 1, true);
        site.hit(at(10), BINH, None, 1, true);
        site.begin_day(at(20), DayCounts::default());
        assert_eq!(
            (site.figures(at(20), DAY).online, site.figures(at(20), DAY).today, site.figures(at(20), DAY).total),
            (2, 0, 2)
        );
        let new_anna = VisitorKey(11);
        assert_eq!(site.hit(at(30), new_anna, Some(ANNA), 1, true).counts, counts(1, 1, 1));
        assert_eq!(
            (site.figures(at(30), DAY).online, site.figures(at(30), DAY).today, site.figures(at(30), DAY).total),
            (2, 1, 3)
        );
        site.forget_previous_day();
        assert_eq!(site.figures(at(310), DAY).online, 1, "Bình left yesterday");
    }

    #[test]
    fn visits_continue_and_still_end_after_the_clock_is_set_back() {
        let mut site = new_site();
        site.hit(at(7200), ANNA, None, 1, true);
        let figures = site.figures(at(0), DAY);
        assert_eq!((figures.online, figures.today), (1, 1));
        assert_eq!(site.hit(at(10), ANNA, None, 2, true).counts, counts(0, 1, 0));
        assert_eq!(site.figures(at(311), DAY).online, 0, "five minutes later, not two hours");
        assert_eq!(site.hit(at(10 + 1800), ANNA, None, 1, true).counts, counts(1, 1, 0));
    }

    #[test]
    fn invented_paths_do_not_fill_the_disk() {
        let mut site = new_site();
        let named =
            (0..MAX_PAGES_A_DAY as u64 + 50).filter(|page| site.hit(at(0), ANNA, None, *page, true).is_page_view);
        assert_eq!(named.count(), MAX_PAGES_A_DAY);
        assert!(site.hit(at(0), ANNA, None, 3, true).is_page_view, "a page that was counted before is still counted");
    }

    #[test]
    fn visits_restored_from_the_store_continue() {
        let mut site = SiteCounts::new(at(100), 12_943, counts(4, 9, 3), None);
        site.restore_visitor(ANNA, LastSeen::new(at(0), 1));
        site.restore_visitor(ANNA, LastSeen::new(at(60), 2));
        let figures = site.figures(at(100), DAY);
        assert_eq!((figures.online, figures.today, figures.total, figures.visitors), (1, 4, 12_947, 3));
        assert_eq!(
            site.hit(at(100), ANNA, None, 2, true).counts,
            counts(0, 0, 0),
            "the visit continues after a restart"
        );
    }
}
