import { tick } from 'svelte';
import { asProblem, type ApiProblem } from '../../api/problem';
import { announce } from '../../shell/announce.svelte';

/** Something that a page does: at most once at a time, with what went wrong, and the keyboard where it goes on. */
export class Doing {
  isBusy = $state(false);
  problem = $state.raw<ApiProblem | null>(null);

  /** Whether it was done. `said` is announced; `focus` is the id of what takes the keyboard if its place is gone. */
  async run(work: () => Promise<unknown>, after: { said?: string; focus?: string } = {}): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.problem = null;
    const place = document.activeElement;
    try {
      await work();
    } catch (error) {
      this.problem = asProblem(error);
      return false;
    } finally {
      this.isBusy = false;
    }
    if (after.said) announce(after.said);
    await tick();
    const isGone = place === null || !document.contains(place) || (place as HTMLButtonElement).disabled === true;
    if (isGone && after.focus) document.getElementById(after.focus)?.focus();
    return true;
  }
}
