// src/dom.ts
var e = /* @__PURE__ */ new Set([
	"https:",
	"http:",
	"tel:",
	"sms:",
	"mailto:"
]);
function t(e, t = {}, ...n) {
	let i = document.createElement(e);
	for (let [e, n] of Object.entries(t)) n != null && n !== !1 && (e === "on" ? i.addEventListener("click", n) : (e !== "href" || r(String(n))) && i.setAttribute(e, n === !0 ? "" : String(n)));
	return e === "button" && i.setAttribute("type", String(t.type ?? "button")), i.append(...n.flat().filter((e) => !!e)), i;
}
function n(e) {
	return t("span", { class: "unseen" }, e);
}
function r(t) {
	try {
		return e.has(new URL(t).protocol);
	} catch {
		return !1;
	}
}
function i(e, n) {
	if ("adoptedStyleSheets" in e) {
		let t = new CSSStyleSheet();
		t.replaceSync(n), e.adoptedStyleSheets = [...e.adoptedStyleSheets, t];
	} else e.append(t("style", {}, n));
}
// \0@oxc-project+runtime@0.156.0/helpers/esm/typeof.js
function a(e) {
	"@babel/helpers - typeof";
	return a = typeof Symbol == "function" && typeof Symbol.iterator == "symbol" ? function(e) {
		return typeof e;
	} : function(e) {
		return e && typeof Symbol == "function" && e.constructor === Symbol && e !== Symbol.prototype ? "symbol" : typeof e;
	}, a(e);
}
// \0@oxc-project+runtime@0.156.0/helpers/esm/toPrimitive.js
function o(e, t) {
	if (a(e) != "object" || !e) return e;
	var n = e[Symbol.toPrimitive];
	if (n !== void 0) {
		var r = n.call(e, t || "default");
		if (a(r) != "object") return r;
		throw TypeError("@@toPrimitive must return a primitive value.");
	}
	return (t === "string" ? String : Number)(e);
}
// \0@oxc-project+runtime@0.156.0/helpers/esm/toPropertyKey.js
function s(e) {
	var t = o(e, "string");
	return a(t) == "symbol" ? t : t + "";
}
// \0@oxc-project+runtime@0.156.0/helpers/esm/defineProperty.js
function c(e, t, n) {
	return (t = s(t)) in e ? Object.defineProperty(e, t, {
		value: n,
		enumerable: !0,
		configurable: !0,
		writable: !0
	}) : e[t] = n, e;
}
// src/announcer.ts
var l = 4e3, u = class {
	constructor() {
		c(this, "element", t("div", {
			class: "unseen",
			role: "status",
			"aria-live": "polite"
		})), c(this, "timer", void 0);
	}
	say(e) {
		clearTimeout(this.timer), this.element.replaceChildren(t("p", {}, e)), this.timer = setTimeout(() => this.element.replaceChildren(), l);
	}
}, d = {
	name: "Cyber Protect",
	by: (e) => `Advice on the website of ${e}`,
	intro: "Checked advice about online safety. I am a computer, not a person. I cannot take a report. In an emergency, ring ",
	emergency: "999",
	shift: "You can press Shift 3 times to leave this page at once.",
	conversation: "Conversation",
	you: "You said:",
	bot: "Cyber Protect says:",
	box: "Your question",
	hint: "Do not type names, card numbers or passwords.",
	send: "Send",
	close: "Close chat",
	leave: "Leave this page",
	clear: "Clear chat",
	cleared: "Chat cleared.",
	keep: "Keep this advice",
	copy: "Copy",
	download: "Download",
	print: "Print",
	copied: "Advice copied.",
	notCopied: "This browser does not allow copying. Download the advice instead.",
	downloaded: "Advice downloaded as a text file.",
	nothingToKeep: "There is no advice to keep yet.",
	fileName: "advice.txt",
	thinking: "Looking for the right advice",
	wait: "Please wait for the answer first.",
	left: (e) => `You have ${e} ${e === 1 ? "character" : "characters"} left.`,
	over: (e) => `Your message is ${e} ${e === 1 ? "character" : "characters"} too long.`,
	hid: (e) => `We hid ${e} before sending. The advice does not need it.`,
	and: " and ",
	restarted: "The service started again. It no longer knows what you said before.",
	failed: {
		offline: "Your message was not sent. You may be off-line.",
		busy: "Too many messages came at once. Wait a moment, then try again.",
		server: "Your message was not answered. Something went wrong on our side.",
		refused: "This message could not be read. Change it and send it again."
	},
	retry: "Try again",
	headings: {
		steps: "What to do",
		points: "Good to know",
		routes: "Who to contact",
		sources: "Where this comes from",
		related: "People also ask",
		avoid: "What not to do"
	},
	progress: (e, t) => `Question ${e} of ${t}`,
	ring: (e) => `Ring ${e}`,
	text: (e) => `Text ${e}`,
	textphone: (e) => `Textphone ${e}`,
	website: "Open the website",
	websiteOf: (e) => ` of ${e} (opens in a new tab)`,
	newTab: " (opens in a new tab)",
	hours: (e) => `Hours: ${e}`,
	cost: (e) => `Cost: ${e}`,
	ready: (e) => `Have ready: ${e}.`,
	more: "What happens next",
	moreOf: (e) => ` (${e})`,
	from: (e, t) => `From: ${e}. ${t}`,
	checked: (e) => `Checked on ${e}.`,
	helped: "Did this help?",
	verdicts: {
		yes: "Yes",
		no: "No",
		"not-mine": "Not my question"
	},
	thanks: "Thank you.",
	brief: (e, t) => [e && `${e} ${e === 1 ? "point" : "points"}`, t && `${t} ${t === 1 ? "contact" : "contacts"}`].filter(Boolean).join(" and "),
	below: (e) => `${e} in the conversation.`,
	exit: {
		two: "Shift, press 2 more times to leave.",
		one: "Shift, press 1 more time to leave.",
		expired: "Leaving the page expired."
	}
}, f = 3, p = 5e3;
function m(e, n) {
	let r = t("div", { popover: "manual" });
	i(r.attachShadow({ mode: "closed" }), h), document.body.append(r), r.showPopover?.(), document.title = "", n(), location.replace(e);
}
var h = ":host{all:initial;position:fixed;inset:0;width:100vw;height:100vh;margin:0;border:0;padding:0;background:Canvas;z-index:2147483647}", g = class {
	constructor(e, t) {
		c(this, "leave", void 0), c(this, "say", void 0), c(this, "presses", 0), c(this, "together", !1), c(this, "timer", void 0), c(this, "onKey", (e) => {
			e.key === "Shift" && !this.together ? this.count() : this.reset(), this.together = e.shiftKey;
		}), this.leave = e, this.say = t;
	}
	start() {
		document.addEventListener("keyup", this.onKey);
	}
	stop() {
		document.removeEventListener("keyup", this.onKey), this.reset();
	}
	count() {
		this.presses += 1, this.presses >= f ? (this.reset(), this.leave()) : (this.say(this.presses === 1 ? d.exit.two : d.exit.one), clearTimeout(this.timer), this.timer = setTimeout(() => {
			this.presses = 0, this.say(d.exit.expired);
		}, p));
	}
	reset() {
		this.presses = 0, clearTimeout(this.timer);
	}
}, _ = "(max-width: 40em), (max-height: 30em)", v = class {
	constructor(e, n) {
		c(this, "closed", void 0), c(this, "element", void 0), c(this, "small", matchMedia(_)), c(this, "sheet", new CSSStyleSheet()), this.closed = n, this.element = t(e === "launcher" ? "dialog" : "section", {
			class: `window as-${e}`,
			"aria-labelledby": "title"
		}), this.element.addEventListener("close", () => {
			this.element.isConnected && !this.element.hasAttribute("open") && this.closed();
		}), e === "launcher" && (this.small.addEventListener("change", () => this.refit()), window.visualViewport?.addEventListener("resize", () => this.fitKeyboard()), window.visualViewport?.addEventListener("scroll", () => this.fitKeyboard()));
	}
	show() {
		let { element: e } = this;
		if (!(e instanceof HTMLDialogElement) || e.open) return;
		let t = e.getRootNode();
		t.adoptedStyleSheets.includes(this.sheet) || (t.adoptedStyleSheets = [...t.adoptedStyleSheets, this.sheet]), this.fitKeyboard(), this.small.matches ? e.showModal() : e.show();
	}
	hide() {
		this.element instanceof HTMLDialogElement && this.element.close();
	}
	reveal(e, t) {
		let n = getComputedStyle(t).overflowY === "visible" ? this.element : t, r = n.scrollTop + e.getBoundingClientRect().top - n.getBoundingClientRect().top - 8, i = matchMedia("(prefers-reduced-motion: reduce)").matches;
		n.scrollTo({
			top: r,
			behavior: i ? "auto" : "smooth"
		});
	}
	refit() {
		let { element: e } = this;
		if (!(e instanceof HTMLDialogElement) || !e.open) return;
		let t = e.getRootNode().activeElement;
		e.close(), this.show(), t?.focus();
	}
	fitKeyboard() {
		let e = window.visualViewport;
		if (!e) return;
		let t = e.scale > 1.01;
		this.sheet.replaceSync(t ? "" : `.window{--seen:${Math.round(e.height)}px;--above:${Math.round(e.offsetTop)}px}`);
	}
};
// src/card.ts
function y(e) {
	let t = e?.cards;
	return Array.isArray(t) ? t.filter((e) => typeof e?.text == "string") : [];
}
function b(e) {
	let t = /* @__PURE__ */ new Date(`${e}T12:00:00`);
	return Number.isNaN(t.getTime()) ? e : t.toLocaleDateString("en-GB", {
		day: "numeric",
		month: "long",
		year: "numeric"
	});
}
// src/plain.ts
function ee(e) {
	let t = d.brief(e.steps?.length ?? 0, e.routes?.length ?? 0), n = (e.quick_replies ?? []).map((e) => e.label).join(". "), r = e.progress && `${d.progress(e.progress.question, e.progress.of)}.`, i = e.title && `${e.title}.`;
	return [
		d.bot,
		r,
		i,
		e.notice,
		e.text,
		e.comfort,
		n,
		t && d.below(t)
	].filter(Boolean).join(" ");
}
function te(e) {
	let t = [
		e.title?.toUpperCase(),
		e.notice,
		e.text
	];
	if (e.steps?.length) {
		let n = e.list_as === "points";
		t.push("", n ? d.headings.points : d.headings.steps), e.steps.forEach((e, r) => t.push(`${n ? "-" : `${r + 1}.`} ${e.do}${e.why ? ` ${e.why}` : ""}`));
	}
	e.routes?.length && t.push("", d.headings.routes, ...e.routes.flatMap(x)), e.comfort && t.push("", e.comfort), e.avoid?.length && t.push("", d.headings.avoid, ...e.avoid.map((e) => `- ${e}`));
	for (let n of e.sections ?? []) t.push("", n.title, ...n.points.map((e) => `- ${e}`));
	if (e.provenance) {
		let { owner: n, status: r, checked: i } = e.provenance;
		t.push("", `${d.from(n, r)} ${d.checked(b(i))}`);
	}
	return e.sources?.length && t.push("", d.headings.sources, ...e.sources.map((e) => `- ${e.publisher}: ${e.title} (${e.url})`)), t.filter((e) => e !== void 0 && e !== !1).join("\n");
}
function x(e) {
	let t = [
		e.reason,
		e.phone && d.ring(e.phone),
		e.sms && `${d.text(e.sms.number)}. ${e.sms.how}`,
		e.textphone && d.textphone(e.textphone),
		e.url,
		e.email,
		e.how,
		e.hours && d.hours(e.hours),
		e.cost && d.cost(e.cost),
		e.have_ready?.length && d.ready(e.have_ready.join(", "))
	];
	return [`- ${e.name}${e.purpose ? `: ${e.purpose}` : ""}`, ...t.filter(Boolean).map((e) => `  ${e}`)];
}
// src/render.ts
function S(e, n, r, i) {
	let a = `h${n}`, o = (e, ...r) => [t(`h${n + 1}`, {}, e), ...r], s = e.kind === "emergency", c = e.routes?.length ? o(d.headings.routes, t("ul", { class: "routes" }, e.routes.map(E))) : [], l = e.steps?.length ? o(w(e), T(e)) : [];
	return [
		e.progress && t("p", { class: "progress" }, d.progress(e.progress.question, e.progress.of)),
		e.title && t(a, C(e), e.title),
		e.notice && t("p", { class: "notice" }, e.notice),
		t("p", C(e), e.text),
		...s ? [...c, ...l] : [...l, ...c],
		e.comfort && t("p", {}, e.comfort),
		...e.avoid?.length ? o(d.headings.avoid, t("ul", {}, e.avoid.map((e) => t("li", {}, e)))) : [],
		...(e.sections ?? []).flatMap((e) => o(e.title, t("ul", {}, e.points.map((e) => t("li", {}, e))))),
		A(e.quick_replies, "choices", r),
		...j(e),
		...e.related?.length ? o(d.headings.related, A(e.related, "choices related", r)) : [],
		e.kind === "answer" && e.id && M(r, i)
	].filter((e) => !!e);
}
function C(e) {
	return e.lang ? {
		lang: e.lang,
		dir: e.dir ?? "ltr"
	} : {};
}
function w(e) {
	return e.kind === "emergency" && e.list_as === "points" ? d.headings.avoid : e.list_as === "points" ? d.headings.points : d.headings.steps;
}
function T(e) {
	return t(e.list_as === "points" ? "ul" : "ol", { class: "steps" }, (e.steps ?? []).map((e) => t("li", {}, e.do, e.why && t("p", { class: "why" }, e.why))));
}
function E(e) {
	let r = (e) => e && t("p", { class: "why" }, e), i = [
		r(e.not_for),
		r(e.next),
		r(e.have_ready?.length && d.ready(e.have_ready.join(", ")))
	].filter(Boolean);
	return t("li", { class: "route" }, t("p", { class: "name" }, e.name), r(e.reason), r(e.purpose), t("div", { class: "links" }, e.phone && D(e.phone_link ?? `tel:${k(e.phone)}`, d.ring(e.phone), ` (${e.name})`), e.sms && D(`sms:${k(e.sms.number)}`, d.text(e.sms.number), ` (${e.name})`), e.url && D(e.url, d.website, d.websiteOf(e.name)), e.email && D(`mailto:${e.email}`, e.email, ` (${e.name})`)), r(e.sms?.how), r(e.textphone && d.textphone(e.textphone)), r(e.how), r(e.hours && d.hours(e.hours)), r(e.cost && d.cost(e.cost)), i.length > 0 && t("details", {}, t("summary", {}, d.more, n(d.moreOf(e.name))), ...i));
}
function D(e, r, i) {
	let a = e.startsWith("http");
	return t("a", {
		href: e,
		class: a ? "site" : "call",
		...a ? O : {}
	}, t("span", {}, r, n(i)));
}
var O = {
	target: "_blank",
	rel: "noopener noreferrer"
};
function k(e) {
	return e.replace(/[^\d+]/g, "");
}
function A(e, n, r) {
	if (e?.length) return t("ul", { class: n }, e.map((e) => t("li", {}, t("button", { on: () => r.press(e) }, e.label))));
}
function j(e) {
	let r = e.provenance;
	return [r && t("p", { class: "about" }, `${d.from(r.owner, r.status)} ${d.checked(b(r.checked))}`), e.sources?.length && t("details", {}, t("summary", {}, d.headings.sources), t("ul", {}, e.sources.map((e) => t("li", {}, `${e.publisher}: `, t("a", {
		href: e.url,
		...O
	}, e.title, n(d.newTab))))))].filter((e) => !!e);
}
function M(e, n) {
	let r = (e) => t("p", {}, `${d.helped} ${d.verdicts[e]}. ${d.thanks}`);
	if (n) return t("div", { class: "feedback" }, r(n));
	let i = (t) => () => {
		a.replaceChildren(r(t)), e.rate(t);
	}, a = t("div", {
		class: "feedback",
		role: "group",
		"aria-label": d.helped
	}, t("p", {}, d.helped), Object.keys(d.verdicts).map((e) => t("button", { on: i(e) }, d.verdicts[e])));
	return a;
}
// src/keep.ts
function N(e) {
	return e.filter((e) => e.steps?.length || e.routes?.length || e.sections?.length);
}
async function P(e) {
	try {
		return await navigator.clipboard.writeText(z(e)), !0;
	} catch {
		return !1;
	}
}
function F(e) {
	let t = URL.createObjectURL(new Blob([z(e)], { type: "text/plain" })), n = document.createElement("a");
	n.href = t, n.download = d.fileName, n.click(), setTimeout(() => URL.revokeObjectURL(t), 1e4);
}
function I(e) {
	let n = t("div", { class: "cyber-protect-print" }), r = n.attachShadow({ mode: "open" });
	i(r, R);
	let a = {
		press: () => void 0,
		rate: () => void 0
	};
	r.append(t("h1", {}, d.name), ...e.map((e) => {
		let n = t("article", {}, ...S({
			...e,
			related: [],
			quick_replies: []
		}, 2, a));
		return n.querySelectorAll(".feedback").forEach((e) => e.remove()), n.querySelectorAll("details").forEach((e) => e.open = !0), n;
	}));
	let o = new CSSStyleSheet();
	o.replaceSync(L), document.adoptedStyleSheets = [...document.adoptedStyleSheets, o], document.body.append(n), addEventListener("afterprint", () => {
		n.remove(), document.adoptedStyleSheets = document.adoptedStyleSheets.filter((e) => e !== o);
	}, { once: !0 }), window.print();
}
var L = ".cyber-protect-print{display:none}@media print{body>*{display:none!important}body>.cyber-protect-print{display:block!important}}", R = ":host{font:11pt/1.45 Arial,sans-serif;color:#000}article{margin-bottom:2em}h1{font-size:14pt}h2{font-size:16pt;margin:0 0 .3em}h3{font-size:12pt;margin:1em 0 .3em}p{margin:.2em 0}.route{margin:.5em 0;break-inside:avoid}.routes{padding-left:0;list-style:none}.name{font-weight:bold}.links a{display:block}a{color:#000}a[href^=http]::after{content:' ('attr(href)')';font-size:9pt;word-break:break-all}.unseen{display:none}";
function z(e) {
	return `${e.map(te).join("\n\n\n")}\n`;
}
var B = {
	about: "What is hidden before a message is sent or read. Used by bot/web/masking.py and widget/src/masking.ts. Group 1 stays, group 2 is hidden. Patterns ignore case and must mean the same in Python and JavaScript.",
	rules: [
		{
			kind: "email",
			mask: "[email address]",
			name: "an email address",
			check: "email",
			pattern: "()([\\w.+'-]+@[\\w-]+(?:\\.[\\w-]+)+)"
		},
		{
			kind: "password",
			mask: "[password]",
			name: "a password",
			check: "secret",
			pattern: "(\\b(?:pass ?word|passcode|pass ?phrase|pin|pw)(?: (?:number|code))?(?: (?:for|to|on|of)(?: \\w+){1,4}?)?\\s*(?:\\b(?:is|was)\\b:?|:|=)\\s*)(\"[^\"\\n]+\"|\\S*[^\\s.,;!?])"
		},
		{
			kind: "account",
			mask: "[account number]",
			name: "an account number",
			pattern: "()(\\bGB\\d{2} ?[A-Z]{4}(?: ?\\d){14}\\b)"
		},
		{
			kind: "card",
			mask: "[card number]",
			name: "a card number",
			check: "luhn",
			pattern: "()(\\b(?:\\d{4}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{1,7}|\\d{4}[ -]?\\d{6}[ -]?\\d{4,5})\\b)"
		},
		{
			kind: "account",
			mask: "[account number]",
			name: "an account number",
			pattern: "()(\\b\\d{2}[ -]?\\d{2}[ -]?\\d{2}\\b(?:[ ,;:/]|and|account|acc|a/c|number|no\\.?|is){1,8}\\b\\d{8}\\b)"
		},
		{
			kind: "account",
			mask: "[account number]",
			name: "an account number",
			pattern: "(\\bsort ?code(?: number)?(?: is| was)?:? *)(\\d{2}[ -]?\\d{2}[ -]?\\d{2}\\b)"
		},
		{
			kind: "account",
			mask: "[account number]",
			name: "an account number",
			pattern: "(\\b(?:account|acc|acct|a/c)(?: (?:number|no|num))?\\.?(?: is| was)?:? *)(\\d{7,8}\\b)"
		},
		{
			kind: "national-insurance",
			mask: "[National Insurance number]",
			name: "a National Insurance number",
			pattern: "()(\\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\\d{2}[ -]?\\d{2}[ -]?\\d{2}[ -]?[A-D]\\b)"
		},
		{
			kind: "passport",
			mask: "[passport number]",
			name: "a passport number",
			pattern: "(\\bpassport(?: (?:number|no|num))?\\.?(?: is| was)?:? *)([A-Z]?\\d{8,9}\\b)"
		},
		{
			kind: "phone",
			mask: "[phone number]",
			name: "a phone number",
			check: "phone",
			pattern: "()(\\+\\d(?:[ ().-]{0,2}\\d){7,13}\\b|\\b00[1-9](?:[ ().-]{0,2}\\d){8,12}\\b|\\(?\\b0(?:[ ()-]{0,2}\\d){9,10}\\b|\\b7\\d{3} ?\\d{3} ?\\d{3}\\b)"
		}
	],
	date: "^\\d{1,2}[ ./-]\\d{1,2}[ ./-](?:19|20)\\d{2}\\b",
	relay_prefix: "^1800[01]",
	not_secret: "^(?:a|about|actually|all|already|also|always|an|another|as|asked|at|automatic|bad|because|been|being|blank|blocked|both|breached|broken|by|changed|changing|cloned|compromised|copied|correct|cracked|dead|different|easy|entered|expired|exposed|fine|forgotten|found|gone|good|guessed|hacked|hard|her|here|his|how|if|in|incorrect|inside|invalid|it|its|just|known|leaked|like|locked|long|lost|missing|my|needed|never|no|not|now|of|ok|okay|old|on|only|our|out|phished|possible|probably|public|rejected|required|reset|reused|right|safe|same|saved|secure|sent|shared|short|simple|still|stolen|stored|strong|stuck|taken|that|the|their|then|there|this|to|too|two|unknown|up|used|useless|very|visible|weak|what|where|why|with|working|written|wrong|your|they|someone|somebody|one|really|quite|so|similar|something|nothing|everything|for|from|given|getting|hidden)$"
}, ne = new RegExp(B.date, "i"), V = new RegExp(B.not_secret, "i"), H = B.rules.map((e) => ({
	...e,
	pattern: new RegExp(e.pattern, "gi")
})), U = 9;
function W(e, t) {
	let n = /* @__PURE__ */ new Map();
	for (let r of H) e = e.replace(r.pattern, (e, i, a, o, s) => G(r.check, i, a, s.slice(o + e.length), t) ? (n.set(r.kind, r.name), i + r.mask) : e);
	return {
		text: e,
		names: [...n.values()],
		kinds: [...n.keys()]
	};
}
function G(e, t, n, r, i) {
	switch (e) {
		case "luhn": return K(n.replace(/\D/g, ""));
		case "secret": return q(t, n, r);
		case "phone": return J(n, i.numbers);
		case "email": return !i.emails.includes(n.toLowerCase());
		default: return !0;
	}
}
function K(e) {
	let t = 0;
	return [...e].reverse().forEach((e, n) => {
		let r = Number(e) * (n % 2 ? 2 : 1);
		t += r > 9 ? r - 9 : r;
	}), t % 10 == 0;
}
function q(e, t, n) {
	return /[:=]\s*$/.test(e) || /[^a-z'’-]/i.test(t) ? !0 : /^\s*(?:$|[.,;!?\n]|(?:and|but|so|for)\b)/.test(n) && !V.test(t);
}
function J(e, t) {
	let n = e.replace(/\D/g, ""), r = n.replace(/^(?:00)?44/, "0");
	return n.length >= U && !t.includes(n) && !t.includes(r) && !ne.test(e);
}
// src/session.ts
var Y = class {
	constructor(e) {
		c(this, "key", void 0), c(this, "state", void 0), this.key = e, this.state = {
			entries: [],
			shown: !1,
			...this.read()
		};
	}
	save() {
		try {
			sessionStorage.setItem(this.key, JSON.stringify(this.state));
		} catch {}
	}
	clear() {
		this.state.entries = [], delete this.state.conversation;
		try {
			sessionStorage.removeItem(this.key);
		} catch {}
	}
	read() {
		try {
			return JSON.parse(sessionStorage.getItem(this.key) ?? "{}");
		} catch {
			return {};
		}
	}
};
function X() {
	return Array.from(crypto.getRandomValues(/* @__PURE__ */ new Uint8Array(16)), (e) => e.toString(16).padStart(2, "0")).join("");
}
// src/transport.ts
var Z = 2e4, re = class {
	constructor(e) {
		c(this, "server", void 0), this.server = e;
	}
	async send(e, t, n) {
		try {
			let r = await this.post(e, t, n), i = r.status === 404 && n !== void 0;
			if (i && (r = await this.post(e, t, void 0)), !r.ok) return {
				ok: !1,
				reason: ie(r.status)
			};
			let a = y(await r.json());
			return a.length ? {
				ok: !0,
				cards: a,
				conversation: r.headers.get("Conversation-Id") ?? void 0,
				restarted: i
			} : {
				ok: !1,
				reason: "server"
			};
		} catch {
			return {
				ok: !1,
				reason: "offline"
			};
		}
	}
	async start() {
		try {
			let e = await this.call("window");
			if (e.ok) return await e.json();
		} catch {}
		return { contacts: {
			numbers: [],
			emails: []
		} };
	}
	rate(e, t) {
		this.call("feedback", {
			method: "POST",
			body: JSON.stringify({
				answer: e,
				verdict: t
			})
		}).catch(() => void 0);
	}
	forget(e) {
		this.call("messages", {
			method: "DELETE",
			headers: { "Conversation-Id": e },
			keepalive: !0
		}).catch(() => void 0);
	}
	post(e, t, n) {
		let r = { "Message-Id": t };
		return n && (r["Conversation-Id"] = n), this.call("messages", {
			method: "POST",
			headers: r,
			body: JSON.stringify({ text: e })
		});
	}
	async call(e, t = {}) {
		let n = new AbortController(), r = setTimeout(() => n.abort(), Z);
		try {
			return await fetch(`${this.server}/api/${e}`, {
				...t,
				headers: {
					...t.body ? { "Content-Type": "application/json" } : {},
					...t.headers
				},
				credentials: "omit",
				referrerPolicy: "no-referrer",
				cache: "no-store",
				signal: n.signal
			});
		} finally {
			clearTimeout(r);
		}
	}
};
function ie(e) {
	return e === 429 || e === 503 ? "busy" : e >= 500 ? "server" : "refused";
}
// \0style:window
var ae = ".window{--ink:#0b0c0c;--soft-ink:#43494d;--paper:#fff;--ground:#eef2f6;--line:#8a949c;--accent:var(--cyber-protect-accent,#12436d);--on-accent:var(--cyber-protect-on-accent,#fff);--link:var(--cyber-protect-link,#12436d);--mine:#d9e6f2;--alert:#12436d;--mark:#f5b942;--bad:#8c1d18;--lightningcss-light:initial;--lightningcss-dark: ;color-scheme:light;box-sizing:border-box;color:var(--ink);background:var(--ground);border:1px solid var(--line);flex-direction:column;margin:0;padding:0;display:none;overflow:hidden}:host([theme=dark]) .window{--ink:#f2f4f5;--soft-ink:#c3cad0;--paper:#1b2127;--ground:#101418;--line:#77828b;--link:var(--cyber-protect-link-dark,#9cc7f0);--mine:#1d3a55;--alert:#9cc7f0;--bad:#ffb4a9;--lightningcss-light: ;--lightningcss-dark:initial;color-scheme:dark}@media (prefers-color-scheme:dark){:host(:not([theme=light])) .window{--ink:#f2f4f5;--soft-ink:#c3cad0;--paper:#1b2127;--ground:#101418;--line:#77828b;--link:var(--cyber-protect-link-dark,#9cc7f0);--mine:#1d3a55;--alert:#9cc7f0;--bad:#ffb4a9;--lightningcss-light: ;--lightningcss-dark:initial;color-scheme:dark}}.window[open],section.window{display:flex}section.window{height:100%}.window.as-page{border:0}dialog.window{z-index:var(--cyber-protect-layer,2147480000);inset:auto calc(var(--cyber-protect-offset,16px)) calc(var(--cyber-protect-offset,16px)) auto;width:var(--cyber-protect-width,27em);height:min(var(--cyber-protect-height,46em), 100vh - 2 * var(--cyber-protect-offset,16px));border-radius:var(--cyber-protect-radius,10px);max-width:none;max-height:none;position:fixed;box-shadow:0 6px 28px #00000059}:host([position=left]) dialog.window{inset:auto auto var(--cyber-protect-offset,16px) var(--cyber-protect-offset,16px)}dialog.window::backdrop{background:0 0}.window *,.window :before{box-sizing:border-box}.window [hidden]{display:none}.unseen{clip-path:inset(50%);white-space:nowrap;width:1px;height:1px;position:absolute;overflow:hidden}h1,h2,h3,h4{overflow-wrap:anywhere;margin:0;font-size:1em;font-weight:700;line-height:1.3}p{overflow-wrap:anywhere;margin:.35em 0}ul,ol{margin:.25em 0;padding-left:1.5em}li{overflow-wrap:anywhere}a{color:var(--link);text-underline-offset:.15em}button{font:inherit;cursor:pointer}:focus{outline:none}:focus-visible{outline-offset:0;outline:3px solid #fd0;box-shadow:0 0 0 6px #0b0c0c}:is(h1:focus-visible,h2:focus-visible){box-shadow:none;outline-color:var(--on-accent)}.head{color:var(--on-accent);background:var(--accent);flex-wrap:wrap;align-items:center;gap:.5em;padding:.6em .8em;display:flex}.names{flex:7em;min-width:0}.names>:first-child{font-size:1.2em}.names p{margin:0;font-size:.875em}.head button{border:2px solid var(--on-accent);border-radius:6px;min-height:44px;font-weight:600}.leave{color:#0b0c0c;background:#fff;padding:.3em .8em}.close{width:44px;color:inherit;background:0 0;padding:0;font-size:1.4em;line-height:1}.head button:hover{text-decoration:underline}.log{overscroll-behavior:contain;flex:auto;min-height:8em;padding:.8em;overflow-y:auto}.log:focus-visible{outline-offset:-3px;box-shadow:none;outline-color:var(--link)}.log>*+*{margin-top:.8em}.window.as-page :is(.head,.log,form,.toolbar){padding-inline:max(.8em,50% - 22em)}.intro{color:var(--soft-ink)}.mine{flex-direction:column;align-items:flex-end;display:flex}.bubble{white-space:pre-wrap;background:var(--mine);border:1px solid #0000;border-radius:10px 10px 0;max-width:85%;margin:0;padding:.5em .8em}.hid{max-width:85%;color:var(--soft-ink);margin:.25em 0 0;font-size:.9em}.card{background:var(--paper);border:1px solid var(--line);border-radius:10px 10px 10px 0;padding:.8em}.card>h2,.card>h3:first-child,.card>.progress+h3{font-size:1.15em}.card>h4,.as-page .card>h3{margin-top:1em}.as-page .card>h2{font-size:1.3em}.progress{color:var(--soft-ink);margin-top:0;font-size:.9em;font-weight:600}.notice{border-left:4px solid var(--mark);padding-left:.7em}.why,.about,.feedback p{color:var(--soft-ink);font-size:.94em}.why{margin:.15em 0}.about{margin-top:1em}.steps>li{margin:.5em 0;padding-left:.2em}.steps>li::marker{font-weight:700}.emergency{border:3px solid var(--alert);padding:0 .8em .8em}.emergency>h2:first-child,.emergency>h3:first-child{color:#fff;border-left:.5em solid var(--mark);background:#12436d;margin:0 -.666667em .5em;padding:.6em .7em;font-size:1.2em}.emergency>p{font-size:1.06em}.emergency>p:first-child{margin-top:.8em}.routes{padding:0;list-style:none}.route{background:var(--ground);border:1px solid var(--line);border-left:5px solid var(--alert);border-radius:4px;margin:.5em 0;padding:.6em .8em}.name{margin:0;font-weight:700}.links{flex-wrap:wrap;gap:.4em;margin:.4em 0;display:flex}.links a{text-align:center;border:2px solid var(--link);overflow-wrap:anywhere;border-radius:6px;flex:11em;justify-content:center;align-items:center;min-height:44px;padding:.4em .8em;font-weight:600;display:flex}.links .call{color:var(--on-accent);background:var(--accent);border-color:var(--accent);text-decoration:none}.links a:hover,.links .call:hover{text-decoration:underline;text-decoration-thickness:2px}summary{min-height:32px;color:var(--link);text-underline-offset:.15em;cursor:pointer;padding:.2em 0;text-decoration:underline}details ul{padding-left:1.2em}details li{margin:.3em 0}.choices{flex-wrap:wrap;gap:.5em;margin:.6em 0 0;padding:0;list-style:none;display:flex}.choices button,.feedback button,.retry,.toolbar button{min-height:44px;color:var(--link);background:var(--paper);border:2px solid var(--link);text-align:left;border-radius:6px;padding:.4em .9em}.form .choices,.clarify .choices{flex-direction:column}.form .choices button,.clarify .choices button{width:100%}.choices button:hover,.feedback button:hover,.retry:hover,.toolbar button:hover{text-decoration:underline;text-decoration-thickness:2px}.related button{border-width:1px}.feedback{border-top:1px solid var(--line);flex-wrap:wrap;align-items:center;gap:.4em;margin-top:.8em;padding-top:.5em;display:flex}.feedback p{margin:0 .3em 0 0}.feedback button{border-width:1px;min-height:36px;padding:.1em .8em}.failed{background:var(--paper);border:2px solid var(--bad);border-radius:6px;align-self:stretch;margin-top:.5em;padding:.6em .8em}.failed>p{color:var(--bad);margin-top:0;font-weight:600}.contacts{margin:.6em 0 0;padding:0;list-style:none}.contacts li{border-top:1px solid var(--line);padding:.2em 0}.contacts a{min-height:44px;margin-right:.4em;font-weight:600;line-height:44px;display:inline-block}.restarted{color:var(--soft-ink)}.thinking{color:var(--soft-ink);margin:0;padding:.4em 1em}.dots:after{content:\"…\"}@media (prefers-reduced-motion:no-preference){.dots:after{content:\"\";animation:1.2s step-end infinite dots}@keyframes dots{0%{content:\".\"}33%{content:\"..\"}66%{content:\"…\"}}}form{background:var(--paper);border-top:1px solid var(--line);padding:.5em .8em .4em}label{font-weight:700}.hint{color:var(--soft-ink);margin:0;font-size:.9em}.row{align-items:stretch;gap:.5em;margin:.3em 0;display:flex}textarea{field-sizing:content;width:0;min-width:0;min-height:44px;max-height:30vh;font:inherit;color:inherit;background:var(--paper);border:2px solid var(--ink);resize:vertical;border-radius:4px;flex:1 1 0;padding:.5em;font-size:max(16px,1em)}textarea[aria-invalid=true]{border-color:var(--bad)}.send{min-width:44px;min-height:44px;color:var(--on-accent);background:var(--accent);border:2px solid var(--accent);border-radius:6px;padding:.4em 1em;font-weight:600}.send[aria-disabled=true]{cursor:progress}.count{margin:0;font-size:.9em}.count.over{color:var(--bad);font-weight:600}.toolbar{background:var(--paper);flex-wrap:wrap;gap:0 1.2em;padding:0 .8em .1em;display:flex}.toolbar>button{color:var(--link);text-underline-offset:.15em;background:0 0;border:0;padding:0;font-size:.94em;text-decoration:underline}.ways{flex-wrap:wrap;flex:100%;gap:.4em;padding-bottom:.3em;display:flex}@media (max-width:40em),(max-height:30em){dialog.window,:host([position=left]) dialog.window{inset:var(--above,0) 0 auto;width:100vw;height:var(--seen,100vh);border:0;border-radius:0}.names>:first-child{font-size:1em}.hint{font-size:.875em}}@media (max-height:30em){.window{display:none;overflow-y:auto}.window[open],section.window{display:block}.log{min-height:0;overflow-y:visible}}@media (forced-colors:active){.bubble,.card,.route,.send,.links .call{border-color:canvastext}.emergency,.emergency>h2:first-child,.emergency>h3:first-child{border-color:highlight}:focus-visible{outline-color:highlight}.send[aria-disabled=true]{color:graytext}}@media print{.window{display:none!important}}", Q = 2e3, oe = 1800, $ = 400, se = 1e3, ce = "https://www.bbc.co.uk/weather", le = "/not_my_question", ue = class {
	constructor(e) {
		c(this, "host", void 0), c(this, "session", void 0), c(this, "transport", void 0), c(this, "announcer", new u()), c(this, "watch", void 0), c(this, "frame", void 0), c(this, "level", void 0), c(this, "log", t("div", {
			class: "log",
			role: "log",
			"aria-live": "off",
			tabindex: "0"
		})), c(this, "thinking", t("p", {
			class: "thinking",
			hidden: !0,
			"aria-hidden": "true"
		})), c(this, "box", t("textarea", {
			id: "box",
			rows: "1",
			"aria-describedby": "hint count"
		})), c(this, "count", t("p", {
			id: "count",
			class: "count"
		})), c(this, "sendButton", t("button", {
			type: "submit",
			class: "send"
		}, d.send)), c(this, "contacts", {
			numbers: [],
			emails: []
		}), c(this, "busy", !1), c(this, "started", !1), c(this, "counting", void 0), this.host = e, this.session = new Y(e.storageKey), this.transport = new re(e.server), this.watch = new g(() => this.leave(), (e) => this.announcer.say(e)), this.level = e.mode === "page" ? 1 : 2, i(e.shadowRoot, ae), this.log.setAttribute("aria-label", d.conversation), this.frame = new v(e.mode, () => this.closed()), this.frame.element.append(...this.parts()), e.shadowRoot.append(this.frame.element);
	}
	open(e) {
		let t = !this.session.state.shown;
		this.session.state.shown = !0, this.session.save(), this.frame.show(), this.watch.start(), this.started || this.begin(), e && this.takeFocus(), (t || e) && this.host.tell("open");
	}
	close() {
		this.host.mode === "launcher" && this.frame.hide();
	}
	ask(e) {
		let t = W(e.trim(), this.contacts);
		if (!t.text || this.isBusy()) return;
		let n = {
			from: "you",
			id: X(),
			text: t.text
		};
		t.names.length && (n.hid = t.names), this.deliver(this.add(n), n);
	}
	clear() {
		this.forget(), this.session.save(), this.log.replaceChildren(), this.welcome(), this.announcer.say(d.cleared), this.box.focus(), this.host.tell("clear");
	}
	leave() {
		this.host.tell("leave"), m(this.host.getAttribute("exit-url") ?? ce, () => {
			this.watch.stop(), this.frame.element.remove(), this.log.replaceChildren(), this.box.value = "", this.session.state.shown = !1, this.forget();
		});
	}
	detach() {
		this.watch.stop(), this.frame.hide();
	}
	parts() {
		let { host: e } = this, r = e.getAttribute("name"), i = t("div", { class: "head" }, t("div", { class: "names" }, t(`h${this.level}`, {
			id: "title",
			tabindex: "-1"
		}, e.getAttribute("heading") ?? d.name), r && t("p", {}, d.by(r))), t("button", {
			class: "leave",
			on: () => this.leave()
		}, d.leave), e.mode === "launcher" && t("button", {
			class: "close",
			on: () => this.close()
		}, t("span", { "aria-hidden": "true" }, "×"), n(d.close))), a = t("form", {}, t("label", { for: "box" }, d.box), t("p", {
			id: "hint",
			class: "hint"
		}, d.hint), t("div", { class: "row" }, this.box, this.sendButton), this.count);
		return a.addEventListener("submit", (e) => this.submit(e)), this.box.addEventListener("keydown", (e) => {
			e.key === "Enter" && !e.shiftKey && !e.isComposing && this.submit(e);
		}), this.box.addEventListener("input", () => this.showCount()), this.box.addEventListener("pointerdown", () => this.letKeyboardCome()), this.thinking.append(d.thinking, t("span", { class: "dots" })), [
			i,
			this.log,
			this.thinking,
			a,
			this.toolbar(),
			this.announcer.element
		];
	}
	toolbar() {
		let e = t("div", {
			class: "ways",
			id: "ways",
			hidden: !0
		}, t("button", { on: () => void this.take(() => this.copyAdvice()) }, d.copy), t("button", { on: () => void this.take(() => this.downloadAdvice()) }, d.download), t("button", { on: () => void this.take(() => I(this.advice())) }, d.print)), n = t("button", {
			class: "keep",
			"aria-expanded": "false",
			"aria-controls": "ways"
		}, d.keep);
		return n.addEventListener("click", () => {
			e.hidden = !e.hidden, n.setAttribute("aria-expanded", String(!e.hidden));
		}), t("div", { class: "toolbar" }, n, t("button", { on: () => this.clear() }, d.clear), e);
	}
	begin() {
		this.started = !0;
		let e = this.host.getAttribute("topic"), { entries: t } = this.session.state, n = t.length === 0;
		this.welcome(!n || !!e);
		for (let e of t) if (e.from === "bot") this.showCard(e);
		else {
			let t = this.showMine(e);
			e.open && this.offerRetry(t, e, "offline");
		}
		n && e && this.press({
			label: "",
			payload: `/show_answer{"answer": "${e}"}`
		});
	}
	welcome(e = !1) {
		let n = t("div", { class: "intro" }, t("p", {}, d.intro, t("a", { href: "tel:999" }, d.emergency), "."), t("p", {}, d.shift));
		this.log.append(n), this.transport.start().then((t) => {
			this.contacts = t.contacts ?? this.contacts;
			let r = e || this.session.state.entries.length > 0;
			t.welcome && !r && n.isConnected && n.after(this.card(t.welcome));
		});
	}
	submit(e) {
		e.preventDefault();
		let t = this.box.value;
		t.trim() && (t.length > Q ? this.announcer.say(d.over(t.length - Q)) : this.isBusy() || (this.box.value = "", this.showCount(), this.ask(t)));
	}
	press(e) {
		if (this.isBusy()) return;
		let t = {
			from: "you",
			id: X(),
			text: e.payload,
			label: e.label
		};
		e.label || (t.silent = !0), this.deliver(this.add(t), t), e.label && this.focusQuietly();
	}
	isBusy() {
		return this.busy && this.announcer.say(d.wait), this.busy;
	}
	add(e) {
		e.open = !0, this.session.state.entries.push(e), this.session.save(), this.log.querySelectorAll(".form .choices").forEach((e) => e.remove());
		let t = this.showMine(e);
		return this.frame.reveal(t, this.log), t;
	}
	async deliver(e, n) {
		this.busy = !0, this.sendButton.setAttribute("aria-disabled", "true");
		let r = setTimeout(() => {
			this.thinking.hidden = !1, this.announcer.say(d.thinking);
		}, $), { entries: i, conversation: a } = this.session.state, o = await this.transport.send(n.text, n.id, a);
		if (clearTimeout(r), this.thinking.hidden = !0, this.busy = !1, this.sendButton.removeAttribute("aria-disabled"), !i.includes(n) || i !== this.session.state.entries) return;
		if (!o.ok) {
			this.offerRetry(e, n, o.reason);
			return;
		}
		delete n.open, this.session.state.conversation = o.conversation, o.restarted && this.log.append(t("p", { class: "restarted" }, d.restarted));
		let s = o.cards.map((e) => this.receive(e));
		this.session.save(), this.announcer.say(o.cards.map(ee).join(" "));
		let c = n.silent ? s[0] : e;
		c && this.frame.reveal(c, this.log);
	}
	receive(e) {
		let t = {
			from: "bot",
			card: e
		};
		return this.session.state.entries.push(t), this.host.tell("answer", {
			kind: e.kind,
			id: e.id
		}), this.showCard(t);
	}
	showMine(e) {
		let r = t("div", {
			class: "mine",
			hidden: e.silent
		}, t("p", { class: "bubble" }, n(`${d.you} `), e.label ?? e.text), e.hid && t("p", { class: "hid" }, d.hid(e.hid.join(d.and))));
		return this.log.append(r), r;
	}
	showCard(e) {
		let t = this.card(e.card, e);
		return this.log.append(t), t;
	}
	card(e, n) {
		return t("article", {
			class: `card ${e.kind}`,
			"aria-label": d.bot.replace(/:$/, "")
		}, ...S(e, this.level + 1, {
			press: (e) => this.press(e),
			rate: (t) => this.rate(e, t, n)
		}, n?.verdict));
	}
	rate(e, t, n) {
		e.id && this.transport.rate(e.id, t), n && (n.verdict = t), this.session.save(), this.announcer.say(d.thanks), t === "not-mine" ? this.press({
			label: d.verdicts[t],
			payload: le
		}) : this.focusQuietly();
	}
	offerRetry(e, n, r) {
		let i = t("button", { class: "retry" }, d.retry), a = t("div", { class: "failed" }, t("p", {}, d.failed[r]), i, this.host.contacts());
		i.addEventListener("click", () => {
			this.isBusy() || (a.remove(), this.focusQuietly(), this.deliver(e, n));
		}), e.hidden = !1, e.append(a), this.announcer.say(d.failed[r]), this.frame.reveal(e, this.log);
	}
	advice() {
		return N(this.session.state.entries.flatMap((e) => e.from === "bot" ? [e.card] : []));
	}
	async take(e) {
		this.advice().length ? await e() : this.announcer.say(d.nothingToKeep);
	}
	async copyAdvice() {
		this.announcer.say(await P(this.advice()) ? d.copied : d.notCopied);
	}
	downloadAdvice() {
		F(this.advice()), this.announcer.say(d.downloaded);
	}
	showCount() {
		let e = this.box.value.length, t = e > Q, n = t ? d.over(e - Q) : e >= oe ? d.left(Q - e) : "";
		this.count.textContent = n, this.count.classList.toggle("over", t), this.box.setAttribute("aria-invalid", String(t)), clearTimeout(this.counting), n && (this.counting = setTimeout(() => this.announcer.say(n), se));
	}
	forget() {
		this.session.state.conversation && this.transport.forget(this.session.state.conversation), this.session.clear();
	}
	takeFocus() {
		matchMedia("(pointer: coarse)").matches ? this.frame.element.querySelector("#title")?.focus() : this.box.focus();
	}
	focusQuietly() {
		matchMedia("(pointer: coarse)").matches && (this.box.inputMode = "none"), this.box.focus({ preventScroll: !0 });
	}
	letKeyboardCome() {
		this.box.inputMode === "none" && (this.box.inputMode = "", this.box.blur());
	}
	closed() {
		this.session.state.shown = !1, this.session.save(), this.watch.stop(), this.host.tell("close");
	}
}, de = customElements.get("cyber-protect");
de.mount = (e) => new ue(e);
