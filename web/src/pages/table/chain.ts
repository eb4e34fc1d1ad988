// The public record as its readers check it: `crates/table/src/ledger.rs` writes it.

import { toHex } from './seal';

const TAG = 'zopa table line 1\n';

export interface Line {
  seq: number;
  at: string;
  event: { event: string; [key: string]: unknown };
}

export interface Chain {
  lines: Line[];
  /** The hash of the last line; null where this browser cannot make hashes here. */
  hash: string | null;
  /** The first line that does not follow from the one before it. */
  broken: number | null;
}

async function hashed(line: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(TAG + line))));
}

/** Reads a record and holds each line against the one before it. */
export async function readChain(text: string): Promise<Chain> {
  const written = text.split('\n').filter((line) => line.trim() !== '');
  const lines = written.map((line) => JSON.parse(line) as Line & { previous: string });
  if (globalThis.crypto?.subtle === undefined) return { lines, hash: null, broken: null };
  let before = '0'.repeat(64);
  let broken: number | null = null;
  for (const [place, line] of lines.entries()) {
    if (broken === null && (line.previous !== before || line.seq !== place + 1)) broken = place + 1;
    before = await hashed(written[place] ?? '');
  }
  return { lines, hash: before, broken };
}
