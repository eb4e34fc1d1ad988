import { asProblem, isAborted, type ApiProblem } from '../../../api/problem';
import type { Document, Outcome } from '../../../api/document';
import type { PackageAnswer, Plane } from '../../../api/bench';
import { type Asked, type AskedInFull, type Diagnostic, type Restored, workbench } from '../../../api/workbench';
import { Answer } from './answer.svelte';
import { ChangeStore } from './changes.svelte';
import { Newest } from './newest.svelte';
import { Reading } from './reading.svelte';

type Question = AskedInFull & { changes: ChangeStore['value'] };

/** One case on the workbench: its text, for whom it is read, and what the reader tries out on it. */
export class CaseState {
  name = $state('');
  text = $state('');
  savedText = $state('');
  version = $state(0);
  canUndo = $state(false);
  canRedo = $state(false);
  isLoaded = $state(false);
  judgements = $state.raw<{ id: string; author: string }[]>([]);
  diagnostics = $state.raw<Diagnostic[]>([]);
  checkProblem = $state.raw<ApiProblem | null>(null);
  /** Set when somebody else saved in between. */
  conflict = $state.raw<ApiProblem | null>(null);
  problem = $state.raw<ApiProblem | null>(null);

  readonly reading = new Reading();
  readonly changes = new ChangeStore();
  readonly analysis = new Answer<Document>();
  readonly plane = new Newest<Question, Plane>((question, signal) => workbench.plane(question, signal));
  readonly built = new Newest<Question & { outcome: Outcome }, PackageAnswer>((question, signal) =>
    workbench.package(question, signal),
  );
  /** The package that is being built, and those that are kept to be compared. */
  outcome = $state.raw<Outcome>({});
  kept = $state.raw<{ name: string; outcome: Outcome }[]>([]);

  /** The title that the text gives itself, until the analysis says it; the name where it gives none. */
  readonly title = $derived(/^title:[ \t]*["']?(.+?)["']?[ \t]*$/m.exec(this.text)?.[1] ?? this.name);
  readonly isDirty = $derived(this.text !== this.savedText);
  readonly asked = $derived<Asked>({
    text: this.text,
    for: this.reading.audience,
    ...(this.reading.judgement ? { judgement: [this.reading.judgement] } : {}),
  });
  /** The same for answers that can be asked as of a day, or with draws of one's own. */
  readonly askedInFull = $derived<AskedInFull>({
    ...this.asked,
    ...(this.reading.asOf ? { as_of: this.reading.asOf } : {}),
    ...(this.reading.draws ? { draws: this.reading.draws } : {}),
    ...(this.reading.seed === null ? {} : { seed: this.reading.seed }),
  });
  /** The bench draws its own number: enough to answer while something is dragged. */
  readonly askedOfBench = $derived.by<AskedInFull>(() => {
    const { draws: _, ...asked } = this.askedInFull;
    return asked;
  });
  private checking: AbortController | null = null;

  constructor(readonly id: string) {}

  async load(): Promise<void> {
    this.problem = null;
    try {
      const stored = await workbench.read(this.id);
      this.name = stored.name;
      this.take(stored);
      this.isLoaded = true;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  /** The analysis of the case as it stands, computed once for all panels. */
  async analyse(): Promise<void> {
    const asked = this.askedInFull;
    await this.analysis.ask(asked, async (signal) => (await workbench.analyse(asked, signal)).document);
    const known = this.analysis.value?.judgements ?? [];
    if (!asked.judgement) this.judgements = known.map(({ id, author }) => ({ id, author }));
    else if (this.judgements.length === 0) this.judgements = known.map(({ id, author }) => ({ id, author }));
  }

  askPlane(): void {
    this.plane.ask({ ...this.askedOfBench, changes: this.changes.value });
  }

  askPackage(): void {
    this.built.ask({ ...this.askedOfBench, changes: this.changes.value, outcome: this.outcome });
  }

  choose(issue: string, option: string | null): void {
    const { [issue]: _, ...rest } = this.outcome;
    this.outcome = option === null ? rest : { ...rest, [issue]: option };
  }

  async check(): Promise<void> {
    this.checking?.abort();
    const stop = new AbortController();
    this.checking = stop;
    try {
      this.diagnostics = (await workbench.check(this.text, stop.signal)).diagnostics;
      this.checkProblem = null;
    } catch (error) {
      if (!isAborted(error)) this.checkProblem = asProblem(error);
    }
  }

  /** Saves; a newer version in the store is told, never overwritten. */
  async save(): Promise<boolean> {
    this.problem = null;
    const text = this.text;
    try {
      const { version } = await workbench.save(this.id, text, this.version);
      this.version = version;
      this.savedText = text;
      this.canUndo = true;
      this.canRedo = false;
      return true;
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 409) this.conflict = problem;
      else this.problem = problem;
      return false;
    }
  }

  /** After a conflict: this text becomes the newest version, after the one that came in between. */
  async saveOver(): Promise<boolean> {
    this.version = (await workbench.read(this.id)).version;
    this.conflict = null;
    return this.save();
  }

  async undo(): Promise<void> {
    await this.restore(() => workbench.undo(this.id));
  }

  async redo(): Promise<void> {
    await this.restore(() => workbench.redo(this.id));
  }

  private async restore(call: () => Promise<Restored>): Promise<void> {
    this.problem = null;
    try {
      this.take(await call());
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  private take(stored: Restored): void {
    this.text = stored.text;
    this.savedText = stored.text;
    this.version = stored.version;
    this.canUndo = stored.can_undo;
    this.canRedo = stored.can_redo;
    this.conflict = null;
  }
}
