/** Take the advice away: copy, download or print it. All of it is made here in the browser. */

import type { Card } from "./card";
import { dress, make } from "./dom";
import { plain } from "./plain";
import { renderCard } from "./render";
import { strings } from "./strings";

/** The cards worth keeping: advice and contacts, not small talk. */
export function worthKeeping(cards: Card[]): Card[] {
  return cards.filter((card) => card.steps?.length || card.routes?.length || card.sections?.length);
}

/** Put the advice on the clipboard. False when the browser refuses. */
export async function copy(cards: Card[]): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(asText(cards));
    return true;
  } catch {
    return false;
  }
}

/** Save the advice as a text file with a neutral name. */
export function download(cards: Card[]): void {
  const address = URL.createObjectURL(new Blob([asText(cards)], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = strings.fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Print the advice and nothing else of the page. */
export function print(cards: Card[]): void {
  const paper = make("div", { class: "cyber-protect-print" });
  const root = paper.attachShadow({ mode: "open" });
  dress(root, PAPER);
  const silent = { press: () => undefined, rate: () => undefined };
  root.append(
    make("h1", {}, strings.name),
    ...cards.map((card) => {
      const sheet = make("article", {}, ...renderCard({ ...card, related: [], quick_replies: [] }, 2, silent));
      sheet.querySelectorAll(".feedback").forEach((part) => part.remove());
      sheet.querySelectorAll("details").forEach((part) => (part.open = true));
      return sheet;
    }),
  );
  const alone = new CSSStyleSheet();
  alone.replaceSync(ALONE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, alone];
  document.body.append(paper);
  const tidy = () => {
    paper.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== alone);
  };
  addEventListener("afterprint", tidy, { once: true });
  window.print();
}

const ALONE =
  ".cyber-protect-print{display:none}@media print{body>*{display:none!important}body>.cyber-protect-print{display:block!important}}";
const PAPER =
  ":host{font:11pt/1.45 Arial,sans-serif;color:#000}article{margin-bottom:2em}h1{font-size:14pt}h2{font-size:16pt;margin:0 0 .3em}h3{font-size:12pt;margin:1em 0 .3em}p{margin:.2em 0}.route{margin:.5em 0;break-inside:avoid}.routes{padding-left:0;list-style:none}.name{font-weight:bold}.links a{display:block}a{color:#000}a[href^=http]::after{content:' ('attr(href)')';font-size:9pt;word-break:break-all}.unseen{display:none}";

function asText(cards: Card[]): string {
  return `${cards.map(plain).join("\n\n\n")}\n`;
}
