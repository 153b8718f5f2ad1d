//! What a column of an export can mean.

use crate::shown;
use std::fmt;
use trangxa_messages::{figures, figures_columns};
use trangxa_model::tthc::Count;
use trangxa_words::counts;

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// Row numbers.
    Ordinal,
    /// Names of fields (lĩnh vực).
    Field,
    /// Names of single procedures, which are finer than the site's figures.
    Procedure,
    /// Names of offices.
    Unit,
    From,
    To,
    Month,
    Quarter,
    Year,
    Count(Count),
    /// One of several columns whose sum is a count: dossiers received online and at the counter, overdue ones with and
    /// without a letter of apology.
    Part(Count),
    /// A way in which dossiers arrive; the name does not say of which dossiers. It is not used.
    Channel,
    /// A total of received dossiers, which may include those carried over: the numbers decide.
    Intake,
    /// The sum of `received` and `carried_over`.
    Workload,
    Completed,
    /// All dossiers that are still open, in time or not; tthc.json has no member for their sum.
    PendingTotal,
    CompletionRate,
    LateRate,
    /// Names of fields or of offices: their content decides.
    Label,
    /// A number of another period than that of the table, or a difference between periods. It is not used.
    OtherPeriod,
    /// The name is known, and the column is not used.
    Ignored,
    /// The name is known and may mean two things.
    Unclear(Unclear),
    /// The name is not known.
    Unknown,
}

/// What the name of a column leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Unclear {
    /// "Quá hạn" without a group: completed late, or still open.
    Overdue,
    /// "Trong hạn" without a group: completed, or still open.
    InTime,
    /// "Tổng số" without a group.
    Total,
    /// "Tổng số trễ hạn": the open overdue dossiers may be included.
    Late,
    /// A total of received dossiers: those of the period before may be included.
    Intake,
    /// A total of received dossiers that includes those of the period before, which no column counts.
    Workload,
}

impl fmt::Display for Unclear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overdue => figures_columns::WhyOverdue.fmt(f),
            Self::InTime => figures_columns::WhyInTime.fmt(f),
            Self::Total => figures_columns::WhyTotal.fmt(f),
            Self::Late => figures_columns::WhyLate.fmt(f),
            Self::Intake => figures_columns::WhyIntake.fmt(f),
            Self::Workload => figures_columns::WhyWorkload.fmt(f),
        }
    }
}

impl Role {
    /// The member of tthc.json that the column becomes, for reports; empty if the column is not used.
    pub(crate) fn shown(self) -> String {
        match self {
            Self::Count(count) => figures_columns::Count { key: count.key(), name: counts::name(count) }.to_string(),
            Self::Field => figures_columns::Field.to_string(),
            Self::Unit => figures_columns::Unit.to_string(),
            Self::From => figures_columns::From.to_string(),
            Self::To => figures_columns::To.to_string(),
            Self::Month => figures_columns::Month.to_string(),
            Self::Quarter => figures_columns::Quarter.to_string(),
            Self::Year => figures_columns::Year.to_string(),
            Self::Part(count) => figures_columns::Part { figure: shown::count(count) }.to_string(),
            Self::Intake | Self::Workload => figures_columns::Intake.to_string(),
            Self::Completed => figures::Completed.to_string(),
            Self::CompletionRate => figures::CompletionRate.to_string(),
            Self::LateRate => figures::LateRate.to_string(),
            Self::PendingTotal => figures_columns::Open.to_string(),
            Self::Procedure => figures_columns::Procedures.to_string(),
            Self::Ordinal
            | Self::Label
            | Self::Channel
            | Self::OtherPeriod
            | Self::Ignored
            | Self::Unclear(_)
            | Self::Unknown => String::new(),
        }
    }

    /// Whether the column holds numbers of dossiers or percentages.
    pub(crate) fn is_figure(self) -> bool {
        self.is_imported_figure() || self == Self::PendingTotal
    }

    /// Whether the column's numbers are used for tthc.json.
    pub(crate) fn is_imported_figure(self) -> bool {
        matches!(
            self,
            Self::Count(_)
                | Self::Part(_)
                | Self::Intake
                | Self::Workload
                | Self::Completed
                | Self::CompletionRate
                | Self::LateRate
        )
    }

    /// Whether the column's name is known and has one meaning.
    pub(crate) fn is_known(self) -> bool {
        !matches!(self, Self::Unclear(_) | Self::Unknown)
    }
}
