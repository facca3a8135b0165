/** What `npm run dev` prints: both brands and every operator of the cast. */
import { beforeAll, describe, expect, test } from "vitest";
import { OPERATORS } from "../fixtures/operators.ts";
import { banner } from "./banner.ts";

let text = "";
beforeAll(async () => {
  const url = "http://127.0.0.1:8787";
  const simulators = { stripe: null, cgrates: null, mailbox: { url: "http://127.0.0.1:8790" } };
  const world = { url, vars: { SIGNING_KEY: "a signing key of tests" }, simulators };
  text = await banner(world, { nightly: "17 3 * * *", inspectorPort: 9229 }, false);
});

describe("the banner", () => {
  test("names the portals of both brands, each under its own host name", () => {
    expect(text).toContain("http://127.0.0.1:8787/\n");
    expect(text).toContain("http://127.0.0.1:8787/l/");
    expect(text).toContain("A second brand, Kestrel Mobile");
    expect(text).toContain("http://localhost:8787/l/");
  });

  test.each(Object.values(OPERATORS))("gives the token of $key.name", ({ key, token }) => {
    expect(text).toMatch(new RegExp(`${key.name} +${key.role} +OPERATOR_TOKEN=${token}`));
  });
});
