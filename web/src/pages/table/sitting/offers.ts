import type { MessageLine, Package } from '../shapes';

/** The last offer that a seat made, or null. */
export function lastOffer(messages: MessageLine[], seat: number | null): Package | null {
  return messages.findLast((message) => message.act === 'offer' && message.from === seat)?.outcome ?? null;
}
