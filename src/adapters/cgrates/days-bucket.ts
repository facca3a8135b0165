import type { BucketTemplate } from "../../domain/offer/offer.ts";

/** The bucket of days, as recorded on real engines: free data that no month uses up (row C4). */
export const DAYS_BUCKET: BucketTemplate = {
  type: "*data",
  value: 100_000_000_000_000,
  weight: 20,
  operatorBuckets: "plan_*",
  settings: { rating_subject: "*zero1048576ns" },
};
