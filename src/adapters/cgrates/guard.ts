/** The last check of a call, which is method and params, before the engine is asked it. */
import * as z from "zod";
import type { AccountRef } from "../../domain/ocs/account-ref.ts";
import { parseJson } from "./json-rpc.ts";

/** Strict: a frozen call with an id would be sent with two. */
const Call = z.strictObject({
  method: z.string(),
  params: z.tuple([
    z.looseObject({
      Tenant: z.string(),
      Account: z.string(),
      Balance: z.looseObject({ UUID: z.unknown() }).partial().optional(),
    }),
  ]),
});
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Why the call must not be sent; null: it may be sent. These are not sent:
 * - anything but one object of method and params, from its first byte on (the envelope is put
 *   around it): v0.10 never answers what is malformed, master runs all of several;
 * - a call about another account;
 * - `RemoveBalances` without a well-formed UUID: the engine answers OK and removes every balance of
 *   that type (seen on running engines).
 */
export function whyNotSent(account: AccountRef, call: string): string | null {
  // Otherwise the envelope, which opens the object anew, would end up in the middle of it.
  if (!call.startsWith("{")) return "not sent: not one JSON-RPC request";
  const parsed = Call.safeParse(parseJson(call));
  if (!parsed.success) return "not sent: not one JSON-RPC request";
  const [target] = parsed.data.params;
  if (target.Tenant !== account.tenant || target.Account !== account.account) {
    return "not sent: the call is about another account";
  }
  const uuid = target.Balance?.UUID;
  if (
    /\.RemoveBalances$/.test(parsed.data.method) &&
    !(typeof uuid === "string" && UUID.test(uuid))
  ) {
    return "not sent: RemoveBalances without a UUID removes everything";
  }
  return null;
}
