import type { Package, RoleSheet } from './shapes';

/** What the options that are chosen are worth: the points of each, and of what goes together. */
export function points(sheet: RoleSheet, outcome: Package): number {
  const ofIssue = (issue: RoleSheet['issues'][number]): number =>
    issue.options.find((option) => option.option === outcome[issue.issue])?.points ?? 0;
  const own = sheet.issues.reduce((sum, issue) => sum + ofIssue(issue), 0);
  const together = sheet.bonuses.filter((bonus) => bonus.of.every(([issue, option]) => outcome[issue] === option));
  return together.reduce((sum, bonus) => sum + bonus.points, own);
}

/** How many issues have no option yet. */
export function left(sheet: RoleSheet, outcome: Package): number {
  return sheet.issues.filter((issue) => !(issue.issue in outcome)).length;
}
