//! What is kept of a class, and how it changes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zopa_dossier::{Audience, Dossier};
use zopa_report::class::{DebriefDocument, Lesson, NoLesson, Wanted, assemble_debrief, debrief_pictures, lesson};
use zopa_table::class::{Agreement, Course, Form, Group, Refused, Unplayable};

use crate::cabinet::Cabinet;
use crate::problem::Problem;
use crate::state::State;
use crate::store::{StoreError, Write};

/// The kind of everything that is kept of a class.
const KIND: &str = "class";
/// The one document that changes.
const ROOM: &str = "room";
/// The case.
const CASE: &str = "case";
/// How often a change is tried again when somebody else was quicker.
const TRIES: u32 = 100;

/// Whose payoffs are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum DrawnFor {
    /// What anybody may see.
    #[default]
    Public,
    /// What the team may see.
    Internal,
    /// Everything.
    Secret,
}

/// A class. The seed is in it, so it is sealed like everything else.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Room {
    /// The account that teaches it.
    pub(super) teacher: String,
    pub(super) title: String,
    /// The join code as people write it.
    pub(super) code: String,
    /// The names of the parties, in the order of the parts.
    pub(super) parties: Vec<String>,
    pub(super) revealed: bool,
    pub(super) groups: Vec<Group>,
    pub(super) play: Play,
}

/// What the games of a class follow from, together with its case.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Play {
    pub(super) judgement: Option<String>,
    pub(super) drawn_for: DrawnFor,
    pub(super) vary: bool,
    pub(super) seed: u64,
}

/// The documents of a class.
pub(super) fn documents<'a>(state: &'a State, class: &'a str) -> Cabinet<'a> {
    Cabinet::new(state, class, KIND)
}

/// The document of a part's sheet.
fn sheet_name(group: u32, part: u32) -> String {
    format!("sheet {group} {part}")
}

/// The statements that keep a new class.
pub(super) fn first(state: &State, class: &str, room: &Room, case: &[u8], sheets: &[(u32, u32, Vec<u8>)]) -> Vec<Write> {
    let documents = documents(state, class);
    let sheet = |(group, part, bytes): &(u32, u32, Vec<u8>)| documents.keep(&sheet_name(*group, *part), 1, bytes);
    let mut writes = vec![documents.keep(ROOM, 1, &written(room)), documents.keep(CASE, 1, case)];
    writes.extend(sheets.iter().map(sheet));
    writes
}

/// The statements that destroy everything of a class.
pub(super) fn last(state: &State, class: &str, room: &Room) -> Vec<Write> {
    let documents = documents(state, class);
    let parts = (1..).zip(&room.groups).flat_map(|(group, of)| (1..).zip(of.parts()).map(move |(part, _)| (group, part)));
    let sheets = parts.map(|(group, part)| documents.destroy(&sheet_name(group, part)));
    // A change that comes between finds no room to change.
    std::iter::once(documents.destroy(ROOM).of_one_row()).chain([documents.destroy(CASE)]).chain(sheets).collect()
}

fn written(room: &Room) -> Vec<u8> {
    serde_json::to_vec(room).expect("a room is plain data with string keys")
}

fn read(bytes: &[u8]) -> Result<Room, Problem> {
    serde_json::from_slice(bytes).map_err(|_| {
        tracing::error!("a class that was kept cannot be read");
        Problem::unavailable()
    })
}

/// The class `id`.
pub(super) async fn room(state: &State, id: &str) -> Result<Room, Problem> {
    let stored = documents(state, id).latest(ROOM).await?.ok_or_else(Problem::not_found)?;
    read(&stored.bytes)
}

/// The class `id` of this teacher. To all others there is no such class.
pub(super) async fn room_of(state: &State, id: &str, teacher: &str) -> Result<Room, Problem> {
    let room = room(state, id).await?;
    if room.teacher == teacher { Ok(room) } else { Err(Problem::not_found()) }
}

/// Changes the class `id`, and keeps it before it answers. Where two change it at once, both changes are made, one after the
/// other.
pub(super) async fn change<T>(
    state: &State,
    id: &str,
    with: Vec<Write>,
    change: impl Fn(&mut Room) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let documents = documents(state, id);
    for _ in 0..TRIES {
        let stored = documents.latest(ROOM).await?.ok_or_else(Problem::not_found)?;
        let mut room = read(&stored.bytes)?;
        let told = change(&mut room)?;
        let next = stored.version + 1;
        // The version before goes, and has to be there: a class that is destroyed meanwhile stays destroyed.
        let mut writes = vec![documents.destroy_before(ROOM, next).of_one_row(), documents.keep(ROOM, next, &written(&room))];
        writes.extend(with.iter().cloned());
        match state.store.write(writes).await {
            Err(StoreError::Conflict) => continue,
            kept => return kept.map(|()| told).map_err(Problem::from),
        }
    }
    Err(StoreError::Conflict.into())
}

/// The sheet of a part, as it was made when the class was.
pub(super) async fn sheet(state: &State, id: &str, group: u32, part: u32) -> Result<serde_json::Value, Problem> {
    let stored = documents(state, id).latest(&sheet_name(group, part)).await?.ok_or_else(Problem::not_found)?;
    serde_json::from_slice(&stored.bytes).map_err(|_| Problem::unavailable())
}

/// The lesson and the course of a class.
pub(super) async fn course(state: &State, id: &str, play: &Play) -> Result<(Lesson, Course), Problem> {
    let stored = documents(state, id).latest(CASE).await?.ok_or_else(Problem::not_found)?;
    tokio::task::block_in_place(|| course_of(&stored.bytes, play))
}

/// The same of the bytes of a case.
pub(super) fn course_of(case: &[u8], play: &Play) -> Result<(Lesson, Course), Problem> {
    let dossier = Dossier::read("case", case).map_err(|diagnostics| {
        let first = diagnostics.first().map_or_else(String::new, |diagnostic| diagnostic.message.clone());
        Problem::senseless(format!("the case has {} faults; the first: {first}", diagnostics.len()), "mend it in the workbench")
    })?;
    let audience = match play.drawn_for {
        DrawnFor::Public => Audience::Public,
        DrawnFor::Internal => Audience::Internal,
        DrawnFor::Secret => Audience::Secret,
    };
    let wanted = Wanted { audience, judgement: play.judgement.as_deref(), seed: play.seed, vary: play.vary };
    Ok(lesson(&dossier, &wanted)?)
}

impl From<NoLesson> for Problem {
    fn from(none: NoLesson) -> Self {
        Self::senseless(none.problem, none.way_out)
    }
}

impl From<Unplayable> for Problem {
    fn from(unplayable: Unplayable) -> Self {
        Self::senseless(unplayable.to_string(), unplayable.way_out())
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NoPart { .. } => Self::not_found(),
            Refused::Taken => Self::conflict("somebody plays this part already", "choose another, or ask the teacher to free it"),
            Refused::NotJoined => Self::not_logged_in(),
            Refused::Final => Self::conflict("all parts have entered the same agreement", "it is final; talk to the teacher"),
            Refused::Incomplete { .. } | Refused::Forbidden { .. } => {
                Self::senseless(refused.to_string(), "settle every issue with an option that stands on the sheet")
            }
        }
    }
}

/// The debrief with its pictures.
#[derive(Serialize, ToSchema)]
pub(crate) struct Debriefed {
    /// As `zopa debrief --json` writes it.
    #[schema(value_type = Object)]
    document: DebriefDocument,
    /// The pictures of the page.
    pictures: Vec<Picture>,
}

/// A picture in two sizes, which need the style of charts.
#[derive(Serialize, ToSchema)]
pub(crate) struct Picture {
    title: String,
    /// For a desk, and paper.
    svg: String,
    /// For a phone.
    narrow: String,
}

impl Room {
    /// The group of this number, from one.
    pub(super) fn group(&mut self, group: u32) -> Result<&mut Group, Problem> {
        (group as usize).checked_sub(1).and_then(|at| self.groups.get_mut(at)).ok_or_else(Problem::not_found)
    }

    /// `open` or `revealed`.
    pub(super) fn state(&self) -> &'static str {
        if self.revealed { "revealed" } else { "open" }
    }

    /// What counts of every group: what all its parts have entered alike.
    pub(super) fn forms(&self) -> BTreeMap<u32, Option<Form>> {
        let form = |group: &Group| match group.agreement() {
            Agreement::Final(form) => Some(form),
            Agreement::Open | Agreement::Differs { .. } => None,
        };
        (1..).zip(self.groups.iter().map(form)).collect()
    }

    /// Nothing is told of any outcome before this.
    pub(super) fn must_be_revealed(&self) -> Result<(), Problem> {
        match self.revealed {
            true => Ok(()),
            false => Err(Problem::conflict("nothing is shown before the debrief", "the teacher reveals it for all at once")),
        }
    }

    /// The debrief.
    pub(super) async fn debrief(&self, state: &State, id: &str) -> Result<Debriefed, Problem> {
        self.must_be_revealed()?;
        let (lesson, course) = course(state, id, &self.play).await?;
        tokio::task::block_in_place(|| {
            let document = DebriefDocument { case: self.title.clone(), ..assemble_debrief(&lesson, &course, &self.forms())? };
            let picture =
                |chart: zopa_report::chart::Chart| Picture { title: chart.title, svg: chart.wide, narrow: chart.narrow };
            Ok(Debriefed { pictures: debrief_pictures(&document).into_iter().map(picture).collect(), document })
        })
    }
}
