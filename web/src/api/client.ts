import { isAborted, problemOf, unreached } from './problem';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The token that every change carries; it comes with the session's answer. */
let csrf: string | null = null;

export function useCsrf(token: string | null): void {
  csrf = token;
}

/** One request; a refusal throws an `ApiProblem`. */
export async function send(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (method !== 'GET' && csrf !== null) headers['x-zopa-csrf'] = csrf;
  const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (signal) init.signal = signal;
  let response: Response;
  try {
    response = await fetch(`/api${path}`, init);
  } catch (error) {
    throw isAborted(error) ? error : unreached();
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function read<T>(response: Response): Promise<T> {
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return read(await send('GET', path, undefined, signal));
}

export async function post<T>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<T> {
  return read(await send('POST', path, body, signal));
}

export async function put<T>(path: string, body: unknown): Promise<T> {
  return read(await send('PUT', path, body));
}

export async function remove<T = void>(path: string, body?: unknown): Promise<T> {
  return read(await send('DELETE', path, body));
}
