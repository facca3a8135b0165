import { EXAMPLE_DOMAIN } from "../contract/brand-gaps.ts";
import type { KeyRing } from "../domain/base/key-ring.ts";
import { PUBLISHED, PUBLISHED_RING_KEYS } from "./published.ts";
import type { Settings } from "./settings.ts";

/** A variable and what to do about it. */
export type Wrong = readonly [name: keyof Settings, message: string];

const RINGS = ["SEAL_KEYS", "PAYER_KEY_SECRETS"] as const;
const REPLACE = "is published with the source: set one of your own";
const SECURE = ["PUBLIC_URL", "STRIPE_API_URL", "STRIPE_JS_URL", "TURNSTILE_URL"] as const;
const OWN = ["PUBLIC_URL", "SUPPORT_CONTACT", "MAIL_FROM"] as const;

/** What only a developer's machine and tests may have. Never quotes a value. */
export function wrongInProduction(settings: Settings): readonly Wrong[] {
  const given: Readonly<Record<string, unknown>> = settings;
  const published = Object.entries(PUBLISHED).flatMap(([name, values]): Wrong[] =>
    values.some((value) => value === given[name]) ? [[name as keyof Settings, REPLACE]] : [],
  );
  const insecure = SECURE.filter((name) => !settings[name].startsWith("https://"));
  const examples = OWN.filter((name) => EXAMPLE_DOMAIN.test(settings[name]));
  const named = "is needed: a fixed name of this deployment (node -p 'crypto.randomUUID()')";
  return [
    ...published,
    ...insecure.map((name): Wrong => [name, "has to begin with https:// in production"]),
    ...examples.map((name): Wrong => [name, "is still the example: set your own"]),
    ...(settings.DEPLOYMENT_ID === "" ? [["DEPLOYMENT_ID", named] satisfies Wrong] : []),
    ...(settings.LIMITER === "off"
      ? [["LIMITER", "has to be on in production: it stops guessing of numbers"] satisfies Wrong]
      : []),
    ...wrongRings(settings),
  ];
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
