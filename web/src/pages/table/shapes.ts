// What the server tells of a table: the shapes of `crates/table/src/view.rs` and of its sittings.

/** Issue to option. */
export type Package = Record<string, string>;

export interface IssueTerms {
  name: string;
  description: string;
  options: string[];
  ordered: boolean;
}

export interface Rules {
  queries: number;
  votes: 'mediator' | 'tally' | 'open';
  settlement: boolean;
}

export interface Terms {
  title: string;
  parties: string[];
  issues: IssueTerms[];
  combinations?: { of: [string, string[]][]; reason: string }[];
  /** What is not for bargaining here. */
  asides?: string[];
  rules: Rules;
}

export type You = { role: 'mediator' } | { role: 'seat'; seat: number; party: string };

export interface Party {
  seat: number;
  name: string;
  state: 'invited' | 'seated' | 'gone';
}

export interface AgendaItem {
  id: number;
  text: string;
  state: 'open' | 'now' | 'done';
}

export interface Position {
  seat: number;
  option: string | null;
}

interface Held {
  id: number;
  title: string;
  /** Why it was ended, where it was. */
  stopped: string | null;
}

export interface SealedSitting extends Held {
  kind: 'sealed';
  state: 'committing' | 'revealing' | 'revealed' | 'abandoned';
  session: string;
  commits: { seat: number; seal: string }[];
  opened: number[];
  memoranda: { seat: number; memorandum: string; nonce: string }[];
  agreed: { clause: string; option: string }[];
  contradictions: { issue: string; positions: Position[] }[];
  one_sided: { issue: string; positions: Position[] }[];
}

export interface NewClause {
  issue: string | null;
  option: string | null;
  text: string;
}

export interface Clause extends NewClause {
  id: number;
}

export interface Draft {
  number: number;
  clauses: Clause[];
  objections: { seat: number; clause: number; text: string }[];
  voted: number[];
  votes: { seat: number; vote: number }[];
  tally: { yes: number; no: number } | null;
}

export interface TextSitting extends Held {
  kind: 'text';
  state: 'drafting' | 'voting' | 'signing' | 'accepted' | 'refused' | 'withdrawn';
  drafts: Draft[];
  current: number | null;
  signing: { draft: number; signed: number[]; answers: { seat: number; yes: boolean }[] } | null;
}

/** A question of a protocol: `crates/arena/src/wire.rs`. */
export interface Question {
  ask: 'turn' | 'propose' | 'propose-unique' | 'concede' | 'judge' | 'vote' | 'sign' | 'amount' | 'commit' | 'reveal';
  round: number;
  time: number;
  standing?: Package | null;
  by?: number;
  offer?: Package;
  text?: Package;
  draft?: Package;
  session?: string;
}

export interface MessageLine {
  round: number;
  from: number | null;
  to: 'everybody' | 'table' | number;
  act: string;
  outcome?: Package;
  strength?: number;
  amount?: number;
  seal?: string;
  memorandum?: string;
  issues?: string[];
  seat?: number;
  reason?: string;
}

export interface ProtocolSitting extends Held {
  kind: 'protocol';
  state: 'running' | 'over';
  spec: string;
  discloses: string;
  rounds: number;
  round: number;
  yours: Question | null;
  asked: number[];
  messages: MessageLine[];
  ending: { word: string; agreement: Package | null } | null;
  strategies: { seat: number; spec: string }[];
}

export type Sitting = SealedSitting | TextSitting | ProtocolSitting;

export interface Settlement {
  state: 'not-provided' | 'none' | 'waiting' | 'answered';
  requested: boolean;
  answer: { found: 'improvement'; package: Package; exact: boolean } | { found: 'efficient' } | { found: 'none-found' } | null;
}

export interface Note {
  seat: number;
  from: 'mediator' | 'seat';
  text: string;
}

export interface Release {
  seat: number;
  item: string;
  content: unknown;
  withdrawn: boolean;
}

export interface TableView {
  id: string;
  title: string;
  state: 'open' | 'closed';
  you: You;
  seen: number;
  parties: Party[];
  terms: Terms;
  discloses: string[];
  agenda: AgendaItem[];
  sitting: Sitting | null;
  past: Sitting[];
  notes: Note[];
  releases: Release[];
  entrusted: number[];
  queries: { used: number; allowed: number; answers: { question: string; answer?: string | null }[] };
  settlement: Settlement;
  head: { seq: number; hash: string };
}

export interface Sheet {
  weights: Record<string, number>;
  values: Record<string, Record<string, number>>;
  limit: number | null;
  forbidden: Record<string, string[]>;
  fallback: string;
  notes: string;
}

/** What a package is worth to the one who asks. */
export interface Worth {
  /** Exact, as "n/d" of one. */
  worth: string;
  /** Of 100. */
  points: number;
  /** Null where the sheet states no limit. */
  acceptable: boolean | null;
  /** The issues on which it chooses what the mandate forbids. */
  crossed: string[];
}

export interface TableLine {
  id: string;
  title: string;
  state: 'open' | 'closed';
}

export type Command = { do: string } & Record<string, unknown>;
