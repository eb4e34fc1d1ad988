import { asProblem, type ApiProblem } from '../../api/problem';
import { listen } from '../../api/events';
import { i18n } from '../../i18n/i18n.svelte';
import { announce } from '../../shell/announce.svelte';
import { tables } from './calls';
import { changes } from './changes';
import type { Command, Party, TableView } from './shapes';

/** One table as this browser sees it: read from the server, and again whenever something happened. */
export class Room {
  view = $state.raw<TableView | null>(null);
  problem = $state.raw<ApiProblem | null>(null);
  isConnected = $state(true);
  private loading: Promise<void> | null = null;
  private isStale = false;
  private stop: (() => void) | null = null;

  constructor(readonly id: string) {}

  /** The seat of the one who looks, or null for the mediator. */
  get seat(): number | null {
    return this.view?.you.role === 'seat' ? this.view.you.seat : null;
  }

  get isMediator(): boolean {
    return this.view?.you.role === 'mediator';
  }

  /** Whether the one who looks can do anything here. */
  get isActive(): boolean {
    if (this.view?.state !== 'open') return false;
    return this.seat === null || this.party(this.seat)?.state !== 'gone';
  }

  party(seat: number): Party | undefined {
    return this.view?.parties.find((party) => party.seat === seat);
  }

  /** The name of a party; "you" has to be said by the sentence around it. */
  name(seat: number): string {
    return this.party(seat)?.name ?? String(seat);
  }

  names(seats: number[]): string {
    return new Intl.ListFormat(i18n.language).format(seats.map((seat) => this.name(seat)));
  }

  /** Reads the table; a call while another is under way makes it read once more afterwards. */
  load(): Promise<void> {
    if (this.loading) {
      this.isStale = true;
      return this.loading;
    }
    this.loading = this.read().finally(() => {
      this.loading = null;
      if (this.isStale) {
        this.isStale = false;
        void this.load();
      }
    });
    return this.loading;
  }

  private async read(): Promise<void> {
    try {
      const view = await tables.view(this.id);
      if (this.view) {
        const told = changes(this, this.view, view, i18n.m.table.changes);
        if (told.length > 0) announce(told.join(' '));
      }
      this.view = view;
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  /** Follows what happens, until the answer is called or `pause` is. */
  follow(): () => void {
    this.pause();
    void this.load();
    this.stop = listen(tables.events(this.id), { changed: () => void this.load() }, (isConnected) => {
      // What happened while the line was down was not told.
      if (isConnected && !this.isConnected) void this.load();
      this.isConnected = isConnected;
    });
    return () => this.pause();
  }

  /** Looks away: nothing is asked of the table until it is followed again. */
  pause(): void {
    this.stop?.();
    this.stop = null;
  }

  /** Sends a command and reads what came of it; a refusal is thrown. */
  async act(command: Command): Promise<void> {
    await tables.act(this.id, command);
    await this.load();
    // A reading that was under way may have begun before the command.
    if (this.loading) await this.loading;
  }
}
