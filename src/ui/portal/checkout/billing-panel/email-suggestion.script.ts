/** Providers with so many mailboxes that a similar name is more likely a typing mistake. */
const EMAIL_PROVIDERS = [
  "gmail",
  "yahoo",
  "hotmail",
  "outlook",
  "icloud",
  "googlemail",
  "protonmail",
];
/** Similar to a provider above, and providers themselves. */
const LOOKALIKES = ["mail", "email", "ymail"];
const ENDING = "com";

/**
 * The address that the customer probably meant, if the typed one is one typing mistake away from an
 * address at a big provider: "sam@gmial.com" → "sam@gmail.com". Null: no such mistake. Only a
 * suggestion: no address is refused for its provider.
 */
export function suggestEmail(typed: string): string | null {
  const email = typed.trim();
  const at = email.lastIndexOf("@");
  const domain = email.slice(at + 1).toLowerCase();
  const dot = domain.indexOf(".");
  if (at < 1 || dot < 1 || domain.length < dot + 3) return null;
  const meant = `${providerOf(domain.slice(0, dot))}.${endingOf(domain.slice(dot + 1))}`;
  const provider = meant.slice(0, meant.indexOf("."));
  if (meant === domain || !EMAIL_PROVIDERS.includes(provider)) return null;
  return `${email.slice(0, at)}@${meant}`;
}

function providerOf(name: string): string {
  if (EMAIL_PROVIDERS.includes(name) || LOOKALIKES.includes(name)) return name;
  return EMAIL_PROVIDERS.find((provider) => isOneTypoAway(name, provider)) ?? name;
}

/** Corrects only ".com": endings of countries are right as well ("yahoo.ca", "hotmail.co.uk"). */
const endingOf = (ending: string): string => (isOneTypoAway(ending, ENDING) ? ENDING : ending);

/** One letter too many, too few or another one, or two neighbouring letters swapped. */
function isOneTypoAway(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let [a, b] = [one.slice(start), other.slice(start)];
  while (a !== "" && b !== "" && a.at(-1) === b.at(-1)) [a, b] = [a.slice(0, -1), b.slice(0, -1)];
  const swapped = a.length === 2 && b === `${a[1]}${a[0]}`;
  return swapped || (a.length < 2 && b.length < 2 && a !== b);
}
