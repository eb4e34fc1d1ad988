//! Classes: one case in many groups, joined by a code and without a name.
//!
//! ```text
//! teacher (an analyst) ──make──▶ Room (groups, forms) + case + a sheet for every part, each sealed
//! code ──look, take──▶ session of a part ──▶ its own sheet, its group's form            reveal ──▶ the debrief for all
//! ```
//!
//! Nobody sees an outcome before the teacher reveals the debrief, and nobody ever sees another part's sheet.

mod join;
mod make;
mod member;
mod room;
mod teach;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::State;

pub(crate) fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(teach::list, make::make))
        .routes(routes!(teach::read, teach::destroy))
        .routes(routes!(teach::free))
        .routes(routes!(teach::reveal))
        .routes(routes!(teach::results))
        .routes(routes!(teach::debrief))
        .routes(routes!(join::look))
        .routes(routes!(join::take))
        .routes(routes!(member::mine))
        .routes(routes!(member::enter))
        .routes(routes!(member::debrief))
}
