/** Every state of a page, photographed. Expectations only wait until it is the right moment. */
import { CAST } from "../fixtures/cast.ts";
import { CARD, type Portal } from "./support/portal.ts";
import { expect, standAt, test } from "./support/test.ts";
import { worldAddress } from "./support/world-address.ts";

const WIDTHS = [320, 390, 1280];
const FOLDER = new URL("../../.tmp/screens/", import.meta.url).pathname;

async function shoot({ page }: Pick<Portal, "page">, name: string): Promise<void> {
  const theme = test.info().project.name;
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 500 ? 844 : 800 });
    await page.screenshot({ path: `${FOLDER}${name}-${theme}-${width}.png`, fullPage: true });
  }
}

test("the four steps", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await shoot(portal, "10-days");
  await page.getByTestId("continue-days").click();
  await page.getByTestId("email").fill("ada@example");
  await page.getByTestId("continue-billing").click();
  await shoot(portal, "20-billing");
  await portal.fillBilling();
  await page.getByTestId("continue-billing").click();
  await portal.cardFormReady();
  await shoot(portal, "30-payment");
  await portal.fillCard(CARD.poor);
  await portal.pay();
  await expect(portal.notice()).toBeVisible();
  await shoot(portal, "31-declined");
  await portal.fillCard(CARD.asksBank);
  await portal.pay();
  await portal.bankAsks();
  await shoot(portal, "32-bank");
  await portal.answerBank("complete");
  await expect(page.getByTestId("receipt")).toContainText("sent");
  await shoot(portal, "40-credited");
});

test("by link, and a top-up left open", async ({ portal }) => {
  await portal.openByLink();
  await shoot(portal, "11-days-by-link");
  await portal.buy(30, CARD.asksBank);
  await portal.bankAsks();
  await portal.page.reload();
  await expect(portal.result("awaiting_payment")).toBeVisible();
  await shoot(portal, "41-awaiting-payment");
  await portal.openByLink();
  await shoot(portal, "12-running");
});

test("waiting, and paid back", async ({ portal, ocs }) => {
  await portal.open();
  await portal.buy(7, CARD.asksBank);
  await portal.bankAsks();
  await ocs.silence();
  await portal.answerBank("complete");
  await expect(portal.result("paid")).toBeVisible();
  await portal.page.getByText("Now 1 second").or(portal.page.getByText("Now 2")).waitFor();
  await shoot(portal, "42-paid");
  await portal.page.getByTestId("refund-me").click();
  await expect(portal.result("refunded")).toBeVisible();
  await shoot(portal, "45-refunded");
});

test("being added", async ({ portal, ocs }) => {
  await portal.open();
  await portal.buy(7, CARD.asksBank);
  await portal.bankAsks();
  await ocs.fault({ kind: "hang", method: "SetBalance" });
  await portal.answerBank("complete");
  await expect(portal.result("crediting")).toBeVisible();
  await shoot(portal, "43-crediting");
});

test("no payment system", async ({ portal }) => {
  await portal.page.route(/\/stripe\.js$/, (route) => route.abort("blockedbyclient"));
  await portal.open();
  await portal.page.getByTestId("continue-days").click();
  await portal.fillBilling();
  await portal.page.getByTestId("continue-billing").click();
  await expect(portal.notice()).toBeVisible();
  await shoot(portal, "33-unavailable");
});

test("no balance", async ({ portal, ocs }) => {
  await ocs.silence();
  await portal.open();
  await shoot(portal, "50-unreadable");
});

const ELSEWHERE = {
  "13-expired": CAST.ben.networks[0],
  "51-unknown": "192.0.2.1",
  "52-suspended": CAST.cleo.networks[0],
  "53-no-end": CAST.hugo.networks[0],
} as const;
for (const [name, address] of Object.entries(ELSEWHERE)) {
  test(name, async ({ page }) => {
    await standAt(page, address);
    await page.goto(worldAddress().portal);
    await shoot({ page }, name);
  });
}

test("54-link", async ({ page }) => {
  await page.goto(`${worldAddress().portal}/l/forged`);
  await shoot({ page }, "54-link");
});
