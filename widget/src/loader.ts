/** The one script tag: defines <cyber-protect>, shows the launcher, and fetches the window when it is first opened. */

import css from "./loader.css?inline";
import fallback from "./fallback.json";
import type { Host, Mount, Pane } from "./host";

declare const __WINDOW__: { file: string; integrity: string };

const TAG = "cyber-protect";
const script = document.currentScript as HTMLScriptElement | null;
const HOME = script ? new URL(".", script.src).href : "";
const FALLBACK = "fallback";

let loading: Promise<Mount> | undefined;
let policy: Policy | undefined;

/** Fetch the window once. Its hash is known here, so a changed file does not run. */
function loadWindow(): Promise<Mount> {
  loading ??= new Promise<Mount>((resolve, reject) => {
    const address = HOME + __WINDOW__.file;
    // A page may demand trusted types; a policy of one name can be made only once.
    policy ??= (window as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(TAG, {
      createScriptURL: (url) => url,
    });
    const element = document.createElement("script");
    element.type = "module";
    element.integrity = __WINDOW__.integrity;
    element.crossOrigin = "anonymous";
    element.src = policy ? policy.createScriptURL(address) : address;
    element.onload = () => (CyberProtect.mount ? resolve(CyberProtect.mount) : reject(new Error("no window")));
    element.onerror = () => {
      element.remove();
      reject(new Error("window not loaded"));
    };
    document.head.append(element);
  });
  return loading;
}

interface Policy {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

class CyberProtect extends HTMLElement implements Host {
  /** Set by the window when it has arrived. */
  static mount?: Mount;

  override readonly shadowRoot: ShadowRoot = this.attachShadow({ mode: "open" });
  private readonly button = document.createElement("button");
  private pane?: Promise<Pane>;

  get server(): string {
    return (this.getAttribute("server") ?? new URL(HOME).origin).replace(/\/$/, "");
  }

  get mode(): Host["mode"] {
    const mode = this.getAttribute("mode");
    return mode === "inline" || mode === "page" ? mode : "launcher";
  }

  get storageKey(): string {
    return `${TAG}:${this.id || [...document.querySelectorAll(TAG)].indexOf(this)}`;
  }

  connectedCallback(): void {
    if (this.isConnected && !this.button.isConnected) this.furnish();
    if (this.mode !== "launcher" || this.wasShown()) void this.show(false);
  }

  disconnectedCallback(): void {
    void this.pane?.then((pane) => pane.detach());
  }

  open(): Promise<void> {
    return this.show(true);
  }

  close(): void {
    void this.pane?.then((pane) => pane.close());
  }

  async ask(text: string): Promise<void> {
    await this.show(true);
    (await this.pane)?.ask(text);
  }

  clear(): void {
    void this.pane?.then((pane) => pane.clear());
  }

  leave(): void {
    void this.pane?.then((pane) => pane.leave());
  }

  tell(event: string, detail: Record<string, unknown> = {}): void {
    if (event === "open" || event === "close") this.button.setAttribute("aria-expanded", String(event === "open"));
    if (event === "close") this.button.focus();
    this.dispatchEvent(new CustomEvent(`${TAG}:${event}`, { bubbles: true, detail }));
  }

  contacts(): HTMLElement {
    const list = document.createElement("ul");
    list.className = "contacts";
    for (const route of fallback.routes) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = route.link;
      link.textContent = route.label;
      item.append(link, ` ${route.purpose}`);
      list.append(item);
    }
    return list;
  }

  private furnish(): void {
    if ("adoptedStyleSheets" in this.shadowRoot) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      this.shadowRoot.adoptedStyleSheets = [sheet];
    } else {
      const style = document.createElement("style");
      style.textContent = css;
      (this.shadowRoot as ShadowRoot).append(style);
    }
    this.button.type = "button";
    this.button.className = "launcher";
    this.button.textContent = this.getAttribute("label") ?? "Get advice";
    this.button.setAttribute("aria-expanded", "false");
    this.button.hidden = this.mode !== "launcher";
    this.button.onclick = () => void this.show(true);
    this.shadowRoot.append(this.button);
  }

  private async show(focus: boolean): Promise<void> {
    this.pane ??= loadWindow().then((mount) => mount(this));
    try {
      const pane = await this.pane;
      this.shadowRoot.querySelector(`.${FALLBACK}`)?.remove();
      if (this.isConnected) pane.open(focus);
    } catch {
      // The next press tries again.
      delete this.pane;
      loading = undefined;
      this.showFallback();
    }
  }

  private showFallback(): void {
    if (this.shadowRoot.querySelector(`.${FALLBACK}`)) return;
    const box = document.createElement("div");
    box.className = FALLBACK;
    box.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = fallback.text;
    box.append(text, this.contacts());
    this.shadowRoot.prepend(box);
  }

  /** Whether the window was open before this page of the same tab. */
  private wasShown(): boolean {
    try {
      return sessionStorage.getItem(this.storageKey)?.includes('"shown":true') ?? false;
    } catch {
      return false;
    }
  }
}

/** The script tag alone is enough: an element is made from its data attributes unless the page has one. */
function place(): void {
  if (!script || "manual" in script.dataset || document.querySelector(TAG)) return;
  const element = document.createElement(TAG);
  for (const [name, value] of Object.entries(script.dataset)) {
    element.setAttribute(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), value ?? "");
  }
  document.body.append(element);
}

if (!customElements.get(TAG)) {
  customElements.define(TAG, CyberProtect);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", place);
  else place();
}
