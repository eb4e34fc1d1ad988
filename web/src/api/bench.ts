import type { Outcome } from './document';

/** How often, in whole draws. */
export interface Counted {
  of: number;
  draws: number;
}

/** What the reader moved, and from which the plane and the packages are computed anew. */
export interface Changes {
  weights?: Record<string, Record<string, number>>;
  rankings?: Record<string, string[][]>;
  reservations?: Record<string, number>;
  shocks?: string[];
}

/** What stands above every answer at the bench. */
export interface BenchHead {
  judgement: string;
  author: string;
  judgements: { id: string; author: string }[];
  /** How the figures were found, in a sentence. */
  way: string;
  draws: number;
  seed: number;
}

/** Who negotiates, in the order of every list of figures. */
export interface Sides {
  parties: string[];
  party_ids: string[];
}

export interface WeightInput {
  low: number;
  high: number;
  at: number;
  basis: string;
  moved: boolean;
}

export type LimitInput = Omit<WeightInput, 'basis'>;

export interface PlanePoint {
  utilities: number[];
  outcome: Outcome;
  on_frontier: boolean;
  accepted: Counted;
  /** Its name in the case. */
  name: string | null;
}

export interface Plane extends BenchHead, Sides {
  issues: { id: string; name: string; options: string[]; duty: boolean; unseen: string[] }[];
  asides: { id: string; name: string; reason: string }[];
  inputs: {
    weights: Record<string, Record<string, WeightInput>>;
    rankings: Record<string, string[][]>;
    reservations: Record<string, LimitInput | null>;
  };
  shocks: { id: string; title: string; happens: boolean }[];
  odds: { deal: Counted; undecided: number; best: ({ outcome: Outcome; way: string } & Counted) | null; words: string };
  points: PlanePoint[];
  frontier: { size: number | null; told: number; stopped: string | null };
  limits: (number | null)[];
}

export interface PartyAnswer {
  party: string;
  accepts: Counted;
  utility: { low: number; mid: number; high: number } | null;
  why_not: string[];
  crossed: { issue: string; option: string; what: string }[];
  /** The settled clauses on which its position was not seen. */
  unseen: string[];
}

/** How a package fares; with open clauses, the best of their completions. */
export interface Verdict {
  reading_words: string;
  parties: PartyAnswer[];
  all: Counted;
  undecided: number;
  open: string[];
  /** The rules that its clauses break, in sentences. */
  broken: string[];
}

export interface PackageAnswer extends BenchHead, Verdict {
  improvable: { outcome: Outcome; gains: number[]; sentence: string } | null;
  efficiency: string;
}

export interface Comparison extends BenchHead, Sides {
  rows: ({ name: string } & Verdict)[];
  differences: { issue: string; options: (string | null)[] }[];
}
