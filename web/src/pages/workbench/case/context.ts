import { getContext, setContext } from 'svelte';
import { CaseState } from './case.svelte';

/** Cases that were opened in this window: what was typed survives a look at another page. */
const opened = new Map<string, CaseState>();

export function openCase(id: string): CaseState {
  const known = opened.get(id);
  if (known) return known;
  const fresh = new CaseState(id);
  opened.set(id, fresh);
  return fresh;
}

export function forgetCase(id: string): void {
  opened.delete(id);
}

const KEY = Symbol('case');

export function provideCase(state: () => CaseState): void {
  setContext(KEY, state);
}

/** The case of the page around. */
export function useCase(): CaseState {
  return getContext<() => CaseState>(KEY)();
}
