//! What the law says, as reminders with their articles: not advice, and no substitute for the texts.

/// Something that the law says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// A stable name for programs.
    pub code: &'static str,
    /// The text and its articles.
    pub articles: &'static str,
    /// What it says, in short.
    pub words: &'static str,
}

/// Every reminder. The wording is ours and short; the articles are where the wording of the law stands.
pub const REMINDERS: &[Reminder] = &[
    Reminder {
        code: "children",
        articles: "Fourth Geneva Convention 1949, articles 24 and 50; Additional Protocol I 1977, articles 77 and 78",
        words: "Children are owed return, not exchange: they have a list and a track of their own, and nothing here overrides that.",
    },
    Reminder {
        code: "wounded-and-sick",
        articles: "Third Geneva Convention 1949, articles 109 and 110",
        words: "Seriously wounded and sick prisoners of war are to be sent home regardless of number or rank: they wait for no count on the other side.",
    },
    Reminder {
        code: "mixed-commissions",
        articles: "Third Geneva Convention 1949, articles 112 to 114",
        words: "Mixed medical commissions examine sick and wounded prisoners and decide on them.",
    },
    Reminder {
        code: "not-against-their-will",
        articles: "Third Geneva Convention 1949, article 109, third paragraph; Fourth Geneva Convention 1949, article 45",
        words: "Nobody sick or wounded is sent home against their will during hostilities, and nobody is handed over where they have to fear persecution.",
    },
    Reminder {
        code: "end-of-hostilities",
        articles: "Third Geneva Convention 1949, article 118",
        words: "After the end of active hostilities prisoners of war are released without delay: all for all is then a duty, not a bargain.",
    },
    Reminder {
        code: "no-hostages",
        articles: "Fourth Geneva Convention 1949, article 34; common article 3",
        words: "Taking hostages is prohibited: civilians who are held unlawfully are owed release, not exchange.",
    },
    Reminder {
        code: "remains",
        articles: "First Geneva Convention 1949, articles 15 to 17; Additional Protocol I 1977, articles 32 to 34",
        words: "The dead are searched for, identified and returned: remains are never counted against each other.",
    },
];

/// The reminder of this code.
pub fn reminder(code: &str) -> Option<&'static Reminder> {
    REMINDERS.iter().find(|reminder| reminder.code == code)
}
