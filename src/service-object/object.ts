import { DurableObject } from "cloudflare:workers";
import type * as port from "../actions/service-object-port.ts";
import { objectPorts } from "../compose.ts";
import type { Reading } from "../domain/reading.ts";
import type { TopUp } from "../domain/top-up/state.ts";
import type { Env } from "../env.ts";
import { Core } from "./core.ts";
import * as customer from "./customer-commands.ts";
import * as delivery from "./delivery-commands.ts";
import * as numbers from "./invoice-numbers.ts";
import * as notices from "./notice-commands.ts";
import * as operator from "./operator-commands.ts";
import { Outbox } from "./outbox.ts";
import * as payment from "./payment-commands.ts";
import * as projection from "./projection-commands.ts";
import { acceptSocket, push } from "./sockets.ts";
import { rawSql, storageSql } from "./storage-sql.ts";
import { Store } from "./store.ts";
import { type After, Waiters, waitFor } from "./waiters.ts";

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
export class ServiceObject extends DurableObject<Env> implements port.ServiceObject {
  readonly #core: Core;
  readonly #outbox: Outbox;
  readonly #waiters = new Waiters(after);

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const { queues, clock, log, settings } = objectPorts(env);
    this.#core = new Core({
      store: new Store(storageSql(ctx.storage)),
      alarm: {
        set: (at) => void ctx.storage.setAlarm(at),
        clear: () => void ctx.storage.deleteAlarm(),
      },
      now: () => clock.now(),
      timings: settings.timings,
      onCommit: (changed) => this.#committed(changed),
    });
    this.#outbox = new Outbox(this.#core, queues, log);
  }

  #committed(changed: readonly TopUp[]): void {
    this.ctx.waitUntil(this.#outbox.flush());
    this.#waiters.tell(changed);
    for (const t of changed) push(this.ctx, customer.viewIn(this.#core, t));
  }

  override async alarm(): Promise<void> {
    // First of all: an alarm that throws seven times is dropped for ever.
    await this.ctx.storage.setAlarm(Date.now() + INSURANCE_MS);
    await this.#outbox.drive();
    this.#core.rearm();
  }

  async poke(): Promise<void> {
    await this.#outbox.drive();
    this.#core.rearm();
  }

  /** Only socket upgrades come by fetch; everything else is a method. */
  override async fetch(request: Request): Promise<Response> {
    const topUpId = new URL(request.url).searchParams.get("top_up");
    const view = topUpId && customer.view(this.#core, topUpId);
    if (!topUpId || !view) return new Response("no such top-up", { status: 404 });
    return acceptSocket(this.ctx, topUpId, view);
  }
  override webSocketMessage(): void {
    // Nothing is expected from a browser; the socket only speaks.
  }

  async replay(input: Parameters<port.ServiceObject["replay"]>[0]) {
    return customer.replay(this.#core, input);
  }
  async requestTopUp(input: port.RequestTopUp) {
    return customer.requestTopUp(this.#core, input);
  }
  async attemptCreated(input: Parameters<port.ServiceObject["attemptCreated"]>[0]) {
    return customer.attemptCreated(this.#core, input);
  }
  async recordPayment(input: Parameters<port.ServiceObject["recordPayment"]>[0]) {
    return payment.recordPayment(this.#core, input);
  }
  async adoptPayment(input: Parameters<port.ServiceObject["adoptPayment"]>[0]) {
    return payment.adoptPayment(this.#core, input);
  }
  async waitFor(input: { topUpId: string; waitMs: number }) {
    return waitFor(this.#core, this.#waiters, input);
  }
  async claim(input: { topUpId: string }) {
    return delivery.claimTopUp(this.#core, input.topUpId);
  }
  async grant(input: Parameters<port.ServiceObject["grant"]>[0]) {
    return delivery.grantTopUp(this.#core, input);
  }
  async withdraw(input: Parameters<port.ServiceObject["withdraw"]>[0]) {
    return delivery.withdrawTopUp(this.#core, input);
  }
  async record(input: Parameters<port.ServiceObject["record"]>[0]) {
    return delivery.recordEvidence(this.#core, input);
  }
  async stripeWork(input: { topUpId: string }) {
    return payment.stripeWork(this.#core, input.topUpId);
  }
  async refundAnswered(input: Parameters<port.ServiceObject["refundAnswered"]>[0]) {
    payment.recordRefund(this.#core, input);
  }
  async cancelTopUp(input: { topUpId: string; sessionId: string }) {
    return customer.cancelTopUp(this.#core, input);
  }
  async moneyBack(input: { topUpId: string; sessionId: string }) {
    return customer.askMoneyBack(this.#core, input);
  }
  async operatorRefund(input: port.OperatorOrder) {
    return operator.refundByOperator(this.#core, input);
  }
  async operatorConfirm(input: Parameters<port.ServiceObject["operatorConfirm"]>[0]) {
    return operator.confirmByOperator(this.#core, input);
  }
  async operatorRedrive(input: port.OperatorOrder) {
    return operator.redriveByOperator(this.#core, input);
  }
  async paidBackOtherwise(input: Parameters<port.ServiceObject["paidBackOtherwise"]>[0]) {
    return operator.paidBackByOperator(this.#core, input);
  }
  async view(input: { topUpId: string }) {
    return customer.view(this.#core, input.topUpId);
  }
  async topUp(input: { topUpId: string }) {
    return this.#core.store.load(input.topUpId);
  }
  async evidence(input: { topUpId: string }) {
    return operator.evidence(this.#core, input.topUpId);
  }
  async projection() {
    return projection.projection(this.#core);
  }
  async projected(input: Parameters<port.ServiceObject["projected"]>[0]) {
    projection.projected(this.#core, input);
  }
  async reproject(input: Parameters<port.ServiceObject["reproject"]>[0]) {
    return projection.reproject(this.#core, input);
  }
  async unseen(input: { topUpId: string }) {
    return projection.unseen(this.#core, input);
  }
  async numberInvoices(input: Parameters<port.ServiceObject["numberInvoices"]>[0]) {
    return numbers.numberInvoices(rawSql(this.ctx.storage), input.invoices);
  }
  async numberedServices(input: { after: string; limit: number }) {
    return numbers.numberedServices(rawSql(this.ctx.storage), input);
  }
  async noticeWork(input: Parameters<port.ServiceObject["noticeWork"]>[0]) {
    return notices.noticeWork(this.#core, input);
  }
  async noticeAnswered(input: Parameters<port.ServiceObject["noticeAnswered"]>[0]) {
    notices.noticeAnswered(this.#core, input);
  }
  async lookItems() {
    return delivery.lookItems(this.#core);
  }
  async looked(input: Parameters<port.ServiceObject["looked"]>[0]) {
    return delivery.looked(this.#core, input);
  }
  async deadLettered(input: { topUpId: string; queue: string }) {
    delivery.deadLettered(this.#core, input);
  }
  async setClosed(input: { closed: boolean }) {
    if (this.#core.store.facts.closed === input.closed) return;
    this.#core.commit(() => {
      this.#core.store.saveFacts({ closed: input.closed });
      return [];
    });
  }
  async standing() {
    return customer.standing(this.#core);
  }
  async overview(input: { sessionId: string | null }) {
    return customer.overview(this.#core, input.sessionId);
  }
  async noteReading(input: { reading: Reading }) {
    customer.noteReading(this.#core, input.reading);
  }
}
