/** Reads the answer of `APIerSv2.GetAccount`, of both versions and both databases. */
import * as z from "zod";
import type { AccountRef } from "../../domain/ocs/account-ref.ts";
import type { Bucket, NoReading, Reading } from "../../domain/ocs/reading.ts";
import type { EngineAnswer } from "./json-rpc.ts";

/** Go's zero time, which stands for "no end". */
const ZERO_TIME_MS = -62_135_596_800_000;

/** RFC 3339 with any offset and fraction; what is below a millisecond is cut off. Unix ms. */
const Instant = z.string().transform((text, context) => {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text);
  const [, base = "", fraction = "", zone = ""] = parts ?? [];
  const ms = Date.parse(`${base}${fraction.slice(0, 4)}${zone}`);
  if (parts === null || Number.isNaN(ms)) {
    context.addIssue({ code: "custom", message: "not an instant" });
    return z.NEVER;
  }
  return ms === ZERO_TIME_MS ? null : ms;
});

/** Other fields are ignored, such as `Factor` (v0.10) and `Factors` (master). */
const Balance = z.object({
  Uuid: z.string(),
  ID: z.string(),
  Value: z.number(),
  ExpirationDate: Instant,
  Disabled: z.boolean(),
});

/**
 * An empty list is null in memory and [] on Redis; an account that never had a bucket has no map.
 */
const GetAccountResult = z.object({
  ID: z.string(),
  BalanceMap: z.record(z.string(), z.array(Balance).nullish()).nullish(),
  Disabled: z.boolean(),
});

/** One malformed bucket makes the whole reading unreadable: evidence must not be partial. */
export function readAccountAnswer(account: AccountRef, answer: EngineAnswer, at: number): Reading {
  const unreadable = (why: string): NoReading => ({ kind: "unreadable", at, why });
  if (answer.kind === "none") {
    return { ...unreadable(answer.why), ...(answer.misconfigured && { misconfigured: true }) };
  }
  if (answer.kind === "error") {
    const { error } = answer;
    return error === "NOT_FOUND"
      ? { kind: "no_account", at }
      : unreadable(`error ${error.slice(0, 200)}`);
  }
  const parsed = GetAccountResult.safeParse(answer.result);
  if (!parsed.success) return unreadable(`unexpected account: ${firstIssue(parsed.error)}`);
  if (parsed.data.ID !== `${account.tenant}:${account.account}`) {
    return unreadable("answer is about another account");
  }
  const map = Object.entries(parsed.data.BalanceMap ?? {});
  const buckets = map.flatMap(([type, list]) => (list ?? []).map((b) => toBucket(type, b)));
  return { kind: "account", at, disabled: parsed.data.Disabled, buckets };
}

function toBucket(type: string, b: z.infer<typeof Balance>): Bucket {
  return {
    uuid: b.Uuid,
    id: b.ID,
    type,
    value: b.Value,
    endAt: b.ExpirationDate,
    disabled: b.Disabled,
  };
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? "" : `${issue.path.join(".")} ${issue.message}`.slice(0, 200);
}
