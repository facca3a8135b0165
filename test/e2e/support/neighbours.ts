/** The hidden hands of the simulators, over HTTP: they live in another process than the tests. */
import type { CastMember } from "../../fixtures/cast.ts";
import type { SimulatorState } from "../../simulators/cgrates/admin.ts";
import type { FaultRule } from "../../simulators/cgrates/faults.ts";
import type { SentMail } from "../../simulators/mailbox/mails.ts";
import type { StripeState, Timing } from "../../simulators/stripe/admin.ts";
import type { BrowserSwitches } from "../../simulators/stripe/browser-switches.ts";
import type { FaultOrder } from "../../simulators/stripe/faults.ts";
import type { WebhookSettings } from "../../simulators/stripe/webhooks.ts";
import { worldAddress } from "./world-address.ts";

/** The OCS as one account meets it: other journeys run beside this one and must not notice. */
export class Ocs {
  readonly #account: string;
  #faults: string[] = [];

  constructor(member: CastMember) {
    this.#account = member.service.account;
  }

  state = (): Promise<SimulatorState> => ask(ocsDoor("state"), "GET");

  async fault(rule: Omit<FaultRule, "account">): Promise<void> {
    const body = { ...rule, account: this.#account };
    const { result } = await ask<{ result: string }>(ocsDoor("faults"), "POST", body);
    this.#faults.push(result);
  }

  /** Whatever is asked about the account hangs until `calm`. */
  silence = (): Promise<void> => this.fault({ kind: "hang" });

  /** Everything is as it should be again; what hung goes on. */
  async calm(): Promise<void> {
    for (const id of this.#faults.splice(0)) await ask(ocsDoor("clear-faults"), "POST", { id });
  }

  /** Executes now what `late_apply` put off. */
  release = (): Promise<void> => ask(ocsDoor("release"), "POST", {});

  /** How many calls are put off until now, whoever's. */
  late = async (): Promise<number> => (await this.state()).late;
}

export const stripe = {
  state: (): Promise<StripeState> => ask(stripeDoor("state"), "GET"),
  /** Meets whoever calls next: only for journeys that go alone. */
  fault: (order: FaultOrder): Promise<void> => ask(stripeDoor("faults"), "POST", order),
  clearFaults: (): Promise<void> => ask(stripeDoor("faults"), "DELETE"),
  webhooks: (settings: Partial<WebhookSettings>): Promise<void> =>
    ask(stripeDoor("webhooks"), "POST", settings),
  /** Everybody's Stripe.js: only for journeys that go alone. One page's: `switchStripe`. */
  browser: (switches: Partial<BrowserSwitches>): Promise<void> =>
    ask(stripeDoor("browser"), "POST", switches),
  /** Answers now whoever a hanging script or a silent form keeps waiting. */
  release: (): Promise<void> => ask(stripeDoor("browser/release"), "POST", {}),
  timing: (timing: Timing): Promise<void> => ask(stripeDoor("timing"), "POST", timing),
  /** A bank that took its time is done. */
  settle: (intentId: string, outcome: "succeeded" | "failed"): Promise<void> =>
    ask(stripeDoor(`intents/${intentId}/settle`), "POST", { outcome }),
  /** The newest payment of a service. */
  intentOf: async ({ service }: CastMember): Promise<string> => {
    const { intents } = await stripe.state();
    const ours = intents.filter(({ metadata }) => metadata.service_id === service.id);
    const [newest] = ours.toSorted((a, b) => b.created - a.created);
    if (!newest) throw new Error(`nobody has begun to pay for ${service.id}`);
    return newest.id;
  },
};

export const mailbox = {
  mailsTo: async (email: string): Promise<readonly SentMail[]> => {
    const { mails } = await ask<{ mails: SentMail[] }>(
      `${worldAddress().mailbox}/_admin/mails`,
      "GET",
    );
    return mails.filter(({ to }) => to.some((name) => name.includes(email)));
  },
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
