import type { Route } from '../../shell/router.svelte';

/** The pages of this area by their paths. */
export const tableRoutes: Route[] = [
  { pattern: '/tables', load: () => import('./Tables.svelte') },
  { pattern: '/tables/new', load: () => import('./NewTable.svelte') },
  { pattern: '/seat', load: () => import('./TakeSeat.svelte') },
  { pattern: '/table/:id/:panel?', load: () => import('./TablePage.svelte'), isWide: true },
];
