import {
  type KeyJson,
  keysView,
  madeKeyView,
  revokedKeyView,
} from "../../contract/operator-keys.ts";
import type { Ask } from "./api.ts";
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
      const answer = await ask(`${PATH}/${target}/revoke`, revokedKeyView, { reason });
      const heirs = answer.also_revoked.map((keyId) => `${keyId}  revoked: was rotated from it`);
      return printed(answer, [keyLine(answer.key), ...heirs]);
    }
  }
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
