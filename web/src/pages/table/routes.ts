import type { Route } from '../../shell/router.svelte';

/** The pages of this area by their paths. */
export const tableRoutes: Route[] = [];
