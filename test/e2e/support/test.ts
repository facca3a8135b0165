import {
  type Browser,
  type BrowserContextOptions,
  test as base,
  type Page,
} from "@playwright/test";
import { createOcsAccounts } from "../../dev/ocs-accounts.ts";
import { kestrelUrl } from "../../fixtures/brands.ts";
import type { CastBucket, CastMember } from "../../fixtures/cast.ts";
import { Ocs } from "./external-simulators.ts";
import { nextMember, type PoolBrand } from "./pool.ts";
import { Portal } from "./portal.ts";
import { worldAddress } from "./world-address.ts";

interface Journey {
  /** The buckets of this test's service; null: three days left, as Ada has. */
  readonly buckets: readonly CastBucket[] | null;
  /** The brand of the service. */
  readonly brand: PoolBrand;
  /** A service for this test alone, with its account at the OCS. */
  readonly member: CastMember;
  /** The OCS for this account; its faults end with the test. */
  readonly ocs: Ocs;
  /** A page at the service's IP address. */
  readonly portal: Portal;
  /** Another page for the same service: a second tab, or a new device. */
  readonly another: (which: "tab" | "device") => Promise<Portal>;
  /** A page at an IP address that no service has. */
  readonly unidentified: Page;
}

export { expect } from "@playwright/test";

export const test = base.extend<Journey>({
  buckets: [null, { option: true }],

  brand: ["default", { option: true }],

  member: async ({ buckets, brand }, use) => {
    const free = nextMember(worldAddress().taken, brand);
    const member = buckets === null ? free : { ...free, buckets };
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
    if (address === undefined) throw new Error("a service without an address: open it by its link");
    await requestFrom(page, address);
    await use(new Portal(page, member));
  },

  another: async ({ page, browser, member, contextOptions }, use) => {
    const devices: Page[] = [];
    await use(async (which) => {
      const opened =
        which === "tab" ? await page.context().newPage() : await device(browser, contextOptions);
      if (which === "device") devices.push(opened);
      await requestFrom(opened, member.networks[0] ?? NOWHERE);
      return new Portal(opened, member);
    });
    for (const page of devices) await page.context().close();
  },

  unidentified: async ({ page }, use) => {
    await requestFrom(page, NOWHERE);
    await use(page);
  },
});

/** An IP address that no service has. */
export const NOWHERE = "192.0.2.1";

async function device(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  return (await browser.newContext(options)).newPage();
}

/**
 * Makes the page's requests to our origins come from an IP address, in the header that the edge
 * sets. Requests to Stripe do not get it: with another header they fail the browser's CORS check.
 */
export async function requestFrom(page: Page, address: string): Promise<void> {
  const { portal } = worldAddress();
  const ours = [portal, kestrelUrl(portal)].map((url) => new URL(url).origin);
  await page.route(
    (url) => ours.includes(url.origin),
    async (route) => {
      const headers = { ...(await route.request().allHeaders()), "cf-connecting-ip": address };
      await route.continue({ headers });
    },
  );
}
