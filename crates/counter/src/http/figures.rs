//! What is read: the counters, the most read pages, and whether all is well.

use super::{Refusal, Service};
use crate::presence::WINDOW_S;
use crate::store::MAX_RANKED;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// The visitor counters of a site: a `visits.json`.
#[derive(Serialize, ToSchema)]
pub struct Visits {
    /// Version of the format: 1.
    version: u32,
    /// When they were so.
    #[schema(format = DateTime, example = "2026-11-26T07:04:00+07:00")]
    generated_at: String,
    /// For how long a visitor counts as present, in seconds.
    window_s: i64,
    /// What is counted.
    #[schema(example = "visits")]
    unit: &'static str,
    /// Visitors seen within the window.
    online: u64,
    /// Visits begun since midnight in Vietnam.
    today: u64,
    /// All visits, with those of the counter that was here before.
    total: u64,
    /// The first day that is in the total.
    #[schema(format = Date, example = "2019-01-01")]
    since: Option<String>,
    /// Distinct visitors since midnight. On a Redis server an estimate, with a standard error of 0.81 %.
    visitors: u64,
}

/// The most read pages of a site.
#[derive(Serialize, ToSchema)]
pub struct Pages {
    /// Version of the format: 1.
    version: u32,
    /// When they were so.
    #[schema(format = DateTime, example = "2026-11-26T07:04:00+07:00")]
    generated_at: String,
    /// What is counted.
    #[schema(example = "views")]
    unit: &'static str,
    /// One list each for 1, 7 and 30 days.
    periods: Vec<Period>,
}

/// A list of pages, the most viewed first.
#[derive(Serialize, ToSchema)]
pub struct Period {
    /// Today and so many days before it, less one.
    #[schema(example = 7)]
    days: u16,
    /// The pages.
    pages: Vec<Page>,
}

/// A page and its views.
#[derive(Serialize, ToSchema)]
pub struct Page {
    /// Its path below the site's root.
    #[schema(example = "/bai/tin-moi/")]
    path: String,
    /// How often it was looked at; a reload is not counted.
    views: u64,
}

/// How the program is.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// "ok".
    #[schema(example = "ok")]
    status: &'static str,
}

/// Which site.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SiteQuery {
    /// The site's id: its host name, and the folder where it lies in one.
    #[param(example = "quangthanh.example")]
    site: String,
}

/// Which site, and how much of it.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PagesQuery {
    /// The site's id: its host name, and the folder where it lies in one.
    #[param(example = "quangthanh.example")]
    site: String,
    /// How many pages of each period: 1 to 50, and 10 where it is not said.
    #[param(minimum = 1, maximum = 50)]
    limit: Option<usize>,
}

fn site(service: &Service, id: &str) -> Result<usize, Refusal> {
    service.sites.find(id).ok_or_else(Refusal::unknown_site)
}

fn bad(rejection: &QueryRejection) -> Refusal {
    Refusal::new(StatusCode::BAD_REQUEST, rejection.body_text())
}

/// The visitor counters of a site.
#[utoipa::path(
    get,
    path = "/v1/visits",
    params(SiteQuery),
    responses(
        (status = 200, description = "The counters", body = Visits),
        (status = 400, description = "No site was named", body = Refusal),
        (status = 404, description = "No such site", body = Refusal),
        (status = 503, description = "Cannot be read now; see Retry-After", body = Refusal),
    )
)]
pub async fn visits(
    State(service): State<Arc<Service>>,
    query: Result<Query<SiteQuery>, QueryRejection>,
) -> Result<impl IntoResponse, Refusal> {
    let Query(query) = query.map_err(|rejection| bad(&rejection))?;
    let figures = service.store.figures(site(&service, &query.site)?).await?;
    let visits = Visits {
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
        (status = 200, description = "The pages", body = Pages),
        (status = 400, description = "No site was named, or a limit beyond 1 to 50", body = Refusal),
        (status = 404, description = "No such site", body = Refusal),
        (status = 503, description = "Cannot be read now; see Retry-After", body = Refusal),
    )
)]
pub async fn pages(
    State(service): State<Arc<Service>>,
    query: Result<Query<PagesQuery>, QueryRejection>,
) -> Result<impl IntoResponse, Refusal> {
    let Query(query) = query.map_err(|rejection| bad(&rejection))?;
    let limit = query.limit.unwrap_or(10);
    if !(1..=MAX_RANKED).contains(&limit) {
        return Err(Refusal::new(StatusCode::BAD_REQUEST, format!("limit: expected 1 to {MAX_RANKED}, found {limit}")));
    }
    let (at, rankings) = service.store.ranking(site(&service, &query.site)?).await?;
    let periods = rankings.iter().map(|ranking| {
        let pages = ranking.pages.iter().take(limit);
        let pages = pages.map(|(path, views)| Page { path: path.clone(), views: *views }).collect();
        Period { days: ranking.days, pages }
    });
    let pages = Pages { version: 1, generated_at: at.rfc3339(), unit: "views", periods: periods.collect() };
    Ok(([(header::CACHE_CONTROL, "max-age=60")], Json(pages)))
}

/// Whether hits can be kept.
#[utoipa::path(
    get,
    path = "/v1/healthz",
    responses(
        (status = 200, description = "All is well", body = Health),
        (status = 503, description = "Hits cannot be kept now", body = Refusal),
    )
)]
pub async fn healthz(State(service): State<Arc<Service>>) -> Result<impl IntoResponse, Refusal> {
    service.store.health().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(Health { status: "ok" })))
}
