import type { Plane } from '../../../api/bench';
import type { Outcome } from '../../../api/document';

/** The packages of the plane that have a name in the case, each once. */
export function named(plane: Plane): { name: string; outcome: Outcome }[] {
  const found = new Map<string, Outcome>();
  for (const { name, outcome } of plane.points) if (name !== null && !found.has(name)) found.set(name, outcome);
  return [...found].map(([name, outcome]) => ({ name, outcome }));
}
