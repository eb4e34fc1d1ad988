import { classRoutes } from '../pages/class/routes';
import { commonRoutes } from '../pages/common/routes';
import { tableRoutes } from '../pages/table/routes';
import { workbenchRoutes } from '../pages/workbench/routes';
import type { Route } from './router.svelte';

/** Every page, area by area. */
export const ROUTES: Route[] = [...commonRoutes, ...workbenchRoutes, ...tableRoutes, ...classRoutes];
