/** Turn a card into elements. */

import { readableDate, type Card, type Choice, type Route } from "./card";
import { make, unseen } from "./dom";
import { strings, type Verdict } from "./strings";

export interface Handlers {
  /** A button of the card was pressed. */
  press(choice: Choice): void;
  /** The reader said whether the answer helped. */
  rate(verdict: Verdict): void;
}

/** The inside of a card. `level` is the heading level of its title. */
export function renderCard(card: Card, level: number, handlers: Handlers, verdict?: Verdict): Node[] {
  const title = `h${level}` as "h3";
  const section = (heading: string, ...content: (Node | false | undefined)[]) => [
    make(`h${level + 1}` as "h4", {}, heading),
    ...content,
  ];
  const emergency = card.kind === "emergency";
  const routes = card.routes?.length
    ? section(strings.headings.routes, make("ul", { class: "routes" }, card.routes.map(renderRoute)))
    : [];
  const steps = card.steps?.length ? section(stepsHeading(card), renderSteps(card)) : [];
  return [
    card.progress && make("p", { class: "progress" }, strings.progress(card.progress.question, card.progress.of)),
    card.title && make(title, language(card), card.title),
    card.notice && make("p", { class: "notice" }, card.notice),
    make("p", language(card), card.text),
    // In danger the number to ring comes before everything else.
    ...(emergency ? [...routes, ...steps] : [...steps, ...routes]),
    card.comfort && make("p", {}, card.comfort),
    ...(card.avoid?.length
      ? section(strings.headings.avoid, make("ul", {}, card.avoid.map((point) => make("li", {}, point))))
      : []),
    ...(card.sections ?? []).flatMap((part) =>
      section(part.title, make("ul", {}, part.points.map((point) => make("li", {}, point)))),
    ),
    renderChoices(card.quick_replies, "choices", handlers),
    ...renderStanding(card),
    ...(card.related?.length
      ? section(strings.headings.related, renderChoices(card.related, "choices related", handlers))
      : []),
    card.kind === "answer" && card.id && renderFeedback(handlers, verdict),
  ].filter((part): part is HTMLElement => Boolean(part));
}

/** Right for screen readers and for scripts that run from right to left. */
function language(card: Card): { lang?: string; dir?: string } {
  return card.lang ? { lang: card.lang, dir: card.dir ?? "ltr" } : {};
}

function stepsHeading(card: Card): string {
  if (card.kind === "emergency" && card.list_as === "points") return strings.headings.avoid;
  return card.list_as === "points" ? strings.headings.points : strings.headings.steps;
}

function renderSteps(card: Card): HTMLElement {
  return make(
    card.list_as === "points" ? "ul" : "ol",
    { class: "steps" },
    (card.steps ?? []).map((step) => make("li", {}, step.do, step.why && make("p", { class: "why" }, step.why))),
  );
}

/** One place to go, with everything to tap. */
export function renderRoute(route: Route): HTMLElement {
  const line = (text: string | false | 0 | undefined) => text && make("p", { class: "why" }, text);
  const later = [
    line(route.not_for),
    line(route.next),
    line(route.have_ready?.length && strings.ready(route.have_ready.join(", "))),
  ].filter(Boolean) as HTMLElement[];
  return make(
    "li",
    { class: "route" },
    make("p", { class: "name" }, route.name),
    line(route.reason),
    line(route.purpose),
    make(
      "div",
      { class: "links" },
      route.phone && tap(route.phone_link ?? `tel:${digits(route.phone)}`, strings.ring(route.phone), ` (${route.name})`),
      route.sms && tap(`sms:${digits(route.sms.number)}`, strings.text(route.sms.number), ` (${route.name})`),
      route.url && tap(route.url, strings.website, strings.websiteOf(route.name)),
      route.email && tap(`mailto:${route.email}`, route.email, ` (${route.name})`),
    ),
    line(route.sms?.how),
    line(route.textphone && strings.textphone(route.textphone)),
    line(route.how),
    line(route.hours && strings.hours(route.hours)),
    line(route.cost && strings.cost(route.cost)),
    later.length > 0 &&
      make("details", {}, make("summary", {}, strings.more, unseen(strings.moreOf(route.name))), ...later),
  );
}

function tap(href: string, label: string, forReaders: string): HTMLElement {
  const out = href.startsWith("http");
  return make(
    "a",
    { href, class: out ? "site" : "call", ...(out ? OUTWARD : {}) },
    make("span", {}, label, unseen(forReaders)),
  );
}

const OUTWARD = { target: "_blank", rel: "noopener noreferrer" };

function digits(number: string): string {
  return number.replace(/[^\d+]/g, "");
}

function renderChoices(choices: Choice[] | undefined, className: string, handlers: Handlers): HTMLElement | undefined {
  if (!choices?.length) return undefined;
  return make(
    "ul",
    { class: className },
    choices.map((choice) => make("li", {}, make("button", { on: () => handlers.press(choice) }, choice.label))),
  );
}

/** Who stands behind the answer, when it was checked and what it rests on. */
function renderStanding(card: Card): HTMLElement[] {
  const about = card.provenance;
  const parts: (HTMLElement | false | 0 | undefined)[] = [
    about &&
      make("p", { class: "about" }, `${strings.from(about.owner, about.status)} ${strings.checked(readableDate(about.checked))}`),
    card.sources?.length &&
      make(
        "details",
        {},
        make("summary", {}, strings.headings.sources),
        make(
          "ul",
          {},
          card.sources.map((source) =>
            make(
              "li",
              {},
              `${source.publisher}: `,
              make("a", { href: source.url, ...OUTWARD }, source.title, unseen(strings.newTab)),
            ),
          ),
        ),
      ),
  ];
  return parts.filter((part): part is HTMLElement => Boolean(part));
}

function renderFeedback(handlers: Handlers, verdict?: Verdict): HTMLElement {
  const thanks = (given: Verdict) => make("p", {}, `${strings.helped} ${strings.verdicts[given]}. ${strings.thanks}`);
  if (verdict) return make("div", { class: "feedback" }, thanks(verdict));
  const choose = (given: Verdict) => () => {
    box.replaceChildren(thanks(given));
    handlers.rate(given);
  };
  const box: HTMLElement = make(
    "div",
    { class: "feedback", role: "group", "aria-label": strings.helped },
    make("p", {}, strings.helped),
    (Object.keys(strings.verdicts) as Verdict[]).map((given) =>
      make("button", { on: choose(given) }, strings.verdicts[given]),
    ),
  );
  return box;
}
