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
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::borrow::Cow;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use trangxa_messages::counter as say;
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

/// The maximum size of a request's body, in bytes. A hit contains an id and a path.
pub(super) const MAX_BODY: usize = 2048;

/// The header that says what became of a hit.
const OUTCOME: HeaderName = HeaderName::from_static("x-trangxa-counter");

/// Counts a page view.
///
/// The body is read as JSON with any `Content-Type`, so that `navigator.sendBeacon` needs no preflight request. Hits of programs,
/// of pages that are loaded in advance, of readers who send `DNT: 1` or `Sec-GPC: 1`, and of more new visitors than one address may
/// have get the same status and are not counted. The header `x-trangxa-counter` says in words what became of a hit. It says nothing about
/// the visitor that the request does not say itself, and scripts of pages cannot read it.
#[utoipa::path(
    post,
    path = "/v1/hit",
    request_body(content(
        (HitBody = "application/json"),
        (HitBody = "text/plain"),
    )),
    responses(
        (status = 204, description = "Counted and stored; or deliberately not counted", headers(
            ("x-trangxa-counter" = String, description = "What became of the hit, in words; with every status but 408")
        )),
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
) -> Response {
    let address = state.proxies.client_address(peer.ip(), &headers);
    let (outcome, words, mut response) = match judge(&state, address, &headers, body).await {
        Ok((outcome, words)) => (outcome, words, StatusCode::NO_CONTENT.into_response()),
        Err((outcome, refusal)) => (outcome, "not counted: refused".into(), refusal.into_response()),
    };
    state.metrics.record_hit(outcome);
    if let Ok(words) = HeaderValue::from_str(&words) {
        response.headers_mut().insert(OUTCOME, words);
    }
    response
}

/// Checks a hit and has it counted; returns what became of it, also in words.
///
/// # Errors
/// If the hit is refused: the reason.
async fn judge(
    state: &AppState,
    address: IpAddr,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<(HitOutcome, Cow<'static, str>), (HitOutcome, Refusal)> {
    // The rate limit comes first, so that it also applies to malformed hits and to attempts to guess the id of a site.
    state.rate_limits.check_hit(address).map_err(|wait_s| {
        let refusal = Refusal::new(StatusCode::TOO_MANY_REQUESTS, say::HttpTooMany);
        (HitOutcome::TooFast, refusal.retry_after(wait_s))
    })?;
    let malformed = |refusal| (HitOutcome::Malformed, refusal);
    let body = body.map_err(|rejection| malformed(unread_body(&rejection)))?;
    let body: HitBody = serde_json::from_slice(&body)
        .map_err(|error| malformed(Refusal::new(StatusCode::BAD_REQUEST, say::HttpNotAHit { detail: error })))?;
    let path = PagePath::parse(&body.path).map_err(|error| malformed(Refusal::new(StatusCode::BAD_REQUEST, error)))?;
    let index = state.sites.find(&body.site).ok_or_else(|| (HitOutcome::UnknownSite, Refusal::unknown_site()))?;
    let site = state.sites.get(index);
    if !cors::origin(headers).is_some_and(|origin| site.origins.iter().any(|known| known == origin)) {
        let refusal = Refusal::new(StatusCode::FORBIDDEN, say::HttpForeignOrigin);
        return Err((HitOutcome::ForeignOrigin, refusal));
    }
    if let Some(header) = opted_out(headers) {
        return Ok((HitOutcome::OptedOut, format!("not counted: the reader asks for it ({header}: 1)").into()));
    }
    if let Some(header) = prefetch_header(headers) {
        return Ok((HitOutcome::Prefetch, format!("not counted: the page is loaded in advance ({header})").into()));
    }
    // Some phones put letters beyond ASCII, such as their owner's name, into the header.
    let agent = headers.get(header::USER_AGENT).map(HeaderValue::as_bytes).unwrap_or_default();
    let agent = String::from_utf8_lossy(agent);
    if let Some(sign) = state.bots.sign(&agent) {
        return Ok((HitOutcome::Bot, format!("not counted: a program ({sign})").into()));
    }
    if !state.rate_limits.admit_visitor(address, &agent) {
        return Ok((HitOutcome::TooManyNewcomers, "not counted: too many new visitors from this address".into()));
    }
    let page = site.page(&path);
    let may_name_page = page.is_named && state.rate_limits.admit_page(address, index, page.path.as_str());
    let words = match (page.is_named, may_name_page) {
        (_, true) => "counted",
        (true, false) => "counted; the page only if it was opened today: too many new pages from this address",
        (false, _) => "counted; the page is not listed: the site has no page at this path",
    };
    let hit = Hit { site: index, visitor: Visitor::new(address, &agent), page: page.path, may_name_page };
    let counts = state.store.hit(hit).await.map_err(|error| (HitOutcome::NotKept, error.into()))?;
    state.metrics.record_counts(&site.id, counts);
    Ok((HitOutcome::Counted, words.into()))
}

/// The refusal of a hit whose body cannot be had.
fn unread_body(rejection: &BytesRejection) -> Refusal {
    match rejection.status() {
        status @ StatusCode::PAYLOAD_TOO_LARGE => Refusal::new(status, say::HttpTooLong { bytes: MAX_BODY }),
        status => Refusal::new(status, say::HttpBody { detail: rejection.body_text() }),
    }
}

/// The header by which the reader asks not to be counted: Do-Not-Track or Global Privacy Control.
fn opted_out(headers: &HeaderMap) -> Option<&'static str> {
    ["dnt", "sec-gpc"].into_iter().find(|name| headers.get(*name).is_some_and(|value| value == "1"))
}

/// The header by which the browser says that it loads the page in advance, before the reader opens it. Browsers use different ones.
fn prefetch_header(headers: &HeaderMap) -> Option<&'static str> {
    ["sec-purpose", "purpose", "x-purpose", "x-moz"].into_iter().find(|name| {
        let value = headers.get(*name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
        ["prefetch", "prerender", "preview"].iter().any(|purpose| value.contains(purpose))
    })
}
