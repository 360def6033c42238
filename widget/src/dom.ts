/** Build elements by DOM calls only: no text is ever parsed as HTML. */

type Child = Node | string | false | null | undefined | 0 | "";

interface Properties {
  class?: string;
  href?: string | undefined;
  on?: (event: Event) => void;
  [attribute: string]: unknown;
}

const LINKS = new Set(["https:", "http:", "tel:", "sms:", "mailto:"]);

/** An element with attributes and children. `on` is what a press does; links of other schemes lose their address. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") element.addEventListener("click", value as EventListener);
    else if (name !== "href" || isLink(String(value))) element.setAttribute(name, value === true ? "" : String(value));
  }
  if (tag === "button") element.setAttribute("type", String(properties["type"] ?? "button"));
  element.append(...children.flat().filter((child): child is Node | string => Boolean(child)));
  return element;
}

/** Words for screen readers only. */
export function unseen(text: string): HTMLElement {
  return make("span", { class: "unseen" }, text);
}

function isLink(address: string): boolean {
  try {
    return LINKS.has(new URL(address).protocol);
  } catch {
    return false;
  }
}

/** Add a stylesheet to a shadow root in a way that a strict Content-Security-Policy allows. */
export function dress(root: ShadowRoot, css: string): void {
  if ("adoptedStyleSheets" in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } else {
    (root as ShadowRoot).append(make("style", {}, css));
  }
}
