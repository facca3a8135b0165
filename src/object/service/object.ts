import { DurableObject } from "cloudflare:workers";
import type { Clock } from "../../app/ports/clock.ts";
import type { Log } from "../../app/ports/log.ts";
import type { Queues } from "../../app/ports/queues.ts";
import type { OperatorOrder } from "../../app/ports/service-object/operator.ts";
import type { RequestTopUp } from "../../app/ports/service-object/request.ts";
import type * as port from "../../app/ports/service-object.ts";
import type { Timings } from "../../domain/base/timings.ts";
import type { Reading } from "../../domain/ocs/reading.ts";
import type { TopUp } from "../../domain/top-up/state.ts";
import * as invoiceSequence from "../invoice-sequence.ts";
import * as notices from "./commands/notice.ts";
import * as operator from "./commands/operator.ts";
import * as payment from "./commands/payment.ts";
import * as projection from "./commands/projection.ts";
import * as provisioning from "./commands/provisioning.ts";
import * as requests from "./commands/request.ts";
import { Core } from "./core.ts";
import { Outbox } from "./outbox.ts";
import { acceptSocket, push } from "./sockets.ts";
import { rawSql, storageSql } from "./storage-sql.ts";
import { Store } from "./store.ts";
import { type After, Waiters, waitFor } from "./waiters.ts";

/** What the object is handed: it sends messages, keeps time and writes log lines. */
export interface ObjectNeeds {
  readonly queues: Queues;
  readonly clock: Clock;
  readonly log: Log;
  readonly timings: Timings;
}

/** If everything after re-arming fails, the alarm comes back after this. */
const INSURANCE_MS = 30_000;

const after: After = (ms, then) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/**
 * One service. The object decides; this class only binds the decisions to Cloudflare: storage,
 * alarm, queues, sockets. Every method is safe to repeat.
 */
export class ServiceObject extends DurableObject<object> implements port.ServiceObject {
  readonly #core: Core;
  readonly #outbox: Outbox;
  readonly #waiters = new Waiters(after);

  constructor(ctx: DurableObjectState, env: object, { queues, clock, log, timings }: ObjectNeeds) {
    super(ctx, env);
    this.#core = new Core({
      store: new Store(storageSql(ctx.storage)),
      alarm: {
        set: (at) => void ctx.storage.setAlarm(at),
        clear: () => void ctx.storage.deleteAlarm(),
      },
      now: () => clock.now(),
      timings,
      onCommit: (changed) => this.#committed(changed),
    });
    this.#outbox = new Outbox(this.#core, queues, log);
  }

  #committed(changed: readonly TopUp[]): void {
    this.ctx.waitUntil(this.#outbox.flush());
    this.#waiters.tell(changed);
    for (const t of changed) push(this.ctx, requests.viewIn(this.#core, t));
  }

  override async alarm(): Promise<void> {
    // First of all: an alarm that throws seven times is dropped for ever.
    await this.ctx.storage.setAlarm(Date.now() + INSURANCE_MS);
    await this.#outbox.drive();
    this.#core.rearm();
  }

  async wake(): Promise<void> {
    await this.#outbox.drive();
    this.#core.rearm();
  }

  /** Only socket upgrades come by fetch; everything else is a method. */
  override async fetch(request: Request): Promise<Response> {
    const topUpId = new URL(request.url).searchParams.get("top_up");
    const view = topUpId && requests.getTopUp(this.#core, topUpId);
    if (!topUpId || !view) return new Response("no such top-up", { status: 404 });
    return acceptSocket(this.ctx, topUpId, view);
  }
  override webSocketMessage(): void {
    // Nothing is expected from a browser; the socket only speaks.
  }

  async replayTopUp(input: Parameters<port.ServiceObject["replayTopUp"]>[0]) {
    return requests.replayTopUp(this.#core, input);
  }
  async requestTopUp(input: RequestTopUp) {
    return requests.requestTopUp(this.#core, input);
  }
  async recordIntent(input: Parameters<port.ServiceObject["recordIntent"]>[0]) {
    return requests.recordIntent(this.#core, input);
  }
  async recordPayment(input: Parameters<port.ServiceObject["recordPayment"]>[0]) {
    return payment.recordPayment(this.#core, input);
  }
  async importPayment(input: Parameters<port.ServiceObject["importPayment"]>[0]) {
    return payment.importPayment(this.#core, input);
  }
  async waitFor(input: { topUpId: string; waitMs: number }) {
    return waitFor(this.#core, this.#waiters, input);
  }
  async claimTopUp(input: { topUpId: string }) {
    return provisioning.claimTopUp(this.#core, input.topUpId);
  }
  async grantCredit(input: Parameters<port.ServiceObject["grantCredit"]>[0]) {
    return provisioning.grantCredit(this.#core, input);
  }
  async revokeCredit(input: Parameters<port.ServiceObject["revokeCredit"]>[0]) {
    return provisioning.revokeCredit(this.#core, input);
  }
  async recordEvidence(input: Parameters<port.ServiceObject["recordEvidence"]>[0]) {
    return provisioning.recordEvidence(this.#core, input);
  }
  async pendingStripeCalls(input: { topUpId: string }) {
    return payment.pendingStripeCalls(this.#core, input.topUpId);
  }
  async recordRefund(input: Parameters<port.ServiceObject["recordRefund"]>[0]) {
    payment.recordRefund(this.#core, input);
  }
  async cancelTopUp(input: { topUpId: string; sessionId: string }) {
    return requests.cancelTopUp(this.#core, input);
  }
  async requestRefund(input: { topUpId: string; sessionId: string }) {
    return requests.requestRefund(this.#core, input);
  }
  async refundTopUp(input: OperatorOrder) {
    return operator.refundTopUp(this.#core, input);
  }
  async confirmCredited(input: Parameters<port.ServiceObject["confirmCredited"]>[0]) {
    return operator.confirmCredited(this.#core, input);
  }
  async redriveTopUp(input: OperatorOrder) {
    return operator.redriveTopUp(this.#core, input);
  }
  async recordManualRefund(input: Parameters<port.ServiceObject["recordManualRefund"]>[0]) {
    return operator.recordManualRefund(this.#core, input);
  }
  async getTopUp(input: { topUpId: string }) {
    return requests.getTopUp(this.#core, input.topUpId);
  }
  async getTopUpState(input: { topUpId: string }) {
    return this.#core.store.load(input.topUpId);
  }
  async getEvidence(input: { topUpId: string }) {
    return operator.getEvidence(this.#core, input.topUpId);
  }
  async unprojected() {
    return projection.unprojected(this.#core);
  }
  async recordProjected(input: Parameters<port.ServiceObject["recordProjected"]>[0]) {
    projection.recordProjected(this.#core, input);
  }
  async reproject(input: Parameters<port.ServiceObject["reproject"]>[0]) {
    return projection.reproject(this.#core, input);
  }
  async reprojectIfUnseen(input: { topUpId: string }) {
    return projection.reprojectIfUnseen(this.#core, input);
  }
  async numberInvoices(input: Parameters<port.ServiceObject["numberInvoices"]>[0]) {
    return invoiceSequence.numberInvoices(rawSql(this.ctx.storage), input.invoices);
  }
  async numberedServices(input: { after: string; limit: number }) {
    return invoiceSequence.numberedServices(rawSql(this.ctx.storage), input);
  }
  async pendingNotices(input: Parameters<port.ServiceObject["pendingNotices"]>[0]) {
    return notices.pendingNotices(this.#core, input);
  }
  async recordNotice(input: Parameters<port.ServiceObject["recordNotice"]>[0]) {
    notices.recordNotice(this.#core, input);
  }
  async creditsToReconcile() {
    return provisioning.creditsToReconcile(this.#core);
  }
  async recordReconciliation(input: Parameters<port.ServiceObject["recordReconciliation"]>[0]) {
    return provisioning.recordReconciliation(this.#core, input);
  }
  async recordDeadLetter(input: { topUpId: string; queue: string }) {
    provisioning.recordDeadLetter(this.#core, input);
  }
  async setServiceClosed(input: { closed: boolean }) {
    if (this.#core.store.facts.serviceClosed === input.closed) return;
    this.#core.commit(() => {
      this.#core.store.saveFacts({ serviceClosed: input.closed });
      return [];
    });
  }
  async getAccountState() {
    return requests.getAccountState(this.#core);
  }
  async getOverview(input: { sessionId: string | null }) {
    return requests.getOverview(this.#core, input.sessionId);
  }
  async noteReading(input: { reading: Reading }) {
    requests.noteReading(this.#core, input.reading);
  }
}
