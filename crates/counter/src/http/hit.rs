//! `POST /v1/hit`: checks a page view and has it counted.

use super::cors;
use super::refusal::Refusal;
use super::state::AppState;
use crate::aggregator::Hit;
use crate::metrics::HitOutcome;
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
pub(crate) struct HitBody {
    /// The site's id: its host name, followed by the folder if it lies in one.
    #[schema(example = "quangthanh.example")]
    site: String,
    /// The page's path below the site's root.
    #[schema(example = "/bai/tin-moi/")]
    path: String,
}

/// Counts a page view.
///
/// The body is read as JSON with any `Content-Type`, so that `navigator.sendBeacon` needs no preflight request. Hits of programs,
/// of pages that are loaded in advance, of readers who send `DNT: 1` or `Sec-GPC: 1`, and of more new visitors than one address may
/// have get the same answer and are not counted.
#[utoipa::path(
    post,
    path = "/v1/hit",
    request_body(content(
        (HitBody = "application/json"),
        (HitBody = "text/plain"),
    )),
    responses(
        (status = 204, description = "Counted and stored; or deliberately not counted"),
        (status = 400, description = "The body is not a hit", body = Refusal),
        (status = 403, description = "Sent by a page that does not belong to this site", body = Refusal),
        (status = 404, description = "The site is not counted here", body = Refusal),
        (status = 408, description = "The body did not arrive in time", body = Refusal),
        (status = 413, description = "The body is larger than 2 kB", body = Refusal),
        (status = 429, description = "Too many hits from one address; see Retry-After", body = Refusal),
        (status = 503, description = "The hit cannot be stored at the moment. A counter with a file counts it in memory. See Retry-After", body = Refusal),
    )
)]
pub(crate) async fn hit(
    State(state): State<Arc<AppState>>,
    Extension(peer): Extension<SocketAddr>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Refusal> {
    let metrics = &state.metrics;
    let refuse = |outcome, refusal| {
        metrics.record_hit(outcome);
        Err(refusal)
    };
    let address = state.proxies.client_address(peer.ip(), &headers);
    // The rate limit comes first, so that it also applies to malformed hits and to attempts to guess the id of a site.
    if let Err(wait_s) = state.rate_limits.check_hit(address) {
        let refusal =
            Refusal::new(StatusCode::TOO_MANY_REQUESTS, "too many hits from this address").retry_after(wait_s);
        return refuse(HitOutcome::TooFast, refusal);
    }
    let body = match body {
        Ok(body) => body,
        Err(rejection) => {
            return refuse(HitOutcome::Malformed, Refusal::new(rejection.status(), rejection.body_text()));
        }
    };
    let malformed = |error: String| refuse(HitOutcome::Malformed, Refusal::new(StatusCode::BAD_REQUEST, error));
    let body: HitBody = match serde_json::from_slice(&body) {
        Ok(body) => body,
        Err(error) => return malformed(format!("expected {{\"site\": …, \"path\": …}}: {error}")),
    };
    let page = match PagePath::parse(&body.path) {
        Ok(page) => page,
        Err(error) => return malformed(error.to_string()),
    };
    let Some(index) = state.sites.find(&body.site) else {
        return refuse(HitOutcome::UnknownSite, Refusal::unknown_site());
    };
    let site = state.sites.get(index);
    if !cors::origin(&headers).is_some_and(|origin| site.origins.iter().any(|known| known == origin)) {
        let refusal = Refusal::new(StatusCode::FORBIDDEN, "pages of this origin may not send hits for this site");
        return refuse(HitOutcome::ForeignOrigin, refusal);
    }
    // Some phones put letters beyond ASCII, such as their owner's name, into the header.
    let agent = headers.get(header::USER_AGENT).map(HeaderValue::as_bytes).unwrap_or_default();
    let agent = String::from_utf8_lossy(agent);
    let outcome = if opted_out(&headers) {
        HitOutcome::OptedOut
    } else if is_prefetch(&headers) {
        HitOutcome::Prefetch
    } else if state.bots.sign(&agent).is_some() {
        HitOutcome::Bot
    } else if !state.rate_limits.admit_visitor(address, &agent) {
        HitOutcome::TooManyNewcomers
    } else {
        match state.store.hit(Hit { site: index, visitor: Visitor::new(address, &agent), page }).await {
            Ok(counts) => metrics.record_counts(&site.id, counts),
            Err(error) => return refuse(HitOutcome::NotKept, error.into()),
        }
        HitOutcome::Counted
    };
    metrics.record_hit(outcome);
    Ok(StatusCode::NO_CONTENT)
}

/// Whether the reader asks not to be counted, by Do-Not-Track or Global Privacy Control.
fn opted_out(headers: &HeaderMap) -> bool {
    ["dnt", "sec-gpc"].iter().any(|name| headers.get(*name).is_some_and(|value| value == "1"))
}

/// Whether the browser loads the page in advance, before the reader opens it. Browsers use different headers for that.
fn is_prefetch(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-purpose", "x-moz"].iter().any(|name| {
        let value = headers.get(*name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
        ["prefetch", "prerender", "preview"].iter().any(|purpose| value.contains(purpose))
    })
}
