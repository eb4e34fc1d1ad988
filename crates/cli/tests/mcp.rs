//! Programs at the table, over standard input and output: two seats and a mediator join a running server by their links, and
//! negotiate to an agreement.

mod support;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};
use support::{command, zopa};

/// A program that runs until the test is over.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A client at the other end of `zopa mcp`.
struct Client {
    _running: Running,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    instructions: String,
    sent: u64,
}

impl Client {
    fn start(arguments: &[&str]) -> Self {
        let mut program = command(Path::new("."), arguments);
        program.current_dir(env!("CARGO_MANIFEST_DIR"));
        let mut child =
            program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the binary was built");
        let to = child.stdin.take().expect("piped");
        let from = BufReader::new(child.stdout.take().expect("piped"));
        let mut client = Self { _running: Running(child), to, from, instructions: String::new(), sent: 0 };
        let about =
            json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "scripted", "version": "1" } });
        let begun = client.asks("initialize", about);
        assert_eq!(begun["serverInfo"]["name"], "zopa", "{begun}");
        client.instructions = begun["instructions"].as_str().unwrap_or_default().to_owned();
        client.says(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
        client
    }

    fn says(&mut self, message: &Value) {
        writeln!(self.to, "{message}").expect("it listens");
        self.to.flush().expect("it listens");
    }

    fn asks(&mut self, method: &str, parameters: Value) -> Value {
        self.sent += 1;
        let id = self.sent;
        self.says(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }));
        loop {
            let mut line = String::new();
            assert!(self.from.read_line(&mut line).expect("UTF-8") > 0, "it ended instead of answering {method}");
            let answer: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("standard output is for messages: {line}"));
            if answer["id"] == id {
                assert!(answer["result"].is_object(), "{method}: {answer}");
                return answer["result"].clone();
            }
        }
    }

    fn calls(&mut self, tool: &str, arguments: Value) -> (Value, bool) {
        let result = self.asks("tools/call", json!({ "name": tool, "arguments": arguments }));
        (result["structuredContent"].clone(), result["isError"] == true)
    }

    fn does(&mut self, tool: &str, arguments: Value) -> Value {
        let (answer, is_refused) = self.calls(tool, arguments);
        assert!(!is_refused, "{tool}: {answer}");
        answer
    }

    fn is_refused(&mut self, tool: &str, arguments: Value) -> Value {
        let (answer, is_refused) = self.calls(tool, arguments);
        assert!(is_refused && answer["problem"].is_string(), "{tool}: {answer}");
        assert!(answer["way_out"].as_str().is_some_and(|text| !text.is_empty()), "{tool}: {answer}");
        answer
    }

    fn tools(&mut self) -> Vec<String> {
        let listed = self.asks("tools/list", json!({}));
        let name = |tool: &Value| tool["name"].as_str().expect("a name").to_owned();
        listed["tools"].as_array().expect("a list").iter().map(name).collect()
    }
}

/// A server that keeps nothing, and its operator's link.
fn serving() -> (Running, String) {
    let mut program = command(Path::new("."), &["serve", "--temporary", "--listen", "127.0.0.1:0", "--json"]);
    let mut child = program.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the binary was built");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
    let told: Value = serde_json::from_str(&line).expect("JSON");
    (Running(child), told["link"].as_str().expect("a link").to_owned())
}

/// A change by whoever has this token.
fn posts(address: &str, token: &str, path: &str, body: &Value) -> Value {
    let host = address.strip_prefix("http://").expect("plain");
    let mut stream = TcpStream::connect(host).expect("it listens");
    let body = body.to_string();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\nconnection: close\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).expect("written");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    serde_json::from_str(answer.split_once("\r\n\r\n").expect("a body").1).expect("JSON")
}

/// A file for its owner alone.
fn private(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("set");
    }
    path
}

fn kept(file: &Path, key: &str) -> String {
    let text = fs::read_to_string(file).expect("it is there");
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")));
    line.unwrap_or_else(|| panic!("no {key} in the file")).to_owned()
}

fn joined(file: &Path) -> Client {
    Client::start(&["mcp", "--join", &file.display().to_string()])
}

/// A server with a mediator and two seats, all of them programs.
struct Room {
    server: Running,
    folder: tempfile::TempDir,
    table: String,
    mediator: Client,
    seats: [Client; 2],
}

fn room() -> Room {
    let (server, link) = serving();
    let folder = tempfile::tempdir().expect("a folder");
    let file = private(folder.path(), "mediator", &format!("{link}\n"));
    let mediator = joined(&file);
    let (address, token) = (kept(&file, "server"), kept(&file, "session"));
    let terms = json!({
        "title": "The week",
        "parties": ["Union", "Company"],
        "issues": [{ "name": "pay", "options": ["low", "high"] }, { "name": "hours", "options": ["35", "40"] }],
        "rules": { "queries": 1, "votes": "open", "settlement": true },
    });
    // A token is sent by nobody's browser, so that a change needs no mark with it.
    let table = posts(&address, &token, "/api/tables", &json!({ "terms": terms }))["id"].as_str().expect("an id").to_owned();
    let seats = [1, 2].map(|seat| {
        let invited = posts(&address, &token, &format!("/api/tables/{table}/invitations"), &json!({ "seat": seat }));
        let link = format!("{address}{}", invited["link"].as_str().expect("a link"));
        joined(&private(folder.path(), &format!("seat-{seat}"), &format!("{link}\npassphrase = a few words of seat {seat}\n")))
    });
    Room { server, folder, table, mediator, seats }
}

fn sheet(pay: [u32; 2], hours: [u32; 2], limit: u32) -> Value {
    json!({ "sheet": {
        "weights": { "pay": 1, "hours": 1 }, "limit": limit,
        "values": { "pay": { "low": pay[0], "high": pay[1] }, "hours": { "35": hours[0], "40": hours[1] } },
    }})
}

#[test]
fn two_programs_negotiate_over_standard_input_and_output() {
    let Room { server: _server, table, mut mediator, seats: [mut union, mut company], .. } = room();
    assert!(union.instructions.contains("Nothing is done, offered or filled in"), "{}", union.instructions);
    union.does("write_sheet", sheet([0, 100], [100, 20], 40));
    company.does("write_sheet", sheet([100, 0], [30, 100], 40));
    let opening = json!({ "table": table, "title": "Rounds", "spec": "alternating", "rounds": 5, "strategies": [] });
    assert!(union.tools().contains(&"offer".to_owned()) && !union.tools().contains(&"open_protocol".to_owned()));
    union.is_refused("open_protocol", opening.clone());
    mediator.does("open_protocol", opening);
    let package = |pay: &str, hours: &str| json!({ "outcome": { "pay": pay, "hours": hours } });
    assert_eq!(union.does("moves", json!({}))["asked"]["ask"], "turn");
    assert_eq!(company.does("moves", json!({}))["asked"], Value::Null);
    // An illegal move, an incomplete offer, a move out of turn: refused, and nothing changes.
    let before = company.does("look", json!({}));
    union.is_refused("accept", json!({}));
    assert!(union.is_refused("offer", json!({ "outcome": { "hours": "35" } }))["problem"].as_str().unwrap().contains("`pay`"));
    company.is_refused("offer", package("low", "40"));
    assert_eq!(before, company.does("look", json!({})));
    union.does("offer", package("high", "35"));
    assert_eq!(company.does("worth", package("high", "35"))["worth"], "3/20");
    let seen = company.does("look", json!({}))["seen"].clone();
    company.does("offer", package("low", "40"));
    assert_eq!(union.does("wait", json!({ "seen": seen, "seconds": 50 }))["changed"], true);
    union.does("offer", package("low", "35"));
    assert_eq!(company.does("moves", json!({}))["asked"]["standing"], json!({ "pay": "low", "hours": "35" }));
    company.does("accept", json!({}));
    for seat in [&mut union, &mut company] {
        let ending = seat.does("look", json!({}))["sitting"]["ending"].clone();
        assert_eq!(ending, json!({ "word": "agreement", "agreement": { "pay": "low", "hours": "35" } }));
    }
}

#[test]
fn memoranda_are_sealed_on_this_side_of_the_line() {
    let Room { server: _server, table, mut mediator, seats: [mut union, mut company], .. } = room();
    let words = |text: &str| json!({ "clauses": { "hours": "35" }, "text": text });
    union.is_refused("seal_memorandum", words("too early"));
    mediator.does("open_sealed", json!({ "table": table, "title": "Memoranda" }));
    let [ours, theirs] = [(&mut union, "ours"), (&mut company, "theirs")].map(|(seat, text)| {
        let sealed = seat.does("seal_memorandum", words(text));
        seat.does("commit", json!({ "seal": sealed["seal"] }));
        json!({ "memorandum": sealed["memorandum"], "nonce": sealed["nonce"] })
    });
    union.is_refused("reveal", theirs.clone());
    union.does("reveal", ours);
    company.does("reveal", theirs);
    assert_eq!(
        mediator.does("look", json!({ "table": table }))["sitting"]["agreed"],
        json!([{ "clause": "hours", "option": "35" }])
    );
}

#[test]
fn a_file_opens_its_link_once_and_the_session_takes_its_place() {
    let Room { server: _server, folder, mut seats, .. } = room();
    let file = folder.path().join("seat-1");
    let text = fs::read_to_string(&file).expect("it is there");
    assert!(!text.contains('#') || text.starts_with("# Kept"), "the link is gone");
    seats[0].does("note", json!({ "text": "before" }));
    let token = kept(&file, "session");
    // The same session again, and a new one by the passphrase where it is gone.
    joined(&file).does("note", json!({ "text": "again" }));
    assert_eq!(kept(&file, "session"), token);
    private(folder.path(), "seat-1", &text.replace(&token, "gone"));
    let mut again = joined(&file);
    assert_ne!(kept(&file, "session"), token);
    assert_eq!(again.does("look", json!({}))["notes"].as_array().map(Vec::len), Some(2));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |file: &Path| fs::metadata(file).expect("it is there").permissions().mode() & 0o777;
        assert_eq!(mode(&file), 0o600);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("set");
        let refused = zopa(&["mcp", "--join", &file.display().to_string()]);
        assert!(refused.code == 2 && refused.err.contains("chmod 600"), "{}", refused.err);
    }
}

#[test]
fn a_file_that_leads_nowhere_is_refused_without_its_secrets() {
    let folder = tempfile::tempdir().expect("a folder");
    for (text, word) in [
        ("http://talks.example:8321/seat#SECRET\npassphrase = a SECRET of words\n", "https://"),
        ("http://127.0.0.1:1/seat#SECRET\npassphrase = a SECRET of words\n", "does not answer"),
        ("http://127.0.0.1:8321/seat#SECRET\n", "passphrase"),
        ("http://127.0.0.1:8321/tables/SECRET\n", "link"),
        ("server = http://127.0.0.1:8321@evil.example\nsession = SECRET\n", "names no server"),
        ("SECRET\n", "line 1"),
        ("", "neither a link nor a server"),
    ] {
        let file = private(folder.path(), "join", text).display().to_string();
        let refused = zopa(&["mcp", "--join", &file]);
        assert!(refused.code == 2 && refused.err.contains(word) && refused.err.contains("way out"), "{text}: {}", refused.err);
        assert!(!refused.err.contains("SECRET") && refused.out.is_empty(), "{}", refused.err);
    }
    assert_eq!(zopa(&["mcp", "--join", "x", "--folder", "."]).code, 2);
}

// Cases from texts.

const TEXT: &str = "The Gazette, 7 March 2025.\nThe union asks for four per cent, or for a shorter week.\n\"We will not sign for less,\" said its spokeswoman.\n";

fn texts() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("gazette.txt"), TEXT).expect("written");
    folder
}

fn analyst(folder: &Path, audience: &str) -> Client {
    Client::start(&["mcp", "--folder", &folder.display().to_string(), "--for", audience])
}

fn begin(client: &mut Client) {
    let head = json!({ "case": "talks", "model": "scripted", "title": "Pay talks", "about": "A union and a company.",
        "nature": "invented", "as_of": "2025-03-10", "default_access": "public" });
    client.does("start_case", head);
    for (tool, item) in [
        ("add_party", json!({ "id": "union", "name": "The union", "role": "party", "access": "public" })),
        ("add_party", json!({ "id": "company", "role": "party", "access": "public" })),
        ("add_issue", json!({ "id": "pay", "ordered": true, "options": ["3", "4"], "access": "public" })),
        (
            "add_source",
            json!({ "id": "gazette", "title": "Pay talks resume", "outlet": "The Gazette", "date": "2025-03-07",
            "text": { "file": "gazette.txt" }, "access": "public" }),
        ),
    ] {
        client.does(tool, json!({ "case": "talks.yaml", "model": "scripted", "item": item }));
    }
}

fn statement(id: &str, quote: &str) -> Value {
    json!({ "case": "talks.yaml", "model": "scripted", "item": {
        "id": id, "speaker": "Spokeswoman of the union", "parties": ["union"], "date": "2025-03-07", "sources": ["gazette"],
        "quote": quote, "states": [{ "issue": "pay", "asks": ["4"] }], "access": "public",
    }})
}

#[test]
fn a_case_is_made_of_texts_and_a_false_quotation_is_refused() {
    let folder = texts();
    let mut client = analyst(folder.path(), "public");
    assert_eq!(client.does("texts", json!({}))["texts"][0]["text"], "gazette.txt");
    let read = client.does("read_text", json!({ "text": "gazette.txt", "from_line": 2, "lines": 1 }));
    assert!(read["lines"][0]["text"].as_str().unwrap().starts_with("The union asks"), "{read}");
    begin(&mut client);
    let before = fs::read_to_string(folder.path().join("talks.yaml")).expect("written");
    let told = client.is_refused("add_statement", statement("false", "The union demands four per cent, or for a shorter week."));
    assert!(told["problem"].as_str().unwrap().contains("does not stand there"), "{told}");
    assert!(
        told["way_out"].as_str().unwrap().contains("line 2") && told["way_out"].as_str().unwrap().contains("asks for four"),
        "{told}"
    );
    client.is_refused(
        "add_statement",
        statement("other-option", "We will not sign for less")
            .as_object()
            .map(|given| {
                let mut given = given.clone();
                given["item"]["states"][0]["asks"] = json!(["9"]);
                Value::Object(given)
            })
            .expect("an object"),
    );
    let mut no_access = statement("no-access", "We will not sign for less");
    no_access["item"].as_object_mut().unwrap().remove("access");
    client.is_refused("add_statement", no_access);
    let mut confirmed = statement("self-made", "We will not sign for less");
    confirmed["item"]["confirmed_by"] = json!("A. Person");
    client.is_refused("add_statement", confirmed);
    let mut unseen = statement("unseen", "We will not sign for less");
    unseen["item"]["access"] = json!("secret");
    client.is_refused("add_statement", unseen);
    let by_another = json!({ "case": "talks.yaml", "model": "scripted", "item": { "id": "j", "author": "Dr. Known", "access": "public",
        "preferences": { "union": { "weights": { "ranking": ["pay"], "reason": "r" }, "values": { "pay": { "linear": { "best": "4" }, "reason": "r" } } } } } });
    client.is_refused("add_judgement", by_another.clone());
    assert_eq!(before, fs::read_to_string(folder.path().join("talks.yaml")).unwrap(), "a refusal changes nothing");
    client.does("add_statement", statement("true", "We will not sign for less"));
    let mut own = by_another;
    own["item"]["author"] = json!("scripted");
    client.does("add_judgement", own);
    let found = client.does("check", json!({ "case": "talks.yaml" }));
    assert_eq!((&found["ok"], found["unconfirmed"].as_array().map(Vec::len)), (&json!(true), Some(7)), "{found}");
    let answer = client.does("analyse", json!({ "case": "talks.yaml", "judgements": [], "draws": 100, "seed": 1 }));
    assert!(answer["warnings"].to_string().contains("written by a model, not yet confirmed"), "{}", answer["warnings"]);
}

#[test]
fn what_a_model_wrote_stays_marked_until_a_person_confirms_it() {
    let folder = texts();
    let file = folder.path().join("talks.yaml").display().to_string();
    let mut client = analyst(folder.path(), "public");
    begin(&mut client);
    client.does("add_statement", statement("ask", "We will not sign for less"));
    assert!(!client.tools().iter().any(|tool| tool.contains("confirm")), "no program confirms");
    let checked = zopa(&["check", &file]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    assert!(checked.out.contains("6 items written by a model, not yet confirmed by a person"), "{}", checked.out);
    assert!(checked.err.contains("statements/ask") && checked.err.contains("zopa confirm"), "{}", checked.err);
    assert!(zopa(&["analyse", &file]).out.contains("written by a model, not yet confirmed"));
    assert_eq!(zopa(&["confirm", &file, "statements/ask"]).code, 2, "nobody's name");
    assert_eq!(zopa(&["confirm", &file, "--as", "A. Person", "statements/none"]).code, 2);
    assert!(zopa(&["confirm", &file, "--list"]).out.contains("statements/ask (written by scripted)"));
    let done = zopa(&["confirm", &file, "statements/ask", "case/title", "--as", "A. Person"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("4 items written by a model") && !done.out.contains("statements/ask"), "{}", done.out);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("confirmed_by: \"A. Person\"") && text.contains("written_by: scripted"), "{text}");
    zopa(&["confirm", &file, "parties/union", "parties/company", "issues/pay", "sources/gazette", "--as", "A. Person"]);
    assert!(!zopa(&["check", &file]).out.contains("not yet confirmed"));
    assert!(!zopa(&["analyse", &file]).out.contains("not yet confirmed"));
    // The program goes on where the person left off.
    client.does(
        "add_party",
        json!({ "case": "talks.yaml", "model": null, "item": { "id": "town", "role": "host", "access": "public" } }),
    );
    assert!(zopa(&["check", &file]).out.contains("1 item written by a model"));
}

#[test]
fn nothing_outside_of_the_folder_is_there() {
    let folder = texts();
    let inside = folder.path().join("inside");
    fs::create_dir(&inside).unwrap();
    fs::write(inside.join("own.txt"), "own").unwrap();
    let mut client = analyst(&inside, "secret");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path().join("gazette.txt"), inside.join("link.txt")).unwrap();
    assert_eq!(client.does("texts", json!({}))["texts"].as_array().map(Vec::len), Some(1));
    let absolute = folder.path().join("gazette.txt").display().to_string();
    for name in [
        "../gazette.txt",
        "..",
        ".",
        "",
        "link.txt",
        "inside/own.txt",
        ".hidden.txt",
        absolute.as_str(),
        "own.txt\u{0}",
        "..\\gazette.txt",
    ] {
        client.is_refused("read_text", json!({ "text": name, "from_line": 1, "lines": 1 }));
        client.is_refused("read_case", json!({ "case": name }));
        client.is_refused("start_case", json!({ "case": name, "title": "t", "about": "a", "nature": "invented", "as_of": "2025-01-01", "default_access": "public" }));
    }
    let mut source = json!({ "case": "labour-dispute", "item": { "id": "s", "title": "T", "outlet": "O", "text": { "file": "../gazette.txt" }, "access": "public" } });
    client.is_refused("add_source", source.clone());
    source["item"].as_object_mut().unwrap().remove("text");
    let told = client.is_refused("add_source", source);
    assert!(told["problem"].as_str().unwrap().contains("read only"), "{told}");
    assert_eq!(fs::read_dir(&inside).unwrap().count(), if cfg!(unix) { 2 } else { 1 });
}

#[test]
fn what_is_not_public_is_not_there_unless_its_owner_says_so() {
    let folder = texts();
    fs::write(folder.path().join("secret.txt"), "canary text\n").unwrap();
    let case = "zopa: 1\ntitle: Shown\nnature: invented\ndefault_access: public\nparties:\n  - id: union\n  - id: company\n  - id: canary-party\n    \
                access: secret\nsources:\n  - id: open\n    title: Open\n    outlet: O\n    text: {file: gazette.txt}\n  - id: canary-source\n    \
                title: canary title\n    outlet: O\n    access: internal\n    text: {file: secret.txt}\n";
    fs::write(folder.path().join("own.yaml"), case).unwrap();
    let mut public = analyst(folder.path(), "public");
    let shown: Vec<Value> = ["texts", "cases"].map(|tool| public.does(tool, json!({}))).into_iter().collect();
    let about = json!({ "case": "own.yaml" });
    let asked = json!({ "case": "own.yaml", "judgements": [], "draws": 10, "seed": 1 });
    let all = [
        json!(shown),
        public.does("read_case", about.clone()),
        public.does("check", about.clone()),
        public.does("analyse", asked.clone()),
        public.does("roadmap", asked),
        public.is_refused("read_text", json!({ "text": "secret.txt", "from_line": 1, "lines": 1 })),
        public.is_refused("read_text", json!({ "text": "own.yaml", "from_line": 1, "lines": 1 })),
    ];
    assert!(all.iter().all(|answer| !answer.to_string().contains("canary")), "{all:?}");
    assert_eq!(all[1]["withheld"], 2);
    // A copy of the withheld text under another name is as little there.
    let listed = analyst(folder.path(), "secret").does("texts", json!({}))["texts"].clone();
    let secret = listed.as_array().unwrap().iter().find(|text| text["text"] == "secret.txt").unwrap()["sha256"].clone();
    let known = case.replace("secret.txt}", &format!("secret.txt, sha256: {}}}", secret.as_str().unwrap()));
    fs::write(folder.path().join("own.yaml"), known).unwrap();
    fs::write(folder.path().join("copy.txt"), "canary text\n").unwrap();
    assert_eq!(public.does("texts", json!({}))["texts"].as_array().map(Vec::len), Some(1));
    let item = |id: &str, source: &str| {
        json!({ "case": "own.yaml", "item": { "id": id, "speaker": "S", "parties": ["union"],
        "date": "2025-03-07", "sources": [source], "paraphrase": "p", "access": "public" } })
    };
    // To name what is hidden is answered as if it were not there.
    let hidden = public.is_refused("add_statement", item("s", "canary-source"));
    let invented = public.is_refused("add_statement", item("s", "canary-sauce"));
    assert_eq!(hidden.to_string().replace("canary-source", "X"), invented.to_string().replace("canary-sauce", "X"));
    public.does("add_statement", item("s", "open"));
    assert!(fs::read_to_string(folder.path().join("own.yaml")).unwrap().contains("canary-party"), "what is hidden is kept");
    let mut internal = analyst(folder.path(), "internal");
    assert_eq!(internal.does("read_case", about)["withheld"], 1);
    assert!(
        internal
            .does("read_text", json!({ "text": "secret.txt", "from_line": 1, "lines": 1 }))
            .to_string()
            .contains("canary text")
    );
}

#[test]
fn without_a_folder_there_is_the_catalogue_to_read() {
    let mut client = Client::start(&["mcp"]);
    assert_eq!(client.tools(), ["cases", "read_case", "check", "analyse", "roadmap", "exchange"]);
    assert!(client.does("cases", json!({}))["catalogue"].as_array().is_some_and(|cases| cases.len() > 3));
    let answer = client.does("analyse", json!({ "case": "labour-dispute", "judgements": [], "draws": 200, "seed": 3 }));
    let told = support::json(&["analyse", "labour-dispute", "--draws", "200", "--seed", "3", "--json"]);
    assert_eq!(answer, told, "the same as on the command line");
    client.is_refused("start_case", json!({}));
}

#[test]
fn the_page_for_programs_lists_the_tools_of_this_side() {
    let page = include_str!("../../../docs/mcp.md");
    let folder = texts();
    let Room { server: _server, mut seats, .. } = room();
    let own = |tool: &Value| tool["name"] == "seal_memorandum";
    let mut listed: Vec<Value> = seats[0].asks("tools/list", json!({}))["tools"].as_array().expect("a list").clone();
    listed.retain(own);
    listed.extend(analyst(folder.path(), "public").asks("tools/list", json!({}))["tools"].as_array().expect("a list").clone());
    assert_eq!(listed.len(), 15);
    for tool in listed {
        let line = format!("| `{}` | {} |\n", tool["name"].as_str().unwrap(), tool["description"].as_str().unwrap());
        assert!(page.contains(&line), "docs/mcp.md lacks: {line}");
    }
}
