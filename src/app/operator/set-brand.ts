import { type BrandRow, brandRow, fieldOf, renamed } from "../../contract/brand.ts";
import { wrongColumns } from "../../contract/brand-words.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { LANGS } from "../../i18n/languages.ts";
import type { Operator } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import { reasonOf } from "../base/reason.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import { claimedHosts, takenHosts } from "./brand-hosts.ts";
import { limitsBelowPrices } from "./limits-below-prices.ts";
import { presentBrand } from "./present-brand.ts";

export interface SetBrandInput {
  readonly brandId: string;
  readonly reason: string;
  /** The columns to change, with their new values; a new brand needs all of them. */
  readonly set: Readonly<Record<string, unknown>>;
}
export interface WrittenBrand {
  readonly row: BrandRow;
  readonly revision: number;
}

type SetBrandNeeds = Pick<
  Ports,
  "brandRegister" | "brands" | "register" | "settings" | "clock" | "log"
>;
type SetBrandRefusal = "forbidden" | "not_found" | "reason_needed" | "invalid_request";

/** Of two changes at once both come true, one after the other. */
const TRIES = 5;

/**
 * Changes columns of a brand, or makes one, and writes down who did it, why, and the row before and
 * after. Customers see it within a minute. Refuses with `forbidden`, `not_found` for a brand that
 * the key has not, `reason_needed`, or `invalid_request`, which names every wrong column: a bad row
 * is never written.
 */
export async function setBrand(
  needs: SetBrandNeeds,
  actor: Operator,
  { brandId, reason: text, set }: SetBrandInput,
): Promise<Result<WrittenBrand, Refusal<SetBrandRefusal>>> {
  const allowed = allow(actor, "brands:write");
  if (!allowed.ok) return allowed;
  if (seen(actor, { brand: brandId }) === null) return refusal("not_found");
  const reason = reasonOf(text);
  if (!reason.ok) return reason;
  for (let n = 0; n < TRIES; n++) {
    const before = await presentBrand(needs, brandId);
    const wished: Readonly<Record<string, unknown>> = {
      ...before?.row,
      ...renamed(set, fieldOf),
      id: brandId,
    };
    const parsed = brandRow.safeParse(wished);
    const limits = before !== null && setsLimits(set);
    const claimed = parsed.success ? claimedHosts(before?.row ?? {}, parsed.data) : [];
    const errors = [
      ...(parsed.success
        ? await takenHosts(needs, brandId, claimed)
        : wrongColumns(parsed.error, wished)),
      ...(parsed.success && limits ? await limitsBelowPrices(needs, parsed.data) : []),
      ...unknownLanguages(wished.languages),
    ];
    if (!parsed.success || errors.length > 0) return refusal("invalid_request", { errors });
    const revision = (before?.revision ?? 0) + 1;
    const change = { revision, at: needs.clock.now(), actor: actor.keyId, reason: reason.value };
    const rows = { before: before?.row ?? null, after: parsed.data };
    const hosts = claimed.map(({ host }) => host);
    const done = await needs.brandRegister.write(parsed.data, { ...change, ...rows }, hosts);
    if (done !== "written") continue;
    needs.log.info("brand_set", { brand: brandId, actor: actor.keyId, revision });
    return ok({ row: parsed.data, revision });
  }
  throw new PortFault("d1", `${brandId}: changed by others ${TRIES} times meanwhile`);
}

/** Another change is not held up by prices that rose above the limit meanwhile. */
const setsLimits = (set: SetBrandInput["set"]): boolean =>
  "approval_above" in set || "currencies" in set;

type FieldErrors = NonNullable<Refusal["errors"]>;

/** A language without a catalogue would be shown as another one, and the row would not say so. */
function unknownLanguages(wished: unknown): FieldErrors {
  const tags = LANGS.map(({ tag }) => tag);
  const unknown = Array.isArray(wished) ? wished.filter((tag) => !tags.includes(tag)) : [];
  const message = `${unknown.join(", ")}: there are ${tags.join(", ")}`;
  return unknown.length === 0 ? [] : [{ field: "languages", message }];
}
