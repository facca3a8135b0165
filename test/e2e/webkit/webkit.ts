/**
 * `npm run webkit [-- --only "bought"]`: buying, a decline, 3-D Secure and Arabic in WebKitGTK, the
 * engine that every browser of an iPhone has. It shares CSS and JavaScript with Safari, and not its
 * wallets. Its window is at least 447 px wide. The last line is `N passed, N failed`.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { By } from "selenium-webdriver";
import * as m from "../../../src/i18n/generated/messages.ts";
import { chooseLang } from "../../../src/i18n/languages.ts";
import { signedLink } from "../../dev/banner.ts";
import { createOcsAccounts } from "../../dev/ocs-accounts.ts";
import { ROOT } from "../../dev/paths.ts";
import type { CastMember } from "../../fixtures/cast.ts";
import { ensureWebKit } from "../../runner/webkit.ts";
import { openWorld } from "../support/open-world.ts";
import { boughtBy, credited } from "../support/oracle.ts";
import { nextMember } from "../support/pool.ts";
import { CARD } from "../support/portal.ts";
import { portalOf, worldAddress } from "../support/world-address.ts";
import { WebKitCustomer } from "./customer.ts";
import { startWebKit, type WebKit } from "./driver.ts";

type Journey = (customer: WebKitCustomer) => Promise<void>;

/** What the window showed at the last failure. */
const SCREENSHOT = `${ROOT}.tmp/webkit.png`;
const AR = chooseLang({ asked: "ar", kept: null, accepts: null });

/** Each buys seven days in the end. */
const JOURNEYS: Readonly<Record<string, Journey>> = {
  "seven days are bought": async (customer) => {
    await customer.fillCard(CARD.pays);
    await customer.press("pay");
  },
  "a declined card, then another one": async (customer) => {
    await customer.fillCard(CARD.declined);
    await customer.press("pay");
    await customer.reads("banner", "declined this card. Nothing was charged.");
    await customer.fillCard(CARD.pays);
    await customer.press("pay");
  },
  "3-D Secure failed, then passed": async (customer) => {
    await customer.fillCard(CARD.asksBank);
    await customer.press("pay");
    await customer.answerBank("fail");
    await customer.reads("banner", "Your bank could not confirm that it is you.");
    await customer.press("pay");
    await customer.answerBank("complete");
  },
  "in Arabic, from right to left": async (customer) => {
    await customer.driver.findElement(By.linkText("العربية")).click();
    await customer.cardFormReady();
    const html = await customer.driver.findElement(By.css("html"));
    assert.equal(await html.getAttribute("dir"), "rtl");
    await customer.fillCard(CARD.pays);
    await customer.press("pay");
    await customer.reads("result", m.result_extended(AR));
  },
};

async function run(webkit: WebKit, journey: Journey): Promise<void> {
  const member = nextMember(worldAddress().taken, "default");
  await createOcsAccounts({ url: worldAddress().cgrates }, Date.now(), [member]);
  const driver = await webkit.open();
  try {
    const customer = new WebKitCustomer(driver);
    await customer.openByLink(await linkOf(member));
    await customer.goToPayment(`ada.${member.service.ordinal}@example.com`);
    await journey(customer);
    await customer.result("credited");
    assert.deepEqual(await boughtBy(member), [credited(7)]);
  } catch (fault) {
    writeFileSync(SCREENSHOT, await driver.takeScreenshot(), "base64");
    throw fault;
  } finally {
    await driver.quit();
  }
}

const linkOf = (member: CastMember): Promise<string> =>
  signedLink(portalOf(member), worldAddress().signingKey, member);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
  const missing = ensureWebKit();
  if (missing !== null) throw new Error(missing);
  const chosen = Object.entries(JOURNEYS).filter(([name]) => name.includes(values.only));
  const closeWorld = await openWorld("webkit", {});
  const webkit = await startWebKit();
  let failed = 0;
  try {
    for (const [name, journey] of chosen) {
      const fault = await run(webkit, journey).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      console.log(`${fault === null ? "passed" : "FAILED"}  WebKit: ${name}`);
      if (fault === null) continue;
      failed += 1;
      console.error(fault);
    }
  } finally {
    await webkit.stop();
    await closeWorld();
  }
  if (failed > 0 || chosen.length === 0) process.exitCode = 1;
  console.log(`${chosen.length - failed} passed, ${failed} failed`);
}

await main();
