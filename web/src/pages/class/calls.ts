import { get, post, put, remove } from '../../api/client';
import type { Session } from '../../api/session';
import type { Matter } from '../table/calls';
import type { ClassLine, Course, Debrief, Mine, Open, Package } from './shapes';

const at = (id: string): string => `/classes/${encodeURIComponent(id)}`;

export interface NewClass {
  title?: string;
  groups: number;
  /** Needed where the case has several. */
  judgement?: string;
  /** From what the points are drawn. */
  for: 'public' | 'internal' | 'secret';
  vary: boolean;
  seed?: number;
}

/** The teacher's calls. */
export const classes = {
  list: () => get<ClassLine[]>('/classes'),
  make: (about: NewClass, matter: Matter) => post<{ id: string; code: string }>('/classes', { ...about, ...matter }),
  read: (id: string) => get<Course>(at(id)),
  free: (id: string, group: number, part: number) => post<void>(`${at(id)}/free`, { group, part }),
  reveal: (id: string) => post<void>(`${at(id)}/reveal`),
  debrief: (id: string) => get<Debrief>(`${at(id)}/debrief`),
  results: (id: string) => `/api${at(id)}/results.csv`,
  destroy: (id: string) => remove(at(id)),
};

/** A student's calls. */
export const group = {
  look: (code: string) => post<Open>('/join', { code }),
  take: (code: string, group: number, part: number) => post<Session>('/join/seat', { code, group, part }),
  mine: () => get<Mine>('/class'),
  enter: (outcome: Package | null) => put<void>('/class/agreement', { outcome }),
  debrief: () => get<Debrief>('/class/debrief'),
};
