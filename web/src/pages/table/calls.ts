import { get, post, put, remove, send } from '../../api/client';
import { ApiProblem, UNREACHED } from '../../api/problem';
import type { Command, Package, Rules, Sheet, TableLine, TableView, Worth } from './shapes';

const at = (id: string): string => `/tables/${encodeURIComponent(id)}`;

/** A key that no other command has: where a page is not secure, `randomUUID` is missing and the same bits are drawn. */
function fresh(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Sends a command; where no answer came it is sent once more under the same key, and the server does it once. */
async function act(id: string, command: Command): Promise<void> {
  const body = { command, key: fresh() };
  const path = `${at(id)}/commands`;
  try {
    await post(path, body);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== UNREACHED) throw error;
    await post(path, body);
  }
}

export type Matter = { catalog: string } | { case: string };

export const tables = {
  list: () => get<TableLine[]>('/tables'),
  make: (title: string, matter: Matter, rules: Rules) => post<{ id: string }>('/tables', { ...(title ? { title } : {}), ...matter, rules }),
  invite: (id: string, seat: number) => post<{ link: string; seat: number }>(`${at(id)}/invitations`, { seat }),
  view: (id: string) => get<TableView>(at(id)),
  events: (id: string) => `${at(id)}/events`,
  act,
  sheet: (id: string) => get<Sheet>(`${at(id)}/sheet`),
  keepSheet: (id: string, sheet: Sheet) => put<void>(`${at(id)}/sheet`, sheet),
  worth: (id: string, outcome: Package) => post<Worth>(`${at(id)}/worth`, { outcome }),
  record: (id: string) => `/api${at(id)}/record`,
  readRecord: async (id: string) => (await send('GET', `${at(id)}/record`)).text(),
  ownRecord: (id: string) => `/api${at(id)}/record/own`,
  bundle: (id: string) => `/api${at(id)}/bundle`,
  destroyCompartment: (id: string, passphrase: string) => remove(`${at(id)}/compartment`, { passphrase }),
  destroy: (id: string) => remove(at(id)),
};
