/** The main journey: the customer buys days and sees the new expiry date. */
import * as format from "../../src/i18n/formats.ts";
import { chooseLang } from "../../src/i18n/languages.ts";
import { mailbox } from "./support/external-simulators.ts";
import { bucketsOf, credited, expectBought } from "./support/oracle.ts";
import type { Portal } from "./support/portal.ts";
import { OurRequests } from "./support/requests.ts";
import { expect, test } from "./support/test.ts";

const EN = chooseLang({ asked: "en", kept: null, accepts: null });

/** When the bought days end at the OCS; the screen must say the same. */
async function endInOcs({ member }: Portal): Promise<number> {
  const [bucket] = await bucketsOf(member);
  return Date.parse(bucket?.ExpirationDate ?? "");
}

async function expectSuccess(portal: Portal): Promise<void> {
  const { page } = portal;
  const zone = portal.member.service.timeZone;
  const date = format.plainDate(EN, await endInOcs(portal), zone);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    `Your service has been extended. New expiry date: ${date}`,
  );
  await expect(page.getByTestId("transaction-id")).toHaveText(
    `TXN-${portal.member.service.ordinal * 1_000_000 + 1}`,
  );
  await expect(page.getByTestId("receipt")).toHaveText(`Receipt sent to: ${portal.email}`);
}

test("found by address: seven days, and the promised date", async ({ portal }) => {
  await portal.open();
  await expect(portal.page.getByRole("heading", { level: 2 }).first()).toContainText("3 days left");
  await portal.chooseDays(7);
  const promised = await portal.promised().textContent();
  await portal.buy(7);
  await expect(portal.result("credited")).toBeVisible();
  expect(format.fullDate(EN, await endInOcs(portal), portal.member.service.timeZone)).toBe(
    promised,
  );
  await expectSuccess(portal);
  await expectBought(portal.member, credited(7));
});

test("an error that appears on leaving a field does not move Continue away from the press", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.open();
  await page.getByTestId("continue-days").click();
  await page.getByTestId("email").fill("ada@example");
  await page.getByTestId("continue-billing").click();
  // The last name may stay empty.
  await expect(page.locator("[aria-invalid=true]")).toHaveCount(2);
});

test("found by link: the same", async ({ portal }) => {
  await portal.openByLink();
  await portal.buy(7);
  await expect(portal.result("credited")).toBeVisible();
  await expectSuccess(portal);
  await expectBought(portal.member, credited(7));
});

test("between Pay and success: two POSTs and one socket, nothing else", async ({ portal }) => {
  const requests = new OurRequests(portal.page);
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  requests.forget();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  const [, , service, topUp] = new URL(portal.page.url()).pathname.split("/");
  expect(requests.seen).toEqual([
    "POST /api/top-ups",
    `SOCKET /api/top-ups/${service}/${topUp}/socket`,
    `POST /api/top-ups/${service}/${topUp}/confirm`,
  ]);
});

/** Stricter than our own policy: real Stripe.js has no Trusted Types policy of its own. */
const TRUSTED = "require-trusted-types-for 'script'; trusted-types edge-topup";

test("under Trusted Types the one script that we add is allowed, and the customer can pay", async ({
  portal,
}) => {
  const { page } = portal;
  await page.addInitScript((policy) => {
    if (window !== window.top) return;
    document.addEventListener("DOMContentLoaded", () => {
      const meta = document.createElement("meta");
      meta.httpEquiv = "Content-Security-Policy";
      meta.content = policy;
      document.head.appendChild(meta);
    });
  }, TRUSTED);
  await portal.open();
  const plainTextIsNoScript = () =>
    page.evaluate(() => {
      document.createElement("script").src = "/assets/other.js";
    });
  // In the words of Chromium, and of Firefox.
  await expect(plainTextIsNoScript()).rejects.toThrow(/TrustedScriptURL|Sink type mismatch/);
  await portal.buy(7);
  await expect(portal.result("credited")).toBeVisible();
});

test("one confirmation by email, with the same date and number", async ({ portal }) => {
  await portal.open();
  await portal.buy(2);
  await expect(portal.page.getByTestId("receipt")).toContainText("Receipt sent to:");
  const date = format.plainDate(EN, await endInOcs(portal), portal.member.service.timeZone);
  const mails = await mailbox.mailsTo(portal.email);
  expect(mails).toHaveLength(1);
  const transaction = await portal.page.getByTestId("transaction-id").textContent();
  expect(mails[0]?.text).toContain(`New expiry date: ${date}`);
  expect(mails[0]?.text).toContain(`Transaction ID: ${transaction}`);
});
