/** What the main database has: the register, what is searched, what comes in and goes out. */
import { DAY_MS } from "../../../src/domain/base/time.ts";
import { KESTREL_OFFER } from "../../fixtures/brands.ts";
import { CAST } from "../../fixtures/cast.ts";
import { type Facts, insert, NOW } from "./history-facts.ts";

const { ocs, tenant } = CAST.ada.service;
const SERVICE = "printf('svc_%026d', 1000 + i)";
const ENDPOINT = "'whe_00000000000000000000000001'";

/** A service for ten top-ups, a customer for five. */
export const registerInserts = ({ isService, isCustomer }: Facts): readonly string[] => [
  insert(
    "service",
    `id, ordinal, brand, service_uuid, kind, label, status, imsi, msisdn, ocs, tenant, account,
     time_zone, object_closed`,
    `${SERVICE}, 1000 + i, 'default', printf('00000000-0000-4000-8000-%012d', 1000 + i),
     'mobile_data', 'Mobile data', iif(i % 10 = 0, 'closed', 'active'),
     printf('00101%010d', 1000 + i), printf('6141%08d', 1000 + i), '${ocs}', '${tenant}',
     'grown ' || i, 'UTC', i % 10 = 0`,
    isService,
  ),
  insert(
    "service_address",
    "family, low, prefix, service_id",
    `4, printf('0a%06x', i), 32, ${SERVICE}`,
    isService,
  ),
  insert(
    "link",
    "id, service_id, version",
    `printf('lnk_%026d', 1000 + i), ${SERVICE}, 1`,
    isService,
  ),
  insert(
    "audited_service",
    "service_id, until",
    `${SERVICE}, ${NOW} + (i % 10 = 0) * ${DAY_MS}`,
    isService,
  ),
  insert(
    "customer",
    "id, brand, payer_key, payer_id, sealed, created_at, updated_at",
    `printf('cus_%026d', 1000 + i), 'default', 'key ' || i, 'pay_' || substr(id, 5), 'sealed', 1, 1`,
    isCustomer,
  ),
  insert(
    "brand_history",
    "brand, revision, at, actor, reason, after",
    "'default', i, 1, 'anna', 'test', '{}'",
    "i <= 1000",
  ),
  // One of the brand that all these services have.
  insert(
    "offer",
    `id, brand, kind, name, currency, unit_minor, tiers, min_quantity, max_quantity, end_rule,
     bucket_type, bucket_value, bucket_weight, bucket_settings, operator_buckets,
     refund_while_silent, active, position`,
    `'${KESTREL_OFFER.id}', 'default', 'days', 'Days', 'usd', 1000, '[]', 1, 30, 'exact',
     '*data', 1, 20, '{}', 'plan_*', 0, 1, 1`,
    "i = 1",
  ),
];

/** `lookup`, and what findings, blocks and approvals leave. */
export function searchInserts(f: Facts): readonly string[] {
  const closed = `iif(${f.nearEnd}, NULL, ${f.at})`;
  const lookup = (kind: string, key: string) =>
    insert("lookup", "key, kind, service_id, top_up_id", `${key}, '${kind}', ${f.service}, id`);
  return [
    lookup("pi", f.intent),
    lookup("ref", `'' || ${f.reference}`),
    lookup("inv", "i || ' default'"),
    lookup("cus", f.customer),
    insert(
      "finding",
      "service_id, top_up_id, kind, source, detail, opened_at, closed_at",
      `${f.service}, id, 'parked', 'object', 'why', ${f.at}, ${closed}`,
    ),
    insert(
      "deployment_finding",
      "kind, subject, detail, opened_at, closed_at",
      `'bad_row', 'service/gone ' || i, 'why', ${f.at}, ${closed}`,
    ),
    insert("erased_payer", "top_up_id", "id", "i % 10 = 5"),
    insert(
      "payer_block",
      "top_up_id, brand, blocks, session_id, email_key, card_key, seq",
      "id, 'default', i % 100 = 0, 'ses_' || i, 'key ' || i, 'card ' || i, 1",
    ),
    insert(
      "approval_request",
      `id, service_id, top_up_id, brand, action, person, name, reason, amount_minor, currency,
       asked_at, until, waits, seq`,
      `'apr_' || substr(id, 5) || '_1', ${f.service}, id, 'default', 'refund', 'anna', 'Anna',
       'test', 7000, 'usd', ${f.at}, ${f.at} + ${DAY_MS}, ${f.nearEnd}, 1`,
    ),
  ];
}

/** Bindings, aliases, declined cards, webhooks both ways. */
export const trafficInserts = (f: Facts): readonly string[] => [
  insert(
    "payment_binding",
    `intent_id, top_up_id, service_id, offer_id, quantity, amount_minor, currency, deployment,
     bound_at, checked_at, finished`,
    `printf('pi_4%023d', i), id, ${f.service}, 'off_1', 7, 7000, 'usd', 'acme', ${f.at}, ${f.at},
     NOT ${f.nearEnd}`,
  ),
  insert(
    "usage_alias",
    "service_uuid, imsi, service_id, address, day, made_at, given_at",
    `'alias ' || i, printf('999%012d', i), ${f.service}, '192.0.2.' || i, ${f.at} / ${DAY_MS},
     ${f.at}, ${f.at}`,
  ),
  insert(
    "declined_top_up",
    `id, service_id, brand, service_uuid, quantity, price_minor, currency, decline, state,
     requested_at, seq`,
    `id, ${f.service}, 'default', ${f.uuid}, 7, 7000, 'usd', 'insufficient_funds', 'credited',
     ${f.at}, 1`,
  ),
  insert("identification_count", '"window", name, used', "1, 'name ' || i, 1"),
  insert("webhook_inbox", "event_id, type, at, outcome", `'evt_' || i, 'x', ${f.at}, 'done'`),
  insert(
    "event_backlog",
    "event_id, event, tries, due_at",
    `'evt_' || i, '{"id":"evt_' || i || '"}', 1, ${f.at}`,
  ),
  insert(
    "webhook_outgoing",
    "endpoint_id, event_id, type, body, attempt, next_at, state",
    `${ENDPOINT}, 'evt_' || substr(id, 5), 'top_up.credited', '{}', 1,
     iif(${f.nearEnd}, ${f.at}, NULL), iif(${f.nearEnd}, 'pending', 'delivered')`,
  ),
  insert(
    "webhook_delivery",
    "endpoint_id, event_id, at, attempt, type, outcome, status, took_ms",
    `${ENDPOINT}, 'evt_' || substr(id, 5), ${f.at}, 1, 'top_up.credited', 'delivered', 200, 5`,
  ),
  insert(
    "webhook_endpoint_change",
    "endpoint_id, revision, at, actor, action, reason",
    `${ENDPOINT}, i, 1, 'anna', 'rotated', 'test'`,
    "i <= 1000",
  ),
];
