/** Tell screen readers what happened, in a polite region of its own that is then emptied. */

import { make } from "./dom";

const STAYS_MS = 4000;

export class Announcer {
  readonly element = make("div", { class: "unseen", role: "status", "aria-live": "polite" });
  private timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    clearTimeout(this.timer);
    // A new node is read even when the words are the same as before.
    this.element.replaceChildren(make("p", {}, text));
    this.timer = setTimeout(() => this.element.replaceChildren(), STAYS_MS);
  }
}
