/**
 * The real decisions of a service object on an in-memory SQLite, behind the port: only the Durable
 * Object around them is left out. Every call is awaited like an RPC.
 */
import { PortFault } from "../../src/actions/ports.ts";
import type { ServiceObject } from "../../src/actions/service-object-port.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/limits.ts";
import type { Reading } from "../../src/domain/reading.ts";
import { Core } from "../../src/service-object/core.ts";
import * as customer from "../../src/service-object/customer-commands.ts";
import * as delivery from "../../src/service-object/delivery-commands.ts";
import * as numbers from "../../src/service-object/invoice-numbers.ts";
import * as notices from "../../src/service-object/notice-commands.ts";
import * as operator from "../../src/service-object/operator-commands.ts";
import * as payment from "../../src/service-object/payment-commands.ts";
import * as projection from "../../src/service-object/projection-commands.ts";
import { migrate } from "../../src/service-object/schema.ts";
import { Store } from "../../src/service-object/store.ts";
import { Waiters, waitFor } from "../../src/service-object/waiters.ts";
import { memorySql } from "./memory-sql.ts";

export interface FakeObject {
  readonly port: ServiceObject;
  readonly core: Core;
  /** How often anything of it was called. */
  readonly calls: string[];
  lastReading: Reading | null;
  onHold: boolean;
  /** Throws on the next call of this name, before it does anything. */
  failNext: string | null;
  /** What happens while somebody waits; then the wait is over, whatever it was for. */
  whileWaiting: (() => Promise<unknown>) | null;
  /** How long waits were asked for; ms. */
  readonly waits: number[];
}

export function fakeObject(now: () => number): FakeObject {
  const sql = memorySql();
  migrate(sql);
  const waiters = new Waiters((ms, then) => {
    fake.waits.push(ms);
    void Promise.resolve(fake.whileWaiting?.()).then(then);
    return () => {};
  });
  const core = new Core({
    store: new Store(sql),
    alarm: { set: () => {}, clear: () => {} },
    now,
    timings: DEFAULT_TIMINGS,
    onCommit: (changed) => waiters.tell(changed),
  });
  const fake: FakeObject = {
    port: {} as ServiceObject,
    core,
    calls: [],
    lastReading: null,
    onHold: false,
    failNext: null,
    whileWaiting: null,
    waits: [],
  };
  const port = new Proxy(portOf(fake, waiters), {
    get: (target, name) => {
      const method = Reflect.get(target, name);
      if (typeof method !== "function") throw new Error(`not faked: ${String(name)}`);
      return async (input: unknown) => {
        fake.calls.push(String(name));
        if (fake.failNext === name) {
          fake.failNext = null;
          throw new PortFault("service object", `${String(name)} got no answer`);
        }
        // What crosses an RPC is plain data.
        return structuredClone(await method(structuredClone(input)));
      };
    },
  });
  return Object.assign(fake, { port });
}

function portOf(fake: FakeObject, waiters: Waiters): Partial<ServiceObject> & object {
  const { core } = fake;
  const standing = () => ({
    ...customer.standing(core),
    onHold: fake.onHold,
    lastReading: fake.lastReading,
    shownReading: fake.lastReading ?? customer.standing(core).shownReading,
  });
  return {
    replay: async (i) => customer.replay(core, i),
    requestTopUp: async (i) => customer.requestTopUp(core, i),
    attemptCreated: async (i) => customer.attemptCreated(core, i),
    cancelTopUp: async (i) => customer.cancelTopUp(core, i),
    moneyBack: async (i) => customer.askMoneyBack(core, i),
    view: async (i) => customer.view(core, i.topUpId),
    recordPayment: async (i) => payment.recordPayment(core, i),
    adoptPayment: async (i) => payment.adoptPayment(core, i),
    waitFor: (i) => waitFor(core, waiters, i),
    refundAnswered: async (i) => payment.recordRefund(core, i),
    stripeWork: async (i) => payment.stripeWork(core, i.topUpId),
    claim: async (i) => delivery.claimTopUp(core, i.topUpId),
    grant: async (i) => delivery.grantTopUp(core, i),
    record: async (i) => delivery.recordEvidence(core, i),
    operatorRefund: async (i) => operator.refundByOperator(core, i),
    operatorConfirm: async (i) => operator.confirmByOperator(core, i),
    operatorRedrive: async (i) => operator.redriveByOperator(core, i),
    paidBackOtherwise: async (i) => operator.paidBackByOperator(core, i),
    topUp: async (i) => core.store.load(i.topUpId),
    evidence: async (i) => operator.evidence(core, i.topUpId),
    projection: async () => projection.projection(core),
    projected: async (i) => projection.projected(core, i),
    reproject: async (i) => projection.reproject(core, i),
    unseen: async (i) => projection.unseen(core, i),
    noticeWork: async (i) => notices.noticeWork(core, i),
    noticeAnswered: async (i) => notices.noticeAnswered(core, i),
    standing: async () => standing(),
    overview: async (i) => ({
      ...customer.overview(core, i.sessionId),
      standing: standing(),
    }),
    noteReading: async (i) => customer.noteReading(core, i.reading),
  };
}

/** The object that is no service: it gives out the invoice numbers. */
export function fakeKeeper(): ServiceObject {
  const sql = memorySql();
  const port: Partial<ServiceObject> = {
    numberInvoices: async (i) => numbers.numberInvoices(sql, i.invoices),
    numberedServices: async (i) => numbers.numberedServices(sql, i),
  };
  return port as ServiceObject;
}
