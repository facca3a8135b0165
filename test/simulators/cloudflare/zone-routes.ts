import { randomUUID } from "node:crypto";
import { ACCOUNT, type ApiCall, type ApiRoute, noSuch } from "./cloudflare-route.ts";

const TOKENS = `${ACCOUNT}/access/service_tokens`;
const APPLICATIONS = `${ACCOUNT}/access/apps`;

function zone({ account, ids }: ApiCall) {
  const found = account.zones.find(({ id }) => id === ids[0]);
  if (!found) throw noSuch("zone", 1001);
  return found;
}

const newSecret = (): string => randomUUID().replaceAll("-", "").repeat(2);

/** Service tokens that the rules of an application name. */
function tokensIn(body: Record<string, unknown>): string[] {
  return [...JSON.stringify(body).matchAll(/"token_id":"([^"]+)"/g)].map(([, id = ""]) => id);
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
      for (const id of tokensIn(body)) {
        if (!account.serviceTokens.some((one) => one.id === id))
          throw noSuch("service token", 12130);
      }
      const made = { ...body, id: randomUUID(), aud: randomUUID().replaceAll("-", "") };
      account.applications.push(made);
      return made;
    },
  },
  {
    method: "GET",
    template: TOKENS,
    needs: "accessTokens",
    run: ({ account }) => account.serviceTokens.map(({ client_secret: _, ...shown }) => shown),
  },
  {
    method: "POST",
    template: TOKENS,
    needs: "accessTokens",
    run: ({ account, body }) => {
      const client_id = `${randomUUID().replaceAll("-", "")}.access`;
      const made = {
        id: randomUUID(),
        name: String(body.name),
        client_id,
        client_secret: newSecret(),
      };
      account.serviceTokens.push(made);
      return made;
    },
  },
  {
    method: "POST",
    template: `${TOKENS}/{}/rotate`,
    needs: "accessTokens",
    run: ({ account, ids }) => {
      const token = account.serviceTokens.find(({ id }) => id === ids[1]);
      if (!token) throw noSuch("service token", 12130);
      token.client_secret = newSecret();
      return token;
    },
  },
];
