//! Moves: from a tool to the command that the table knows, and what would be legal where it is refused.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use zopa_table::{Command, Moves};

use super::arguments::read;
use super::door::{Call, Refused};
use crate::problem::Problem;
use crate::session::{AtTable, token};
use crate::tables::command::carry_out;

impl Call<'_> {
    /// What was given, as a tool of these arguments takes it, in the form that it has in a command.
    pub(super) fn taken<T: DeserializeOwned + Serialize + schemars::JsonSchema>(
        &mut self,
    ) -> Result<Map<String, Value>, Problem> {
        let read: T = read(std::mem::take(&mut self.given))?;
        match serde_json::to_value(read) {
            Ok(Value::Object(taken)) => Ok(taken),
            _ => Err(Problem::unavailable()),
        }
    }

    /// Carries out the command of this name. Refused, it says what would be legal.
    pub(super) async fn command(self, at: &AtTable, name: &str, mut taken: Map<String, Value>) -> Result<Value, Refused> {
        taken.insert("do".to_owned(), name.into());
        let command: Command = serde_json::from_value(Value::Object(taken)).map_err(|_| {
            let way_out = "give each argument as the tool's schema says; seats are counted from 1";
            Problem::senseless("an argument names what there is none of", way_out)
        })?;
        self.carry_out(at, command).await
    }

    /// Answers the protocol of the sitting under way by this act.
    pub(super) async fn answer(self, at: &AtTable, act: &str, mut taken: Map<String, Value>) -> Result<Value, Refused> {
        taken.insert("act".to_owned(), act.into());
        self.carry_out(at, Command::Answer { answer: taken }).await
    }

    async fn carry_out(self, at: &AtTable, command: Command) -> Result<Value, Refused> {
        let key = self.key.clone().unwrap_or_else(token::fresh);
        match carry_out(self.state, at, command, &key).await {
            Ok(kept) => Ok(json!({ "done": self.entry.name, "seen": kept.seen })),
            Err(problem) => {
                let legal = legal(&self, at).await.ok().map(Box::new);
                Err(Refused { problem, legal })
            }
        }
    }
}

/// What is legal now, by the names of the tools.
async fn legal(call: &Call<'_>, at: &AtTable) -> Result<Value, Problem> {
    Ok(told(&at.live.hold(call.state).await?.table.moves(at.actor))["legal"].clone())
}

/// What somebody could do, by the names of the tools.
pub(super) async fn moves(call: Call<'_>, at: &AtTable) -> Result<Value, Refused> {
    let held = at.live.hold(call.state).await?;
    let mut told = told(&held.table.moves(at.actor));
    if let Some(told) = told.as_object_mut() {
        told.insert("seen".to_owned(), held.seen(at.actor).into());
    }
    Ok(told)
}

fn told(moves: &Moves) -> Value {
    let one = |one: &zopa_table::Move| json!({ "tool": one.name.replace('-', "_"), "takes": one.takes });
    json!({ "asked": moves.asked, "legal": moves.legal.iter().map(one).collect::<Vec<_>>() })
}
