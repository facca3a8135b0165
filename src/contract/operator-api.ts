/** What CRMs and other systems of the operator read and write (row I4). */
import * as z from "zod";
import { hasPrefix, type IntentId, toId } from "../domain/base/ids.ts";
import { parseNetwork } from "../domain/base/ip-address.ts";
import { isTimeZone } from "../domain/base/time-zone.ts";
import { TOP_UP_STATES } from "../domain/top-up/states.ts";
import { amount } from "./api.ts";
import { idOf } from "./ids.ts";

const described = (description: string) => ({ description });
const word = (max: number) => z.string().trim().min(1).max(max);

/** A wider network is no customer's: others in it would find this service. */
function isNarrow(text: string): boolean {
  const network = parseNetwork(text);
  return network === null || network.prefix >= (network.ip.family === 4 ? 16 : 32);
}

const account = z.strictObject({
  ocs: word(100).meta(described("The name of the charging system in the configuration")),
  tenant: word(100),
  account: word(200),
});
const facts = {
  brand: word(100),
  kind: z.enum(["mobile_data", "hotspot_dongle", "fixed_wireless"]),
  label: word(100).meta(described("What the customer recognises the service by")),
  status: z.enum(["active", "suspended", "closed"]),
  imsi: z
    .string()
    .regex(/^\d{6,15}$/, "6 to 15 digits")
    .nullable(),
  msisdn: z
    .string()
    .regex(/^[1-9]\d{6,14}$/, "E.164: digits only, with the country code")
    .nullable(),
  account,
  time_zone: word(100).refine(isTimeZone, "a name of the IANA database, as Australia/Sydney"),
  networks: z
    .array(
      z
        .string()
        .max(50)
        .refine((text) => parseNetwork(text) !== null, "an address, or a network as 203.0.113.0/24")
        .refine(isNarrow, "no network wider than /16 (IPv4) or /32 (IPv6)"),
    )
    .max(100)
    .meta(described("Where the service is found by its address; all of them")),
};
export const serviceOrder = z.strictObject(facts).meta({ id: "ServiceOrder" });
export const registeredService = z
  .strictObject({
    id: z.string(),
    service_uuid: z.string(),
    ...facts,
    expiry: z.iso.datetime().nullable().meta(described("As of the newest credit; the OCS knows")),
  })
  .meta({ id: "RegisteredService" });
/** Lower case, as the register keeps it: RFC 9562 lets other systems write it in either. */
export const serviceUuid = z.uuid().toLowerCase();

const transaction = z
  .string()
  .regex(/^TXN-[1-9]\d{0,14}$/, "TXN- and digits")
  .transform((text) => Number(text.slice(4)));
const invoice = z
  .string()
  .regex(/^INV-\d{1,15}$/, "INV- and digits")
  .transform((text) => Number(text.slice(4)));
const provision = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, "digits")
  .transform(Number);
const intent = z
  .string()
  .max(200)
  .refine((text) => hasPrefix("pi", text), "an id pi_…")
  .transform((text): IntentId => toId("pi", text));
/** Exactly one of the seven says whose top-ups. */
export const topUpsQuery = z
  .strictObject({
    service_uuid: serviceUuid.optional().meta({ example: "9f1b6d1e-2f0a-4c55-8a54-3a3f0f5e8d01" }),
    imsi: facts.imsi.unwrap().optional().meta({ example: "505010000000001" }),
    msisdn: z.string().trim().min(1, "must not be empty").max(40).optional().meta({
      description: "As people write it; without country code by the brand's countries",
      example: "+61 412 345 678",
    }),
    intent: intent.optional().meta({ example: "pi_3QeXample" }),
    transaction: transaction.optional().meta({ example: "TXN-1000001" }),
    invoice: invoice.optional().meta({ example: "INV-000007" }),
    provision: provision.optional().meta({ example: "1000001" }),
    before: idOf("top").optional().meta({
      description: "`next` of the page before: only older ones",
      example: "top_01jgzw9d6qf4s1yb0tkm7rvxja",
    }),
    limit: z.coerce.number().int().min(1).max(100).default(25).meta({ example: 25 }),
  })
  .refine(({ before: _, limit: __, ...by }) => Object.values(by).filter(Boolean).length === 1, {
    path: ["service_uuid"],
    message: "name one of service_uuid, imsi, msisdn, intent, transaction, invoice, provision",
  });
export const listedTopUp = z
  .strictObject({
    id: z.string(),
    service_id: z.string(),
    service_uuid: z.string(),
    brand: z.string(),
    time_zone: z.string().nullable().meta(described("Of the service; null: not in the register")),
    state: z.enum(TOP_UP_STATES),
    quantity: z.int(),
    price: amount,
    intent: z.string().nullable(),
    transaction: z.string().nullable(),
    decline: z.string().nullable().meta(described("Why the newest card was declined")),
    requested_at: z.iso.datetime(),
    paid_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "ListedTopUp" });
export const topUpsPage = z
  .strictObject({
    top_ups: z.array(listedTopUp),
    next: z.string().nullable().meta(described("For `before`; null: there are no older ones")),
  })
  .meta({ id: "TopUpsPage" });

export type ServiceOrderJson = z.output<typeof serviceOrder>;
export type RegisteredServiceJson = z.infer<typeof registeredService>;
export type ListedTopUpJson = z.infer<typeof listedTopUp>;
