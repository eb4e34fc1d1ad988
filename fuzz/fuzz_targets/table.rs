//! Tries arbitrary commands at a table: whatever they are, it carries them out or refuses them with a way out, and no panic; and
//! the table that is read back from what happened looks the same to everybody.

#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use zopa_arena::Seat;
use zopa_table::ledger::Head;
use zopa_table::{Actor, Chance, Command, Lent, Sheet, Stream, Table, Terms};

const TERMS: &str = r#"{"title":"T","parties":["A","B"],"issues":[{"name":"x","options":["1","2","3"],"ordered":true},{"name":"y","options":["a","b"]}],"rules":{"queries":2,"votes":"tally","settlement":true}}"#;
const SHEET: &str = r#"{"weights":{"x":1,"y":2},"values":{"x":{"1":0,"2":50,"3":100},"y":{"a":0,"b":100}},"limit":20}"#;

fuzz_target!(|text: &str| {
    let terms: Terms = serde_json::from_str(TERMS).expect("terms");
    let sheet: Sheet = serde_json::from_str(SHEET).expect("a sheet");
    let (mut table, opened) = Table::open(terms).expect("they make sense");
    let mut events = vec![(Stream::Public, opened)];
    let mut entrusted: BTreeMap<Seat, Sheet> = BTreeMap::new();
    let everybody = [Actor::Mediator, Actor::Seat(Seat(0)), Actor::Seat(Seat(1))];
    // A line is who acts, then the command.
    for line in text.lines().take(40) {
        let Some((who, command)) = line.split_at_checked(1) else { continue };
        let Ok(command) = serde_json::from_str::<Command>(command) else { continue };
        // Long sittings of strategies against each other are looked at elsewhere.
        if matches!(&command, Command::OpenProtocol { rounds, .. } if *rounds > 20) {
            continue;
        }
        let actor = everybody[who.bytes().next().map_or(0, usize::from) % 3];
        match table.act(actor, command, Lent { chance: Chance([5; 32]), sheet: Some(&sheet) }) {
            Ok(done) => {
                if let Some(change) = done.entrusted {
                    match change.sheet {
                        Some(sheet) => entrusted.insert(change.seat, sheet),
                        None => entrusted.remove(&change.seat),
                    };
                }
                events.extend(done.events);
            }
            Err(refusal) => assert!(!refusal.way_out.is_empty()),
        }
    }
    let again = Table::read_back(events, entrusted).expect("what happened follows from itself");
    for actor in everybody {
        let seen = |table: &Table| serde_json::to_string(&table.view(actor, &Head::default())).expect("a view");
        assert_eq!(seen(&table), seen(&again));
    }
});
