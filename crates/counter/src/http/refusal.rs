//! The answer to a request that is not served: a status, by which programs go, and a reason in JSON, which people read: it is in the language of this
//! program.

use crate::store::StoreError;
use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::fmt::Display;
use trangxa_messages::counter as say;
use utoipa::ToSchema;

/// How long a client should wait before it tries again when the store accepts nothing, in seconds.
const RETRY_AFTER_S: u64 = 5;

/// Why a request was not served.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Refusal {
    /// The reason in words.
    error: String,
    #[serde(skip)]
    #[schema(ignore)]
    status: u16,
    #[serde(skip)]
    #[schema(ignore)]
    retry_after_s: Option<u64>,
}

impl Refusal {
    /// A refusal with this status and this reason.
    pub(crate) fn new(status: StatusCode, error: impl Display) -> Self {
        Self { error: error.to_string(), status: status.as_u16(), retry_after_s: None }
    }

    /// Adds the header `Retry-After`, in seconds.
    pub(crate) fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after_s: Some(seconds), ..self }
    }

    /// The refusal for a site that is not in the list.
    pub(crate) fn unknown_site() -> Self {
        Self::new(StatusCode::NOT_FOUND, say::HttpUnknownSite)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, error).retry_after(RETRY_AFTER_S)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = self.retry_after_s.map(|seconds| [(header::RETRY_AFTER, seconds.to_string())]);
        (status, retry_after, Json(self)).into_response()
    }
}
