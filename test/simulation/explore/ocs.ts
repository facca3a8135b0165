/**
 * An abstract OCS with one account. `SetBalance` creates or changes the bucket of an `ID` and keeps
 * fields that the body does not carry, so `Disabled` survives a body without it. The bodies are
 * the real bytes.
 */
import * as z from "zod";
import { DAY_MS } from "../../../src/domain/base/time.ts";
import type { Reading } from "../../../src/domain/ocs/reading.ts";
import { Interner } from "./interner.ts";
import { IDS, NAMES, NOW, sideOf } from "./setting.ts";

export interface OcsBucket {
  readonly id: string;
  readonly endAt: number;
  readonly disabled: boolean;
}
export interface Body {
  readonly text: string;
  readonly bucketId: string;
  readonly endAt: number;
  /** Null: the body has no such field. */
  readonly disabled: boolean | null;
}
type Buckets = readonly OcsBucket[];

const SetBalance = z.object({
  method: z.literal("APIerSv1.SetBalance"),
  params: z.tuple([
    z.object({
      Balance: z.object({
        ID: z.string(),
        ExpiryTime: z.string(),
        Disabled: z.optional(z.boolean()),
      }),
    }),
  ]),
});

export const NO_READING = -1;
const UNREADABLE: Reading = { kind: "unreadable", at: NOW, why: "silent" };
const GONE: Reading = { kind: "no_account", at: NOW };

/** All contents of the account, all bodies and all readings, each as a small number. */
export class Ocs {
  readonly accounts = new Interner<Buckets>();
  readonly bodies = new Interner<Body>();
  readonly readings = new Interner<Reading>();
  readonly #after = new Map<number, number>();
  readonly empty = this.#account([]);
  readonly unreadable = this.readings.id("unreadable", () => UNREADABLE);
  readonly gone = this.readings.id("gone", () => GONE);

  body(text: string): number {
    return this.bodies.id(text, () => {
      const { Balance } = SetBalance.parse(JSON.parse(text)).params[0];
      const endAt = Date.parse(Balance.ExpiryTime);
      return { text, bucketId: Balance.ID, endAt, disabled: Balance.Disabled ?? null };
    });
  }

  /** A body in words: "credit of A until day 7". */
  describe(body: number): string {
    const { bucketId, endAt, disabled } = this.bodies.get(body);
    const side = sideOf(bucketId);
    const name = `${NAMES[side]}${bucketId.slice(IDS[side].length)}`;
    const day = (endAt - NOW) / DAY_MS;
    return `${disabled ? "revocation" : "credit"} of ${name} until day ${day}`;
  }

  /** The account after this body has arrived, for the first time or again. */
  deliver(account: number, body: number): number {
    const key = account * 64 + body;
    const known = this.#after.get(key);
    if (known !== undefined) return known;
    const { bucketId: id, endAt, disabled } = this.bodies.get(body);
    const before = this.accounts.get(account);
    const old = before.find((b) => b.id === id);
    const bucket = { id, endAt, disabled: disabled ?? old?.disabled ?? false };
    const after = this.#account([...before.filter((b) => b.id !== id), bucket]);
    this.#after.set(key, after);
    return after;
  }

  /**
   * The reading of a consumer. `only`: reduced to one top-up, if no decision needs the others.
   * `disabled`: the whole account is.
   */
  read(account: number, only: string | null, disabled = false): number {
    const seen = this.accounts.get(account).filter((b) => only === null || b.id.startsWith(only));
    return this.readings.id(`${disabled} ${JSON.stringify(seen)}`, () => ({
      kind: "account",
      at: NOW,
      disabled,
      buckets: seen.map((b) => ({ ...b, uuid: b.id, type: "*data", value: 1 })),
    }));
  }

  #account(buckets: Buckets): number {
    const sorted = [...buckets].sort((a, b) => (a.id < b.id ? -1 : 1));
    return this.accounts.id(JSON.stringify(sorted), () => sorted);
  }
}
