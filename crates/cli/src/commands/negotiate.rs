//! `zopa negotiate SOURCE --seat PARTY=STRATEGY …`: one session, played and measured.

use std::time::Duration;

use serde_json::{Value, json};
use zopa_arena::strategy::Spec;
use zopa_arena::talks::{CannotTalk, Settled, play_in_rounds, stream_session};
use zopa_arena::transcript::{self, DeadlineLine, Header, SeatLine};
use zopa_arena::{Deadline, Misconduct, Player, Purpose, Rules, Scripted, Seat, Session, Stream, Table, TimeConvention, wire};
use zopa_report::Talks;
use zopa_report::answers::TalksSubject;
use zopa_runner::WallClock;
use zopa_runner::tournament::{At, program};

use crate::arguments::{DeadlineKind, Negotiate, TimeAs};
use crate::exit::{Ending, Failure};
use crate::show;
use crate::talks;
use zopa_runner::files;

/// Who sits at a seat, as it was typed.
enum Sitting {
    /// A strategy of the catalogue.
    Strategy(Box<Spec>),
    /// A program that speaks JSON lines.
    Program(Vec<String>),
    /// A file of answers.
    Script(String),
}

/// Plays the session, writes what was asked for, and tells how it ended.
pub(crate) fn run(arguments: &Negotiate) -> Result<Ending, Failure> {
    let subject = talks::subject(&arguments.source, &arguments.opening, &arguments.reading, &arguments.drawing)?;
    let rules = rules(arguments)?;
    let sittings = sittings(&subject, &arguments.seat)?;
    let table = talks::table(&subject, rules.deadline.rounds())?;
    let header = header(&subject, &rules, &sittings, arguments)?;
    let session = play(&subject, &table, &rules, &sittings, arguments)?;
    let yardstick = talks::yardstick(&table);
    let quality = yardstick.measure(&table, &session, rules.convention, rules.deadline.rounds());
    if let Some(path) = &arguments.transcript {
        files::create(path, transcript::write(&header, &table, &session, &quality).as_bytes())?;
        show::note(&format!("wrote {}", path.display()));
    }
    let talks = Talks { header: &header, table: &table, yardstick: &yardstick, session: &session, quality: &quality };
    talks::write_pages(&talks, arguments.report.as_deref(), arguments.picture.as_deref())?;
    if arguments.json {
        show::data(&format!("{:#}", in_json(&header, &transcript::end_line(&table, &session, &quality))));
    } else {
        show::data(&zopa_report::talks_terminal(&talks, show::page_width(), show::styling()));
    }
    let is_no = arguments.require && session.ending.agreement().is_none();
    Ok(if is_no { Ending::No } else { Ending::Done })
}

fn rules(arguments: &Negotiate) -> Result<Rules, Failure> {
    let bad = |bad: zopa_arena::strategy::BadSpec| {
        Failure::usage(bad.to_string(), "`zopa catalog --talks` lists protocols and strategies")
    };
    Ok(Rules {
        protocol: arguments.protocol.parse().map_err(bad)?,
        deadline: match arguments.deadline {
            // Where a clock on the wall rules, the number of rounds tells the seats nothing.
            DeadlineKind::Known if arguments.seconds.is_some() => Deadline::Hidden(arguments.rounds),
            DeadlineKind::Known => Deadline::Known(arguments.rounds),
            DeadlineKind::Hidden => Deadline::Hidden(arguments.rounds),
            DeadlineKind::Random => random_deadline(arguments),
        },
        convention: match arguments.time {
            TimeAs::Own => TimeConvention::Own,
            TimeAs::Negmas => TimeConvention::Negmas,
        },
        seed: arguments.seed,
    })
}

/// A deadline from 1 to the number of rounds, each as likely.
fn random_deadline(arguments: &Negotiate) -> Deadline {
    let drawn = Stream::new(arguments.seed, 0, 0, Purpose::Deadline).below(arguments.rounds.max(1) as usize);
    Deadline::Hidden((drawn as u32 + 1).min(arguments.rounds))
}

/// Plays by rounds, in one round of talks or several, or by a clock on the wall as well.
fn play(
    subject: &TalksSubject,
    table: &Table,
    rules: &Rules,
    sittings: &[Sitting],
    arguments: &Negotiate,
) -> Result<Session, Failure> {
    let mut seat =
        |left: &Table, settled: &Settled, number: u32| players(subject, left, settled, number, rules, sittings, arguments);
    let Some(seconds) = arguments.seconds else { return play_in_rounds(table, rules, 0, arguments.talks, &mut seat) };
    let mut players = seat(table, &Settled::new(), 0)?;
    let protocol = table.begin(rules, 0)?;
    Ok(zopa_arena::play(&mut WallClock::start(protocol, Duration::from_secs_f64(seconds)), &mut players))
}

impl From<CannotTalk> for Failure {
    fn from(cannot: CannotTalk) -> Self {
        match cannot {
            CannotTalk::Argument(bad) => bad.into(),
            CannotTalk::Unprepared(unprepared) => Self::usage(unprepared.to_string(), "simplify the scenario"),
        }
    }
}

/// Who sits where: one for every party, each once.
fn sittings(subject: &TalksSubject, typed: &[String]) -> Result<Vec<Sitting>, Failure> {
    let parties = subject.parties();
    let mut sittings: Vec<Option<Sitting>> = parties.iter().map(|_| None).collect();
    for text in typed {
        let (party, who) = text.split_once('=').ok_or_else(|| {
            Failure::usage(
                format!("`--seat {text}` is not PARTY=STRATEGY"),
                format!("write --seat {}=boulware", quoted(&parties[0])),
            )
        })?;
        let seat = seat(&parties, party)?;
        if sittings[seat].is_some() {
            return Err(Failure::usage(format!("`{}` is seated twice", parties[seat]), "seat everybody once"));
        }
        sittings[seat] = Some(sitting(who)?);
    }
    let empty: Vec<String> =
        parties.iter().zip(&sittings).filter(|(_, sitting)| sitting.is_none()).map(|(party, _)| quoted(party)).collect();
    if !empty.is_empty() {
        return Err(Failure::usage(
            format!("nobody sits for {}", empty.join(", ")),
            format!("add --seat {}=STRATEGY; `zopa catalog --talks` lists the strategies", empty[0]),
        ));
    }
    Ok(sittings.into_iter().flatten().collect())
}

/// A party's name as a shell takes it.
fn quoted(party: &str) -> String {
    if party.contains(char::is_whitespace) { format!("\"{party}\"") } else { party.to_owned() }
}

/// A seat by its party's name, or by its number from 1.
fn seat(parties: &[String], name: &str) -> Result<usize, Failure> {
    let by_name = parties.iter().position(|party| party == name);
    let by_number = || name.parse().ok().filter(|number| (1..=parties.len()).contains(number)).map(|number: usize| number - 1);
    by_name.or_else(by_number).ok_or_else(|| {
        Failure::usage(
            format!("there is no party `{name}`"),
            format!("the parties are: {}; or use their numbers, from 1", parties.join(", ")),
        )
    })
}

fn sitting(who: &str) -> Result<Sitting, Failure> {
    if let Some(command) = who.strip_prefix("exec:") {
        return Ok(Sitting::Program(command.split_whitespace().map(str::to_owned).collect()));
    }
    if let Some(file) = who.strip_prefix("script:") {
        return Ok(Sitting::Script(file.to_owned()));
    }
    let spec = who.parse().map_err(|bad: zopa_arena::strategy::BadSpec| {
        Failure::usage(bad.to_string(), "`zopa catalog --talks` says more of each")
    })?;
    Ok(Sitting::Strategy(Box::new(spec)))
}

fn header(subject: &TalksSubject, rules: &Rules, sittings: &[Sitting], arguments: &Negotiate) -> Result<Header, Failure> {
    let seat = |(party, sitting): (String, &Sitting)| match sitting {
        Sitting::Strategy(spec) => {
            SeatLine { party, strategy: Some(spec.to_string()), label: Some(spec.bidding.entry.fidelity.to_string()) }
        }
        Sitting::Program(_) | Sitting::Script(_) => SeatLine { party, strategy: None, label: None },
    };
    let seats = subject.parties().into_iter().zip(sittings).map(seat).collect();
    let header = talks::header(subject, rules, seats)?;
    Ok(Header {
        deadline: DeadlineLine { seconds: arguments.seconds, ..header.deadline },
        talks: (arguments.talks > 1).then_some(arguments.talks),
        ..header
    })
}

/// The players of one round of talks.
fn players(
    subject: &TalksSubject,
    table: &Table,
    settled: &Settled,
    number: u32,
    rules: &Rules,
    sittings: &[Sitting],
    arguments: &Negotiate,
) -> Result<Vec<Box<dyn Player>>, Failure> {
    let player = |(seat, sitting): (Seat, &Sitting)| -> Result<Box<dyn Player>, Failure> {
        match sitting {
            Sitting::Strategy(spec) => {
                let prepared = table.prepare(seat, spec, rules)?;
                Ok(prepared.sit(rules.stream(stream_session(0, number), seat)))
            }
            Sitting::Program(command) => {
                let patience = Duration::from_secs_f64(arguments.patience);
                Ok(program(&At { subject, table, settled, seat }, rules, command, patience)?)
            }
            Sitting::Script(file) => script(table, file),
        }
    };
    Seat::all(table.stakes.seats()).zip(sittings).map(player).collect()
}

fn script(table: &Table, file: &str) -> Result<Box<dyn Player>, Failure> {
    let bytes = files::read(std::path::Path::new(file))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    // A line that is no answer is misconduct of its seat, told when its turn comes.
    let answers: Vec<Result<_, Misconduct>> =
        text.lines().filter(|line| !line.trim().is_empty()).map(|line| wire::answer(&table.stakes.space, line)).collect();
    Ok(Box::new(Scripted::new(answers)))
}

fn in_json(header: &Header, end: &transcript::EndLine) -> Value {
    let mut answer = json!({
        "zopa": 1,
        "kind": "session",
        "heading": header.heading,
        "name": header.name,
        "draw": header.draw,
        "protocol": header.protocol,
        "deadline": header.deadline,
        "seed": header.seed,
        "seats": header.seats,
    });
    if let (Value::Object(answer), Ok(Value::Object(end))) = (&mut answer, serde_json::to_value(end)) {
        answer.extend(end);
    }
    answer
}
