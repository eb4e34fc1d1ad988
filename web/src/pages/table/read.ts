// Whether the reader of this page has read what others can learn. It is asked again after a reload: nothing of a table is
// written to the browser's own storage but sealed memoranda.

const read = new Set<string>();

export function hasRead(table: string, seat: number): boolean {
  return read.has(`${table} ${seat}`);
}

export function markRead(table: string, seat: number): void {
  read.add(`${table} ${seat}`);
}
