//! Every tool, once. What is listed here is what is called, what `docs/mcp.md` lists, and what the tests of rights try.

use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use serde_json::json;

use super::arguments::{
    Agenda, Amount, ByProtocol, Draft, Is, Item, ItemNumber, Items, Note, NoteTo, Nothing, Objection, Opened, Package, Question,
    Reason, Seal, Sheet, Signature, Strength, Text, Title, Vote, Wait, schema,
};

/// Whose tool it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A seat's.
    Seat,
    /// A mediator's, at a table that it mediates.
    Mediator,
    /// A mediator's, at no table in particular.
    MediatorAnywhere,
}

/// What a tool does to the table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing.
    Looks,
    /// It keeps something that nobody else sees.
    Keeps,
    /// A move, which takes an optional `key`.
    Moves,
    /// A move that cannot be taken back by another.
    MovesForGood,
}

/// A tool.
pub(super) struct Entry {
    pub(super) name: &'static str,
    pub(super) holder: Holder,
    pub(super) effect: Effect,
    about: &'static str,
    takes: fn() -> JsonObject,
}

/// A tool, for whoever lists them.
#[derive(Clone, Copy, Debug)]
pub struct ToolSummary {
    /// Its name.
    pub name: &'static str,
    /// Whose it is.
    pub holder: Holder,
    /// What it does.
    pub about: &'static str,
}

/// Every tool that the server has for programs.
pub fn tools() -> Vec<ToolSummary> {
    ALL.iter().map(|entry| ToolSummary { name: entry.name, holder: entry.holder, about: entry.about }).collect()
}

const fn seats(name: &'static str, effect: Effect, takes: fn() -> JsonObject, about: &'static str) -> Entry {
    Entry { name, holder: Holder::Seat, effect, about, takes }
}

const fn mediators(name: &'static str, effect: Effect, takes: fn() -> JsonObject, about: &'static str) -> Entry {
    Entry { name, holder: Holder::Mediator, effect, about, takes }
}

use Effect::{Keeps, Looks, Moves, MovesForGood};

/// Every tool.
pub(super) const ALL: &[Entry] = &[
    seats(
        "look",
        Looks,
        schema::<Nothing>,
        "The table as your seat may see it: issues and options, terms, who sits there, the sitting under way, notes, releases.",
    ),
    seats("moves", Looks, schema::<Nothing>, "What you are asked now, and every move that is legal now, with what it takes."),
    seats("wait", Looks, schema::<Wait>, "Waits until something happens at the table that you may know of, or the time is over."),
    seats(
        "sheet",
        Looks,
        schema::<Nothing>,
        "Your own sheet, which nobody else reads: weights, points, limit, what your mandate forbids.",
    ),
    seats(
        "write_sheet",
        Keeps,
        schema::<Sheet>,
        "Keeps your own sheet, in place of the one before. Nobody learns that it changed.",
    ),
    seats(
        "worth",
        Looks,
        schema::<Package>,
        "What a package is worth by your own sheet, exactly (n/d) and in points. What the sheet does not say is named, not made up.",
    ),
    seats("offer", Moves, schema::<Package>, "Offers a package in a sitting by a protocol. It settles every issue."),
    seats("accept", Moves, schema::<Nothing>, "Accepts what your seat is asked about now."),
    seats("reject", Moves, schema::<Nothing>, "Says no to what your seat is asked about now."),
    seats(
        "rate",
        Moves,
        schema::<Strength>,
        "Votes in a sitting by a protocol that asks for votes: the draft against the text that stands.",
    ),
    seats("bid", Moves, schema::<Amount>, "Names a sealed amount in a sitting by a protocol that asks for one."),
    seats("leave_talks", MovesForGood, schema::<Nothing>, "Leaves the sitting by a protocol. Your seat stays at the table."),
    seats("commit", Moves, schema::<Seal>, "Commits to a sealed memorandum by its seal. The memorandum stays with you."),
    seats("reveal", Moves, schema::<Opened>, "Opens your sealed memorandum, once all have committed."),
    seats("object", Moves, schema::<Objection>, "Objects to a clause of the current draft of a single text."),
    seats(
        "vote",
        Moves,
        schema::<Vote>,
        "Votes on the current draft of a single text, once the mediator has called a vote. It binds nobody.",
    ),
    seats("sign", MovesForGood, schema::<Signature>, "The final yes or no to the current draft of a single text."),
    seats("note", Moves, schema::<Note>, "A note to the mediator, which no other seat sees."),
    seats("release", Moves, schema::<Items>, "Shows parts of your sheet to the mediator. What was read cannot be unread."),
    seats("withdraw_release", Moves, schema::<Item>, "Takes back a part that was released."),
    seats("entrust", Moves, schema::<Nothing>, "Entrusts your sheet to the table, which may compute with it as its terms say."),
    seats("withdraw_entrusted", Moves, schema::<Nothing>, "Takes your entrusted sheet back."),
    seats(
        "request_settlement",
        Moves,
        schema::<Is>,
        "Asks for an improvement of what was agreed, or takes that back. Nobody sees who asked until all have.",
    ),
    seats("leave", MovesForGood, schema::<Nothing>, "Leaves the table for good. A sitting under way ends."),
    Entry {
        name: "tables",
        holder: Holder::MediatorAnywhere,
        effect: Looks,
        takes: schema::<Nothing>,
        about: "The tables that you mediate.",
    },
    mediators("look", Looks, schema::<Nothing>, "The table as its mediator may see it."),
    mediators("moves", Looks, schema::<Nothing>, "Every move of yours that is legal now, with what it takes."),
    mediators(
        "wait",
        Looks,
        schema::<Wait>,
        "Waits until something happens at the table that you may know of, or the time is over.",
    ),
    mediators(
        "fairness",
        Looks,
        schema::<Package>,
        "How a package fares by what the seats have released to you, and by nothing else: what it is worth to each, whether it can be improved on. What was not released is named.",
    ),
    mediators(
        "frontier",
        Looks,
        schema::<Nothing>,
        "The packages that nobody's gain can improve on without a loss to another, by what all seats have released to you.",
    ),
    mediators("open_sealed", Moves, schema::<Title>, "Begins an exchange of sealed memoranda."),
    mediators("open_text", Moves, schema::<Text>, "Begins work on a single text."),
    mediators("open_protocol", Moves, schema::<ByProtocol>, "Begins a sitting by a protocol."),
    mediators("draft", Moves, schema::<Draft>, "Puts the next draft of the single text on the table."),
    mediators("call_vote", Moves, schema::<Nothing>, "Asks the seats what they think of the current draft."),
    mediators("call_signature", Moves, schema::<Nothing>, "Puts the final question about the current draft."),
    mediators("stop_sitting", MovesForGood, schema::<Reason>, "Ends the sitting under way."),
    mediators("set_agenda", Moves, schema::<Agenda>, "Sets the agenda. Items that stay keep how far they have come."),
    mediators("begin_item", Moves, schema::<ItemNumber>, "Begins an item of the agenda."),
    mediators("finish_item", Moves, schema::<ItemNumber>, "Finishes an item of the agenda."),
    mediators("note", Moves, schema::<NoteTo>, "A note to one seat, which no other seat sees."),
    mediators(
        "ask",
        MovesForGood,
        schema::<Question>,
        "Asks the table what its terms allow, as often as they do. Everybody sees that it was asked; the answer is in `look`.",
    ),
    mediators("close", MovesForGood, schema::<Nothing>, "Closes the table. Its record can still be read."),
];

impl Entry {
    /// As it is told to a program.
    pub(super) fn told(&self) -> Tool {
        let mut takes = (self.takes)();
        if self.holder == Holder::Mediator {
            let about = "The table, as `tables` lists it.";
            require(&mut takes, "table", about);
        }
        if self.is_move() {
            let about = "A text of your choice, the same when you send this move again because you did not hear the answer: it is carried out once.";
            add(&mut takes, "key", about);
        }
        let hints = ToolAnnotations::new()
            .read_only(self.effect == Looks)
            .destructive(self.effect == MovesForGood)
            .idempotent(matches!(self.effect, Looks | Keeps))
            .open_world(false);
        Tool::new(self.name, self.about, takes).with_annotations(hints)
    }

    pub(super) fn is_move(&self) -> bool {
        matches!(self.effect, Moves | MovesForGood)
    }
}

fn add(schema: &mut JsonObject, key: &str, about: &str) {
    if let Some(properties) = schema.entry("properties").or_insert_with(|| json!({})).as_object_mut() {
        properties.insert(key.to_owned(), json!({ "type": "string", "description": about }));
    }
}

fn require(schema: &mut JsonObject, key: &str, about: &str) {
    add(schema, key, about);
    if let Some(required) = schema.entry("required").or_insert_with(|| json!([])).as_array_mut() {
        required.push(key.into());
    }
}
