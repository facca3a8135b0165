/** What a slow phone waits for: three requests, and then the slider reacts. */
import { OurRequests } from "./support/requests.ts";
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
  expect(seen).toEqual(["GET /", "GET /assets/shop.css", "GET /assets/shop.en.js"]);
  expect(everything).toBe(3);
});

test("the second script is loaded with the first touch, before the customer fills in anything", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.open();
  const script = page.waitForResponse(/\/assets\/checkout\.en\.js\?v=/);
  await page.getByTestId("days").press("ArrowRight");
  expect((await script).status()).toBe(200);
  await expect(page.getByTestId("days")).toBeVisible();
});

test("the second script does not load: the forms work, paying says why, and a retry repairs it", async ({
  portal,
}) => {
  const { page } = portal;
  await page.route(/\/assets\/checkout\.en\.js/, (route) => route.abort("blockedbyclient"));
  await portal.open();
  await page.getByTestId("continue-days").click();
  await portal.fillBilling();
  await page.getByTestId("continue-billing").click();
  await expect(portal.banner()).toContainText("Payment system unavailable");
  await expect(page.getByTestId("pay")).toBeHidden();
  await page.unroute(/\/assets\/checkout\.en\.js/);
  await page.getByTestId("retry").click();
  await portal.cardFormReady();
  await portal.fillCard();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
});
