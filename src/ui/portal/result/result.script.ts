import type { TopUpJson } from "../../../contract/api.ts";
import * as m from "../../../i18n/generated/messages.ts";
import { type Banner, bannerTree } from "../../kit/banner/banner.ts";
import { showBusy } from "../../kit/button/busy.script.ts";
import { announce, query, queryAll, replaceChildren } from "../../kit/tree/dom.script.ts";
import { el, type Tree } from "../../kit/tree/tree.ts";
import { getTopUp, postTopUp, socketAddress } from "../api/api.script.ts";
import type { IdempotencyKey } from "../device/idempotency-key.script.ts";
import type { LocalDraft } from "../device/local-draft.script.ts";
import { lang } from "../messages/lang.script.ts";
import { refusalMessage } from "../messages/refusal-messages.script.ts";
import { watchNetwork } from "../network/offline-banner.script.ts";
import { topUpPath } from "../page/addresses.ts";
import { elapsedWords } from "./pending.ts";
import { resultView } from "./result.ts";
import {
  isPaid,
  type PaymentCheck,
  type SubscriptionSource,
  TopUpSubscription,
} from "./top-up-subscription.script.ts";

interface ResultContext {
  readonly localDraft: LocalDraft;
  readonly idempotencyKey: IdempotencyKey;
  /** Server clock minus this device's; ms. */
  readonly clockAhead: number;
  readonly supportHref: string;
  /** Where another top-up of the same service begins. */
  readonly shopHref: string;
}

/** Shows one top-up on the page and redraws it on each push, as the server would draw it. */
export class Result {
  readonly #context: ResultContext;
  readonly #subscription: TopUpSubscription;
  #topUp: TopUpJson;
  #confirmed = false;
  /** Stripe was asked: `awaiting_payment` means for sure that nothing was charged. */
  #sure = false;
  /** The sentence that was announced last; empty: nothing is shown yet. */
  #shown = "";
  /** The upper half as it was drawn last, as JSON. */
  #have = "";
  /** The state that was drawn last. */
  #drawn: TopUpJson["state"] = "awaiting_payment";
  /** The page asks the customer to confirm the request for a refund. */
  #question = false;
  /** The refund was requested, and there is no answer yet. */
  #asking = false;
  /** The banner about that request, and the state of the top-up in which it is shown. */
  #refundAnswer: { readonly banner: Banner; readonly state: TopUpJson["state"] } | null = null;

  constructor(context: ResultContext, topUp: TopUpJson) {
    this.#context = context;
    this.#topUp = topUp;
    this.#subscription = new TopUpSubscription(sourceOf(topUp), topUp, (seen, check) =>
      this.#take(seen, check),
    );
  }

  get topUp(): TopUpJson {
    return this.#topUp;
  }

  /** Subscribes to the top-up; shows nothing yet, as the card form may still be on the page. */
  connect(): void {
    this.#subscription.start();
  }
  disconnect(): void {
    this.#subscription.stop();
  }

  /** Takes over the page. `confirmed`: Stripe told the browser that the payment went through. */
  show(confirmed: boolean): void {
    // A push may have come before Stripe's answer to the browser.
    this.#confirmed = confirmed && this.#topUp.state === "awaiting_payment";
    this.#shown = "";
    // On a page that was opened with its result, nothing is new.
    if (!confirmed) this.#drawn = this.#topUp.state;
    watchNetwork(m.result_offline(lang));
    document.addEventListener("click", (event) => this.#clicked(event));
    setInterval(() => this.#tick(), 1000);
    window.addEventListener("online", () => void this.#subscription.poll());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.#subscription.poll();
    });
    this.#draw();
    // The customer may have scrolled down to the button of Pay.
    window.scrollTo(0, 0);
    this.#forgetWhenPaid();
    if (confirmed) this.#subscription.confirmed();
    else if (this.#topUp.state === "awaiting_payment") this.#subscription.reopened();
  }

  #take(seen: TopUpJson, check: PaymentCheck): void {
    // The top-up returns to `awaiting_payment` only after an answer of Stripe.
    if (check === "sure" || this.#topUp.state !== "awaiting_payment") this.#sure = true;
    // A push goes to all open pages of the top-up, so it does not say whose it is, nor an address.
    this.#topUp = { ...this.#topUp, ...seen };
    // From here on the top-up's own state replaces the browser's confirmation.
    if (check !== "none" || seen.state !== "awaiting_payment") this.#confirmed = false;
    if (this.#shown === "") return;
    this.#forgetWhenPaid();
    this.#draw();
  }

  #draw(): void {
    const t = this.#topUp;
    // The payer has no address any more: nor has this tab.
    if (t.email_masked === null) this.#context.localDraft.dropTopUp(t.id);
    const keptTopUp = this.#context.localDraft.topUp(t.id);
    const view = resultView({
      lang: lang,
      topUp: t,
      email: keptTopUp?.email ?? null,
      now: this.#now(),
      have: keptTopUp?.have ?? 0,
      confirmed: this.#confirmed,
      sure: this.#sure,
      asksRefund: this.#question,
      shopHref: keptTopUp?.shop ?? this.#context.shopHref,
      supportHref: this.#context.supportHref,
    });
    const app = query("#app");
    const main = query("#main");
    app.dataset.tone = view.tone;
    main.dataset.testid = "result";
    main.dataset.state = t.state;
    const have = JSON.stringify(view.have);
    // Redrawn only when it has changed, because its heading may have the focus.
    if (have !== this.#have) {
      this.#have = have;
      const arrives = t.state === "credited" && this.#drawn !== "credited";
      replaceChildren(
        query("#have"),
        el("div", { class: arrives ? "bal is-new" : "bal" }, ...view.have),
      );
    }
    this.#drawn = t.state;
    this.#drawAct(view.act);
    document.title = `${view.spoken} – ${app.dataset.name ?? ""}`;
    if (this.#shown === view.spoken) return;
    this.#shown = view.spoken;
    query("#have h1").focus();
    announce(view.spoken);
  }

  /** Redraws the lower half; the focus stays on the same part. */
  #drawAct(trees: readonly Tree[]): void {
    if (this.#refundAnswer?.state !== this.#topUp.state) this.#refundAnswer = null;
    const focused = document.activeElement?.closest<HTMLElement>("#act [data-testid]");
    replaceChildren(
      query("#act"),
      ...(this.#refundAnswer ? [bannerTree(this.#refundAnswer.banner)] : []),
      ...trees,
    );
    const button = document.querySelector<HTMLButtonElement>("[data-refund=ask]");
    if (this.#asking && button) showBusy(button, m.result_requestingRefund(lang));
    if (focused) focus(focused.dataset.testid ?? "");
  }

  /** Draft and idempotency key are forgotten once the top-up is paid or has ended. */
  #forgetWhenPaid(): void {
    if (isPaid(this.#topUp)) {
      this.#context.localDraft.dropDraft();
      this.#context.localDraft.dropRepeat(this.#topUp.service_id);
    }
    if (isPaid(this.#topUp) || this.#topUp.state === "canceled")
      this.#context.idempotencyKey.forget();
  }

  #tick(): void {
    for (const place of queryAll("[data-elapsed]")) {
      place.textContent = elapsedWords(lang, place.dataset.elapsed || null, this.#now());
    }
  }

  #clicked(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const which = target?.closest<HTMLElement>("[data-refund]")?.dataset.refund;
    if (!which) return;
    event.preventDefault();
    // The second click of a double click was meant for the button that was there before.
    if (this.#asking || event.detail > 1) return;
    if (which === "yes") void this.#requestRefund();
    else this.#ask(which === "ask");
  }

  #ask(question: boolean): void {
    this.#question = question;
    this.#refundAnswer = null;
    this.#draw();
    focus(question ? "refund-question" : "refund-me");
    if (question) announce(query("[data-testid=refund-question] strong").textContent ?? "");
  }

  async #requestRefund(): Promise<void> {
    this.#asking = true;
    this.#ask(false);
    announce(m.result_requestingRefund(lang));
    const answer = await postTopUp(this.#topUp, "refund");
    if (answer.kind === "silent") this.#showRefundAnswer(REFUND_UNSURE);
    await this.#subscription.poll();
    if (answer.kind === "silent") return;
    this.#asking = false;
    this.#draw();
    const reason =
      answer.kind === "refused" ? whyNotRefunded(this.#topUp, answer.problem.code) : null;
    if (reason) this.#showRefundAnswer(reason);
  }

  /** Shows a banner above the lower half until the state of the top-up changes. */
  #showRefundAnswer(banner: Banner): void {
    this.#refundAnswer = { banner, state: this.#topUp.state };
    this.#asking = false;
    this.#draw();
    focus("banner");
    announce(banner.bold);
  }

  #now(): number {
    return Date.now() + this.#context.clockAhead;
  }
}

const REFUND_UNSURE: Banner = {
  tone: "warn",
  bold: m.banners_lost_bold(lang),
  help: m.result_refundUnsure(lang),
};

/** Why there is no refund; null: the state on the page explains it. */
function whyNotRefunded({ state }: TopUpJson, code: string): Banner | null {
  switch (state) {
    case "credited":
      return { tone: "ok", bold: m.result_addedInstead(lang) };
    case "crediting":
    case "paid":
      return { tone: "warn", bold: refusalMessage(code) };
    default:
      return null;
  }
}

/** Gives a part of the lower half the focus; the heading, if that part is gone. */
function focus(part: string): void {
  const there = document.querySelector<HTMLElement>(`#act [data-testid="${part}"]`);
  (there ?? query("#have h1")).focus();
}

/** Puts the address of the top-up into the address bar without loading it. */
export function showTopUpUrl(topUp: TopUpJson): void {
  history.replaceState({ topUp: topUp.id }, "", topUpPath(topUp.service_id, topUp.id));
}

function sourceOf(topUp: TopUpJson): SubscriptionSource {
  return {
    connect(onText, onEnd) {
      const socket = new WebSocket(socketAddress(topUp));
      socket.onmessage = (message) => onText(String(message.data));
      socket.onclose = onEnd;
      return {
        close() {
          socket.onclose = null;
          socket.onmessage = null;
          // Browsers report the closing of a socket that is still opening as an error.
          if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
          else socket.close();
        },
      };
    },
    async read() {
      const answer = await getTopUp(topUp);
      return answer.kind === "ok" ? answer.body : null;
    },
    async sync() {
      const answer = await postTopUp(topUp, "sync");
      return answer.kind === "ok" ? answer.body : null;
    },
    later(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}
