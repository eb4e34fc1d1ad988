/** What the live region says to those who hear the page. */
class Announcer {
  text = $state('');
  private timer = 0;

  /** Says it once, after the changes of the moment have settled; a newer message takes the place of one still waiting. */
  say(text: string): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.text = text;
    }, 400);
  }
}

const announcer = new Announcer();

export const announced = announcer;

export function announce(text: string): void {
  announcer.say(text);
}
