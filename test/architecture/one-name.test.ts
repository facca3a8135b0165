import { describe, expect, test } from "vitest";
import { code, read } from "./support/files.ts";
import { misnamedHandlers, misnamedMethods } from "./support/one-name.ts";

const OBJECT = "src/object/service/object.ts";

/** Handlers whose name is not that of one use case, and why. */
const NO_USE_CASE: Readonly<Record<string, string>> = {
  healthRoute: "answers from the Worker alone",
  openApiRoute: "answers with a document",
  socketRoute: "hands the connection over to the object",
  openSocketRoute: "hands the connection over to the object",
  linkRoute: "one address for three use cases: print, rotate and revoke a link",
  identifyRoute: "one address for two use cases: by proof, and by a typed number",
  reprojectRoute: "one address for two use cases: one service, or the next page of all",
};

describe("one operation has one name", () => {
  test("a handler is called like its use case: cancelTopUpRoute answers with cancelTopUp", () => {
    const handlers = code("src/http/api", "src/http/operator", "src/http/legacy");
    const found = [...handlers, ...code("src/http/webhooks")].flatMap((file) =>
      misnamedHandlers(file, NO_USE_CASE),
    );
    expect(found, "rename the handler or the use case, whichever says less").toEqual([]);
  });

  test("a method of the object is called like the command that it hands over to", () => {
    const found = misnamedMethods({ path: OBJECT, text: read(OBJECT) });
    expect(found, "rename the method or the command").toEqual([]);
  });
});

describe("these checks can fail", () => {
  const handler = (name: string) => ({
    path: "src/http/api/top-up.ts",
    text: `import { cancelTopUp } from "../../app/payment/cancel-top-up.ts";
      import { syncTopUp } from "../base/sync.ts";
      export const ${name} = (c) => cancelTopUp(c);`,
  });

  test.each([
    ["cancelTopUpRoute", 0],
    ["stopRoute", 1],
    ["syncTopUpRoute", 1],
    ["refOf", 0],
  ])("the handler %s: %s", (name, count) => {
    expect(misnamedHandlers(handler(name))).toHaveLength(count);
    expect(misnamedHandlers(handler(name), { [name]: "a reason" })).toEqual([]);
  });

  const object = (method: string) => ({
    path: OBJECT,
    text: `import * as provisioning from "./commands/provisioning.ts";
      export class A { ${method} }`,
  });

  test.each([
    ["async grantCredit(input) { return provisioning.grantCredit(this.core, input); }", 0],
    ["async grant(input) { return provisioning.grantCredit(this.core, input); }", 1],
    ["async wake() { await this.outbox.drive(); }", 0],
    ["async fetch(r) { return provisioning.grantCredit(r); }", 0],
  ])("%s: %s", (method, count) => {
    expect(misnamedMethods(object(method))).toHaveLength(count);
  });
});
