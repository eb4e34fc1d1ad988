import type { Sitting } from '../shapes';

/** Whether nothing more can happen at a sitting. */
export function isOver(sitting: Sitting): boolean {
  if (sitting.stopped !== null) return true;
  switch (sitting.kind) {
    case 'sealed':
      return sitting.state === 'revealed' || sitting.state === 'abandoned';
    case 'text':
      return sitting.state === 'accepted' || sitting.state === 'refused' || sitting.state === 'withdrawn';
    case 'protocol':
      return sitting.state === 'over';
  }
}
