//! The web app manifest: <https://www.w3.org/TR/appmanifest/>.

use serde::{Deserialize, Serialize};
use trangxa_model::Site;

/// The manifest, with the members that the app's own manifest uses. Their order is that of the bytes. An unknown member is an error,
/// because it would be lost.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    #[serde(skip_serializing_if = "Option::is_none")]
    background_color: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display: Option<String>,
    icons: Vec<Icon>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    theme_color: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Icon {
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<String>,
    sizes: String,
    src: String,
    #[serde(rename = "type")]
    kind: String,
}

impl Manifest {
    /// Reads the manifest of the built app.
    pub(crate) fn read(json: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(json)
    }

    /// The manifest with the names and the language of a site.
    pub(crate) fn named(&self, site: &Site) -> Self {
        Self {
            lang: Some(site.language.clone()),
            name: Some(site.name.clone()),
            short_name: Some(site.short_name().to_owned()),
            ..self.clone()
        }
    }

    /// The manifest as JSON.
    pub(crate) fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trangxa_model::document::JsonDocument;

    #[test]
    fn every_member_of_the_app_s_manifest_is_written() {
        let text = include_str!("../../../public/manifest.webmanifest");
        let manifest = Manifest::read(text.as_bytes()).unwrap();
        let expected: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(manifest.to_json().unwrap(), expected.to_string());
        let site = serde_json::json!({"version": 1, "name": "Xã Thử", "base_url": "https://xa.example/"});
        let named = manifest.named(&Site::from_json("site.json", site).unwrap()).to_json().unwrap();
        assert!(named.contains("\"name\":\"Xã Thử\",\"short_name\":"), "{named}");
    }
}
