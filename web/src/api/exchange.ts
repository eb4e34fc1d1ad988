/** The shape of `zopa exchange --json`, as these pages show it. A count of `null` was left out: it is small, or would follow. */
export type Count = number | null;

export interface CountRow {
  name: string;
  counts: Count[];
}

export interface CountTable {
  rows: CountRow[];
  total: Count[];
}

export interface ExchangePlan {
  asked: string[];
  seed: number;
  optimal: boolean | null;
  method: string | null;
  total: [number, number] | null;
  by_class: CountRow[] | null;
  outside: [Count, Count] | null;
  reached: { aim: string; value: number; bound: number }[];
  batches: { number: number; goes: [number, number]; ahead: number; by_class: CountRow[] }[];
  batch_count: number | null;
  most_ahead: number | null;
  gain_by_stopping: number | null;
  ways_out: string[];
  conflict: string[];
  given_up: string | null;
}

export interface ExchangeDocument {
  name: string;
  title: string;
  heading: string | null;
  audience: string;
  withheld: number;
  sides: { id: string; name: string }[];
  gist: string[];
  places: CountTable | null;
  ready: CountTable | null;
  modes: { mode: string; words: string; total: [number, number] | null; cannot: string | null; chosen: boolean }[];
  plan: ExchangePlan | null;
  compared: {
    file: string;
    asks: string;
    holds: string;
    outcomes: CountRow[];
    lines: number;
    to_a_person: Count;
    not_asked: Count;
    findings: string[];
    method: string;
  }[];
  held_by_both: string[];
  rings: { moves: number; rings: string[]; failures: string[] } | null;
  series: {
    name: string;
    steps: {
      date: string;
      class: string | null;
      to: number[];
      ahead: number | null;
      outside: boolean;
      sources: string[];
      note: string | null;
    }[];
    balance: string;
  }[];
  announced: {
    about: string;
    remains: boolean;
    figures: { by: string; to: string; count: number; date: string | null; sources: string[] }[];
    words: string;
  }[];
  handover: {
    author: string;
    reason: string;
    plan: string[];
    common_penalty: string | null;
    given_up: string | null;
  } | null;
  not_known: string[];
  signed: string[];
  law: { code: string; articles: string; words: string }[];
}
