//! Findings by severity and kind, worst first, as reports show them.

use crate::finding::{Finding, FindingKind, Severity};
use std::collections::BTreeMap;
use trangxa_messages::findings as say;

/// The findings of one severity.
#[derive(Clone, Debug)]
pub struct FindingGroup<'a> {
    /// The severity.
    pub severity: Severity,
    /// The findings by kind.
    pub kinds: Vec<(FindingKind, Vec<&'a Finding>)>,
}

impl<'a> FindingGroup<'a> {
    /// Arranges findings.
    pub(crate) fn all(findings: &'a [Finding]) -> Vec<Self> {
        let mut by_kind: BTreeMap<(Severity, FindingKind), Vec<&Finding>> = BTreeMap::new();
        for finding in findings {
            by_kind.entry((finding.kind.severity(), finding.kind)).or_default().push(finding);
        }
        let mut groups: Vec<Self> = Vec::new();
        for ((severity, kind), found) in by_kind {
            match groups.last_mut().filter(|group| group.severity == severity) {
                Some(group) => group.kinds.push((kind, found)),
                None => groups.push(Self { severity, kinds: vec![(kind, found)] }),
            }
        }
        groups
    }

    /// What the severity is called, with the number of findings.
    #[must_use]
    pub fn heading(&self) -> String {
        let count: usize = self.kinds.iter().map(|(_, found)| found.len()).sum();
        match self.severity {
            Severity::Error => say::SeverityError { count }.to_string(),
            Severity::Risk => say::SeverityRisk { count }.to_string(),
            Severity::Loss => say::SeverityLoss { count }.to_string(),
            Severity::Fault => say::SeverityFault { count }.to_string(),
            Severity::Advice => say::SeverityAdvice { count }.to_string(),
        }
    }
}
