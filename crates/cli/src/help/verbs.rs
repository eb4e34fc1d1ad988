//! Every verb once: the group that it stands in, examples, and what to do where it does not help.

/// Verbs for people who want the same.
pub(super) struct Group {
    /// What they want.
    pub(super) heading: &'static str,
    /// The verbs, the first to try first.
    pub(super) verbs: &'static [Verb],
}

/// What the help of a verb says beyond its flags.
pub(crate) struct Verb {
    /// What is typed.
    pub(crate) name: &'static str,
    /// Commands that run as they stand, unless they name a file of the reader's.
    pub(crate) examples: &'static [Example],
    /// Where to go from here, or the way out where it does not go on.
    pub(crate) next: &'static str,
}

/// A command that can be typed.
pub(crate) struct Example {
    /// The command.
    pub(crate) typed: &'static str,
    /// What it does.
    pub(crate) does: &'static str,
}

/// An example.
const fn example(typed: &'static str, does: &'static str) -> Example {
    Example { typed, does }
}

/// The verb of this name.
pub(crate) fn verb(name: &str) -> Option<&'static Verb> {
    GROUPS.iter().flat_map(|group| group.verbs).find(|verb| verb.name == name)
}

/// Every verb, in groups.
pub(super) const GROUPS: &[Group] = &[
    Group {
        heading: "Look at a case",
        verbs: &[
            Verb {
                name: "analyse",
                examples: &[
                    example("zopa analyse istanbul-2025", "a real conflict, in words"),
                    example("zopa analyse istanbul-2025 --report page.html", "the same as one page to read or print"),
                    example("zopa analyse two-issue-trade", "a textbook trade: exact frontier and solutions"),
                ],
                next: "Where a case does not read, `zopa check SOURCE` shows every fault at its line. \
                       Also spelt `zopa analyze`.",
            },
            Verb {
                name: "roadmap",
                examples: &[example("zopa roadmap istanbul-2025", "what waits for what, and what need not")],
                next: "A case without `conditions:` and `steps:` has nothing to order; `zopa schema case` describes them.",
            },
            Verb {
                name: "exchange",
                examples: &[
                    example("zopa exchange istanbul-2025", "who was released, and what is not known"),
                    example("zopa exchange prisoner-lists --for internal", "batches from the lists of two sides"),
                ],
                next: "Names stay in the lists: answers carry ids. docs/exchange.md says what a list looks like.",
            },
            Verb {
                name: "stability",
                examples: &[example("zopa stability prisoners-dilemma", "the smallest conflict where foresight counts")],
                next: "A case needs a section `conflicts:`; docs/stability.md explains the concepts.",
            },
            Verb {
                name: "forecast",
                examples: &[example("zopa forecast car-emissions", "several models of one decision, side by side")],
                next: "A case needs a section `forecasts:`. These are baselines, not predictions; docs/forecast.md has the evidence.",
            },
            Verb {
                name: "diff",
                examples: &[example("zopa diff before.yaml after.yaml", "two versions of your case")],
                next: "Exit code 0 whether or not they differ; `--json` says what changed to programs.",
            },
            Verb {
                name: "catalog",
                examples: &[
                    example("zopa catalog", "every ready case, and what it teaches"),
                    example("zopa catalog labour-dispute", "one of them as it is written, comments and all"),
                    example("zopa catalog --talks", "protocols and strategies for `zopa negotiate`"),
                ],
                next: "Any name of the list is a SOURCE for every other verb. Also spelt `zopa catalogue`.",
            },
        ],
    },
    Group {
        heading: "Write a case",
        verbs: &[
            Verb {
                name: "new",
                examples: &[
                    example("zopa new harbour-talks", "writes harbour-talks.yaml"),
                    example("zopa check harbour-talks.yaml", "after every change"),
                ],
                next: "The file says in comments what belongs where; `zopa schema case` lets editors complete it.",
            },
            Verb {
                name: "check",
                examples: &[
                    example("zopa check labour-dispute", "a case, its quotations among it"),
                    example("zopa check my-case.yaml --texts letters", "with the sources' texts in a folder"),
                ],
                next: "Ends with 0 where all is well, 1 where it reads and makes no sense, 2 where it does not read.",
            },
            Verb {
                name: "confirm",
                examples: &[example("zopa confirm my-case.yaml --list", "what a model wrote, and nobody has read yet")],
                next: "Read an item against its source, then stand by it: `zopa confirm my-case.yaml ITEM --as \"Your Name\"`.",
            },
            Verb {
                name: "memorandum",
                examples: &[
                    example("zopa memorandum first.txt --date 2024-05-01 --party town", "a case drafted from its clauses"),
                    example("zopa memorandum first.txt second.txt", "what changed, clause by clause"),
                ],
                next: "A draft leaves what is judged to you. docs/memoranda.md says which numbering is understood.",
            },
            Verb {
                name: "schema",
                examples: &[example("zopa schema case", "for an editor that completes YAML")],
                next: "Put `# yaml-language-server: $schema=case.schema.json` on the first line of a case.",
            },
            Verb {
                name: "seal",
                examples: &[example("zopa seal my-case.yaml", "writes my-case.yaml.age")],
                next: "Every verb opens a sealed case and asks for the passphrase. Nobody can open it without.",
            },
            Verb {
                name: "unseal",
                examples: &[example("zopa unseal my-case.yaml.age --out my-case.yaml", "the case as it was")],
                next: "The age command line tool opens it as well (https://age-encryption.org).",
            },
        ],
    },
    Group {
        heading: "Let them talk",
        verbs: &[
            Verb {
                name: "negotiate",
                examples: &[
                    example(
                        "zopa negotiate two-issue-trade --seat 1=boulware --seat 2=conceder",
                        "who yields late meets who yields early",
                    ),
                    example(
                        "zopa negotiate labour-dispute --seat 1=linear --seat 2=linear",
                        "numbers drawn from the ranges of a case",
                    ),
                ],
                next: "`zopa catalog --talks` lists strategies and protocols (the rules of the table); docs/talks.md explains both.",
            },
            Verb {
                name: "replay",
                examples: &[
                    example("zopa replay talks.jsonl", "verifies a transcript to the byte"),
                    example("zopa replay --public docs/records/alder-mill.jsonl", "checks the public record of a table"),
                ],
                next: "Ends with 1 where playing it again does not give the same.",
            },
            Verb {
                name: "tournament",
                examples: &[
                    example("zopa tournament catalog/tournaments/reference.toml --out results", "the reference tournament"),
                    example("zopa tournament merge results part1 part2", "parts that several machines played"),
                ],
                next: "Stopped or killed, it goes on where it was when the same command is given again.",
            },
        ],
    },
    Group {
        heading: "Sit down together, or teach",
        verbs: &[
            Verb {
                name: "serve",
                examples: &[
                    example("zopa serve --temporary", "to look around; nothing is kept"),
                    example("zopa serve --data talks.db", "kept in a file under a passphrase"),
                ],
                next: "It prints a link to open; Ctrl-C stops it. Other machines reach it only with TLS: docs/table.md.",
            },
            Verb {
                name: "mcp",
                examples: &[
                    example("zopa mcp --folder cases", "a program works on the texts and cases of a folder"),
                    example("zopa mcp --join seat.txt", "a program takes the seat whose link the file holds"),
                ],
                next: "An assistant starts it, not you: docs/mcp.md says how it is told to, and what it may see and do.",
            },
            Verb {
                name: "sheet",
                examples: &[
                    example("zopa sheet labour-dispute --party union", "one role, to read"),
                    example("zopa sheet two-issue-trade --all --out sheets --groups 4", "every role of four groups, to print"),
                ],
                next: "After class, fill in results.csv and give it to `zopa debrief`.",
            },
            Verb {
                name: "debrief",
                examples: &[example(
                    "zopa debrief two-issue-trade results.csv --report debrief.html",
                    "every group's deal beside what was possible",
                )],
                next: "Give the same --seed and --vary as for the sheets. docs/class.md has the columns of the file.",
            },
        ],
    },
    Group {
        heading: "Formats and files",
        verbs: &[
            Verb {
                name: "convert",
                examples: &[example(
                    "zopa convert docs/scenarios/ferry ferry-geniusweb --to geniusweb",
                    "GENIUS files become GeniusWeb files",
                )],
                next: "What a format cannot carry is told; `--to zopa` loses nothing. docs/field-scenarios.md has the formats.",
            },
            Verb {
                name: "completions",
                examples: &[
                    example("zopa completions bash > ~/.local/share/bash-completion/completions/zopa", "for bash"),
                    example("zopa completions zsh > ~/.zfunc/_zopa", "for zsh, with ~/.zfunc in fpath"),
                    example("zopa completions fish > ~/.config/fish/completions/zopa.fish", "for fish"),
                ],
                next: "Open a new shell, type `zopa ` and press Tab. The Debian package brings them along.",
            },
            Verb {
                name: "man",
                examples: &[
                    example("zopa man analyse | man -l -", "one page, at once"),
                    example("zopa man --out man1", "a page for every verb, into a folder"),
                ],
                next: "`zopa help VERB` says the same without `man`.",
            },
        ],
    },
];
