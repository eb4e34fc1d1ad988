/**
 * The shapes of `zopa analyse --json` that these pages show: the same names as in the program (crate `report`), where every
 * field is documented.
 */

export type Outcome = Record<string, string>;

export interface Frequency {
  share: number;
  count: number;
  draws: number;
  standard_error: number;
}

export interface Spread {
  low: number;
  middle: number;
  high: number;
}

export interface FoundHow {
  method: string;
  reached: 'exact' | 'sampled' | 'best-found' | 'stopped';
  from: string[];
  citation: string | null;
}

export interface Note {
  about: string;
  words: string;
  way_out: string | null;
  from: string[];
}

export interface CaseView {
  title: string;
  nature: 'real' | 'invented' | 'textbook' | 'scenario';
  about: string | null;
  as_of: string | null;
  audience: string;
  withheld: { items: number; figures: string[] };
}

export interface Attendance {
  id: string;
  name: string;
  role: string;
  note: string | null;
}

export interface Source {
  id: string;
  title: string;
  outlet: string;
  date: string | null;
  url: string | null;
  note: string | null;
  text_at_hand: boolean;
}

export interface Statement {
  id: string;
  speaker: string;
  parties: string[];
  date: string;
  sources: string[];
  quote: string | null;
  paraphrase: string | null;
  locator: string | null;
  verification: 'verified' | 'text-not-at-hand' | 'not-in-text' | 'paraphrase';
  replaces: string[];
  note: string | null;
}

export interface CaseEvent {
  id: string;
  title: string;
  date: string;
  until: string | null;
  sources: string[];
  note: string | null;
}

export interface Stance {
  options: string[];
  statement: string;
}

export const STANCES = ['agreed', 'asks', 'offers', 'accepts', 'rejects'] as const;
export type StanceKind = (typeof STANCES)[number];

export type Position = { party: string } & Record<StanceKind, Stance[]>;

export const GAPS = [
  'agreed',
  'convergent',
  'disputed',
  'opposed',
  'sources-conflict',
  'one-side-not-seen',
  'neither-seen',
] as const;
export type GapStatus = (typeof GAPS)[number];

export interface Topic {
  id: string;
  name: string;
  about: string | null;
  track: 'bargaining' | 'duty' | 'own-track';
  track_reason: string | null;
  options: string[];
  positions: Position[];
  unseen: string[];
  gap: { status: GapStatus; words: string; found_how: FoundHow };
}

export interface OnlyAfter {
  party: string;
  what: string;
  alternatives: string[][];
  statement: string;
}

export interface JudgedItem {
  id: string;
  kind: 'weights' | 'values' | 'points' | 'linkage' | 'red-line' | 'limit' | 'disagreement';
  issue: string | null;
  words: string;
  ranking: string[][];
  ranges: { of: string; low: string; high: string }[];
  standing: 'firm' | 'uncertain' | null;
  reason: string;
}

export interface Judgement {
  id: string;
  author: string;
  as_of: string | null;
  about: string | null;
  preferences: { party: string; items: JudgedItem[] }[];
}

export interface Sentence {
  kind: 'trade' | 'blocked' | 'odds' | 'efficient' | 'not-decidable';
  words: string;
  would_change: string | null;
  found_how: FoundHow;
}

export interface JudgementOdds {
  judgement: string;
  deal: Frequency;
  lowest: number;
  highest: number;
  margin: Spread | null;
  best_package: {
    package: string;
    outcome: Outcome;
    accepted: Frequency;
    by_party: { party: string; accepted: Frequency }[];
    near_best: number;
  } | null;
  value_of_information: number | null;
  blockers: { party: string; what: string; opens: Frequency; words: string; from: string[] }[];
  closed: Sentence[];
  found_how: FoundHow;
}

export interface Odds {
  judgement: string;
  deal: number;
  best_package: number | null;
  interval: {
    low: number;
    high: number;
    low_from: string;
    high_from: string;
    draws: number;
    standard_error: number;
    verdict: 'likely' | 'unlikely' | 'cannot-tell';
  };
  draws: number;
  seed: number;
  judgements: JudgementOdds[];
}

export interface Tornado {
  judgement: string;
  base: number;
  bars: { input: string; low_end: string; high_end: string; low: number; high: number; one_sided: boolean }[];
  interactions: { words: string }[];
  found_how: FoundHow;
}

export interface Flip {
  judgement: string;
  conclusion: string;
  distance: number | null;
  words: string;
  found_how: FoundHow;
}

export interface Stake {
  judgement: string;
  issue: string;
  share: Spread;
  opposition: number | null;
  found_how: FoundHow;
}

export interface Shock {
  judgement: string;
  id: string;
  name: string;
  date: string | null;
  by: string | null;
  reason: string;
  before: Frequency;
  after: Frequency;
  words: string;
}

export interface Package {
  id: string;
  label: string;
  kind: 'most-accepted' | 'near-equal-offer' | 'of-the-case';
  judgement: string | null;
  outcome: Outcome;
  accepted: Frequency | null;
  by_party: { party: string; accepted: Frequency }[];
  explanation: Sentence[];
}

export interface Point {
  utilities: number[];
  exact_utilities: string[];
  outcome: Outcome;
}

export interface Solution {
  exact: boolean;
  points: Point[];
  notes: string[];
  reason: string | null;
}

export interface Document {
  zopa: number;
  case: CaseView;
  parties: string[];
  attendance: Attendance[];
  sources: Source[];
  statements: Statement[];
  events: CaseEvent[];
  topics: Topic[];
  only_after: OnlyAfter[];
  judgements: Judgement[];
  space: { outcomes: string; issues: string[]; rules: string[] };
  point_basis: string | null;
  reason: string | null;
  frontier: { exact: boolean; method: string; size: number | null; points: Point[]; stopped: string | null } | null;
  solutions: Record<string, Solution> | null;
  odds: Odds | null;
  tornadoes: Tornado[];
  flips: Flip[];
  groupings: { judgement: string; change: string; flips: boolean; words: string }[];
  stakes: Stake[];
  shocks: Shock[];
  packages: Package[];
  trades: { judgement: string; package: string; sentence: Sentence }[];
  improvements: { judgement: string; of: string; outcome: Outcome | null; sentence: Sentence }[];
  comparison: { judgements: string[]; rows: { about: string; answers: string[]; differs: boolean }[]; words: string } | null;
  cannot_tell: Note[];
  limits: Note[];
  warnings: Note[];
}
