import {
  type KeyJson,
  keysView,
  madeKeyView,
  revokedKeyView,
} from "../../contract/operator-keys.ts";
import { type Ask, RequestRefused } from "./api.ts";
import type { Options } from "./options.ts";

const PATH = "/operator/keys";

/** `key list`, `key create`, `key rotate <key_…>`, `key revoke <key_…>`: the lines to print. */
export async function keys(options: Options, ask: Ask): Promise<readonly string[]> {
  const { id, target, json, reason } = options;
  const printed = (answer: unknown, lines: readonly string[]) =>
    json ? [JSON.stringify(answer)] : lines;
  switch (id) {
    case "list": {
      const answer = await ask(PATH, keysView);
      return printed(answer, answer.keys.map(keyLine));
    }
    case "create": {
      const answer = await ask(PATH, madeKeyView, orderOf(options));
      return printed(answer, madeLines(answer));
    }
    case "rotate": {
      const body =
        options.overlapHours === undefined ? {} : { overlap_hours: options.overlapHours };
      const answer = await ask(`${PATH}/${target}/rotate`, madeKeyView, body);
      return printed(answer, madeLines(answer));
    }
    default: {
      if (!options.yes) await refuseLastAdministrator(target ?? "", ask);
      const answer = await ask(`${PATH}/${target}/revoke`, revokedKeyView, { reason });
      const heirs = answer.also_revoked.map((keyId) => `${keyId}  revoked: was rotated from it`);
      return printed(answer, [keyLine(answer.key), ...heirs]);
    }
  }
}

/**
 * Without an administrator no key can be made but by the bootstrap token, which not every operator
 * has at hand. Who may not list keys holds no administrator's key.
 */
async function refuseLastAdministrator(keyId: string, ask: Ask): Promise<void> {
  let listed: readonly KeyJson[];
  try {
    listed = (await ask(PATH, keysView)).keys;
  } catch (fault) {
    if (fault instanceof RequestRefused && fault.code === "forbidden") return;
    throw fault;
  }
  const administrators = listed.filter(({ scopes }) => scopes.includes("keys:manage"));
  const wanted = administrators.find(({ id }) => id === keyId);
  // Keys that were rotated from it are the same person's, and end with it.
  const stay = administrators.some((key) => key.live && key.person !== wanted?.person);
  if (wanted === undefined || stay) return;
  throw new RequestRefused(
    `${keyId}: no other person has a key that can make keys. Make another administrator ` +
      "first, or repeat this with --yes: then only OPERATOR_BOOTSTRAP_TOKEN of the deployment " +
      "makes one again",
  );
}

/** What is absent is not sent; what is wrong is the deployment's to refuse, field by field. */
function orderOf({ key: { expires, ...key } }: Options) {
  return { ...key, name: key.name ?? key.person, expires_at: expires };
}

function madeLines({ key, token }: { key: KeyJson; token: string }): string[] {
  return [keyLine(key), "", `  ${token}`, "", "This token is shown once. Keep it like a password."];
}

/** One line: the key, whose it is, what it may do, and whether it still works. */
export function keyLine(key: KeyJson): string {
  const of = key.brands === null ? "all brands" : key.brands.join(", ");
  const state = key.live ? "live" : key.revoked_at === null ? "expired" : "revoked";
  const used = key.last_used_at === null ? "never used" : `used ${key.last_used_at}`;
  const who = `${key.person} (${key.name})`;
  return [key.id, state, `${key.role}, ${key.kind}`, who, of, used].join("  ");
}
