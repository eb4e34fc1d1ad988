//! The mediated single text: by veto, by hill climbing, by annealing; votes, signatures, and rules of the space.

mod common;

use std::sync::Arc;

use common::{player, protocol, scripted, session, set_protocol, trade, triangle, utility, vast};
use zopa_arena::{
    Act, Answer, Audience, Clock, Ending, Message, Misconduct, Offer, Player, Purpose, Question, Seat, Session, Speaker, Stakes,
    Stream, Strength, play,
};
use zopa_model::{BargainingProblem, Outcome, OutcomeSpace, Pattern, Rule};

const YES: Answer = Answer::Vote(Strength::WeakYes);
const NO: Answer = Answer::Vote(Strength::WeakNo);
const ALL: [&str; 3] = ["single-text", "hill-climbing", "annealing"];

fn talks(name: &str, rounds: u32, first: Vec<Answer>, second: Vec<Answer>) -> Session {
    scripted(&mut *protocol(&trade(), name, rounds, 0), vec![first, second])
}

/// Texts and drafts, in order.
fn texts(session: &Session) -> Vec<(&'static str, Offer)> {
    let text = |message: &Message| match &message.act {
        Act::Text(text) => Some(("text", text.clone())),
        Act::Draft(draft) => Some(("draft", draft.clone())),
        _ => None,
    };
    session.messages.iter().filter_map(text).collect()
}

fn differ(one: &Offer, other: &Offer) -> usize {
    one.options().iter().zip(other.options()).filter(|(one, other)| one != other).count()
}

#[test]
fn a_draft_replaces_the_text_by_everybodys_yes_and_the_last_round_is_for_signing() {
    let session = talks("single-text", 4, vec![YES, NO, YES, Answer::Accept], vec![YES, YES, YES, Answer::Accept]);
    let told = texts(&session);
    let kinds: Vec<&str> = told.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, ["text", "draft", "text", "draft", "draft", "text"]);
    assert_eq!(told[1].1, told[2].1, "both said yes to the first draft");
    assert_eq!(told[4].1, told[5].1, "and to the third, but not to the second");
    assert!([(0, 1), (2, 3), (2, 4)].iter().all(|&(text, draft)| differ(&told[text].1, &told[draft].1) == 1));
    assert_eq!((session.ending, session.rounds), (Ending::Agreement(told[5].1.clone()), 4));
}

#[test]
fn one_round_is_for_signing_and_one_no_is_no_agreement() {
    for name in ALL {
        let signed = talks(name, 1, vec![Answer::Accept], vec![Answer::Accept]);
        assert_eq!(signed.ending, Ending::Agreement(texts(&signed)[0].1.clone()));
        let refused = talks(name, 1, vec![Answer::Accept], vec![Answer::Reject]);
        assert_eq!((refused.ending, refused.rounds), (Ending::Deadline, 1));
        assert_eq!(talks(name, 1, vec![Answer::Reject], vec![]).messages.len(), 2, "nobody is asked after a no");
    }
}

#[test]
fn votes_are_for_the_mediator_alone() {
    for name in ALL {
        let session = session(&triangle(), name, &["boulware"; 3], 20, 3);
        let votes: Vec<&Message> = session.messages.iter().filter(|message| matches!(message.act, Act::Vote(_))).collect();
        assert!(!votes.is_empty() && votes.iter().all(|m| m.to == Audience::Table && m.from != Speaker::Table));
    }
}

#[test]
fn climbing_ends_where_no_neighbour_is_better_for_all() {
    for (stakes, seats) in [(trade(), 2), (triangle(), 3)] {
        for seed in 0..20 {
            let session = session(&stakes, "hill-climbing", &vec!["boulware"; seats], 1000, seed);
            assert!(session.rounds < 1000, "it stops by itself");
            let texts = texts(&session);
            let last = &texts.iter().rfind(|(kind, _)| *kind == "text").unwrap().1;
            let problem = stakes.problem();
            let worth = |outcome: &Outcome| problem.evaluate(outcome);
            let is_better = |other: &Outcome| worth(other).iter().zip(worth(last)).all(|(other, last)| *other >= last);
            let near = |other: &Outcome| differ(&Offer::new(other.clone()), last) == 1;
            assert!(!stakes.space.outcomes().any(|other| near(&other) && is_better(&other)));
            assert_eq!(session.ending.agreement().is_some(), problem.is_rational(last));
        }
    }
}

/// Options of `a` and `b` that may stand together: equal ones.
fn ruled() -> Stakes {
    let stakes = trade();
    let apart =
        |a: u32| Rule { forbids: Pattern::new([(0, vec![a]), (1, (0..4).filter(|b| *b != a).collect())]), reason: String::new() };
    let space = Arc::new(OutcomeSpace::new(stakes.space.issues().to_vec(), (0..4).map(apart).collect()));
    Stakes { space, ..stakes }
}

#[test]
fn what_the_rules_forbid_is_neither_a_text_nor_a_draft() {
    let stakes = ruled();
    for name in ALL {
        for seed in 0..30 {
            let session = session(&stakes, name, &["boulware", "boulware"], 12, seed);
            let texts = texts(&session);
            assert!(texts.len() > 1 && texts.iter().all(|(_, text)| stakes.space.is_feasible(text)), "{name}");
        }
    }
}

#[test]
fn rules_without_an_outcome_are_refused_with_a_way_out() {
    let stakes = trade();
    let closed = Rule { forbids: Pattern::new([(0, vec![0, 1, 2, 3])]), reason: String::new() };
    let space = Arc::new(OutcomeSpace::new(stakes.space.issues().to_vec(), vec![closed]));
    let stakes = Stakes { space, ..stakes };
    for name in ALL {
        let refused = common::try_protocol(&stakes, name, 9, 0).err().unwrap();
        assert!(!refused.problem.is_empty() && !refused.way_out.is_empty());
    }
}

#[test]
fn a_text_of_forty_issues_is_drafted_like_any_other() {
    let stakes = vast();
    for name in ALL {
        let session = session(&stakes, name, &["boulware", "boulware"], 300, 1);
        let texts = texts(&session);
        assert!(texts.iter().filter(|(kind, _)| *kind == "draft").count() == 299 && session.rounds == 300, "{name}");
        let agreed = session.ending.agreement().expect("they sign anything there");
        let worth = |offer: &Offer| stakes.problem().evaluate(offer);
        // What the one gains there the other loses, so veto leaves the text as it was.
        assert!(name == "annealing" || worth(agreed) == worth(&texts[0].1), "{name}");
    }
}

/// `first` has a red line over option 0 of issue a.
#[test]
fn red_lines_come_before_worth() {
    let space = common::space(&[4]);
    let (mut one, two) = (utility(&[&[100, 0, 0, 0]], 0), utility(&[&[0, 1, 2, 3]], 0));
    one.refusals = vec![Pattern::new([(0, vec![0])])];
    let stakes = Stakes::of(&BargainingProblem { space: &space, utilities: vec![one, two] });
    let mut seat = player(&stakes, 0, "boulware", 10, 1);
    let clock = Clock::new(0, zopa_arena::Deadline::Known(10), zopa_arena::TimeConvention::Own);
    let (crossed, kept) = (common::offer(&[0]), common::offer(&[2]));
    let mut vote = |text: &Offer, draft: &Offer| seat.answer(clock, Question::Vote { text, draft }).unwrap();
    assert_eq!(vote(&kept, &crossed), Answer::Vote(Strength::StrongNo));
    assert_eq!(vote(&crossed, &kept), Answer::Vote(Strength::StrongYes));
}

#[test]
fn an_annealing_party_says_yes_to_losses_and_less_often_later() {
    let stakes = trade();
    let mut seat = player(&stakes, 0, "boulware/annealing:t0=0.2", 1000, 1);
    let (good, worse) = (common::offer(&[0, 0, 0]), common::offer(&[0, 1, 0]));
    let mut yes = |round| {
        let clock = Clock::new(round, zopa_arena::Deadline::Known(1000), zopa_arena::TimeConvention::Own);
        let mut vote = || seat.answer(clock, Question::Vote { text: &good, draft: &worse });
        (0..2000).filter(|_| matches!(vote(), Ok(Answer::Vote(strength)) if strength.is_yes())).count()
    };
    // A loss of a tenth: exp(-0.1 / 0.2) at the start, exp(-0.1 / 0.1) half-way, and hardly ever at the end.
    let counts = [0, 500, 999].map(&mut yes);
    assert!((1130..1300).contains(&counts[0]) && (650..825).contains(&counts[1]) && counts[2] == 0, "{counts:?}");
}

#[test]
fn a_seat_can_be_set_to_exaggerate() {
    let stakes = trade();
    let clock = Clock::new(0, zopa_arena::Deadline::Known(10), zopa_arena::TimeConvention::Own);
    let (good, worse) = (common::offer(&[0, 0, 0]), common::offer(&[0, 0, 1]));
    let votes = |strategy: &str| {
        let mut seat = player(&stakes, 0, strategy, 10, 1);
        [(&good, &worse), (&worse, &good), (&good, &good)]
            .map(|(text, draft)| seat.answer(clock, Question::Vote { text, draft }).unwrap())
    };
    // Of a hundred parts three lie between the two.
    assert_eq!(votes("boulware"), [Strength::WeakNo, Strength::WeakYes, Strength::WeakYes].map(Answer::Vote));
    let exaggerated = [Strength::StrongNo, Strength::StrongYes, Strength::WeakYes].map(Answer::Vote);
    assert_eq!(votes("boulware/annealing:t0=0,strong=0"), exaggerated);
}

/// A party whose utility holds a number for every pair of clauses that are both in the contract, as in the paper: interdependent
/// issues, many hills.
struct Bilinear(Arc<Vec<Vec<f64>>>);

const ISSUES: usize = 40;

fn bilinear(stream: &mut Stream) -> Arc<Vec<Vec<f64>>> {
    let row = |_| (0..ISSUES).map(|_| 2.0 * stream.real() - 1.0).collect();
    Arc::new((0..ISSUES).map(row).collect())
}

fn worth(influence: &[Vec<f64>], text: &Outcome) -> f64 {
    let inside: Vec<usize> = (0..ISSUES).filter(|issue| text.option(*issue) == 1).collect();
    inside.iter().map(|one| inside.iter().map(|other| influence[*one][*other]).sum::<f64>()).sum()
}

impl Player for Bilinear {
    fn hear(&mut self, _clock: Clock, _message: &Message) {}

    fn answer(&mut self, _clock: Clock, question: Question<'_>) -> Result<Answer, Misconduct> {
        let Question::Vote { text, draft } = question else { return Ok(Answer::Accept) };
        let gain = worth(&self.0, draft) - worth(&self.0, text);
        Ok(Answer::Vote(match (gain >= 0.0, gain.abs() > 3.0) {
            (true, true) => Strength::StrongYes,
            (true, false) => Strength::WeakYes,
            (false, false) => Strength::WeakNo,
            (false, true) => Strength::StrongNo,
        }))
    }
}

/// The finding of Klein, Faratin, Sayama & Bar-Yam 2003: where issues depend on each other, an annealing mediator ends well
/// above a text that everybody can veto, where the first hill is the last.
#[test]
fn annealing_leads_over_hills_that_veto_ends_on() {
    let issue = |k: usize| zopa_model::Issue::categorical(k.to_string(), ["out", "in"]);
    let space = Arc::new(OutcomeSpace::new((0..ISSUES).map(issue).collect(), vec![]));
    let mut sums = [0.0; 3];
    for seed in 0..10 {
        let mut stream = Stream::new(seed, 0, 9, Purpose::Player);
        let parties = [bilinear(&mut stream), bilinear(&mut stream)];
        let nobody = || Arc::new(utility(&[], 0));
        let stakes = Stakes { space: Arc::clone(&space), utilities: vec![nobody(), nobody()], discounts: vec![1.0; 2] };
        for (sum, name) in sums.iter_mut().zip(ALL) {
            let mut players: Vec<Box<dyn Player>> =
                parties.iter().map(|influence| Box::new(Bilinear(Arc::clone(influence))) as Box<dyn Player>).collect();
            let session = play(&mut *set_protocol(&stakes, name, &[], 1500, seed).unwrap(), &mut players);
            let agreed = session.ending.agreement().expect("they sign anything");
            *sum += parties.iter().map(|influence| worth(influence, agreed)).sum::<f64>();
        }
    }
    let [veto, climbing, annealing] = sums;
    assert!(annealing > 1.12 * veto && annealing > 1.12 * climbing, "{sums:?}");
}

#[test]
fn who_leaves_or_falls_silent_ends_it() {
    for name in ALL {
        assert_eq!(talks(name, 9, vec![Answer::Leave], vec![]).ending, Ending::Left(Seat(0)));
        assert_eq!(talks(name, 9, vec![YES, YES], vec![NO, Answer::Accept]).ending, Ending::Forfeit(Seat(1)));
    }
}
