import type Stripe from "stripe";
import type { Probe, ProbeAnswer } from "../../app/ports/probe.ts";
import { isLiveKey, type StripeConfig, stripeClient } from "./client.ts";
import { readFault } from "./stripe-fault.ts";

/** One try, below the time limit of a probe. */
const OPTIONS = { timeout: 5000, maxNetworkRetries: 0 };
/** Characters of the line on a bank statement (docs.stripe.com, statement descriptors). */
const STATEMENT_MOST = 22;

/**
 * Asks Stripe whose key this is and what the account may do. A restricted key may lack the
 * permission to read the account; then a list of one payment shows that the key works. `suffix`:
 * what our payments append to the account's prefix on the statement; empty: nothing.
 */
export function stripeProbe(config: StripeConfig, suffix: string): Probe {
  const mode = isLiveKey(config.secretKey) ? "live" : "test";
  return {
    name: "stripe",
    async ask() {
      const client = stripeClient(config);
      try {
        return aboutAccount(await client.accounts.retrieveCurrent({}, OPTIONS), mode, suffix);
      } catch (thrown) {
        const { status, text } = readFault(thrown);
        return status === 403 ? withoutAccount(client, mode, text) : { ok: false, detail: text };
      }
    },
  };
}

function aboutAccount(account: Stripe.Account, mode: "live" | "test", suffix: string): ProbeAnswer {
  const { id, country, charges_enabled: charges, payouts_enabled: payouts } = account;
  const cards = account.capabilities?.card_payments ?? "not requested";
  const facts = [
    `${mode} mode, account ${id} (${country ?? "?"}, ${account.default_currency ?? "?"})`,
    `charges ${charges ? "on" : "off"}`,
    `payouts ${payouts ? "on" : "off"}`,
    `card payments ${cards}`,
  ];
  const prefix = account.settings?.card_payments?.statement_descriptor_prefix ?? "";
  const line = `${prefix}* ${suffix}`;
  if (prefix !== "" && suffix !== "" && line.length > STATEMENT_MOST) {
    facts.push(`the statement's "${line}" is longer than ${STATEMENT_MOST} characters`);
  }
  // Test payments work before an account is activated.
  if (mode === "test" || (charges && cards === "active")) {
    return { ok: true, detail: facts.join("; ") };
  }
  return { ok: false, detail: `${facts.join("; ")}: activate the account in Stripe's dashboard` };
}

/** `why` has Stripe's own sentence, which names the missing permission. */
async function withoutAccount(client: Stripe, mode: string, why: string): Promise<ProbeAnswer> {
  try {
    await client.paymentIntents.list({ limit: 1 }, OPTIONS);
  } catch (thrown) {
    return { ok: false, detail: readFault(thrown).text };
  }
  const detail = `${mode} mode, the key works; it may not read the account: ${why}`;
  return { ok: true, detail };
}
