import { describe, expect, test } from "vitest";
import { EXPECTED_MIGRATIONS } from "../../src/adapters/d1/expected-migrations.ts";
import { QUEUE_BINDINGS } from "../../src/config/env.ts";
import { settings } from "../../src/config/settings.ts";
import { configurationOf } from "./support/environments.ts";
import { filesBelow, read } from "./support/files.ts";
import { expectedNames, offeredNames } from "./support/names.ts";

const config = configurationOf("production");
const namesIn = (path: string) => expectedNames({ path, text: read(path) });
const expected = namesIn("src/config/settings.ts");
const consumers = config.queues.consumers ?? [];
const consumerOf = (queue: string) => consumers.find((one) => one.queue === queue);

describe("wrangler.toml and src/config know the same names", () => {
  test("every var is checked when the Worker starts", () => {
    const unchecked = Object.keys(config.vars).filter((name) => !expected.settings.includes(name));
    expect(unchecked, "add it to the schema in src/config/settings.ts, or drop it").toEqual([]);
  });

  test("what is expected and no var is a secret, explained in .dev.vars.example", () => {
    const offered = offeredNames(read(".dev.vars.example"));
    const secrets = expected.settings.filter((name) => !(name in config.vars));
    const missing = secrets.filter((name) => !offered.includes(name));
    expect(secrets).toContain("STRIPE_SECRET_KEY");
    expect(missing, "explain it in .dev.vars.example, or give it a default").toEqual([]);
  });

  test("secrets without a default are required, so that no version lacks them", () => {
    const shape: Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>> =
      settings.shape;
    const needed = expected.settings.filter(
      (name) => !(name in config.vars) && !shape[name]?.safeParse(undefined).success,
    );
    // Not secret: a var, or REACT_APP_STRIPE_PUBLISHABLE_KEY of the older portal.
    const secrets = needed.filter((name) => name !== "STRIPE_PUBLISHABLE_KEY");
    expect(secrets).toContain("STRIPE_SECRET_KEY");
    expect([...(config.secrets?.required ?? [])].sort()).toEqual(secrets.sort());
  });

  test("no secret is in wrangler.toml", () => {
    const values = Object.entries(config.vars).filter(([, value]) =>
      /\b(sk|rk|whsec|re)_[A-Za-z0-9]/.test(String(value)),
    );
    expect(values, "secrets are set with wrangler secret put").toEqual([]);
  });

  test(".dev.vars.example offers nothing that the schema does not read", () => {
    const offered = offeredNames(read(".dev.vars.example"));
    const unread = offered.filter((name) => !expected.settings.includes(name));
    expect(unread, "src/config/settings.ts does not know it").toEqual([]);
  });
});

describe("what /readyz asks is what is there", () => {
  test("every queue that the Worker writes to", () => {
    const written = (config.queues.producers ?? []).map(({ binding }) => binding);
    expect([...QUEUE_BINDINGS].sort()).toEqual(written.sort());
  });

  test("every migration", () => {
    const sql = (folder: string) =>
      filesBelow(folder).filter((path) => /^migrations\/(?:ledger\/)?[^/]+\.sql$/.test(path));
    const all = sql("migrations").map((path) => path.replace("migrations/", ""));
    const [ledger, register] = [true, false].map((isLedger) =>
      all
        .filter((path) => path.startsWith("ledger/") === isLedger)
        .map((path) => path.replace("ledger/", ""))
        .sort(),
    );
    expect(EXPECTED_MIGRATIONS).toEqual({ register, ledger });
  });
});

describe("the queues are a valve and nothing more", () => {
  const working = consumers.filter(({ queue }) => queue !== "edge-topup-dead");

  test.each(consumers)("$queue hands over at once", ({ max_batch_timeout }) => {
    expect(max_batch_timeout, "a timeout holds a paid customer up").toBe(0);
  });

  test.each(working)("$queue is bounded", (queue) => {
    expect(queue.max_concurrency, "set max_concurrency").toBeGreaterThanOrEqual(1);
  });

  test.each(consumers)("$queue gives up after three tries, or after an hour without D1", (one) => {
    const outlastsAnHour = ["edge-topup-project", "edge-topup-dead"].includes(one.queue);
    const advice = "the object's alarm is the scheduler, not the queue";
    expect(one.max_retries, advice).toBe(outlastsAnHour ? 30 : 3);
    expect(one.retry_delay, "a batch that died comes again at once").toBeGreaterThanOrEqual(1);
  });

  test("a batch ends with its claims; a try that may last long is a batch of its own", () => {
    const flags = config.compatibility_flags ?? [];
    expect(flags).toContain("queue_consumer_no_wait_for_wait_until");
    expect(consumerOf("edge-topup-resolve")?.max_batch_size).toBe(1);
  });

  test("provisioning takes at most five at a time, so that a batch ends before its leases", () => {
    const size = consumerOf("edge-topup-provision")?.max_batch_size;
    expect(size).toBeGreaterThanOrEqual(1);
    expect(size).toBeLessThanOrEqual(5);
  });
});

describe("these checks can fail", () => {
  test("names are read off the interface and the schema", () => {
    const text = `
      interface Bindings { readonly DB: D1Database; readonly Q: Queue<X> }
      const settings = z.object({ ONE: z.string(), /** two */ TWO: z.url() }).superRefine(f);`;
    const names = expectedNames({ path: "env.ts", text });
    expect(names).toMatchObject({ bindings: ["DB", "Q"], settings: ["ONE", "TWO"] });
  });

  test("names are offered set or commented out, and not in prose", () => {
    expect(offeredNames("ONE=1\n# TWO=2\n# Set THREE=3 to\n#FOUR=")).toEqual([
      "ONE",
      "TWO",
      "FOUR",
    ]);
  });
});
