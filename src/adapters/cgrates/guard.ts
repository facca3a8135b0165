/** The last check of a body before it is sent to the engine. */
import * as z from "zod";
import type { AccountRef } from "../../domain/ocs/account-ref.ts";
import { parseJson } from "./read-account.ts";

const Body = z.object({
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
 * Why the body must not be sent; null: it may be sent. These are not sent:
 * - anything but one JSON-RPC object: v0.10 never answers it, master runs all of several;
 * - a body about another account;
 * - `RemoveBalances` without a well-formed UUID: the engine answers OK and removes every balance of
 *   that type (seen on running engines).
 */
export function whyNotSent(account: AccountRef, body: string): string | null {
  const parsed = Body.safeParse(parseJson(body));
  if (!parsed.success) return "not sent: not one JSON-RPC request";
  const [target] = parsed.data.params;
  if (target.Tenant !== account.tenant || target.Account !== account.account) {
    return "not sent: the body is about another account";
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
