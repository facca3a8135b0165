/**
 * A brand as a row: who sells, under which host names, in which look, by which rules. One schema
 * checks a row when an operator writes it, when D1 is read, and when the configuration makes the
 * default brand.
 */
import * as z from "zod";
import { canonicalHost } from "../domain/base/host-name.ts";
import { statementDescriptor, statementProblem, statementSuffix } from "./statement.ts";

const LANGUAGE = /^[a-z]{2,3}$/;
/** `name` or `name:port`, as the header `Host` has it; lower case. */
const HOST = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::\d{1,5})?$/;
/**
 * `Name <name@example.com>`, the name in quotes or not, or the address alone. The senders put the
 * name into quotes; what cannot stand in them is refused.
 */
const ADDRESS = String.raw`[^\s<>()\[\],;:"\\@]+@[^\s<>()\[\],;:"\\@]+`;
const NAME = String.raw`[^<>"\\\p{Cc}\u2028\u2029]+`;
const SENDER = new RegExp(`^(?:(?:"${NAME}"|${NAME}) <${ADDRESS}>|${ADDRESS})$`, "u");

/** Without control characters, and without those that turn the direction of what follows. */
const PLAIN = /^[^\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u;
/** What a page makes a link of: a mail address, a telephone number, a web address. */
const CONTACT = /^(?:[^\s<>@:/]+@[^\s<>@:/]+|\+?[\d ()-]{3,30}|https:\/\/[^\s<>"]+)$/;

const text = (most: number) => z.string().trim().max(most);
const webAddress = z.url({ protocol: /^https?$/, error: "has to be a web address (https://…)" });
const optionalAddress = z.union([z.literal(""), webAddress]);
const unique = (items: readonly string[]) => new Set(items).size === items.length;
const list = (pattern: RegExp, words: string) =>
  z.array(z.string().regex(pattern, words)).max(20).refine(unique, "names one twice");

const host = z
  .string()
  .regex(HOST, "has to be a host name, for example topup.example.com")
  .refine((name) => Number(/:(\d+)$/.exec(name)?.[1] ?? 1) <= 65_535, "has a port above 65535");

const fields = z.strictObject({
  /** Services, offers, top-ups and invoices name it. */
  id: z.string().regex(/^[\w-]{1,40}$/, "1 to 40 letters, digits, - or _"),
  /** Scheme and host of the portal, as links, QR codes and emails have it. */
  publicUrl: webAddress
    .refine((url) => new URL(url).pathname === "/" && !/[?#]/.test(url), "has to end with the host")
    .transform((url) => {
      const { protocol, host } = new URL(url);
      return `${protocol}//${canonicalHost(host)}`;
    }),
  /** Further host names under which the portal of this brand is opened. */
  hosts: z
    .array(z.string().transform(canonicalHost).pipe(host))
    .max(20)
    .refine(unique, "names one twice"),
  name: text(60).min(1).regex(PLAIN, "no control or direction characters"),
  /** The path of a picture in public/, as `/logos/logo.svg`; empty: the default logo. */
  logo: z.union([
    z.literal(""),
    z.string().regex(/^\/(?!\/)[\w./-]+$/, "a path, as /logos/logo.svg"),
  ]),
  /** `#rrggbb`; empty: the default theme. */
  colour: z.union([z.literal(""), z.string().regex(/^#[0-9a-f]{6}$/i, "as #0a1f5c")]),
  /** Mail address, web address or telephone number. */
  supportContact: text(200).min(1).regex(CONTACT, "an email address, a number or https://…"),
  /** Who sells, as the law wants it on a page that sells; empty: not configured. */
  merchantName: text(200),
  merchantAddress: text(300),
  merchantNumber: text(100),
  termsUrl: optionalAddress,
  privacyUrl: optionalAddress,
  refundPolicyUrl: optionalAddress,
  /** ISO codes in lower case. An offer in another currency is not sold; empty: any is. */
  currencies: list(/^[a-z]{3}$/, "three letters in lower case, for example usd"),
  /**
   * Above so many minor units an operator approves a top-up, per currency (row C3); in a currency
   * without a limit always. Never 0, which would stop all sales.
   */
  approvalAbove: z.record(
    z.string(),
    z.int().min(1, "has to be at least 1 (minor unit): with 0 every sale would wait"),
  ),
  /** Languages of pages and emails; the first one where the customer's is none of them. */
  languages: list(LANGUAGE, "a language, for example en").min(1),
  /** The whole line on a customer's bank statement, as the account at Stripe has it. */
  statementDescriptor,
  /** Appended to the account's descriptor at Stripe; empty: nothing is. */
  statementSuffix,
  /** Asks for the express request that the law wants where consumers may withdraw. */
  withdrawalConsent: z.boolean(),
  /** Whether a service may be found by typing its number (row R3). */
  typedIdentity: z.boolean(),
  /** Whose telephone numbers may be typed without country code: "AU" or "61". */
  countries: list(/^([A-Z]{2}|[1-9]\d{0,2})$/, "AU, or 61 without + or 00"),
  /** How much `GET /oam/usage` shows of a service that was found by its address. */
  legacyUsage: z.enum(["full", "alias", "masked", "off"]),
  /** Of a payment that Radar calls elevated and allows: deliver, or a person looks first. */
  riskReview: z.enum(["deliver", "review"]).default("deliver"),
  /** Sender of emails. */
  emailFrom: z.string().max(200).regex(SENDER, "as Name <receipts@example.com>"),
});

export const brandRow = fields.superRefine((row, ctx) => {
  const { currencies, approvalAbove } = row;
  const statement = statementProblem(row.statementDescriptor, row.statementSuffix);
  if (statement !== null) {
    ctx.addIssue({ code: "custom", path: ["statementDescriptor"], message: statement });
  }
  for (const code of currencies) {
    if (code in approvalAbove) continue;
    const message = `has no limit for ${code} (whole minor units)`;
    ctx.addIssue({ code: "custom", path: ["approvalAbove"], message });
  }
});
export type BrandRow = Readonly<z.output<typeof brandRow>>;

/** The name of a field as D1's column, the operator CLI and answers have it: `public_url`. */
export const columnOf = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** The other way round. */
export const fieldOf = (column: string): string =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The columns that an operator sets, in the order of the table. */
export const BRAND_COLUMNS: readonly string[] = Object.keys(fields.shape).map(columnOf);

/** An object with its fields renamed. */
export const renamed = (
  from: Readonly<Record<string, unknown>>,
  rename: (name: string) => string,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(from).map(([name, value]) => [rename(name), value]));
