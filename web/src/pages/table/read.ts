// Whether the reader has read what others can learn. Kept for as long as this tab of the browser stays open.

const key = (table: string, seat: number): string => `zopa-read ${table} ${seat}`;

export function hasRead(table: string, seat: number): boolean {
  try {
    return window.sessionStorage.getItem(key(table, seat)) !== null;
  } catch {
    return false;
  }
}

export function markRead(table: string, seat: number): void {
  try {
    window.sessionStorage.setItem(key(table, seat), 'read');
  } catch {
    // A browser that keeps nothing asks again after a reload.
  }
}
