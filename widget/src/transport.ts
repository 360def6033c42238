/** Talk to the server. Every way of failing becomes an outcome that the reader can act on. */

import { cardsIn, type Card } from "./card";
import type { Contacts } from "./masking";

export type Failure = "offline" | "busy" | "server" | "refused";

export type Outcome =
  | { ok: true; cards: Card[]; conversation: string | undefined; restarted: boolean }
  | { ok: false; reason: Failure };

export interface Start {
  welcome?: Card;
  contacts: Contacts;
}

const PATIENCE_MS = 20_000;

export class Transport {
  constructor(private readonly server: string) {}

  /** Send one message. `id` stays the same on a retry, so that the server answers it only once. */
  async send(text: string, id: string, conversation: string | undefined): Promise<Outcome> {
    try {
      let response = await this.post(text, id, conversation);
      // The server forgets conversations after half an hour and when it restarts.
      const restarted = response.status === 404 && conversation !== undefined;
      if (restarted) response = await this.post(text, id, undefined);
      if (!response.ok) return { ok: false, reason: failure(response.status) };
      const cards = cardsIn(await response.json());
      if (!cards.length) return { ok: false, reason: "server" };
      return { ok: true, cards, conversation: response.headers.get("Conversation-Id") ?? undefined, restarted };
    } catch {
      return { ok: false, reason: "offline" };
    }
  }

  /** What the window needs at its start. Without it everything works but the first buttons. */
  async start(): Promise<Start> {
    try {
      const response = await this.call("window");
      if (response.ok) return (await response.json()) as Start;
    } catch {
      // Off-line: the first message will say so.
    }
    return { contacts: { numbers: [], emails: [] } };
  }

  /** Count a verdict on an answer. Nothing depends on it. */
  rate(answer: string, verdict: string): void {
    this.call("feedback", { method: "POST", body: JSON.stringify({ answer, verdict }) }).catch(() => undefined);
  }

  /** Ask the server to forget the conversation now; this outlives the page. */
  forget(conversation: string): void {
    this.call("messages", { method: "DELETE", headers: { "Conversation-Id": conversation }, keepalive: true }).catch(
      () => undefined,
    );
  }

  private post(text: string, id: string, conversation: string | undefined): Promise<Response> {
    const headers: Record<string, string> = { "Message-Id": id };
    if (conversation) headers["Conversation-Id"] = conversation;
    return this.call("messages", { method: "POST", headers, body: JSON.stringify({ text }) });
  }

  private async call(path: string, request: RequestInit = {}): Promise<Response> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      return await fetch(`${this.server}/api/${path}`, {
        ...request,
        headers: { ...(request.body ? { "Content-Type": "application/json" } : {}), ...request.headers },
        credentials: "omit",
        referrerPolicy: "no-referrer",
        cache: "no-store",
        signal: stop.signal,
      });
    } finally {
      clearTimeout(timer);
    }
  }
}

function failure(status: number): Failure {
  if (status === 429 || status === 503) return "busy";
  return status >= 500 ? "server" : "refused";
}
