/**
 * Permissions of the API token, as the dashboard names them ("Create Custom Token"), and what needs
 * them. `src/docs/deploy.md` has this table; a test compares both.
 */
export const CLOUDFLARE_PERMISSIONS = {
  d1: { scope: "Account", name: "D1", access: "Edit", why: "databases and migrations" },
  queues: { scope: "Account", name: "Queues", access: "Edit", why: "queues and their consumers" },
  scripts: {
    scope: "Account",
    name: "Workers Scripts",
    access: "Edit",
    why: "the Worker, its secrets, versions and crons",
  },
  account: { scope: "Account", name: "Account Settings", access: "Read", why: "wrangler" },
  routes: { scope: "Zone", name: "Workers Routes", access: "Edit", why: "the custom domain" },
  zones: { scope: "Zone", name: "Zone", access: "Read", why: "which zone a host name is in" },
  zoneSettings: {
    scope: "Zone",
    name: "Zone Settings",
    access: "Read",
    why: "the check of HTTPS and TLS",
  },
  bots: {
    scope: "Zone",
    name: "Bot Management",
    access: "Read",
    why: "the check of Bot Fight Mode",
  },
  access: {
    scope: "Account",
    name: "Access: Apps and Policies",
    access: "Edit",
    why: "only with `--access`: the application in front of the operator's routes",
  },
  accessTokens: {
    scope: "Account",
    name: "Access: Service Tokens",
    access: "Edit",
    why: "only with `--access`: the service token of the operator CLI",
  },
} as const;

export type CloudflarePermission = keyof typeof CLOUDFLARE_PERMISSIONS;

/** "Account, D1, Edit" */
export function permissionName(permission: CloudflarePermission): string {
  const { scope, name, access } = CLOUDFLARE_PERMISSIONS[permission];
  return `${scope}, ${name}, ${access}`;
}
