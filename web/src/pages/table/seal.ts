// The seal of a memorandum, made where the memorandum is written: `crates/arena/src/protocol/memoranda.rs` checks it.

import type { Package } from './shapes';

const TAG = 'zopa sealed memorandum 1\n';
const encoder = new TextEncoder();

/** What is kept of a sealed memorandum until it is opened. */
export interface Sealed {
  table: string;
  session: string;
  /** From one. */
  seat: number;
  memorandum: string;
  nonce: string;
  seal: string;
}

function bytewise(one: string, other: string): number {
  const [a, b] = [encoder.encode(one), encoder.encode(other)];
  for (let place = 0; place < Math.min(a.length, b.length); place++) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** A text as JSON writes it; what is half a character is replaced, for no byte stands for it. */
function quoted(text: string): string {
  return JSON.stringify(encoderRound(text));
}

function encoderRound(text: string): string {
  return new TextDecoder().decode(encoder.encode(text));
}

/** Issue to option as canonical JSON: keys sorted by their bytes, no spaces. (Objects would put keys like "1" first.) */
export function canonicalClauses(clauses: Package): string {
  const sorted = Object.entries(clauses).sort(([one], [other]) => bytewise(one, other));
  return `{${sorted.map(([issue, option]) => `${quoted(issue)}:${quoted(option)}`).join(',')}}`;
}

/** A memorandum of a sealed exchange as canonical JSON. */
export function canonical(clauses: Package, text: string): string {
  return `{"clauses":${canonicalClauses(clauses)},"text":${quoted(text)}}`;
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** 32 random bytes in hexadecimal digits. */
export function freshNonce(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(32)));
}

/** `SHA-256(tag | session | seat from 0 as 64 bits, least byte first | nonce | memorandum)`. `seat` is counted from one. */
export async function seal(session: string, seat: number, nonce: string, memorandum: string): Promise<string> {
  const place = new Uint8Array(8);
  new DataView(place.buffer).setBigUint64(0, BigInt(seat - 1), true);
  const parts = [encoder.encode(TAG), fromHex(session), place, fromHex(nonce), encoder.encode(memorandum)];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', whole)));
}

/** Whether this browser can make seals here: it can over TLS and on the same machine. */
export function canSeal(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** A memorandum as it was revealed, or null where it is not one. */
export function readMemorandum(text: string): { clauses: Package; text: string } | null {
  try {
    const read = JSON.parse(text) as { clauses?: Package; text?: string };
    return read.clauses ? { clauses: read.clauses, text: read.text ?? '' } : null;
  } catch {
    return null;
  }
}
