//! The exchange of people of a case.

use zopa_dossier::case::{ExchangePlanEntry, ObjectiveName, WayName};
use zopa_dossier::lists::{List, ListKind};
use zopa_dossier::{CompiledRegister, Handover};
use zopa_model::Exact;
use zopa_model::register::{MODES, Mode, PartialDate, Register};
use zopa_process::exchange::plan::{Aim, NoPlan, Question};
use zopa_process::exchange::reconcile::{Line, Thresholds, Weights};
use zopa_process::exchange::{Asked, InUnits, Safety, SideList, TooManyStates, Way, safe_exchange, study};

use super::{Refused, Seen};
use crate::{ExchangeDocument, ExchangeSubject};

/// What is asked of a register. What is said here goes before what the case says.
#[derive(Clone, Debug)]
pub struct ExchangeQuestion {
    /// The two parties that exchange; the only two where there are no more.
    pub between: Option<[String; 2]>,
    /// How the releases hang together, as users type it.
    pub mode: Option<String>,
    /// The most people in one transfer.
    pub cap: Option<u64>,
    /// By how many a side may be ahead.
    pub ahead: Option<u64>,
    /// The most batches.
    pub batches: Option<u64>,
    /// How people cross.
    pub way: Option<Way>,
    /// Seed of the shuffle that breaks ties.
    pub seed: u64,
    /// Who decides that the severely wounded and sick wait for a count after all, and why: `NAME: REASON`.
    pub severely_wounded_wait: Option<String>,
    /// How fields of names are weighed.
    pub weights: Weights,
    /// The most legs of a cycle of releases.
    pub legs: usize,
    /// The key of keyed hashes.
    pub key: Option<Vec<u8>>,
}

impl ExchangeQuestion {
    /// What is asked where nothing else is said.
    pub fn usual() -> Self {
        Self {
            between: None,
            mode: None,
            cap: None,
            ahead: None,
            batches: None,
            way: None,
            seed: 1,
            severely_wounded_wait: None,
            weights: Weights::default(),
            legs: 3,
            key: None,
        }
    }
}

/// What was found.
#[derive(Clone, Debug)]
pub struct ExchangeAnswer {
    /// Everything that may be told.
    pub document: ExchangeDocument,
    /// Why there is no plan, where one was sought.
    pub no_plan: Option<NoPlan>,
    /// Whether a mode was taken because nobody named one: one for one within each class.
    pub mode_was_taken: bool,
}

/// Says who of `compiled`, the register of the case as it is `seen`, can be exchanged, and how.
///
/// # Errors
/// Parties or modes that make no sense, a decision without a name or a reason, figures with too many places.
pub fn exchange(seen: &Seen, compiled: &CompiledRegister, asked: &ExchangeQuestion) -> Result<ExchangeAnswer, Refused> {
    if asked.severely_wounded_wait.as_ref().is_some_and(|text| !is_signed(text)) {
        return Err(Refused::new("a decision against the rule needs a name and a reason", "write \"NAME: REASON\""));
    }
    let question = question(compiled, asked)?;
    let found = study(
        &compiled.register,
        &Asked {
            question: question.clone(),
            lists: compiled.lists.iter().map(side_list).collect(),
            weights: asked.weights,
            thresholds: Thresholds::default(),
            key: asked.key.as_deref(),
            longest: asked.legs,
        },
    );
    let safety = compiled.handover.as_ref().map(safety).transpose()?;
    let signed = signed(&compiled.plan, asked.severely_wounded_wait.as_deref());
    let subject = ExchangeSubject {
        disclosed: &seen.disclosed,
        audience: seen.view.audience,
        compiled,
        question: question.as_ref(),
        weights: &asked.weights,
        study: &found,
        safety: safety.as_ref(),
        signed: &signed,
    };
    let document = crate::assemble_exchange(&subject);
    let named = asked.mode.is_some() || compiled.plan.mode.is_some();
    Ok(ExchangeAnswer {
        document,
        mode_was_taken: question.is_some() && !named && compiled.knows_people,
        no_plan: found.plan.and_then(Result::err),
    })
}

fn side_list(list: &List) -> SideList<'_> {
    let lines = list.rows.iter().map(|row| Line { record: &row.record, says: row.says }).collect();
    SideList { party: list.party, asks: list.kind == ListKind::Asks, lines }
}

/// What a plan has to keep to.
fn question(compiled: &CompiledRegister, asked: &ExchangeQuestion) -> Result<Option<Question>, Refused> {
    let register = &compiled.register;
    let Some(sides) = sides(register, asked.between.as_ref())? else { return Ok(None) };
    let plan = &compiled.plan;
    let names = sides.map(|side| register.sides[side].as_str());
    let mode = match asked.mode.as_ref().or(plan.mode.as_ref()) {
        Some(text) => {
            Mode::read(text, names, &register.classes).map_err(|bad| Refused::new(bad.to_string(), format!("write {MODES}")))?
        }
        None => Mode::ClassForClass,
    };
    let of_case = plan.way.map(|way| if way == WayName::InTurns { Way::InTurns } else { Way::Simultaneous });
    let order: Vec<Aim> = plan.order.iter().map(|aim| self::aim(*aim)).collect();
    Ok(Some(Question {
        sides,
        mode,
        cap: asked.cap.or(plan.cap.map(u64::from)),
        ahead: asked.ahead.or(plan.ahead.map(u64::from)),
        batches: asked.batches.or(plan.batches.map(u64::from)),
        way: asked.way.or(of_case).unwrap_or(Way::Simultaneous),
        // Aims that are not named come after those that are.
        order: order.iter().copied().chain(Aim::ORDER.into_iter().filter(|aim| !order.contains(aim))).collect(),
        counts_wounded: plan.severely_wounded_wait.is_some() || asked.severely_wounded_wait.is_some(),
        today: today(compiled),
        seed: asked.seed,
    }))
}

fn today(compiled: &CompiledRegister) -> Option<i64> {
    Some(compiled.as_of).filter(|day| *day != PartialDate::default()).and_then(PartialDate::day_number)
}

fn aim(name: ObjectiveName) -> Aim {
    match name {
        ObjectiveName::Duty => Aim::Duty,
        ObjectiveName::Families => Aim::Families,
        ObjectiveName::DaysHeld => Aim::DaysHeld,
        ObjectiveName::Count => Aim::Count,
    }
}

/// The two sides: named, or the only ones.
fn sides(register: &Register, between: Option<&[String; 2]>) -> Result<Option<[usize; 2]>, Refused> {
    let Some(names) = between else { return Ok((register.sides.len() == 2).then_some([0, 1])) };
    let wrong = || {
        Refused::new(
            format!("`{}` names no two parties", names.join(",")),
            format!("write two of {}, such as A,B", register.sides.join(", ")),
        )
    };
    let side = |name: &String| register.sides.iter().position(|side| side == name.trim()).ok_or_else(wrong);
    let pair = [side(&names[0])?, side(&names[1])?];
    if pair[0] == pair[1] { Err(wrong()) } else { Ok(Some(pair)) }
}

/// Whether a text has a name and a reason.
fn is_signed(text: &str) -> bool {
    text.split_once(':').is_some_and(|(name, reason)| !name.trim().is_empty() && !reason.trim().is_empty())
}

fn signed(plan: &ExchangePlanEntry, typed: Option<&str>) -> Vec<String> {
    let words = |who: &str| {
        format!(
            "the severely wounded and sick wait for a count, against the Third Geneva Convention, articles 109 and 110: {who}"
        )
    };
    let of_case = || plan.severely_wounded_wait.as_ref().map(|signed| words(&format!("{}: {}", signed.author, signed.reason)));
    typed.map(words).or_else(of_case).into_iter().collect()
}

/// Whether things can be handed over step by step, and the smallest common penalty as a number.
fn safety(handover: &Handover) -> Result<(Result<Safety, TooManyStates>, String), Refused> {
    let items: Vec<(usize, &Exact, &Exact)> =
        handover.items.iter().map(|(_, giver, cost, value)| (*giver, cost, value)).collect();
    let [first, second] = &handover.penalties;
    let units = InUnits::of(&items, [first, second])
        .ok_or_else(|| Refused::new("the figures of the handover have too many places", "round them: they are judgements"))?;
    let found = safe_exchange(&units.items, units.penalties);
    let penalty = found.as_ref().ok().and_then(|safety| units.exact(safety.common_penalty.0));
    Ok((found, penalty.map_or_else(String::new, |exact| exact.to_string())))
}
