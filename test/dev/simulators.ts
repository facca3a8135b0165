import { type CgratesSimulator, startCgratesSimulator } from "../simulators/cgrates/server.ts";
import { type Mailbox, startMailbox } from "../simulators/mailbox/server.ts";
import type { EndpointOrder } from "../simulators/stripe/admin.ts";
import { type StripeSimulator, startStripeSimulator } from "../simulators/stripe/server.ts";
import { startTurnstile, type TurnstileSimulator } from "../simulators/turnstile/server.ts";

/** The keys of the simulators. They are valid nowhere else. */
export const SIMULATED = {
  secretKey: "sk_test_simulator",
  publishableKey: "pk_test_simulator",
  webhookSecret: "whsec_simulator_only",
  mailKey: "re_simulator",
} as const;

export interface SimulatorPorts {
  readonly stripe: number;
  readonly cgrates: number;
  readonly mailbox: number;
  readonly turnstile: number;
}
export interface SimulatorOptions {
  readonly ports?: SimulatorPorts;
  /** The URL of the Worker, to which Stripe's webhooks go. */
  readonly workerUrl: string;
  /** The Worker's own webhook endpoint, as it is listed at Stripe; none: none is listed. */
  readonly endpoint?: EndpointOrder;
  /** Simulators that are not started because the real system is used. */
  readonly without?: { readonly stripe?: boolean; readonly cgrates?: boolean };
  /** After how long slow payments and pending refunds end by themselves; null: only on request. */
  readonly laterMs?: number | null;
}
export interface Simulators {
  readonly stripe: StripeSimulator | null;
  readonly cgrates: CgratesSimulator | null;
  readonly mailbox: Mailbox;
  readonly turnstile: TurnstileSimulator;
  stop(): Promise<void>;
}

const ANY: SimulatorPorts = { stripe: 0, cgrates: 0, mailbox: 0, turnstile: 0 };

/**
 * Starts the simulators in this process, so that they outlive a killed Worker. Their state lives as
 * long as this process.
 */
export async function startSimulators(options: SimulatorOptions): Promise<Simulators> {
  const ports = options.ports ?? ANY;
  const stripe = options.without?.stripe
    ? null
    : await startStripeSimulator({
        port: ports.stripe,
        webhookUrl: `${options.workerUrl}/webhooks/stripe`,
        webhookSecret: SIMULATED.webhookSecret,
        secretKey: SIMULATED.secretKey,
        publishableKey: SIMULATED.publishableKey,
        laterMs: options.laterMs ?? null,
      });
  if (options.endpoint) stripe?.admin.addEndpoint(options.endpoint);
  const cgrates = options.without?.cgrates
    ? null
    : await startCgratesSimulator({ port: ports.cgrates });
  const mailbox = await startMailbox({ port: ports.mailbox });
  const turnstile = await startTurnstile({ port: ports.turnstile });
  const stop = async () => {
    await Promise.all([stripe?.close(), cgrates?.close(), mailbox.close(), turnstile.close()]);
  };
  return { stripe, cgrates, mailbox, turnstile, stop };
}
