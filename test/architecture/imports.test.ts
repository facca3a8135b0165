import { describe, expect, test } from "vitest";
import { code, exists } from "./support/files.ts";
import { circle, importsOf } from "./support/imports.ts";
import { impurities } from "./support/purity.ts";
import { trespass } from "./support/zones.ts";

const imports = code("src").flatMap(importsOf);

describe("who may import whom", () => {
  test("every import of src keeps to its zone", () => {
    const found = imports.map((one) => trespass(one)).filter((one) => one !== null);
    expect(found, "move the code to the room it belongs to, or go through a port").toEqual([]);
  });

  test("no file imports itself by way of others", () => {
    const atRuntime = imports.filter(({ typeOnly }) => !typeOnly);
    expect(circle(atRuntime), "move what both need into a file of its own").toBeNull();
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
  test("src/domain has no clock, no dice, no waiting, no talking", () => {
    const found = code("src/domain").flatMap(impurities);
    expect(found, "hand it in as a value; effects belong to app and adapters").toEqual([]);
  });
});

describe("these checks can fail", () => {
  const at = (from: string, to: string, isPackage = false) =>
    trespass({ from, line: 1, to, isPackage, typeOnly: false });

  test.each([
    ["src/domain/base/money.ts", "src/app/ports/ports.ts", false],
    ["src/domain/base/money.ts", "zod", true],
    ["src/contract/api.ts", "hono", true],
    ["src/app/sale/quote.ts", "src/adapters/d1/register.ts", false],
    ["src/app/sale/quote.ts", "stripe", true],
    ["src/adapters/stripe/client.ts", "src/adapters/d1/rows.ts", false],
    ["src/adapters/stripe/client.ts", "src/app/sale/quote.ts", false],
    ["src/adapters/sms/sms.ts", "src/adapters/mail/mail.ts", false],
    ["src/http/app.ts", "src/adapters/log/log.ts", false],
    ["src/http/app.ts", "drizzle-orm/d1", true],
    ["src/consumers/refund.ts", "stripe", true],
    ["src/ui/portal/layout/layout.tsx", "src/app/ports/ports.ts", false],
    ["src/ui/portal/sale/shop.script.ts", "node:fs", true],
    ["src/elsewhere/a.ts", "src/domain/base/money.ts", false],
  ])("%s must not import %s", (from, to, isPackage) => {
    expect(at(from, to, isPackage)).not.toBeNull();
  });

  test.each([
    ["src/domain/top-up/decide.ts", "src/domain/base/money.ts", false],
    ["src/app/sale/quote.ts", "src/app/ports/ports.ts", false],
    ["src/adapters/d1/register.ts", "src/app/ports/register.ts", false],
    ["src/adapters/d1/register.ts", "drizzle-orm/d1", true],
    ["src/adapters/sms/sms.ts", "src/adapters/sms/text.ts", false],
    ["src/http/app.ts", "hono/cookie", true],
    ["src/object/service/object.ts", "cloudflare:workers", true],
  ])("%s may import %s", (from, to, isPackage) => {
    expect(at(from, to, isPackage)).toBeNull();
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
      ...["src/domain/a.ts", "src/b.ts", "zod", "src/domain/d.ts", "src/domain/e.ts"],
    ]);
  });

  test("a circle is found", () => {
    const edge = (from: string, to: string) => ({
      ...{ from, to, line: 1, isPackage: false, typeOnly: false },
    });
    expect(circle([edge("a", "b"), edge("b", "c"), edge("c", "b")])).toEqual(["b", "c", "b"]);
    expect(circle([edge("a", "b"), edge("a", "c"), edge("b", "c")])).toBeNull();
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
