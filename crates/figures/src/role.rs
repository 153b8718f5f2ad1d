//! What a column of an export can mean.

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
    /// The name is known and may mean two things; the text says which.
    Unclear(&'static str),
    /// The name is not known.
    Unknown,
}

impl Role {
    /// The member of tthc.json that the column becomes, for reports; empty if the column is not used.
    pub(crate) fn shown(self) -> String {
        match self {
            Self::Count(count) => format!("{} ({})", count.key(), counts::name(count)),
            Self::Field => "field".to_owned(),
            Self::Unit => "unit".to_owned(),
            Self::From => "from".to_owned(),
            Self::To => "to".to_owned(),
            Self::Month => "month".to_owned(),
            Self::Quarter => "quarter".to_owned(),
            Self::Year => "year".to_owned(),
            Self::Part(count) => format!("a part of {}", count.key()),
            Self::Intake | Self::Workload => "received and carried_over together".to_owned(),
            Self::Completed => "stated.completed".to_owned(),
            Self::CompletionRate => "stated.completion_rate".to_owned(),
            Self::LateRate => "stated.late_rate".to_owned(),
            Self::PendingTotal => "all open dossiers".to_owned(),
            Self::Procedure => "procedures".to_owned(),
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
