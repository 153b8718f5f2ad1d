//! The order of members in the text of procedures.json: that of the contract.

use trangxa_list_imports::text::Shape;
use trangxa_site_files::json::Order;

pub(crate) const SHAPE: Shape<'_> = Shape {
    root: Order { first: &["version", "updated_at", "events"], last: &["procedures"] },
    entry: Order {
        first: &[
            "id",
            "code",
            "name",
            "field",
            "for_whom",
            "papers",
            "steps",
            "ways",
            "place",
            "result",
            "legal_basis",
            "decision",
            "national_url",
            "events",
            "popular",
            "note",
        ],
        last: &[],
    },
    inner: Order {
        first: &[
            "id", "name", "way", "title", "original", "copies", "time", "fee", "form", "number", "date", "url", "note",
        ],
        last: &[],
    },
};
