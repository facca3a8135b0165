import type { KeyRing } from "../domain/base/key-ring.ts";
import { type EngineConfig, MAIN_ENGINE } from "./engines.ts";
import { unproxiedPort, unreachable } from "./hosts.ts";
import { PUBLISHED, PUBLISHED_RING_KEYS } from "./published.ts";
import type { Settings } from "./settings.ts";

/** A variable and what to do about it. */
export type Wrong = readonly [name: keyof Settings, message: string];

const RINGS = ["SEAL_KEYS", "PAYER_KEY_SECRETS"] as const;
const REPLACE = "is published with the source: set one of your own";
const SECURE = [
  "PUBLIC_URL",
  "STRIPE_API_URL",
  "STRIPE_JS_URL",
  "TURNSTILE_URL",
  "MAIL_URL",
] as const;
/** Web addresses that the Worker, a browser or Stripe has to reach. */
const CALLED = [...SECURE, "IP_API_URL", "HEARTBEAT_URL"] as const;

/**
 * What only a developer's machine and tests may have. Never quotes a value. `engines`: by name, as
 * they are called (`enginesIn`).
 */
export function wrongInProduction(
  settings: Settings,
  engines: Readonly<Record<string, EngineConfig>>,
): readonly Wrong[] {
  const given: Readonly<Record<string, unknown>> = settings;
  const published = Object.entries(PUBLISHED).flatMap(([name, values]): Wrong[] =>
    values.some((value) => value === given[name]) ? [[name as keyof Settings, REPLACE]] : [],
  );
  const insecure = SECURE.filter((name) => !settings[name].startsWith("https://"));
  const named = "is needed: a fixed name of this deployment (node -p 'crypto.randomUUID()')";
  return [
    ...published,
    ...insecure.map((name): Wrong => [name, "has to begin with https:// in production"]),
    ...wrongHosts(settings),
    ...wrongEngines(engines),
    ...(settings.DEPLOYMENT_ID === "" ? [["DEPLOYMENT_ID", named] satisfies Wrong] : []),
    ...(settings.LIMITER === "off"
      ? [["LIMITER", "has to be on in production: it stops guessing of numbers"] satisfies Wrong]
      : []),
    ...wrongRings(settings),
  ];
}

function wrongHosts(settings: Settings): readonly Wrong[] {
  const given = [
    ...CALLED.map((name) => [name, hostOf(settings[name])] as const),
    ["SUPPORT_CONTACT", hostOfContact(settings.SUPPORT_CONTACT)] as const,
    ["MAIL_FROM", hostOfContact(settings.MAIL_FROM)] as const,
  ];
  const wrong = given.flatMap(([name, host]): Wrong[] => {
    const why = host === null ? null : unreachable(host);
    return why === null ? [] : [[name, why]];
  });
  const port = URL.canParse(settings.PUBLIC_URL) ? unproxiedPort(settings.PUBLIC_URL) : null;
  const onPort = "has a port that Cloudflare does not serve: leave the port out";
  return port === null ? wrong : [...wrong, ["PUBLIC_URL", onPort]];
}

/** A binding's own target decides where a call goes, so its URL may name any host. */
function wrongEngines(engines: Readonly<Record<string, EngineConfig>>): readonly Wrong[] {
  return Object.entries(engines).flatMap(([name, { url, binding }]): Wrong[] => {
    const host = hostOf(url);
    const why = binding === undefined && host !== null ? unreachable(host) : null;
    if (why === null) return [];
    const ways = `${why}, or bind the engine (src/docs/reaching-the-ocs.md)`;
    return [name === MAIN_ENGINE ? ["CGRATES_URL", ways] : ["OCS_ENGINES", `${name}.url ${ways}`]];
  });
}

/** Null: the setting is empty, or was refused already. */
const hostOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).hostname : null);

/** Of an email address with or without a name, or of a web address; null: a telephone number. */
function hostOfContact(contact: string): string | null {
  const [, domain] = /@([^@<>\s]+)>?$/.exec(contact.trim()) ?? [];
  return domain ?? hostOf(contact);
}

const textOf = ({ bytes }: KeyRing[number]): string => btoa(String.fromCharCode(...bytes));

function wrongRings(settings: Settings): readonly Wrong[] {
  // A ring that was refused already is none.
  const rings = RINGS.filter((name) => Array.isArray(settings[name]));
  const make = "make each with openssl rand -base64 32";
  const seen = new Map<string, string>();
  return rings.flatMap((name) =>
    settings[name].flatMap((key): readonly Wrong[] => {
      const text = textOf(key);
      const before = seen.get(text);
      seen.set(text, `"${key.id}" of ${name}`);
      if (PUBLISHED_RING_KEYS.includes(text)) return [[name, `key "${key.id}" ${REPLACE}`]];
      if (new Set(key.bytes).size === 1) {
        return [[name, `key "${key.id}" is one byte repeated; ${make}`]];
      }
      return before ? [[name, `key "${key.id}" is also ${before}; ${make}`]] : [];
    }),
  );
}
