/** What the tab remembers until it is closed. Nothing else is ever stored. */

import type { Card } from "./card";
import type { Verdict } from "./strings";

export interface Mine {
  from: "you";
  id: string;
  /** What is sent; what is shown is `label` or else this. */
  text: string;
  label?: string;
  /** Words for what was hidden before sending. */
  hid?: string[];
  /** Not answered yet. */
  open?: boolean;
  /** Sent, but not to be shown (a start topic). */
  silent?: boolean;
}

export interface Theirs {
  from: "bot";
  card: Card;
  verdict?: Verdict;
}

export type Entry = Mine | Theirs;

export interface State {
  conversation?: string | undefined;
  entries: Entry[];
  shown: boolean;
}

export class Session {
  readonly state: State;

  constructor(private readonly key: string) {
    this.state = { entries: [], shown: false, ...this.read() };
  }

  save(): void {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.state));
    } catch {
      // Storage is full or forbidden: the conversation then lasts as long as the page.
    }
  }

  /** Forget everything but whether the window is shown. */
  clear(): void {
    this.state.entries = [];
    delete this.state.conversation;
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // As above.
    }
  }

  private read(): Partial<State> {
    try {
      return JSON.parse(sessionStorage.getItem(this.key) ?? "{}") as Partial<State>;
    } catch {
      return {};
    }
  }
}

/** An id for a message that nobody can guess. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
