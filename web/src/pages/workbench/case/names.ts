import type { Attendance, Document, Judgement } from '../../../api/document';

/** From here on a party's name is too long for a narrow column (as in crate `report`, `telling`). */
const LONG_NAME = 14;

/** What to call a party in narrow places: its id, where names are long. */
export function short(document: { parties: string[]; attendance?: Attendance[] } | null, party: string): string {
  if (!document?.parties.some((name) => name.length > LONG_NAME)) return party;
  const entry = document.attendance?.find((seat) => seat.name === party);
  return entry && entry.id && entry.id.length < party.length ? entry.id : party;
}

/** A computed sentence with short names in place of long ones; not for what somebody said. */
export function shortened(document: Document | null, words: string): string {
  if (!document) return words;
  const parties = [...document.parties].sort((a, b) => b.length - a.length);
  return parties.reduce((told, party) => told.replaceAll(party, short(document, party)), words);
}

export function author(judgements: Judgement[], id: string): string {
  return judgements.find((judgement) => judgement.id === id)?.author ?? id;
}
