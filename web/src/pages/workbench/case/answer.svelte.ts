import { untrack } from 'svelte';
import { asProblem, isAborted, type ApiProblem } from '../../../api/problem';

/** An answer of the server that is asked for again when its question changes, and kept while it does not. */
export class Answer<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<ApiProblem | null>(null);
  isBusy = $state(false);
  private asked: string | null = null;
  private stop: AbortController | null = null;

  /** Asks, unless this very question has been answered or is under way. An older answer stays in sight meanwhile. */
  async ask(question: unknown, call: (signal: AbortSignal) => Promise<T>): Promise<void> {
    const key = JSON.stringify(question);
    if (key === this.asked) return;
    this.asked = key;
    this.stop?.abort();
    const stop = new AbortController();
    this.stop = stop;
    untrack(() => (this.isBusy = true));
    try {
      const value = await call(stop.signal);
      if (this.asked !== key) return;
      this.value = value;
      this.problem = null;
    } catch (error) {
      if (isAborted(error) || this.asked !== key) return;
      this.problem = asProblem(error);
      this.value = null;
    }
    this.isBusy = false;
  }

  /** Forgets which question was answered, so that the next one is asked in any case. */
  forget(): void {
    this.asked = null;
  }
}
