// What changed between two drafts.

import type { Clause } from './shapes';

export interface Change {
  clause: Clause;
  kind: 'same' | 'new' | 'changed';
  /** The clause that it was before. */
  before: Clause | null;
}

export interface Difference {
  clauses: Change[];
  removed: Clause[];
}

const isSame = (one: Clause, other: Clause): boolean =>
  one.issue === other.issue && one.option === other.option && one.text === other.text;

/** Clauses belong together that settle one issue, else that have the same words, else that stand in the same place. */
export function difference(before: Clause[], after: Clause[]): Difference {
  const rest = new Set(before);
  const partner = new Map<Clause, Clause>();
  const pair = (fits: (one: Clause, other: Clause) => boolean): void => {
    for (const clause of after) {
      if (partner.has(clause)) continue;
      const found = [...rest].find((other) => fits(clause, other));
      if (!found) continue;
      partner.set(clause, found);
      rest.delete(found);
    }
  };
  pair((one, other) => one.issue !== null && one.issue === other.issue);
  pair((one, other) => one.issue === null && isSame(one, other));
  pair((one, other) => one.issue === null && other.issue === null && one.id === other.id);
  const change = (clause: Clause): Change => {
    const found = partner.get(clause) ?? null;
    return { clause, kind: found === null ? 'new' : isSame(clause, found) ? 'same' : 'changed', before: found };
  };
  return { clauses: after.map(change), removed: before.filter((clause) => rest.has(clause)) };
}

export interface Piece {
  text: string;
  kind: 'same' | 'added' | 'dropped';
}

/** The words of one text against those of another, by their longest common sequence. */
export function words(before: string, after: string): Piece[] {
  const [a, b] = [before.split(/(?<=\s)/), after.split(/(?<=\s)/)];
  // Very long texts are shown whole, old and new: the table below grows with the product of their lengths.
  if (a.length * b.length > 1_000_000) return [{ text: before, kind: 'dropped' }, { text: after, kind: 'added' }];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces: Piece[] = [];
  const put = (text: string, kind: Piece['kind']): void => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ text, kind });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      put(a[i++] ?? '', 'same');
      j++;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) put(a[i++] ?? '', 'dropped');
    else put(b[j++] ?? '', 'added');
  }
  return pieces;
}
