//! `offline` in site.json: whether a worker keeps pages for readers without a network.

use crate::document::DocumentError;
use crate::read::At;
use serde_json::Value;

/// Reads `offline` from site.json; `None` where it does not say. `file` is its address, which errors name.
// Not a field of `Site`: only the publisher needs it, and code that reads `Site` is part of the wasm.
pub fn offline(file: &str, site: &Value) -> Result<Option<bool>, DocumentError> {
    At::document(file, site).optional("offline", At::boolean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn it_is_true_or_false_or_not_there() {
        let read = |site: Value| offline("data/site.json", &site).map_err(|error| error.place.clone());
        assert_eq!(read(json!({})), Ok(None));
        assert_eq!(read(json!({"offline": null})), Ok(None));
        assert_eq!(read(json!({"offline": true})), Ok(Some(true)));
        assert_eq!(read(json!({"offline": false})), Ok(Some(false)));
        assert_eq!(read(json!({"offline": "no"})), Err("offline".to_owned()));
    }
}
