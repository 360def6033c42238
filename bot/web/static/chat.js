// A first, plain chat window: renders answer cards without HTML strings.
"use strict";

const log = document.getElementById("log");
const status = document.getElementById("status");
const form = document.getElementById("form");
const box = document.getElementById("text");
let conversation = null;

/** An element with text and children; `text` is never parsed as HTML. */
function make(tag, { text, className, href } = {}, ...children) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  if (href) element.href = href;
  element.append(...children.filter(Boolean));
  return element;
}

function section(heading, list) {
  return list && [make("h3", { text: heading }), list];
}

function steps(card) {
  if (!card.steps) return null;
  return make(card.list_as === "points" ? "ul" : "ol", {}, ...card.steps.map((step) =>
    make("li", { text: step.do }, step.why && make("div", { text: step.why, className: "why" }))));
}

function route(item) {
  const links = [
    item.phone && make("a", { text: `Ring ${item.phone}`, href: item.phone_link }),
    item.url && make("a", { text: "Open the website", href: item.url }),
    item.email && make("a", { text: item.email, href: `mailto:${item.email}` }),
  ];
  const lines = (facts) => facts.filter(Boolean).map((text) => make("div", { text, className: "why" }));
  const atOnce = lines([
    item.sms && `Text ${item.sms.number}. ${item.sms.how}`, item.textphone && `Textphone ${item.textphone}`,
    item.how, item.hours && `Hours: ${item.hours}`,
  ]);
  const later = lines([item.not_for, item.next, item.have_ready && `Have ready: ${item.have_ready.join(", ")}.`,
    item.cost && `Cost: ${item.cost}`]);
  return make("li", { className: "route" }, make("strong", { text: item.name }), make("div", { text: item.purpose }),
    ...links, ...atOnce, later.length && make("details", {}, make("summary", { text: "What happens next" }), ...later));
}

function buttons(items) {
  if (!items) return null;
  return make("ul", { className: "buttons" }, ...items.map((item) => {
    const button = make("button", { text: item.label });
    button.type = "button";
    button.addEventListener("click", () => { send(item.payload, item.label); box.focus(); });
    return make("li", {}, button);
  }));
}

function sources(card) {
  if (!card.sources) return null;
  return make("ul", {}, ...card.sources.map((source) =>
    make("li", { text: `${source.publisher}: ` }, make("a", { text: source.title, href: source.url }))));
}

function about(card) {
  if (!card.provenance) return null;
  const checked = new Date(`${card.provenance.checked}T12:00:00`)
    .toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const { owner, status: standing } = card.provenance;
  return make("p", { className: "about", text: `From: ${owner}. ${standing} Checked on ${checked}.` });
}

function show(card) {
  const parts = [
    card.title && make("h2", { text: card.title }),
    card.notice && make("p", { text: card.notice, className: "about" }),
    make("p", { text: card.text }),
    section(card.list_as === "points" ? "Good to know" : "What to do", steps(card)),
    section("Who to contact", card.routes && make("ul", { className: "routes" }, ...card.routes.map(route))),
    buttons(card.quick_replies),
    about(card),
    section("Where this comes from", sources(card)),
    section("People also ask", buttons(card.related)),
  ];
  append("bot", "Cyber Protect says:", ...parts.flat().filter(Boolean));
}

function append(className, sender, ...children) {
  const item = make("li", { className }, make("span", { text: sender, className: "sender" }), ...children);
  log.append(item);
  item.scrollIntoView({ block: "start" });
}

async function post(text) {
  const headers = { "Content-Type": "application/json" };
  if (conversation) headers["Conversation-Id"] = conversation;
  const response = await fetch("/api/messages", { method: "POST", headers, body: JSON.stringify({ text }) });
  if (response.status === 404 && conversation) {
    conversation = null;
    return post(text);
  }
  return response;
}

async function send(text, shown) {
  append("you", "You said:", make("p", { text: shown }));
  status.textContent = "Looking for the right advice.";
  try {
    const response = await post(text);
    const body = await response.json();
    if (!response.ok) throw new Error(body.detail);
    conversation = response.headers.get("Conversation-Id");
    body.cards.forEach(show);
  } catch (error) {
    show({ kind: "error", text: error.message === "Failed to fetch"
      ? "I cannot reach the advice service. In an emergency ring 999. If money may be going, ring your bank on 159."
      : error.message });
  }
  status.textContent = "";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = box.value.trim();
  if (!text) return;
  box.value = "";
  send(text, text);
});

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    form.requestSubmit();
  }
});
