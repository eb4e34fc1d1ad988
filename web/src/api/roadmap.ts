import type { CaseView, Frequency } from './document';

/** The shape of `zopa roadmap --json`, as these pages show it. */
export interface Said {
  party: string | null;
  statement: string | null;
  speaker: string | null;
  date: string | null;
  quote: string | null;
  paraphrase: string | null;
}

export interface Promised {
  act: string;
  said: Said[];
}

export interface Deadlock {
  members: string[];
  circles: { waits: string; waited_for: string; said: Said[] }[][];
  openings: {
    arrows: { party: string | null; waits: string; condition: string }[];
    opens: string[];
    forms: { form: string; words: string }[];
  }[];
  together: string[];
  holders: string[];
}

export interface Move {
  steps: string[];
  actors: string[];
}

export interface Plan {
  judgement: string;
  author: string;
  id: string;
  about: string | null;
  reason: string;
  readings: {
    ends: 'cautious' | 'middle' | 'favourable' | 'stated';
    words: string;
    exact: boolean;
    order: Move[];
    mends: string[];
    together: Move[] | null;
  }[];
  matrix_of: string;
  matrix: {
    step: string;
    actor: string;
    days: [number, number];
    by_day: number | null;
    verified_by: string | null;
    reversible: boolean;
    achieves: string[];
  }[];
}

export interface Mandates {
  judgement: string;
  author: string;
  reason: string;
  words: string;
  settles: [string[], string[]];
  below: [Frequency, Frequency] | null;
  leaders: Frequency | null;
  lifting: { issue: string; held_by: string[]; opens: number; draws: number }[];
  summit: string | null;
}

export interface Homes {
  judgement: string;
  author: string;
  words: string;
  packages: { package: string; party: string; vetoed_by: string[]; probability: [number, number] }[];
}

export interface RoadmapDocument {
  case: CaseView;
  parties: string[];
  deadlocks: Deadlock[];
  behind: { condition: string; deadlock: number }[];
  first: {
    met: string[];
    free: string[];
    can_follow: string[];
    without_trust: Promised[];
    at_once: Promised[][];
    never_promised: { act: string; would: Promised[] }[];
  };
  plans: Plan[];
  mandates: Mandates[];
  homes: Homes[];
  missing: string[];
}
