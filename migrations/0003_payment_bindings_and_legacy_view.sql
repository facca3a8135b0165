CREATE TABLE `payment_binding` (
	`intent_id` text PRIMARY KEY NOT NULL,
	`top_up_id` text NOT NULL,
	`service_id` text NOT NULL,
	`offer_id` text NOT NULL,
	`quantity` integer NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`bound_at` integer NOT NULL,
	CONSTRAINT "payment_binding_quantity" CHECK("payment_binding"."quantity" >= 1),
	CONSTRAINT "payment_binding_amount" CHECK("payment_binding"."amount_minor" >= 0),
	CONSTRAINT "payment_binding_currency" CHECK("payment_binding"."currency" GLOB '[a-z][a-z][a-z]')
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- The table that older systems query, by its old names. What nobody paid was never in it. Amounts
-- are decimal text in the currency's own digits (the exponents of src/domain/base/money.ts), instants
-- UTC as `YYYY-MM-DD HH:MM:SS`; `created` is when the money came.
CREATE VIEW hotspot_topup AS
SELECT
  provision_id AS hotspot_topup_id,
  service_uuid,
  imsi,
  quantity AS days,
  CASE
    WHEN currency IN ('bif', 'clp', 'djf', 'gnf', 'jpy', 'kmf', 'krw', 'mga', 'pyg', 'rwf', 'vnd',
      'vuv', 'xaf', 'xof', 'xpf') THEN printf('%d', price_minor)
    WHEN currency IN ('bhd', 'jod', 'kwd', 'omr', 'tnd')
      THEN printf('%d.%03d', price_minor / 1000, price_minor % 1000)
    ELSE printf('%d.%02d', price_minor / 100, price_minor % 100)
  END AS topup_amount,
  upper(currency) AS currency,
  legacy_status AS status,
  payment_intent AS payment_intent_id,
  provision_id,
  invoice_id,
  customer_id,
  datetime(coalesce(paid_at, requested_at) / 1000, 'unixepoch') AS created,
  datetime(state_since / 1000, 'unixepoch') AS modified
FROM top_up
WHERE legacy_status IS NOT NULL;
