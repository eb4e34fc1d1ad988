import type { Counted } from '../../../api/bench';
import type { Frequency } from '../../../api/document';
import { i18n } from '../../../i18n/i18n.svelte';

/** The two ways in which the server writes a frequency, as one. */
export function counted(frequency: Frequency): Counted {
  return { of: frequency.count, draws: frequency.draws };
}

/**
 * "in 7 of 10 draws", "in 31 of 100 draws": whole counts, as the report words them (crate `report`, `words`). The two ends
 * are kept apart: only nothing is "none", and only everything is "all".
 */
export function inDraws({ of, draws }: Counted): string {
  const m = i18n.m.workbench.draws;
  if (draws === 0) return m.nothingDrawn;
  if (of === 0) return m.none(draws);
  if (of === draws) return m.all(draws);
  return m.some(...wholes(of / draws));
}

/** A share where the number of draws is told elsewhere. */
export function shareInDraws(share: number): string {
  const m = i18n.m.workbench.draws;
  if (share <= 0) return m.noneOfThem;
  if (share >= 1) return m.allOfThem;
  return m.some(...wholes(share));
}

function wholes(share: number): [count: 'fewer' | 'more' | number, of: 10 | 100] {
  const percent = Math.round(share * 100);
  if (percent === 0) return ['fewer', 100];
  if (percent >= 100) return ['more', 100];
  return percent % 10 === 0 ? [percent / 10, 10] : [percent, 100];
}
