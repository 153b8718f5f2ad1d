//! What a page does while it loads, as the browser's own observers saw it.

use serde_json::Value;

use crate::device::number;

/// Runs before any script of a page; [`Load::read`] reads what it noted. `watch` serves scripts that are added to it.
pub(crate) const OBSERVE: &str = r"
    const seen = window.__bench = { fcp: 0, lcp: 0, what: '', cls: 0, tasks: [] };
    const watch = (type, note) =>
        new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true });
    watch('paint', entry => { if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime; });
    watch('largest-contentful-paint', entry => {
        seen.lcp = entry.startTime;
        seen.what = entry.element?.tagName ?? '';
    });
    watch('layout-shift', entry => { if (!entry.hadRecentInput) seen.cls += entry.value; });
    watch('longtask', entry => seen.tasks.push([entry.startTime, entry.duration]));
";

/// One load, in ms from the start of the navigation.
pub(crate) struct Load {
    /// The first text or picture.
    pub(crate) fcp: f64,
    /// The largest one.
    pub(crate) lcp: f64,
    /// The element of the largest paint.
    pub(crate) what: String,
    /// Without unit: share of the viewport times share of the distance.
    pub(crate) cls: f64,
    /// Start and duration of every task over 50 ms.
    tasks: Vec<(f64, f64)>,
}

impl Load {
    /// From `__bench`.
    pub(crate) fn read(seen: &Value) -> Self {
        let task = |pair: &Value| (number(&pair[0]), number(&pair[1]));
        Self {
            fcp: number(&seen["fcp"]),
            lcp: number(&seen["lcp"]),
            what: seen["what"].as_str().unwrap_or_default().to_owned(),
            cls: number(&seen["cls"]),
            tasks: seen["tasks"].as_array().expect("a list").iter().map(task).collect(),
        }
    }

    /// How much of the tasks goes beyond 50 ms.
    pub(crate) fn blocking(&self) -> f64 {
        self.blocking_from(0.0)
    }

    /// The same of the tasks after the first paint.
    pub(crate) fn blocking_after_paint(&self) -> f64 {
        self.blocking_from(self.fcp)
    }

    fn blocking_from(&self, begin: f64) -> f64 {
        self.tasks.iter().filter(|(start, _)| *start >= begin).fold(0.0, |sum, (_, duration)| sum + duration - 50.0)
    }

    /// The longest task that began before the largest paint; 0: none over 50 ms.
    pub(crate) fn longest_before_lcp(&self) -> f64 {
        self.tasks.iter().filter(|(start, _)| *start < self.lcp).map(|(_, duration)| *duration).fold(0.0, f64::max)
    }

    /// Which tasks were long: what to look at when a target is missed.
    pub(crate) fn tasks(&self) -> String {
        let list: Vec<String> =
            self.tasks.iter().map(|(start, duration)| format!("{duration:.0} at {start:.0}")).collect();
        if list.is_empty() { "none".to_owned() } else { list.join(", ") }
    }
}
