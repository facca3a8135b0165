/**
 * Runs the simulator as a process of its own, so that it survives a killed Worker. Environment:
 * STRIPE_SIM_PORT, STRIPE_SIM_WEBHOOK_URL, STRIPE_SIM_LATER_MS, STRIPE_WEBHOOK_SECRET,
 * STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY. Prints one line of JSON with its URL.
 */
import { startStripeSimulator } from "./server.ts";

const { env } = process;
const simulator = await startStripeSimulator({
  port: Number(env.STRIPE_SIM_PORT ?? 0),
  laterMs: env.STRIPE_SIM_LATER_MS ? Number(env.STRIPE_SIM_LATER_MS) : null,
  ...(env.STRIPE_SIM_WEBHOOK_URL ? { webhookUrl: env.STRIPE_SIM_WEBHOOK_URL } : {}),
  ...(env.STRIPE_WEBHOOK_SECRET ? { webhookSecret: env.STRIPE_WEBHOOK_SECRET } : {}),
  ...(env.STRIPE_SECRET_KEY ? { secretKey: env.STRIPE_SECRET_KEY } : {}),
  ...(env.STRIPE_PUBLISHABLE_KEY ? { publishableKey: env.STRIPE_PUBLISHABLE_KEY } : {}),
});
console.log(JSON.stringify({ simulator: "stripe", url: simulator.url }));
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void simulator.close().then(() => process.exit(0));
  });
}
