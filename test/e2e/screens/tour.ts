import type { Page } from "@playwright/test";
import type { TopUpJson } from "../../../src/contract/api.ts";
import type { CastBucket } from "../../fixtures/cast.ts";
import type { Ocs } from "../support/external-simulators.ts";
import type { Portal } from "../support/portal.ts";
import { styled } from "../support/styled.ts";
import type { StateName } from "./states.ts";

/** What a tour works with. It calls `at` when the page shows a state; the caller then checks it. */
export interface Guide {
  readonly page: Page;
  readonly portal: Portal;
  readonly ocs: Ocs;
  readonly another: (which: "tab" | "device") => Promise<Portal>;
  at(state: StateName, page?: Page): Promise<void>;
}

/**
 * A way through the portal that meets states in this order. It uses ids and no texts, so that it
 * works in every language.
 */
export interface Tour {
  readonly meets: readonly StateName[];
  /** By default three days left, as Ada has. */
  readonly buckets?: readonly CastBucket[];
  /** Has main states, which are also checked from right to left. */
  readonly main?: true;
  /** The service's brand; the second one has everything that laws may demand. */
  readonly brand?: "kestrel";
  lead(guide: Guide): Promise<void>;
}

/** Follows a tour to its end; throws unless it met exactly the states it names. */
export async function follow(tour: Tour, guide: Guide): Promise<void> {
  const met: StateName[] = [];
  const at: Guide["at"] = async (state, page) => {
    met.push(state);
    await styled(page ?? guide.page);
    await guide.at(state, page);
  };
  await tour.lead({ ...guide, at });
  if (met.join() !== tour.meets.join()) throw new Error(`met ${met.join()}, not ${tour.meets}`);
}

/** The operator's base plan with another end, in ms from now; null: without end. */
export const planUntil = (endsInMs: number | null): CastBucket[] => [
  { id: "plan_base", balanceType: "*data", value: 1e14, weight: 10, endsInMs },
];

const DATA = /(<script type="application\/json" id="data">)(.*?)(<\/script>)/s;

/**
 * Reloads the page of a top-up as if it were in another state: the server's own page with other
 * facts in its data block, which the script draws. Only for states that no short journey reaches.
 * Updates about the real top-up are blocked.
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

/** Leaves the page's own request for the balance without an answer. */
export async function holdBalance(page: Page): Promise<void> {
  await page.route(/\/api\/service/, () => {});
}
