import type { Component } from 'svelte';

/** A page by its path. `:name` in a pattern takes one part of the path; the page gets it as a property. */
export interface Route {
  pattern: string;
  load: () => Promise<{ default: Component<any> }>;
  /** Pages of the workbench are wider than reading width. */
  isWide?: boolean;
}

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** The parameters of a path under a pattern, or null where it does not fit. A last part `:name?` may be missing. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/').filter(Boolean);
  const given = path.split('/').filter(Boolean);
  if (given.length > wanted.length) return null;
  const params: Record<string, string> = {};
  for (const [place, part] of wanted.entries()) {
    const found = given[place];
    if (part.startsWith(':')) {
      if (found === undefined && !part.endsWith('?')) return null;
      if (found !== undefined) params[part.slice(1).replace('?', '')] = decodeURIComponent(found);
    } else if (found !== part) return null;
  }
  return params;
}

/** Where the browser is. */
class Router {
  path = $state(window.location.pathname);
  query = $state(window.location.search);

  constructor() {
    window.addEventListener('popstate', () => this.read());
    document.addEventListener('click', (event) => this.follow(event));
  }

  /** Goes to a path of this server. */
  go(to: string, replace = false): void {
    if (replace) window.history.replaceState(null, '', to);
    else window.history.pushState(null, '', to);
    this.read();
  }

  find(routes: Route[]): Match | null {
    for (const route of routes) {
      const params = matchPath(route.pattern, this.path);
      if (params) return { route, params };
    }
    return null;
  }

  private read(): void {
    this.path = window.location.pathname;
    this.query = window.location.search;
  }

  /** A plain click on a link to another page of ours needs no reload. */
  private follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link?.href || link.target || link.hasAttribute('download')) return;
    const to = new URL(link.href);
    if (to.origin !== window.location.origin || to.pathname.startsWith('/api/')) return;
    if (to.pathname === window.location.pathname && to.search === window.location.search && to.hash) return;
    event.preventDefault();
    this.go(to.pathname + to.search + to.hash);
  }
}

export const router = new Router();
