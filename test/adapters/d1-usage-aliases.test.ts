import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { createUsageAliases } from "../../src/adapters/d1/usage-aliases.ts";
import { ALIAS_KEPT_MS } from "../../src/app/ports/usage-aliases.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { CAST } from "../fixtures/cast.ts";
import { T0 } from "./d1-log.ts";

const aliases = createUsageAliases(env.DB);
const of = { serviceId: CAST.ada.service.id, address: "digest-1" };
beforeEach(() => env.DB.prepare("DELETE FROM usage_alias").run());
const count = () => env.DB.prepare("SELECT count(*) AS n FROM usage_alias").first<number>("n");

test("an address gets one pair a day, however often and however many at once it asks", async () => {
  const pairs = await Promise.all([1, 2, 3].map((ms) => aliases.give(of, T0 + ms)));
  expect(new Set(pairs.map(({ imsi }) => imsi)).size).toBe(1);
  expect(await count()).toBe(1);
  const elsewhere = await aliases.give({ ...of, address: "digest-2" }, T0);
  const tomorrow = await aliases.give(of, T0 + DAY_MS);
  expect(new Set([pairs[0], elsewhere, tomorrow].map((one) => one?.serviceUuid)).size).toBe(3);
  expect(pairs[0]?.imsi).toMatch(/^999\d{12}$/);
});

test("a pair is found by either alias and by both, not by two of different pairs", async () => {
  const one = await aliases.give(of, T0);
  const two = await aliases.give({ ...of, address: "digest-2" }, T0);
  const { serviceUuid, imsi } = one;
  await aliases.give(of, T0 + 60_000);
  for (const by of [one, { serviceUuid, imsi: null }, { serviceUuid: null, imsi }]) {
    const found = { serviceId: of.serviceId, madeAt: T0, givenAt: T0 + 60_000 };
    expect(await aliases.find(by, T0)).toMatchObject(found);
  }
  expect(await aliases.find({ serviceUuid, imsi: two.imsi }, T0)).toBeNull();
  expect(await aliases.find({ serviceUuid: null, imsi: null }, T0)).toBeNull();
});

test("kept for 30 days after it was last given, then unknown, then deleted", async () => {
  const pair = await aliases.give(of, T0);
  expect(await aliases.find(pair, T0 + ALIAS_KEPT_MS - 1)).not.toBeNull();
  expect(await aliases.forget(10, T0 + ALIAS_KEPT_MS - 1)).toBe(0);
  expect(await aliases.find(pair, T0 + ALIAS_KEPT_MS)).toBeNull();
  expect(await aliases.forget(10, T0 + ALIAS_KEPT_MS + 2 * DAY_MS)).toBe(1);
  expect(await count()).toBe(0);
});
