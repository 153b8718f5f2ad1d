//! The content security policies: what the browser may load and run on the site's pages and in its frames, and who may frame them.

use crate::reading;
use crate::style::Sheet;
use trangxa_model::site::{Partners, Sources};
use trangxa_model::url;

/// The content security policy of every page except the frames.
pub(crate) struct PagePolicy {
    /// The sheets that pages contain, as source expressions.
    styles: Vec<String>,
    /// The http origins of the site's documents, each after a space. The policy allows https as a whole.
    origins: String,
    /// The http origin of the visitor counter, after a space. It serves no pictures, so only connections are allowed.
    counter: String,
    /// Whether pages may have recordings.
    has_recordings: bool,
}

impl PagePolicy {
    /// The policy for pages that contain one of these style sheets, on a site with these document addresses, and perhaps with recordings.
    pub(crate) fn new(sheets: &[Sheet], sources: &Sources, has_recordings: bool) -> Self {
        let named = [Some(&sources.articles), sources.tthc.as_ref()];
        let mut origins: Vec<String> = named.into_iter().flatten().filter_map(|address| http_origin(address)).collect();
        origins.sort();
        origins.dedup();
        let counter = sources.visits.as_ref().and_then(|source| http_origin(&source.address));
        let counter = counter.filter(|origin| !origins.contains(origin));
        Self {
            styles: sheets.iter().map(|sheet| sheet.hash.clone()).collect(),
            origins: origins.into_iter().map(|origin| format!(" {origin}")).collect(),
            counter: counter.map(|origin| format!(" {origin}")).unwrap_or_default(),
            has_recordings,
        }
    }

    /// The policy as the value of a header.
    pub(crate) fn for_header(&self) -> String {
        format!("{}; frame-ancestors 'none'", self.with_style(&self.styles.join(" ")))
    }

    /// The policy for the `<meta>` element of a page with this sheet, for hosts that allow no headers. A `<meta>` cannot contain
    /// `frame-ancestors`.
    pub(crate) fn for_meta(&self, sheet: &Sheet) -> String {
        self.with_style(&sheet.hash)
    }

    fn with_style(&self, style: &str) -> String {
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {script}; style-src 'self' {style}; \
             img-src 'self' https: data:{origins}; {media}font-src 'self'; connect-src 'self' https:{origins}{counter}; \
             frame-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'",
            script = reading::source(),
            origins = self.origins,
            media = if self.has_recordings { "media-src 'self' https:; " } else { "" },
            counter = self.counter
        )
    }
}

/// The content security policy of the frames, the only pages of the site that other sites may show.
///
/// `frame-ancestors` alone says who may show them. X-Frame-Options is not sent: it cannot name more than one site, and every
/// browser that can run the program knows `frame-ancestors` and gives it precedence.
pub(crate) struct FramePolicy {
    policy: String,
    ancestors: String,
}

impl FramePolicy {
    /// The policy of a frame with these inline scripts and this inline style, each named by [`csp_source`](crate::hash::csp_source), on a site whose pages have
    /// the policy `pages`.
    pub(crate) fn new(scripts: &[String], style: &str, pages: &PagePolicy, partners: &Partners) -> Self {
        let ancestors = match partners {
            Partners::Everyone => "*".to_owned(),
            // The site itself shows the frame on its page "Nhúng".
            Partners::Only(origins) => {
                ["'self'"].into_iter().chain(origins.iter().map(String::as_str)).collect::<Vec<_>>().join(" ")
            }
        };
        Self {
            policy: format!(
                "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {style}; connect-src 'self' https:{}{}; \
                 base-uri 'none'; form-action 'none'",
                scripts.join(" "),
                pages.origins,
                pages.counter
            ),
            ancestors,
        }
    }

    /// The policy as the value of a header.
    pub(crate) fn for_header(&self) -> String {
        format!("{}; frame-ancestors {}", self.policy, self.ancestors)
    }

    /// The policy for a `<meta>` element, which cannot say who may show the frame.
    pub(crate) fn for_meta(&self) -> &str {
        &self.policy
    }
}

/// The origin of an http address. `None` for https, which the policies allow as a whole, and for a host with characters that
/// would not be safe in a policy.
fn http_origin(address: &str) -> Option<String> {
    let host = url::host(address).filter(|_| address.starts_with("http://"))?;
    let is_safe =
        host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']'));
    is_safe.then(|| format!("http://{host}"))
}
