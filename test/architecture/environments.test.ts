/** Production and staging live in one account: alike in everything, and nothing in common. */
import { describe, expect, test } from "vitest";
import {
  bindingsOf,
  configurationOf,
  ENVIRONMENTS,
  type Environment,
  settingsOfQueue,
  shared,
} from "./support/environments.ts";
import { read } from "./support/files.ts";
import { expectedNames } from "./support/names.ts";

const names = Object.keys(ENVIRONMENTS) as Environment[];
const production = configurationOf("production");
const staging = configurationOf("staging");
const expected = expectedNames({ path: "src/config/env.ts", text: read("src/config/env.ts") });

describe.each(names)("%s", (environment) => {
  const config = configurationOf(environment);
  const prefix = String(config.vars.QUEUE_PREFIX);
  const { consumers = [], producers = [] } = config.queues;

  test("binds all that the interface Bindings needs, and nothing that it does not know", () => {
    const bound = bindingsOf(config);
    const advice = "a binding is in src/config/env.ts and in every environment of wrangler.toml";
    const known = [...expected.bindings, ...expected.optionalBindings];
    expect(
      expected.bindings.filter((name) => !bound.includes(name)),
      advice,
    ).toEqual([]);
    expect(
      bound.filter((name) => !known.includes(name)),
      advice,
    ).toEqual([]);
    expect(new Set(bound).size, "a binding twice").toBe(bound.length);
  });

  test.each(producers)("the queue of $binding is QUEUE_PREFIX and its name", (producer) => {
    expect(producer.queue).toBe(`${prefix}${producer.binding.toLowerCase()}`);
  });

  test("every queue that is written to has one consumer, and its dead letters too", () => {
    const written = producers.map(({ queue }) => queue);
    expect(consumers.map(({ queue }) => queue).toSorted()).toEqual(
      [...written, `${prefix}dead`].toSorted(),
    );
    const working = consumers.filter(({ queue }) => queue !== `${prefix}dead`);
    expect(new Set(working.map((one) => one.dead_letter_queue))).toEqual(
      new Set([`${prefix}dead`]),
    );
  });

  test("every limit counts in a namespace of its own", () => {
    const namespaces = config.ratelimits.map((limit) => limit.namespace_id);
    expect(new Set(namespaces).size).toBe(namespaces.length);
  });

  test("is bounded, watched and versioned", () => {
    expect(config.limits?.cpu_ms).toBeGreaterThanOrEqual(30_000);
    expect(config.limits?.subrequests).toBeGreaterThanOrEqual(1000);
    expect(config.observability?.enabled).toBe(true);
    expect(config.version_metadata?.binding).toBe("VERSION");
    expect(config.migrations.map(({ tag }) => tag)).toEqual(
      production.migrations.map((m) => m.tag),
    );
  });
});

describe("staging is production", () => {
  test("with the same vars, secrets, crons and flags", () => {
    expect(Object.keys(staging.vars)).toEqual(Object.keys(production.vars));
    expect(staging.vars.ENVIRONMENT, "it refuses what production refuses").toBe("production");
    expect(staging.secrets).toEqual(production.secrets);
    expect(staging.triggers).toEqual(production.triggers);
    expect(staging.compatibility_flags).toEqual(production.compatibility_flags);
  });

  test("with the same bindings, classes and folders of migrations", () => {
    expect(bindingsOf(staging)).toEqual(bindingsOf(production));
    expect(staging.durable_objects).toEqual(production.durable_objects);
    const folders = (config: typeof staging) =>
      config.d1_databases.map(({ binding, migrations_dir: dir }) => ({ binding, dir }));
    expect(folders(staging)).toEqual(folders(production));
  });

  test("with the same settings of queues and limits", () => {
    const queues = ({ queues: { consumers = [] }, vars }: typeof staging) =>
      consumers.map((one) => settingsOfQueue(one, String(vars.QUEUE_PREFIX)));
    expect(queues(staging)).toEqual(queues(production));
    const limits = (config: typeof staging) =>
      config.ratelimits.map(({ name, simple }) => ({ name, simple }));
    expect(limits(staging)).toEqual(limits(production));
  });

  test("and shares no database, queue, limit or name with it", () => {
    expect(shared(staging, production)).toEqual([]);
  });
});

test("these checks can fail", () => {
  const twice = { ...staging, d1_databases: production.d1_databases };
  expect(shared(twice, production)).toContain("database edge-topup");
  expect(shared({ ...staging, ratelimits: production.ratelimits }, production)).toContain(
    "limit 1001",
  );
  const text = "interface Bindings { readonly DB: D1Database; readonly LEDGER_2?: D1Database }";
  expect(expectedNames({ path: "env.ts", text })).toMatchObject({
    bindings: ["DB"],
    optionalBindings: ["LEDGER_2"],
  });
});
