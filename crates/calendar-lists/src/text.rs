//! The order of members in the text of calendar.json: that of the contract.

use trangxa_list_imports::text::Shape;
use trangxa_site_files::json::Order;

pub(crate) const SHAPE: Shape<'_> = Shape {
    root: Order { first: &["version", "updated_at"], last: &["entries"] },
    entry: Order {
        first: &[
            "id",
            "kind",
            "title",
            "text",
            "place",
            "who",
            "desk",
            "phone",
            "start",
            "end",
            "repeat",
            "exceptions",
            "cancelled",
            "why",
            "was",
            "updated_at",
            "note",
        ],
        last: &[],
    },
    inner: Order {
        first: &["date", "every", "cancelled", "start", "end", "place", "why", "interval", "until", "count"],
        last: &["on_holiday"],
    },
};
