//! Forecasts as the room `model` holds them.

use zopa_model::{Forecast, ForecastActor, ForecastScale, ForecastStand};

use crate::case::{ActorEntry, ForecastEntry, ScaleEntry};
use crate::dossier::Dossier;

/// A forecast in the terms of the rooms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledForecast {
    /// Its short name.
    pub id: String,
    /// Scales and actors.
    pub forecast: Forecast,
}

impl Dossier {
    /// The forecasts of the case, in their order.
    pub fn forecasts(&self) -> Vec<CompiledForecast> {
        self.case().forecasts.iter().map(forecast).collect()
    }
}

fn forecast(entry: &ForecastEntry) -> CompiledForecast {
    let scale = |scale: &ScaleEntry| ForecastScale {
        name: scale.name.clone().unwrap_or_else(|| scale.id.clone()),
        low: scale.low.0.clone(),
        high: scale.high.0.clone(),
        status_quo: scale.status_quo.as_ref().map(|amount| amount.0.clone()),
    };
    let actor = |actor: &ActorEntry| ForecastActor {
        name: actor.name.clone(),
        capability: actor.capability.0.clone(),
        stands: entry
            .scales
            .iter()
            .map(|scale| {
                let stand = actor.stands.get(&scale.id)?;
                Some(ForecastStand { position: stand.position.0.clone(), salience: stand.salience.0.clone() })
            })
            .collect(),
    };
    CompiledForecast {
        id: entry.id.clone(),
        forecast: Forecast { scales: entry.scales.iter().map(scale).collect(), actors: entry.actors.iter().map(actor).collect() },
    }
}
