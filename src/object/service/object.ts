import { DurableObject } from "cloudflare:workers";
import type { Clock } from "../../app/ports/clock.ts";
import type { Log } from "../../app/ports/log.ts";
import type { Metrics } from "../../app/ports/metrics.ts";
import type { Queues } from "../../app/ports/queues.ts";
import type { ServiceObject as ServiceObjectPort } from "../../app/ports/service-object.ts";
import { hasPrefix } from "../../domain/base/ids.ts";
import type { Timings } from "../../domain/base/timings.ts";
import type { Encode } from "../../domain/ocs/order.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";
import { KnownAlarm } from "../storage/known-alarm.ts";
import { MEND_PAUSE_MS, Opened } from "../storage/opened.ts";
import { storageSql } from "../storage/storage-sql.ts";
import * as account from "./account-state.ts";
import * as exports from "./commands/export.ts";
import * as notices from "./commands/notice.ts";
import * as operator from "./commands/operator.ts";
import * as payers from "./commands/payer.ts";
import * as payment from "./commands/payment.ts";
import * as projection from "./commands/projection.ts";
import * as provisioning from "./commands/provisioning.ts";
import * as reconciliation from "./commands/reconciliation.ts";
import * as refunds from "./commands/refund.ts";
import * as requests from "./commands/request.ts";
import { Core } from "./core.ts";
import { tellEnd } from "./ends.ts";
import { Outbox } from "./outbox.ts";
import type { MethodInput } from "./port-types.ts";
import { STEPS } from "./schema.ts";
import { acceptSocket, closeTalker, push } from "./sockets.ts";
import { Store } from "./store.ts";
import { getTopUp, viewIn } from "./views.ts";
import { type After, Waiters, waitFor } from "./waiters.ts";

/** What the object is handed: it sends messages, keeps time, writes log lines, renders orders. */
export interface ObjectNeeds {
  readonly queues: Queues;
  readonly clock: Clock;
  /** How long a legacy caller is kept waiting. */
  readonly after: After;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Throws while the setting is not valid; no deadline is guessed then. */
  readonly timings: () => Timings;
  readonly encode: Encode;
}

/** The alarm comes back after this when everything after its first step fails; ms. */
const INSURANCE_MS = 30_000;

/**
 * One service. The commands decide; this class only binds them to Cloudflare: storage, alarm,
 * queues, sockets. Every method is safe to repeat. A method throws when another version laid out
 * the object's storage (`schema.ts`), or when a setting that it needs is not valid; the constructor
 * never does, and the alarm comes back.
 */
export class ServiceObject extends DurableObject<object> implements ServiceObjectPort {
  readonly #opened: Opened<{ readonly core: Core; readonly outbox: Outbox }>;
  readonly #waiters: Waiters;
  readonly #alarm: KnownAlarm;
  readonly #needs: ObjectNeeds;

  constructor(ctx: DurableObjectState, env: object, needs: ObjectNeeds) {
    super(ctx, env);
    this.#needs = needs;
    this.#waiters = new Waiters(needs.after);
    this.#alarm = new KnownAlarm(ctx.storage, () => needs.clock.now());
    this.#opened = new Opened(() => this.#open());
  }

  #open() {
    const { queues, clock, log, timings, encode } = this.#needs;
    const { storage } = this.ctx;
    const core = new Core({
      store: new Store(storageSql(storage, STEPS)),
      alarm: this.#alarm,
      now: () => clock.now(),
      timings: timings(),
      encode,
      onCommit: (changed, ended) => this.#committed(changed, ended),
    });
    return { core, outbox: new Outbox(core, queues, log) };
  }
  get #core(): Core {
    return this.#opened.get().core;
  }
  get #outbox(): Outbox {
    return this.#opened.get().outbox;
  }

  #committed(changed: readonly TopUp[], ended: readonly TopUp[]): void {
    for (const t of ended) tellEnd(this.#needs, t);
    this.ctx.waitUntil(this.#outbox.flush());
    this.#waiters.tell(changed);
    for (const t of changed) push(this.ctx, viewIn(this.#core, t));
  }

  override async alarm(): Promise<void> {
    this.#alarm.forget();
    // Before anything can fail: Cloudflare drops an alarm for ever once it has thrown seven times.
    await this.ctx.storage.setAlarm(Date.now() + INSURANCE_MS);
    const fault = this.#opened.whyNot();
    if (fault !== null) {
      this.#needs.log.error("object_cannot_work", fault, { object: this.ctx.id.name });
      await this.ctx.storage.setAlarm(Date.now() + MEND_PAUSE_MS);
      return;
    }
    await this.#outbox.drive();
    this.#core.rearm();
  }

  async wake(): Promise<void> {
    await this.#outbox.drive();
    this.#core.rearm();
  }

  /** Serves socket upgrades only; everything else is a method. */
  override async fetch(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const topUpId = searchParams.get("top_up");
    const view = hasPrefix("top", topUpId) ? getTopUp(this.#core, topUpId) : null;
    if (!view) return new Response("no such top-up", { status: 404 });
    return acceptSocket(this.ctx, view, searchParams.get("session") ?? "none");
  }
  override webSocketMessage(socket: WebSocket): void {
    closeTalker(socket);
  }

  async replayTopUp(input: MethodInput<"replayTopUp">) {
    return requests.replayTopUp(this.#core, input);
  }
  async requestTopUp(input: MethodInput<"requestTopUp">) {
    return requests.requestTopUp(this.#core, input);
  }
  async changeBilling(input: MethodInput<"changeBilling">) {
    requests.changeBilling(this.#core, input);
  }
  async recordIntent(input: MethodInput<"recordIntent">) {
    return requests.recordIntent(this.#core, input);
  }
  async recordNoIntent(input: MethodInput<"recordNoIntent">) {
    return requests.recordNoIntent(this.#core, input);
  }
  async recordPayment(input: MethodInput<"recordPayment">) {
    return payment.recordPayment(this.#core, input);
  }
  async importPayment(input: MethodInput<"importPayment">) {
    return payment.importPayment(this.#core, input);
  }
  async waitFor(input: MethodInput<"waitFor">) {
    return waitFor(this.#core, this.#waiters, input);
  }
  async claimTopUp(input: MethodInput<"claimTopUp">) {
    return provisioning.claimTopUp(this.#core, input.topUpId);
  }
  async grantCredit(input: MethodInput<"grantCredit">) {
    return provisioning.grantCredit(this.#core, input);
  }
  async revokeCredit(input: MethodInput<"revokeCredit">) {
    return provisioning.revokeCredit(this.#core, input);
  }
  async recordEvidence(input: MethodInput<"recordEvidence">) {
    return provisioning.recordEvidence(this.#core, input);
  }
  async pendingStripeCalls(input: MethodInput<"pendingStripeCalls">) {
    return refunds.pendingStripeCalls(this.#core, input.topUpId);
  }
  async recordRefund(input: MethodInput<"recordRefund">) {
    refunds.recordRefund(this.#core, input);
  }
  async cancelTopUp(input: MethodInput<"cancelTopUp">) {
    return requests.cancelTopUp(this.#core, input);
  }
  async requestRefund(input: MethodInput<"requestRefund">) {
    return refunds.requestRefund(this.#core, input);
  }
  async refundTopUp(input: MethodInput<"refundTopUp">) {
    return operator.refundTopUp(this.#core, input);
  }
  async approveTopUp(input: MethodInput<"approveTopUp">) {
    return operator.approveTopUp(this.#core, input);
  }
  async rejectTopUp(input: MethodInput<"rejectTopUp">) {
    return operator.rejectTopUp(this.#core, input);
  }
  async confirmCredited(input: MethodInput<"confirmCredited">) {
    return operator.confirmCredited(this.#core, input);
  }
  async redriveTopUp(input: MethodInput<"redriveTopUp">) {
    return operator.redriveTopUp(this.#core, input);
  }
  async unblockPayer(input: MethodInput<"unblockPayer">) {
    return operator.unblockPayer(this.#core, input);
  }
  async recordManualRefund(input: MethodInput<"recordManualRefund">) {
    return operator.recordManualRefund(this.#core, input);
  }
  async approveOrder(input: MethodInput<"approveOrder">) {
    return operator.approveOrder(this.#core, input);
  }
  async closeRequest(input: MethodInput<"closeRequest">) {
    return operator.closeRequest(this.#core, input);
  }
  async getTopUp(input: MethodInput<"getTopUp">) {
    return getTopUp(this.#core, input.topUpId);
  }
  async loadTopUp(input: MethodInput<"loadTopUp">) {
    return this.#core.store.load(input.topUpId);
  }
  async getEvidence(input: MethodInput<"getEvidence">) {
    return operator.getEvidence(this.#core, input.topUpId);
  }
  async getPayer(input: MethodInput<"getPayer">) {
    return payers.getPayer(this.#core, input.topUpId);
  }
  async erasePayer(input: MethodInput<"erasePayer">) {
    return payers.erasePayer(this.#core, input);
  }
  async listPayers(input: MethodInput<"listPayers">) {
    return payers.listPayers(this.#core, input);
  }
  async resealPayers(input: MethodInput<"resealPayers">) {
    return payers.resealPayers(this.#core, input);
  }
  async unprojected() {
    return projection.unprojected(this.#core);
  }
  async recordProjected(input: MethodInput<"recordProjected">) {
    projection.recordProjected(this.#core, input);
  }
  async reproject(input: MethodInput<"reproject">) {
    return projection.reproject(this.#core, input);
  }
  async reprojectIfUnseen(input: MethodInput<"reprojectIfUnseen">) {
    return projection.reprojectIfUnseen(this.#core, input);
  }
  async exportService(input: MethodInput<"exportService">) {
    return exports.exportService(this.#core, input);
  }
  async pendingNotices(input: MethodInput<"pendingNotices">) {
    return notices.pendingNotices(this.#core, input);
  }
  async recordNotice(input: MethodInput<"recordNotice">) {
    notices.recordNotice(this.#core, input);
  }
  async creditsToReconcile() {
    return reconciliation.creditsToReconcile(this.#core);
  }
  async recordReconciliation(input: MethodInput<"recordReconciliation">) {
    return reconciliation.recordReconciliation(this.#core, input);
  }
  async recordDeadLetter(input: MethodInput<"recordDeadLetter">) {
    provisioning.recordDeadLetter(this.#core, input);
  }
  async setServiceClosed(input: MethodInput<"setServiceClosed">) {
    account.setServiceClosed(this.#core, input.closed);
  }
  async getAccountState() {
    return account.getAccountState(this.#core);
  }
  async getOverview(input: MethodInput<"getOverview">) {
    return account.getOverview(this.#core, input.sessionId);
  }
  async noteReading(input: MethodInput<"noteReading">) {
    account.noteReading(this.#core, input.reading);
  }
}
