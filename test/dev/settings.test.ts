import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { envFile, readDevVars } from "./dev-vars.ts";
import { devPorts, freePort } from "./ports.ts";
import { devSettings } from "./settings.ts";

const keys = {
  STRIPE_SECRET_KEY: "sk_test_1",
  STRIPE_PUBLISHABLE_KEY: "pk_test_1",
  STRIPE_WEBHOOK_SECRET: "whsec_1",
};

describe("the settings of npm run dev", () => {
  test("nothing set: simulators for everything, and a fresh world", () => {
    const settings = devSettings({}, []);
    expect(settings).toEqual({ without: { stripe: false, cgrates: false }, fresh: true });
  });

  test("Stripe's keys: no simulator for Stripe, and the state is kept", () => {
    const settings = devSettings(keys, []);
    expect(settings).toEqual({ without: { stripe: true, cgrates: false }, fresh: false });
    expect(devSettings(keys, ["--fresh"]).fresh).toBe(true);
  });

  test("a real OCS: no simulator for it, and the state is kept", () => {
    const settings = devSettings({ CGRATES_URL: "http://127.0.0.1:2080/jsonrpc" }, []);
    expect(settings).toEqual({ without: { stripe: false, cgrates: true }, fresh: false });
  });

  test("some of Stripe's keys: the error names the missing ones", () => {
    expect(() => devSettings({ STRIPE_SECRET_KEY: "sk_test_1" }, [])).toThrow(
      /STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRET/,
    );
    const url = { STRIPE_API_URL: "http://127.0.0.1:1" };
    expect(() => devSettings(url, [])).toThrow(/STRIPE_SECRET_KEY/);
  });

  test("an unknown option: the error names the known ones", () => {
    expect(() => devSettings({}, ["--frehs"])).toThrow(/--fresh, --keep/);
  });
});

describe(".dev.vars", () => {
  test("an absent file and empty values set nothing", () => {
    const dir = mkdtempSync(join(tmpdir(), "edge-topup-"));
    const path = join(dir, ".dev.vars");
    expect(readDevVars(path)).toEqual({});
    writeFileSync(path, "# a comment\nMAIL_API_KEY=\nCGRATES_URL=http://127.0.0.1:2080/jsonrpc\n");
    expect(readDevVars(path)).toEqual({ CGRATES_URL: "http://127.0.0.1:2080/jsonrpc" });
    rmSync(dir, { recursive: true });
  });

  test("values reach the Worker unchanged, including quotes", () => {
    const vars = { TIMINGS: '{"maxWaitMs":3}', WORD: "it's # 1" };
    expect(parseEnv(envFile(vars))).toEqual(vars);
    expect(() => envFile({ WORD: "two\nlines" })).toThrow(/WORD/);
  });
});

describe("ports", () => {
  test("another port replaces a usual one that is taken, unless the environment names it", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(0, "127.0.0.1", resolve);
    });
    const address = other.address();
    const taken = typeof address === "object" && address !== null ? address.port : 0;
    expect(await freePort(taken)).not.toBe(taken);
    await expect(freePort(taken, true)).rejects.toThrow(`${taken}`);
    await expect(devPorts({ PORT: `${taken}` })).rejects.toThrow(`${taken}`);
    await new Promise((resolve) => {
      other.close(resolve);
    });
  });
});
