/**
 * The real decisions of a service object on an in-memory SQLite, behind the port: only the Durable
 * Object around them is left out. Every call is awaited like an RPC.
 */
import { encodeForCgrates } from "../../src/adapters/cgrates/encode.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import type { ServiceObject } from "../../src/app/ports/service-object.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import type { Encode } from "../../src/domain/ocs/order.ts";
import type { Reading } from "../../src/domain/ocs/reading.ts";
import * as account from "../../src/object/service/account-state.ts";
import * as exports from "../../src/object/service/commands/export.ts";
import * as notices from "../../src/object/service/commands/notice.ts";
import * as operator from "../../src/object/service/commands/operator.ts";
import * as payers from "../../src/object/service/commands/payer.ts";
import * as payment from "../../src/object/service/commands/payment.ts";
import * as projection from "../../src/object/service/commands/projection.ts";
import * as provisioning from "../../src/object/service/commands/provisioning.ts";
import * as reconciliation from "../../src/object/service/commands/reconciliation.ts";
import * as refund from "../../src/object/service/commands/refund.ts";
import * as customer from "../../src/object/service/commands/request.ts";
import { Core } from "../../src/object/service/core.ts";
import { STEPS } from "../../src/object/service/schema.ts";
import { Store } from "../../src/object/service/store.ts";
import { getTopUp } from "../../src/object/service/views.ts";
import { Waiters, waitFor } from "../../src/object/service/waiters.ts";
import { migrate } from "../../src/object/storage/migrate.ts";
import type { Sql } from "../../src/object/storage/sql.ts";
import { memorySql } from "./memory-sql.ts";

export interface FakeObject {
  readonly port: ServiceObject;
  readonly core: Core;
  /** How often anything of it was called. */
  readonly calls: string[];
  lastReading: Reading | null;
  /** Throws on the next call of this name, before it does anything. */
  failNext: string | null;
  /** What happens while a legacy caller waits; then the wait is over. */
  whileWaiting: (() => Promise<unknown>) | null;
  /** How long waits were asked for; ms. */
  readonly waits: number[];
}

/** `sql`: its storage; what is in it already is what the object wakes with. */
export function fakeObject(
  now: () => number,
  encode: Encode = encodeForCgrates,
  sql: Sql = memorySql(),
): FakeObject {
  migrate(sql, STEPS);
  const waiters = new Waiters((ms, then) => {
    fake.waits.push(ms);
    void Promise.resolve(fake.whileWaiting?.()).then(then);
    return () => {};
  });
  const core = new Core({
    store: new Store(sql),
    alarm: { set: () => {}, clear: () => {}, forget: () => {} },
    now,
    timings: DEFAULT_TIMINGS,
    encode,
    onCommit: (changed) => waiters.tell(changed),
  });
  const fake: FakeObject = {
    port: {} as ServiceObject,
    core,
    calls: [],
    lastReading: null,
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
  const accountState = () => ({
    ...account.getAccountState(core),
    lastReading: fake.lastReading,
    shownReading: fake.lastReading ?? account.getAccountState(core).shownReading,
  });
  return {
    replayTopUp: async (i) => customer.replayTopUp(core, i),
    requestTopUp: async (i) => customer.requestTopUp(core, i),
    changeBilling: async (i) => customer.changeBilling(core, i),
    getPayer: async (i) => payers.getPayer(core, i.topUpId),
    erasePayer: async (i) => payers.erasePayer(core, i),
    listPayers: async (i) => payers.listPayers(core, i),
    resealPayers: async (i) => payers.resealPayers(core, i),
    recordIntent: async (i) => customer.recordIntent(core, i),
    recordNoIntent: async (i) => customer.recordNoIntent(core, i),
    cancelTopUp: async (i) => customer.cancelTopUp(core, i),
    requestRefund: async (i) => refund.requestRefund(core, i),
    getTopUp: async (i) => getTopUp(core, i.topUpId),
    recordPayment: async (i) => payment.recordPayment(core, i),
    importPayment: async (i) => payment.importPayment(core, i),
    waitFor: (i) => waitFor(core, waiters, i),
    recordRefund: async (i) => refund.recordRefund(core, i),
    pendingStripeCalls: async (i) => refund.pendingStripeCalls(core, i.topUpId),
    claimTopUp: async (i) => provisioning.claimTopUp(core, i.topUpId),
    grantCredit: async (i) => provisioning.grantCredit(core, i),
    revokeCredit: async (i) => provisioning.revokeCredit(core, i),
    recordEvidence: async (i) => provisioning.recordEvidence(core, i),
    refundTopUp: async (i) => operator.refundTopUp(core, i),
    confirmCredited: async (i) => operator.confirmCredited(core, i),
    redriveTopUp: async (i) => operator.redriveTopUp(core, i),
    approveTopUp: async (i) => operator.approveTopUp(core, i),
    rejectTopUp: async (i) => operator.rejectTopUp(core, i),
    unblockPayer: async (i) => operator.unblockPayer(core, i),
    recordManualRefund: async (i) => operator.recordManualRefund(core, i),
    approveOrder: async (i) => operator.approveOrder(core, i),
    closeRequest: async (i) => operator.closeRequest(core, i),
    loadTopUp: async (i) => core.store.load(i.topUpId),
    getEvidence: async (i) => operator.getEvidence(core, i.topUpId),
    unprojected: async () => projection.unprojected(core),
    recordProjected: async (i) => projection.recordProjected(core, i),
    reproject: async (i) => projection.reproject(core, i),
    reprojectIfUnseen: async (i) => projection.reprojectIfUnseen(core, i),
    exportService: async (i) => exports.exportService(core, i),
    pendingNotices: async (i) => notices.pendingNotices(core, i),
    recordNotice: async (i) => notices.recordNotice(core, i),
    creditsToReconcile: async () => reconciliation.creditsToReconcile(core),
    recordReconciliation: async (i) => reconciliation.recordReconciliation(core, i),
    setServiceClosed: async (i) => account.setServiceClosed(core, i.closed),
    getAccountState: async () => accountState(),
    getOverview: async (i) => ({
      ...account.getOverview(core, i.sessionId),
      accountState: accountState(),
    }),
    noteReading: async (i) => account.noteReading(core, i.reading),
  };
}
