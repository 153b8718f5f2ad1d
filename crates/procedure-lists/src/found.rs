//! What a file says of a procedure.

use crate::decision::Decision;
use crate::level::Level;
use serde_json::Value;

/// A member of procedures.json that only a detail has, and of which a clerk may have her own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Detail {
    /// What to bring.
    Papers,
    /// What happens.
    Steps,
    /// The ways of filing.
    Ways,
    /// What people get.
    Result,
    /// The laws.
    LegalBasis,
}

impl Detail {
    /// The name of the member.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Papers => "papers",
            Self::Steps => "steps",
            Self::Ways => "ways",
            Self::Result => "result",
            Self::LegalBasis => "legal_basis",
        }
    }
}

/// What one row of a list, or one detail, says of a procedure.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    /// Where it stands, for sentences: the file, the sheet, the row.
    pub place: String,
    /// The base of its code.
    pub code: Option<String>,
    pub name: Option<String>,
    pub field: Option<String>,
    /// Empty if nothing is said.
    pub for_whom: Vec<String>,
    pub decision: Option<Decision>,
    pub level: Level,
    /// What is said in the form of procedures.json.
    pub details: Vec<(Detail, Value)>,
}

impl Found {
    /// Its name and code for sentences.
    pub(crate) fn shown(&self) -> String {
        shown(self.name.as_deref(), self.code.as_deref())
    }
}

/// A procedure for sentences: "Đăng ký khai sinh (1.001193)".
pub(crate) fn shown(name: Option<&str>, code: Option<&str>) -> String {
    match (name.map(crate::names::short), code) {
        (Some(name), Some(code)) => format!("{name} ({code})"),
        (Some(name), None) => name,
        (None, code) => code.unwrap_or("…").to_owned(),
    }
}
