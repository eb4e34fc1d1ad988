import { get, post, put, remove, send } from './client';
import { follow } from './events';
import type { Changes, Comparison, PackageAnswer, Plane } from './bench';
import type { Document, Outcome } from './document';
import type { ExchangeDocument } from './exchange';
import type { RoadmapDocument } from './roadmap';

export type Audience = 'public' | 'internal' | 'secret';
export const AUDIENCES: Audience[] = ['public', 'internal', 'secret'];

export interface CatalogueEntry {
  name: string;
  title: string;
  nature: string;
  summary: string;
}

export interface SavedCase {
  id: string;
  name: string;
  title: string;
  version: number;
  changed: string;
}

export interface StoredCase {
  id: string;
  name: string;
  text: string;
  version: number;
  can_undo: boolean;
  can_redo: boolean;
}

export type Restored = Omit<StoredCase, 'id' | 'name'>;

export interface Label {
  start: number;
  end: number;
  line: number;
  column: number;
  end_line: number;
  end_column: number;
  text: string | null;
}

export interface Diagnostic {
  severity: 'error' | 'warning';
  code: string;
  message: string;
  way_out: string | null;
  labels: Label[];
}

/** What every question about a case says first. */
export interface Asked {
  text: string;
  for: Audience;
  judgement?: string[];
}

/** What an analysis, a roadmap or a report may be asked besides. */
export interface AskedInFull extends Asked {
  as_of?: string;
  draws?: number;
  seed?: number;
}

export interface Picture {
  title: string;
  svg: string;
  /** The same, drawn for a phone. */
  narrow: string;
}

/** One line of a transcript, with what the outcome in it is worth to each seat. */
export interface TalkLine {
  round: number;
  from: number;
  to: 'everybody' | 'table' | number;
  act: string;
  outcome?: Outcome;
  utilities?: number[] | null;
  strength?: number;
  amount?: number;
  issues?: string[];
  seat?: number;
  reason?: string;
}

export interface TalkEnding {
  ending: string;
  agreement: Outcome | null;
  utilities: number[] | null;
  rounds: number;
  judgement: string | null;
  heading: string | null;
}

export interface StrategyEntry {
  name: string;
  title: string;
  source: string;
}

export interface ProtocolEntry {
  name: string;
  title: string;
  source: string;
  discloses: string;
  settles: string;
  parameters: { name: string; default: number; least: number; most: number; meaning: string }[];
}

export interface TalkPlan {
  draw: number;
  seats: string[];
  protocol: string;
  rounds: number;
  seed: number;
}

type Moved = AskedInFull & { changes: Changes };

/** The calls of the workbench. */
export const workbench = {
  catalogue: () => get<CatalogueEntry[]>('/catalog'),
  cases: () => get<SavedCase[]>('/cases'),
  create: (from: { name?: string; text: string } | { catalog: string }) => post<{ id: string; version: number }>('/cases', from),
  read: (id: string) => get<StoredCase>(`/cases/${id}`),
  save: (id: string, text: string, version: number) => put<{ version: number }>(`/cases/${id}`, { text, version }),
  undo: (id: string) => post<Restored>(`/cases/${id}/undo`),
  redo: (id: string) => post<Restored>(`/cases/${id}/redo`),
  remove: (id: string) => remove(`/cases/${id}`),
  check: (text: string, signal?: AbortSignal) => post<{ diagnostics: Diagnostic[] }>('/workbench/check', { text }, signal),
  analyse: (asked: AskedInFull, signal?: AbortSignal) => post<{ document: Document }>('/workbench/analyse', asked, signal),
  roadmap: (asked: AskedInFull, signal?: AbortSignal) =>
    post<{ document: RoadmapDocument; pictures: Picture[] }>('/workbench/roadmap', asked, signal),
  exchange: ({ text, for: audience, as_of }: AskedInFull, signal?: AbortSignal) =>
    post<{ document: ExchangeDocument; pictures: Picture[] }>('/workbench/exchange', { text, for: audience, ...(as_of ? { as_of } : {}) }, signal),
  report: async (asked: AskedInFull): Promise<Blob> => (await send('POST', '/workbench/report', asked)).blob(),
  plane: (moved: Moved, signal?: AbortSignal) => post<Plane>('/workbench/plane', moved, signal),
  package: (moved: Moved & { outcome: Outcome }, signal?: AbortSignal) => post<PackageAnswer>('/workbench/package', moved, signal),
  compare: (moved: Moved & { packages: { name: string; outcome: Outcome }[] }, signal?: AbortSignal) =>
    post<Comparison>('/workbench/compare', moved, signal),
  strategies: () => get<StrategyEntry[]>('/strategies'),
  protocols: () => get<ProtocolEntry[]>('/protocols'),
  negotiate: (
    plan: Asked & TalkPlan,
    on: { message: (line: TalkLine) => void; ending: (ending: TalkEnding) => void },
    signal: AbortSignal,
  ) =>
    follow(
      '/workbench/negotiate',
      plan,
      { message: (data) => on.message(data as TalkLine), ending: (data) => on.ending(data as TalkEnding) },
      signal,
    ),
};
