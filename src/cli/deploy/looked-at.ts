/**
 * How one thing of a deployment is. `later`: comes with the first `wrangler deploy`. `unknown`: it
 * could not be looked at.
 */
export type Standing = "ok" | "missing" | "wrong" | "unknown" | "later";

/** What `npm run deploy:setup` does about a thing. */
export interface Mend {
  /** Printed before it is done: "make queue edge-topup-provision". */
  readonly change: string;
  /** Throws when it could not be done. Safe to repeat. */
  run(): Promise<void>;
}

/** One line of `npm run deploy:check`. */
export interface LookedAt {
  readonly standing: Standing;
  /** "queue edge-topup-provision" */
  readonly what: string;
  readonly detail: string;
  /** What a person does about it; null: nothing, or setup does it. */
  readonly todo: string | null;
  readonly mend: Mend | null;
}

const seen =
  (standing: Standing) =>
  (what: string, detail: string, todo: string | null = null) =>
    ({ standing, what, detail, todo, mend: null }) satisfies LookedAt;

export const fine = seen("ok");
export const wrong = seen("wrong");
export const lacking = seen("missing");
export const unseen = seen("unknown");
export const comesLater = seen("later");

/** The same with what setup does about it. */
export const mended = (line: LookedAt, change: string, run: () => Promise<void>): LookedAt => ({
  ...line,
  mend: { change, run },
});

/** Whether a deployment can go on with it. */
export const isGood = ({ standing }: LookedAt): boolean =>
  standing === "ok" || standing === "later";
