import type { Route } from '../../shell/router.svelte';

/** The analyst's pages by their paths. */
export const workbenchRoutes: Route[] = [];
