import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config.ts";

/**
 * Pictures of every page at three widths, light and dark, into .tmp/screens, for eyes to judge. No
 * part of npm test: npx playwright test --config test/e2e/screens.config.ts
 */
export default defineConfig({
  ...journeys,
  testMatch: "**/*.screens.ts",
  outputDir: "../../.tmp/screens-run",
  projects: [
    { name: "light", use: { colorScheme: "light" } },
    { name: "dark", use: { colorScheme: "dark" } },
  ],
});
