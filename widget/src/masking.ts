/** Hide card numbers, passwords and the like before anything leaves the page. Rules are the server's own. */

import rules from "../../bot/web/masking.json";

export interface Contacts {
  numbers: string[];
  emails: string[];
}

export interface Masked {
  text: string;
  /** Words for what was hidden, such as "a card number". */
  names: string[];
  kinds: string[];
}

const DATE = new RegExp(rules.date, "i");
const NOT_SECRET = new RegExp(rules.not_secret, "i");
const RULES = rules.rules.map((rule) => ({ ...rule, pattern: new RegExp(rule.pattern, "gi") }));
const MIN_PHONE_DIGITS = 9;

/** The text with each secret replaced by words that say what stood there; `open` are contacts that anybody may type. */
export function mask(text: string, open: Contacts): Masked {
  const found = new Map<string, string>();
  for (const rule of RULES) {
    text = text.replace(rule.pattern, (whole: string, kept: string, secret: string, at: number, all: string) => {
      if (!isHidden(rule.check, kept, secret, all.slice(at + whole.length), open)) return whole;
      found.set(rule.kind, rule.name);
      return kept + rule.mask;
    });
  }
  return { text, names: [...found.values()], kinds: [...found.keys()] };
}

function isHidden(check: string | undefined, kept: string, secret: string, rest: string, open: Contacts): boolean {
  switch (check) {
    case "luhn":
      return isCard(secret.replace(/\D/g, ""));
    case "secret":
      return isSecret(kept, secret, rest);
    case "phone":
      return isPrivateNumber(secret, open.numbers);
    case "email":
      return !open.emails.includes(secret.toLowerCase());
    default:
      return true;
  }
}

/** The check sum of payment cards (Luhn). */
function isCard(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((digit, place) => {
    const value = Number(digit) * (place % 2 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}

/** Whether the word after "my password is" looks like a password and not like the rest of a sentence. */
function isSecret(kept: string, word: string, rest: string): boolean {
  if (/[:=]\s*$/.test(kept) || /[^a-z'’-]/i.test(word)) return true;
  return /^\s*(?:$|[.,;!?\n]|(?:and|but|so|for)\b)/.test(rest) && !NOT_SECRET.test(word);
}

function isPrivateNumber(number: string, open: string[]): boolean {
  const digits = number.replace(/\D/g, "");
  const national = digits.replace(/^(?:00)?44/, "0");
  return (
    digits.length >= MIN_PHONE_DIGITS && !open.includes(digits) && !open.includes(national) && !DATE.test(number)
  );
}
