import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config.ts";

/** `npm run screens` takes pictures of every state into .tmp/screens; npm test does not run it. */
export default defineConfig({
  ...journeys,
  testDir: "screens",
  testMatch: "**/*.screens.ts",
  globalSetup: "./screens/global-setup.ts",
  outputDir: "../../.tmp/screens-run",
  use: { ...journeys.use, trace: "off" },
  projects: [
    { name: "light", use: { colorScheme: "light" } },
    { name: "dark", use: { colorScheme: "dark" } },
    { name: "arabic", use: { colorScheme: "light", locale: "ar" }, grep: /@main/ },
  ],
});
