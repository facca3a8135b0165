import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { systemChromium } from "../runner/chromium.ts";

const executablePath = systemChromium();
const chromium = {
  launchOptions: {
    ...(executablePath !== undefined && { executablePath }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Stripe's frames are of another site than localhost, where the second brand is. In a
      // process of their own they may get a click that is meant for a button that has just moved.
      "--disable-site-isolation-trials",
    ],
  },
};

/** Buying, declines, 3-D Secure and Arabic: what a customer's engine may do differently. */
const MONEY = /\/(paying|declines|bank|languages)\.spec\.ts$/;
const firefox = {
  browserName: "firefox",
  channel: "moz-firefox",
  launchOptions: {
    executablePath: fileURLToPath(new URL("engines/firefox.ts", import.meta.url)),
  },
} as const;

/** Journeys in a real browser; global-setup.ts starts their world once. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../../.tmp/e2e",
  globalSetup: "./support/global-setup.ts",
  fullyParallel: true,
  workers: 2,
  // Faults of the OCS belong to one account; faults that every journey would meet run alone, later.
  projects: [
    { name: "journeys", testIgnore: "**/*.alone.spec.ts", use: chromium },
    {
      name: "alone",
      testMatch: "**/*.alone.spec.ts",
      dependencies: ["journeys"],
      workers: 1,
      use: chromium,
    },
    // Firefox runs no script whose address Playwright has changed.
    { name: "firefox", testMatch: MONEY, grepInvert: /a key of the other mode/, use: firefox },
  ],
  retries: 0,
  forbidOnly: true,
  // They end what hangs: on a busy machine a journey may take many times as long as it should.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: "list",
  use: {
    locale: "en-GB",
    timezoneId: "Europe/Zurich",
    viewport: { width: 390, height: 844 },
    trace: "retain-on-failure",
  },
});
