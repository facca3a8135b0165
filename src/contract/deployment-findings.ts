/** Findings that concern no top-up, as operators read them. */
export const DEPLOYMENT_FINDING_KINDS = [
  "alerts_unheard",
  "bad_row",
  "brand_incomplete",
  "deployment_id_conflict",
  "deployment_not_checked",
  "payer_unreadable",
  "deployment_unclaimed",
  "email_sender_refused",
  "engine_loses_writes",
  "invoice_numbers_skipped",
  "ledger_nearly_full",
  "page_skipped",
  "unnamed_payment",
] as const;
export type DeploymentFindingKind = (typeof DEPLOYMENT_FINDING_KINDS)[number];

/** What to do about each; the runbook has a heading of the same name. */
export const REMEDIES: Readonly<Record<DeploymentFindingKind, string>> = {
  alerts_unheard:
    "set ALERT_EMAIL (.dev.vars.example), or add an endpoint: `npm run operator -- webhook add " +
    "https://… --types alert.* --reason …`; the next evaluation closes this",
  bad_row: "correct the row; it is used within a minute, and the sweep closes this",
  brand_incomplete:
    "set what is named: `npm run operator -- brand set <id> --set column=value --reason …`, or " +
    "for the default brand its variables in wrangler.toml (.dev.vars.example explains each)",
  deployment_id_conflict:
    "nothing is sold or refunded until DEPLOYMENT_ID is this deployment's alone again: set it " +
    "back, or remove the other claim",
  deployment_not_checked:
    "give the restricted key of Stripe the permission Webhook Endpoints: read, or the claim of " +
    "another deployment stays unseen",
  payer_unreadable:
    "put the missing key back into SEAL_KEYS, then run `npm run operator -- payer reseal`, which " +
    "closes this when it can open every block",
  deployment_unclaimed:
    "give your own webhook endpoint at Stripe the metadata deployment=<DEPLOYMENT_ID>, or no " +
    "other deployment can see that the id is taken",
  email_sender_refused:
    "verify the domain with the mail service (SPF, DKIM), or correct its key; emails wait, and " +
    "the first one that is taken closes this",
  engine_loses_writes:
    "let one engine alone write to its database, or give its nodes a shared lock; recent credits " +
    "are compared every five minutes meanwhile; this closes after a day, until the next loss",
  invoice_numbers_skipped:
    "give finance the numbers that are named, with this date; after a restore of D1 run " +
    "`npm run operator -- reproject all` first, which brings those that were given",
  ledger_nearly_full:
    "make a database, bind it as the LEDGER_<n> that is named, apply migrations/ledger to it and " +
    "deploy; the next night begins it and closes this",
  page_skipped:
    "look at the log lines message_failed of that time; the next run of this job comes by the " +
    "same place and closes this when it passes",
  unnamed_payment:
    "find out whom it is for: refund it at Stripe, or give it the metadata service_uuid and have " +
    "the caller send its request again; the sweep then closes this",
};
