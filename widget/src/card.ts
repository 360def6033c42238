/** What the server sends: the card contract of docs/http.md. Unknown fields are ignored. */

export interface Step {
  do: string;
  why?: string;
}

export interface Route {
  id?: string;
  name: string;
  purpose?: string;
  reason?: string;
  not_for?: string;
  phone?: string;
  phone_link?: string;
  textphone?: string;
  sms?: { number: string; how: string };
  url?: string;
  email?: string;
  how?: string;
  hours?: string;
  cost?: string;
  next?: string;
  have_ready?: string[];
}

export interface Choice {
  label: string;
  payload: string;
}

export interface Card {
  kind: string;
  id?: string;
  title?: string;
  text: string;
  notice?: string;
  steps?: Step[];
  list_as?: "steps" | "points";
  routes?: Route[];
  /** Kind words, and whether the reader is safe. */
  comfort?: string;
  /** What not to do. */
  avoid?: string[];
  sections?: { title: string; points: string[] }[];
  progress?: { question: number; of: number };
  sources?: { publisher: string; title: string; url: string }[];
  provenance?: { owner: string; status: string; checked: string };
  related?: Choice[];
  quick_replies?: Choice[];
  /** Of the title and text, when they are not in English. */
  lang?: string;
  dir?: "ltr" | "rtl";
}

/** The cards in a reply of the server; anything that is no card is left out. */
export function cardsIn(body: unknown): Card[] {
  const cards = (body as { cards?: unknown } | null)?.cards;
  return Array.isArray(cards) ? cards.filter((card) => typeof card?.text === "string") : [];
}

/** A date as people write it in Britain: 4 December 2025. */
export function readableDate(iso: string): string {
  const date = new Date(`${iso}T12:00:00`);
  return Number.isNaN(date.getTime())
    ? iso
    : date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}
