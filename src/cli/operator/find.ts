import { foundView } from "../../contract/operator.ts";
import { type ListedTopUpJson, topUpsPage } from "../../contract/operator-api.ts";
import { toDecimal } from "../../domain/base/money.ts";
import { type Ask, RequestRefused } from "./api.ts";
import type { Options } from "./options.ts";

const TAKES =
  "find takes top_…, pi_…, TXN-…, and the uuid, IMSI or telephone number of a service; the list " +
  "has what was paid, some seconds later";
const UUID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/**
 * `svc_…/top_…` for the id of a top-up, `svc_…` for that of a payment intent; one line per top-up
 * for what a customer quotes or a service is known by. Throws `RequestRefused`, also when nothing
 * was found.
 */
export async function find({ id, limit, json }: Options, ask: Ask): Promise<readonly string[]> {
  const wanted = (id ?? "").trim();
  if (/^(top|pi)_/.test(wanted)) return owner(wanted, json, ask);
  for (const filter of filtersOf(wanted)) {
    const query = new URLSearchParams({ ...filter, ...(limit !== undefined && { limit }) });
    const answer = await ask(`/api/operator/top-ups?${query}`, topUpsPage);
    if (answer.top_ups.length === 0) continue;
    if (json) return [JSON.stringify(answer)];
    const more = answer.next === null ? [] : ["there are older ones: --limit N shows up to 100"];
    return [...answer.top_ups.map(lineOf), ...more];
  }
  throw new RequestRefused(`nothing found for ${wanted}: ${TAKES}`);
}

async function owner(wanted: string, json: boolean, ask: Ask): Promise<readonly string[]> {
  const name = wanted.startsWith("pi_") ? "intent" : "top_up";
  const query = new URLSearchParams({ [name]: wanted });
  try {
    const found = await ask(`/operator/find?${query}`, foundView);
    if (json) return [JSON.stringify(found)];
    return [name === "intent" ? found.service_id : `${found.service_id}/${wanted}`];
  } catch (fault) {
    if (!(fault instanceof RequestRefused) || fault.code !== "not_found") throw fault;
    throw new RequestRefused(`nothing found for ${wanted}: ${TAKES}`, fault.code);
  }
}

/** What a text can be, the likelier first: digits alone are an IMSI or a telephone number. */
function filtersOf(text: string): readonly Readonly<Record<string, string>>[] {
  if (/^txn-/i.test(text)) return [{ transaction: text.toUpperCase() }];
  if (UUID.test(text)) return [{ service_uuid: uuidOf(text) }];
  const digits = text.replace(/[\s\-./()]/g, "");
  const imsi = /^\d{6,15}$/.test(digits) ? [{ imsi: digits }] : [];
  return /^\+?\d+$/.test(digits) ? [...imsi, { msisdn: text }] : [];
}

const uuidOf = (text: string): string =>
  text.replaceAll("-", "").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

function lineOf(row: ListedTopUpJson): string {
  const { minor, currency } = row.price;
  const price = `${toDecimal({ minor, currency })} ${currency.toUpperCase()}`;
  const number = row.transaction ?? "no transaction";
  return `${row.service_id}/${row.id}  ${row.state}  ${row.requested_at}  ${price}  ${number}`;
}
