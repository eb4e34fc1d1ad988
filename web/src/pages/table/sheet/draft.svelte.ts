import { tables } from '../calls';
import type { IssueTerms, Sheet } from '../shapes';

type Typed = number | null | undefined;

/** A sheet as it is being filled in: every figure may be missing, and what is missing stays missing. */
export class SheetDraft {
  weights = $state<Record<string, Typed>>({});
  values = $state<Record<string, Record<string, Typed>>>({});
  forbidden = $state<Record<string, Record<string, boolean>>>({});
  limit = $state<Typed>(null);
  fallback = $state('');
  notes = $state('');
  /** As the server has it. */
  saved = $state.raw<Sheet | null>(null);

  constructor(
    private readonly table: string,
    private readonly issues: IssueTerms[],
  ) {}

  async load(): Promise<void> {
    this.take(await tables.sheet(this.table));
  }

  private take(sheet: Sheet): void {
    for (const issue of this.issues) {
      this.weights[issue.name] = sheet.weights[issue.name] ?? null;
      this.values[issue.name] = Object.fromEntries(issue.options.map((option) => [option, sheet.values[issue.name]?.[option] ?? null]));
      this.forbidden[issue.name] = Object.fromEntries(
        issue.options.map((option) => [option, sheet.forbidden[issue.name]?.includes(option) ?? false]),
      );
    }
    this.limit = sheet.limit;
    this.fallback = sheet.fallback;
    this.notes = sheet.notes;
    this.saved = sheet;
  }

  get sheet(): Sheet {
    const figures = (typed: Record<string, Typed>): Record<string, number> =>
      Object.fromEntries(Object.entries(typed).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
    const filled = <T extends object>(all: Record<string, T>): Record<string, T> =>
      Object.fromEntries(Object.entries(all).filter(([, value]) => Object.keys(value).length > 0));
    const values = Object.fromEntries(Object.entries(this.values).map(([issue, typed]) => [issue, figures(typed)]));
    const forbidden = Object.fromEntries(
      this.issues.map((issue) => [issue.name, issue.options.filter((option) => this.forbidden[issue.name]?.[option])]),
    );
    return {
      weights: figures(this.weights),
      values: filled(values),
      limit: typeof this.limit === 'number' ? this.limit : null,
      forbidden: filled(forbidden),
      fallback: this.fallback,
      notes: this.notes,
    };
  }

  /** How many weights and points are not stated. */
  get missing(): number {
    const sheet = this.sheet;
    const ofIssue = (issue: IssueTerms): number =>
      (issue.name in sheet.weights ? 0 : 1) + issue.options.length - Object.keys(sheet.values[issue.name] ?? {}).length;
    return this.issues.reduce((sum, issue) => sum + ofIssue(issue), 0);
  }

  async save(): Promise<void> {
    const sheet = this.sheet;
    await tables.keepSheet(this.table, sheet);
    this.saved = sheet;
  }
}
