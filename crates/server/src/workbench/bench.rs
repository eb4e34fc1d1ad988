//! The plane and the packages.

use serde::Deserialize;
use utoipa::ToSchema;
use zopa_analysis::Limits;
use zopa_analysis::uncertainty::DrawPlan;
use zopa_report::bench::BenchQuestion;
use zopa_report::bench::document::{ChangesView, ComparisonDocument, PackageDocument, PlaneDocument};
use zopa_report::document::OutcomeView;

use super::asked::AskedCase;
use super::work::done;
use crate::json::Json;
use crate::problem::Problem;
use crate::session::Analyst;

/// Draws where nobody says how many: a standard error of at most 0.016, and an answer while a weight is dragged.
const USUAL_DRAWS: u32 = 1_000;
/// The most draws.
const MOST_DRAWS: u32 = 5_000;
/// The most packages beside each other.
const MOST_PACKAGES: usize = 20;
/// What stops the frontier: a page cannot show more, and it is asked for at every move.
const LIMITS: fn() -> Limits = || Limits { points: 100_000, steps: 200_000_000, ..Limits::default() };

/// A case with what is moved.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Moved {
    #[serde(flatten)]
    case: AskedCase,
    /// What is moved: {weights, rankings, reservations, shocks}.
    #[serde(default)]
    #[schema(value_type = Object)]
    changes: ChangesView,
}

/// A package to be judged.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Judged {
    #[serde(flatten)]
    moved: Moved,
    /// The package, whole or in part: issue → option.
    #[schema(value_type = Object)]
    outcome: OutcomeView,
}

/// Packages to be compared.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Compared {
    #[serde(flatten)]
    moved: Moved,
    /// The packages.
    packages: Vec<Named>,
}

/// A package with a name.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Named {
    /// The name.
    name: String,
    /// The package, whole or in part: issue → option.
    #[schema(value_type = Object)]
    outcome: OutcomeView,
}

impl Moved {
    fn question(&self) -> Result<BenchQuestion, Problem> {
        Ok(BenchQuestion {
            judgement: self.case.one_judgement()?,
            changes: self.changes.clone(),
            plan: DrawPlan { seed: self.case.seed.unwrap_or(1), draws: self.case.draws(USUAL_DRAWS, MOST_DRAWS)? },
        })
    }
}

/// The plane of a judgement with what is moved: odds, frontier, points, and what can be moved how far.
#[utoipa::path(post, path = "/api/workbench/plane", tag = "workbench", request_body = Moved,
    responses((status = OK, body = Object, description = "the plane"), (status = "4XX", body = Problem)))]
pub(crate) async fn plane(_: Analyst, Json(asked): Json<Moved>) -> Result<Json<PlaneDocument>, Problem> {
    done(move |watch| {
        let question = asked.question()?;
        Ok(Json(zopa_report::bench::plane(&asked.case.seen()?, &question, &LIMITS(), watch)?))
    })
    .await
}

/// How a package, whole or in part, fares: who accepts it how often, and why not.
#[utoipa::path(post, path = "/api/workbench/package", tag = "workbench", request_body = Judged,
    responses((status = OK, body = Object, description = "how it fares"), (status = "4XX", body = Problem)))]
pub(crate) async fn package(_: Analyst, Json(asked): Json<Judged>) -> Result<Json<PackageDocument>, Problem> {
    done(move |watch| {
        let question = asked.moved.question()?;
        let seen = asked.moved.case.seen()?;
        Ok(Json(zopa_report::bench::package(&seen, &question, &asked.outcome, &LIMITS(), watch)?))
    })
    .await
}

/// Packages beside each other, over the same draws.
#[utoipa::path(post, path = "/api/workbench/compare", tag = "workbench", request_body = Compared,
    responses((status = OK, body = Object, description = "one row for each package"), (status = "4XX", body = Problem)))]
pub(crate) async fn compare(_: Analyst, Json(asked): Json<Compared>) -> Result<Json<ComparisonDocument>, Problem> {
    if asked.packages.len() > MOST_PACKAGES {
        return Err(Problem::senseless(
            format!("{} packages are too many to be looked at beside each other", asked.packages.len()),
            format!("compare at most {MOST_PACKAGES}"),
        ));
    }
    done(move |watch| {
        let question = asked.moved.question()?;
        let seen = asked.moved.case.seen()?;
        let packages: Vec<(String, OutcomeView)> = asked.packages.into_iter().map(|one| (one.name, one.outcome)).collect();
        Ok(Json(zopa_report::bench::comparison(&seen, &question, &packages, watch)?))
    })
    .await
}
