/**
 * The real decisions of a service object on an in-memory SQLite, behind the port: only the Durable
 * Object around them is left out. Every call is awaited like an RPC.
 */
import { DatabaseSync } from "node:sqlite";
import type { ServiceObject } from "../../src/actions/service-object-port.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/limits.ts";
import type { Reading } from "../../src/domain/reading.ts";
import { Core } from "../../src/service-object/core.ts";
import * as customer from "../../src/service-object/customer-commands.ts";
import * as delivery from "../../src/service-object/delivery-commands.ts";
import * as operator from "../../src/service-object/operator-commands.ts";
import * as payment from "../../src/service-object/payment-commands.ts";
import { migrate } from "../../src/service-object/schema.ts";
import type { Sql, SqlValue } from "../../src/service-object/sql.ts";
import { Store } from "../../src/service-object/store.ts";

export interface FakeObject {
  readonly port: ServiceObject;
  readonly core: Core;
  /** How often anything of it was called. */
  readonly calls: string[];
  lastReading: Reading | null;
  onHold: boolean;
  /** Throws on the next call of this name, before it does anything. */
  failNext: string | null;
}

export function fakeObject(now: () => number): FakeObject {
  const sql = memorySql();
  migrate(sql);
  const core = new Core({
    store: new Store(sql),
    alarm: { set: () => {}, clear: () => {} },
    now,
    timings: DEFAULT_TIMINGS,
    onCommit: () => {},
  });
  const fake: FakeObject = {
    port: {} as ServiceObject,
    core,
    calls: [],
    lastReading: null,
    onHold: false,
    failNext: null,
  };
  const port = new Proxy(portOf(fake), {
    get: (target, name) => {
      const method = Reflect.get(target, name);
      if (typeof method !== "function") throw new Error(`not faked: ${String(name)}`);
      return async (input: unknown) => {
        fake.calls.push(String(name));
        if (fake.failNext === name) {
          fake.failNext = null;
          throw new Error(`object: ${String(name)} got no answer`);
        }
        // What crosses an RPC is plain data.
        return structuredClone(await method(structuredClone(input)));
      };
    },
  });
  return Object.assign(fake, { port });
}

function portOf(fake: FakeObject): Partial<ServiceObject> & object {
  const { core } = fake;
  return {
    replay: async (i) => customer.replay(core, i),
    requestTopUp: async (i) => customer.requestTopUp(core, i),
    attemptCreated: async (i) => customer.attemptCreated(core, i),
    cancelTopUp: async (i) => customer.cancelTopUp(core, i.topUpId),
    moneyBack: async (i) => customer.askMoneyBack(core, i.topUpId),
    view: async (i) => customer.view(core, i.topUpId),
    running: async () => customer.running(core),
    recordPayment: async (i) => payment.recordPayment(core, i),
    refundAnswered: async (i) => payment.recordRefund(core, i),
    stripeWork: async (i) => payment.stripeWork(core, i.topUpId),
    claim: async (i) => delivery.claimTopUp(core, i.topUpId),
    grant: async (i) => delivery.grantTopUp(core, i),
    record: async (i) => delivery.recordEvidence(core, i),
    operatorRefund: async (i) => operator.refundByOperator(core, i),
    operatorConfirm: async (i) => operator.confirmByOperator(core, i),
    operatorRedrive: async (i) => operator.redriveByOperator(core, i),
    paidBackOtherwise: async (i) => operator.paidBackByOperator(core, i),
    evidence: async (i) => operator.evidence(core, i.topUpId),
    standing: async () => ({
      returnedBuckets: [],
      lastCreditedEndAt: null,
      onHold: fake.onHold,
      lastReading: fake.lastReading,
    }),
  };
}

function memorySql(): Sql {
  const db = new DatabaseSync(":memory:");
  let inside = false;
  return {
    all: (query, ...values) => db.prepare(query).all(...values) as Record<string, SqlValue>[],
    transaction: (work) => {
      if (inside) return work();
      inside = true;
      db.exec("BEGIN");
      try {
        const result = work();
        db.exec("COMMIT");
        return result;
      } catch (fault) {
        db.exec("ROLLBACK");
        throw fault;
      } finally {
        inside = false;
      }
    },
  };
}
