import { asProblem, isAborted, type ApiProblem } from '../../../api/problem';
import { workbench, type Asked, type TalkEnding, type TalkLine, type TalkPlan } from '../../../api/workbench';

/** One session of strategies, as its messages come in. */
export class Run {
  lines = $state.raw<TalkLine[]>([]);
  ending = $state.raw<TalkEnding | null>(null);
  problem = $state.raw<ApiProblem | null>(null);
  isRunning = $state(false);
  private stopper: AbortController | null = null;

  async start(plan: Asked & TalkPlan, onEnding: (ending: TalkEnding) => void): Promise<void> {
    this.stop();
    const stopper = new AbortController();
    this.stopper = stopper;
    this.lines = [];
    this.ending = null;
    this.problem = null;
    this.isRunning = true;
    try {
      const on = {
        message: (line: TalkLine) => (this.lines = [...this.lines, line]),
        ending: (ending: TalkEnding) => {
          this.ending = ending;
          onEnding(ending);
        },
      };
      await workbench.negotiate(plan, on, stopper.signal);
    } catch (error) {
      if (!isAborted(error)) this.problem = asProblem(error);
    } finally {
      if (this.stopper === stopper) this.isRunning = false;
    }
  }

  stop(): void {
    this.stopper?.abort();
    this.isRunning = false;
  }
}
