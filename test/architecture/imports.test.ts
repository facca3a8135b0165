import { describe, expect, test } from "vitest";
import { code, exists, filesBelow } from "./support/files.ts";
import { circle, importsOf } from "./support/imports.ts";
import { impurities } from "./support/purity.ts";
import { betweenRooms, homeless, loadsScript, trespass } from "./support/zones.ts";

const imports = code("src").flatMap(importsOf);

describe("who may import whom", () => {
  test("every import of src keeps to its room", () => {
    const found = imports.map((one) => trespass(one)).filter((one) => one !== null);
    expect(found, "move the code to the room it belongs to, or go through a port").toEqual([]);
  });

  test("every file of src lies in a room, also one that imports nothing", () => {
    const found = homeless(filesBelow("src"));
    expect(found, "name its room in test/architecture/support/zones.ts").toEqual([]);
  });

  test("no file imports itself by way of others, type imports included", () => {
    expect(circle(imports), "move what both need into a file of its own").toBeNull();
  });

  test("no room imports itself by way of others, type imports included", () => {
    const advice = "move what both need into the lower room, or hand it in from compose";
    expect(circle(betweenRooms(imports)), advice).toBeNull();
  });

  test("what only a browser can run is imported by scripts and entries alone", () => {
    const found = imports.map(loadsScript).filter((one) => one !== null);
    expect(found, "move what server and browser share into a file without .script").toEqual([]);
  });

  test("every relative import names a file that is there, with its ending", () => {
    const lost = imports.filter(({ isPackage, to }) => !isPackage && !exists(to));
    const named = lost.map(({ from, line, to }) => `${from}:${line}: ${to}`);
    expect(named, "write the path as it is on disk: ./money.ts").toEqual([]);
  });

  test("zod comes as a namespace, so that the bundle stays small", () => {
    const named = code("src").filter(({ text }) => /import \{[^}]*\} from "zod"/.test(text));
    expect(
      named.map(({ path }) => path),
      'write: import * as z from "zod"',
    ).toEqual([]);
  });
});

describe("the core is pure", () => {
  test("src/domain has no clock, no random numbers, no waiting, no calls outside", () => {
    const found = code("src/domain").flatMap(impurities);
    expect(found, "hand it in as a value; effects belong to app and adapters").toEqual([]);
  });
});

describe("these checks can fail", () => {
  const edge = (from: string, to: string, isPackage = false, typeOnly = false) => ({
    from,
    to,
    line: 1,
    isPackage,
    typeOnly,
  });

  test.each([
    ["src/domain/base/money.ts", "src/app/ports/clock.ts"],
    ["src/domain/base/money.ts", "src/domain/offer/offer.ts"],
    ["src/domain/ocs/evidence.ts", "src/domain/top-up/top-up.ts"],
    ["src/domain/top-up/states.ts", "src/domain/ledger/journal.ts"],
    ["src/contract/api.ts", "src/app/base/refusal.ts"],
    ["src/app/ports/clock.ts", "src/app/base/refusal.ts"],
    ["src/app/sale/quote.ts", "src/adapters/d1/register.ts"],
    ["src/app/sale/quote.ts", "src/app/payment/request-top-up.ts"],
    ["src/app/refund/process-refunds.ts", "src/app/operator/refund-top-up.ts"],
    ["src/app/provisioning/provision.ts", "src/app/payment/sync-payment.ts"],
    ["src/app/notice/send-notices.ts", "src/app/identification/identify.ts"],
    ["src/app/recovery/sweep.ts", "src/app/legacy/answers.ts"],
    ["src/object/service/object.ts", "src/compose/object.ts"],
    ["src/object/service/object.ts", "src/app/ports/clock.ts"],
    ["src/object/service/object.ts", "src/config/env.ts"],
    ["src/adapters/stripe/client.ts", "src/adapters/d1/rows.ts"],
    ["src/adapters/stripe/client.ts", "src/app/sale/quote.ts"],
    ["src/adapters/sms/sms.ts", "src/adapters/mail/resend-mail.ts"],
    ["src/http/app.ts", "src/adapters/log/log.ts"],
    ["src/http/base/faults.ts", "src/http/legacy/answer.ts"],
    ["src/http/middleware/session.ts", "src/http/api/top-ups.ts"],
    ["src/http/api/top-ups.ts", "src/http/portal/shop.tsx"],
    ["src/http/api/top-ups.ts", "src/app/legacy/answers.ts"],
    ["src/http/api/top-ups.ts", "src/config/settings.ts"],
    ["src/http/api/top-ups.ts", "src/ui/portal/layout/layout.tsx"],
    ["src/triggers/queues.ts", "src/app/legacy/answers.ts"],
    ["src/ui/kit/field/field.ts", "src/ui/portal/layout/layout.tsx"],
    ["src/ui/portal/layout/layout.tsx", "src/app/ports/clock.ts"],
    ["src/ui/portal/layout/layout.tsx", "src/contract/api.ts"],
    ["src/cli/operator.ts", "src/app/operator/refund-top-up.ts"],
    ["src/config/env.ts", "src/app/ports/clock.ts"],
    ["src/compose/worker.ts", "src/index.ts"],
    ["src/compose/worker.ts", "src/app/legacy/answers.ts"],
    ["src/index.ts", "src/app/legacy/answers.ts"],
    ["src/elsewhere/a.ts", "src/domain/base/money.ts"],
    ["src/http/console/top-ups.ts", "src/domain/base/money.ts"],
  ])("%s must not import %s", (from, to) => {
    expect(trespass(edge(from, to))).not.toBeNull();
  });

  test.each([
    ["src/helpers.ts", 1],
    ["src/domain/helpers.ts", 1],
    ["src/adapters/helpers.ts", 1],
    ["src/app/billing/helpers.ts", 1],
    ["src/http/fixtures/a.html", 1],
    ["src/domain/base/helpers.ts", 0],
    ["src/index.ts", 0],
    ["src/docs/runbook.md", 0],
    ["src/ui/tsconfig.json", 0],
  ])("%s lies in no room: %s", (path, count) => {
    expect(homeless([path])).toHaveLength(count);
  });

  test.each([
    ["src/domain/base/money.ts", "zod"],
    ["src/contract/api.ts", "hono"],
    ["src/app/sale/quote.ts", "stripe"],
    ["src/adapters/cgrates/charging-system.ts", "stripe"],
    ["src/adapters/sms/sms.ts", "drizzle-orm"],
    ["src/http/app.ts", "drizzle-orm/d1"],
    ["src/http/api/top-ups.ts", "uqr"],
    ["src/triggers/queues.ts", "stripe"],
    ["src/ui/portal/shop/shop.script.ts", "node:fs"],
  ])("%s must not import the package %s", (from, to) => {
    expect(trespass(edge(from, to, true))).not.toBeNull();
  });

  test.each([
    ["src/domain/top-up/decide/grant.ts", "src/domain/base/money.ts"],
    ["src/app/sale/quote.ts", "src/app/ports/clock.ts"],
    ["src/app/legacy/top-up-dongle.ts", "src/app/payment/sync-payment.ts"],
    ["src/adapters/d1/register.ts", "src/app/ports/register.ts"],
    ["src/adapters/sms/sms.ts", "src/adapters/sms/text.ts"],
    ["src/http/legacy/usage.ts", "src/app/legacy/get-usage.ts"],
    ["src/http/app.ts", "src/http/portal/routes.ts"],
    ["src/compose/worker.ts", "src/adapters/d1/register.ts"],
  ])("%s may import %s", (from, to) => {
    expect(trespass(edge(from, to))).toBeNull();
  });

  test.each([
    ["src/adapters/d1/register.ts", "drizzle-orm/d1"],
    ["src/http/app.ts", "hono/cookie"],
    ["src/object/service/object.ts", "cloudflare:workers"],
    ["src/cli/operator.ts", "node:util"],
  ])("%s may import the package %s", (from, to) => {
    expect(trespass(edge(from, to, true))).toBeNull();
  });

  test.each([
    ["src/object/service/object.ts", "src/app/ports/clock.ts"],
    ["src/http/base/http-env.ts", "src/config/settings.ts"],
    ["src/ui/portal/result/result.ts", "src/contract/api.ts"],
  ])("%s may import the types of %s", (from, to) => {
    expect(trespass(edge(from, to, false, true))).toBeNull();
    expect(trespass(edge(from, to))).toMatch(/import type/);
  });

  test.each([
    ["src/ui/portal/shop/shop-page.tsx", "src/ui/kit/tree/dom.script.ts", false],
    ["src/http/portal/shop.tsx", "src/ui/portal/shop/shop.script.ts", false],
    ["src/ui/portal/shop/shop.script.ts", "src/ui/kit/tree/dom.script.ts", true],
    ["src/ui/portal/entry-shop.ts", "src/ui/portal/shop/shop.script.ts", true],
    ["src/ui/portal/shop/shop.script.ts", "src/ui/portal/shop/steps/steps.ts", true],
  ])("%s importing the script %s: allowed %s", (from, to, allowed) => {
    expect(loadsScript(edge(from, to)) === null).toBe(allowed);
  });

  test("all forms of an import are seen", () => {
    const text = [
      'import { a } from "./a.ts";',
      'import type { B } from "../b.ts";',
      'export { c } from "zod";',
      'export * from "./d.ts";',
      'const e = import("./e.ts");',
    ].join("\n");
    expect(importsOf({ path: "src/domain/x.ts", text }).map(({ to }) => to)).toEqual([
      "src/domain/a.ts",
      "src/b.ts",
      "zod",
      "src/domain/d.ts",
      "src/domain/e.ts",
    ]);
  });

  test("a circle is found", () => {
    expect(circle([edge("a", "b"), edge("b", "c"), edge("c", "b")])).toEqual(["b", "c", "b"]);
    expect(circle([edge("a", "b"), edge("a", "c"), edge("b", "c")])).toBeNull();
  });

  test("a circle of rooms is found where no file is on a circle", () => {
    const there = edge("src/app/sale/a.ts", "src/app/payment/b.ts", false, true);
    const back = edge("src/app/payment/c.ts", "src/app/sale/d.ts");
    expect(circle([there, back])).toBeNull();
    expect(circle(betweenRooms([there, back]))).not.toBeNull();
    expect(betweenRooms([edge("src/app/sale/a.ts", "src/app/sale/b.ts")])).toEqual([]);
  });

  test.each([
    "Date.now()",
    "new Date()",
    "Math.random()",
    "crypto.randomUUID()",
    "fetch(url)",
    "console.log(1)",
    "async () => 1",
    "setTimeout(f, 1)",
  ])("%s is impure", (text) => {
    expect(impurities({ path: "x.ts", text })).not.toEqual([]);
  });

  test.each(["new Date(now)", "x.fetch", "({ console: 1 })", "Math.max(1, 2)"])(
    "%s is pure",
    (text) => {
      expect(impurities({ path: "x.ts", text })).toEqual([]);
    },
  );
});
