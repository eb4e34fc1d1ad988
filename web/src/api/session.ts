import { get, post, remove } from './client';

/** Who is at this browser. */
export type Session =
  | { role: 'nobody' }
  | { role: 'operator' | 'analyst' | 'mediator'; name: string; csrf: string }
  | { role: 'seat'; table: string; seat: number; party: string; csrf: string }
  | { role: 'group'; class: string; group: number; part: number; csrf: string };

export type Login = { name: string; passphrase: string } | { table: string; seat: number; passphrase: string };

export const session = {
  read: () => get<Session>('/session'),
  open: (token: string) => post<Session>('/session/open', { token }),
  accept: (token: string, passphrase: string) => post<Session>('/session/invitation', { token, passphrase }),
  login: (login: Login) => post<Session>('/session/login', login),
  close: () => remove('/session'),
  invite: (name: string) => post<{ link: string }>('/accounts', { name }),
};
