/** The window: what is on it, and what happens when somebody types, presses or leaves. */

import { Announcer } from "./announcer";
import type { Card, Choice } from "./card";
import { dress, make, unseen } from "./dom";
import { leavePage, ShiftWatch } from "./exit";
import { Frame } from "./frame";
import type { Host, Pane } from "./host";
import * as keep from "./keep";
import { mask, type Contacts } from "./masking";
import { brief } from "./plain";
import { renderCard } from "./render";
import { newId, Session, type Mine, type Theirs } from "./session";
import { strings, type Verdict } from "./strings";
import { Transport, type Failure } from "./transport";
import css from "./window.css?inline";

/** The server refuses longer messages; the count is shown from the second figure on. */
const LIMIT = 2000;
const COUNT_FROM = 1800;
const THINKING_AFTER_MS = 400;
const COUNT_AFTER_MS = 1000;
/** The neutral site that GOV.UK's component leads to. */
const NEUTRAL_SITE = "https://www.bbc.co.uk/weather";
const NOT_MINE = "/not_my_question";

export class Chat implements Pane {
  private readonly session: Session;
  private readonly transport: Transport;
  private readonly announcer = new Announcer();
  private readonly watch: ShiftWatch;
  private readonly frame: Frame;
  private readonly level: number;

  private readonly log = make("div", { class: "log", role: "log", "aria-live": "off", tabindex: "0" });
  private readonly thinking = make("p", { class: "thinking", hidden: true, "aria-hidden": "true" });
  private readonly box = make("textarea", { id: "box", rows: "1", "aria-describedby": "hint count" });
  private readonly count = make("p", { id: "count", class: "count" });
  private readonly sendButton = make("button", { type: "submit", class: "send" }, strings.send);

  private contacts: Contacts = { numbers: [], emails: [] };
  private busy = false;
  private started = false;
  private counting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: Host) {
    this.session = new Session(host.storageKey);
    this.transport = new Transport(host.server);
    this.watch = new ShiftWatch(
      () => this.leave(),
      (text) => this.announcer.say(text),
    );
    this.level = host.mode === "page" ? 1 : 2;
    dress(host.shadowRoot, css);
    this.log.setAttribute("aria-label", strings.conversation);
    this.frame = new Frame(host.mode, () => this.closed());
    this.frame.element.append(...this.parts());
    host.shadowRoot.append(this.frame.element);
  }

  open(focus: boolean): void {
    const first = !this.session.state.shown;
    this.session.state.shown = true;
    this.session.save();
    this.frame.show();
    this.watch.start();
    if (!this.started) this.begin();
    if (focus) this.takeFocus();
    if (first || focus) this.host.tell("open");
  }

  close(): void {
    if (this.host.mode === "launcher") this.frame.hide();
  }

  ask(text: string): void {
    const masked = mask(text.trim(), this.contacts);
    if (!masked.text || this.isBusy()) return;
    const mine: Mine = { from: "you", id: newId(), text: masked.text };
    if (masked.names.length) mine.hid = masked.names;
    void this.deliver(this.add(mine), mine);
  }

  clear(): void {
    this.forget();
    this.session.save();
    this.log.replaceChildren();
    this.welcome();
    this.announcer.say(strings.cleared);
    this.box.focus();
    this.host.tell("clear");
  }

  leave(): void {
    this.host.tell("leave");
    leavePage(this.host.getAttribute("exit-url") ?? NEUTRAL_SITE, () => {
      this.watch.stop();
      this.frame.element.remove();
      this.log.replaceChildren();
      this.box.value = "";
      this.session.state.shown = false;
      this.forget();
    });
  }

  detach(): void {
    this.watch.stop();
    this.frame.hide();
  }

  /** Where things stand in the window. */
  private parts(): Node[] {
    const { host } = this;
    const force = host.getAttribute("name");
    const title = make(`h${this.level}` as "h2", { id: "title", tabindex: "-1" }, host.getAttribute("heading") ?? strings.name);
    const header = make(
      "div",
      { class: "head" },
      make("div", { class: "names" }, title, force && make("p", {}, strings.by(force))),
      make("button", { class: "leave", on: () => this.leave() }, strings.leave),
      host.mode === "launcher" && make("button", { class: "close", on: () => this.close() }, make("span", { "aria-hidden": "true" }, "×"), unseen(strings.close)),
    );
    const form = make(
      "form",
      {},
      make("label", { for: "box" }, strings.box),
      make("p", { id: "hint", class: "hint" }, strings.hint),
      make("div", { class: "row" }, this.box, this.sendButton),
      this.count,
    );
    form.addEventListener("submit", (event) => this.submit(event));
    this.box.addEventListener("keydown", (event) => {
      // While an input method composes, Enter chooses a character.
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
    });
    this.box.addEventListener("input", () => this.showCount());
    this.box.addEventListener("pointerdown", () => this.letKeyboardCome());
    this.thinking.append(strings.thinking, make("span", { class: "dots" }));
    return [header, this.log, this.thinking, form, this.toolbar(), this.announcer.element];
  }

  private toolbar(): HTMLElement {
    const ways = make(
      "div",
      { class: "ways", id: "ways", hidden: true },
      make("button", { on: () => void this.take(() => this.copyAdvice()) }, strings.copy),
      make("button", { on: () => void this.take(() => this.downloadAdvice()) }, strings.download),
      make("button", { on: () => void this.take(() => keep.print(this.advice())) }, strings.print),
    );
    const opener = make("button", { class: "keep", "aria-expanded": "false", "aria-controls": "ways" }, strings.keep);
    opener.addEventListener("click", () => {
      ways.hidden = !ways.hidden;
      opener.setAttribute("aria-expanded", String(!ways.hidden));
    });
    const clear = make("button", { on: () => this.clear() }, strings.clear);
    return make("div", { class: "toolbar" }, opener, clear, ways);
  }

  private begin(): void {
    this.started = true;
    const topic = this.host.getAttribute("topic");
    const { entries } = this.session.state;
    const isNew = entries.length === 0;
    this.welcome(!isNew || Boolean(topic));
    for (const entry of entries) {
      if (entry.from === "bot") this.showCard(entry);
      else {
        const item = this.showMine(entry);
        // The page went away before the answer came. Asking again with the same id is never counted twice.
        if (entry.open) this.offerRetry(item, entry, "offline");
      }
    }
    // Written exactly as the server writes the payload of a button.
    if (isNew && topic) this.press({ label: "", payload: `/show_answer{"answer": "${topic}"}` });
  }

  /** The first words. They come from this file; the buttons below them come from the server. */
  private welcome(plain = false): void {
    const line = make("p", {}, strings.intro, make("a", { href: "tel:999" }, strings.emergency), ".");
    const intro = make("div", { class: "intro" }, line, make("p", {}, strings.shift));
    this.log.append(intro);
    void this.transport.start().then((start) => {
      this.contacts = start.contacts ?? this.contacts;
      const quiet = plain || this.session.state.entries.length > 0;
      if (start.welcome && !quiet && intro.isConnected) intro.after(this.card(start.welcome));
    });
  }

  private submit(event: Event): void {
    event.preventDefault();
    const text = this.box.value;
    if (!text.trim()) return;
    if (text.length > LIMIT) {
      this.announcer.say(strings.over(text.length - LIMIT));
      return;
    }
    if (this.isBusy()) return;
    this.box.value = "";
    this.showCount();
    this.ask(text);
  }

  private press(choice: Choice): void {
    if (this.isBusy()) return;
    const mine: Mine = { from: "you", id: newId(), text: choice.payload, label: choice.label };
    if (!choice.label) mine.silent = true;
    void this.deliver(this.add(mine), mine);
    if (choice.label) this.focusQuietly();
  }

  private isBusy(): boolean {
    if (this.busy) this.announcer.say(strings.wait);
    return this.busy;
  }

  private add(mine: Mine): HTMLElement {
    mine.open = true;
    this.session.state.entries.push(mine);
    this.session.save();
    // Answers to a question that is over would be taken for answers to the next.
    this.log.querySelectorAll(".form .choices").forEach((list) => list.remove());
    const item = this.showMine(mine);
    this.frame.reveal(item, this.log);
    return item;
  }

  /** Send a message that is already shown, and show what comes back. */
  private async deliver(item: HTMLElement, mine: Mine): Promise<void> {
    this.busy = true;
    this.sendButton.setAttribute("aria-disabled", "true");
    const timer = setTimeout(() => {
      this.thinking.hidden = false;
      this.announcer.say(strings.thinking);
    }, THINKING_AFTER_MS);
    const { entries, conversation } = this.session.state;
    const outcome = await this.transport.send(mine.text, mine.id, conversation);
    clearTimeout(timer);
    this.thinking.hidden = true;
    this.busy = false;
    this.sendButton.removeAttribute("aria-disabled");
    // Somebody cleared the chat while the answer was under way.
    if (!entries.includes(mine) || entries !== this.session.state.entries) return;
    if (!outcome.ok) {
      this.offerRetry(item, mine, outcome.reason);
      return;
    }
    delete mine.open;
    this.session.state.conversation = outcome.conversation;
    if (outcome.restarted) this.log.append(make("p", { class: "restarted" }, strings.restarted));
    const shown = outcome.cards.map((card) => this.receive(card));
    this.session.save();
    this.announcer.say(outcome.cards.map(brief).join(" "));
    const start = mine.silent ? shown[0] : item;
    if (start) this.frame.reveal(start, this.log);
  }

  private receive(card: Card): HTMLElement {
    const entry: Theirs = { from: "bot", card };
    this.session.state.entries.push(entry);
    this.host.tell("answer", { kind: card.kind, id: card.id });
    return this.showCard(entry);
  }

  private showMine(mine: Mine): HTMLElement {
    const item = make(
      "div",
      { class: "mine", hidden: mine.silent },
      make("p", { class: "bubble" }, unseen(`${strings.you} `), mine.label ?? mine.text),
      mine.hid && make("p", { class: "hid" }, strings.hid(mine.hid.join(strings.and))),
    );
    this.log.append(item);
    return item;
  }

  private showCard(entry: Theirs): HTMLElement {
    const item = this.card(entry.card, entry);
    this.log.append(item);
    return item;
  }

  private card(card: Card, entry?: Theirs): HTMLElement {
    const handlers = {
      press: (choice: Choice) => this.press(choice),
      rate: (verdict: Verdict) => this.rate(card, verdict, entry),
    };
    return make(
      "article",
      { class: `card ${card.kind}`, "aria-label": strings.bot.replace(/:$/, "") },
      ...renderCard(card, this.level + 1, handlers, entry?.verdict),
    );
  }

  private rate(card: Card, verdict: Verdict, entry?: Theirs): void {
    if (card.id) this.transport.rate(card.id, verdict);
    if (entry) entry.verdict = verdict;
    this.session.save();
    this.announcer.say(strings.thanks);
    if (verdict === "not-mine") this.press({ label: strings.verdicts[verdict], payload: NOT_MINE });
    else this.focusQuietly();
  }

  /** The message was not answered: keep it, say why, and name the contacts that need no server. */
  private offerRetry(item: HTMLElement, mine: Mine, reason: Failure): void {
    const again = make("button", { class: "retry" }, strings.retry);
    const note = make("div", { class: "failed" }, make("p", {}, strings.failed[reason]), again, this.host.contacts());
    again.addEventListener("click", () => {
      if (this.isBusy()) return;
      note.remove();
      this.focusQuietly();
      void this.deliver(item, mine);
    });
    item.hidden = false;
    item.append(note);
    this.announcer.say(strings.failed[reason]);
    this.frame.reveal(item, this.log);
  }

  private advice(): Card[] {
    const cards = this.session.state.entries.flatMap((entry) => (entry.from === "bot" ? [entry.card] : []));
    return keep.worthKeeping(cards);
  }

  private async take(how: () => Promise<void> | void): Promise<void> {
    if (this.advice().length) await how();
    else this.announcer.say(strings.nothingToKeep);
  }

  private async copyAdvice(): Promise<void> {
    this.announcer.say((await keep.copy(this.advice())) ? strings.copied : strings.notCopied);
  }

  private downloadAdvice(): void {
    keep.download(this.advice());
    this.announcer.say(strings.downloaded);
  }

  /** Nothing is cut off and pasting is never stopped: too long a message is counted and waits. */
  private showCount(): void {
    const length = this.box.value.length;
    const over = length > LIMIT;
    const text = over ? strings.over(length - LIMIT) : length >= COUNT_FROM ? strings.left(LIMIT - length) : "";
    this.count.textContent = text;
    this.count.classList.toggle("over", over);
    this.box.setAttribute("aria-invalid", String(over));
    clearTimeout(this.counting);
    if (text) this.counting = setTimeout(() => this.announcer.say(text), COUNT_AFTER_MS);
  }

  private forget(): void {
    if (this.session.state.conversation) this.transport.forget(this.session.state.conversation);
    this.session.clear();
  }

  private takeFocus(): void {
    // On a touch screen the box would bring up the keyboard and hide the first words.
    if (matchMedia("(pointer: coarse)").matches) this.frame.element.querySelector<HTMLElement>("#title")?.focus();
    else this.box.focus();
  }

  /** Back in the box, but without the keyboard of a touch screen, which would cover the answer. */
  private focusQuietly(): void {
    if (matchMedia("(pointer: coarse)").matches) this.box.inputMode = "none";
    this.box.focus({ preventScroll: true });
  }

  private letKeyboardCome(): void {
    if (this.box.inputMode !== "none") return;
    this.box.inputMode = "";
    this.box.blur();
  }

  private closed(): void {
    this.session.state.shown = false;
    this.session.save();
    this.watch.stop();
    this.host.tell("close");
  }
}
