/** What `/readyz` asks: everything outside the Worker that a sale needs. */
import { databaseProbe } from "../adapters/d1/database-probe.ts";
import { EXPECTED_MIGRATIONS } from "../adapters/d1/expected-migrations.ts";
import { limitedD1 } from "../adapters/d1/limited-d1.ts";
import { ocsProbe } from "../adapters/engines/account-probe.ts";
import { stripeProbe } from "../adapters/stripe/account-probe.ts";
import type { StripeConfig } from "../adapters/stripe/client.ts";
import type { ChargingSystem } from "../app/ports/charging-system.ts";
import type { KeyedObject, RateOrder } from "../app/ports/keyed-object.ts";
import type { Probe } from "../app/ports/probe.ts";
import type { ServiceObjects } from "../app/ports/service-objects.ts";
import { type Env, QUEUE_BINDINGS } from "../config/env.ts";
import type { Settings } from "../config/settings.ts";
import { enginesIn } from "../config/transports.ts";
import { READY_PROBE } from "../contract/messages.ts";

interface ProbeNeeds {
  readonly env: Env;
  readonly settings: Settings;
  readonly ocs: ChargingSystem;
  readonly stripe: StripeConfig;
  readonly objects: ServiceObjects;
  /** Of no caller. */
  readonly rate: KeyedObject<RateOrder>;
}

export function probesOf(needs: ProbeNeeds): readonly Probe[] {
  const { env, settings, ocs, stripe } = needs;
  const engines = Object.entries(enginesIn(settings, env));
  return [
    ...engines.map(([name, { canary }]) => ocsProbe(ocs, name, canary)),
    stripeProbe(stripe, settings.STATEMENT_SUFFIX),
    ...databaseProbes(env),
    ...QUEUE_BINDINGS.map((name) => queueProbe(env, name)),
    ...objectProbes(needs),
    mailProbe(env, settings),
  ];
}

function databaseProbes(env: Env): readonly Probe[] {
  const { register, ledger } = EXPECTED_MIGRATIONS;
  const ledgers = Object.keys(env).filter((name) => /^LEDGER_\d+$/.test(name));
  return [
    databaseProbe("DB", limitedD1(env.DB), register),
    ...ledgers
      .sort()
      .map((name) => databaseProbe(name, limitedD1(env[name] as D1Database), ledger)),
  ];
}

/** A message that every consumer acknowledges and forgets: only sending shows that a queue is. */
const queueProbe = (env: Env, name: (typeof QUEUE_BINDINGS)[number]): Probe => ({
  name: `queue ${name}`,
  async ask() {
    await env[name].send(READY_PROBE);
    return { ok: true, detail: "took a message that its consumer forgets" };
  },
});

/** Objects that belong to no service and no key: reading them leaves nothing behind. */
const objectProbes = ({ objects, rate }: ProbeNeeds): readonly Probe[] => [
  {
    name: "object service",
    async ask() {
      await objects.of(`svc_${"0".repeat(26)}`).getAccountState();
      return { ok: true, detail: "answers" };
    },
  },
  {
    name: "object keyed",
    async ask() {
      await rate.amountsWithin({ windowsMs: [1000] });
      return { ok: true, detail: "answers" };
    },
  },
];

/** Nothing is sent: an email that no customer expects is no proof that the next one arrives. */
const mailProbe = (env: Env, { MAIL_API_KEY, MAIL_URL }: Settings): Probe => ({
  name: "mail",
  async ask() {
    if (MAIL_API_KEY) {
      return { ok: true, detail: `a key for ${new URL(MAIL_URL).host} is set; nothing was sent` };
    }
    const bound = typeof (env.MAIL as Partial<SendEmail> | undefined)?.send === "function";
    const missing = "neither MAIL_API_KEY nor the binding MAIL ([[send_email]]) is there";
    return { ok: bound, detail: bound ? "the binding MAIL is there; nothing was sent" : missing };
  },
});
