import type { Route } from '../../shell/router.svelte';

/** The pages of this area by their paths. */
export const classRoutes: Route[] = [
  { pattern: '/classes', load: () => import('./Classes.svelte') },
  { pattern: '/classes/new', load: () => import('./NewClass.svelte') },
  { pattern: '/classes/:id', load: () => import('./Teacher.svelte') },
  { pattern: '/join', load: () => import('./Join.svelte') },
  { pattern: '/class/:id?', load: () => import('./MinePage.svelte') },
];
