//! The routes, and their description in OpenAPI.

use super::refusal::Refusal;
use super::state::AppState;
use super::{cors, figures, hit};
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use std::sync::Arc;
use trangxa_messages::counter as say;
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

/// Counts visits to communes' pages, without cookies and without storing addresses.
#[derive(OpenApi)]
#[openapi(info(title = "trangxa-counter", license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")))]
struct ApiDescription;

/// The routes together with their description.
fn routes() -> OpenApiRouter<Arc<AppState>> {
    OpenApiRouter::with_openapi(ApiDescription::openapi())
        .routes(routes!(hit::hit))
        .routes(routes!(figures::visits))
        .routes(routes!(figures::pages))
        .routes(routes!(figures::healthz))
}

/// The OpenAPI description of the interface.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    routes().into_openapi()
}

/// The routes with everything that applies to all of them: size limit, CORS, security headers.
pub(crate) fn app(state: Arc<AppState>) -> Router {
    let (routes, description) = routes().split_for_parts();
    let description = Arc::new(description);
    let serve_description = get(move || {
        let description = Arc::clone(&description);
        async move { Json((*description).clone()) }
    });
    routes
        .route("/v1/openapi.json", serve_description)
        .fallback(async || Refusal::new(StatusCode::NOT_FOUND, say::HttpNoSuchAddress))
        .method_not_allowed_fallback(async || Refusal::new(StatusCode::METHOD_NOT_ALLOWED, say::HttpMethod))
        .layer(DefaultBodyLimit::max(hit::MAX_BODY))
        .layer(from_fn_with_state(Arc::clone(&state), cors::cors))
        .layer(from_fn(add_security_headers))
        .with_state(state)
}

/// Adds headers that keep a browser from treating an answer as a page or a script.
async fn add_security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let set = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    for (name, value) in set {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
