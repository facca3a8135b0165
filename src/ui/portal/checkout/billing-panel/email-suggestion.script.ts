/** Houses with so many mailboxes that a name one slip away is more likely a slip than a house. */
const PROVIDERS = ["gmail", "yahoo", "hotmail", "outlook", "icloud", "googlemail", "protonmail"];
/** One slip away from a house above, and houses of their own. */
const LOOKALIKES = ["mail", "email", "ymail"];
const ENDING = "com";

/**
 * The address that was probably meant, where the typed one is a slip away from one at a big house:
 * "sam@gmial.com" → "sam@gmail.com". Null: nothing looks like a slip. Only ever a question to the
 * customer; an address that exists is never refused for its name.
 */
export function suggestEmail(typed: string): string | null {
  const email = typed.trim();
  const at = email.lastIndexOf("@");
  const domain = email.slice(at + 1).toLowerCase();
  const dot = domain.indexOf(".");
  if (at < 1 || dot < 1 || domain.length < dot + 3) return null;
  const meant = `${providerOf(domain.slice(0, dot))}.${endingOf(domain.slice(dot + 1))}`;
  const provider = meant.slice(0, meant.indexOf("."));
  if (meant === domain || !PROVIDERS.includes(provider)) return null;
  return `${email.slice(0, at)}@${meant}`;
}

function providerOf(name: string): string {
  if (PROVIDERS.includes(name) || LOOKALIKES.includes(name)) return name;
  return PROVIDERS.find((provider) => isOneTypoAway(name, provider)) ?? name;
}

/** Endings of countries are their own: "yahoo.ca", "hotmail.co.uk". */
const endingOf = (ending: string): string => (isOneTypoAway(ending, ENDING) ? ENDING : ending);

/** One letter too many, too few, another one, or two neighbours swapped. */
function isOneTypoAway(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let [a, b] = [one.slice(start), other.slice(start)];
  while (a !== "" && b !== "" && a.at(-1) === b.at(-1)) [a, b] = [a.slice(0, -1), b.slice(0, -1)];
  const swapped = a.length === 2 && b === `${a[1]}${a[0]}`;
  return swapped || (a.length < 2 && b.length < 2 && a !== b);
}
