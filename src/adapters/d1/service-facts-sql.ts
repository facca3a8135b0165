/** The statements that write a service; their one parameter is the JSON of `putService`. */

const its = (field: string): string => `?1 ->> '${field}'`;
const IS_OPEN = `${its("status")} <> 'closed'`;
const OTHER = `service_uuid <> ${its("serviceUuid")}`;
const NETWORKS = "json_each(?1, '$.networks') AS n";
const SAME = `family = n.value ->> 'family' AND low = n.value ->> 'low'
  AND prefix = n.value ->> 'prefix'`;
/** The service of the uuid is open, and this holds for it. */
const has = (condition: string): string => `EXISTS (SELECT 1 FROM service AS own
  WHERE own.service_uuid = ${its("serviceUuid")}
    AND own.status <> 'closed' AND ${condition})`;

/** `CASE` asks the service itself first; as two conditions SQLite would read all that have it. */
const ofAnother = (column: "imsi" | "msisdn"): string => `
  SELECT '${column}' WHERE ${IS_OPEN} AND CASE WHEN ${has(`own.${column} = ${its(column)}`)}
    THEN FALSE ELSE EXISTS (SELECT 1 FROM service WHERE ${column} = ${its(column)}
      AND status <> 'closed' AND ${OTHER}) END`;
/** The services at networks within this one, and at those around it. */
const OVERLAPPING = `SELECT a.service_id FROM service_address AS a
    WHERE a.family = n.value ->> 'family'
      AND a.low BETWEEN n.value ->> 'low' AND n.value ->> 'high'
  UNION ALL SELECT a.service_id FROM json_each(n.value, '$.around') AS w
    CROSS JOIN service_address AS a WHERE a.family = n.value ->> 'family'
      AND a.low = w.value ->> 'low' AND a.prefix = w.value ->> 'prefix'`;

/** The fields that are another service's (`TakenField`). */
export const TAKEN = `
  SELECT 'account' AS field WHERE EXISTS (SELECT 1 FROM service WHERE ocs = ${its("ocs")}
    AND tenant = ${its("tenant")} AND account = ${its("account")} AND ${OTHER})
  UNION ALL SELECT 'service_uuid' WHERE EXISTS (SELECT 1 FROM service
    WHERE service_uuid = ${its("serviceUuid")} AND ((ocs, tenant, account)
      <> (${["ocs", "tenant", "account"].map(its).join(", ")})
      OR brand NOT IN (${its("brand")}, coalesce(${its("was")}, ${its("brand")}))))
  UNION ALL ${ofAnother("imsi")}
  UNION ALL ${ofAnother("msisdn")}
  UNION ALL SELECT 'networks.' || n.key FROM ${NETWORKS} WHERE ${IS_OPEN}
    AND EXISTS (SELECT 1 FROM (${OVERLAPPING}) AS near CROSS JOIN service
      WHERE service.id = near.service_id AND status <> 'closed' AND ${OTHER}
        AND brand <> ${its("brand")})
    AND NOT ${has(`EXISTS (SELECT 1 FROM service_address WHERE service_id = own.id AND ${SAME})`)}`;
const FREE = `NOT EXISTS (${TAKEN})`;

const WRITTEN = ["id", "brand", "serviceUuid", "kind", "label", "status", "imsi", "msisdn"];
export const PUT = `INSERT INTO service (id, brand, service_uuid, kind, label, status, imsi, msisdn,
    ocs, tenant, account, time_zone, ordinal)
  SELECT ${[...WRITTEN, "ocs", "tenant", "account", "timeZone"].map(its).join(", ")},
    (SELECT coalesce(max(ordinal), 0) + 1 FROM service)
  WHERE ${FREE}
  ON CONFLICT (service_uuid) DO UPDATE SET brand = excluded.brand,
    kind = excluded.kind, label = excluded.label,
    status = excluded.status, imsi = excluded.imsi, msisdn = excluded.msisdn,
    time_zone = excluded.time_zone`;

const OWN = `(SELECT id FROM service WHERE service_uuid = ${its("serviceUuid")})`;
/** The new networks come before the old ones go, so that both statements find the same answer. */
export const FIND = `INSERT OR IGNORE INTO service_address (family, low, prefix, service_id)
  SELECT n.value ->> 'family', n.value ->> 'low', n.value ->> 'prefix', ${OWN}
  FROM ${NETWORKS} WHERE ${FREE}`;
export const FORGET = `DELETE FROM service_address WHERE service_id = ${OWN} AND ${FREE}
  AND NOT EXISTS (SELECT 1 FROM ${NETWORKS} WHERE service_address.family = n.value ->> 'family'
    AND service_address.low = n.value ->> 'low' AND service_address.prefix = n.value ->> 'prefix')`;
