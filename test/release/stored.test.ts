/** New code on the storage of every release: nothing that was written may get another meaning. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSigner } from "../../src/adapters/signer/signer.ts";
import type { Purpose } from "../../src/app/ports/signer.ts";
import { vault } from "../fixtures/payers.ts";
import { migrationNames } from "../simulation/world/d1.ts";
import { SimulatedDatabases } from "../simulation/world/databases.ts";
import { hashAtOnce } from "../simulation/world/signer.ts";
import { unaccepted } from "./accepted.ts";
import { lostIn } from "./contains.ts";
import { frozenVersions, readFrozen } from "./frozen.ts";
import { readAll } from "./reads.ts";
import { SECRETS_OF_TESTS } from "./secrets.ts";
import { rowsOfTables } from "./tables.ts";
import { endOf, goOn, projectAnew, wakeWorld } from "./told-world.ts";

let restore = () => {};
beforeAll(() => {
  restore = hashAtOnce();
});
afterAll(() => restore());

test("there is a release to be held to", () => {
  expect(frozenVersions()).toContain("v0.2");
});

describe.each(frozenVersions())("the storage of %s", (version) => {
  const frozen = readFrozen(version);
  const lost = (lines: readonly string[]) => unaccepted(version, lines);

  test("has every object and story that the cast promises", () => {
    expect(frozen.stories.length).toBeGreaterThanOrEqual(18);
    const services = frozen.objects.filter(({ kind }) => kind === "service");
    expect(services.length).toBe(frozen.services);
  });

  test("wakes, and every read answers what it answered then", async () => {
    const now = await readAll(wakeWorld(frozen), frozen.stories);
    expect(lost(lostIn(frozen.reads, now))).toEqual([]);
  });

  test("takes the newer migrations, and no row is lost", () => {
    const { main, ledgers } = frozen.d1;
    const before = rowsOfTables(
      new SimulatedDatabases({
        main: { ...main, applied: migrationNames("main") },
        ledgers: ledgers.map((one) => ({ ...one, applied: migrationNames("ledger") })),
      }),
    );
    const after = rowsOfTables(new SimulatedDatabases(frozen.d1));
    expect(Object.keys(before).length).toBeGreaterThan(15);
    expect(lost(lostIn(before, after))).toEqual([]);
  });

  test("its events, projected into an empty D1, are the same ledger", async () => {
    const nothing = { applied: [], sql: "" };
    const world = wakeWorld({ ...frozen, d1: { main: nothing, ledgers: [nothing, nothing] } });
    await projectAnew(world);
    const before = rowsOfTables(new SimulatedDatabases(frozen.d1), LEDGER);
    const now = rowsOfTables(world.d1, LEDGER);
    expect(Object.keys(before.journal_entry ?? {}).length).toBeGreaterThan(5);
    // `seq` is how far the log had come when D1 heard of it.
    const lines = lostIn(before, now).filter((line) => !/^\$\.top_up\.\w+\.seq: /.test(line));
    expect(lost(lines)).toEqual([]);
  });

  test("what was under way ends as it would have ended then", async () => {
    const world = wakeWorld(frozen);
    await goOn(world);
    const lines = lostIn(frozen.end, JSON.parse(JSON.stringify(endOf(world, frozen.stories))));
    expect(lost(lines)).toEqual([]);
    const states = endOf(world, frozen.stories).topUps.map(({ state }) => state);
    expect(states).toEqual(frozen.stories.map(({ endsAs }) => endsAs));
  });

  test("its seals open, its payers are known again, its printed links are signed", async () => {
    const { payer, block, payerKeys, cardKeys, tokens } = frozen.secrets;
    expect(await vault.open(payer)).toMatchObject(block);
    expect(await vault.keysOf(block.brand, block.email)).toEqual(payerKeys);
    expect(await vault.cardKeysOf(SECRETS_OF_TESTS.card)).toEqual(cardKeys);
    const signer = createSigner(SECRETS_OF_TESTS.signingKey);
    for (const [purpose, token] of Object.entries(tokens)) {
      expect(await signer.verify(purpose as Purpose, token), purpose).toEqual({ of: purpose });
    }
  });
});

const LEDGER = ["top_up", "invoice", "journal_entry", "lookup"] as const;
