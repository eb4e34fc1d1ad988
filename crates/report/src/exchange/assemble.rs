//! From what was found to what is told, and to whom.

use calendar::day;
use zopa_dossier::case::Nature;
use zopa_dossier::lists::ListKind;
use zopa_dossier::{Audience, CompiledRegister, Disclosed};
use zopa_model::register::{LegalStanding, PartialDate, Register, Subject};
use zopa_process::exchange::plan::{NoPlan, Plan, Question};
use zopa_process::exchange::reconcile::{Outcome, Weights};
use zopa_process::exchange::{
    Aside, Compared, Counted, REMINDERS, SMALL, Safety, Series, Study, TooManyStates, gain_by_stopping, suppressed,
};

use super::document::{
    BatchView, ClassView, ComparedView, ExchangeDocument, FigureView, HandoverView, ListView, ModeView, OccasionView, PlanView,
    ReachedView, ReminderView, RingsView, RowView, SeriesView, SideView, StepView, TableView,
};
use super::words;
use crate::words::{count, list};

/// Everything that an answer is made of.
#[derive(Clone, Copy, Debug)]
pub struct ExchangeSubject<'a> {
    /// The case as the audience may see it.
    pub disclosed: &'a Disclosed,
    /// Whom the answer is for.
    pub audience: Audience,
    /// The register and its lists.
    pub compiled: &'a CompiledRegister,
    /// What was asked.
    pub question: Option<&'a Question>,
    /// How names were weighed.
    pub weights: &'a Weights,
    /// What was found.
    pub study: &'a Study,
    /// Whether things can be handed over step by step, with the smallest common penalty as a number.
    pub safety: Option<&'a (Result<Safety, TooManyStates>, String)>,
    /// Decisions that an analyst signed.
    pub signed: &'a [String],
}

/// Assembles the answer.
pub fn document(subject: &ExchangeSubject<'_>) -> ExchangeDocument {
    Assembly::of(subject).document()
}

struct Assembly<'a> {
    subject: &'a ExchangeSubject<'a>,
    register: &'a Register,
    /// Short names.
    ids: Vec<&'a str>,
    is_public: bool,
    /// Whether figures of people are computed at all.
    computes: bool,
}

impl<'a> Assembly<'a> {
    fn of(subject: &'a ExchangeSubject<'a>) -> Self {
        let register = &subject.compiled.register;
        Self {
            subject,
            register,
            ids: register.sides.iter().map(String::as_str).collect(),
            is_public: subject.audience == Audience::Public,
            computes: subject.compiled.knows_people && !subject.compiled.omitted.people,
        }
    }

    fn document(&self) -> ExchangeDocument {
        let case = self.subject.disclosed.dossier.case();
        let (places, ready) = self.tables();
        let shows_classes =
            ready.as_ref().is_some_and(|table| table.rows.iter().all(|row| row.counts.iter().all(Option::is_some)));
        let shows_totals = ready.as_ref().is_some_and(|table| table.total.iter().all(Option::is_some));
        let modes = if shows_totals { self.modes(shows_classes) } else { Vec::new() };
        let plan = if shows_totals { self.plan(shows_classes) } else { None };
        let (signed, rings) = (self.subject.signed.to_vec(), self.rings());
        let mut document = ExchangeDocument {
            zopa: 1,
            kind: "exchange",
            name: self.subject.disclosed.dossier.name().to_owned(),
            title: case.title.clone(),
            heading: match case.nature {
                Nature::Invented => Some("an invented case: nobody in it is a real person".to_owned()),
                Nature::Textbook => Some("from a textbook or a paper".to_owned()),
                Nature::Real => None,
            },
            audience: match self.subject.audience {
                Audience::Public => "public",
                Audience::Internal => "internal",
                Audience::Secret => "secret",
            },
            withheld: self.subject.disclosed.withheld,
            sides: self.sides(),
            classes: self
                .register
                .classes
                .iter()
                .map(|class| ClassView { id: class.name.clone(), standing: words::standing(class.standing) })
                .collect(),
            gist: Vec::new(),
            places,
            ready,
            modes,
            plan,
            compared: self.compared(),
            lists: self.lists(),
            held_by_both: self.held_by_both(),
            rings,
            series: self.subject.study.series.iter().map(|series| self.series(series)).collect(),
            announced: self.announced(),
            handover: self.handover(),
            not_known: Vec::new(),
            signed,
            law: Vec::new(),
        };
        document.not_known = self.not_known(&document, shows_classes, shows_totals);
        document.law = self.law(&document);
        document.gist = self.gist(&document);
        document
    }

    fn sides(&self) -> Vec<SideView> {
        let case = self.subject.disclosed.dossier.case();
        let name = |id: &str| case.parties.iter().find(|party| party.id == id).and_then(|party| party.name.clone());
        self.ids.iter().map(|id| SideView { id: (*id).to_owned(), name: name(id).unwrap_or_else(|| (*id).to_owned()) }).collect()
    }

    /// The two sides of the question, or the first two.
    fn pair(&self) -> [usize; 2] {
        self.subject.question.map_or([0, 1.min(self.ids.len().saturating_sub(1))], |question| question.sides)
    }

    fn pair_names(&self) -> [&'a str; 2] {
        self.pair().map(|side| self.ids.get(side).copied().unwrap_or_default())
    }

    fn class_name(&self, class: usize) -> String {
        self.register.classes.get(class).map_or_else(|| "no class asserted".to_owned(), |class| class.name.clone())
    }

    /// Who stands where, and who is ready by class. What is small is left out for the public.
    fn tables(&self) -> (Option<TableView>, Option<TableView>) {
        if !self.computes {
            return (None, None);
        }
        let tally = &self.subject.study.tally;
        let sides = 0..self.ids.len();
        let mut rows = vec![
            ("ready, and counted".to_owned(), sides.clone().map(|side| tally.ready(side)).collect::<Vec<u64>>()),
            ("ready, severely wounded or sick: wait for no count".to_owned(), tally.outside.clone()),
        ];
        rows.extend(Aside::ALL.into_iter().map(|aside| {
            let counts = sides.clone().map(|side| tally.aside[side].get(&aside).copied().unwrap_or(0)).collect();
            (words::aside(aside).to_owned(), counts)
        }));
        rows.retain(|(_, counts)| counts.iter().any(|count| *count > 0));
        let places = self.table(rows, tally.total.clone());
        let classes = (0..=self.register.classes.len()).map(|class| {
            let counts = sides.clone().map(|side| tally.in_count[side][class]).collect::<Vec<u64>>();
            (self.class_name(class), counts)
        });
        let rows = classes.filter(|(_, counts)| counts.iter().any(|count| *count > 0)).collect();
        let mut ready = self.table(rows, sides.clone().map(|side| tally.ready(side)).collect());
        // What the one table leaves out must not stand as a total in the other.
        let first = places.rows.iter().find(|row| row.name == "ready, and counted");
        if self.is_public && first.is_some_and(|row| row.counts.iter().any(Option::is_none)) {
            ready.rows.iter_mut().for_each(|row| row.counts.iter_mut().for_each(|count| *count = None));
            ready.total.iter_mut().for_each(|count| *count = None);
        }
        (Some(places), Some(ready))
    }

    fn table(&self, rows: Vec<(String, Vec<u64>)>, total: Vec<u64>) -> TableView {
        let cells: Vec<Vec<u64>> = rows.iter().map(|(_, counts)| counts.clone()).collect();
        let hidden =
            if self.is_public { suppressed(&cells) } else { Some(cells.iter().map(|row| vec![false; row.len()]).collect()) };
        let shows = |row: usize, side: usize| hidden.as_ref().is_some_and(|hidden| !hidden[row][side]);
        let row = |(at, (name, counts)): (usize, (String, Vec<u64>))| RowView {
            name,
            counts: counts.into_iter().enumerate().map(|(side, count)| Some(count).filter(|_| shows(at, side))).collect(),
        };
        let small = |count: &u64| self.is_public && (1..SMALL).contains(count);
        TableView {
            rows: rows.into_iter().enumerate().map(row).collect(),
            total: total.into_iter().map(|count| Some(count).filter(|count| !small(count))).collect(),
        }
    }

    fn rows(&self, by_class: &[[u64; 2]]) -> Vec<RowView> {
        let there = by_class.iter().enumerate().filter(|(_, counts)| **counts != [0, 0]);
        there
            .map(|(class, counts)| RowView {
                name: self.class_name(class),
                counts: counts.iter().map(|count| Some(*count)).collect(),
            })
            .collect()
    }

    fn modes(&self, shows_classes: bool) -> Vec<ModeView> {
        let (sides, classes) = (self.pair_names(), self.register.classes.as_slice());
        let view = |(mode, moved): &(
            zopa_model::register::Mode,
            Result<zopa_process::exchange::Moved, zopa_process::exchange::CannotMove>,
        )| {
            // What goes by class tells of the classes.
            let by_classes =
                matches!(mode, zopa_model::register::Mode::ClassForClass | zopa_model::register::Mode::AllForAllIn(_));
            let shown = moved.as_ref().ok().filter(|_| shows_classes || !by_classes);
            ModeView {
                mode: words::mode(mode, sides, classes),
                words: words::mode_in_words(mode, sides, classes),
                total: shown.map(|moved| moved.total),
                by_class: shown
                    .and_then(|moved| moved.by_class.as_ref())
                    .filter(|_| shows_classes)
                    .map(|by_class| self.rows(by_class)),
                cannot: moved.as_ref().err().map(ToString::to_string),
                chosen: self.subject.question.is_some_and(|question| question.mode == *mode),
            }
        };
        self.subject.study.modes.iter().map(view).collect()
    }

    fn plan(&self, shows_classes: bool) -> Option<PlanView> {
        let question = self.subject.question?;
        let study = self.subject.study;
        if study.plan.is_none() && study.counted.is_none() {
            return None;
        }
        let mode = words::mode_in_words(&question.mode, self.pair_names(), &self.register.classes);
        let mut view = PlanView {
            asked: words::asked(question, mode.clone()),
            seed: question.seed,
            optimal: None,
            method: None,
            total: None,
            by_class: None,
            outside: None,
            reached: Vec::new(),
            batches: Vec::new(),
            batch_count: None,
            most_ahead: None,
            gain_by_stopping: None,
            ways_out: Vec::new(),
            conflict: Vec::new(),
            given_up: None,
        };
        let Some(found) = &study.plan else {
            study.counted.iter().for_each(|counted| self.counted(&mut view, counted));
            return Some(view);
        };
        match found {
            Ok(plan) => self.plan_found(&mut view, plan, question, shows_classes),
            Err(NoPlan::Mode(cannot)) => view.given_up = Some(cannot.to_string()),
            Err(NoPlan::GivenUp(why)) => view.given_up = Some((*why).to_owned()),
            Err(NoPlan::Conflict(conflict)) if conflict.is_empty() => {
                view.given_up = Some("no batches were found for the people whom the programme chose".to_owned());
            }
            Err(NoPlan::Conflict(conflict)) => {
                view.conflict = conflict.iter().map(|one| words::constraint(*one, question, &mode)).collect();
            }
        }
        Some(view)
    }

    fn plan_found(&self, view: &mut PlanView, plan: &Plan, question: &Question, shows_classes: bool) {
        let by_classes =
            matches!(question.mode, zopa_model::register::Mode::ClassForClass | zopa_model::register::Mode::AllForAllIn(_));
        let is_shown = shows_classes || !by_classes;
        view.optimal = Some(plan.is_optimal());
        view.method = Some(words::method(plan.method));
        if !is_shown {
            return;
        }
        view.total = Some(plan.totals());
        view.batch_count = Some(plan.batches.len());
        view.most_ahead = Some(plan.batches.iter().map(|batch| batch.ahead.unsigned_abs()).max().unwrap_or(0));
        view.gain_by_stopping = Some(gain_by_stopping(&plan.batches));
        view.by_class = Some(self.rows(&plan.by_class)).filter(|_| !self.is_public);
        let small = |count: u64| self.is_public && (1..SMALL).contains(&count);
        view.outside = Some([0, 1].map(|side| Some(plan.outside[side].len() as u64).filter(|count| !small(*count))));
        view.reached = plan
            .reached
            .iter()
            .filter(|reached| !self.is_public && reached.bound > 0)
            .map(|reached| ReachedView { aim: words::aim(reached.aim), value: reached.value, bound: reached.bound })
            .collect();
        let shows_batches = !plan.batches.iter().any(|batch| batch.goes.iter().any(|goes| small(*goes)));
        if shows_batches {
            view.batches =
                plan.batches.iter().enumerate().map(|(at, batch)| self.batch(plan, at, batch.goes, batch.ahead)).collect();
        }
        view.ways_out = self.ways_out(view);
    }

    /// Batches in numbers, where there are no records.
    fn counted(&self, view: &mut PlanView, (moved, found): &Counted) {
        let batches = match found {
            Ok(batches) => batches,
            Err(cannot) => {
                view.given_up = Some(cannot.to_string());
                return;
            }
        };
        view.total = Some(moved.total);
        view.batch_count = Some(batches.len());
        view.optimal = Some(true);
        view.method = Some("arithmetic on the counts: who goes when is not known".to_owned());
        view.most_ahead = Some(batches.iter().map(|batch| batch.ahead.unsigned_abs()).max().unwrap_or(0));
        view.gain_by_stopping = Some(gain_by_stopping(batches));
        let is_small = |count: &u64| self.is_public && (1..SMALL).contains(count);
        if !batches.iter().any(|batch| batch.goes.iter().any(is_small)) {
            let numbered = batches.iter().enumerate();
            view.batches = numbered
                .map(|(at, batch)| BatchView {
                    number: at + 1,
                    goes: batch.goes,
                    ahead: batch.ahead,
                    by_class: Vec::new(),
                    ids: None,
                })
                .collect();
        }
        view.ways_out = self.ways_out(view);
    }

    fn batch(&self, plan: &Plan, at: usize, goes: [u64; 2], ahead: i64) -> BatchView {
        let mut by_class = vec![[0; 2]; self.register.classes.len() + 1];
        for (side, records) in plan.people[at].iter().enumerate() {
            for record in records {
                by_class[self.register.class_of(&self.register.records[*record]).unwrap_or(self.register.classes.len())][side] +=
                    1;
            }
        }
        let ids = |side: &Vec<usize>| side.iter().map(|record| self.register.records[*record].id.clone()).collect();
        BatchView {
            number: at + 1,
            goes,
            ahead,
            by_class: if self.is_public { Vec::new() } else { self.rows(&by_class) },
            ids: (!self.is_public).then(|| [ids(&plan.people[at][0]), ids(&plan.people[at][1])]),
        }
    }

    /// What keeps both sides at it, where one could gain by stopping.
    fn ways_out(&self, view: &PlanView) -> Vec<String> {
        let Some(gain) = view.gain_by_stopping.filter(|gain| *gain > 0) else { return Vec::new() };
        let [first, second] = self.pair_names();
        let mut ways = vec![
            "both sides cross at once, in equal numbers, so that nobody is ahead (--way simultaneous)".to_owned(),
            format!(
                "a third country receives both sides' people and lets them go on together: it has to be trusted by {first} and by {second}"
            ),
            format!("a penalty for stopping that both would bear, worth as much to each as being ahead by {gain}"),
            "smaller transfers, the largest first and the smallest last (--cap, --ahead)".to_owned(),
        ];
        if view.total.is_some_and(|total| total[0] != total[1]) {
            ways.push("the side that releases more lets its surplus go first, outside of the count".to_owned());
        }
        ways
    }

    fn compared(&self) -> Vec<ComparedView> {
        if !self.computes {
            return Vec::new();
        }
        self.subject.study.compared.iter().map(|compared| self.one_compared(compared)).collect()
    }

    fn one_compared(&self, compared: &Compared) -> ComparedView {
        let counts = compared.found.counts().map(|count| count as u64);
        let hidden = if self.is_public { hidden_in_list(&counts) } else { vec![false; counts.len()] };
        let outcomes = Outcome::NAMES.iter().zip(counts).zip(&hidden);
        let small = |count: usize| Some(count as u64).filter(|count| !self.is_public || !(1..SMALL).contains(count));
        let asking = &self.subject.compiled.lists[compared.list];
        ComparedView {
            file: asking.file.clone(),
            asks: self.ids[asking.party].to_owned(),
            holds: self.ids[compared.holder].to_owned(),
            outcomes: outcomes
                .map(|((name, count), hidden)| RowView {
                    name: (*name).to_owned(),
                    counts: vec![Some(count).filter(|_| !hidden)],
                })
                .collect(),
            lines: compared.lines.len() as u64,
            to_a_person: Some(compared.found.to_a_person() as u64).filter(|some| {
                // What the one count leaves out must not follow from the other.
                let rest = counts[UNKNOWN] - some;
                !self.is_public || !hidden[UNKNOWN] && !(1..SMALL).contains(some) && !(1..SMALL).contains(&rest)
            }),
            not_asked: small(compared.found.not_asked.len()),
            findings: if self.is_public { Vec::new() } else { self.findings(compared) },
            method: self.method(compared),
        }
    }

    fn method(&self, compared: &Compared) -> String {
        let weights = self.subject.weights.fields().map(|(name, weight)| format!("{name} {}/{}", weight.m, short(weight.u)));
        format!(
            "{} scored (Fellegi and Sunter 1969), assigned one to one exactly, at most {} at a time; m/u: {}",
            count(compared.found.scored, "pair", "pairs"),
            compared.found.largest_block,
            weights.join(", ")
        )
    }

    /// What a person has to look at, with file and line, never with a name.
    fn findings(&self, compared: &Compared) -> Vec<String> {
        let lists = &self.subject.compiled.lists;
        let asked = |at: usize| {
            let record = &lists[compared.list].rows[compared.lines[at]].record;
            format!("{} ({}:{})", record.id, record.origin.file, record.origin.line)
        };
        let held = |line: usize| {
            let (list, row) = compared.places[line];
            let record = &lists[list].rows[row].record;
            format!("{} ({}:{})", record.id, record.origin.file, record.origin.line)
        };
        let mut findings = Vec::new();
        for (at, outcome) in compared.found.outcomes.iter().enumerate() {
            match outcome {
                Outcome::Unknown(Some(pair)) => {
                    let why = if pair.dates_conflict { "the days of birth differ" } else { "too little agrees to be sure" };
                    let score = pair.score.map_or_else(String::new, |score| format!(", score {:.2}", score as f64 / 1e6));
                    findings.push(format!("to a person: {} may be {}: {why}{score}", asked(at), held(pair.line)));
                }
                Outcome::Duplicate(before) => {
                    findings.push(format!("duplicate: {} is the same person as {}", asked(at), asked(*before)))
                }
                Outcome::Insufficient => findings.push(format!("insufficient data: {}", asked(at))),
                _ => {}
            }
        }
        findings.extend(
            compared
                .found
                .held_twice
                .iter()
                .map(|(later, before)| format!("held twice: {} is the same person as {}", held(*later), held(*before))),
        );
        findings.extend(compared.found.not_asked.iter().map(|line| format!("held, not asked for: {}", held(*line))));
        findings
    }

    fn lists(&self) -> Vec<ListView> {
        let about = |list: &zopa_dossier::lists::List| match list.kind {
            ListKind::Holds => format!("people whom {} holds", self.ids[list.party]),
            ListKind::Asks => format!("people whom {} asks for", self.ids[list.party]),
        };
        let view = |list: &zopa_dossier::lists::List| ListView {
            file: list.file.clone(),
            about: about(list),
            lines: list.rows.len() as u64,
            faults: list.faults.len() as u64,
        };
        if self.computes { self.subject.compiled.lists.iter().map(view).collect() } else { Vec::new() }
    }

    fn held_by_both(&self) -> Vec<String> {
        let lists = &self.subject.compiled.lists;
        let place = |(list, row): (usize, usize)| {
            let record = &lists[list].rows[row].record;
            format!("{} ({}:{})", record.id, record.origin.file, record.origin.line)
        };
        let told = |[one, other]: &[(usize, usize); 2]| {
            let (first, second) = (self.ids[lists[one.0].party], self.ids[lists[other.0].party]);
            format!("{first} and {second} both say that they hold one person: {} and {}", place(*one), place(*other))
        };
        if self.is_public || !self.computes { Vec::new() } else { self.subject.study.held_by_both.iter().map(told).collect() }
    }

    fn rings(&self) -> Option<RingsView> {
        let (chosen, failures) = self.subject.study.rings.as_ref().filter(|_| self.computes && !self.is_public)?;
        let leg = |(from, to): (usize, usize)| format!("{} to {}", self.ids[from], self.ids[to]);
        let ring = |ring: &zopa_process::exchange::Ring| {
            let legs: Vec<String> = ring.legs().into_iter().map(leg).collect();
            format!("{}, {} each", list(&legs, "and"), count(ring.each as usize, "person", "people"))
        };
        let failure = |failure: &zopa_process::exchange::Failure| {
            let go_on: Vec<String> = failure.go_on.iter().map(|one| leg(*one)).collect();
            let go_on =
                if go_on.is_empty() { "no other ring goes on".to_owned() } else { format!("{} go on", list(&go_on, "and")) };
            let instead: Vec<String> = failure.instead.rings.iter().map(ring).collect();
            let instead = if instead.is_empty() {
                "nothing is left of its ring".to_owned()
            } else {
                format!("instead {}", list(&instead, "and"))
            };
            format!("if {} fails: {go_on}; {instead}", leg(failure.leg))
        };
        Some(RingsView {
            moves: chosen.moves,
            rings: chosen.rings.iter().map(ring).collect(),
            failures: failures.iter().map(failure).collect(),
        })
    }

    fn series(&self, series: &Series) -> SeriesView {
        let is_whole = !self.subject.compiled.omitted.series.contains(&series.name);
        let step = |(at, ahead): &(usize, i64)| {
            let release = &self.register.releases[*at];
            StepView {
                date: day(release.date),
                class: release.class.map(|class| self.class_name(class)),
                to: release.to.clone(),
                ahead: Some(*ahead).filter(|_| is_whole),
                outside: release.outside,
                sources: self.source_names(&release.sources),
                note: release.note.clone(),
            }
        };
        let mut total = vec![0; self.ids.len()];
        for (at, _) in &series.steps {
            let release = &self.register.releases[*at];
            if !release.outside {
                total.iter_mut().zip(&release.to).for_each(|(total, count)| *total += count);
            }
        }
        let last = series.steps.last().map_or(0, |(_, ahead)| *ahead);
        let most = series.steps.iter().map(|(_, ahead)| ahead.unsigned_abs()).max().unwrap_or(0);
        let sides = [0, 1].map(|side: usize| self.ids.get(side).copied().unwrap_or_default());
        let balance = match (is_whole, last, most) {
            (false, ..) => "a release of this series is withheld: no balance is computed".to_owned(),
            (true, 0, 0) => "equal each time: ahead by 0".to_owned(),
            (true, last, most) => format!("{}; ahead by {most} at most", words::ahead(last, sides)),
        };
        SeriesView {
            name: series.name.clone(),
            steps: series.steps.iter().map(step).collect(),
            total: Some(total).filter(|_| is_whole),
            balance,
        }
    }

    /// Sources by their outlets.
    fn source_names(&self, ids: &[String]) -> Vec<String> {
        let case = self.subject.disclosed.dossier.case();
        let name = |id: &String| {
            case.sources.iter().find(|source| source.id == *id).map_or_else(|| id.clone(), |source| source.outlet.clone())
        };
        ids.iter().map(name).collect()
    }

    fn announced(&self) -> Vec<OccasionView> {
        let mut occasions: Vec<(&str, Subject)> = Vec::new();
        for figure in &self.register.figures {
            if !occasions.contains(&(figure.about.as_str(), figure.subject)) {
                occasions.push((&figure.about, figure.subject));
            }
        }
        let occasion = |(about, subject): (&str, Subject)| {
            let of = self.register.figures.iter().filter(|figure| figure.about == about && figure.subject == subject);
            let figures: Vec<FigureView> = of
                .map(|figure| FigureView {
                    by: figure.by.clone(),
                    to: self.ids[figure.to].to_owned(),
                    count: figure.count,
                    date: Some(day(figure.date)).filter(|day| !day.is_empty()),
                    sources: self.source_names(&figure.sources),
                })
                .collect();
            OccasionView { about: about.to_owned(), remains: subject == Subject::Remains, words: agreement(&figures), figures }
        };
        occasions.into_iter().map(occasion).collect()
    }

    fn handover(&self) -> Option<HandoverView> {
        let handover = self.subject.compiled.handover.as_ref()?;
        let (found, penalty) = self.subject.safety?;
        let names = |plan: &[usize]| plan.iter().filter_map(|at| handover.items.get(*at)).map(|item| item.0.clone()).collect();
        let mut view = HandoverView {
            author: handover.author.clone(),
            reason: handover.reason.clone(),
            plan_exists: None,
            plan: Vec::new(),
            common_penalty: None,
            plan_with_penalty: Vec::new(),
            given_up: None,
        };
        match found {
            Ok(safety) => {
                view.plan_exists = Some(safety.plan.is_some());
                view.plan = safety.plan.as_deref().map_or_else(Vec::new, names);
                view.common_penalty = Some(penalty.clone());
                view.plan_with_penalty = names(&safety.common_penalty.1);
            }
            Err(many) => {
                view.given_up = Some(format!(
                    "there are {} states, too many to look at them all: fewer or more alike things would do",
                    many.states
                ))
            }
        }
        Some(view)
    }

    fn not_known(&self, document: &ExchangeDocument, shows_classes: bool, shows_totals: bool) -> Vec<String> {
        let compiled = self.subject.compiled;
        let mut words = Vec::new();
        if compiled.omitted.people {
            words.push(
                "People, counts or lists of the register are withheld from this audience: nothing is computed from the others."
                    .to_owned(),
            );
        } else if !compiled.knows_people {
            words.push("No list and no count of people who are held is known: of what classes they are, who is ready, and who has consented is not known, and no plan is computed.".to_owned());
        }
        if self.computes && self.is_public && !(shows_classes && shows_totals) {
            words.push("Counts below 5 are left out, with others from which they would follow, and so are the figures computed from them (--for internal shows all).".to_owned());
        }
        if self.computes && self.register.records.is_empty() {
            words
                .push("Only counts are known, and no records: who goes when is not planned, and batches are numbers.".to_owned());
        }
        if self.computes && !self.register.records.is_empty() && !self.register.counts.is_empty() {
            words.push("People of whom only counts are known are in no batch: a plan is made of records.".to_owned());
        }
        if self.computes && self.subject.question.is_none() && self.ids.len() > 2 {
            words.push("With more than two parties a plan is between two of them: name them with --between A,B.".to_owned());
        }
        let wounded = |class: &&zopa_model::register::Class| {
            class.standing == LegalStanding::Ordinary && class.name.to_lowercase().contains("wound")
        };
        if let Some(class) = self.register.classes.iter().find(wounded) {
            words.push(format!("The class `{}` is not said to be of the severely wounded, so it is counted like any other; who is severely wounded or sick waits for no count, and belongs into a class of that standing.", class.name));
        }
        if document.lists.iter().any(|list| list.faults > 0) {
            let faults: u64 = document.lists.iter().map(|list| list.faults).sum();
            words.push(format!(
                "{} of the lists could not be read and count as not known; each is told with its line on standard error.",
                count(faults as usize, "field", "fields")
            ));
        }
        for fault in &compiled.unread {
            words.push(format!("A list was not read: {fault}."));
        }
        let is_double = self.subject.study.compared.iter().any(|compared| !compared.found.held_twice.is_empty());
        if self.computes && (is_double || !self.subject.study.held_by_both.is_empty()) {
            words.push("Some people stand on holders' lists more than once. Each line counts until somebody marks it as a duplicate: nothing is merged by the program.".to_owned());
        }
        let is_hashed = compiled.lists.iter().flat_map(|list| &list.rows).any(|row| !row.record.identity.hash.is_empty());
        if is_hashed && self.computes {
            words.push("Lines with keyed hashes are compared exactly: other spellings are not found. Whoever holds the key can hash any name and look for it.".to_owned());
        }
        words
    }

    fn law(&self, document: &ExchangeDocument) -> Vec<ReminderView> {
        let has = |standing| self.register.classes.iter().any(|class| class.standing == standing);
        let all_for_all =
            self.subject.question.is_some_and(|question| matches!(question.mode, zopa_model::register::Mode::AllForAll));
        let applies = |code: &str| match code {
            "children" => has(LegalStanding::Child),
            "wounded-and-sick" | "mixed-commissions" => {
                has(LegalStanding::SeverelyWoundedOrSick)
                    || self.register.classes.iter().any(|class| class.name.contains("wound"))
            }
            "no-hostages" => has(LegalStanding::Civilian),
            "end-of-hostilities" => all_for_all || document.modes.iter().any(|mode| mode.mode == "all-for-all"),
            "remains" => document.announced.iter().any(|occasion| occasion.remains),
            _ => true,
        };
        REMINDERS
            .iter()
            .filter(|reminder| applies(reminder.code))
            .map(|reminder| ReminderView { code: reminder.code, articles: reminder.articles, words: reminder.words })
            .collect()
    }

    fn gist(&self, document: &ExchangeDocument) -> Vec<String> {
        let mut gist = Vec::new();
        let [first, second] = self.pair_names();
        if let Some(plan) = &document.plan {
            if let (Some(total), Some(batches)) = (plan.total, plan.batch_count) {
                let certain = if plan.optimal == Some(true) {
                    "no plan does better by the stated order of aims"
                } else {
                    "a better plan is not excluded; the bound is beside it"
                };
                gist.push(format!(
                    "A feasible plan of releases: {} from {first} and {} from {second}, in {}; {certain}.",
                    total[0],
                    total[1],
                    count(batches, "batch", "batches")
                ));
                gist.extend(plan.most_ahead.map(|most| match most {
                    0 => "Nobody is ahead after any batch.".to_owned(),
                    most => format!("After no batch is a side ahead by more than {most}."),
                }));
            }
            if let [only] = plan.conflict.as_slice() {
                gist.push(format!("There is no plan: this cannot be kept, whatever else gives way: {only}."));
            } else if !plan.conflict.is_empty() {
                gist.push(format!(
                    "There is no plan: {} cannot all hold; without any one of them there is one.",
                    list(&plan.conflict, "and")
                ));
            }
            gist.extend(plan.given_up.as_ref().map(|why| format!("There is no answer: {why}.")));
        }
        for series in document
            .series
            .iter()
            .filter(|series| series.steps.len() > 1 || series.steps.iter().any(|step| step.ahead != Some(0)))
        {
            if let Some(total) = &series.total {
                let sums: Vec<String> = total.iter().zip(&self.ids).map(|(total, id)| format!("{total} to {id}")).collect();
                let besides = besides(series, &self.ids);
                gist.push(format!("{}: {}{besides}; {}.", series.name, list(&sums, "and"), series.balance));
            }
        }
        if gist.is_empty() {
            gist.extend(document.not_known.first().cloned());
        }
        gist
    }
}

/// What came to each side outside of every count: ", besides 22 to UA outside of the count".
fn besides(series: &SeriesView, ids: &[&str]) -> String {
    let outside = |side: usize| series.steps.iter().filter(|step| step.outside).map(|step| step.to[side]).sum::<u64>();
    let parts: Vec<String> = ids
        .iter()
        .enumerate()
        .filter(|(side, _)| outside(*side) > 0)
        .map(|(side, id)| format!("{} to {id}", outside(side)))
        .collect();
    if parts.is_empty() { String::new() } else { format!(", besides {} outside of the count", list(&parts, "and")) }
}

/// The place of the unknown among the six outcomes.
const UNKNOWN: usize = 3;

/// Whether figures of one occasion agree, side by side.
fn agreement(figures: &[FigureView]) -> String {
    let mut words = Vec::new();
    let mut sides: Vec<&str> = Vec::new();
    for figure in figures {
        if !sides.contains(&figure.to.as_str()) {
            sides.push(&figure.to);
        }
    }
    for side in sides {
        let counts: Vec<u64> = figures.iter().filter(|figure| figure.to == side).map(|figure| figure.count).collect();
        if counts.len() > 1 {
            let (least, most) = (counts.iter().min().copied().unwrap_or(0), counts.iter().max().copied().unwrap_or(0));
            words.push(if least == most {
                format!("to {side} all say {least}")
            } else {
                format!("to {side} they differ by {}: both stand", most - least)
            });
        }
    }
    if words.is_empty() { "one figure for each side".to_owned() } else { words.join("; ") }
}

/// Which counts of a list with a printed sum are left out: the small ones, and one more where only one would be.
fn hidden_in_list(counts: &[u64]) -> Vec<bool> {
    let mut hidden: Vec<bool> = counts.iter().map(|count| (1..SMALL).contains(count)).collect();
    if hidden.iter().filter(|hidden| **hidden).count() == 1 {
        let next = (0..counts.len()).filter(|at| !hidden[*at] && counts[*at] > 0).min_by_key(|at| counts[*at]);
        next.into_iter().for_each(|at| hidden[at] = true);
    }
    hidden
}

/// A chance as people write it.
fn short(chance: f64) -> String {
    if chance >= 0.0005 { format!("{chance}") } else { format!("{chance:.0e}") }
}

/// Days of releases and figures, which are public things: never of births.
mod calendar {
    use super::PartialDate;

    pub(super) fn day(date: PartialDate) -> String {
        let part = |part: Option<u8>| part.map_or_else(|| "??".to_owned(), |part| format!("{part:02}"));
        date.year.map_or_else(String::new, |year| format!("{year:04}-{}-{}", part(date.month), part(date.day)))
    }
}
