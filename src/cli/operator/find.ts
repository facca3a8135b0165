import { foundView } from "../../contract/operator.ts";
import { type ListedTopUpJson, topUpsPage } from "../../contract/operator-api.ts";
import { purchasesView } from "../../contract/operator-payers.ts";
import { type Ask, RequestRefused } from "./api.ts";
import { listedLine } from "./listed-line.ts";
import { nextCommands } from "./next-commands.ts";
import type { Options } from "./options.ts";

const TAKES =
  "find takes top_…, pi_…, TXN-…, INV-…, a provision id, an email, and the uuid, IMSI or " +
  "telephone number of a service. It searches what was paid, some seconds later; " +
  "list --declined has declined cards";
const UUID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** One thing that a text can mean, and how it is asked for. */
interface Reading {
  readonly as: string;
  ask(): Promise<{ readonly topUps: readonly ListedTopUpJson[]; readonly hasMore: boolean }>;
}

/**
 * The top-ups that a text leads to, with what it was understood as: one with its next commands,
 * several as a list. Throws `RequestRefused`, also when nothing was found.
 */
export async function find(options: Options, ask: Ask): Promise<readonly string[]> {
  const { id, json, timeZone } = options;
  const wanted = (id ?? "").trim();
  if (/^top_/.test(wanted)) return owner(wanted, json, ask);
  const readings = readingsOf(wanted, options, ask);
  const asked = await Promise.all(
    readings.map(async (one) => ({ as: one.as, ...(await one.ask()) })),
  );
  const hits = asked.filter(({ topUps }) => topUps.length > 0);
  if (hits.length === 0) {
    const tried = readings.map(({ as }) => as).join(", ");
    const read = tried === "" ? "" : ` (understood as ${tried})`;
    throw new RequestRefused(`nothing found for ${wanted}${read}: ${TAKES}`);
  }
  if (json) {
    const found = hits.map(({ as, topUps }) => ({ understood: as, top_ups: topUps }));
    return [JSON.stringify(found)];
  }
  const all = hits.flatMap(({ topUps }) => topUps);
  const [only] = all;
  return [
    ...hits.flatMap(({ as, topUps, hasMore }) => [
      `understood as ${as}: ${topUps.length} found${hasMore ? ", the newest" : ""}`,
      ...topUps.map((row) => listedLine(row, timeZone)),
    ]),
    ...(hits.some(({ hasMore }) => hasMore)
      ? ["there are older ones: --limit N shows up to 100"]
      : []),
    ...(only && all.length === 1
      ? [nextCommands(only.state, `${only.service_id}/${only.id}`)]
      : []),
  ];
}

async function owner(topUp: string, json: boolean, ask: Ask): Promise<readonly string[]> {
  try {
    const found = await ask(`/operator/find?${new URLSearchParams({ top_up: topUp })}`, foundView);
    if (json) return [JSON.stringify(found)];
    const path = `${found.service_id}/${topUp}`;
    return [path, `to read: evidence ${path}`];
  } catch (fault) {
    if (!(fault instanceof RequestRefused) || fault.code !== "not_found") throw fault;
    throw new RequestRefused(`nothing found for ${topUp}: ${TAKES}`, fault.code);
  }
}

/** All that a text can be: digits alone are an IMSI, a telephone number or a provision id. */
function readingsOf(text: string, { limit }: Options, ask: Ask): readonly Reading[] {
  const by = (as: string, filter: Readonly<Record<string, string>>): Reading => ({
    as,
    async ask() {
      const query = new URLSearchParams({ ...filter, ...(limit !== undefined && { limit }) });
      const page = await ask(`/api/operator/top-ups?${query}`, topUpsPage);
      return { topUps: page.top_ups, hasMore: page.next !== null };
    },
  });
  if (/^pi_/.test(text)) return [by("payment intent", { intent: text })];
  if (/^txn-/i.test(text)) return [by("transaction", { transaction: text.toUpperCase() })];
  if (/^inv-/i.test(text)) return [by("invoice", { invoice: text.toUpperCase() })];
  if (UUID.test(text)) return [by("uuid of a service", { service_uuid: uuidOf(text) })];
  if (EMAIL.test(text)) return [byEmail(text, ask)];
  const digits = text.replace(/[\s\-./()]/g, "");
  const isNumber = /^\+?\d+$/.test(digits);
  return [
    ...(/^\d{6,15}$/.test(digits) ? [by("IMSI", { imsi: digits })] : []),
    ...(isNumber && digits.length >= 6 ? [by("telephone number", { msisdn: text })] : []),
    ...(/^[1-9]\d{0,14}$/.test(digits) ? [by("provision id", { provision: digits })] : []),
  ];
}

/** In a body: an address line is logged. The deployment searches by keyed hashes, not by emails. */
const byEmail = (email: string, ask: Ask): Reading => ({
  as: "email of a payer",
  async ask() {
    const found = await ask("/operator/payers/find", purchasesView, { email });
    return { topUps: found.top_ups, hasMore: found.purchases.length > found.top_ups.length };
  },
});

const uuidOf = (text: string): string =>
  text.replaceAll("-", "").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
