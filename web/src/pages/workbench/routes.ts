import type { Route } from '../../shell/router.svelte';

/** The analyst's pages by their paths. */
export const workbenchRoutes: Route[] = [
  { pattern: '/workbench', load: () => import('./Cases.svelte') },
  { pattern: '/workbench/:id/:panel?', load: () => import('./Workbench.svelte'), isWide: true },
];
