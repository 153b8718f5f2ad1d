//! `POST /v1/hit`.

use super::{Refusal, Service, cors};
use crate::book::Hit;
use crate::metrics::Outcome;
use crate::page::PagePath;
use crate::visitor::Visitor;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use std::net::SocketAddr;
use std::sync::Arc;
use utoipa::ToSchema;

/// A page view.
#[derive(Deserialize, ToSchema)]
pub struct HitBody {
    /// The site's id: its host name, and the folder where it lies in one.
    #[schema(example = "quangthanh.example")]
    site: String,
    /// The page's path below the site's root.
    #[schema(example = "/bai/tin-moi/")]
    path: String,
}

/// Counts a page view.
///
/// The body is JSON whatever its `Content-Type`, so that `navigator.sendBeacon` needs no preflight. Programs, pages fetched
/// ahead, readers who send `DNT: 1` or `Sec-GPC: 1`, and more new visitors than an address may bring get the same answer and are
/// not counted.
#[utoipa::path(
    post,
    path = "/v1/hit",
    request_body(content(
        (HitBody = "application/json"),
        (HitBody = "text/plain"),
    )),
    responses(
        (status = 204, description = "Counted and kept; or left out"),
        (status = 400, description = "Not a hit", body = Refusal),
        (status = 403, description = "From a page that may not count for this site", body = Refusal),
        (status = 404, description = "No such site", body = Refusal),
        (status = 408, description = "The body did not come in time", body = Refusal),
        (status = 413, description = "More than 2 kB", body = Refusal),
        (status = 429, description = "Too many from one address; see Retry-After", body = Refusal),
        (status = 503, description = "Cannot be kept now; it is counted in memory where possible. See Retry-After", body = Refusal),
    )
)]
pub async fn hit(
    State(service): State<Arc<Service>>,
    Extension(peer): Extension<SocketAddr>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Refusal> {
    let metrics = &service.metrics;
    let refuse = |outcome, refusal| {
        metrics.hit(outcome);
        Err(refusal)
    };
    let address = service.clients.address(peer.ip(), &headers);
    // First of all, and for what is malformed too: guessing must not be cheap.
    if let Err(wait_s) = service.limit.take(address) {
        let refusal = Refusal::new(StatusCode::TOO_MANY_REQUESTS, "too many hits from this address").retry(wait_s);
        return refuse(Outcome::TooFast, refusal);
    }
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return refuse(Outcome::Malformed, Refusal::new(rejection.status(), rejection.body_text())),
    };
    let malformed = |error: String| refuse(Outcome::Malformed, Refusal::new(StatusCode::BAD_REQUEST, error));
    let body: HitBody = match serde_json::from_slice(&body) {
        Ok(body) => body,
        Err(error) => return malformed(format!("expected {{\"site\": …, \"path\": …}}: {error}")),
    };
    let page = match PagePath::parse(&body.path) {
        Ok(page) => page,
        Err(error) => return malformed(error.to_string()),
    };
    let Some(index) = service.sites.find(&body.site) else {
        return refuse(Outcome::UnknownSite, Refusal::unknown_site());
    };
    let site = service.sites.get(index);
    if !cors::origin(&headers).is_some_and(|origin| site.origins.iter().any(|known| known == origin)) {
        let refusal = Refusal::new(StatusCode::FORBIDDEN, "pages of this origin may not count for this site");
        return refuse(Outcome::ForeignOrigin, refusal);
    }
    // Phones put their owners' letters into it.
    let agent = headers.get(header::USER_AGENT).map(HeaderValue::as_bytes).unwrap_or_default();
    let agent = String::from_utf8_lossy(agent);
    let outcome = if opted_out(&headers) {
        Outcome::OptedOut
    } else if is_ahead(&headers) {
        Outcome::Prefetch
    } else if service.bots.is_bot(&agent) {
        Outcome::Bot
    } else if !service.limit.admit(address, &agent) {
        Outcome::TooManyNewcomers
    } else {
        match service.store.hit(Hit { site: index, visitor: Visitor::new(address, &agent), page }).await {
            Ok(counts) => metrics.counted(&site.id, counts),
            Err(error) => return refuse(Outcome::NotKept, error.into()),
        }
        Outcome::Counted
    };
    metrics.hit(outcome);
    Ok(StatusCode::NO_CONTENT)
}

/// Whether the reader asks not to be counted: Do-Not-Track, Global Privacy Control.
fn opted_out(headers: &HeaderMap) -> bool {
    ["dnt", "sec-gpc"].iter().any(|name| headers.get(*name).is_some_and(|value| value == "1"))
}

/// Whether nobody is looking yet: browsers say so of what they fetch ahead, each in its own way.
fn is_ahead(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-purpose", "x-moz"].iter().any(|name| {
        let value = headers.get(*name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
        ["prefetch", "prerender", "preview"].iter().any(|purpose| value.contains(purpose))
    })
}
