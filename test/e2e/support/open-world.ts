import { crons } from "../../dev/cron-ticker.ts";
import type { Vars } from "../../dev/dev-vars.ts";
import { STATE } from "../../dev/paths.ts";
import { startWorld } from "../../dev/world.ts";
import { CAST } from "../../fixtures/cast.ts";
import { pool } from "./pool.ts";
import { publishAddress, publishBrandedAddress, type WorldAddress } from "./world-address.ts";

interface OpenedWorld {
  readonly address: WorldAddress;
  stop(): Promise<void>;
}

/** A brand colour that is too light for text, and everything that laws may demand. */
const BRANDED: Vars = {
  SELF_CARE_NAME: "Kestrel Mobile",
  SUPPORT_CONTACT: "+61 2 5550 1234",
  BRAND_COLOR: "#ffcc00",
  MERCHANT_NAME: "Kestrel Mobile Pty Ltd",
  MERCHANT_ADDRESS: "1 Harbour St, Sydney NSW 2000",
  MERCHANT_NUMBER: "ABN 51 824 753 556",
  TERMS_URL: "https://kestrel.example/terms",
  PRIVACY_URL: "https://kestrel.example/privacy",
  REFUND_POLICY_URL: "https://kestrel.example/refunds",
  STATEMENT_DESCRIPTOR: "KESTREL MOBILE",
  WITHDRAWAL_CONSENT: "on",
};

/** Opens both worlds of a run; resolves with a function that stops them. */
export async function openWorlds(
  name: string,
  timings: Readonly<Record<string, number>>,
): Promise<() => Promise<void>> {
  const TIMINGS = JSON.stringify(timings);
  const usual = await openWorld(name, { TIMINGS });
  try {
    const branded = await openWorld(`${name}-branded`, { ...BRANDED, TIMINGS });
    publishAddress(usual.address);
    publishBrandedAddress(branded.address);
    return async () => {
      await branded.stop();
      await usual.stop();
    };
  } catch (fault) {
    await usual.stop();
    throw fault;
  }
}

/** Opens the same world as `npm run dev`, on free ports, with a service for every test. */
async function openWorld(name: string, vars: Vars): Promise<OpenedWorld> {
  const persistTo = `${STATE}${name}`;
  const world = await startWorld({
    persistTo,
    fresh: true,
    cast: Object.values(CAST),
    registered: pool(),
    port: 0,
    vars,
    output: `${STATE}${name}-worker.log`,
    now: Date.now(),
  });
  const { stripe, cgrates, mailbox } = world.simulators;
  const times = crons();
  const address = {
    portal: world.url,
    stripe: stripe?.url ?? "",
    cgrates: cgrates?.url ?? "",
    mailbox: mailbox.url,
    signingKey: world.vars.SIGNING_KEY ?? "",
    sweepCron: times.sweep,
    nightlyCron: times.nightly,
    taken: persistTo,
  };
  return { address, stop: () => world.stop() };
}
