/** Cards as plain text: for screen readers in brief, and whole for a copy to keep. */

import { readableDate, type Card, type Route } from "./card";
import { strings } from "./strings";

/** What is read out when a card arrives: what it says, and what more there is to read. */
export function brief(card: Card): string {
  const more = strings.brief(card.steps?.length ?? 0, card.routes?.length ?? 0);
  const choices = (card.quick_replies ?? []).map((choice) => choice.label).join(". ");
  const progress = card.progress && `${strings.progress(card.progress.question, card.progress.of)}.`;
  const title = card.title && `${card.title}.`;
  return [strings.bot, progress, title, card.notice, card.text, card.comfort, choices, more && strings.below(more)]
    .filter(Boolean)
    .join(" ");
}

/** Everything a reader may want to keep of a card. */
export function plain(card: Card): string {
  const lines: (string | false | undefined)[] = [card.title?.toUpperCase(), card.notice, card.text];
  if (card.steps?.length) {
    const points = card.list_as === "points";
    lines.push("", points ? strings.headings.points : strings.headings.steps);
    card.steps.forEach((step, at) => lines.push(`${points ? "-" : `${at + 1}.`} ${step.do}${step.why ? ` ${step.why}` : ""}`));
  }
  if (card.routes?.length) lines.push("", strings.headings.routes, ...card.routes.flatMap(routeLines));
  if (card.comfort) lines.push("", card.comfort);
  if (card.avoid?.length) lines.push("", strings.headings.avoid, ...card.avoid.map((point) => `- ${point}`));
  for (const part of card.sections ?? []) lines.push("", part.title, ...part.points.map((point) => `- ${point}`));
  if (card.provenance) {
    const { owner, status, checked } = card.provenance;
    lines.push("", `${strings.from(owner, status)} ${strings.checked(readableDate(checked))}`);
  }
  if (card.sources?.length) {
    lines.push("", strings.headings.sources, ...card.sources.map((item) => `- ${item.publisher}: ${item.title} (${item.url})`));
  }
  return lines.filter((line) => line !== undefined && line !== false).join("\n");
}

function routeLines(route: Route): string[] {
  const facts = [
    route.reason,
    route.phone && strings.ring(route.phone),
    route.sms && `${strings.text(route.sms.number)}. ${route.sms.how}`,
    route.textphone && strings.textphone(route.textphone),
    route.url,
    route.email,
    route.how,
    route.hours && strings.hours(route.hours),
    route.cost && strings.cost(route.cost),
    route.have_ready?.length && strings.ready(route.have_ready.join(", ")),
  ];
  return [
    `- ${route.name}${route.purpose ? `: ${route.purpose}` : ""}`,
    ...facts.filter(Boolean).map((fact) => `  ${fact}`),
  ];
}
