import { describe, expect, test } from "vitest";
import { unstable_readConfig } from "wrangler";
import { CONFIG } from "../dev/paths.ts";
import { read } from "./support/files.ts";
import { expectedNames, offeredNames } from "./support/names.ts";

interface Consumer {
  readonly queue: string;
  readonly max_batch_size?: number;
  readonly max_batch_timeout?: number;
  readonly max_retries?: number;
  readonly max_concurrency?: number | null;
  readonly dead_letter_queue?: string;
}
/** What these checks read of wrangler.toml. */
interface Config {
  readonly compatibility_flags?: readonly string[];
  readonly vars: Readonly<Record<string, unknown>>;
  readonly d1_databases: readonly { readonly binding: string }[];
  readonly durable_objects: { readonly bindings: readonly { readonly name: string }[] };
  readonly queues: {
    readonly producers?: readonly { readonly binding: string; readonly queue: string }[];
    readonly consumers?: readonly Consumer[];
  };
  readonly ratelimits: readonly { readonly name: string }[];
  readonly send_email: readonly { readonly name: string }[];
  readonly version_metadata: { readonly binding: string };
  readonly assets?: { readonly binding?: string };
}

const config: Config = unstable_readConfig({ config: CONFIG });
const namesIn = (path: string) => expectedNames({ path, text: read(path) });
const expected = {
  bindings: namesIn("src/config/env.ts").bindings,
  settings: namesIn("src/config/settings.ts").settings,
};
const consumers = config.queues.consumers ?? [];
const consumerOf = (queue: string) => consumers.find((one) => one.queue === queue);

function bindings(): string[] {
  return [
    ...config.d1_databases.map(({ binding }) => binding),
    ...config.durable_objects.bindings.map(({ name }) => name),
    ...(config.queues.producers ?? []).map(({ binding }) => binding),
    ...config.ratelimits.map(({ name }) => name),
    ...config.send_email.map(({ name }) => name),
    config.version_metadata.binding,
    ...(config.assets?.binding ? [config.assets.binding] : []),
  ];
}

describe("wrangler.toml and src/config know the same names", () => {
  test("bindings", () => {
    const advice = "a binding is in wrangler.toml and in the interface Bindings, or in neither";
    expect(bindings().sort(), advice).toEqual([...expected.bindings].sort());
  });

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

describe("the queues are a valve and nothing more", () => {
  const working = consumers.filter(({ queue }) => queue !== "edge-topup-dead");

  test("every queue that is written to has a consumer", () => {
    const written = (config.queues.producers ?? []).map(({ queue }) => queue);
    expect(written.filter((queue) => !consumerOf(queue))).toEqual([]);
    expect(working.length).toBe(written.length);
  });

  test.each(consumers)("$queue hands over at once", ({ max_batch_timeout }) => {
    expect(max_batch_timeout, "a timeout holds a paid customer up").toBe(0);
  });

  test.each(working)("$queue is bounded, and gives up after three tries", (queue) => {
    expect(queue.max_concurrency, "set max_concurrency").toBeGreaterThanOrEqual(1);
    expect(queue.max_retries, "the object's alarm is the scheduler, not the queue").toBe(3);
    expect(queue.dead_letter_queue).toBe("edge-topup-dead");
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

  test("dead letters have a consumer", () => {
    expect(consumerOf("edge-topup-dead")).toBeDefined();
  });
});

describe("these checks can fail", () => {
  test("names are read off the interface and the schema", () => {
    const text = `
      interface Bindings { readonly DB: D1Database; readonly Q: Queue<X> }
      const settings = z.object({ ONE: z.string(), /** two */ TWO: z.url() }).superRefine(f);`;
    const names = expectedNames({ path: "env.ts", text });
    expect(names).toEqual({ bindings: ["DB", "Q"], settings: ["ONE", "TWO"] });
  });

  test("names are offered set or commented out, and not in prose", () => {
    expect(offeredNames("ONE=1\n# TWO=2\n# Set THREE=3 to\n#FOUR=")).toEqual([
      "ONE",
      "TWO",
      "FOUR",
    ]);
  });
});
