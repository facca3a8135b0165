/** One deployment with two engines of two vendors, and a service at each. */
import { createChargingSystem } from "../../../src/adapters/cgrates/charging-system.ts";
import { DAYS_BUCKET } from "../../../src/adapters/cgrates/days-bucket.ts";
import { encodeForCgrates } from "../../../src/adapters/cgrates/encode.ts";
import { chargingSystemsByName, encodeByName } from "../../../src/adapters/engines/by-name.ts";
import type { Ports } from "../../../src/app/ports/ports.ts";
import type { Service } from "../../../src/app/ports/register.ts";
import type { ServiceId } from "../../../src/domain/base/ids.ts";
import type { AccountRef } from "../../../src/domain/ocs/account-ref.ts";
import { type CgratesSimulator, startCgratesSimulator } from "../../simulators/cgrates/server.ts";
import { type RestOcsSimulator, startRestOcsSimulator } from "../../simulators/rest-ocs/server.ts";
import { fakeObject } from "../fake-object.ts";
import { dongle, offer, TestBackend } from "../test-backend.ts";
import { createRestOcs, encodeForRest, REST_DAYS_BUCKET } from "./rest-ocs.ts";
import { Wire } from "./wire.ts";

export type EngineName = "main" | "west" | "nowhere";

const ACCOUNTS: Readonly<Record<EngineName, AccountRef>> = {
  main: { ocs: "main", tenant: "cgrates.org", account: "dongle-1" },
  west: { ocs: "west", tenant: "acme", account: "dongle-2" },
  nowhere: { ocs: "nowhere", tenant: "acme", account: "dongle-3" },
};
const NAMES = ["main", "west", "nowhere"] as const;
const SERVICES = Object.fromEntries(
  NAMES.map((name, n): [EngineName, Service] => {
    const id: ServiceId = `svc_${String(n).repeat(26)}`;
    const serviceUuid = `9f1b6d1e-0000-4000-8000-00000000000${n}`;
    return [name, { ...dongle, id, ordinal: n + 1, serviceUuid, account: ACCOUNTS[name] }];
  }),
) as Readonly<Record<EngineName, Service>>;

/** A revoked credit as each engine shows it, and how often a change arrived there. */
export interface Seen {
  readonly buckets: readonly { readonly id: string; readonly off: boolean }[];
  readonly changes: number;
}

export class TwoEngines {
  readonly cgrates: CgratesSimulator;
  readonly rest: RestOcsSimulator;
  readonly backend = new TestBackend();
  readonly wires = {
    main: new Wire(({ body }) => String(body).includes("SetBalance")),
    west: new Wire(({ method }) => method !== "GET"),
  };
  readonly ports: Ports;

  private constructor(cgrates: CgratesSimulator, rest: RestOcsSimulator) {
    this.cgrates = cgrates;
    this.rest = rest;
    const { backend, wires } = this;
    // The engines of these tests live by the real clock.
    backend.now = Math.ceil(Date.now() / 1000) * 1000;
    const clock = { now: () => backend.now };
    const engines = {
      main: createChargingSystem({
        url: cgrates.url,
        timeoutMs: 5000,
        clock,
        fetch: wires.main.fetch,
      }),
      west: createRestOcs({ url: rest.url, clock, fetch: wires.west.fetch }),
    };
    const ocs = chargingSystemsByName(new Map(Object.entries(engines)), {
      clock,
      log: backend.ports.log,
    });
    const encoders = { main: encodeForCgrates, west: encodeForRest };
    const encode = encodeByName(new Map(Object.entries(encoders)));
    for (const { id } of Object.values(SERVICES)) {
      backend.objects.set(
        id,
        fakeObject(() => backend.now, encode),
      );
    }
    backend.others = Object.values(SERVICES);
    this.ports = Object.assign(backend.ports, { ocs });
  }

  static async start(): Promise<TwoEngines> {
    const cgrates = await startCgratesSimulator();
    const rest = await startRestOcsSimulator();
    cgrates.admin.seedAccount(ACCOUNTS.main);
    const { tenant, account } = ACCOUNTS.west;
    rest.accounts.set(`${tenant}/${account}`, new Map());
    return new TwoEngines(cgrates, rest);
  }
  async close(): Promise<void> {
    await Promise.all([this.cgrates.close(), this.rest.close()]);
  }

  /** The customer is now at the address of this service. */
  visit(name: EngineName): Service {
    const service = SERVICES[name];
    this.backend.atAddress = [service];
    const bucket = name === "west" ? REST_DAYS_BUCKET : DAYS_BUCKET;
    this.backend.offers = [{ ...offer, bucket }];
    return service;
  }

  async seen(name: "main" | "west"): Promise<Seen> {
    const reading = await this.ports.ocs.read(ACCOUNTS[name]);
    if (reading.kind !== "account") throw new Error(`${name}: ${reading.kind}`);
    const buckets = reading.buckets.map(({ id, disabled }) => ({ id, off: disabled }));
    const written = this.cgrates.admin.state().writes.filter((w) => w.saved);
    const changes = name === "main" ? written.length : this.rest.changes.length;
    return { buckets, changes };
  }
}
