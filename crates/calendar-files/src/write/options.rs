//! What a file says beside the entries.

use trangxa_model::Slug;
use trangxa_model::time::Day;

/// What a file says beside the entries.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The kind of the entries; `None` for all.
    pub kind: Option<&'a Slug>,
    /// The name of the calendar: "Lịch tiếp công dân – xã Quang Thành".
    pub name: &'a str,
    /// The host of the site, with which the UIDs of events end. It must stay the same.
    pub host: &'a str,
    /// The address of the calendar's page.
    pub url: Option<&'a str>,
    /// The day on which the file is made. Days that no RRULE can name are written out for the 24 months from the first of its month, and the 12
    /// months before.
    pub today: Day,
}
