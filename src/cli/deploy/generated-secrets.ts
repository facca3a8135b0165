import { randomBytes } from "node:crypto";

const base64 = () => randomBytes(32).toString("base64");

/** How each secret is made that this product makes for itself. */
const MAKERS = {
  SIGNING_KEY: base64,
  SEAL_KEYS: () => `k1:${base64()}`,
  PAYER_KEY_SECRETS: () => `k1:${base64()}`,
  OPERATOR_BOOTSTRAP_TOKEN: () => randomBytes(32).toString("hex"),
} as const;

type Generated = keyof typeof MAKERS;

/** A new secret of this name; null: it comes from somewhere else. */
export const generateSecret = (name: string): string | null =>
  name in MAKERS ? MAKERS[name as Generated]() : null;

/** One of each. */
export const generatedSecrets = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(MAKERS).map(([name, make]) => [name, make()]));
