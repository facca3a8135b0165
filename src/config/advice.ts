import { unproxiedPort } from "./hosts.ts";
import type { Settings } from "./settings.ts";
import { enginesIn } from "./transports.ts";

/** What a deployment is better without, as lines; nothing is refused because of it. */
export function adviceOn(settings: Settings, env: object): readonly string[] {
  return [
    ...adviceOnUsage(settings),
    ...adviceOnAlerts(settings),
    ...adviceOnEngines(settings, env),
  ];
}

function adviceOnAlerts({ ALERT_EMAIL }: Settings): readonly string[] {
  if (ALERT_EMAIL.length > 0) return [];
  return [
    "ALERT_EMAIL is empty: set who is to be told when something is wrong " +
      "(src/docs/runbook.md, Alerts)",
  ];
}

function adviceOnUsage({ LEGACY_USAGE }: Settings): readonly string[] {
  if (LEGACY_USAGE !== "full") return [];
  return [
    "LEGACY_USAGE is full: GET /oam/usage shows IMSI and uuid to every guest behind an address; " +
      "alias is better, once your older page sends back what it was shown",
  ];
}

/** A binding has its own target, and its way is encrypted: its URL says neither. */
function adviceOnEngines(settings: Settings, env: object): readonly string[] {
  if (settings.ENVIRONMENT === "development") return [];
  const engines = Object.entries(enginesIn(settings, env));
  return engines.flatMap(([name, { url, binding }]) => {
    if (binding !== undefined) return [];
    const port = unproxiedPort(url);
    const ways = "src/docs/reaching-the-ocs.md";
    return [
      ...(port === null
        ? []
        : [
            `engine ${name} is called at port ${port}: Cloudflare's proxy does not serve it, so ` +
              `a proxied host name (orange cloud, Tunnel) is not reached there; see ${ways}`,
          ]),
      ...(url.startsWith("https:")
        ? []
        : [`engine ${name} is called over http: others on the way read and change it; ${ways}`]),
    ];
  });
}
