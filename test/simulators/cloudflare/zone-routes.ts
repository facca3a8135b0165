import { randomUUID } from "node:crypto";
import { ACCOUNT, type ApiCall, type ApiRoute, noSuch } from "./cloudflare-route.ts";

const APPLICATIONS = `${ACCOUNT}/access/apps`;

function zone({ account, ids }: ApiCall) {
  const found = account.zones.find(({ id }) => id === ids[0]);
  if (!found) throw noSuch("zone", 1001);
  return found;
}

/** Zones, and Access, which guards paths of their host names. */
export const ZONE_ROUTES: readonly ApiRoute[] = [
  {
    method: "GET",
    template: "/zones",
    needs: "zones",
    run: ({ account, query }) => {
      const name = query.get("name");
      return account.zones
        .filter((one) => name === null || one.name === name)
        .map(({ id, name }) => ({ id, name, status: "active", account: { id: account.id } }));
    },
  },
  {
    method: "GET",
    template: "/zones/{}/settings/{}",
    needs: "zoneSettings",
    run: (call) => ({ id: call.ids[1], value: zone(call).settings[call.ids[1] ?? ""] ?? "off" }),
  },
  { method: "GET", template: "/zones/{}/bot_management", needs: "bots", run: (c) => zone(c).bots },
  { method: "GET", template: "/zones/{}/workers/routes", needs: "scripts", run: () => [] },
  { method: "GET", template: APPLICATIONS, needs: "access", run: (c) => c.account.applications },
  {
    method: "POST",
    template: APPLICATIONS,
    needs: "access",
    run: ({ account, body }) => {
      const made = { ...body, id: randomUUID(), aud: randomUUID().replaceAll("-", "") };
      account.applications.push(made);
      return made;
    },
  },
];
