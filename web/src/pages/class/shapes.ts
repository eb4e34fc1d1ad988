// What the server tells of a class.

/** Issue to option. */
export type Package = Record<string, string>;

export interface ClassLine {
  id: string;
  title: string;
  state: 'open' | 'revealed';
}

/** A part, by its number from one, with the party that it plays. */
export interface PartName {
  part: number;
  party: string;
}

/** A class as its teacher sees it. */
export interface Course extends ClassLine {
  code: string;
  groups: { group: number; parts: (PartName & { joined: boolean })[]; agreed: boolean }[];
}

/** What can be joined. */
export interface Open {
  class: string;
  title: string;
  groups: { group: number; parts: (PartName & { free: boolean })[] }[];
}

/** What a group has entered, as one part may see it. */
export interface Agreement {
  /** What this part entered: a package, `null` for "no agreement"; missing where it entered nothing. */
  mine?: { outcome: Package | null } | null;
  /** The parts that have entered something. */
  confirmed: number[];
  /** Whether all have entered the same. */
  final: boolean;
  /** The issues in which the forms differ; there where they do. */
  differs?: string[] | null;
}

/** A role sheet: `zopa sheet --json` writes the same. */
export interface RoleSheet {
  case: string;
  /** What has to be said of a case that happened. */
  heading: string | null;
  mark: string;
  party: string;
  across: string[];
  others: string[];
  story: string | null;
  issues: { issue: string; at_stake: number; options: { option: string; points: number }[] }[];
  bonuses: { of: [string, string][]; points: number }[];
  most: number;
  limit: number | null;
  nothing: number;
  refuses: string[];
  rules: string[];
  asides: { issue: string; reason: string }[];
}

/** One's own part. */
export interface Mine {
  title: string;
  state: 'open' | 'revealed';
  group: number;
  part: number;
  parties: string[];
  sheet: RoleSheet;
  agreement: Agreement;
}

export interface DebriefGroup {
  group: number;
  ended: 'deal' | 'no-deal' | 'not-in';
  agreement: Package | null;
  best: number[];
  worth: {
    points: number[];
    below_limit: string[];
    efficient: boolean | null;
    better: { outcome: Package; points: number[] } | null;
    missed: boolean;
  } | null;
}

/** Every group against what was possible: `zopa debrief --json` writes the same. */
export interface DebriefDocument {
  case: string;
  heading: string | null;
  varied: boolean;
  parties: string[];
  issues: string[];
  groups: DebriefGroup[];
  class: { groups: number; deals: number; no_deals: number; not_in: number };
}

/** A picture for a desk or paper, and for a phone. */
export interface Picture {
  title: string;
  svg: string;
  narrow: string;
}

export interface Debrief {
  document: DebriefDocument;
  pictures: Picture[];
}
