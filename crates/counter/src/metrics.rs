//! The metrics for Prometheus: numbers by site and by outcome, nothing about single visitors.

use crate::site_counts::DayCounts;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::sync::Arc;
use std::time::Duration;

/// The outcome of a hit; the names of the variants are the values of the label `outcome`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum HitOutcome {
    /// Counted and stored.
    Counted,
    /// Not counted: the user agent belongs to a program.
    Bot,
    /// Not counted: the browser loaded the page in advance.
    Prefetch,
    /// Not counted: the reader sends Do-Not-Track or Global Privacy Control.
    OptedOut,
    /// Not counted: too many new visitors from one address.
    TooManyNewcomers,
    /// Refused: the site is not counted here.
    UnknownSite,
    /// Refused: sent by a page that does not belong to the site.
    ForeignOrigin,
    /// Refused: the body is not a hit.
    Malformed,
    /// Refused: too many hits from one address.
    TooFast,
    /// Refused: the store could not write it.
    NotKept,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByOutcome {
    outcome: HitOutcome,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct BySite {
    site: String,
}

/// The metrics of the program.
pub struct Metrics {
    registry: Registry,
    hits: Family<ByOutcome, Counter>,
    visits: Family<BySite, Counter>,
    views: Family<BySite, Counter>,
    online: Family<BySite, Gauge>,
    commits: Histogram,
    failed_commits: Counter,
}

impl Default for Metrics {
    fn default() -> Self {
        // The buckets range from 0.5 ms to 4 s.
        let buckets = (0..14).map(|doubling| 0.0005 * f64::from(1 << doubling));
        let mut metrics = Self {
            registry: Registry::with_prefix("trangxa_counter"),
            hits: Family::default(),
            visits: Family::default(),
            views: Family::default(),
            online: Family::default(),
            commits: Histogram::new(buckets),
            failed_commits: Counter::default(),
        };
        let registry = &mut metrics.registry;
        registry.register("hits", "Hits by what became of them", metrics.hits.clone());
        registry.register("visits", "Visits begun since the program started", metrics.visits.clone());
        registry.register("views", "Page views since the program started", metrics.views.clone());
        registry.register("online", "Visitors seen in the last 300 s", metrics.online.clone());
        registry.register_with_unit("commit", "Time to write a group of hits", Unit::Seconds, metrics.commits.clone());
        registry.register("commits_failed", "Groups that could not be written", metrics.failed_commits.clone());
        metrics
    }
}

impl Metrics {
    /// Records the outcome of a hit.
    pub fn record_hit(&self, outcome: HitOutcome) {
        self.hits.get_or_create(&ByOutcome { outcome }).inc();
    }

    /// Records what a hit added to a site.
    pub fn record_counts(&self, site: &str, counts: DayCounts) {
        let label = BySite { site: site.to_owned() };
        self.visits.get_or_create(&label).inc_by(counts.visits);
        self.views.get_or_create(&label).inc_by(counts.views);
    }

    /// Sets the number of visitors who are online at a site.
    pub fn set_online(&self, site: &str, online: u64) {
        self.online.get_or_create(&BySite { site: site.to_owned() }).set(i64::try_from(online).unwrap_or(i64::MAX));
    }

    /// Records how long a commit took, and whether it succeeded.
    pub fn record_commit(&self, took: Duration, succeeded: bool) {
        self.commits.observe(took.as_secs_f64());
        if !succeeded {
            self.failed_commits.inc();
        }
    }

    /// All metrics in the OpenMetrics text format.
    ///
    /// # Errors
    /// If a metric cannot be formatted.
    pub fn text(self: &Arc<Self>) -> Result<String, std::fmt::Error> {
        let mut out = String::new();
        text::encode(&mut out, &self.registry)?;
        Ok(out)
    }
}
