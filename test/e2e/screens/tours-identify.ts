/** Pages that ask for the service, and pages on which nothing can be bought. */
import { DAY_MS } from "../../../src/domain/base/time.ts";
import { CAST } from "../../fixtures/cast.ts";
import { expect, NOWHERE, requestFrom } from "../support/test.ts";
import { worldAddress } from "../support/world-address.ts";
import { planUntil, type Tour } from "./tour.ts";

const identify: Tour = {
  meets: ["identify"],
  main: true,
  async lead({ page, at }) {
    await requestFrom(page, NOWHERE);
    await page.goto(worldAddress().portal);
    await at("identify");
  },
};

/** An address that two services share: the page asks. */
const several: Tour = {
  meets: ["several"],
  async lead({ page, at }) {
    await requestFrom(page, "198.51.100.7");
    await page.goto(worldAddress().portal);
    await at("several");
  },
};

/** More identifications than one address may try within ten minutes. */
const IDENTIFICATIONS = 21;

const typed: Tour = {
  meets: ["typed-not-found", "typed-too-many"],
  async lead({ page, portal, at }) {
    await portal.open("find");
    await portal.typeNumber("999999999999999");
    await expect(page.locator("#identity-mistake")).toBeVisible();
    await at("typed-not-found");
    await page.evaluate(async (count) => {
      const body = new URLSearchParams({ identity: "999999999999999" });
      for (let i = 0; i < count; i++) await fetch("/", { method: "POST", body });
    }, IDENTIFICATIONS);
    await portal.typeNumber("999999999999999");
    await expect(page.locator("#identity-mistake")).toBeVisible();
    await at("typed-too-many");
  },
};

const revoked: Tour = {
  meets: ["link-revoked"],
  async lead({ page, at }) {
    await page.goto(`${worldAddress().portal}/l/forged`);
    await at("link-revoked");
  },
};

const suspended: Tour = {
  meets: ["suspended"],
  async lead({ page, portal, at }) {
    await requestFrom(page, CAST.cleo.networks[0]);
    await page.goto(worldAddress().portal);
    await expect(portal.banner()).toBeVisible();
    await at("suspended");
  },
};

const closed: Tour = {
  meets: ["closed"],
  async lead({ page, portal, at }) {
    await requestFrom(page, CAST.jack.networks[0]);
    await page.goto(worldAddress().portal);
    await expect(portal.banner()).toBeVisible();
    await at("closed");
  },
};

const unlimited: Tour = {
  meets: ["unlimited"],
  buckets: planUntil(null),
  async lead({ portal, at }) {
    await portal.open();
    await expect(portal.banner()).toBeVisible();
    await at("unlimited");
  },
};

/** Not even one more day ends within 400 days. */
const full: Tour = {
  meets: ["no-sale-full"],
  buckets: planUntil(400 * DAY_MS),
  async lead({ portal, at }) {
    await portal.open();
    await expect(portal.banner()).toBeVisible();
    await at("no-sale-full");
  },
};

const unreadable: Tour = {
  meets: ["unreadable"],
  main: true,
  async lead({ page, at }) {
    // The OCS does not know this account, so there is never a reading.
    await requestFrom(page, CAST.ines.networks[0]);
    await page.goto(worldAddress().portal);
    await expect(page.getByTestId("retry")).toBeVisible();
    await at("unreadable");
  },
};

/** Read once; now the OCS is silent for longer than the page waits. */
const unreadableLast: Tour = {
  meets: ["unreadable-last"],
  async lead({ page, portal, ocs, at }) {
    await portal.open();
    await ocs.silence();
    // For half a second a page is drawn from the reading of the one before.
    await expect(async () => {
      await portal.open("?days=7&wait=1");
      await expect(page.getByTestId("retry")).toBeVisible({ timeout: 5000 });
    }).toPass();
    await at("unreadable-last");
  },
};

const refusal: Tour = {
  meets: ["refusal"],
  async lead({ page, at }) {
    await page.goto(`${worldAddress().portal}/t/svc_unknown/top_unknown`);
    await at("refusal");
  },
};

/** A multipart form without a boundary, which cannot be parsed: the page of a fault. */
const error: Tour = {
  meets: ["error"],
  async lead({ page, portal, at }) {
    await page.route(
      worldAddress().portal,
      (route) =>
        route.continue({
          method: "POST",
          headers: { ...route.request().headers(), "content-type": "multipart/form-data" },
          postData: "nothing",
        }),
      { times: 1 },
    );
    await portal.open();
    await at("error");
  },
};

/** Header of the window in which Android signs in to a Wi-Fi network. */
const SIGN_IN = { "x-requested-with": "com.google.android.captiveportallogin" };

const signIn: Tour = {
  meets: ["sign-in-window"],
  main: true,
  async lead({ page, portal, at }) {
    await page.route(`${worldAddress().portal}/`, (route) =>
      route.fallback({ headers: { ...route.request().headers(), ...SIGN_IN } }),
    );
    await portal.open();
    await page.locator("#copy").waitFor();
    await page.locator("summary").click();
    await expect(page.getByTestId("sign-in-window").getByRole("img")).toHaveJSProperty(
      "complete",
      true,
    );
    await at("sign-in-window");
  },
};

export const identifyTours: readonly Tour[] = [
  identify,
  several,
  typed,
  error,
  revoked,
  suspended,
  closed,
  unlimited,
  full,
  unreadable,
  unreadableLast,
  refusal,
  signIn,
];
