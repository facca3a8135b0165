import { test as base, type Page } from "@playwright/test";
import { sowAccounts } from "../../dev/ocs-seed.ts";
import type { CastBucket, CastMember } from "../../fixtures/cast.ts";
import { ocs, stripe } from "./neighbours.ts";
import { nextMember } from "./pool.ts";
import { Portal } from "./portal.ts";
import { worldAddress } from "./world-address.ts";

interface Journey {
  /** What the OCS holds for this test's service; null: as Ada, three days left. */
  readonly buckets: readonly CastBucket[] | null;
  /** A service of this test's own, with its account in the OCS. */
  readonly member: CastMember;
  /** The page of a browser at that service's address. */
  readonly portal: Portal;
  /** Another page of the same service: a second tab's worth, or with `other` another device. */
  readonly another: (which: "tab" | "device") => Promise<Portal>;
  /** Leaves no fault behind for the next test. */
  readonly calm: undefined;
}

export { expect } from "@playwright/test";

export const test = base.extend<Journey>({
  buckets: [null, { option: true }],

  member: async ({ buckets }, use) => {
    const member = nextMember(worldAddress().counter, buckets ?? undefined);
    await sowAccounts({ url: worldAddress().cgrates }, Date.now(), [member]);
    await use(member);
  },

  portal: async ({ page, member }, use) => {
    await standAt(page, member);
    await use(new Portal(page, member));
  },

  another: async ({ context, browser, member }, use) => {
    const devices: Page[] = [];
    await use(async (which) => {
      const page = which === "tab" ? await context.newPage() : await browser.newPage();
      if (which === "device") devices.push(page);
      await standAt(page, member);
      return new Portal(page, member);
    });
    for (const page of devices) await page.close();
  },

  calm: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
    async ({}, use) => {
      await use(undefined);
      await ocs.silent(false);
      await ocs.clearFaults();
      await stripe.clearFaults();
    },
    { auto: true },
  ],
});

/**
 * Makes the page's requests to our origin come from the service's address, as the edge would say.
 * Only to ours: a header of our own on a request to Stripe fails the browser's check of origins.
 */
async function standAt(page: Page, member: CastMember): Promise<void> {
  const [address] = member.networks;
  if (address === undefined) throw new Error("a service without an address: open it by link");
  await page.route(`${worldAddress().portal}/**`, async (route) => {
    const headers = { ...(await route.request().allHeaders()), "cf-connecting-ip": address };
    await route.continue({ headers });
  });
}
