import { send } from './client';

/** What a named event does; its data has been read as JSON. */
export type Handlers = Record<string, (data: unknown) => void>;

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/**
 * Listens to the server's events, and again after every break: the browser takes up a broken stream by itself, this
 * takes up one that the server closed. `onState` hears whether the line stands. The answer stops it.
 */
export function listen(path: string, handlers: Handlers, onState?: (connected: boolean) => void): () => void {
  let source: EventSource | null = null;
  let timer = 0;
  let pause = FIRST_PAUSE;
  const open = (): void => {
    source = new EventSource(`/api${path}`);
    source.onopen = () => {
      pause = FIRST_PAUSE;
      onState?.(true);
    };
    source.onerror = () => {
      onState?.(false);
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = window.setTimeout(open, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => handle(JSON.parse((event as MessageEvent<string>).data)));
    }
  };
  open();
  return () => {
    window.clearTimeout(timer);
    source?.close();
  };
}

/** One event of a stream as it stands between two empty lines. */
export function readEvent(block: string): { name: string; data: string } | null {
  let name = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) name = line.slice(6).trim();
    else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
  }
  return data.length > 0 ? { name, data: data.join('\n') } : null;
}

/** A stream of events that answers a POST (an EventSource can only GET): read to its end, or until it is stopped. */
export async function follow(path: string, body: unknown, handlers: Handlers, signal: AbortSignal): Promise<void> {
  const response = await send('POST', path, body, signal);
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    rest = (rest + (value ?? '')).replaceAll('\r\n', '\n');
    const blocks = rest.split('\n\n');
    rest = done ? '' : (blocks.pop() ?? '');
    for (const block of blocks) {
      const event = readEvent(block);
      if (event) handlers[event.name]?.(JSON.parse(event.data));
    }
    if (done) return;
  }
}
