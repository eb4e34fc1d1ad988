//! What a Markdown document asks its reader to type.
//!
//! Commands stand in blocks marked `console` (after `$ `) or `sh`. A comment right above a block says more:
//!
//! * `<!-- not run: REASON -->`: leave the block out;
//! * `<!-- file: NAME -->`: the block is a file that the reader writes;
//! * `<!-- append: NAME -->`: the block goes to the end of a file that was written before;
//! * `<!-- change: NAME -->`: in such a file the lines of the block that begin with `-` become those that begin with `+`;
//! * `<!-- shown -->`: what a `console` block shows is exactly what is printed, save for lines that are just `…`.
//!
//! A command ends with code 0 unless a comment behind it says otherwise: `$ zopa check broken.yaml  # exits with 1`.

/// One thing that a document asks its reader to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// To write a file.
    Write {
        /// Its name.
        name: String,
        /// What is in it.
        text: String,
    },
    /// To add to the end of a file that was written before.
    Append {
        /// Its name.
        name: String,
        /// What is added.
        text: String,
    },
    /// To change lines of a file that was written before.
    Change {
        /// Its name.
        name: String,
        /// The lines as they are, which stand there once.
        from: String,
        /// The lines as they become.
        to: String,
    },
    /// To type a command.
    Run(Typed),
    /// To read only: a block that is marked as not run.
    LeaveOut,
}

/// A command as the reader types it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// The command, without what marks it.
    pub(super) command: String,
    /// The line of the document, from 1.
    pub(super) line: usize,
    /// The code that it ends with.
    pub(super) exit: i32,
    /// What it prints, where the document promises that.
    pub(super) shown: Option<String>,
}

/// A block between two fences.
struct Block<'a> {
    language: &'a str,
    mark: Option<&'a str>,
    /// The lines, each with its number from 1.
    lines: Vec<(usize, &'a str)>,
}

/// The steps of a document, in order.
pub(super) fn steps(document: &str) -> Vec<Step> {
    blocks(document).iter().flat_map(steps_of).collect()
}

fn blocks(document: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    let mut above = "";
    for (at, line) in document.lines().enumerate() {
        let trimmed = line.trim();
        match (trimmed.strip_prefix("```"), open.take()) {
            (Some(_), Some(block)) => blocks.push(block),
            (Some(language), None) => open = Some(Block { language: language.trim(), mark: comment(above), lines: Vec::new() }),
            (None, Some(mut block)) => {
                block.lines.push((at + 1, line));
                open = Some(block);
            }
            (None, None) => above = trimmed,
        }
        if open.is_none() && !trimmed.starts_with("<!--") {
            above = "";
        }
    }
    blocks
}

fn comment(line: &str) -> Option<&str> {
    Some(line.strip_prefix("<!--")?.strip_suffix("-->")?.trim())
}

fn steps_of(block: &Block) -> Vec<Step> {
    let typed = commands(block);
    if let Some(step) = block.mark.and_then(|mark| written(mark, block)) {
        return vec![step];
    }
    match block.mark {
        Some(mark) if mark.starts_with("not run:") && !typed.is_empty() => vec![Step::LeaveOut],
        _ => typed.into_iter().map(Step::Run).collect(),
    }
}

/// What a block asks to be written, where its mark says so.
fn written(mark: &str, block: &Block) -> Option<Step> {
    let (kind, name) = mark.split_once(':')?;
    let name = name.trim().to_owned();
    let lines = |begin: &str| {
        block.lines.iter().filter_map(|(_, line)| line.strip_prefix(begin)).map(|line| format!("{line}\n")).collect()
    };
    match kind {
        "file" => Some(Step::Write { name, text: lines("") }),
        "append" => Some(Step::Append { name, text: lines("") }),
        "change" => Some(Step::Change { name, from: lines("-"), to: lines("+") }),
        _ => None,
    }
}

/// The commands of a block that are this program's.
fn commands(block: &Block) -> Vec<Typed> {
    let promised = block.mark == Some("shown");
    let mut typed: Vec<Typed> = Vec::new();
    let mut lines = block.lines.iter().peekable();
    while let Some(&(number, line)) = lines.next() {
        let Some(start) = prompt(block.language, line) else { continue };
        let mut command = start.to_owned();
        while let Some(whole) = command.strip_suffix('\\') {
            command = format!("{}{}", whole, lines.next().map_or("", |(_, line)| line.trim()));
        }
        let mut shown = String::new();
        while let Some((_, line)) = lines.next_if(|(_, line)| prompt(block.language, line).is_none()) {
            shown.push_str(line);
            shown.push('\n');
        }
        let (command, exit) = documented_exit(&command);
        if is_ours(&command) {
            typed.push(Typed { command, line: number, exit, shown: promised.then_some(shown) });
        }
    }
    typed
}

/// The command of a line that holds one.
fn prompt<'a>(language: &str, line: &'a str) -> Option<&'a str> {
    match (language, line.trim_start().strip_prefix("$ ")) {
        ("console" | "sh", Some(command)) => Some(command.trim_end()),
        ("sh", None) if !line.trim().is_empty() => Some(line.trim()),
        _ => None,
    }
}

fn is_ours(command: &str) -> bool {
    command.starts_with("zopa ") || command == "zopa" || command.starts_with("cargo run --release -- ")
}

/// A command without the comment behind it, and the code that the comment documents.
fn documented_exit(command: &str) -> (String, i32) {
    let Some((before, comment)) = command.split_once(" #") else { return (command.to_owned(), 0) };
    let code =
        comment.split("exits with ").nth(1).and_then(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok());
    (before.trim_end().to_owned(), code.unwrap_or(0))
}

/// Whether `printed` is what a document shows; a line that is just `…` stands for any lines.
pub(super) fn matches(shown: &str, printed: &str) -> bool {
    let lines = |text: &str| text.trim_end().lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    match_lines(&lines(shown), &lines(printed))
}

fn match_lines(shown: &[String], printed: &[String]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if first.trim() == "…" => (0..=printed.len()).any(|from| match_lines(rest, &printed[from..])),
        Some((first, rest)) => printed.split_first().is_some_and(|(line, after)| line == first && match_lines(rest, after)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(command: &str, line: usize, exit: i32, shown: Option<&str>) -> Step {
        Step::Run(Typed { command: command.into(), line, exit, shown: shown.map(str::to_owned) })
    }

    #[test]
    fn commands_are_found_with_their_lines_codes_and_continuations() {
        let document = "Text\n\n```console\n$ zopa check a.yaml  # exits with 1\nit says\n$ ls\n$ zopa analyse a.yaml \\\n    --json\n```\n```sh\ncargo run --release -- catalog\n```\n";
        let expected = [
            run("zopa check a.yaml", 4, 1, None),
            run("zopa analyse a.yaml --json", 7, 0, None),
            run("cargo run --release -- catalog", 11, 0, None),
        ];
        assert_eq!(steps(document), expected);
    }

    #[test]
    fn marks_write_files_leave_blocks_out_and_promise_output() {
        let document = "<!-- file: a.yaml -->\n```yaml\nzopa: 1\n```\n<!-- not run: it asks for a passphrase -->\n```sh\nzopa seal a.yaml\n```\n\n<!-- shown -->\n```console\n$ zopa check a.yaml\nfine\n```\n";
        let expected = [
            Step::Write { name: "a.yaml".into(), text: "zopa: 1\n".into() },
            Step::LeaveOut,
            run("zopa check a.yaml", 12, 0, Some("fine\n")),
        ];
        assert_eq!(steps(document), expected);
    }

    #[test]
    fn files_grow_and_change() {
        let document = "<!-- append: a.yaml -->\n```yaml\nb: 2\n```\n<!-- change: a.yaml -->\n```diff\n-b: 2\n+b: 3\n```\n";
        let expected = [
            Step::Append { name: "a.yaml".into(), text: "b: 2\n".into() },
            Step::Change { name: "a.yaml".into(), from: "b: 2\n".into(), to: "b: 3\n".into() },
        ];
        assert_eq!(steps(document), expected);
    }

    #[test]
    fn an_ellipsis_stands_for_any_lines() {
        assert!(matches("first\n…\nlast\n", "first\nsecond\nthird\nlast\n"));
        assert!(!matches("first\n…\nlast\n", "first\nsecond\n"));
        assert!(matches("all\n", "all  \n"));
    }
}
