import type { TopUpCreated } from "../../../../contract/api.ts";
import { sameMoney } from "../../../../domain/base/money.ts";
import * as format from "../../../../i18n/formats.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import { clearBanners, showBanner } from "../../../kit/banner/banner.script.ts";
import { announce, query } from "../../../kit/tree/dom.script.ts";
import { postTopUp } from "../../api/api.script.ts";
import type { IdempotencyKey } from "../../device/idempotency-key.script.ts";
import type { LocalDraft } from "../../device/local-draft.script.ts";
import { lang } from "../../messages/lang.script.ts";
import { refusalMessage } from "../../messages/refusal-messages.script.ts";
import { connected } from "../../network/connection.script.ts";
import { topUpPath } from "../../page/addresses.ts";
import { Result, showTopUpUrl } from "../../result/result.script.ts";
import type { Choice } from "../../sale/choice/choice.ts";
import type { Shop } from "../../sale/shop.script.ts";
import type { BillingStep } from "../billing-panel/billing-panel.script.ts";
import { CardForm } from "../stripe/card-form.script.ts";
import { confirmPayment } from "../stripe/confirm-payment.script.ts";
import type { Outcome } from "../stripe/payment-outcome.script.ts";
import type { Submitted } from "../stripe/stripe-types.script.ts";
import type { WalletRules } from "../stripe/wallets.script.ts";
import { type SubmitOutcome, submitTopUp } from "../submit/submit-top-up.script.ts";
import { keyedChoiceOf, topUpSubmission } from "../submit/top-up-submission.script.ts";
import { showUnavailable } from "../unavailable/unavailable.script.ts";
import { confirmRepeat, RepeatAgreement } from "./confirm-repeat.script.ts";
import { Consent } from "./consent.script.ts";
import { HumanCheck } from "./human-check.script.ts";
import {
  bannerOf,
  type Sheet,
  showNotSent,
  showPressWallet,
  showRefusal,
  showWrongAmount,
} from "./payment-messages.script.ts";
import {
  isBusy,
  nextPaymentState,
  type PaymentEvent,
  type PaymentState,
} from "./payment-state.script.ts";

/** A press of Pay that has passed Stripe's own checks. */
interface Pressed {
  readonly form: CardForm;
  readonly sheet: Sheet;
  readonly choice: Choice;
  readonly submitted: Submitted;
}

/** Step 3: wallets, the card form, and the payment that a press of Pay starts. */
export class PaymentStep {
  readonly #shop: Shop;
  readonly #billing: BillingStep;
  readonly #localDraft: LocalDraft;
  readonly #idempotencyKey: IdempotencyKey;
  readonly #consent = new Consent();
  #state: PaymentState = "closed";
  #form: CardForm | null = null;
  readonly #repeat: RepeatAgreement;
  readonly #human = new HumanCheck();
  /** The outcome of the last press that reached the bank is unknown. */
  #unsure = false;

  constructor(
    shop: Shop,
    billing: BillingStep,
    localDraft: LocalDraft,
    idempotencyKey: IdempotencyKey,
  ) {
    this.#shop = shop;
    this.#billing = billing;
    this.#localDraft = localDraft;
    this.#idempotencyKey = idempotencyKey;
    this.#repeat = new RepeatAgreement(shop, localDraft);
    query("#pay-form").hidden = false;
    query("#pay-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#pay(null);
    });
    shop.onChoice((choice) => this.#form?.setAmount(choice));
  }

  /** Whether the customer has paid on this page. */
  get done(): boolean {
    return this.#state === "done";
  }

  /** The step was opened: loads Stripe.js and the card form. */
  async open(): Promise<void> {
    // Fixes the key for this window, whatever another window does meanwhile.
    this.#idempotencyKey.keyFor(keyedChoiceOf(this.#shop));
    const billing = this.#billing.typed();
    if (!this.#move("opened")) {
      if (this.#state === "ready") this.#form?.setBilling(billing);
      return;
    }
    if (document.querySelector("#banners [data-action=retry]")) clearBanners();
    const { data, choice } = this.#shop;
    try {
      this.#form = await CardForm.open({ data, choice, billing, rules: this.#rules() });
      // The slider may have moved while the form was loading.
      this.#form.setAmount(this.#shop.choice);
      this.#move("form_ready");
    } catch (fault) {
      this.#move("form_failed");
      this.#unavailable(String(fault));
    }
  }

  /** Checks what can be checked before a sheet opens, because an open sheet can only fail. */
  #rules(): WalletRules {
    return {
      mayOpen: () => {
        if (!this.#mayPress() || !this.#billingRight()) return false;
        const before = this.#shop.view.recent_top_up;
        if (before === null || this.#repeat.given) return true;
        void this.#confirmRepeatFor(before.id, true);
        return false;
      },
      sheet: () => ({
        business: query("#app").dataset.name ?? "",
        what: this.#shop.choice.texts.order,
        minor: this.#shop.choice.price.minor,
      }),
      pay: (failed) => void this.#pay(failed),
    };
  }

  async #pay(sheet: Sheet): Promise<void> {
    const form = this.#form;
    if (!form || !this.#mayPress() || !this.#move("pressed")) {
      sheet?.(this.#noSheet());
      return;
    }
    clearBanners();
    try {
      // This await comes first: wallets accept a payment only directly after the press.
      const submitted = await form.submit();
      if (!submitted.error && this.#billingRight()) {
        this.#move("form_complete");
        await this.#request({ form, sheet, submitted, choice: this.#shop.choice });
        return;
      }
    } catch (fault) {
      this.#broken(String(fault));
    }
    this.#move("refused");
    sheet?.(this.#noSheet());
  }

  /** Whether a press may start a payment; shows why not, unless a payment is running already. */
  #mayPress(): boolean {
    if (this.#state !== "ready" || !this.#consent.check()) return false;
    if (!navigator.onLine) showNotSent(this.#unsure);
    return navigator.onLine;
  }

  #noSheet(): string {
    return this.#unsure ? m.banners_noSheetAgain(lang) : m.banners_noSheet(lang);
  }

  async #request(pressed: Pressed): Promise<void> {
    const [given, token] = [this.#consent.given, this.#human.take()];
    const agreements = { allow_repeat: this.#repeat.given, consent: given, ...token };
    const outcomeOfSubmit = await submitTopUp(
      topUpSubmission(this.#shop, this.#billing.typed(), this.#idempotencyKey, agreements),
    );
    if (outcomeOfSubmit.kind === "created") return this.#confirm(pressed, outcomeOfSubmit.created);
    const isAsked = outcomeOfSubmit.kind === "human_check";
    const payNow = isAsked && (await this.#human.ask(outcomeOfSubmit.widget, pressed.sheet));
    this.#move("refused");
    if (!isAsked) this.#refused(outcomeOfSubmit, pressed);
    else if (payNow) void this.#pay(null);
  }

  #refused(
    outcomeOfSubmit: Exclude<SubmitOutcome, { kind: "created" | "human_check" }>,
    { sheet, choice }: Pressed,
  ): void {
    if (outcomeOfSubmit.kind === "already_paid") {
      const { serviceId, topUpId } = outcomeOfSubmit;
      location.assign(topUpPath(serviceId, topUpId, this.#shop.data.link));
      return;
    }
    const code =
      outcomeOfSubmit.kind === "refused" ? outcomeOfSubmit.problem.code : outcomeOfSubmit.kind;
    sheet?.(code === "silent" ? m.banners_lost_bold(lang) : refusalMessage(code));
    if (outcomeOfSubmit.kind === "paid_recently")
      void this.#confirmRepeatFor(outcomeOfSubmit.topUpId, sheet !== null);
    else if (code === "consent_needed") this.#consent.demand();
    else showRefusal(outcomeOfSubmit, choice, this.#shop, this.#billing);
  }

  /** After the yes a card is paid at once; a wallet's sheet opens only on another press. */
  #confirmRepeatFor(topUpId: string | null, byWallet: boolean): Promise<void> {
    return confirmRepeat(this.#shop, topUpId, () => {
      this.#repeat.give(topUpId);
      if (byWallet) showPressWallet();
      else void this.#pay(null);
    });
  }

  async #confirm(pressed: Pressed, created: TopUpCreated): Promise<void> {
    const { top_up: topUp, payment_intent_id: intentId, url } = created;
    if (!sameMoney(topUp.price, pressed.choice.price)) return this.#wrongAmount(pressed, created);
    const { have } = pressed.choice;
    const { email } = this.#billing.typed();
    const { clockAhead, data } = this.#shop;
    const [shopHref, supportHref] = [this.#shop.address("payment"), data.support_href];
    this.#localDraft.keepTopUp(topUp.id, { email, shop: shopHref, have });
    const [localDraft, idempotencyKey] = [this.#localDraft, this.#idempotencyKey];
    const setting = { localDraft, idempotencyKey, clockAhead, supportHref, shopHref };
    const result = new Result(setting, topUp);
    result.connect();
    showTopUpUrl(topUp);
    if (intentId === null) return this.#finish(result, false);
    this.#move("created");
    const returnUrl = new URL(url, location.href).href;
    const outcome = await confirmPayment({ ...pressed, topUp, returnUrl }, () =>
      announce(m.paying_bank(lang)),
    );
    if (outcome.kind === "sent") {
      this.#finish(result, true);
      return;
    }
    result.disconnect();
    history.replaceState(null, "", this.#shop.address());
    this.#declined(outcome, pressed.sheet);
  }

  #declined(outcome: Exclude<Outcome, { kind: "sent" }>, sheet: Sheet): void {
    if (outcome.kind === "broken") {
      sheet?.(m.unavailable_bold(lang));
      this.#broken(outcome.why);
      return;
    }
    this.#move("refused");
    if (outcome.kind === "declined") this.#unsure = outcome.unsure === true;
    const banner = bannerOf(outcome, this.#shop);
    sheet?.(banner?.bold ?? this.#noSheet());
    if (banner) showBanner(banner);
  }

  /** Replaces the forms by the result, for good. */
  #finish(result: Result, confirmed: boolean): void {
    this.#move("confirmed");
    // The customer may have pressed Back while the bank was deciding.
    showTopUpUrl(result.topUp);
    result.show(confirmed);
  }

  #billingRight(): boolean {
    if (this.#billing.right()) return true;
    this.#shop.go("billing");
    this.#billing.check();
    return false;
  }

  /** The amount is not the one that was on the page: the top-up is canceled. */
  async #wrongAmount({ sheet }: Pressed, { top_up: topUp }: TopUpCreated): Promise<void> {
    this.#move("refused");
    this.#idempotencyKey.forget();
    showWrongAmount(sheet);
    await postTopUp(topUp, "cancel");
  }

  /** This form cannot pay any more; a new one may. */
  #broken(why: string): void {
    this.#move("broken");
    this.#form?.close();
    this.#form = null;
    this.#unavailable(why);
  }

  #unavailable(why: string): void {
    query("#element-wait").dataset.why = why;
    showUnavailable(lang, () => void this.open());
    // Dispatches `online` when the connection is back; the loader then opens this step again.
    void connected();
  }

  /** Changes the state and the button with it. False: the event changes nothing in this state. */
  #move(event: PaymentEvent): boolean {
    const before = this.#state;
    this.#state = nextPaymentState(before, event);
    const isLoading = this.#state === "loading";
    const busy = isBusy(this.#state);
    const button = query("#pay");
    button.ariaDisabled = busy || isLoading ? "true" : null;
    query("#pay-form").hidden = this.#state === "unavailable";
    query("#element-wait").hidden = !isLoading;
    const { texts, price } = this.#shop.choice;
    const paying = m.paying_paying(lang, format.money(lang, price));
    query("#pay [data-slot]").textContent = busy ? paying : texts.pay;
    if (event === "form_complete") announce(paying);
    return this.#state !== before;
  }
}
