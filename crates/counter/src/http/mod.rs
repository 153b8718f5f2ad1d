//! The interface over HTTP.

mod client;
mod cors;
mod figures;
mod hit;
mod limit;
mod server;

pub use client::ProxyHeader;
pub use limit::Limit;
pub use server::{Limits, Server, ServerError, Settings};

use crate::bots::Bots;
use crate::metrics::Metrics;
use crate::site::Sites;
use crate::store::{Store, StoreError};
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use client::Clients;
use serde::Serialize;
use std::sync::Arc;
use utoipa::{OpenApi, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

/// How long a client should wait when the store cannot take anything, in seconds.
const RETRY_AFTER_S: u64 = 5;
/// The largest body of a hit, in bytes: an id and a path.
const MAX_BODY: usize = 2048;

/// What every request may need.
pub struct Service {
    sites: Sites,
    store: Store,
    bots: Bots,
    clients: Clients,
    limit: Limit,
    metrics: Arc<Metrics>,
}

/// Why a request was not served.
#[derive(Debug, Serialize, ToSchema)]
pub struct Refusal {
    /// In words.
    error: String,
    #[serde(skip)]
    #[schema(ignore)]
    status: u16,
    #[serde(skip)]
    #[schema(ignore)]
    retry_after_s: Option<u64>,
}

impl Refusal {
    fn new(status: StatusCode, error: impl Into<String>) -> Self {
        Self { error: error.into(), status: status.as_u16(), retry_after_s: None }
    }

    fn retry(self, after_s: u64) -> Self {
        Self { retry_after_s: Some(after_s), ..self }
    }

    fn unknown_site() -> Self {
        Self::new(StatusCode::NOT_FOUND, "site: no such site is counted here")
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, error.to_string()).retry(RETRY_AFTER_S)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let wait = self.retry_after_s.map(|wait| [(header::RETRY_AFTER, wait.to_string())]);
        (status, wait, Json(self)).into_response()
    }
}

/// Counts visits to communes' pages, without cookies and without storing addresses.
#[derive(OpenApi)]
#[openapi(info(title = "trangxa-counter", license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")))]
struct Document;

/// The routes and their description, which are made from the same handlers.
fn routes() -> OpenApiRouter<Arc<Service>> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(hit::hit))
        .routes(routes!(figures::visits))
        .routes(routes!(figures::pages))
        .routes(routes!(figures::healthz))
}

/// The description of the interface, in OpenAPI's JSON.
pub fn openapi() -> utoipa::openapi::OpenApi {
    routes().into_openapi()
}

/// The whole interface.
pub fn app(service: Arc<Service>) -> Router {
    let (routes, document) = routes().split_for_parts();
    let document = Arc::new(document);
    let described = get(move || {
        let document = Arc::clone(&document);
        async move { Json((*document).clone()) }
    });
    routes
        .route("/v1/openapi.json", described)
        .fallback(async || Refusal::new(StatusCode::NOT_FOUND, "no such address; see /v1/openapi.json"))
        .method_not_allowed_fallback(async || Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "no such method here"))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn_with_state(Arc::clone(&service), cors::cors))
        .layer(from_fn(harden))
        .with_state(service)
}

/// Headers that keep an answer from being taken for anything but data.
async fn harden(request: axum::extract::Request, next: axum::middleware::Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let set = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    for (name, value) in set {
        headers.insert(name, axum::http::HeaderValue::from_static(value));
    }
    response
}
