/** The admin endpoints of the simulators, which run in another process than the tests. */
import type { CastMember } from "../../fixtures/cast.ts";
import type { SimulatorState } from "../../simulators/cgrates/admin.ts";
import type { FaultRule } from "../../simulators/cgrates/faults.ts";
import type { SentMail } from "../../simulators/mailbox/mails.ts";
import type { StripeState, Timing } from "../../simulators/stripe/admin.ts";
import type { BrowserSwitches } from "../../simulators/stripe/browser-switches.ts";
import type { FaultOrder } from "../../simulators/stripe/faults.ts";
import type { WebhookSettings } from "../../simulators/stripe/webhooks.ts";
import { worldAddress } from "./world-address.ts";

/** The OCS for one account: its faults must not disturb journeys that run at the same time. */
export class Ocs {
  readonly #account: string;
  readonly #tenant: string;
  #faults: string[] = [];

  constructor(member: CastMember) {
    this.#account = member.service.account;
    this.#tenant = member.service.tenant;
  }

  state = (): Promise<SimulatorState> => call(ocsEndpoint("state"), "GET");

  async fault(rule: Omit<FaultRule, "account">): Promise<void> {
    const body = { ...rule, account: this.#account };
    const { result } = await call<{ result: string }>(ocsEndpoint("faults"), "POST", body);
    this.#faults.push(result);
  }

  /** Every call about the account hangs until `calm`. */
  silence = (): Promise<void> => this.fault({ kind: "hang" });

  /** Ends all faults of this account; hanging calls go on. */
  async calm(): Promise<void> {
    for (const id of this.#faults.splice(0))
      await call(ocsEndpoint("clear-faults"), "POST", { id });
  }

  /** Switches the account off, as an operator does. */
  disable = async (): Promise<void> => {
    const body = { tenant: this.#tenant, account: this.#account };
    await call(ocsEndpoint("disable-account"), "POST", body);
  };

  /** Executes now what `late_apply` postponed. */
  release = (): Promise<void> => call(ocsEndpoint("release"), "POST", {});

  /** How many calls are postponed at the moment, of all accounts. */
  late = async (): Promise<number> => (await this.state()).late;
}

export const stripe = {
  state: (): Promise<StripeState> => call(stripeEndpoint("state"), "GET"),
  /** Meets the next matching call of any journey, so it is only for journeys that run alone. */
  fault: (order: FaultOrder): Promise<void> => call(stripeEndpoint("faults"), "POST", order),
  /** Another deployment's endpoint names our id: every journey stops selling at the next sweep. */
  claim: (deployment: string): Promise<{ id: string }> => {
    const url = "https://staging.example/webhooks/stripe";
    return call(stripeEndpoint("endpoints"), "POST", { url, metadata: { deployment } });
  },
  disableEndpoint: (id: string): Promise<void> =>
    call(stripeEndpoint(`endpoints/${id}`), "POST", {}),
  clearFaults: (): Promise<void> => call(stripeEndpoint("faults"), "DELETE"),
  webhooks: (settings: Partial<WebhookSettings>): Promise<void> =>
    call(stripeEndpoint("webhooks"), "POST", settings),
  /** Stripe.js of all pages: only for journeys that run alone. For one page: `switchStripe`. */
  browser: (switches: Partial<BrowserSwitches>): Promise<void> =>
    call(stripeEndpoint("browser"), "POST", switches),
  /** Answers all requests of hanging scripts and silent forms now. */
  release: (): Promise<void> => call(stripeEndpoint("browser/release"), "POST", {}),
  timing: (timing: Timing): Promise<void> => call(stripeEndpoint("timing"), "POST", timing),
  /** Completes a payment that is processing at a bank. */
  completePayment: (intentId: string, outcome: "succeeded" | "failed"): Promise<void> =>
    call(stripeEndpoint(`intents/${intentId}/complete`), "POST", { outcome }),
  /** The newest payment of a service. */
  intentOf: async ({ service }: CastMember): Promise<string> => {
    const { intents } = await stripe.state();
    const ours = intents.filter(({ metadata }) => metadata.service_id === service.id);
    const [newest] = ours.toSorted((a, b) => b.created - a.created);
    if (!newest) throw new Error(`there is no payment for ${service.id}`);
    return newest.id;
  },
};

export const mailbox = {
  mailsTo: async (email: string): Promise<readonly SentMail[]> => {
    const { mails } = await call<{ mails: SentMail[] }>(
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
  await call(`${portal}/cdn-cgi/local/scheduled?${query}`, "GET");
}

const ocsEndpoint = (operation: string) =>
  new URL(`/_admin/${operation}`, worldAddress().cgrates).href;
const stripeEndpoint = (path: string) => `${worldAddress().stripe}/_admin/${path}`;

async function call<Answer>(url: string, method: string, body?: object): Promise<Answer> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: HTTP ${response.status} ${text}`);
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  return (isJson ? JSON.parse(text) : text) as Answer;
}
