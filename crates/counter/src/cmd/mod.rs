//! What the program is apart from the service: its command line, its clock and its log.

pub(crate) mod arguments;
pub(crate) mod clock;
pub(crate) mod log;
