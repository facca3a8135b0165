import type { totalBar } from "./total-bar.ts";

export const TOTAL_BAR_STATES = {
  days: { testId: "continue-days", name: "step", value: "billing", priceId: "price" },
  "days, while earlier ones are pending": { testId: "continue-days", second: true },
  billing: { testId: "continue-billing" },
} satisfies Readonly<Record<string, Parameters<typeof totalBar>[2]>>;
