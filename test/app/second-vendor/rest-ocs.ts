/** The adapter of another vendor: as small as one can be, and whole. */
import * as z from "zod";
import type { ChargingSystem } from "../../../src/app/ports/charging-system.ts";
import type { Clock } from "../../../src/app/ports/clock.ts";
import type { AccountRef } from "../../../src/domain/ocs/account-ref.ts";
import type { Encoded, OcsOrder } from "../../../src/domain/ocs/order.ts";
import type { Bucket, Reading, WriteAnswer } from "../../../src/domain/ocs/reading.ts";
import type { BucketTemplate } from "../../../src/domain/offer/offer.ts";

export const REST_DAYS_BUCKET: BucketTemplate = {
  type: "traffic",
  value: 1,
  weight: 0,
  operatorBuckets: "plan_*",
  settings: {},
};

export interface RestOcsConfig {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/** What a grant freezes: the whole request, so that a repeat needs no knowledge. */
const request = z.strictObject({
  method: z.enum(["PUT", "POST"]),
  path: z.string(),
  json: z.record(z.string(), z.unknown()),
});
type Request = z.infer<typeof request>;

const pathOf = ({ tenant, account }: AccountRef) => `/accounts/${tenant}/${account}`;

export function encodeForRest(order: OcsOrder): Encoded {
  const { account, bucketId, type: holds, endAt } = order;
  if (endAt % 1000 !== 0) return { kind: "cannot", why: `rest: not whole seconds: ${endAt}` };
  const until = endAt / 1000;
  const path = `${pathOf(account)}/parcels/${bucketId}`;
  const whole: Request =
    order.act === "credit"
      ? { method: "PUT", path, json: { holds, amount: order.value, until } }
      : { method: "POST", path: `${path}/freeze`, json: { holds, until } };
  return { kind: "body", body: JSON.stringify(whole) };
}

const parcel = z.object({
  holds: z.string(),
  amount: z.number(),
  until: z.int(),
  frozen: z.boolean(),
});
const accountAnswer = z.object({ parcels: z.array(z.tuple([z.string(), parcel])) });

export function createRestOcs(config: RestOcsConfig): ChargingSystem {
  const call = (path: string, init: RequestInit) => config.fetch(`${config.url}${path}`, init);
  return {
    async read(account): Promise<Reading> {
      try {
        const response = await call(pathOf(account), { method: "GET" });
        const at = config.clock.now();
        if (response.status === 404) return { kind: "no_account", at };
        const { parcels } = accountAnswer.parse(await response.json());
        return { kind: "account", at, disabled: false, buckets: parcels.map(bucketOf) };
      } catch (fault) {
        return { kind: "unreadable", at: config.clock.now(), why: String(fault) };
      }
    },
    async write(account, body): Promise<WriteAnswer> {
      const { method, path, json } = request.parse(JSON.parse(body));
      if (!path.startsWith(`${pathOf(account)}/`)) return { kind: "refused", text: "not sent" };
      try {
        const response = await call(path, { method, body: JSON.stringify(json) });
        const text = await response.text();
        return { kind: response.status === 422 ? "refused" : "answered", text };
      } catch (fault) {
        return { kind: "unknown", text: String(fault) };
      }
    },
  };
}

function bucketOf([id, { holds, amount, until, frozen }]: [
  string,
  z.infer<typeof parcel>,
]): Bucket {
  return { uuid: id, id, type: holds, value: amount, endAt: until * 1000, disabled: frozen };
}
