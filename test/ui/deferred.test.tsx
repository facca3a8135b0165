/** What the first view leaves to later pages and scripts, so that it stays small. */
import { describe, expect, test } from "vitest";
import { portal } from "./portal.ts";
import { serviceView, topUpJson } from "./samples.ts";

const WINDOW = { headers: { "x-requested-with": "com.google.android.captiveportallogin" } };
const at = (path: string, init?: RequestInit) =>
  portal({ view: serviceView(), topUp: topUpJson("paid") }).page(path, init);
const sheetOf = (html: string) => /rel="stylesheet" href="([^"]+)"/.exec(html)?.[1];
const symbolsOf = (html: string) => [...html.matchAll(/<symbol id="i-(\w+)"/g)].map(([, id]) => id);

describe("the sentences for a script that does not load", () => {
  test("are in the pages that draw the forms, hidden until then", async () => {
    for (const path of ["/?step=billing", "/?step=payment"]) {
      const [, kept = ""] =
        /<template id="unavailable">(.*?)<\/template>/s.exec(await at(path)) ?? [];
      expect(kept).toContain("Payment system unavailable");
      expect(kept).toContain('data-action="retry"');
    }
  });

  test("is not in the first view", async () => {
    expect(await at("/")).not.toContain("Payment system unavailable");
  });
});

describe("the style sheet", () => {
  test.each([
    ["/", undefined, "shop"],
    ["/?step=billing", undefined, "checkout"],
    ["/?step=payment", undefined, "checkout"],
    ["/t/svc_1/top_1", undefined, "checkout"],
    ["/find", undefined, "support"],
    // Every page in a sign-in window has a field with its address.
    ["/", WINDOW, "checkout"],
  ])("of %s, requested with %o, is that of %s", async (path, init, name) => {
    expect(sheetOf(await at(path, init))).toBe(`/assets/${name}.css`);
  });
});

test("the icons of a result are in its own page, or come with the script that draws it", async () => {
  const steps = ["check", "clock", "alert", "plus", "minus"];
  expect(symbolsOf(await at("/"))).toEqual(steps);
  expect(symbolsOf(await at("/?step=payment"))).toEqual(steps);
  expect(symbolsOf(await at("/t/svc_1/top_1"))).toEqual([...steps, "x", "undo", "dot"]);
});
