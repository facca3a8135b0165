import type { TopUpCreated } from "../contract/api.ts";
import { sameMoney } from "../domain/money.ts";
import type { Choice } from "../views/choice.ts";
import { topUpPath } from "../views/page-data.ts";
import { actOnTopUp } from "./api.ts";
import { type Asked, type Asking, ask } from "./ask.ts";
import type { BillingStep } from "./billing-step.ts";
import { CardForm } from "./card-form.ts";
import {
  declineNotice,
  isUnanswered,
  type Outcome,
  outcomeOf,
  outcomeOfLook,
} from "./confirmation.ts";
import { must, say } from "./dom.ts";
import { HERE } from "./here-pay.ts";
import type { Keepsakes } from "./keepsakes.ts";
import { act, clearNotices, notify } from "./notices.ts";
import { isBusy, nextPhase, type Phase, type PhaseEvent } from "./phase.ts";
import { requestFor, wantedOf } from "./request.ts";
import { Result, standOn } from "./result.ts";
import type { Shop } from "./shop.ts";
import type { TryKey } from "./try-key.ts";
import { sayUnavailable } from "./unavailable.ts";

const { notices, paying, refusals, unavailable } = HERE.words;

/** Step 3: the card form, and what pressing Pay sets in motion. */
export class PayStep {
  readonly #shop: Shop;
  readonly #billing: BillingStep;
  readonly #keepsakes: Keepsakes;
  readonly #tryKey: TryKey;
  #phase: Phase = "closed";
  #form: CardForm | null = null;

  constructor(shop: Shop, billing: BillingStep, keepsakes: Keepsakes, tryKey: TryKey) {
    this.#shop = shop;
    this.#billing = billing;
    this.#keepsakes = keepsakes;
    this.#tryKey = tryKey;
    must("#pay-form").hidden = false;
    must("#pay-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#pay();
    });
    shop.onChoice((choice) => this.#form?.setAmount(choice));
  }

  get done(): boolean {
    return this.#phase === "done";
  }

  /** Loads the card form; Stripe.js only now. */
  async open(): Promise<void> {
    // From now on this window means this try, whatever another one does meanwhile.
    this.#tryKey.for(wantedOf(this.#shop));
    if (!this.#move("opened")) return;
    try {
      this.#form = await CardForm.open(this.#shop.data, this.#shop.choice);
      // The slider may have moved while the form was loading.
      this.#form.setAmount(this.#shop.choice);
      this.#move("form_ready");
    } catch (fault) {
      this.#move("form_failed");
      this.#unavailable(fault instanceof Error ? fault.message : String(fault));
    }
  }

  async #pay(): Promise<void> {
    const form = this.#form;
    if (!form || !this.#move("pressed")) return;
    clearNotices();
    // First of all awaits: wallets open only on the press itself.
    const submitted = await form.elements.submit();
    if (submitted.error || !this.#billingRight()) {
      this.#move("refused");
      return;
    }
    this.#move("form_complete");
    const choice = this.#shop.choice;
    const asked = await ask(this.#request());
    if (asked.kind === "created") return this.#confirm(form, choice, asked.created);
    this.#move("refused");
    this.#refused(asked, choice);
  }

  async #confirm(form: CardForm, choice: Choice, created: TopUpCreated): Promise<void> {
    const { top_up: topUp, client_secret: clientSecret, url } = created;
    if (!sameMoney(topUp.price, choice.price)) return this.#wrongAmount(created);
    const email = this.#billing.typed().email;
    const shop = this.#shop.address("payment");
    this.#keepsakes.keepTopUp(topUp.id, { email, shop, have: choice.have });
    const result = new Result(
      {
        keepsakes: this.#keepsakes,
        tryKey: this.#tryKey,
        clockAhead: this.#shop.clockAhead,
        supportHref: this.#shop.data.support_href,
      },
      topUp,
    );
    result.connect();
    standOn(topUp);
    if (clientSecret === null) {
      this.#finish(result, false);
      return;
    }
    this.#move("created");
    const outcome = await this.#askBank(form, clientSecret, url);
    if (outcome?.kind === "sent") {
      this.#finish(result, true);
      return;
    }
    result.disconnect();
    history.replaceState(null, "", this.#shop.address());
    this.#move("refused");
    if (outcome) notify(declineNotice(outcome, () => this.#shop.address("days")));
    else notify({ tone: "warn", bold: unavailable.bold, help: unavailable.help });
  }

  /** Null: Stripe.js refused before anything was sent; it throws only for that. */
  async #askBank(form: CardForm, clientSecret: string, url: string): Promise<Outcome | null> {
    try {
      const answer = await form.stripe.confirmPayment({
        elements: form.elements,
        clientSecret,
        confirmParams: { return_url: new URL(url, location.href).href },
        redirect: "if_required",
      });
      if (!isUnanswered(answer)) return outcomeOf(answer);
      return outcomeOfLook(await form.stripe.retrievePaymentIntent(clientSecret));
    } catch (fault) {
      must("#element-wait").dataset.why = String(fault);
      return null;
    }
  }

  /** From here on only the result is on the page. */
  #finish(result: Result, confirmed: boolean): void {
    this.#move("confirmed");
    // Back may have been pressed while the bank was asked.
    standOn(result.topUp);
    result.show(confirmed);
  }

  #billingRight(): boolean {
    if (this.#billing.right()) return true;
    this.#shop.go("billing");
    this.#billing.check();
    return false;
  }

  #request(): Asking {
    return requestFor(this.#shop, this.#billing.typed(), this.#tryKey);
  }

  #refused(asked: Exclude<Asked, { kind: "created" }>, was: Choice): void {
    switch (asked.kind) {
      case "silent":
        notify({ tone: "warn", ...notices.lost });
        break;
      case "already_paid":
        location.assign(topUpPath(asked.serviceId, asked.topUpId));
        break;
      case "price_changed":
        this.#priceChanged(was);
        break;
      case "refused":
        this.#refusedBy(asked.problem);
        break;
    }
  }

  #refusedBy(problem: Extract<Asked, { kind: "refused" }>["problem"]): void {
    const fields = problem.errors ?? [];
    if (fields.some(({ field }) => field.startsWith("customer"))) {
      this.#shop.go("billing");
      if (this.#billing.refuse(fields)) return;
    }
    notify({ tone: "bad", bold: refusalWords(problem.code) });
  }

  #priceChanged(was: Choice): void {
    const now = HERE.money(this.#shop.choice.price);
    notify(
      {
        tone: "warn",
        bold: notices.priceChanged(now, HERE.money(was.price)),
        more: [act("accept", notices.continueWith(now), true), act("days", notices.backToDays)],
      },
      {
        accept: () => {
          clearNotices();
          must("#pay").focus();
        },
        days: () => this.#shop.go("days"),
      },
    );
  }

  /** Never pay what was not on the screen: the try is given up. */
  async #wrongAmount({ top_up: topUp }: TopUpCreated): Promise<void> {
    this.#move("refused");
    this.#tryKey.forget();
    notify({ tone: "bad", ...notices.wrongAmount });
    await actOnTopUp(topUp, "cancel");
  }

  #unavailable(why: string): void {
    must("#element-wait").dataset.why = why;
    sayUnavailable(HERE, () => void this.open());
  }

  /** False: nothing follows from this here (a second press, for example). */
  #move(event: PhaseEvent): boolean {
    const before = this.#phase;
    this.#phase = nextPhase(before, event);
    const busy = isBusy(this.#phase);
    const button = must("#pay");
    button.ariaDisabled = busy ? "true" : null;
    must("#pay-form").hidden = this.#phase === "unavailable";
    must("#element-wait").hidden = this.#phase !== "loading";
    const { texts, price } = this.#shop.choice;
    must("#pay [data-v]").textContent = busy ? paying.paying(HERE.money(price)) : texts.pay;
    if (event === "created") say(paying.bank);
    return this.#phase !== before;
  }
}

/** The customer's words for a refusal of ours; a code of a newer server is a fault of ours. */
const refusalWords = (code: string): string => (isCode(code) ? refusals[code] : refusals.internal);
const isCode = (code: string): code is keyof typeof refusals => Object.hasOwn(refusals, code);
