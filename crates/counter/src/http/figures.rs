//! The `GET` endpoints: the counters, the most read pages, and the health check.

use super::refusal::Refusal;
use super::state::AppState;
use crate::presence::WINDOW_S;
use crate::store::rankings::MAX_RANKED;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use trangxa_messages::counter as say;
use utoipa::{IntoParams, ToSchema};

/// The visitor counters of a site, in the format of `visits.json`.
#[derive(Serialize, ToSchema)]
#[schema(as = Visits)]
pub(crate) struct VisitsResponse {
    /// Version of the format: 1.
    version: u32,
    /// The instant for which the numbers hold.
    #[schema(format = DateTime, example = "2026-11-26T07:04:00+07:00")]
    generated_at: String,
    /// How long a visitor counts as online after the last page view, in seconds.
    window_s: i64,
    /// The unit of the counts.
    #[schema(example = "visits")]
    unit: &'static str,
    /// Visitors seen within the last `window_s` seconds.
    online: u64,
    /// Visits that began since midnight in Vietnam.
    today: u64,
    /// All visits, including the total of the site's previous counter.
    total: u64,
    /// The first day that the total includes.
    #[schema(format = Date, example = "2019-01-01")]
    since: Option<String>,
    /// Distinct visitors since midnight. On a Redis server an estimate with a standard error of 0.81 %.
    visitors: u64,
}

/// The most read pages of a site.
#[derive(Serialize, ToSchema)]
#[schema(as = Pages)]
pub(crate) struct PagesResponse {
    /// Version of the format: 1.
    version: u32,
    /// The instant for which the numbers hold.
    #[schema(format = DateTime, example = "2026-11-26T07:04:00+07:00")]
    generated_at: String,
    /// The unit of the counts.
    #[schema(example = "views")]
    unit: &'static str,
    /// One list each for 1, 7 and 30 days.
    periods: Vec<PeriodResponse>,
}

/// A list of pages, the most viewed first.
#[derive(Serialize, ToSchema)]
#[schema(as = Period)]
pub(crate) struct PeriodResponse {
    /// The length of the period in days; its last day is today.
    #[schema(example = 7)]
    days: u16,
    /// The pages of the period.
    pages: Vec<PageResponse>,
}

/// A page and its views.
#[derive(Serialize, ToSchema)]
#[schema(as = Page)]
pub(crate) struct PageResponse {
    /// The path below the site's root.
    #[schema(example = "/bai/tin-moi/")]
    path: String,
    /// The number of views; a reload is not counted.
    views: u64,
}

/// The state of the program.
#[derive(Serialize, ToSchema)]
#[schema(as = Health)]
pub(crate) struct HealthResponse {
    /// "ok".
    #[schema(example = "ok")]
    status: &'static str,
}

/// The query of a request for a site.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SiteQuery {
    /// The site's id: its host name, followed by the folder if it lies in one.
    #[param(example = "quangthanh.example")]
    site: String,
}

/// The query of a request for the most read pages of a site.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PagesQuery {
    /// The site's id: its host name, followed by the folder if it lies in one.
    #[param(example = "quangthanh.example")]
    site: String,
    /// How many pages of each period: 1 to 50; 10 if it is not given.
    #[param(minimum = 1, maximum = 50)]
    limit: Option<usize>,
}

fn site_index(state: &AppState, id: &str) -> Result<usize, Refusal> {
    state.sites.find(id).ok_or_else(Refusal::unknown_site)
}

fn bad_query(rejection: &QueryRejection) -> Refusal {
    Refusal::new(StatusCode::BAD_REQUEST, say::HttpQuery { detail: rejection.body_text() })
}

/// The visitor counters of a site.
#[utoipa::path(
    get,
    path = "/v1/visits",
    params(SiteQuery),
    responses(
        (status = 200, description = "The counters", body = VisitsResponse),
        (status = 400, description = "The query names no site", body = Refusal),
        (status = 404, description = "The site is not counted here", body = Refusal),
        (status = 503, description = "The store cannot be read at the moment; see Retry-After", body = Refusal),
    )
)]
pub(crate) async fn visits(
    State(state): State<Arc<AppState>>,
    query: Result<Query<SiteQuery>, QueryRejection>,
) -> Result<impl IntoResponse, Refusal> {
    let Query(query) = query.map_err(|rejection| bad_query(&rejection))?;
    let figures = state.store.figures(site_index(&state, &query.site)?).await?;
    let visits = VisitsResponse {
        version: 1,
        generated_at: figures.at.rfc3339(),
        window_s: WINDOW_S,
        unit: "visits",
        online: figures.online,
        today: figures.today,
        total: figures.total,
        since: figures.since.map(|day| day.iso()),
        visitors: figures.visitors,
    };
    Ok(([(header::CACHE_CONTROL, "no-cache")], Json(visits)))
}

/// The most read pages of a site, today and over 7 and 30 days.
#[utoipa::path(
    get,
    path = "/v1/pages",
    params(PagesQuery),
    responses(
        (status = 200, description = "The pages", body = PagesResponse),
        (status = 400, description = "The query names no site, or a limit that is not between 1 and 50", body = Refusal),
        (status = 404, description = "The site is not counted here", body = Refusal),
        (status = 503, description = "The store cannot be read at the moment; see Retry-After", body = Refusal),
    )
)]
pub(crate) async fn pages(
    State(state): State<Arc<AppState>>,
    query: Result<Query<PagesQuery>, QueryRejection>,
) -> Result<impl IntoResponse, Refusal> {
    let Query(query) = query.map_err(|rejection| bad_query(&rejection))?;
    let limit = query.limit.unwrap_or(10);
    if !(1..=MAX_RANKED).contains(&limit) {
        return Err(Refusal::new(StatusCode::BAD_REQUEST, say::HttpLimit { most: MAX_RANKED, found: limit }));
    }
    let rankings = state.store.rankings(site_index(&state, &query.site)?).await?;
    let periods = rankings.periods.iter().map(|ranking| {
        let pages = ranking.pages.iter().take(limit);
        let pages = pages.map(|(path, views)| PageResponse { path: path.clone(), views: *views }).collect();
        PeriodResponse { days: ranking.days, pages }
    });
    let pages =
        PagesResponse { version: 1, generated_at: rankings.at.rfc3339(), unit: "views", periods: periods.collect() };
    Ok(([(header::CACHE_CONTROL, "max-age=60")], Json(pages)))
}

/// Whether hits can be stored.
#[utoipa::path(
    get,
    path = "/v1/healthz",
    responses(
        (status = 200, description = "Hits can be stored", body = HealthResponse),
        (status = 503, description = "Hits cannot be stored at the moment", body = Refusal),
    )
)]
pub(crate) async fn healthz(State(state): State<Arc<AppState>>) -> Result<impl IntoResponse, Refusal> {
    state.store.health().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(HealthResponse { status: "ok" })))
}
