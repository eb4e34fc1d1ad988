//! The workbench: questions about a case that comes with the question, the saved cases of an analyst, and talks to watch.
//!
//! Nothing is thought out here: a request becomes a question of `report`'s rooms, which is answered on a thread of its own.

mod answers;
mod asked;
mod bench;
mod cases;
mod catalogue;
mod talks;
mod work;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::State;

pub(crate) fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(catalogue::cases))
        .routes(routes!(catalogue::strategies))
        .routes(routes!(catalogue::protocols))
        .routes(routes!(cases::list, cases::make))
        .routes(routes!(cases::read, cases::keep, cases::destroy))
        .routes(routes!(cases::undo))
        .routes(routes!(cases::redo))
        .routes(routes!(answers::check))
        .routes(routes!(answers::analyse))
        .routes(routes!(answers::roadmap))
        .routes(routes!(answers::exchange))
        .routes(routes!(answers::report))
        .routes(routes!(bench::plane))
        .routes(routes!(bench::package))
        .routes(routes!(bench::compare))
        .routes(routes!(talks::negotiate))
}
