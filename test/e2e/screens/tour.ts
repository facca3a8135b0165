import type { Page } from "@playwright/test";
import type { TopUpJson } from "../../../src/contract/api.ts";
import { createOcsAccounts } from "../../dev/ocs-accounts.ts";
import type { CastBucket } from "../../fixtures/cast.ts";
import type { Ocs } from "../support/external-simulators.ts";
import type { Portal } from "../support/portal.ts";
import { standAt } from "../support/test.ts";
import { brandedAddress, tellAddress, worldAddress } from "../support/world-address.ts";
import type { StateName } from "./states.ts";

/** What a tour is led with. `at`: the state is on the page now; somebody looks at it. */
export interface Guide {
  readonly page: Page;
  readonly portal: Portal;
  readonly ocs: Ocs;
  readonly another: (which: "tab" | "device") => Promise<Portal>;
  at(state: StateName, page?: Page): Promise<void>;
}

/**
 * A way through the portal on which states are met, in this order. It knows ids and no words, so
 * that it can be gone in every language.
 */
export interface Tour {
  readonly meets: readonly StateName[];
  /** Left out: as Ada, three days left. */
  readonly buckets?: readonly CastBucket[];
  /** Among the main states, which are also looked at from right to left. */
  readonly main?: true;
  /** In the world of an operator with a brand, and with everything the law may ask for. */
  readonly branded?: true;
  lead(guide: Guide): Promise<void>;
}

/** Goes the whole way; throws when it did not meet exactly what it says. */
export async function follow(tour: Tour, guide: Guide): Promise<void> {
  const met: StateName[] = [];
  const at: Guide["at"] = async (state, page) => {
    met.push(state);
    await guide.at(state, page);
  };
  if (tour.branded) await inBrandedWorld(guide.portal, () => tour.lead({ ...guide, at }));
  else await tour.lead({ ...guide, at });
  if (met.join() !== tour.meets.join()) throw new Error(`met ${met.join()}, not ${tour.meets}`);
}

/** A process leads one tour at a time, so that the address of the world may change meanwhile. */
async function inBrandedWorld({ page, member }: Portal, run: () => Promise<void>): Promise<void> {
  const usual = worldAddress();
  const branded = brandedAddress();
  tellAddress(branded);
  try {
    await createOcsAccounts({ url: branded.cgrates }, Date.now(), [member]);
    await standAt(page, member.networks[0] ?? "");
    await run();
  } finally {
    tellAddress(usual);
  }
}

/** The operator's plan with another end; null: none. */
export const planUntil = (endsInMs: number | null): CastBucket[] => [
  { id: "plan_base", balanceType: "*data", value: 1e14, weight: 10, endsInMs },
];

const DATA = /(<script type="application\/json" id="data">)(.*?)(<\/script>)/s;

/**
 * Reloads the page of a top-up as if it were in another state: the server's own page with other
 * facts in its data block, which the script draws. Only for what no journey of seconds can reach;
 * news about the real top-up are kept away.
 */
export async function pretend(page: Page, facts: Partial<TopUpJson>): Promise<void> {
  await page.routeWebSocket(/\/socket$/, () => {});
  await page.route(/\/api\/top-ups\//, (route) => route.abort());
  await page.route(
    /\/t\/[^/]+\/[^/]+$/,
    async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(DATA, (_, begin, json: string, end) => {
        const data = JSON.parse(json) as { top_up: TopUpJson };
        const text = JSON.stringify({ ...data, top_up: { ...data.top_up, ...facts } });
        return `${begin}${text.replaceAll("<", "\\u003c")}${end}`;
      });
      await route.fulfill({ response: answer, body });
    },
    { times: 1 },
  );
  await page.reload();
  if (facts.state !== undefined) {
    await page.locator(`[data-testid=result][data-state=${facts.state}]`).waitFor();
  }
}

/** The page's own question for the balance is not answered while the page is looked at. */
export async function holdBalance(page: Page): Promise<void> {
  await page.route(/\/api\/service/, () => {});
}
