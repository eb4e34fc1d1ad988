import type { Messages } from '../../messages/en';
import type { Room } from './room.svelte';
import type { Sitting, TableView } from './shapes';

type Words = Messages['table']['changes'];

/** What others did between two looks at a table, in sentences for those who hear the page. */
export function changes(room: Room, before: TableView, after: TableView, m: Words): string[] {
  const told: string[] = [];
  const own = after.you.role === 'seat' ? after.you.seat : null;
  for (const party of after.parties) {
    const was = before.parties.find((one) => one.seat === party.seat)?.state;
    if (party.seat === own || was === party.state) continue;
    if (party.state === 'seated') told.push(m.seated(party.name));
    if (party.state === 'gone') told.push(m.left(party.name));
  }
  if (before.state !== after.state) told.push(m.closed);
  if (JSON.stringify(before.agenda) !== JSON.stringify(after.agenda)) told.push(m.agenda);
  const from = own === null ? 'seat' : 'mediator';
  if (after.notes.filter((note) => note.from === from).length > before.notes.filter((note) => note.from === from).length) told.push(m.note);
  if (own === null && after.releases.length > before.releases.length) told.push(m.released);
  if (own !== null && after.queries.used > before.queries.used) told.push(m.asked);
  if (before.settlement.state !== after.settlement.state && after.settlement.state === 'answered') told.push(m.settled);
  if (after.sitting) told.push(...ofSitting(room, before.sitting, after.sitting, own, m));
  return told;
}

function ofSitting(room: Room, before: Sitting | null, after: Sitting, own: number | null, m: Words): string[] {
  if (before?.id !== after.id) return [m.sitting(after.title)];
  const told: string[] = [];
  const newly = (was: number[], is: number[], words: (name: string) => string): void => {
    for (const seat of is) if (seat !== own && !was.includes(seat)) told.push(words(room.name(seat)));
  };
  if (before.kind === 'sealed' && after.kind === 'sealed') {
    newly(before.commits.map((one) => one.seat), after.commits.map((one) => one.seat), m.committed);
    newly(before.opened, after.opened, m.opened);
    if (before.state !== after.state && after.state === 'revealing') told.push(m.allCommitted);
    if (before.state !== after.state && after.state === 'revealed') told.push(m.revealed);
  }
  if (before.kind === 'text' && after.kind === 'text') {
    const [was, is] = [before.drafts.at(-1), after.drafts.at(-1)];
    if (is && was?.number !== is.number) told.push(m.draft(is.number));
    else if (was && is) {
      if (is.objections.length > was.objections.length) told.push(m.objection);
      newly(was.voted, is.voted, m.voted);
    }
    if (before.state !== after.state) {
      if (after.state === 'voting') told.push(m.voting);
      if (after.state === 'signing') told.push(m.signing);
      if (after.state === 'accepted') told.push(m.accepted);
      if (after.state === 'refused') told.push(m.refused);
    }
    newly(before.signing?.signed ?? [], after.signing?.signed ?? [], m.signed);
  }
  if (before.kind === 'protocol' && after.kind === 'protocol') {
    const more = after.messages.length - before.messages.length;
    if (more > 0) told.push(m.messages(more));
    if (after.yours && JSON.stringify(before.yours) !== JSON.stringify(after.yours)) told.push(m.yourTurn);
    if (!before.ending && after.ending) told.push(m.ended);
  }
  if (!before.stopped && after.stopped) told.push(m.stopped(after.stopped));
  return told;
}
