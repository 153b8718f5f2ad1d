//! What an operator may watch, as Prometheus reads it: numbers by site, nothing about anyone.

use crate::tally::DayCounts;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::sync::Arc;
use std::time::Duration;

/// What became of a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum Outcome {
    /// Counted and kept.
    Counted,
    /// A program.
    Bot,
    /// Fetched ahead of anyone's looking.
    Prefetch,
    /// Whoever it was does not wish to be counted.
    OptedOut,
    /// One new visitor more than an address may bring.
    TooManyNewcomers,
    /// Not in the list of sites.
    UnknownSite,
    /// From a page that may not count here.
    ForeignOrigin,
    /// Not what a hit looks like.
    Malformed,
    /// Too many from one address.
    TooFast,
    /// The store could not keep it.
    NotKept,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByOutcome {
    outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct BySite {
    site: String,
}

/// All metrics of the program.
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
        // From half a millisecond to four seconds.
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
    /// A hit came to this.
    pub fn hit(&self, outcome: Outcome) {
        self.hits.get_or_create(&ByOutcome { outcome }).inc();
    }

    /// A hit added this to a site.
    pub fn counted(&self, site: &str, counts: DayCounts) {
        let label = BySite { site: site.to_owned() };
        self.visits.get_or_create(&label).inc_by(counts.visits);
        self.views.get_or_create(&label).inc_by(counts.views);
    }

    /// So many are looking at a site.
    pub fn online(&self, site: &str, online: u64) {
        self.online.get_or_create(&BySite { site: site.to_owned() }).set(i64::try_from(online).unwrap_or(i64::MAX));
    }

    /// A group was written, or not.
    pub fn commit(&self, took: Duration, succeeded: bool) {
        self.commits.observe(took.as_secs_f64());
        if !succeeded {
            self.failed_commits.inc();
        }
    }

    /// All of them in OpenMetrics' text format.
    pub fn text(self: &Arc<Self>) -> Result<String, std::fmt::Error> {
        let mut out = String::new();
        text::encode(&mut out, &self.registry)?;
        Ok(out)
    }
}
