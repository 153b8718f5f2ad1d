//! Counts on a Redis or Valkey server that several instances share. An instance holds nothing but the salts in use.
//!
//! What a hit is worth is decided on the server, by one script: whatever instances do at once comes out as if one had done it.
//! What is counted is what [`crate::tally`] counts, but for two things: today's visitors are an estimate, and whoever comes
//! back after 90 minutes is not known any more (a visit is over after 30; a clock set back by an hour is made up for).
//!
//! The keys of a site, all in one hash slot. Those of a day bear its date, `2026-11-26`.
//!
//! | key | type | holds | goes |
//! |---|---|---|---|
//! | `trangxa:{SITE}` | hash | `format` of these keys; `day` being counted, `slept`: the day whose first 300 s are over, and `since`, in days since 1970-01-01; `visits`, `start_total` | never |
//! | `trangxa:{SITE}:day:DATE` | hash | `visits`, `views`, `visitors` | never |
//! | `trangxa:{SITE}:pages:DATE` | sorted set | paths by views, at most 10 000 | after 400 days |
//! | `trangxa:{SITE}:salt:DATE` | string | the nonce, and the salt's check | 6 minutes after the day |
//! | `trangxa:{SITE}:seen:DATE` | sorted set | hashes of visitors by when and where they were last seen, for 90 minutes | 6 minutes after the day |
//! | `trangxa:{SITE}:visitors:DATE` | HyperLogLog | hashes of visitors | 6 minutes after the day |
//! | `trangxa:{SITE}:ranking` | sorted set | the most read pages, while a script looks for them | at once |
//! | `trangxa:{health}` | string | that it can be written | after a minute |

mod link;

use super::kept::Kept;
use super::{Clock, MAX_RANKED, PAGES_KEPT_DAYS, PERIODS, RANKING_KEPT_S, Ranking, StoreError, Told, lock};
use crate::book::Hit;
use crate::day::Day;
use crate::metrics::Metrics;
use crate::presence::WINDOW_S;
use crate::salt::{Nonce, Salt, Secret, SecretError};
use crate::site::{Site, Sites};
use crate::tally::{DayCounts, Figures, MAX_PAGES_A_DAY, Seen, VISIT_ENDS_AFTER_S};
use ::redis::{Client, FromRedisValue, IntoConnectionInfo, ProtocolVersion, RedisError, Script, ScriptInvocation};
use link::Link;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;
use trangxa_model::Timestamp;
use trangxa_model::time::DAY_S;

/// The version of the keys' layout.
const FORMAT: u32 = 1;
/// For how long the numbers are told without looking again, in seconds.
const FIGURES_KEPT_S: i64 = 1;
/// How old numbers may be that are told while the server cannot be read, in seconds.
const LAST_KNOWN_S: i64 = 120;
/// After so many seconds a visitor is forgotten: a visit, and the hour by which clocks may differ.
const FORGOTTEN_AFTER_S: i64 = VISIT_ENDS_AFTER_S + 3600;
/// How long what belongs to a day outlives it, in seconds: nobody can be present from the day before any more.
const OUTLIVES_DAY_S: i64 = WINDOW_S + 60;
/// How many hashes of pages are told apart, so that one fits into a double beside a second until 2106.
const PAGE_HASHES: u32 = 1 << 21;
/// How often an instance does again what another one has forestalled.
const ATTEMPTS: u32 = 8;
/// By how many seconds a clock may differ from the server's before that is worth a word.
const CLOCKS_DIFFER_S: i64 = 5;
/// How long the nonce is, before the check.
const NONCE_BYTES: usize = 32;

/// Counts on a server.
#[derive(Clone)]
pub struct Redis(Arc<Inner>);

struct Inner {
    clock: Clock,
    link: Link,
    scripts: Scripts,
    secret: Secret,
    sites: Vec<Shared>,
    metrics: Arc<Metrics>,
    figures: Kept<Figures>,
    rankings: Kept<Told>,
    health: Kept<()>,
    is_failing: AtomicBool,
}

/// A site, and what instances have agreed on.
struct Shared {
    site: Site,
    /// The day that is counted, as far as this instance knows; `None` where the server does not know the site.
    day: Mutex<Option<Day>>,
    agreement: Mutex<Option<Arc<Agreement>>>,
}

/// What is used on one day.
struct Agreement {
    day: Day,
    salt: Salt,
    last_night: Option<Salt>,
    keys: Keys,
}

/// The names of what belongs to one day.
struct Keys {
    site: String,
    salt: String,
    seen: String,
    visitors: String,
    counts: String,
    pages: String,
    last_night: String,
}

struct Scripts {
    hit: Script,
    figures: Script,
    ranking: Script,
    enroll: Script,
}

/// Why counting on a server cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It is no address of a server. It may hold a password, and is not told.
    #[error("--store: expected an address such as redis://redis.example:6379/0 ({0})")]
    Address(String),
    /// It is to be encrypted.
    #[error("--store: TLS is not supported. Name a redis:// address in a network of your own, or a tunnel's end")]
    Tls,
    /// It cannot be counted there.
    #[error("--store {address}: {fault}")]
    Fault {
        /// Where, without the password.
        address: String,
        /// Why.
        fault: Fault,
    },
}

/// Why something cannot be done on the server.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The server cannot be reached, or refuses.
    #[error("Redis: {0}")]
    Redis(#[from] RedisError),
    /// A later version of this program has counted there.
    #[error("counted by a newer trangxa-counter (format {0}; this one knows up to {FORMAT}); nothing was changed")]
    Newer(String),
    /// There is no salt.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// Visitors would be other ones for each instance.
    #[error("another instance counts with another secret; give every instance a copy of the same --secret-file")]
    OtherSecret,
    /// Instances do not come to terms.
    #[error("the instances do not agree what day it is; check their clocks")]
    Unsettled,
}

impl Fault {
    fn unwritable(self) -> StoreError {
        self.or_else(StoreError::Unwritable)
    }

    fn unreadable(self) -> StoreError {
        self.or_else(StoreError::Unreadable)
    }

    fn or_else(self, tell: impl FnOnce(String) -> StoreError) -> StoreError {
        match self {
            Self::Secret(_) | Self::OtherSecret => StoreError::Salt(self.to_string()),
            Self::Redis(_) | Self::Newer(_) | Self::Unsettled => tell(self.to_string()),
        }
    }
}

impl Redis {
    /// Connects, makes the sites known, and makes sure that other instances have the same secret.
    pub async fn open(
        address: &str,
        sites: &Sites,
        secret: Secret,
        clock: Clock,
        metrics: Arc<Metrics>,
    ) -> Result<Self, OpenError> {
        if ["rediss:", "valkeys:"].iter().any(|scheme| address.starts_with(scheme)) {
            return Err(OpenError::Tls);
        }
        let info = address.into_connection_info().map_err(|error| OpenError::Address(error.to_string()))?;
        // With this version of the protocol the client hears at once when the connection breaks.
        let settings = info.redis_settings().clone().set_protocol(ProtocolVersion::RESP3);
        let address = info.addr().to_string();
        let fail = |fault| OpenError::Fault { address: address.clone(), fault };
        let client = Client::open(info.set_redis_settings(settings)).map_err(|error| fail(error.into()))?;
        let shared = |site: &Site| Shared { site: site.clone(), day: Mutex::default(), agreement: Mutex::default() };
        let count = sites.all().len();
        let store = Self(Arc::new(Inner {
            link: Link::new(client).map_err(|error| fail(error.into()))?,
            scripts: Scripts::new(),
            secret,
            sites: sites.all().iter().map(shared).collect(),
            metrics,
            figures: Kept::new(Arc::clone(&clock), count, FIGURES_KEPT_S, LAST_KNOWN_S),
            rankings: Kept::new(Arc::clone(&clock), count, RANKING_KEPT_S, LAST_KNOWN_S),
            health: Kept::new(Arc::clone(&clock), 1, FIGURES_KEPT_S, FIGURES_KEPT_S),
            is_failing: AtomicBool::new(false),
            clock,
        }));
        store.begin().await.map_err(fail)?;
        Ok(store)
    }

    async fn begin(&self) -> Result<(), Fault> {
        let (seconds, _): (i64, i64) = self.0.link.send(::redis::pipe().cmd("TIME")).await.map(|(time,)| time)?;
        let behind = seconds - (self.0.clock)().unix();
        if behind.abs() > CLOCKS_DIFFER_S {
            tracing::warn!(
                behind_s = behind,
                "this clock and the Redis server's differ; instances need the right time"
            );
        }
        for shared in &self.0.sites {
            self.enroll(shared).await?;
            let now = (self.0.clock)();
            let day = lock(&shared.day).map_or(Day::of(now), |day| day.at(now));
            self.agree(shared, day, now).await?;
        }
        Ok(())
    }

    /// Counts a hit; returns once the server has counted it.
    pub async fn hit(&self, hit: Hit) -> Result<DayCounts, StoreError> {
        let began = Instant::now();
        let counted = self.count(&hit).await;
        self.0.metrics.commit(began.elapsed(), counted.is_ok());
        counted.map_err(Fault::unwritable)
    }

    /// The numbers of a site, as they were a second ago; older where the server cannot be read.
    pub async fn figures(&self, site: usize) -> Result<Figures, StoreError> {
        let read = async { self.read_figures(site).await.map_err(Fault::unreadable) };
        self.0.figures.get(site, read).await
    }

    /// The most read pages of a site, as they were a few seconds ago; older where the server cannot be read.
    pub async fn ranking(&self, site: usize) -> Result<Told, StoreError> {
        let read = async { self.read_ranking(site).await.map_err(Fault::unreadable) };
        self.0.rankings.get(site, read).await
    }

    /// Whether the server can be written to.
    pub async fn health(&self) -> Result<(), StoreError> {
        let write = async {
            self.forget_last_nights();
            let mut commands = ::redis::pipe();
            commands.cmd("SET").arg("trangxa:{health}").arg(1).arg("EX").arg(60).ignore();
            let written = self.0.link.send(&commands).await;
            self.tell(written).map_err(Fault::unwritable)
        };
        self.0.health.get(0, write).await
    }

    async fn count(&self, hit: &Hit) -> Result<DayCounts, Fault> {
        let shared = &self.0.sites[hit.site];
        let ((visits, views), _) = self
            .run(shared, |agreement, was, now| {
                let keys = &agreement.keys;
                let mut call = agreement.call(&self.0.scripts.hit, was, now);
                for key in [&keys.salt, &keys.seen, &keys.visitors, &keys.counts, &keys.pages] {
                    call.key(key);
                }
                let id = shared.site.id.as_str();
                let visitor = agreement.salt.key(id, &hit.visitor).0.to_be_bytes();
                let last_night = agreement.last_night.as_ref().map(|salt| salt.key(id, &hit.visitor).0.to_be_bytes());
                let last_night = last_night.as_ref().map_or([].as_slice(), |key| key);
                let page = agreement.salt.page(hit.page.as_str()) % u64::from(PAGE_HASHES);
                call.arg(expires_in(agreement.day, now)).arg(&agreement.salt.check().to_be_bytes());
                call.arg(&visitor).arg(last_night).arg(page).arg(hit.page.as_str());
                call
            })
            .await?;
        // Who is new that day cannot be told of one: see PFADD.
        Ok(DayCounts { visits, views, visitors: 0 })
    }

    async fn read_figures(&self, site: usize) -> Result<Figures, Fault> {
        type Numbers = (u64, Option<u64>, Option<u64>, Option<u64>, Option<u64>, Option<i64>);
        let (numbers, now): (Numbers, _) = self
            .run(&self.0.sites[site], |agreement, was, now| {
                let mut call = agreement.call(&self.0.scripts.figures, was, now);
                call.key(&agreement.keys.seen).key(&agreement.keys.counts);
                call
            })
            .await?;
        let (online, today, visitors, visits, start_total, since) = numbers;
        Ok(Figures {
            at: now,
            online,
            today: today.unwrap_or(0),
            total: start_total.unwrap_or(0).saturating_add(visits.unwrap_or(0)),
            visitors: visitors.unwrap_or(0),
            since: since.map(Day::from_number),
        })
    }

    async fn read_ranking(&self, site: usize) -> Result<Told, Fault> {
        let shared = &self.0.sites[site];
        let mut rankings = Vec::new();
        let mut told_at = (self.0.clock)();
        // One at a time: hits come in between.
        for days in PERIODS {
            let (pages, now): (Vec<(String, i64)>, _) = self
                .run(shared, |agreement, was, now| {
                    let mut call = agreement.call(&self.0.scripts.ranking, was, now);
                    call.key(shared.key("ranking"));
                    for before in 0..i64::from(days) {
                        call.key(shared.key_of("pages", agreement.day.plus(-before)));
                    }
                    call.arg(MAX_RANKED);
                    call
                })
                .await?;
            told_at = now;
            let pages = pages.into_iter().map(|(path, below_zero)| (path, below_zero.unsigned_abs())).collect();
            rankings.push(Ranking { days, pages });
        }
        Ok((told_at, Arc::new(rankings)))
    }

    /// Has a script run about the day that all instances count; returns its answer and the time it is for.
    async fn run<'s, T: FromRedisValue>(
        &self,
        shared: &Shared,
        prepare: impl Fn(&Agreement, Day, Timestamp) -> ScriptInvocation<'s>,
    ) -> Result<(T, Timestamp), Fault> {
        for _ in 0..ATTEMPTS {
            let now = (self.0.clock)();
            let known = *lock(&shared.day);
            let Some(was) = known else {
                let enrolled = self.enroll(shared).await;
                self.tell(enrolled)?;
                continue;
            };
            let agreed = self.agreement(shared, was.at(now), now).await;
            let agreement = self.tell(agreed)?;
            let answer = self.0.link.run(&prepare(&agreement, was, now)).await;
            let Err(error) = &answer else {
                if was != agreement.day {
                    *lock(&shared.day) = Some(agreement.day);
                }
                return Ok((self.tell(answer)?, now));
            };
            match error.code() {
                Some("DAY") => {
                    let day = error.detail().and_then(|detail| detail.split_whitespace().next()?.parse().ok());
                    *lock(&shared.day) = day.map(Day::from_number);
                }
                // The server has lost what it had.
                Some("LOST") => *lock(&shared.day) = None,
                Some("SALT") => *lock(&shared.agreement) = None,
                _ => return Ok((self.tell(answer)?, now)),
            }
        }
        Err(Fault::Unsettled)
    }

    /// Makes a site known to the server, with what was said of it.
    async fn enroll(&self, shared: &Shared) -> Result<(), Fault> {
        let today = Day::of((self.0.clock)());
        let site = &shared.site;
        let number = |day: Option<Day>| day.map_or_else(String::new, |day| day.number().to_string());
        let mut call = self.0.scripts.enroll.prepare_invoke();
        call.key(shared.key_of_site()).arg(FORMAT).arg(today.number()).arg(number(site.began(today)));
        call.arg(site.start_total.map_or_else(String::new, |total| total.to_string())).arg(number(site.since));
        match self.0.link.run(&call).await {
            Ok(day) => *lock(&shared.day) = Some(Day::from_number(day)),
            Err(error) if error.code() == Some("NEWER") => {
                return Err(Fault::Newer(error.detail().unwrap_or_default().to_owned()));
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// What is used on a day, without what is no longer needed.
    async fn agreement(&self, shared: &Shared, day: Day, now: Timestamp) -> Result<Arc<Agreement>, Fault> {
        shared.forget_last_night(now);
        let agreed = lock(&shared.agreement).clone();
        match agreed {
            Some(agreement) if agreement.day == day => Ok(agreement),
            _ => self.agree(shared, day, now).await,
        }
    }

    /// Agrees with the other instances on the nonce of a day: whoever comes first makes it. The salt itself stays here.
    async fn agree(&self, shared: &Shared, day: Day, now: Timestamp) -> Result<Arc<Agreement>, Fault> {
        let mine = Nonce::new()?;
        let check = Salt::new(&self.0.secret, &mine, day).check();
        let keys = shared.keys(day);
        let mut commands = ::redis::pipe();
        commands.atomic();
        let value = [mine.0.as_slice(), &check.to_be_bytes()].concat();
        commands.cmd("SET").arg(&keys.salt).arg(value).arg("NX").arg("EX").arg(expires_in(day, now)).ignore();
        commands.get(&keys.salt).get(shared.key_of("salt", day.plus(-1)));
        let (today, last_night): (Vec<u8>, Option<Vec<u8>>) = self.0.link.send(&commands).await?;
        let salt = self.salt(&today, day)?;
        // Of a secret, too, it tells whether it is another one: today's nonce may be the first under it.
        let last_night = last_night.map(|value| self.salt(&value, day.plus(-1))).transpose()?;
        let agreement = Arc::new(Agreement { day, salt, last_night, keys });
        *lock(&shared.agreement) = Some(Arc::clone(&agreement));
        shared.forget_last_night(now);
        Ok(agreement)
    }

    /// The salt of a nonce that some instance has made.
    fn salt(&self, value: &[u8], day: Day) -> Result<Salt, Fault> {
        let nonce = value.first_chunk::<NONCE_BYTES>().map(|bytes| Nonce(*bytes));
        let salt = nonce.map(|nonce| Salt::new(&self.0.secret, &nonce, day));
        salt.filter(|salt| salt.check().to_be_bytes() == value[NONCE_BYTES..]).ok_or(Fault::OtherSecret)
    }

    fn forget_last_nights(&self) {
        let now = (self.0.clock)();
        self.0.sites.iter().for_each(|shared| shared.forget_last_night(now));
    }

    /// Says it once when the server goes away, and once when it is back.
    fn tell<T, E: Into<Fault>>(&self, result: Result<T, E>) -> Result<T, Fault> {
        let result = result.map_err(Into::into);
        let was_failing = self.0.is_failing.swap(result.is_err(), Ordering::Relaxed);
        match &result {
            Err(error) if !was_failing => tracing::error!(%error, "hits are refused"),
            Ok(_) if was_failing => tracing::info!("hits are counted again"),
            _ => {}
        }
        result
    }
}

impl Shared {
    fn key_of_site(&self) -> String {
        format!("trangxa:{{{}}}", self.site.id)
    }

    fn key(&self, what: &str) -> String {
        format!("{}:{what}", self.key_of_site())
    }

    fn key_of(&self, what: &str, day: Day) -> String {
        self.key(&format!("{what}:{}", day.iso()))
    }

    fn keys(&self, day: Day) -> Keys {
        Keys {
            site: self.key_of_site(),
            salt: self.key_of("salt", day),
            seen: self.key_of("seen", day),
            visitors: self.key_of("visitors", day),
            counts: self.key_of("day", day),
            pages: self.key_of("pages", day),
            last_night: self.key_of("seen", day.plus(-1)),
        }
    }

    /// Drops the salt under which nobody can be present any more.
    fn forget_last_night(&self, now: Timestamp) {
        let mut agreement = lock(&self.agreement);
        if let Some(agreed) = agreement.as_ref()
            && agreed.last_night.is_some()
            && !is_just_after_midnight(agreed.day, now)
        {
            let (day, salt) = (agreed.day, agreed.salt.clone());
            *agreement = Some(Arc::new(Agreement { day, salt, last_night: None, keys: self.keys(day) }));
        }
    }
}

impl Agreement {
    /// A call of a script, with what every script begins with.
    fn call<'s>(&self, script: &'s Script, was: Day, now: Timestamp) -> ScriptInvocation<'s> {
        let mut call = script.prepare_invoke();
        call.key(&self.keys.site).key(&self.keys.last_night);
        // Not beyond 2106; see `Seen`.
        call.arg(was.number()).arg(self.day.number()).arg(Seen::new(now, 0).at);
        call.arg(i32::from(is_just_after_midnight(self.day, now)));
        call
    }
}

impl Scripts {
    fn new() -> Self {
        let pages_kept_s = PAGES_KEPT_DAYS * DAY_S;
        let constants = format!(
            "local WINDOW_S, VISIT_ENDS_AFTER_S, FORGOTTEN_AFTER_S = {WINDOW_S}, {VISIT_ENDS_AFTER_S}, {FORGOTTEN_AFTER_S}\n\
             local MAX_PAGES_A_DAY, PAGES_KEPT_S, PAGE_HASHES = {MAX_PAGES_A_DAY}, {pages_kept_s}, {PAGE_HASHES}\n"
        );
        let about_a_day = |text: &str| Script::new(&[&constants, include_str!("shared.lua"), text].concat());
        Self {
            hit: about_a_day(include_str!("hit.lua")),
            figures: about_a_day(include_str!("figures.lua")),
            ranking: about_a_day(include_str!("ranking.lua")),
            enroll: Script::new(include_str!("enroll.lua")),
        }
    }
}

/// Whether someone may be present who was seen before midnight. Also where the clock was set back to before it.
fn is_just_after_midnight(day: Day, now: Timestamp) -> bool {
    now.unix() - day.begins().unix() < WINDOW_S
}

/// In how many seconds what belongs to a day goes.
fn expires_in(day: Day, now: Timestamp) -> i64 {
    day.plus(1).begins().unix() + OUTLIVES_DAY_S - now.unix()
}
