//! The report of a check, as text for clerks and as JSON for programs.

use crate::check::Checked;
use crate::finding::{Finding, Severity};
use crate::finding_group::FindingGroup;
use serde::Serialize;
use std::fmt::Write as _;
use trangxa_messages::findings as say;

/// The number of findings of each kind that a text lists unless all are requested.
const LISTED: usize = 10;

/// The JSON report. The order of the members is that of the bytes.
#[derive(Serialize)]
struct Report<'a> {
    articles: usize,
    counts: Counts,
    findings: Vec<ReportedFinding<'a>>,
    site: &'a str,
    version: u32,
}

/// The number of findings of each severity.
#[derive(Serialize)]
struct Counts {
    advice: usize,
    error: usize,
    fault: usize,
    loss: usize,
}

#[derive(Serialize)]
struct ReportedFinding<'a> {
    file: &'a str,
    kind: &'static str,
    message: &'a str,
    place: String,
    severity: &'static str,
}

impl<'a> From<&'a Finding> for ReportedFinding<'a> {
    fn from(finding: &'a Finding) -> Self {
        Self {
            file: &finding.file,
            kind: finding.kind.code(),
            message: &finding.message,
            place: finding.place.code(),
            severity: finding.kind.severity().code(),
        }
    }
}

impl Checked {
    /// The report as text, grouped by kind with the worst first. It lists ten findings of each kind, or all of them. `site` is the
    /// folder or address that was checked.
    #[must_use]
    pub fn text(&self, site: &str, all: bool) -> String {
        let mut out = format!("{}\n", say::Read { site, articles: self.articles });
        for group in self.groups() {
            let _ = writeln!(out, "\n{}", group.heading());
            for (kind, found) in &group.kinds {
                let _ = writeln!(out, "  {} × {}", found.len(), kind.heading());
                let shown = if all { found.len() } else { found.len().min(LISTED) };
                for finding in &found[..shown] {
                    let _ = writeln!(out, "      {}", finding.to_string().replace('\n', "\n      "));
                }
                if found.len() > shown {
                    let _ = writeln!(out, "      {}", say::More { count: found.len() - shown });
                }
            }
        }
        if self.findings.is_empty() {
            let _ = writeln!(out, "{}", say::None);
        }
        out
    }

    /// The report as indented JSON. `site` is the folder or address that was checked.
    pub fn json(&self, site: &str) -> String {
        let report = Report {
            articles: self.articles,
            counts: Counts {
                advice: self.count(Severity::Advice),
                error: self.count(Severity::Error),
                fault: self.count(Severity::Fault) + self.count(Severity::Risk),
                loss: self.count(Severity::Loss),
            },
            findings: self.findings.iter().map(ReportedFinding::from).collect(),
            site,
            version: 1,
        };
        // Serializing strings and numbers does not fail.
        serde_json::to_string_pretty(&report).unwrap_or_default()
    }

    /// The findings by severity and kind, worst first.
    #[must_use]
    pub fn groups(&self) -> Vec<FindingGroup<'_>> {
        FindingGroup::all(&self.findings)
    }

    fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.kind.severity() == severity).count()
    }
}
