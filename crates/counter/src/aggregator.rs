//! The counts of all sites in memory, under the salt of the day, with the changes that the store has not written yet.

use crate::day::{VietnamDay, WrongClock};
use crate::page::PagePath;
use crate::presence::WINDOW_S;
use crate::salt::{Nonce, Salt, Secret, SecretError, VisitorKey};
use crate::site::Sites;
use crate::site_counts::{DayCounts, LastSeen, SiteCounts, VisitFigures};
use crate::visitor::Visitor;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use trangxa_model::Timestamp;

/// How many visitors at most wait to be written while the disk is full. This bounds memory only; the counts have no such limit.
const MAX_PENDING_VISITORS: usize = 500_000;

/// How many days are kept in memory, so that a clock that is set back finds the counts of the day it returns to and of those that it
/// passed in the meantime.
pub(crate) const KEPT_DAYS: usize = 40;

/// One page view, as the request named it.
pub struct Hit {
    /// The index of the site in [`Sites`].
    pub site: usize,
    /// The visitor who opened the page.
    pub visitor: Visitor,
    /// The page.
    pub page: PagePath,
    /// Whether the page may become one of those that are counted by name today. If it is one already, it is counted in any case.
    pub may_name_page: bool,
}

/// Changes that the store has not written yet, added up.
#[derive(Default)]
pub(crate) struct PendingWrites {
    /// A new salt. When it is written, the visitors of the day before must be deleted.
    pub rotation: Option<SaltRotation>,
    /// Days that turned out to be days to come, and the day to which what was counted on them is added. It is done before what
    /// follows is written.
    pub moved_days: Vec<(VietnamDay, VietnamDay)>,
    /// What was counted, by site and day.
    pub days: HashMap<(usize, VietnamDay), DayCounts>,
    /// Views, by site, day and page.
    pub pages: HashMap<(usize, VietnamDay, PagePath), u64>,
    /// When visitors were last seen, oldest first.
    pub visitors: Vec<(usize, VisitorKey, LastSeen)>,
}

/// The change to a new salt.
#[derive(Clone, Copy)]
pub(crate) struct SaltRotation {
    /// The day on which the salt is used.
    pub day: VietnamDay,
    /// Whether `day` is the day after the previous one. It is not where the clock jumped.
    pub is_next_day: bool,
    /// The half of the salt that may be stored.
    pub nonce: Nonce,
    /// See [`Salt::check`].
    pub check: u64,
}

impl PendingWrites {
    /// Whether there is nothing to write.
    pub(crate) fn is_empty(&self) -> bool {
        self.rotation.is_none()
            && self.moved_days.is_empty()
            && self.days.is_empty()
            && self.pages.is_empty()
            && self.visitors.is_empty()
    }

    /// Adds what was counted on `from` to `to`, here and, when this is written, in the store.
    fn move_day(&mut self, from: VietnamDay, to: VietnamDay) {
        let days: Vec<_> = self.days.extract_if(|(_, day), _| *day == from).collect();
        for ((site, _), counts) in days {
            self.days.entry((site, to)).or_default().add(counts);
        }
        let pages: Vec<_> = self.pages.extract_if(|(_, day, _), _| *day == from).collect();
        for ((site, _, path), views) in pages {
            *self.pages.entry((site, to, path)).or_default() += views;
        }
        self.moved_days.push((from, to));
    }
}

/// What a store holds of one site.
#[derive(Clone, Debug, Default)]
pub(crate) struct SiteHistory {
    /// The total that was taken over from the site's previous counter.
    pub start_total: u64,
    /// The first day that the total includes; `None` where it is not known.
    pub since: Option<VietnamDay>,
    /// Visits of all days, without `start_total`.
    pub visits: u64,
    /// The counts of the last [`KEPT_DAYS`] days, and of later days where the clock is behind now.
    pub days: BTreeMap<VietnamDay, DayCounts>,
    /// The pages that were opened today.
    pub pages: Vec<PagePath>,
}

/// The salt that was in use when the store was last written to, and the visitors hashed under it.
pub(crate) struct StoredSalt {
    /// The salt's day and nonce.
    pub rotation: SaltRotation,
    /// When visitors were last seen, oldest first.
    pub visitors: Vec<(usize, VisitorKey, LastSeen)>,
}

/// Counts hits of all sites in memory and collects what is to be written.
pub(crate) struct Aggregator {
    /// By index in [`Sites`].
    sites: Vec<SiteCounts>,
    /// The counts of days to which a clock may return when it is corrected, by index in [`Sites`].
    past_days: Vec<BTreeMap<VietnamDay, DayCounts>>,
    ids: Vec<String>,
    secret: Secret,
    day: VietnamDay,
    /// The last time that was possible.
    now: Timestamp,
    salt: Salt,
    /// The salt of the day before, for the first 300 seconds of a day.
    previous_salt: Option<Salt>,
    pending: PendingWrites,
}

impl Aggregator {
    /// Continues from what a store holds. Today's visitors are recognised only if `secret` and the stored nonce give the salt
    /// under which they were hashed; otherwise a new salt begins.
    ///
    /// # Errors
    /// If the system gives no random numbers for a new salt.
    pub(crate) fn open(
        now: Timestamp,
        sites: &Sites,
        secret: Secret,
        histories: Vec<SiteHistory>,
        stored: Option<StoredSalt>,
    ) -> Result<Self, SecretError> {
        let day = stored.as_ref().map_or(VietnamDay::of(now), |stored| stored.rotation.day.advanced_to(now));
        let usable = stored.filter(|StoredSalt { rotation, .. }| {
            rotation.day == day && Salt::new(&secret, &rotation.nonce, day).check() == rotation.check
        });
        let nonce = usable.as_ref().map_or_else(Nonce::new, |stored| Ok(stored.rotation.nonce))?;
        let mut aggregator = Self {
            sites: Vec::new(),
            past_days: Vec::new(),
            ids: sites.all().iter().map(|site| site.id.clone()).collect(),
            salt: Salt::new(&secret, &nonce, day),
            secret,
            day,
            now,
            previous_salt: None,
            pending: PendingWrites::default(),
        };
        for history in histories {
            let today = history.days.get(&day).copied().unwrap_or_default();
            let before_today = history.start_total.saturating_add(history.visits.saturating_sub(today.visits));
            let mut site = SiteCounts::new(now, before_today, today, history.since);
            for page in &history.pages {
                site.restore_page(aggregator.salt.page(page.as_str()));
            }
            aggregator.sites.push(site);
            aggregator.past_days.push(history.days);
        }
        if let Some(stored) = usable {
            for (site, key, seen) in stored.visitors {
                aggregator.sites[site].restore_visitor(key, seen);
            }
        } else {
            let check = aggregator.salt.check();
            aggregator.pending.rotation = Some(SaltRotation { day, is_next_day: false, nonce, check });
        }
        Ok(aggregator)
    }

    /// Counts a hit at `now`; returns what it added to the day.
    ///
    /// # Errors
    /// If a new day needs a new salt and the system gives no random numbers.
    pub(crate) fn hit(&mut self, now: Timestamp, hit: Hit) -> Result<DayCounts, SecretError> {
        let now = self.advance_to(now)?;
        let id = self.ids[hit.site].as_str();
        let key = self.salt.key(id, &hit.visitor);
        let previous_key = self.previous_salt.as_ref().map(|salt| salt.key(id, &hit.visitor));
        let page = self.salt.page(hit.page.as_str());
        let counted = self.sites[hit.site].hit(now, key, previous_key, page, hit.may_name_page);
        let pending = &mut self.pending;
        if counted.counts != DayCounts::default() {
            pending.days.entry((hit.site, self.day)).or_default().add(counted.counts);
        }
        if counted.is_page_view {
            *pending.pages.entry((hit.site, self.day, hit.page)).or_default() += 1;
        }
        if counted.needs_saving && pending.visitors.len() < MAX_PENDING_VISITORS {
            pending.visitors.push((hit.site, key, LastSeen::new(now, page as u32)));
        }
        Ok(counted.counts)
    }

    /// The numbers of a site at `now`.
    ///
    /// # Errors
    /// As for [`Aggregator::hit`].
    pub(crate) fn figures(&mut self, now: Timestamp, site: usize) -> Result<VisitFigures, SecretError> {
        let now = self.advance_to(now)?;
        Ok(self.sites[site].figures(now, self.day))
    }

    /// The day to which hits at `now` are counted, and the time that is taken for `now`.
    ///
    /// # Errors
    /// As for [`Aggregator::hit`].
    pub(crate) fn day_at(&mut self, now: Timestamp) -> Result<(Timestamp, VietnamDay), SecretError> {
        Ok((self.advance_to(now)?, self.day))
    }

    /// Takes what is to be written. If writing fails, pass it to [`Aggregator::restore_pending`].
    pub(crate) fn take_pending(&mut self) -> PendingWrites {
        std::mem::take(&mut self.pending)
    }

    /// Takes back what could not be written and merges it with what was counted in the meantime.
    pub(crate) fn restore_pending(&mut self, earlier: PendingWrites) {
        let later = std::mem::replace(&mut self.pending, earlier);
        let pending = &mut self.pending;
        if let Some(rotation) = later.rotation {
            pending.rotation = Some(rotation);
            // They were hashed under a salt that no longer exists.
            pending.visitors.clear();
        }
        for (from, to) in later.moved_days {
            pending.move_day(from, to);
        }
        for (key, counts) in later.days {
            pending.days.entry(key).or_default().add(counts);
        }
        for (key, views) in later.pages {
            *pending.pages.entry(key).or_default() += views;
        }
        pending.visitors.extend(later.visitors);
        pending.visitors.truncate(MAX_PENDING_VISITORS);
    }

    /// Moves to `now`, and returns the time that is taken for it: the last possible one while the clock stands before 2025. Makes a
    /// new salt when a day has begun, and drops the previous one 300 seconds later, when no visitor who was
    /// last seen under it is online any more.
    ///
    /// # Errors
    /// If the system gives no random numbers for a new salt.
    pub(crate) fn advance_to(&mut self, now: Timestamp) -> Result<Timestamp, SecretError> {
        if WrongClock::check(now).is_ok() {
            self.now = now;
        }
        let now = self.now;
        let day = self.day.advanced_to(now);
        if day != self.day {
            let nonce = Nonce::new()?;
            let salt = Salt::new(&self.secret, &nonce, day);
            let rotation = SaltRotation { day, is_next_day: day == self.day.plus(1), nonce, check: salt.check() };
            self.previous_salt = Some(std::mem::replace(&mut self.salt, salt));
            for (site, past_days) in self.sites.iter_mut().zip(&mut self.past_days) {
                let ended = site.begin_day(now, past_days.remove(&day).unwrap_or_default());
                past_days.insert(self.day, ended);
                while past_days.len() > KEPT_DAYS {
                    past_days.pop_first();
                }
            }
            if day < self.day {
                self.move_days_to_come(day);
            }
            self.day = day;
            self.pending.rotation = Some(rotation);
            self.pending.visitors.clear();
        }
        if self.previous_salt.is_some() && now.unix() - self.day.start().unix() >= WINDOW_S {
            self.previous_salt = None;
            self.sites.iter_mut().for_each(SiteCounts::forget_previous_day);
        }
        Ok(now)
    }

    /// Adds to `today` what was counted on days to come, if it was the clock that was wrong then.
    fn move_days_to_come(&mut self, today: VietnamDay) {
        let to_come = |days: &BTreeMap<VietnamDay, DayCounts>| {
            days.range(today.plus(1)..).map(|(day, _)| *day).collect::<Vec<_>>()
        };
        let all: BTreeSet<_> = self.past_days.iter().flat_map(to_come).collect();
        if !today.was_overtaken_by(&all) {
            return;
        }
        for (site, past_days) in self.sites.iter_mut().zip(&mut self.past_days) {
            for counts in past_days.split_off(&today.plus(1)).into_values() {
                site.add_earlier(counts);
            }
        }
        for day in all {
            self.pending.move_day(day, today);
        }
    }
}
