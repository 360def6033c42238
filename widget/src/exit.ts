/** Leave the page fast: blank it at once, forget the conversation, go to a neutral site. After GOV.UK's Exit this page. */

import { dress, make } from "./dom";
import { strings } from "./strings";

const PRESSES = 3;
const WITHIN_MS = 5000;

/** Cover everything, run `forget`, and go away without leaving this page in the history. */
export function leavePage(url: string, forget: () => void): void {
  const cover = make("div", { popover: "manual" });
  dress(cover.attachShadow({ mode: "closed" }), COVER);
  document.body.append(cover);
  // The top layer lies above everything, open dialogs too.
  cover.showPopover?.();
  document.title = "";
  forget();
  location.replace(url);
}

const COVER =
  ":host{all:initial;position:fixed;inset:0;width:100vw;height:100vh;margin:0;border:0;padding:0;background:Canvas;z-index:2147483647}";

/** Calls `leave` when Shift alone is pressed three times within five seconds. */
export class ShiftWatch {
  private presses = 0;
  private together = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly leave: () => void,
    private readonly say: (text: string) => void,
  ) {}

  start(): void {
    document.addEventListener("keyup", this.onKey);
  }

  stop(): void {
    document.removeEventListener("keyup", this.onKey);
    this.reset();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    // Shift used to type a capital gives two events: the letter's, with Shift held, and then its own.
    if (event.key === "Shift" && !this.together) this.count();
    else this.reset();
    this.together = event.shiftKey;
  };

  private count(): void {
    this.presses += 1;
    if (this.presses >= PRESSES) {
      this.reset();
      this.leave();
      return;
    }
    this.say(this.presses === 1 ? strings.exit.two : strings.exit.one);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.presses = 0;
      this.say(strings.exit.expired);
    }, WITHIN_MS);
  }

  private reset(): void {
    this.presses = 0;
    clearTimeout(this.timer);
  }
}
