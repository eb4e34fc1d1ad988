// What this browser keeps of sealed memoranda until they are opened: the server has their seals only.

import type { Sealed } from './seal';

const NAME = 'zopa-table';
const STORE = 'sealed';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ['table', 'session', 'seat'] });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      // Kept means on disk, not only asked for.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const drawer = {
  keep: (sealed: Sealed) => within('readwrite', (store) => store.put(sealed)),
  find: (table: string, session: string, seat: number) =>
    within<Sealed | undefined>('readonly', (store) => store.get([table, session, seat])),
  drop: (table: string, session: string, seat: number) => within('readwrite', (store) => store.delete([table, session, seat])),
};

/** The backup file: the same as in the drawer. */
export function backup(sealed: Sealed): string {
  return JSON.stringify({ zopa: 1, kind: 'sealed-memorandum', ...sealed }, null, 2);
}

/** A sealed memorandum from its backup, or null where the file is none. */
export function readBackup(text: string): Sealed | null {
  try {
    const read = JSON.parse(text) as Partial<Sealed>;
    const { table, session, seat, memorandum, nonce, seal } = read;
    const isWhole = [table, session, memorandum, nonce, seal].every((part) => typeof part === 'string') && typeof seat === 'number';
    return isWhole ? (read as Sealed) : null;
  } catch {
    return null;
  }
}
