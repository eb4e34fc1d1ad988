import type { Changes } from '../../../api/bench';

/** How many steps back are kept. */
const DEPTH = 100;

/** What the reader has moved away from the case, with a way back. The case itself stays as it is. */
export class ChangeStore {
  value = $state.raw<Changes>({});
  private past = $state.raw<Changes[]>([]);
  private lastKey = '';

  get isEmpty(): boolean {
    return Object.keys(this.value).length === 0;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  weight(party: string, issue: string, value: number): void {
    const weights = { ...this.value.weights, [party]: { ...this.value.weights?.[party], [issue]: value } };
    this.set({ ...this.value, weights }, `weight ${party} ${issue}`);
  }

  /** A ranking takes the place of the weights that were set by hand. */
  ranking(party: string, ranking: string[][]): void {
    const { [party]: _, ...weights } = this.value.weights ?? {};
    this.set({ ...this.value, weights, rankings: { ...this.value.rankings, [party]: ranking } }, '');
  }

  limit(party: string, value: number): void {
    this.set({ ...this.value, reservations: { ...this.value.reservations, [party]: value } }, `limit ${party}`);
  }

  shock(id: string, holds: boolean): void {
    const others = (this.value.shocks ?? []).filter((shock) => shock !== id);
    this.set({ ...this.value, shocks: holds ? [...others, id] : others }, '');
  }

  /** Back to what the case says of one party's weights. */
  resetWeights(party: string): void {
    const { [party]: _w, ...weights } = this.value.weights ?? {};
    const { [party]: _r, ...rankings } = this.value.rankings ?? {};
    this.set({ ...this.value, weights, rankings }, '');
  }

  resetLimit(party: string): void {
    const { [party]: _, ...reservations } = this.value.reservations ?? {};
    this.set({ ...this.value, reservations }, '');
  }

  reset(): void {
    this.set({}, '');
  }

  undo(): void {
    const before = this.past.at(-1);
    if (before === undefined) return;
    this.past = this.past.slice(0, -1);
    this.value = before;
    this.lastKey = '';
  }

  /** One drag is one step: changes with the same key, one after the other, are undone together. */
  private set(next: Changes, key: string): void {
    if (key === '' || key !== this.lastKey) this.past = [...this.past, this.value].slice(-DEPTH);
    this.lastKey = key;
    const kept = Object.entries(next).filter(([, part]) => (Array.isArray(part) ? part.length > 0 : Object.keys(part).length > 0));
    this.value = Object.fromEntries(kept);
  }
}
