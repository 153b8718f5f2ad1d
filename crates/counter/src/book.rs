//! All sites' counts in memory, under the salt of the day; and what of them is still to be written down.

use crate::day::Day;
use crate::page::PagePath;
use crate::presence::WINDOW_S;
use crate::salt::{Nonce, Salt, Secret, SecretError, VisitorKey};
use crate::site::Sites;
use crate::tally::{DayCounts, Figures, Seen, Tally};
use crate::visitor::Visitor;
use std::collections::{BTreeMap, HashMap};
use trangxa_model::Timestamp;

/// While the disk is full, so many visitors are remembered for it. The counts themselves never stop.
const MAX_UNWRITTEN_SEEN: usize = 500_000;

/// How many days are kept for a clock that goes back to them.
const KEPT_DAYS: usize = 4;

/// A page view, as it came.
pub struct Hit {
    /// The site's place among [`Sites`].
    pub site: usize,
    /// Who.
    pub visitor: Visitor,
    /// Which page.
    pub page: PagePath,
}

/// Counts that a store has not taken yet, added up.
#[derive(Default)]
pub struct Unwritten {
    /// A new salt: the visitors of the day before are to be forgotten.
    pub turn: Option<Turn>,
    /// What was added, by site and day.
    pub days: HashMap<(usize, Day), DayCounts>,
    /// Views, by site, day and page.
    pub pages: HashMap<(usize, Day, PagePath), u64>,
    /// Visitors, in the order they were seen.
    pub seen: Vec<(usize, VisitorKey, Seen)>,
}

/// A salt that was made new.
#[derive(Clone, Copy)]
pub struct Turn {
    /// The day it is for.
    pub day: Day,
    /// Whether that day follows the one before, as it does where no clock jumps.
    pub follows: bool,
    /// Its half that may be written down.
    pub nonce: Nonce,
    /// See [`Salt::check`].
    pub check: u64,
}

impl Unwritten {
    /// Whether the store knows everything.
    pub fn is_empty(&self) -> bool {
        self.turn.is_none() && self.days.is_empty() && self.pages.is_empty() && self.seen.is_empty()
    }
}

/// What a store holds of a site.
#[derive(Clone, Debug, Default)]
pub struct SiteHistory {
    /// What the counter that was here before stood at.
    pub start_total: u64,
    /// The first day that is in the total, where it is known.
    pub since: Option<Day>,
    /// Visits of all days.
    pub visits: u64,
    /// What was counted on the last days, and on later ones after a clock that ran ahead.
    pub days: BTreeMap<Day, DayCounts>,
    /// The pages looked at today.
    pub pages: Vec<PagePath>,
}

/// The salt in use when a store was last written to, and the visitors hashed under it.
pub struct LastSalt {
    /// The day and the nonce.
    pub turn: Turn,
    /// Visitors, in the order they were seen.
    pub seen: Vec<(usize, VisitorKey, Seen)>,
}

/// All sites' counts.
pub struct Book {
    tallies: Vec<Tally>,
    /// Days that a clock may go back to when it is set right.
    days: Vec<BTreeMap<Day, DayCounts>>,
    ids: Vec<String>,
    secret: Secret,
    day: Day,
    salt: Salt,
    last_night: Option<Salt>,
    unwritten: Unwritten,
}

impl Book {
    /// Goes on from what a store holds. Visitors are known again if their salt can be made again.
    pub fn open(
        now: Timestamp,
        sites: &Sites,
        secret: Secret,
        history: Vec<SiteHistory>,
        last: Option<LastSalt>,
    ) -> Result<Self, SecretError> {
        let day = last.as_ref().map_or(Day::of(now), |last| last.turn.day.at(now));
        let known = last.filter(|last| {
            last.turn.day == day && Salt::new(&secret, &last.turn.nonce, day).check() == last.turn.check
        });
        let nonce = known.as_ref().map_or_else(Nonce::new, |last| Ok(last.turn.nonce))?;
        let mut book = Self {
            tallies: Vec::new(),
            days: Vec::new(),
            ids: sites.all().iter().map(|site| site.id.clone()).collect(),
            salt: Salt::new(&secret, &nonce, day),
            secret,
            day,
            last_night: None,
            unwritten: Unwritten::default(),
        };
        for site in history {
            let today = site.days.get(&day).copied().unwrap_or_default();
            let before_today = site.start_total.saturating_add(site.visits.saturating_sub(today.visits));
            let mut tally = Tally::new(now, before_today, today, site.since);
            for page in &site.pages {
                tally.recall_page(book.salt.page(page.as_str()));
            }
            book.tallies.push(tally);
            book.days.push(site.days);
        }
        match known {
            Some(last) => {
                for (site, key, seen) in last.seen {
                    book.tallies[site].recall(key, seen);
                }
            }
            None => book.unwritten.turn = Some(Turn { day, follows: false, nonce, check: book.salt.check() }),
        }
        Ok(book)
    }

    /// Counts a hit at `now`.
    pub fn hit(&mut self, now: Timestamp, hit: Hit) -> Result<DayCounts, SecretError> {
        self.let_pass(now)?;
        let id = self.ids[hit.site].as_str();
        let key = self.salt.key(id, &hit.visitor);
        let last_night = self.last_night.as_ref().map(|salt| salt.key(id, &hit.visitor));
        let page = self.salt.page(hit.page.as_str());
        let counted = self.tallies[hit.site].hit(now, key, last_night, page);
        let unwritten = &mut self.unwritten;
        if counted.counts != DayCounts::default() {
            unwritten.days.entry((hit.site, self.day)).or_default().add(counted.counts);
        }
        if counted.names_page {
            *unwritten.pages.entry((hit.site, self.day, hit.page)).or_default() += 1;
        }
        if counted.keep && unwritten.seen.len() < MAX_UNWRITTEN_SEEN {
            unwritten.seen.push((hit.site, key, Seen::new(now, page as u32)));
        }
        Ok(counted.counts)
    }

    /// The numbers of a site at `now`.
    pub fn figures(&mut self, now: Timestamp, site: usize) -> Result<Figures, SecretError> {
        self.let_pass(now)?;
        Ok(self.tallies[site].figures(now))
    }

    /// The day that is counted at `now`.
    pub fn day_at(&mut self, now: Timestamp) -> Result<Day, SecretError> {
        self.let_pass(now)?;
        Ok(self.day)
    }

    /// What the store has not taken yet.
    pub fn take_unwritten(&mut self) -> Unwritten {
        std::mem::take(&mut self.unwritten)
    }

    /// The store could not take it: it is kept, together with what came since.
    pub fn give_back(&mut self, earlier: Unwritten) {
        let later = std::mem::replace(&mut self.unwritten, earlier);
        let unwritten = &mut self.unwritten;
        if let Some(turn) = later.turn {
            unwritten.turn = Some(turn);
            // They were hashed under a salt that is no more.
            unwritten.seen.clear();
        }
        for (key, counts) in later.days {
            unwritten.days.entry(key).or_default().add(counts);
        }
        for (key, views) in later.pages {
            *unwritten.pages.entry(key).or_default() += views;
        }
        unwritten.seen.extend(later.seen);
        unwritten.seen.truncate(MAX_UNWRITTEN_SEEN);
    }

    /// Makes a new salt when a day has begun, and drops the last one when nobody can be present under it any more.
    pub fn let_pass(&mut self, now: Timestamp) -> Result<(), SecretError> {
        let day = self.day.at(now);
        if day != self.day {
            let nonce = Nonce::new()?;
            let salt = Salt::new(&self.secret, &nonce, day);
            let turn = Turn { day, follows: day == self.day.plus(1), nonce, check: salt.check() };
            self.last_night = Some(std::mem::replace(&mut self.salt, salt));
            for (tally, days) in self.tallies.iter_mut().zip(&mut self.days) {
                let left = tally.turn(now, days.remove(&day).unwrap_or_default());
                days.insert(self.day, left);
                while days.len() > KEPT_DAYS {
                    days.pop_first();
                }
            }
            self.day = day;
            self.unwritten.turn = Some(turn);
            self.unwritten.seen.clear();
        }
        if self.last_night.is_some() && now.unix() - self.day.begins().unix() >= WINDOW_S {
            self.last_night = None;
            self.tallies.iter_mut().for_each(Tally::forget_last_night);
        }
        Ok(())
    }
}
