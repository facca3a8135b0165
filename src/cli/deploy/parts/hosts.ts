import * as z from "zod";
import type { DeployPart, DeployTarget } from "../deployment.ts";
import { comesLater, fine, type LookedAt, lacking, wrong } from "../looked-at.ts";
import { hostsOfBrands } from "./brand-hosts-in-d1.ts";

/** Each brand's host names as custom domains of the Worker, and the zones they lie in. */
export const hostsPart: DeployPart = {
  name: "host names",
  look: async (deployment) => {
    const hosts = await hostsOfBrands(deployment);
    const served = await customDomains(deployment);
    const lines = hosts.map((host) => inspectDomain(deployment, host, served));
    const zones = new Map<string, string>();
    for (const host of hosts) {
      const zone = await zoneOf(deployment, host);
      if (zone === null) lines.push(noZone(host));
      else zones.set(zone.id, zone.name);
    }
    for (const [id, name] of zones) lines.push(...(await inspectZone(deployment, id, name)));
    return lines;
  },
};

const domain = z.looseObject({ hostname: z.string(), service: z.string().nullish() });

async function customDomains({ cloudflare }: DeployTarget) {
  const call = { path: "~/workers/domains", needs: "scripts" } as const;
  return cloudflare.ask(call, z.array(domain));
}

function inspectDomain(
  { config }: DeployTarget,
  host: string,
  served: readonly z.infer<typeof domain>[],
): LookedAt {
  const what = `custom domain ${host}`;
  const { name, customDomains: planned } = config();
  const there = served.find(({ hostname }) => hostname === host);
  if (there?.service === name) return fine(what, "leads to the Worker");
  if (there) return wrong(what, `leads to ${there.service}`, "take it away from that Worker first");
  if (planned.includes(host)) return comesLater(what, "comes with the deployment");
  const route = `{ pattern = "${host}", custom_domain = true }`;
  return lacking(what, "is no route of wrangler.toml", `add to routes = [ ${route} ]`);
}

const zone = z.looseObject({ id: z.string(), name: z.string() });

/** The zone whose name the host name ends with; null: it is in no zone of the account. */
async function zoneOf({ cloudflare }: DeployTarget, host: string) {
  const labels = host.replace(/:\d+$/, "").split(".");
  for (let i = 0; i < labels.length - 1; i++) {
    const name = labels.slice(i).join(".");
    const path = `/zones?name=${encodeURIComponent(name)}`;
    const [found] = await cloudflare.ask({ path, needs: "zones" }, z.array(zone));
    if (found) return found;
  }
  return null;
}

const noZone = (host: string): LookedAt =>
  wrong(
    `zone of ${host}`,
    "is not in this account",
    "add the domain to Cloudflare (dash.cloudflare.com, Add a domain) and set its name servers",
  );

const setting = z.looseObject({ value: z.unknown() });
const bots = z.looseObject({ fight_mode: z.boolean().optional() });

async function inspectZone(
  { cloudflare }: DeployTarget,
  id: string,
  name: string,
): Promise<readonly LookedAt[]> {
  const read = async (which: string) => {
    const path = `/zones/${id}/settings/${which}`;
    return (await cloudflare.ask({ path, needs: "zoneSettings" }, setting)).value;
  };
  const what = (about: string) => `zone ${name}: ${about}`;
  const https = await read("always_use_https");
  const tls = String(await read("min_tls_version"));
  const { fight_mode: fights } = await cloudflare.ask(
    { path: `/zones/${id}/bot_management`, needs: "bots" },
    bots,
  );
  const dashboard = `https://dash.cloudflare.com, ${name}`;
  return [
    https === "on"
      ? fine(what("HTTPS only"), "on")
      : wrong(
          what("HTTPS only"),
          "off",
          `${dashboard}, SSL/TLS, Edge Certificates: Always Use HTTPS`,
        ),
    Number(tls) >= 1.2
      ? fine(what("TLS"), `at least ${tls}`)
      : wrong(
          what("TLS"),
          `takes ${tls}`,
          `${dashboard}, SSL/TLS, Edge Certificates: Minimum TLS 1.2`,
        ),
    fights === true
      ? wrong(
          what("Bot Fight Mode"),
          "is on: it stops Stripe's webhooks",
          `${dashboard}, Security, Settings: Bot Fight Mode off`,
        )
      : fine(what("Bot Fight Mode"), "is off"),
  ];
}
