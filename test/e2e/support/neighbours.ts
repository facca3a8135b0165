/** The hidden hands of the simulators, over HTTP: they live in another process than the tests. */
import type { SimulatorState } from "../../simulators/cgrates/admin.ts";
import type { FaultRule } from "../../simulators/cgrates/faults.ts";
import type { SentMail } from "../../simulators/mailbox/mails.ts";
import type { StripeState } from "../../simulators/stripe/admin.ts";
import type { FaultOrder } from "../../simulators/stripe/faults.ts";
import type { WebhookSettings } from "../../simulators/stripe/webhooks.ts";
import { worldAddress } from "./world-address.ts";

export const ocs = {
  state: (): Promise<SimulatorState> => ask(ocsDoor("state"), "GET"),
  fault: (rule: FaultRule): Promise<void> => ask(ocsDoor("faults"), "POST", rule),
  /** Everything hangs until it speaks again. */
  silent: (on: boolean): Promise<void> => ask(ocsDoor("silent"), "POST", { on }),
  clearFaults: (): Promise<void> => ask(ocsDoor("clear-faults"), "POST", {}),
  loseBucket: (account: string, bucketId: string): Promise<void> =>
    ask(ocsDoor("lose-bucket"), "POST", { account, bucketId }),
  removeAccount: (account: string): Promise<void> =>
    ask(ocsDoor("remove-account"), "POST", { account }),
  disableAccount: (account: string): Promise<void> =>
    ask(ocsDoor("disable-account"), "POST", { account }),
};

export const stripe = {
  state: (): Promise<StripeState> => ask(stripeDoor("state"), "GET"),
  fault: (order: FaultOrder): Promise<void> => ask(stripeDoor("faults"), "POST", order),
  clearFaults: (): Promise<void> => ask(stripeDoor("faults"), "DELETE"),
  webhooks: (settings: Partial<WebhookSettings>): Promise<void> =>
    ask(stripeDoor("webhooks"), "POST", settings),
  settle: (intentId: string, outcome: "succeeded" | "failed"): Promise<void> =>
    ask(stripeDoor(`intents/${intentId}/settle`), "POST", { outcome }),
  refundOutside: (intentId: string): Promise<void> =>
    ask(stripeDoor(`intents/${intentId}/refund`), "POST", {}),
};

export const mailbox = {
  mails: async (): Promise<readonly SentMail[]> =>
    (await ask<{ mails: SentMail[] }>(`${worldAddress().mailbox}/_admin/mails`, "GET")).mails,
};

/** Runs a cron of the Worker now. */
export async function runCron(which: "sweep" | "nightly"): Promise<void> {
  const { portal, sweepCron, nightlyCron } = worldAddress();
  const query = new URLSearchParams({ cron: which === "sweep" ? sweepCron : nightlyCron });
  await ask(`${portal}/cdn-cgi/local/scheduled?${query}`, "GET");
}

const ocsDoor = (verb: string) => new URL(`/_admin/${verb}`, worldAddress().cgrates).href;
const stripeDoor = (path: string) => `${worldAddress().stripe}/_admin/${path}`;

async function ask<Answer>(url: string, method: string, body?: object): Promise<Answer> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: HTTP ${response.status} ${text}`);
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  return (isJson ? JSON.parse(text) : text) as Answer;
}
