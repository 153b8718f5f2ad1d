//! The order of members in the text of documents.json: that of the contract.

use trangxa_list_imports::text::Shape;
use trangxa_site_files::json::Order;

pub(crate) const SHAPE: Shape<'_> = Shape {
    root: Order { first: &["version", "updated_at"], last: &["documents"] },
    entry: Order {
        first: &[
            "id",
            "number",
            "type",
            "abstract",
            "issuer",
            "signer",
            "signer_post",
            "field",
            "issued",
            "effective",
            "expires",
            "suspended",
            "unsuitable_from",
            "force",
            "replaces",
            "repeals",
            "amends",
            "replaced_by",
            "repealed_by",
            "amended_by",
            "files",
            "draft",
            "note",
        ],
        last: &[],
    },
    inner: Order {
        first: &["url", "title", "size", "scan", "number", "effective", "from", "to", "until", "send_to"],
        last: &[],
    },
};
