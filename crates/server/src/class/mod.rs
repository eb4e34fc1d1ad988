//! Classes.

use utoipa_axum::router::OpenApiRouter;

use crate::state::State;

pub(crate) fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
}
