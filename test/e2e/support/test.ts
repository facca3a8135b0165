import {
  type Browser,
  type BrowserContextOptions,
  test as base,
  type Page,
} from "@playwright/test";
import { createOcsAccounts } from "../../dev/ocs-accounts.ts";
import type { CastBucket, CastMember } from "../../fixtures/cast.ts";
import { Ocs } from "./external-simulators.ts";
import { nextMember } from "./pool.ts";
import { Portal } from "./portal.ts";
import { worldAddress } from "./world-address.ts";

interface Journey {
  /** What the OCS holds for this test's service; null: as Ada, three days left. */
  readonly buckets: readonly CastBucket[] | null;
  /** A service of this test's own, with its account in the OCS. */
  readonly member: CastMember;
  /** The OCS as this account meets it; leaves no fault behind. */
  readonly ocs: Ocs;
  /** The page of a browser at that service's address. */
  readonly portal: Portal;
  /** Another page of the same service: a second tab, or a device that was never here. */
  readonly another: (which: "tab" | "device") => Promise<Portal>;
  /** A page at no service's address. */
  readonly stranger: Page;
}

export { expect } from "@playwright/test";

export const test = base.extend<Journey>({
  buckets: [null, { option: true }],

  member: async ({ buckets }, use) => {
    const member = nextMember(worldAddress().taken, buckets ?? undefined);
    await createOcsAccounts({ url: worldAddress().cgrates }, Date.now(), [member]);
    await use(member);
  },

  ocs: async ({ member }, use) => {
    const ocs = new Ocs(member);
    await use(ocs);
    await ocs.calm();
  },

  portal: async ({ page, member }, use) => {
    const [address] = member.networks;
    if (address === undefined) throw new Error("a service without an address: open it by link");
    await standAt(page, address);
    await use(new Portal(page, member));
  },

  another: async ({ page, browser, member, contextOptions }, use) => {
    const devices: Page[] = [];
    await use(async (which) => {
      const there =
        which === "tab" ? await page.context().newPage() : await device(browser, contextOptions);
      if (which === "device") devices.push(there);
      await standAt(there, member.networks[0] ?? NOWHERE);
      return new Portal(there, member);
    });
    for (const there of devices) await there.context().close();
  },

  stranger: async ({ page }, use) => {
    await standAt(page, NOWHERE);
    await use(page);
  },
});

/** No service has it. */
const NOWHERE = "192.0.2.1";

async function device(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  return (await browser.newContext(options)).newPage();
}

/**
 * Makes the page's requests to our origin come from an address, as the edge would say. Only to
 * ours: a header of our own on a request to Stripe fails the browser's check of origins.
 */
export async function standAt(page: Page, address: string): Promise<void> {
  await page.route(`${worldAddress().portal}/**`, async (route) => {
    const headers = { ...(await route.request().allHeaders()), "cf-connecting-ip": address };
    await route.continue({ headers });
  });
}
