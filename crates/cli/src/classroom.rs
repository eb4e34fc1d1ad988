//! From a source and its flags to a lesson and its course: what `sheet` and `debrief` share.

use zopa_report::class::{Lesson, NoLesson, Wanted, field_lesson, lesson};
use zopa_table::class::Course;

use crate::arguments::{Classroom, Reading};
use crate::exit::Failure;
use crate::{answer, scenario, source};
use zopa_runner::folder;

/// The seed of a class that is not varied, where none is given: `--help` says so.
const USUAL_SEED: u64 = 1;

impl From<NoLesson> for Failure {
    fn from(none: NoLesson) -> Self {
        Self::usage(none.problem, none.way_out)
    }
}

/// What `source` has to teach.
pub(crate) fn open(name: &str, classroom: &Classroom) -> Result<(Lesson, Course), Failure> {
    let seed = classroom.seed.unwrap_or(USUAL_SEED);
    match folder::find(name)? {
        Some(found) => {
            if classroom.judgement.is_some() {
                return Err(Failure::usage(
                    "`--judgement` asks something of a case, and this is a scenario of the field",
                    "leave it out",
                ));
            }
            let reading = Reading { party: Vec::new(), meaning: None, strict: false, grid: classroom.grid };
            let read = scenario::read(&found, &reading)?;
            Ok(field_lesson(&read.scenario, &scenario::tabulate(&found, &read)?, seed, classroom.vary)?)
        }
        None => {
            if classroom.grid.is_some() {
                return Err(Failure::usage(
                    "`--grid` cuts amounts of a scenario of the field, and this is a case",
                    "leave it out",
                ));
            }
            let dossier = source::open(name, &classroom.opening)?.dossier()?;
            let wanted = Wanted {
                audience: answer::audience_of(classroom.audience),
                judgement: classroom.judgement.as_deref(),
                seed,
                vary: classroom.vary,
            };
            Ok(lesson(&dossier, &wanted)?)
        }
    }
}
