import { AUDIENCES, type Audience } from '../../../api/workbench';

/** How a case is read: for whom, by whose judgement, as of which day, with which draws. All of it stands in the address. */
export class Reading {
  audience = $state<Audience>('public');
  /** The judgement that was chosen; empty for all of them (or the first, where only one fits). */
  judgement = $state('');
  /** The last day whose knowledge counts; empty for all of it. */
  asOf = $state('');
  /** How many draws, and from which seed; empty for the program's own. */
  draws = $state<number | null>(null);
  seed = $state<number | null>(null);

  /** Takes it over from an address. */
  readQuery(query: string): void {
    const given = new URLSearchParams(query);
    const audience = given.get('for') as Audience;
    this.audience = AUDIENCES.includes(audience) ? audience : 'public';
    this.judgement = given.get('judgement') ?? '';
    this.asOf = given.get('as_of') ?? '';
    this.draws = readNumber(given.get('draws'));
    this.seed = readNumber(given.get('seed'));
  }

  /** As it is written into an address. */
  get query(): string {
    const query = new URLSearchParams();
    if (this.audience !== 'public') query.set('for', this.audience);
    if (this.judgement) query.set('judgement', this.judgement);
    if (this.asOf) query.set('as_of', this.asOf);
    if (this.draws) query.set('draws', String(this.draws));
    if (this.seed !== null) query.set('seed', String(this.seed));
    return query.size > 0 ? `?${query}` : '';
  }
}

function readNumber(given: string | null): number | null {
  return given !== null && /^\d{1,15}$/.test(given) ? Number(given) : null;
}
