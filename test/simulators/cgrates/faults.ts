/** Fault switches: which request meets which fault. */
import { type Call, subject } from "./dispatch.ts";

export type FaultKind =
  /** Neither answered nor executed until cleared; then dropped if the caller has hung up. */
  | "hang"
  /** Executed and answered as usual, when released or after `ms`: slow, not silent. */
  | "slow"
  /** Connection destroyed, not executed. */
  | "drop_before"
  /** Executed, then the connection is destroyed. */
  | "drop_after"
  /** HTTP 500 with an HTML body, not executed. */
  | "fail_before"
  /** Answers as usual, saves nothing. */
  | "ok_without_saving"
  /**
   * Executed when released (or after `ms`), even if the caller has hung up. Not answered until
   * then, or with OK at once if `answer` is "ok".
   */
  | "late_apply"
  /** Executed and answered, and executed again when released (or after `ms`). */
  | "duplicate_later"
  /** HTTP 200 without a body, not executed. */
  | "empty_200"
  /** HTTP 401, not executed. */
  | "unauthorized"
  /** Answers with the error `text`, not executed. */
  | "error"
  /** Executed; two requests that meet it get each other's answer, and the first waits for it. */
  | "crossed"
  /** Executed, and answered under the id of no call. */
  | "wrong_id"
  /** Executed, and answered without an id. */
  | "no_id"
  /** Not executed; the answer does not end before the caller hangs up. */
  | "endless";

export const FAULT_KINDS: readonly FaultKind[] = [
  "hang",
  "slow",
  "drop_before",
  "drop_after",
  "fail_before",
  "ok_without_saving",
  "late_apply",
  "duplicate_later",
  "empty_200",
  "unauthorized",
  "error",
  "crossed",
  "wrong_id",
  "no_id",
  "endless",
];

export interface FaultRule {
  readonly kind: FaultKind;
  /** Meets the next N matching requests; absent: all until cleared. */
  readonly times?: number;
  /** A regular expression on the method; absent: `CoreSv1`, `APIerSv1`, anything. */
  readonly method?: string;
  readonly account?: string;
  /** Which share of the matching requests meets it, from 0 to 1; absent: all. */
  readonly chance?: number;
  /** For `error`. */
  readonly text?: string;
  /** For `slow`, `late_apply` and `duplicate_later`; absent: until released. */
  readonly ms?: number;
  /** For `late_apply`. */
  readonly answer?: "none" | "ok";
}

export interface ActiveFault extends FaultRule {
  readonly id: string;
  readonly left: number | null;
}

export class FaultRules {
  #rules: ActiveFault[] = [];
  #count = 0;

  list(): readonly ActiveFault[] {
    return this.#rules;
  }

  /** Throws on an unknown kind, so that a typo in a test does not let the test pass. */
  add(rule: FaultRule): string {
    if (!FAULT_KINDS.includes(rule.kind)) throw new Error(`unknown fault ${rule.kind}`);
    const id = `fault_${++this.#count}`;
    this.#rules.push({ ...rule, id, left: rule.times ?? null });
    return id;
  }

  clear(id?: string): void {
    this.#rules = id === undefined ? [] : this.#rules.filter((rule) => rule.id !== id);
  }

  has(id: string): boolean {
    return this.#rules.some((rule) => rule.id === id);
  }

  /**
   * The first rule that fits, counted down. A rule that is used up is removed, except a hang: it
   * stays, with nothing left, until it is cleared.
   */
  take(calls: readonly Call[]): ActiveFault | null {
    const rule = this.#rules.find((r) => r.left !== 0 && calls.some((call) => fits(r, call)));
    if (rule === undefined) return null;
    const left = rule.left === null ? null : rule.left - 1;
    const gone = left === 0 && rule.kind !== "hang";
    this.#rules = gone
      ? this.#rules.filter((r) => r.id !== rule.id)
      : this.#rules.map((r) => (r.id === rule.id ? { ...r, left } : r));
    return rule;
  }
}

function fits(rule: FaultRule, call: Call): boolean {
  if (rule.method !== undefined && !new RegExp(rule.method).test(call.method)) return false;
  if (rule.account !== undefined && rule.account !== subject(call).account) return false;
  return rule.chance === undefined || Math.random() < rule.chance;
}
