//! The web app manifest: <https://www.w3.org/TR/appmanifest/>.

use crate::error::PublishError;
use crate::files::Files;
use crate::paths::MANIFEST;
use crate::site_source::SiteSource;
use serde::{Deserialize, Serialize};
use trang_xa::route::Route;
use trangxa_model::Site;
use trangxa_model::site::CONTACT_PAGE;
use trangxa_pictures::{Picture, inspect};
use trangxa_words::{offline, procedures, search};

/// The pictures of the site that a phone shows before it installs the site, in the formats that are looked for: upright as on a phone, and
/// broad as on a computer. A site that has none shows none: those of another site would be false.
const SCREENSHOTS: [(&str, &str); 2] = [("narrow", "media/screenshot-narrow"), ("wide", "media/screenshot-wide")];
const FORMATS: [(&str, &str); 3] = [("png", "image/png"), ("webp", "image/webp"), ("jpg", "image/jpeg")];

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
    /// By this a phone knows the site again when its start has moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    screenshots: Vec<Screenshot>,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_name: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    shortcuts: Vec<Shortcut>,
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

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Screenshot {
    form_factor: String,
    sizes: String,
    src: String,
    #[serde(rename = "type")]
    kind: String,
}

/// A page that a long press on the icon offers.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Shortcut {
    name: String,
    url: String,
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

    /// The manifest of a site that was built at this place on its host.
    pub(crate) fn of(&self, source: &SiteSource, files: &dyn Files) -> Self {
        let site = &source.site;
        let contact = site.pages.iter().find(|page| page.id.as_str() == CONTACT_PAGE);
        let pages = [
            site.data.procedures.as_ref().map(|_| (procedures::ON_BAR, Route::Procedures)),
            contact.map(|page| (offline::CONTACT, Route::Standing(page.id.clone()))),
            Some((search::FIND, Route::Search)),
        ];
        let shortcuts =
            pages.into_iter().flatten().map(|(name, route)| Shortcut { name: name.to_owned(), url: route.path() });
        Self {
            id: Some(source.base.clone()),
            screenshots: screenshots(files),
            shortcuts: shortcuts.collect(),
            ..self.named(site)
        }
    }

    /// The file.
    pub(crate) fn to_json(&self) -> Result<String, PublishError> {
        let failed =
            |error: serde_json::Error| PublishError::Page { page: MANIFEST.into(), problem: error.to_string() };
        serde_json::to_string(self).map_err(failed)
    }
}

/// The pictures that the site folder has.
fn screenshots(files: &dyn Files) -> Vec<Screenshot> {
    let look = |(form, stem): (&str, &str)| {
        FORMATS.into_iter().find_map(|(ending, kind)| {
            let src = format!("{stem}.{ending}");
            let Picture { size: Some(size), .. } = inspect(&files.bytes(&src)?).ok()? else { return None };
            let sizes = format!("{}x{}", size.width, size.height);
            Some(Screenshot { form_factor: form.to_owned(), sizes, src, kind: kind.to_owned() })
        })
    };
    SCREENSHOTS.into_iter().filter_map(look).collect()
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
