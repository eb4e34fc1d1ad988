import type { Route } from '../../shell/router.svelte';

/** The start page and the doors into a session. */
export const commonRoutes: Route[] = [
  { pattern: '/', load: () => import('./Start.svelte') },
  { pattern: '/open', load: () => import('./Open.svelte') },
  { pattern: '/login', load: () => import('./Login.svelte') },
];
