import { asProblem, isAborted, type ApiProblem } from '../../../api/problem';

/** After so long, a request is given up for a newer one, in milliseconds. */
const PATIENCE = 500;

/**
 * Answers while something is dragged: one request at a time, and the newest question next. What was asked in between is
 * never sent, so a slow server is not flooded and an old answer never overwrites a new one.
 */
export class Newest<Question, T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<ApiProblem | null>(null);
  isBusy = $state(false);
  /** How long the last answer took, in milliseconds. */
  took = $state<number | null>(null);
  private next: { question: Question } | null = null;
  private running: { since: number; stop: AbortController } | null = null;

  constructor(
    private readonly call: (question: Question, signal: AbortSignal) => Promise<T>,
    private readonly onAnswer?: (value: T) => void,
  ) {}

  ask(question: Question): void {
    this.next = { question };
    if (this.running && performance.now() - this.running.since > PATIENCE) this.running.stop.abort();
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    while (this.next) {
      const { question } = this.next;
      this.next = null;
      const running = { since: performance.now(), stop: new AbortController() };
      this.running = running;
      this.isBusy = true;
      try {
        const value = await this.call(question, running.stop.signal);
        this.value = value;
        this.problem = null;
        this.took = Math.round(performance.now() - running.since);
        this.onAnswer?.(value);
      } catch (error) {
        if (!isAborted(error)) this.problem = asProblem(error);
      }
      this.running = null;
    }
    this.isBusy = false;
  }
}
