import type { Messages } from '../../../messages/en';
import type { IssueTerms, Sheet } from '../shapes';

const PLAIN = ['weights', 'limit', 'forbidden', 'fallback', 'notes'] as const;

/** The items of a sheet that can be released by themselves. */
export function items(issues: IssueTerms[]): string[] {
  return [...PLAIN, ...issues.map((issue) => `values:${issue.name}`)];
}

export function itemName(item: string, m: Messages['table']['sheet']['release']): string {
  const plain = PLAIN.find((one) => one === item);
  return plain ? m[plain] : m.values(item.replace(/^values:/, ''));
}

/** What stands under an item. */
export function itemContent(sheet: Sheet, item: string): unknown {
  const plain = PLAIN.find((one) => one === item);
  return plain ? sheet[plain] : (sheet.values[item.replace(/^values:/, '')] ?? null);
}

/** Whether nothing stands there. */
export function isEmpty(content: unknown): boolean {
  if (content === null || content === undefined || content === '') return true;
  return typeof content === 'object' && Object.keys(content).length === 0;
}

/** The same content, whatever the order of its keys. */
export function isSame(one: unknown, other: unknown): boolean {
  const written = (value: unknown): string =>
    JSON.stringify(value, (_, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    );
  return isEmpty(one) && isEmpty(other) ? true : written(one) === written(other);
}
