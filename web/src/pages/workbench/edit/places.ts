import type { Diagnostic, Label } from '../../../api/workbench';

/** Where each line of a text begins, in the units in which browsers count (UTF-16). */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** A line and column of the program (from 1, in characters) as a position of the browser. */
export function position(text: string, starts: number[], line: number, column: number): number {
  const start = starts[Math.min(line, starts.length) - 1] ?? text.length;
  const end = starts[line] ?? text.length + 1;
  let at = start;
  for (let left = column - 1; left > 0 && at < end - 1; left -= 1) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

export interface Piece {
  text: string;
  severity: Diagnostic['severity'] | null;
}

/** Where a label lies, at least one character wide so that it can be seen. */
export function span(text: string, starts: number[], label: Label): [number, number] {
  const from = position(text, starts, label.line, label.column);
  const to = position(text, starts, label.end_line, label.end_column);
  return [from, Math.max(to, from + 1)];
}

/** The text cut where it is to be underlined; of marks that overlap, the first wins. */
export function pieces(text: string, diagnostics: Diagnostic[]): Piece[] {
  const starts = lineStarts(text);
  const marks = diagnostics
    .flatMap((diagnostic) => diagnostic.labels.slice(0, 1).map((label) => ({ at: span(text, starts, label), severity: diagnostic.severity })))
    .sort((a, b) => a.at[0] - b.at[0]);
  const cut: Piece[] = [];
  let done = 0;
  for (const { at, severity } of marks) {
    if (at[0] < done) continue;
    cut.push({ text: text.slice(done, at[0]), severity: null }, { text: text.slice(at[0], at[1]), severity });
    done = at[1];
  }
  cut.push({ text: text.slice(done), severity: null });
  return cut;
}
