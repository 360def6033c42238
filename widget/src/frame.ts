/** The box around the chat: a dialog beside the page, over all of it on small screens, or a part of the page. */

import { make } from "./dom";
import type { Host } from "./host";

/** Where a window beside the page would leave too little of it: phones, and desktops at 400 % zoom. */
const SMALL = "(max-width: 40em), (max-height: 30em)";

export class Frame {
  readonly element: HTMLElement;
  private readonly small = matchMedia(SMALL);
  private readonly sheet = new CSSStyleSheet();

  constructor(
    mode: Host["mode"],
    private readonly closed: () => void,
  ) {
    this.element = make(mode === "launcher" ? "dialog" : "section", { class: `window as-${mode}`, "aria-labelledby": "title" });
    // The event comes late: by then the window may be open again, in the other way, or be out of the page.
    this.element.addEventListener("close", () => {
      if (this.element.isConnected && !this.element.hasAttribute("open")) this.closed();
    });
    if (mode !== "launcher") return;
    this.small.addEventListener("change", () => this.refit());
    window.visualViewport?.addEventListener("resize", () => this.fitKeyboard());
    window.visualViewport?.addEventListener("scroll", () => this.fitKeyboard());
  }

  show(): void {
    const { element } = this;
    if (!(element instanceof HTMLDialogElement) || element.open) return;
    const root = element.getRootNode() as ShadowRoot;
    if (!root.adoptedStyleSheets.includes(this.sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.sheet];
    this.fitKeyboard();
    // A modal dialog keeps the focus from going behind what covers the whole screen.
    if (this.small.matches) element.showModal();
    else element.show();
  }

  hide(): void {
    if (this.element instanceof HTMLDialogElement) this.element.close();
  }

  /** Scroll so that `item` begins at the top of what is seen. The page around the window does not move. */
  reveal(item: HTMLElement, log: HTMLElement): void {
    const scroller = getComputedStyle(log).overflowY === "visible" ? this.element : log;
    const top = scroller.scrollTop + item.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 8;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scroller.scrollTo({ top, behavior: calm ? "auto" : "smooth" });
  }

  /** The screen became small or large while the window was open, for example by zooming. */
  private refit(): void {
    const { element } = this;
    if (!(element instanceof HTMLDialogElement) || !element.open) return;
    const held = (element.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
    element.close();
    this.show();
    held?.focus();
  }

  /** Keep the box above a touch keyboard. A rule in a sheet, because a style attribute would need a weaker policy. */
  private fitKeyboard(): void {
    const view = window.visualViewport;
    if (!view) return;
    const zoomed = view.scale > 1.01;
    this.sheet.replaceSync(zoomed ? "" : `.window{--seen:${Math.round(view.height)}px;--above:${Math.round(view.offsetTop)}px}`);
  }
}
