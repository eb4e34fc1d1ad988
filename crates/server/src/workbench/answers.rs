//! The answers of the command line, to a case that comes with the question.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zopa_analysis::uncertainty::{DrawPlan, Watch};
use zopa_dossier::Dossier;
use zopa_report::answers::{self, AnalysisQuestion, ExchangeQuestion, RoadmapQuestion, Seen};
use zopa_report::chart::Chart;
use zopa_report::document::Document;
use zopa_report::{DiagnosticView, ExchangeDocument, RoadmapDocument};

use super::asked::{AskedCase, NAME, texts};
use super::work::done;
use crate::json::Json;
use crate::problem::Problem;
use crate::session::Analyst;

/// The most draws of an analysis or a roadmap: some tens of seconds of a processor.
const MOST_DRAWS: u32 = 100_000;

/// A case to be checked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Checked {
    /// The case file.
    text: String,
}

/// What is wrong with a case.
#[derive(Serialize, ToSchema)]
pub(crate) struct Faults {
    /// Errors and warnings, as `zopa check --json` gives them.
    #[schema(value_type = Vec<Object>)]
    diagnostics: Vec<DiagnosticView>,
}

/// A document of the command line.
#[derive(Serialize, ToSchema)]
pub(crate) struct Answered<D: Serialize> {
    /// The document.
    #[schema(value_type = Object)]
    document: D,
}

/// A document with its pictures.
#[derive(Serialize, ToSchema)]
pub(crate) struct Pictured<D: Serialize> {
    /// The document.
    #[schema(value_type = Object)]
    document: D,
    /// Its pictures, in the order in which they are told.
    pictures: Vec<Picture>,
}

/// A picture. Its colours come from the classes of the style sheet that all charts share.
#[derive(Serialize, ToSchema)]
pub(crate) struct Picture {
    /// The heading for people.
    title: String,
    /// Drawn for a desk, and paper.
    svg: String,
    /// Drawn for a phone.
    narrow: String,
}

impl From<Chart> for Picture {
    fn from(chart: Chart) -> Self {
        Self { title: chart.title, svg: chart.wide, narrow: chart.narrow }
    }
}

/// Says what is wrong with a case: its shape, its meaning, and quotations that are not in their sources.
#[utoipa::path(post, path = "/api/workbench/check", tag = "workbench", request_body = Checked,
    responses((status = OK, body = Faults), (status = "4XX", body = Problem)))]
pub(crate) async fn check(_: Analyst, Json(asked): Json<Checked>) -> Result<Json<Faults>, Problem> {
    done(move |_| Ok(Json(faults(&asked.text)))).await
}

fn faults(text: &str) -> Faults {
    let found = match Dossier::read(NAME, text.as_bytes()) {
        Err(faults) => faults,
        Ok(dossier) => {
            let quotations = zopa_dossier::verify(&dossier, &texts(&dossier));
            let wrong = quotations.iter().filter_map(|check| check.fault().cloned());
            dossier.warnings().iter().cloned().chain(wrong).collect()
        }
    };
    Faults { diagnostics: found.iter().map(|fault| DiagnosticView::new(text.as_bytes(), fault)).collect() }
}

/// Analyses a case: the answer of `zopa analyse --json`.
#[utoipa::path(post, path = "/api/workbench/analyse", tag = "workbench", request_body = AskedCase,
    responses((status = OK, body = Object, description = "{document}: as zopa analyse --json"), (status = "4XX", body = Problem)))]
pub(crate) async fn analyse(_: Analyst, Json(asked): Json<AskedCase>) -> Result<Json<Answered<Document>>, Problem> {
    done(move |watch| Ok(Json(Answered { document: analysed(&asked, watch)? }))).await
}

/// Analyses a case, as a page that prints: the file of `zopa analyse --report`.
#[utoipa::path(post, path = "/api/workbench/report", tag = "workbench", request_body = AskedCase,
    responses((status = OK, body = String, content_type = "text/html"), (status = "4XX", body = Problem)))]
pub(crate) async fn report(_: Analyst, Json(asked): Json<AskedCase>) -> Result<Response, Problem> {
    let page = done(move |watch| Ok(zopa_report::html(&analysed(&asked, watch)?))).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        // A page of its own, with styles of its own: it is a file to keep, not a page of this server.
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"report.html\"")),
    ];
    Ok((headers, page).into_response())
}

fn analysed(asked: &AskedCase, watch: Watch<'_>) -> Result<Document, Problem> {
    let usual = AnalysisQuestion::usual();
    let plan = plan(asked, usual.plan)?;
    let seen = asked.seen()?;
    let texts = texts(seen.dossier());
    let question = AnalysisQuestion { judgements: asked.judgement.clone(), plan, ..usual };
    Ok(answers::analysis(&seen, &texts, &question, watch)?.document)
}

/// Says what waits for what, and in which order it could be done: the answer of `zopa roadmap --json`.
#[utoipa::path(post, path = "/api/workbench/roadmap", tag = "workbench", request_body = AskedCase,
    responses((status = OK, body = Object, description = "{document, pictures}: as zopa roadmap --json"),
        (status = "4XX", body = Problem)))]
pub(crate) async fn roadmap(_: Analyst, Json(asked): Json<AskedCase>) -> Result<Json<Pictured<RoadmapDocument>>, Problem> {
    done(move |watch| {
        let usual = RoadmapQuestion::usual();
        let plan = plan(&asked, usual.plan)?;
        let question = RoadmapQuestion { judgements: asked.judgement.clone(), plan };
        let document = answers::roadmap(&asked.seen()?, &question, watch)?;
        let pictures = zopa_report::roadmap_charts(&document).into_iter().map(Picture::from).collect();
        Ok(Json(Pictured { document, pictures }))
    })
    .await
}

/// Says who can be exchanged, and in which batches: the answer of `zopa exchange --json`.
#[utoipa::path(post, path = "/api/workbench/exchange", tag = "workbench", request_body = AskedCase,
    responses((status = OK, body = Object, description = "{document, pictures}: as zopa exchange --json"),
        (status = "4XX", body = Problem)))]
pub(crate) async fn exchange(_: Analyst, Json(asked): Json<AskedCase>) -> Result<Json<Pictured<ExchangeDocument>>, Problem> {
    done(move |_| {
        let document = exchanged(&asked.seen()?)?;
        let pictures = zopa_report::exchange_charts(&document).into_iter().map(Picture::from).collect();
        Ok(Json(Pictured { document, pictures }))
    })
    .await
}

fn exchanged(seen: &Seen) -> Result<ExchangeDocument, Problem> {
    let compiled = seen.dossier().register(&texts(seen.dossier()), &[]);
    if let Some(fault) = compiled.unread.first() {
        return Err(Problem::senseless(fault.to_string(), fault.way_out.clone()));
    }
    Ok(answers::exchange(seen, &compiled, &ExchangeQuestion::usual())?.document)
}

fn plan(asked: &AskedCase, usual: DrawPlan) -> Result<DrawPlan, Problem> {
    Ok(DrawPlan { seed: asked.seed.unwrap_or(usual.seed), draws: asked.draws(usual.draws, MOST_DRAWS)? })
}
