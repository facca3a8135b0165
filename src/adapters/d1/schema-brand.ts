/**
 * Brands with the history of their changes, which deployment this database belongs to, and findings
 * that concern no top-up. STRICT and WITHOUT ROWID are added in the migration.
 */
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

const texts = (name: string) => text(name, { mode: "json" }).$type<readonly string[]>().notNull();
const flag = (name: string) => integer(name, { mode: "boolean" }).notNull();

/** The columns of `brandRow` in src/contract/brand.ts, which explains them. */
export const brand = sqliteTable(
  "brand",
  {
    id: text("id").primaryKey(),
    publicUrl: text("public_url").notNull(),
    hosts: texts("hosts"),
    name: text("name").notNull(),
    logo: text("logo").notNull(),
    colour: text("colour").notNull(),
    supportContact: text("support_contact").notNull(),
    merchantName: text("merchant_name").notNull(),
    merchantAddress: text("merchant_address").notNull(),
    merchantNumber: text("merchant_number").notNull(),
    termsUrl: text("terms_url").notNull(),
    privacyUrl: text("privacy_url").notNull(),
    refundPolicyUrl: text("refund_policy_url").notNull(),
    currencies: texts("currencies"),
    approvalAbove: text("approval_above", { mode: "json" })
      .$type<Readonly<Record<string, number>>>()
      .notNull(),
    languages: texts("languages"),
    statementDescriptor: text("statement_descriptor").notNull(),
    statementSuffix: text("statement_suffix").notNull(),
    withdrawalConsent: flag("withdrawal_consent"),
    typedIdentity: flag("typed_identity"),
    countries: texts("countries"),
    legacyUsage: text("legacy_usage").notNull(),
    riskReview: text("risk_review").notNull().default("deliver"),
    emailFrom: text("email_from").notNull(),
    /** Of the newest change in `brand_history`; 0: written by hand. */
    revision: integer("revision").notNull().default(0),
  },
  (t) => [
    check("brand_hosts", sql`json_type(${t.hosts}) = 'array'`),
    check("brand_currencies", sql`json_type(${t.currencies}) = 'array'`),
    check("brand_approval_above", sql`json_type(${t.approvalAbove}) = 'object'`),
    check("brand_languages", sql`json_type(${t.languages}) = 'array'`),
    check("brand_countries", sql`json_type(${t.countries}) = 'array'`),
  ],
);

export const brandHistory = sqliteTable(
  "brand_history",
  {
    brand: text("brand").notNull(),
    revision: integer("revision").notNull(),
    at: integer("at").notNull(),
    actor: text("actor").notNull(),
    reason: text("reason").notNull(),
    /** The whole row before; null: there was none. */
    before: text("before", { mode: "json" }).$type<Readonly<Record<string, unknown>>>(),
    after: text("after", { mode: "json" }).$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.brand, t.revision] })],
);

/** One row, written at the first start: whose payments this database knows. */
export const deployment = sqliteTable(
  "deployment",
  {
    one: integer("one").primaryKey(),
    /** DEPLOYMENT_ID at the first start. */
    id: text("id").notNull(),
    livemode: integer("livemode", { mode: "boolean" }).notNull(),
    since: integer("since").notNull(),
    /** When the webhook endpoints at Stripe were read last; null: never. */
    checkedAt: integer("checked_at"),
    /** The address of another webhook endpoint that claims the same id; null: none does. */
    claimedBy: text("claimed_by"),
    /**
     * Host names and addresses of brands that there are or were: webhook endpoints under them are
     * ours, also when the row of the brand is bad or gone.
     */
    knownHosts: texts("known_hosts").default([]),
  },
  (t) => [
    check("deployment_one", sql`${t.one} = 1`),
    check("deployment_known_hosts", sql`json_type(${t.knownHosts}) = 'array'`),
  ],
);

export const deploymentFinding = sqliteTable(
  "deployment_finding",
  {
    kind: text("kind").notNull(),
    /** `offer/off_…`: table and id of a row; `deployment`: the deployment itself. */
    subject: text("subject").notNull(),
    detail: text("detail").notNull(),
    openedAt: integer("opened_at").notNull(),
    closedAt: integer("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.subject] }),
    index("deployment_finding_open")
      .on(t.kind, t.openedAt, t.subject)
      .where(sql`${t.closedAt} IS NULL`),
  ],
);
