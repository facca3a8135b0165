/** Every line of .dev.vars.example: what it shows is what is set, and nothing is left out. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { settings } from "../../src/config/settings.ts";
import { offeredNames } from "../architecture/support/names.ts";
import { cutLines } from "./dev-vars.ts";
import { ROOT } from "./paths.ts";
import { unsetLines } from "./unset.ts";
import { workerVars } from "./worker-vars.ts";

const example = readFileSync(`${ROOT}.dev.vars.example`, "utf8");
const lines = example.split("\n").flatMap((line) => {
  const [, name = "", shown = ""] = /^# ([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
  return name === "" ? [] : [{ name, shown }];
});
const shape: Readonly<Record<string, { safeParse(value: unknown): { error?: unknown } }>> =
  settings.shape;

describe(".dev.vars.example", () => {
  test("explains every setting", () => {
    const offered = offeredNames(example);
    expect(Object.keys(shape).filter((name) => !offered.includes(name))).toEqual([]);
  });

  test.each(lines)("$name is set to what its line shows: $shown", ({ name, shown }) => {
    const quoted = /^"(.*)"$/.exec(shown)?.[1];
    const set = parseEnv(`${name}=${shown}`)[name];
    expect(set).toBe(quoted ?? shown);
    // "…" and an empty value stand for a secret of the reader's own.
    if (shown === "" || shown.includes("...")) return;
    expect(shape[name]?.safeParse(set).error).toBeUndefined();
  });

  test("the logo lies where git keeps it", () => {
    const logo = lines.find(({ name }) => name === "BRAND_LOGO")?.shown ?? "";
    expect(logo).not.toBe("");
    const ignored = spawnSync("git", ["check-ignore", "-q", `public${logo}`], { cwd: ROOT });
    expect(ignored.status, "1: not ignored").toBe(1);
  });
});

describe("settings that would fail silently are named when development starts", () => {
  test("a colour without quotes is a comment", () => {
    expect(cutLines('A=1\n# B=#2\nBRAND_COLOR=#0a1f5c\nMERCHANT_NAME=Kestrel #1\nC="#3"')).toEqual([
      'BRAND_COLOR is not set: from # on it is a comment. Write BRAND_COLOR="#0a1f5c"',
      'MERCHANT_NAME is "Kestrel": from # on it is a comment. Write MERCHANT_NAME="Kestrel #1"',
    ]);
    expect(cutLines(example)).toEqual([]);
  });

  const simulators = {
    stripe: { url: "http://s" },
    cgrates: null,
    mailbox: { url: "http://m" },
    turnstile: { url: "http://t" },
  };
  const vars = workerVars(simulators as never, "http://127.0.0.1:1");
  test("what is empty or the example, and where it is set", () => {
    const said = unsetLines({ ...vars, BRAND_LOGO: "/logos/absent.svg" }).join("\n");
    expect(said).toContain("SUPPORT_CONTACT is still the example");
    expect(said).toContain("MERCHANT_NAME is empty");
    expect(said).toContain("BRAND_LOGO: there is no public/logos/absent.svg");
    expect(said).toContain(".dev.vars here, wrangler.toml in production");
  });

  test("nothing, when all is set", () => {
    const set = {
      SUPPORT_CONTACT: "help@kestrel.test",
      MAIL_FROM: "Kestrel <receipts@kestrel.test>",
      MERCHANT_NAME: "Kestrel",
      MERCHANT_ADDRESS: "1 Harbour St",
      MERCHANT_NUMBER: "ABN 51",
      TERMS_URL: "https://kestrel.test/terms",
      PRIVACY_URL: "https://kestrel.test/privacy",
      REFUND_POLICY_URL: "https://kestrel.test/refunds",
      STATEMENT_DESCRIPTOR: "KESTREL MOBILE",
    };
    expect(unsetLines({ ...vars, ...set })).toEqual([]);
  });
});
