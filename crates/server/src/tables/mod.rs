//! The addresses of tables.

pub(crate) mod command;
pub(crate) mod compartment;
pub(crate) mod look;
pub(crate) mod make;
mod record;
mod terms;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::State;

pub(crate) fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(make::make, make::list))
        .routes(routes!(look::look, make::destroy))
        .routes(routes!(make::invite))
        .routes(routes!(look::watch))
        .routes(routes!(command::command))
        .routes(routes!(compartment::sheet, compartment::keep_sheet))
        .routes(routes!(compartment::worth))
        .routes(routes!(compartment::destroy))
        .routes(routes!(record::public))
        .routes(routes!(record::own))
        .routes(routes!(record::bundle))
}
