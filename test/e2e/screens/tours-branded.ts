/** An operator's own colours, logo and merchant, and the consent that some laws demand. */
import { expect, NOWHERE, requestFrom } from "../support/test.ts";
import type { Tour } from "./tour.ts";

const steps: Tour = {
  meets: ["brand-days", "brand-payment", "brand-consent", "brand-credited"],
  brand: "kestrel",
  async lead({ page, portal, at }) {
    await portal.open();
    await at("brand-days");
    await portal.goToPayment(7);
    await at("brand-payment");
    await portal.fillCard();
    await portal.pay();
    await expect(page.locator("#consent-mistake")).toBeVisible();
    await at("brand-consent");
    await page.getByTestId("consent").check();
    await portal.pay();
    await expect(portal.result("credited").getByText(portal.email)).toBeVisible();
    await at("brand-credited");
  },
};

const identify: Tour = {
  meets: ["brand-identify"],
  brand: "kestrel",
  async lead({ page, portal, at }) {
    await requestFrom(page, NOWHERE);
    await portal.open();
    await at("brand-identify");
  },
};

export const brandedTours: readonly Tour[] = [steps, identify];
