//! The store on a Redis or Valkey server that several instances share. An instance keeps nothing but the salts in use.
//!
//! Each hit is counted by one script on the server. Scripts run one after the other, so the result does not depend on how many
//! instances there are. The scripts count by the same rules as `site_counts`, with two exceptions: the number of today's
//! visitors is an estimate, and a visitor who returns after 90 minutes is a new visitor (a visit ends after 30 minutes; one hour more
//! tolerates a clock that is set back).
//!
//! The keys of a site are all in one hash slot. Keys of a day contain its date, such as `2026-11-26`.
//!
//! | key | type | contents | expires |
//! |---|---|---|---|
//! | `trangxa:{SITE}` | hash | `format` of these keys; `day`: the day being counted; `slept`: the last day whose first 300 s are over; `since` (these three in days since 1970-01-01); `visits`, `start_total` | never |
//! | `trangxa:{SITE}:day:DATE` | hash | `visits`, `views`, `visitors` | never |
//! | `trangxa:{SITE}:pages:DATE` | sorted set | paths by views, at most 10 000 | after 400 days |
//! | `trangxa:{SITE}:salt:DATE` | string | the nonce, followed by the salt's check value | 6 minutes after the day |
//! | `trangxa:{SITE}:seen:DATE` | sorted set | hashes of the visitors of the last 90 minutes, by when and where they were last seen | 6 minutes after the day |
//! | `trangxa:{SITE}:visitors:DATE` | HyperLogLog | hashes of visitors | 6 minutes after the day |
//! | `trangxa:{SITE}:ranking` | sorted set | the most read pages, while a script computes them | deleted by the script |
//! | `trangxa:{health}` | string | written by the health check | after a minute |

mod connection;

use super::clock::Clock;
use super::error::StoreError;
use super::rankings::{MAX_RANKED, PAGES_KEPT_DAYS, PERIODS, PeriodRanking, RANKINGS_FRESH_FOR_S, Rankings};
use super::read_cache::ReadCache;
use crate::aggregator::{Hit, KEPT_DAYS};
use crate::day::{VietnamDay, WrongClock};
use crate::lock::lock;
use crate::metrics::Metrics;
use crate::presence::WINDOW_S;
use crate::reason;
use crate::salt::{Nonce, Salt, Secret, SecretError};
use crate::site::{CountedSite, Sites};
use crate::site_counts::{DayCounts, LastSeen, MAX_PAGES_A_DAY, VISIT_ENDS_AFTER_S, VisitFigures};
use ::redis::{Client, FromRedisValue, IntoConnectionInfo, ProtocolVersion, RedisError, Script, ScriptInvocation};
use connection::RedisConnection;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;
use trangxa_messages::counter as say;
use trangxa_model::Timestamp;
use trangxa_model::time::DAY_S;

/// The version of the layout of the keys.
const FORMAT: u32 = 1;
/// How long the numbers of a site are cached, in seconds.
const FIGURES_FRESH_FOR_S: i64 = 1;
/// The maximum age of cached numbers that are served while the server cannot be read, in seconds.
const STALE_FOR_S: i64 = 120;
/// After how many seconds a visitor is forgotten: the length of a pause that ends a visit, and one hour for a clock that is set back.
const FORGOTTEN_AFTER_S: i64 = VISIT_ENDS_AFTER_S + 3600;
/// How long the keys of a day exist after the day, in seconds: until no visitor of that day is online, and a minute more.
const EXPIRES_AFTER_DAY_S: i64 = WINDOW_S + 60;
/// The number of different hashes of a page. With 21 bits, a hash and a second before 2106 fit into a double together.
const PAGE_HASHES: u32 = 1 << 21;
/// How often a script is repeated because another instance has changed the day or the salt.
const ATTEMPTS: u32 = 8;
/// From which difference between the clocks of instance and server a warning is logged, in seconds.
const MAX_CLOCK_DIFFERENCE_S: i64 = 5;
/// The length of the nonce in a salt key; the check value follows.
const NONCE_BYTES: usize = 32;

/// A store on a Redis or Valkey server.
#[derive(Clone)]
pub struct RedisStore(Arc<RedisState>);

struct RedisState {
    clock: Clock,
    connection: RedisConnection,
    scripts: Scripts,
    secret: Secret,
    sites: Vec<RedisSite>,
    metrics: Arc<Metrics>,
    figures: ReadCache<VisitFigures>,
    rankings: ReadCache<Arc<Rankings>>,
    health: ReadCache<()>,
    is_failing: AtomicBool,
}

/// A site, and what this instance knows about its current day.
struct RedisSite {
    site: CountedSite,
    /// The day that is being counted, as far as this instance knows; `None` if the server does not know the site.
    day: Mutex<Option<VietnamDay>>,
    agreed: Mutex<Option<Arc<AgreedDay>>>,
}

/// What all instances use on one day.
struct AgreedDay {
    day: VietnamDay,
    salt: Salt,
    /// The salt of the day before, for the first 300 seconds of the day.
    previous_salt: Option<Salt>,
    keys: DayKeys,
}

/// The names of the keys that a hit on one day uses.
struct DayKeys {
    site: String,
    salt: String,
    seen: String,
    visitors: String,
    counts: String,
    pages: String,
    previous_seen: String,
}

struct Scripts {
    hit: Script,
    figures: Script,
    rankings: Script,
    register_site: Script,
    move_day: Script,
}

/// Why the store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum RedisOpenError {
    /// The address is not valid. It is not part of the message, because it may contain a password.
    #[error("{}", say::StoreAddress { reason: &.0 })]
    Address(String),
    /// The address asks for TLS.
    #[error("{}", say::StoreTls)]
    Tls,
    /// The server cannot be used.
    #[error("{}", say::StoreUnusable { address, reason: error })]
    Unusable {
        /// The address without the password.
        address: String,
        /// The reason.
        error: RedisStoreError,
    },
}

/// Why an operation on the server failed.
#[derive(Debug, thiserror::Error)]
pub enum RedisStoreError {
    /// The server cannot be reached, or reports an error.
    #[error("{}", say::Redis { reason: reason::redis(.0) })]
    Redis(#[from] RedisError),
    /// The keys were written by a later version of this program.
    #[error("{}", say::RedisNewer { found: &.0, known: FORMAT })]
    Newer(String),
    /// The clock of this instance cannot be right.
    #[error(transparent)]
    Clock(#[from] WrongClock),
    /// A salt cannot be made.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// Another instance uses another secret, with which every visitor would have another hash.
    #[error("{}", say::RedisOtherSecret)]
    OtherSecret,
    /// The instances change the day again and again.
    #[error("{}", say::RedisDaysDiffer)]
    Unsettled,
}

impl RedisStoreError {
    fn unwritable(self) -> StoreError {
        self.into_store_error(StoreError::Unwritable)
    }

    fn unreadable(self) -> StoreError {
        self.into_store_error(StoreError::Unreadable)
    }

    fn into_store_error(self, otherwise: impl FnOnce(String) -> StoreError) -> StoreError {
        match self {
            Self::Secret(_) | Self::OtherSecret => StoreError::Salt(self.to_string()),
            Self::Redis(_) | Self::Newer(_) | Self::Clock(_) | Self::Unsettled => otherwise(self.to_string()),
        }
    }
}

impl RedisStore {
    /// Connects, registers the sites, and checks that other instances use the same secret.
    ///
    /// # Errors
    /// If the address is not valid, or the server cannot be used.
    pub async fn open(
        address: &str,
        sites: &Sites,
        secret: Secret,
        clock: Clock,
        metrics: Arc<Metrics>,
    ) -> Result<Self, RedisOpenError> {
        if ["rediss:", "valkeys:"].iter().any(|scheme| address.starts_with(scheme)) {
            return Err(RedisOpenError::Tls);
        }
        let info = address.into_connection_info().map_err(|error| RedisOpenError::Address(error.to_string()))?;
        // With RESP3 the client notices at once when the connection breaks.
        let settings = info.redis_settings().clone().set_protocol(ProtocolVersion::RESP3);
        let address = info.addr().to_string();
        let fail = |error| RedisOpenError::Unusable { address: address.clone(), error };
        let client = Client::open(info.set_redis_settings(settings)).map_err(|error| fail(error.into()))?;
        let redis_site =
            |site: &CountedSite| RedisSite { site: site.clone(), day: Mutex::default(), agreed: Mutex::default() };
        let count = sites.all().len();
        let store = Self(Arc::new(RedisState {
            connection: RedisConnection::new(client).map_err(|error| fail(error.into()))?,
            scripts: Scripts::new(),
            secret,
            sites: sites.all().iter().map(redis_site).collect(),
            metrics,
            figures: ReadCache::new(Arc::clone(&clock), count, FIGURES_FRESH_FOR_S, STALE_FOR_S),
            rankings: ReadCache::new(Arc::clone(&clock), count, RANKINGS_FRESH_FOR_S, STALE_FOR_S),
            health: ReadCache::new(Arc::clone(&clock), 1, FIGURES_FRESH_FOR_S, FIGURES_FRESH_FOR_S),
            is_failing: AtomicBool::new(false),
            clock,
        }));
        store.begin().await.map_err(fail)?;
        Ok(store)
    }

    async fn begin(&self) -> Result<(), RedisStoreError> {
        WrongClock::check((self.0.clock)())?;
        let (seconds, _): (i64, i64) = self.0.connection.send(::redis::pipe().cmd("TIME")).await.map(|(time,)| time)?;
        let behind = seconds - (self.0.clock)().unix();
        if behind.abs() > MAX_CLOCK_DIFFERENCE_S {
            let said = say::ClocksDiffer { seconds: behind.abs() };
            tracing::warn!(event = "clocks-differ", behind_s = behind, "{said}");
        }
        for site in &self.0.sites {
            self.register(site).await?;
            let now = (self.0.clock)();
            let day = lock(&site.day).map_or(VietnamDay::of(now), |day| day.advanced_to(now));
            self.agree_on_salt(site, day, now).await?;
        }
        Ok(())
    }

    /// Counts a hit; returns when the server has counted it.
    ///
    /// # Errors
    /// If the server cannot count it. It is not counted elsewhere then.
    pub async fn hit(&self, hit: Hit) -> Result<DayCounts, StoreError> {
        let began = Instant::now();
        let counted = self.count(&hit).await;
        self.0.metrics.record_commit(began.elapsed(), counted.is_ok());
        counted.map_err(RedisStoreError::unwritable)
    }

    /// The numbers of a site, at most `FIGURES_FRESH_FOR_S` seconds old; while the server cannot be read, at most `STALE_FOR_S`
    /// seconds.
    ///
    /// # Errors
    /// If the server cannot be read.
    pub async fn figures(&self, site: usize) -> Result<VisitFigures, StoreError> {
        let read = async { self.read_figures(site).await.map_err(RedisStoreError::unreadable) };
        self.0.figures.get(site, read).await
    }

    /// The most read pages of a site, at most `RANKINGS_FRESH_FOR_S` seconds old; while the server cannot be read, at most
    /// `STALE_FOR_S` seconds.
    ///
    /// # Errors
    /// If the server cannot be read.
    pub async fn rankings(&self, site: usize) -> Result<Arc<Rankings>, StoreError> {
        let read = async { self.read_rankings(site).await.map_err(RedisStoreError::unreadable) };
        self.0.rankings.get(site, read).await
    }

    /// Checks whether the server can be written to, by writing a key.
    ///
    /// # Errors
    /// If it cannot.
    pub async fn health(&self) -> Result<(), StoreError> {
        let write = async {
            self.forget_previous_salts();
            let mut commands = ::redis::pipe();
            commands.cmd("SET").arg("trangxa:{health}").arg(1).arg("EX").arg(60).ignore();
            let written = self.0.connection.send(&commands).await;
            self.log_change(written).map_err(RedisStoreError::unwritable)
        };
        self.0.health.get(0, write).await
    }

    async fn count(&self, hit: &Hit) -> Result<DayCounts, RedisStoreError> {
        let site = &self.0.sites[hit.site];
        let ((visits, views), _) = self
            .run(site, |agreed, known_day, now| {
                let keys = &agreed.keys;
                let mut call = agreed.call(&self.0.scripts.hit, known_day, now);
                for key in [&keys.salt, &keys.seen, &keys.visitors, &keys.counts, &keys.pages] {
                    call.key(key);
                }
                let id = site.site.id.as_str();
                let visitor = agreed.salt.key(id, &hit.visitor).0.to_be_bytes();
                let previous = agreed.previous_salt.as_ref().map(|salt| salt.key(id, &hit.visitor).0.to_be_bytes());
                let previous = previous.as_ref().map_or([].as_slice(), |key| key);
                let page = agreed.salt.page(hit.page.as_str()) % u64::from(PAGE_HASHES);
                call.arg(expires_in_s(agreed.day, now)).arg(&agreed.salt.check().to_be_bytes());
                call.arg(&visitor).arg(previous).arg(page).arg(hit.page.as_str());
                call.arg(i32::from(hit.may_name_page));
                call
            })
            .await?;
        // Whether one visitor is new today is not known: PFADD only says whether the estimate may have changed.
        Ok(DayCounts { visits, views, visitors: 0 })
    }

    async fn read_figures(&self, site: usize) -> Result<VisitFigures, RedisStoreError> {
        type Numbers = (u64, Option<u64>, Option<u64>, Option<u64>, Option<u64>, Option<i64>);
        let (numbers, now): (Numbers, _) = self
            .run(&self.0.sites[site], |agreed, known_day, now| {
                let mut call = agreed.call(&self.0.scripts.figures, known_day, now);
                call.key(&agreed.keys.seen).key(&agreed.keys.counts);
                call
            })
            .await?;
        let (online, today, visitors, visits, start_total, since) = numbers;
        Ok(VisitFigures {
            at: now,
            online,
            today: today.unwrap_or(0),
            total: start_total.unwrap_or(0).saturating_add(visits.unwrap_or(0)),
            visitors: visitors.unwrap_or(0),
            // The clock may have been ahead when the site was first counted.
            since: since.map(|since| VietnamDay::from_number(since).min(VietnamDay::of(now))),
        })
    }

    async fn read_rankings(&self, site: usize) -> Result<Arc<Rankings>, RedisStoreError> {
        let site = &self.0.sites[site];
        let mut periods = Vec::new();
        let mut at = (self.0.clock)();
        // One script for each period, so that hits can be counted in between.
        for days in PERIODS {
            let (pages, now): (Vec<(String, i64)>, _) = self
                .run(site, |agreed, known_day, now| {
                    let mut call = agreed.call(&self.0.scripts.rankings, known_day, now);
                    call.key(site.key("ranking"));
                    for before in 0..i64::from(days) {
                        call.key(site.key_of_day("pages", agreed.day.plus(-before)));
                    }
                    call.arg(MAX_RANKED);
                    call
                })
                .await?;
            at = now;
            let pages = pages.into_iter().map(|(path, negated)| (path, negated.unsigned_abs())).collect();
            periods.push(PeriodRanking { days, pages });
        }
        Ok(Arc::new(Rankings { at, periods }))
    }

    /// Runs a script for the day that all instances count. If another instance has changed the day or the salt, `prepare` is called
    /// again with the new one. Returns the script's answer and the time at which it was prepared.
    async fn run<'s, T: FromRedisValue>(
        &self,
        site: &RedisSite,
        prepare: impl Fn(&AgreedDay, VietnamDay, Timestamp) -> ScriptInvocation<'s>,
    ) -> Result<(T, Timestamp), RedisStoreError> {
        for _ in 0..ATTEMPTS {
            let now = (self.0.clock)();
            let checked = WrongClock::check(now);
            self.log_change(checked)?;
            let known_day = *lock(&site.day);
            let Some(known_day) = known_day else {
                let registered = self.register(site).await;
                self.log_change(registered)?;
                continue;
            };
            let day = known_day.advanced_to(now);
            if day.was_overtaken_by_far(known_day) {
                self.move_days_to_come(site, known_day, day).await?;
            }
            let agreed = self.agreed_day(site, day, now).await;
            let agreed = self.log_change(agreed)?;
            let answer = self.0.connection.run(&prepare(&agreed, known_day, now)).await;
            let Err(error) = &answer else {
                if known_day != agreed.day {
                    *lock(&site.day) = Some(agreed.day);
                }
                return Ok((self.log_change(answer)?, now));
            };
            // The error codes of `prelude.lua` and `hit.lua`.
            match error.code() {
                Some("DAY") => {
                    let day = error.detail().and_then(|detail| detail.split_whitespace().next()?.parse().ok());
                    *lock(&site.day) = day.map(VietnamDay::from_number);
                }
                Some("LOST") => *lock(&site.day) = None,
                Some("SALT") => *lock(&site.agreed) = None,
                _ => return Ok((self.log_change(answer)?, now)),
            }
        }
        Err(RedisStoreError::Unsettled)
    }

    /// Adds to `today` what was counted on `last`, the day to come that is being counted, and on the days before it, while the clock was
    /// years ahead. If another instance does so at the same time, it is left to that one.
    async fn move_days_to_come(
        &self,
        site: &RedisSite,
        last: VietnamDay,
        today: VietnamDay,
    ) -> Result<(), RedisStoreError> {
        for before in 0..KEPT_DAYS as i64 {
            let from = last.plus(-before);
            let mut call = self.0.scripts.move_day.prepare_invoke();
            call.key(site.site_key());
            for name in ["day", "pages"] {
                call.key(site.key_of_day(name, from)).key(site.key_of_day(name, today));
            }
            call.arg(last.number()).arg(today.number()).arg(PAGES_KEPT_DAYS * DAY_S);
            let moved: Result<(), RedisError> = self.0.connection.run(&call).await;
            match moved {
                Err(error) if error.code() == Some("DAY") => break,
                moved => self.log_change(moved)?,
            }
        }
        Ok(())
    }

    /// Adds a site to the server where it is missing, and applies the options that were given for it.
    async fn register(&self, site: &RedisSite) -> Result<(), RedisStoreError> {
        let today = VietnamDay::of((self.0.clock)());
        let options = &site.site;
        let number = |day: Option<VietnamDay>| day.map_or_else(String::new, |day| day.number().to_string());
        let mut call = self.0.scripts.register_site.prepare_invoke();
        call.key(site.site_key()).arg(FORMAT).arg(today.number()).arg(number(options.first_day(today)));
        call.arg(options.start_total.map_or_else(String::new, |total| total.to_string())).arg(number(options.since));
        match self.0.connection.run(&call).await {
            Ok(day) => *lock(&site.day) = Some(VietnamDay::from_number(day)),
            Err(error) if error.code() == Some("NEWER") => {
                return Err(RedisStoreError::Newer(error.detail().unwrap_or_default().to_owned()));
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// What all instances use on `day`, without the previous salt where it is not needed any more.
    async fn agreed_day(
        &self,
        site: &RedisSite,
        day: VietnamDay,
        now: Timestamp,
    ) -> Result<Arc<AgreedDay>, RedisStoreError> {
        site.forget_previous_salt(now);
        let known = lock(&site.agreed).clone();
        match known {
            Some(agreed) if agreed.day == day => Ok(agreed),
            _ => self.agree_on_salt(site, day, now).await,
        }
    }

    /// Agrees with the other instances on the nonce of a day: the first one stores a nonce, and the others read it. Only the nonce and
    /// a check value are stored; the salt stays in the instances.
    async fn agree_on_salt(
        &self,
        site: &RedisSite,
        day: VietnamDay,
        now: Timestamp,
    ) -> Result<Arc<AgreedDay>, RedisStoreError> {
        let proposed = Nonce::new()?;
        let check = Salt::new(&self.0.secret, &proposed, day).check();
        let keys = site.keys(day);
        let mut commands = ::redis::pipe();
        commands.atomic();
        let value = [proposed.0.as_slice(), &check.to_be_bytes()].concat();
        commands.cmd("SET").arg(&keys.salt).arg(value).arg("NX").arg("EX").arg(expires_in_s(day, now)).ignore();
        commands.get(&keys.salt).get(site.key_of_day("salt", day.plus(-1)));
        let (today, previous): (Vec<u8>, Option<Vec<u8>>) = self.0.connection.send(&commands).await?;
        let salt = self.salt(&today, day)?;
        // Yesterday's value is also checked: if this instance stored the nonce of today itself, only yesterday's value can show that
        // other instances use another secret.
        let previous_salt = previous.map(|value| self.salt(&value, day.plus(-1))).transpose()?;
        let agreed = Arc::new(AgreedDay { day, salt, previous_salt, keys });
        *lock(&site.agreed) = Some(Arc::clone(&agreed));
        site.forget_previous_salt(now);
        Ok(agreed)
    }

    /// The salt for the value of a salt key. It fails if the value was stored by an instance with another secret.
    fn salt(&self, value: &[u8], day: VietnamDay) -> Result<Salt, RedisStoreError> {
        let nonce = value.first_chunk::<NONCE_BYTES>().map(|bytes| Nonce(*bytes));
        let salt = nonce.map(|nonce| Salt::new(&self.0.secret, &nonce, day));
        salt.filter(|salt| salt.check().to_be_bytes() == value[NONCE_BYTES..]).ok_or(RedisStoreError::OtherSecret)
    }

    fn forget_previous_salts(&self) {
        let now = (self.0.clock)();
        self.0.sites.iter().for_each(|site| site.forget_previous_salt(now));
    }

    /// Logs once when the server fails, and once when it works again. Returns `result`.
    fn log_change<T, E: Into<RedisStoreError>>(&self, result: Result<T, E>) -> Result<T, RedisStoreError> {
        let result = result.map_err(Into::into);
        let was_failing = self.0.is_failing.swap(result.is_err(), Ordering::Relaxed);
        match &result {
            Err(error) if !was_failing => {
                tracing::error!(event = "server-lost", %error, "{}", say::ServerLost { reason: error });
            }
            Ok(_) if was_failing => tracing::info!(event = "server-back", "{}", say::ServerBack),
            _ => {}
        }
        result
    }
}

impl RedisSite {
    fn site_key(&self) -> String {
        format!("trangxa:{{{}}}", self.site.id)
    }

    fn key(&self, name: &str) -> String {
        format!("{}:{name}", self.site_key())
    }

    fn key_of_day(&self, name: &str, day: VietnamDay) -> String {
        self.key(&format!("{name}:{}", day.iso()))
    }

    fn keys(&self, day: VietnamDay) -> DayKeys {
        DayKeys {
            site: self.site_key(),
            salt: self.key_of_day("salt", day),
            seen: self.key_of_day("seen", day),
            visitors: self.key_of_day("visitors", day),
            counts: self.key_of_day("day", day),
            pages: self.key_of_day("pages", day),
            previous_seen: self.key_of_day("seen", day.plus(-1)),
        }
    }

    /// Drops yesterday's salt when no visitor who was last seen under it can be online any more.
    fn forget_previous_salt(&self, now: Timestamp) {
        let mut slot = lock(&self.agreed);
        if let Some(agreed) = slot.as_ref()
            && agreed.previous_salt.is_some()
            && !is_just_after_midnight(agreed.day, now)
        {
            let (day, salt) = (agreed.day, agreed.salt.clone());
            *slot = Some(Arc::new(AgreedDay { day, salt, previous_salt: None, keys: self.keys(day) }));
        }
    }
}

impl AgreedDay {
    /// A call of a script, with the keys and arguments that `prelude.lua` reads.
    fn call<'s>(&self, script: &'s Script, known_day: VietnamDay, now: Timestamp) -> ScriptInvocation<'s> {
        let mut call = script.prepare_invoke();
        call.key(&self.keys.site).key(&self.keys.previous_seen);
        // The time is limited to 32 bits, as in `LastSeen`.
        call.arg(known_day.number()).arg(self.day.number()).arg(LastSeen::new(now, 0).at);
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
        let with_prelude = |text: &str| Script::new(&[&constants, include_str!("prelude.lua"), text].concat());
        Self {
            hit: with_prelude(include_str!("hit.lua")),
            figures: with_prelude(include_str!("figures.lua")),
            rankings: with_prelude(include_str!("rankings.lua")),
            register_site: Script::new(include_str!("register_site.lua")),
            move_day: Script::new(include_str!("move_day.lua")),
        }
    }
}

/// Whether a visitor who was last seen before midnight can be online. This is also true before midnight, after the clock was set back.
fn is_just_after_midnight(day: VietnamDay, now: Timestamp) -> bool {
    now.unix() - day.start().unix() < WINDOW_S
}

/// In how many seconds the keys of a day expire.
fn expires_in_s(day: VietnamDay, now: Timestamp) -> i64 {
    day.plus(1).start().unix() + EXPIRES_AFTER_DAY_S - now.unix()
}
