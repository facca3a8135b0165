/** What each top-up of the history has, in SQL over its number `i`. */
import { DAY_MS } from "../../../src/domain/base/time.ts";
import { CAST } from "../../fixtures/cast.ts";

/** When the history ends; Unix ms. */
export const NOW = Date.UTC(2026, 10, 30, 12, 0, 0);
export const YEAR_MS = 365 * DAY_MS;
/** So many are paid, parked, and to be refunded at the end; so many wait for a bank. */
const OPEN = 20;
const AT_BANKS = 100;

export type Facts = ReturnType<typeof factsOf>;

/** Each hundredth top-up is of the first service of the cast, each hundredth of one customer. */
export function factsOf(count: number) {
  const ordinal = `iif(i % 100 = 0, ${CAST.ada.service.ordinal}, 1000 + i % ${count / 10})`;
  const state = `CASE WHEN i > ${count - OPEN} THEN 'paid'
    WHEN i > ${count - 2 * OPEN} THEN 'parked'
    WHEN i > ${count - 3 * OPEN} THEN 'refunding'
    WHEN i > ${count - 3 * OPEN - AT_BANKS} THEN 'processing'
    WHEN i % 25 = 0 THEN 'refunded' ELSE 'credited' END`;
  return {
    state,
    at: `(${NOW - YEAR_MS} + i * ${YEAR_MS} / ${count})`,
    service: `printf('svc_%026d', ${ordinal})`,
    uuid: `printf('00000000-0000-4000-8000-%012d', ${ordinal})`,
    imsi: `printf('00101%010d', ${ordinal})`,
    customer: `printf('cus_%026d', 1000 + iif(i % 100 = 1, 1, 10 + i % ${count / 5}))`,
    intent: "printf('pi_3%023d', i)",
    reference: `(${ordinal} * 1000000 + i)`,
    received: `((${state}) <> 'processing')`,
    credited: `((${state}) = 'credited')`,
    ended: `(i <= ${count - 3 * OPEN - AT_BANKS})`,
    /** Of everything else: a few are open, and those are the newest. */
    nearEnd: `(i > ${count - OPEN})`,
    isService: `i <= ${count / 10}`,
    isCustomer: `i <= ${count / 5}`,
  };
}

/** A row for each of the seed from ?1 to ?2 that fits; `values` are SQL over `i` and `id`. */
export const insert = (table: string, columns: string, values: string, where = "true"): string =>
  `INSERT INTO ${table} (${columns}) SELECT ${values} FROM seed
   WHERE i BETWEEN ?1 AND ?2 AND ${where}`;
