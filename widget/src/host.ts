/** What the loader and the window know of each other. */

export interface Host extends HTMLElement {
  readonly shadowRoot: ShadowRoot;
  /** Address of the bot, without a slash at the end. */
  readonly server: string;
  readonly mode: "launcher" | "inline" | "page";
  /** Where the tab keeps the conversation. */
  readonly storageKey: string;
  /** The contacts that need no server, as a list. */
  contacts(): HTMLElement;
  /** Tell the page that something happened. */
  tell(event: "open" | "close" | "answer" | "leave" | "clear", detail?: Record<string, unknown>): void;
}

export interface Pane {
  open(focus: boolean): void;
  close(): void;
  ask(text: string): void;
  clear(): void;
  leave(): void;
  /** The element was taken out of the page. */
  detach(): void;
}

export type Mount = (host: Host) => Pane;
