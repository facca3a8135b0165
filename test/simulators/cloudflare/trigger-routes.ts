import { randomUUID } from "node:crypto";
import { ACCOUNT, ApiRefusal, type ApiRoute } from "./cloudflare-route.ts";
import { foundScript } from "./script-routes.ts";

const WORKERS = `${ACCOUNT}/workers`;
const SCRIPT = `${WORKERS}/scripts/{}`;
const needs = "scripts";

/** What wakes a Worker: custom domains, crons, its own subdomain. `wrangler deploy` sets them. */
export const TRIGGER_ROUTES: readonly ApiRoute[] = [
  {
    method: "GET",
    template: `${SCRIPT}/subdomain`,
    needs,
    run: (call) => foundScript(call).subdomain,
  },
  {
    method: "POST",
    template: `${SCRIPT}/subdomain`,
    needs,
    run: (call) => {
      foundScript(call).subdomain = call.body;
      return call.body;
    },
  },
  {
    method: "GET",
    template: `${SCRIPT}/schedules`,
    needs,
    run: (call) => ({ schedules: foundScript(call).schedules }),
  },
  {
    method: "PUT",
    template: `${SCRIPT}/schedules`,
    needs,
    run: (call) => {
      foundScript(call).schedules = JSON.parse(call.raw.toString("utf8"));
      return { schedules: foundScript(call).schedules };
    },
  },
  {
    method: "GET",
    template: `${WORKERS}/workers/{}`,
    needs,
    run: (call) => {
      const { name, subdomain } = foundScript(call);
      return { id: name, name, subdomain };
    },
  },
  {
    method: "GET",
    template: `${WORKERS}/domains`,
    needs,
    run: ({ account, query }) =>
      account.domains.filter(({ service }) => (query.get("service") ?? service) === service),
  },
  {
    method: "POST",
    template: `${SCRIPT}/domains/changeset`,
    needs,
    run: ({ account, raw }) => {
      const wanted = JSON.parse(raw.toString("utf8")) as { hostname: string }[];
      const added = wanted.filter(
        ({ hostname }) => !account.domains.some((one) => one.hostname === hostname),
      );
      return { added, removed: [], updated: [], conflicting: [] };
    },
  },
  {
    method: "PUT",
    template: `${SCRIPT}/domains/records`,
    needs,
    run: ({ account, ids, body }) => {
      for (const { hostname } of (body.origins ?? []) as { hostname: string }[]) {
        const zone = account.zones.find(
          ({ name }) => hostname === name || hostname.endsWith(`.${name}`),
        );
        if (!zone) throw new ApiRefusal(400, 10082, `no zone of this account for ${hostname}`);
        if (account.domains.some((one) => one.hostname === hostname)) continue;
        account.domains.push({
          id: randomUUID(),
          hostname,
          service: ids[1] ?? "",
          zone_id: zone.id,
        });
      }
      return account.domains;
    },
  },
];
