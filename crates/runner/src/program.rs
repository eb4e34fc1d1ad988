//! A program at the table, in any language: JSON lines over its standard input and output.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use zopa_arena::{Answer, Clock, Message, Misconduct, Player, Question, wire};
use zopa_model::OutcomeSpace;

/// Lines that may wait for a program to read them. A program that lets more pile up has stopped listening.
const MOST_WAITING: usize = 1 << 16;

/// What a program is started with.
#[derive(Clone, Debug)]
pub struct Started {
    /// The program and its arguments.
    pub command: Vec<String>,
    /// The first line that it is told: see [`wire::hello`].
    pub hello: Value,
    /// How long it may take over each answer. What depends on a clock is not reproducible.
    pub patience: Duration,
}

/// A program that plays a seat. It is ended when the session is over.
pub struct Program {
    space: Arc<OutcomeSpace>,
    child: Child,
    to_child: SyncSender<String>,
    from_child: Receiver<Heard>,
    patience: Duration,
}

/// What came out of a program.
enum Heard {
    Line(String),
    TooLong,
    Ended,
}

impl Program {
    /// Starts a program and greets it.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub fn start(space: Arc<OutcomeSpace>, started: &Started) -> io::Result<Self> {
        let (name, arguments) =
            started.command.split_first().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "no program is named"))?;
        let mut child =
            Command::new(name).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn()?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let (to_child, waiting) = sync_channel::<String>(MOST_WAITING);
        let (out, from_child) = channel();
        // A program that does not read must not hold up the table, so it is written to beside the session.
        thread::spawn(move || stdin.map(|stdin| pass_on(stdin, &waiting)));
        thread::spawn(move || stdout.map(|stdout| listen(stdout, &out)));
        let program = Self { space, child, to_child, from_child, patience: started.patience };
        program.tell(&started.hello);
        Ok(program)
    }

    /// Whether the line could still be handed over.
    fn tell(&self, line: &Value) -> bool {
        self.to_child.try_send(format!("{line}\n")).is_ok()
    }

    fn died(&mut self) -> Misconduct {
        // Its output is closed; give it a moment to be gone, so that the reason can be told.
        let status = (0..50).find_map(|_| {
            let status = self.child.try_wait().ok().flatten();
            if status.is_none() {
                thread::sleep(Duration::from_millis(2));
            }
            status
        });
        Misconduct::Died(status.map_or_else(|| "it closed its output".to_owned(), |status| status.to_string()))
    }
}

impl Player for Program {
    fn hear(&mut self, _clock: Clock, message: &Message) {
        // Whoever does not listen is found out when it is asked.
        let _ = self.tell(&wire::heard(&self.space, message));
    }

    fn answer(&mut self, clock: Clock, question: Question<'_>) -> Result<Answer, Misconduct> {
        // What it said before it was asked is no answer to this.
        if let Ok(early) = self.from_child.try_recv() {
            return Err(match early {
                Heard::Ended => self.died(),
                Heard::Line(_) | Heard::TooLong => Misconduct::Rubbish("it spoke out of turn".to_owned()),
            });
        }
        if !self.tell(&wire::asked(&self.space, clock, question)) {
            return Err(self.died());
        }
        match self.from_child.recv_timeout(self.patience) {
            Ok(Heard::Line(line)) => wire::answer(&self.space, &line),
            Ok(Heard::TooLong) => Err(Misconduct::Rubbish(format!("a line of more than {} bytes", wire::LONGEST_ANSWER))),
            Ok(Heard::Ended) | Err(RecvTimeoutError::Disconnected) => Err(self.died()),
            Err(RecvTimeoutError::Timeout) => Err(Misconduct::Late),
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes what waits to the program, until either side is gone.
fn pass_on(mut stdin: impl Write, waiting: &Receiver<String>) {
    while let Ok(line) = waiting.recv() {
        if stdin.write_all(line.as_bytes()).and_then(|()| stdin.flush()).is_err() {
            return;
        }
    }
}

/// Hands on what the program writes, line by line.
fn listen(stdout: impl Read, out: &Sender<Heard>) {
    let mut stdout = BufReader::new(stdout);
    loop {
        let mut line = Vec::new();
        let read = stdout.by_ref().take(wire::LONGEST_ANSWER as u64 + 1).read_until(b'\n', &mut line);
        let heard = match read {
            Ok(0) | Err(_) => Heard::Ended,
            Ok(length) if length > wire::LONGEST_ANSWER => Heard::TooLong,
            Ok(_) => Heard::Line(String::from_utf8_lossy(&line).into_owned()),
        };
        let is_over = !matches!(heard, Heard::Line(_));
        if out.send(heard).is_err() || is_over {
            return;
        }
    }
}
