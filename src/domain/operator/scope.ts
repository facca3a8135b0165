/** What a key may do: its role's scopes, narrowed by its own list. */

/** One thing that a key may be allowed to do; the name is what a refusal tells the caller. */
export const SCOPES = [
  "top_ups:read",
  /** The whole log of a top-up, with personal data of its payer. */
  "evidence:read",
  "top_ups:redrive",
  "top_ups:confirm",
  "top_ups:refund",
  "top_ups:refund_manually",
  /** Decide what is in review, and sales above the limit. */
  "top_ups:review",
  /** Call for one's own customers: such a caller vouches for payments and for the service. */
  "top_ups:sell",
  "approvals:read",
  "approvals:give",
  /** Take back one's own order. */
  "approvals:retract",
  "links:print",
  "links:change",
  "services:read",
  "services:write",
  "brands:read",
  /** Limits of approval, host names and the sender of emails are among its columns. */
  "brands:write",
  /** Who is called when something happens, and what became of the calls. */
  "webhooks:read",
  /** An endpoint's address is called with every event that it hears. */
  "webhooks:write",
  "projection:rebuild",
  /** Take out everything that the objects hold, payers sealed. */
  "exports:make",
  /** Ask Stripe, the OCS, D1, queues and objects whether they answer the Worker. */
  "deployment:check",
  /** Lift the block of a payer who took back the money of an earlier top-up. */
  "payers:unblock",
  /** Forget a person for good. */
  "payers:erase",
  /** Seal payers anew after the keys were changed. */
  "payers:reseal",
  "keys:manage",
  /** Make the first administrator's key; no role has it, only the bootstrap token. */
  "keys:bootstrap",
] as const;
export type Scope = (typeof SCOPES)[number];

export const ROLES = [
  "viewer",
  "support",
  "finance",
  "approver",
  "administrator",
  "auditor",
  "integration",
] as const;
export type OperatorRole = (typeof ROLES)[number];

/** A person holds a `person` key; another system holds a `machine` key. */
export const KEY_KINDS = ["person", "machine"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

const VIEWS: readonly Scope[] = [
  "top_ups:read",
  "services:read",
  "brands:read",
  "approvals:read",
  "deployment:check",
];

/**
 * Duties are kept apart: who makes keys moves no money, and who approves orders nothing that needs
 * an approval.
 */
const SCOPES_OF_ROLE: Readonly<Record<OperatorRole, readonly Scope[]>> = {
  viewer: VIEWS,
  support: [
    ...VIEWS,
    "evidence:read",
    "top_ups:redrive",
    "top_ups:confirm",
    "top_ups:refund",
    "top_ups:review",
    "payers:unblock",
    "approvals:retract",
    "links:print",
    "links:change",
  ],
  finance: [
    ...VIEWS,
    "evidence:read",
    "top_ups:refund",
    "top_ups:refund_manually",
    "top_ups:review",
    "payers:unblock",
    "approvals:retract",
  ],
  approver: [...VIEWS, "evidence:read", "approvals:give"],
  administrator: [
    ...VIEWS,
    "services:write",
    "brands:write",
    "webhooks:read",
    "webhooks:write",
    "links:print",
    "links:change",
    "projection:rebuild",
    "exports:make",
    "payers:erase",
    "payers:reseal",
    "keys:manage",
  ],
  auditor: [...VIEWS, "evidence:read", "webhooks:read"],
  integration: ["top_ups:read", "top_ups:sell", "services:read", "services:write"],
};

/**
 * A machine has no eyes: it approves nothing, makes no keys, does not set the limits above which an
 * approval is needed, and says of no address that it is called, whatever its role.
 */
const FOR_PERSONS: ReadonlySet<Scope> = new Set([
  "approvals:give",
  "keys:manage",
  "brands:read",
  "brands:write",
  "webhooks:write",
]);

/** All scopes of a role. */
export const scopesOfRole = (role: OperatorRole): readonly Scope[] => SCOPES_OF_ROLE[role];

/**
 * What a key may do. `narrowed`: the key's own list, which takes scopes away from its role's and
 * never adds one; null: all of its role's.
 */
export function scopesOf(key: {
  readonly kind: KeyKind;
  readonly role: OperatorRole;
  readonly narrowed: readonly Scope[] | null;
}): readonly Scope[] {
  return SCOPES_OF_ROLE[key.role].filter(
    (scope) =>
      (key.narrowed === null || key.narrowed.includes(scope)) &&
      (key.kind === "person" || !FOR_PERSONS.has(scope)),
  );
}
