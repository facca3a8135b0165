/** What a slow phone waits for: three requests, and then the slider reacts. */
import type { Response } from "@playwright/test";
import { OurRequests } from "./support/requests.ts";
import { CHECKOUT_SCRIPT } from "./support/scripts.ts";
import { expect, test } from "./support/test.ts";

test("three requests before the slider reacts, none of them to another origin", async ({
  portal,
}) => {
  const { page } = portal;
  const ours = new OurRequests(page);
  const all: string[] = [];
  page.on("request", (request) => all.push(request.url()));
  await portal.open();
  await page.waitForLoadState("load");
  const seen = [...ours.seen];
  const everything = all.length;
  await page.getByTestId("days").press("ArrowRight");
  await expect(page.getByTestId("price")).toHaveText("$80.00");
  expect(seen).toEqual([
    "GET /",
    expect.stringMatching(/^GET \/assets\/shop-[A-Z0-9]{8}\.css$/),
    expect.stringMatching(/^GET \/assets\/shop\.en-[A-Z0-9]{8}\.js$/),
  ]);
  expect(everything).toBe(3);
});

test("what is loaded once is kept: an asset's name changes with its content", async ({
  portal,
}) => {
  const { page } = portal;
  const answers: Response[] = [];
  page.on("response", (one) => void (one.url().includes("/assets/") && answers.push(one)));
  await portal.open();
  await page.waitForLoadState("load");
  expect(answers).toHaveLength(2);
  for (const answer of answers) {
    const headers = await answer.allHeaders();
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
  }
});

test("the second script is loaded with the first touch, before the customer fills in anything", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.open();
  const script = page.waitForResponse(CHECKOUT_SCRIPT);
  await page.getByTestId("days").press("ArrowRight");
  expect((await script).status()).toBe(200);
  await expect(page.getByTestId("days")).toBeVisible();
});

test("the second script does not load: the forms work, paying says why, and a retry repairs it", async ({
  portal,
}) => {
  const { page } = portal;
  await page.route(CHECKOUT_SCRIPT, (route) => route.abort("blockedbyclient"));
  await portal.open();
  await page.getByTestId("continue-days").click();
  await portal.fillBilling();
  await page.getByTestId("continue-billing").click();
  await expect(portal.banner()).toContainText("Payment system unavailable");
  await expect(page.getByTestId("pay")).toBeHidden();
  await page.unroute(CHECKOUT_SCRIPT);
  await page.getByTestId("retry").click();
  await portal.cardFormReady();
  await portal.fillCard();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
});
